package intake

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"unicode"

	"synchelper/diagnose/triage"
)

// Whatever is read, nothing panics, each item is one of the two kinds, and no character of a name acts on a terminal.
func FuzzText(f *testing.F) {
	for _, seed := range []string{notAllowed, string(saved(f, 1)), quoted(saved(f, 2)), `{"id":"1","text":"50055"}`, `[{"id":1}]`, "50105",
		"SH-0497-B1ZM-F", logged(f, saved(f, 3)), attached([]byte("x"), "message/rfc822"), "From a@b Mon:\nFrom: a@b.c\n\nx\n\nFrom c@d :\nTo: x\n\n", "\xff\xfe5\x000\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, item := range Text("a\u202eb", text, now()) {
			names := []string{item.Row.File, item.Row.Ticket, item.Row.User, item.Row.Domain, item.Row.TenantID, item.Row.AppID,
				item.Row.CorrelationID, item.Row.RequestID, item.Row.Reference}
			if item.Unread != nil {
				if item.Unread.Reason == "" || item.Row != (triage.Row{}) {
					t.Errorf("an item is both or none: %+v", item)
				}
				names = []string{item.Unread.File}
			} else if item.Row.Cause == "" || item.Row.Confidence == "" || item.Row.Origin == "" {
				t.Errorf("a row without a verdict: %+v", item.Row)
			}
			for _, name := range names {
				if strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) {
					t.Errorf("%q acts on a terminal", name)
				}
			}
		}
	})
}

// BenchmarkRead reads rows of one stream and reports in files of their own, and says how much memory the process held at
// most (Linux): it must not grow with their number. Each count runs in a process of its own for that:
//
//	go test ./diagnose/intake -run '^$' -bench Read/rows-100000 -benchtime 1x
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{1000, 100000, 1000000} {
		b.Run(fmt.Sprintf("rows-%d", n), func(b *testing.B) {
			for b.Loop() {
				measure(b, n, []string{Standard}, Options{Stdin: rowsFor(int64(n * len(oneRow)))})
			}
		})
	}
	for _, n := range []int{1000, 100000, 1000000} {
		b.Run(fmt.Sprintf("reports-%d", n), func(b *testing.B) {
			_, exported, _ := strings.Cut(string(saved(b, 1)), "-----\n")
			line := oneLine(b, exported) + "\n"
			for b.Loop() {
				b.SetBytes(int64(n * len(line)))
				measure(b, n, []string{Standard}, Options{Stdin: io.LimitReader(&repeated{text: line}, int64(n*len(line)))})
			}
		})
	}
	for _, n := range []int{1000, 100000} {
		b.Run(fmt.Sprintf("files-%d", n), func(b *testing.B) {
			dir, report := b.TempDir(), string(saved(b, 1))
			for i := range n {
				write(b, dir, map[string]string{fmt.Sprintf("%d/SyncHelper-%d.txt", i/1000, i): report})
			}
			for b.Loop() {
				measure(b, n, []string{dir}, Options{})
			}
		})
	}
}

func measure(b *testing.B, n int, paths []string, o Options) {
	tally, before := triage.NewTally(), peak(b)
	for item := range Read(b.Context(), paths, o) {
		if item.Unread == nil {
			tally.Add(item.Row)
		}
	}
	if tally.Rows() != n {
		b.Fatalf("%d rows, want %d", tally.Rows(), n)
	}
	b.ReportMetric(peak(b)-before, "MiB-more")
	b.ReportMetric(peak(b), "MiB-peak")
}

// peak is the most memory that the process has held so far.
func peak(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip(err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kib := 0
	if _, err := fmt.Sscan(after, &kib); err != nil {
		b.Fatal(err)
	}
	return float64(kib) / 1024
}

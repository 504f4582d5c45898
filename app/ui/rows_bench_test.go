package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"synchelper/app/session"
)

// BenchmarkScrollRows scrolls by one row and draws, in a table of a hundred thousand rows and in one of a thousand, in
// turns. It fails where the one takes more than 1.25 times as long as the other, in the median.
func BenchmarkScrollRows(b *testing.B) {
	const few, many = 1000, 100000
	app := test.NewTempApp(b)
	desks := []*desk{scrollDesk(b, app, few), scrollDesk(b, app, many)}
	took := make([][]time.Duration, len(desks))
	for i := 0; b.Loop(); i++ {
		for n, d := range desks {
			list := d.rows()
			start := time.Now()
			d.view.page.scrollTo(d.view.page.scroll.Offset.Y + list.high)
			d.window.Canvas().Capture()
			took[n] = append(took[n], time.Since(start))
			if i%200 == 199 { // before the short table ends
				d.view.page.reveal(list.drawn[0])
				d.view.page.scrollTo(d.view.page.scroll.Offset.Y - 200*list.high)
			}
		}
	}
	median := func(all []time.Duration) time.Duration {
		slices.Sort(all)
		return all[len(all)/2]
	}
	a, z := median(took[0]), median(took[1])
	b.ReportMetric(float64(a)/1e6, "ms-1000")
	b.ReportMetric(float64(z)/1e6, "ms-100000")
	b.ReportMetric(float64(z)/float64(a), "ratio")
	b.ReportMetric(0, "ns/op")
	if len(took[0]) >= 20 && float64(z) > 1.25*float64(a) {
		b.Errorf("a row of %d takes %v, one of %d %v", many, z, few, a)
	}
}

// scrollDesk is a window in the middle of a table.
func scrollDesk(b *testing.B, app fyne.App, count int) *desk {
	b.Helper()
	var text strings.Builder
	for i := range count {
		fmt.Fprintf(&text, `{"id":"T-%06d","text":"user%06d@contoso.com AADSTS%d"}`+"\n", i, i, []int{90094, 50055, 50105}[i%3])
	}
	path := filepath.Join(b.TempDir(), "rows.jsonl")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	d := newDesk(b, options{app: app, language: "en", width: 1100, height: 800, dir: b.TempDir()})
	d.session.HelpOthers()
	d.session.ReadPaths(path)
	d.await(func(s session.State) bool { return !s.Help.Reading && s.Help.Rows == count })
	d.view.page.reveal(d.rows())
	d.view.page.scrollTo(d.view.page.scroll.Offset.Y + d.rows().high*float32(count)/2)
	return d
}

package endtoend

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

const (
	companies = 20
	employees = 400 // who write, of each company
	manyCause = 40
)

// template is a report as the program writes it, cut where the person, the id and what follows from it stand.
type template struct {
	diagnosis diagnose.Diagnosis
	text      []byte
}

const (
	anID      = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"
	anAddress = "user000@company00.example"
	aTenant   = "00000000-0000-4000-8000-0000000000ff"
	aRequest  = "00000000-0000-4000-8000-00000000a001"
)

// templates are reports of forty causes, each after a run that went as far as a sign-in.
func templates(b *testing.B, as report.Format) (all []template) {
	w, err := wording.New("en")
	if err != nil {
		b.Fatal(err)
	}
	at := time.Date(2026, 11, 23, 8, 12, 4, 0, time.UTC)
	seen := make(map[diagnose.CauseID]bool)
	for _, code := range diagnose.Codes() {
		page := fmt.Sprintf("Sorry, but we're having trouble signing you in.\n\nAADSTS%d: This is what the page says.\nTrace ID: %s\n"+
			"Correlation ID: %s\nTimestamp: 2026-11-23 08:12:04Z\n", code.Number, aRequest, aRequest)
		o, err := entra.Observe([]byte(page), at)
		if err != nil {
			b.Fatal(err)
		}
		var stages []diagnose.Stage
		for _, id := range diagnose.StagesBeforeSignIn() {
			stages = append(stages, diagnose.Stage{ID: id, State: diagnose.Passed, Started: at, Duration: time.Second, Finding: "it answered"})
		}
		d, err := diagnose.Conclude(strings.NewReader(strings.Repeat("z", 99)), at, diagnose.Subject{Address: anAddress, Tenant: "company00.example",
			TenantID: aTenant, MailApp: "apple"}, []diagnose.Observation{diagnose.ObserveCard(diagnose.CardNeedAdminApproval, at), o}, stages...)
		if err != nil {
			b.Fatal(err)
		}
		if d.ID = anID; seen[d.Verdict.Cause] || len(all) == manyCause {
			continue
		}
		seen[d.Verdict.Cause] = true
		d.SignIns = []diagnose.SignIn{{At: at, Method: "browser", ClientID: diagnose.MailAppOf("apple").ClientID, CorrelationID: aRequest, Ended: "a page with an error"}}
		var text bytes.Buffer
		if err := report.ForIT(d).Write(&text, as, w); err != nil {
			b.Fatal(err)
		}
		all = append(all, template{d, text.Bytes()})
	}
	if len(all) < manyCause {
		b.Fatalf("only %d causes", len(all))
	}
	return all
}

// at is the n-th report.
func at(all []template, n int) []byte {
	t := all[n%len(all)]
	company, person := n/7%companies, n*31/companies%employees
	t.diagnosis.ID = diagnosisID(n)
	return []byte(strings.NewReplacer(anID, t.diagnosis.ID, anAddress, fmt.Sprintf("user%03d@company%02d.example", person, company),
		"company00.example", fmt.Sprintf("company%02d.example", company), aTenant, fmt.Sprintf("00000000-0000-4000-8000-0000000000%02x", company),
		aRequest, fmt.Sprintf("00000000-0000-4000-8000-%012x", n), template{diagnosis: all[n%len(all)].diagnosis}.diagnosis.Reference().String(),
		t.diagnosis.Reference().String()).Replace(string(t.text)))
}

// diagnosisID spreads the numbers as random ids are.
func diagnosisID(n int) string {
	id, x := []byte(anID), uint64(n)*0x9e3779b97f4a7c15
	for i := range 13 {
		id[i] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[x&31]
		x >>= 5
	}
	return string(id)
}

// reportsIn writes n reports in a file, one a line.
func reportsIn(b *testing.B, path string, as report.Format, n int) {
	b.Helper()
	all := templates(b, as)
	for i, t := range all {
		var line bytes.Buffer
		if err := json.Compact(&line, t.text); err != nil {
			b.Fatal(err)
		}
		all[i].text = append(line.Bytes(), '\n')
	}
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	out := bufio.NewWriterSize(file, 1<<20)
	for i := range n {
		if _, err := out.Write(at(all, i)); err != nil {
			b.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
}

// reportFiles writes n reports into files of their own, as "report --as json" does.
func reportFiles(b *testing.B, dir string, n int) {
	b.Helper()
	all := templates(b, report.FormatJSON)
	for i := range n {
		folder := filepath.Join(dir, fmt.Sprint(i/1000))
		if i%1000 == 0 {
			if err := os.MkdirAll(folder, 0o700); err != nil {
				b.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("SyncHelper-%d.json", i)), at(all, i), 0o600); err != nil {
			b.Fatal(err)
		}
	}
}

// sameInJQ is the grouping of triage for jq: cause and company, with distinct people.
const sameInJQ = `reduce inputs as $r ({}; .[$r.verdict.cause + " " + $r.subject.tenant][$r.subject.address] = 1)
 | to_entries | map({key, people: (.value | length)}) | sort_by(-.people)`

// cost is what one run of a command took.
type cost struct {
	took time.Duration
	peak float64 // MiB
}

// took runs a command and says what it cost; its output is thrown away.
func took(b *testing.B, name string, args ...string) cost {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), name, args...)
	var talk bytes.Buffer
	cmd.Stderr = &talk
	before := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatalf("%s: %v\n%s", name, err, talk.String())
	}
	c := cost{took: time.Since(before)}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok && runtime.GOOS == "linux" {
		c.peak = float64(usage.Maxrss) / 1024
	}
	return c
}

// medianOf runs a command often enough for a median. The first run, which fills the system's cache of files, is not counted.
func medianOf(b *testing.B, run func() cost) cost {
	const runs = 3
	b.Helper()
	run()
	var all []cost
	for range runs {
		all = append(all, run())
	}
	slices.SortFunc(all, func(x, y cost) int { return int(x.took - y.took) })
	median := all[runs/2]
	for _, c := range all {
		median.peak = max(median.peak, c.peak)
	}
	return median
}

// BenchmarkTriage holds triage beside jq, which groups the same reports, at least ten times as fast, in less than 200 MiB
// whatever their number. SYNCHELPER_BIN names the folder with the terminal twin:
//
//	SYNCHELPER_BIN=$PWD/bin go test ./app/endtoend -run '^$' -bench Triage -benchtime 1x
func BenchmarkTriage(b *testing.B) {
	program := filepath.Join(os.Getenv("SYNCHELPER_BIN"), "synchelper-cli")
	if os.Getenv("SYNCHELPER_BIN") == "" {
		b.Skip("SYNCHELPER_BIN does not name the folder with the built programs")
	}
	const many = 100000
	jq, noJQ := exec.LookPath("jq")
	beside := func(b *testing.B, ours cost, run func() cost) {
		b.ReportMetric(ours.took.Seconds(), "s")
		b.ReportMetric(ours.peak, "MiB-peak")
		if noJQ != nil {
			b.Log("jq is not here: triage was measured alone")
			return
		}
		theirs := medianOf(b, run)
		b.ReportMetric(theirs.took.Seconds(), "s-jq")
		b.ReportMetric(theirs.took.Seconds()/ours.took.Seconds(), "times")
	}
	for _, how := range []string{"--json", "--full"} {
		b.Run("rows"+how, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "reports.ndjson")
			reportsIn(b, path, report.FormatJSON, many)
			for b.Loop() {
				beside(b, medianOf(b, func() cost { return took(b, program, "triage", how, path) }),
					func() cost { return took(b, jq, "-n", sameInJQ, path) })
			}
		})
		b.Run("files"+how, func(b *testing.B) {
			dir := b.TempDir()
			reportFiles(b, dir, many)
			for b.Loop() {
				beside(b, medianOf(b, func() cost { return took(b, program, "triage", how, dir) }), func() cost {
					return took(b, "sh", "-c", "find \"$1\" -type f -print0 | xargs -0 cat | \"$2\" -n \"$3\"", "sh", dir, jq, sameInJQ)
				})
			}
		})
	}
	for _, n := range []int{10000, 100000, 1000000} {
		b.Run(fmt.Sprintf("events-%d", n), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "reports.ndjson")
			reportsIn(b, path, report.FormatNDJSON, n)
			for b.Loop() {
				c := medianOf(b, func() cost { return took(b, program, "triage", "--json", path) })
				b.ReportMetric(c.took.Seconds(), "s")
				b.ReportMetric(c.peak, "MiB-peak")
			}
		})
	}
}

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// grouping is the SQL that README.md gives to whoever keeps reports in a database.
func grouping(t *testing.T) string {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(readme), "```sql\n")
	sql, _, ended := strings.Cut(after, "```")
	if !found || !ended {
		t.Fatal("README.md holds no SQL")
	}
	return sql
}

// duckDB answers SQL about the files of a folder. It skips the test where DuckDB is not there.
func duckDB(t *testing.T, dir, sql string) []byte {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("Node is not here: DuckDB was not tried")
	}
	program, err := filepath.Abs(filepath.Join(clients, "duckdb.cjs"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(program), "node_modules/@duckdb/node-api")); err != nil {
		t.Skip("DuckDB is not installed (npm ci in .ci/clients): it was not tried")
	}
	var talk bytes.Buffer
	cmd := exec.CommandContext(t.Context(), node, program, sql)
	cmd.Dir, cmd.Stderr = dir, &talk
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, talk.String())
	}
	return out
}

// severalHundred are the lines of log systems for reports of every cause: of two companies and of people with an address of
// their own, with and without the company's id, of several mail apps, some named twice, some of nobody.
func severalHundred(t *testing.T) []byte {
	t.Helper()
	w, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	var copies []report.Copy
	for i, cause := range append(diagnose.Causes(), diagnose.CauseOf(diagnose.CauseNone), diagnose.CauseOf(diagnose.CauseUnknown)) {
		for n := range 8 {
			d, err := sampleOf(cause, testEnvironment("", nil))
			if err != nil {
				t.Fatal(err)
			}
			d.ID = fmt.Sprintf("%02d%02d", i, n%7) + d.ID[4:] // the eighth is the first again
			n %= 7
			d.Subject = diagnose.Subject{Address: fmt.Sprintf("User%d@%s", n%4, []string{"contoso.com", "fabrikam.com", "outlook.com"}[n%3]),
				MailApp: []string{"apple", "spark", diagnose.OtherMailApp}[n/2%3], TenantID: []string{"", "00000000-0000-4000-8000-00000000c0de"}[(n+1)%3/2]}
			if n == 6 {
				d.Subject.Address = ""
			}
			if n == 5 {
				d.Observations[0].Said.AppID = "00000000-0000-4000-8000-00000000a001"
			}
			copies = append(copies, report.ForIT(d))
		}
	}
	var lines bytes.Buffer
	if err := report.NDJSON(&lines, copies, w); err != nil {
		t.Fatal(err)
	}
	return lines.Bytes()
}

// The numbers of the SQL in README.md are those of triage, about the same lines.
func TestADatabaseGroupsAsTriageDoes(t *testing.T) {
	lines, dir := severalHundred(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "reports.ndjson"), lines, 0o600); err != nil {
		t.Fatal(err)
	}
	var ours triaged
	if err := json.Unmarshal([]byte(cli(string(lines), "triage", "--json", "-").out), &ours); err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, g := range ours.Groups {
		company, app := "", ""
		if g.Company {
			company = strings.Join(g.Domains, " ")
			if g.TenantID != nil {
				company = *g.TenantID
			}
		}
		if g.MailApp != nil {
			app = *g.MailApp
		}
		want = append(want, fmt.Sprintf("%s, %s, %s: %d people, %d nameless, %d rows", g.Cause, company, app, g.People, g.Nameless, g.Rows))
	}
	for line := range bytes.Lines(duckDB(t, dir, grouping(t))) {
		var g struct {
			Cause                     string
			Company                   *string
			MailApp                   *string `json:"mail_app"`
			People, Nameless, Reports json.Number
		}
		if err := json.Unmarshal(line, &g); err != nil {
			t.Fatal(err)
		}
		company, app := cmp.Or(g.Company, new(string)), cmp.Or(g.MailApp, new(string))
		got = append(got, fmt.Sprintf("%s, %s, %s: %s people, %s nameless, %s rows", g.Cause, *company, *app, g.People, g.Nameless, g.Reports))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) || len(got) < len(diagnose.Causes()) {
		t.Errorf("the database says\n%s\ntriage says\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

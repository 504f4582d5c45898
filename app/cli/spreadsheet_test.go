package main

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// Every table that the program writes is opened by LibreOffice, as a person opens it. Without it this test is skipped.

// hostile is what a stranger writes so that a spreadsheet acts on it.
func hostile() []string {
	return []string{"=1+1", "+1+1", "-1+1", "@SUM(1+1)", "\t=1+1", "\r=1+1", "\n=1+1", "  =1+1", `"=1+1"`, "=cmd|' /C calc'!A0",
		`=DDE("soffice";"x";"A1")`, `=HYPERLINK("https://evil.example";"press")`, `=WEBSERVICE("https://evil.example")`,
		"x;=1+1;y", `x;"=1+1";y`, "x; @SUM(1+1)", "x\t=1+1\ty", "x,=1+1,y", `x",=1+1,"y`, "x\n=1+1", "x\r\n=1+1", "'=1+1", "＝1+1",
		"{=1+1}", ";=1+1", ";;\"\"=1+1"}
}

// tables are the kinds of tables, by name, with hostile values wherever a report or a ticket holds words of others.
func tables(t *testing.T) map[string][]byte {
	t.Helper()
	w, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	var copies []report.Copy
	var rows []triage.Row
	for _, value := range hostile() {
		d, err := sampleOf(diagnose.CauseOf("app.disabled"), testEnvironment("", nil))
		if err != nil {
			t.Fatal(err)
		}
		said := d.Observations[0].Said
		d.Subject.Address, d.Subject.Tenant, said.Sentence, said.Error = value, value, value, value
		copies = append(copies, report.ForIT(d))
		rows = append(rows, triage.Row{File: value, Ticket: value, User: value, Domain: value, Cause: "app.disabled"})
	}
	all := make(map[string][]byte)
	put := func(name string, write func(io.Writer) error) {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(name, err)
		}
		all[name] = b.Bytes()
	}
	put("reports", func(out io.Writer) error { return report.CSV(out, copies, w) })
	put("rows", func(out io.Writer) error { return triage.CSV(out, slices.Values(rows)) })
	all["mapping"] = mappingOf(t, hostile())
	put("unguarded", func(out io.Writer) error {
		table := csv.NewWriter(out)
		for _, value := range hostile() {
			if err := table.Write([]string{"x", value}); err != nil {
				return err
			}
		}
		table.Flush()
		return table.Error()
	})
	return all
}

// mappingOf is what `report --mapping` writes of a report in which people are called so.
func mappingOf(t *testing.T, names []string) []byte {
	t.Helper()
	d, err := sampleOf(diagnose.CauseOf("app.disabled"), testEnvironment("", nil))
	if err != nil {
		t.Fatal(err)
	}
	d.Observations[0].Said.User = "=cmd@contoso.com"
	d.Observations[0].Text = strings.Join(names, "\n")
	w, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	saved, err := report.Save(dir, d, w)
	if err != nil {
		t.Fatal(err)
	}
	mapping := filepath.Join(dir, "mapping.csv")
	if c := cli("", "report", saved, "--for", "outside", "--key", filepath.Join(dir, "key"), "--mapping", mapping); c.code != exitDone {
		t.Fatal(c.err)
	}
	written, err := os.ReadFile(mapping)
	if err != nil {
		t.Fatal(err)
	}
	return written
}

// book is a table as a spreadsheet has opened it.
type book struct {
	cells []string
	acts  []string // formulas, links, and whatever else asks for something
}

// opened has LibreOffice open tables whose cells are parted by separators (by their numbers), and save what it made of them.
func opened(t *testing.T, separators string, tables map[string][]byte) map[string]book {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not here: no table was opened")
	}
	dir := t.TempDir()
	const quote, utf8, firstLine = "34", "76", "1"
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--norestore",
		"--infilter=CSV:" + strings.Join([]string{separators, quote, utf8, firstLine}, ","), "--convert-to", "fods", "--outdir", dir}
	for name, content := range tables {
		path := filepath.Join(dir, name+".csv")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	command := exec.CommandContext(t.Context(), program, args...)
	command.Env = append(os.Environ(), "HOME="+dir)
	said, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	books := make(map[string]book)
	for name := range tables {
		file, err := os.ReadFile(filepath.Join(dir, name+".fods"))
		if err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		if books[name], err = readBook(file); err != nil {
			t.Fatal(name, err)
		}
	}
	return books
}

// readBook reads OpenDocument in one file.
func readBook(file []byte) (b book, err error) {
	var cell strings.Builder
	for in := xml.NewDecoder(bytes.NewReader(file)); ; {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return b, nil
		}
		if err != nil {
			return b, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			b.acts = append(b.acts, actsOf(token)...)
			switch token.Name.Local {
			case "table-cell":
				cell.Reset()
			case "p", "tab", "line-break", "s":
				cell.WriteByte(' ')
			}
		case xml.CharData:
			cell.Write(token)
		case xml.EndElement:
			if token.Name.Local == "table-cell" {
				b.cells = append(b.cells, spaced(cell.String()))
			}
		}
	}
}

// actsOf are what an element of a table asks a spreadsheet to do.
func actsOf(e xml.StartElement) (acts []string) {
	for _, a := range e.Attr {
		if a.Name.Local == "formula" || a.Name.Local == "href" && e.Name.Local != "style" {
			acts = append(acts, a.Name.Local+" "+a.Value)
		}
	}
	if slices.Contains([]string{"a", "dde-link", "dde-source", "table-source", "database-source-sql", "event-listener", "module"}, e.Name.Local) {
		acts = append(acts, e.Name.Local)
	}
	return acts
}

// spaced is a text with one space where there are several, which XML does not tell apart.
func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }

func TestNoTableMakesASpreadsheetDoAnything(t *testing.T) {
	separators := map[string]string{"commas": number(','), "semicolons and tabs": number(';') + "/" + number('\t')}
	for name, parted := range separators {
		t.Run("parted by "+name, func(t *testing.T) {
			books := opened(t, parted, tables(t))
			if acts := books["unguarded"].acts; len(acts) < 5 {
				t.Errorf("of what nobody guarded only %q does anything", acts)
			}
			delete(books, "unguarded")
			for name, b := range books {
				for _, act := range b.acts {
					t.Errorf("%s: %s", name, act)
				}
			}
		})
	}
}

// The words are still there to read: every value stands in a cell as it was written.
func TestASpreadsheetShowsWhatATableHolds(t *testing.T) {
	all := tables(t)
	books := opened(t, number(','), all)
	for name, content := range all {
		if name == "unguarded" {
			continue
		}
		lines, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
		if err != nil || len(lines) < 2 {
			t.Fatalf("%s: %d lines, %v", name, len(lines), err)
		}
		for _, value := range slices.Concat(lines...) {
			if !slices.ContainsFunc(books[name].cells, func(cell string) bool { return strings.EqualFold(cell, spaced(value)) }) {
				t.Errorf("%s: %q is in no cell", name, value)
			}
		}
	}
	plain := func(text string) string { return spaced(strings.ReplaceAll(text, "'", "")) }
	for _, value := range hostile() {
		want := plain(report.Visible(strings.NewReplacer("\r\n", " ", "\n", " ").Replace(value)))
		if !slices.ContainsFunc(books["rows"].cells, func(cell string) bool { return plain(cell) == want }) {
			t.Errorf("but for apostrophes, %q cannot be read any more", value)
		}
	}
}

func number(r rune) string { return strconv.Itoa(int(r)) }

package main

import (
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strings"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// handover writes every message and every sheet that there is, for every cause and in every language, into a folder for reading.
func handover(args []string, env environment, w *wording.Words) (int, error) {
	flags := newFlags("handover", env, w)
	out := flags.String("out", "", "")
	words, err := parse(flags, args)
	if err != nil {
		return helpOr(err)
	}
	if *out == "" || len(words) > 0 {
		return 0, refuse("cli.handover.folder", nil)
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		return 0, refusal{id: "cli.unsaved", data: map[string]any{"Folder": *out}, err: err}
	}
	var rows []handoverRow
	for _, l := range wording.Languages() {
		in, err := wording.New(l.Code)
		if err != nil {
			return 0, err
		}
		for _, cause := range diagnose.Causes() {
			d, err := sampleOf(cause, env)
			if err != nil {
				return 0, err
			}
			row, err := handOver(*out, d, in)
			if err != nil {
				return 0, refusal{id: "cli.unsaved", data: map[string]any{"Folder": *out}, err: err}
			}
			rows = append(rows, row)
		}
	}
	if err := handoverIndex(*out, rows); err != nil {
		return 0, refusal{id: "cli.unsaved", data: map[string]any{"Folder": *out}, err: err}
	}
	fmt.Fprintln(env.out, filepath.Join(*out, "index.html"))
	return exitDone, nil
}

// sampleOf is a diagnosis with a cause, about nobody: Microsoft said so, and SyncHelper signed in once itself.
func sampleOf(cause diagnose.Cause, env environment) (diagnose.Diagnosis, error) {
	id, err := diagnose.NewID(strings.NewReader(strings.Repeat(string(cause.ID)+diagnose.ProgramName, 9)))
	if err != nil {
		return diagnose.Diagnosis{}, err
	}
	const first, second = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
	at := env.now()
	said := &diagnose.Said{Timestamp: at, CorrelationID: first}
	d := diagnose.Diagnosis{ID: id, Created: at, Subject: diagnose.Subject{Address: "user1@contoso.com", MailApp: "apple"},
		Observations: []diagnose.Observation{{Stage: diagnose.StagePhone, Source: diagnose.SourceText,
			About: diagnose.AboutPhone, At: at, Said: said}},
		Verdict: diagnose.Verdict{Cause: cause.ID, Family: cause.Family, Confidence: diagnose.Certain, About: cause.About}}
	if cause.Family != diagnose.FamilyNetwork { // without a way to Microsoft there is no sign-in
		d.Stages = []diagnose.Stage{{ID: diagnose.StageSignIn, State: diagnose.Blocked}}
		d.SignIns = []diagnose.SignIn{{At: at, Method: "browser", ClientID: diagnose.MailAppOf("apple").ClientID,
			CorrelationID: second, Ended: "stopped by a page"}}
	}
	return d, nil
}

// handoverRow is a line of the index: the files of one cause in one language.
type handoverRow struct{ Lang, Cause, Short, Message, Text, Page string }

func handOver(dir string, d diagnose.Diagnosis, w *wording.Words) (handoverRow, error) {
	name := string(d.Verdict.Cause) + "." + w.Lang()
	a := w.Answer(d)
	row := handoverRow{Lang: w.Lang(), Cause: string(d.Verdict.Cause), Short: a.Short}
	files := map[string][]byte{}
	if a.HasSheet() {
		page, err := report.SheetHTML(d, w, w)
		if err != nil {
			return row, err
		}
		row.Text, row.Page = name+"-sheet.txt", name+"-sheet.html"
		files[row.Text], files[row.Page] = []byte(report.SheetText(d, w, w)), page
	}
	if a.Message.Body != "" {
		row.Message = name + "-message.txt"
		files[row.Message] = []byte(a.Message.Subject + "\n\n" + a.Message.Body + "\n")
	}
	for file, content := range files {
		if err := report.WriteAtomic(filepath.Join(dir, file), content); err != nil {
			return row, err
		}
	}
	return row, nil
}

// handoverIndex writes the page that leads to all the others.
func handoverIndex(dir string, rows []handoverRow) error {
	page, err := template.New("index").Parse(`<!doctype html><html lang="en"><meta charset="utf-8"><title>SyncHelper</title>
<table>{{range .}}<tr><td>{{.Lang}}<td>{{.Cause}}<td>{{.Short}}<td>{{with .Message}}<a href="{{.}}">message</a>{{end}}<td>{{with .Text}}<a href="{{.}}">text</a>{{end}}<td>{{with .Page}}<a href="{{.}}">sheet</a>{{end}}</tr>
{{end}}</table></html>
`)
	if err != nil {
		return err
	}
	var b strings.Builder
	if err := page.Execute(&b, rows); err != nil {
		return err
	}
	return report.WriteAtomic(filepath.Join(dir, "index.html"), []byte(b.String()))
}

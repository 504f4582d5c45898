package main

import (
	"errors"
	"fmt"
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
	if err := handOverAll(*out, env); err != nil {
		return 0, unsaved(*out, err)
	}
	fmt.Fprintln(env.out, filepath.Join(*out, "index.html"))
	return exitDone, nil
}

// handOverAll writes every cause in every language, and the page that leads to them.
func handOverAll(dir string, env environment) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var rows []handoverRow
	for _, l := range wording.Languages() {
		in, err := wording.New(l.Code)
		if err != nil {
			return err
		}
		for _, cause := range diagnose.Causes() {
			d, err := sampleOf(cause, env)
			if err != nil {
				return err
			}
			row, err := handOver(dir, d, in)
			if err != nil {
				return err
			}
			rows = append(rows, row)
		}
	}
	return handoverIndex(dir, rows)
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
type handoverRow struct {
	Lang, Cause, Short string
	Files              []string
}

// handOver writes all that somebody else gets about a diagnosis, to the own IT and to another company.
func handOver(dir string, d diagnose.Diagnosis, w *wording.Words) (handoverRow, error) {
	a := w.Answer(d)
	row := handoverRow{Lang: w.Lang(), Cause: string(d.Verdict.Cause), Short: a.Short}
	write := func(end string, content []byte) error {
		name := row.Cause + "." + row.Lang + end
		row.Files = append(row.Files, name)
		return report.WriteAtomic(filepath.Join(dir, name), content)
	}
	var letters error
	letter := func(end, text string) {
		if text != "" {
			letters = errors.Join(letters, write(end, []byte(text+"\n")))
		}
	}
	if first := a.Message; first.Body != "" {
		provider := w.Letter(d, wording.ReaderProvider).Message
		letter("-message.txt", first.Text())
		letter("-message-provider.txt", provider.Text())
		letter("-reminder.txt", w.Reminder(first, d, d.Created).Text())
		letter("-reminder-provider.txt", w.Reminder(provider, d, d.Created).Text())
		letter("-reason.txt", a.Reason)
	}
	if letters != nil || !a.HasSheet() {
		return row, letters
	}
	page, err := report.SheetHTML(d, w, w)
	if err != nil {
		return row, err
	}
	return row, errors.Join(write("-sheet.txt", []byte(report.SheetText(d, w, w))), write("-sheet.html", page))
}

// handoverIndex writes the page that leads to all the others.
func handoverIndex(dir string, rows []handoverRow) error {
	page, err := report.Page("handover.html", rows)
	if err != nil {
		return err
	}
	return report.WriteAtomic(filepath.Join(dir, "index.html"), page)
}

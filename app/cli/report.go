package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"

	"synchelper/diagnose/consent"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// formatSheet is what whoever decides is handed, as a page. It is no form of the report itself.
const formatSheet = "sheet"

// converting is what report was asked to do.
type converting struct {
	letters
	as, reader, key, mapping string
}

// convertReport reads a saved report and prints it in one of its forms, for who will read it.
func convertReport(args []string, env environment, w *wording.Words) (int, error) {
	var ask converting
	flags := newFlags("report", env, w)
	ask.flag(flags)
	flags.StringVar(&ask.as, "as", string(report.FormatText), "")
	flags.StringVar(&ask.reader, "for", string(report.ReaderIT), "")
	flags.StringVar(&ask.key, "key", "", "")
	flags.StringVar(&ask.mapping, "mapping", "", "")
	words, err := parse(flags, args)
	if err != nil {
		return helpOr(err)
	}
	if err := ask.check(words); err != nil {
		return 0, err
	}
	if err := ask.choose(env, w); err != nil {
		return 0, err
	}
	text, err := inputText(words, env)
	if err != nil {
		return 0, err
	}
	read, err := report.ReadCopy(text)
	if err != nil {
		return 0, refusal{id: reportRefusal(err), data: map[string]any{"File": words[0]}, err: beyond(err)}
	}
	warnOfLure(words[0], text, env, w)
	if ask.as == formatSheet {
		return ask.printSheet(read, env, w)
	}
	made, err := ask.copyOf(read, env)
	if err != nil {
		return 0, err
	}
	if err := made.Addressed(ask.words, ask.to).Write(env.out, report.Format(ask.as), w); err != nil {
		return 0, unsaved("", err)
	}
	return exitDone, nil
}

func (ask converting) check(words []string) error {
	reader, known := report.ParseReadership(ask.reader)
	sheet := ask.as == formatSheet
	switch {
	case len(words) != 1:
		return refuse("cli.one_report", nil)
	case !sheet && !slices.Contains(report.Formats(), report.Format(ask.as)):
		return refuse("cli.unknown_form", map[string]any{"Form": ask.as})
	case !known:
		return refuse("cli.unknown_reader", map[string]any{"Reader": ask.reader})
	case reader == report.ReaderOutside && sheet:
		return refuse("cli.sheet_for_it", nil)
	case reader != report.ReaderOutside && (ask.key != "" || ask.mapping != ""):
		return refuse("cli.key_for_outside", nil)
	}
	return nil
}

// warnOfLure tells of a link in a report that this program cannot have written: what is made of the report never holds it,
// but whoever sent it may have changed more.
func warnOfLure(name string, text []byte, env environment, w *wording.Words) {
	if lure, found := consent.FindLure(text); found {
		env.tell(w.Trap(wording.Trap{Sources: []string{triage.Plain(name)}, AppID: lure.ClientID, Company: lure.Company}).Foreign)
	}
}

func (ask converting) printSheet(read report.Copy, env environment, w *wording.Words) (int, error) {
	content, err := report.SheetHTML(report.ForIT(read.Diagnosis).Diagnosis, ask.words, w)
	if err == nil {
		_, err = env.out.Write(content)
	}
	return exitDone, err
}

// copyOf is the report for its reader. What was made for readers outside stays as it is: a pseudonym of a pseudonym would
// be the same person under another name.
func (ask converting) copyOf(read report.Copy, env environment) (report.Copy, error) {
	if read.For == report.ReaderOutside {
		return read, nil
	}
	if ask.reader == string(report.ReaderIT) {
		return report.ForIT(read.Diagnosis).After(read.Removed), nil
	}
	p, err := pseudonyms(ask.key, env)
	if err != nil {
		return report.Copy{}, err
	}
	made := report.ForOutside(read.Diagnosis, p).After(read.Removed)
	if ask.mapping == "" {
		return made, nil
	}
	names, err := p.Names()
	if err == nil {
		err = report.WriteAtomic(ask.mapping, names)
	}
	if err != nil {
		return report.Copy{}, unsaved(filepath.Dir(ask.mapping), err)
	}
	return made, nil
}

// pseudonyms are made with the key of a file; where none is named, with the one that is kept.
func pseudonyms(path string, env environment) (*report.Pseudonyms, error) {
	if path == "" {
		path = filepath.Join(env.settings(), report.KeyFile)
	}
	p, err := report.PseudonymsOf(path, env.random)
	if err != nil {
		return nil, refusal{id: "cli.no_key", data: map[string]any{"File": path}, err: err}
	}
	return p, nil
}

// beyond is what an error adds to the words of its refusal: where it says no more than they do, nothing.
func beyond(err error) error {
	if errors.Is(err, report.ErrDamaged) || errors.Is(err, report.ErrNewer) {
		return nil
	}
	return err
}

func reportRefusal(err error) string {
	if errors.Is(err, os.ErrNotExist) {
		return "cli.unreadable"
	}
	if errors.Is(err, report.ErrNewer) {
		return "cli.report_newer"
	}
	if errors.Is(err, report.ErrDamaged) {
		return "cli.report_damaged"
	}
	return "cli.no_report"
}

package main

import (
	"errors"
	"os"

	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// convertReport reads a saved report and prints it as text or as its exported form.
func convertReport(args []string, env environment, w *wording.Words) (int, error) {
	flags := newFlags("report", env, w)
	as := flags.String("as", "text", "")
	var reader letters
	reader.flag(flags)
	words, err := parse(flags, args)
	if err != nil {
		return helpOr(err)
	}
	if len(words) != 1 {
		return 0, refuse("cli.one_report", nil)
	}
	if err := reader.choose(env, w); err != nil {
		return 0, err
	}
	text, err := inputText(words, env)
	if err != nil {
		return 0, err
	}
	d, err := report.Read(text)
	if err != nil {
		return 0, refusal{id: reportRefusal(err), data: map[string]any{"File": words[0]}, err: err}
	}
	a := reader.answer(d, w)
	content := []byte(report.Text(d, a, w))
	switch *as {
	case "text":
	case "json":
		if content, err = report.JSON(d, a); err != nil {
			return 0, err
		}
	case "html":
		if content, err = report.HTML(d, a, w, reader.words); err != nil {
			return 0, err
		}
	case "sheet":
		if content, err = report.SheetHTML(d, reader.words, w); err != nil {
			return 0, err
		}
	default:
		return 0, refuse("cli.unknown_form", map[string]any{"Form": *as})
	}
	_, err = env.out.Write(content)
	return exitDone, err
}

func reportRefusal(err error) string {
	if errors.Is(err, os.ErrNotExist) {
		return "cli.unreadable"
	}
	if errors.Is(err, report.ErrNewer) {
		return "cli.report_newer"
	}
	return "cli.no_report"
}

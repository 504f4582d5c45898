package main

import (
	"fmt"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// looksLikeReference says whether a word was meant as a reference, so that a mistyped one is refused, not explained.
func looksLikeReference(word string) bool {
	const shortest, longest = 9, 16
	return len(word) >= shortest && len(word) <= longest && strings.HasPrefix(strings.ToUpper(word), "SH-") &&
		!strings.Contains(word, " ")
}

// explainReference says what a reference holds, as a helpdesk hears it on the telephone: the cause and its steps, the
// mail app and the day. Nothing else is known of that run.
func explainReference(r diagnose.Reference, env environment, w *wording.Words) int {
	cause := diagnose.CauseOf(r.Cause)
	d := diagnose.Diagnosis{Created: r.Day, Foreign: true, Subject: diagnose.Subject{MailApp: r.MailApp},
		Verdict: diagnose.Verdict{Cause: r.Cause, Family: cause.Family, Confidence: diagnose.Unsure, About: cause.About}}
	a := w.Answer(d)
	fmt.Fprintln(env.out, report.Wrap(w.Text("cli.reference", map[string]any{"Reference": r.String(), "Short": a.Short,
		"App": diagnose.MailAppOf(r.MailApp).Name, "Day": r.Day.Format(time.DateOnly)})))
	for _, s := range report.HelpdeskSections(d, a, w) {
		if len(s.Lines) > 0 {
			fmt.Fprintf(env.out, "\n%s", s)
		}
	}
	return exitFor(d)
}

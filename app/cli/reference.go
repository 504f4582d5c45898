package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// referenceIn returns the reference that was given, also behind one word as messages print it ("Reference SH-…"), or in its
// four parts, as it is said on the telephone.
func referenceIn(words []string) (string, bool) {
	fields := strings.Fields(strings.Join(words, " "))
	if len(fields) == 4 && strings.EqualFold(fields[0], "SH") {
		fields = []string{strings.Join(fields, "-")}
	}
	if len(fields) == 0 || len(fields) > 2 {
		return "", false
	}
	last := fields[len(fields)-1]
	return last, looksLikeReference(last)
}

// looksLikeReference says whether a word was meant as a reference, so that a mistyped one is refused, not explained.
func looksLikeReference(word string) bool {
	const shortest, longest = 9, 20
	return len(word) >= shortest && len(word) <= longest && strings.HasPrefix(strings.ToUpper(word), "SH") &&
		strings.ContainsAny(word, "0123456789")
}

// appOf is the mail app of a reference, in words.
func appOf(r diagnose.Reference, w *wording.Words) string {
	if r.MailApp == diagnose.OtherMailApp {
		return w.Text("app.other")
	}
	return diagnose.MailAppOf(r.MailApp).Name
}

// explainReference says what a reference holds, as a helpdesk hears it on the telephone: the cause and its steps, the
// mail app and the day. Nothing else is known of that run.
func explainReference(word string, env environment, w *wording.Words) (int, error) {
	r, err := diagnose.ParseReference(word)
	if err != nil {
		return 0, refuse("cli.bad_reference", map[string]any{"Reference": strconv.Quote(word),
			"Short": errors.Is(err, diagnose.ErrShortReference)})
	}
	cause := diagnose.CauseOf(r.Cause)
	d := diagnose.Diagnosis{Created: r.Day, Foreign: true, Subject: diagnose.Subject{MailApp: r.MailApp},
		Verdict: diagnose.Verdict{Cause: r.Cause, Family: cause.Family, Confidence: diagnose.Unsure, About: cause.About}}
	a := w.Answer(d)
	fmt.Fprintln(env.out, report.WrapAt(w.Text("cli.reference", map[string]any{"Reference": r.String(), "Short": a.Short,
		"App": appOf(r, w), "Day": r.Day.Format(time.DateOnly)}), lineIn(env.columns)))
	for _, s := range report.HelpdeskSections(d, a, w) {
		if len(s.Lines) > 0 {
			fmt.Fprintf(env.out, "\n%s", s.At(lineIn(env.columns)))
		}
	}
	return exitFor(d), nil
}

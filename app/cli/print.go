package main

import (
	"fmt"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// Terminal attributes for a heading: bold. Colours are left to the reader's own terminal.
const (
	boldOn  = "\x1b[1m"
	boldOff = "\x1b[0m"
)

// printDiagnosis prints what the user needs; with full also what the helpdesk and the administrator need.
func printDiagnosis(d diagnose.Diagnosis, a wording.Answer, full bool, env environment, w *wording.Words) {
	sections := report.UserSections(a, w)
	if full {
		sections = append(sections, report.HelpdeskSections(d, a, w)...)
	}
	for _, s := range sections {
		if len(s.Lines) == 0 {
			continue
		}
		heading := report.WrapAt(wording.Capitals(s.Heading), lineIn(env.columns))
		if env.coloured() {
			heading = boldOn + heading + boldOff
		}
		if s.Heading == w.Text("report.message") { // it speaks as the user, and here mostly somebody else reads it
			s.Lines = append([]string{w.Text("cli.users_message"), ""}, s.Lines...)
		}
		fmt.Fprintf(env.out, "%s\n%s\n", heading, s.BodyAt(lineIn(env.columns)))
	}
	fmt.Fprintln(env.out, a.Reference)
	if !full {
		env.tell(w.Text("cli.more"))
	}
}

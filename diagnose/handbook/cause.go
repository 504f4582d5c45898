package handbook

import (
	"slices"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

// causePage is what a helpdesk needs of one cause.
type causePage struct {
	frame

	Answer   wording.Answer
	Labels   labels
	Computer string // that it is about a computer, not about the phone
	Cause    string
	Role     string
	Numbers  []link
	Sources  []diagnose.SourceRef
}

// ManyNumbers says whether the numbers would push aside what comes after them: then they are folded.
func (p causePage) ManyNumbers() bool { return len(p.Numbers) > 6 }

// labels are the headings of a cause's page.
type labels struct {
	Who, Do, Meanwhile, Box, Message, Helpdesk, Numbers, Reply, Admin, Sources, Dated string
}

func (e *edition) cause(c diagnose.Cause) causePage {
	w := e.w
	a := w.General(c.ID)
	page := causePage{frame: e.around(causePath(c.ID), a.Short), Answer: a,
		Labels: labels{Who: w.Text("report.who"), Do: w.Text("report.do"), Meanwhile: w.Text("report.meanwhile"),
			Box: w.Text("handbook.box"), Message: w.Text("report.message"), Helpdesk: w.Text("report.helpdesk"),
			Numbers: w.Text("handbook.cause.numbers"), Reply: w.Text("handbook.reply"), Admin: w.Text("report.admin"),
			Sources: w.Text("report.sources"), Dated: w.Text("sheet.label.dated")},
		Cause: w.Text("handbook.cause", map[string]any{"Cause": string(c.ID), "Family": string(c.Family)}),
		Sources: slices.DeleteFunc(slices.Clone(c.Sources), func(s diagnose.SourceRef) bool {
			return consent.Check(s.URL) != nil
		})}
	if c.About == diagnose.AboutThisComputer {
		page.Computer = w.Text("handbook.computer")
	}
	if c.Role != "" {
		page.Role = w.Text("report.role", map[string]any{"Role": c.Role})
	}
	for _, code := range diagnose.Codes() {
		number := mark(code.Number)
		named := func(l link) bool { return l.Text == number }
		if code.Cause == c.ID && !slices.ContainsFunc(page.Numbers, named) {
			page.Numbers = append(page.Numbers, link{Path: numbersPage + "#" + number, Text: number})
		}
	}
	return page
}

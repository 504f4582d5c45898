package main

import (
	"bufio"
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// print writes groups, rows and what could not be read for a terminal of 80 columns.
func (t *triaging) print(items iter.Seq[triage.Item], out *bufio.Writer, w *wording.Words) error {
	for item := range items {
		t.note(item)
	}
	groups := t.tally.Groups()
	count := func(key string, n int) string { return w.Text(key, map[string]any{"Count": n}) }
	data := map[string]any{"Rows": w.ReadSoFar(t.tally.Reports(), t.tally.Rows()-t.tally.Reports()), "Problems": count("triage.problems", len(groups)), "Unread": ""}
	if t.unreadCount > 0 {
		data["Unread"] = count("triage.not_read", t.unreadCount)
	}
	fmt.Fprintln(out, report.WrapAt(w.Text("triage.counts", data), t.width))
	for _, s := range []report.Section{t.groups(groups, w), t.reports(groups, w), t.notRead(w)} {
		if len(s.Lines) > 0 {
			fmt.Fprintf(out, "\n%s", s.At(t.width))
		}
	}
	return nil
}

// groups are what has the same cause, most people first.
func (t *triaging) groups(groups []triage.Group, w *wording.Words) report.Section {
	s := report.Section{Heading: w.Text("triage.heading.groups")}
	for _, g := range groups[:min(len(groups), mostGroups)] {
		c := w.ManyFor(g.Many(), t.words)
		s.Lines = append(s.Lines, c.People+": "+c.Title)
		facts := strings.TrimSpace(w.Text("triage.who", map[string]any{"Who": c.Who}) + " " + c.Fixes)
		s.Lines = append(s.Lines, indented(facts))
		if c.First != "" {
			s.Lines = append(s.Lines, indented(w.Text("triage.first", map[string]any{"Step": c.First})))
		}
		if g.Unsure {
			c.Foreign += " " + w.Text("cli.triage.company", map[string]any{"Company": g.Name()})
		}
		if c.Foreign != "" {
			s.Lines = append(s.Lines, indented(c.Foreign))
		}
		if t.full && !g.Elsewhere() && !g.Unsure { // else that is looked at first
			s.Lines = append(s.Lines, lettersOf(c, g, w)...)
		}
	}
	if more := len(groups) - mostGroups; more > 0 {
		s.Lines = append(s.Lines, w.Text("cli.triage.more_groups", map[string]any{"Count": more}))
	}
	if left := t.tally.Left(); left > 0 {
		s.Lines = append(s.Lines, w.Text("cli.triage.left", map[string]any{"Count": left}))
	}
	return s
}

// lettersOf are the message and the reply of a group.
func lettersOf(c wording.Common, g triage.Group, w *wording.Words) (lines []string) {
	add := func(heading, text string) {
		lines = append(lines, "", indented(wording.Capitals(w.Text(heading))))
		for line := range strings.Lines(text) {
			lines = append(lines, indented(strings.TrimSpace(line)))
		}
	}
	if c.Message.Body != "" {
		heading := "cli.triage.heading.message"
		if g.IsTrap() {
			heading = "ui.help.message_security"
		}
		add(heading, w.Text("cli.triage.subject", map[string]any{"Subject": c.Message.Subject})+"\n\n"+c.Message.Body)
	}
	if c.MessageHint != "" {
		lines = append(lines, "", indented(c.MessageHint))
	}
	if c.Reply != "" {
		heading := "ui.help.reply_all"
		if g.Rows == 1 {
			heading = "ui.help.reply_user"
		}
		to := c.ReplyHint
		if all := g.To(); all != "" && !g.IsTrap() { // whose text may name anybody
			to += "\n" + w.Text("cli.triage.to", map[string]any{"Addresses": all, "More": g.People - len(g.Listed), "Several": g.People > 1})
		}
		add(heading, strings.TrimSpace(to+"\n\n"+c.Reply))
	}
	return append(lines, "")
}

// indented sets a line under the one above it; the section indents both.
func indented(line string) string {
	if line == "" {
		return ""
	}
	return "  " + line
}

// reports are the rows, those of the largest group first, the latest of each first.
func (t *triaging) reports(groups []triage.Group, w *wording.Words) report.Section {
	s, said := report.Section{Heading: w.Text("triage.heading.rows")}, verdicts{}
	rank := make([]int, len(t.rows))
	order := make([]int, len(t.rows))
	for i, r := range t.rows {
		if n := t.tally.CountedFor(r); n != 0 && n <= len(t.rows) {
			r = t.rows[n-1]
		}
		if rank[i] = t.tally.GroupOf(r, groups); rank[i] < 0 { // its report is not among the rows that are shown
			rank[i] = len(groups)
		}
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(rank[a], rank[b]), t.rows[b].Time.Compare(t.rows[a].Time))
	})
	for _, i := range order {
		r := t.rows[i]
		parts := []string{cmp.Or(r.User, w.Text("triage.nobody"))}
		switch {
		case r.Time.IsZero():
		case r.Origin == triage.OriginReference: // which holds the day
			parts = append(parts, r.Time.Format(time.DateOnly))
		default:
			parts = append(parts, r.Time.Format("2006-01-02 15:04 UTC"))
		}
		for _, part := range []string{r.Reference, r.Source(), r.Ticket} {
			if part != "" {
				parts = append(parts, part)
			}
		}
		if r.SameAs != 0 {
			parts = append(parts, w.Text("triage.same_as", map[string]any{"Source": t.sourceOf(r.SameAs)}))
		}
		s.Lines = append(s.Lines, strings.Join(parts, ", "), indented(said.of(r, w)))
	}
	if more := t.tally.Rows() - len(t.rows); more > 0 {
		s.Lines = append(s.Lines, w.Text("cli.triage.more_rows", map[string]any{"Count": more}))
	}
	return s
}

// sourceOf is where a row was read, by its number; the number alone where the row is not held.
func (t *triaging) sourceOf(number int) string {
	if number > len(t.rows) {
		return strconv.Itoa(number)
	}
	return t.rows[number-1].Source()
}

// verdicts are what rows were said to have, put into words once each.
type verdicts map[verdict]string

type verdict struct {
	cause      diagnose.CauseID
	confidence diagnose.Confidence
	ground     triage.Ground
	trap       bool
}

// of says what a row has and how sure that is.
func (v verdicts) of(r triage.Row, w *wording.Words) string {
	key := verdict{r.Cause, r.Confidence, r.Ground(), r.IsTrap()}
	if _, ok := v[key]; !ok {
		a := w.Answer(r.Diagnosis())
		if key.ground != "" {
			a.Confidence = w.Text("triage.ground." + string(key.ground))
		}
		v[key] = a.Short + ". " + a.Confidence
		if key.trap {
			v[key] = w.Text("triage.trap") + "."
		}
	}
	return v[key]
}

func (t *triaging) notRead(w *wording.Words) report.Section {
	s := report.Section{Heading: w.Text("triage.heading.unread")}
	for _, u := range t.unread[:min(len(t.unread), mostRows)] {
		s.Lines = append(s.Lines, reasonOf(u, w))
	}
	if more := t.unreadCount - len(s.Lines); more > 0 {
		s.Lines = append(s.Lines, w.Text("triage.more_unread", map[string]any{"Count": more}))
	}
	return s
}

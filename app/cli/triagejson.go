package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// The name and version of what triage --json prints.
const (
	triageSchema  = "synchelper-triage"
	triageVersion = 1
)

// groupRow is a group as triage --json prints it; null is what nobody has said.
type groupRow struct {
	Cause     diagnose.CauseID `json:"cause"`
	Title     string           `json:"title"`
	Who       diagnose.Who     `json:"who"`
	TenantID  *string          `json:"tenant_id"`
	Domains   []string         `json:"domains"`
	MailApp   *string          `json:"mail_app"`
	People    int              `json:"people"`
	Nameless  int              `json:"nameless"`
	Rows      int              `json:"rows"`
	First     *time.Time       `json:"first"`
	Last      *time.Time       `json:"last"`
	Company   bool             `json:"company_cures"`
	Once      bool             `json:"once_for_all"`
	Foreign   bool             `json:"foreign"`
	Unsure    bool             `json:"ask_company"`
	Trap      bool             `json:"trap"`
	FirstStep string           `json:"first_step"`
	Message   *messageRow      `json:"message"`
	Reply     *string          `json:"reply"`
	Hints     hintsRow         `json:"hints"`
}

type messageRow struct {
	Subject string `json:"subject"`
	Body    string `json:"body"`
}

// hintsRow is what whoever sends them has to know.
type hintsRow struct {
	Message *string `json:"message"`
	Reply   *string `json:"reply"`
}

type unreadRow struct {
	Source string        `json:"source"`
	Reason triage.Reason `json:"reason"`
	Text   string        `json:"text"`
}

// writeJSON writes one object. Rows are written as they come, so they stand before the groups, which are known at the end.
func (t *triaging) writeJSON(items iter.Seq[triage.Item], out *bufio.Writer, w *wording.Words) error {
	fmt.Fprintf(out, "{\"schema\":%q,\"version\":%d,\"rows\":[", triageSchema, triageVersion)
	list := list{out: out}
	for item := range items {
		if row := t.note(item); item.Unread == nil {
			list.row(row)
		}
	}
	fmt.Fprint(out, "\n],\"unread\":[")
	list.begin()
	for _, u := range t.unread {
		list.add(unreadRow{u.Source(), u.Reason, reasonOf(u, w)})
	}
	fmt.Fprintf(out, "\n],\"unread_left_out\":%d,\"rows_in_no_group\":%d,\"groups\":[", t.unreadCount-len(t.unread), t.tally.Left())
	list.begin()
	for _, g := range t.tally.Groups() {
		list.add(groupOf(g, w, t.words))
	}
	fmt.Fprint(out, "\n]}\n")
	return list.err
}

// list writes the values of a JSON list, one a line.
type list struct {
	out    *bufio.Writer
	buffer []byte
	begun  bool
	err    error
}

func (l *list) begin() { l.begun = false }

// row writes a row of many.
func (l *list) row(r triage.Row) {
	l.buffer = r.AppendJSON(l.buffer[:0])
	l.write(l.buffer)
}

func (l *list) add(value any) {
	var raw bytes.Buffer
	encoder := json.NewEncoder(&raw)
	encoder.SetEscapeHTML(false)
	if l.err = errors.Join(l.err, encoder.Encode(value)); l.err == nil {
		l.write(bytes.TrimSpace(raw.Bytes()))
	}
}

func (l *list) write(raw []byte) {
	if l.begun {
		fmt.Fprint(l.out, ",")
	}
	l.begun = true
	fmt.Fprintf(l.out, "\n%s", raw)
}

func groupOf(g triage.Group, w, letters *wording.Words) groupRow {
	c := w.ManyFor(g.Many(), letters)
	row := groupRow{Cause: g.Cause, Title: c.Title, Who: g.Who, TenantID: known(g.TenantID), MailApp: known(g.MailApp),
		Domains: append([]string{}, g.Domains...), People: g.People, Nameless: g.Nameless, Rows: g.Rows, Company: g.Company,
		Once: g.Once, Foreign: g.Foreign, Unsure: g.Unsure, Trap: g.IsTrap(), FirstStep: c.First}
	if !g.First.IsZero() {
		row.First, row.Last = &g.First, &g.Last
	}
	if g.Foreign || g.Unsure { // whose company it is, is looked at first
		return row
	}
	row.Reply, row.Hints = known(c.Reply), hintsRow{known(c.MessageHint), known(c.ReplyHint)}
	if c.Message.Body != "" {
		row.Message = &messageRow{c.Message.Subject, c.Message.Body}
	}
	return row
}

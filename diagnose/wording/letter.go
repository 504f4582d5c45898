package wording

import (
	"time"

	"synchelper/diagnose"
)

// Reader is who a message is written for.
type Reader string

// The readers.
const (
	ReaderIT       Reader = "it"       // the user's own IT
	ReaderProvider Reader = "provider" // people who look after many companies, and must be told which one this is
)

// Letter is what leaves the user's hands, in the language of whoever reads it.
type Letter struct {
	Message Message
	Reason  string // for the box of the page "Approval required"; empty where there is no such page
}

// Letter writes to a reader what Answer writes to the user's own IT.
func (w *Words) Letter(d diagnose.Diagnosis, to Reader) Letter {
	f := w.factsOf(d)
	if to == ReaderProvider {
		f.data["Provider"], f.data["CustomerID"] = true, f.confirmedID()
	}
	a := w.answer(f)
	return Letter{Message: a.Message, Reason: a.Reason}
}

// confirmedID is the tenant's id where the person typed it or Microsoft answered with it. One that only a pasted text
// names may be a stranger's.
func (f facts) confirmedID() string {
	if tenant := f.confirmedTenant(); tenant.IsID() {
		return tenant.String()
	}
	return ""
}

// forReader puts above the message which customer it is about, where the reader has many.
func (w *Words) forReader(body string, f facts) string {
	if f.data["Provider"] != true || f.data["Domain"] == "" {
		return body
	}
	return w.Text("message.customer", f.data, map[string]any{"Body": body})
}

// perhapsUnlogged says whether the attempt may be missing in the company's log: a page that asks for approval and is
// left with Cancel ends no sign-in. Where Microsoft printed a time, there is an entry.
func (f facts) perhapsUnlogged() bool {
	if f.said != nil && !f.said.Timestamp.IsZero() {
		return false
	}
	switch f.diagnosis.Verdict.Family {
	case diagnose.FamilyConsentAdmin, diagnose.FamilyRequest, diagnose.FamilyConsentMissing:
		return true
	}
	return false
}

// Reminder asks again about a message that was sent on a day. Where a request waits at Microsoft, it says in which list.
func (w *Words) Reminder(first Message, d diagnose.Diagnosis, sent time.Time) Message {
	data := map[string]any{"Subject": first.Subject, "Body": first.Body, "Day": w.Day(sent),
		"Request": diagnose.CauseOf(d.Verdict.Cause).Family == diagnose.FamilyRequest}
	return Message{Subject: w.Text("message.reminder.subject", data), Body: w.Text("message.reminder.body", data)}
}

// Day prints a day as people of the language write it.
func (w *Words) Day(day time.Time) string { return day.Format(w.Text("ui.case.date_layout")) }

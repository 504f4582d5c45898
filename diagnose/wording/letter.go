package wording

import (
	"errors"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
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

// AnswerFor is Answer with the letter to a reader in it, in letters, the language of whoever reads that.
func (w *Words) AnswerFor(d diagnose.Diagnosis, letters *Words, to Reader) Answer {
	a, letter := w.Answer(d), letters.Letter(d, to)
	a.Message, a.Reason = letter.Message, letter.Reason
	return a
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

// Outward marks in the demo what leaves the window, so that nobody who gets it takes it for real.
func (w *Words) Outward(d diagnose.Diagnosis, text string) string {
	if !d.Demo {
		return text
	}
	return w.Text("message.demo", map[string]any{"Subject": text})
}

// StillAsks is for the administrator when a yes does not reach the phone: what the person answered, then the list of what
// may stand between. reference is the one that the administrator knows; empty: that of d.
func (w *Words) StillAsks(d diagnose.Diagnosis, a diagnose.Approval, reference string) string {
	data, nobody := w.factsOf(d).data, w.Text("ui.approved.nobody")
	reply := map[diagnose.Reply]string{diagnose.ReplyYes: w.Text("ui.yes"), diagnose.ReplyNo: w.Text("ui.no"),
		diagnose.ReplyUnknown: nobody, diagnose.ReplyNone: nobody}
	when := map[diagnose.Reply]string{diagnose.ReplyYes: w.Text("ui.approved.just_now"),
		diagnose.ReplyNo: w.Text("ui.approved.earlier"), diagnose.ReplyNone: nobody}
	if reference != "" {
		data["Reference"] = reference
	}
	data["Same"], data["When"], data["Colleague"] = reply[a.SameAddress], when[a.JustNow], reply[a.Colleague]
	list := strings.ReplaceAll(w.Text("approved.admin", data), "\n$ ", "\n") // without the mark of commands
	return w.Outward(d, w.Text("approved.message", data)+"\n\n"+list)
}

// SheetFor is the sheet for whoever decides elsewhere. Their answer goes back to the user, in the user's words.
func (w *Words) SheetFor(d diagnose.Diagnosis, user *Words) Sheet {
	s := w.Sheet(d)
	if user.lang == w.lang {
		return s
	}
	for i, c := range user.Sheet(d).Choices { // which are the same ones in every language
		s.Choices[i].Answer = c.Answer
	}
	return s
}

// Reminder asks again about a message that was sent on a day. Where a request waits at Microsoft, it says in which list.
// The first message is in it where there is room for it, else what it was about.
func (w *Words) Reminder(first Message, d diagnose.Diagnosis, sent time.Time) Message {
	cause, data := diagnose.CauseOf(d.Verdict.Cause), w.factsOf(d).data
	data["Subject"], data["Body"], data["Day"] = first.Subject, first.Body, w.Day(sent)
	data["Request"], data["Decision"] = requestWaits(cause), cause.CureIsLink || decided(cause)
	m := Message{Subject: w.Text("message.reminder.subject", data), Body: w.Text("message.reminder.body", data)}
	if fitsEveryWay(m) != nil {
		data["Body"] = ""
		m.Body = w.Outward(d, w.Text("message.reminder.body", data))
	}
	return m
}

// fitsEveryWay says which ways to send a message are too short for it.
func fitsEveryWay(m Message) error {
	_, mail := consent.MailtoURL("", m.Subject, m.Body)
	_, teams := consent.TeamsURL(m.Text())
	_, text := consent.SMSURL(m.Text())
	return errors.Join(mail, teams, text)
}

// Day prints a day as people of the language write it.
func (w *Words) Day(day time.Time) string { return day.Format(w.Text("ui.case.date_layout")) }

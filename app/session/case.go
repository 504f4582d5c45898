package session

import (
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

const (
	keepFor = 30 * 24 * time.Hour // how long an open case is kept
	// unmistaken is how long a weekday alone says which day is meant.
	unmistaken = 6 * 24 * time.Hour
)

// CaseState says what the person has heard since the message went out.
type CaseState string

// The states of a case.
const (
	CaseWaiting  CaseState = "waiting"
	CaseApproved CaseState = "approved"
	CaseRefused  CaseState = "refused"
)

// Case is what stays on this computer while somebody else has to act: no address, no text, nothing that Microsoft said.
type Case struct {
	ID         string              `json:"id"` // random, so that the reference stays the same
	Cause      diagnose.CauseID    `json:"cause"`
	Confidence diagnose.Confidence `json:"confidence"`
	Domain     string              `json:"domain"`
	MailApp    string              `json:"mail_app"`
	Card       diagnose.Card       `json:"card"`
	Created    time.Time           `json:"created"` // by which the admin finds the attempt in the log
	State      CaseState           `json:"state"`

	Title    string          `json:"-"` // in the words of the language
	Since    string          `json:"-"` // the weekday it was sent; with the date where that weekday has come again
	Message  wording.Message `json:"-"` // what was sent
	Reminder wording.Message `json:"-"`
}

func caseOf(d diagnose.Diagnosis) *Case {
	return &Case{ID: d.ID, Cause: d.Verdict.Cause, Confidence: d.Verdict.Confidence, Domain: d.Subject.Domain(),
		MailApp: d.Subject.MailApp, Card: d.Subject.Card, State: CaseWaiting,
		Created: d.Created.Truncate(time.Minute)}
}

// diagnosis brings back as much of the run as was kept.
func (c *Case) diagnosis() diagnose.Diagnosis {
	cause := diagnose.CauseOf(c.Cause)
	return diagnose.Diagnosis{ID: c.ID, Created: c.Created,
		Subject: diagnose.Subject{Tenant: c.Domain, MailApp: c.MailApp, Card: c.Card},
		Verdict: diagnose.Verdict{Cause: cause.ID, Family: cause.Family, Confidence: c.Confidence, About: cause.About}}
}

// tellCase puts the open case into the words of the language. The caller holds the lock.
func (s *Session) tellCase(st *State) {
	if st.Case == nil {
		return
	}
	told := *st.Case
	answer := st.Words.Answer(told.diagnosis())
	data := map[string]any{"Subject": answer.Message.Subject, "Body": answer.Message.Body, "Title": answer.Title,
		"Day": told.Created.Format(st.Words.Text("ui.case.date_layout")), "Weekday": weekday(st.Words, told.Created)}
	told.Since = weekday(st.Words, told.Created)
	if s.options.Now().Sub(told.Created) > unmistaken {
		told.Since = st.Words.Text("ui.case.since", data)
	}
	told.Title = answer.Title
	told.Message = answer.Message
	told.Reminder = wording.Message{Subject: st.Words.Text("ui.case.reminder.subject", data),
		Body: st.Words.Text("ui.case.reminder.body", data)}
	st.Case = &told
}

func weekday(words *wording.Words, day time.Time) string {
	return words.Text("ui.weekday." + strings.ToLower(day.Weekday().String()[:3]))
}

// Heard opens the case again with what the person has heard: approved, refused, or only to look at it once more.
func (s *Session) Heard(state CaseState) {
	s.change(func(st *State) {
		if st.Case == nil {
			return
		}
		s.stop()
		st.Sure, st.Asking, s.found = Sure{}, false, Found{}
		told := *st.Case
		told.State = state
		st.Case = &told
		s.store.keepCase(st.Case)
		st.Screen, st.Problem = ScreenResult, ProblemNone
		st.Open = partOf(state)
		st.Quote, st.Saved, st.SaveError = "", "", ProblemNone
		s.settle(st, told.diagnosis())
	})
}

// ForgetCase deletes the open case from this computer.
func (s *Session) ForgetCase() {
	s.change(func(st *State) {
		st.Case = nil
		s.store.dropCase()
	})
}

// Works closes the case: mail comes again.
func (s *Session) Works() {
	s.Home()
	s.change(func(st *State) {
		st.Worked = true
		if !st.Demo { // where the case, if there is one, is not the demo's
			st.Case = nil
			s.store.dropCase()
		}
	})
}

// partOf is the part of a result that answers what the person has heard.
func partOf(state CaseState) Part {
	switch state {
	case CaseApproved:
		return PartApproved
	case CaseRefused:
		return PartRefused
	}
	return PartNone
}

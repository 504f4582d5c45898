package session

import (
	"cmp"
	"slices"
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
	CaseUnsent   CaseState = "unsent" // the message was copied or handed to another program; nobody said that it was sent
	CaseWaiting  CaseState = "waiting"
	CaseApproved CaseState = "approved"
	CaseRefused  CaseState = "refused"
)

// Case is what stays on this computer while somebody else has to act: no address, no text, nothing that Microsoft said.
type Case struct {
	ID         string              `json:"id"` // random; with the day it began, what the reference stays by
	Cause      diagnose.CauseID    `json:"cause"`
	Confidence diagnose.Confidence `json:"confidence"`
	Domain     string              `json:"domain"`
	MailApp    string              `json:"mail_app"`
	Card       diagnose.Card       `json:"card"`
	Created    time.Time           `json:"created"`           // by which the admin finds the attempt in the log
	Began      time.Time           `json:"began,omitzero"`    // of its first run, by which the reference stays; zero: Created
	Earlier    string              `json:"earlier,omitempty"` // reference of what was sent before, about another cause
	State      CaseState           `json:"state"`
	Sent       time.Time           `json:"sent,omitzero"`    // when the person said so; zero: not yet
	Heard      time.Time           `json:"heard,omitzero"`   // when the person said what IT answered
	Stands     []Stand             `json:"stages,omitempty"` // how far the run came that the message is about

	Title    string          `json:"-"` // in the words of the language
	Since    string          `json:"-"` // the weekday it was sent; with the date where that weekday has come again
	Today    bool            `json:"-"` // it was sent today
	Message  wording.Message `json:"-"` // what was sent, or is to be sent
	Reminder wording.Message `json:"-"` // of a message that was sent

	Reference string `json:"-"` // by which whoever got its message knows it

	address  string         // of its run, as long as the window is open
	scenario string         // of the demo's case; empty for the person's own
	hosts    diagnose.Cloud // of the scenario's company
	carried  bool           // its IT was told to do what it said
}

// newCase is the case of the message of the Diagnosis; where it is the open one already, with what that one knows.
func (st *State) newCase() *Case {
	d := st.Diagnosis
	c := &Case{ID: d.ID, Cause: d.Verdict.Cause, Confidence: d.Verdict.Confidence, Domain: d.Subject.Domain(),
		MailApp: d.Subject.MailApp, Card: d.Subject.Card, Created: d.Created.Truncate(time.Minute), State: CaseUnsent,
		Began: d.Began.Truncate(time.Minute), Earlier: d.Earlier,
		Stands: standsOf(d.Stages), address: d.Subject.Address, scenario: st.scenarioID, hosts: d.Hosts}
	if st.OfCase() {
		c.address, c.carried = cmp.Or(c.address, st.Case.address), st.Case.carried
		if len(c.Stands) == 0 || st.before != nil {
			c.Stands = st.Case.Stands // of the run that the first message was about
		}
	}
	return c
}

// OfCase says whether the Diagnosis is that of the open case.
func (s State) OfCase() bool { return s.Case != nil && s.Case.ID == s.Diagnosis.ID }

// referred gives a diagnosis what its reference stays by: the day on which its run began. Where a message of the open case
// was sent under another reference, that one is named too: by nothing else does its reader find it.
func (st *State) referred(d diagnose.Diagnosis) diagnose.Diagnosis {
	if first := st.Diagnosis; d.ID == first.ID {
		d.Began = cmp.Or(first.Began, first.Created)
	}
	if c := st.Case; c != nil && c.ID == d.ID {
		d.Began, d.Earlier = cmp.Or(c.Began, c.Created), c.Earlier
		if sent := c.diagnosis().Reference(); !c.Sent.IsZero() && sent != d.Reference() {
			d.Earlier = sent.String()
		}
	}
	return d
}

// tellAddress gives the open case the address that its run was repeated with, so that the next one asks for none.
func (st *State) tellAddress() {
	if st.OfCase() && st.Case.address == "" {
		told := *st.Case
		told.address = st.Diagnosis.Subject.Address
		st.Case = &told
	}
}

// messageKey tells one message from another: a run's becomes another one with another cause.
type messageKey struct {
	id    string
	cause diagnose.CauseID
}

func messageOf(d diagnose.Diagnosis) messageKey { return messageKey{id: d.ID, cause: d.Verdict.Cause} }

func (c *Case) message() messageKey { return messageKey{id: c.ID, cause: c.Cause} }

// AsksSent says whether the message of the Diagnosis left the window, and nobody has said yet whether it was sent.
func (s State) AsksSent() bool { return s.handed != messageKey{} && s.handed == messageOf(s.Diagnosis) }

// Waits says whether the message of the Diagnosis was sent, and no answer was heard yet.
func (s State) Waits() bool {
	return s.Case != nil && s.Case.State == CaseWaiting && s.Case.message() == messageOf(s.Diagnosis)
}

// diagnosis brings back as much of the run as was kept.
func (c *Case) diagnosis() diagnose.Diagnosis {
	cause := diagnose.CauseOf(c.Cause)
	return diagnose.Diagnosis{ID: c.ID, Created: c.Created, Began: c.Began, Earlier: c.Earlier,
		Demo: c.scenario != "", Hosts: c.hosts,
		Subject: diagnose.Subject{Tenant: c.Domain, MailApp: c.MailApp, Card: c.Card},
		Verdict: diagnose.Verdict{Cause: cause.ID, Family: cause.Family, Confidence: c.Confidence, About: cause.About}}
}

// tellCase puts the open case into the words of the language. The caller holds the lock.
func (s *Session) tellCase(st *State) {
	if st.Case == nil {
		return
	}
	told := *st.Case
	answer := st.answer(told.diagnosis())
	told.Title, told.Message, told.Reference = answer.Title, answer.Message, answer.Reference
	if !told.Sent.IsZero() {
		tellSent(&told, st.Words, s.options.Now())
		told.Reminder = st.Letters.Reminder(told.Message, told.diagnosis(), told.Sent)
	}
	st.Case = &told
}

// tellSent says when the message was sent.
func tellSent(told *Case, words *wording.Words, now time.Time) {
	told.Today = now.Format(time.DateOnly) == told.Sent.In(now.Location()).Format(time.DateOnly)
	told.Since = weekday(words, told.Sent)
	if now.Sub(told.Sent) > unmistaken {
		told.Since = words.Text("ui.case.since", map[string]any{"Day": words.Day(told.Sent), "Weekday": told.Since})
	}
}

func weekday(words *wording.Words, day time.Time) string {
	return words.Text("ui.weekday." + strings.ToLower(day.Weekday().String()[:3]))
}

// Handed remembers that the message was copied or handed to another program. Whether it was sent, nobody but the person
// knows: that is asked, and nothing waits before the answer. A case that waits already stays until then.
func (s *Session) Handed() {
	s.change(func(st *State) {
		if st.Answer.Message.Body == "" {
			return
		}
		now := messageOf(st.Diagnosis)
		same := st.Case != nil && st.Case.message() == now
		if same && st.Case.State != CaseUnsent {
			return
		}
		st.handed = now
		if st.Case == nil || st.Case.State == CaseUnsent && !same {
			s.setCase(st, st.newCase())
		}
	})
}

// Sent says that the message went out: from now on its case waits for somebody else.
func (s *Session) Sent() {
	s.change(func(st *State) {
		var told *Case
		switch {
		case st.Screen == ScreenResult && st.AsksSent():
			told = st.newCase()
		case st.Case != nil:
			kept := *st.Case
			told = &kept
		default:
			return
		}
		told.State, told.Sent = CaseWaiting, s.options.Now().Truncate(time.Minute)
		st.handed = messageKey{}
		s.setCase(st, told)
	})
}

// NotSent says that the message did not go out yet. Its case stays, so that the next start asks again.
func (s *Session) NotSent() { s.change(func(st *State) { st.handed = messageKey{} }) }

// Unheard takes back what the person has heard: one wrong press.
func (s *Session) Unheard() {
	s.change(func(st *State) {
		if st.Case == nil {
			return
		}
		told := *st.Case
		told.State, told.Heard = CaseWaiting, time.Time{}
		st.Approval = diagnose.Approval{}
		st.Diagnosis.Observations = slices.DeleteFunc(slices.Clone(st.Diagnosis.Observations), isHeard)
		s.setCase(st, &told)
	})
}

// setCase keeps the open case, in words too. The caller holds the lock.
func (s *Session) setCase(st *State, c *Case) {
	st.Case = c
	s.tellCase(st)
	if came := outcomeOf(c.State); came != OutcomeNone {
		s.listOutcome(st, c.ID, came)
	}
	if !st.Demo {
		s.store.keepCase(st.Case)
	}
}

// endCase forgets the open case, in the demo the demo's. The caller holds the lock.
func (s *Session) endCase(st *State) {
	st.Case, st.handed, st.before, st.Checking = nil, messageKey{}, nil, false
	switch {
	case !st.Demo:
		s.store.dropCase()
	case st.Screen == ScreenStart: // where nobody waits for its company any more
		s.closeCompany()
	}
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
		if told.State != state {
			told.State, told.Heard = state, s.options.Now().Truncate(time.Minute)
		}
		s.setCase(st, &told)
		s.tellDemoIT(st)
		st.before, st.Turn, st.Changes, st.Checking = nil, TurnNone, nil, false
		st.Approval = told.openApproval(s.options.Now())
		st.Screen, st.Problem = ScreenResult, ProblemNone
		st.Open = partOf(state)
		st.Quote = ""
		s.endSaving(st)
		d := told.diagnosis()
		if st.Diagnosis.ID == d.ID { // it was found in this window, where the address is still known
			d.Subject.Address = st.Diagnosis.Subject.Address
		}
		s.settle(st, d)
	})
}

// ForgetCase deletes the open case from this computer.
func (s *Session) ForgetCase() {
	s.change(s.endCase)
}

// Works closes the case: mail comes again.
func (s *Session) Works() {
	s.closeCase(OutcomeWorks, func(st *State) { st.Worked = true })
}

// CloseCase closes the case of a no, after which nobody said that anything works again.
func (s *Session) CloseCase() {
	s.closeCase(OutcomeRefused, func(st *State) { st.Closed = true })
}

func (s *Session) closeCase(came Outcome, say func(*State)) {
	s.Home()
	s.change(func(st *State) {
		say(st)
		if st.Case != nil {
			s.listOutcome(st, st.Case.ID, came)
		}
		s.endCase(st)
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

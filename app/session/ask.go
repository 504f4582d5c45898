package session

import (
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

const (
	boxLimit     = 16 << 10 // bytes that the box takes; a longer text is attached instead
	excerptBytes = 240
)

// Choose takes the card that the iPhone shows and asks for the rest.
func (s *Session) Choose(card diagnose.Card) {
	s.change(func(st *State) {
		s.stop()
		st.Card, st.Screen, st.Problem, st.Open, st.Checking = card, ScreenAsk, ProblemNone, PartNone, false
	})
}

// OtherPhone says whether the iPhone is another person's.
func (s *Session) OtherPhone(other bool) { s.change(func(st *State) { st.Other = other }) }

// Draft keeps what is being typed, without handing a State out: nothing on the screen changes by it.
func (s *Session) Draft(address, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Address, s.state.Text = address, text
}

// Paste takes a text from the clipboard: into the box if it is short, else as an attached text.
func (s *Session) Paste(text string) {
	s.change(func(st *State) {
		st.Problem = ProblemNone
		switch {
		case len(text) > maxText:
			st.Problem = ProblemTooLarge
		case len(text) > boxLimit:
			s.attach(st, "", []byte(text))
		default:
			st.Text = joined(st.Text, text)
		}
	})
}

// joined appends a pasted text to what is in the box already.
func joined(box, pasted string) string {
	if strings.TrimSpace(box) == "" {
		return pasted
	}
	return strings.TrimRight(box, "\n") + "\n" + pasted
}

func (s *Session) attach(st *State, name string, text []byte) {
	s.attached = text
	excerpt := strings.ToValidUTF8(string(text[:min(len(text), excerptBytes)]), "")
	st.Attached = Attached{Name: name, Bytes: len(text), Excerpt: strings.TrimSpace(excerpt)}
}

// Detach forgets the attached text.
func (s *Session) Detach() {
	s.change(func(st *State) {
		s.stop()
		s.attached, st.Attached, st.Problem = nil, Attached{}, ProblemNone
	})
}

// PrivateAddress says whether what was typed so far is an address that anybody can get. It changes nothing.
func (s *Session) PrivateAddress(typed string) bool {
	_, private := consent.ObserveAddress(strings.TrimSpace(typed), time.Time{})
	return private
}

// subjectOf reads the address that was typed. A company's domain alone will do; a personal account is no problem
// here, because the phone's mail may well be one.
func subjectOf(st *State) (diagnose.Subject, Problem) {
	subject := diagnose.Subject{MailApp: st.Settings.MailApp, Card: st.Card}
	address := strings.TrimSpace(st.Address)
	if address == "" {
		return subject, ProblemNone
	}
	tenant, err := consent.ParseTenant(address)
	if err != nil && !isPersonal(err) {
		return subject, ProblemAddress
	}
	if strings.Contains(address, "@") {
		subject.Address = address
		return subject, ProblemNone
	}
	subject.Tenant = tenant.String()
	return subject, ProblemNone
}

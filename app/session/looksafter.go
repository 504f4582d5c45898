package session

import "slices"

// LooksAfter says who looks after the person's computers; empty while nobody has asked.
type LooksAfter string

// Who may look after the computers.
const (
	LooksAfterOurIT          LooksAfter = "our-it"
	LooksAfterAnotherCompany LooksAfter = "another-company" // which looks after many
	LooksAfterMe             LooksAfter = "me"
	LooksAfterUnknown        LooksAfter = "unknown"
)

// LookersAfter returns who may look after the computers, in the order in which they are offered.
func LookersAfter() []LooksAfter {
	return []LooksAfter{LooksAfterOurIT, LooksAfterAnotherCompany, LooksAfterMe, LooksAfterUnknown}
}

// mended is an answer that is offered, else none.
func (l LooksAfter) mended() LooksAfter {
	if slices.Contains(LookersAfter(), l) {
		return l
	}
	return ""
}

// SetLooksAfter remembers who looks after the person's computers: the message is written for them.
func (s *Session) SetLooksAfter(who LooksAfter) {
	s.change(func(st *State) {
		st.Settings.LooksAfter = who.mended()
		s.keep(st)
		s.retell(st)
	})
}

package session

import (
	"slices"

	"synchelper/app/profile"
)

// SetLooksAfter remembers who looks after the person's computers: the message is written for them.
func (s *Session) SetLooksAfter(who profile.LooksAfter) {
	s.change(func(st *State) {
		s.chooseReader(st, func(chosen *Settings) { chosen.LooksAfter = offered(who) })
		s.retell(st)
	})
}

// offered is an answer that is offered, else none.
func offered(who profile.LooksAfter) profile.LooksAfter {
	if slices.Contains(profile.LookersAfter(), who) {
		return who
	}
	return ""
}

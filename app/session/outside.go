package session

import (
	"context"
	"net/url"
	"os/exec"
	"time"
)

// soon is how long a program that was started is watched: one that nothing can be done with says so at once.
const soon = 2 * time.Second

// OpenOutside starts the program that the system has for an address: mail, chat, browser. Where none opens, the State
// says so. What is under way goes on, and leaving the screen changes nothing.
func (s *Session) OpenOutside(address string) {
	var opening uint64
	s.change(func(st *State) {
		s.openings++
		opening, st.NotOpened = s.openings, ""
	})
	s.work.Go(func() {
		target, err := url.Parse(address)
		if err == nil {
			err = s.options.OpenURL(s.life, target)
		}
		s.mu.Lock()
		if err == nil || opening != s.openings || s.life.Err() != nil {
			s.mu.Unlock()
			return
		}
		now := s.apply(func(st *State) { st.NotOpened = address })
		s.mu.Unlock()
		s.options.Emit(now)
	})
}

// StartAndSee starts a program and tells how it ended, if it does so soon; one that goes on has opened. It is never
// killed: it may be the mail program itself. So the goroutine that waits for it is the one that nobody waits for.
func StartAndSee(ctx context.Context, name string, args ...string) error {
	command := exec.CommandContext(context.WithoutCancel(ctx), name, args...)
	if err := command.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-time.After(soon):
	case <-ctx.Done():
	}
	return nil
}

package session

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

const (
	// atOnce is what is read before the next picture is drawn: it takes less than a blink. More gets ScreenRunning.
	atOnce = 256 << 10
	tick   = time.Second
	// shownText is how much of what Microsoft wrote the screen shows.
	shownText = 2000
)

// job is one question put to the judge: what the person has given, taken out of the State.
type job struct {
	subject    diagnose.Subject
	text       []byte
	began      time.Time
	generation uint64
	demo       bool
}

// Answer judges what was chosen and typed. A long text is read away from the window, with ScreenRunning meanwhile.
func (s *Session) Answer() {
	s.mu.Lock()
	work, problem := s.gather()
	var ctx context.Context
	if problem == ProblemNone {
		ctx, work.generation = s.start()
	}
	s.mu.Unlock()
	switch {
	case problem != ProblemNone:
		s.change(func(st *State) { st.Problem = problem })
	case len(work.text) <= atOnce:
		s.finish(work)
	default:
		s.change(func(st *State) {
			st.Screen, st.Behind, st.Problem = ScreenRunning, ScreenAsk, ProblemNone
			st.Elapsed, st.Stages = 0, stagesWhileReading()
		})
		s.work.Go(func() { s.finish(work) })
		s.work.Go(func() { s.countSeconds(ctx, work) })
	}
}

// gather takes what was given out of the State. The caller holds the lock.
func (s *Session) gather() (job, Problem) {
	subject, problem := subjectOf(&s.state)
	if problem != ProblemNone {
		return job{}, problem
	}
	text := []byte(s.state.Text)
	if len(s.attached) > 0 {
		text = s.attached
		if strings.TrimSpace(s.state.Text) != "" {
			text = append(append([]byte(s.state.Text), '\n'), s.attached...)
		}
	}
	if blank(text) && needsText(s.state.Card) {
		return job{}, ProblemTextNeeded
	}
	return job{subject: subject, text: text, began: s.options.Now(), demo: s.state.Demo}, ProblemNone
}

// countSeconds keeps the elapsed time on the screen up to date until the reading ends or is left.
func (s *Session) countSeconds(ctx context.Context, work job) {
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			s.deliver(work.generation, func(st *State) { st.Elapsed = s.options.Now().Sub(work.began) })
		}
	}
}

// Cancel leaves the reading at once; whatever it still finds is dropped.
func (s *Session) Cancel() {
	s.change(func(st *State) {
		s.stop()
		st.Screen = ScreenAsk
	})
}

// finish reads the text, judges, and shows the result.
func (s *Session) finish(work job) {
	d, err := s.diagnosis(work)
	if err != nil {
		s.refuse(work, err)
		return
	}
	s.deliver(work.generation, func(st *State) {
		s.stop()
		st.Screen, st.Problem, st.Open = ScreenResult, ProblemNone, PartNone
		st.Saved, st.SaveError = "", ProblemNone
		st.Quote = quoteOf(d)
		s.dropSecrets(st, d)
		s.settle(st, d)
	})
}

// dropSecrets sees to it that what was cut out of the text does not stay in the box or behind it either.
func (s *Session) dropSecrets(st *State, d diagnose.Diagnosis) {
	for _, o := range d.Observations {
		if len(o.Secrets) == 0 {
			continue
		}
		st.Text, st.Attached, s.attached = o.Text, Attached{}, nil
		if len(o.Text) > boxLimit {
			st.Text = ""
		}
	}
}

// refuse goes back to the question and says why the text could not be used. A text that is a key is not kept.
func (s *Session) refuse(work job, err error) {
	problem := ProblemUnreadable
	switch {
	case errors.Is(err, entra.ErrTooLarge):
		problem = ProblemTooLarge
	case errors.Is(err, entra.ErrSecretOnly):
		problem = ProblemSecretOnly
	}
	s.deliver(work.generation, func(st *State) {
		s.stop()
		st.Screen, st.Problem = ScreenAsk, problem
		if problem == ProblemSecretOnly {
			s.attached, st.Attached, st.Text = nil, Attached{}, ""
		}
	})
}

// blank says whether there are no words in a text. A long one is not looked through.
func blank(text []byte) bool {
	return len(text) <= boxLimit && len(bytes.TrimSpace(text)) == 0
}

func shortened(text string) string {
	text = strings.TrimSpace(text)
	if len(text) <= shownText {
		return text
	}
	return strings.ToValidUTF8(text[:shownText], "") + " …"
}

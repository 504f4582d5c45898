package session

import (
	"slices"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

// diagnosis judges what was given: the card, what was read in the text if there was one, and the address.
func (s *Session) diagnosis(work job) (diagnose.Diagnosis, error) {
	var observations []diagnose.Observation
	if work.subject.Card != "" {
		observations = append(observations, diagnose.ObserveCard(work.subject.Card, work.began))
	}
	if !blank(work.text) {
		o, err := s.observe(work.text, work.began)
		if err != nil {
			return diagnose.Diagnosis{}, err
		}
		observations = append(observations, o)
	}
	if personal, ok := consent.ObserveAddress(work.subject.Address, work.began); ok {
		observations = append(observations, personal)
	}
	d, err := diagnose.Conclude(s.options.Random, work.began, work.subject, observations)
	d.Demo = work.demo
	return d, err
}

// stagesWhileReading is the run before the phone's words have been read: nothing was asked yet.
func stagesWhileReading() []diagnose.Stage {
	stages := make([]diagnose.Stage, 0, len(diagnose.StageIDs()))
	for _, id := range diagnose.StageIDs() {
		stages = append(stages, diagnose.Stage{ID: id, State: diagnose.NotChecked})
	}
	return stages
}

// settle puts a diagnosis into the State, in words. The caller holds the lock.
func (s *Session) settle(st *State, d diagnose.Diagnosis) {
	st.Diagnosis, st.Stages, st.Known = d, d.Stages, true
	st.Answer = st.Words.Answer(d)
}

// quoteOf is the beginning of what was read, secrets cut out.
func quoteOf(d diagnose.Diagnosis) string {
	for _, o := range d.Observations {
		if o.Source == diagnose.SourceText {
			return shortened(o.Text)
		}
	}
	return ""
}

// Prefer takes the person's word for which of the causes that fit it is, and judges again. A later word replaces an
// earlier one.
func (s *Session) Prefer(cause diagnose.CauseID) {
	s.change(func(st *State) {
		chosen := diagnose.ObserveCard("", s.options.Now())
		chosen.Cause = cause
		d := st.Diagnosis
		d.Observations = append(slices.DeleteFunc(slices.Clone(d.Observations), isChoice), chosen)
		d.Verdict = diagnose.Judge(d.Observations)
		s.settle(st, d)
	})
}

func isChoice(o diagnose.Observation) bool { return o.Source == diagnose.SourceCard && o.Cause != "" }

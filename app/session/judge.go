package session

import (
	"slices"

	"synchelper/diagnose"
)

// diagnosis judges what was given: the card, and what was read in the text, if there was one.
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

// Prefer takes the person's word for which of the causes that fit it is, and judges again.
func (s *Session) Prefer(cause diagnose.CauseID) {
	s.change(func(st *State) {
		d := st.Diagnosis
		d.Observations = append(slices.Clone(d.Observations), preference(cause, s))
		d.Verdict = diagnose.Judge(d.Observations)
		if d.Verdict.Cause == cause && d.Verdict.Confidence == diagnose.Certain {
			d.Verdict.Confidence = diagnose.Likely // on the person's word; Microsoft did not say so
		}
		s.settle(st, d)
	})
}

// preference is a card where one has the words of the cause, else the cause itself, chosen as from a card.
func preference(cause diagnose.CauseID, s *Session) diagnose.Observation {
	o := diagnose.ObserveCard("", s.options.Now())
	switch cause {
	case "consent.admin_approval":
		o.Card = diagnose.CardNeedAdminApproval
	case "consent.request_available":
		o.Card = diagnose.CardApprovalRequired
	default:
		o.Cause = cause
	}
	return o
}

package session

import (
	"slices"

	"synchelper/diagnose"
)

// settle puts a diagnosis into the State, in words. The caller holds the lock.
func (s *Session) settle(st *State, d diagnose.Diagnosis) {
	st.Diagnosis, st.Stages, st.Known = st.referred(d), d.Stages, true
	st.Answer = st.answer(st.Diagnosis)
	s.showAgain(st)
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
		s.tellCame(st)
		s.tellTurn(st)
		s.list(st)
	})
}

func isChoice(o diagnose.Observation) bool { return o.Source == diagnose.SourceCard && o.Cause != "" }

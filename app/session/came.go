package session

import (
	"slices"

	"synchelper/diagnose"
)

// Came is what a sign-in did to the answer: message "ui.sure.came.<came>".
type Came string

// What a sign-in can do to the answer.
const (
	CameNone      Came = ""          // nobody has signed in yet
	CameSame      Came = "same"      // Microsoft gave the same answer
	CameOther     Came = "other"     // it showed something else, which is the answer now
	CameFound     Came = "found"     // before it there was no answer
	CamePassed    Came = "passed"    // it went through
	CameElsewhere Came = "elsewhere" // it ended at something else here, and what the phone showed stays the answer
	CameSlip      Came = "slip"      // it ended at what was typed or pressed here: nobody is signed in
	CameNothing   Came = "nothing"   // nothing was found out
)

// First says whether the answer is still a first one, of which a sign-in could make sure.
func (c Came) First() bool { return slices.Contains([]Came{CameNone, CameSlip, CameNothing}, c) }

// tellCame says what the sign-in did to the answer, and keeps what the answer was where there was none yet. The caller
// holds the lock.
func (s *Session) tellCame(st *State) {
	attempt, was := diagnose.AttemptOf(st.Diagnosis.Observations)
	st.Sure.Came, st.Sure.Slip = CameNone, ""
	if !was {
		s.first = st.Diagnosis.Verdict.Cause
		return
	}
	st.Sure.Came = cameOf(s.first, st.Diagnosis.Verdict.Cause, attempt)
	if st.Sure.Came == CameSlip {
		st.Sure.Slip = attempt.Cause
	}
}

// cameOf compares the answer before a sign-in with the one behind it.
func cameOf(first, now diagnose.CauseID, attempt diagnose.Attempt) Came {
	family := func(id diagnose.CauseID) diagnose.Family { return diagnose.CauseOf(id).Family }
	met := family(attempt.Cause)
	silent := met == diagnose.FamilyNetwork || met == diagnose.FamilyTransient
	switch {
	case attempt.Cause == diagnose.CauseNone:
		return CamePassed
	case attempt.Cause == diagnose.CauseUnknown, silent && now == first && attempt.Cause != first:
		return CameNothing
	case attempt.Slip && (attempt.Cause != first || met != diagnose.FamilyAccountUnknown): // the address is none's slip: we give it
		return CameSlip
	case now == first && met == family(first):
		return CameSame
	case now == first:
		return CameElsewhere
	case first == diagnose.CauseUnknown:
		return CameFound
	}
	return CameOther
}

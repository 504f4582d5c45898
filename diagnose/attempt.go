package diagnose

import "slices"

// Attempt is where a sign-in on this computer ended, taken by itself.
type Attempt struct {
	Cause CauseID // CauseNone: it went through; CauseUnknown: nothing says why it ended
	Slip  bool    // of whoever signed in here: it says little about the phone
}

// AttemptOf returns where the sign-in ended that is among the observations; false where there was none.
func AttemptOf(observations []Observation) (attempt Attempt, was bool) {
	attempt.Cause = CauseUnknown
	for _, o := range observations {
		if !slices.Contains(StagesOfSignIn(), o.Stage) {
			continue
		}
		was = true
		if f, ok := find(o); ok && f.about != AboutThisCheck {
			return Attempt{Cause: f.cause, Slip: f.slip}, true
		}
		if o.healthy() {
			attempt.Cause = CauseNone
		}
	}
	return attempt, was
}

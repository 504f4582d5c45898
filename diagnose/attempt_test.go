package diagnose

import (
	"testing"
	"time"
)

func TestWhereASignInEnded(t *testing.T) {
	here := func(stage StageID, cause CauseID) Observation {
		return Observation{Stage: stage, Source: SourceSignIn, About: AboutThisComputer, Cause: cause}
	}
	for name, c := range map[string]struct {
		seen []Observation
		want Attempt
		was  bool
	}{
		"nobody signed in": {[]Observation{ObserveCard(CardPasswordAgain, time.Time{})}, Attempt{Cause: CauseUnknown}, false},
		"it went through":  {[]Observation{here(StageSignIn, CauseNone), here(StageToken, CauseNone)}, Attempt{Cause: CauseNone}, true},
		"the mailbox said no": {[]Observation{here(StageSignIn, CauseNone), here(StageMailAccess, "mailbox.activesync_off")},
			Attempt{Cause: "mailbox.activesync_off"}, true},
		"a wrong password": {[]Observation{here(StageSignIn, "password.wrong")}, Attempt{Cause: "password.wrong", Slip: true}, true},
		"what only the check met": {[]Observation{{Stage: StageSignIn, Source: SourceSignIn, About: AboutThisCheck}},
			Attempt{Cause: CauseUnknown}, true},
	} {
		if got, was := AttemptOf(c.seen); got != c.want || was != c.was {
			t.Errorf("%s: %+v, %v", name, got, was)
		}
	}
}

// TestASlipHereIsNotThePhonesTrouble: who mistypes a password on this computer gets no other answer about the phone.
func TestASlipHereIsNotThePhonesTrouble(t *testing.T) {
	slip := Observation{Stage: StageSignIn, Source: SourceSignIn, About: AboutThisComputer, Cause: "password.wrong"}
	for _, card := range []Card{CardNeedAdminApproval, CardPasswordAgain, CardNothingComes} {
		shown := ObserveCard(card, time.Time{})
		before, after := Judge([]Observation{shown}), Judge([]Observation{shown, slip})
		if after.Cause != before.Cause {
			t.Errorf("%s: %s became %s", card, before.Cause, after.Cause)
		}
	}
}

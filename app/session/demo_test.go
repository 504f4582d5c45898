package session

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synchelper/diagnose"
)

func TestTheDemoKeepsNothing(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	for _, scenario := range Scenarios() {
		p.PlayScenario(scenario.ID)
		s := p.wait()
		if s.Screen != ScreenResult || !s.Demo || !s.Diagnosis.Demo {
			t.Errorf("%s: screen %s, demo %v, diagnosis of the demo %v", scenario.ID, s.Screen, s.Demo, s.Diagnosis.Demo)
		}
		if s.Diagnosis.Verdict.Cause == diagnose.CauseUnknown && scenario.ID != "healthy" { // whose phone shows nothing
			t.Errorf("%s: nothing can be said", scenario.ID)
		}
		if subject := s.Answer.Message.Subject; subject != "" && !strings.Contains(subject, "DEMO") {
			t.Errorf("%s: the subject %q does not say DEMO", scenario.ID, subject)
		}
		p.Handed()
		p.Sent()
	}
	if _, err := os.Stat(filepath.Join(dir, caseFile)); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the demo wrote a case: ", err)
	}
	p.LeaveDemo()
	if s := p.look(); s.Demo || s.Address != "" || s.Text != "" || s.Case != nil {
		t.Errorf("the demo is not over: %+v, %+v", s.Address, s.Case)
	}
}

// namedAfter is the verdict that each scenario is named after.
func namedAfter() map[string]diagnose.CauseID {
	return map[string]diagnose.CauseID{
		"healthy": diagnose.CauseNone, "need-admin-approval": "consent.admin_approval",
		"approval-required": "consent.request_available",
		"app-disabled":      "app.disabled", "user-not-assigned": "app.user_not_assigned",
		"conditional-access": "policy.blocked", "device-compliance": "device.not_compliant",
		"mfa-registration": "mfa.registration", "password-expired": "password.expired",
		"approved-but-still-asked": "consent.admin_approval", "activesync-off": "mailbox.activesync_off",
		"on-premises": "mailbox.on_premises", "personal-account": "account.personal",
		"tls-intercepted": "network.tls_intercepted",
	}
}

func TestEveryScenarioEndsInTheVerdictItIsNamedAfter(t *testing.T) {
	want := namedAfter()
	for _, scenario := range Scenarios() {
		t.Run(scenario.ID, func(t *testing.T) {
			p := newPerson(t, "")
			p.PlayScenario(scenario.ID)
			first := p.wait()
			if got := first.Diagnosis.Verdict.Cause; scenario.ID != "healthy" && got != want[scenario.ID] {
				t.Errorf("first answer: %s, want %s", got, want[scenario.ID])
			}
			if !first.Sure.Offered {
				if s := stateOf(first, diagnose.StageServerChallenge); s == diagnose.Passed {
					t.Error("nothing stopped the run, and no sign-in is offered")
				}
				return
			}
			p.MakeSure()
			p.SignIn()
			s := p.wait()
			if got := s.Diagnosis.Verdict; s.Screen != ScreenResult || got.Cause != want[scenario.ID] {
				t.Errorf("after the sign-in: screen %s, %s because %v, want %s\n%v", s.Screen, got.Cause, got.Because,
					want[scenario.ID], s.Stages)
			}
			if len(s.Diagnosis.SignIns) != 1 {
				t.Errorf("%d sign-ins are listed", len(s.Diagnosis.SignIns))
			}
		})
	}
	if len(Scenarios()) != len(want) {
		t.Errorf("%d scenarios, %d expected", len(Scenarios()), len(want))
	}
}

func stateOf(s State, id diagnose.StageID) diagnose.StageState {
	for _, stage := range s.Diagnosis.Stages {
		if stage.ID == id {
			return stage.State
		}
	}
	return ""
}

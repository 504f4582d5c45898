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
		s := p.look()
		if s.Screen != ScreenResult || !s.Demo || !s.Diagnosis.Demo {
			t.Errorf("%s: screen %s, demo %v, diagnosis of the demo %v", scenario.ID, s.Screen, s.Demo, s.Diagnosis.Demo)
		}
		if s.Diagnosis.Verdict.Cause == diagnose.CauseUnknown {
			t.Errorf("%s: nothing can be said", scenario.ID)
		}
		if subject := s.Answer.Message.Subject; subject != "" && !strings.Contains(subject, "DEMO") {
			t.Errorf("%s: the subject %q does not say DEMO", scenario.ID, subject)
		}
		p.Sent()
	}
	if s := p.look(); s.Case != nil {
		t.Error("the demo left an open case")
	}
	if _, err := os.Stat(filepath.Join(dir, caseFile)); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the demo wrote a case: ", err)
	}
	p.LeaveDemo()
	if s := p.look(); s.Demo || s.Address != "" || s.Text != "" {
		t.Errorf("the demo is not over: %+v", s.Address)
	}
}

func TestTheDemoScenarioMeansWhatItSays(t *testing.T) {
	want := map[string]diagnose.CauseID{
		"need-admin-approval": "consent.admin_approval", "approval-required": "consent.request_available",
		"app-disabled": "app.disabled", "user-not-assigned": "app.user_not_assigned",
		"conditional-access": "policy.blocked", "device-compliance": "device.not_compliant",
		"mfa-registration": "mfa.registration", "password-expired": "password.expired",
		"approved-but-still-asked": "consent.admin_approval", "activesync-off": "mailbox.activesync_off",
		"personal-account": "account.personal", "tls-intercepted": "network.tls_intercepted",
	}
	p := newPerson(t, "")
	for _, scenario := range Scenarios() {
		p.PlayScenario(scenario.ID)
		if got := p.look().Diagnosis.Verdict.Cause; got != want[scenario.ID] {
			t.Errorf("%s: %s, want %s", scenario.ID, got, want[scenario.ID])
		}
	}
	if len(Scenarios()) != len(want) {
		t.Errorf("%d scenarios, %d expected", len(Scenarios()), len(want))
	}
}

package session

import (
	"testing"

	"synchelper/diagnose"
)

// TestWhatASignInDidToTheAnswer: what is typed wrong here is no answer of Microsoft's to the phone, and what a sign-in
// showed is called by its name.
func TestWhatASignInDidToTheAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		scenario, page string
		came           Came
		slip, answer   diagnose.CauseID
	}{
		"the same": {"need-admin-approval", "AADSTS90094: The grant requires admin permission.", CameSame, "",
			"consent.admin_approval"},
		"a wrong password": {"need-admin-approval",
			"AADSTS50126: Error validating credentials due to invalid username or password.", CameSlip,
			"password.wrong", "consent.admin_approval"},
		"an account that nobody knows": {"need-admin-approval", "AADSTS50034: The user account does not exist.", CameSlip,
			"account.not_found", "consent.admin_approval"},
		"a second step that did not work": {"app-disabled", "AADSTS500121: Authentication failed during strong authentication request.",
			CameSlip, "mfa.failed", "app.disabled"},
		"words that say nothing": {"need-admin-approval", "Good morning.", CameNothing, "", "consent.admin_approval"},
		"what nobody had seen":   {"healthy", "AADSTS7000112: Application is disabled.", CameFound, "", "app.disabled"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPerson(t, "")
			p.PlayScenario(c.scenario)
			if s := p.wait(); s.Sure.Came != CameNone || !s.Sure.Came.First() {
				t.Errorf("before anybody signs in: %q", s.Sure.Came)
			}
			p.MakeSure()
			p.OwnBrowser()
			p.Draft(p.wait().Address, c.page)
			p.PageSeen()
			s := p.wait()
			if s.Sure.Came != c.came || s.Sure.Slip != c.slip || s.Diagnosis.Verdict.Cause != c.answer {
				t.Errorf("%q at %q, the answer is %s", s.Sure.Came, s.Sure.Slip, s.Diagnosis.Verdict.Cause)
			}
			if s.Sure.Came.First() && !s.Sure.Offered {
				t.Error("a first answer of which nobody can make sure")
			}
		})
	}
}

func TestASignInThatWentThroughAndTheNextOne(t *testing.T) {
	p := newPerson(t, "")
	p.PlayScenario("healthy")
	p.wait()
	if s := p.signIn(); s.Sure.Came != CamePassed || s.Sure.Came.First() {
		t.Errorf("it came to %q", s.Sure.Came)
	}
	p.Again()
	p.wait()
	p.Back()
	if s := p.look(); s.Sure.Came != CameNone || !s.Sure.Offered {
		t.Errorf("before the next sign-in it is %q, offered %v", s.Sure.Came, s.Sure.Offered)
	}
}

// TestASignInKeepsWhatThePersonChose: what the phone shows does not change because somebody mistypes a password.
func TestASignInKeepsWhatThePersonChose(t *testing.T) {
	p := newPerson(t, "")
	p.PlayScenario("healthy")
	p.wait()
	p.Prefer("phone.toggle_off")
	p.MakeSure()
	p.OwnBrowser()
	p.Draft(p.wait().Address, "AADSTS50126: Error validating credentials due to invalid username or password.")
	p.PageSeen()
	if s := p.wait(); s.Diagnosis.Verdict.Cause != "phone.toggle_off" || s.Sure.Came != CameSlip {
		t.Errorf("the answer is %s, it came to %q", s.Diagnosis.Verdict.Cause, s.Sure.Came)
	}
}

// TestTheOwnBrowserShowedNoError: the person's word for it ends the run as a sign-in that went through. It is no proof
// against what the phone shows, since nobody saw with which account, and none that the mailbox answers.
func TestTheOwnBrowserShowedNoError(t *testing.T) {
	for scenario, answer := range map[string]diagnose.CauseID{
		"healthy": diagnose.CauseUnknown, "need-admin-approval": "consent.admin_approval",
	} {
		p := newPerson(t, "")
		p.PlayScenario(scenario)
		p.wait()
		p.MakeSure()
		p.OwnBrowser()
		p.wait()
		p.NoErrorSeen()
		s := p.wait()
		if s.Screen != ScreenResult || s.Diagnosis.Verdict.Cause != answer || s.Sure.Came != CamePassed {
			t.Errorf("%s: %s on %s, it came to %q", scenario, s.Diagnosis.Verdict.Cause, s.Screen, s.Sure.Came)
		}
	}
}

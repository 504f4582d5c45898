package session

import (
	"testing"
	"time"

	"synchelper/diagnose"
)

// TestTheYesOfOneCaseSaysNothingOfAnotherRun: with a case open, another run is repeated.
func TestTheYesOfOneCaseSaysNothingOfAnotherRun(t *testing.T) {
	p := newPerson(t, t.TempDir())
	p.PlayScenario("need-admin-approval")
	p.wait()
	hearYes(p)
	p.PlayScenario("approval-required")
	first := p.wait()
	p.Again()
	s := p.wait()
	if s.Case == nil || s.Diagnosis.ID == s.Case.ID || s.Diagnosis.Verdict.Cause != first.Diagnosis.Verdict.Cause {
		t.Errorf("case %+v: %s became %s", s.Case, first.Diagnosis.Verdict.Cause, s.Diagnosis.Verdict.Cause)
	}
}

// TestACaseIsCheckedWithItsOwnAppAndAddress, whatever was chosen and typed since.
func TestACaseIsCheckedWithItsOwnAppAndAddress(t *testing.T) {
	for name, restarted := range map[string]bool{"in the same window": false, "in another window": true} {
		dir := t.TempDir()
		p := newPerson(t, dir)
		p.SetMailApp("spark")
		id := sendMessage(p).Case.ID
		if restarted {
			p = newPerson(t, dir)
			_, _ = p.options.Random.Read(make([]byte, 1)) // or its first run would be the case
		}
		p.SetMailApp("apple")
		p.Home()
		p.Choose(diagnose.CardNeedAdminApproval)
		p.Draft("somebody.else@contoso.com", "")
		p.StartRun()
		p.Home()
		p.CheckCase()
		if restarted {
			if s := p.look(); s.Screen != ScreenAsk {
				t.Fatalf("%s: somebody else's address is taken: %s, %+v", name, s.Screen, s.Diagnosis.Subject)
			}
			p.Draft("first.last@contoso.com", "")
			p.StartRun()
			p.Home()
			p.CheckCase()
		}
		s := p.look()
		if d := s.Diagnosis; s.Screen != ScreenResult || d.ID != id || d.Subject.MailApp != "spark" || d.Subject.Address != "first.last@contoso.com" {
			t.Errorf("%s: %s shows %s, case %s, of %+v", name, s.Screen, d.ID, id, d.Subject)
		}
	}
}

// TestAScenarioThatWasLeftIsNotAnswered: what its IT says is said in the demo or not at all.
func TestAScenarioThatWasLeftIsNotAnswered(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	observe := p.observe
	begun, left := make(chan struct{}), make(chan struct{})
	p.observe = func(text []byte, at time.Time) (diagnose.Observation, error) {
		close(begun)
		<-left
		return observe(text, at)
	}
	p.PlayScenario("approved-but-still-asked")
	<-begun
	p.LeaveDemo()
	p.Choose(diagnose.CardPasswordAgain)
	p.Draft("first.last@contoso.com", "")
	p.StartRun()
	close(left)
	if s := p.wait(); s.Case != nil || s.Open != PartNone || newPerson(t, dir).look().Case != nil {
		t.Errorf("open %q, the case is %+v", s.Open, s.Case)
	}
}

// TestAYesToldWithoutACaseStays for the rest of its run, and no longer.
func TestAYesToldWithoutACaseStays(t *testing.T) {
	yes, no := diagnose.ReplyYes, diagnose.ReplyNo
	for name, repeat := range map[string]func(*person) State{
		"asked again": func(p *person) State { p.Again(); return p.wait() },
		"signed in":   (*person).signIn,
	} {
		p := newPerson(t, "")
		p.PlayScenario("need-admin-approval")
		p.wait()
		p.StillAsks(diagnose.Approval{SameAddress: yes, JustNow: no, Colleague: no})
		if s := repeat(p); s.Diagnosis.Verdict.Cause != "consent.approved_for_self" {
			t.Errorf("%s: %s", name, s.Diagnosis.Verdict.Cause)
		}
		p.LeaveDemo()
		if s := p.look(); s.Approval != (diagnose.Approval{}) {
			t.Errorf("%s: behind the demo it is still known that %+v", name, s.Approval)
		}
	}
}

// TestWhatWasSaidOfAYesEndsWithItsRun, or when the yes is taken back.
func TestWhatWasSaidOfAYesEndsWithItsRun(t *testing.T) {
	said := diagnose.Approval{SameAddress: diagnose.ReplyYes, JustNow: diagnose.ReplyYes}
	for name, end := range map[string]func(*person){
		"another run": func(p *person) { p.ForgetCase(); handMessage(p) },
		"a scenario":  func(p *person) { p.PlayScenario("approved-but-still-asked"); p.wait() },
		"taken back":  func(p *person) { p.Home(); p.Unheard() },
	} {
		p := newPerson(t, "")
		sendMessage(p)
		p.Heard(CaseApproved)
		p.StillAsks(said)
		end(p)
		if s := p.look(); s.Approval != (diagnose.Approval{}) {
			t.Errorf("%s: it is still known that %+v", name, s.Approval)
		}
	}
}

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

// playedBetween has the case of one scenario wait while another one is played.
func playedBetween(p *person) {
	p.PlayScenario("need-admin-approval")
	p.wait()
	p.Handed()
	p.Sent()
	p.PlayScenario("app-disabled")
	p.wait()
	p.Home()
	p.Heard(CaseApproved)
}

// TestTheDemosITActsAtTheCompanyOfTheCase, also where another scenario was played meanwhile, and only if it is told to.
func TestTheDemosITActsAtTheCompanyOfTheCase(t *testing.T) {
	for _, acts := range []bool{true, false} {
		p := newPerson(t, "")
		playedBetween(p)
		if s := p.look(); s.Acts != DemoITWaits {
			t.Errorf("it is not said that nobody has acted: %q", s.Acts)
		}
		if acts {
			before := p.theCompany().Tenant()
			if p.CarryOut(); p.theCompany().Tenant() != before {
				t.Errorf("another company became %+v", p.theCompany().Tenant())
			}
		}
		if s := p.checkCase(t); acts != (s.Diagnosis.Verdict.Cause == diagnose.CauseNone) {
			t.Errorf("acts %v: %s, %q", acts, s.Diagnosis.Verdict.Cause, s.Turn)
		}
	}
}

// TestACaseWithoutStagesIsComparedWithNothing: earlier versions kept none.
func TestACaseWithoutStagesIsComparedWithNothing(t *testing.T) {
	p := newPerson(t, "")
	p.PlayScenario("conditional-access")
	p.wait()
	p.signIn()
	p.Handed()
	p.Sent()
	p.change(func(st *State) {
		kept := *st.Case
		kept.Stands = nil
		st.Case = &kept
	})
	p.Home()
	p.Heard(CaseWaiting)
	if s := p.checkCase(t); s.Turn != TurnSame || len(s.Changes) > 0 {
		t.Errorf("turn %q, changes %v", s.Turn, s.Changes)
	}
}

// TestTheListOfRunsFollowsWhatThePersonSays after the run.
func TestTheListOfRunsFollowsWhatThePersonSays(t *testing.T) {
	for name, say := range map[string]func(*person){
		"another cause": func(p *person) { p.Prefer("app.disabled") },
		"a yes":         func(p *person) { p.StillAsks(diagnose.Approval{SameAddress: diagnose.ReplyNo}) },
	} {
		p := newPerson(t, t.TempDir())
		p.SetHistory(true)
		handMessage(p)
		before := p.look().History[0].Cause
		say(p)
		s := p.look()
		if row := s.History[0]; row.Cause != s.Diagnosis.Verdict.Cause || row.Cause == before || len(s.History) != 1 {
			t.Errorf("%s: the list says %s, the result %s", name, row.Cause, s.Diagnosis.Verdict.Cause)
		}
	}
}

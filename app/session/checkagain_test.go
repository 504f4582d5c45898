package session

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
)

// hearYes sends the message of the result that is shown, and hears a yes to it on the Start page.
func hearYes(p *person) {
	p.Handed()
	p.Sent()
	p.Home()
	p.Heard(CaseApproved)
}

// checkCase repeats the run of the open case and signs in.
func (p *person) checkCase(t *testing.T) State {
	t.Helper()
	p.CheckCase()
	if s := p.wait(); s.Screen != ScreenSignIn {
		t.Fatalf("the check leads to %s: nobody is signed in without being asked", s.Screen)
	}
	p.SignIn()
	return p.wait()
}

func (s State) changed(stage diagnose.StageID) (was, now diagnose.StageState) {
	for _, c := range s.Changes {
		if c.Stage == stage {
			return c.Was, c.Now
		}
	}
	return "", ""
}

func TestTheStoryOfACaseCanBePlayedInTheDemo(t *testing.T) {
	for _, tt := range []struct {
		scenario string
		signsIn  bool // before the message is sent
		acts     bool // the simulated IT does what it said
		cause    diagnose.CauseID
		turn     Turn
		was, now diagnose.StageState // of the sign-in
	}{
		{"need-admin-approval", true, true, diagnose.CauseNone, TurnHealed, diagnose.Blocked, diagnose.Passed},
		{"need-admin-approval", false, true, diagnose.CauseNone, TurnHealed, diagnose.NotChecked, diagnose.Passed},
		{"approval-required", true, true, diagnose.CauseNone, TurnHealed, diagnose.Blocked, diagnose.Passed},
		{"app-disabled", true, true, diagnose.CauseNone, TurnHealed, diagnose.Blocked, diagnose.Passed},
		{"user-not-assigned", true, true, diagnose.CauseNone, TurnHealed, diagnose.Blocked, diagnose.Passed},
		{"need-admin-approval", true, false, "consent.approved_for_self", TurnSame, "", ""},
		{"approved-but-still-asked", true, true, "consent.approved_for_self", TurnSame, "", ""},
		{"conditional-access", true, true, "policy.blocked", TurnSame, "", ""},
	} {
		t.Run(fmt.Sprintf("%s, acting %v", tt.scenario, tt.acts), func(t *testing.T) {
			dir := t.TempDir()
			p := newPerson(t, dir)
			p.PlayScenario(tt.scenario)
			first := p.wait()
			if tt.signsIn {
				first = p.signIn()
			}
			hearYes(p)
			if tt.acts {
				p.CarryOut()
			}
			s := p.checkCase(t)
			if s.Diagnosis.Verdict.Cause != tt.cause || s.Turn != tt.turn {
				t.Errorf("%s, turn %q because %v", s.Diagnosis.Verdict.Cause, s.Turn, s.Diagnosis.Verdict.Because)
			}
			if was, now := s.changed(diagnose.StageSignIn); was != tt.was || now != tt.now {
				t.Errorf("the sign-in went from %q to %q, of %v", was, now, s.Changes)
			}
			if s.Diagnosis.ID != first.Diagnosis.ID || !s.Demo || !s.Diagnosis.Demo {
				t.Errorf("another reference, or no demo: %+v", s.Diagnosis)
			}
			if c := newPerson(t, dir).look().Case; c != nil {
				t.Errorf("the demo's case was kept: %+v", c)
			}
			p.LeaveDemo()
			if c := p.look().Case; c != nil {
				t.Errorf("the demo's case is still there: %+v", c)
			}
		})
	}
}

func TestACaseKeepsHowFarItsRunCame(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	p.PlayScenario("need-admin-approval")
	p.wait()
	p.signIn()
	p.Handed()
	p.Sent()
	kept := p.look().Case
	if at := slices.IndexFunc(kept.Stands, func(s Stand) bool { return s.ID == diagnose.StageSignIn }); at < 0 ||
		kept.Stands[at].State != diagnose.Blocked || slices.ContainsFunc(kept.Stands, func(s Stand) bool { return s.ID == diagnose.StagePhone }) {
		t.Errorf("kept are %v", kept.Stands)
	}
	store{dir: dir}.keepCase(kept)
	if c := newPerson(t, dir).look().Case; !slices.Equal(c.Stands, kept.Stands) {
		t.Errorf("read back are %v, of %v", c.Stands, kept.Stands)
	}
	kept.Stands = append(slices.Clone(kept.Stands), Stand{"nowhere", diagnose.Passed}, Stand{diagnose.StageTenant, "<b>"})
	store{dir: dir}.keepCase(kept)
	if c := newPerson(t, dir).look().Case; len(c.Stands) != len(kept.Stands)-2 {
		t.Errorf("what we never wrote is read back: %v", c.Stands)
	}
}

func TestTheAddressIsAskedForWhereItWasNotKept(t *testing.T) {
	dir := t.TempDir()
	sendMessage(newPerson(t, dir))
	p := newPerson(t, dir)
	id := p.look().Case.ID
	p.Heard(CaseApproved)
	p.CheckCase()
	s := p.look()
	if s.Screen != ScreenAsk || !s.Checking || s.Problem != ProblemNone {
		t.Fatalf("screen %s, checking %v, problem %q", s.Screen, s.Checking, s.Problem)
	}
	p.Draft("contoso.com", "")
	p.StartRun()
	if s = p.look(); s.Problem != ProblemAddress {
		t.Errorf("without an address: problem %q", s.Problem)
	}
	p.Draft("first.last@contoso.com", "")
	p.StartRun()
	if s = p.look(); s.Screen != ScreenResult || s.Diagnosis.ID != id || s.Diagnosis.Verdict.Cause != diagnose.CauseUnknown {
		t.Errorf("screen %s, case %s, diagnosis %+v", s.Screen, id, s.Diagnosis)
	}
	p.Home()
	p.Choose(diagnose.CardNeedAdminApproval)
	p.StartRun()
	if s = p.look(); s.Diagnosis.ID == id || s.Turn != TurnNone || s.Diagnosis.Verdict.Cause != "consent.admin_approval" {
		t.Errorf("a new run goes on with the case: %+v", s.Diagnosis.Verdict)
	}
}

func TestWhatAUserKnowsOfAYesLeadsToAnAnswer(t *testing.T) {
	yes, no := diagnose.ReplyYes, diagnose.ReplyNo
	for _, tt := range []struct {
		said  diagnose.Approval
		open  Part
		cause diagnose.CauseID
	}{
		{diagnose.Approval{}, PartStill, "consent.admin_approval"},
		{diagnose.Approval{SameAddress: yes}, PartStill, "consent.admin_approval"},
		{diagnose.Approval{SameAddress: no}, PartStuck, "consent.other_tenant"},
		{diagnose.Approval{SameAddress: yes, JustNow: yes}, PartStuck, "consent.just_approved"},
		{diagnose.Approval{SameAddress: yes, JustNow: no, Colleague: yes}, PartStuck, "consent.not_for_all"},
		{diagnose.Approval{SameAddress: yes, JustNow: no, Colleague: no}, PartStuck, "consent.approved_for_self"},
		{diagnose.Approval{SameAddress: yes, JustNow: no, Colleague: diagnose.ReplyUnknown}, PartStuck, "consent.approved_for_self"},
	} {
		for _, kept := range []bool{false, true} {
			dir := t.TempDir()
			p := newPerson(t, dir)
			sendMessage(p)
			if kept {
				p = newPerson(t, dir)
			}
			p.Heard(CaseApproved)
			p.StillAsks(tt.said)
			s := p.look()
			if s.Open != tt.open || s.Diagnosis.Verdict.Cause != tt.cause || s.Diagnosis.ID != s.Case.ID {
				t.Errorf("%+v, kept %v: %q, %s", tt.said, kept, s.Open, s.Diagnosis.Verdict.Cause)
			}
			if s.Open != PartStuck || s.Answer.Message.Body == "" {
				continue
			}
			p.Handed()
			p.Sent()
			if c := p.look().Case; c.Cause != tt.cause || c.State != CaseWaiting || !strings.Contains(c.Message.Body, "f8d98a96") {
				t.Errorf("%+v: after the next message the case is %+v", tt.said, c)
			}
		}
	}
}

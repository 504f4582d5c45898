package session

import (
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/entrasim"
)

// accept has the simulated administrator open each link for the company and accept.
func (p *person) accept(t *testing.T) {
	t.Helper()
	tenant, err := consent.ParseTenant(p.theCompany().Tenant().TenantID)
	if err != nil {
		t.Fatal(err)
	}
	links, err := consent.AdminLinks(diagnose.MailApps()[0], p.theCompany().Cloud(), tenant.ConfirmedByPerson())
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range links {
		if _, err := p.theCompany().Administrator().Walk(t.Context(), link.URL, diagnose.MailApps()[0].RedirectURI,
			func(string, bool, entra.SignInPage) bool { return false }); err != nil {
			t.Fatalf("%s: %v", link.URL, err)
		}
	}
}

func (p *person) signIn() State {
	p.MakeSure()
	p.SignIn()
	return p.wait()
}

func (p *person) checkAgain(t *testing.T) State {
	t.Helper()
	p.Again()
	if s := p.wait(); s.Screen != ScreenSignIn {
		t.Fatalf("Check again leads to %s: nobody is signed in without being asked", s.Screen)
	}
	p.SignIn()
	return p.wait()
}

func TestTheApprovalHealsWhatOnlyLackedOne(t *testing.T) {
	for _, id := range []string{"need-admin-approval", "approval-required"} {
		t.Run(id, func(t *testing.T) {
			p := newPerson(t, "")
			p.PlayScenario(id)
			p.wait()
			before := p.signIn()
			if links := before.Answer.Links; id == "need-admin-approval" && (len(links) == 0 || consent.Check(links[0].URL) != nil) {
				t.Errorf("the answer's links: %v", links)
			}
			if before.Diagnosis.Verdict.Cause == diagnose.CauseNone {
				t.Fatal("healthy before anybody approved")
			}
			p.accept(t)
			after := p.checkAgain(t)
			if after.Diagnosis.Verdict.Cause != diagnose.CauseNone {
				t.Errorf("after the approval: %s because %v", after.Diagnosis.Verdict.Cause, after.Diagnosis.Verdict.Because)
			}
			if after.Diagnosis.ID != before.Diagnosis.ID {
				t.Error("the run goes on under another reference")
			}
			if len(after.Diagnosis.SignIns) != 2 {
				t.Errorf("%d sign-ins are listed, two were begun", len(after.Diagnosis.SignIns))
			}
		})
	}
}

func TestTheApprovalDoesNotSwitchADisabledAppOn(t *testing.T) {
	for name, accept := range map[string]func(*person, *testing.T){
		"a simulated administrator": (*person).accept,
		"in a real browser":         func(p *person, t *testing.T) { acceptInABrowser(t, p.theCompany().Company) },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPerson(t, "")
			p.PlayScenario("app-disabled")
			p.wait()
			if s := p.signIn(); s.Diagnosis.Verdict.Cause != "app.disabled" || len(s.Answer.Links) != 0 {
				t.Fatalf("%s with %d links", s.Diagnosis.Verdict.Cause, len(s.Answer.Links))
			}
			p.theCompany().Change(func(t *entrasim.Tenant) { t.Granted = entrasim.GrantedToNobody })
			accept(p, t)
			if granted := p.theCompany().Tenant().Granted; granted != entrasim.GrantedToAll {
				t.Fatalf("it is granted to %q", granted)
			}
			if s := p.checkAgain(t); s.Diagnosis.Verdict.Cause != "app.disabled" {
				t.Errorf("accepting the link made it %s", s.Diagnosis.Verdict.Cause)
			}
			p.theCompany().Change(func(t *entrasim.Tenant) { t.App = entrasim.AppEnabled })
			if s := p.checkAgain(t); s.Diagnosis.Verdict.Cause != diagnose.CauseNone {
				t.Errorf("after it was switched on: %s", s.Diagnosis.Verdict.Cause)
			}
		})
	}
}

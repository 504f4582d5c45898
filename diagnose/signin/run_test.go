package signin_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/signin"
)

func TestAHealthySignInEndsWithATokenForTheMailbox(t *testing.T) {
	company, cfg := open(t, healthyTenant(), entrasim.Options{})
	wire := tap(&cfg)
	out := signin.Run(t.Context(), cfg, &walked{person: company.Person()}, nil, nil)
	wantStage(t, out, diagnose.StageSignIn, diagnose.Passed, "a code came")
	wantStage(t, out, diagnose.StageToken, diagnose.Passed, "EAS.AccessAsUser.All")
	if !out.HasToken || !out.Token.HasMail() || out.Cancelled {
		t.Errorf("HasToken %t, HasMail %t, Cancelled %t", out.HasToken, out.Token.HasMail(), out.Cancelled)
	}
	var passed []diagnose.StageID
	for _, o := range out.Observations {
		if o.Cause != diagnose.CauseNone || o.Source != diagnose.SourceSignIn {
			t.Errorf("observed %+v", o)
		}
		passed = append(passed, o.Stage)
	}
	if !slices.Equal(passed, []diagnose.StageID{diagnose.StageSignIn, diagnose.StageToken}) {
		t.Errorf("passed: %v", passed)
	}
	if len(out.SignIns) != 1 || out.SignIns[0].Method != "browser" || out.SignIns[0].ClientID != cfg.App.ClientID ||
		out.SignIns[0].CorrelationID == "" || out.SignIns[0].At.IsZero() {
		t.Errorf("the sign-ins are %+v", out.SignIns)
	}
	sent := wire.posts("/token")
	if len(sent) != 1 || sent[0].Get("scope") != cfg.Cloud.ExchangeResource+"/.default openid profile" {
		t.Errorf("sent to the token endpoint: %d forms, scope %q", len(sent), sent[0].Get("scope"))
	}
}

func TestTheAppIsToldWhereThePersonStands(t *testing.T) {
	company, cfg := open(t, healthyTenant(), entrasim.Options{})
	surface := &walked{person: company.Person()}
	signin.Run(t.Context(), cfg, surface, nil, surface.tell)
	// That a page asks for the password shows in its fields; whether the simulated person sees them is not this test's.
	stood := slices.DeleteFunc(surface.standings, func(s signin.Standing) bool { return s == signin.StandingPassword })
	want := []signin.Standing{signin.StandingOpening, signin.StandingAddress, signin.StandingStaySignedIn, signin.StandingConfirmApp}
	if !slices.Equal(stood, want) {
		t.Errorf("the person stood at %v, want %v", surface.standings, want)
	}
}

func TestWithoutAMailboxToAskNoCodeIsRedeemed(t *testing.T) {
	company, cfg := open(t, healthyTenant(), entrasim.Options{})
	cfg.SignInOnly = true
	wire := tap(&cfg)
	out := signin.Run(t.Context(), cfg, &walked{person: company.Person()}, nil, nil)
	wantStage(t, out, diagnose.StageSignIn, diagnose.Passed, "dropped")
	if len(out.Stages) != 1 || out.HasToken || out.Token.Reveal() != "" || len(wire.posts("/token")) != 0 {
		t.Errorf("a token was asked for: %+v", out)
	}
}

// Every scenario that is about the sign-in ends in the cause it is named after, and where it should.
func TestScenarios(t *testing.T) {
	for id, want := range map[string]struct {
		cause    diagnose.CauseID
		state    diagnose.StageState
		standing signin.Standing
		about    diagnose.About
	}{
		"need-admin-approval": {"consent.admin_approval", diagnose.Blocked, signin.StandingApproval, diagnose.AboutOrganisation},
		"approval-required":   {"consent.request_available", diagnose.Blocked, signin.StandingApproval, diagnose.AboutOrganisation},
		"app-disabled":        {"app.disabled", diagnose.Blocked, signin.StandingError, diagnose.AboutOrganisation},
		"user-not-assigned":   {"app.user_not_assigned", diagnose.Blocked, signin.StandingError, diagnose.AboutAccount},
		"conditional-access":  {"policy.blocked", diagnose.Blocked, signin.StandingError, diagnose.AboutThisComputer},
		"device-compliance":   {"device.not_compliant", diagnose.Blocked, signin.StandingError, diagnose.AboutThisComputer},
		"approved-but-still-asked": {"consent.admin_approval", diagnose.Blocked, signin.StandingApproval,
			diagnose.AboutOrganisation},
	} {
		for _, pages := range []entrasim.Pages{{}, {NumberCodes: true}, {NoCodes: true, ErrorStatus: 400}} {
			t.Run(id, func(t *testing.T) {
				company, cfg := open(t, scenario(t, id), entrasim.Options{Pages: pages})
				surface := &walked{person: company.Person()}
				out := signin.Run(t.Context(), cfg, surface, nil, surface.tell)
				verdict := diagnose.Judge(out.Observations)
				if verdict.Cause != want.cause || verdict.About != want.about {
					t.Errorf("the verdict is %s about %s, want %s about %s; observed %+v", verdict.Cause, verdict.About,
						want.cause, want.about, out.Observations)
				}
				wantStage(t, out, diagnose.StageSignIn, want.state, "ended at")
				if last := surface.standings[len(surface.standings)-1]; last != want.standing {
					t.Errorf("the person stands at %s, want %s", last, want.standing)
				}
				if len(out.Stages) != 1 || out.HasToken || out.Cancelled || len(out.SignIns) != 1 {
					t.Errorf("the outcome is %+v", out)
				}
				if o := out.Observations[0]; o.Said == nil || o.Text == "" || o.Said.CorrelationID == "" {
					t.Errorf("little is kept of the page: %+v", o)
				}
			})
		}
	}
}

// What the person puts right in the window is no cause.
func TestWhatIsPutRightIsNoCause(t *testing.T) {
	for name, change := range map[string]func(*entrasim.Tenant, *entrasim.Pages){
		"a wrong password first":     func(*entrasim.Tenant, *entrasim.Pages) {},
		"a second step":              func(s *entrasim.Tenant, _ *entrasim.Pages) { s.Second = entrasim.SecondRequired },
		"the company's own page":     func(s *entrasim.Tenant, _ *entrasim.Pages) { s.Federated = "Contoso Sign-In" },
		"a script that leaves":       func(_ *entrasim.Tenant, p *entrasim.Pages) { p.Redirect = entrasim.RedirectScript },
		"straight from the password": func(_ *entrasim.Tenant, p *entrasim.Pages) { p.Redirect = entrasim.RedirectStraight },
	} {
		t.Run(name, func(t *testing.T) {
			tenant, pages := healthyTenant(), entrasim.Pages{}
			change(&tenant, &pages)
			company, cfg := open(t, tenant, entrasim.Options{Pages: pages})
			person := company.Person()
			person.MistypesFirst = true
			surface := &walked{person: person}
			out := signin.Run(t.Context(), cfg, surface, nil, surface.tell)
			wantStage(t, out, diagnose.StageSignIn, diagnose.Passed, "a code came")
			if !out.HasToken {
				t.Errorf("no token: %+v, stood at %v", out.Stages, surface.standings)
			}
			for _, o := range out.Observations {
				if o.Cause != diagnose.CauseNone {
					t.Errorf("observed %+v", o)
				}
			}
		})
	}
}

// The same, if the person gives up there.
func TestWhatIsNotPutRightIsTheCause(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*entrasim.Tenant)
		cause  diagnose.CauseID
	}{
		"a locked account":           {func(s *entrasim.Tenant) { s.Account = entrasim.AccountLocked }, "account.locked"},
		"a disabled account":         {func(s *entrasim.Tenant) { s.Account = entrasim.AccountDisabled }, "account.disabled"},
		"an account that is unknown": {func(s *entrasim.Tenant) { s.Account = entrasim.AccountNotFound }, "account.not_found"},
		"a second step that fails":   {func(s *entrasim.Tenant) { s.Second = entrasim.SecondFails }, "mfa.failed"},
	} {
		t.Run(name, func(t *testing.T) {
			tenant := healthyTenant()
			c.change(&tenant)
			company, cfg := open(t, tenant, entrasim.Options{})
			out := signin.Run(t.Context(), cfg, &walked{person: company.Person()}, nil, nil)
			if got := causeOf(out); got != c.cause {
				t.Errorf("the cause is %s, want %s: %+v", got, c.cause, out)
			}
			wantStage(t, out, diagnose.StageSignIn, diagnose.Blocked, "the person closed the window")
			if !out.Cancelled {
				t.Error("it is not said that the person ended it")
			}
		})
	}
}

func TestTheStateOfAnotherSignInIsRefused(t *testing.T) {
	for name, tamper := range map[string]func(url.Values){
		"another": func(v url.Values) { v.Set("state", strings.ToUpper(v.Get("state"))+"x") },
		"none":    func(v url.Values) { v.Del("state") },
		"two":     func(v url.Values) { v.Add("state", v.Get("state")) },
		"one that differs by a letter": func(v url.Values) {
			v.Set("state", strings.Map(func(r rune) rune { return r ^ 1 }, v.Get("state")[:1])+v.Get("state")[1:])
		},
		"cut":      func(v url.Values) { v.Set("state", v.Get("state")[:20]) },
		"an error": func(v url.Values) { v.Set("state", ""); v.Del("code"); v.Set("error", "access_denied") },
	} {
		t.Run(name, func(t *testing.T) {
			company, cfg := open(t, healthyTenant(), entrasim.Options{})
			wire := tap(&cfg)
			out := signin.Run(t.Context(), cfg, &walked{person: company.Person(), tamper: tamper}, nil, nil)
			wantStage(t, out, diagnose.StageSignIn, diagnose.Failed, "another state")
			if len(wire.posts("/token")) != 0 || out.HasToken || len(out.Stages) != 1 {
				t.Error("the code was redeemed")
			}
			if v := diagnose.Judge(out.Observations); v.Cause != diagnose.CauseUnknown {
				t.Errorf("the verdict is %s", v.Cause)
			}
		})
	}
}

func TestTheRunStopsAtAConsentPage(t *testing.T) {
	tenant := healthyTenant()
	tenant.Granted = entrasim.GrantedToNobody
	company, cfg := open(t, tenant, entrasim.Options{})
	surface := &walked{person: company.Person()}
	out := signin.Run(t.Context(), cfg, surface, nil, surface.tell)
	if got := causeOf(out); got != "consent.missing" {
		t.Errorf("the cause is %s", got)
	}
	if last := surface.standings[len(surface.standings)-1]; last != signin.StandingConsent {
		t.Errorf("the person stands at %s", last)
	}
	if company.Tenant().Granted != entrasim.GrantedToNobody {
		t.Error("the run consented in the person's name")
	}
}

func TestTheAdministratorIsToldOfTheTickBox(t *testing.T) {
	tenant := healthyTenant()
	tenant.Granted = entrasim.GrantedToNobody
	company, cfg := open(t, tenant, entrasim.Options{})
	surface := &walked{person: company.Administrator()}
	out := signin.Run(t.Context(), cfg, surface, nil, surface.tell)
	if last := surface.standings[len(surface.standings)-1]; last != signin.StandingConsentForAll {
		t.Errorf("the person stands at %s: %+v", last, out)
	}
}

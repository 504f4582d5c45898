package signin_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/signin"
)

const needApproval = "Need admin approval\nApple Internet Accounts\nApple Internet Accounts needs permission to access " +
	"resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app " +
	"before you can use it."

func ours(page entra.SignInPage) signin.Sight { return signin.Sight{Page: page} }

func at(id, code string) signin.Sight { return ours(entra.SignInPage{ID: id, Code: code}) }

func shows(id, visible string) signin.Sight { return ours(entra.SignInPage{ID: id, Visible: visible}) }

func signInPage(code string) signin.Sight {
	return at("ConvergedSignIn", code)
}

// closes has the person close the window after the pages.
func closes(sights ...signin.Sight) *scripted {
	return &scripted{sights: sights, ended: signin.Ended{Closed: true}}
}

// pageCase is what a person is shown, and what becomes of it.
type pageCase struct {
	surface  *scripted
	cause    diagnose.CauseID // of the verdict; "": none
	state    diagnose.StageState
	standing signin.Standing
}

// stepCases are the pages on which a person goes on, or gives up.
func stepCases() map[string]pageCase {
	register := at("ConvergedProofUpRedirect", "50203")
	field := ours(entra.SignInPage{ID: "ConvergedSignIn", AsksPassword: true})
	inWords := ours(entra.SignInPage{ID: "ConvergedSignIn", Code: "50058", AsksPassword: true,
		Visible: "Your account or password is incorrect. If you don't remember your password, reset it now."})
	stay := at("KmsiInterrupt", "50140")
	hostile := signin.Sight{Host: "login.example", Ours: true, Page: entra.SignInPage{ID: "ConvergedError", Code: "90094"}}
	return map[string]pageCase{
		"nobody is signed in yet": {closes(signInPage("50058")), "", diagnose.NotChecked, signin.StandingAddress},
		"a password field":        {closes(field), "", diagnose.NotChecked, signin.StandingPassword},
		"a wrong password, and gone": {closes(signInPage("50058"), signInPage("50126")), "password.wrong",
			diagnose.Blocked, signin.StandingAddress},
		"a wrong password, put right, and gone": {closes(signInPage("50126"), stay), "",
			diagnose.NotChecked, signin.StandingStaySignedIn},
		"the last of two errors counts": {closes(signInPage("50126"), signInPage("50053")), "account.locked",
			diagnose.Blocked, signin.StandingAddress},
		"a wrong password in words alone": {closes(inWords), "password.wrong", diagnose.Blocked, signin.StandingPassword},
		"a second step":                   {closes(at("ConvergedTFA", "50074")), "", diagnose.NotChecked, signin.StandingSecondStep},
		"a second step that fails": {closes(at("ConvergedTFA", "500121")), "mfa.failed",
			diagnose.Blocked, signin.StandingSecondStep},
		"a second step to set up": {closes(register), "mfa.registration", diagnose.Blocked, signin.StandingRegister},
		"a second step to set up, without a number": {closes(at("ConvergedProofUpRedirect", "")), "mfa.registration",
			diagnose.Blocked, signin.StandingRegister},
		"a second step, on Microsoft's own site for it": {closes(register, signin.Sight{Host: "mysignins.microsoft.com"}),
			"mfa.registration", diagnose.Blocked, signin.StandingRegister},
		"a second step to set up, whatever comes then": {closes(register, signin.Sight{Host: "sts.contoso.com"}), "mfa.registration",
			diagnose.Blocked, signin.StandingRegister},
		"a password that ran out": {closes(at("ConvergedChangePassword", "50055")), "password.expired",
			diagnose.Blocked, signin.StandingPassword},
		"the app to confirm": {closes(at("CmsiInterrupt", "50199")), "", diagnose.NotChecked, signin.StandingConfirmApp},
		"a page that nobody knows": {closes(ours(entra.SignInPage{ID: "NewName", Code: "399218", Visible: "Continue?"})), "",
			diagnose.NotChecked, signin.StandingUnknown},
		"a page that nobody knows, with what can be put right": {closes(at("NewName", "50126")), "password.wrong",
			diagnose.Blocked, signin.StandingUnknown},
		"the company's own page": {closes(signInPage("50126"), signin.Sight{Host: "sts.contoso.com"}), "",
			diagnose.NotChecked, signin.StandingCompanyPage},
		"a company's page that says it is ours": {closes(hostile), "", diagnose.NotChecked, signin.StandingCompanyPage},
	}
}

// stopCases are the pages at which the run ends: each is followed by one more, which is not shown.
func stopCases() map[string]pageCase {
	stops := func(sight signin.Sight) *scripted { return closes(sight, signInPage("")) }
	disabled := ours(entra.SignInPage{ID: "ConvergedError", Code: "7000112",
		Exception: "AADSTS7000112: Application 'f8d98a96-0999-43f5-8af3-69971c7bb423'(Apple Internet Accounts) is disabled."})
	german := "Administratorgenehmigung erforderlich\nApple Internet Accounts\n… benötigt, um auf Ressourcen in Ihrer " +
		"Organisation zugreifen zu können, eine Berechtigung, die nur ein Administrator erteilen kann."
	withBox := ours(entra.SignInPage{ID: "ConvergedConsent", ForOrganization: true})
	numberInWords := "Sorry, but we’re having trouble signing you in.\nAADSTS50105: Your administrator has configured the application"
	return map[string]pageCase{
		"a consent page": {stops(at("ConvergedConsent", "")), "consent.missing", diagnose.Blocked, signin.StandingConsent},
		"a consent page with its number": {stops(at("ConvergedConsent", "65001")), "consent.missing",
			diagnose.Blocked, signin.StandingConsent},
		"a consent page with the tick-box": {stops(withBox), "consent.missing", diagnose.Blocked, signin.StandingConsentForAll},
		"approval under a consent page's name": {stops(shows("ConvergedConsent", needApproval)), "consent.admin_approval",
			diagnose.Blocked, signin.StandingApproval},
		"approval by number, under any name": {stops(at("ConvergedWhatever", "90094")), "consent.admin_approval",
			diagnose.Blocked, signin.StandingApproval},
		"approval by wording alone": {stops(shows("NewName", needApproval)), "consent.admin_approval",
			diagnose.Blocked, signin.StandingApproval},
		"approval in German": {stops(shows("", german)), "consent.admin_approval", diagnose.Blocked, signin.StandingApproval},
		"an error page":      {stops(disabled), "app.disabled", diagnose.Blocked, signin.StandingError},
		"an error page without fields": {stops(shows("ConvergedError", numberInWords)), "app.user_not_assigned",
			diagnose.Blocked, signin.StandingError},
		"an error page that nobody can read": {stops(shows("ConvergedError", "Etwas ist anders")), "",
			diagnose.Blocked, signin.StandingError},
		"a policy's page of a new name": {stops(at("NewName", "53003")), "policy.blocked", diagnose.Blocked, signin.StandingError},
	}
}

// endCases are the ways in which pages end, whatever they showed.
func endCases() map[string]pageCase {
	cancel := url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}}
	declined := url.Values{"error": {"consent_required"},
		"error_description": {"AADSTS65004: User declined to consent to access the app."}}
	first := []signin.Sight{signInPage("50058")}
	unknown := []signin.Sight{at("NewName", "")}
	return map[string]pageCase{
		"cancel on a page that is known": {&scripted{sights: first, redirect: cancel}, "",
			diagnose.NotChecked, signin.StandingAddress},
		"cancel after a page that nobody knows": {&scripted{sights: unknown, redirect: cancel}, "consent.admin_approval",
			diagnose.Blocked, signin.StandingUnknown},
		"declined, with a number": {&scripted{sights: first, redirect: declined}, "consent.declined",
			diagnose.Blocked, signin.StandingAddress},
		"neither code nor error": {&scripted{sights: first, redirect: url.Values{"session_state": {"x"}}}, "",
			diagnose.Failed, signin.StandingAddress},
		"two codes": {&scripted{sights: first, redirect: url.Values{"code": {"a", "b"}}}, "",
			diagnose.Failed, signin.StandingAddress},
		"the browser is gone": {&scripted{sights: first, ended: signin.Ended{Gone: true}}, "",
			diagnose.Failed, signin.StandingAddress},
		"the server is gone": {&scripted{sights: first, err: &signin.PageError{Host: "login.example"}}, "network.unreachable",
			diagnose.Failed, signin.StandingAddress},
	}
}

func TestPages(t *testing.T) {
	for _, cases := range []map[string]pageCase{stepCases(), stopCases(), endCases()} {
		for name, c := range cases {
			t.Run(name, func(t *testing.T) { testPage(t, c) })
		}
	}
}

func testPage(t *testing.T, c pageCase) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	out := signin.Run(t.Context(), cfg, c.surface, nil, c.surface.tell)
	if got := causeOf(out); got != cmp.Or(c.cause, diagnose.CauseUnknown) {
		t.Errorf("the cause is %s, want %s: %+v", got, c.cause, out.Observations)
	}
	wantStage(t, out, diagnose.StageSignIn, c.state, "")
	if got := c.surface.standings[len(c.surface.standings)-1]; got != c.standing {
		t.Errorf("the person stands at %s, want %s", got, c.standing)
	}
	if stageOf(out, diagnose.StageSignIn).Finding == "" || len(out.SignIns) != 1 || out.SignIns[0].Ended == "" {
		t.Errorf("it is not said how the sign-in ended: %+v", out)
	}
}

func TestTheRunStopsWhereThePhoneStops(t *testing.T) {
	for name, c := range stopCases() {
		_, cfg := open(t, healthyTenant(), entrasim.Options{})
		if signin.Run(t.Context(), cfg, c.surface, nil, nil); c.surface.shown != 1 {
			t.Errorf("%s: %d pages were shown", name, c.surface.shown)
		}
	}
}

// Nothing was shown, so the company's log holds nothing, and another way can be taken.
func TestASurfaceThatShowsNothing(t *testing.T) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	for _, why := range []error{signin.ErrForbidden, signin.ErrStart, signin.ErrFolder, signin.ErrAsk} {
		out := signin.Run(t.Context(), cfg, &scripted{err: fmt.Errorf("%w: here", why)}, nil, nil)
		wantStage(t, out, diagnose.StageSignIn, diagnose.Failed, why.Error())
		if !errors.Is(out.NotShown, why) || len(out.SignIns) != 0 || causeOf(out) != diagnose.CauseUnknown {
			t.Errorf("the outcome is %+v", out)
		}
	}
}

// A browser may report a page and the redirect that leaves it in one breath, before it hears "stop".
type deaf struct{ scripted }

func (d *deaf) Show(ctx context.Context, ask signin.Ask, on func(signin.Sight) bool) (signin.Ended, error) {
	return d.scripted.Show(ctx, ask, func(s signin.Sight) bool { on(s); return false })
}

func TestABareCancelTakesTheCauseOfTheWatchedPage(t *testing.T) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	surface := &deaf{scripted{
		sights:   []signin.Sight{at("NewName", "90095"), at("KmsiInterrupt", "")},
		redirect: url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}}}}
	out := signin.Run(t.Context(), cfg, surface, nil, nil)
	if v := diagnose.Judge(out.Observations); v.Cause != "consent.request_available" || v.Confidence != diagnose.Certain {
		t.Errorf("the verdict is %s, %s: %+v", v.Cause, v.Confidence, out)
	}
}

func TestISeeAnErrorReadsWhatIsShown(t *testing.T) {
	describe := make(chan struct{}, 1)
	for name, c := range map[string]struct {
		sight  signin.Sight
		cause  diagnose.CauseID
		kept   string
		detail string
	}{
		"a number": {shows("NewName", "Oops.\nAADSTS50020: User account 'a@b.example' does not exist in tenant"),
			"account.wrong_tenant", "Oops.", "AADSTS50020"},
		"nothing that is known": {shows("NewName", "The moon is in the wrong phase."),
			diagnose.CauseUnknown, "The moon is in the wrong phase.", "nothing that is known"},
		"a page that complains of nothing": {signInPage("50058"), diagnose.CauseUnknown, "", "nothing that is known"},
		"what the page complained of": {ours(entra.SignInPage{ID: "ConvergedSignIn", Code: "50126", Visible: "Help"}),
			"password.wrong", "", "AADSTS50126"},
		"the company's own page": {signin.Sight{Host: "sts.contoso.com"}, diagnose.CauseUnknown, "", "sts.contoso.com"},
	} {
		t.Run(name, func(t *testing.T) {
			_, cfg := open(t, healthyTenant(), entrasim.Options{})
			c.sight.Described = true
			surface := closes(signInPage("50058"), c.sight, signInPage("50058"))
			var asked <-chan struct{}
			surface.before = func(ask signin.Ask) { asked = ask.Describe }
			out := signin.Run(t.Context(), cfg, surface, describe, nil)
			if got := causeOf(out); got != c.cause {
				t.Errorf("the cause is %s, want %s", got, c.cause)
			}
			wantStage(t, out, diagnose.StageSignIn, diagnose.Blocked, c.detail)
			if surface.shown != 2 || asked == nil {
				t.Errorf("%d pages were shown; the surface may be asked: %t", surface.shown, asked != nil)
			}
			if c.kept != "" && !strings.Contains(out.Observations[0].Text, c.kept) {
				t.Errorf("kept: %q", out.Observations[0].Text)
			}
		})
	}
}

// stuck shows pages and then waits, as a person does.
type stuck struct {
	sights []signin.Sight
	shown  chan struct{}
}

func (s stuck) Show(ctx context.Context, ask signin.Ask, on func(signin.Sight) bool) (signin.Ended, error) {
	for _, sight := range s.sights {
		sight.Host, sight.Ours = ask.Cloud.LoginHost, true
		on(sight)
	}
	close(s.shown)
	<-ctx.Done()
	return signin.Ended{}, nil
}

func TestCancelEndsAtOnceWithWhatWasSeen(t *testing.T) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	surface := stuck{[]signin.Sight{signInPage("50053")}, make(chan struct{})}
	done := make(chan signin.Outcome)
	go func() { done <- signin.Run(ctx, cfg, surface, nil, nil) }()
	<-surface.shown
	cancel()
	select {
	case out := <-done:
		wantStage(t, out, diagnose.StageSignIn, diagnose.Blocked, "cancelled by the person")
		if !out.Cancelled || causeOf(out) != "account.locked" {
			t.Errorf("the outcome is %+v", out)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the run goes on")
	}
}

func TestASignInThatNeverEnds(t *testing.T) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	out := signin.Run(ctx, cfg, stuck{[]signin.Sight{signInPage("50058")}, make(chan struct{})}, nil, nil)
	wantStage(t, out, diagnose.StageSignIn, diagnose.Failed, "no end within")
	if out.Cancelled || causeOf(out) != diagnose.CauseUnknown {
		t.Errorf("the outcome is %+v", out)
	}
}

// What surfaces report as an error may hold an address: nothing of it is repeated.
func TestErrorsOfASurfaceAreNotRepeated(t *testing.T) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	out := signin.Run(t.Context(), cfg, &scripted{err: errors.New("https://login.example/?state=canary-canary")}, nil, nil)
	wantStage(t, out, diagnose.StageSignIn, diagnose.Failed, "no page could be shown")
	if strings.Contains(stageOf(out, diagnose.StageSignIn).Finding, "canary") {
		t.Error("the error is repeated")
	}
}

func TestASecondStepThatMayWaitIsAWarning(t *testing.T) {
	tenant := healthyTenant()
	tenant.Second = entrasim.SecondRegister
	company, cfg := open(t, tenant, entrasim.Options{Pages: entrasim.Pages{SkipDays: 9}})
	surface := &walked{person: company.Person()}
	out := signin.Run(t.Context(), cfg, surface, nil, surface.tell)
	wantStage(t, out, diagnose.StageSignIn, diagnose.Warning, "within 9 days")
	if !slices.Contains(surface.standings, signin.StandingRegister) || !out.HasToken {
		t.Errorf("stood at %v: %+v", surface.standings, out.Stages)
	}
}

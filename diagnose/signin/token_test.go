package signin_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/signin"
)

// What the token says of itself decides, whatever the pages showed.
func TestTokens(t *testing.T) {
	const elsewhere = "99999999-2222-4333-8444-555555555509"
	for name, c := range map[string]struct {
		change   func(*entrasim.Tenant)
		address  string // typed by the user, where it is not the sign-in name
		cause    diagnose.CauseID
		state    diagnose.StageState
		finding  string
		hasToken bool
	}{
		"another tenant": {change: func(s *entrasim.Tenant) { s.HomeTenant = elsewhere }, cause: "account.wrong_tenant",
			state: diagnose.Blocked, finding: elsewhere},
		"too few permissions": {change: func(s *entrasim.Tenant) { s.Granted = entrasim.GrantedTooLittle },
			cause: "consent.scopes_missing", state: diagnose.Blocked, finding: "without EAS.AccessAsUser.All"},
		"another name in the same company": {address: "first.last@contoso.com", cause: diagnose.CauseUnknown,
			state: diagnose.Passed, finding: "sign-in name is user0@contoso.com", hasToken: true},
		"the same name in capitals": {address: "USER0@Contoso.com", cause: diagnose.CauseUnknown, state: diagnose.Passed,
			finding: "a token with EAS.AccessAsUser.All", hasToken: true},
	} {
		t.Run(name, func(t *testing.T) {
			tenant := healthyTenant()
			if c.change != nil {
				c.change(&tenant)
			}
			company, cfg := open(t, tenant, entrasim.Options{})
			if c.address != "" {
				cfg.Address = c.address
			}
			out := signin.Run(t.Context(), cfg, &walked{person: company.Person()}, nil, nil)
			if got := causeOf(out); got != c.cause {
				t.Errorf("the cause is %s, want %s: %+v", got, c.cause, out.Observations)
			}
			wantStage(t, out, diagnose.StageToken, c.state, c.finding)
			wantStage(t, out, diagnose.StageSignIn, diagnose.Passed, "a code came")
			if out.HasToken != c.hasToken || (out.Token.Reveal() != "") != c.hasToken {
				t.Errorf("HasToken is %t, want %t", out.HasToken, c.hasToken)
			}
		})
	}
}

// unknownFirst shows a name that is no account's before the person signs in with another.
type unknownFirst struct{ walked }

func (u *unknownFirst) Show(ctx context.Context, ask signin.Ask, on func(signin.Sight) bool) (signin.Ended, error) {
	page := signInPage("50034")
	page.Host, page.Ours = ask.Cloud.LoginHost, true
	on(page)
	return u.walked.Show(ctx, ask, on)
}

func TestAnotherNameAfterAnUnknownOneIsTheCause(t *testing.T) {
	company, cfg := open(t, healthyTenant(), entrasim.Options{})
	cfg.Address = "first.last@contoso.com"
	out := signin.Run(t.Context(), cfg, &unknownFirst{walked{person: company.Person()}}, nil, nil)
	if got := causeOf(out); got != "account.upn_differs" {
		t.Errorf("the cause is %s: %+v", got, out.Observations)
	}
	wantStage(t, out, diagnose.StageToken, diagnose.Warning, "user0@contoso.com")
	if !out.HasToken {
		t.Error("the token of the same company is not used")
	}
}

// What the token endpoint refuses is read whole, whatever shape its answer has, and takes back what the code seemed to
// prove.
func TestRefusalsOfTheTokenEndpoint(t *testing.T) {
	for code, cause := range map[int]diagnose.CauseID{
		65001: "consent.missing", 7000112: "app.disabled", 50105: "app.user_not_assigned", 53003: "policy.blocked",
		50076: "mfa.required", 70043: "session.frequency", 90033: "service.transient", 90055: "service.throttled",
		50196: "client.bad_request",
	} {
		for seed := range 6 {
			t.Run(fmt.Sprintf("%d shape %d", code, seed), func(t *testing.T) {
				company, cfg := open(t, healthyTenant(), entrasim.Options{Seed: seed})
				surface := &walked{person: company.Person(), arrived: func() {
					company.Change(func(s *entrasim.Tenant) { s.Trouble, s.Claims = code, true })
				}}
				out := signin.Run(t.Context(), cfg, surface, nil, nil)
				if got := causeOf(out); got != cause {
					t.Errorf("the cause is %s, want %s: %+v", got, cause, out.Observations)
				}
				wantStage(t, out, diagnose.StageToken, diagnose.Blocked, fmt.Sprintf("AADSTS%d", code))
				if len(out.Observations) != 1 || out.Observations[0].Stage != diagnose.StageToken {
					t.Fatalf("observed %+v", out.Observations)
				}
				said := out.Observations[0].Said
				if said.Primary != code || said.Error == "" || said.CorrelationID == "" || said.TraceID == "" ||
					said.Timestamp.IsZero() {
					t.Errorf("read %+v", said)
				}
				if out.HasToken || out.SignIns[0].CorrelationID == "" {
					t.Errorf("the outcome is %+v", out)
				}
			})
		}
	}
}

// A network that fails at the last step says nothing against the code that came.
func TestTheNetworkFailsAtTheLastStep(t *testing.T) {
	answer := func(status int, body string) (*http.Response, error) {
		return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
	}
	for name, c := range map[string]struct {
		fail    func() (*http.Response, error)
		cause   diagnose.CauseID
		state   diagnose.StageState
		finding string
	}{
		"no name": {func() (*http.Response, error) {
			return nil, &net.DNSError{Err: "no such host", Name: "login.example", IsNotFound: true}
		},
			"network.dns", diagnose.Failed, "no such host"},
		"refused": {func() (*http.Response, error) {
			return nil, &net.OpError{Op: "dial", Err: errors.New("connection refused")}
		},
			"network.unreachable", diagnose.Failed, "connection refused"},
		"a proxy with a password": {func() (*http.Response, error) { return nil, errors.New("Proxy Authentication Required") },
			"network.proxy", diagnose.Failed, "Proxy"},
		"nothing but 503": {func() (*http.Response, error) { return answer(503, "<h1>Service Unavailable</h1>") },
			"service.transient", diagnose.Blocked, "HTTP 503"},
		"nothing but 429": {func() (*http.Response, error) { return answer(429, "") }, "service.throttled",
			diagnose.Blocked, "HTTP 429"},
		"no JSON": {func() (*http.Response, error) { return answer(200, "<html>Welcome to the hotel") }, diagnose.CauseUnknown,
			diagnose.Failed, "could not be read"},
		"ten megabytes": {func() (*http.Response, error) { return answer(200, strings.Repeat(" ", 10<<20)) }, diagnose.CauseUnknown,
			diagnose.Failed, "longer than"},
	} {
		t.Run(name, func(t *testing.T) {
			company, cfg := open(t, healthyTenant(), entrasim.Options{})
			wire := tap(&cfg)
			surface := &walked{person: company.Person(), arrived: func() {
				wire.fail = func(*http.Request) (*http.Response, error) { return c.fail() }
			}}
			out := signin.Run(t.Context(), cfg, surface, nil, nil)
			if got := causeOf(out); got != c.cause {
				t.Errorf("the cause is %s, want %s: %+v", got, c.cause, out.Observations)
			}
			wantStage(t, out, diagnose.StageToken, c.state, c.finding)
			if slices.ContainsFunc(out.Observations, func(o diagnose.Observation) bool { return o.Cause == diagnose.CauseNone }) {
				t.Errorf("a code of nobody knows whom proves something: %+v", out.Observations)
			}
			about := out.Observations[len(out.Observations)-1].About
			if strings.HasPrefix(string(c.cause), "network.") && about != diagnose.AboutThisComputer {
				t.Errorf("it is about %s", about)
			}
		})
	}
}

func TestAForeignCertificateIsNamed(t *testing.T) {
	company, cfg := open(t, healthyTenant(), entrasim.Options{})
	surface := &walked{person: company.Person(), arrived: func() {
		company.Change(func(s *entrasim.Tenant) { s.Intercepted = "Fabrikam Web Gateway" })
		company.Client().CloseIdleConnections()
	}}
	out := signin.Run(t.Context(), cfg, surface, nil, nil)
	if got := causeOf(out); got != "network.tls_intercepted" {
		t.Errorf("the cause is %s: %+v", got, out)
	}
	wantStage(t, out, diagnose.StageToken, diagnose.Failed, "Fabrikam Web Gateway")
}

func TestRedeemingIsCancelledAtOnce(t *testing.T) {
	company, cfg := open(t, healthyTenant(), entrasim.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	wire := tap(&cfg)
	surface := &walked{person: company.Person(), arrived: func() {
		wire.fail = func(r *http.Request) (*http.Response, error) {
			cancel()
			<-r.Context().Done()
			return nil, r.Context().Err()
		}
	}}
	out := signin.Run(ctx, cfg, surface, nil, nil)
	wantStage(t, out, diagnose.StageToken, diagnose.NotChecked, "")
	if !out.Cancelled || out.HasToken || causeOf(out) != diagnose.CauseUnknown {
		t.Errorf("the outcome is %+v", out)
	}
}

// error_codes sometimes lists a second number, and not always behind the one that matters.
func TestTheNumberOfTheDescriptionIsTheCause(t *testing.T) {
	for _, codes := range []string{"[50105]", "[50105,50074]", "[50074,50105]"} {
		company, cfg := open(t, healthyTenant(), entrasim.Options{})
		wire := tap(&cfg)
		surface := &walked{person: company.Person(), arrived: func() {
			wire.fail = func(*http.Request) (*http.Response, error) {
				body := `{"error":"invalid_grant","error_description":"AADSTS50105: The signed in user is not assigned to a role for ` +
					`the application.","error_codes":` + codes + `}`
				return &http.Response{StatusCode: http.StatusBadRequest, Header: http.Header{},
					Body: io.NopCloser(strings.NewReader(body))}, nil
			}
		}}
		out := signin.Run(t.Context(), cfg, surface, nil, nil)
		if got := causeOf(out); got != "app.user_not_assigned" {
			t.Errorf("%s: the cause is %s: %+v", codes, got, out.Observations)
		}
	}
}

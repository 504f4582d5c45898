package signin_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/signin"
)

func TestAuthorizeAddressIsTheMailAppsOwn(t *testing.T) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	attempt, err := signin.NewAttempt(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(attempt.Address())
	if err != nil {
		t.Fatal(err)
	}
	if u.Scheme != "https" || u.Host != cfg.Cloud.LoginHost || u.Path != "/organizations/oauth2/v2.0/authorize" {
		t.Errorf("the address is %s://%s%s", u.Scheme, u.Host, u.Path)
	}
	query := u.Query()
	want := map[string]string{
		"client_id": cfg.App.ClientID, "redirect_uri": cfg.App.RedirectURI, "response_type": "code",
		"scope": cfg.Cloud.ExchangeResource + "/.default", "login_hint": cfg.Address, "prompt": "select_account",
		"code_challenge_method": "S256",
	}
	for key, value := range want {
		if got := query[key]; !slices.Equal(got, []string{value}) {
			t.Errorf("%s is %q, want %q", key, got, value)
		}
	}
	for _, key := range []string{"state", "code_challenge"} {
		raw, err := base64.RawURLEncoding.DecodeString(query.Get(key))
		if err != nil || len(raw) != 32 {
			t.Errorf("%s holds %d bytes (%v), want 32", key, len(raw), err)
		}
	}
	if len(query) != len(want)+2 {
		t.Errorf("the address has %d parameters, want %d: %v", len(query), len(want)+2, query)
	}
}

func TestEveryAttemptHasItsOwnSecrets(t *testing.T) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	seen := map[string]bool{}
	for range 3 {
		attempt, err := signin.NewAttempt(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		u, _ := url.Parse(attempt.Address())
		for _, key := range []string{"state", "code_challenge"} {
			if seen[u.Query().Get(key)] {
				t.Errorf("%s came twice", key)
			}
			seen[u.Query().Get(key)] = true
		}
	}
}

func TestNoAttemptForAnAppWithoutRedirect(t *testing.T) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	cfg.App = diagnose.MailAppOf("spark")
	_, err := signin.NewAttempt(t.Context(), cfg)
	if !errors.Is(err, signin.ErrNoRedirect) || !strings.Contains(err.Error(), "Spark") {
		t.Errorf("the error is %v", err)
	}
	surface := &scripted{}
	out := signin.Run(t.Context(), cfg, surface, nil, nil)
	wantStage(t, out, diagnose.StageSignIn, diagnose.NotChecked, "Spark")
	if len(out.SignIns) != 0 || len(out.Observations) != 0 {
		t.Errorf("what was never begun left %v and %v", out.SignIns, out.Observations)
	}
}

// A service whose configuration names other hosts, or that sends clients elsewhere, gets nothing: neither a person nor a
// code is sent there.
func TestHostsOfOthersGetNothing(t *testing.T) {
	foreign := false
	elsewhere := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { foreign = true }))
	defer elsewhere.Close()
	for name, serve := range map[string]func(own string) http.HandlerFunc{
		"a page elsewhere": func(own string) http.HandlerFunc {
			return configuration(own, elsewhere.URL+"/organizations/oauth2/v2.0/authorize", own+"/token")
		},
		"a page without TLS": func(own string) http.HandlerFunc {
			return configuration(own, strings.Replace(own, "https:", "http:", 1)+"/authorize", own+"/token")
		},
		"a redirect": func(string) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, elsewhere.URL+r.URL.Path, http.StatusTemporaryRedirect)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := serveLogin(t, serve)
			if attempt, err := signin.NewAttempt(t.Context(), cfg); err == nil {
				t.Errorf("there is an attempt at %s", attempt.Address())
			}
			if foreign {
				t.Error("the other host was asked")
			}
		})
	}
	t.Run("a token endpoint elsewhere", func(t *testing.T) {
		cfg := serveLogin(t, func(own string) http.HandlerFunc {
			return configuration(own, own+"/organizations/oauth2/v2.0/authorize", elsewhere.URL+"/token")
		})
		attempt, err := signin.NewAttempt(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		if _, failure := attempt.Redeem(t.Context(), "0.A"+strings.Repeat("x", 80)); failure == nil || foreign {
			t.Errorf("the failure is %v; the other host was asked: %t", failure, foreign)
		}
	})
}

// configuration answers everything with an openid-configuration.
func configuration(own, authorize, token string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"issuer":"%s/v2.0","authorization_endpoint":"%s","token_endpoint":"%s"}`, own, authorize, token)
	}
}

// serveLogin starts a login host that a test made up.
func serveLogin(t *testing.T, handler func(own string) http.HandlerFunc) signin.Config {
	t.Helper()
	var serve http.HandlerFunc
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serve(w, r) }))
	t.Cleanup(server.Close)
	serve = handler(server.URL)
	host := strings.TrimPrefix(server.URL, "https://")
	return signin.Config{App: diagnose.MailAppOf("apple"), Address: "user0@contoso.com", TenantID: tenantID,
		HTTP: server.Client(), Cloud: diagnose.Cloud{ID: "simulated", Simulated: true, LoginHost: host, LoginHosts: []string{host},
			ExchangeResource: "https://" + host, ExchangeHosts: []string{host}}}
}

func TestAnAttemptRedeemsOneCodeOnce(t *testing.T) {
	company, cfg := open(t, healthyTenant(), entrasim.Options{})
	attempt, code := codeFor(t, company, cfg)
	token, failure := attempt.Redeem(t.Context(), code)
	if failure != nil {
		t.Fatal(failure.Finding)
	}
	if !token.HasMail() || token.TenantID() != tenantID || token.Account() != cfg.Address || token.Reveal() == "" {
		t.Errorf("the token is of %s in %s with %q", token.Account(), token.TenantID(), token.Scopes())
	}
	if _, failure = attempt.Redeem(t.Context(), code); failure == nil || failure.Refused {
		t.Errorf("the second time: %+v", failure)
	}
}

// codeFor has the person sign in at an attempt's address and returns the code.
func codeFor(t *testing.T, company *entrasim.Company, cfg signin.Config) (*signin.Attempt, string) {
	t.Helper()
	attempt, err := signin.NewAttempt(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return attempt, codeAt(t, company, cfg, attempt.Address())
}

func codeAt(t *testing.T, company *entrasim.Company, cfg signin.Config, address string) string {
	t.Helper()
	to, err := company.Person().Walk(t.Context(), address, cfg.App.RedirectURI, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, query, _ := strings.Cut(to, "?")
	carried, err := url.ParseQuery(query)
	if err != nil || carried.Get("code") == "" {
		t.Fatalf("no code came (%v)", err)
	}
	return carried.Get("code")
}

// What the own browser is led to can be redeemed by nobody: not by somebody who has the code alone, and not by an
// attempt of ours.
func TestACodeOfTheOwnBrowserIsWorthNothing(t *testing.T) {
	company, cfg := open(t, healthyTenant(), entrasim.Options{})
	link, err := signin.OwnBrowserLink(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	another, err := signin.NewAttempt(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	_, failure := another.Redeem(t.Context(), codeAt(t, company, cfg, link))
	if failure == nil || failure.Observation.Said.Primary != 501481 {
		t.Errorf("another attempt: %+v", failure)
	}
	form := url.Values{"grant_type": {"authorization_code"}, "code": {codeAt(t, company, cfg, link)},
		"client_id": {cfg.App.ClientID}, "redirect_uri": {cfg.App.RedirectURI}, "scope": {"openid"}}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost,
		"https://"+cfg.Cloud.LoginHost+"/organizations/oauth2/v2.0/token", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := company.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusBadRequest {
		t.Errorf("the code alone is answered with %s", response.Status)
	}
}

func TestBeginningIsCancelledAtOnce(t *testing.T) {
	reached := make(chan struct{})
	release := make(chan struct{})
	defer close(release)
	cfg := serveLogin(t, func(string) http.HandlerFunc {
		return func(_ http.ResponseWriter, r *http.Request) {
			close(reached)
			select {
			case <-r.Context().Done():
			case <-release:
			}
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan signin.Outcome)
	go func() { done <- signin.Run(ctx, cfg, &scripted{}, nil, nil) }()
	<-reached
	cancel()
	out := <-done
	if !out.Cancelled || len(out.SignIns) != 0 || len(out.Observations) != 0 {
		t.Errorf("the outcome is %+v", out)
	}
	wantStage(t, out, diagnose.StageSignIn, diagnose.NotChecked, "cancelled")
}

package signin_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"synchelper/diagnose/entra"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/signin"
)

// printed is everything that Go can make of a value, by verb, as JSON and in a log, alone and inside others.
func printed(values ...any) string {
	var out bytes.Buffer
	for _, value := range values {
		for _, v := range []any{value, &value, []any{value}, map[string]any{"v": value}, struct{ V any }{value},
			struct{ v any }{value}} {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%T"} {
				_, _ = fmt.Fprintf(&out, verb+"\n", v)
			}
			encoded, err := json.Marshal(v)
			out.Write(encoded)
			_, _ = fmt.Fprintln(&out, err)
			for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
				slog.New(handler).Info("seen", "value", v)
			}
		}
	}
	return out.String()
}

// forms are the ways in which a secret can stand in a text.
func forms(secret string) []string {
	return []string{secret, url.QueryEscape(secret), fmt.Sprintf("%x", secret), fmt.Sprintf("%X", secret), secret[:len(secret)/2]}
}

func wantNone(t *testing.T, text string, secrets map[string]string) {
	t.Helper()
	for kind, secret := range secrets {
		if len(secret) < 16 {
			t.Errorf("the test has no %s to look for", kind)
			continue
		}
		for _, form := range forms(secret) {
			if i := strings.Index(text, form); i >= 0 {
				t.Errorf("the %s came out: …%s…", kind, text[max(0, i-80):i])
			}
		}
	}
}

// secretsOf are those of a run: what was sent, what came, what stood in addresses.
func secretsOf(t *testing.T, surface *walked, wire *wiretap) map[string]string {
	t.Helper()
	u, err := url.Parse(surface.address)
	if err != nil {
		t.Fatal(err)
	}
	secrets := map[string]string{"state": u.Query().Get("state"), "code": surface.redirect.Get("code")}
	if sent := wire.posts("/token"); len(sent) > 0 {
		secrets["verifier"] = sent[0].Get("code_verifier")
	}
	return secrets
}

func TestNoSecretComesOutOfARunThatPassed(t *testing.T) {
	company, cfg := open(t, healthyTenant(), entrasim.Options{})
	wire := tap(&cfg)
	surface := &walked{person: company.Person()}
	out := signin.Run(t.Context(), cfg, surface, nil, surface.tell)
	secrets := secretsOf(t, surface, wire)
	secrets["token"] = out.Token.Reveal()
	all := printed(out, out.Token, &out.Token, struct{ t signin.Token }{out.Token}, cfg, surface.standings)
	wantNone(t, all, secrets)
	if strings.Contains(all, company.Password()) {
		t.Error("the password came out")
	}
	if !strings.Contains(all, "[token]") || fmt.Sprint(out.Token) != "[token]" {
		t.Error("a token does not print as one")
	}
}

func TestNoSecretComesOutOfAnAttempt(t *testing.T) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	attempt, err := signin.NewAttempt(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse(attempt.Address())
	all := printed(attempt, struct{ a *signin.Attempt }{attempt}, fmt.Errorf("of %v: %w", attempt, errors.ErrUnsupported))
	wantNone(t, all, map[string]string{"state": u.Query().Get("state"), "challenge": u.Query().Get("code_challenge")})
}

// A server that repeats what it was sent, in a field that nobody expects, tells nobody else.
func TestNoSecretComesOutOfAServerThatRepeatsThem(t *testing.T) {
	for name, body := range map[string]string{
		"JSON": `{"error":"invalid_grant","error_description":"AADSTS70000: The code %[1]s with verifier %[2]s is expired.` +
			` Trace ID: x","error_codes":[70000],"x":"%[3]s","access_token":"%[1]s"}`,
		"a page": `<html>Oops: %[1]s, %[2]s, and %[3]s</html>`,
	} {
		t.Run(name, func(t *testing.T) {
			company, cfg := open(t, healthyTenant(), entrasim.Options{})
			wire := tap(&cfg)
			surface := &walked{person: company.Person()}
			surface.arrived = func() {
				wire.fail = func(*http.Request) (*http.Response, error) {
					form := wire.posts("/token")[0]
					text := fmt.Sprintf(body, form.Get("code"), form.Get("code_verifier"), surface.redirect.Get("state"))
					return &http.Response{StatusCode: http.StatusBadRequest, Header: http.Header{},
						Body: io.NopCloser(strings.NewReader(text))}, nil
				}
			}
			out := signin.Run(t.Context(), cfg, surface, nil, nil)
			if len(out.Observations) != 1 || out.Observations[0].Text == "" {
				t.Errorf("nothing is kept of the answer: %+v", out)
			}
			wantNone(t, printed(out), secretsOf(t, surface, wire))
		})
	}
}

// repeating is a page that shows the address it was opened by, and a redirect whose error repeats it.
type repeating struct{ address string }

func (r *repeating) Show(_ context.Context, ask signin.Ask, on func(signin.Sight) bool) (signin.Ended, error) {
	r.address = ask.Address
	u, err := url.Parse(ask.Address)
	if err != nil {
		return signin.Ended{}, err
	}
	page := entra.SignInPage{ID: "New", Visible: "AADSTS50126: wrong. " + ask.Address}
	on(signin.Sight{Host: ask.Cloud.LoginHost, Ours: true, Page: page})
	return signin.Ended{Redirect: url.Values{"state": {u.Query().Get("state")}, "error": {"server_error"},
		"error_description": {"AADSTS90033: see " + ask.Address + " state " + u.Query().Get("state")}}}, nil
}

func TestNoSecretComesOutOfPagesThatRepeatThem(t *testing.T) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	surface := &repeating{}
	out := signin.Run(t.Context(), cfg, surface, nil, nil)
	u, _ := url.Parse(surface.address)
	wantNone(t, printed(out), map[string]string{"state": u.Query().Get("state")})
	if causeOf(out) != "service.transient" {
		t.Errorf("the outcome is %+v", out)
	}
}

func TestNoSecretComesOutOfADeviceCode(t *testing.T) {
	company, cfg := open(t, healthyTenant(), entrasim.Options{})
	wire := tap(&cfg)
	out := signin.RunDeviceCode(t.Context(), cfg, func(p signin.DevicePrompt) {
		if err := company.Person().ApproveDevice(t.Context(), p.UserCode); err != nil {
			t.Error(err)
		}
	})
	secrets := map[string]string{"token": out.Token.Reveal(), "device code": wire.posts("/token")[0].Get("device_code")}
	wantNone(t, printed(out, cfg), secrets)
	if strings.Contains(wire.came.String(), "refresh_token") {
		t.Error("a refresh token came")
	}
}

// Whoever looks for a mistake may print what a surface was asked and how it ended.
func TestNoSecretComesOutOfAnEnd(t *testing.T) {
	secret := url.Values{"code": {"the-code"}, "state": {"the-state"}}
	ended := signin.Ended{Redirect: secret}
	ask := signin.Ask{Address: "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?state=the-state"}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		printed := fmt.Sprintf(verb, ended) + fmt.Sprintf(verb, []signin.Ended{ended}) + fmt.Sprintf(verb, ask)
		if strings.Contains(printed, "the-") || !strings.Contains(printed, "redirect: true") {
			t.Errorf("%s prints %s", verb, printed)
		}
	}
}

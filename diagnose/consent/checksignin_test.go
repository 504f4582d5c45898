package consent

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"synchelper/diagnose"
)

func TestOnlyASignInThatNobodyCanRedeemIsHandedOut(t *testing.T) {
	cloud, app := diagnose.Clouds()[0], diagnose.MailApps()[0]
	good := func() url.Values {
		return url.Values{"client_id": {app.ClientID}, "redirect_uri": {app.RedirectURI}, "response_type": {"code"},
			"scope": {cloud.ExchangeResource + "/.default"}, "login_hint": {"user1@contoso.com"}, "state": {"s"},
			"code_challenge": {"c"}, "code_challenge_method": {"S256"}, "prompt": {"select_account"}}
	}
	address := func(values url.Values) string {
		return "https://" + cloud.LoginHost + "/organizations/oauth2/v2.0/authorize?" + values.Encode()
	}
	if err := CheckSignIn(address(good()), cloud); err != nil {
		t.Fatalf("as it should be: %v", err)
	}
	for name, change := range map[string]func(url.Values){
		"no challenge":        func(v url.Values) { v.Del("code_challenge") },
		"a plain challenge":   func(v url.Values) { v.Set("code_challenge_method", "plain") },
		"no state":            func(v url.Values) { v.Del("state") },
		"another app":         func(v url.Values) { v.Set("client_id", "00000000-0000-4000-8000-000000000001") },
		"an app without one":  func(v url.Values) { v.Set("client_id", diagnose.MailApps()[1].ClientID) },
		"another redirect":    func(v url.Values) { v.Set("redirect_uri", "https://fabrikam.com/") },
		"more scopes":         func(v url.Values) { v.Set("scope", v.Get("scope")+" offline_access") },
		"another resource":    func(v url.Values) { v.Set("scope", "https://graph.microsoft.com/.default") },
		"consent is asked":    func(v url.Values) { v.Set("prompt", "admin_consent") },
		"two client ids":      func(v url.Values) { v.Add("client_id", app.ClientID) },
		"something else more": func(v url.Values) { v.Set("domain_hint", "fabrikam.com") },
		"a token at once":     func(v url.Values) { v.Set("response_type", "token") },
	} {
		values := good()
		change(values)
		var rule *RuleError
		if err := CheckSignIn(address(values), cloud); !errors.As(err, &rule) {
			t.Errorf("%s: %v, want a broken rule", name, err)
		}
	}
	for name, raw := range map[string]string{
		"another host":  strings.Replace(address(good()), cloud.LoginHost, "login.fabrikam.com", 1),
		"another cloud": strings.Replace(address(good()), cloud.LoginHost, diagnose.Clouds()[1].LoginHost, 1),
		"http":          strings.Replace(address(good()), "https", "http", 1),
		"userinfo":      strings.Replace(address(good()), "https://", "https://login.microsoftonline.com@", 1),
		"another path":  strings.Replace(address(good()), "authorize", "token", 1),
		"consumers":     strings.Replace(address(good()), "organizations", "consumers", 1),
		"a fragment":    address(good()) + "#x",
		"too long":      address(good()) + "&login_hint=" + strings.Repeat("a", 5000),
		"a bidi mark":   address(good()) + "\u202e",
	} {
		if CheckSignIn(raw, cloud) == nil {
			t.Errorf("%s: %s was accepted", name, raw[:60])
		}
	}
}

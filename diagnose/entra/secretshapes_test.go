package entra

import (
	"encoding/base64"
	"strings"
	"testing"
)

func canaryAppSecret() string { return "abc8" + "Q~" + strings.Repeat("aB3d.", 6) + "xY~9" }
func canaryBasic() string {
	return base64.StdEncoding.EncodeToString([]byte("adele:" + canaryMixed()))
}

func TestSecretsThatNoSeparatorAnnouncesAreCut(t *testing.T) {
	for _, c := range []struct {
		name, text, kind string
		canary           func() string
	}{
		{"client secret", "the secret %s has expired", kindSecret, canaryAppSecret},
		{"basic without a header", "sent Basic %s to it", kindToken, canaryBasic},
		{"cookie in a table", "ESTSAUTHPERSISTENT %s .login.microsoftonline.com", kindCookie, canaryLong},
		{"cookie with a random name", "esctx-AbC1=%s; domain=contoso.com", kindCookie, canaryWord},
		{"cookie of SharePoint", "FedAuth=%s", kindCookie, canaryWord},
		{"secure string", `ConvertTo-SecureString "%s" -AsPlainText -Force`, kindPassword, canaryWord},
		{"secure string behind its flags", `ConvertTo-SecureString -AsPlainText -Force %s`, kindPassword, canaryWord},
		{"password of curl", "curl -u adele:%s https://contoso.com", kindPassword, canaryWord},
		{"password of curl in quotes", `curl --user "adele:%s" https://contoso.com`, kindPassword, canaryWord},
		{"any token", "__RequestVerificationToken=%s&x=1", kindToken, canaryLong},
		{"session key", `"session_key":"%s"`, kindToken, canaryLong},
		{"signature of an address", "https://contoso.com/x?sv=1&sig=%s&se=2026", kindKey, canaryLong},
		{"key in two words", "Recovery key: %s", kindKey, canaryWord},
		{"key with a word in brackets", "Password (again): %s", kindPassword, canaryWord},
		{"page's settings", `$Config={"sFT":"%s","sCtx":"1","canary":"2"}`, kindSession, canaryLong},
	} {
		checkCut(t, c.name, c.text, c.kind, c.canary())
	}
}

func TestWordsThatOnlyLookLikeAnnouncementsStay(t *testing.T) {
	for _, text := range []string{
		"basic authentication is disabled", `WWW-Authenticate: Basic realm="contoso1"`, `Bearer error="invalid_token1"`,
		"curl -u adele https://contoso.com", "curl -u adele:$PASSWORD https://contoso.com", "ConvertTo-SecureString $secret -AsPlainText",
		"ConvertTo-SecureString -AsPlainText -Force", "correlationToken: 11111111-2222-4333-8444-555555555501", "docker run -u 1000:1000",
		"Session ID: 11111111-2222-4333-8444-555555555501", "ESTSAUTH is missing",
	} {
		if clean, kinds := Scrub(text); clean != text {
			t.Errorf("cut %v: %q became %q", kinds, text, clean)
		}
	}
}

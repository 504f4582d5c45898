package entra

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// breaks are what mail programs and terminals put into a line that is too long for them.
var breaks = []string{"\n", "\r\n", "\n> ", "\n>> ", "\n    ", "=\n", "=\r\n"}

// brokenTexts are broken at every place of what stands before the secret %s.
var brokenTexts = []struct {
	text   string
	canary func() string
}{
	{"?code=%s&state=1", canaryWord}, {"https://localhost/?code=%s&state=1", canaryCode},
	{"#id_token=%s&x=1", canaryLong}, {"&refresh_token=%s&scope=openid", canaryWord},
	{"refresh_token=%s", canaryWord}, {`"access_token":"%s","expires_in":1`, canaryWord}, {`"clientSecret": "%s"`, canaryWord},
	{"client_assertion=%s&x=1", canaryLong}, {"SAMLResponse=%s&RelayState=1", canaryLong}, {"passwd=%s&login=1", canaryWord},
	{"ESTSAUTHPERSISTENT=%s; path=/", canaryWord}, {"x-ms-RefreshTokenCredential: %s", canaryLong},
	{`"flowToken":"%s","x":1`, canaryLong}, {"device_code=%s", canaryLong}, {"password: %s", canaryWord},
}

func TestKeysBrokenAnywhereStillAnnounceTheirSecrets(t *testing.T) {
	for _, c := range brokenTexts {
		for _, br := range breaks {
			text, head := c.text, strings.Index(c.text, "%s")
			for at := 1; at <= head; at++ {
				before, behind := text[:at], text[at:]
				if strings.HasPrefix(br, "=") { // quoted-printable writes the sign itself otherwise
					before, behind = strings.ReplaceAll(before, "=", "=3D"), strings.ReplaceAll(behind, "=", "=3D")
				}
				if strings.Contains(br, "    ") && strings.HasSuffix(before, ":") && !strings.HasPrefix(behind, `"`) {
					continue // an indented line below a colon is a text
				}
				secret := c.canary()
				broken := fill(before+br+behind, secret)
				if clean, _ := Scrub(broken); leaks(clean, secret) {
					t.Errorf("%q left %q", broken, clean)
				}
			}
		}
	}
}

func TestValuesBrokenOverLinesAreCutToTheirEnd(t *testing.T) {
	a, b, c := "Hq4t"+"R9wXz1", strings.Repeat("aB3dE5gH7jK9", 6), "Zt8m"+"Kq2"
	for _, text := range []string{
		`{"access_token":"` + a + "\n" + c + `","x":1}`, `{"access_token":"` + a + "\n> " + b + "\n> " + b + "\n> " + c + `","x":1}`,
		"access_token: " + a + "\n" + b + "\n" + c + "\nthe end", "id_token_hint=" + b + "\n" + c + "&state=1",
		"https://localhost/?code=" + b + "\n" + c + " and then", "Authorization: Bearer\n" + b, "Authorization:\nBearer " + b + "\n" + c,
		"Authorization: Bearer " + b + "\n" + c + `" https://contoso.com`, "?code=\n" + a + c + "&state=1", "Pwd=" + a + "\n" + c + ";Encrypt=yes",
		"the window shows 0" + ".AXoA" + a + "\n" + b + " and closes", "blob " + b + "\n" + strings.Repeat(b, 6) + " end",
		"az login --client-secret\n" + a + c + " --tenant x", "password=\n" + a + c, "password=\r\n" + a + c,
		"ESTSAUTH=" + b + "\n" + c + "; path=/",
	} {
		clean, kinds := Scrub(text)
		if strings.Contains(clean, a) || strings.Contains(clean, b[:12]) || strings.Contains(clean, c) || len(kinds) == 0 {
			t.Errorf("%q left %q", text, clean)
		}
	}
}

func TestLinesThatOnlyFollowASecretStay(t *testing.T) {
	long := strings.Repeat("aB3dE5gH7jK9", 6)
	const id = "11111111-2222-4333-8444-555555555501"
	for _, rest := range []string{
		"\nTraceId=" + id, "\ncorrelationId=" + id + "&x=1", "\n" + id, "\nAADSTS50126: wrong", "\nTimestamp: 2026-03-02 10:11:12Z",
		"\nerror=access_denied&state=1", "\nRequest Id: " + id,
	} {
		for _, before := range []string{"access_token=" + long, "password=hunter" + "22", "https://localhost/?code=" + long} {
			clean, kinds := Scrub(before + rest)
			if !strings.HasSuffix(clean, rest) || len(kinds) == 0 {
				t.Errorf("%q left %q", before+rest, clean)
			}
		}
	}
}

// The ends of two lines may look like a key that was broken.
func TestErrorsBehindKeysThatOnlySeemBrokenStay(t *testing.T) {
	for _, text := range []string{
		"the error\ncode: 50126", "sign in with your pass\nCode: 50126", "Your pass\ncode: 530003", "the user\ncode: AADSTS50105",
		"use your id\ntoken: none", "a new user\ncode: AccessDenied", "Authorization: Bearer\nHost: contoso.com",
		"code=\nAADSTS50126", "id token\nTimestamp: 2026-03-02", "Reset your user\npassword: https://aka.ms/sspr1",
	} {
		if clean, kinds := Scrub(text); clean != text {
			t.Errorf("cut %v: %q became %q", kinds, text, clean)
		}
	}
}

func TestAddressWithABrokenKeyIsRefusedToo(t *testing.T) {
	for _, text := range []string{"https://localhost/?co\nde=%s&state=1", "> https://localhost/?\n> code=%s&state=1", "https://localhost/?cod=\ne=3D%s"} {
		reading, err := ReadString(fill(text, canaryCode()))
		if !errors.Is(err, ErrSecretOnly) || !slices.Contains(reading.Secrets, kindCode) {
			t.Errorf("%q gave %+v, %v", text, reading, err)
		}
	}
}

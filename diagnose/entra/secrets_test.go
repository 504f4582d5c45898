package entra

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// The canaries are built when the test runs: nothing in this file looks like a secret to a scanner.
func canaryWord() string { return "Qx7" + strings.Repeat("kZ3w", 3) + "9Vm" }
func canaryLong() string { return strings.Repeat("Hq4_"+"tR9-", 12) + "zX8" }
func canaryJWT() string {
	part := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	return part(`{"typ":"JWT","alg":"none"}`) + "." + part(`{"aud":"x","upn":"adele@contoso.com"}`) + "." + canaryLong()
}
func canaryCode() string     { return "0" + ".AXoA" + canaryLong() }
func canaryPersonal() string { return "M" + ".C521_BAY.2.U." + canaryLong() }

// encodings are the layers in which people meet what they paste.
func encodings() map[string]func(string) string {
	escaped := func(layers int) func(string) string {
		return func(s string) string {
			for range layers {
				b, _ := json.Marshal(s)
				s = string(b)[1 : len(b)-1]
			}
			return `{"message":"` + s + `"}`
		}
	}
	return map[string]func(string) string{
		"plain":         func(s string) string { return s },
		"JSON once":     escaped(1),
		"JSON twice":    escaped(2),
		"JSON four":     escaped(4),
		"percent":       func(s string) string { return "https://contoso.com/?error_description=" + url.QueryEscape(s) },
		"percent twice": func(s string) string { return "x://y#m=" + url.PathEscape(url.PathEscape(s)) },
		"HTML":          func(s string) string { return "<div class=\"m\"><p>" + html.EscapeString(s) + "</p></div>" },
		"HTML twice":    func(s string) string { return html.EscapeString(html.EscapeString(s)) },
		"quoted mail":   func(s string) string { return "> " + strings.ReplaceAll(s, "\n", "\n> ") },
		"CSV":           func(s string) string { return `1,"` + strings.ReplaceAll(s, `"`, `""`) + `",2` },
		"CRLF":          func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"log line":      func(s string) string { return "2026-03-02 10:11:12 ERROR x - " + s + " - done" },
	}
}

// secretTexts are the ways in which a secret stands in what people paste; %s is the secret.
var secretTexts = []struct {
	name, text, kind string
	canary           func() string
}{
	{"code in a redirect address", "https://localhost:1234/?code=%s&state=5&session_state=7", kindCode, canaryCode},
	{"code with an error beside it", "AADSTS50105: x https://a.contoso.com/cb?state=1&code=%s", kindCode, canaryCode},
	{"code of a custom scheme", "com.apple.Preferences://oauth-redirect?code=%s&state=1", kindCode, canaryCode},
	{"code in a fragment", "msauth.com.contoso.app://auth/#state=2&code=%s", kindCode, canaryCode},
	{"personal code", "https://localhost/?code=%s", kindCode, canaryPersonal},
	{"short code of another server", "https://localhost/callback?code=%s&state=1", kindCode, canaryWord},
	{"code in a form", "grant_type=authorization_code&code=%s&redirect_uri=x", kindCode, canaryCode},
	{"code in JSON", `{"code":"%s","state":"1"}`, kindCode, canaryCode},
	{"code in a PHP dump", "Array\n(\n    [code] => %s\n    [state] => 1\n)", kindCode, canaryCode},
	{"code in Python", "{'code': '%s', 'state': 'x'}", kindCode, canaryCode},
	{"code without a key", "the window shows %s and closes", kindToken, canaryCode},
	{"access token", `{"token_type":"Bearer","access_token":"%s","expires_in":3599}`, kindToken, canaryJWT},
	{"opaque access token", `{"access_token":"%s"}`, kindToken, canaryLong},
	{"refresh token", `"refresh_token" : "%s",`, kindToken, canaryCode},
	{"refresh token in Python", "{'refresh_token': '%s'}", kindToken, canaryPersonal},
	{"refresh token in a form", "grant_type=refresh_token&refresh_token=%s&scope=openid", kindToken, canaryCode},
	{"id token in a fragment", "https://localhost/#id_token=%s&state=1", kindToken, canaryJWT},
	{"token without a key", "decoded %s at jwt.ms", kindToken, canaryJWT},
	{"authorization header", "Authorization: Bearer %s\nAccept: */*", kindToken, canaryJWT},
	{"opaque bearer", "> Authorization: Bearer %s", kindToken, canaryLong},
	{"bearer of curl", `curl -H "Authorization: Bearer %s" https://graph.microsoft.com/v1.0/me`, kindToken, canaryLong},
	{"bearer in a dictionary", "headers={'Authorization': 'Bearer %s'}", kindToken, canaryLong},
	{"basic", "Authorization: Basic %s", kindToken, canaryWord},
	{"client secret in a form", "client_id=1&client_secret=%s&grant_type=client_credentials", kindSecret, canaryWord},
	{"client secret in JSON", `"clientSecret": "%s"`, kindSecret, canaryWord},
	{"client secret in the environment", "AZURE_CLIENT_SECRET=%s", kindSecret, canaryWord},
	{"client secret flag", "az login --service-principal --client-secret %s --tenant x", kindSecret, canaryWord},
	{"client assertion", "client_assertion=%s&x=1", kindToken, canaryJWT},
	{"password in a form", "username=adele%%40contoso.com&password=%s&grant_type=password", kindPassword, canaryWord},
	{"password of the login form", "login=adele&passwd=%s&ctx=1", kindPassword, canaryWord},
	{"password in JSON", `{"username":"adele","password":"%s"}`, kindPassword, canaryWord},
	{"password in a mail", "User: adele\nPassword: %s\nThanks", kindPassword, canaryWord},
	{"German password", "Kennwort: %s", kindPassword, canaryWord},
	{"password in a connection string", "Server=x;User Id=adele;Pwd=%s;Encrypt=yes", kindPassword, canaryWord},
	{"password in SOAP", `<o:UsernameToken><o:Password Type="t">%s</o:Password></o:UsernameToken>`, kindPassword, canaryWord},
	{"password flag", "connect -u adele --password %s -v", kindPassword, canaryWord},
	{"password of az login", "az login -u adele@contoso.com -p %s", kindPassword, canaryWord},
	{"password in an address", "https://adele:%s@contoso.com/path", kindPassword, canaryWord},
	{"cookie of the sign-in", "ESTSAUTHPERSISTENT=%s; path=/", kindCookie, canaryCode},
	{"cookie header", "Cookie: buid=1; ESTSAUTH=%s; x=2\nHost: login.microsoftonline.com", kindCookie, canaryLong},
	{"set-cookie header", "Set-Cookie: fpc=%s; expires=Wed, 01-Apr-2026; secure", kindCookie, canaryLong},
	{"device code", `{"user_code":"x","device_code":"%s","interval":5}`, kindDevice, canaryLong},
	{"device code in a form", "grant_type=device_code&device_code=%s", kindDevice, canaryLong},
	{"flow token", `"flowToken":"%s","canary":"x"`, kindSession, canaryLong},
	{"code verifier", "code_verifier=%s&code=x", kindToken, canaryLong},
	{"SAML response", "SAMLResponse=%s&RelayState=1", kindToken, func() string { return strings.Repeat(canaryLong(), 8) }},
	{"base64 of anything", "blob %s end", kindToken, func() string { return strings.Repeat("Ab3/", 120) }},
	{"private key", "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----", kindKey, canaryLong},
}

// fill puts the secret into a text. Texts may hold percent signs, so this is not fmt.Sprintf.
func fill(text, secret string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "%s", secret), "%%", "%")
}

// leaks says whether a recognisable part of the secret is left.
func leaks(text, secret string) bool {
	const part = 8
	for i := 0; i+part <= len(secret); i += part / 2 {
		if strings.Contains(text, secret[i:i+part]) {
			return true
		}
	}
	return strings.Contains(text, secret[len(secret)-part:])
}

func TestSecretsAreCutOutInEveryEncoding(t *testing.T) {
	for _, c := range secretTexts {
		for name, encode := range encodings() {
			secret := c.canary()
			text := encode(fill(c.text, secret))
			clean, kinds := Scrub(text)
			if leaks(clean, secret) {
				t.Errorf("%s, %s: left %q", c.name, name, clean)
			}
			if name == "plain" && !slices.Contains(kinds, c.kind) {
				t.Errorf("%s: cut %v, not %s, out of %q: %q", c.name, kinds, c.kind, text, clean)
			}
			if again, more := Scrub(clean); again != clean {
				t.Errorf("%s, %s: again cut %v out of %q", c.name, name, more, clean)
			}
		}
	}
}

func TestReadKeepsNoSecretAnywhere(t *testing.T) {
	for _, c := range secretTexts {
		secret := c.canary()
		reading, err := ReadString("AADSTS50126: wrong. " + fill(c.text, secret))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		said := reading.Said
		everything := strings.Join([]string{reading.Text, said.Sentence, said.Claims, said.Error, said.AppName, said.User,
			said.Resource, said.Tenant, said.Subcode, said.Suberror}, "\n")
		if leaks(everything, secret) {
			t.Errorf("%s: kept %q", c.name, everything)
		}
		if said.Primary != 50126 && len(said.Codes) == 1 {
			t.Errorf("%s: lost the error: %+v", c.name, said)
		}
	}
}

func TestWhatIsNoSecretStays(t *testing.T) {
	for _, text := range []string{
		"https://login.microsoftonline.com/error?code=50126",
		`{"odata.error":{"code":"10013","message":{"value":"AADSTS70043: x"}}}`,
		`"error_codes":[50126],"error_uri":"https://login.microsoftonline.com/error?code=50126"`,
		"code=AADSTS50105 and errorCode=AADSTS65001", `{"error":{"code":"Authorization_RequestDenied"}}`,
		`{"code":"generalException","message":"x"}`, "code: InvalidAuthenticationToken", "response_type=code&scope=openid",
		"grant_type=refresh_token&scope=x", "code=400, response={}", "error code: 0x80048821",
		"Error validating credentials due to invalid username or password.", "The password: it has expired.",
		"Password: Your password has expired.", "The request body must contain: 'client_assertion' or 'client_secret'.",
		"token_type: Bearer", `"token": "expired"`, "Authorization: failed", "WWW-Authenticate: Bearer realm=\"\", " +
			"authorization_uri=\"https://login.windows.net/common/oauth2/authorize\"", "the cookie: AADSTS50168",
		"password=", `"password":""`, `"password":null`, "client_secret=<your secret>", "password: ********",
		"access_token=...", "pwd=$password", "login(username=USERNAME, password=PASSWORD).GetCookies()",
		"11111111-2222-4333-8444-555555555501", "org.springframework.security.oauth2.client.OAuth2AuthorizationContext",
		"code=<OMITTED>AA&session_state=<OMITTED>", "https://contoso.com:8443/path@x", "id_token is missing",
		`"claims":"{\"access_token\":{\"capolids\":{\"essential\":true}}}"`, "enter the code to authenticate",
		"https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=11111111-2222-4333-8444-555555555501",
	} {
		if clean, kinds := Scrub(text); clean != text {
			t.Errorf("cut %v: %q became %q", kinds, text, clean)
		}
	}
}

func TestPlaceholderStandsWhereTheSecretStood(t *testing.T) {
	secret := canaryWord()
	clean, kinds := Scrub("a password=" + secret + "&b=1, then token eyJ" + canaryLong() + " end")
	if want := "a password=" + Removed + "&b=1, then token " + Removed + " end"; clean != want {
		t.Errorf("got %q, want %q", clean, want)
	}
	if want := []string{kindPassword, kindToken}; !slices.Equal(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
}

func TestKindsAreNamedOnceAndInOrder(t *testing.T) {
	_, kinds := Scrub("pwd=" + canaryWord() + " code_verifier=" + canaryLong() + " pwd=" + canaryWord())
	if want := []string{kindPassword, kindToken}; !slices.Equal(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
}

func TestSecretInUTF16IsCutOut(t *testing.T) {
	secret := canaryWord()
	var text []byte
	for _, u := range utf16.Encode([]rune("\uFEFFpassword=" + secret + " AADSTS50126: wrong")) {
		text = append(text, byte(u), byte(u>>8))
	}
	reading, err := Read(text)
	if err != nil || leaks(reading.Text, secret) || reading.Said.Primary != 50126 {
		t.Errorf("%+v, %v", reading, err)
	}
}

func TestAddressWithCodeAndNoErrorIsRefused(t *testing.T) {
	for _, text := range []string{
		"https://localhost/?code=%s&state=1", "http://localhost:8400/?state=1&code=%s", "com.apple.Preferences://oauth-redirect?code=%s",
		"  https://login.microsoftonline.com/common/oauth2/nativeclient?code=%s&session_state=2 \n",
		"I signed in and then it shows\nhttps://jwt.ms/#code=%s\nwhat now?", "https%3A%2F%2Flocalhost%2F%3Fcode%3D%s%26state%3D1",
		`{"url":"https:\/\/localhost\/?code=%s&state=1"}`, `<a href="https://localhost/?state=1&amp;code=%s">here</a>`,
	} {
		secret := canaryCode()
		reading, err := ReadString(fill(text, secret))
		if !errors.Is(err, ErrSecretOnly) {
			t.Errorf("%q gave %v", text, err)
		}
		if reading.Text != "" || reading.Said.Spans != nil || !slices.Contains(reading.Secrets, kindCode) {
			t.Errorf("%q left %+v", text, reading)
		}
	}
}

func TestAddressWithCodeAndErrorIsRead(t *testing.T) {
	for _, text := range []string{
		"https://localhost/?code=%s&error=access_denied", "https://localhost/?code=%s gives AADSTS54005: already redeemed",
		"https://localhost/?code=%s and then the page says Need admin approval", "AADB2C90091: cancelled https://x.com/?code=%s",
	} {
		secret := canaryCode()
		reading, err := ReadString(fill(text, secret))
		if err != nil || leaks(reading.Text, secret) || !slices.Contains(reading.Secrets, kindCode) {
			t.Errorf("%q gave %+v, %v", text, reading, err)
		}
	}
}

func TestFormWithCodeIsNoAddress(t *testing.T) {
	if _, err := ReadString("grant_type=authorization_code&code=" + canaryCode()); err != nil {
		t.Errorf("a form is read without its code, not refused: %v", err)
	}
}

func TestLongTextIsScrubbedInPieces(t *testing.T) {
	line := "nothing to see in this line of a log that goes on and on\n"
	secret := canaryWord()
	text := strings.Repeat(line, scrubPiece/len(line)-2) + "password=" + secret + "\n" + strings.Repeat(line, 5000) +
		"client_secret=" + secret + "\n"
	clean, kinds := Scrub(text)
	if leaks(clean, secret) {
		t.Error("a secret is left")
	}
	if want := []string{kindPassword, kindSecret}; !slices.Equal(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
	if got, want := strings.Count(clean, line), strings.Count(text, line); got != want {
		t.Errorf("%d lines are left of %d", got, want)
	}
}

func TestExcerptCutsSecretsAtItsEdges(t *testing.T) {
	secret := canaryCode()
	for _, gap := range []int{0, 500, 900, 1000, 1024, 1100, 2000, 2048, 3000, 3072, 4000, 4096} {
		filler := strings.Repeat("line of a log that says nothing at all\n", 1000)
		text := filler + "Bearer " + secret + strings.Repeat(" x", gap/2) + "\nAADSTS50126: wrong.\n" +
			strings.Repeat(" y", gap/2) + "&refresh_token=" + secret + "\n" + filler
		reading, err := ReadString(text)
		if err != nil || leaks(reading.Text, secret) || reading.Said.Primary != 50126 {
			t.Errorf("gap %d: %v, %d, %q", gap, err, reading.Said.Primary, reading.Text)
		}
	}
}

// Mail programs break long lines and quote them: the rest of a secret stands on lines of its own then.
func TestSecretsBrokenOverLinesAreCutWhole(t *testing.T) {
	part := strings.Repeat("aB3dE5gH7jK9", 6)
	for name, text := range map[string]string{
		"behind the key": "https://login.microsoftonline.com/common/oauth2/nativeclient?code=0.ACVK\n" + part + "\n" +
			part[:20] + "&state=x\nAADSTS50126: wrong",
		"quoted":      "> https://localhost/?code=0." + part + "\n> " + part + "\n> AADSTS50126: wrong",
		"a JWT":       "access_token: eyJ" + part + "." + part + "\n" + part + "." + part + "\nAADSTS50126: wrong",
		"no key left": "see\n" + part + "\n" + part + "\nAADSTS50126: wrong",
	} {
		reading, err := ReadString(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if strings.Contains(reading.Text, part[:20]) || len(reading.Secrets) == 0 {
			t.Errorf("%s: left in\n%s", name, reading.Text)
		}
		if reading.Said.Primary != 50126 {
			t.Errorf("%s: the rest is read as %d", name, reading.Said.Primary)
		}
	}
	const id = "00000000-1111-2222-3333-444444444444"
	kept, _ := Scrub("https://localhost/?code=0." + part + "\n" + id)
	if !strings.Contains(kept, id) {
		t.Errorf("a correlation id on the next line was cut: %s", kept)
	}
}

// A long text is read around its error only; the head of a key may stand before that.
func TestKeysWithoutTheirHeadAreCut(t *testing.T) {
	line := strings.Repeat("aB3+E5/H7jK9", 5) + "aB3d"
	kept, kinds := Scrub("before\n" + line + "\n" + line + "\nAADSTS50126: wrong")
	if strings.Contains(kept, line) || len(kinds) == 0 {
		t.Errorf("left: %s", kept)
	}
	long := strings.Repeat("a line of a log\n", 1500) + "-----BEGIN PRIVATE KEY-----\n" +
		strings.Repeat(line+"\n", 60) + "AADSTS50126: wrong"
	reading, err := ReadString(long)
	if err != nil || strings.Contains(reading.Text, line) || reading.Said.Primary != 50126 {
		t.Errorf("%v, %d: %s", err, reading.Said.Primary, reading.Text)
	}
}

// People tell passwords in sentences and copy the fields of forms.
func TestPasswordsInSentencesAndFormsAreCut(t *testing.T) {
	canary := "Tr0ub4" + "dor3"
	for _, text := range []string{"my password is " + canary, "Mein Passwort ist " + canary + ".", "Das Kennwort lautet " + canary,
		"Password:\n" + canary + "\n", "pw: " + canary, "pw=" + canary, `{"passcode":"` + canary + `"}`,
		`{"otp": "` + canary + `"}`, "AADSTS50126\nPassword:\n> " + canary + "\n"} {
		kept, kinds := Scrub(text)
		if strings.Contains(kept, canary) || len(kinds) == 0 {
			t.Errorf("%q is kept as %q", text, kept)
		}
	}
	for _, text := range []string{"Your account or password is incorrect.", "The password was changed yesterday.",
		"Das Passwort ist abgelaufen.", "Password:\nForgot my password", "password is required", "Kennwort:\nAnmelden"} {
		if kept, kinds := Scrub(text); kept != text {
			t.Errorf("%q became %q, %v", text, kept, kinds)
		}
	}
}

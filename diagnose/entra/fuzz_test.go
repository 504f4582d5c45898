package entra

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"synchelper/diagnose"
)

// fuzzSeeds are texts that lead into every room of the package.
func fuzzSeeds() []string {
	secret := strings.Repeat("Ab1_", 20)
	return []string{
		"", "AADSTS50105: x", pageText(), "AADSTS", "AADSTS5OO2O1", "ADDSTS 50020", "aadsts\n> 50126", "AADSTS5012\n6: x",
		`{"error":"invalid_grant","error_description":"AADSTS70002: a. AADSTS50126: b.\r\nTrace ID: ` +
			`11111111-2222-4333-8444-555555555501\r\n","error_codes":[70002,50126],"claims":"{\"access_token\":{}}"}`,
		"https://localhost/?error=access_denied&error_subcode=cancel#x",
		"msauth://x?error_description=AADSTS65004%253a%2buser%20declined&code=" + secret,
		"Authorization: Bearer eyJ" + secret + "." + secret, "Set-Cookie: ESTSAUTH=0.A" + secret + "; path=/",
		"password: " + secret + "\npwd=x&client_secret=%27a%27;", "<o:Password Type=\"t\">" + secret + "</o:Password>",
		"&lt;p&gt;Need admin approval&lt;/p&gt;", "Need\n> admin\n> approval", "\\\\\\\\n\\u0027\\ud83d\\ude00%u0027=3D=\r\n",
		"Correlation Id: 11111111-2222-4333-\n8444-555555555501\nTimestamp: 24.04.2021 10:40:10Z", "\x1b[31mAADSTS50076\x1b[0m",
		"Sign-in error code: 50105\n50126\n65001\n90094", "0xCAA20003 AADB2C90091 MSIS9223 MSALErrorDomain -50000",
		"需要管理员批准 ＡＡＤＳＴＳ５０１０５：", "enter the code ABCD12345 to authenticate", "-----BEGIN PRIVATE KEY-----\nA\n-----END",
		"az login -u a@contoso.com -p " + secret, "https://a:b@contoso.com/?code=" + secret + "&state=1", "\u202e\uFEFF\u200b\xff\xfe",
		"<key>Password</key>\n\t<string>" + secret + "</string>", `{"name":"code","value":"` + secret + `"}`, "?co\nde=" + secret + "&state=1",
		"acc=\ness_token=3D" + secret, "Your verification code is 981" + "234\n981" + "235", "Fehlercode 53003, Code: 981" + "234",
		"981 " + "234 is your code\n@contoso.com #981" + "234", "Enter code ABCD-" + "EFGH1", "password: |\n  " + secret, "Basic " + secret,
		"--client-\nsecret " + secret, "curl -u a:" + secret, "my password is: \"" + secret + "\"", "Pwd={" + secret + "};x=1",
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range fuzzSeeds() {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		reading, err := Read(text)
		if errors.Is(err, ErrSecretOnly) {
			if reading.Text != "" || len(reading.Said.Codes) > 0 || len(reading.Secrets) == 0 {
				t.Fatalf("a refused text left %+v", reading)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkReading(t, reading)
		if clean, kinds := Scrub(reading.Text); clean != reading.Text {
			t.Fatalf("kept %v:\n%q\n%q", kinds, reading.Text, clean)
		}
		if len(reading.Text) <= MaxExcerpt {
			again, err := ReadString(reading.Text)
			if err != nil || again.Said.Primary != reading.Said.Primary {
				t.Fatalf("read %d, then %d (%v):\n%q", reading.Said.Primary, again.Said.Primary, err, reading.Text)
			}
		}
	})
}

// checkReading fails when a reading is not well formed.
func checkReading(t *testing.T, reading Reading) {
	t.Helper()
	if !utf8.ValidString(reading.Text) {
		t.Fatalf("the text is not UTF-8: %q", reading.Text)
	}
	for field, s := range reading.Said.Spans {
		checkSpan(t, reading.Text, string(field), s)
	}
	for _, w := range reading.Said.Wordings {
		checkSpan(t, reading.Text, "wording", w.Span)
	}
	said := reading.Said
	for name, value := range map[string]string{"sentence": said.Sentence, "app name": said.AppName, "claims": said.Claims,
		"user": said.User, "tenant": said.Tenant, "resource": said.Resource, "error": said.Error, "subcode": said.Subcode} {
		if !utf8.ValidString(value) {
			t.Fatalf("the %s is not UTF-8: %q", name, value)
		}
	}
	sorted := slices.Sorted(slices.Values(said.Codes))
	if len(slices.Compact(sorted)) != len(said.Codes) || len(sorted) > 0 && sorted[0] <= 0 {
		t.Fatalf("the codes are %v", said.Codes)
	}
	if said.Primary != 0 && !slices.Contains(said.Codes, said.Primary) {
		t.Fatalf("the cause %d is not among %v", said.Primary, said.Codes)
	}
}

// checkSpan fails when a span is empty, leaves the text or cuts a rune.
func checkSpan(t *testing.T, text, name string, s diagnose.Span) {
	t.Helper()
	if s.Start < 0 || s.Start >= s.End || s.End > len(text) {
		t.Fatalf("%s spans %v of %d", name, s, len(text))
	}
	if !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]) {
		t.Fatalf("%s spans %v, which cuts a rune of %q", name, s, text)
	}
}

func FuzzScrub(f *testing.F) {
	for _, seed := range fuzzSeeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once, _ := Scrub(text)
		twice, kinds := Scrub(once)
		if once != twice {
			t.Fatalf("scrubbing again cut %v:\n%q\n%q\n%q", kinds, text, once, twice)
		}
	})
}

// FuzzReadLong puts the text into one that is too long to be read deeply.
func FuzzReadLong(f *testing.F) {
	for i, seed := range fuzzSeeds() {
		f.Add([]byte(seed), uint16(i*700))
	}
	f.Fuzz(func(t *testing.T, text []byte, before uint16) {
		long := append([]byte(padded(int(before), "", 0)), text...)
		long = append(long, padded(0, "", MaxExcerpt)...)
		reading, err := Read(long)
		if errors.Is(err, ErrSecretOnly) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkReading(t, reading)
		if clean, kinds := Scrub(reading.Text); clean != reading.Text {
			t.Fatalf("kept %v:\n%q\n%q", kinds, reading.Text, clean)
		}
		if len(reading.Text) > MaxExcerpt+len(text)*len(Removed) {
			t.Fatalf("%d bytes are kept", len(reading.Text))
		}
	})
}

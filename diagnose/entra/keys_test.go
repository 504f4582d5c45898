package entra

import (
	"strings"
	"testing"
)

func TestKeysOfSecretsAreKnownHoweverTheyAreWritten(t *testing.T) {
	for key, want := range map[string]string{
		"code": kindCode, "auth_code": kindCode, "authorizationCode": kindCode, "spa_code": kindCode,
		"access_token": kindToken, "accessToken": kindToken, "AccessToken": kindToken, "ACCESS_TOKEN": kindToken,
		"refresh-token": kindToken, "id_token": kindToken, "id_token_hint": kindToken, "token": kindToken,
		"graph_access_token": kindToken, "assertion": kindToken, "client_assertion": kindToken, "SAMLResponse": kindToken,
		"wresult": kindToken, "code_verifier": kindToken, "x-ms-RefreshTokenCredential": kindToken,
		"Authorization": kindToken, "Proxy-Authorization": kindToken, "client_secret": kindSecret, "clientSecret": kindSecret,
		"AZURE_CLIENT_SECRET": kindSecret, "app.secret": kindSecret, "secret": kindSecret, "password": kindPassword,
		"Password": kindPassword, "passwd": kindPassword, "pwd": kindPassword, "user_password": kindPassword, "PGPASSWORD": kindPassword,
		"Passwort": kindPassword, "Kennwort": kindPassword, "contraseña": kindPassword, "パスワード": kindPassword,
		"Cookie": kindCookie, "Set-Cookie": kindCookie, "ESTSAUTH": kindCookie, "ESTSAUTHPERSISTENT": kindCookie, "buid": kindCookie,
		"device_code": kindDevice, "user_code": kindDevice, "flowToken": kindSession, "canary": kindSession, "sFT": kindSession,
		"x-api-key": kindKey, "AccountKey": kindKey,
		"error_code": "", "error_codes": "", "errorCode": "", "status_code": "", "token_type": "", "token_endpoint": "",
		"response_type": "", "grant_type": "", "state": "", "session_state": "", "nonce": "", "client_id": "", "scope": "",
		"error": "", "error_description": "", "message": "", "trace_id": "", "user": "", "passage": "", "": "",
	} {
		if got := secretRule(squash([]byte(key))).kind; got != want {
			t.Errorf("%q holds %q, want %q", key, got, want)
		}
	}
}

func TestKeyIsReadBeforeItsSeparator(t *testing.T) {
	for text, want := range map[string]string{
		"password=": "password", "a&password=": "password", `"password":`: "password", `"password" :`: "password",
		"[password] =": "password", "x.y.password=": "xypassword", "Set-Cookie:": "setcookie", "pw=": "pw", "p=": "p", "=": "", " =": "",
		"the password:": "password", "über_passwort:": "überpasswort",
	} {
		if got, _ := keyBefore([]byte(text), len(text)-1); got != want {
			t.Errorf("%q gave %q, want %q", text, got, want)
		}
	}
}

func TestCodeIsToldFromAnErrorsNumber(t *testing.T) {
	for _, c := range []struct {
		value           string
		inAddress, want bool
	}{
		{canaryCode(), true, true}, {canaryCode(), false, true}, {canaryPersonal(), true, true}, {canaryWord(), true, true},
		{"4a1b2c3d4e5f", true, true}, {"4a1b2c3d4e5f", false, false}, {"50126", true, false}, {"50126", false, false},
		{"123456789012345678901234", false, false}, {"AADSTS50105", true, false}, {"aadsts7000112xxxxxxxxxxxx", true, false},
		{"AADB2C90091", true, false}, {"MSIS9223", true, false}, {"0x80048821", true, false}, {"access_denied", true, false},
		{"Authorization_RequestDenied", false, false}, {"https://contoso.com/1", true, false}, {"short1", true, false},
		{"a sentence with 1 digit in it", false, false}, {"InvalidAuthenticationToken", false, false},
	} {
		if got := looksLikeCode([]byte(c.value), len(c.value), c.inAddress); got != c.want {
			t.Errorf("%q (in an address: %v) gave %v", c.value, c.inAddress, got)
		}
	}
}

func TestPlaceholdersAreNoSecrets(t *testing.T) {
	for value, want := range map[string]bool{
		"<password>": true, "[redacted]": true, "{password}": true, "$password": true, "%PASSWORD%": true, "********": true,
		"...": true, "xxxxxxxx": true, "XXXX": true, "null": true, "None": true, "REDACTED": true, "OMITTED.": true, Removed: true,
		"System.Security.SecureString": true, "true": true, "hunter": false, "xylophone": false, "nullify": false, "Sommer!": false,
	} {
		if got := isPlaceholder([]byte(value)); got != want {
			t.Errorf("%q gave %v", value, got)
		}
	}
}

func TestUnquotedValueEndsWhereTheNextThingBegins(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"password=S4; User=x", "password=§; User=x"}, {"password=S4;User=x", "password=§;User=x"},
		{"password=S4, next", "password=§, next"}, {"password=S4,user=x", "password=§,user=x"}, {"password=S4&x=1", "password=§&x=1"},
		{"password=S4&amp;x=1", "password=§&amp;x=1"}, {"(password=S4)", "(password=§)"}, {"password=S4.", "password=§."},
		{"password=S4\nx", "password=§\nx"}, {"password=S4", "password=§"}, {"password=S,4;5 x", "password=§ x"},
		{"password=S%26%204&x=1", "password=§&x=1"}, {"x%3Fpassword%3DS4%26x%3D1", "x%3Fpassword%3D§%26x%3D1"},
		{`password="S 4" x`, `password="§" x`}, {`password='S"4' x`, `password='§' x`}, {`\"password\":\"S4\",`, `\"password\":\"§\",`},
		{`"password":"S\"4",`, `"password":"§",`}, {`""password"":""S4"",`, `""password"":""§"",`}, {"password: S4\nb", "password: §\nb"},
		{"<password>S4</password>", "<password>§</password>"}, {"<b>password:</b> S4", "<b>password:</b> §"},
		{"password = \n\"S4\"", "password = \n\"§\""}, {"password:\nnext line", "password:\nnext line"},
		{"https://a:S4@contoso.com", "https://a:§@contoso.com"}, {"az login -u a -p S4 -t b", "az login -u a -p § -t b"},
		{"--password S4 --user x", "--password § --user x"}, {"--password --user x", "--password --user x"},
	} {
		got, _ := Scrub(c.text)
		if want := strings.ReplaceAll(c.want, "§", Removed); got != want {
			t.Errorf("%q became %q, want %q", c.text, got, want)
		}
	}
}

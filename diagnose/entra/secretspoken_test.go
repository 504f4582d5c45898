package entra

import (
	"strings"
	"testing"
)

func TestPasswordsInEveryLanguageAreCut(t *testing.T) {
	secret := canaryMixed()
	for _, text := range []string{
		"my password is: %s", `my password is "%s"`, "my password (%s) is right", "password %s does not work", "pw %s", "Passwort %s geht nicht",
		"Password\t%s", "| Password | %s |", "Password\n%s\nSign in", "Kennwort - %s", "Temporary access pass is %s", "client secret is %s",
		"Mot de passe : %s", "mon mot de passe est %s", "la contraseña es %s", "Contraseña: %s", "CONTRASEÑA: %s", "Пароль: %s", "Hasło: %s",
		"Lösenord: %s", "Adgangskode: %s", "Passord: %s", "Jelszó: %s", "Heslo: %s", "비밀번호: %s", "password hash: %s", "Passwords: %s",
		"Your temporary password has been set to %s", "password was reset to %s", "Ihr Passwort ist jetzt %s", "p\u0430ssword: %s", "p\u0430ss\u0441\u043ede=%s",
		"App-Kennwort: %s", "SAMLResponse=PHNhbWw%%2B%s",
	} {
		source := fill(text, secret)
		clean, kinds := Scrub(source)
		if leaks(clean, secret) || len(kinds) == 0 {
			t.Errorf("%q left %q", source, clean)
		}
	}
}

// People choose what a parser would take for the end of the value.
func TestPasswordsWithSignsAreCutWhole(t *testing.T) {
	for _, secret := range []string{"$ecret" + "1x", "(ab" + "12", "ab\"" + "12cd", "ab&" + "12cd", "ab<" + "12", "%ab" + "12", "{ab" + "12}", "[ab" + "12"} {
		for _, text := range []string{"Password: %s", "Passwort: %s\nAADSTS50126: wrong"} {
			clean, _ := Scrub(strings.ReplaceAll(text, "%s", secret))
			if strings.Contains(clean, "12") && !strings.Contains(clean, "50126") || strings.Contains(clean, secret[1:]) {
				t.Errorf("%q left %q", secret, clean)
			}
		}
	}
}

func TestAppPasswordsInFourGroupsAreCutWhole(t *testing.T) {
	secret := strings.Join([]string{"qwrt", "plkj", "hgfd", "mnbv"}, " ")
	for _, text := range []string{"app password: %s", "my app password %s", "Password: %s", "App-Kennwort: %s"} {
		if clean, _ := Scrub(fill(text, secret)); leaks(clean, "qwrt plkj") || strings.Contains(clean, "mnbv") {
			t.Errorf("%q left %q", text, clean)
		}
	}
}

func TestTalkAboutPasswordsStays(t *testing.T) {
	for _, text := range []string{
		"Password has expired", "password AADSTS50126", "Password\nAADSTS50126: x", "Password\nForgot my password?", "Password reset 2026",
		"Authentication method: Password\n2026-03-02", "password Office365", "password for adele1@contoso.com", "password adele1@contoso.com",
		"Password was changed 2026-03-01", "password-less iPhone15", "the secret is out", "a password that will help them",
		"password: AADSTS50126", `"password":{"type":"string"}`, "password={{vault_pw1}}", "password=%PASSWORD%", "password=${PW1}",
		"SAMLResponse: invalid", "Password has been set to expire", "Your password is now expired", "Das Passwort ist jetzt abgelaufen",
	} {
		if clean, kinds := Scrub(text); clean != text {
			t.Errorf("cut %v: %q became %q", kinds, text, clean)
		}
	}
}

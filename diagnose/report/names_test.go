package report

import (
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// pasted is what each reader gets of a finding in which a text stands.
func pasted(t *testing.T, text string) (it, outside string) {
	t.Helper()
	d := diagnose.Diagnosis{Stages: []diagnose.Stage{{ID: diagnose.StageTenant, Finding: text}}}
	return ForIT(d).Diagnosis.Stages[0].Finding, ForOutside(d, pseudonyms(t)).Diagnosis.Stages[0].Finding
}

func TestNobodyIsNamedToAnyReaderInAnyLanguage(t *testing.T) {
	for _, text := range []string{"I am Megan Bowen and my phone says this", "I'm Megan", "My name is Megan Bowen.", "Ich bin Megan Bowen", "Mein Name ist Megan",
		"Je m'appelle Megan Bowen", "Me llamo Megan", "Mi chiamo Megan Bowen", "Ik ben Megan Bowen", "Jag heter Megan", "Meu nome é Megan Bowen",
		"Signed in as Megan Bowen", "You are logged in as: Megan Bowen", "Angemeldet als Megan Bowen", "Angemeldet als „Megan Bowen“", "Connecté en tant que Megan Bowen",
		"Sesión iniciada como Megan Bowen", "Aangemeld als Megan van der Bowen", "Zalogowano jako Megan Bowen",
		"Bonjour Megan,\nvoici", "Chère Megan,", "Hola Megan!", "Estimada señora Bowen,", "Geachte mevrouw Bowen,", "Beste Megan,", "Ciao Megan,", "Hej Megan,", "Cześć Megan,",
		"Olá Megan,", "Bowen様", "Saludos,\nMegan", "Un saludo\nMegan Bowen", "Met vriendelijke groet,\nMegan Bowen", "Cordialement,\nMegan", "Cordiali saluti\nMegan",
		"Med vänliga hälsningar\nMegan", "Med venlig hilsen\nMegan", "Pozdrawiam,\nMegan", "Beste Grüße\nMegan", "Obrigada,\nMegan",
		"Megan Bowen\nmegan@contoso.com\nNeed admin approval", "Megan Bowen (mbowen@contoso.com)", "BOWEN, Megan\nm.bowen@contoso.com",
		"La cuenta de usuario 'Megan Bowen' no existe", "Le compte d’utilisateur « Megan Bowen » est introuvable", "Das Benutzerkonto „Megan Bowen“ fehlt",
		"ユーザー アカウント「Megan Bowen」", "Nom : Megan Bowen", "Nombre: Megan Bowen"} {
		it, outside := pasted(t, text)
		for _, got := range []string{it, outside} {
			if strings.Contains(got, "Megan") || strings.Contains(strings.ToLower(strings.ReplaceAll(got, "bowen@", "")), "bowen") {
				t.Errorf("%q became %q", text, got)
			}
		}
	}
}

// What was read as one sentence stood on lines, which say where a name is.
func TestNobodyIsNamedInASentenceThatGoesOnOverLines(t *testing.T) {
	for _, below := range []string{"Bonjour Megan,", "Saludos,\nMegan", "Met vriendelijke groet,\nMegan", "Megan Bowen\nmegan@contoso.com"} {
		d := read(t, "AADSTS90094: The grant requires admin permission.\n"+below)
		if said := d.Observations[1].Said.Sentence; !strings.Contains(said, "Megan") {
			t.Fatalf("the sentence is %q", said)
		}
		if said := ForIT(d).Diagnosis.Observations[1].Said.Sentence; strings.Contains(said, "Megan") || !strings.HasPrefix(said, "The grant requires admin permission.") {
			t.Errorf("%q: got %q", below, said)
		}
	}
}

func TestNoPathAndNoIPAddressIsLeftHoweverItIsWritten(t *testing.T) {
	for text, want := range map[string]string{
		`\files01\home\megan\x`: "", `\nas01\home\megan\x`: "", `\\files01\home\megan\x`: "", `see \\\\files01\\home\\megan\\x now`: "see  now", `//files01/home/megan/x`: "",
		`C:\\Users\\Megan Bowen\\x.txt`: "", `C:\Users\Megan Bowen\my old mail.txt`: "", `c:/Users/Megan Bowen/x.txt`: "", `D:/data/megan/x.txt`: "",
		"~/Documents/megan/x": "", "~/Documents/megan bowen.txt": "", `%USERPROFILE%\Desktop\megan.txt`: "", `$HOME/megan/x`: "", `$env:USERPROFILE\megan`: "",
		"smb://files01/home/megan": "", "/srv/homes/megan/x": "", "in /data/Users/megan/x now": "in  now", `\\?\C:\Users\Megan Bowen\x`: "",
		"192[.]0[.]2[.]7": "", "192(.)0(.)2(.)7": "", "192.0.002.007": "", "ip-192-0-2-7.dynamic": ".dynamic", "from 192-0-2-7.dynamic": "from .dynamic",
		"2001:db8::17": "",
	} {
		it, _ := pasted(t, text)
		if got := strings.ReplaceAll(it, entra.Removed, ""); got != want || !strings.Contains(it, entra.Removed) {
			t.Errorf("%q became %q", text, it)
		}
	}
}

// What Microsoft says stays as it is for the own IT, also where a name could stand.
func TestTheOwnITReadsMicrosoftsWords(t *testing.T) {
	for _, text := range []string{
		"AADSTS50105: The signed in user 'adele.vance@contoso.com' is not assigned to a role for the application 'f8d98a96-0999-43f5-8af3-69971c7bb423'(Apple Internet Accounts).",
		"AADSTS50020: User account 'adele@contoso.com' from identity provider 'live.com' does not exist in tenant 'Woodgrove Bank' and cannot access the application 'Woodgrove Mail'",
		"Signed in as Adele.Vance@contoso.com", "Signed in as adele@contoso.com", "Apple Internet Accounts\nadele@contoso.com\nNeed admin approval",
		"Woodgrove Bank\nadele@contoso.com", "Thanks\nAADSTS90094: An administrator must allow it.", "Merci\nCorrelation Id: 00000000-0000-0000-0000-000000000001",
		`{"error_description":"AADSTS50034: missing.\r\n\r\nTrace ID: 1\r\nCorrelation ID: 2\r\n\r\nTimestamp: 3"}`, "at /common/oauth2/v2.0/authorize and /organizations/oauth2/token",
		"The user's sign-in isn't there", "Version 16.0.19041.1", "Request at 08:12 on 2026-11-23-08-12", "Ich bin Administrator", "Users > me > 'Reset password'",
		"Your sign-in was successful but does not meet the criteria to access this resource.",
	} {
		if it, _ := pasted(t, text); it != text {
			t.Errorf("%q became %q", text, it)
		}
	}
}

func TestNoTimeOfDayIsToldOutside(t *testing.T) {
	for _, text := range []string{"at 8.12 Uhr", "um 8 Uhr", "at 8 am", "at 8:12 a.m.", "à 8h12", "at 08:12:04Z", "à 8 h", "8 o'clock", "8時12分"} {
		if _, outside := pasted(t, text); strings.ContainsAny(outside, "8") || !strings.Contains(outside, entra.Removed) {
			t.Errorf("%q became %q", text, outside)
		}
	}
}

package consent_test

import (
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

func publicCloud(t *testing.T) diagnose.Cloud {
	t.Helper()
	cloud, ok := diagnose.CloudOf("public")
	if !ok {
		t.Fatal("no public cloud")
	}
	return cloud
}

func confirmed(t *testing.T, tenant string) consent.Tenant {
	t.Helper()
	parsed, err := consent.ParseTenant(tenant)
	if err != nil {
		t.Fatal(err)
	}
	return parsed.ConfirmedByPerson()
}

func links(t *testing.T, app diagnose.MailApp, tenant string) []consent.AdminLink {
	t.Helper()
	found, err := consent.AdminLinks(app, publicCloud(t), confirmed(t, tenant))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Two messages of the kind that goes to an administrator, the second with letters that cost more room.
const (
	englishMessage = "Hello,\n\nmy iPhone cannot open my mail. It shows \"Need admin approval\" for Apple Internet " +
		"Accounts (Apple Inc.). My address: mail@contoso.com.\n\nYou can see it in your own sign-in log: Entra admin " +
		"center > Entra ID > Monitoring & health > Sign-in logs, user mail@contoso.com, 23 Nov 2026 08:14 UTC, error " +
		"90094.\n\nThe way: Enterprise apps > Apple Internet Accounts > Permissions > Grant admin consent. Not listed " +
		"there? Then this link:\nhttps://login.microsoftonline.com/0d9b645f-597b-41f0-a2a3-ef103fbd91bb/adminconsent" +
		"?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423\nAn error page after Accept can still mean success; look " +
		"under Permissions.\n\nRole: Cloud Application Administrator.\nTo say no: just tell me.\n\nReference: " +
		"SH-7K3M-Q2XD-4\n\nThank you very much! I am at my desk until five today, and can be reached by phone as well."
	germanMessage = "Guten Tag,\n\nmein iPhone kann meine E-Mails nicht öffnen. Es zeigt \"Administratorgenehmigung " +
		"erforderlich\" für Apple Internet Accounts (Apple Inc.). Meine Adresse: mail@contoso.com.\n\nSie sehen den " +
		"Versuch in Ihrem eigenen Anmeldeprotokoll: Entra Admin Center > Überwachung > Anmeldeprotokolle, Benutzer " +
		"mail@contoso.com, 23.11.2026 08:14 UTC, Fehler 90094.\n\nDer Weg: Unternehmens-Apps > Apple Internet Accounts " +
		"> Berechtigungen > Administratorzustimmung erteilen. Nicht aufgeführt? Dann dieser Link:\n" +
		"https://login.microsoftonline.com/0d9b645f-597b-41f0-a2a3-ef103fbd91bb/adminconsent" +
		"?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423\nEine Fehlerseite nach dem Annehmen kann trotzdem Erfolg " +
		"bedeuten.\n\nRolle: Cloudanwendungsadministrator.\nWenn nein: Sagen Sie es mir einfach.\n\nSH-7K3M-Q2XD-4"
)

// messageLengths are the characters of a message's body; the longest makes a mailto: address of about 900, which is what
// the largest code holds.
func messageLengths() []int { return []int{80, 160, 240, 320, 400, 480, 560, 590} }

// messages returns a ready mail and two ready texts whose body is cut to length characters.
func messages(t *testing.T, length int) []string {
	t.Helper()
	english, german := []rune(englishMessage), []rune(germanMessage)
	english, german = english[:min(length, len(english))], german[:min(length, len(german))]
	mail, err := consent.MailtoURL("", "iPhone mail: please allow (SH-7K3M-Q2XD-4)", string(english))
	if err != nil {
		t.Fatal(err)
	}
	text, err := consent.SMSURL(string(english))
	if err != nil {
		t.Fatal(err)
	}
	texte, err := consent.SMSURL(string(german))
	if err != nil {
		t.Fatal(err)
	}
	return []string{mail, text, texte}
}

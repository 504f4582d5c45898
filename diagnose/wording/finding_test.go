package wording

import "testing"

func TestAFindingIsSaidInTheReadersLanguage(t *testing.T) {
	english, german := words(t, "en"), words(t, "de")
	for finding, want := range map[string]string{
		"tenant 11111111-2222-4333-8444-555555555501 in the simulated cloud, EU; managed": "Mandant 11111111-2222-4333-8444-555555555501 in der Cloud simulated, EU; Passwörter prüft Microsoft",
		"federated with sts.contoso.com":   "Passwörter prüft sts.contoso.com",
		"federated":                        "Passwörter prüft die Firma selbst",
		"mail.contoso.com has the mailbox": "das Postfach liegt auf mail.contoso.com",
		"mail.contoso.com has the mailbox; no server is known to ask":                                  "das Postfach liegt auf mail.contoso.com; kein Server ist bekannt, der zu fragen wäre",
		"mail.contoso.com answered 503 Service Unavailable with text/html":                             "mail.contoso.com antwortet mit 503 Service Unavailable und text/html",
		`mail.contoso.com answered 403 Forbidden to the token: "user isn't enabled"`:                   `mail.contoso.com antwortet auf das Token mit 403 Forbidden: "user isn't enabled"`,
		`mail.contoso.com has a certificate for "x" ("y"), signed by "CA" ("Fabrikam"): x509: unknown`: `mail.contoso.com hat ein Zertifikat für "x" ("y"), unterschrieben von "CA" ("Fabrikam"): x509: unknown`,
		"ended at a page without a name: nothing that is known; left by cancel":                        "beendet auf der Seite ohne Namen: nichts Bekanntes; mit Abbrechen verlassen",
		"ended at ConvergedError: AADSTS50105":                                                         "beendet auf der Seite ConvergedError: AADSTS50105",
		"it answered with words of its own; contoso.com":                                               "it answered with words of its own; contoso.com",
		"": "",
	} {
		if got := german.Finding(finding); got != want {
			t.Errorf("%s\n got %s\nwant %s", finding, got, want)
		}
		if got := english.Finding(finding); got != finding {
			t.Errorf("%s\nis in English: %s", finding, got)
		}
	}
}

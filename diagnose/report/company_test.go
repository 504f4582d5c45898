package report

import (
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// read is a diagnosis of a text that a person pasted.
func read(t *testing.T, text string) diagnose.Diagnosis {
	t.Helper()
	reading, err := entra.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	d := sample(t)
	d.Subject.Address = "adele.vance@contoso.com"
	d.Observations[1].Text, d.Observations[1].Said, d.Observations[1].Secrets = reading.Text, &reading.Said, reading.Secrets
	return d
}

func TestReadersOutsideAreToldNobodysCompanyAndTheOwnITIs(t *testing.T) {
	const strange = "12345678-1111-4222-8333-444455556666"
	for said, names := range map[string][]string{
		"AADSTS50020: User account 'megan@fabrikam.com' from identity provider 'live.com' does not exist in tenant 'Woodgrove Bank' and cannot " +
			"access the application 'f8d98a96-0999-43f5-8af3-69971c7bb423'(Apple Internet Accounts) in that tenant.": {"Woodgrove", "Bank", "fabrikam"},
		"AADSTS50020: User account 'a@b.com' cannot access the application '" + strange + "'(Woodgrove Postfach) in that tenant.": {"Woodgrove", "Postfach", strange},
		"AADSTS700016: Application with identifier '" + strange + "' was not found in the directory 'Woodgrove Bank'.":            {"Woodgrove", strange},
		"AADSTS700016: Application 'x' was not found in the directory ‘Woodgrove Bank’.":                                          {"Woodgrove"},
		"AADSTS700016: Application 'x' was not found in the directory “Woodgrove Bank”.":                                          {"Woodgrove"},
		"AADSTS700016: L'application «Woodgrove Mail» est introuvable dans le répertoire « Woodgrove Bank ».":                     {"Woodgrove"},
		`AADSTS50020: Das Benutzerkonto "Lee Gu" vom Identitätsanbieter "live.com" ist im Mandanten „Woodgrove Bank“ nicht da`:    {"Woodgrove", "Lee"},
		"AADSTS50020: La cuenta de usuario 'Lee Gu' del proveedor 'live.com' no existe en el inquilino 'Woodgrove Bank'":          {"Woodgrove", "Lee"},
		"AADSTS50020: ユーザー アカウント 「Lee Gu」 はテナント 『Woodgrove』 に存在しません":                                                              {"Woodgrove", "Lee"},
		"AADSTS500011: The resource principal named https://api.woodgrove.com was not found in the tenant named Woodgrove Bank.":  {"oodgrove"},
		"AADSTS90002: Tenant 'woodgrove' not found.":                                                                              {"oodgrove"},
		"AADSTS50034: The user account lee@fabrikam does not exist in the Woodgrove directory":                                    {"fabrikam", "Woodgrove", "lee@"},
		"AADSTS50034: The user account +49 170 1234567 does not exist":                                                            {"170", "1234567"},
		"AADSTS50126: Error validating credentials for user WOODGROVE\\lee":                                                       {"lee", "WOODGROVE"},
		"AADSTS53003: Access has been blocked. IP address: 192.0.2.7 Device name: LEES-IPHONE Policy: Woodgrove block all":        {"192.0", "LEES", "Woodgrove"},
		"AADSTS90094: Woodgrove Mail needs permission to access resources in your organization that only an admin can grant.":     {"Woodgrove"},
		"AADSTS50105: Your administrator has configured the application Woodgrove Postfach ('" + strange + "') to block users.":   {"Woodgrove", "Postfach"},
		`{"error":"invalid_request","error_description":"AADSTS90002: Tenant 'woodgrove' not found.","app":"Woodgrove Mail"}`:     {"oodgrove"},
	} {
		d := read(t, said)
		out := shown(t, ForOutside(d, pseudonyms(t)))
		for _, name := range names {
			if at := strings.Index(out, name); at >= 0 {
				t.Errorf("%q: %q is left: …%s…", said, name, out[max(0, at-60):at+40])
			}
		}
		if it := ForIT(d).Diagnosis.Observations[1]; !strings.Contains(said, "Lee") && !strings.Contains(said, "192.0.2.7") &&
			(it.Text != d.Observations[1].Text || it.Said.Sentence != d.Observations[1].Said.Sentence) {
			t.Errorf("%q: the own IT gets %q", said, it.Text)
		}
	}
}

func TestReadersOutsideAreLeftWhatIsTheSameInEveryCompany(t *testing.T) {
	for _, said := range []string{
		"AADSTS7000112: Application 'f8d98a96-0999-43f5-8af3-69971c7bb423'(Apple Internet Accounts) is disabled.",
		"AADSTS65001: The user or administrator has not consented to use the application with ID 'f8d98a96-0999-43f5-8af3-69971c7bb423' named 'Apple Internet Accounts'. Send an interactive authorization request for this user and resource.",
		"AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication to access '00000002-0000-0ff1-ce00-000000000000'.",
		"AADSTS90094: An administrator of the organization has set a policy that prevents you from granting Apple Internet Accounts the permissions that it is requesting.",
		"AADSTS900144: The request body must contain the following parameter: 'client_assertion'.",
		"AADSTS65002: Consent between first party application 'Microsoft Office' and first party resource 'Microsoft Graph' must be configured",
		"AADSTS50058: The user's sign-in isn't there; the tenant's policy asks for one.",
	} {
		d := read(t, said)
		if o := ForOutside(d, pseudonyms(t)).Diagnosis.Observations[1]; o.Text != said || o.Said.Sentence != d.Observations[1].Said.Sentence {
			t.Errorf("%q became %q and %q", said, o.Text, o.Said.Sentence)
		}
	}
}

func TestACompanyWithoutADotIsAnotherNameOutside(t *testing.T) {
	d := sample(t)
	d.Subject.Tenant, d.Observations[1].Said.Tenant = "woodgrove", "woodgrove"
	c := ForOutside(d, pseudonyms(t)).Diagnosis
	if got := c.Subject.Tenant; !ownForm.MatchString(got) || c.Observations[1].Said.Tenant != got {
		t.Errorf("got %q and %q", got, c.Observations[1].Said.Tenant)
	}
}

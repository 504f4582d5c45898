package consent_test

import (
	"errors"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

func TestParseTenant(t *testing.T) {
	for input, want := range map[string]string{
		tenantID:                                 tenantID,
		strings.ToUpper(tenantID):                tenantID,
		"  " + tenantID + "\r\n":                 tenantID,
		"contoso.com":                            "contoso.com",
		"Contoso.COM":                            "contoso.com",
		"contoso.onmicrosoft.com":                "contoso.onmicrosoft.com",
		"mail.contoso.co.uk":                     "mail.contoso.co.uk",
		"mail@contoso.com":                       "contoso.com",
		"first.last+tag@contoso.com\t":           "contoso.com",
		"a_fabrikam.com#EXT#@contoso.com":        "contoso.com",
		"büro@müller-contoso.de":                 "xn--mller-contoso-wob.de",
		"ｃｏｎｔｏｓｏ.com":                            "contoso.com",
		"contos\u043e.com":                       "xn--contos-1qf.com",
		"xn--mller-contoso-wob.de":               "xn--mller-contoso-wob.de",
		"outlook-contoso.com":                    "outlook-contoso.com",
		"live.contoso.com":                       "live.contoso.com",
		strings.Repeat("a", 63) + ".contoso.com": strings.Repeat("a", 63) + ".contoso.com",
	} {
		got, err := consent.ParseTenant(input)
		if name := got.String(); name != want || err != nil {
			t.Errorf("%+q: %q, %v, want %q", input, name, err, want)
		}
		if got.IsID() != (want == tenantID) || !got.Known() {
			t.Errorf("%+q: %+v", input, got)
		}
	}
}

func TestParseTenantRefuses(t *testing.T) {
	for _, input := range []string{
		"", " ", "common", "organizations", "consumers", "localhost", "contoso", "contoso.", ".com", "contoso..com",
		"contoso.com.", "-contoso.com", "contoso-.com", "con_toso.com", "con toso.com", "contoso.com/x", "/contoso.com",
		"https://contoso.com", "//contoso.com", "contoso.com?x", "contoso.com#x", "contoso.com:443", "contoso.com&x=y",
		"user:password@contoso.com", "a@b@contoso.com", "@contoso.com", "a@", "a@contoso", "127.0.0.1", "[::1]",
		"contoso.123", "..", "../x.com", "%63ontoso.com", "contoso.com%2f", `contoso.com\x`, "a@contoso.com/x",
		"contoso.com\x00", "contoso.com\nfabrikam.com", "con\u00adtoso.com", "contoso\u202e.com", "con\u200btoso.com",
		"\u2066contoso.com\u2069", "contoso\uff0fx.com", "contoso.com\uff1fx", "xn--a.com", "a@contoso.com, b@contoso.com",
		"<a@contoso.com>", "\"a\"@contoso.com", "mailto:a@contoso.com", "contoso.com\xff",
		"00000000-0000-0000-0000-000000000000", tenantID + "0", "{" + tenantID + "}", tenantID[1:],
		strings.Repeat("a", 64) + ".com", strings.Repeat("a.", 130) + "com", strings.Repeat("x", 1<<20),
	} {
		got, err := consent.ParseTenant(input)
		if ruleOf(err) != consent.RuleTenant || got != (consent.Tenant{}) {
			t.Errorf("%.60q: %+v, %v", input, got, err)
		}
	}
}

func TestParseTenantKnowsPersonalAccounts(t *testing.T) {
	for _, input := range []string{
		"9188040d-6c67-4c5b-b112-36a304b66dad", "84DF9E7F-E9F6-40AF-B435-AAAAAAAAAAAA",
		"a@outlook.com", "a@hotmail.com", "a@live.com", "a@msn.com", "a@gmail.com", "a@icloud.com", "a@me.com",
		"OUTLOOK.COM", "outlook.de", "hotmail.co.uk", "live.nl", "live.com.mx", "sub.outlook.com", "ｏｕｔｌｏｏｋ.com",
		"a@web.de", "a@privaterelay.appleid.com",
	} {
		if _, err := consent.ParseTenant(input); !errors.Is(err, consent.ErrPersonal) || ruleOf(err) != consent.RulePersonal {
			t.Errorf("%s: %v", input, err)
		}
	}
}

func TestOnlyAKnownTenantIsConfirmed(t *testing.T) {
	if got := (consent.Tenant{}).ConfirmedByPerson(); got != (consent.Tenant{}) {
		t.Errorf("%+v", got)
	}
}

// FuzzParseTenant: whatever is accepted stands in a link as it is, and the link passes Check.
func FuzzParseTenant(f *testing.F) {
	for _, seed := range []string{tenantID, "contoso.com", "a@contoso.com", "m\u00fcller.de", "xn--mller-kva.de", "\uff0f", "a@b@c.d", "outlook.com", "\u202e"} {
		f.Add(seed)
	}
	cloud, _ := diagnose.CloudOf("public")
	f.Fuzz(func(t *testing.T, input string) {
		tenant, err := consent.ParseTenant(input)
		if err != nil {
			plainError(t, err)
			return
		}
		again, err := consent.ParseTenant(tenant.String())
		if err != nil || again != tenant {
			t.Fatalf("%q gives %q, and that %q, %v", input, tenant, again, err)
		}
		if _, err := consent.AdminLinks(diagnose.MailApps()[0], cloud, tenant.ConfirmedByPerson()); err != nil {
			t.Fatalf("%q: %v", input, err)
		}
	})
}

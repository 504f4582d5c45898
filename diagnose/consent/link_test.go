package consent_test

import (
	"errors"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

const tenantID = "0d9b645f-597b-41f0-a2a3-ef103fbd91bb"

func ruleOf(err error) consent.Rule {
	var broken *consent.RuleError
	if errors.As(err, &broken) {
		return broken.Rule
	}
	return ""
}

func TestLinksOfATenant(t *testing.T) {
	for _, app := range diagnose.MailApps() {
		for _, tenant := range []string{tenantID, "contoso.com"} {
			found := links(t, app, tenant)
			base := "https://login.microsoftonline.com/" + tenant
			want := []string{
				base + "/adminconsent?client_id=" + app.ClientID,
				base + "/v2.0/adminconsent?client_id=" + app.ClientID + "&scope=https://outlook.office365.com/.default",
			}
			for i, form := range []consent.Form{consent.FormV1, consent.FormV2} {
				l := found[i]
				if l.Form != form || l.URL != want[i] || l.WhoseCompany || !l.QRAllowed || l.Tenant.String() != tenant {
					t.Errorf("%s: %+v, want %s", app.ID, l, want[i])
				}
			}
			if len(found) > 3 || len(found) == 3 && found[2].Form != consent.FormShort {
				t.Errorf("%s: %+v", app.ID, found)
			}
		}
	}
}

// TestWhoseCompanyLinks: organizations only where no tenant is known; it and the short link say for whom they approve,
// and neither becomes a QR code.
func TestWhoseCompanyLinks(t *testing.T) {
	apple := diagnose.MailApps()[0]
	found, err := consent.AdminLinks(apple, publicCloud(t), consent.Tenant{})
	if err != nil || len(found) != 2 || found[0].Form != consent.FormOrganizations || found[1].Form != consent.FormShort {
		t.Fatalf("%+v, %v", found, err)
	}
	for _, l := range append(found, links(t, apple, tenantID)...) {
		whose := l.Form == consent.FormOrganizations || l.Form == consent.FormShort
		if l.WhoseCompany != whose || l.QRAllowed == whose || l.Tenant.Known() == whose {
			t.Errorf("%+v", l)
		}
		if _, err := consent.Code(l.URL); (err == nil) != l.QRAllowed {
			t.Errorf("%s as a QR code: %v", l.URL, err)
		}
	}
	for _, l := range links(t, apple, tenantID) {
		if strings.Contains(l.URL, "organizations") {
			t.Errorf("a tenant is known: %s", l.URL)
		}
	}
}

func TestOnlyShippedRowsGetIntoALink(t *testing.T) {
	apple, public := diagnose.MailApps()[0], publicCloud(t)
	forged := public
	forged.LoginHost, forged.ExchangeResource = "login.example", "https://mail.example"
	other := apple
	other.ShortLink = "https://aka.ms/other"
	found, err := consent.AdminLinks(other, forged, confirmed(t, tenantID))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range found {
		if strings.Contains(l.URL, "example") || strings.Contains(l.URL, "aka.ms/other") {
			t.Errorf("%s", l.URL)
		}
	}
}

func TestLinksThatAreNotBuilt(t *testing.T) {
	apple, public := diagnose.MailApps()[0], publicCloud(t)
	stranger := apple
	stranger.ClientID = "00000003-0000-0000-c000-000000000000"
	unconfirmed, err := consent.ParseTenant(tenantID)
	if err != nil {
		t.Fatal(err)
	}
	known := confirmed(t, tenantID)
	for name, c := range map[string]struct {
		app    diagnose.MailApp
		cloud  diagnose.Cloud
		tenant consent.Tenant
		rule   consent.Rule
	}{
		"app that does not ship":      {stranger, public, known, consent.RuleClient},
		"no app":                      {diagnose.MailApp{}, public, known, consent.RuleClient},
		"cloud that does not ship":    {apple, diagnose.Cloud{ID: "moon", LoginHost: "login.moon"}, known, consent.RuleCloud},
		"tenant nobody has confirmed": {apple, public, unconfirmed, consent.RuleUnconfirmed},
	} {
		if got, err := consent.AdminLinks(c.app, c.cloud, c.tenant); ruleOf(err) != c.rule || got != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

// TestUnprovenClouds: no link where nobody has proven that the app exists.
func TestUnprovenClouds(t *testing.T) {
	for _, cloud := range diagnose.Clouds() {
		for _, app := range diagnose.MailApps() {
			_, err := consent.AdminLinks(app, cloud, confirmed(t, tenantID))
			if errors.Is(err, consent.ErrUnproven) == cloud.AppleProven {
				t.Errorf("%s in %s: %v", app.ID, cloud.ID, err)
			}
		}
	}
}

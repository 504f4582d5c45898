package consent

import (
	"strings"

	"synchelper/diagnose"
)

// Form is the shape of a link to approve a mail app.
type Form string

// The forms.
const (
	FormV1            Form = "v1"            // names the tenant, asks for all permissions the app has registered
	FormV2            Form = "v2"            // the same by the newer endpoint, for the Exchange resource
	FormOrganizations Form = "organizations" // v1 for the company of whoever signs in
	FormShort         Form = "short"         // Microsoft's own short link
)

// AdminLink is a link with which an administrator approves a mail app for the company.
type AdminLink struct {
	Form         Form
	URL          string
	Tenant       Tenant // for whom; the zero Tenant when WhoseCompany
	WhoseCompany bool   // approves for the company of whoever signs in: say so wherever it is shown
	QRAllowed    bool   // may be shown as a QR code
}

// organizations stands for "the tenant of whoever signs in" in place of a tenant.
const organizations = "organizations"

// AdminLinks returns the links to approve app in cloud for tenant, the best first.
//
// With a tenant these are the v1 and the v2 form. Without one (the zero Tenant) it is the organizations form. Where
// Microsoft has a short link for the app it comes last. Only the ids of app and cloud are looked at, everything else
// comes from the rows that ship.
//
// Errors are *RuleError: RuleClient for an app that does not ship ("we do not know this app": the admin center is the
// way), RuleCloud for a cloud that does not (the simulated company's may: it must be on loopback), ErrUnproven where
// nobody has proven that the app exists in that cloud, ErrUnconfirmed for a tenant that the person has not confirmed.
//
// The forms are those of https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/grant-admin-consent (v1: a
// tenant id, any verified domain, or organizations) and of
// https://learn.microsoft.com/en-us/entra/identity-platform/v2-admin-consent (v2).
func AdminLinks(app diagnose.MailApp, cloud diagnose.Cloud, tenant Tenant) ([]AdminLink, error) {
	app, cloud, err := shipped(app, cloud)
	if err != nil {
		return nil, err
	}
	if tenant.Known() && !tenant.confirmed {
		return nil, broken(RuleUnconfirmed, "nobody has confirmed %s", tenant)
	}
	links := linksOf(app, cloud, tenant)
	for _, l := range links {
		if err := Check(l.URL); err != nil {
			return nil, err
		}
	}
	return links, nil
}

// shipped replaces what the caller holds by the rows that ship, so that no field of theirs gets into a link.
func shipped(app diagnose.MailApp, cloud diagnose.Cloud) (diagnose.MailApp, diagnose.Cloud, error) {
	ours, ok := diagnose.MailAppByClientID(app.ClientID)
	if !ok {
		return app, cloud, broken(RuleClient, "no mail app that ships has the client id %s", quote(app.ClientID))
	}
	if cloud.Simulated && loopback(cloud.LoginHost) {
		return ours, simulatedAt(cloud.LoginHost), nil
	}
	row, ok := diagnose.CloudOf(cloud.ID)
	if !ok {
		return app, cloud, broken(RuleCloud, "no cloud %s", quote(cloud.ID))
	}
	if !row.AppleProven {
		return app, cloud, broken(RuleUnproven, "%s is not known to exist in %s", ours.EntraName, row.Name)
	}
	return ours, row, nil
}

func linksOf(app diagnose.MailApp, cloud diagnose.Cloud, tenant Tenant) []AdminLink {
	var links []AdminLink
	if tenant.Known() {
		links = append(links,
			AdminLink{Form: FormV1, URL: v1(cloud, tenant.String(), app), Tenant: tenant, QRAllowed: true},
			AdminLink{Form: FormV2, URL: v2(cloud, tenant.String(), app), Tenant: tenant, QRAllowed: true})
	} else {
		links = append(links, AdminLink{Form: FormOrganizations, URL: v1(cloud, organizations, app), WhoseCompany: true})
	}
	if app.ShortLink != "" && cloud.ID == diagnose.Clouds()[0].ID {
		links = append(links, AdminLink{Form: FormShort, URL: app.ShortLink, WhoseCompany: true})
	}
	return links
}

func v1(cloud diagnose.Cloud, tenant string, app diagnose.MailApp) string {
	return "https://" + cloud.LoginHost + "/" + tenant + "/adminconsent?client_id=" + app.ClientID
}

// v2 leaves redirect_uri out although Microsoft's page calls it required. It would have to be one that the app has
// registered; Apple's are of its own scheme (com.apple.Preferences://…), which an administrator's browser cannot open,
// and any other address is either refused (AADSTS50011) or carries the answer to a third party. Without it the grant is
// made and the page behind it may show an error, as with v1; public tools build the link this way. The scope is the
// static one: granting an explicit, narrower list may take away what was granted before.
func v2(cloud diagnose.Cloud, tenant string, app diagnose.MailApp) string {
	return "https://" + cloud.LoginHost + "/" + tenant + "/v2.0/adminconsent?client_id=" + app.ClientID +
		"&scope=" + scopeOf(cloud)
}

// scopeOf is the Exchange resource with /.default, unescaped: RFC 3986 §3.4 allows ":" and "/" in a query, and an
// administrator can read it.
func scopeOf(cloud diagnose.Cloud) string {
	return strings.TrimSuffix(cloud.ExchangeResource, "/") + "/.default"
}

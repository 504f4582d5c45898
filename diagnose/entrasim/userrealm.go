package entrasim

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
)

// realmAnswer is what userrealm says with api-version 1.0, as MSAL reads it for its password flow.
type realmAnswer struct {
	Version       string `json:"ver"`
	AccountType   string `json:"account_type"`
	Domain        string `json:"domain_name,omitempty"`
	CloudInstance string `json:"cloud_instance_name,omitempty"`
	CloudAudience string `json:"cloud_audience_urn,omitempty"`
	Protocol      string `json:"federation_protocol,omitempty"`
	Metadata      string `json:"federation_metadata_url,omitempty"`
	ActiveAuth    string `json:"federation_active_auth_url,omitempty"`
}

// newerRealmAnswer is what it says with api-version 2.0 and 2.1, as AADInternals and others read it.
type newerRealmAnswer struct {
	NameSpaceType string `json:"NameSpaceType"`
	Protocol      string `json:"federation_protocol,omitempty"`
	Login         string `json:"Login"`
	AuthURL       string `json:"AuthURL,omitempty"`
	Domain        string `json:"DomainName,omitempty"`
	Brand         string `json:"FederationBrandName,omitempty"`
	Branding      any    `json:"TenantBrandingInfo"`
	CloudInstance string `json:"cloud_instance_name,omitempty"`
}

// oldRealmAnswer is what GetUserRealm.srf says, as AADInternals reads it; with xml=1 the same as XML.
type oldRealmAnswer struct {
	XMLName       xml.Name `json:"-" xml:"RealmInfo"`
	Success       string   `json:"-" xml:"Success,attr"`
	State         int      `json:"State"`
	UserState     int      `json:"UserState"`
	Login         string   `json:"Login"`
	NameSpaceType string   `json:"NameSpaceType"`
	Domain        string   `json:"DomainName,omitempty" xml:"DomainName,omitempty"`
	Global        int      `json:"FederationGlobalVersion" xml:"FederationGlobalVersion"`
	AuthURL       string   `json:"AuthURL,omitempty" xml:"AuthURL,omitempty"`
	Brand         string   `json:"FederationBrandName,omitempty" xml:"FederationBrandName,omitempty"`
	CloudInstance string   `json:"CloudInstanceName,omitempty" xml:"CloudInstanceName,omitempty"`
	CloudIssuer   string   `json:"CloudInstanceIssuerUri,omitempty" xml:"CloudInstanceIssuerUri,omitempty"`
}

const microsoftFederation = "urn:federation:MicrosoftOnline"

// realm is what the company's domain is to Microsoft, and where its people sign in if not there.
func (c *Company) realm(user string) (kind, brand, authURL string) {
	t := c.Tenant()
	_, domain, _ := strings.Cut(user, "@")
	switch {
	case t.Unknown, !strings.EqualFold(domain, t.Domain):
		return "Unknown", "", ""
	case t.Personal:
		// Personal accounts are to this endpoint a company that federates with login.live.com; the brand's name varies.
		return "Federated", "MSA Realms", "https://login.live.com/login.srf?username=" + url.QueryEscape(user)
	case t.Federated != "":
		return "Federated", t.Federated, c.federatedAddress(user)
	}
	return "Managed", t.company(), ""
}

// federatedAddress is the page of the company's own identity provider (WS-Federation, as AD FS has it).
func (c *Company) federatedAddress(user string) string {
	asked := url.Values{"username": {user}, "wa": {"wsignin1.0"}, "wtrealm": {microsoftFederation}, "wctx": {""}}
	return "https://" + c.OwnHost() + providerPath + "?" + asked.Encode()
}

func (c *Company) serveUserRealm(w http.ResponseWriter, r *http.Request) {
	user := r.PathValue("user")
	kind, brand, authURL := c.realm(user)
	instance, _, _ := cloudNames(c.Tenant().Cloud)
	_, domain, _ := strings.Cut(user, "@")
	protocol := ""
	if kind == "Federated" {
		protocol = "WSTrust"
	}
	if strings.HasPrefix(r.URL.Query().Get("api-version"), "2.") {
		writeJSON(w, http.StatusOK, newerRealmAnswer{
			NameSpaceType: kind, Protocol: protocol, Login: user, AuthURL: authURL, Domain: domain, Brand: brand,
			CloudInstance: instance,
		})
		return
	}
	answer := realmAnswer{Version: "1.0", AccountType: kind, Domain: domain, CloudInstance: instance,
		CloudAudience: microsoftFederation, Protocol: protocol}
	if kind == "Federated" && authURL != "" {
		u, _ := url.Parse(authURL)
		answer.Metadata = "https://" + u.Host + "/adfs/services/trust/mex"
		answer.ActiveAuth = "https://" + u.Host + "/adfs/services/trust/2005/usernamemixed"
	}
	writeJSON(w, http.StatusOK, answer)
}

func (c *Company) serveOldUserRealm(w http.ResponseWriter, r *http.Request) {
	user := r.FormValue("login")
	kind, brand, authURL := c.realm(user)
	_, domain, _ := strings.Cut(user, "@")
	answer := oldRealmAnswer{Success: "true", State: 4, UserState: 1, Login: user, NameSpaceType: kind, Domain: domain,
		Global: -1, AuthURL: authURL, Brand: brand}
	if kind != "Unknown" {
		answer.CloudInstance, _, _ = cloudNames(c.Tenant().Cloud)
		answer.CloudIssuer = microsoftFederation
	}
	if kind == "Federated" {
		answer.State, answer.UserState = 3, 2
	}
	if r.FormValue("xml") != "1" {
		writeJSON(w, http.StatusOK, answer)
		return
	}
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	_ = xml.NewEncoder(w).Encode(answer) // a client that is gone is no concern of ours
}

package entrasim

import (
	"net/http"
	"strings"
	"testing"
)

func TestConfigurationNamesTheTenant(t *testing.T) {
	c := begin(t, Options{})
	tenant := c.Tenant()
	for path, issuer := range map[string]string{
		"/contoso.com/v2.0":             tenant.TenantID + "/v2.0",
		"/CONTOSO.com/v2.0":             tenant.TenantID + "/v2.0",
		"/" + tenant.TenantID + "/v2.0": tenant.TenantID + "/v2.0",
		"/organizations/v2.0":           "{tenantid}/v2.0",
		"/common/v2.0":                  "{tenantid}/v2.0",
		"/contoso.com":                  tenant.TenantID + "/",
		"/common":                       "{tenantid}/",
	} {
		var got configuration
		ask(t, c, http.MethodGet, login(c, path+"/.well-known/openid-configuration"), nil).read(t, &got)
		if want := login(c, "/"+issuer); got.Issuer != want {
			t.Errorf("%s: issuer %s, want %s", path, got.Issuer, want)
		}
		if namesRegion, namesTenant := got.RegionScope != nil, !strings.Contains(issuer, "{"); namesRegion != namesTenant {
			t.Errorf("%s: region %v", path, got.RegionScope)
		}
		for _, address := range []string{got.TokenEndpoint, got.Authorization, got.JWKS, got.DeviceAuthorization} {
			if !strings.HasPrefix(address, login(c, "/")) {
				t.Errorf("%s leads to %s", path, address)
			}
		}
	}
}

func TestConfigurationNamesTheCloud(t *testing.T) {
	for id, want := range map[string][2]string{
		"": {"microsoftonline.com", ""}, "usgov": {"microsoftonline.us", "DODCON"}, "usdod": {"microsoftonline.us", "DOD"},
		"china": {"partner.microsoftonline.cn", ""},
	} {
		c := begin(t, Options{}, func(t *Tenant) { t.Cloud = id })
		got := c.configurationOf("contoso.com", false)
		if got.CloudInstance != want[0] || got.RegionSubScope != want[1] {
			t.Errorf("%q: %s, %s", id, got.CloudInstance, got.RegionSubScope)
		}
	}
}

func TestAnUnknownTenantIsRefused(t *testing.T) {
	c := begin(t, Options{})
	got := ask(t, c, http.MethodGet, login(c, "/nobody.example/v2.0/.well-known/openid-configuration"), nil)
	body := refused(t, got, http.StatusBadRequest, 90002)
	if body.Error != "invalid_tenant" || !strings.Contains(body.Description, "Tenant 'nobody.example' not found") {
		t.Errorf("%+v", body)
	}
	c.Change(func(t *Tenant) { t.Unknown = true })
	refused(t, ask(t, c, http.MethodGet, login(c, "/contoso.com/.well-known/openid-configuration"), nil), 400, 90002)
}

func TestInstanceDiscoveryKnowsItself(t *testing.T) {
	c := begin(t, Options{})
	path := "/common/discovery/instance?api-version=1.1&authorization_endpoint="
	var got struct {
		Next     string `json:"tenant_discovery_endpoint"`
		Metadata []struct{ Aliases []string }
	}
	ask(t, c, http.MethodGet, login(c, path+login(c, "/contoso.com/oauth2/v2.0/authorize")), nil).read(t, &got)
	if got.Next != login(c, "/contoso.com/v2.0/.well-known/openid-configuration") || got.Metadata[0].Aliases[0] != c.Cloud().LoginHost {
		t.Errorf("%+v", got)
	}
	refused(t, ask(t, c, http.MethodGet, login(c, path+"https://login.fabrikam.com/common/oauth2/authorize"), nil), 400, 50049)
}

func TestUserRealm(t *testing.T) {
	for name, try := range map[string]struct {
		change      func(*Tenant)
		user, kind  string
		brand       string
		ownProvider bool
	}{
		"managed":   {func(*Tenant) {}, "user0@contoso.com", "Managed", "Contoso", false},
		"federated": {func(t *Tenant) { t.Federated = "Contoso sign-in" }, "user0@contoso.com", "Federated", "Contoso sign-in", true},
		"personal":  {func(t *Tenant) { t.Personal = true }, "user0@contoso.com", "Federated", "MSA Realms", false},
		"stranger":  {func(*Tenant) {}, "user0@fabrikam.com", "Unknown", "", false},
		"unknown":   {func(t *Tenant) { t.Unknown = true }, "user0@contoso.com", "Unknown", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			c := begin(t, Options{}, try.change)
			var first realmAnswer
			ask(t, c, http.MethodGet, login(c, "/common/userrealm/"+try.user+"?api-version=1.0"), nil).read(t, &first)
			var newer newerRealmAnswer
			ask(t, c, http.MethodGet, login(c, "/common/userrealm/"+try.user+"?api-version=2.1"), nil).read(t, &newer)
			var old oldRealmAnswer
			ask(t, c, http.MethodGet, login(c, "/GetUserRealm.srf?login="+try.user), nil).read(t, &old)
			asXML := ask(t, c, http.MethodGet, login(c, "/GetUserRealm.srf?xml=1&login="+try.user), nil).text
			if first.AccountType != try.kind || newer.NameSpaceType != try.kind || old.NameSpaceType != try.kind ||
				!strings.Contains(asXML, "<NameSpaceType>"+try.kind+"</NameSpaceType>") {
				t.Errorf("%s, %s, %s, %s, want %s", first.AccountType, newer.NameSpaceType, old.NameSpaceType, asXML, try.kind)
			}
			if newer.Brand != try.brand || old.Brand != try.brand {
				t.Errorf("brands %q and %q, want %q", newer.Brand, old.Brand, try.brand)
			}
			if got := strings.HasPrefix(newer.AuthURL, "https://"+c.OwnHost()+"/adfs/ls/?"); got != try.ownProvider {
				t.Errorf("people sign in at %q", newer.AuthURL)
			}
		})
	}
}

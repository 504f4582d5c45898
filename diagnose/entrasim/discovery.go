package entrasim

import (
	"net/http"
	"strings"
)

// configuration is the discovery document (OpenID Connect Discovery 1.0 §3), with what Microsoft adds to it, as it
// stands in recorded answers of the Azure SDKs.
type configuration struct {
	TokenEndpoint         string   `json:"token_endpoint"`
	TokenAuthMethods      []string `json:"token_endpoint_auth_methods_supported"`
	JWKS                  string   `json:"jwks_uri"`
	ResponseModes         []string `json:"response_modes_supported"`
	SubjectTypes          []string `json:"subject_types_supported"`
	SigningAlgorithms     []string `json:"id_token_signing_alg_values_supported"`
	ResponseTypes         []string `json:"response_types_supported"`
	Scopes                []string `json:"scopes_supported"`
	Issuer                string   `json:"issuer"`
	RequestURI            bool     `json:"request_uri_parameter_supported"`
	Authorization         string   `json:"authorization_endpoint"`
	DeviceAuthorization   string   `json:"device_authorization_endpoint,omitempty"`
	HTTPLogout            bool     `json:"http_logout_supported"`
	FrontChannelLogout    bool     `json:"frontchannel_logout_supported"`
	EndSession            string   `json:"end_session_endpoint"`
	Claims                []string `json:"claims_supported"`
	RegionScope           *string  `json:"tenant_region_scope"` // null where no tenant is named
	RegionSubScope        string   `json:"tenant_region_sub_scope,omitempty"`
	CloudInstance         string   `json:"cloud_instance_name"`
	CloudGraph            string   `json:"cloud_graph_host_name"`
	MicrosoftGraph        string   `json:"msgraph_host"`
	RoleBasedAccessSystem string   `json:"rbac_url"`
}

// cloudNames are what a cloud calls itself in discovery, and its Microsoft Graph (Microsoft, "National cloud
// deployments"). The sub-scopes are those that AADInternals reads.
func cloudNames(id string) (instance, graph, subScope string) {
	switch id {
	case "usgov":
		return "microsoftonline.us", "graph.microsoft.us", "DODCON"
	case "usdod":
		return "microsoftonline.us", "dod-graph.microsoft.us", "DOD"
	case "china":
		return "partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn", ""
	}
	return "microsoftonline.com", "graph.microsoft.com", ""
}

func (c *Company) serveConfiguration(v1 bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		authority := r.PathValue("authority")
		if !c.Tenant().answersFor(authority) {
			// Entra answers with the body of a token error (AADSTS90002, invalid_tenant) and status 400.
			c.writeTokenError(w, r, c.told(90002, authorizeRequest{Authority: authority}))
			return
		}
		w.Header().Set("Cache-Control", "max-age=86400, private")
		writeJSON(w, http.StatusOK, c.configurationOf(authority, v1))
	}
}

func (c *Company) configurationOf(authority string, v1 bool) configuration {
	t := c.Tenant()
	base := "https://" + c.Cloud().LoginHost + "/" + authority
	version := "/v2.0"
	if v1 {
		version = ""
	}
	instance, graph, subScope := cloudNames(t.Cloud)
	found := configuration{
		TokenEndpoint:    base + "/oauth2" + version + "/token",
		TokenAuthMethods: []string{"client_secret_post", "private_key_jwt", "client_secret_basic", "self_signed_tls_client_auth"},
		JWKS:             base + "/discovery" + version + "/keys",
		ResponseModes:    []string{"query", "fragment", "form_post"}, SubjectTypes: []string{"pairwise"},
		SigningAlgorithms: []string{"RS256"},
		ResponseTypes:     []string{"code", "id_token", "code id_token", "id_token token"},
		Scopes:            []string{"openid", "profile", "email", "offline_access"},
		Authorization:     base + "/oauth2" + version + "/authorize",
		HTTPLogout:        true, FrontChannelLogout: true, EndSession: base + "/oauth2" + version + "/logout",
		Claims: []string{"sub", "iss", "cloud_instance_name", "cloud_instance_host_name", "cloud_graph_host_name", "msgraph_host",
			"aud", "exp", "iat", "auth_time", "acr", "nonce", "preferred_username", "name", "tid", "ver", "at_hash", "c_hash",
			"email"},
		CloudInstance: instance, CloudGraph: "graph.windows.net", MicrosoftGraph: graph,
		RoleBasedAccessSystem: "https://pas.windows.net",
		DeviceAuthorization:   base + "/oauth2/v2.0/devicecode",
	}
	found.Issuer = c.issuer("{tenantid}", v1) // the braces are Microsoft's: a token names its own tenant
	if !namesNoTenant(authority) {
		found.Issuer, found.RegionScope, found.RegionSubScope = c.issuer(t.TenantID, v1), &t.Region, subScope
	}
	return found
}

func namesNoTenant(authority string) bool {
	return strings.EqualFold(authority, "organizations") || strings.EqualFold(authority, "common")
}

// issuer is who signs. The real v1 issuer is another host (sts.windows.net); here both are the company's.
func (c *Company) issuer(tenantID string, v1 bool) string {
	issuer := "https://" + c.Cloud().LoginHost + "/" + tenantID + "/"
	if v1 {
		return issuer
	}
	return issuer + "v2.0"
}

// serveInstance answers clients that check an authority before they use it (MSAL: instance discovery,
// api-version=1.1). It knows itself and nobody else.
func (c *Company) serveInstance(w http.ResponseWriter, r *http.Request) {
	host := c.Cloud().LoginHost
	asked := strings.TrimPrefix(r.URL.Query().Get("authorization_endpoint"), "https://")
	askedHost, rest, _ := strings.Cut(asked, "/")
	authority, _, _ := strings.Cut(rest, "/")
	if askedHost != host {
		// AADSTS50049 is what Entra says of hosts that are none of its own (MSAL's tests: invalid_instance).
		c.writeTokenError(w, r, failure{Code: 50049, Error: "invalid_instance", Sentence: "Unknown or invalid instance."})
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"tenant_discovery_endpoint": "https://" + host + "/" + authority + "/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata": []map[string]any{
			{"preferred_network": host, "preferred_cache": host, "aliases": []string{host}},
		},
	})
}

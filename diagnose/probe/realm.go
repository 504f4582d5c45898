package probe

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

// realmAnswer is who checks the passwords of a domain's people, or why that is not known.
type realmAnswer struct {
	federation Federation
	known      bool
	personal   bool
	failure    failure // evidence when it is not known
}

// realm is the answer of userrealm: api-version 1.0 has the names with underscores, 2.x the others (AADInternals;
// MSAL Go, package wstrust).
type realm struct {
	NameSpaceType string `json:"NameSpaceType"`
	AccountType   string `json:"account_type"`
	AuthURL       string `json:"AuthURL"`
	MetadataURL   string `json:"federation_metadata_url"`
	ActiveURL     string `json:"federation_active_auth_url"`
	Brand         string `json:"FederationBrandName"`
	Protocol      string `json:"federation_protocol"`
}

// askRealm asks a sign-in host who checks the person's password.
func (a *asker) askRealm(ctx context.Context, host string) realmAnswer {
	got := a.ask(ctx, question{method: http.MethodGet,
		url: "https://" + host + "/common/userrealm/" + a.who.inPath() + "?api-version=2.1"})
	got.host = host
	if f, failed := a.failed(got); failed {
		return realmAnswer{failure: f}
	}
	var r realm
	if got.status != http.StatusOK || json.Unmarshal(got.body, &r) != nil {
		return realmAnswer{failure: a.notUnderstood(got)}
	}
	return a.readRealm(r, got)
}

func (a *asker) readRealm(r realm, got answer) realmAnswer {
	kind := r.NameSpaceType
	if kind == "" {
		kind = r.AccountType
	}
	switch strings.ToLower(kind) {
	case "managed":
		return realmAnswer{known: true, federation: Federation{Brand: nameShown(r.Brand)}}
	case "federated":
	default: // "Unknown" for a domain without tenant
		return realmAnswer{failure: a.notUnderstood(got)}
	}
	f := Federation{Federated: true, Brand: nameShown(r.Brand), Protocol: nameShown(r.Protocol)}
	for _, address := range []string{r.AuthURL, r.MetadataURL, r.ActiveURL} {
		if f.Host == "" {
			f.Host = pageHost(address)
		}
	}
	if f.Host == "login.live.com" { // so Outlook.com and its kin appear: as a company whose own page this is
		return realmAnswer{known: true, personal: true}
	}
	return realmAnswer{known: true, federation: f}
}

// pageHost is the host of a sign-in page, to be shown to a person and compared with what the browser shows; "" when
// the address could not be one.
func pageHost(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.User != nil || !isHostName(u.Hostname()) {
		return ""
	}
	return hostOf(u)
}

func nameShown(name string) string { return shorten(oneLine(name), 80) }

func (r realmAnswer) words() string {
	switch {
	case !r.known:
		return "who checks passwords is not known"
	case !r.federation.Federated:
		return "managed"
	case r.federation.Host == "":
		return "federated"
	}
	return "federated with " + r.federation.Host
}

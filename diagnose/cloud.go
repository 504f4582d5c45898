package diagnose

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"synchelper/assets"
)

// Cloud is one of Microsoft's clouds: a row of hosts in assets/clouds.json. No link mixes rows.
type Cloud struct {
	ID               string   `json:"id"`
	Name             string   `json:"name"`
	LoginHost        string   `json:"login_host"`        // where links to people lead
	LoginHosts       []string `json:"login_hosts"`       // where Microsoft shows its sign-in pages, LoginHost among them
	ExchangeResource string   `json:"exchange_resource"` // https URI, without a slash at the end
	ExchangeHosts    []string `json:"exchange_hosts"`
	AdminCenter      string   `json:"admin_center"` // https URI of the Entra admin center
	MailWeb          string   `json:"mail_web"`     // https URI of mail in the browser
	// What the commands for administrators lead to: Microsoft Graph, and how three tools call the cloud.
	Graph               string `json:"graph"`                // https URI
	GraphEnvironment    string `json:"graph_environment"`    // of Connect-MgGraph; empty: the one that it takes by itself
	ExchangeEnvironment string `json:"exchange_environment"` // of Connect-ExchangeOnline; empty: as above
	AzureCLI            string `json:"azure_cli"`            // of az cloud set; empty where az leads to another Graph

	AppleProven bool `json:"apple_proven"` // Apple's client id is known to exist in this cloud

	Simulated bool `json:"-"` // the simulated company's, on this computer only; never a row of the file
}

// ShowsSignIn says whether host (with its port, if it has one) shows the cloud's own sign-in pages.
func (c Cloud) ShowsSignIn(host string) bool { return slices.Contains(c.LoginHosts, host) }

// HoldsMail says whether host (with its port, if it has one) is one of the cloud's Exchange Online hosts.
func (c Cloud) HoldsMail(host string) bool { return slices.Contains(c.ExchangeHosts, host) }

// IsMicrosofts says whether a host is under one of the domains that Microsoft's sign-in and mail use in any cloud. It is
// wider than the rows: second steps are registered, passwords reset and mailboxes found on hosts that no list names whole.
// So nothing secret is sent and no page is read because of it; it only keeps such a host from being taken for a company's
// own. No company runs a server of its own under one of them.
func IsMicrosofts(host string) bool {
	return slices.ContainsFunc(microsoftDomains(), func(domain string) bool {
		return host == domain || strings.HasSuffix(host, "."+domain)
	})
}

func microsoftDomains() []string {
	return []string{
		"cloud.microsoft", "live.com", "microsoft.com", "microsoftonline.com", "office.com", "office365.com", "outlook.com",
		"windowsazure.com",
		"microsoft.us", "microsoftonline.us", "office365.us", "windowsazure.us",
		"microsoftonline.cn", "office365.cn", "outlook.cn", "windowsazure.cn",
	}
}

var clouds = sync.OnceValue(func() []Cloud {
	var list []Cloud
	if err := json.Unmarshal(assets.Table(assets.Clouds), &list); err != nil {
		panic("assets/clouds.json: " + err.Error())
	}
	return list
})

// Clouds returns Microsoft's clouds, the public one first. The slice is shared: do not change it.
func Clouds() []Cloud { return clouds() }

// CloudOf returns the cloud of an id; false when no row has it.
func CloudOf(id string) (Cloud, bool) {
	for _, c := range clouds() {
		if c.ID == id {
			return c, true
		}
	}
	return Cloud{}, false
}

// authorities are the hosts of assets/authorities.json.
type authorities struct {
	SignIn []string `json:"authorities"` // Microsoft's alone, with everything below
	Shared []string `json:"shared"`      // each company has a name of its own below
}

var allAuthorities = sync.OnceValue(func() authorities {
	var list authorities
	if err := json.Unmarshal(assets.Table(assets.Authorities), &list); err != nil {
		panic("assets/authorities.json: " + err.Error())
	}
	return list
})

// SignsIn returns the hosts at which Microsoft signs people in, older names among them: the clouds' rows hold those alone
// that pages are read on. The slice is shared: do not change it.
func SignsIn() []string { return allAuthorities().SignIn }

// SharedDomains returns the domains of Microsoft's under which every company can have a name. The slice is shared: do not
// change it.
func SharedDomains() []string { return allAuthorities().Shared }

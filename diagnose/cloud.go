package diagnose

import (
	"encoding/json"
	"slices"
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
	AppleProven      bool     `json:"apple_proven"` // Apple's client id is known to exist in this cloud

	Simulated bool `json:"-"` // the simulated company's, on this computer only; never a row of the file
}

// ShowsSignIn says whether host (with its port, if it has one) shows the cloud's own sign-in pages.
func (c Cloud) ShowsSignIn(host string) bool { return slices.Contains(c.LoginHosts, host) }

// HoldsMail says whether host (with its port, if it has one) is one of the cloud's Exchange Online hosts.
func (c Cloud) HoldsMail(host string) bool { return slices.Contains(c.ExchangeHosts, host) }

var clouds = sync.OnceValue(func() []Cloud {
	var list []Cloud
	if err := json.Unmarshal(assets.Clouds, &list); err != nil {
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

package signin

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// How long each part may take.
const (
	// SignInLimit bounds a whole sign-in. A person looks for the other device, types a long password, registers a second
	// step; but a window that nobody looks at any more must not stay open for ever.
	SignInLimit = 10 * time.Minute
	// DeviceCodeLimit bounds a sign-in by device code. Microsoft's codes count 15 minutes (RFC 8628 §3.2, expires_in).
	DeviceCodeLimit = 15 * time.Minute
	// askLimit bounds each exchange with a server: half a minute is what MSAL itself allows.
	askLimit = 30 * time.Second
)

// Config says for whom a sign-in is, and where.
type Config struct {
	Cloud   diagnose.Cloud
	App     diagnose.MailApp // as which the sign-in is asked for; it needs a redirect address
	Address string           // the person's mail address
	// TenantID is the tenant of the address. The token's tenant is compared with it; empty: with nothing.
	TenantID string
	HTTP     *http.Client     // nil: a client with the system's proxy
	Now      func() time.Time // nil: time.Now
	// SignInOnly is for a run that asks no mailbox: the code is dropped, never redeemed, and no token comes to be.
	SignInOnly bool

	hidden []sealed // the secrets of this run: cut out of every text before anything else reads it
}

// hiding returns the configuration with more secrets to hide.
func (c Config) hiding(secrets ...sealed) Config {
	c.hidden = append(slices.Clone(c.hidden), secrets...)
	return c
}

// hide cuts this run's own secrets out of a text. Package entra finds secrets by their looks and surroundings; these are
// known.
func (c Config) hide(text string) string {
	for _, secret := range c.hidden {
		if s := secret.open(); s != "" {
			text = strings.ReplaceAll(text, s, entra.Removed)
		}
	}
	return text
}

func (c Config) now() time.Time {
	if c.Now == nil {
		return time.Now()
	}
	return c.Now()
}

// authority is where MSAL asks: work and school accounts alone, in the tenant of whoever signs in.
func (c Config) authority() string { return "https://" + c.Cloud.LoginHost + "/organizations" }

// scopes ask for what the app was registered with, at Exchange Online. A narrower list could ask for a consent that the
// phone never asks for (Microsoft, "The .default scope").
func (c Config) scopes() []string { return []string{c.Cloud.ExchangeResource + "/.default"} }

// names says whether two addresses are the same account name: Microsoft Entra compares without regard to case.
func (c Config) names(account string) bool { return strings.EqualFold(account, c.Address) }

package diagnose

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"synchelper/assets"
)

// MailApp is a mail app that SyncHelper ships: an entry of assets/mailapps.json.
type MailApp struct {
	ID              string   `json:"id"`
	Number          uint8    `json:"number"`     // stable, held in references (1..15)
	Name            string   `json:"name"`       // what people call it, e.g. "Apple Mail"
	EntraName       string   `json:"entra_name"` // what the admin center calls it, e.g. "Apple Internet Accounts"
	FormerNames     []string `json:"former_names"`
	ClientID        string   `json:"client_id"`    // GUID, lower case
	RedirectURI     string   `json:"redirect_uri"` // what the app itself sends (RFC 6749 §3.1.2); empty when not known
	Publisher       string   `json:"publisher"`    // verified publisher; empty when not known
	MicrosoftListed bool     `json:"microsoft_listed"`
	ShortLink       string   `json:"short_link"`  // Microsoft's own short link to approve it; empty when there is none
	Permissions     []string `json:"permissions"` // delegated permissions it asks for; empty when not known
}

var mailApps = sync.OnceValue(func() []MailApp {
	var apps []MailApp
	if err := json.Unmarshal(assets.Table(assets.MailApps), &apps); err != nil {
		panic("assets/mailapps.json: " + err.Error())
	}
	return apps
})

// MailApps returns the mail apps that ship, Apple Mail first. The slice is shared: do not change it.
func MailApps() []MailApp { return mailApps() }

// MailAppOf returns the mail app of an id; for an unknown or empty id it returns Apple Mail, the one SyncHelper is for.
func MailAppOf(id string) MailApp {
	for _, app := range mailApps() {
		if app.ID == id {
			return app
		}
	}
	return mailApps()[0]
}

// MailAppByName returns the mail app that the admin center calls, or once called, so; false when none that ships is.
func MailAppByName(name string) (MailApp, bool) {
	for _, app := range mailApps() {
		for _, known := range append([]string{app.EntraName}, app.FormerNames...) {
			if strings.EqualFold(known, strings.TrimSpace(name)) {
				return app, true
			}
		}
	}
	return MailApp{}, false
}

// MailAppByClientID returns the mail app of a client id (a GUID, in any case); false when none that ships has it.
func MailAppByClientID(clientID string) (MailApp, bool) {
	i := slices.IndexFunc(mailApps(), func(a MailApp) bool { return strings.EqualFold(a.ClientID, clientID) })
	if i < 0 {
		return MailApp{}, false
	}
	return mailApps()[i], true
}

package consent

import (
	"slices"
	"strings"

	"synchelper/diagnose"
)

// pageHosts are the hosts of pages that explanations point to, besides those of the clouds. Only a plain path may
// follow them, and where paths are named only one that starts so: anybody can write pages on a shared host.
func pageHosts() map[string][]string {
	return map[string][]string{
		"learn.microsoft.com":               nil,
		"support.microsoft.com":             nil,
		"techcommunity.microsoft.com":       nil,
		"support.apple.com":                 nil,
		"developer.apple.com":               {"/documentation/devicemanagement"},
		"admin.microsoft.com":               nil,
		"admin.cloud.microsoft":             nil,
		"admin.exchange.microsoft.com":      nil,
		"intune.microsoft.com":              nil,
		"security.microsoft.com":            nil,
		"myaccount.microsoft.com":           nil,
		"mysignins.microsoft.com":           nil,
		"myapps.microsoft.com":              nil,
		"account.microsoft.com":             nil,
		"status.cloud.microsoft":            nil,
		"outlook.live.com":                  nil,
		"outlook.cloud.microsoft":           nil,
		"passwordreset.microsoftonline.com": nil,
		"datatracker.ietf.org":              {"/doc/html/rfc"},
		"www.rfc-editor.org":                {"/rfc/"},
		"apps.apple.com":                    {"/app/id951937596"}, // Microsoft Outlook
		"github.com":                        {"/MicrosoftDocs/", "/microsoftgraph/", "/apple/device-management/"},
	}
}

// shortLinks are the addresses on aka.ms that ship: anybody inside Microsoft can make one, so each counts by itself.
func shortLinks() []string {
	links := []string{"https://aka.ms/mfasetup", "https://aka.ms/mysecurityinfo", "https://aka.ms/sspr"}
	for _, app := range diagnose.MailApps() {
		if app.ShortLink != "" {
			links = append(links, app.ShortLink)
		}
	}
	return links
}

// cloudPages are the hosts of the admin centers and of mail in the browser.
func cloudPages() []string {
	var hosts []string
	for _, c := range diagnose.Clouds() {
		hosts = append(hosts, strings.TrimPrefix(c.AdminCenter, "https://"), strings.TrimPrefix(c.MailWeb, "https://"))
		hosts = append(hosts, c.ExchangeHosts...)
	}
	return hosts
}

// cloudsAt returns the clouds whose sign-in is at host.
func cloudsAt(host string) []diagnose.Cloud {
	other := func(c diagnose.Cloud) bool { return c.LoginHost != host }
	return slices.DeleteFunc(slices.Clone(diagnose.Clouds()), other)
}

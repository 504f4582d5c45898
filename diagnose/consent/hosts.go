package consent

import (
	"slices"
	"strconv"
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
	if loopback(host) {
		return []diagnose.Cloud{simulatedAt(host)}
	}
	other := func(c diagnose.Cloud) bool { return c.LoginHost != host }
	return slices.DeleteFunc(slices.Clone(diagnose.Clouds()), other)
}

// loopback says whether a host can only be the simulated company on this very computer: localhost with a port that an
// ordinary program gets. Such a link leads nowhere from another computer, so nobody can be sent to a stranger by it.
func loopback(host string) bool {
	port, ok := strings.CutPrefix(host, "localhost:")
	number, err := strconv.ParseUint(port, 10, 16)
	const firstUnprivileged = 1024
	return ok && err == nil && number >= firstUnprivileged && port == strconv.FormatUint(number, 10)
}

// simulatedAt is the row of the simulated company whose sign-in is at host.
func simulatedAt(host string) diagnose.Cloud {
	return diagnose.Cloud{ID: "simulated", Name: "simulated company", LoginHost: host,
		ExchangeResource: diagnose.Clouds()[0].ExchangeResource, AppleProven: true, Simulated: true}
}

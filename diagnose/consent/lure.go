package consent

import (
	"strings"

	"synchelper/diagnose"
)

// Lure is a link that approves an application which does not ship, for a whole company. Whoever sent it wants an
// administrator to open it.
type Lure struct {
	ClientID string // as it stands in the link
	Company  string // the tenant that the link names; empty where it names none
}

// FindLure finds the first such link in a text, also where a mail program wrote it as a part of another address.
func FindLure(text []byte) (Lure, bool) {
	appID, address, found := diagnose.StrangeLink(text)
	if !found {
		return Lure{}, false
	}
	return Lure{ClientID: appID, Company: linkCompany(address)}, true
}

// linkCompany is the tenant in the path of a link, which stands behind the host.
func linkCompany(link string) string {
	_, rest, _ := strings.Cut(link[max(strings.LastIndex(link, "://"), 0):], "://")
	parts := strings.Split(rest, "/")
	if len(parts) < 3 {
		return ""
	}
	tenant, err := ParseTenant(parts[1])
	if err != nil {
		return ""
	}
	return tenant.String()
}

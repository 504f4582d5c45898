package consent

import (
	"bytes"
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
	const path, key = "adminconsent", "client_id="
	if bytes.Contains(text, []byte("%3")) {
		text = []byte(strings.NewReplacer("%3F", "?", "%3f", "?", "%3D", "=", "%3d", "=", "%2F", "/", "%2f", "/", "%26", "&").Replace(string(text)))
	}
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], '?')
		if i < 0 {
			return Lure{}, false
		}
		before := text[:at+i]
		at += i + 1
		if len(before) < len(path) || !strings.EqualFold(string(before[len(before)-len(path):]), path) {
			continue
		}
		query := strings.ToLower(string(text[at : at+linkEnd(text[at:])]))
		_, id, _ := strings.Cut(query, key)
		id = id[:len(id)-len(strings.TrimLeft(id, "0123456789abcdef-"))]
		if id != "" && !ships(id) {
			return Lure{ClientID: id[:min(len(id), 36)], Company: linkCompany(before)}, true
		}
	}
}

// ships says whether an application's id is one that ships, or the beginning of one that was cut off.
func ships(id string) bool {
	for _, app := range diagnose.MailApps() {
		if app.ClientID != "" && strings.HasPrefix(strings.ToLower(app.ClientID), id) {
			return true
		}
	}
	return false
}

// linkEnd is where a link in the midst of words ends.
func linkEnd(text []byte) int {
	if i := bytes.IndexAny(text, " \t\r\n\"'<>"); i >= 0 {
		return i
	}
	return len(text)
}

// linkCompany is the tenant in the path of a link, which stands behind the host.
func linkCompany(link []byte) string {
	link = link[bytes.LastIndexAny(link, " \t\r\n\"'<>")+1:]
	_, rest, _ := bytes.Cut(link[max(bytes.LastIndex(link, []byte("://")), 0):], []byte("://"))
	parts := strings.Split(string(rest), "/")
	if len(parts) < 3 {
		return ""
	}
	tenant, err := ParseTenant(parts[1])
	if err != nil {
		return ""
	}
	return tenant.String()
}

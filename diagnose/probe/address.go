package probe

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// address is a mail address, taken apart.
type address struct {
	local  string // as written
	domain string // ASCII, lower case
}

// parseAddress takes a mail address apart; false when it is none. It does not hold an address to every rule of RFC
// 5321: the servers know their own. It only refuses what could be read as something else in a URL or header.
func parseAddress(text string) (address, bool) {
	text = strings.TrimSpace(text)
	at := strings.LastIndexByte(text, '@')
	const longest = 254 // RFC 5321 §4.5.3.1.3, without the angle brackets
	if at <= 0 || len(text) > longest {
		return address{}, false
	}
	strange := func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r) || r == '@' || r == unicode.ReplacementChar
	}
	if strings.ContainsFunc(text[:at], strange) {
		return address{}, false
	}
	domain, err := idna.Lookup.ToASCII(strings.TrimSuffix(text[at+1:], "."))
	if err != nil || !isHostName(domain) || !strings.Contains(domain, ".") {
		return address{}, false
	}
	return address{local: text[:at], domain: strings.ToLower(domain)}, true
}

func (w address) String() string { return w.local + "@" + w.domain }

// inPath is the address as one segment of a URL's path: what the person typed cannot leave it.
func (w address) inPath() string { return url.PathEscape(w.local) + "@" + w.domain }

// isHostName says whether a text is a DNS name of letters, digits, dots and hyphens (RFC 1123 §2.1).
func isHostName(name string) bool {
	const longest, longestLabel = 253, 63
	if name == "" || len(name) > longest {
		return false
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > longestLabel || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := range len(label) {
			c := label[i] | 0x20
			if (c < 'a' || c > 'z') && (label[i] < '0' || label[i] > '9') && label[i] != '-' {
				return false
			}
		}
	}
	return true
}

package signin

import (
	"net/url"
	"strings"
)

// matchRedirect says whether address is the redirect, and what it carries (never nil then). Case does not count, since
// browsers write a scheme in small letters, and one slash at the end does not. Parameters are read from the query, and
// from the fragment where there is one (RFC 6749 §4.1.2, OAuth 2.0 Multiple Response Type Encoding Practices §2.1).
func matchRedirect(address, redirect string) (url.Values, bool) {
	base, fragment, _ := strings.Cut(address, "#")
	base, query, _ := strings.Cut(base, "?")
	if redirect == "" || !strings.EqualFold(strings.TrimSuffix(base, "/"), strings.TrimSuffix(redirect, "/")) {
		return nil, false
	}
	carried, _ := url.ParseQuery(query) // what can be read is returned beside the error
	more, _ := url.ParseQuery(fragment)
	for key, values := range more {
		carried[key] = append(carried[key], values...)
	}
	return carried, true
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

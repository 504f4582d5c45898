package entra

import (
	"bytes"
	"slices"

	"synchelper/diagnose"
)

// foreign returns whose error the text is when it is not Microsoft Entra's; "" when it does not say so clearly.
// It is asked only for a page that names no AADSTS number. Who only names another vendor's host beside a sentence of
// Microsoft's own may be signed in there first, so the sentence counts.
func (p *page) foreign(said []diagnose.Wording) string {
	switch {
	case p.numbered("aadb2c"):
		return "aadb2c"
	case p.numbered("msis"), p.numbered("id") && p.anyOf("wstrust", "ws-trust", "adfs", "federat", "/sts"):
		return "msis"
	case p.windowsAccountManager():
		return "wam"
	}
	if slices.ContainsFunc(said, func(w diagnose.Wording) bool { return w.Cause != "not_entra" }) {
		return ""
	}
	for _, v := range vendors() {
		if p.anyOf(v.says...) {
			return v.name
		}
	}
	return ""
}

// vendor is somebody else's sign-in, and what only theirs says.
type vendor struct {
	name string
	says []string
}

// ForeignNames returns what Said.Foreign can be.
func ForeignNames() []string {
	names := []string{"aadb2c", "msis", "wam"}
	for _, v := range vendors() {
		names = append(names, v.name)
	}
	return names
}

func vendors() []vendor {
	return []vendor{
		{"google", []string{"accounts.google.com", "oauth2.googleapis.com", "could not determine client id from request",
			"this app isn't verified", "access blocked: authorization error", "disallowed_useragent",
			"admin_policy_enforced", "access blocked: this app", "org_internal"}},
		{"okta", []string{".okta.com", "okta_", "oktaapi", "\"errorcode\":\"e0000", "okta error"}},
		{"auth0", []string{".auth0.com"}},
		{"ping", []string{"pingfederate", "pingone", "pingidentity"}},
		{"onelogin", []string{".onelogin.com"}},
		{"cognito", []string{"amazoncognito.com", "cognito-idp"}},
		{"apple", []string{"idmsa.apple.com", "appleid.apple.com"}},
		{"yahoo", []string{"api.login.yahoo.com"}},
		{"keycloak", []string{"/auth/realms/", "keycloak"}},
		{"salesforce", []string{"login.salesforce.com"}},
	}
}

func (p *page) anyOf(words ...string) bool {
	for _, w := range words {
		if p.has(w) {
			return true
		}
	}
	return false
}

// numbered says whether the prefix stands in the page as a word of its own with four digits or more behind it.
func (p *page) numbered(prefix string) bool {
	for from := 0; ; {
		i := bytes.Index(p.low[from:], []byte(prefix))
		if i < 0 {
			return false
		}
		start := from + i
		from = start + len(prefix)
		end := from
		for end < len(p.low) && isDigit(p.low[end]) {
			end++
		}
		if end-from >= 4 && end-from <= 7 && p.wordStart(start) && p.wordEnd(end) {
			return true
		}
	}
}

// windowsAccountManager says whether the page shows the errors of Windows' account manager: ten digits, or the same in
// hexadecimal (0xCAA…), which name what the broker of a PC met.
func (p *page) windowsAccountManager() bool {
	if p.anyOf("0xcaa", "wam error", "wamerror", "error_wam", "wam_") {
		return true
	}
	return p.anyOf("(wam)", "webaccountmanager", "web account manager", "wam broker") && p.tenDigits()
}

func (p *page) tenDigits() bool {
	run := 0
	for i := 0; i <= len(p.low); i++ {
		if isDigit(p.at(i)) {
			run++
			continue
		}
		if run == 10 {
			return true
		}
		run = 0
	}
	return false
}

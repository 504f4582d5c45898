package consent

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// Tenant is a Microsoft Entra tenant, named by its id or by one of its domains. The zero Tenant means: not known.
// Only ParseTenant makes another one, so that what stands in a link has been looked at.
type Tenant struct {
	name      string // GUID in lower case, or domain in ASCII and lower case
	isID      bool
	confirmed bool
}

// String returns the tenant as it stands in a link: the id, or the domain in ASCII; "" when not known.
func (t Tenant) String() string { return t.name }

// Known says whether there is a tenant at all.
func (t Tenant) Known() bool { return t.name != "" }

// IsID says whether the tenant is named by its id. A domain names the same tenant, but it can move to another one.
func (t Tenant) IsID() bool { return t.isID }

// ConfirmedByPerson returns the tenant as one that a person has typed, or has been shown and agreed to. A tenant out of
// a pasted text or somebody's report may name a stranger's company, so AdminLinks takes no other.
func (t Tenant) ConfirmedByPerson() Tenant {
	t.confirmed = t.Known()
	return t
}

// longestTenant is a mail address at its longest: 64 octets, an @, and a domain of 255 (RFC 5321 §4.5.3.1).
const longestTenant = 64 + 1 + 255

// isGUID says whether a text in lower case is a GUID: 8-4-4-4-12 hexadecimal digits.
func isGUID(text string) bool {
	const form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
	if len(text) != len(form) {
		return false
	}
	for i := range len(form) {
		digit := text[i] >= '0' && text[i] <= '9' || text[i] >= 'a' && text[i] <= 'f'
		if form[i] == 'x' && !digit || form[i] == '-' && text[i] != '-' {
			return false
		}
	}
	return true
}

// consumerTenants are the two tenants in which personal Microsoft accounts live: the one that the token endpoint names
// (https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference) and the one in the headers of
// consumer Outlook mail.
func consumerTenants() []string {
	return []string{"9188040d-6c67-4c5b-b112-36a304b66dad", "84df9e7f-e9f6-40af-b435-aaaaaaaaaaaa"}
}

// ParseTenant reads a tenant id (GUID), a domain, or a mail address, whose domain it takes; white space around it is
// dropped, and a domain in another script becomes ASCII (UTS #46). Anything else is refused with a *RuleError:
// RulePersonal for personal accounts (ErrPersonal), RuleTenant for the rest. Whether the tenant exists is not asked.
// The tenant is not confirmed yet: see Tenant.ConfirmedByPerson.
func ParseTenant(input string) (Tenant, error) {
	s := strings.TrimSpace(input)
	if err := plainTenant(s); err != nil {
		return Tenant{}, err
	}
	if id := strings.ToLower(s); isGUID(id) {
		return tenantID(id)
	}
	domain, err := domainPart(s)
	if err != nil {
		return Tenant{}, err
	}
	ascii, err := asciiDomain(domain)
	if err != nil {
		return Tenant{}, err
	}
	if isPersonalDomain(ascii) {
		return Tenant{}, broken(RulePersonal, "%s gives out personal accounts", ascii)
	}
	return Tenant{name: ascii}, nil
}

// plainTenant refuses what could make the tenant read otherwise than it is: control and bidi characters, soft hyphens
// and other invisible ones, white space inside.
func plainTenant(s string) error {
	if s == "" || len(s) > longestTenant || !utf8.ValidString(s) {
		return broken(RuleTenant, "%s is no tenant id, domain or address", quote(s))
	}
	hidden := func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) }
	if i := strings.IndexFunc(s, hidden); i >= 0 {
		return broken(RuleTenant, "an invisible character at byte %d of %s", i, quote(s))
	}
	return nil
}

func tenantID(id string) (Tenant, error) {
	if slices.Contains(consumerTenants(), id) {
		return Tenant{}, broken(RulePersonal, "%s is the tenant of personal accounts", id)
	}
	if strings.Trim(id, "0-") == "" {
		return Tenant{}, broken(RuleTenant, "the tenant id is all zeros")
	}
	return Tenant{name: id, isID: true}, nil
}

// domainPart returns what stands behind the only @, or s itself.
func domainPart(s string) (string, error) {
	local, domain, isAddress := strings.Cut(s, "@")
	if !isAddress {
		return s, nil
	}
	if local == "" || strings.ContainsAny(local, `/\:?&"<>()[],;`) || strings.Contains(domain, "@") {
		return "", broken(RuleTenant, "%s is no mail address", quote(s))
	}
	return domain, nil
}

// asciiDomain returns a domain in ASCII and lower case. It must have two labels or more and look like a registered
// domain: letters, digits and hyphens (RFC 1123 §2.1), the last label not a number, so neither a keyword such as
// common nor an address such as 127.0.0.1 is one.
func asciiDomain(domain string) (string, error) {
	ascii, err := domain, error(nil)
	if !isPlain(domain) {
		ascii, err = idna.Lookup.ToASCII(domain)
	}
	if err != nil || len(ascii) > 253 {
		return "", broken(RuleTenant, "%s is no domain", quote(domain))
	}
	labels := strings.Split(ascii, ".")
	if len(labels) < 2 || slices.ContainsFunc(labels, badLabel) || !letterFirst(labels[len(labels)-1]) {
		return "", broken(RuleTenant, "%s is no domain", quote(domain))
	}
	return ascii, nil
}

// isPlain says whether a domain is what UTS #46 would make of it at once: nothing but small letters, digits, dots and
// single hyphens.
func isPlain(domain string) bool {
	other := func(r rune) bool { return r != '-' && r != '.' && (r < '0' || r > '9') && (r < 'a' || r > 'z') }
	return !strings.Contains(domain, "--") && !strings.ContainsFunc(domain, other)
}

func badLabel(l string) bool {
	notLDH := func(r rune) bool { return r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') }
	return l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' || strings.ContainsFunc(l, notLDH)
}

func letterFirst(l string) bool { return l[0] >= 'a' && l[0] <= 'z' }

package consent

import (
	"slices"
	"strings"
)

// link is an address taken apart by hand. url.Parse repairs and forgives (escapes, cases, empty parts), and what it
// forgives a browser may read otherwise; nothing that needs forgiving is a link of ours.
type link struct {
	raw, host, path, query string
	hasQuery               bool
}

// Check says whether an address may be shown, exported or drawn. It returns nil for a link of AdminLinks and TeamsURL,
// for Microsoft's short links that ship, and for pages on the allow-list; else a *RuleError that names the rule.
// Whether a link may be a QR code is asked by Code, and whether a tenant was confirmed by AdminLinks.
func Check(rawURL string) error {
	l, err := takeApart(rawURL)
	if err != nil {
		return err
	}
	switch {
	case len(cloudsAt(l.host)) > 0:
		return checkAdmin(l)
	case l.host == "aka.ms":
		return checkShort(l)
	case l.host == teamsHost:
		return checkTeams(l)
	}
	return checkPage(l)
}

func takeApart(raw string) (link, error) {
	if len(raw) > MessageMax {
		return link{}, broken(RuleLength, "%d characters", len(raw))
	}
	if i := strings.IndexFunc(raw, strange); i >= 0 {
		return link{}, broken(RuleForm, "character %d of %s", i, quote(raw))
	}
	rest, ok := strings.CutPrefix(raw, "https://")
	if !ok {
		return link{}, broken(RuleScheme, "%s", quote(raw))
	}
	if strings.Contains(rest, "#") {
		return link{}, broken(RuleFragment, "%s", quote(raw))
	}
	l := link{raw: raw}
	rest, l.query, l.hasQuery = strings.Cut(rest, "?")
	l.host = rest
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		l.host, l.path = rest[:i], rest[i:]
	}
	return l, checkParts(l)
}

// strange are the characters that no link of ours has: outside visible ASCII, or such that programs disagree on them.
func strange(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"'<>\\^`{|}", r) }

func checkParts(l link) error {
	switch {
	case strings.Contains(l.host, "@"):
		return broken(RuleUserinfo, "%s", quote(l.host))
	case strings.Contains(l.host, ":") && !loopback(l.host):
		return broken(RulePort, "%s", quote(l.host))
	case !knownHost(l.host):
		return broken(RuleHost, "%s", quote(l.host))
	case !plainPath(l.path):
		return broken(RulePath, "%s", quote(l.path))
	}
	return nil
}

// knownHost compares whole names as they are: no other case, no dot at the end, no look-alike.
func knownHost(host string) bool {
	_, page := pageHosts()[host]
	return page || host == "aka.ms" || host == teamsHost || len(cloudsAt(host)) > 0 ||
		slices.Contains(cloudPages(), host)
}

// plainPath accepts letters, digits and -._~ between single slashes (RFC 3986 §2.3): no escapes, no parameters, no way
// up, nothing empty but the end.
func plainPath(path string) bool {
	other := func(r rune) bool {
		return !strings.ContainsRune("/-._~", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}
	if strings.ContainsFunc(path, other) || strings.Contains(path, "//") {
		return false
	}
	up := func(segment string) bool { return segment == "." || segment == ".." }
	return !slices.ContainsFunc(strings.Split(path, "/"), up)
}

func checkShort(l link) error {
	if !slices.Contains(shortLinks(), l.raw) {
		return broken(RulePath, "%s is no short link that ships", quote(l.raw))
	}
	return nil
}

func checkPage(l link) error {
	if l.hasQuery {
		return broken(RuleParameter, "%s takes none", l.host)
	}
	starts := pageHosts()[l.host]
	begins := func(start string) bool { return strings.HasPrefix(l.path, start) }
	if len(starts) > 0 && !slices.ContainsFunc(starts, begins) {
		return broken(RulePath, "%s", quote(l.path))
	}
	return nil
}

// parameters takes a query apart; every name must be one of allowed, each of them once.
func parameters(l link, allowed ...string) (map[string]string, error) {
	values := make(map[string]string)
	for _, part := range strings.Split(l.query, "&") {
		name, value, _ := strings.Cut(part, "=")
		if _, twice := values[name]; twice {
			return nil, broken(RuleParameter, "%s twice", quote(name))
		}
		if !slices.Contains(allowed, name) {
			return nil, broken(RuleParameter, "%s", quote(name))
		}
		values[name] = value
	}
	if len(values) != len(allowed) {
		return nil, broken(RuleParameter, "of %s there are %d", strings.Join(allowed, ", "), len(values))
	}
	return values, nil
}

package consent

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"synchelper/diagnose"
)

// Ticket is what an organisation's ticket page is told in its address.
type Ticket struct {
	Reference string
	Subject   string
}

// The names that a template may hold, each as the whole of a value behind the question mark.
const (
	ticketReference = "{reference}"
	ticketSubject   = "{subject}"
)

// TicketURL fills an organisation's template. The page lies on a host in one of the organisation's own domains, by https,
// and nothing from outside comes into its address but the values of parameters. The error is a *RuleError.
func TicketURL(template string, own []string, t Ticket) (string, error) {
	address, query, hasQuery := strings.Cut(template, "?")
	if !hasQuery {
		return address, checkTicketPage(address, own)
	}
	parts := strings.Split(query, "&")
	for i, part := range parts {
		name, value, _ := strings.Cut(part, "=")
		switch value {
		case ticketReference:
			value = escape(t.Reference)
		case ticketSubject:
			value = escape(strings.Join(strings.Fields(t.Subject), " "))
		}
		if name == "" || !escaped(name) || !escaped(value) || asksMicrosoft(name, value) {
			return "", broken(RuleParameter, "%s", quote(part))
		}
		parts[i] = name + "=" + value
	}
	if err := checkTicketPage(address, own); err != nil {
		return "", err
	}
	return within(MessageMax, address+"?"+strings.Join(parts, "&"))
}

// asksMicrosoft says whether a parameter is one with which an app asks to be signed in or approved, or leads on to another
// address. No ticket page has such a one, whatever host it claims to be on.
func asksMicrosoft(name, value string) bool {
	name, badName := url.QueryUnescape(name)
	value, badValue := url.QueryUnescape(value)
	asks := []string{"client_id", "redirect_uri", "response_type", "scope", "prompt"}
	return badName != nil || badValue != nil || strings.Contains(value, "://") ||
		slices.Contains(asks, strings.ToLower(strings.TrimSpace(name)))
}

// approves says whether a path ends as those do on which Microsoft asks for a yes.
func approves(path string) bool {
	path = strings.ToLower(strings.TrimRight(path, "/"))
	last := path[strings.LastIndexByte(path, '/')+1:]
	return last == "adminconsent" || last == "authorize"
}

// checkTicketPage holds what stands before the question mark. Microsoft's own hosts are nobody's ticket page: a link of
// theirs is built from what ships, or not at all.
func checkTicketPage(address string, own []string) error {
	if strings.ContainsFunc(address, strange) {
		return broken(RuleForm, "%s", quote(address))
	}
	rest, ok := strings.CutPrefix(address, "https://")
	if !ok {
		return broken(RuleScheme, "%s", quote(address))
	}
	host, path, hasPath := strings.Cut(rest, "/")
	switch {
	case strings.Contains(host, "@"):
		return broken(RuleUserinfo, "%s", quote(host))
	case strings.Contains(host, ":"):
		return broken(RulePort, "%s", quote(host))
	case strings.Contains(path, "#"):
		return broken(RuleFragment, "%s", quote(path))
	case !plainPath("/"+path) && hasPath:
		return broken(RulePath, "%s", quote(path))
	}
	ascii, err := asciiDomain(host)
	isOwn := func(domain string) bool { return CheckOwnDomain(domain) == nil && liesIn(host, domain) }
	if err != nil || ascii != host || !slices.ContainsFunc(own, isOwn) {
		return broken(RuleHost, "%s is in none of the organisation's domains", quote(host))
	}
	if approves(path) {
		return broken(RulePath, "%s", quote(path))
	}
	return nil
}

// CheckOwnDomain says whether a domain may be an organisation's own: written as we would write it, no ending under which
// anybody can have a name, and with none of the hosts in it that SyncHelper links to or Microsoft signs people in at. The
// error is a *RuleError.
func CheckOwnDomain(domain string) error {
	ascii, err := asciiDomain(domain)
	if err != nil {
		return err
	}
	if ascii != domain {
		return broken(RuleForm, "%s is not as we write it: %s", quote(domain), quote(ascii))
	}
	ending, _ := publicsuffix.PublicSuffix(domain)
	shares := func(shared string) bool { return liesIn(shared, domain) }
	microsofts := func(host string) bool { return liesIn(host, domain) || liesIn(domain, host) }
	if ending == domain || diagnose.IsMicrosofts(domain) || slices.ContainsFunc(diagnose.SharedDomains(), shares) ||
		slices.ContainsFunc(append(linkedHosts(), diagnose.SignsIn()...), microsofts) {
		return broken(RuleHost, "%s is no organisation's own", quote(domain))
	}
	return nil
}

// linkedHosts are all hosts that links of ours lead to.
func linkedHosts() []string {
	hosts := append(cloudPages(), "aka.ms", teamsHost)
	for host := range pageHosts() {
		hosts = append(hosts, host)
	}
	for _, cloud := range diagnose.Clouds() {
		hosts = append(append(hosts, cloud.LoginHost), cloud.LoginHosts...)
	}
	return hosts
}

func liesIn(host, domain string) bool { return host == domain || strings.HasSuffix(host, "."+domain) }

// CheckReceiver says whether a text is one plain mail address, without even a blank around it. The error is a *RuleError.
func CheckReceiver(to string) error {
	receiver, err := mailReceiver(to)
	if err == nil && (receiver == "" || strings.TrimSpace(to) != to) {
		err = broken(RuleForm, "%s is no mail address", quote(to))
	}
	return err
}

// ForeignReceiver says whether mail to an address leaves a domain, the person's own. Where either is not known, it does.
func ForeignReceiver(to, own string) bool {
	_, domain, _ := strings.Cut(strings.TrimSpace(to), "@")
	return Foreign(domain, own)
}

// ForeignPage says the same of a page, by its address.
func ForeignPage(address, own string) (host string, foreign bool) {
	page, err := url.Parse(address)
	if err != nil {
		return "", true
	}
	return page.Hostname(), Foreign(page.Hostname(), own)
}

// Foreign says whether a host leaves a domain, the person's own. Where either is not known, it does.
func Foreign(domain, own string) bool {
	there, err := asciiDomain(domain)
	here, unknown := asciiDomain(own)
	return err != nil || unknown != nil || !liesIn(there, here)
}

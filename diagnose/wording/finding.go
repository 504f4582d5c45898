package wording

import (
	"regexp"
	"strings"
	"sync"
)

// findingForm is a sentence of a finding in English, as probe and signin make it and reports keep it.
type findingForm struct {
	id   string // of the message, which gets what the sentence names as it stands: hosts, ids, codes, the words of others
	form *regexp.Regexp
}

// findingForms are tried in this order.
var findingForms = sync.OnceValue(func() (all []findingForm) {
	for _, row := range findingTable() {
		all = append(all, findingForm{row[0], regexp.MustCompile("^" + row[1] + "$")})
	}
	return all
})

func findingTable() [][2]string {
	return [][2]string{
		{"finding.tenant", `tenant (?P<Tenant>\S+) in the (?P<Cloud>\S+) cloud(?:, (?P<Region>\S+))?`},
		{"finding.managed", `managed`},
		{"finding.federated", `federated(?: with (?P<Host>\S+))?`},
		{"finding.realm_unknown", `who checks passwords is not known`},
		{"finding.tenant_too", `the (?P<Cloud>\S+) cloud knows the domain too, as tenant (?P<Tenant>\S+)`},
		{"finding.personal", `the domain belongs to personal Microsoft accounts`},
		{"finding.no_company", `no company at Microsoft has the domain (?P<Domain>\S+)`},
		{"finding.mailbox", `(?P<Host>\S+) has the mailbox(?:, which is no server of the (?P<Cloud>\S+) cloud)?`},
		{"finding.no_server", `no server is known to ask`},
		{"finding.issuer", `tokens for (?P<Host>\S+) are issued by (?P<By>.+)`},
		{"finding.issuer_unsaid", `(?P<Host>\S+) takes tokens and does not say whose`},
		{"finding.no_tokens", `(?P<Host>\S+) takes no tokens (?P<Schemes>\(.*\))`},
		{"finding.token_taken", `(?P<Host>\S+) takes the token and speaks Exchange ActiveSync (?P<Version>\S+)`},
		{"finding.token_answered", `(?P<Host>\S+) answered (?P<Status>\d{3}[^:"]*?) to the token(?:: (?P<Said>".*"))?`},
		{"finding.answered", `(?P<Host>\S+) answered (?P<Status>\d{3}(?: [A-Z][A-Za-z' -]*?)?)(?: with (?P<Kind>\S+))?(?:: (?P<Said>".*"))?`},
		{"finding.instead", `(?P<Host>\S+) has a certificate for (?P<Name>.+), signed by (?P<By>.+): somebody else answers in its place`},
		{"finding.certificate", `(?P<Host>\S+) has a certificate for (?P<Name>.+), signed by (?P<By>"[^"]*"(?: \("[^"]*"\))?): (?P<Why>.+)`},
		{"finding.no_time", `(?P<Host>[^\s:]+(?::\d+)?): no answer in time`},
		{"finding.refused", `(?P<Host>[^\s:]+(?::\d+)?): the connection was refused`},
		{"finding.broken_off", `(?P<Host>[^\s:]+(?::\d+)?): the connection was broken off: (?P<Why>.+)`},
		{"finding.no_name", `the name (?P<Host>\S+) was not found: (?P<Why>.+)`},
		{"finding.name_silent", `the name server did not answer when asked for (?P<Host>\S+)`},
		{"finding.no_address", `this computer has no network address`},
		{"finding.no_network", `no network to reach (?P<Host>\S+): (?P<Why>.+)`},
		{"finding.no_proxy", `the proxy cannot be reached on the way to (?P<Host>\S+): (?P<Why>.+)`},
		{"finding.plain", `(?P<Host>\S+) was answered without encryption by somebody else`},
		{"finding.clock_ahead", `this computer's clock is (?P<Off>\S+) ahead of the servers' \(Date header\)`},
		{"finding.clock_behind", `this computer's clock is (?P<Off>\S+) behind the servers' \(Date header\)`},
		{"finding.no_mail_address", `this is no mail address`},
		{"finding.nothing_sent", `nothing was sent`},
		{"finding.nobody_asked", `nobody asked`},
		{"finding.stopped", `stopped before the answer came`},
		{"finding.page", `ended at (?P<Page>[A-Za-z0-9]+|a page without a name): (?P<What>.+)`},
		{"finding.page_nameless", `a page without a name`},
		{"finding.nothing_known", `nothing that is known`},
		{"finding.app_answered", `the app was answered (?P<What>.+)`},
		{"finding.left", `left by cancel`},
		{"finding.closed", `the person closed the window`},
		{"finding.cancelled", `cancelled by the person`},
		{"finding.browser_ended", `the browser ended unexpectedly`},
		{"finding.no_result", `the pages ended without a result`},
		{"finding.no_page", `no page could be shown`},
		{"finding.no_end", `no end within (?P<Limit>\S+)`},
		{"finding.code", `a code came`},
		{"finding.second_step", `a second step must be set up within (?P<Days>\d+) days`},
		{"finding.by_code", `signed in by device code`},
		{"finding.code_ran_out", `the code ran out before it was used`},
		{"finding.token", `a token with (?P<Scope>\S+)`},
		{"finding.token_without", `a token without (?P<Scope>[^\s:]+): (?P<Scopes>.*)`},
		{"finding.token_elsewhere", `a token of tenant (?P<Tenant>\S+), not of (?P<Own>\S+)`},
		{"finding.name", `the person's sign-in name is (?P<Name>\S+)`},
		{"finding.late", `no answer came in time`},
		{"finding.refused_with", `refused with HTTP (?P<Status>\d+): (?P<What>.+)`},
	}
}

// Finding is what a stage found, in this language. A sentence that has no form, or another's words, stays as it is.
func (w *Words) Finding(english string) string {
	const between = "; "
	sentences := strings.Split(english, between)
	for i, s := range sentences {
		sentences[i] = w.findingSentence(s)
	}
	return strings.Join(sentences, between)
}

func (w *Words) findingSentence(english string) string {
	for _, f := range findingForms() {
		match := f.form.FindStringSubmatch(english)
		if match == nil {
			continue
		}
		data := make(map[string]any, len(match))
		for i, name := range f.form.SubexpNames()[1:] {
			data[name] = match[i+1]
		}
		for _, name := range []string{"Page", "What"} { // which may be missing, and then is words of ours
			if text, ok := data[name].(string); ok {
				data[name] = w.findingSentence(text)
			}
		}
		return w.Text(f.id, data)
	}
	return english
}

package probe

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"synchelper/diagnose"
)

// easPath is where every server has Exchange ActiveSync (MS-ASHTTP §2.2.1.1.1.1).
const easPath = "/Microsoft-Server-ActiveSync"

// challengeAnswer is what a server demands.
type challengeAnswer struct {
	challenge Challenge
	outcome   outcome
	words     string // the same, as a piece of evidence
	movedTo   string // where the server says that the mailbox is now
}

// options is the question with which the iPhone begins: it changes nothing and makes no device known.
func (a *asker) options(host, authorization string) question {
	return question{method: http.MethodOptions, url: "https://" + host + easPath, noBody: true,
		header: http.Header{"Authorization": {authorization}, "X-User-Identity": {a.who.String()}}}
}

// askChallenge asks a server who issues tokens for it: an OPTIONS with an empty bearer is answered by 401 with a
// challenge that names the authorization server.
func (a *asker) askChallenge(ctx context.Context, host string, limit time.Duration) challengeAnswer {
	q := a.options(host, "Bearer ")
	q.limit = limit
	got := a.ask(ctx, q)
	got.host = host
	answer := a.readChallenge(got)
	answer.outcome.finding = answer.words
	return answer
}

func (a *asker) readChallenge(got answer) challengeAnswer {
	if f, failed := a.failed(got); failed {
		return a.notAsked(got.host, f)
	}
	switch got.status {
	case http.StatusUnauthorized:
		return a.readUnauthorized(got)
	case http.StatusUnavailableForLegalReasons: // MS-ASHTTP §2.2.2.1.1.1 uses 451 for "the mailbox is on another server"
		return a.readMoved(got)
	case http.StatusNotFound:
		return a.remark(a.described(got) + ": no Exchange ActiveSync there")
	case http.StatusOK:
		return a.remark(a.described(got) + " to somebody who is not signed in; who issues tokens was not told")
	}
	return a.remark(a.described(got) + a.diagnosticsOf(got))
}

func (a *asker) notAsked(host string, f failure) challengeAnswer {
	if !a.isMicrosofts(host) {
		f.cause = ""
	}
	o := a.observe(diagnose.StageServerChallenge, f.cause, f.evidence)
	return challengeAnswer{words: o.Text, outcome: outcome{diagnose.Failed, o.Text, []diagnose.Observation{o}}}
}

// remark is an answer that is worth telling and proves nothing.
func (a *asker) remark(text string) challengeAnswer {
	o := a.observe(diagnose.StageServerChallenge, "", text)
	return challengeAnswer{words: o.Text, outcome: outcome{diagnose.Warning, o.Text, []diagnose.Observation{o}}}
}

// readUnauthorized reads who issues tokens out of the challenges. Exchange names it in authorization_uri; a server
// that offers no bearer at all, or says oauth_not_available, will have the iPhone ask for a password.
func (a *asker) readUnauthorized(got answer) challengeAnswer {
	all := parseChallenges(got.header["Www-Authenticate"])
	bearer, ok := bearerOf(all)
	if !ok || notAvailable(all, got) {
		answer := a.remark(fmt.Sprintf("%s takes no tokens (%s)", got.host, schemesOf(got.header["Www-Authenticate"])))
		answer.challenge.Issuer = IssuerNobody
		return answer
	}
	at := bearer.params["authorization_uri"]
	c := Challenge{Issuer: a.issuerOf(at, bearer.params["issuer_kind"]), AuthorizationURI: addressShown(at),
		TrustedIssuer: shorten(oneLine(bearer.params["trusted_issuers"]), maxEvidence)}
	if c.Issuer == IssuerEntra {
		return challengeAnswer{challenge: c, words: "tokens for " + got.host + " are issued by Microsoft Entra",
			outcome: outcome{state: diagnose.Passed}}
	}
	words := "tokens for " + got.host + " are issued by " + a.quote(hostOfText(at))
	switch {
	case at == "":
		words = got.host + " takes tokens and does not say whose"
	case c.Issuer == IssuerADFS:
		words += " (AD FS)"
	}
	answer := a.remark(words)
	answer.challenge = c
	return answer
}

// bearerOf returns the bearer challenge that names its issuer, else the first one.
func bearerOf(all []challenge) (bearer challenge, ok bool) {
	for _, c := range all {
		if !strings.EqualFold(c.scheme, "Bearer") {
			continue
		}
		if c.params["authorization_uri"] != "" {
			return c, true
		}
		if !ok {
			bearer, ok = c, true
		}
	}
	return bearer, ok
}

func notAvailable(all []challenge, got answer) bool {
	const word = "oauth_not_available"
	for _, c := range all {
		if strings.Contains(c.params["error"], word) {
			return true
		}
	}
	return strings.Contains(got.header.Get("X-Ms-Diagnostics"), word)
}

// issuerOf says whose sign-in an address is.
func (a *asker) issuerOf(address, kind string) Issuer {
	at, err := url.Parse(address)
	switch {
	case address == "" && strings.EqualFold(kind, "AzureAD"):
		return IssuerEntra
	case address == "":
		return ""
	case err != nil || at.Scheme != "https":
		return IssuerOther
	case a.isEntra(hostOf(at)):
		return IssuerEntra
	case strings.HasPrefix(strings.ToLower(at.Path), "/adfs/"):
		return IssuerADFS
	}
	return IssuerOther
}

// isEntra says whether a host shows Entra's sign-in: one of the clouds', or an older name that Exchange hands out.
func (a *asker) isEntra(host string) bool {
	for _, c := range a.clouds {
		if c.ShowsSignIn(host) {
			return true
		}
	}
	switch host {
	case "login.windows.net", "login.chinacloudapi.cn", "login-us.microsoftonline.com", "sts.windows.net":
		return true
	}
	return false
}

// readMoved tells what Exchange Online answers to everybody who brings no token, 451 to a host for certificates, from
// a server that knows the mailbox to be elsewhere.
func (a *asker) readMoved(got answer) challengeAnswer {
	to := locationOf(got)
	switch {
	case to == "":
		return a.remark(a.described(got) + " without the place of the mailbox")
	case a.isMicrosofts(got.host) && a.isMicrosofts(to):
		words := got.host + " answered 451 to " + to + ", as it does without a token; who issues tokens was not told"
		return challengeAnswer{outcome: outcome{state: diagnose.Passed}, words: words}
	}
	answer := a.remark(fmt.Sprintf("%s says that the mailbox has moved to %s", got.host, to))
	answer.outcome.observations[0] = a.observe(diagnose.StageServerChallenge, "mailbox.moved", answer.words)
	answer.movedTo = to
	return answer
}

// locationOf is the host in X-MS-Location, an address or a bare host; "" when there is none that could be one.
func locationOf(got answer) string { return hostOfText(got.header.Get("X-MS-Location")) }

func hostOfText(text string) string {
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.User != nil || !isHostName(u.Hostname()) {
		return ""
	}
	return hostOf(u)
}

func addressShown(address string) string {
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" || u.User != nil || !isHostName(u.Hostname()) {
		return ""
	}
	return shorten(oneLine(address), maxEvidence)
}

// diagnosticsOf is what Exchange says about an error in words, in x-ms-diagnostics.
func (a *asker) diagnosticsOf(got answer) string {
	if said := got.header.Get("X-Ms-Diagnostics"); said != "" {
		return ": " + a.quote(said)
	}
	return ""
}

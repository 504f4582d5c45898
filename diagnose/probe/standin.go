package probe

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"synchelper/diagnose"
)

// standIn recognises answers that are not the service's own: of a proxy, of a Wi-Fi that wants a sign-in first, or of
// a service that cannot at the moment.
func (a *asker) standIn(got answer) (failure, bool) {
	switch {
	case got.status == http.StatusProxyAuthRequired:
		return failure{"network.proxy", a.described(got) + ": " + schemesOf(got.header["Proxy-Authenticate"])}, true
	case got.status == http.StatusNetworkAuthenticationRequired: // RFC 6585 §6
		return failure{"network.captive_portal", a.described(got)}, true
	case got.status == http.StatusTooManyRequests:
		return failure{"service.throttled", a.described(got) + a.retryAfter(got)}, true
	case got.status == http.StatusServiceUnavailable && got.header.Get("X-MS-ASThrottle") != "": // MS-ASHTTP §2.2.2.1.1.2
		return failure{"service.throttled", a.described(got) + " (X-MS-ASThrottle: " +
			a.quote(got.header.Get("X-MS-ASThrottle")) + ")" + a.retryAfter(got)}, true
	case got.status >= 500:
		return failure{"service.transient", a.described(got) + a.retryAfter(got)}, true
	case got.status == http.StatusOK && isHTML(got):
		return failure{"network.captive_portal", a.described(got) + " where data was asked for"}, true
	}
	return failure{}, false
}

// ledAway recognises a redirect to somebody else where none belongs.
func (a *asker) ledAway(got answer) (failure, bool) {
	if got.status < 300 || got.status > 399 || got.header.Get("Location") == "" {
		return failure{}, false
	}
	where := "another address"
	if to, err := url.Parse(got.header.Get("Location")); err == nil && to.Host != "" {
		where = a.quote(to.Host)
		if strings.EqualFold(to.Host, got.host) {
			return failure{"", a.described(got) + ": to another page of its own"}, true
		}
	}
	return failure{"network.captive_portal", a.described(got) + ": led to " + where}, true
}

func (a *asker) retryAfter(got answer) string {
	if wait := got.header.Get("Retry-After"); wait != "" {
		return ", Retry-After " + a.quote(wait)
	}
	return ""
}

func isHTML(got answer) bool {
	kind, _, _ := strings.Cut(strings.ToLower(got.header.Get("Content-Type")), ";")
	body := bytes.TrimLeft(bytes.TrimPrefix(got.body, []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(body, []byte("<")) ||
		strings.TrimSpace(kind) == "text/html" && !bytes.HasPrefix(body, []byte("{"))
}

// notUnderstood is what is kept of an answer that fits nothing known.
func (a *asker) notUnderstood(got answer) failure {
	text := a.described(got)
	if len(got.body) > 0 {
		text += ": " + a.quote(string(got.body))
	}
	return failure{"", text}
}

// observeFailures states failures, each cause once with what all hosts had to say, and what has no cause as evidence.
func (a *asker) observeFailures(id diagnose.StageID, failures ...failure) []diagnose.Observation {
	var list []diagnose.Observation
	byCause := make(map[diagnose.CauseID]int)
	for _, f := range failures {
		if i, ok := byCause[f.cause]; ok && f.cause != "" {
			list[i].Text = shorten(fmt.Sprintf("%s; %s", list[i].Text, a.observe(id, "", f.evidence).Text), 2*maxEvidence)
			continue
		}
		byCause[f.cause] = len(list)
		list = append(list, a.observe(id, f.cause, f.evidence))
	}
	return list
}

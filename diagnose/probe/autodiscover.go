package probe

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"synchelper/diagnose"
)

// trip is the way on which Autodiscover led.
type trip struct {
	mailbox Mailbox // its end; zero when there is none
	outside string  // the first host on the way that is not Microsoft's
	failure failure // why there is no end
	broken  answer  // the same where the connection failed: what that means is known when the clock has been compared
	missing bool    // Exchange Online says that it knows no such mailbox
}

const wrongServer diagnose.CauseID = "autodiscover.wrong_server"

// discovered is the answer of Autodiscover v2, or its error.
type discovered struct {
	URL          string `json:"Url"`
	ErrorCode    string `json:"ErrorCode"`
	ErrorMessage string `json:"ErrorMessage"`
}

// discover asks Autodiscover v2 which server has the mailbox for Exchange ActiveSync, from host on: the question of
// Microsoft's CSS-Exchange, Get-ProtocolEndpointViaAutoDv2.ps1.
func (a *asker) discover(ctx context.Context, host string) trip {
	next := &url.URL{Scheme: "https", Host: host, RawQuery: "Protocol=ActiveSync"}
	next = next.JoinPath("autodiscover", "autodiscover.json", "v1.0", a.who.inPath())
	var way trip
	asked := make(map[string]bool)
	for range maxRedirects + 1 {
		asked[next.String()] = true
		limit := askLimit
		if !a.isMicrosofts(hostOf(next)) {
			limit = foreignLimit
			way.outside = cmp.Or(way.outside, hostOf(next))
		}
		got := a.ask(ctx, question{method: http.MethodGet, url: next.String(), limit: limit})
		got.host = hostOf(next)
		location := got.header.Get("Location")
		if got.err != nil || got.status < 300 || got.status > 399 || location == "" {
			return a.readDiscovered(way, got)
		}
		to, err := next.Parse(location)
		switch {
		case err != nil || !a.mayAsk(to):
			way.failure.evidence = fmt.Sprintf("%s led to %s, which cannot be a mail server; not followed", got.host,
				a.quote(destination(to)))
			return way
		case asked[to.String()]:
			way.failure.evidence = got.host + " led in a circle"
			return way
		}
		next = to
	}
	way.failure.evidence = fmt.Sprintf("Autodiscover led on more than %d times, at last by %s", maxRedirects, hostOf(next))
	return way
}

// destination is where a redirect leads, without path and query: they hold the address.
func destination(to *url.URL) string {
	if to == nil {
		return "no address"
	}
	return to.Scheme + "://" + to.Host
}

// knowsNoMailbox says whether an error is about the mailbox. Microsoft documents no list of the codes.
func (d discovered) knowsNoMailbox() bool {
	return strings.Contains(strings.ToLower(d.ErrorCode), "notfound")
}

// readDiscovered reads the answer at the end of the way.
func (a *asker) readDiscovered(way trip, got answer) trip {
	if got.err != nil {
		way.broken = got
		return way
	}
	if f, ok := a.standIn(got); ok {
		way.failure = f
		return way
	}
	var said discovered
	_ = json.Unmarshal(got.body, &said) // what does not parse has neither address nor error
	switch {
	case got.status == http.StatusOK && said.URL != "":
		return a.arrive(way, got.host, said.URL)
	case got.status == http.StatusNotFound && way.outside == "" && said.knowsNoMailbox():
		// A bare 404 may be anybody's; this one is the service's own word about the mailbox.
		way.missing = true
		way.failure = failure{"mailbox.missing", fmt.Sprintf("%s: %s %s", a.described(got), a.quote(said.ErrorCode),
			a.quote(said.ErrorMessage))}
	case said.ErrorCode != "":
		way.failure.evidence = fmt.Sprintf("%s: %s %s", a.described(got), a.quote(said.ErrorCode), a.quote(said.ErrorMessage))
	default:
		way.failure = a.notUnderstood(got)
	}
	return way
}

// arrive takes the server's address, if it can be one.
func (a *asker) arrive(way trip, by, address string) trip {
	server, err := url.Parse(address)
	if err != nil || !a.mayAsk(server) {
		way.failure = failure{wrongServer,
			by + " names " + a.quote(destination(server)) + " as the mail server, which cannot be one"}
		return way
	}
	way.mailbox = Mailbox{URL: server.Scheme + "://" + server.Host + server.EscapedPath(), Host: hostOf(server)}
	return way
}

// tellTrip puts into words what Autodiscover found, unless it is a server of the company's own.
func (a *asker) tellTrip(way trip, found mailSearch) outcome {
	host := way.mailbox.Host
	switch {
	case found.mailbox.Elsewhere: // one of Microsoft's, but no token goes there
		text := fmt.Sprintf("%s has the mailbox, which is no server of the %s cloud", host, found.tenant.Cloud.ID)
		return outcome{diagnose.Failed, text, []diagnose.Observation{a.observe(diagnose.StageAutodiscover, "", text)}}
	case host != "":
		return outcome{state: diagnose.Passed, finding: host + " has the mailbox"}
	}
	if way.broken.err != nil {
		way.failure, _ = a.failed(way.broken)
	}
	if way.outside != "" {
		if way.failure.cause != wrongServer {
			way.failure.cause = "" // a company's server that is silent says nothing about the way to Microsoft
		}
		way.failure.evidence = "led to " + way.outside + ", outside of Microsoft: " + way.failure.evidence
	}
	o := a.observe(diagnose.StageAutodiscover, way.failure.cause, way.failure.evidence)
	o.Unsure = way.missing // no document lists the codes by which the service says so
	state := diagnose.Failed
	if way.missing || way.outside != "" {
		state = diagnose.Warning
	}
	return outcome{state, o.Text, []diagnose.Observation{o}}
}

package probe

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"synchelper/diagnose"
)

// easVersion is the only version of Exchange ActiveSync that Exchange Online takes since March 2026.
const easVersion = "16.1"

// MailAccess asks the mailbox's server, as the iPhone's Mail app does, whether it takes the token: an Exchange
// ActiveSync OPTIONS (MS-ASHTTP §2.2.3), which makes no device known. A 200 proves that the token is accepted, and
// nothing more: whether this phone may sync is decided later, by FolderSync.
//
// The token goes to an Exchange Online host of cloud and nowhere else, and no redirect is followed. For a mailbox on
// any other host the stage fails and nothing is sent. A zero mailbox means the cloud's usual server.
func (p Prober) MailAccess(ctx context.Context, cloud diagnose.Cloud, mailbox Mailbox, address string, token Bearer,
) (diagnose.Stage, []diagnose.Observation) {
	a, done := p.asker()
	defer done()
	a.clouds, a.token = []diagnose.Cloud{cloud}, token
	l := newLedger(a.now, nil, diagnose.StageMailAccess)
	l.begin(diagnose.StageMailAccess)
	l.end(ctx, diagnose.StageMailAccess, a.mailAccess(ctx, cloud, mailbox, address))
	stages, observations := l.result()
	return stages[0], observations
}

func (a *asker) mailAccess(ctx context.Context, cloud diagnose.Cloud, mailbox Mailbox, address string) outcome {
	var ok bool
	if a.who, ok = parseAddress(address); !ok {
		return outcome{state: diagnose.Failed, finding: "this is no mail address; nothing was sent"}
	}
	host, ok := serverOf(cloud, mailbox)
	if !ok {
		return outcome{state: diagnose.Failed, finding: "the mailbox is on no server of the tenant's cloud; nothing was sent"}
	}
	if a.token == "" || strings.ContainsFunc(string(a.token), notInToken) {
		return outcome{state: diagnose.Failed, finding: "there is no token; nothing was sent"}
	}
	got := a.ask(ctx, a.options(host, "Bearer "+string(a.token)))
	got.host = host
	return a.withClock(diagnose.StageMailAccess, a.readAccess(got))
}

// notInToken holds what b64token (RFC 6750 §2.1) does not: such a token could end the header and begin another.
func notInToken(r rune) bool {
	return r > '~' || !isAlphanumeric(byte(r)) && !strings.ContainsRune("-._~+/=", r)
}

// serverOf is the host that the token may go to. It is taken from the table, never from what a server said.
func serverOf(cloud diagnose.Cloud, mailbox Mailbox) (string, bool) {
	if mailbox == (Mailbox{}) && len(cloud.ExchangeHosts) > 0 {
		return cloud.ExchangeHosts[0], true
	}
	named := mailbox.Host
	if mailbox.URL != "" {
		server, err := url.Parse(mailbox.URL)
		if err != nil || server.Scheme != "https" || server.User != nil || hostOf(server) != mailbox.Host {
			return "", false
		}
	}
	i := slices.Index(cloud.ExchangeHosts, named)
	if i < 0 || mailbox.Elsewhere {
		return "", false
	}
	return cloud.ExchangeHosts[i], true
}

func (a *asker) readAccess(got answer) outcome {
	if f, failed := a.failed(got); failed {
		o := a.observe(diagnose.StageMailAccess, f.cause, f.evidence)
		return outcome{diagnose.Failed, o.Text, []diagnose.Observation{o}}
	}
	switch got.status {
	case http.StatusOK:
		return a.readAccepted(got)
	case http.StatusUnauthorized:
		return a.readRefusedToken(got)
	case http.StatusForbidden: // MS-ASHTTP §2.2.2.1.1.1: the user is not enabled for ActiveSync. Others answer so too
		return a.ended(diagnose.Blocked, "mailbox.activesync_off", a.described(got)+" to the token"+a.diagnosticsOf(got))
	case http.StatusUnavailableForLegalReasons:
		return a.readAccessMoved(got)
	case statusPasswordExpired:
		return a.ended(diagnose.Blocked, "password.expired", a.described(got)+a.diagnosticsOf(got))
	}
	return a.ended(diagnose.Failed, "", a.described(got)+a.diagnosticsOf(got))
}

// statusPasswordExpired is MS-ASHTTP's own status 457.
const statusPasswordExpired = 457

func (a *asker) ended(state diagnose.StageState, cause diagnose.CauseID, text string) outcome {
	o := a.observe(diagnose.StageMailAccess, cause, text)
	return outcome{state, o.Text, []diagnose.Observation{o}}
}

// readAccepted believes a 200 only from a server that speaks Exchange ActiveSync.
func (a *asker) readAccepted(got answer) outcome {
	versions := got.header.Get("MS-ASProtocolVersions")
	switch {
	case versions == "":
		return a.ended(diagnose.Failed, "", a.described(got)+" without the versions of Exchange ActiveSync: not a mailbox")
	case !slices.Contains(strings.FieldsFunc(versions, isSeparator), easVersion):
		text := fmt.Sprintf("%s takes the token, but not version %s of Exchange ActiveSync: %s", got.host, easVersion,
			a.quote(versions))
		return a.ended(diagnose.Warning, "", text)
	}
	return a.ended(diagnose.Passed, diagnose.CauseNone,
		got.host+" takes the token and speaks Exchange ActiveSync "+easVersion)
}

func isSeparator(r rune) bool { return r == ',' || r == ' ' || r == '\t' }

// readRefusedToken keeps what the server says about the token: error and claims of the challenge (RFC 6750 §3; claims
// challenge, learn.microsoft.com "Claims challenges, claims requests, and client capabilities"), and its diagnostics.
func (a *asker) readRefusedToken(got answer) outcome {
	bearer, _ := bearerOf(parseChallenges(got.header["Www-Authenticate"]))
	text := a.described(got) + a.diagnosticsOf(got)
	if e := bearer.params["error"]; e != "" {
		text += "; error " + a.quote(e) + " " + a.quote(bearer.params["error_description"])
	}
	found := a.ended(diagnose.Failed, "", text)
	o := &found.observations[0]
	o.About = diagnose.AboutAccount
	said := diagnose.Said{Error: shorten(oneLine(bearer.params["error"]), 80), Claims: a.claimsOf(bearer)}
	if said.Claims != "" {
		found.state = diagnose.Blocked
		o.Text += "; wants claims"
	}
	if said.Error != "" || said.Claims != "" {
		o.Said = &said
	}
	return found
}

// claimsOf decodes a claims challenge: base64 of JSON. What is neither is not kept.
func (a *asker) claimsOf(c challenge) string {
	sent := strings.TrimRight(c.params["claims"], "=")
	decoded, err := base64.RawStdEncoding.DecodeString(strings.NewReplacer("-", "+", "_", "/").Replace(sent))
	if err != nil || !json.Valid(decoded) || len(decoded) > maxEvidence {
		return ""
	}
	clean, _ := a.clean(string(decoded))
	return clean
}

// readAccessMoved does not follow: the token stays where it was allowed to go.
func (a *asker) readAccessMoved(got answer) outcome {
	to := locationOf(got)
	if to == "" || strings.HasPrefix(to, "outlook-cba.") {
		return a.ended(diagnose.Failed, "", a.described(got)+" to "+a.quote(to)+a.diagnosticsOf(got))
	}
	return a.ended(diagnose.Blocked, "mailbox.moved", got.host+" says that the mailbox has moved to "+to)
}

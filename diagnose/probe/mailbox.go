package probe

import (
	"context"
	"slices"

	"synchelper/diagnose"
)

// mailSearch is what the mailbox's chain found.
type mailSearch struct {
	tenant    Tenant // the tenant that the mailbox belongs to
	mailbox   Mailbox
	challenge Challenge
}

// askMailbox asks where the mailbox is, and what the server there demands. tenantKnown brings the domain's tenants,
// none when they are not known, and is closed without any when the run is blocked.
//
// The address goes to Microsoft's public host first, as the iPhone's does: that host knows the way to the other clouds.
// The challenge does not wait for the tenant where the server is one of Microsoft's.
func (a *asker) askMailbox(ctx context.Context, l *ledger, tenantKnown <-chan []Tenant) (found mailSearch) {
	home := a.clouds[0]
	stage, cancel := context.WithTimeout(ctx, stageLimit)
	defer cancel()
	way := a.discover(stage, first(home.ExchangeHosts))
	var early <-chan challengeAnswer
	if a.holdsMail(way.mailbox.Host) {
		l.begin(diagnose.StageServerChallenge)
		early = later(func() challengeAnswer { return a.askChallenge(ctx, way.mailbox.Host, askLimit) })
	}
	tenants := <-tenantKnown
	if cloud := first(tenants).Cloud; len(tenants) > 0 && cloud.ID != home.ID && way.mailbox.Host == "" {
		way = a.discover(stage, first(cloud.ExchangeHosts))
	}
	found.tenant = tenantOfMailbox(tenants, way.mailbox.Host)
	found.mailbox = way.mailbox
	found.mailbox.Elsewhere = way.mailbox.Host != "" && !a.belongs(found.tenant, way.mailbox.Host)

	if found.mailbox.Elsewhere && !a.isMicrosofts(way.mailbox.Host) {
		found.challenge = a.endOutside(ctx, l, way)
		return found
	}
	l.end(ctx, diagnose.StageAutodiscover, a.withClock(diagnose.StageAutodiscover, a.tellTrip(way, found)))
	found.challenge = a.endChallenge(ctx, l, found, early)
	return found
}

// endOutside ends the run at a server of the company's own. Its challenge is asked only to say more about it: who
// issues its tokens decides whether approval at Microsoft matters there, and it may know that the mailbox has moved.
func (a *asker) endOutside(ctx context.Context, l *ledger, way trip) Challenge {
	server := a.askChallenge(ctx, way.mailbox.Host, foreignLimit)
	cause, text := diagnose.CauseID("mailbox.on_premises"), way.mailbox.Host+" has the mailbox; "+server.words
	if server.movedTo != "" {
		cause = "mailbox.moved"
	}
	o := a.observe(diagnose.StageAutodiscover, cause, text)
	o.Unsure = server.challenge.Issuer == IssuerEntra // whose consent then counts for the company's own server too
	l.end(ctx, diagnose.StageAutodiscover, outcome{diagnose.Blocked, o.Text, []diagnose.Observation{o}})
	l.end(ctx, diagnose.StageServerChallenge, server.outcome)
	return server.challenge
}

// endChallenge ends the last stage. Without an answer of Autodiscover the cloud's usual server is asked: a phone that
// is set up already does not ask Autodiscover either.
func (a *asker) endChallenge(ctx context.Context, l *ledger, found mailSearch, early <-chan challengeAnswer) Challenge {
	host := found.mailbox.Host
	if host == "" && found.tenant.ID != "" {
		host = first(found.tenant.Cloud.ExchangeHosts)
	}
	var server challengeAnswer
	switch {
	case early != nil:
		server = <-early
	case host == "" || found.mailbox.Elsewhere:
		server.outcome = outcome{state: diagnose.NotChecked, finding: "no server is known to ask"}
	default:
		l.begin(diagnose.StageServerChallenge)
		server = a.askChallenge(ctx, host, askLimit)
	}
	l.end(ctx, diagnose.StageServerChallenge, server.outcome)
	return server.challenge
}

// holdsMail says whether a host is an Exchange Online host of any cloud.
func (a *asker) holdsMail(host string) bool {
	return slices.ContainsFunc(a.clouds, func(c diagnose.Cloud) bool { return c.HoldsMail(host) })
}

// belongs says whether a host is an Exchange Online host of the tenant's cloud; of any, when the tenant is not known.
func (a *asker) belongs(t Tenant, host string) bool {
	if t.ID == "" {
		return a.holdsMail(host)
	}
	return t.Cloud.HoldsMail(host)
}

// tenantOfMailbox chooses, for a domain in several clouds, the tenant in the cloud that has the mailbox.
func tenantOfMailbox(tenants []Tenant, host string) Tenant {
	for _, t := range tenants {
		if t.Cloud.HoldsMail(host) {
			return t
		}
	}
	return first(tenants)
}

package probe

import (
	"context"
	"net/http"
	"time"

	"synchelper/diagnose"
)

// Prober asks servers. The zero value asks Microsoft, through the system's proxy.
type Prober struct {
	// HTTP is how the servers are reached; nil means NewClient. Only its Transport is used.
	HTTP *http.Client
	// Clouds are the clouds that may know the domain, the likeliest first; none means diagnose.Clouds.
	Clouds []diagnose.Cloud
	// Now is this computer's clock; nil means time.Now.
	Now func() time.Time
}

// Tenant is the company that a domain belongs to.
type Tenant struct {
	ID         string         // GUID, lower case; empty when the tenant is not known
	Cloud      diagnose.Cloud // the cloud that the tenant is in; the zero Cloud when the tenant is not known
	Region     string         // tenant_region_scope, such as "EU" or "NA"; may be empty
	Personal   bool           // the domain belongs to personal Microsoft accounts
	Federation Federation
}

// Federation says who checks the password of a company's people.
type Federation struct {
	Federated bool   // an identity provider of the company does, not Microsoft
	Host      string // where its page is shown, such as "adfs.contoso.com"; empty when it was not told
	Brand     string // what the company calls itself; may be empty
	Protocol  string // such as "WSTrust" or "SAMLP"; may be empty
}

// Mailbox is where Autodiscover says the mailbox is. The zero Mailbox was not told.
type Mailbox struct {
	URL       string // the Exchange ActiveSync address; empty when only the host is known
	Host      string // lower case, with its port if it has one
	Elsewhere bool   // Host is no Exchange Online host of the tenant's cloud
}

// Issuer is who issues tokens for the mailbox's server.
type Issuer string

// The issuers. The zero Issuer was not told.
const (
	IssuerEntra  Issuer = "entra"
	IssuerADFS   Issuer = "adfs"
	IssuerOther  Issuer = "other"
	IssuerNobody Issuer = "nobody" // the server takes no tokens, so the iPhone asks for a password
)

// Challenge is what the mailbox's server demands of somebody who is not signed in.
type Challenge struct {
	Issuer           Issuer
	AuthorizationURI string // where it sends people to sign in
	TrustedIssuer    string // trusted_issuers, as sent
}

// Answers is what was found without signing in.
type Answers struct {
	Tenant
	Mailbox
	Challenge
	Stages       []diagnose.Stage // diagnose.StagesBeforeSignIn, in this order
	Observations []diagnose.Observation
}

// Ask asks everything about an address that needs no sign-in, and calls report whenever a stage begins or ends: one
// call at a time, on goroutines of Ask, ends in the order of the stages; report may be nil. A stage after a blocked
// one is skipped even though its questions were asked side by side. Ask returns as soon as ctx ends; what was not
// answered by then is not-checked.
func (p Prober) Ask(ctx context.Context, address string, report func(diagnose.Stage)) Answers {
	a, done := p.asker()
	defer done()
	return a.askAll(ctx, address, report)
}

// asker returns what one run asks with, and what gives its connections back.
func (p Prober) asker() (*asker, func()) {
	a := &asker{clouds: p.Clouds, now: p.Now, clock: new(clock)}
	if len(a.clouds) == 0 {
		a.clouds = diagnose.Clouds()
	}
	if a.now == nil {
		a.now = time.Now
	}
	client, done := p.HTTP, func() {}
	if client == nil {
		client = NewClient()
		done = client.CloseIdleConnections
	}
	// The transport alone: it follows no redirect and keeps no cookie.
	a.transport = client.Transport
	if a.transport == nil {
		a.transport = http.DefaultTransport
	}
	return a, done
}

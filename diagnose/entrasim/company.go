// Package entrasim is a simulated company on this computer: Microsoft's sign-in service, Exchange Online and, if the
// company has one, its own identity provider, on loopback TLS with a certificate made at the start. It is as wrong or
// as right as a [Tenant] says, needs no network, and lets nothing be reached but itself.
//
// What it sends follows Microsoft's documentation and what several public clients read; each shape names its source,
// and every value that nobody has published is marked as invented, so that no code may come to depend on it.
package entrasim

import (
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"synchelper/diagnose"
)

// Options are how a company is started. The zero value is fit for use.
type Options struct {
	Now    func() time.Time // nil: time.Now. A clock that is wrong is seen in every Date header and token
	Listen string           // address of the sign-in service, on loopback; empty: 127.0.0.1 and a free port
	Random io.Reader        // of ids, codes and the password; nil: crypto/rand. Keys never come from it
	Seed   int              // where the variations of the answers begin: tails of descriptions, second numbers …
	Pages  Pages            // what varies on the pages
	// Interval is how often a client may ask about a device code; 0 is five seconds, as at the real service.
	Interval time.Duration
	Log      func(Request) // told of every answer, one at a time; nil: nobody is
}

// Request is one answered request, as the log of the demo shows it: without query, body, headers and so without secrets.
type Request struct {
	Time          time.Time
	Site          string // "login", "exchange" or "own"
	Method, Path  string
	Status        int
	CorrelationID string
}

// Company is a simulated company that answers until Close. It may be used from many goroutines.
type Company struct {
	options  Options
	password string
	network  *network
	signing  func() signingKey // made when the first token is: it costs more than all else here

	telling sync.Mutex // one line of the log after the other

	mu      sync.Mutex // guards what follows, and Options.Random
	tenant  Tenant
	codes   map[string]*grantedCode
	devices map[string]*deviceSession // by device code
	refresh map[string]*grantedCode   // by refresh token
	answers int                       // so many refusals were sent: what varies, varies with it
	browser pageState
}

// Start makes a company of t's state and has it answer on loopback. The error says which address could not be had.
func Start(t Tenant, o Options) (*Company, error) {
	c := &Company{
		options: withDefaults(o), tenant: t, signing: sync.OnceValue(newSigningKey),
		codes: map[string]*grantedCode{}, devices: map[string]*deviceSession{}, refresh: map[string]*grantedCode{},
		browser: newPageState(),
	}
	c.password = c.word(passwordLetters)
	var err error
	if c.network, err = newNetwork(c.options.Listen, c.now()); err != nil {
		return nil, fmt.Errorf("starting the simulated company: %w", err)
	}
	login, exchange, own := http.NewServeMux(), http.NewServeMux(), http.NewServeMux()
	c.registerProtocol(login, exchange, own)
	c.registerPages(login, own)
	c.serve(siteLogin, login)
	c.serve(siteExchange, exchange)
	c.serve(siteOwn, own)
	return c, nil
}

func withDefaults(o Options) Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Interval <= 0 {
		o.Interval = deviceInterval
	}
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	return o
}

// Close stops answering and waits until nothing of the company runs any more. It may be called twice.
func (c *Company) Close() error { return c.network.close() }

// Cloud is the company's row of hosts. All that are asked or linked to are on this computer.
func (c *Company) Cloud() diagnose.Cloud {
	login, exchange := c.network.host(siteLogin), c.network.host(siteExchange)
	public := diagnose.Clouds()[0]
	return diagnose.Cloud{
		ID: "simulated", Name: "Simulated company", Simulated: true, AppleProven: true,
		LoginHost: login, LoginHosts: []string{login},
		ExchangeResource: "https://" + exchange, ExchangeHosts: []string{exchange},
		AdminCenter: public.AdminCenter, MailWeb: public.MailWeb, // only named in texts, which read as they would in earnest
	}
}

// OwnHost is the company's own server: its identity provider, if it has one, and its mail, if that is not at
// Microsoft. It is no host of the cloud.
func (c *Company) OwnHost() string { return c.network.host(siteOwn) }

// Client returns a client that trusts the company's certificate alone and reaches nothing but this computer. Close
// closes its idle connections.
func (c *Company) Client() *http.Client { return c.network.client() }

// RootPEM is the certificate that other programs must trust, in PEM.
func (c *Company) RootPEM() []byte { return c.network.trust.rootPEM }

// SPKI is the hash of the servers' public key, in base64: what Chromium takes by --ignore-certificate-errors-spki-list.
func (c *Company) SPKI() string { return c.network.trust.spki }

// Tenant returns the state as it is now.
func (c *Company) Tenant() Tenant {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.tenant
}

// Change changes the state, as an administrator would. No answer sees half a change. The function must not call the
// company.
func (c *Company) Change(change func(*Tenant)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change(&c.tenant)
}

// Password is the person's password as it is now: made at the start, valid for this company alone, changed by a person
// whose password was too old.
func (c *Company) Password() string {
	c.browser.mu.Lock()
	defer c.browser.mu.Unlock()
	return c.personPassword()
}

func (c *Company) now() time.Time { return c.options.Now() }

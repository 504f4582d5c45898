// Package simulated is the demo's companies as a session meets them: started on this computer, with a person who walks
// their pages and an IT that can do what its yes promises. What people download is built without it (app/demo_none.go).
package simulated

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"synchelper/diagnose/entra"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/signin"
)

// Company is the company of a scenario, on this computer.
type Company struct {
	*entrasim.Company
}

// Start starts the company of a scenario. Whoever gets it closes it. The error says that there is no such scenario, or
// which address of this computer could not be had.
func Start(scenario string, now func() time.Time) (Company, error) {
	for _, tenant := range entrasim.Scenarios() {
		if tenant.ID != scenario {
			continue
		}
		company, err := entrasim.Start(tenant, entrasim.Options{Now: now})
		if err != nil {
			return Company{}, fmt.Errorf("simulated company: %w", err)
		}
		return Company{company}, nil
	}
	return Company{}, fmt.Errorf("simulated company: no scenario %q", scenario)
}

// Address is the sign-in name of the company's person, Password what goes with it: made at the start, valid here alone.
func (c Company) Address() string { return c.Tenant().User }

// Pages is the company's person, who walks its pages where no browser can.
func (c Company) Pages() signin.Surface { return walker{c.Person()} }

// walker lets the simulated person stand where a browser stands otherwise.
type walker struct{ *entrasim.Person }

// Show walks the pages over plain HTTP, as the simulated user would.
func (p walker) Show(ctx context.Context, ask signin.Ask, on func(signin.Sight) bool) (signin.Ended, error) {
	reached, err := p.Walk(ctx, ask.Address, ask.Redirect, func(host string, ours bool, page entra.SignInPage) bool {
		return on(signin.Sight{Host: host, Ours: ours, Page: page})
	})
	if err != nil || reached == "" {
		return signin.Ended{}, err
	}
	address, err := url.Parse(reached)
	if err != nil {
		return signin.Ended{}, err
	}
	return signin.Ended{Redirect: address.Query()}, nil
}

// WouldAct says whether its IT's yes would change anything at the company as it is now.
func (c Company) WouldAct() bool {
	now := c.Tenant()
	after := now
	act(&after)
	return after != now
}

// Act has its IT do what it says to have done.
func (c Company) Act() { c.Change(act) }

// act does what a yes promises. A yes that an administrator gave for the own account only stays one: that is what its
// scenario is about.
func act(t *entrasim.Tenant) {
	if t.Granted == entrasim.GrantedToNobody {
		t.Granted = entrasim.GrantedToAll
	}
	if t.App == entrasim.AppMissing || t.App == entrasim.AppDisabled || t.App == entrasim.AppUnassigned {
		t.App = entrasim.AppEnabled
	}
	if t.Mailbox == entrasim.MailboxSyncOff {
		t.Mailbox = entrasim.MailboxFine
	}
}

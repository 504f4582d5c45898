package session

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/probe"
	"synchelper/diagnose/signin"
)

// Simulated is the company of a scenario, on this computer, and the route to it.
type Simulated struct {
	*entrasim.Company
	now func() time.Time
}

// Simulate starts the company of a scenario. Whoever gets it closes it.
func Simulate(id string, now func() time.Time) (*Simulated, error) {
	for _, tenant := range entrasim.Scenarios() {
		if tenant.ID != id {
			continue
		}
		company, err := entrasim.Start(tenant, entrasim.Options{Now: now})
		if err != nil {
			return nil, fmt.Errorf("simulated company: %w", err)
		}
		return &Simulated{Company: company, now: now}, nil
	}
	return nil, fmt.Errorf("simulated company: no scenario %q", id)
}

// Route leads to the company and nowhere else. Without a surface the simulated person walks the pages.
func (c *Simulated) Route(surface signin.Surface) Route {
	if surface == nil {
		surface = walker{c.Person()}
	}
	return Route{Surface: surface, Hosts: c.Cloud(), Now: c.now,
		Prober: probe.Prober{HTTP: c.Client(), Clouds: []diagnose.Cloud{c.Cloud()}, Now: c.now}}
}

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

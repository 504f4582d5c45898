package session

import (
	"net/http"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/probe"
	"synchelper/diagnose/signin"
)

// Company is a simulated company on this computer, as the demo plays it. It answers until Close.
type Company interface {
	Cloud() diagnose.Cloud // its own hosts, all on this computer
	Client() *http.Client  // reaches nothing but the company
	SPKI() string          // hash of its servers' public key, in base64
	Address() string       // of its person
	Password() string      // of its person; made at the start, valid here alone
	Pages() signin.Surface // its person, who walks its pages
	WouldAct() bool        // whether its IT's yes would change anything
	Act()                  // its IT does what it says to have done
	Close() error
}

// Simulate starts the simulated company of a scenario. Whoever gets it closes it. The error says why none runs.
type Simulate func(scenario string, now func() time.Time) (Company, error)

// RouteTo leads to a simulated company and nowhere else. Without a surface its person walks the pages.
func RouteTo(c Company, surface signin.Surface, now func() time.Time) Route {
	if surface == nil {
		surface = c.Pages()
	}
	return Route{Surface: surface, Hosts: c.Cloud(), Now: now,
		Prober: probe.Prober{HTTP: c.Client(), Clouds: []diagnose.Cloud{c.Cloud()}, Now: now}}
}

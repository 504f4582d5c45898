package session

import (
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/probe"
	"synchelper/diagnose/signin"
)

// OverNetwork is the route to Microsoft, through the system's proxy, with a browser of this computer if it has one.
// scratch is the folder for what the browser keeps while it is open; empty: the system's.
func OverNetwork(now func() time.Time, scratch string) Route {
	return Route{Prober: probe.Prober{HTTP: probe.NewClient(), Now: now}, Surface: Browser(scratch, ""), Now: now}
}

// Browser is the first browser of this computer that may be watched; nil when there is none. trust is the key of the one
// certificate that it accepts besides the system's: a simulated company's.
func Browser(scratch, trust string) signin.Surface {
	program, _, ok := usable(signin.FindPrograms())
	if !ok {
		return nil
	}
	return signin.Browser{Program: program, Folder: scratch, Trust: trust}
}

// usable is the first program that may be watched. If none may, why not.
func usable(programs []signin.Program) (program signin.Program, forbidden string, ok bool) {
	for _, p := range programs {
		if p.Forbidden == "" {
			return p, "", true
		}
		forbidden = p.Forbidden
	}
	return signin.Program{}, forbidden, false
}

// routeFor returns how the servers of a subject are reached: Microsoft's, or in the demo the simulated company's. It is nil
// where none is to be asked: nothing but an address leads to a mailbox. The caller holds the lock.
func (s *Session) routeFor(subject diagnose.Subject) *Route {
	if !strings.Contains(subject.Address, "@") {
		return nil
	}
	if s.state.Demo {
		if s.company == nil {
			return nil
		}
		route := RouteTo(s.company, s.surface(s.company.SPKI()), s.options.Now)
		return &route
	}
	if !s.options.Online || (Found{Subject: subject}).Private() {
		return nil
	}
	return &Route{Prober: probe.Prober{HTTP: s.client(), Now: s.options.Now}, Surface: s.surface(""), Now: s.options.Now}
}

// surface is the browser that shows the pages; nil where none can.
func (s *Session) surface(trust string) signin.Surface {
	program, _, ok := usable(s.programs())
	if !ok {
		return nil
	}
	return signin.Browser{Program: program, Folder: s.options.Scratch, Trust: trust}
}

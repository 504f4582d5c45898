package diagnose

import "time"

// Subject is whom the diagnosis is about.
type Subject struct {
	Address  string // the user's mail address; empty when not given
	Tenant   string // GUID or domain of the tenant; empty when not known
	TenantID string // GUID of the tenant, lower case; empty when not known
	Cloud    string // id in assets/clouds.json; empty when not known, which means the public one
	MailApp  string // id in assets/mailapps.json, e.g. "apple"
	Card     Card   // what the phone shows, if a card was chosen
}

// Domain returns the part of the address behind the last @, else the tenant's domain, lower case; "" when unknown.
func (s Subject) Domain() string { return domainOf(s) }

// SignIn is a sign-in that SyncHelper itself began in the user's name: the company's log holds it as the mail app's.
type SignIn struct {
	At            time.Time
	Method        string // "browser" or "device-code"
	ClientID      string // of the mail app, GUID
	CorrelationID string // GUID; empty when Microsoft named none
	Ended         string // how, in a few English words for the helpdesk, free of secrets
}

// ActionKind says what an action does.
type ActionKind string

// The kinds of action.
const (
	ActionMessageAdmin ActionKind = "message-admin" // send the message (Text) to whoever can fix it
	ActionConsentLink  ActionKind = "consent-link"  // an administrator opens the link (URL)
	ActionStep         ActionKind = "step"          // one step (Text) for Who
	ActionMeanwhile    ActionKind = "meanwhile"     // how to read mail until then
)

// Diagnosis is one run with its verdict: what the screens draw, the terminal prints and a report saves.
type Diagnosis struct {
	ID           string // random, 26 characters of Crockford base 32
	Created      time.Time
	Began        time.Time // of the first run under this ID, whose day the reference keeps; zero: Created
	Earlier      string    // reference of a message about the same that was sent before, where it had another one
	Subject      Subject
	Stages       []Stage
	Observations []Observation
	Verdict      Verdict
	SignIns      []SignIn
	Demo         bool  // made on the simulated company
	Hosts        Cloud // the simulated company's hosts; the zero Cloud otherwise
	Foreign      bool  // read from a file or mail: nobody here has confirmed its tenant, so no link is made from it
}

// Cloud returns the row of hosts that the subject's company is on: the simulated company's in a demo, else the one of
// Subject.Cloud, else the public one.
func (d Diagnosis) Cloud() Cloud {
	if d.Hosts.Simulated {
		return d.Hosts
	}
	if c, ok := CloudOf(d.Subject.Cloud); ok {
		return c
	}
	return Clouds()[0]
}

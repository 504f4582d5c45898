package signin

import (
	"strings"
	"time"

	"synchelper/diagnose"
)

// Outcome is what a sign-in gave.
type Outcome struct {
	Stages       []diagnose.Stage // sign-in and, if a code was redeemed or a token asked for, token
	Observations []diagnose.Observation
	Token        Token // of the right tenant and with the mail permission, if HasToken
	HasToken     bool
	// Cancelled says that the person ended it: closed the window, pressed Cancel there, or the context was cancelled.
	Cancelled bool
	// NotShown is ErrForbidden, ErrStart, ErrFolder or ErrAsk where the surface could show nothing: take another one.
	NotShown error
	SignIns  []diagnose.SignIn // those that were begun in the user's name, for the report
}

// byPerson is the finding of what the person ended.
const byPerson = "cancelled by the person"

func (o Outcome) cancelled() Outcome {
	o.Cancelled = true
	return o
}

// DevicePrompt is what a person needs to sign in on any device (RFC 8628 §3.3).
type DevicePrompt struct {
	UserCode string
	URL      string // https, on one of the cloud's login hosts or Microsoft's short address for it
	Expires  time.Time
}

// record is what every sign-in has, however it is walked.
type record struct {
	cfg         Config
	method      string // "browser" or "device-code"
	started     time.Time
	correlation string // the number by which Microsoft's log finds it; empty while none was named
}

// outcome ends the stage sign-in of a sign-in that was begun in the user's name.
func (r record) outcome(state diagnose.StageState, finding string, observations ...diagnose.Observation) Outcome {
	out := r.unbegun(state, finding, observations...)
	out.SignIns = []diagnose.SignIn{{At: r.started, Method: r.method, ClientID: r.cfg.App.ClientID,
		CorrelationID: r.correlation, Ended: finding}}
	return out
}

// unbegun ends the stage sign-in where the company's log holds nothing of it.
func (r record) unbegun(state diagnose.StageState, finding string, observations ...diagnose.Observation) Outcome {
	return Outcome{Stages: []diagnose.Stage{r.stage(diagnose.StageSignIn, r.started, state, finding)},
		Observations: observations}
}

func (r record) stage(id diagnose.StageID, started time.Time, state diagnose.StageState, finding string) diagnose.Stage {
	return diagnose.Stage{ID: id, State: state, Started: started, Duration: r.cfg.now().Sub(started), Finding: finding}
}

// withoutToken adds the stage token to a sign-in whose code was not redeemed. Without a token nobody knows for which
// account and company the code was, so it proves nothing.
func (r record) withoutToken(out Outcome, begun time.Time, f *Failure) Outcome {
	state := diagnose.Failed
	switch {
	case f.Refused:
		state = diagnose.Blocked
	case f.Cancelled:
		state, out.Cancelled = diagnose.NotChecked, true
	}
	out.Stages = append(out.Stages, r.stage(diagnose.StageToken, begun, state, f.Finding))
	if !f.Cancelled {
		out.Observations = append(out.Observations, f.Observation)
	}
	out.SignIns[0].Ended += "; token " + f.Finding
	if out.SignIns[0].CorrelationID == "" {
		out.SignIns[0].CorrelationID = f.CorrelationID
	}
	return out
}

// withToken adds the stage token: whose it is, and what it allows. Only a token of the address's own tenant with the
// mail permission goes on. unknownName says that the address was no account's when it was typed.
func (r record) withToken(out Outcome, begun time.Time, token Token, unknownName bool) Outcome {
	signedIn := r.cfg.passed(diagnose.StageSignIn, token)
	state, finding := diagnose.Passed, "a token with "+mailScope
	switch {
	case r.cfg.TenantID != "" && token.TenantID() != "" && !strings.EqualFold(token.TenantID(), r.cfg.TenantID):
		state, finding = diagnose.Blocked, "a token of tenant "+token.TenantID()+", not of "+r.cfg.TenantID
		out.Observations = []diagnose.Observation{r.cfg.states(diagnose.StageToken, "account.wrong_tenant", finding)}
	case !token.HasMail():
		state, finding = diagnose.Blocked, "a token without "+mailScope+": "+strings.Join(token.Scopes(), " ")
		out.Observations = []diagnose.Observation{signedIn,
			r.cfg.states(diagnose.StageToken, "consent.scopes_missing", finding)}
	case token.Account() != "" && !r.cfg.names(token.Account()):
		finding += "; the person's sign-in name is " + token.Account()
		out.Observations = []diagnose.Observation{r.cfg.passed(diagnose.StageToken, token), signedIn}
		if unknownName { // the code was given to the other name, so it proves nothing about this one
			state = diagnose.Warning
			out.Observations[1] = r.cfg.states(diagnose.StageToken, "account.upn_differs", finding)
		}
		out.Token, out.HasToken = token, true
	default:
		out.Observations = []diagnose.Observation{signedIn, r.cfg.passed(diagnose.StageToken, token)}
		out.Token, out.HasToken = token, true
	}
	out.Stages = append(out.Stages, r.stage(diagnose.StageToken, begun, state, finding))
	out.SignIns[0].Ended += ", and " + finding
	return out
}

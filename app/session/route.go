package session

import (
	"context"
	"errors"
	"slices"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/probe"
	"synchelper/diagnose/signin"
)

// Route is how a run reaches Microsoft: over the network, or on this computer where a simulated company stands in. The
// zero Route reaches Microsoft and has nothing that shows sign-in pages.
type Route struct {
	Prober  probe.Prober
	Surface signin.Surface // shows Microsoft's pages to the person; nil where no program can
	Hosts   diagnose.Cloud // the simulated company's; the zero Cloud for Microsoft's own
	Now     func() time.Time

	link func(context.Context, signin.Config) (string, error) // tests; nil: signin.OwnBrowserLink
}

// Method is how the person signs in.
type Method string

// The methods.
const (
	MethodNone       Method = "none"
	MethodBrowser    Method = "browser"
	MethodDeviceCode Method = "device-code"
)

// Watch is who is told of a run while it goes on. Each function may be nil; they are called by the run's goroutines,
// never two at a time.
type Watch struct {
	Stage    func(diagnose.Stage)
	Progress func(signin.Progress)
	Device   func(signin.DevicePrompt)
	Describe <-chan struct{} // the person says "I see an error"
}

// Ask asks everything that needs no sign-in and adds it to what was found. It needs a mail address.
func (r Route) Ask(ctx context.Context, found Found, watch Watch) Found {
	answers := r.Prober.Ask(ctx, found.Subject.Address, watch.stage)
	found = found.without(diagnose.StagesBeforeSignIn()...)
	found.Observations = append(found.Observations, answers.Observations...)
	found.Stages = append(found.Stages, answers.Stages...)
	found.Tenant, found.Mailbox = answers.Tenant, answers.Mailbox
	if id := answers.Tenant.ID; id != "" && !answers.Tenant.Personal {
		found.Subject.TenantID, found.Subject.Cloud = id, answers.Tenant.Cloud.ID
	}
	return found
}

// MaySignIn says whether a sign-in could tell more: the company was found at Microsoft, its mailbox is not known to be
// elsewhere, nothing stopped the run before, and the mail app's own redirect address is known.
func (r Route) MaySignIn(found Found) bool {
	stopped := func(s diagnose.Stage) bool { return s.State.Stops() }
	return found.Tenant.ID != "" && found.Tenant.Cloud.AppleProven && !found.Mailbox.Elsewhere &&
		!slices.ContainsFunc(found.Stages, stopped) && diagnose.MailAppOf(found.Subject.MailApp).RedirectURI != ""
}

// SignIn replays the mail app's sign-in in the user's name and, with the token, asks the mailbox one question. A sign-in
// of an earlier run is forgotten, but for its line in the list of sign-ins.
func (r Route) SignIn(ctx context.Context, found Found, method Method, watch Watch) Found {
	found = found.without(diagnose.StagesOfSignIn()...)
	config := r.config(found)
	var outcome signin.Outcome
	switch {
	case method == MethodDeviceCode:
		watch.stage(diagnose.Stage{ID: diagnose.StageSignIn, State: diagnose.Running, Started: r.now()})
		outcome = signin.RunDeviceCode(ctx, config, watch.device)
	case r.Surface == nil:
		return found
	default:
		watch.stage(diagnose.Stage{ID: diagnose.StageSignIn, State: diagnose.Running, Started: r.now()})
		outcome = signin.Run(ctx, config, r.Surface, watch.Describe, watch.progress)
	}
	found.Stages = append(found.Stages, outcome.Stages...)
	found.Observations = append(found.Observations, outcome.Observations...)
	found.SignIns = append(found.SignIns, outcome.SignIns...)
	found.Cancelled, found.NotShown = outcome.Cancelled, outcome.NotShown
	for _, s := range outcome.Stages {
		watch.stage(s)
	}
	if outcome.HasToken {
		found = r.mailbox(ctx, found, outcome.Token, watch)
	}
	return found.skipBehind()
}

// mailbox asks the one question that a token is for.
func (r Route) mailbox(ctx context.Context, found Found, token signin.Token, watch Watch) Found {
	watch.stage(diagnose.Stage{ID: diagnose.StageMailAccess, State: diagnose.Running, Started: r.now()})
	stage, observations := r.Prober.MailAccess(ctx, found.Tenant.Cloud, found.Mailbox, found.Subject.Address,
		probe.Bearer(token.Reveal()))
	watch.stage(stage)
	for i := range observations {
		observations[i].Account = found.otherAccount()
	}
	found.Stages = append(found.Stages, stage)
	found.Observations = append(found.Observations, observations...)
	return found
}

// OwnBrowserLink returns a sign-in address for the person's own browser. Whatever it leads to can never be redeemed. An
// address that breaks a rule is not handed out: the error is then a *consent.RuleError.
func (r Route) OwnBrowserLink(ctx context.Context, found Found) (string, error) {
	if !r.MaySignIn(found) {
		return "", errNoSignIn
	}
	build := r.link
	if build == nil {
		build = signin.OwnBrowserLink
	}
	link, err := build(ctx, r.config(found))
	if err != nil {
		return "", err
	}
	if err := consent.CheckSignIn(link, found.Tenant.Cloud); err != nil {
		return "", err
	}
	return link, nil
}

var errNoSignIn = errors.New("session: there is nothing to sign in to")

func (r Route) config(found Found) signin.Config {
	return signin.Config{Cloud: found.Tenant.Cloud, App: diagnose.MailAppOf(found.Subject.MailApp),
		Address: found.Subject.Address, TenantID: found.Tenant.ID, HTTP: r.Prober.HTTP, Now: r.Now,
		SignInOnly: found.Mailbox.URL == ""} // a token without a mailbox to ask is one too many
}

func (r Route) now() time.Time {
	if r.Now == nil {
		return time.Now()
	}
	return r.Now()
}

func (w Watch) stage(s diagnose.Stage) {
	if w.Stage != nil {
		w.Stage(s)
	}
}

func (w Watch) progress(p signin.Progress) {
	if w.Progress != nil {
		w.Progress(p)
	}
}

func (w Watch) device(p signin.DevicePrompt) {
	if w.Device != nil {
		w.Device(p)
	}
}

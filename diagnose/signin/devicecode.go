package signin

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"unicode"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"synchelper/diagnose"
)

// RunDeviceCode signs in by device code (RFC 8628): show is told once what the person types in on any device, and when
// it returns MSAL asks until somebody has, the code runs out, or ctx ends, which ends it at once. No page is ever read.
//
// What is refused here may be refused for the way itself: a policy that blocks it (policy.device_code), a code that ran
// out, an app that was not set up for it. Those are about this check, and the stage was not checked then.
func RunDeviceCode(ctx context.Context, cfg Config, show func(DevicePrompt)) Outcome {
	r := record{cfg: cfg, method: "device-code", started: cfg.now()}
	talk, err := converse(cfg)
	if err != nil {
		return r.unbegun(diagnose.Failed, "the sign-in could not be asked for")
	}
	defer talk.wire.CloseIdleConnections()
	bounded, cancel := context.WithTimeout(ctx, DeviceCodeLimit)
	defer cancel()
	code, failure := cfg.askDeviceCode(bounded, talk)
	if failure != nil {
		return r.withoutCode(failure)
	}
	prompt, err := cfg.promptOf(code.Result)
	if err != nil {
		return r.unbegun(diagnose.Failed, err.Error())
	}
	r.cfg = cfg.hiding(seal(code.Result.DeviceCode))
	show(prompt)
	result, err := code.AuthenticationResult(bounded)
	if err != nil {
		return r.notRedeemed(ctx, talk, err)
	}
	out := r.outcome(diagnose.Passed, "signed in by device code")
	if cfg.SignInOnly {
		out.Observations = []diagnose.Observation{cfg.passed(diagnose.StageSignIn, readToken(result))}
		return out
	}
	return r.withToken(out, r.cfg.now(), readToken(result), false)
}

// askDeviceCode asks for a code. An error with HTTP 200 is one too: MSAL takes it for a code that is empty.
func (c Config) askDeviceCode(ctx context.Context, talk *conversation) (public.DeviceCode, *Failure) {
	bounded, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	code, err := talk.msal.AcquireTokenByDeviceCode(bounded, c.scopes())
	if err != nil {
		return code, c.failure(ctx, diagnose.StageSignIn, talk.wire, err)
	}
	if got, refused := talk.wire.refused(); refused {
		return code, c.refusedWith(diagnose.StageSignIn, got)
	}
	return code, nil
}

// notRedeemed is the outcome of a code that was shown and led to nothing.
func (r record) notRedeemed(ctx context.Context, talk *conversation, err error) Outcome {
	if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		if _, refused := talk.wire.refused(); !refused {
			return r.outcome(diagnose.NotChecked, "the code ran out before it was used")
		}
	}
	f := r.cfg.failure(ctx, diagnose.StageSignIn, talk.wire, err)
	out := r.withoutCode(f)
	r.correlation = f.CorrelationID
	ended := f.Finding
	if f.Cancelled {
		ended = byPerson
	}
	out.SignIns = r.outcome(diagnose.NotChecked, ended).SignIns
	return out
}

// withoutCode is the outcome of a refusal. What is about this way of signing in alone says nothing about the phone.
func (r record) withoutCode(f *Failure) Outcome {
	if f.Cancelled {
		return r.unbegun(diagnose.NotChecked, byPerson).cancelled()
	}
	state, o := diagnose.Failed, f.Observation
	if f.Refused {
		state = diagnose.Blocked
	}
	cause, _ := meaningOf(o)
	switch {
	case byPolicy(cause):
		o = r.cfg.states(diagnose.StageSignIn, "policy.device_code", o.Text)
		state = diagnose.NotChecked
	case ofThisWay(o, cause):
		o.About, state = diagnose.AboutThisCheck, diagnose.NotChecked
	}
	return r.unbegun(state, f.Finding, o)
}

// byPolicy says whether a policy refused what it may allow on the phone: a device code carries no device and comes by a
// flow that policies can block as such (Microsoft, "Block authentication flows").
func byPolicy(cause diagnose.CauseID) bool {
	known := diagnose.CauseOf(cause)
	return known.HereOnly && (known.Family == diagnose.FamilyPolicy || known.Family == diagnose.FamilyDevice)
}

// ofThisWay says whether a refusal is about the device code itself: used too late, declined on the other device, or not
// open to this app.
func ofThisWay(o diagnose.Observation, cause diagnose.CauseID) bool {
	switch diagnose.CauseOf(cause).Family {
	case diagnose.FamilyAppMisconfigured, diagnose.FamilyClientBug:
		return true
	}
	if o.Said == nil {
		return false
	}
	switch o.Said.Error {
	case "expired_token", "authorization_declined", "bad_verification_code":
		return true
	}
	return false
}

// isUserCode says whether something looks like what a person types: letters and digits, perhaps in two groups (RFC 8628
// §6.1). Anything else is not shown to anybody.
func isUserCode(code string) bool {
	const fewest, most = 4, 20
	first, second, parted := strings.Cut(code, "-")
	other := func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	return len(code) >= fewest && len(code) <= most && first != "" && (second != "") == parted &&
		!strings.ContainsFunc(first+second, other)
}

// errPrompt says that what came as a device code is not shown to anybody.
var errPrompt = errors.New("the answer names a code or a page that is not Microsoft's")

// promptOf checks what a person would be told: a code that looks like one, and a page on the cloud's own login hosts or
// at Microsoft's short address for it (microsoft.com/devicelogin, in other clouds with an ending).
func (c Config) promptOf(code public.DeviceCodeResult) (DevicePrompt, error) {
	u, err := url.Parse(code.VerificationURL)
	if err != nil || u.Scheme != "https" || u.User != nil || !isUserCode(code.UserCode) {
		return DevicePrompt{}, errPrompt
	}
	short := !c.Cloud.Simulated && (u.Host == "microsoft.com" || u.Host == "www.microsoft.com") &&
		strings.HasPrefix(u.Path, "/devicelogin")
	if !short && !c.Cloud.ShowsSignIn(u.Host) {
		return DevicePrompt{}, errPrompt
	}
	return DevicePrompt{UserCode: code.UserCode, URL: code.VerificationURL, Expires: code.ExpiresOn}, nil
}

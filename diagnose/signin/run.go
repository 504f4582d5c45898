package signin

import (
	"context"
	"crypto/subtle"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"synchelper/diagnose"
)

// walk is one sign-in on a Surface.
type walk struct {
	record
	tell func(Progress)

	progress    Progress
	now         view  // of the page that is shown now
	approval    *view // the last page on which somebody else had to say yes
	unknownName bool  // what was typed is no account's name
	guessing    bool  // a page was shown that nobody knows, so what was left there is not known either
	skipped     int   // days until a second step must be set up
}

// Run walks a sign-in: it shows the mail app's own authorize address on a surface, decides by the pages, and redeems
// the code, if one comes and cfg wants a token. It ends by itself at a page that asks for consent or approval and at an
// error page; what the person can put right in the window (a password mistyped) counts only if the sign-in ends there.
//
// describe may be nil; a value on it says "I see an error". tell may be nil; it is called on the surface's goroutine,
// never twice at a time. When ctx ends, Run returns as soon as the surface does. Nothing of the sign-in is left behind
// but the Outcome.
func Run(ctx context.Context, cfg Config, surface Surface, describe <-chan struct{}, tell func(Progress)) Outcome {
	if tell == nil {
		tell = func(Progress) {}
	}
	w := &walk{record: record{cfg: cfg, method: "browser", started: cfg.now()}, tell: tell}
	w.stand(Progress{Standing: StandingOpening})
	bounded, cancel := context.WithTimeout(ctx, SignInLimit)
	defer cancel()
	attempt, err := NewAttempt(bounded, cfg)
	if err != nil {
		return w.notBegun(err)
	}
	defer attempt.drop()
	w.cfg = cfg.hiding(attempt.state, attempt.verifier)
	ended, err := surface.Show(bounded, Ask{Address: attempt.Address(), Redirect: cfg.App.RedirectURI,
		Cloud: cfg.Cloud, Describe: describe}, w.meet)
	return w.ended(bounded, attempt, ended, err)
}

// meet takes in a page; true when the run ends there.
func (w *walk) meet(s Sight) bool {
	v := w.cfg.viewOf(s)
	if v.progress.Standing == StandingUnknown && v.is == nil && w.progress.Standing == StandingRegister {
		v.progress.Standing, v.is, v.finding = StandingRegister, w.now.is, w.now.finding // the same task on other pages
	}
	w.now = v
	w.learn(s, v)
	w.stand(v.progress)
	return v.stop
}

// learn keeps what counts when the page is gone.
func (w *walk) learn(s Sight, v view) {
	switch v.progress.Standing {
	case StandingApproval:
		w.approval = &v
	case StandingUnknown, StandingCompanyPage:
		w.guessing = true
	}
	if v.is != nil {
		cause, _ := meaningOf(*v.is)
		w.unknownName = w.unknownName || cause == "account.not_found"
	}
	if s.Ours && s.Page.CorrelationID != "" {
		w.correlation = s.Page.CorrelationID
	}
	if v.skipDays > 0 {
		w.skipped = v.skipDays
	}
}

func (w *walk) stand(p Progress) {
	if p != w.progress {
		w.progress = p
		w.tell(p)
	}
}

// ended turns the end of the pages into an outcome.
func (w *walk) ended(ctx context.Context, attempt *Attempt, ended Ended, err error) Outcome {
	switch {
	case w.now.stop:
		return w.endedHere(diagnose.Blocked, w.now.finding)
	case ended.Redirect != nil:
		return w.redirected(ctx, attempt, ended.Redirect)
	case errors.Is(ctx.Err(), context.Canceled):
		return w.endedHere(diagnose.NotChecked, byPerson).cancelled()
	case ctx.Err() != nil:
		return w.endedHere(diagnose.Failed, "no end within "+SignInLimit.String())
	case ended.Closed:
		return w.endedHere(diagnose.NotChecked, "the person closed the window").cancelled()
	case err != nil:
		return w.notShown(err)
	case ended.Gone:
		return w.endedHere(diagnose.Failed, "the browser ended unexpectedly")
	}
	return w.endedHere(diagnose.Failed, "the pages ended without a result")
}

// endedHere is the outcome of a sign-in that ended at the page that was shown last: what that page said, if anything.
func (w *walk) endedHere(state diagnose.StageState, finding string) Outcome {
	switch {
	case w.now.progress.Host == "": // no page was shown: the company's log holds nothing
		return w.unbegun(state, finding)
	case w.now.is == nil:
		return w.outcome(state, finding)
	}
	if w.now.finding != "" && w.now.finding != finding {
		finding = w.now.finding + "; " + finding
	}
	return w.outcome(diagnose.Blocked, finding, *w.now.is)
}

// notShown is the outcome of a surface that shows nothing, or no longer.
func (w *walk) notShown(err error) Outcome {
	var page *PageError
	if errors.As(err, &page) {
		f := w.cfg.unreachable(diagnose.StageSignIn, page)
		return w.outcome(diagnose.Failed, f.Finding, f.Observation)
	}
	out := w.endedHere(diagnose.Failed, "no page could be shown")
	for _, known := range []error{ErrForbidden, ErrStart, ErrFolder, ErrAsk} {
		if errors.Is(err, known) {
			out = w.endedHere(diagnose.Failed, known.Error())
			out.NotShown = known
		}
	}
	return out
}

// notBegun is the outcome of a sign-in that could not even be asked for.
func (r record) notBegun(err error) Outcome {
	var failed *BeginError
	if !errors.As(err, &failed) {
		return r.unbegun(diagnose.NotChecked, err.Error())
	}
	if failed.Failure.Cancelled {
		return r.unbegun(diagnose.NotChecked, byPerson).cancelled()
	}
	return r.unbegun(diagnose.Failed, failed.Failure.Finding, failed.Failure.Observation)
}

// redirected is the outcome of a sign-in that reached its redirect (RFC 6749 §4.1.2). An answer without the state of
// this very sign-in is somebody else's: nothing is redeemed, and nothing follows from it about the company.
func (w *walk) redirected(ctx context.Context, attempt *Attempt, carried url.Values) Outcome {
	if !sameState(carried["state"], attempt.state.open()) {
		return w.outcome(diagnose.Failed, "the answer does not belong to this sign-in (another state); nothing was redeemed")
	}
	if carried.Get("error") != "" {
		return w.refused(carried)
	}
	codes := carried["code"]
	if len(codes) != 1 || codes[0] == "" {
		return w.outcome(diagnose.Failed, "the answer holds neither a code nor an error")
	}
	return w.arrived(ctx, attempt, codes[0])
}

func sameState(carried []string, state string) bool {
	return len(carried) == 1 && subtle.ConstantTimeCompare([]byte(carried[0]), []byte(state)) == 1
}

// refused is the outcome of a redirect with an error. A bare cancel is all that leaves the page "Need admin approval"
// too: a page that was watched says which it was.
func (w *walk) refused(carried url.Values) Outcome {
	o := w.cfg.observe(diagnose.StageSignIn, refusalText(carried))
	if o.Said != nil && o.Said.Primary == 0 && carried.Get("error") == "access_denied" {
		switch {
		case w.approval != nil:
			return w.outcome(diagnose.Blocked, w.approval.finding+"; left by cancel", *w.approval.is)
		case !w.guessing:
			return w.endedHere(diagnose.NotChecked, byPerson+" on the page").cancelled()
		}
	}
	return w.outcome(diagnose.Blocked, "the app was answered "+nameOf(o), o)
}

// refusalText is what a redirect says of an error, without code, state and session.
func refusalText(carried url.Values) string {
	const longest = 8 << 10
	var lines []string
	for _, key := range []string{"error", "error_subcode", "suberror", "error_description", "claims"} {
		if value := carried.Get(key); value != "" {
			lines = append(lines, key+"="+value[:min(len(value), longest)])
		}
	}
	return strings.Join(lines, "\n")
}

// arrived is the outcome of a sign-in that was given a code.
func (w *walk) arrived(ctx context.Context, attempt *Attempt, code string) Outcome {
	state, finding := diagnose.Passed, "a code came"
	if w.skipped > 0 {
		state = diagnose.Warning
		finding += "; a second step must be set up within " + strconv.Itoa(w.skipped) + " days"
	}
	if w.cfg.SignInOnly {
		return w.outcome(state, finding+" and was dropped") // for whom it was, nobody knows: it proves nothing
	}
	out := w.outcome(state, finding)
	begun := w.cfg.now()
	w.cfg = w.cfg.hiding(seal(code))
	token, failure := attempt.Redeem(ctx, code)
	if failure != nil {
		return w.withoutToken(out, begun, failure)
	}
	return w.withToken(out, begun, token, w.unknownName)
}

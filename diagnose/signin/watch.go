package signin

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/chromedp"
)

// watch follows one window. Its fields belong to the goroutine that runs until; commands to the browser run beside it,
// so that a page that does not answer never holds it up.
type watch struct {
	tab    context.Context
	ask    Ask
	on     func(Sight) bool
	limits limits

	main  string    // Chromium's id of the frame that is the page
	host  string    // whose page is shown; empty before the first, and while the browser shows its own
	whole bool      // the page is loaded to its end
	known bool      // the page was reported
	since time.Time // when it came
	last  Sight

	leaving   bool      // a navigation began and nothing came of it yet
	leavingTo string    // its host
	left      time.Time // when it began
	unwatched time.Time // since when the browser tells nothing any more; zero: it does
	broken    time.Time // since when the browser shows its own page; zero: it does not

	reads    chan reading
	reading  bool
	describe bool      // the next reading is for Ask.Describe
	probing  time.Time // since when prompt=none is being asked; zero: it is not
	probed   time.Time // when it was asked last
	beside   sync.WaitGroup
}

func newWatch(tab context.Context, ask Ask, on func(Sight) bool, l limits) *watch {
	return &watch{tab: tab, ask: ask, on: on, limits: l, reads: make(chan reading, 1),
		main: string(chromedp.FromContext(tab).Target.TargetID)}
}

// wait waits for what runs beside. The tab's context must have ended.
func (w *watch) wait() { w.beside.Wait() }

// until opens the address and watches until the end.
func (w *watch) until(ctx context.Context, watched *pipe, running *process) (Ended, error) {
	w.leave(hostOf(w.ask.Address))
	w.beside.Go(func() { navigate(w.tab, w.ask.Address) })
	tick := time.NewTicker(w.limits.every)
	defer tick.Stop()
	for {
		var ended *Ended
		var err error
		select {
		case <-ctx.Done():
			return Ended{}, nil
		case e, ok := <-watched.events:
			if !ok {
				return w.lost(running), nil
			}
			ended = w.handle(e)
		case r := <-w.reads:
			ended = w.report(r)
		case <-w.ask.Describe:
			w.describe = true
			ended = w.look()
		case <-tick.C:
			ended = w.look()
			err = w.overdue()
		}
		if err != nil {
			return Ended{}, err
		}
		if ended != nil {
			return *ended, nil
		}
	}
}

// lost says how the browser ended, whose pipe is closed: a person who closes the last window lets it end in order.
func (w *watch) lost(running *process) Ended {
	select {
	case <-running.exited:
		return Ended{Closed: running.err == nil, Gone: running.err != nil}
	case <-time.After(killLimit):
		return Ended{Gone: true}
	}
}

// handle takes in what the browser reported; not nil at the end.
func (w *watch) handle(e event) *Ended {
	if e.redirect != nil && e.kind != paused {
		return &Ended{Redirect: e.redirect}
	}
	if w.inside(e) {
		return nil
	}
	switch e.kind {
	case paused:
		return w.answer(e)
	case startedNavigating:
		if !e.within {
			w.leave(e.host)
			w.leaving = !e.silent // of that one no page is to come
		}
	case navigated:
		return w.arrive(e)
	case contentLoaded:
		return w.look()
	case loaded:
		w.whole = true
		return w.look()
	case stoppedLoading:
		w.stopped()
	case detached: // whatever the reason given: a closed tab says "Render process gone.", a crashed one crashed before
		return &Ended{Closed: true}
	case unwatched:
		w.unwatched = time.Now()
	case crashed:
		return &Ended{Gone: true}
	}
	return nil
}

// inside says whether an event is about a frame inside the page; prerendered pages are none of ours either.
func (w *watch) inside(e event) bool { return e.frame != "" && e.frame != w.main && e.kind != paused }

func (w *watch) leave(host string) {
	w.leaving, w.leavingTo, w.left = true, host, time.Now()
}

// arrive notes a new page. Of another host's page nothing is asked but where it is.
func (w *watch) arrive(e event) *Ended {
	w.leaving, w.whole, w.known, w.since = false, false, false, time.Now()
	w.host, w.broken = e.host, time.Time{}
	if e.failed {
		w.leavingTo, w.host, w.broken = e.host, "", time.Now()
		return nil
	}
	if w.host == "" || w.ask.Cloud.ShowsSignIn(w.host) {
		return nil // read as soon as there is something to read
	}
	return w.see(Sight{Host: w.host})
}

// see reports a sight once.
func (w *watch) see(s Sight) *Ended {
	w.known = true
	if s == w.last {
		return nil
	}
	w.last = s
	w.last.Described = false
	if w.on(s) {
		return &Ended{}
	}
	return nil
}

// answer lets a paused answer go on, unless it leads to the redirect, where the sign-in ends: then the browser gets an
// empty page for it and never learns of an address that it would hand to another program.
func (w *watch) answer(e event) *Ended {
	silent := e.silent && !w.probing.IsZero() && e.frame == w.main
	if e.redirect != nil && (!silent || e.redirect.Has("code")) {
		w.fulfill(e.request, 200)
		return &Ended{Redirect: e.redirect}
	}
	if silent {
		w.probing = time.Time{}
		w.beside.Go(func() { w.fulfill(e.request, 204) }) // stay where we are: nobody is signed in yet
		return nil
	}
	w.beside.Go(func() {
		ctx, cancel := context.WithTimeout(w.tab, w.limits.read)
		defer cancel()
		_, _ = cdp.Call(ctx, w.target(), fetch.ContinueResponse,
			fetch.ContinueResponseParams{RequestID: fetch.RequestID(e.request)})
	})
	return nil
}

func (w *watch) target() *chromedp.Target { return chromedp.FromContext(w.tab).Target }

// closingPage is what the browser shows for the moment until it is closed.
const closingPage = "<!doctype html><title></title>"

func (w *watch) fulfill(request string, status int64) {
	ctx, cancel := context.WithTimeout(w.tab, w.limits.every)
	defer cancel()
	_, _ = cdp.Call(ctx, w.target(), fetch.FulfillRequest, fetch.FulfillRequestParams{RequestID: fetch.RequestID(request),
		ResponseCode: status, Body: []byte(closingPage),
		ResponseHeaders: []*fetch.HeaderEntry{{Name: "Content-Type", Value: "text/html"},
			{Name: "Cache-Control", Value: "no-store"}}})
}

// betweenProbes keeps a page that stops again and again from being answered each time.
const betweenProbes = 2 * time.Second

// stopped notices that a page was asked for and none came. That is how a redirect to another program looks when the
// password step itself answers with it: /login is never paused. Then the same sign-in is asked for once more with
// prompt=none, a request without any secret, whose answer is paused.
func (w *watch) stopped() {
	nothing := w.leaving
	w.leaving = false
	if !nothing || w.host == "" || !w.probing.IsZero() || time.Since(w.probed) < betweenProbes {
		return
	}
	w.probing, w.probed = time.Now(), time.Now()
	w.beside.Go(func() { navigate(w.tab, silently(w.ask.Address)) })
}

// overdue says that a page did not come in time, or not whole.
func (w *watch) overdue() error {
	if !w.probing.IsZero() && time.Since(w.probing) > w.limits.probe {
		w.probing = time.Time{}
	}
	// A closed window says so in the same moment. Silence alone is a policy that lists hosts, once such a host is shown.
	if !w.unwatched.IsZero() && time.Since(w.unwatched) > w.limits.every {
		return fmt.Errorf("%w: %s", ErrForbidden, developerToolsBlocklist)
	}
	patience := w.limits.page
	if w.host == "" && w.broken.IsZero() {
		patience = w.limits.first
	}
	late := w.leaving && time.Since(w.left) > patience
	torn := !w.broken.IsZero() && time.Since(w.broken) > w.limits.broken
	if late || torn {
		return &PageError{Host: w.leavingTo}
	}
	if w.ask.Cloud.ShowsSignIn(w.host) && !w.whole && !w.known && time.Since(w.since) > w.limits.page {
		return &PageError{Host: w.host}
	}
	return nil
}

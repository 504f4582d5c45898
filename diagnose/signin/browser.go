package signin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"runtime"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Browser is a Surface: a window of a browser that the person has already, with a profile of its own that is gone
// afterwards. It is watched through a pipe; no password passes there (see pipe). The zero value of Folder and Trust does.
type Browser struct {
	Program Program // one of FindPrograms
	// Folder is where the temporary folder is made; "": the system's place for them. A long path (see parentOf) is
	// replaced by /tmp. SweepFolders takes the same.
	Folder string
	// Trust is the hash of the one certificate that a simulated cloud shows (base64 of the SHA-256 of its public key). It
	// is looked at in a simulation only.
	Trust string

	limits limits        // zero: usualLimits()
	tap    io.Writer     // tests: every byte of the pipe
	before func(*folder) // tests: looks at the folder before it is removed
	// start is for tests; nil: startBrowser.
	start func(path string, arguments []string, temp string) (*process, error)
}

// limits are the times after which something is taken to have gone wrong.
type limits struct {
	start  time.Duration // until the browser answers: a cold start with a virus scanner takes most of it
	first  time.Duration // until the first page comes
	page   time.Duration // until another comes, which may ask for a smart card's PIN or a proxy's password before
	broken time.Duration // how long the browser's own "no connection" page may stand: people press Reload
	read   time.Duration // for one look into a page: a page busy with itself does not answer
	every  time.Duration // between two looks: errors come up in a page without a new one being loaded
	probe  time.Duration // for the question whether somebody is signed in by now
}

func usualLimits() limits {
	return limits{start: 45 * time.Second, first: 60 * time.Second, page: 3 * time.Minute, broken: 8 * time.Second,
		read: 2 * time.Second, every: 500 * time.Millisecond, probe: 10 * time.Second}
}

var _ Surface = Browser{}

// Show does what Surface says. Its errors are ErrForbidden, ErrStart, ErrFolder, ErrAsk and *PageError.
func (b Browser) Show(ctx context.Context, ask Ask, on func(Sight) (stop bool)) (Ended, error) {
	if err := b.check(ask); err != nil {
		return Ended{}, err
	}
	if b.limits == (limits{}) {
		b.limits = usualLimits()
	}
	dir, err := makeFolder(b.Folder)
	if err != nil {
		return Ended{}, err
	}
	defer dir.remove()
	if b.before != nil {
		defer b.before(dir)
	}
	start := b.start
	if start == nil {
		start = startBrowser
	}
	running, err := start(b.Program.Path, b.arguments(dir, ask, isRoot()), dir.temp())
	if err != nil {
		return Ended{}, err
	}
	defer running.end()
	watched := newPipe(b.tapped(running.replies), b.tappedWriter(running.commands), ask.Redirect)
	defer func() { _ = watched.Close() }()
	return b.watch(ctx, ask, on, running, watched)
}

func (b Browser) check(ask Ask) error {
	if b.Program.Forbidden != "" {
		return fmt.Errorf("%w: %s", ErrForbidden, b.Program.Forbidden)
	}
	u, err := url.Parse(ask.Address)
	if err != nil || u.Scheme != "https" || !ask.Cloud.ShowsSignIn(u.Host) || ask.Redirect == "" {
		return ErrAsk // the address itself may hold what nobody should read
	}
	return nil
}

// arguments are what the browser is started with: a window as people know it, neither headless nor marked as automated,
// without the questions that a new profile brings.
func (b Browser) arguments(dir *folder, ask Ask, root bool) []string {
	list := []string{
		"--remote-debugging-pipe",
		"--user-data-dir=" + dir.profile(),
		"--no-first-run", "--no-default-browser-check", "--disable-search-engine-choice-screen",
		"--disable-breakpad", // no dump of a process that knew the password
	}
	if runtime.GOOS == "linux" {
		list = append(list, "--password-store=basic") // no question for the keyring's password
	}
	if root {
		list = append(list, "--no-sandbox") // Chromium does not start as root otherwise
	}
	if ask.Cloud.Simulated {
		list = append(list, "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost")
		if b.Trust != "" {
			list = append(list, "--ignore-certificate-errors-spki-list="+b.Trust)
		}
	}
	return append(list, "data:text/html,") // about:blank would put the cursor into the address bar
}

// watch attaches to the browser's first page, opens the address in it and watches until the end.
func (b Browser) watch(ctx context.Context, ask Ask, on func(Sight) bool, running *process, watched *pipe) (
	Ended, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	tab, err := b.attach(ctx, ask, running, watched)
	if ctx.Err() != nil {
		return Ended{}, nil
	}
	if err != nil {
		return Ended{}, notStarted(err)
	}
	running.said.cut()
	w := newWatch(tab, ask, on, b.limits)
	defer w.wait()
	defer cancel()
	return w.until(tab, watched, running)
}

// notStarted tells a browser that may not be watched from one that is none.
func notStarted(err error) error {
	var refused *cdproto.Error
	switch {
	case errors.Is(err, ErrForbidden):
		return err
	case errors.As(err, &refused) && refused.Message == "Not allowed": // its answer to attaching; there is no code for it
		return fmt.Errorf("%w: %s", ErrForbidden, developerToolsAvailability)
	}
	return fmt.Errorf("%w: %w", ErrStart, err)
}

// attach returns a chromedp context whose target is the first page.
func (b Browser) attach(ctx context.Context, ask Ask, running *process, watched *pipe) (context.Context, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	attached := make(chan struct{})
	defer close(attached)
	go func() {
		slow := time.NewTimer(b.limits.start)
		defer slow.Stop()
		select {
		case <-attached:
		case <-running.said.forbidden:
			cancel(fmt.Errorf("%w: %s", ErrForbidden, remoteDebuggingAllowed))
		case <-running.exited:
			cancel(errors.New("it ended at once"))
		case <-slow.C:
			cancel(errors.New("no answer on the pipe"))
		}
	}()
	quiet := func(string, ...any) {} // chromedp's log lines may hold what the browser said
	browser, _ := chromedp.NewAllocatorContext(ctx, attachment{watched})
	tab, _ := chromedp.NewContext(browser, chromedp.WithBrowserOption(
		chromedp.WithBrowserLogf(quiet), chromedp.WithBrowserErrorf(quiet)))
	_, err := chromedp.Call(tab, fetch.Enable, fetch.EnableParams{Patterns: pausedAnswers(ask.Cloud.LoginHosts)})
	if err == nil {
		_, err = chromedp.CallBrowser(tab, target.SetDiscoverTargets, target.SetDiscoverTargetsParams{})
	}
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	if err != nil {
		cancel(err)
		return nil, err
	}
	return tab, nil
}

// attachment is chromedp's way to a browser that runs already.
type attachment struct{ watched *pipe }

// Allocate satisfies chromedp.Allocator.
func (a attachment) Allocate(ctx context.Context, options ...chromedp.BrowserOption) (*chromedp.Browser, error) {
	return chromedp.NewBrowserTransport(ctx, a.watched, options...)
}

// Wait satisfies chromedp.Allocator: Show itself waits for the process.
func (attachment) Wait() {}

// pausedAnswers are the answers that are looked at before the browser acts on them: of the authorize endpoint, and of the
// steps behind the password. Not of /login, whose request carries the password, and not on other hosts: AD FS, for one,
// posts the password to a path that ends in /oauth2/authorize.
func pausedAnswers(hosts []string) []*fetch.RequestPattern {
	var patterns []*fetch.RequestPattern
	for _, host := range hosts {
		for _, path := range []string{"*/oauth2/authorize", "*/oauth2/v2.0/authorize",
			"appverify", "*/appverify", "kmsi", "*/kmsi", "reprocess", "*/reprocess", "*/Consent/Set"} {
			patterns = append(patterns, &fetch.RequestPattern{URLPattern: "https://" + host + "/" + path + "*",
				ResourceType: "Document", RequestStage: fetch.RequestStageResponse})
		}
	}
	return patterns
}

// navigate opens an address in the tab. It does not wait for the page: events tell.
func navigate(tab context.Context, address string) {
	_, _ = cdp.Call(tab, chromedp.FromContext(tab).Target, page.Navigate, page.NavigateParams{URL: address})
}

func (b Browser) tapped(r io.ReadCloser) io.ReadCloser {
	if b.tap == nil {
		return r
	}
	return struct {
		io.Reader
		io.Closer
	}{io.TeeReader(r, b.tap), r}
}

func (b Browser) tappedWriter(w io.WriteCloser) io.WriteCloser {
	if b.tap == nil {
		return w
	}
	return struct {
		io.Writer
		io.Closer
	}{io.MultiWriter(w, b.tap), w}
}

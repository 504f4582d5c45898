package session

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/probe"
	"synchelper/diagnose/signin"
	"synchelper/diagnose/wording"
)

// ended is what a fault must lead to, whatever it is: an answer in words, and nothing left behind.
func (p *person) ended(t *testing.T, s State) {
	t.Helper()
	if s.Screen != ScreenResult || s.Asking || s.Answer.Title == "" {
		t.Errorf("it ends on %s, asking %v, with %q", s.Screen, s.Asking, s.Answer.Title)
	}
	if took := gone(t, p.options.Scratch); took > goneLimit {
		t.Errorf("the browser is gone after %v", took)
	}
}

// TestABrowserThatIsKilled: the first answer stays, since nothing was found out against it.
func TestABrowserThatIsKilled(t *testing.T) {
	p := newPersonWithBrowser(t)
	p.opened(t, "need-admin-approval")
	for _, pid := range processesNaming(p.options.Scratch) {
		_ = syscall.Kill(pid, syscall.SIGKILL) // the first takes the others along
	}
	s := p.until(t, "an answer", onResult)
	p.ended(t, s)
	if stateOf(s, diagnose.StageSignIn) != diagnose.Failed || s.Diagnosis.Verdict.Cause != "consent.admin_approval" {
		t.Errorf("%s, %v", s.Diagnosis.Verdict.Cause, s.Diagnosis.Stages)
	}
	p.Again()
	p.until(t, "the way to a second sign-in", func(s State) bool { return s.Screen == ScreenSignIn })
}

// TestAServerThatIsGone: the company ends while its first page is shown, and the person goes on.
func TestAServerThatIsGone(t *testing.T) {
	p := newPersonWithBrowser(t)
	p.opened(t, "need-admin-approval")
	if err := p.company.Close(); err != nil {
		t.Fatal(err)
	}
	s := p.pressUntil(t, "Return", onResult)
	p.ended(t, s)
	if stateOf(s, diagnose.StageSignIn) != diagnose.Failed {
		t.Errorf("%v", s.Diagnosis.Stages)
	}
	if !s.saw("network.") {
		t.Errorf("nothing is said about the network: %v", s.Diagnosis.Observations)
	}
}

// saw says whether a cause with that beginning was observed.
func (s State) saw(beginning string) bool {
	return slices.ContainsFunc(s.Diagnosis.Observations, func(o diagnose.Observation) bool {
		return strings.HasPrefix(string(o.Cause), beginning)
	})
}

// TestACertificateThatChanges: between the first answer and the sign-in somebody begins to listen in.
func TestACertificateThatChanges(t *testing.T) {
	p := newPersonWithBrowser(t)
	p.PlayScenario("healthy")
	p.until(t, "the first answer", onResult)
	p.company.Change(func(t *entrasim.Tenant) { t.Intercepted = "Fabrikam Web Gateway" })
	p.company.Client().CloseIdleConnections()
	p.MakeSure()
	p.SignIn()
	s := p.until(t, "an answer", onResult)
	p.ended(t, s)
	if s.Diagnosis.Verdict.Cause != "network.tls_intercepted" {
		t.Errorf("%s because %v\n%v", s.Diagnosis.Verdict.Cause, s.Diagnosis.Verdict.Because, s.Diagnosis.Stages)
	}
}

// A fault of a page or an answer on the way, and what it leads to.
type fault struct {
	scenario string
	fault    func(b *between) func(http.ResponseWriter, *http.Request) bool
	stage    diagnose.StageID
	state    diagnose.StageState
	cause    diagnose.CauseID // of the verdict; "any": it does not matter
}

// errorPage is the beginning of a page that says why it ended.
const errorPage = `<!DOCTYPE html><html><head><title>Sign in to your account</title><script>//<![CDATA[
$Config={"pgid":"ConvergedError","sErrorCode":"7000112","strMainMessage":"Sorry","strServiceExceptionMessage":` +
	`"AADSTS7000112: Application is disabled."};
//]]></script></head><body><p>AADSTS7000112: Application is disabled.</p>`

func isAuthorize(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/authorize") }

func html(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = fmt.Fprint(w, text)
	_ = http.NewResponseController(w).Flush()
}

func pageFaults() map[string]fault {
	return map[string]fault{
		"a page that never ends": {stage: diagnose.StageSignIn, state: diagnose.Blocked, cause: "app.disabled",
			fault: func(b *between) func(http.ResponseWriter, *http.Request) bool {
				return func(w http.ResponseWriter, r *http.Request) bool {
					if isAuthorize(r) {
						html(w, errorPage)
						b.hold(r)
					}
					return isAuthorize(r)
				}
			}},
		"a page of ten megabytes": {stage: diagnose.StageSignIn, state: diagnose.Blocked, cause: "app.disabled",
			fault: func(*between) func(http.ResponseWriter, *http.Request) bool {
				return func(w http.ResponseWriter, r *http.Request) bool {
					if isAuthorize(r) {
						html(w, errorPage+strings.Repeat("<p>All of this is of no use to anybody.</p>\n", 10<<20/44))
					}
					return isAuthorize(r)
				}
			}},
		"a redirect with another state": {stage: diagnose.StageSignIn, state: diagnose.Failed, cause: diagnose.CauseUnknown,
			fault: func(*between) func(http.ResponseWriter, *http.Request) bool {
				return func(w http.ResponseWriter, r *http.Request) bool {
					if isAuthorize(r) {
						http.Redirect(w, r, diagnose.MailAppOf("apple").RedirectURI+"?code=c&state=another", http.StatusFound)
					}
					return isAuthorize(r)
				}
			}},
		"a page that breaks off": {stage: diagnose.StageSignIn, state: diagnose.Failed, cause: "any",
			fault: func(*between) func(http.ResponseWriter, *http.Request) bool {
				return func(w http.ResponseWriter, r *http.Request) bool {
					if isAuthorize(r) {
						panic(http.ErrAbortHandler)
					}
					return false
				}
			}},
	}
}

// TestFaultsOfAPage shows each to a real browser.
func TestFaultsOfAPage(t *testing.T) {
	for name, c := range pageFaults() {
		t.Run(name, func(t *testing.T) {
			program, scratch := aBrowser(t)
			b := newBetween(t, "healthy")
			b.fault = c.fault(b)
			route := b.route(signin.Browser{Program: program, Folder: scratch, Trust: b.trust()})
			found := route.Ask(t.Context(), b.found(), Watch{})
			if !route.MaySignIn(found) {
				t.Fatalf("no sign-in: %v", found.Stages)
			}
			found = route.SignIn(t.Context(), found, MethodBrowser, Watch{})
			c.check(t, found)
			if b.wasAsked("/token") {
				t.Error("a code was redeemed")
			}
			if took := gone(t, scratch); took > goneLimit {
				t.Errorf("the browser is gone after %v", took)
			}
		})
	}
}

// check holds that the run came to a clear end: the stage's state, the verdict, and words for it.
func (c fault) check(t *testing.T, found Found) {
	t.Helper()
	d, err := found.Conclude(&counter{}, time.Now(), diagnose.Cloud{Simulated: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := stateOf(State{Diagnosis: d}, c.stage); got != c.state {
		t.Errorf("%s is %q, want %q: %v", c.stage, got, c.state, d.Stages)
	}
	if c.cause != "any" && d.Verdict.Cause != c.cause {
		t.Errorf("%s because %v, want %s", d.Verdict.Cause, d.Verdict.Because, c.cause)
	}
	words, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	if a := words.Answer(d); a.Title == "" || len(a.Do) == 0 {
		t.Errorf("nothing is said: %+v", a)
	}
}

func answerFaults() map[string]fault {
	slowly := func(w http.ResponseWriter, r *http.Request, b *between) {
		w.Header().Set("Content-Type", "application/json")
		for {
			select {
			case <-r.Context().Done():
				return
			case <-b.released:
				return
			case <-time.After(200 * time.Millisecond):
				_, _ = fmt.Fprint(w, " ")
				_ = http.NewResponseController(w).Flush()
			}
		}
	}
	at := func(path string, do func(w http.ResponseWriter, r *http.Request, b *between)) func(*between) func(http.ResponseWriter, *http.Request) bool {
		return func(b *between) func(http.ResponseWriter, *http.Request) bool {
			return func(w http.ResponseWriter, r *http.Request) bool {
				is := strings.Contains(r.URL.Path, path)
				if is {
					do(w, r, b)
				}
				return is
			}
		}
	}
	large := func(w http.ResponseWriter, _ *http.Request, _ *between) {
		_, _ = fmt.Fprint(w, `{"issuer": "`+strings.Repeat("x", 10<<20)+`"}`)
	}
	silent := func(_ http.ResponseWriter, r *http.Request, b *between) { b.hold(r) }
	return map[string]fault{
		"a configuration that drips":           {fault: at("openid-configuration", slowly), stage: diagnose.StageTenant, state: diagnose.Failed, cause: "any"},
		"a configuration of ten megabytes":     {fault: at("openid-configuration", large), stage: diagnose.StageTenant, state: diagnose.Failed, cause: "any"},
		"a configuration that never comes":     {fault: at("openid-configuration", silent), stage: diagnose.StageTenant, state: diagnose.Failed, cause: "any"},
		"an autodiscover answer that drips":    {fault: at("autodiscover", slowly), stage: diagnose.StageAutodiscover, state: diagnose.Failed, cause: "any"},
		"an autodiscover of ten megabytes":     {fault: at("autodiscover", large), stage: diagnose.StageAutodiscover, state: diagnose.Failed, cause: "any"},
		"a mailbox that never answers":         {fault: at("Microsoft-Server-ActiveSync", silent), stage: diagnose.StageServerChallenge, state: diagnose.Failed, cause: "any"},
		"a mailbox that breaks off in between": {fault: at("Microsoft-Server-ActiveSync", func(http.ResponseWriter, *http.Request, *between) { panic(http.ErrAbortHandler) }), stage: diagnose.StageServerChallenge, state: diagnose.Failed, cause: "any"},
	}
}

// askedWithin is longer than any question without a sign-in may take: sixteen seconds a stage, one behind the other.
const askedWithin = 45 * time.Second

// TestFaultsOfAnAnswer lets each question without a sign-in meet its fault.
func TestFaultsOfAnAnswer(t *testing.T) {
	for name, c := range answerFaults() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBetween(t, "healthy")
			b.fault = c.fault(b)
			began := time.Now()
			found := b.route(nil).Ask(t.Context(), b.found(), Watch{})
			if took := time.Since(began); took > askedWithin {
				t.Errorf("it took %v", took)
			}
			c.check(t, found)
		})
	}
}

// TestAHostileAutodiscoverGetsNoToken: what names the mail server is not trusted with the key to the mailbox, neither by
// the run as it goes nor when a sign-in was made all the same.
func TestAHostileAutodiscoverGetsNoToken(t *testing.T) {
	heard := make(chan string, 100)
	hostile := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		heard <- r.Header.Get("Authorization")
	}))
	defer hostile.Close()
	for name, server := range map[string]func(*between) string{
		"fabrikam's server":        func(*between) string { return "mail.fabrikam.com" },
		"another port of loopback": func(*between) string { return localhost(hostile) },
		"a number of loopback":     func(*between) string { return strings.TrimPrefix(hostile.URL, "https://") },
		"a look-alike":             func(b *between) string { return localhost(b.exchange) + ".fabrikam.com" },
		"a user name":              func(b *between) string { return localhost(b.exchange) + "@" + localhost(hostile) },
		"Microsoft's real server":  func(*between) string { return "outlook.office365.com" },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBetween(t, "healthy")
			b.alter = func(r *http.Request, body string) string {
				if strings.Contains(r.URL.Path, "autodiscover") {
					return strings.ReplaceAll(body, "https://"+localhost(b.exchange), "https://"+server(b))
				}
				return body
			}
			route := b.route(nil)
			found := route.Ask(t.Context(), b.found(), Watch{})
			if route.MaySignIn(found) {
				t.Errorf("a sign-in is offered for %+v", found.Mailbox)
			}
			found.Mailbox.URL, found.Mailbox.Host = "https://"+server(b)+"/Microsoft-Server-ActiveSync", server(b)
			token := probe.Bearer(strings.Repeat("t", 40))
			stage, _ := route.Prober.MailAccess(t.Context(), b.cloud(), found.Mailbox, found.Subject.Address, token)
			if stage.State != diagnose.Failed || len(b.bearers) > 0 {
				t.Errorf("%s: %s, tokens at %q", stage.State, stage.Finding, b.bearers)
			}
		})
	}
	close(heard)
	for authorization := range heard {
		if len(authorization) > len("Bearer ") {
			t.Error("the hostile server got a token")
		}
	}
	// The same with the mailbox's own server shows that the test above could fail.
	b := newBetween(t, "healthy")
	route := b.route(nil)
	found := route.Ask(t.Context(), b.found(), Watch{})
	route.Prober.MailAccess(t.Context(), b.cloud(), found.Mailbox, found.Subject.Address, probe.Bearer(strings.Repeat("t", 40)))
	if !slices.Equal(b.bearers, []string{localhost(b.exchange)}) {
		t.Errorf("the mailbox's server got no token: %q", b.bearers)
	}
}

// TestASecondRunMayStartAtOnce: what was cancelled neither holds the next one up nor shows in it.
func TestASecondRunMayStartAtOnce(t *testing.T) {
	p := newPersonWithBrowser(t)
	p.opened(t, "need-admin-approval")
	p.Cancel()
	p.signsIn(t)
	p.Cancel()
	if s := p.look(); s.Screen != ScreenSignIn {
		t.Errorf("Cancel leads to %s", s.Screen)
	}
	gone(t, p.options.Scratch)
	if out, err := exec.Command("xdotool", "search", "--onlyvisible", "--class", "chromium").Output(); err == nil && len(out) > 0 {
		t.Errorf("a window is still there: %s", out)
	}
}

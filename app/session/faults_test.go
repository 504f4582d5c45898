package session

import (
	"io"
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

// TestAWrongPasswordThatIsSeenAsAnError: "I see an error" on the page that asks again ends the sign-in, and nobody is said to
// have signed in.
func TestAWrongPasswordThatIsSeenAsAnError(t *testing.T) {
	p := newPersonWithBrowser(t)
	p.opened(t, "need-admin-approval")
	p.pressUntil(t, "Return", func(s State) bool { return s.Standing.Page == string(signin.StandingPassword) })
	_ = exec.Command("xdotool", "type", "not-the-password").Run()
	_ = exec.Command("xdotool", "key", "Return").Run()
	time.Sleep(2 * time.Second) // the same page comes again, with its complaint
	p.SeesError()
	s := p.until(t, "an answer", onResult)
	p.ended(t, s)
	if s.Sure.Came != CameSlip || s.Sure.Slip != "password.wrong" || !s.Sure.Offered {
		t.Errorf("it came to %q at %q, offered %v", s.Sure.Came, s.Sure.Slip, s.Sure.Offered)
	}
	if s.Diagnosis.Verdict.Cause != "consent.admin_approval" {
		t.Errorf("the answer is %s", s.Diagnosis.Verdict.Cause)
	}
}

// TestAServerThatIsGone: the company ends while its first page is shown, and the person goes on.
func TestAServerThatIsGone(t *testing.T) {
	p := newPersonWithBrowser(t)
	p.opened(t, "need-admin-approval")
	if err := p.theCompany().Close(); err != nil {
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
	p.theCompany().Change(func(t *entrasim.Tenant) { t.Intercepted = "Fabrikam Web Gateway" })
	p.theCompany().Client().CloseIdleConnections()
	p.MakeSure()
	p.SignIn()
	s := p.until(t, "an answer", onResult)
	p.ended(t, s)
	if s.Diagnosis.Verdict.Cause != "network.tls_intercepted" {
		t.Errorf("%s because %v\n%v", s.Diagnosis.Verdict.Cause, s.Diagnosis.Verdict.Because, s.Diagnosis.Stages)
	}
}

// fault is what happens to one answer on the way, and what it leads to.
type fault struct {
	path  string // of the questions whose answer it is
	do    meddling
	stage diagnose.StageID
	state diagnose.StageState
	cause diagnose.CauseID // of the verdict
}

// meddling answers in place of the company.
type meddling func(b *between, w http.ResponseWriter, r *http.Request)

func (b *between) meddle(c fault) {
	b.fault = func(w http.ResponseWriter, r *http.Request) bool {
		is := strings.Contains(r.URL.Path, c.path)
		if is {
			c.do(b, w, r)
		}
		return is
	}
}

func silent(b *between, _ http.ResponseWriter, r *http.Request) { b.hold(r) }

func breaksOff(*between, http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// drips sends a byte now and then, for ever.
func drips(b *between, w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	for {
		select {
		case <-r.Context().Done():
			panic(http.ErrAbortHandler) // it does not end its answer when nobody waits for it
		case <-b.released:
			return
		case <-time.After(200 * time.Millisecond):
			send(w, " ")
		}
	}
}

func send(w http.ResponseWriter, text string) {
	_, _ = io.WriteString(w, text)
	_ = http.NewResponseController(w).Flush()
}

const tenMegabytes = 10 << 20

func large(_ *between, w http.ResponseWriter, _ *http.Request) {
	send(w, `{"issuer": "`+strings.Repeat("x", tenMegabytes)+`"}`)
}

// errorPage is the beginning of a page that says why it ended.
const errorPage = `<!DOCTYPE html><html><head><title>Sign in to your account</title><script>//<![CDATA[
$Config={"pgid":"ConvergedError","sErrorCode":"7000112","strMainMessage":"Sorry","strServiceExceptionMessage":` +
	`"AADSTS7000112: Application is disabled."};
//]]></script></head><body><p>AADSTS7000112: Application is disabled.</p>`

func neverEnds(b *between, w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	send(w, errorPage)
	b.hold(r)
}

func largePage(_ *between, w http.ResponseWriter, _ *http.Request) {
	const line = "<p>All of this is of no use to anybody.</p>\n"
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	send(w, errorPage+strings.Repeat(line, tenMegabytes/len(line)))
}

func anotherState(_ *between, w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, diagnose.MailAppOf("apple").RedirectURI+"?code=c&state=another", http.StatusFound)
}

const unreachable diagnose.CauseID = "network.unreachable"

func pageFaults() map[string]fault {
	at := func(do meddling, state diagnose.StageState, cause diagnose.CauseID) fault {
		return fault{"/authorize", do, diagnose.StageSignIn, state, cause}
	}
	return map[string]fault{
		"a page that never ends":        at(neverEnds, diagnose.Blocked, "app.disabled"),
		"a page of ten megabytes":       at(largePage, diagnose.Blocked, "app.disabled"),
		"a page that breaks off":        at(breaksOff, diagnose.Failed, unreachable),
		"a redirect with another state": at(anotherState, diagnose.Failed, diagnose.CauseUnknown),
	}
}

func answerFaults() map[string]fault {
	at := func(stage diagnose.StageID, do meddling, cause diagnose.CauseID) fault {
		path := map[diagnose.StageID]string{diagnose.StageTenant: "openid-configuration",
			diagnose.StageAutodiscover: "autodiscover", diagnose.StageServerChallenge: "Microsoft-Server-ActiveSync"}
		return fault{path[stage], do, stage, diagnose.Failed, cause}
	}
	return map[string]fault{
		"a configuration that drips":        at(diagnose.StageTenant, drips, unreachable),
		"a configuration of ten megabytes":  at(diagnose.StageTenant, large, diagnose.CauseUnknown),
		"a configuration that never comes":  at(diagnose.StageTenant, silent, unreachable),
		"an autodiscover answer that drips": at(diagnose.StageAutodiscover, drips, unreachable),
		"an autodiscover of ten megabytes":  at(diagnose.StageAutodiscover, large, diagnose.CauseUnknown),
		"a mailbox that never answers":      at(diagnose.StageServerChallenge, silent, unreachable),
		"a mailbox whose connection ends":   at(diagnose.StageServerChallenge, breaksOff, unreachable),
	}
}

// TestFaultsOfAPage shows each to a real browser.
func TestFaultsOfAPage(t *testing.T) {
	for name, c := range pageFaults() {
		t.Run(name, func(t *testing.T) {
			program, scratch := aBrowser(t)
			b := newBetween(t)
			b.meddle(c)
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
	if d.Verdict.Cause != c.cause {
		t.Errorf("%s because %v, want %s: %v", d.Verdict.Cause, d.Verdict.Because, c.cause, d.Stages)
	}
	words, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	if a := words.Answer(d); a.Title == "" || len(a.Do) == 0 {
		t.Errorf("nothing is said: %+v", a)
	}
}

// askedWithin is longer than any question without a sign-in may take: sixteen seconds a stage, one behind the other.
const askedWithin = 45 * time.Second

// TestFaultsOfAnAnswer lets each question without a sign-in meet its fault.
func TestFaultsOfAnAnswer(t *testing.T) {
	for name, c := range answerFaults() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBetween(t)
			b.meddle(c)
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
			b := newBetween(t)
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
	b := newBetween(t)
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

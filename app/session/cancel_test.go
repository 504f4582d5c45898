package session

import (
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"synchelper/app/simulated"
	"synchelper/diagnose"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/signin"
)

// What is promised: Cancel is answered within 200 ms, and everything is gone within three seconds. Tests run beside other
// things and allow more; BenchmarkCancel tells the figures.
const answerLimit = time.Second

// held is a company that stops answering at one question until the test ends.
type held struct {
	*entrasim.Company
	reached chan struct{}
}

// hold starts a scenario's company whose answer to the nth question about a path does not come.
func hold(t testing.TB, scenario, path string, nth int) *held {
	t.Helper()
	h := &held{reached: make(chan struct{})}
	released := make(chan struct{})
	h.Company = companyOf(t, scenario, entrasim.Options{Log: func(r entrasim.Request) {
		if path == "" || !strings.Contains(r.Path, path) {
			return
		}
		if nth--; nth == 0 {
			close(h.reached)
			<-released
		}
	}})
	t.Cleanup(sync.OnceFunc(func() { close(released) }))
	return h
}

// plays has the person play a scenario of the demo whose company this is.
func (p *person) plays(company *entrasim.Company) {
	p.options.Simulate = func(string, func() time.Time) (Company, error) { return simulated.Company{Company: company}, nil }
	p.PlayScenario(company.Tenant().ID)
}

// asks has the person of a company ask, on the simulated company, what is wrong with their mail.
func (p *person) asks(company *entrasim.Company) {
	p.mu.Lock()
	p.state.Demo, p.company = true, simulated.Company{Company: company}
	p.mu.Unlock()
	p.Choose(diagnose.CardNeedAdminApproval)
	p.Draft(company.Tenant().User, "")
	p.StartRun()
}

// halt is a moment of a run at which somebody presses Cancel.
type halt struct {
	browser bool
	bring   func(t testing.TB, p *person) // leads the run there
	back    Screen                        // where Cancel leads
}

// asking is the moment at which a question without sign-in has no answer yet.
func asking(path string) halt {
	return halt{back: ScreenAsk, bring: func(t testing.TB, p *person) {
		h := hold(t, "healthy", path, 1)
		p.asks(h.Company)
		<-h.reached
	}}
}

// signing is such a moment in the sign-in of the simulated person.
func signing(path string, nth int, begin func(*Session)) halt {
	return halt{back: ScreenSignIn, bring: func(t testing.TB, p *person) {
		h := hold(t, "healthy", path, nth)
		p.asks(h.Company)
		p.until(t, "the first answer", onResult)
		p.MakeSure()
		begin(p.Session)
		<-h.reached
	}}
}

func halts() map[string]halt {
	return map[string]halt{
		"playing a scenario": {back: ScreenDemo, bring: func(t testing.TB, p *person) {
			h := hold(t, "healthy", "openid-configuration", 1)
			p.plays(h.Company)
			<-h.reached
		}},
		"tenant":           asking("openid-configuration"),
		"federation":       asking("userrealm"),
		"autodiscover":     asking("autodiscover"),
		"server challenge": asking("ActiveSync"),
		"beginning":        signing("openid-configuration", 2, (*Session).SignIn),
		"page":             signing("authorize", 1, (*Session).SignIn),
		"password":         signing("login", 2, (*Session).SignIn),
		"token":            signing("/token", 1, (*Session).SignIn),
		"mailbox":          signing("ActiveSync", 2, (*Session).SignIn),
		"own browser":      signing("openid-configuration", 2, (*Session).OwnBrowser),
		"browser starting": {browser: true, back: ScreenSignIn, bring: func(t testing.TB, p *person) {
			p.PlayScenario("healthy")
			p.until(t, "the first answer", onResult)
			p.MakeSure()
			p.SignIn()
			p.until(t, "a browser starts", func(State) bool { return len(foldersIn(p.options.Scratch)) > 0 })
		}},
		"browser open": {browser: true, back: ScreenSignIn, bring: func(t testing.TB, p *person) { p.opened(t, "healthy") }},
		"browser at the password": {browser: true, back: ScreenSignIn, bring: func(t testing.TB, p *person) {
			p.opened(t, "healthy")
			p.pressUntil(t, "Return", func(s State) bool { return s.Standing.Page == string(signin.StandingPassword) })
		}},
	}
}

// newPersonAt is somebody who is about to press Cancel.
func newPersonAt(t testing.TB, at halt) *person {
	t.Helper()
	if at.browser {
		return newPersonWithBrowser(t)
	}
	return newPersonOf(t, Options{Programs: func() []signin.Program { return nil }})
}

// cancelled presses Cancel and says how long it took until the window was told, and until nothing was at work any more.
func (p *person) cancelled(t testing.TB) (answered, over time.Duration) {
	t.Helper()
	before := p.look()
	if before.Screen != ScreenRunning {
		t.Fatalf("nothing is at work: %s", before.Screen)
	}
	began := time.Now()
	p.Cancel()
	p.until(t, "an answer", func(s State) bool { return s.Screen != ScreenRunning })
	answered = time.Since(began)
	if p.options.Scratch != "" {
		gone(t, p.options.Scratch)
	}
	p.quiet(t)
	return answered, time.Since(began)
}

// quiet waits until no goroutine of the session is at work.
func (p *person) quiet(t testing.TB) {
	t.Helper()
	done := make(chan struct{})
	go func() { p.work.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatal("something is still at work")
	}
}

// TestCancelAtEveryStage: the answer comes at once, also where a server or a browser does not answer, and nothing of the
// run is left although nobody lets go of what holds it.
func TestCancelAtEveryStage(t *testing.T) {
	for name, at := range halts() {
		t.Run(name, func(t *testing.T) {
			p := newPersonAt(t, at)
			at.bring(t, p)
			answered, over := p.cancelled(t)
			if s := p.look(); s.Screen != at.back || s.Asking || s.Standing.Page != "" && s.Screen == ScreenRunning {
				t.Errorf("Cancel leads to %s, asking %v", s.Screen, s.Asking)
			}
			if answered > answerLimit || over > goneLimit {
				t.Errorf("answered after %v, over after %v", answered, over)
			}
			left := p.look().Version
			if p.LeaveDemo(); p.look().Version != left+1 {
				t.Error("something was still told after Cancel")
			}
		})
	}
}

// TestACompanyThatStartsTooLateIsClosed: somebody presses Cancel while the scenario's company is still being started.
func TestACompanyThatStartsTooLateIsClosed(t *testing.T) {
	p := newPerson(t, "")
	starting, goOn := make(chan struct{}), make(chan struct{})
	var late Company
	p.options.Simulate = func(id string, now func() time.Time) (company Company, err error) {
		close(starting)
		<-goOn
		late, err = simulate(id, now)
		return late, err
	}
	p.PlayScenario("healthy")
	<-starting
	p.Cancel()
	left := p.look()
	close(goOn)
	p.quiet(t)
	if s := p.look(); left.Screen != ScreenDemo || s.Version != left.Version {
		t.Errorf("Cancel leads to %s, and after it %s was told", left.Screen, s.Screen)
	}
	conn, err := net.DialTimeout("tcp", late.Cloud().LoginHost, answerLimit)
	if err == nil {
		_ = conn.Close()
		t.Error("the company still answers")
	}
}

// TestAfterCancelTheNextRunIsAsGoodAsTheFirst at the stages that a server holds up.
func TestAfterCancelTheNextRunIsAsGoodAsTheFirst(t *testing.T) {
	for _, name := range []string{"tenant", "token", "mailbox"} {
		t.Run(name, func(t *testing.T) {
			at := halts()[name]
			p := newPersonAt(t, at)
			at.bring(t, p)
			p.Cancel()
			p.PlayScenario("need-admin-approval")
			p.until(t, "the first answer", onResult)
			p.MakeSure()
			p.SignIn()
			if s := p.until(t, "the second answer", onResult); s.Diagnosis.Verdict.Cause != "consent.admin_approval" ||
				len(s.Diagnosis.SignIns) != 1 {
				t.Errorf("%s with %d sign-ins", s.Diagnosis.Verdict.Cause, len(s.Diagnosis.SignIns))
			}
		})
	}
}

// BenchmarkCancel tells for every stage how long it takes until the window is told and until everything is gone:
//
//	go test ./app/session -run '^$' -bench Cancel -benchtime 5x
func BenchmarkCancel(b *testing.B) {
	for name, at := range halts() {
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			var slowest, last time.Duration
			for b.Loop() {
				p := newPersonAt(b, at)
				at.bring(b, p)
				answered, over := p.cancelled(b)
				slowest, last = max(slowest, answered), max(last, over)
			}
			b.ReportMetric(slowest.Seconds()*1000, "slowest-answer-ms")
			b.ReportMetric(last.Seconds()*1000, "slowest-gone-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

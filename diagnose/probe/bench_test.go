package probe_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/probe"
)

// The delays of a server, and the slowest chain of answers that follows from them: Autodiscover's redirect, its answer,
// and then the challenge. Everything else fits beside it.
const (
	answerDelay  = 200 * time.Millisecond
	slowestChain = 3 * answerDelay
	// oneByOne is what the same seven answers take when each waits for the one before.
	oneByOne = 7 * answerDelay
)

// delayedMicrosoft answers every question after answerDelay, over connections that already stand: what is measured is
// the order of the questions, not the cost of TLS on this computer.
func delayedMicrosoft(t testing.TB) probe.Prober {
	net := newInternet(t)
	late := func(site http.HandlerFunc) http.HandlerFunc { return after(answerDelay, site) }
	net.on(publicLogin, login(late(openID(publicLogin, tenantID, "EU", "", "microsoftonline.com")), late(managed())))
	net.on(govLogin, late(unknownTenant()))
	net.on(chinaLogin, late(unknownTenant()))
	net.on(publicMail, exchange(late(redirect("https://autodiscover-s.outlook.com/")), late(challenged(entraBearer))))
	net.on("autodiscover-s.outlook.com", late(activeSync("https://outlook.office365.com/Microsoft-Server-ActiveSync")))
	p := net.prober(t)
	checkHealthy(t, p.Ask(context.Background(), someone, nil))
	return p
}

func checkHealthy(t testing.TB, answers probe.Answers) {
	t.Helper()
	if states(answers) != "passed passed passed passed" {
		t.Fatalf("%+v", answers)
	}
}

// BenchmarkAsk reports by how much a run exceeds the slowest chain of answers, in per cent.
func BenchmarkAsk(b *testing.B) {
	p := delayedMicrosoft(b)
	for b.Loop() {
		checkHealthy(b, p.Ask(context.Background(), someone, nil))
	}
	each := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(100*float64(each-slowestChain)/float64(slowestChain), "%over-slowest-chain")
}

// Independent questions are asked side by side. The limit is generous, for a busy computer; BenchmarkAsk has the figure.
func TestAskedSideBySide(t *testing.T) {
	p := delayedMicrosoft(t)
	best := time.Hour
	for range 3 {
		started := time.Now()
		checkHealthy(t, p.Ask(context.Background(), someone, nil))
		best = min(best, time.Since(started))
	}
	if best >= oneByOne-2*answerDelay || best < slowestChain {
		t.Errorf("took %s, the slowest chain %s, one by one %s", best, slowestChain, oneByOne)
	}
}

// What a stage took is what its questions took, and a stage that waited for another began when it was asked.
func TestDurations(t *testing.T) {
	answers := delayedMicrosoft(t).Ask(context.Background(), someone, nil)
	for id, least := range map[diagnose.StageID]time.Duration{diagnose.StageTenant: answerDelay,
		diagnose.StageAutodiscover: 2 * answerDelay, diagnose.StageServerChallenge: answerDelay} {
		s := stageOf(answers, id)
		if s.Duration < least || s.Started.IsZero() {
			t.Errorf("%+v", s)
		}
	}
	if begun := stageOf(answers, diagnose.StageServerChallenge).Started.Sub(answers.Stages[0].Started); begun < 2*answerDelay {
		t.Errorf("the challenge began after %s, before the server was known", begun)
	}
}

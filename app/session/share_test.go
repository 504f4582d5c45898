package session

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/signin"
	"synchelper/diagnose/wording"
)

// elsewhere notes when servers and the person's pages were at work, so that what is left is our own.
type elsewhere struct {
	mu    sync.Mutex
	spans [][2]time.Time
}

func (e *elsewhere) note(began time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.spans = append(e.spans, [2]time.Time{began, time.Now()})
}

// took is how long at least one of them was at work.
func (e *elsewhere) took() (sum time.Duration) {
	e.mu.Lock()
	defer e.mu.Unlock()
	slices.SortFunc(e.spans, func(a, b [2]time.Time) int { return a[0].Compare(b[0]) })
	var until time.Time
	for _, span := range e.spans {
		from := span[0]
		if from.Before(until) {
			from = until
		}
		if span[1].After(from) {
			sum, until = sum+span[1].Sub(from), span[1]
		}
	}
	return sum
}

// timed is a way to the servers whose waiting is noted: until the answer's head is there, for the demo's bodies come
// along with it.
type timed struct {
	http.RoundTripper
	elsewhere *elsewhere
}

func (t timed) RoundTrip(r *http.Request) (*http.Response, error) {
	defer t.elsewhere.note(time.Now())
	return t.RoundTripper.RoundTrip(r)
}

// pagesTimed is a surface whose work is noted, but for the judging of its pages.
type pagesTimed struct {
	signin.Surface
	elsewhere *elsewhere
}

func (p pagesTimed) Show(ctx context.Context, ask signin.Ask, on func(signin.Sight) bool) (signin.Ended, error) {
	began := time.Now()
	defer func() { p.elsewhere.note(began) }()
	return p.Surface.Show(ctx, ask, func(s signin.Sight) bool {
		p.elsewhere.note(began)
		defer func() { began = time.Now() }()
		return on(s)
	})
}

// ownShare plays a scenario to its end and says how long it took, and how much of that nobody else was at work.
func ownShare(t testing.TB, scenario string) (total, own time.Duration, d diagnose.Diagnosis) {
	t.Helper()
	sc, _ := ScenarioOf(scenario)
	words, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	company, err := simulate(scenario, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = company.Close() }()
	var others elsewhere
	route := RouteTo(company, nil, time.Now)
	client := *route.Prober.HTTP
	client.Transport = timed{client.Transport, &others}
	route.Prober.HTTP, route.Surface = &client, pagesTimed{route.Surface, &others}

	subject := diagnose.Subject{Address: sc.Address, Card: sc.Card}
	observations, err := Evidence(subject, []byte(sc.Text), began, entra.Observe)
	if err != nil {
		t.Fatal(err)
	}
	found := route.Ask(t.Context(), Found{Subject: subject, Observations: observations}, Watch{})
	if route.MaySignIn(found) {
		found = route.SignIn(t.Context(), found, MethodBrowser, Watch{})
	}
	d, err = found.Conclude(&counter{}, began, route.Hosts)
	if err != nil {
		t.Fatal(err)
	}
	if words.Answer(d).Title == "" {
		t.Error("no answer")
	}
	total = time.Since(began)
	return total, total - others.took(), d
}

// TestTheShareIsOfAWholeRun: what is measured below comes to the verdicts that the scenarios are named after.
func TestTheShareIsOfAWholeRun(t *testing.T) {
	for scenario, cause := range namedAfter() {
		total, own, d := ownShare(t, scenario)
		if d.Verdict.Cause != cause || own <= 0 || own > total {
			t.Errorf("%s ended in %s; %v of %v are our own", scenario, d.Verdict.Cause, own, total)
		}
	}
}

// BenchmarkOwnShare tells how much of a demo run is SyncHelper's own: the total less what servers and pages took. The
// start of the simulated company counts as our own.
//
//	go test ./app/session -run '^$' -bench OwnShare -benchtime 20x
func BenchmarkOwnShare(b *testing.B) {
	for _, scenario := range []string{"healthy", "need-admin-approval", "tls-intercepted"} {
		b.Run(scenario, func(b *testing.B) {
			var shares, totals []time.Duration
			for b.Loop() {
				total, own, _ := ownShare(b, scenario)
				shares, totals = append(shares, own), append(totals, total)
			}
			slices.Sort(shares)
			slices.Sort(totals)
			b.ReportMetric(shares[len(shares)/2].Seconds()*1000, "own-ms")
			b.ReportMetric(shares[len(shares)-1].Seconds()*1000, "slowest-own-ms")
			b.ReportMetric(totals[len(totals)/2].Seconds()*1000, "total-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

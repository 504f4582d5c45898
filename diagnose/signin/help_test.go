package signin_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/signin"
)

const tenantID = "11111111-2222-4333-8444-555555555501"

// healthyTenant is a company in which everything is right.
func healthyTenant() entrasim.Tenant {
	return entrasim.Tenant{ID: "healthy", Domain: "contoso.com", TenantID: tenantID, Region: "EU",
		User: "user0@contoso.com", Name: "User Zero"}
}

// scenario is one of the demo's companies.
func scenario(t testing.TB, id string) entrasim.Tenant {
	t.Helper()
	all := entrasim.Scenarios()
	i := slices.IndexFunc(all, func(s entrasim.Tenant) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("no scenario %q", id)
	}
	return all[i]
}

// open starts a company for a test and says how its person signs in there.
func open(t testing.TB, tenant entrasim.Tenant, o entrasim.Options) (*entrasim.Company, signin.Config) {
	t.Helper()
	company, err := entrasim.Start(tenant, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := company.Close(); err != nil {
			t.Error(err)
		}
	})
	return company, signin.Config{Cloud: company.Cloud(), App: diagnose.MailAppOf("apple"), Address: tenant.User,
		TenantID: tenant.TenantID, HTTP: company.Client()}
}

// walked shows the pages to the simulated person. It notes what came by.
type walked struct {
	person    *entrasim.Person
	tamper    func(url.Values) // with the redirect, on its way
	arrived   func()           // before the redirect is handed out
	address   string
	redirect  url.Values
	standings []signin.Standing
}

func (w *walked) Show(ctx context.Context, ask signin.Ask, on func(signin.Sight) bool) (signin.Ended, error) {
	w.address = ask.Address
	to, err := w.person.Walk(ctx, ask.Address, ask.Redirect, func(host string, ours bool, page entra.SignInPage) bool {
		return on(signin.Sight{Host: host, Ours: ours, Page: page})
	})
	switch {
	case err == nil:
		_, query, _ := strings.Cut(to, "?")
		w.redirect, err = url.ParseQuery(query)
		if w.tamper != nil {
			w.tamper(w.redirect)
		}
		if w.arrived != nil {
			w.arrived()
		}
		return signin.Ended{Redirect: w.redirect}, err
	case errors.Is(err, entrasim.ErrStopped), ctx.Err() != nil:
		return signin.Ended{}, nil
	case errors.Is(err, entrasim.ErrNoWayOn), errors.Is(err, entrasim.ErrGoesAround):
		return signin.Ended{Closed: true}, nil
	}
	return signin.Ended{}, err
}

// tell notes where the person stood.
func (w *walked) tell(p signin.Progress) { w.standings = append(w.standings, p.Standing) }

// scripted shows pages that a test made up, and ends as it says.
type scripted struct {
	sights    []signin.Sight
	redirect  url.Values // state is added unless there is one
	ended     signin.Ended
	err       error
	before    func(signin.Ask)
	shown     int
	standings []signin.Standing
}

func (s *scripted) Show(_ context.Context, ask signin.Ask, on func(signin.Sight) bool) (signin.Ended, error) {
	if s.before != nil {
		s.before(ask)
	}
	for _, sight := range s.sights {
		if sight.Host == "" {
			sight.Host, sight.Ours = ask.Cloud.LoginHost, true
		}
		s.shown++
		if on(sight) {
			return signin.Ended{}, nil
		}
	}
	if s.redirect != nil {
		u, err := url.Parse(ask.Address)
		if err != nil {
			return signin.Ended{}, err
		}
		carried := url.Values{"state": {u.Query().Get("state")}}
		for key, values := range s.redirect {
			carried[key] = values
		}
		return signin.Ended{Redirect: carried}, nil
	}
	return s.ended, s.err
}

func (s *scripted) tell(p signin.Progress) { s.standings = append(s.standings, p.Standing) }

// wiretap is a client that notes what is sent and what comes back.
type wiretap struct {
	next http.RoundTripper

	mu    sync.Mutex
	forms []url.Values // of POST requests, with the path under ":path"
	came  strings.Builder
	fail  func(*http.Request) (*http.Response, error) // in place of the server, where it returns something
}

// tap makes cfg's client one that notes.
func tap(cfg *signin.Config) *wiretap {
	w := &wiretap{next: cfg.HTTP.Transport}
	client := *cfg.HTTP
	client.Transport = w
	cfg.HTTP = &client
	return w
}

func (w *wiretap) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		sent, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		form, _ := url.ParseQuery(string(sent))
		form.Set(":path", r.URL.Path)
		w.mu.Lock()
		w.forms = append(w.forms, form)
		w.mu.Unlock()
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(bytes.NewReader(sent))
	}
	if w.fail != nil {
		if response, err := w.fail(r); response != nil || err != nil {
			return response, err
		}
	}
	response, err := w.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	response.Body = io.NopCloser(bytes.NewReader(body))
	w.mu.Lock()
	defer w.mu.Unlock()
	w.came.Write(body)
	return response, err
}

// posts returns what was sent to paths with an ending.
func (w *wiretap) posts(ending string) []url.Values {
	w.mu.Lock()
	defer w.mu.Unlock()
	var found []url.Values
	for _, form := range w.forms {
		if strings.HasSuffix(form.Get(":path"), ending) {
			found = append(found, form)
		}
	}
	return found
}

// stageOf returns a stage of an outcome; the zero stage when it has none of that id.
func stageOf(o signin.Outcome, id diagnose.StageID) diagnose.Stage {
	for _, s := range o.Stages {
		if s.ID == id {
			return s
		}
	}
	return diagnose.Stage{}
}

// causeOf is what the judge makes of an outcome alone.
func causeOf(o signin.Outcome) diagnose.CauseID { return diagnose.Judge(o.Observations).Cause }

func wantStage(t testing.TB, o signin.Outcome, id diagnose.StageID, state diagnose.StageState, finding string) {
	t.Helper()
	got := stageOf(o, id)
	if got.State != state || !strings.Contains(got.Finding, finding) {
		t.Errorf("stage %s is %q (%q), want %q with %q", id, got.State, got.Finding, state, finding)
	}
}

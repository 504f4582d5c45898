package entrasim

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"synchelper/diagnose"
)

// begin starts a company, healthy but for a change, and stops it after the test.
func begin(t *testing.T, o Options, changes ...func(*Tenant)) *Company {
	t.Helper()
	tenant := companyOf(t, "healthy")
	for _, change := range changes {
		change(&tenant)
	}
	c, err := Start(tenant, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	return c
}

// companyOf is the company of a scenario.
func companyOf(t *testing.T, id string) Tenant {
	t.Helper()
	i := slices.IndexFunc(Scenarios(), func(s Tenant) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("assets/tenants.json has no scenario %s", id)
	}
	return Scenarios()[i]
}

// clock is a time that a test sets.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 23, 8, 12, 4, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// received is an answer with its body.
type received struct {
	*http.Response
	text string
}

func (r received) read(t *testing.T, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(r.text), into); err != nil {
		t.Fatalf("%s %d: %v in %q", r.Request.URL.Path, r.StatusCode, err, r.text)
	}
}

// ask sends a request to one of the company's servers and follows no redirect.
func ask(t *testing.T, c *Company, method, address string, form url.Values, headers ...string) received {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	client := c.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return received{response, string(body)}
}

func login(c *Company, path string) string    { return "https://" + c.Cloud().LoginHost + path }
func exchange(c *Company, path string) string { return c.Cloud().ExchangeResource + path }

const verifier = "a-verifier-as-long-as-RFC-7636-wants-them-to-be"

// asked is Apple Mail's request, as a client sends it.
func asked(c *Company) authorizeRequest {
	app := diagnose.MailApps()[0]
	return authorizeRequest{
		Authority: c.Tenant().TenantID, App: app, ClientID: app.ClientID, Redirect: app.RedirectURI, ResponseType: "code",
		Scope: c.Cloud().ExchangeResource + "/.default openid profile", Nonce: "a nonce", Challenge: challengeOf(verifier), Method: "S256",
	}
}

// redemption is the form that turns a code into tokens.
func redemption(c *Company, code string) url.Values {
	req := asked(c)
	return url.Values{
		"client_id": {req.ClientID}, "grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {req.Redirect},
		"code_verifier": {verifier}, "scope": {req.Scope},
	}
}

func tokenAddress(c *Company) string { return login(c, "/organizations/oauth2/v2.0/token") }

// tokens has a fresh code redeemed.
func tokens(t *testing.T, c *Company) tokenAnswer {
	t.Helper()
	got := ask(t, c, http.MethodPost, tokenAddress(c), redemption(c, c.issueCode(asked(c), c.Tenant().User)))
	if got.StatusCode != http.StatusOK {
		t.Fatalf("status %d: %s", got.StatusCode, got.text)
	}
	var answer tokenAnswer
	got.read(t, &answer)
	return answer
}

// refused has a request refused and returns the body.
func refused(t *testing.T, got received, status, number int) tokenError {
	t.Helper()
	var body tokenError
	got.read(t, &body)
	if got.StatusCode != status || len(body.Codes) == 0 || body.Codes[len(body.Codes)-1] != number {
		t.Fatalf("status %d, %+v, want %d and AADSTS%d", got.StatusCode, body, status, number)
	}
	return body
}

package entrasim

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"synchelper/diagnose"
)

func TestCloseLeavesNothingBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	c, err := Start(Tenant{Domain: "contoso.com", TenantID: "11111111-2222-4333-8444-555555555501", User: "user0@contoso.com"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	host := c.Cloud().LoginHost
	tokens(t, c)
	ask(t, c, http.MethodGet, exchange(c, "/autodiscover/autodiscover.json?Email=user0@contoso.com&Protocol=ActiveSync"), nil)
	if err := errors.Join(c.Close(), c.Close()); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	if _, err := get(t, c, "https://"+host+"/common/discovery/keys"); err == nil {
		t.Error("the company answers after Close")
	}
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// get opens an address with a company's client and says over which connection.
func get(t *testing.T, c *Company, address string) (*tls.ConnectionState, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := c.Client().Do(request)
	if err != nil {
		return nil, err
	}
	return response.TLS, response.Body.Close()
}

func TestStartStaysOnThisComputer(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "192.0.2.1:0", "contoso.com:0", "nonsense"} {
		if c, err := Start(Tenant{}, Options{Listen: address}); err == nil {
			t.Errorf("Start listens on %s", address)
			_ = c.Close()
		}
	}
	c := begin(t, Options{Listen: "localhost:0"})
	if _, err := get(t, c, "https://contoso.com/"); err == nil || !strings.Contains(err.Error(), "not on this computer") {
		t.Errorf("the client went to another computer: %v", err)
	}
}

func TestClientTrustsTheCompanyAlone(t *testing.T) {
	ours, another := begin(t, Options{}), begin(t, Options{})
	_, err := get(t, ours, login(another, "/common/discovery/keys"))
	var unknown x509.UnknownAuthorityError
	if !errors.As(err, &unknown) {
		t.Errorf("another company's certificate: %v, want an unknown authority", err)
	}
}

func TestInterceptionShowsWhoSigned(t *testing.T) {
	c := begin(t, Options{})
	shown := func() (*x509.Certificate, error) {
		c.network.transport.CloseIdleConnections()
		state, err := get(t, c, login(c, "/common/discovery/keys"))
		var wrong *tls.CertificateVerificationError
		switch {
		case errors.As(err, &wrong):
			return wrong.UnverifiedCertificates[0], err
		case err != nil:
			return nil, err
		}
		return state.PeerCertificates[0], nil
	}
	if _, err := shown(); err != nil {
		t.Fatalf("before: %v", err)
	}
	c.Change(func(t *Tenant) { t.Intercepted = "Fabrikam Web Gateway" })
	certificate, err := shown()
	if err == nil || certificate == nil || certificate.Issuer.Organization[0] != "Fabrikam Web Gateway" {
		t.Errorf("intercepted: %v, signed by %v", err, certificate)
	}
	c.Change(func(t *Tenant) { t.Intercepted = "" })
	if _, err := shown(); err != nil {
		t.Errorf("after: %v", err)
	}
}

func TestTheClockIsTheCompanys(t *testing.T) {
	slow := &clock{now: time.Now().Add(-time.Hour)}
	c := begin(t, Options{Now: slow.Now})
	got := ask(t, c, http.MethodGet, login(c, "/common/discovery/keys"), nil)
	date, err := http.ParseTime(got.Header.Get("Date"))
	if err != nil || time.Since(date) < 55*time.Minute {
		t.Errorf("Date is %q, want an hour ago", got.Header.Get("Date"))
	}
	if tokens(t, c).Access == "" {
		t.Error("a company whose clock is wrong gives no token")
	}
}

func TestCloudLeadsNowhereElse(t *testing.T) {
	c := begin(t, Options{})
	cloud := c.Cloud()
	if !cloud.Simulated || !cloud.ShowsSignIn(cloud.LoginHost) || cloud.ShowsSignIn(c.OwnHost()) || cloud.HoldsMail(c.OwnHost()) {
		t.Errorf("the cloud is %+v", cloud)
	}
	for _, host := range append([]string{c.OwnHost(), cloud.LoginHost}, cloud.ExchangeHosts...) {
		if !strings.HasPrefix(host, "localhost:") {
			t.Errorf("%s is not on this computer", host)
		}
	}
	for _, real := range diagnose.Clouds() {
		if real.ID == cloud.ID || real.ShowsSignIn(cloud.LoginHost) {
			t.Errorf("the simulated cloud is mixed up with %s", real.Name)
		}
	}
}

func TestTheStateIsSafe(t *testing.T) {
	var mu sync.Mutex
	seen := 0
	c := begin(t, Options{Log: func(Request) { mu.Lock(); seen++; mu.Unlock() }})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 5 {
				c.Change(func(t *Tenant) { t.Workflow = !t.Workflow })
				ask(t, c, http.MethodPost, tokenAddress(c), redemption(c, c.issueCode(asked(c), c.Tenant().User)))
				ask(t, c, http.MethodGet, login(c, "/contoso.com/v2.0/.well-known/openid-configuration"), nil)
			}
		})
	}
	all.Wait()
	mu.Lock()
	defer mu.Unlock()
	if seen != 80 {
		t.Errorf("the log was told of %d answers, want 80", seen)
	}
}

func TestTheLogHoldsNoSecrets(t *testing.T) {
	var told []Request
	c := begin(t, Options{Log: func(r Request) { told = append(told, r) }})
	ask(t, c, http.MethodGet, login(c, "/contoso.com/.well-known/openid-configuration?code=canary"), nil,
		"client-request-id", "7d3e9b52-6a41-4f0e-9c8b-1a2b3c4d5e6f")
	if len(told) != 1 || told[0].Path != "/contoso.com/.well-known/openid-configuration" || told[0].Status != 200 ||
		told[0].CorrelationID != "7d3e9b52-6a41-4f0e-9c8b-1a2b3c4d5e6f" || told[0].Site != "login" {
		t.Errorf("the log was told %+v", told)
	}
}

func TestPasswordsDiffer(t *testing.T) {
	one, two := begin(t, Options{}), begin(t, Options{})
	if len(one.Password()) < 8 || one.Password() == two.Password() {
		t.Error("two companies have the same password, or it is short")
	}
}

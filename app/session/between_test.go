package session

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/probe"
	"synchelper/diagnose/signin"
)

// between stands between the program and the simulated company, with servers and a certificate of its own, and does what
// a test wants to happen on the way. What the company says of its hosts is changed to these servers'.
type between struct {
	company         *entrasim.Company
	login, exchange *httptest.Server
	// fault answers in place of the company where it returns true.
	fault func(w http.ResponseWriter, r *http.Request) bool
	// alter changes an answer's body.
	alter func(r *http.Request, body string) string

	mu       sync.Mutex
	asked    []string // methods and paths
	bearers  []string // hosts that were sent a token
	released chan struct{}
}

// newBetween starts a company in which nothing is wrong behind a between. What a fault still holds is let go when the test
// ends.
func newBetween(t *testing.T) *between {
	t.Helper()
	b := &between{company: companyOf(t, "healthy", entrasim.Options{}), released: make(chan struct{})}
	b.login = httptest.NewTLSServer(b.site(b.company.Cloud().LoginHost))
	b.exchange = httptest.NewTLSServer(b.site(strings.TrimPrefix(b.company.Cloud().ExchangeResource, "https://")))
	t.Cleanup(func() {
		close(b.released)
		for _, server := range []*httptest.Server{b.login, b.exchange} {
			server.CloseClientConnections()
			server.Close()
		}
	})
	return b
}

// companyOf starts the company of a scenario for one test.
func companyOf(t testing.TB, scenario string, options entrasim.Options) *entrasim.Company {
	t.Helper()
	all := entrasim.Scenarios()
	i := slices.IndexFunc(all, func(s entrasim.Tenant) bool { return s.ID == scenario })
	company, err := entrasim.Start(all[i], options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = company.Close() })
	return company
}

func portOf(host string) string {
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(host, "https://"))
	return port
}

// toCompany and toProgram change the ports that requests and answers name.
func (b *between) toCompany() *strings.Replacer {
	cloud := b.company.Cloud()
	return strings.NewReplacer(portOf(b.login.URL), portOf(cloud.LoginHost), portOf(b.exchange.URL), portOf(cloud.ExchangeResource))
}

func (b *between) toProgram() *strings.Replacer {
	cloud := b.company.Cloud()
	return strings.NewReplacer(portOf(cloud.LoginHost), portOf(b.login.URL), portOf(cloud.ExchangeResource), portOf(b.exchange.URL))
}

func (b *between) site(host string) http.HandlerFunc {
	client := *b.company.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return func(w http.ResponseWriter, r *http.Request) {
		b.note(r)
		if b.fault != nil && b.fault(w, r) {
			return
		}
		sent, _ := io.ReadAll(r.Body)
		forward, err := http.NewRequestWithContext(r.Context(), r.Method, "https://"+host+b.toCompany().Replace(r.URL.RequestURI()),
			strings.NewReader(b.toCompany().Replace(string(sent))))
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		forward.Header = r.Header.Clone()
		forward.Header.Del("Accept-Encoding")
		answer, err := client.Do(forward)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer func() { _ = answer.Body.Close() }()
		b.pass(w, r, answer)
	}
}

func (b *between) pass(w http.ResponseWriter, r *http.Request, answer *http.Response) {
	body, _ := io.ReadAll(answer.Body)
	text := b.toProgram().Replace(string(body))
	if b.alter != nil {
		text = b.alter(r, text)
	}
	for name, values := range answer.Header {
		for _, value := range values {
			w.Header().Add(name, b.toProgram().Replace(value))
		}
	}
	w.Header().Del("Content-Length")
	w.WriteHeader(answer.StatusCode)
	_, _ = io.Copy(w, bytes.NewReader([]byte(text)))
}

func (b *between) note(r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = append(b.asked, r.Method+" "+r.URL.Path)
	if len(r.Header.Get("Authorization")) > len("Bearer ") {
		b.bearers = append(b.bearers, r.Host)
	}
}

func (b *between) wasAsked(what string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.ContainsFunc(b.asked, func(asked string) bool { return strings.Contains(asked, what) })
}

func localhost(s *httptest.Server) string { return "localhost:" + portOf(s.URL) }

func (b *between) cloud() diagnose.Cloud {
	cloud := b.company.Cloud()
	cloud.LoginHost, cloud.LoginHosts = localhost(b.login), []string{localhost(b.login)}
	cloud.ExchangeResource, cloud.ExchangeHosts = "https://"+localhost(b.exchange), []string{localhost(b.exchange)}
	return cloud
}

// client trusts these servers, whose certificate is made out to another name, and reaches nothing but this computer.
func (b *between) client() *http.Client {
	pool := x509.NewCertPool()
	pool.AddCert(b.login.Certificate())
	return &http.Client{Transport: &http.Transport{Proxy: nil,
		TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: pool, ServerName: "example.com"}}}
}

// trust is the key of the servers' certificate, for a browser.
func (b *between) trust() string {
	sum := sha256.Sum256(b.login.Certificate().RawSubjectPublicKeyInfo)
	return base64.StdEncoding.EncodeToString(sum[:])
}

func (b *between) route(surface signin.Surface) Route {
	return Route{Surface: surface, Hosts: b.cloud(), Now: time.Now,
		Prober: probe.Prober{HTTP: b.client(), Clouds: []diagnose.Cloud{b.cloud()}, Now: time.Now}}
}

// found is a run that has a person's address and nothing else yet.
func (b *between) found() Found {
	return Found{Subject: diagnose.Subject{Address: b.company.Tenant().User}}
}

// hold keeps an answer back until the one who asked gives up or the test ends.
func (b *between) hold(r *http.Request) {
	select {
	case <-r.Context().Done():
		panic(http.ErrAbortHandler) // an answer that is ended now could still arrive whole
	case <-b.released:
	}
}

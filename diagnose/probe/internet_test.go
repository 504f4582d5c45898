package probe_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/probe"
)

// authority signs certificates.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func newAuthority(name, organisation string) authority {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), IsCA: true, BasicConstraintsValid: true,
		Subject:   pkix.Name{CommonName: name, Organization: []string{organisation}},
		NotBefore: time.Now().AddDate(-10, 0, 0), NotAfter: time.Now().AddDate(10, 0, 0),
		KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	return authority{certificate, key}
}

// issue makes a certificate for a name.
func (a authority) issue(name string, from, to time.Time) *tls.Certificate {
	template := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		DNSNames: []string{name}, NotBefore: from, NotAfter: to,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, &a.key.PublicKey, a.key)
	if err != nil {
		panic(err)
	}
	return &tls.Certificate{Certificate: [][]byte{der, a.certificate.Raw}, PrivateKey: a.key}
}

// testRoots is the authority that every test's client trusts, NewClient's too: on Linux the system's authorities are
// read from a file that the environment names.
var testRoots = sync.OnceValue(func() authority { return newAuthority("Test Root", "Contoso Tests") })

func TestMain(m *testing.M) {
	file, err := os.CreateTemp("", "roots*.pem")
	if err != nil {
		panic(err)
	}
	err = pem.Encode(file, &pem.Block{Type: "CERTIFICATE", Bytes: testRoots().certificate.Raw})
	if err = firstError(err, file.Close(), os.Setenv("SSL_CERT_FILE", file.Name()), os.Setenv("SSL_CERT_DIR", os.TempDir()+"/none")); err != nil {
		panic(err)
	}
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
		"XDG_CURRENT_DESKTOP"} {
		_ = os.Unsetenv(name)
	}
	code := m.Run()
	_ = os.Remove(file.Name())
	os.Exit(code)
}

func firstError(all ...error) error {
	i := slices.IndexFunc(all, func(err error) bool { return err != nil })
	if i < 0 {
		return nil
	}
	return all[i]
}

// internet is the hosts of Microsoft and others, all on one loopback listener: real names, real TLS, real HTTP.
type internet struct {
	listener net.Listener
	plain    net.Listener // port 80
	issuer   authority    // of the hosts' certificates

	mu           sync.Mutex
	sites        map[string]http.Handler
	certificates map[string]*tls.Certificate // of hosts that have one of their own
	requests     []*http.Request
}

func newInternet(t testing.TB) *internet {
	t.Helper()
	net := &internet{sites: make(map[string]http.Handler), certificates: make(map[string]*tls.Certificate),
		issuer: testRoots()}
	net.listener, net.plain = listen(t), listen(t)
	quiet := log.New(io.Discard, "", 0)
	secure := &http.Server{Handler: net, ErrorLog: quiet, TLSConfig: &tls.Config{GetCertificate: net.certificate}}
	open := &http.Server{Handler: net, ErrorLog: quiet}
	go func() { _ = secure.ServeTLS(net.listener, "", "") }()
	go func() { _ = open.Serve(net.plain) }()
	t.Cleanup(func() { _ = secure.Close(); _ = open.Close() })
	return net
}

func listen(t testing.TB) net.Listener {
	t.Helper()
	var config net.ListenConfig
	listener, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener
}

func (i *internet) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.certificates[hello.ServerName] == nil {
		i.certificates[hello.ServerName] = i.issuer.issue(hello.ServerName, time.Now().AddDate(-1, 0, 0), time.Now().AddDate(1, 0, 0))
	}
	return i.certificates[hello.ServerName], nil
}

func (i *internet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	site := i.sites[r.Host]
	i.requests = append(i.requests, r.Clone(context.WithoutCancel(r.Context())))
	i.mu.Unlock()
	if site == nil {
		http.NotFound(w, r)
		return
	}
	site.ServeHTTP(w, r)
}

// on says what a host answers.
func (i *internet) on(host string, site http.HandlerFunc) *internet {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.sites[host] = site
	return i
}

// asked is what a host was asked, as "METHOD path".
func (i *internet) asked(host string) (all []string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, r := range i.requests {
		if r.Host == host {
			all = append(all, r.Method+" "+r.URL.RequestURI())
		}
	}
	return all
}

// seen is every request, whole, for canaries.
func (i *internet) seen(host string) string {
	i.mu.Lock()
	defer i.mu.Unlock()
	var all strings.Builder
	for _, r := range i.requests {
		if host == "" || r.Host == host {
			_, _ = fmt.Fprintln(&all, r.Host, r.Method, r.URL, r.Header)
		}
	}
	return all.String()
}

// dial connects to a host of this internet. A host that it does not have refuses the connection.
func (i *internet) dial(ctx context.Context, network, to string) (net.Conn, error) {
	host, port, _ := net.SplitHostPort(to)
	i.mu.Lock()
	_, known := i.sites[host]
	i.mu.Unlock()
	var dialer net.Dialer
	switch {
	case !known:
		return dialer.DialContext(ctx, network, "127.0.0.1:1")
	case port == "80":
		return dialer.DialContext(ctx, network, i.plain.Addr().String())
	}
	return dialer.DialContext(ctx, network, i.listener.Addr().String())
}

// client trusts the test's authority and reaches this internet alone.
func (i *internet) client(t testing.TB) *http.Client {
	transport := &http.Transport{DialContext: i.dial, ForceAttemptHTTP2: true, TLSClientConfig: trusting(testRoots()),
		MaxResponseHeaderBytes: megabyte}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func trusting(a authority) *tls.Config {
	pool := x509.NewCertPool()
	pool.AddCert(a.certificate)
	return &tls.Config{RootCAs: pool}
}

// prober asks this internet's Microsoft.
func (i *internet) prober(t testing.TB) probe.Prober { return probe.Prober{HTTP: i.client(t)} }

const (
	tenantID     = "11111111-2222-4333-8444-555555555555"
	publicLogin  = "login.microsoftonline.com"
	govLogin     = "login.microsoftonline.us"
	chinaLogin   = "login.partner.microsoftonline.cn"
	publicMail   = "outlook.office365.com"
	someone      = "user.one@contoso.com"
	entraBearer  = `Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@*", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.windows.net/common/oauth2/authorize", issuer_kind="AzureAD"`
	connectHost  = "www.msftconnecttest.com"
	connectWords = "Microsoft Connect Test"
)

// newMicrosoft is a healthy company, contoso.com, in the public cloud.
func newMicrosoft(t testing.TB) *internet {
	i := newInternet(t)
	i.on(publicLogin, login(openID(publicLogin, tenantID, "EU", "", "microsoftonline.com"), managed()))
	i.on(govLogin, login(unknownTenant(), unknownTenant()))
	i.on(chinaLogin, login(unknownTenant(), unknownTenant()))
	i.on(publicMail, exchange(activeSync("https://outlook.office365.com/Microsoft-Server-ActiveSync"), challenged(entraBearer)))
	i.on(connectHost, words(http.StatusOK, "text/plain", connectWords))
	return i
}

// login is a sign-in host: openid-configuration and userrealm.
func login(configuration, realm http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/v2.0/.well-known/openid-configuration"):
			configuration(w, r)
		case strings.HasPrefix(r.URL.Path, "/common/userrealm/"):
			realm(w, r)
		default:
			http.NotFound(w, r)
		}
	}
}

// exchange is a mail server: Autodiscover v2 and Exchange ActiveSync.
func exchange(autodiscover, activeSync http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/autodiscover/"):
			autodiscover(w, r)
		case r.URL.Path == "/Microsoft-Server-ActiveSync" && r.Method == http.MethodOptions:
			activeSync(w, r)
		default:
			http.NotFound(w, r)
		}
	}
}

func words(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func openID(host, tenant, region, sub, instance string) http.HandlerFunc {
	return words(http.StatusOK, "application/json; charset=utf-8", fmt.Sprintf(`{"token_endpoint":"https://%[1]s/%[2]s/oauth2/v2.0/token",
		"issuer":"https://%[1]s/%[2]s/v2.0","tenant_region_scope":%[3]q,"tenant_region_sub_scope":%[4]q,"cloud_instance_name":%[5]q}`,
		host, tenant, region, sub, instance))
}

func managed() http.HandlerFunc {
	return words(http.StatusOK, "application/json; charset=utf-8", `{"NameSpaceType":"Managed","DomainName":"contoso.com",
		"FederationBrandName":"Contoso","cloud_instance_name":"microsoftonline.com"}`)
}

// unknownTenant is what Entra says of a domain without a tenant (learn.microsoft.com, AADSTS error codes, 90002).
func unknownTenant() http.HandlerFunc {
	return words(http.StatusBadRequest, "application/json; charset=utf-8", `{"error":"invalid_tenant","error_description":`+
		`"AADSTS90002: Tenant 'contoso.com' not found. Check to make sure you have the correct tenant ID and are signing `+
		`into the correct cloud. Check with your subscription administrator, this may happen if there are no active `+
		`subscriptions for the tenant. Trace ID: aaaaaaaa-0001-4000-8000-000000000001 Correlation ID: `+
		`aaaaaaaa-0002-4000-8000-000000000002 Timestamp: 2026-11-02 08:00:00Z","error_codes":[90002],"timestamp":`+
		`"2026-11-02 08:00:00Z","trace_id":"aaaaaaaa-0001-4000-8000-000000000001","correlation_id":`+
		`"aaaaaaaa-0002-4000-8000-000000000002","error_uri":"https://login.microsoftonline.com/error?code=90002"}`)
}

func activeSync(url string) http.HandlerFunc {
	return words(http.StatusOK, "application/json; charset=utf-8", fmt.Sprintf(`{"Protocol":"ActiveSync","Url":%q}`, url))
}

func challenged(challenges ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Www-Authenticate"] = challenges
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func redirect(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	}
}

// after lets a handler wait.
func after(wait time.Duration, then http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(wait):
			then(w, r)
		case <-r.Context().Done():
		}
	}
}

func stageOf(answers probe.Answers, id diagnose.StageID) diagnose.Stage {
	i := slices.IndexFunc(answers.Stages, func(s diagnose.Stage) bool { return s.ID == id })
	if i < 0 {
		return diagnose.Stage{}
	}
	return answers.Stages[i]
}

// causes is what the observations state, each once; what has no cause is left out.
func causes(observations []diagnose.Observation) (all []diagnose.CauseID) {
	for _, o := range observations {
		if o.Cause != "" && !slices.Contains(all, o.Cause) {
			all = append(all, o.Cause)
		}
	}
	slices.Sort(all)
	return all
}

// evidence is the text of the observations with a cause.
func evidence(observations []diagnose.Observation, cause diagnose.CauseID) string {
	var all []string
	for _, o := range observations {
		if o.Cause == cause {
			all = append(all, o.Text)
		}
	}
	return strings.Join(all, "\n")
}

// states is how the stages ended that lead to the sign-in: address, tenant, Autodiscover and the server's challenge.
func states(answers probe.Answers) string {
	var all []string
	for _, id := range []diagnose.StageID{diagnose.StageAddress, diagnose.StageTenant, diagnose.StageAutodiscover,
		diagnose.StageServerChallenge} {
		all = append(all, string(stageOf(answers, id).State))
	}
	return strings.Join(all, " ")
}

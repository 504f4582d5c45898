package probe_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/probe"
)

// Each is a real situation on loopback, asked whole: what fails on the way to Microsoft becomes a cause with evidence.
func TestNetworkFailures(t *testing.T) {
	for name, c := range map[string]struct {
		set      func(*testing.T) probe.Prober
		cause    diagnose.CauseID
		evidence string
	}{
		"refused": {func(t *testing.T) probe.Prober { return newInternet(t).prober(t) },
			"network.unreachable", "login.microsoftonline.com: the connection was refused"},
		"no answer to a connection": {func(t *testing.T) probe.Prober {
			return through(t, &http.Transport{DialContext: to(silentListener(t)), TLSHandshakeTimeout: 50 * time.Millisecond,
				ResponseHeaderTimeout: 50 * time.Millisecond})
		}, "network.unreachable", "no answer in time"},
		"no answer to a question": {func(t *testing.T) probe.Prober {
			i := newInternet(t)
			for _, host := range []string{publicLogin, publicMail} {
				i.on(host, after(time.Minute, http.NotFound))
			}
			return through(t, &http.Transport{DialContext: i.dial, TLSClientConfig: trusting(testRoots()), ResponseHeaderTimeout: 50 * time.Millisecond})
		}, "network.unreachable", "no answer in time"},
		"broken off": {func(t *testing.T) probe.Prober {
			listener := listen(t)
			go func() {
				for {
					conn, err := listener.Accept()
					if err != nil {
						return
					}
					_ = conn.(*net.TCPConn).SetLinger(0) // a reset instead of an end
					_ = conn.Close()
				}
			}()
			return through(t, &http.Transport{DialContext: to(listener.Addr().String())})
		}, "network.unreachable", "broken off"},
		"a name that nobody knows": {func(t *testing.T) probe.Prober {
			dialer := net.Dialer{Resolver: nameServer(t, false, nil)}
			return through(t, &http.Transport{DialContext: dialer.DialContext})
		}, namesFail(), "the name login.microsoftonline.com was not found"},
		"a name server that is silent": {func(t *testing.T) probe.Prober {
			dialer := net.Dialer{Resolver: nameServer(t, true, nil), Timeout: 50 * time.Millisecond}
			return through(t, &http.Transport{DialContext: dialer.DialContext})
		}, namesFail(), "the name server did not answer"},
		"inspected": {func(t *testing.T) probe.Prober {
			i := newMicrosoft(t)
			i.issuer = newAuthority("Fabrikam \"Inspection\" CA", "Fabrikam Security")
			return i.prober(t)
		}, "network.tls_intercepted", `signed by "Fabrikam 'Inspection' CA" ("Fabrikam Security")`},
		"a certificate for another name": {func(t *testing.T) probe.Prober {
			i := newMicrosoft(t)
			for _, host := range []string{publicLogin, publicMail} {
				i.certificates[host] = newAuthority("Hotel CA", "Hotel").issue("portal.example", yesterday(), tomorrow())
			}
			return i.prober(t)
		}, "network.captive_portal", `certificate for "portal.example"`},
		"no encryption on the other side": {func(t *testing.T) probe.Prober {
			i := newMicrosoft(t)
			return through(t, &http.Transport{DialContext: to(i.plain.Addr().String())})
		}, "network.captive_portal", "without encryption"},
		"led to a page of the network": {func(t *testing.T) probe.Prober {
			i := newMicrosoft(t)
			for _, host := range []string{publicLogin, govLogin, chinaLogin} {
				i.on(host, redirect("https://portal.example/welcome?for="+someone))
			}
			i.on(publicMail, words(http.StatusOK, "text/html", "<html>Welcome"))
			return i.prober(t)
		}, "network.captive_portal", `login.microsoftonline.com answered 302 Found: led to "portal.example"`},
		"a page of the network": {func(t *testing.T) probe.Prober {
			i := newMicrosoft(t)
			for _, host := range []string{publicLogin, publicMail} {
				i.on(host, words(http.StatusOK, "text/plain", "\xef\xbb\xbf \n<!doctype html>Welcome"))
			}
			return i.prober(t)
		}, "network.captive_portal", "where data was asked for"},
		"511": {func(t *testing.T) probe.Prober {
			i := newMicrosoft(t)
			for _, host := range []string{publicLogin, publicMail} {
				i.on(host, words(http.StatusNetworkAuthenticationRequired, "text/html", "<html>"))
			}
			return i.prober(t)
		}, "network.captive_portal", "511"},
	} {
		t.Run(name, func(t *testing.T) {
			answers := c.set(t).Ask(context.Background(), someone, nil)
			if got := causes(answers.Observations); !slices.Equal(got, []diagnose.CauseID{c.cause}) {
				t.Errorf("causes %v: %+v", got, answers.Observations)
			}
			if got := evidence(answers.Observations, c.cause); !strings.Contains(got, c.evidence) {
				t.Errorf("evidence %q", got)
			}
			checkFailure(t, answers, c.cause)
		})
	}
}

// checkFailure holds what is true of every failure: it is about this computer, is at most likely, names no address,
// and nothing passes for answered.
func checkFailure(t *testing.T, answers probe.Answers, cause diagnose.CauseID) {
	t.Helper()
	for _, o := range answers.Observations {
		if o.About != diagnose.AboutThisComputer || o.Source != diagnose.SourceServer || o.Text == "" || o.At.IsZero() {
			t.Errorf("observation %+v", o)
		}
	}
	if kept := fmt.Sprintf("%+v", answers); strings.Contains(kept, "user.one") || strings.Contains(kept, "autodiscover.json") {
		t.Errorf("kept: %s", kept)
	}
	if s := stageOf(answers, diagnose.StageTenant); s.State != diagnose.Failed || s.Finding == "" {
		t.Errorf("tenant %+v", s)
	}
	if v := diagnose.Judge(answers.Observations); v.Cause != cause || v.About != diagnose.AboutThisComputer || v.Confidence != diagnose.Likely {
		t.Errorf("verdict %+v", v)
	}
}

func through(t *testing.T, transport *http.Transport) probe.Prober {
	t.Cleanup(transport.CloseIdleConnections)
	return probe.Prober{HTTP: &http.Client{Transport: transport}}
}

// namesFail is what a name that is not found means on the computer of the test: without any network it is no fault of
// the name server.
func namesFail() diagnose.CauseID {
	addresses, _ := net.InterfaceAddrs()
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsGlobalUnicast() {
			return "network.dns"
		}
	}
	return "network.offline"
}

func yesterday() time.Time { return time.Now().AddDate(0, 0, -1) }
func tomorrow() time.Time  { return time.Now().AddDate(0, 0, 1) }

// A network that blocks encrypted connections may still show its own page to an open question.
func TestPortalBehindAFirewall(t *testing.T) {
	i := newInternet(t)
	i.on(connectHost, redirect("http://portal.example/login"))
	answers := i.prober(t).Ask(context.Background(), someone, nil)
	if got := causes(answers.Observations); !slices.Equal(got, []diagnose.CauseID{"network.captive_portal", "network.unreachable"}) {
		t.Errorf("causes %v", got)
	}
	if v := diagnose.Judge(answers.Observations); v.Cause != "network.captive_portal" {
		t.Errorf("verdict %+v", v)
	}
}

func TestClock(t *testing.T) {
	early := func(by time.Duration) func() time.Time { return func() time.Time { return time.Now().Add(by) } }
	at := func(by time.Duration, site http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", time.Now().Add(by).UTC().Format(http.TimeFormat))
			site(w, r)
		}
	}
	for name, c := range map[string]struct {
		now      time.Duration
		set      func(*internet)
		causes   []diagnose.CauseID
		evidence string
		states   string
	}{
		"right":            {0, nil, nil, "", "passed passed passed passed"},
		"four minutes":     {4 * time.Minute, nil, nil, "", "passed passed passed passed"},
		"six minutes":      {6 * time.Minute, nil, []diagnose.CauseID{"network.clock"}, "ahead of the servers'", "passed warning passed passed"},
		"a day back":       {-24 * time.Hour, nil, []diagnose.CauseID{"network.clock"}, "behind the servers'", "passed warning passed passed"},
		"one server wrong": {0, func(i *internet) { i.on(govLogin, at(time.Hour, unknownTenant())) }, nil, "", "passed passed passed passed"},
		"a cache": {6 * time.Minute, func(i *internet) {
			for host, site := range i.sites {
				i.sites[host] = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Age", "360")
					site.ServeHTTP(w, r)
				})
			}
		}, nil, "", "passed passed passed passed"},
	} {
		t.Run(name, func(t *testing.T) {
			net := newMicrosoft(t)
			if c.set != nil {
				c.set(net)
			}
			p := net.prober(t)
			p.Now = early(c.now)
			answers := p.Ask(context.Background(), someone, nil)
			if got := causes(answers.Observations); !slices.Equal(got, c.causes) || states(answers) != c.states {
				t.Errorf("causes %v, %s", got, states(answers))
			}
			if got := evidence(answers.Observations, "network.clock"); !strings.Contains(got, c.evidence) {
				t.Errorf("evidence %q", got)
			}
		})
	}
}

// To a wrong clock every certificate is out of date. The open question tells the time where it can be asked, and what
// is out of date by a right clock was not Microsoft's.
func TestCertificatesOutOfDate(t *testing.T) {
	for name, c := range map[string]struct {
		clock    time.Duration // of this computer
		from, to time.Time     // of the certificates
		connect  http.HandlerFunc
		cause    diagnose.CauseID
		evidence string
	}{
		"years behind":              {-5 * 365 * 24 * time.Hour, yesterday(), tomorrow(), nil, "network.clock", "this computer's clock says"},
		"years ahead":               {5 * 365 * 24 * time.Hour, yesterday(), tomorrow(), nil, "network.clock", "valid from"},
		"behind, and told the time": {-5 * 365 * 24 * time.Hour, yesterday(), tomorrow(), words(200, "text/plain", connectWords), "network.clock", "this computer's clock says"},
		"expired by a right clock":  {0, yesterday().AddDate(-1, 0, 0), yesterday(), words(200, "text/plain", connectWords), "network.tls_intercepted", "signed by"},
	} {
		t.Run(name, func(t *testing.T) {
			i := newMicrosoft(t)
			delete(i.sites, connectHost)
			if c.connect != nil {
				i.on(connectHost, c.connect)
			}
			for _, host := range []string{publicLogin, publicMail} {
				i.certificates[host] = testRoots().issue(host, c.from, c.to)
			}
			now := func() time.Time { return time.Now().Add(c.clock) }
			trust := trusting(testRoots())
			trust.Time = now
			p := through(t, &http.Transport{DialContext: i.dial, TLSClientConfig: trust})
			p.Now = now
			answers := p.Ask(context.Background(), someone, nil)
			if v := diagnose.Judge(answers.Observations); v.Cause != c.cause {
				t.Errorf("verdict %+v of %+v", v, answers.Observations)
			}
			if got := evidence(answers.Observations, c.cause); !strings.Contains(got, c.evidence) {
				t.Errorf("evidence %q", got)
			}
		})
	}
}

// What nobody foresaw is kept in its own words, without a cause, without the address and without a proxy's password.
func TestUnknownErrorsAreKept(t *testing.T) {
	answers := through(t, &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		return nil, fmt.Errorf("strange \x1b[31m trouble for %s at http://me:hunter2@proxy.contoso.com", someone)
	}}).Ask(context.Background(), someone, nil)
	if len(causes(answers.Observations)) != 0 {
		t.Errorf("causes %v", causes(answers.Observations))
	}
	text := evidence(answers.Observations, "")
	if !strings.Contains(text, "strange") || !strings.Contains(text, "trouble for [address] at http://proxy.contoso.com") ||
		strings.ContainsAny(text, "\x1b") {
		t.Errorf("kept %q", text)
	}
}

// The zero Prober: the proxy of the environment, the system's authorities, the shipped clouds.
func TestThroughTheEnvironmentsProxy(t *testing.T) {
	onLinux(t)
	net := newMicrosoft(t)
	proxy, address := newConnectProxy(t, net, nil)
	proxied(t, "http://"+address)
	answers := probe.Prober{}.Ask(context.Background(), someone, nil)
	if states(answers) != "passed passed passed passed" {
		t.Errorf("%+v", answers)
	}
	for _, host := range []string{publicLogin, publicMail} {
		if !strings.Contains(proxy.hosts(), host+":443") {
			t.Errorf("%s was not asked through the proxy: %s", host, proxy.hosts())
		}
	}
}

// onLinux skips where the system's authorities cannot be replaced by the environment.
func onLinux(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the test's authority can be made the system's on Linux only")
	}
}

func TestProxyFailures(t *testing.T) {
	for name, c := range map[string]struct {
		refuse   http.HandlerFunc
		evidence string
	}{
		"asks for a password": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Proxy-Authenticate"] = []string{"Negotiate", `NTLM, Basic realm="Fabrikam, Inc."`}
			w.WriteHeader(http.StatusProxyAuthRequired)
		}, "407 Proxy Authentication Required, asks for Negotiate, NTLM, Basic"},
		"forbids it":             {words(http.StatusForbidden, "text/html", "<h1>Blocked"), "403 Forbidden"},
		"cannot reach Microsoft": {words(http.StatusBadGateway, "text/html", ""), "502 Bad Gateway"},
	} {
		t.Run(name, func(t *testing.T) {
			_, address := newConnectProxy(t, newMicrosoft(t), c.refuse)
			proxied(t, "http://me:hunter2@"+address)
			checkProxyFailure(t, probe.Prober{}, c.evidence)
		})
	}
	t.Run("is not there", func(t *testing.T) {
		proxied(t, "http://me:hunter2@127.0.0.1:1")
		checkProxyFailure(t, probe.Prober{}, "the proxy cannot be reached")
	})
	t.Run("is not known by name", func(t *testing.T) {
		proxy := &url.URL{Scheme: "http", User: url.UserPassword("me", "hunter2"), Host: "proxy.contoso.com:3128"}
		p := through(t, &http.Transport{Proxy: http.ProxyURL(proxy), DialContext: probe.DialWith(nameServer(t, false, nil))})
		checkProxyFailure(t, p, "the proxy cannot be reached")
	})
}

// proxied makes a proxy the environment's, for every scheme: nothing may leave this computer.
func proxied(t *testing.T, address string) {
	t.Setenv("HTTPS_PROXY", address)
	t.Setenv("HTTP_PROXY", address)
}

func checkProxyFailure(t *testing.T, p probe.Prober, words string) {
	t.Helper()
	answers := p.Ask(context.Background(), someone, nil)
	if got := causes(answers.Observations); !slices.Equal(got, []diagnose.CauseID{"network.proxy"}) {
		t.Errorf("causes %v: %+v", got, answers.Observations)
	}
	if got := evidence(answers.Observations, "network.proxy"); !strings.Contains(got, words) {
		t.Errorf("evidence %q", got)
	}
	if strings.Contains(fmt.Sprintf("%+v", answers), "hunter2") {
		t.Error("the proxy's password was kept")
	}
	checkFailure(t, answers, "network.proxy")
}

// What stands on this computer is never asked through a proxy.
func TestLoopbackIsNotProxied(t *testing.T) {
	onLinux(t)
	proxy, address := newConnectProxy(t, newInternet(t), nil)
	proxied(t, "http://"+address)
	net := newInternet(t)
	_, port, _ := strings.Cut(net.listener.Addr().String(), ":")
	host := "localhost:" + port
	net.on(host, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/autodiscover/"):
			activeSync("https://"+host+"/Microsoft-Server-ActiveSync")(w, r)
		case r.URL.Path == "/Microsoft-Server-ActiveSync":
			challenged(`Bearer authorization_uri="https://`+host+`/common/oauth2/authorize"`)(w, r)
		default:
			login(openID(host, tenantID, "EU", "", ""), managed())(w, r)
		}
	})
	cloud := diagnose.Cloud{ID: "simulated", LoginHost: host, LoginHosts: []string{host}, ExchangeHosts: []string{host}, Simulated: true}
	answers := probe.Prober{Clouds: []diagnose.Cloud{cloud}}.Ask(context.Background(), someone, nil)
	if states(answers) != "passed passed passed passed" || proxy.hosts() != "" {
		t.Errorf("%+v, proxy asked for %q", answers, proxy.hosts())
	}
	if answers.Mailbox.Host != host || answers.Mailbox.Elsewhere || answers.Issuer != probe.IssuerEntra {
		t.Errorf("%+v", answers)
	}
}

// A name on the internet that leads to this computer is not connected to: a hosts file or name server lies.
func TestNamesThatLeadHome(t *testing.T) {
	i := newMicrosoft(t)
	lies := nameServer(t, false, map[string][4]byte{publicLogin: {127, 0, 0, 1}, govLogin: {127, 0, 0, 1},
		chinaLogin: {0, 0, 0, 0}, publicMail: {169, 254, 1, 1}})
	answers := through(t, &http.Transport{DialContext: probe.DialWith(lies)}).Ask(context.Background(), someone, nil)
	if got := evidence(answers.Observations, "network.dns"); !strings.Contains(got, "leads to this computer itself") {
		t.Errorf("evidence %q of %+v", got, answers.Observations)
	}
	if i.seen("") != "" {
		t.Error("it was connected to")
	}
}

// Certificates are never waved through.
func TestNewClientChecksCertificates(t *testing.T) {
	onLinux(t)
	net := newMicrosoft(t)
	net.issuer = newAuthority("Fabrikam CA", "Fabrikam")
	_, address := newConnectProxy(t, net, nil)
	proxied(t, "http://"+address)
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "https://"+publicLogin+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := probe.NewClient().Do(request)
	if err == nil {
		_ = response.Body.Close()
		t.Fatal("a foreign certificate was taken")
	}
	if net.seen("") != "" {
		t.Error("the question was asked all the same")
	}
}

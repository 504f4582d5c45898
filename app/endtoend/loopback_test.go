package endtoend

import (
	"bufio"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"synchelper/diagnose"
)

// refusing is a proxy on this computer at which nobody listens: what a started program asks anywhere else ends there.
const refusing = "http://127.0.0.1:9"

// throughProxy is an environment in which a program reaches everything but this computer through a proxy.
func throughProxy(env []string, proxy string) []string {
	env = slices.DeleteFunc(slices.Clone(env), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return strings.HasSuffix(strings.ToUpper(name), "_PROXY")
	})
	for _, name := range []string{"HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"} {
		env = append(env, name+"="+proxy)
	}
	return env
}

// listeningProxy lets nothing through and notes who was asked for.
type listeningProxy struct {
	net.Listener
	mu    sync.Mutex
	asked []string // methods and hosts
	all   sync.WaitGroup
}

func newListeningProxy(t *testing.T) *listeningProxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &listeningProxy{Listener: listener}
	p.all.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			p.all.Go(func() { p.answer(conn) })
		}
	})
	t.Cleanup(func() { _ = listener.Close(); p.all.Wait() })
	return p
}

func (p *listeningProxy) answer(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	request, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return
	}
	p.mu.Lock()
	p.asked = append(p.asked, request.Method+" "+request.Host)
	p.mu.Unlock()
	_, _ = conn.Write([]byte("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
}

func (p *listeningProxy) heard() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.asked)
}

// onlyMicrosofts holds that Microsoft was asked, and nobody else: the hosts of the cloud table, and the page by which
// Windows tells whether there is internet, without the address.
func (p *listeningProxy) onlyMicrosofts(t *testing.T) {
	t.Helper()
	allowed := []string{"GET www.msftconnecttest.com"}
	for _, cloud := range diagnose.Clouds() {
		for _, host := range slices.Concat(cloud.LoginHosts, cloud.ExchangeHosts) {
			allowed = append(allowed, "CONNECT "+host+":443")
		}
	}
	heard := p.heard()
	for _, asked := range heard {
		if !slices.Contains(allowed, asked) {
			t.Errorf("%s was asked for", asked)
		}
	}
	if home := diagnose.Clouds()[0]; !slices.Contains(heard, "CONNECT "+home.LoginHost+":443") {
		t.Errorf("%s was not asked, only %q", home.LoginHost, heard)
	}
}

func TestTheWindowAsksNobodyButMicrosoft(t *testing.T) {
	t.Parallel()
	proxy := newListeningProxy(t)
	s := newScreen(t)
	s.env = throughProxy(s.env, "http://"+proxy.Addr().String())
	s.open(1100, 900)
	s.until("the cards are there", func() bool { return len(s.areas(paper, 4000)) > 5 })
	if heard := proxy.heard(); len(heard) > 0 {
		t.Errorf("before anything was asked of it, the window asked for %q", heard)
	}
	s.describe()
	s.button()
	s.until("the window has asked", func() bool { return len(proxy.heard()) > 1 })
	proxy.onlyMicrosofts(t)
}

func TestTheTerminalAsksNobodyButMicrosoft(t *testing.T) {
	t.Parallel()
	proxy := newListeningProxy(t)
	vars := throughProxy(nil, "http://"+proxy.Addr().String())
	if seen, code := inTerminal(t, vars, "check", "user1@contoso.com"); code != 4 {
		t.Errorf("without a way to Microsoft it ended with %d:\n%s", code, seen)
	}
	proxy.onlyMicrosofts(t)
}

// The proof that the demo is unplugged: it comes to its verdict, and the proxy was not asked for anything.
func TestTheDemoAsksNobody(t *testing.T) {
	t.Parallel()
	proxy := newListeningProxy(t)
	if seen, code := inTerminal(t, throughProxy(nil, "http://"+proxy.Addr().String()), "check", "--demo", "need-admin-approval"); code != 1 {
		t.Errorf("ended with %d:\n%s", code, seen)
	}
	if heard := proxy.heard(); len(heard) > 0 {
		t.Errorf("asked for %q", heard)
	}
}

func TestEveryProxyOfTheCallerIsReplaced(t *testing.T) {
	env := throughProxy([]string{"HOME=/", "NO_PROXY=*", "all_proxy=http://contoso.com"}, refusing)
	want := []string{"HOME=/", "HTTPS_PROXY=" + refusing, "HTTP_PROXY=" + refusing, "https_proxy=" + refusing, "http_proxy=" + refusing}
	if !slices.Equal(env, want) {
		t.Errorf("%q", env)
	}
}

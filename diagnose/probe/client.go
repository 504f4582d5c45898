package probe

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
)

// NewClient returns a client that goes the way the system's programs go: through the proxies of HTTPS_PROXY and
// NO_PROXY, else through those of the system's settings. Certificates are checked against the system's authorities,
// everything has a time-out, and headers and bodies are capped: a longer body ends in an error. A name that leads to
// this computer itself is not connected to, except where the URL plainly says so.
//
// Its errors can be told apart by errors.As and errors.Is; a proxy that refuses is a *ProxyRefusal.
func NewClient() *http.Client {
	way := newProxies()
	transport := &http.Transport{
		Proxy:                  way.proxyFor,
		DialContext:            dialer{}.dial,
		TLSHandshakeTimeout:    handshakeLimit,
		ForceAttemptHTTP2:      true,
		IdleConnTimeout:        idleLimit,
		MaxResponseHeaderBytes: maxHeader,
		OnProxyConnectResponse: proxyAnswered,
	}
	return &http.Client{Transport: &capped{transport: transport, proxies: way}, Timeout: clientLimit}
}

// capped is a transport whose bodies end in an error when they are longer than maxClientBody.
type capped struct {
	transport *http.Transport
	proxies   *proxies
}

// RoundTrip is http.RoundTripper's.
func (c *capped) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := c.transport.RoundTrip(request)
	if err != nil {
		return nil, c.proxies.explain(err)
	}
	response.Body = &cappedBody{body: response.Body, left: maxClientBody}
	return response, nil
}

// CloseIdleConnections is what http.Client.CloseIdleConnections calls.
func (c *capped) CloseIdleConnections() { c.transport.CloseIdleConnections() }

type cappedBody struct {
	body io.ReadCloser
	left int64
}

// Read is io.Reader's; after maxClientBody bytes it returns an error instead of more.
func (b *cappedBody) Read(into []byte) (int, error) {
	if b.left <= 0 {
		var more [1]byte
		if n, err := b.body.Read(more[:]); n == 0 {
			return 0, err
		}
		return 0, errTooLong
	}
	n, err := b.body.Read(into[:min(int64(len(into)), b.left)])
	b.left -= int64(n)
	return n, err
}

// Close is io.Closer's.
func (b *cappedBody) Close() error { return b.body.Close() }

// ProxyRefusal is a proxy's answer that is no connection.
type ProxyRefusal struct {
	Proxy   string   // host and port
	Status  int      // 407 when it wants a password
	Schemes []string // what it would take for one, such as "Negotiate"
}

// Error says who refused, with which status, and for what it asks. It holds no password.
func (r *ProxyRefusal) Error() string {
	text := fmt.Sprintf("the proxy %s answered %d", r.Proxy, r.Status)
	if name := http.StatusText(r.Status); name != "" {
		text += " " + name
	}
	if len(r.Schemes) > 0 {
		text += ", asks for " + strings.Join(r.Schemes, ", ")
	}
	return text
}

// proxyAnswered keeps what a proxy says to CONNECT: net/http reduces it to the words of its status line.
func proxyAnswered(_ context.Context, proxy *url.URL, _ *http.Request, response *http.Response) error {
	if response.StatusCode == http.StatusOK {
		return nil
	}
	return &ProxyRefusal{Proxy: proxy.Host, Status: response.StatusCode,
		Schemes: schemeNames(response.Header["Proxy-Authenticate"])}
}

// schemesOf is the schemes of challenges in words.
func schemesOf(lines []string) string {
	if names := schemeNames(lines); len(names) > 0 {
		return "asks for " + strings.Join(names, ", ")
	}
	return "says not for what"
}

func schemeNames(lines []string) []string {
	var names []string
	for _, c := range parseChallenges(lines) {
		if !slices.Contains(names, c.scheme) {
			names = append(names, shorten(c.scheme, 20))
		}
	}
	return names
}

// errLoopback says that a name on the internet leads to this computer.
var errLoopback = errors.New("the name leads to this computer itself")

// dialer connects to servers. The zero value finds their names as the system does.
type dialer struct{ resolver *net.Resolver }

// dial connects to an address, but not to this computer or its own cable where a name on the internet was asked for:
// a hosts file or a hostile name server could turn a question to Microsoft into one to a service on this computer.
// Names inside the company's network are let through; its mail server may well be there.
func (d dialer) dial(ctx context.Context, network, to string) (net.Conn, error) {
	way := net.Dialer{Timeout: dialLimit, Resolver: d.resolver}
	if host, _, err := net.SplitHostPort(to); err == nil && !isLoopbackHost(host) {
		way.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
			ip, err := netip.ParseAddrPort(address)
			if err == nil && isThisComputer(ip.Addr().Unmap()) {
				return errLoopback
			}
			return nil
		}
	}
	return way.DialContext(ctx, network, to)
}

func isThisComputer(ip netip.Addr) bool {
	return ip.IsLoopback() || ip.IsUnspecified() || ip.IsLinkLocalUnicast()
}

// isLoopbackHost says whether a host, without its port, is plainly this computer.
func isLoopbackHost(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.Unmap().IsLoopback()
}

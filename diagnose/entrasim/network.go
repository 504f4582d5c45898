package entrasim

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// site is one of the company's servers.
type site string

const (
	siteLogin    site = "login"    // stands for login.microsoftonline.com
	siteExchange site = "exchange" // stands for outlook.office365.com
	siteOwn      site = "own"      // stands for the company's own servers: identity provider, mail
)

// What a server that only this computer reaches needs to allow. A client that drips its request is let go.
const (
	headerTime  = 5 * time.Second
	requestTime = 15 * time.Second
	answerTime  = 30 * time.Second
	idleTime    = time.Minute
	maxHeader   = 64 << 10
	maxBody     = 1 << 20
)

// network is everything of a company that listens, and what must be closed again.
type network struct {
	trust     trust
	hosts     map[site]string
	listeners map[site]net.Listener
	servers   []*http.Server
	serving   sync.WaitGroup
	transport *http.Transport
	closed    sync.Once
	failed    error

	mu       sync.Mutex // orders the last request and closing
	closing  bool
	handling sync.WaitGroup
}

// newNetwork opens a port for each site, and serves none yet. Nothing stays open when one cannot be had.
func newNetwork(login string, now time.Time) (*network, error) {
	trust, err := newTrust(now)
	if err != nil {
		return nil, err
	}
	n := &network{trust: trust, hosts: map[site]string{}, listeners: map[site]net.Listener{}}
	n.transport = n.newTransport()
	for name, address := range map[site]string{siteLogin: login, siteExchange: "127.0.0.1:0", siteOwn: "127.0.0.1:0"} {
		if err := n.listen(name, address); err != nil {
			return nil, errors.Join(err, n.close())
		}
	}
	return n, nil
}

func (n *network) listen(name site, address string) error {
	if !isLoopback(address) {
		return fmt.Errorf("%s is not on this computer", address)
	}
	local, err := net.ResolveTCPAddr("tcp", address)
	if err != nil {
		return err
	}
	listener, err := net.ListenTCP("tcp", local)
	if err != nil {
		return err
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	n.listeners[name], n.hosts[name] = listener, net.JoinHostPort("localhost", port)
	return nil
}

// serve has a site answer. HTTP/1.1 alone: nothing here is faster by HTTP/2, and closing is simpler.
func (c *Company) serve(name site, handler http.Handler) {
	n := c.network
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	server := &http.Server{
		Handler: n.counted(c.answering(name, handler)), Protocols: &protocols,
		ReadHeaderTimeout: headerTime, ReadTimeout: requestTime, WriteTimeout: answerTime, IdleTimeout: idleTime,
		MaxHeaderBytes: maxHeader,
		ErrorLog:       log.New(io.Discard, "", 0), // a client that does not trust the one in between is no news
		TLSConfig:      &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.certificate},
	}
	n.servers = append(n.servers, server)
	n.serving.Go(func() { _ = server.ServeTLS(n.listeners[name], "", "") })
}

func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// certificate shows the company's own certificate or, while somebody listens in, theirs.
func (c *Company) certificate(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	if signer := c.Tenant().Intercepted; signer != "" {
		return c.network.trust.intercepted(signer)
	}
	return &c.network.trust.leaf, nil
}

func (n *network) counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !n.enter() {
			return
		}
		defer n.handling.Done()
		next.ServeHTTP(w, r)
	})
}

func (n *network) enter() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closing {
		return false
	}
	n.handling.Add(1)
	return true
}

func (n *network) host(of site) string { return n.hosts[of] }

func (n *network) close() error {
	n.closed.Do(func() {
		n.mu.Lock()
		n.closing = true
		n.mu.Unlock()
		for _, server := range n.servers {
			n.failed = errors.Join(n.failed, server.Close())
		}
		for _, listener := range n.listeners {
			_ = listener.Close() // closed already where it was served
		}
		n.serving.Wait()
		n.handling.Wait()
		n.transport.CloseIdleConnections()
	})
	return n.failed
}

func (n *network) client() *http.Client {
	return &http.Client{Transport: n.transport, Timeout: answerTime}
}

// newTransport is shared by all clients of the company, so that Close finds every idle connection.
func (n *network) newTransport() *http.Transport {
	return &http.Transport{
		Proxy:           nil, // a proxy would be another computer
		DialContext:     dialLoopback,
		TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: n.trust.pool},
		IdleConnTimeout: idleTime,
	}
}

// dialLoopback connects to this computer, whatever name a file of hosts gives it, and to nothing else.
func dialLoopback(ctx context.Context, kind, address string) (net.Conn, error) {
	if !isLoopback(address) {
		return nil, fmt.Errorf("%s is not on this computer: the simulated company reaches nothing else", address)
	}
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	var dialer net.Dialer
	return dialer.DialContext(ctx, kind, net.JoinHostPort("127.0.0.1", port))
}

package probe_test

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"synchelper/diagnose/probe"
)

// tlsOver speaks HTTP/1.1 over TLS for whichever name is asked.
func tlsOver(listener net.Listener) net.Listener {
	return tls.NewListener(listener, &tls.Config{NextProtos: []string{"http/1.1"},
		GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
			return testRoots().issue(hello.ServerName, yesterday(), tomorrow()), nil
		}})
}

// get asks one question through NewClient and the proxy of the environment.
func get(t *testing.T, net *internet, url string) ([]byte, error) {
	t.Helper()
	onLinux(t)
	_, address := newConnectProxy(t, net, nil)
	proxied(t, "http://"+address)
	client := probe.NewClient()
	t.Cleanup(client.CloseIdleConnections)
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	return io.ReadAll(response.Body)
}

func TestNewClientCapsBodies(t *testing.T) {
	for name, c := range map[string]struct {
		megabytes int
		whole     bool
	}{"four": {4, true}, "ten": {10, false}} {
		t.Run(name, func(t *testing.T) {
			net := newInternet(t)
			net.on(publicLogin, func(w http.ResponseWriter, _ *http.Request) {
				for range c.megabytes {
					_, _ = io.WriteString(w, strings.Repeat("a", megabyte))
				}
			})
			body, err := get(t, net, "https://"+publicLogin+"/")
			if whole := err == nil && len(body) == c.megabytes*megabyte; whole != c.whole || len(body) > 4*megabyte {
				t.Errorf("%d bytes, %v", len(body), err)
			}
		})
	}
}

func TestNewClientCapsHeaders(t *testing.T) {
	net := newInternet(t)
	net.on(publicLogin, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Long", strings.Repeat("h", megabyte)) })
	if _, err := get(t, net, "https://"+publicLogin+"/"); err == nil {
		t.Error("a megabyte of header was taken")
	}
}

func TestProxyRefusalCanBeTold(t *testing.T) {
	_, address := newConnectProxy(t, newInternet(t), func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Proxy-Authenticate", "Negotiate")
		w.WriteHeader(http.StatusProxyAuthRequired)
	})
	proxied(t, "http://me:hunter2@"+address)
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "https://"+publicLogin+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := probe.NewClient().Do(request)
	if err == nil {
		_ = response.Body.Close()
	}
	var refusal *probe.ProxyRefusal
	if !errors.As(err, &refusal) || refusal.Status != http.StatusProxyAuthRequired || refusal.Proxy != address {
		t.Errorf("%v", err)
	}
	if strings.Contains(err.Error(), "hunter2") {
		t.Errorf("the proxy's password is in %v", err)
	}
}

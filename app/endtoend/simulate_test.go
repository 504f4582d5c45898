package endtoend

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSimulateServesUntilItIsInterrupted: a client that trusts the certificate which was written reaches the company;
// after the interrupt nobody does.
func TestSimulateServesUntilItIsInterrupted(t *testing.T) {
	t.Parallel()
	certificate := filepath.Join(t.TempDir(), "root.pem")
	simulate := exec.CommandContext(t.Context(), terminalProgram(t), "simulate", "need-admin-approval", "--cert", certificate)
	simulate.Env = terminalEnv(t)
	out, err := simulate.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := simulate.Start(); err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for lines := bufio.NewScanner(out); told["password"] == "" && lines.Scan(); {
		if name, value, ok := strings.Cut(lines.Text(), " "); ok {
			told[name] = strings.TrimSpace(value)
		}
	}
	authority, err := url.Parse(told["authority"])
	if err != nil || told["tenant"] == "" || !strings.HasSuffix(told["scope"], "/.default") {
		t.Fatalf("it tells %v, %v", told, err)
	}

	configuration := configurationOf(t, trusting(t, certificate), told["authority"])
	if issuer, _ := configuration["issuer"].(string); !strings.HasPrefix(issuer, "https://"+authority.Host+"/") {
		t.Errorf("the issuer is %v", configuration["issuer"])
	}
	if response, err := http.Get(told["authority"] + wellKnown); err == nil {
		_ = response.Body.Close()
		t.Error("a client that does not trust the certificate was answered")
	}

	if code := signalled(t, simulate, syscall.SIGINT); code != 0 {
		t.Errorf("ended with %d", code)
	}
	if conn, err := net.DialTimeout("tcp", authority.Host, time.Second); err == nil {
		_ = conn.Close()
		t.Error("somebody still listens")
	}
}

const wellKnown = "/v2.0/.well-known/openid-configuration"

// trusting is a client that trusts one certificate.
func trusting(t *testing.T, certificate string) *http.Client {
	t.Helper()
	text, err := os.ReadFile(certificate)
	pool := x509.NewCertPool()
	if err != nil || !pool.AppendCertsFromPEM(text) {
		t.Fatalf("no certificate: %v", err)
	}
	transport := &http.Transport{Proxy: nil, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: pool}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: deadline}
}

func configurationOf(t *testing.T, client *http.Client, authority string) map[string]any {
	t.Helper()
	response, err := client.Get(authority + wellKnown)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var configuration map[string]any
	if err := json.NewDecoder(response.Body).Decode(&configuration); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("status %d, %v", response.StatusCode, err)
	}
	return configuration
}

package probe

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/http/httpproxy"
)

func TestSystemSettings(t *testing.T) {
	const scutil = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
    2 : *.contoso.com
  }
  FTPPassive : 1
  HTTPEnable : 1
  HTTPPort : 3128
  HTTPProxy : proxy.contoso.net
  HTTPSEnable : 1
  HTTPSPort : 3129
  HTTPSProxy : secure.contoso.net
  ProxyAutoConfigEnable : 0
  ProxyAutoConfigURLString : http://pac.contoso.net/proxy.pac
  SOCKSEnable : 0
}
`
	const gnome = `org.gnome.system.proxy autoconfig-url 'http://pac.contoso.net/proxy.pac'
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '*.contoso.com', '::1']
org.gnome.system.proxy mode 'manual'
org.gnome.system.proxy use-same-proxy true
org.gnome.system.proxy.ftp host ''
org.gnome.system.proxy.ftp port 0
org.gnome.system.proxy.http authentication-password 'hunter2'
org.gnome.system.proxy.http host 'proxy.contoso.net'
org.gnome.system.proxy.http port 3128
org.gnome.system.proxy.https host 'secure.contoso.net'
org.gnome.system.proxy.https port 3129
`
	for name, c := range map[string]struct {
		got            systemProxies
		secure, except string // proxy for https, and for a host among the exceptions
		script         string
	}{
		"macOS":                  {scutilProxies(scutil), "http://secure.contoso.net:3129", "", ""},
		"macOS, switched off":    {scutilProxies(strings.Replace(scutil, "HTTPSEnable : 1", "HTTPSEnable : 0", 1)), "", "", ""},
		"macOS, with a script":   {scutilProxies(strings.Replace(scutil, "ConfigEnable : 0", "ConfigEnable : 1", 1)), "http://secure.contoso.net:3129", "", "http://pac.contoso.net/proxy.pac"},
		"macOS, looking for one": {scutilProxies("<dictionary> {\n  ProxyAutoDiscoveryEnable : 1\n}\n"), "", "", "auto"},
		"macOS, IPv6":            {scutilProxies("<dictionary> {\n  HTTPSEnable : 1\n  HTTPSProxy : fd00::1\n  HTTPSPort : 8080\n}\n"), "http://[fd00::1]:8080", "http://[fd00::1]:8080", ""},
		"macOS, nothing printed": {scutilProxies(""), "", "", ""},
		"macOS, nonsense":        {scutilProxies("}}}\n : \n<array> {\n0 : <array> {"), "", "", ""},
		"GNOME":                  {gnomeProxies(gnome), "http://secure.contoso.net:3129", "", ""},
		"GNOME, none":            {gnomeProxies(strings.Replace(gnome, "'manual'", "'none'", 1)), "", "", ""},
		"GNOME, a script":        {gnomeProxies(strings.Replace(gnome, "'manual'", "'auto'", 1)), "", "", "http://pac.contoso.net/proxy.pac"},
		"GNOME, looking for one": {gnomeProxies("org.gnome.system.proxy mode 'auto'\norg.gnome.system.proxy autoconfig-url ''\n"), "", "", "auto"},
		"GNOME, no exceptions":   {gnomeProxies("org.gnome.system.proxy mode 'manual'\norg.gnome.system.proxy ignore-hosts @as []\norg.gnome.system.proxy.https host 'p'\norg.gnome.system.proxy.https port 1\n"), "http://p:1", "http://p:1", ""},
		"GNOME, nothing printed": {gnomeProxies(""), "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := proxyOf(t, c.got.fixed, "https://outlook.office365.com/"); got != c.secure {
				t.Errorf("for Microsoft %q", got)
			}
			if got := proxyOf(t, c.got.fixed, "https://mail.contoso.com/"); got != c.except {
				t.Errorf("for an exception %q", got)
			}
			if c.got.script != c.script {
				t.Errorf("script %q", c.got.script)
			}
		})
	}
}

func proxyOf(t *testing.T, config httpproxy.Config, address string) string {
	t.Helper()
	to, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	proxy, err := config.ProxyFunc()(to)
	if err != nil {
		t.Fatal(err)
	}
	if proxy == nil {
		return ""
	}
	return proxy.String()
}

func TestFirstProxy(t *testing.T) {
	for script, want := range map[string]string{"": "", "DIRECT": "", "proxy:8080": "proxy:8080", "PROXY proxy:8080; DIRECT": "proxy:8080",
		"http://proxy:8080;other:1": "proxy:8080", "HTTP proxy:1": "proxy:1", "SOCKS proxy:1080": "", "DIRECT; PROXY a:1": "", ";": "", "a b c": ""} {
		if got := firstProxy(script); got != want {
			t.Errorf("%q gives %q", script, got)
		}
	}
}

func ask(t *testing.T, p *proxies, ctx context.Context, address string) (string, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	proxy, err := p.proxyFor(request)
	if proxy == nil {
		return "", err
	}
	return proxy.String(), err
}

// settings is a system whose settings a test chooses.
func settings(read func() systemProxies) *proxies {
	return &proxies{system: await(read), byScript: make(map[string]*awaited[scriptAnswer])}
}

func TestProxyScript(t *testing.T) {
	var asked atomic.Int32
	p := settings(func() systemProxies {
		return systemProxies{script: "auto", fixed: httpproxy.Config{HTTPSProxy: "http://fixed:1"},
			runScript: func(address string) (string, error) {
				asked.Add(1)
				switch {
				case strings.Contains(address, "user"):
					t.Errorf("the script was told %q", address)
				case strings.Contains(address, "login"):
					return "script:2", nil
				case strings.Contains(address, "broken"):
					return "", errors.New("broken")
				}
				return "", nil
			}}
	})
	for address, want := range map[string]string{"https://login.microsoftonline.com/user": "http://script:2",
		"https://broken.example/": "http://fixed:1", "https://outlook.office365.com/": "http://fixed:1", "https://localhost:1/": "",
		"https://127.0.0.9/": "", "https://[::1]:8/": ""} {
		for range 3 {
			if got, err := ask(t, p, context.Background(), address); got != want || err != nil {
				t.Errorf("%s goes through %q, %v", address, got, err)
			}
		}
	}
	if asked.Load() != 3 {
		t.Errorf("the script was asked %d times for three hosts", asked.Load())
	}
}

// A system that does not say what it is set to holds nobody up: not who cancels, and not who waits either.
func TestSlowSettings(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	p := settings(func() systemProxies { <-release; return systemProxies{} })
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(10*time.Millisecond, cancel)
	started := time.Now()
	if _, err := ask(t, p, ctx, "https://outlook.office365.com/"); !errors.Is(err, context.Canceled) || time.Since(started) > time.Second {
		t.Errorf("%v after %s", err, time.Since(started))
	}
	if got, err := ask(t, p, context.Background(), "https://outlook.office365.com/"); got != "" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

// A script that cannot be run here is named when the direct way fails.
func TestScriptNotRun(t *testing.T) {
	p := settings(func() systemProxies { return systemProxies{script: "http://pac.contoso.net/proxy.pac"} })
	if got, err := ask(t, p, context.Background(), "https://outlook.office365.com/"); got != "" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	err := p.explain(context.DeadlineExceeded)
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "proxy script") {
		t.Errorf("%v", err)
	}
	a := &asker{now: time.Now, clock: new(clock)}
	if f, ok := a.failed(answer{host: "outlook.office365.com", err: err}); !ok || f.cause != "network.unreachable" ||
		!strings.Contains(f.evidence, "proxy script") {
		t.Errorf("%+v", f)
	}
	var named *scriptNotRun
	if errors.As(settings(func() systemProxies { return systemProxies{} }).explain(context.Canceled), &named) {
		t.Error("a script is named where there is none")
	}
}

// What the system prints is really read: this computer's own settings, whatever they are, end in time.
func TestThisComputersSettings(t *testing.T) {
	started := time.Now()
	found := readSystemProxies()
	if took := time.Since(started); took > systemLimit+time.Second {
		t.Errorf("took %s: %+v", took, found)
	}
	if got := printedBy("no-such-program-anywhere"); got != "" {
		t.Errorf("%q", got)
	}
}

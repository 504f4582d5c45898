package probe

import (
	"strings"
	"sync"

	"github.com/mattn/go-ieproxy"
	"golang.org/x/net/http/httpproxy"
)

// reading is held while go-ieproxy reads the settings anew: it keeps them in a variable of its own.
var reading = sync.OnceValue(func() *sync.Mutex { return new(sync.Mutex) })

// readSystemProxies reads the settings of Windows: those of the user, else those of WinHTTP, else the registry.
func readSystemProxies() systemProxies {
	reading().Lock()
	settings := ieproxy.ReloadConf()
	reading().Unlock()
	var found systemProxies
	if settings.Static.Active {
		found.fixed = windowsProxies(settings.Static.Protocols, settings.Static.NoProxy)
	}
	if settings.Automatic.Active {
		found.script = settings.Automatic.PreConfiguredURL
		if found.script == "" {
			found.script = "auto"
		}
		found.runScript = func(address string) (string, error) {
			return firstProxy(settings.Automatic.FindProxyForURL(address)), nil
		}
	}
	return found
}

// windowsProxies takes the protocols "http" and "https", or "" for all of them.
func windowsProxies(byProtocol map[string]string, exceptions string) httpproxy.Config {
	of := func(protocol string) string {
		if proxy, ok := byProtocol[protocol]; ok {
			return proxy
		}
		return byProtocol[""]
	}
	// "<local>" means names without a dot. No server that is asked here has one.
	return httpproxy.Config{HTTPProxy: of("http"), HTTPSProxy: of("https"),
		NoProxy: strings.ReplaceAll(exceptions, "<local>", "")}
}

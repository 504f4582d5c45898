package probe

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"synchelper/diagnose"
)

// mayAsk says whether a server that another server named may be asked: one that a mail server on the internet could
// be. Everything else is how a hostile server would reach into the user's own network: other schemes and ports, user
// names, numbers of private networks, names that only mean something at home. In a simulation it is the other way
// round, and nothing but this computer may be asked.
//
// A name that leads to a private network is let through: inside a company its mail server is often found so.
func (a *asker) mayAsk(to *url.URL) bool {
	if to.Scheme != "https" || to.User != nil || to.Opaque != "" {
		return false
	}
	host := to.Hostname()
	if a.simulated() {
		return isLoopbackHost(host)
	}
	if port := to.Port(); port != "" && port != "443" {
		return false
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		ip = ip.Unmap()
		return ip.IsGlobalUnicast() && !ip.IsPrivate()
	}
	return isPublicName(strings.ToLower(host))
}

// isPublicName says whether a name can be that of a server on the internet. A name that ends in digits is a number in
// disguise (WHATWG URL §3.5): "127.1" and "0x7f.1" lead to this computer.
func isPublicName(host string) bool {
	host = strings.TrimSuffix(host, ".")
	last := host[strings.LastIndexByte(host, '.')+1:]
	numeric := last != "" && (last[0] >= '0' && last[0] <= '9')
	// RFC 6761, RFC 6762, RFC 8375 and ICANN's reservation of "internal".
	private := []string{"localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "invalid",
		"test", "onion", "arpa"}
	return isHostName(host) && strings.Contains(host, ".") && !numeric && !slices.Contains(private, last)
}

func (a *asker) simulated() bool {
	return slices.ContainsFunc(a.clouds, func(c diagnose.Cloud) bool { return c.Simulated })
}

// hostOf is the host of a URL as the tables of clouds write it.
func hostOf(u *url.URL) string { return strings.TrimSuffix(strings.ToLower(u.Host), ":443") }

// isMicrosofts says whether a host is Microsoft's, or stands for one in the simulated company.
func (a *asker) isMicrosofts(host string) bool {
	return diagnose.IsMicrosofts(host) || slices.ContainsFunc(a.clouds, func(c diagnose.Cloud) bool {
		return c.HoldsMail(host) || c.ShowsSignIn(host)
	})
}

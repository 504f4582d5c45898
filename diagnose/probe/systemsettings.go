package probe

import (
	"context"
	"net"
	"os/exec"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// printedBy returns what a program of the system prints; "" when it is not there or takes too long.
func printedBy(program string, arguments ...string) string {
	ctx, cancel := context.WithTimeout(context.Background(), systemLimit)
	defer cancel()
	out, err := exec.CommandContext(ctx, program, arguments...).Output()
	if err != nil || len(out) > maxBody {
		return ""
	}
	return string(out)
}

// scutilProxies reads what "scutil --proxy" prints: a dictionary with lines "HTTPSProxy : proxy.contoso.com" and one
// array, ExceptionsList, with lines "0 : *.local".
func scutilProxies(printed string) systemProxies {
	values := make(map[string]string)
	var exceptions []string
	inArray := false
	for line := range strings.Lines(printed) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), " : ")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch {
		case !ok:
			inArray = false
		case strings.HasPrefix(value, "<array>"):
			inArray = key == "ExceptionsList"
		case inArray:
			exceptions = append(exceptions, value)
		case !strings.HasPrefix(value, "<"):
			values[key] = value
		}
	}
	proxy := func(protocol string) string {
		if values[protocol+"Enable"] != "1" {
			return ""
		}
		return hostPort(values[protocol+"Proxy"], values[protocol+"Port"])
	}
	found := systemProxies{fixed: httpproxy.Config{HTTPProxy: proxy("HTTP"), HTTPSProxy: proxy("HTTPS"),
		NoProxy: strings.Join(exceptions, ",")}}
	switch {
	case values["ProxyAutoConfigEnable"] == "1":
		found.script = values["ProxyAutoConfigURLString"]
	case values["ProxyAutoDiscoveryEnable"] == "1" && found.fixed.HTTPSProxy == "":
		found.script = "auto"
	}
	return found
}

// gnomeProxies reads what "gsettings list-recursively org.gnome.system.proxy" prints: lines of schema, key and value.
func gnomeProxies(printed string) systemProxies {
	values := make(map[string]string)
	for line := range strings.Lines(printed) {
		fields := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(fields) == 3 {
			values[strings.TrimPrefix(fields[0], "org.gnome.system.proxy")+"."+fields[1]] = strings.Trim(fields[2], "'")
		}
	}
	switch values[".mode"] {
	case "manual":
		exceptions := strings.NewReplacer("[", "", "]", "", "'", "", " ", "", "@as", "").Replace(values[".ignore-hosts"])
		return systemProxies{fixed: httpproxy.Config{NoProxy: exceptions,
			HTTPProxy:  hostPort(values[".http.host"], values[".http.port"]),
			HTTPSProxy: hostPort(values[".https.host"], values[".https.port"])}}
	case "auto":
		if script := values[".autoconfig-url"]; script != "" {
			return systemProxies{script: script}
		}
		return systemProxies{script: "auto"}
	}
	return systemProxies{}
}

func hostPort(host, port string) string {
	if host == "" {
		return ""
	}
	if port == "" || port == "0" {
		return host
	}
	return net.JoinHostPort(host, port)
}

// firstProxy takes the first proxy out of what a proxy script returns: "host:port", "PROXY host:port; DIRECT" or
// "DIRECT". A SOCKS proxy is not taken: "" then means direct.
func firstProxy(script string) string {
	first, _, _ := strings.Cut(script, ";")
	fields := strings.Fields(first)
	switch {
	case len(fields) == 1 && !strings.EqualFold(fields[0], "DIRECT"):
		return strings.TrimPrefix(fields[0], "http://")
	case len(fields) == 2 && (strings.EqualFold(fields[0], "PROXY") || strings.EqualFold(fields[0], "HTTP")):
		return fields[1]
	}
	return ""
}

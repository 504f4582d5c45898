package probe

// readSystemProxies reads the settings of macOS. scutil prints what CFNetworkCopySystemProxySettings returns, and
// needs no cgo; a proxy script it only names.
func readSystemProxies() systemProxies {
	return scutilProxies(printedBy("/usr/sbin/scutil", "--proxy"))
}

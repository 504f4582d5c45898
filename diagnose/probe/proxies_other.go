//go:build !windows && !darwin

package probe

import "os"

// readSystemProxies reads the settings of GNOME, which Cinnamon, Budgie and others keep too. Without a desktop there
// are none, and gsettings is not started.
func readSystemProxies() systemProxies {
	if os.Getenv("XDG_CURRENT_DESKTOP") == "" {
		return systemProxies{}
	}
	return gnomeProxies(printedBy("gsettings", "list-recursively", "org.gnome.system.proxy"))
}

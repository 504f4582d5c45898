package signin

// Program is a browser of the family that can be watched: Edge, Chrome, Chromium or Brave.
type Program struct {
	Name string // as people call it: "Microsoft Edge"
	Path string
	// Forbidden names the policy of this computer that forbids to watch it; empty where none does. Policies that come from
	// the vendor's cloud are not seen here: then Show reports ErrForbidden or ErrStart.
	Forbidden string
}

// FindPrograms finds the browsers of the family on this computer, each once, the one that Windows brings first.
func FindPrograms() []Program {
	var found []Program
	for _, f := range families() {
		if path := f.find(); path != "" {
			found = append(found, Program{Name: f.name, Path: path, Forbidden: f.forbidden()})
		}
	}
	return found
}

// Policies that forbid to watch a browser, by the names and values that all four makers use
// (https://chromeenterprise.google/policies/#RemoteDebuggingAllowed,
// https://learn.microsoft.com/deployedge/microsoft-edge-policies/remotedebuggingallowed and …/developertoolsavailability:
// "also applies to direct Chrome DevTools Protocol connections").
const (
	remoteDebuggingAllowed     = "RemoteDebuggingAllowed"     // false forbids
	developerToolsAvailability = "DeveloperToolsAvailability" // 2 forbids
	developerToolsDisabled     = "DeveloperToolsDisabled"     // true forbids; the older name
	// developerToolsBlocklist lists hosts; whether ours is among them shows when it is opened.
	developerToolsBlocklist = "DeveloperToolsAvailabilityBlocklist"
)

// forbiddenBy names the first policy that forbids. value gives a policy's value, 0 and 1 for false and true; false where
// it is not set.
func forbiddenBy(value func(policy string) (int, bool)) string {
	if v, set := value(remoteDebuggingAllowed); set && v == 0 {
		return remoteDebuggingAllowed
	}
	if v, set := value(developerToolsAvailability); set && v == 2 {
		return developerToolsAvailability
	}
	if v, set := value(developerToolsDisabled); set && v == 1 {
		return developerToolsDisabled
	}
	return ""
}

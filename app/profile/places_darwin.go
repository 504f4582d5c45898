package profile

// What a configuration profile sets stands in managed, what an installer has put there in support.
const (
	managed = "/Library/Managed Preferences/org.synchelper.app.plist"
	support = "/Library/Application Support/SyncHelper"
)

// places are the managed preferences, then a file beside what installers put there.
func places() []place {
	g := guard{root: "/"}
	return []place{{name: managed, read: func() (found, error) {
		raw, err := g.read(managed, mostBytes)
		if err != nil {
			return found{}, err
		}
		raw, err = jsonOf(raw)
		return found{raw: raw, logo: logoIn(g, support)}, err
	}}, fileIn(g, support)}
}

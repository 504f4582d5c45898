package profile

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"github.com/micromdm/plist"
)

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

// jsonOf writes a property list as the JSON that stands for the same. What a configuration profile says of itself
// (PayloadUUID and the like) is no setting.
func jsonOf(raw []byte) ([]byte, error) {
	var set map[string]any
	if err := plist.Unmarshal(raw, &set); err != nil {
		return nil, &Problem{Kind: KindSyntax, Got: visible(err.Error())}
	}
	maps.DeleteFunc(set, func(key string, _ any) bool { return strings.HasPrefix(key, "Payload") })
	written, err := json.MarshalIndent(set, "", " ")
	if err != nil {
		return nil, fmt.Errorf("managed preferences: %w", err)
	}
	return written, nil
}

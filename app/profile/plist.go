package profile

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"github.com/micromdm/plist"
)

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

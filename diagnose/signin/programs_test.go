package signin

import (
	"strings"
	"testing"
)

func TestForbiddenBy(t *testing.T) {
	for name, c := range map[string]struct {
		values map[string]int
		want   string
	}{
		"no policy":                {nil, ""},
		"watching is allowed":      {map[string]int{"RemoteDebuggingAllowed": 1}, ""},
		"watching is forbidden":    {map[string]int{"RemoteDebuggingAllowed": 0}, "RemoteDebuggingAllowed"},
		"tools not for extensions": {map[string]int{"DeveloperToolsAvailability": 0}, ""},
		"tools allowed":            {map[string]int{"DeveloperToolsAvailability": 1}, ""},
		"tools forbidden":          {map[string]int{"DeveloperToolsAvailability": 2}, "DeveloperToolsAvailability"},
		"tools off, the old way":   {map[string]int{"DeveloperToolsDisabled": 1}, "DeveloperToolsDisabled"},
	} {
		got := forbiddenBy(func(policy string) (int, bool) { v, set := c.values[policy]; return v, set })
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestEveryProgramIsFoundOnce(t *testing.T) {
	names := map[string]bool{}
	for _, p := range FindPrograms() {
		if p.Name == "" || p.Path == "" || names[p.Name] || strings.Contains(p.Path, "/snap/") {
			t.Errorf("found %+v", p)
		}
		names[p.Name] = true
	}
}

package signin

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// family is one maker's browser on Linux.
type family struct {
	name     string
	commands []string // in PATH, or whole
	policies []string // folders of the maker's managed policies
}

func families() []family {
	return []family{
		{"Microsoft Edge", []string{"microsoft-edge", "microsoft-edge-stable", "/opt/microsoft/msedge/msedge"},
			[]string{"/etc/opt/edge/policies/managed"}},
		{"Google Chrome", []string{"google-chrome", "google-chrome-stable", "/opt/google/chrome/chrome"},
			[]string{"/etc/opt/chrome/policies/managed"}},
		{"Chromium", []string{"chromium", "chromium-browser"},
			[]string{"/etc/chromium/policies/managed", "/etc/chromium-browser/policies/managed"}},
		{"Brave", []string{"brave-browser", "brave-browser-stable", "brave", "/opt/brave.com/brave/brave"},
			[]string{"/etc/brave/policies/managed"}},
	}
}

func (f family) find() string {
	for _, command := range f.commands {
		if path, err := exec.LookPath(command); err == nil && !isSnap(path) {
			return path
		}
	}
	return ""
}

// isSnap says whether a command is a snap, or the script with which Ubuntu starts one. A snap sees neither our folder nor
// its TMPDIR, so it cannot be watched.
func isSnap(path string) bool {
	whole, err := filepath.EvalSymlinks(path)
	if err != nil || filepath.Base(whole) == "snap" || strings.HasPrefix(path, "/snap/") {
		return true
	}
	script, err := os.Open(whole)
	if err != nil {
		return true
	}
	defer func() { _ = script.Close() }()
	begin := make([]byte, 4<<10)
	n, _ := script.Read(begin) // nothing to read: no script
	return bytes.HasPrefix(begin[:n], []byte("#!")) && bytes.Contains(begin[:n], []byte("/snap/bin/"))
}

// policyFileLimit caps what is read of one policy file; real ones have a few thousand bytes.
const policyFileLimit = 1 << 20

func (f family) forbidden() string {
	for _, folder := range f.policies {
		files, _ := filepath.Glob(filepath.Join(folder, "*.json")) // sorted; the pattern is well formed
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil || len(text) > policyFileLimit {
				continue
			}
			if policy := forbiddenBy(policyIn(text)); policy != "" {
				return policy
			}
		}
	}
	return ""
}

var policyValue = regexp.MustCompile(`"(\w+)"\s*:\s*(true|false|\d{1,9})`)

// policyIn reads values out of a policy file. Chromium takes comments and commas at the end there, which JSON does not
// know, so it is not read as JSON.
func policyIn(text []byte) func(string) (int, bool) {
	values := map[string]int{}
	for _, found := range policyValue.FindAllSubmatch(text, -1) {
		number, err := strconv.Atoi(string(found[2]))
		if err != nil && string(found[2]) == "true" {
			number = 1
		}
		values[string(found[1])] = number
	}
	return func(policy string) (int, bool) {
		v, set := values[policy]
		return v, set
	}
}

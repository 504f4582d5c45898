package signin

import (
	"context"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// family is one maker's browser on macOS.
type family struct {
	name   string // also the app's
	domain string // of its preferences
}

func families() []family {
	return []family{{"Microsoft Edge", "com.microsoft.Edge"}, {"Google Chrome", "com.google.Chrome"},
		{"Chromium", "org.chromium.Chromium"}, {"Brave Browser", "com.brave.Browser"}}
}

func (f family) find() string {
	places := []string{"/Applications"}
	if home, err := os.UserHomeDir(); err == nil {
		places = append(places, filepath.Join(home, "Applications"))
	}
	for _, place := range places {
		path := filepath.Join(place, f.name+".app", "Contents", "MacOS", f.name)
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path
		}
	}
	return ""
}

// managed is where macOS puts the preferences that a management profile sets, for all and for one user.
const managed = "/Library/Managed Preferences"

func (f family) forbidden() string {
	folders := []string{managed}
	if me, err := user.Current(); err == nil {
		folders = append(folders, filepath.Join(managed, me.Username))
	}
	for _, folder := range folders {
		file := filepath.Join(folder, f.domain+".plist")
		if _, err := os.Stat(file); err != nil {
			continue
		}
		if policy := forbiddenBy(func(policy string) (int, bool) { return preference(file, policy) }); policy != "" {
			return policy
		}
	}
	return ""
}

// defaultsLimit is for /usr/bin/defaults, which reads both forms of property lists and needs milliseconds.
const defaultsLimit = 3 * time.Second

func preference(file, policy string) (int, bool) {
	ctx, cancel := context.WithTimeout(context.Background(), defaultsLimit)
	defer cancel()
	out, err := exec.CommandContext(ctx, "/usr/bin/defaults", "read", strings.TrimSuffix(file, ".plist"), policy).Output()
	if err != nil {
		return 0, false // not set
	}
	value, err := strconv.Atoi(strings.TrimSpace(string(out))) // booleans are printed as 0 and 1
	return value, err == nil
}

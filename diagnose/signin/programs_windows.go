package signin

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows/registry"
)

// family is one maker's browser on Windows.
type family struct {
	name     string
	exe      string // its name under App Paths; empty where it has none of its own
	place    string // below Program Files or the user's own programs
	policies string // below SOFTWARE\Policies
}

func families() []family {
	return []family{
		{"Microsoft Edge", "msedge.exe", `Microsoft\Edge\Application\msedge.exe`, `Microsoft\Edge`},
		{"Google Chrome", "chrome.exe", `Google\Chrome\Application\chrome.exe`, `Google\Chrome`},
		{"Chromium", "", `Chromium\Application\chrome.exe`, `Chromium`},
		{"Brave", "brave.exe", `BraveSoftware\Brave-Browser\Application\brave.exe`, `BraveSoftware\Brave`},
	}
}

const appPaths = `SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\`

// both are the hives that count, the user's first.
func both() []registry.Key { return []registry.Key{registry.CURRENT_USER, registry.LOCAL_MACHINE} }

func (f family) find() string {
	var places []string
	for _, hive := range both() {
		if path := registered(hive, f.exe); path != "" {
			places = append(places, path)
		}
	}
	for _, name := range []string{"ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "LocalAppData"} {
		if folder := os.Getenv(name); folder != "" {
			places = append(places, filepath.Join(folder, f.place))
		}
	}
	for _, path := range places {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
}

// registered is the path that a browser's set-up wrote under App Paths; empty where there is none.
func registered(hive registry.Key, exe string) string {
	if exe == "" {
		return ""
	}
	key, err := registry.OpenKey(hive, appPaths+exe, registry.QUERY_VALUE)
	if err != nil {
		return ""
	}
	defer key.Close()
	path, _, err := key.GetStringValue("")
	if err != nil {
		return ""
	}
	path = strings.Trim(path, `"`)
	if !strings.EqualFold(filepath.Base(path), exe) || !filepath.IsAbs(path) {
		return ""
	}
	return path
}

func (f family) forbidden() string {
	for _, hive := range both() {
		key, err := registry.OpenKey(hive, `SOFTWARE\Policies\`+f.policies, registry.QUERY_VALUE)
		if err != nil {
			continue
		}
		policy := forbiddenBy(func(name string) (int, bool) {
			value, _, err := key.GetIntegerValue(name)
			return int(value), err == nil
		})
		_ = key.Close()
		if policy != "" {
			return policy
		}
	}
	return ""
}

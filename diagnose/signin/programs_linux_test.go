package signin

import (
	"os"
	"path/filepath"
	"testing"
)

// executable writes a program into a folder.
func executable(t *testing.T, folder, name, text string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFindsProgramsInPath(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PATH", folder)
	want := map[string]string{}
	for name, command := range map[string]string{"Microsoft Edge": "microsoft-edge-stable", "Google Chrome": "google-chrome",
		"Chromium": "chromium", "Brave": "brave-browser"} {
		want[name] = executable(t, folder, command, "#!/bin/sh\nexec /usr/lib/browser/browser\n")
	}
	for i, p := range FindPrograms() {
		if p.Path != want[p.Name] {
			t.Errorf("found %+v, want it at %q", p, want[p.Name])
		}
		if i == 0 && p.Name != "Microsoft Edge" {
			t.Errorf("%s comes first", p.Name)
		}
		delete(want, p.Name)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

func TestASnapIsNotWatched(t *testing.T) {
	folder := t.TempDir()
	snap := executable(t, folder, "snap", "\x7fELF")
	link := filepath.Join(folder, "chromium")
	if err := os.Symlink(snap, link); err != nil {
		t.Fatal(err)
	}
	starter := executable(t, folder, "chromium-browser", "#!/bin/sh\nexec /snap/bin/chromium \"$@\"\n")
	binary := executable(t, folder, "chrome", "\x7fELF /snap/bin/ as a word in a program")
	for path, want := range map[string]bool{link: true, starter: true, binary: false, filepath.Join(folder, "none"): true} {
		if got := isSnap(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

func TestPolicyFiles(t *testing.T) {
	for text, want := range map[string]string{
		`{"RemoteDebuggingAllowed": false}`:                                "RemoteDebuggingAllowed",
		"{\n// a comment\n\"RemoteDebuggingAllowed\" :false,\n}":           "RemoteDebuggingAllowed",
		`{"HomepageLocation": "x", "DeveloperToolsAvailability": 2}`:       "DeveloperToolsAvailability",
		`{"DeveloperToolsAvailability": 1, "RemoteDebuggingAllowed":true}`: "",
		`{"DeveloperToolsDisabled": true}`:                                 "DeveloperToolsDisabled",
		`not JSON`:                                                         "", ``: "",
	} {
		folder := t.TempDir()
		executable(t, folder, "a.json", `{"HomepageLocation": "https://contoso.com"}`)
		executable(t, folder, "b.json", text)
		if got := (family{policies: []string{folder, "/nowhere"}}).forbidden(); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

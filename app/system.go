package main

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// errNoDisplay is what a computer without a screen is told; the terminal twin does the same work there.
var errNoDisplay = errors.New("no display was found. synchelper-cli does the same in the terminal: synchelper-cli --help")

// displayable says early, and in a sentence, what the graphics library would say late and in a stack trace.
func displayable() error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return errNoDisplay
	}
	return nil
}

// systemLocale returns the locale of the system's settings. Where it is C or POSIX, Fyne's own words are told to be
// English: it would log an error otherwise.
func systemLocale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := os.Getenv(name)
		if value == "" {
			continue
		}
		base, _, _ := strings.Cut(value, ".")
		if base == "C" || base == "POSIX" {
			_ = os.Setenv(name, "en_US.UTF-8")
			return "en"
		}
		return value
	}
	return ""
}

// documentsDir is where reports go unless the person chooses another folder: Documents, else the desktop, else home.
func documentsDir() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return os.TempDir()
	}
	for _, dir := range []string{xdgDocuments(home), filepath.Join(home, "Documents"), filepath.Join(home, "Desktop")} {
		if info, err := os.Stat(dir); dir != "" && err == nil && info.IsDir() {
			return dir
		}
	}
	return home
}

// xdgDocuments reads the folder's name in the person's language, as xdg-user-dirs keeps it; empty where it does not.
func xdgDocuments(home string) string {
	config, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	file, err := os.Open(filepath.Join(config, "user-dirs.dirs"))
	if err != nil {
		return ""
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), "XDG_DOCUMENTS_DIR="); ok {
			return strings.Replace(strings.Trim(value, `"`), "$HOME", home, 1)
		}
	}
	return ""
}

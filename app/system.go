package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"fyne.io/fyne/v2/lang"

	"synchelper/app/session"
	"synchelper/diagnose/wording"
)

// windowless watches what Fyne logs. Where no window can be made (no display, no OpenGL in a remote desktop or virtual
// machine) Fyne logs that and ends the program; before it does, the person is told the way out.
type windowless struct {
	log  io.Writer
	tell func()
}

// Write passes the log on.
func (w windowless) Write(p []byte) (int, error) {
	n, err := w.log.Write(p)
	for _, sign := range []string{"window creation error", "Failed to initialise GLFW", "failed to initialise GLFW",
		"Failed to initialise OpenGL"} {
		if bytes.Contains(p, []byte(sign)) {
			w.tell()
		}
	}
	return n, err
}

// tellNoWindow says in the person's language that synchelper-cli does the same work in the terminal.
func tellNoWindow(locale string) {
	if text := inWords(locale, "ui.problem.no_window"); text != "" {
		tell(text)
	}
}

// inWords is a sentence in the person's language; empty where its words cannot be loaded, which means a broken build.
func inWords(locale, id string) string {
	words, err := wording.New(wording.Match(locale))
	if err != nil {
		return ""
	}
	return words.Text(id)
}

// opener starts the program for an address. Fyne's own waits for an answer on Windows and macOS; on Linux it does not, and
// there a mail program that is missing would never be noticed.
func opener(other func(*url.URL) error) func(context.Context, *url.URL) error {
	return func(ctx context.Context, target *url.URL) error {
		if runtime.GOOS == "linux" {
			return session.StartAndSee(ctx, "xdg-open", target.String())
		}
		return other(target)
	}
}

// hasDisplay says early what the graphics library would say late.
func hasDisplay() bool {
	return runtime.GOOS != "linux" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// systemLocale returns the locale that the variables name, else that of the system's settings: on Windows and macOS a
// window is started without any. On Linux Fyne is not asked, because it logs an error for C.UTF-8.
func systemLocale() string {
	named := cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))
	if named != "" || runtime.GOOS == "linux" {
		return named
	}
	return string(lang.SystemLocale())
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
	defer func() { _ = file.Close() }()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), "XDG_DOCUMENTS_DIR="); ok {
			return strings.Replace(strings.Trim(value, `"`), "$HOME", home, 1)
		}
	}
	return ""
}

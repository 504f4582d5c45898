// Command synchelper is the window: for people whose iPhone gets no mail from Microsoft 365. This package starts things
// and wires them, nothing else.
package main

import (
	"crypto/rand"
	"errors"
	"log"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/app/ui"
	"synchelper/assets"
)

// The first size of the window in points: a page that shows all cards on a laptop's screen.
const (
	firstWidth  = 720
	firstHeight = 760
)

var errNoWindow = errors.New("no window can be made on this computer")

func main() {
	// The one thing that can be asked for. What a desktop adds by itself is none of it, such as a Mac's -psn_….
	demo := slices.ContainsFunc(os.Args[1:], func(arg string) bool { return arg == "--demo" || arg == "-demo" })
	if err := run(demo); err != nil {
		if !errors.Is(err, errNoWindow) { // which was told already
			tell(err.Error())
		}
		os.Exit(1)
	}
}

func run(demo bool) error {
	locale := systemLocale()
	noWindow := sync.OnceFunc(func() { tellNoWindow(locale) })
	if !hasDisplay() {
		noWindow()
		return errNoWindow
	}
	if demo && simulator() == nil {
		return errors.New(inWords(locale, "ui.problem.without_demo"))
	}
	log.SetOutput(windowless{log: os.Stderr, tell: noWindow})
	icon := fyne.NewStaticResource("icon.png", assets.Icon)
	app.SetMetadata(metadata(icon))
	a := app.NewWithID(appID)
	a.SetIcon(icon)
	window := a.NewWindow(appName)

	var view *ui.View
	run, err := session.New(session.Options{
		Dir: settingsDir(), Online: true, Profile: profile.Load(), Scratch: scratchDir(), SaveIn: documentsDir(), Locale: locale,
		Now: time.Now, Random: rand.Reader, Simulate: simulator(), OpenURL: opener(a.OpenURL),
		Emit: func(s session.State) { fyne.Do(func() { view.Draw(s) }) },
	})
	if err != nil {
		return err
	}
	view = ui.New(window, run, ui.Outside{Clipboard: a.Clipboard(), SetTheme: a.Settings().SetTheme, Version: appVersion})
	run.Begin(demo)
	window.Resize(fyne.NewSize(firstWidth, firstHeight))
	window.ShowAndRun()
	run.Close()
	return nil
}

// settingsDir is where settings and the open case are kept; empty where the system names no place, and nothing is kept.
func settingsDir() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, appName)
}

// scratchDir is where a watched browser keeps what it needs while it is open; empty where the system names no place.
func scratchDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, appName)
}

package ui

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/app/simulated"
	"synchelper/diagnose/signin"
)

// desk is a window with a real session behind it, on fixed time and randomness, and a clipboard of its own.
type desk struct {
	t         testing.TB
	session   *session.Session
	view      *View
	window    fyne.Window
	clipboard fyne.Clipboard
	states    chan session.State // what the session has handed out and nobody has drawn yet
	opened    chan string        // addresses that other programs were started with
	refuse    error              // what starting another program answers
}

// morning is a Monday.
var morning = time.Date(2026, time.November, 23, 9, 12, 0, 0, time.FixedZone("CET", 3600))

type options struct {
	language string
	look     session.Look
	size     session.TextSize
	width    float32
	height   float32
	dir      string
	saveIn   string
	app      fyne.App         // nil: one of its own
	programs []signin.Program // browsers; none: the simulated person signs in
	own      []string         // domains that the organisation names
}

func newDesk(t testing.TB, o options) *desk {
	t.Helper()
	app := o.app
	if app == nil {
		app = test.NewTempApp(t)
	}
	setTheme := func(theme fyne.Theme) {
		if app.Settings().Theme() != theme { // setting one throws away every measured letter
			app.Settings().SetTheme(theme)
		}
	}
	d := &desk{t: t, window: test.NewTempWindow(t, nil), clipboard: test.NewClipboard(),
		states: make(chan session.State, 100), opened: make(chan string, 10)}
	if o.dir == "" {
		o.dir = t.TempDir()
	}
	kept, err := json.Marshal(session.Settings{Language: o.language, Look: o.look, TextSize: o.size})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(o.dir, "settings.json"), kept, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := session.New(session.Options{Dir: o.dir, SaveIn: o.saveIn, Locale: o.language, Profile: profile.Profile{Domains: o.own},
		Now: func() time.Time { return morning }, Random: &counter{},
		Programs: func() []signin.Program { return o.programs },
		Simulate: func(id string, now func() time.Time) (session.Company, error) { return simulated.Start(id, now) },
		OpenURL: func(_ context.Context, u *url.URL) error {
			d.opened <- u.String()
			return d.refuse
		},
		Emit: func(s session.State) { d.states <- s }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	d.session = s
	d.view = New(d.window, s, Outside{Clipboard: d.clipboard, SetTheme: setTheme, Version: "0.1.0"})
	d.window.Resize(fyne.NewSize(o.width, o.height))
	s.Begin(false)
	d.draw()
	return d
}

// draw draws what the session has handed out, as main does on the one goroutine that may.
func (d *desk) draw() {
	for {
		select {
		case s := <-d.states:
			d.view.Draw(s)
		default:
			return
		}
	}
}

// await draws what a goroutine of the session hands out until it is what the test waits for; that may have been drawn
// before.
func (d *desk) await(there func(session.State) bool) {
	for !there(d.view.state) {
		d.view.Draw(<-d.states)
	}
}

// counter stands for randomness that is the same every time.
type counter struct{ n byte }

func (c *counter) Read(p []byte) (int, error) {
	for i := range p {
		c.n += 7
		p[i] = c.n
	}
	return len(p), nil
}

// tap presses what has these words on it.
func (d *desk) tap(words string) {
	d.t.Helper()
	d.draw()
	target, ok := d.view.targets[words].(fyne.Tappable)
	if !ok {
		d.t.Fatalf("there is nothing to press that says %q; there is: %v", words, d.names())
	}
	test.Tap(target)
	d.draw()
}

func (d *desk) names() []string {
	var names []string
	for name := range d.view.targets {
		names = append(names, name)
	}
	return names
}

func (d *desk) typeInto(words, text string) {
	d.t.Helper()
	d.draw()
	field, ok := d.view.targets[words].(*entry)
	if !ok {
		d.t.Fatalf("there is no field %q; there is: %v", words, d.names())
	}
	test.Type(field, text)
}

// text is everything that can be read in the window, a line each.
func (d *desk) text() string {
	d.draw()
	var all bytes.Buffer
	walk(d.window.Canvas().Content(), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *prose:
			all.WriteString(o.text + "\n")
		case *entry:
			all.WriteString(o.Text + "\n")
		case *fixed:
			all.WriteString(o.Text + "\n")
		}
	})
	return all.String()
}

// walk visits every object that can be seen.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, visit)
		}
	}
}

// playScenario plays a scenario of the demo until its first answer is whole.
func (d *desk) playScenario(id string) {
	d.t.Helper()
	d.session.PlayScenario(id)
	d.await(answered)
}

// answered says whether a result is shown and nobody is asked any more.
func answered(s session.State) bool { return s.Screen == session.ScreenResult && !s.Asking }

// signIn makes sure, with the simulated person where no browser is to open.
func (d *desk) signIn() {
	d.t.Helper()
	d.session.MakeSure()
	d.session.SignIn()
	d.await(func(s session.State) bool { return answered(s) && len(s.Diagnosis.SignIns) > 0 })
}

func (d *desk) ownBrowser() {
	d.t.Helper()
	d.session.MakeSure()
	d.session.OwnBrowser()
	d.await(func(s session.State) bool { return s.Screen == session.ScreenOwnBrowser })
}

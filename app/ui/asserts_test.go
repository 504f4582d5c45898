package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"synchelper/app/session"
)

// assertNothingClipped looks at every line of text: it must lie inside the window and inside what holds it.
func (d *desk) assertNothingClipped(width float32) {
	d.t.Helper()
	driver := fyne.CurrentApp().Driver()
	walk(d.window.Canvas().Content(), func(o fyne.CanvasObject) {
		if c, ok := o.(*code); ok && c.fits() && c.picture.Position().X+c.picture.Size().Width > c.Size().Width+0.5 {
			d.t.Errorf("a code is %.0f wide and has %.0f", c.picture.Size().Width, c.Size().Width)
		}
		p, ok := o.(*prose)
		if !ok {
			return
		}
		at := driver.AbsolutePositionForObject(p)
		if at.X < 0 || at.X+p.Size().Width > width+0.5 {
			d.t.Errorf("%q lies outside the window: x %.0f, width %.0f", p.text, at.X, p.Size().Width)
		}
		if p.MinSize().Height > p.Size().Height+0.5 {
			d.t.Errorf("%q needs a height of %.1f and has %.1f", p.text, p.MinSize().Height, p.Size().Height)
		}
		for _, line := range p.lines {
			if line.MinSize().Width > p.Size().Width+0.5 {
				d.t.Errorf("the line %q is %.1f wide and has %.1f", line.Text, line.MinSize().Width, p.Size().Width)
			}
		}
	})
}

// assertNoPlaceholder finds messages that are missing (their id is shown) or lack a value.
func (d *desk) assertNoPlaceholder() {
	d.t.Helper()
	for _, line := range strings.Split(d.text(), "\n") {
		if strings.Contains(line, "<no value>") || strings.Contains(line, "{{") || strings.HasPrefix(line, "ui.") ||
			strings.HasPrefix(line, "cause.") || strings.HasPrefix(line, "UI.") || strings.HasPrefix(line, "card.") {
			d.t.Errorf("a message is missing or incomplete: %q", line)
		}
	}
}

// drop lets a file fall into the window and waits until the session has looked at it.
func (d *desk) drop(name, content string) {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		d.t.Fatal(err)
	}
	d.draw()
	before := d.view.state.Version
	d.session.Open(path)
	d.await(func(s session.State) bool { return s.Version > before })
}

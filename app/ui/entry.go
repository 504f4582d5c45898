package ui

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pasteLimit is what the box takes by itself; a longer text goes to the session whole, which keeps it out of the box.
const pasteLimit = 16 << 10

// entry is Fyne's entry that lets Tab go on, scrolls into sight, and does not choke on a log of many megabytes.
type entry struct {
	widget.Entry
	label string
	keys  *keyboard
	self  fyne.CanvasObject // the widget as it stands in the window
	paste func(string)      // for what is too long; nil where nothing long is expected
}

func newEntry(label string, keys *keyboard, text string, changed func(string)) *entry {
	e := &entry{label: label, keys: keys}
	e.self = e
	e.ExtendBaseWidget(e)
	e.SetText(text)
	e.OnChanged = changed
	return e
}

func newBox(label string, keys *keyboard, text string, changed func(string)) *entry {
	e := &entry{label: label, keys: keys}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.self = e
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(5)
	e.SetText(text)
	e.OnChanged = changed
	return e
}

// AcceptsTab is false, in a box of many lines too: Tab goes to the next control.
func (e *entry) AcceptsTab() bool { return false }

// FocusGained scrolls the entry into sight.
func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	e.keys.reveal(e.self)
}

// TypedShortcut hands a long text from the clipboard to whoever can keep it.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if p, ok := s.(*fyne.ShortcutPaste); ok && e.paste != nil {
		if text := p.Clipboard.Content(); len(text) > pasteLimit {
			e.paste(text)
			return
		}
	}
	e.Entry.TypedShortcut(s)
}

func (e *entry) focusKey() string { return e.label }

// fixed is a text that can be selected and copied, by mouse and by keyboard, but not changed.
type fixed struct {
	entry
	rows int
}

func newFixed(label string, keys *keyboard, text string) *fixed {
	f := &fixed{entry: entry{label: label, keys: keys}}
	f.MultiLine = true
	f.Wrapping = fyne.TextWrapBreak
	f.Scroll = container.ScrollNone
	f.TextStyle = fyne.TextStyle{Monospace: true}
	f.self = f
	f.ExtendBaseWidget(f)
	f.SetText(text)
	return f
}

// Resize shows as many rows as the text needs at this width.
func (f *fixed) Resize(size fyne.Size) {
	letter := fyne.MeasureText("m", theme.Size(theme.SizeNameText), f.TextStyle).Width
	inner := size.Width - 2*theme.Size(theme.SizeNameInnerPadding) // as Fyne wraps it
	perRow := max(math.Floor(float64(inner/letter)), 1)
	if rows := int(math.Ceil(float64(len(f.Text)) / perRow)); rows != f.rows {
		f.rows = rows
		f.SetMinRowsVisible(rows)
	}
	f.entry.Resize(size)
}

// TypedRune changes nothing.
func (f *fixed) TypedRune(rune) {}

// TypedKey moves the cursor and selects; what would change the text is not passed on.
func (f *fixed) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
	case fyne.KeyEscape:
		f.keys.other(e)
	default:
		f.entry.TypedKey(e)
	}
}

// TypedShortcut copies and selects.
func (f *fixed) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutPaste, *fyne.ShortcutCut, *fyne.ShortcutUndo, *fyne.ShortcutRedo:
	default:
		f.entry.TypedShortcut(s)
	}
}

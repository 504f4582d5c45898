package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	ringRoom  = 3 // kept free around every control for the ring
	ringWidth = 2
)

// control is everything that can be pressed: button, card, row of a fold, option. Mouse, finger and keyboard do the
// same, and what has the keyboard shows it by a ring around it.
type control struct {
	widget.BaseWidget
	label   string // in words; names it, so that the keyboard stays where it was when the screen is drawn anew
	onTap   func()
	keys    *keyboard
	look    look
	content fyne.CanvasObject
	back    *canvas.Rectangle
	ring    *canvas.Rectangle
	focused bool
	hovered bool
}

// look is how a control is drawn behind its content. An empty colour is not drawn.
type look struct {
	fill, hover, stroke fyne.ThemeColorName
	radius, padX, padY  float32
}

// keyboard is what a control that has the keyboard needs of the screen around it.
type keyboard struct {
	reveal func(fyne.CanvasObject) // scrolls until it can be seen
	other  func(*fyne.KeyEvent)    // keys that a control has no use for
}

var (
	_ fyne.Tappable      = (*control)(nil)
	_ fyne.Focusable     = (*control)(nil)
	_ desktop.Hoverable  = (*control)(nil)
	_ desktop.Cursorable = (*control)(nil)
)

func newControl(label string, keys *keyboard, l look, content fyne.CanvasObject, onTap func()) *control {
	c := &control{label: label, onTap: onTap, keys: keys, look: l, content: content,
		back: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent)}
	c.back.CornerRadius, c.ring.CornerRadius = l.radius, l.radius+ringRoom
	c.ExtendBaseWidget(c)
	c.paint()
	return c
}

// Tapped does what the control is for.
func (c *control) Tapped(*fyne.PointEvent) { c.onTap() }

// FocusGained shows the ring and scrolls the control into sight.
func (c *control) FocusGained() {
	c.focused = true
	c.repaint()
	c.keys.reveal(c)
}

// FocusLost hides the ring.
func (c *control) FocusLost() {
	c.focused = false
	c.repaint()
}

// TypedRune does nothing: Space arrives as a key too.
func (c *control) TypedRune(rune) {}

// TypedKey takes Space and Enter for a tap.
func (c *control) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.onTap()
	default:
		c.keys.other(e)
	}
}

// MouseIn shows that the mouse is over the control.
func (c *control) MouseIn(*desktop.MouseEvent) {
	c.hovered = true
	c.repaint()
}

// MouseMoved does nothing.
func (c *control) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (c *control) MouseOut() {
	c.hovered = false
	c.repaint()
}

// Cursor is the hand.
func (c *control) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (c *control) focusKey() string { return c.label }

func (c *control) paint() {
	c.back.FillColor, c.back.StrokeColor, c.back.StrokeWidth = colourOf(c.look.fill), colourOf(c.look.stroke), 0
	if c.look.stroke != "" {
		c.back.StrokeWidth = 1
	}
	if c.hovered && c.look.hover != "" {
		c.back.FillColor = colourOf(c.look.hover)
	}
	c.ring.StrokeWidth = 0
	if c.focused {
		c.ring.StrokeColor, c.ring.StrokeWidth = theme.Color(colourRing), ringWidth
	}
}

func (c *control) repaint() {
	c.paint()
	c.back.Refresh()
	c.ring.Refresh()
}

func colourOf(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return theme.Color(name)
}

// CreateRenderer draws ring, ground and content.
func (c *control) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{
		objects: func() []fyne.CanvasObject { return []fyne.CanvasObject{c.back, c.ring, c.content} },
		min:     c.MinSize,
		layout:  c.arrange,
		refresh: func() {
			c.paint()
			c.content.Refresh()
		},
		again: c,
	}
}

// MinSize is that of the content with the room around it.
func (c *control) MinSize() fyne.Size {
	return c.content.MinSize().AddWidthHeight(2*(c.look.padX+ringRoom), 2*(c.look.padY+ringRoom))
}

// Resize lays out at once: the height of the content follows from the width.
func (c *control) Resize(size fyne.Size) {
	c.BaseWidget.Resize(size)
	c.arrange(size)
}

func (c *control) arrange(size fyne.Size) {
	c.ring.Resize(size)
	c.back.Move(fyne.NewPos(ringRoom, ringRoom))
	c.back.Resize(size.SubtractWidthHeight(2*ringRoom, 2*ringRoom))
	x, y := c.look.padX+ringRoom, c.look.padY+ringRoom
	fit(c.content, max(size.Width-2*x, 0))
	c.content.Move(fyne.NewPos(x, y)) // at the top: controls in one row begin at one height
}

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wideFrom is the width in points from which a page may stand in two columns.
const wideFrom = 900

// page scrolls what is too high for the window. It builds its content when it learns how wide it is, and again when the
// width crosses from one column to two.
type page struct {
	widget.BaseWidget
	build  func(wide bool) fyne.CanvasObject
	scale  float32
	scroll *container.Scroll
	moved  func() // told when another part of the page is seen; nil where nothing is drawn only while it is seen
	wide   bool
	built  bool
}

func newPage(scale float32, build func(wide bool) fyne.CanvasObject) *page {
	p := &page{build: build, scale: scale}
	p.scroll = container.NewVScroll(container.NewWithoutLayout())
	p.scroll.OnScrolled = func(fyne.Position) { p.tellMoved() }
	p.ExtendBaseWidget(p)
	return p
}

// MinSize is small: a page never makes the window grow.
func (p *page) MinSize() fyne.Size { return fyne.NewSize(200, 120) }

// Resize builds the content if need be and gives it the width before anybody asks for its height.
func (p *page) Resize(size fyne.Size) {
	p.BaseWidget.Resize(size)
	wide := size.Width >= wideFrom*p.scale
	if !p.built || wide != p.wide {
		p.built, p.wide = true, wide
		p.scroll.Content = p.build(wide)
	}
	p.scroll.Resize(size)
	p.refit()
}

// refit lays the content out again after a part of it has grown or shrunk.
func (p *page) refit() {
	fit(p.scroll.Content, p.Size().Width)
	p.scroll.Refresh()
	p.tellMoved()
}

func (p *page) tellMoved() {
	if p.moved != nil {
		p.moved()
	}
}

// CreateRenderer draws the scroller.
func (p *page) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.scroll) }

// seen is which part of an object in the containers of the page can be seen, counted from the object's top.
func (p *page) seen(o fyne.CanvasObject) (from, to float32) {
	top, _ := heightOf(p.scroll.Content, o)
	from = p.scroll.Offset.Y - top
	return from, from + p.scroll.Size().Height
}

// heightOf is how far below the top of what holds it an object stands; false where it is not in there.
func heightOf(in, o fyne.CanvasObject) (float32, bool) {
	if in == o {
		return 0, true
	}
	if c, ok := in.(*fyne.Container); ok {
		for _, child := range c.Objects {
			if y, found := heightOf(child, o); found {
				return y + child.Position().Y, true
			}
		}
	}
	return 0, false
}

// reveal scrolls just so far that an object of the page can be seen, with some room around.
func (p *page) reveal(o fyne.CanvasObject) {
	const room = 24
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(p.scroll).Y
	bottom := top + o.Size().Height
	offset := p.scroll.Offset.Y
	switch {
	case top < room:
		offset += top - room
	case bottom > p.scroll.Size().Height-room:
		offset += min(bottom-p.scroll.Size().Height+room, top-room)
	}
	p.scrollTo(offset)
}

func (p *page) scrollTo(y float32) {
	lowest := max(p.scroll.Content.Size().Height-p.scroll.Size().Height, 0)
	p.scroll.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), lowest)))
	p.tellMoved()
}

// typed scrolls by the keys that other programs scroll by; false for any other key.
func (p *page) typed(key fyne.KeyName) bool {
	const line = 48
	high, y := p.scroll.Size().Height, p.scroll.Offset.Y
	switch key {
	case fyne.KeyPageDown:
		p.scrollTo(y + high - line)
	case fyne.KeyPageUp:
		p.scrollTo(y - high + line)
	case fyne.KeyDown:
		p.scrollTo(y + line)
	case fyne.KeyUp:
		p.scrollTo(y - line)
	case fyne.KeyHome:
		p.scrollTo(0)
	case fyne.KeyEnd:
		p.scrollTo(p.scroll.Content.Size().Height)
	default:
		return false
	}
	return true
}

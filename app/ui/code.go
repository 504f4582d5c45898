package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"synchelper/diagnose/consent"
)

const (
	leastModule = 3 // points a module: with fewer a phone's camera has trouble
	mostModule  = 5
)

// code is a QR code, black on white in every theme. Of several contents it takes the first for which there is room, and
// as many whole points a module as fit; where there is too little it says so instead of drawing a code that no camera
// reads.
type code struct {
	widget.BaseWidget
	qrs     []consent.QR // at least one
	shown   int          // which of them
	picture *canvas.Image
	ground  *canvas.Rectangle
	narrow  *prose
	module  int
}

func newCode(narrow string, qrs []consent.QR) *code {
	c := &code{qrs: qrs, module: leastModule, ground: canvas.NewRectangle(color.White),
		narrow: newProse(narrow, theme.SizeNameText, colourMuted, fyne.TextStyle{})}
	c.picture = canvas.NewImageFromImage(qrs[0].Image(1))
	c.picture.ScaleMode = canvas.ImageScalePixels
	c.picture.FillMode = canvas.ImageFillStretch
	c.ExtendBaseWidget(c)
	return c
}

// Resize chooses the content and the size of a module.
func (c *code) Resize(size fyne.Size) {
	c.module = 0
	for i, qr := range c.qrs {
		module := int(size.Width) / qr.Width()
		if module >= leastModule {
			c.show(i)
			c.module = min(module, mostModule)
			break
		}
	}
	fit(c.narrow, size.Width)
	c.BaseWidget.Resize(size)
	c.arrange()
}

func (c *code) show(which int) {
	if which != c.shown {
		c.shown = which
		c.picture.Image = c.qrs[which].Image(1)
		c.picture.Refresh()
	}
}

func (c *code) side() float32 { return float32(c.qrs[c.shown].Width() * c.module) }

func (c *code) fits() bool { return c.module >= leastModule }

func (c *code) arrange() {
	for _, o := range []fyne.CanvasObject{c.picture, c.ground} {
		o.Resize(fyne.NewSquareSize(c.side()))
	}
	c.picture.Hidden, c.ground.Hidden, c.narrow.Hidden = !c.fits(), !c.fits(), c.fits()
}

// MinSize is that of the picture, or of the words where there is no room for it.
func (c *code) MinSize() fyne.Size {
	if !c.fits() {
		return c.narrow.MinSize()
	}
	return fyne.NewSquareSize(c.side())
}

// CreateRenderer draws the picture on white.
func (c *code) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{
		objects: func() []fyne.CanvasObject { return []fyne.CanvasObject{c.ground, c.picture, c.narrow} },
		min:     c.MinSize,
		layout:  func(fyne.Size) { c.arrange() },
		refresh: c.narrow.Refresh,
		again:   c,
	}
}

// codeOf is the code of the first of several links or messages for which there is room; nil where none may or can be
// made.
func (v *View) codeOf(texts ...string) fyne.CanvasObject {
	var qrs []consent.QR
	for _, text := range texts {
		if qr, err := consent.Code(text); err == nil {
			qrs = append(qrs, qr)
		}
	}
	if len(qrs) == 0 {
		return nil
	}
	return newCode(v.t("ui.code.narrow"), qrs)
}

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
	leastModule = 4 // points a module: with fewer a phone's camera has trouble
	mostModule  = 6
)

// code is a QR code, black on white in every theme. It takes as many whole points a module as there is room for; where
// there is too little it says so instead of drawing a code that no camera reads.
type code struct {
	widget.BaseWidget
	qr      consent.QR
	picture *canvas.Image
	ground  *canvas.Rectangle
	narrow  *prose
	module  int
}

func newCode(qr consent.QR, narrow string) *code {
	c := &code{qr: qr, module: leastModule, ground: canvas.NewRectangle(color.White),
		narrow: newProse(narrow, theme.SizeNameText, colourMuted, fyne.TextStyle{})}
	c.picture = canvas.NewImageFromImage(qr.Image(1))
	c.picture.ScaleMode = canvas.ImageScalePixels
	c.picture.FillMode = canvas.ImageFillStretch
	c.ExtendBaseWidget(c)
	return c
}

// Resize chooses the size of a module.
func (c *code) Resize(size fyne.Size) {
	c.module = min(int(size.Width)/c.qr.Width(), mostModule)
	fit(c.narrow, size.Width)
	c.BaseWidget.Resize(size)
	c.arrange()
}

func (c *code) fits() bool { return c.module >= leastModule }

func (c *code) arrange() {
	side := fyne.NewSquareSize(float32(c.qr.Width() * c.module))
	c.picture.Resize(side)
	c.ground.Resize(side)
	c.picture.Hidden, c.ground.Hidden, c.narrow.Hidden = !c.fits(), !c.fits(), c.fits()
}

// MinSize is that of the picture, or of the words where there is no room for it.
func (c *code) MinSize() fyne.Size {
	if !c.fits() {
		return c.narrow.MinSize()
	}
	return fyne.NewSquareSize(float32(c.qr.Width() * c.module))
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

// codeOf is the code of a link or message; nil where none may or can be made.
func (v *View) codeOf(text string, err error) fyne.CanvasObject {
	if err != nil {
		return nil
	}
	qr, err := consent.Code(text)
	if err != nil {
		return nil
	}
	return newCode(qr, v.t("ui.code.narrow"))
}

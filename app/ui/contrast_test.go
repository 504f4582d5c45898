package ui

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"synchelper/app/session"
)

// A line of one point lies half in each of two rows of pixels, and reaches the contrast in neither.
func TestTheEdgeOfAButtonIsSeen(t *testing.T) {
	app := test.NewTempApp(t)
	for _, look := range []session.Look{session.LookLight, session.LookDark} {
		app.Settings().SetTheme(Theme{Look: look})
		window := test.NewTempWindow(t, newControl("", &keyboard{}, buttonLook(), para("Copy"), func() {}))
		window.SetPadded(false)
		window.Resize(fyne.NewSize(200, 60))
		picture, most := window.Canvas().Capture(), 0.0
		x := picture.Bounds().Dx() / 2
		for y := range 10 {
			most = max(most, contrast(picture.At(x, y), colourOf(colourSurface)))
		}
		if most < 3 {
			t.Errorf("%s: the edge has a contrast of %.2f", look, most)
		}
	}
}

// contrast is the contrast ratio of WCAG 2.2.
func contrast(a, b color.Color) float64 {
	bright, dim := luminance(a), luminance(b)
	if bright < dim {
		bright, dim = dim, bright
	}
	return (bright + 0.05) / (dim + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// passing shows that something goes on of which nobody knows how much there is: a part of a line that has moved on
// whenever more was done. Nothing moves by itself.
type passing struct{ place float32 } // from 0 at the left to 1 at the right

func newPassing(done int) fyne.CanvasObject {
	const step, places = 1000, 8 // as often as is told how much was done
	line, part := canvas.NewRectangle(colourOf(colourAccentSoft)), canvas.NewRectangle(colourOf(theme.ColorNamePrimary))
	line.CornerRadius, part.CornerRadius = passingHigh/2, passingHigh/2
	return container.New(passing{place: float32(done/step%places) / (places - 1)}, line, part)
}

const passingHigh = 8

func (p passing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const part = 0.25
	objects[0].Resize(fyne.NewSize(size.Width, passingHigh))
	objects[1].Resize(fyne.NewSize(part*size.Width, passingHigh))
	objects[1].Move(fyne.NewPos(p.place*(1-part)*size.Width, 0))
}

func (passing) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, passingHigh) }

// Command bare is a Fyne window with one label: what BenchmarkWindowStart measures the program against.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	window := app.NewWithID("org.synchelper.bare").NewWindow("Bare")
	window.SetContent(widget.NewLabel("Hello"))
	window.Resize(fyne.NewSize(720, 760))
	window.ShowAndRun()
}

package ui

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"synchelper/app/session"
)

// TestTheTailOfAGIsNotCutOff counts as Fyne's painters do: the letters stand on the baseline, rounded up, in a line whose
// height is rounded. In Noto Sans a g reaches 0.24 of its size below the baseline.
func TestTheTailOfAGIsNotCutOff(t *testing.T) {
	test.NewTempApp(t)
	const tail = 0.24
	for _, size := range session.TextSizes() {
		for _, name := range []fyne.ThemeSizeName{sizeTitle, sizeLead, theme.SizeNameText, sizeSmall} {
			for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
				letters := Theme{Scale: size.Scale()}.Size(name)
				line, baseline := fyne.CurrentApp().Driver().RenderedTextSize("g", letters, style, nil)
				if needs := math.Ceil(float64(baseline)) + tail*float64(letters); needs > math.Round(float64(line.Height)) {
					t.Errorf("%s at %s (%.0f points, bold %v) needs %.1f and has a line of %.1f", name, size, letters,
						style.Bold, needs, line.Height)
				}
			}
		}
	}
}

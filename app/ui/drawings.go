package ui

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"synchelper/diagnose"
)

// The drawings are line art of our own on a field of 48 by 48: I stands for the ink, A for the accent, S for its tint.

const phoneOutline = `<rect x="12" y="3" width="24" height="42" rx="5" fill="S" stroke="I" stroke-width="2"/>` +
	`<path d="M21 7.5 H27" stroke="I" stroke-width="2" stroke-linecap="round" fill="none"/>`

func cardDrawing(card diagnose.Card) string {
	switch card {
	case diagnose.CardNeedAdminApproval: // a lock
		return phoneOutline + `<rect x="17.5" y="23" width="13" height="10.5" rx="2" fill="A"/>` +
			`<path d="M20.5 23 V19.5 A3.5 3.5 0 0 1 27.5 19.5 V23" fill="none" stroke="A" stroke-width="2.2"/>`
	case diagnose.CardApprovalRequired: // a box to write in, a pencil
		return phoneOutline + `<rect x="16" y="16" width="16" height="14" rx="2" fill="none" stroke="A" stroke-width="2"/>` +
			`<path d="M19.5 20.5 H28.5 M19.5 25 H25" stroke="A" stroke-width="2" stroke-linecap="round" fill="none"/>` +
			`<rect x="16" y="34" width="16" height="5" rx="2.5" fill="A"/>`
	case diagnose.CardPasswordAgain: // a field with dots, an arrow around
		return phoneOutline + `<rect x="15.5" y="25" width="17" height="8" rx="2" fill="none" stroke="A" stroke-width="2"/>` +
			`<circle cx="20" cy="29" r="1.5" fill="A"/><circle cx="24" cy="29" r="1.5" fill="A"/>` +
			`<circle cx="28" cy="29" r="1.5" fill="A"/>` +
			`<path d="M19.2 18.5 A5 5 0 0 1 28.4 16.4 M28.8 13 V16.8 H25" fill="none" stroke="A" stroke-width="2" ` +
			`stroke-linecap="round" stroke-linejoin="round"/>`
	case diagnose.CardDeviceNotAllowed: // no entry
		return phoneOutline + `<circle cx="24" cy="25" r="8" fill="A"/><rect x="19" y="23.5" width="10" height="3" rx="1" fill="S"/>`
	case diagnose.CardNumber: // a number sign
		return phoneOutline + `<path d="M22.4 16.5 L20.4 33.5 M28 16.5 L26 33.5 M17.6 21.8 H30.6 M17 28.2 H30" ` +
			`stroke="A" stroke-width="2.2" stroke-linecap="round" fill="none"/>`
	case diagnose.CardNothingComes: // an empty tray
		return phoneOutline + `<path d="M16.5 26 L19.5 18.5 H28.5 L31.5 26 V32 H16.5 Z M16.5 26 H21 A3 3 0 0 0 27 26 H31.5" ` +
			`fill="none" stroke="A" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>`
	}
	// lines of text in a bubble
	return phoneOutline + `<path d="M16 16 H32 V29 H24 L20 33.5 V29 H16 Z" fill="none" stroke="A" stroke-width="2" ` +
		`stroke-linejoin="round"/><path d="M19.5 20.3 H28.5 M19.5 24.7 H26" stroke="A" stroke-width="2" ` +
		`stroke-linecap="round" fill="none"/>`
}

// Marks stand beside words, never instead of them.
const (
	markWarning = `<circle cx="24" cy="24" r="21" fill="S" stroke="A" stroke-width="3"/>` +
		`<rect x="21.5" y="11" width="5" height="17" rx="2.5" fill="A"/><circle cx="24" cy="34.5" r="3" fill="A"/>`
	markNotice = `<circle cx="24" cy="24" r="21" fill="none" stroke="I" stroke-width="3"/>` +
		`<rect x="21.5" y="11" width="5" height="17" rx="2.5" fill="I"/><circle cx="24" cy="34.5" r="3" fill="I"/>`
	markInfo = `<circle cx="24" cy="24" r="21" fill="S" stroke="A" stroke-width="3"/>` +
		`<rect x="21.5" y="20" width="5" height="17" rx="2.5" fill="A"/><circle cx="24" cy="13.5" r="3" fill="A"/>`
	markQuestion = `<circle cx="24" cy="24" r="21" fill="S" stroke="A" stroke-width="3"/>` +
		`<path d="M18 19 A6 6 0 1 1 26 24.5 Q24 25.6 24 28.5" stroke="A" stroke-width="4" stroke-linecap="round" fill="none"/>` +
		`<circle cx="24" cy="35.5" r="2.6" fill="A"/>`
	// Filled, since thin strokes with corners come out as blobs at the size of a letter.
	markDone   = `<path d="M6 26 L10.5 21.5 L19.5 30.5 L37.5 10 L42 14 L20 39 Z" fill="A"/>`
	markBack   = `<path d="M31 6 L35 10 L21 24 L35 38 L31 42 L13 24 Z" fill="A"/>`
	markOpen   = `<path d="M6 17 L10 13 L24 27 L38 13 L42 17 L24 35 Z" fill="A"/>`
	markShut   = `<path d="M17 6 L13 10 L27 24 L13 38 L17 42 L35 24 Z" fill="A"/>`
	markOn     = `<circle cx="24" cy="24" r="18" fill="none" stroke="A" stroke-width="4"/><circle cx="24" cy="24" r="9" fill="A"/>`
	markOff    = `<circle cx="24" cy="24" r="18" fill="none" stroke="I" stroke-width="4"/>`
	markTicked = `<rect x="7" y="7" width="34" height="34" rx="5" fill="none" stroke="A" stroke-width="4"/>` +
		`<path d="M13 25 L17 21 L22 26 L32.5 14.5 L36.5 18.5 L22 34 Z" fill="A"/>`
	markUnticked = `<rect x="7" y="7" width="34" height="34" rx="5" fill="none" stroke="I" stroke-width="4"/>`
	markWait     = `<circle cx="24" cy="24" r="5" fill="I"/>`
	markDots     = `<circle cx="10" cy="24" r="4" fill="A"/><circle cx="24" cy="24" r="4" fill="A"/><circle cx="38" cy="24" r="4" fill="A"/>`
)

// symbol is line art beside a text; it grows with the letters.
func symbol(art string, side float32, ink fyne.ThemeColorName) fyne.CanvasObject {
	return drawing(art, side*theme.Size(theme.SizeNameText)/normalText, ink)
}

// drawing renders line art in the colours of the theme at a side length in points.
func drawing(art string, side float32, ink fyne.ThemeColorName) fyne.CanvasObject {
	body := strings.NewReplacer(`"I"`, quoted(ink), `"A"`, quoted(colourAccent), `"S"`, quoted(colourAccentSoft)).Replace(art)
	svg := `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48">` + body + `</svg>`
	// Fyne caches what it has rendered by the resource's name, so the name must say all that the picture depends on.
	image := canvas.NewImageFromResource(fyne.NewStaticResource(fmt.Sprintf("%x.svg", hash(svg)), []byte(svg)))
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(side))
	return image
}

func quoted(name fyne.ThemeColorName) string {
	c := color.NRGBAModel.Convert(theme.Color(name)).(color.NRGBA)
	return fmt.Sprintf(`"#%02x%02x%02x"`, c.R, c.G, c.B)
}

// hash is FNV-1a.
func hash(text string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return h
}

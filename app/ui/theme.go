package ui

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"synchelper/app/session"
)

// Colours that Fyne's own list lacks.
const (
	colourSurface    fyne.ThemeColorName = "surface"     // cards and panels
	colourOutline    fyne.ThemeColorName = "outline"     // their edge
	colourMuted      fyne.ThemeColorName = "muted"       // text of second rank
	colourAccent     fyne.ThemeColorName = "accent"      // the one accent, as text and line
	colourAccentSoft fyne.ThemeColorName = "accent-soft" // its tint behind things
	colourRing       fyne.ThemeColorName = "ring"        // around what has the keyboard
	colourNotice     fyne.ThemeColorName = "notice"      // behind what must not be overlooked
	colourNoticeInk  fyne.ThemeColorName = "notice-ink"
)

// Sizes that Fyne's own list lacks.
const (
	sizeTitle fyne.ThemeSizeName = "title" // what is wrong
	sizeLead  fyne.ThemeSizeName = "lead"  // first rank within a part
	sizeSmall fyne.ThemeSizeName = "small" // captions and section labels
)

// normalText is the size of text before the person's wish.
const normalText = 16

// Theme is SyncHelper's own look: quiet paper, one teal, letters in four sizes.
type Theme struct {
	Look  session.Look
	Scale float32 // of the letters; 1 is normal
}

var _ fyne.Theme = Theme{}

// Color returns the colour of a name, in light or dark as the person wants it or else as the system has it.
func (t Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch t.Look {
	case session.LookLight:
		variant = theme.VariantLight
	case session.LookDark:
		variant = theme.VariantDark
	}
	palette := light
	if variant == theme.VariantDark {
		palette = dark
	}
	if c, ok := palette(name); ok {
		return c
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Size returns lengths in points. Letters grow with the person's wish, and so does the room around them. Sizes of letters
// are whole numbers from which Fyne makes lines that hold the tail of a g: it rounds a line's height down and the place
// of the letters up, and at 15 or 17 points the last row of the tail is cut off (a test counts).
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	scale := max(t.Scale, 1)
	letters := func(size float32) float32 { return float32(math.Round(float64(size * scale))) }
	switch name {
	case sizeTitle:
		return letters(24)
	case sizeLead, theme.SizeNameSubHeadingText:
		return letters(18)
	case theme.SizeNameText:
		return letters(normalText)
	case sizeSmall, theme.SizeNameCaptionText:
		return letters(13)
	case theme.SizeNameInnerPadding:
		return 9 * scale
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 8
	case theme.SizeNameInputBorder:
		return 1.5
	case theme.SizeNameScrollBar:
		return 10
	}
	return theme.DefaultTheme().Size(name)
}

// Font returns Fyne's own fonts: they ship with it and know every letter of our languages.
func (Theme) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

// Icon returns Fyne's own icons, which only its dialogs use.
func (Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

func rgb(hex uint32) color.Color {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

// light and dark hold every pair of text and ground at a contrast of 4.5 or more, and edges of what can be pressed or typed
// into at 3 as they are drawn, paler than their colour; a test counts it (WCAG 2.2, 1.4.3 and 1.4.11).
func light(name fyne.ThemeColorName) (color.Color, bool) {
	switch name {
	case theme.ColorNameBackground:
		return rgb(0xF5F6F3), true
	case colourSurface, theme.ColorNameInputBackground, theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground:
		return rgb(0xFFFFFF), true
	case theme.ColorNameForeground:
		return rgb(0x17262B), true
	case colourMuted, theme.ColorNamePlaceHolder:
		return rgb(0x51636A), true
	case colourOutline, theme.ColorNameSeparator:
		return rgb(0xD5DCDA), true
	case theme.ColorNameInputBorder:
		return rgb(0x4C5E64), true
	case colourAccent, theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return rgb(0x1F6F78), true
	case theme.ColorNameForegroundOnPrimary:
		return rgb(0xFFFFFF), true
	case colourAccentSoft, theme.ColorNameHover:
		return rgb(0xE2EEEF), true
	case colourRing, theme.ColorNameFocus:
		return rgb(0x0B3F46), true
	case colourNotice:
		return rgb(0xFBEFD5), true
	case colourNoticeInk:
		return rgb(0x6B4300), true
	case theme.ColorNameSelection:
		return rgb(0xBFDDE0), true
	}
	return nil, false
}

func dark(name fyne.ThemeColorName) (color.Color, bool) {
	switch name {
	case theme.ColorNameBackground:
		return rgb(0x11181A), true
	case colourSurface, theme.ColorNameInputBackground, theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground:
		return rgb(0x1A2427), true
	case theme.ColorNameForeground:
		return rgb(0xE9EFEE), true
	case colourMuted, theme.ColorNamePlaceHolder:
		return rgb(0xA5B5B8), true
	case colourOutline, theme.ColorNameSeparator:
		return rgb(0x324246), true
	case theme.ColorNameInputBorder:
		return rgb(0x8FA5A9), true
	case colourAccent, theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return rgb(0x79C7CF), true
	case theme.ColorNameForegroundOnPrimary:
		return rgb(0x06282D), true
	case colourAccentSoft, theme.ColorNameHover:
		return rgb(0x20383C), true
	case colourRing, theme.ColorNameFocus:
		return rgb(0xD6F3F6), true
	case colourNotice:
		return rgb(0x3B3117), true
	case colourNoticeInk:
		return rgb(0xF3D592), true
	case theme.ColorNameSelection:
		return rgb(0x2D5A60), true
	}
	return nil, false
}

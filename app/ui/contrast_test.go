package ui

import (
	"image/color"
	"math"
)

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

// drawnEdge is the colour that an edge of one point really gets: the window's painter makes it soft on both sides, which
// leaves 27 of 32 parts of it beside the fill, and again as much of that beside the ground.
func drawnEdge(edge, fill, ground color.Color) color.Color { return mixed(mixed(edge, fill), ground) }

func mixed(first, second color.Color) color.Color {
	const part = 27.0 / 32
	r1, g1, b1, _ := first.RGBA()
	r2, g2, b2, _ := second.RGBA()
	mix := func(a, b uint32) uint16 { return uint16(part*float64(a) + (1-part)*float64(b)) }
	return color.NRGBA64{R: mix(r1, r2), G: mix(g1, g2), B: mix(b1, b2), A: 0xffff}
}

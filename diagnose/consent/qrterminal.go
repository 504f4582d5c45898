package consent

import "strings"

// Colours of the 256-colour cube, not of the first sixteen: a theme may change those, and then black on white is not.
const (
	blackOnWhite = "\x1b[38;5;16;48;5;231m"
	colourOff    = "\x1b[0m"
)

// Terminal returns the code for a terminal with colours, two rows of modules a line in half blocks, black on white
// whatever the terminal's own colours are. It is Width columns wide: ask before printing.
func (q QR) Terminal() string {
	return q.halfBlocks(blackOnWhite, colourOff, false)
}

// TerminalPlain returns the code in half blocks without any colour (NO_COLOR, files). The terminal's ink is then either
// light or dark, and nobody can ask which: onDark draws the light modules and the quiet zone, which is right where
// light letters stand on a dark ground; without it the dark ones are drawn, right for dark letters on a light ground
// and for print. Drawn for the wrong ground the code is a negative, which some phones refuse: offer both.
func (q QR) TerminalPlain(onDark bool) string {
	return q.halfBlocks("", "", onDark)
}

func (q QR) halfBlocks(before, after string, inkIsLight bool) string {
	rows := q.Modules()
	if len(rows)%2 == 1 {
		rows = append(rows, make([]bool, q.Width())) // one more row of quiet zone fills the last line
	}
	var b strings.Builder
	for y := 0; y < len(rows); y += 2 {
		b.WriteString(before)
		for x := range rows[y] {
			b.WriteString(halfBlock(rows[y][x] != inkIsLight, rows[y+1][x] != inkIsLight))
		}
		b.WriteString(after + "\n")
	}
	return b.String()
}

func halfBlock(top, bottom bool) string {
	switch {
	case top && bottom:
		return "█"
	case top:
		return "▀"
	case bottom:
		return "▄"
	}
	return " "
}

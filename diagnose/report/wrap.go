package report

import (
	"regexp"
	"strings"
	"unicode"
)

// Width is how many cells a line of text has at most, so that it fits a terminal of 80.
const Width = 78

// asItIs begins a line that is never wrapped, because it is to be copied: a command.
const asItIs = "    "

// whole is a word that is to be copied, and so is longer than a line rather than in two: a link, an address, a file's path.
var whole = regexp.MustCompile(`://|.@.|^["'(]?(~?/|[A-Za-z]:\\|\\\\)`)

// Cells is how many cells of a terminal a text takes: a sign of East Asia two, what is set on the sign before none.
func Cells(text string) (n int) {
	for _, r := range text {
		n += cellsOf(r)
	}
	return n
}

func cellsOf(r rune) int {
	const firstMark = 0x300 // all before it takes one cell
	if r < firstMark {
		return 1
	}
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana), isWideSign(r):
		return 2
	}
	return 1
}

// isWideSign says whether a sign that is no letter takes two cells: the blocks of East Asian marks, wide forms of Latin
// letters and pictures (Unicode Standard Annex 11, as far as its blocks are wide as a whole).
func isWideSign(r rune) bool {
	for _, block := range [][2]rune{{0x3000, 0x303e}, {0x30fb, 0x30ff}, {0x3200, 0x33ff}, {0xfe30, 0xfe6f}, {0xff01, 0xff60}, {0xffe0, 0xffe6},
		{0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}} {
		if r >= block[0] && r <= block[1] {
			return true
		}
	}
	return false
}

// Wrap breaks each line of a text at blanks so that it fits a terminal of 80 columns.
func Wrap(text string) string { return WrapAt(text, Width) }

// WrapAt is Wrap for lines of at most so many cells.
func WrapAt(text string, most int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimPrefix(wrap(line, most), "  "))
	}
	if strings.HasSuffix(text, "\n") {
		return b.String()
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// wrap breaks a line at blanks; what follows is indented under the text. A word longer than a line is broken unless it is to
// be copied whole.
func wrap(line string, most int) string {
	if strings.HasPrefix(line, asItIs) {
		return "  " + strings.TrimRight(line, " \n") + "\n"
	}
	trimmed := strings.TrimLeft(line, " ")
	indent := strings.Repeat(" ", 2+len(line)-len(trimmed))
	hang := indent
	if first, _, ok := strings.Cut(trimmed, " "); ok && len(first) == 1 && strings.Contains("-123456789", first) {
		hang += "  "
	}
	var b strings.Builder
	column := 0
	for i, word := range pieces(trimmed, most-len(hang)) {
		length := Cells(word)
		switch {
		case i == 0:
			b.WriteString(indent)
			column = len(indent)
		case column+1+length > most:
			b.WriteString("\n" + hang)
			column = len(hang)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += length
	}
	return b.String() + "\n"
}

// pieces are the words of a line, those that are wider than there is room in parts.
func pieces(line string, room int) (all []string) {
	for _, word := range strings.Fields(line) {
		if Cells(word) <= room || whole.MatchString(word) {
			all = append(all, word)
			continue
		}
		start, taken := 0, 0
		for i, r := range word {
			if taken+cellsOf(r) > room {
				all = append(all, word[start:i])
				start, taken = i, 0
			}
			taken += cellsOf(r)
		}
		all = append(all, word[start:])
	}
	return all
}

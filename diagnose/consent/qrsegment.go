package consent

import (
	"math"
	"slices"
	"strings"

	"github.com/skip2/go-qrcode/bitset"
)

// go-qrcode splits a text into modes step by step and so takes a version too many for some links (the runs of digits in
// a client id). Here the split is the shortest there is.

// mode is how characters become bits (ISO/IEC 18004 §7.3).
type mode int

const (
	numeric mode = iota
	alphanumeric
	bytewise
	modes
)

const alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

// sixths is what a character costs, in sixths of a bit so that all are whole numbers; math.MaxInt32 where the mode does
// not have it.
func (m mode) sixths(c byte) int {
	switch {
	case m == numeric && c >= '0' && c <= '9':
		return 20 // ten bits for three
	case m == alphanumeric && strings.IndexByte(alphanumerics, c) >= 0:
		return 33 // eleven bits for two
	case m == bytewise:
		return 48
	}
	return math.MaxInt32
}

// countBits is the length of a segment's character count (ISO/IEC 18004 table 3).
func (m mode) countBits(version int) int {
	sizes := [modes][2]int{{10, 12}, {9, 11}, {8, 16}}
	if version <= 9 {
		return sizes[m][0]
	}
	return sizes[m][1] // up to version 26; QRMaxVersion is below
}

// modesOf returns the mode of each character of the shortest split: the cheapest way to every character in every mode,
// then the cheapest end, traced back.
func modesOf(text string, version int) []mode {
	var cost [modes]int
	for m := range modes {
		cost[m] = 6 * (4 + m.countBits(version))
	}
	came := make([][modes]mode, len(text)) // in which mode character i is, when the next begins in mode m
	for i := range len(text) {
		for m := range modes {
			cost[m] = min(cost[m]+m.sixths(text[i]), math.MaxInt32)
			came[i][m] = m
		}
		for m := range modes {
			for from := range modes {
				changed := (cost[from]+5)/6*6 + 6*(4+m.countBits(version))
				if came[i][from] == from && changed < cost[m] {
					cost[m], came[i][m] = changed, from
				}
			}
		}
	}
	last := mode(slices.Index(cost[:], slices.Min(cost[:])))
	way := make([]mode, len(text))
	for i, m := len(text)-1, last; i >= 0; i-- {
		m = came[i][m]
		way[i] = m
	}
	return way
}

// encoded returns the text as bits, without terminator.
func encoded(text string, version int) *bitset.Bitset {
	bits, way := bitset.New(), modesOf(text, version)
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && way[end] == way[start] {
			end++
		}
		bits.AppendUint32(1<<way[start], 4)
		bits.AppendUint32(uint32(end-start), way[start].countBits(version))
		appendSegment(bits, text[start:end], way[start])
		start = end
	}
	return bits
}

func appendSegment(bits *bitset.Bitset, text string, m mode) {
	switch m {
	case bytewise:
		bits.AppendBytes([]byte(text))
	case alphanumeric:
		appendGroups(bits, text, 45, []int{0, 6, 11})
	case numeric:
		appendGroups(bits, text, 10, []int{0, 4, 7, 10})
	}
}

// appendGroups reads characters as digits of a number of that base, as many together as there are widths.
func appendGroups(bits *bitset.Bitset, text string, base int, widths []int) {
	for group := range slices.Chunk([]byte(text), len(widths)-1) {
		value := 0
		for _, c := range group {
			value = value*base + strings.IndexByte(alphanumerics, c)
		}
		bits.AppendUint32(uint32(value), widths[len(group)])
	}
}

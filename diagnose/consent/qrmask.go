package consent

import "math"

// The eight masks of ISO/IEC 18004 §7.8.2 turn data modules over so that the picture has no confusing areas; any of
// them is valid. The standard's points for choosing punish areas of one colour, and so favour what is lost first in an
// unsharp picture, single modules among their opposites, of which a code at level L can spare few. So the mask is chosen
// here: the one under which blurring turns the fewest modules over. Of blurred codes that only one of the two encoders
// gets read, qrencode's with its mask and ours, zbar and ZXing read ours seven times in ten; of noisy ones half.

// masks is how many there are.
const masks = 8

// masked says whether mask turns over the module in column x, row y (ISO/IEC 18004 table 10).
func masked(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (y/2+x/3)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	}
	return ((x+y)%2+x*y%3)%2 == 0
}

// bestMasked returns the unmasked code under the mask that survives blurring best, format information written.
func bestMasked(modules [][]bool, version, level int) [][]bool {
	data := dataModules(version)
	var best [][]bool
	fewest := math.Inf(1)
	for m := range masks {
		candidate := underMask(modules, data, m)
		writeFormat(candidate, level, m)
		if n := lostByBlur(candidate); n < fewest {
			best, fewest = candidate, n
		}
	}
	return best
}

func underMask(modules, data [][]bool, mask int) [][]bool {
	out := make([][]bool, len(modules))
	for y, row := range modules {
		out[y] = make([]bool, len(row))
		for x, dark := range row {
			turn := data[y][x] && masked(mask, x, y)
			out[y][x] = dark != turn
		}
	}
	return out
}

// dataModules marks what masks apply to: everything but finder, timing and alignment patterns, format and version
// information (ISO/IEC 18004 §6.3).
func dataModules(version int) [][]bool {
	side := 17 + 4*version
	data := make([][]bool, side)
	for y := range data {
		data[y] = make([]bool, side)
		for x := range data[y] {
			data[y][x] = x != 6 && y != 6 && !isFinder(x, y, side) && (version < 7 || !isVersion(x, y, side))
		}
	}
	for _, y := range alignment(version) {
		for _, x := range alignment(version) {
			clearAlignment(data, x, y)
		}
	}
	return data
}

// isFinder says whether a module belongs to a finder pattern, its separator or the format information beside it.
func isFinder(x, y, side int) bool {
	return x < 9 && y < 9 || x < 9 && y >= side-8 || x >= side-8 && y < 9
}

// isVersion says whether a module belongs to the version information, which codes from version 7 on have.
func isVersion(x, y, side int) bool {
	return x < 6 && y >= side-11 || y < 6 && x >= side-11
}

// clearAlignment takes the five by five modules about a centre out, but where a finder pattern stands instead.
func clearAlignment(data [][]bool, x, y int) {
	last := len(data) - 7
	if x == 6 && y == 6 || x == 6 && y == last || x == last && y == 6 {
		return
	}
	for dy := -2; dy <= 2; dy++ {
		for dx := -2; dx <= 2; dx++ {
			data[y+dy][x+dx] = false
		}
	}
}

// alignment returns the rows and columns of alignment patterns (ISO/IEC 18004 annex E): the first at 6, the last seven
// from the edge, the others at even steps from there. (Version 32 would be an exception; it is
// above QRMaxVersion.)
func alignment(version int) []int {
	if version == 1 {
		return nil
	}
	count, last := version/7+2, 4*version+10
	step := (last - 6 + 2*(count-1) - 1) / (2 * (count - 1)) * 2
	centres := []int{6}
	for i := count - 2; i >= 0; i-- {
		centres = append(centres, last-i*step)
	}
	return centres
}

// formatPlaces returns where bit i of the format information stands, twice (ISO/IEC 18004 figure 25). Bit 14 is the
// highest.
func formatPlaces(side, i int) (x1, y1, x2, y2 int) {
	switch {
	case i < 6:
		x1, y1 = 8, i
	case i < 8:
		x1, y1 = 8, i+1
	case i == 8:
		x1, y1 = 7, 8
	default:
		x1, y1 = 14-i, 8
	}
	if i < 8 {
		return x1, y1, side - 1 - i, 8
	}
	return x1, y1, 8, side - 15 + i
}

const (
	formatMask      = 0b101010000010010 // ISO/IEC 18004 §7.9.1
	formatGenerator = 0b10100110111
)

// writeFormat writes level and mask with their BCH(15,5) check bits. Levels are numbered L 01, M 00, Q 11, H 10
// (ISO/IEC 18004 table 12): the index with its last bit turned.
func writeFormat(modules [][]bool, level, mask int) {
	levelAndMask := (level^1)<<3 | mask
	rest := levelAndMask << 10
	for i := 14; i >= 10; i-- {
		if rest&(1<<i) != 0 {
			rest ^= formatGenerator << (i - 10)
		}
	}
	bits := (levelAndMask<<10 | rest) ^ formatMask
	for i := range 15 {
		x1, y1, x2, y2 := formatPlaces(len(modules), i)
		modules[y1][x1] = bits&(1<<i) != 0
		modules[y2][x2] = bits&(1<<i) != 0
	}
}

// Shares of a module's own and its neighbours' light at its centre, after a blur of σ 0.43 of a module, at which the
// decoders begin to fail: the middle ones of the Gaussian's integrals over each.
const (
	ownShare    = 0.7551
	sideShare   = 0.1222
	cameraNoise = 0.08 // σ of what a camera adds, where white is 1
)

// lostByBlur is how many modules are expected to look like their opposite, blurred and with noise over them. A count
// of those that the blur alone turns over tells masks apart less well: most of what is lost was only close to it.
func lostByBlur(modules [][]bool) float64 {
	lost := 0.0
	at := func(x, y int) float64 {
		if x >= 0 && y >= 0 && x < len(modules) && y < len(modules) && modules[y][x] {
			return 1
		}
		return 0
	}
	across := func(x, y int) float64 { return ownShare*at(x, y) + sideShare*(at(x-1, y)+at(x+1, y)) }
	for y, row := range modules {
		for x, dark := range row {
			margin := ownShare*across(x, y) + sideShare*(across(x, y-1)+across(x, y+1)) - .5
			if !dark {
				margin = -margin
			}
			lost += math.Erfc(margin/cameraNoise/math.Sqrt2) / 2
		}
	}
	return lost
}

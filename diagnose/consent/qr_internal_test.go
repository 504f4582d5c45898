package consent

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/skip2/go-qrcode"
)

// TestDataModules counts what is left for data, against the closed formula for ISO/IEC 18004 table 1.
func TestDataModules(t *testing.T) {
	for version := 1; version <= QRMaxVersion; version++ {
		want := (16*version+128)*version + 64
		if n := version/7 + 2; version >= 2 {
			want -= (25*n-10)*n - 55
		}
		if version >= 7 {
			want -= 36
		}
		got := 0
		for _, row := range dataModules(version) {
			for _, data := range row {
				if data {
					got++
				}
			}
		}
		if got != want {
			t.Errorf("version %d: %d data modules, want %d", version, got, want)
		}
	}
}

func TestAlignmentIsWhereTheStandardHasIt(t *testing.T) {
	for version, want := range map[int][]int{1: nil, 2: {6, 18}, 7: {6, 22, 38}, 14: {6, 26, 46, 66},
		15: {6, 26, 48, 70}, 16: {6, 26, 50, 74}, 18: {6, 30, 56, 82}, 19: {6, 30, 58, 86}, 21: {6, 28, 50, 72, 94}} {
		if got := alignment(version); !slices.Equal(got, want) {
			t.Errorf("version %d: %v, want %v", version, got, want)
		}
	}
}

func TestBestMaskLosesNoMoreThanAnother(t *testing.T) {
	const version, level = 4, 1
	modules, err := blank(version)
	if err != nil {
		t.Fatal(err)
	}
	place([]byte("any forty bytes of data are good enough."), modules, dataModules(version))
	best := lostByBlur(bestMasked(modules, version, level))
	worst := 0.0
	for m := range masks {
		other := underMask(modules, dataModules(version), m)
		writeFormat(other, level, m)
		worst = max(worst, lostByBlur(other))
		if lostByBlur(other) < best {
			t.Errorf("mask %d loses %.1f, the best %.1f", m, lostByBlur(other), best)
		}
	}
	if worst == best {
		t.Error("all masks are the same")
	}
}

// TestSameCodeAsGoQrcode: where the text is one run of bytes, and under the mask that go-qrcode chose, both draw the same
// code, in every version and level.
func TestSameCodeAsGoQrcode(t *testing.T) {
	recovery := []qrcode.RecoveryLevel{qrcode.Low, qrcode.Medium, qrcode.High, qrcode.Highest}
	for version := 1; version <= QRMaxVersion; version++ {
		for level := range levelNames {
			full := capacity(version, level) - 2
			if version > 9 {
				full--
			}
			text := strings.Repeat("abcdefg", full)[:full]
			if _, err := qrcode.NewWithForcedVersion(text+"h", version, recovery[level]); err == nil {
				t.Errorf("version %d level %d holds more than %d", version, level, full)
			}
			theirs, err := qrcode.NewWithForcedVersion(text, version, recovery[level])
			if err != nil {
				t.Fatalf("version %d level %d: %v", version, level, err)
			}
			theirs.DisableBorder = true
			want := theirs.Bitmap()
			same := func(candidate [][]bool) bool { return slices.EqualFunc(candidate, want, slices.Equal[[]bool]) }
			if !slices.ContainsFunc(allMasks(t, text, version, level), same) {
				t.Errorf("version %d level %d: another code", version, level)
			}
		}
	}
}

func allMasks(t *testing.T, text string, version, level int) [][][]bool {
	t.Helper()
	modules, err := blank(version)
	if err != nil {
		t.Fatal(err)
	}
	words := protected(padded(encoded(text, version), capacity(version, level)), blocksOf(version, level))
	place(words, modules, dataModules(version))
	var all [][][]bool
	for m := range masks {
		one := underMask(modules, dataModules(version), m)
		writeFormat(one, level, m)
		all = append(all, one)
	}
	return all
}

// TestNoShorterSplit tries every way to give a mode to each character of short texts.
func TestNoShorterSplit(t *testing.T) {
	for _, text := range []string{"a12345b", "https://", "%0D%0A%0", "1234567a", "AB12345c", "a1B2c3D4", "3fa85f64", "A", "7"} {
		for _, version := range []int{5, 15} {
			best := math.MaxInt
			for way := range int(math.Pow(float64(modes), float64(len(text)))) {
				best = min(best, lengthOf(text, way, version))
			}
			if got := encoded(text, version).Len(); got != best {
				t.Errorf("%s in version %d: %d bits, %d would do", text, version, got, best)
			}
		}
	}
}

// lengthOf is the bits that a split takes; way has a digit of base three for each character.
func lengthOf(text string, way, version int) int {
	total, run, last := 0, 0, modes
	widths := [modes][]int{{0, 4, 7, 10}, {0, 6, 11}, {0, 8}}
	for i := range len(text) {
		m := mode(way % int(modes))
		way /= int(modes)
		if m.sixths(text[i]) == math.MaxInt32 {
			return math.MaxInt
		}
		if m != last {
			total, run, last = total+4+m.countBits(version), 0, m
		}
		run = run%(len(widths[m])-1) + 1
		total += widths[m][run] - widths[m][run-1]
	}
	return total
}

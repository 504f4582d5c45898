package consent

import (
	"slices"
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

// TestMaskThereAndBack: to another mask and back gives the code as it was, format information and all.
func TestMaskThereAndBack(t *testing.T) {
	for _, version := range []int{1, 2, 6, 7, 13, 14, 21} {
		code, err := qrcode.NewWithForcedVersion("https://", version, qrcode.Medium)
		if err != nil {
			t.Fatal(err)
		}
		code.DisableBorder = true
		first := code.Bitmap()
		level, mask := readFormat(first)
		if level != 0 { // ISO/IEC 18004 table 12: M is 00
			t.Errorf("version %d: level bits %02b", version, level)
		}
		data := dataModules(version)
		for m := range masks {
			there := remasked(first, data, mask, m)
			writeFormat(there, level<<3|m)
			if _, got := readFormat(there); got != m {
				t.Errorf("version %d: mask %d reads as %d", version, m, got)
			}
			back := remasked(there, data, m, mask)
			writeFormat(back, level<<3|mask)
			if !slices.EqualFunc(first, back, slices.Equal[[]bool]) {
				t.Errorf("version %d: mask %d does not lead back", version, m)
			}
		}
	}
}

func TestBestMaskLosesNoMore(t *testing.T) {
	code, err := qrcode.New("sms:?&body=Hello%2C%0D%0A%0D%0Amy%20iPhone%20cannot%20open%20my%20mail.", qrcode.Low)
	if err != nil {
		t.Fatal(err)
	}
	code.DisableBorder = true
	first := code.Bitmap()
	if best := bestMasked(first, code.VersionNumber); lostByBlur(best) >= lostByBlur(first) {
		t.Errorf("%d lost, %d before", lostByBlur(best), lostByBlur(first))
	}
}

package consent

import (
	"github.com/skip2/go-qrcode/bitset"
	"github.com/skip2/go-qrcode/reedsolomon"
)

// blocks is how the codewords of a version and level are divided (ISO/IEC 18004 table 9).
type blocks struct {
	count int // blocks
	check int // codewords of error correction in each
}

// blocksOf returns the division for a version, 1 to QRMaxVersion, and a level, an index into levelNames.
func blocksOf(version, level int) blocks {
	counts := [][QRMaxVersion]int{
		{1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8},
		{1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17},
		{1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23},
		{1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25},
	}
	checks := [][QRMaxVersion]int{
		{7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28},
		{10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26},
		{13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28},
		{17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30},
	}
	return blocks{count: counts[level][version-1], check: checks[level][version-1]}
}

// capacity returns how many codewords of data a version and level hold.
func capacity(version, level int) int {
	b := blocksOf(version, level)
	return codewords(version) - b.count*b.check
}

func codewords(version int) int {
	n := 0
	for _, row := range dataModules(version) {
		for _, data := range row {
			if data {
				n++
			}
		}
	}
	return n / 8
}

// padded fills the data up with terminator and pad codewords (ISO/IEC 18004 §7.4.10).
func padded(bits *bitset.Bitset, capacity int) *bitset.Bitset {
	bits.AppendNumBools(min(4, 8*capacity-bits.Len()), false)
	bits.AppendNumBools((8-bits.Len()%8)%8, false)
	for pad := uint32(0xEC); bits.Len() < 8*capacity; pad ^= 0xEC ^ 0x11 {
		bits.AppendUint32(pad, 8)
	}
	return bits
}

// protected divides the data into blocks, gives each its error correction and lays them through each other (ISO/IEC
// 18004 §7.5 and §7.6). The later blocks are longer by one where the data does not divide evenly.
func protected(data *bitset.Bitset, b blocks) []byte {
	total := data.Len() / 8
	short, long := total/b.count, total%b.count
	var each [][]byte
	for i, at := 0, 0; i < b.count; i++ {
		size := short
		if i >= b.count-long {
			size++
		}
		each = append(each, bytesOf(reedsolomon.Encode(data.Substr(8*at, 8*(at+size)), b.check)))
		at += size
	}
	var out []byte
	for i := range short + 1 {
		for _, block := range each {
			if i < len(block)-b.check {
				out = append(out, block[i])
			}
		}
	}
	for i := range b.check {
		for _, block := range each {
			out = append(out, block[len(block)-b.check+i])
		}
	}
	return out
}

func bytesOf(bits *bitset.Bitset) []byte {
	out := make([]byte, bits.Len()/8)
	for i := range out {
		out[i] = bits.ByteAt(8 * i)
	}
	return out
}

// place writes codewords into the data modules: two columns at a time from the right, up and down in turn, the column
// of the timing pattern left out (ISO/IEC 18004 §7.7.3). What is left at the end stays light.
func place(words []byte, modules, data [][]bool) {
	i, side, up := 0, len(modules), true
	for right := side - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		for step := range side {
			y := step
			if up {
				y = side - 1 - step
			}
			for _, x := range []int{right, right - 1} {
				if data[y][x] {
					modules[y][x] = i < 8*len(words) && words[i/8]>>(7-i%8)&1 == 1
					i++
				}
			}
		}
		up = !up
	}
}

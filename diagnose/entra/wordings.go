package entra

import (
	"cmp"
	"encoding/binary"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"synchelper/diagnose"
)

// folded is a page made comparable with phrases: lower case, without white space, quotes, marks of emphasis and what
// mail programs add. Byte i came from byte at[i] of the page.
type folded struct {
	text []byte
	at   []int32
}

// fold makes the page comparable.
func (p *page) fold() folded {
	f := folded{make([]byte, 0, len(p.text)), make([]int32, 0, len(p.text))}
	for i := 0; i < len(p.text); {
		if c := p.low[i]; c < utf8.RuneSelf {
			if !silent(c) {
				f.text = append(f.text, c)
				f.at = append(f.at, int32(i))
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(p.text[i:])
		var buf [utf8.UTFMax]byte
		for _, b := range buf[:utf8.EncodeRune(buf[:], unicode.ToLower(r))] {
			f.text = append(f.text, b)
			f.at = append(f.at, int32(i))
		}
		i += size
	}
	return f
}

// silent says whether a byte makes no difference between two sentences.
func silent(c byte) bool {
	switch c {
	case ' ', '\n', '\'', '"', '`', '*', '_', '~', '\\', '|', '>', '#':
		return true
	}
	return false
}

// anchorLen is how many bytes of a phrase are looked up before the whole is compared. Every phrase has as many.
const anchorLen = 8

// phrase is a row of the wordings, folded.
type phrase struct {
	row    int
	text   string
	anchor int // offset of the bytes that it is looked up by
}

// phraseIndex finds phrases by eight of their bytes.
type phraseIndex struct {
	// sieve has a bit for each hash of an anchor: most places of a page are none's, and cost one look.
	sieve   [1 << 10]uint64
	phrases map[uint64][]phrase
}

var phraseTable = sync.OnceValue(func() *phraseIndex {
	index := &phraseIndex{phrases: make(map[uint64][]phrase)}
	for row, p := range diagnose.Phrases() {
		index.add(row, p.Text)
	}
	return index
})

// add folds a phrase and files it under the least used of a few anchors, so that no anchor has many phrases.
func (x *phraseIndex) add(row int, text string) {
	f := newPage(strings.TrimRight(strings.TrimSpace(text), ".。")).fold()
	if len(f.text) < anchorLen {
		return
	}
	const tries = 6
	best, fewest := 0, len(diagnose.Phrases())+1
	for i := range tries {
		offset := i * (len(f.text) - anchorLen) / (tries - 1)
		if n := len(x.phrases[anchorAt(f.text, offset)]); n < fewest {
			best, fewest = offset, n
		}
	}
	key := anchorAt(f.text, best)
	x.phrases[key] = append(x.phrases[key], phrase{row, string(f.text), best})
	h := sieveBit(key)
	x.sieve[h>>6] |= 1 << (h & 63)
}

func anchorAt(text []byte, offset int) uint64 { return binary.LittleEndian.Uint64(text[offset:]) }

// sieveBit spreads an anchor over the bits of the sieve.
func sieveBit(anchor uint64) uint64 { return anchor * 0x9E3779B97F4A7C15 >> 48 }

// found is a phrase in a page.
type found struct {
	row        int
	start, end int // in the page
	length     int // of the folded phrase
}

// wordings returns the phrases of the page: those inside another that was found are left out, Microsoft's own before
// what people write, longer ones first. Longest is most specific.
func (p *page) wordings() []found {
	all := phraseTable().search(p.fold(), p)
	sort.Slice(all, func(i, j int) bool {
		a, b := all[i], all[j]
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end), cmp.Compare(a.row, b.row)) < 0
	})
	kept := all[:0]
	reach := -1
	for _, f := range all {
		if f.end <= reach {
			continue
		}
		kept, reach = append(kept, f), f.end
	}
	list := diagnose.Phrases()
	sort.SliceStable(kept, func(i, j int) bool {
		a, b := kept[i], kept[j]
		return cmp.Or(cmp.Compare(rank(list[a.row]), rank(list[b.row])), cmp.Compare(b.length, a.length)) < 0
	})
	return kept
}

// rank orders the degrees of confidence.
func rank(p diagnose.Phrase) int {
	switch p.Confidence {
	case diagnose.Certain:
		return 0
	case diagnose.Likely:
		return 1
	}
	return 2
}

// mostFound bounds how many phrases of one page are kept; a page that says more says the same again.
const mostFound = 256

// search looks every place of the text up.
func (x *phraseIndex) search(f folded, p *page) []found {
	var all []found
	for i := 0; i+anchorLen <= len(f.text) && len(all) < mostFound; i++ {
		key := anchorAt(f.text, i)
		h := sieveBit(key)
		if x.sieve[h>>6]&(1<<(h&63)) == 0 {
			continue
		}
		for _, ph := range x.phrases[key] {
			start := i - ph.anchor
			end := start + len(ph.text)
			if start < 0 || end > len(f.text) || string(f.text[start:end]) != ph.text {
				continue
			}
			from, to := int(f.at[start]), p.runeEnd(int(f.at[end-1]))
			if p.isolated(from, to) {
				all = append(all, found{ph.row, from, to, len(ph.text)})
			}
		}
	}
	return all
}

// runeEnd returns where the rune that begins at i ends.
func (p *page) runeEnd(i int) int {
	_, size := utf8.DecodeRune(p.text[i:])
	return i + size
}

// isolated says whether the range begins and ends between words, where the script parts words at all.
func (p *page) isolated(from, to int) bool {
	if from > 0 && isAlnum(p.text[from]) && isAlnum(p.text[from-1]) {
		return false
	}
	return to >= len(p.text) || !isAlnum(p.text[to-1]) || !isAlnum(p.text[to])
}

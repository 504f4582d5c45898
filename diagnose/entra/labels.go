package entra

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// label says what the words before a value call it.
type label byte

const (
	noLabel label = iota
	labelCorrelation
	labelTrace
	labelRequest // a trace id on Microsoft's pages; anybody's request id elsewhere
	labelApp
	labelTenant
	labelResource
	labelUser
	labelTime
	labelCode      // only Microsoft Entra calls its numbers so
	labelCodeKey   // only its answers have this key; in prose anybody calls numbers so
	labelErrorCode // anybody's program may have one, but few with five digits that are known
	labelCodeMaybe // anybody calls numbers so
)

// labelTable maps squashed labels (labelWords) to what they mean.
var labelTable = sync.OnceValue(func() map[string]label {
	table := make(map[string]label)
	for kind, words := range labelWords() {
		for word := range strings.FieldsSeq(words) {
			table[word] = kind
		}
	}
	return table
})

// longestLabel is the longest squashed label in bytes that is looked for.
const longestLabel = 48

// before is the run of words before a value, squashed: lower case, without blanks and joints.
type before struct {
	buf   [longestLabel]byte // filled from its end
	start int
	// edges holds the offsets in buf at which a word begins; soft ones only by a capital letter or a hyphen.
	edges, soft [longestLabel + 1]bool
	spaced      bool // the last two words were parted by a blank, as in "Request Id"
	from        int  // where the words begin in the page
	gap         int  // where they end and the joint to the value begins
}

// labelBefore returns what the words before the value at pos call it. The page's own capitals are needed to tell the
// requestId of anybody's JSON from the Request Id of a page.
func (p *page) labelBefore(pos int) (label, before) {
	b := p.wordsBefore(p.joint(pos))
	for start := b.start; start < longestLabel; start++ {
		if !b.edges[start] {
			continue
		}
		if kind, ok := labelTable()[string(b.buf[start:])]; ok {
			return kind, b
		}
	}
	return noLabel, b
}

// joint goes back over what stands between a label and its value.
func (p *page) joint(pos int) int {
	const longestJoint = 16
	i := pos
	for i > 0 && pos-i < longestJoint && bytes.IndexByte([]byte(" \n:=>\"'`([{<|*_#\\-/]"), p.low[i-1]) >= 0 {
		i--
	}
	return i
}

// wordsBefore collects the words that end at end. They stop at a digit, a quote, a bracket, or when the label is full.
func (p *page) wordsBefore(end int) before {
	b := before{start: longestLabel, from: end, gap: end}
	joined := false // a joint was passed since the last letter
	for i := end; i > 0; {
		r, size := utf8.DecodeLastRune(p.text[:i])
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			if !b.prepend(r) {
				return b // the word goes on: it begins at no edge
			}
			b.from, joined = i-size, false
		case strings.ContainsRune(" \n_-.'/", r):
			if !joined {
				b.edge(r)
			}
			joined = true
		default:
			i = size // the words are at their end
		}
		i -= size
	}
	b.edges[b.start] = true
	return b
}

// edge notes that a word begins behind the joint r. A hyphen parts no words: x-ms-request-id is one name.
func (b *before) edge(r rune) {
	if b.start == longestLabel {
		return
	}
	b.edges[b.start], b.soft[b.start] = r != '-', r == '-'
	b.spaced = b.spaced || r == ' '
}

// prepend puts a letter before the words; false when they are full.
func (b *before) prepend(r rune) bool {
	low := unicode.ToLower(r)
	n := utf8.RuneLen(low)
	if n < 0 || b.start < n {
		return false
	}
	if b.start < longestLabel && unicode.Is(unicode.Han, r) {
		b.edges[b.start] = true // Chinese and Japanese part no words
	}
	b.start -= n
	utf8.EncodeRune(b.buf[b.start:], low)
	b.soft[b.start] = low != r // camelCase: a word begins here, but the one before it belongs to the name
	return true
}

// softLabel is labelBefore for names such as aadErrorCode, whose first word says whose they are.
func (p *page) softLabel(pos int) label {
	_, b := p.labelBefore(pos)
	for start := b.start; start < longestLabel; start++ {
		if b.soft[start] {
			if kind, ok := labelTable()[string(b.buf[start:])]; ok {
				return kind
			}
		}
	}
	return noLabel
}

package entra

import (
	"bytes"
	"runtime"
	"slices"
	"sync"
	"unicode/utf8"
)

// A long text is surveyed for the place to read. Up to longLog every part of it is read as a page; beyond, it is a log,
// and the prefix as Microsoft Entra spells it is searched for as fast as memory allows. Only a log without one is then
// read in parts.
const (
	longLog     = 1 << 20
	surveyPiece = 64 << 10
	// mostSites bounds how many different numbers of a log are weighed. A log with more is a list of numbers.
	mostSites = 64
)

// site is a place of a long text where something was said.
type site struct {
	at     int // byte offset
	number int // 0 for a wording
	weight int
}

// survey is what a long text holds: every number in the order of its first appearance, and the place to read.
type survey struct {
	codes []int
	sites []site
	// latest prefers the last of several equal sites: in a log the newest failure counts, in a post the first.
	latest bool
}

// readLong reads an excerpt of a long text and adds the numbers that stand elsewhere.
func readLong(text []byte) (Reading, error) {
	s := surveyOf(text)
	clean, cuts := excerpt(text, s.place())
	reading := readClean(clean)
	reading.Secrets = kindsOf(cuts)
	if len(s.codes) == 0 && refused(reading.Said, cuts) {
		return Reading{Secrets: reading.Secrets}, ErrSecretOnly
	}
	for _, n := range reading.Said.Codes {
		if !slices.Contains(s.codes, n) {
			s.codes = append(s.codes, n)
		}
	}
	reading.Said.Codes = s.codes
	return reading, nil
}

func surveyOf(text []byte) *survey {
	s := &survey{latest: len(text) > longLog}
	if s.latest {
		s.log(text)
	}
	if len(s.codes) == 0 {
		s.pages(text)
	}
	return s
}

// pages reads the text in parts that end with a line.
func (s *survey) pages(text []byte) {
	known := make(map[int]bool)
	for from := 0; from < len(text); {
		piece := text[from:]
		if len(piece) > surveyPiece {
			piece = piece[:pieceEnd(string(piece[:surveyPiece]))]
		}
		source := valid(piece)
		p := newPage(source)
		for _, m := range p.mentions() {
			if !known[m.number] {
				known[m.number] = true
				s.codes = append(s.codes, m.number)
			}
			start, _ := p.span(m.start, m.end)
			s.sites = append(s.sites, site{from + rawOffset(piece, start), m.number, min(m.weight, weightSentence)})
		}
		if len(s.codes) == 0 && len(s.sites) == 0 {
			if found := p.wordings(); len(found) > 0 {
				start, _ := p.span(found[0].start, found[0].end)
				s.sites = append(s.sites, site{at: from + rawOffset(piece, start), weight: -1})
			}
		}
		from += len(piece)
	}
}

// rawOffset returns the offset in raw of what stands at offset clean of its repaired form (valid), which has one U+FFFD
// for a run of broken bytes.
func rawOffset(raw []byte, clean int) int {
	i, n, broken := 0, 0, false
	for i < len(raw) {
		r, size := utf8.DecodeRune(raw[i:])
		isBroken := r == utf8.RuneError && size == 1
		if n >= clean && !(broken && isBroken) {
			break
		}
		switch {
		case !isBroken:
			n += size
		case !broken:
			n += len("\uFFFD")
		}
		broken = isBroken
		i += size
	}
	return i
}

// log finds the prefix wherever it is spelt right, and weighs the first and the last place of each number.
func (s *survey) log(text []byte) {
	last := make(map[int]int)
	for _, at := range prefixes(text) {
		number := numberIn(text[at:])
		if number == 0 {
			continue
		}
		if _, ok := last[number]; !ok {
			s.codes = append(s.codes, number)
		}
		last[number] = at
	}
	for _, number := range s.codes[:min(len(s.codes), mostSites)] {
		s.sites = append(s.sites, site{last[number], number, weightIn(text, last[number])})
	}
}

// numberIn reads the number of the prefix that text begins with; most stand right behind it.
func numberIn(text []byte) int {
	const longest = 64
	number, n := 0, len(prefix)
	for n < len(text) && n-len(prefix) <= mostDigits && isDigit(text[n]) {
		number = number*10 + int(text[n]-'0')
		n++
	}
	if digits := n - len(prefix); digits >= fewestDigits && digits <= mostDigits {
		return number
	}
	m, _ := newPage(valid(text[:min(len(text), longest)])).exact(0)
	return m.number
}

// weightIn weighs the mention at an offset by the words around it.
func weightIn(text []byte, at int) int {
	const before, behind = 96, 96
	from := max(0, at-before)
	p := newPage(valid(text[from:min(len(text), at+behind)]))
	weight := 0
	for _, m := range p.mentions() {
		weight = max(weight, min(m.weight, weightSentence))
	}
	return weight
}

// prefixes returns where the prefix stands in the text, in order. A log is searched by every processor at once: then
// it takes no longer than anything else that has to look at every byte.
func prefixes(text []byte) []int {
	parts := min(runtime.GOMAXPROCS(0), 8)
	found := make([][]int, parts)
	var wait sync.WaitGroup
	for i := range parts {
		from, to := len(text)/parts*i, len(text)/parts*(i+1)
		if i == parts-1 {
			to = len(text)
		}
		wait.Go(func() { found[i] = prefixesIn(text, from, to) })
	}
	wait.Wait()
	return slices.Concat(found...)
}

// prefixesIn returns the places that begin within from:to.
func prefixesIn(text []byte, from, to int) []int {
	var found []int
	needle := []byte("AADSTS")
	reach := min(len(text), to+len(needle)-1)
	for from < to {
		i := bytes.Index(text[from:reach], needle)
		if i < 0 {
			return found
		}
		found = append(found, from+i)
		from += i + len(needle)
	}
	return found
}

// place returns the offset to read at: the heaviest site, a generic number only when there is no other, and the first
// or the last of several. The beginning of the text when nothing was found.
func (s *survey) place() int {
	best := site{weight: -2}
	for _, c := range s.sites {
		heavier := c.weight > best.weight || c.weight == best.weight && generic(best.number) && !generic(c.number)
		equal := c.weight == best.weight && generic(best.number) == generic(c.number)
		if heavier || equal && s.latest && c.at > best.at {
			best = c
		}
	}
	return best.at
}

// How far the excerpt of a long text reaches: pages and logs print the ids behind the message, and a stack may follow.
// What is scrubbed reaches further, so that no secret is met in its middle.
const (
	excerptBefore = 1 << 10
	excerptBehind = 3 << 10
	scrubMargin   = 1 << 10
)

// excerpt returns the part of a long text around a place, without secrets, and what was cut out of it.
func excerpt(text []byte, at int) (string, []cut) {
	from := lineStart(text, max(0, at-excerptBefore-scrubMargin))
	window := text[from:min(len(text), at+excerptBehind+scrubMargin)]
	clean, cuts := scrub(valid(window))
	center := min(max(moved(len(valid(window[:at-from])), cuts), 0), len(clean))
	start, end := 0, len(clean)
	if at-from > excerptBefore {
		start = lineStart([]byte(clean), max(0, center-excerptBefore))
	}
	if len(clean)-center > excerptBehind && at+excerptBehind < len(text) {
		end = center + pieceEnd(clean[center:center+excerptBehind])
	}
	return clean[start:end], cuts
}

// lineStart returns where the first line at or behind i begins, when that is near; else the first whole rune.
func lineStart(text []byte, i int) int {
	const near = 512
	if i == 0 {
		return 0
	}
	if n := bytes.IndexByte(text[i:min(len(text), i+near)], '\n'); n >= 0 {
		return i + n + 1
	}
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	return i
}

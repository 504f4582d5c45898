package entra

import (
	"bytes"

	"synchelper/diagnose"
)

// mention is one place where a page names an AADSTS number.
type mention struct {
	number     int
	start, end int  // in the view: from the first letter of the prefix, or of the number, to behind the last digit
	weight     int  // how much the place looks like the error itself rather than like talk about it
	loose      bool // without its prefix or a label of its own: only the words around make it one of Microsoft Entra's
}

// prefix is what every number of the token service begins with.
const prefix = "aadsts"

// mentions returns every place that names an AADSTS number, in order.
func (p *page) mentions() []mention {
	var found []mention
	for i := 0; i < len(p.low); {
		m, next := mention{}, i+1
		switch c := p.low[i]; {
		case c == 'a' && bytes.HasPrefix(p.low[i:], []byte(prefix)):
			m, next = p.exact(i)
		case mayBegin(c) && p.wordStart(i):
			if m, next = p.misspelt(i); m.number == 0 {
				m, next = p.cutPrefix(i)
			}
		case isDigit(c) && p.wordStart(i):
			m, next = p.bare(i, found)
		}
		if m.number > 0 {
			m.weight += p.weigh(m)
			found = append(found, m)
		}
		i = next
	}
	return p.withLoose(found)
}

// mayBegin says whether a misspelt prefix can begin with c: its own letters, a digit that a camera reads in their
// place, or the lead byte of Cyrillic and Greek letters that look the same.
func mayBegin(c byte) bool {
	return c == 'a' || c == 'd' || c == '4' || c == 0xD0 || c == 0xCE
}

// exact reads the number behind a prefix that is spelt right. Without a number the prefix says nothing.
func (p *page) exact(i int) (mention, int) {
	after := i + len(prefix)
	number, end := p.numberAfter(after)
	if diagnose.CodeKnown(number) {
		return mention{number: number, start: i, end: end}, end
	}
	// A letter too many (AADSTSS50020), but only where that gives a number that is known: S500116 is no misread 5500116.
	if m, next := p.misspelt(i); m.number > 0 && (number == 0 || diagnose.CodeKnown(m.number)) {
		return m, next
	}
	if number > 0 {
		return mention{number: number, start: i, end: end}, end
	}
	return mention{}, after
}

const (
	fewestDigits = 5 // the shortest AADSTS number (16000)
	mostDigits   = 8 // one more than the longest; ten-digit numbers are those of the Windows account manager
)

// numberAfter reads the number that belongs to a prefix ending at i: right behind it, behind a joint ("AADSTS: 50020"),
// or behind a word that announces it. Digits may be misread only right behind the prefix.
func (p *page) numberAfter(i int) (int, int) {
	if number, end := p.digits(i, true); number > 0 {
		return number, end
	}
	j := p.overJoint(i)
	for _, word := range [...]string{"error code", "error", "code", "number", "no", "fehler"} {
		if bytes.HasPrefix(p.low[j:], []byte(word)) {
			j = p.overJoint(j + len(word))
			break
		}
	}
	if j > i {
		if number, end := p.digits(j, false); number > 0 && !p.goesOn(end) {
			return number, end
		}
	}
	return 0, i
}

// goesOn says whether what ends at end goes on as a date, a time or a GUID.
func (p *page) goesOn(end int) bool {
	return end+1 < len(p.low) && (p.low[end] == '-' || p.low[end] == ':' || p.low[end] == '.') && isAlnum(p.low[end+1])
}

// overJoint goes over what people write between the prefix and its number.
func (p *page) overJoint(i int) int {
	const longestJoint = 8
	j := i
	for j < len(p.low) && j-i < longestJoint && joins(p.low[j]) {
		j++
	}
	return j
}

func joins(c byte) bool {
	switch c {
	case ' ', '\n', ':', '-', '_', '#', '.', '(', '[', '\'', '"', '`', '*', '=':
		return true
	}
	return false
}

// digits reads a number at i, 0 when none of the right length is there. A misread number may hold letters that look
// like digits, as long as the number is known or most of it are digits. A number cut by the end of a line is put
// together when that makes one that is known.
func (p *page) digits(i int, misread bool) (int, int) {
	number, n, read := p.digitRun(i, misread)
	if misread && read < n-i {
		likely := read > 0 && (read*2 >= n-i || diagnose.CodeKnown(number))
		if !likely || !p.wordEnd(n) {
			number, n, _ = p.digitRun(i, false)
		}
	}
	if joined, end := p.cutNumber(i, n, number); joined > 0 {
		return joined, end
	}
	if n-i < fewestDigits || n-i > mostDigits || isDigit(p.at(n)) {
		return 0, i
	}
	return number, n
}

// digitRun returns the number that begins at i, where it ends, and how many of its digits are digits.
func (p *page) digitRun(i int, misread bool) (number, end, digits int) {
	for end = i; end < len(p.low) && end-i <= mostDigits; end++ {
		d := digitOf(p.low[end])
		if d < 0 || !isDigit(p.low[end]) && !misread {
			break
		}
		if isDigit(p.low[end]) {
			digits++
		}
		number = number*10 + d
	}
	return number, end, digits
}

// digitOf returns the digit that c is or looks like on a photographed screen; -1 for anything else.
func digitOf(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case c == 'o':
		return 0
	case c == 'l' || c == 'i':
		return 1
	case c == 'z':
		return 2
	case c == 's':
		return 5
	case c == 'b':
		return 8
	}
	return -1
}

// cutNumber joins the digits i:end to those of the next line when the end of a line has cut a number in two: the whole
// is known, and the head is not or no colon follows it but the tail.
func (p *page) cutNumber(i, end, head int) (int, int) {
	j := p.skipSpace(end)
	if end == i || bytes.IndexByte(p.low[end:j], '\n') < 0 {
		return 0, i
	}
	whole, n := head, j
	for n < len(p.low) && end-i+n-j < mostDigits && isDigit(p.low[n]) {
		whole = whole*10 + int(p.low[n]-'0')
		n++
	}
	if n == j || !p.wordEnd(n) || !diagnose.CodeKnown(whole) || diagnose.CodeKnown(head) && p.at(n) != ':' {
		return 0, i
	}
	return whole, n
}

// cutPrefix reads a prefix that the end of a line has cut in two, and its number.
func (p *page) cutPrefix(i int) (mention, int) {
	j, cut := i, false
	for k := range len(prefix) {
		if !cut && k > 0 && p.at(j) == '\n' {
			j, cut = j+1, true
		}
		if p.at(j) != prefix[k] {
			return mention{}, i + 1
		}
		j++
	}
	number, end := p.numberAfter(j)
	return mention{number: number, start: i, end: end}, max(end, i+1)
}

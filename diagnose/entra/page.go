package entra

import "bytes"

// page is the view of a text without secrets, made ready for reading: low is its text with ASCII letters in lower case,
// byte for byte.
type page struct {
	*view
	low   []byte
	about answer    // see aboutEntra
	loose []mention // numbers that no word announces
}

func newPage(text string) *page {
	p := &page{view: newView(text, layout{})}
	p.low = make([]byte, len(p.text))
	for i, c := range p.text {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		p.low[i] = c
	}
	return p
}

// has says whether the lower-case words stand in the page.
func (p *page) has(words string) bool { return bytes.Contains(p.low, []byte(words)) }

// wordStart says whether no letter or digit stands before i.
func (p *page) wordStart(i int) bool { return i == 0 || !isAlnum(p.low[i-1]) }

// wordEnd says whether no letter or digit stands at i.
func (p *page) wordEnd(i int) bool { return i >= len(p.low) || !isAlnum(p.low[i]) }

// skipSpace returns the first place at or behind i that is no blank.
func (p *page) skipSpace(i int) int {
	for i < len(p.low) && isSpace(p.low[i]) {
		i++
	}
	return i
}

// at returns the byte at i, 0 behind the end.
func (p *page) at(i int) byte {
	if i < 0 || i >= len(p.low) {
		return 0
	}
	return p.low[i]
}

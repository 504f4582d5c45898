package entra

import "bytes"

// place is where an error stands in its page: the mention that is the cause and how far its surroundings reach.
type place struct {
	start, end int  // of the mention
	from, to   int  // between the other errors of the page
	above      bool // the page lists the ids first and the message last
}

// placeOf returns the surroundings of the mention m among all that were found; the whole page when nothing was.
func (p *page) placeOf(m mention, all []mention) place {
	at := place{start: m.start, end: m.end, to: len(p.low)}
	if m.number == 0 {
		at.start, at.end = 0, 0
		return at
	}
	for _, other := range all {
		switch {
		case other.number == m.number:
		case other.end <= m.start:
			at.from = other.end
		case other.start >= m.end:
			at.to = min(at.to, other.start)
		}
	}
	line := p.low[bytes.LastIndexByte(p.low[:m.start], '\n')+1 : m.start]
	at.above = bytes.Contains(line, []byte("message")) || bytes.HasSuffix(bytes.TrimSpace(line), []byte(":"))
	return at
}

// nearest chooses among values of one kind, given where each stands: the first one behind the mention and before the
// next error, or the last one before it, then whatever there is. It returns the index, -1 when there is none.
func (at place) nearest(n int, where func(int) int) int {
	behind, before := -1, -1
	for i := range n {
		switch pos := where(i); {
		case pos >= at.end && pos < at.to && behind < 0:
			behind = i
		case pos < at.start && pos >= at.from:
			before = i
		}
	}
	switch {
	case at.above && before >= 0:
		return before
	case behind >= 0:
		return behind
	case before >= 0:
		return before
	}
	return min(0, n-1)
}

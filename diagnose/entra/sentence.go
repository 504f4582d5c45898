package entra

import (
	"bytes"
	"strings"
)

// longestSaid is how much of the sentence behind a number is kept: the longest of Microsoft's are shorter.
const longestSaid = 600

// sentenceOf returns what came with the number of a mention, on one line: the words behind it up to the ids, the next
// number or an empty line. Where the number stands last, the words before it are what came with it.
func (p *page) sentenceOf(m mention, all []mention) string {
	start := m.end
	for start < len(p.low) && bytes.IndexByte([]byte(" :*'\"`)-\n,.;]}"), p.low[start]) >= 0 {
		start++
	}
	end := min(len(p.low), start+longestSaid)
	for _, other := range all {
		if other.start >= start && other.number != m.number {
			end = min(end, other.start)
			break
		}
	}
	end = start + p.sentenceEnd(start, end)
	if said := oneLine(p.text[start:end]); len(said) >= 8 {
		return said
	}
	const before = 200
	from := max(0, m.start-before)
	if i := bytes.LastIndex(p.low[from:m.start], []byte("\n\n")); i >= 0 {
		from += i
	}
	for from < m.start && p.text[from]&0xC0 == 0x80 {
		from++
	}
	return oneLine(p.text[from:m.start])
}

// sentenceEnd returns how long the sentence within start:end is.
func (p *page) sentenceEnd(start, end int) int {
	rest := p.low[start:end]
	for _, stop := range [...]string{"trace id:", "correlation id:", "request id:", "timestamp:", "\n\n", "\"error_codes\"",
		"\",\"", "\", \"", "','", "', '"} {
		if i := bytes.Index(rest, []byte(stop)); i >= 0 {
			rest = rest[:i]
		}
	}
	n := len(rest)
	for n > 0 && start+n < len(p.text) && p.text[start+n]&0xC0 == 0x80 {
		n--
	}
	return n
}

// oneLine joins words by single blanks and repairs what is not UTF-8.
func oneLine(text []byte) string {
	return strings.Trim(strings.Join(strings.Fields(strings.ToValidUTF8(string(text), "\uFFFD")), " "), " \"'`*")
}

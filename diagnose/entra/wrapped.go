package entra

import "bytes"

const (
	wrappedFrom = 40 // a shorter value is not wrapped by mail programs
	wrappedPart = 24 // a whole line of a token is longer; a word of a language is shorter
)

// wrapped goes on over the lines into which a mail program has broken a long secret, with the marks of quoting before
// them, and returns where it really ends.
func (f *secretFinder) wrapped(start, end int) int {
	if end-start < wrappedFrom {
		return end
	}
	return f.overLines(end)
}

// overLines is wrapped for a value of any length, as an address has that was broken right behind its key.
func (f *secretFinder) overLines(end int) int {
	for end < len(f.text) && f.text[end] == '\n' {
		from := f.overQuoting(end + 1)
		stop := from
		for stop < len(f.text) && (tokenByte(f.text[stop]) || bytes.IndexByte([]byte(".~+/=%"), f.text[stop]) >= 0) {
			stop++
		}
		part := f.text[from:stop]
		last := stop < len(f.text) && f.text[stop] == '&' && len(part) > 0
		if !last && (len(part) < wrappedPart || !hasDigit(part)) || isGUID(part) {
			break
		}
		end = stop
	}
	return end
}

// overQuoting goes over the blanks and marks that mail programs put before a quoted line.
func (f *secretFinder) overQuoting(i int) int {
	const most = 12
	from := i
	for i < len(f.text) && i-from < most && (f.text[i] == ' ' || f.text[i] == '>' || f.text[i] == '|') {
		i++
	}
	return i
}

// isGUID says whether a word has the form of a GUID, which tells nothing secret.
func isGUID(word []byte) bool {
	const length, dashes = 36, 4
	return len(word) == length && bytes.Count(word, []byte("-")) == dashes
}

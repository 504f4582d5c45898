package entra

import "bytes"

const (
	wrappedFrom = 40 // a shorter value is not wrapped by mail programs
	wrappedPart = 24 // a whole line of a token is longer; a word of a language is shorter
	wrappedLast = 6  // the rest of a token on its last line may be as short as a word, but is not like one
)

// wrapped goes on over the lines into which a mail program has broken a long secret, with the marks of quoting before
// them, and returns where it really ends.
func (f *secretFinder) wrapped(start, end int) int {
	if end-start < wrappedFrom {
		return end
	}
	return f.overLines(end, wrappedPart)
}

// overLines is wrapped for a value of any length, as an address has that was broken right behind its key. A line of
// less than least bytes goes on with it only where the next key of the address follows.
func (f *secretFinder) overLines(end, least int) int {
	for end < len(f.text) && f.text[end] == '\n' {
		from := f.overQuoting(end + 1)
		stop := f.partEnd(from)
		if !f.isPart(from, stop, least) {
			break
		}
		end = stop
	}
	return end
}

// isPart says whether the word from:stop of a line goes on with the secret of the line above.
func (f *secretFinder) isPart(from, stop, least int) bool {
	part := f.text[from:stop]
	if len(part) == 0 || isGUID(part) || isPair(part) || namesError(part) {
		return false
	}
	if stop < len(f.text) && (f.text[stop] == '&' || f.text[stop] == ';' && f.keyAt(stop+1)) {
		return true
	}
	return len(part) >= least && hasDigit(part) || least == wrappedPart && len(part) >= wrappedLast && isMixed(part)
}

// partEnd returns the end of the run of token characters at i.
func (f *secretFinder) partEnd(i int) int {
	for i < len(f.text) && (tokenByte(f.text[i]) || bytes.IndexByte([]byte(".~+/=%"), f.text[i]) >= 0) {
		i++
	}
	return i
}

// isPair says whether an equals sign parts a word rather than ending it, as it ends base64.
func isPair(word []byte) bool { return bytes.IndexByte(bytes.TrimRight(word, "="), '=') >= 0 }

// isMixed says whether a word has capitals, small letters and digits.
func isMixed(word []byte) bool {
	upper, lower := false, false
	for _, c := range word {
		upper, lower = upper || c >= 'A' && c <= 'Z', lower || c >= 'a' && c <= 'z'
	}
	return upper && lower && hasDigit(word)
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

// keyAbove returns the squashed end of the line above when a key that begins its line at start may have been broken
// there, and where that end begins; "" when start is in the middle of a line.
func (f *secretFinder) keyAbove(start int) (string, int) {
	const deepest = 16
	i := start
	for i > 0 && start-i < deepest && f.text[i-1] == ' ' {
		i--
	}
	if i == 0 || f.text[i-1] != '\n' {
		return "", start
	}
	end := i - 1
	for end > 0 && i-end < 4 && (f.text[end-1] == '"' || f.text[end-1] == '\'') { // broken behind its quote
		end--
	}
	above := keyStart(f.text, end)
	return squash(f.text[above:end]), above
}

// unbroken returns a value without the line ends that broke it and the blanks behind them.
func unbroken(value []byte) []byte {
	if bytes.IndexByte(value, '\n') < 0 {
		return value
	}
	out := make([]byte, 0, len(value))
	for line := range bytes.Lines(value) {
		out = append(out, bytes.Trim(line, " >|\n")...)
	}
	return out
}

// isGUID says whether a word has the form of a GUID, which tells nothing secret.
func isGUID(word []byte) bool {
	const length, dashes = 36, 4
	return len(word) == length && bytes.Count(word, []byte("-")) == dashes
}

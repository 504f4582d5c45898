package entra

import (
	"bytes"
)

// secret returns the range of the value behind the separator at sep when it can be what its key says; an empty range
// when not. The value is judged by its beginning and read to its end only when it is cut, so nothing is read twice.
func (f *secretFinder) secret(sep int, rule keyRule, inAddress bool) (int, int) {
	start, end := f.value(sep, rule, decisive)
	if start >= end {
		return start, start
	}
	if to := f.brokenValue(end, rule, inAddress); to > end && rule.fits(unbroken(f.text[start:to]), inAddress) {
		return start, to
	}
	if !rule.fits(unbroken(f.text[start:end]), inAddress) {
		return start, start
	}
	if end-start >= decisive {
		return f.value(sep, rule, len(f.text))
	}
	if rule.kind == kindPassword {
		end = max(end, f.fourGroups(start))
	}
	return start, end
}

// brokenValue returns where a value really ends that the end of a line broke at end. People choose passwords so short
// that only the next key of an address says that the rest of one follows.
func (f *secretFinder) brokenValue(end int, rule keyRule, inAddress bool) int {
	chosen := rule.kind == kindPassword || rule.kind == kindOneTime
	switch {
	case rule.line, chosen && !inAddress:
		return end
	case chosen:
		return f.overLines(end, len(f.text))
	}
	return f.overLines(end, wrappedPart)
}

// value returns the range of the value behind the separator at sep, or of its first bytes up to most.
func (f *secretFinder) value(sep int, rule keyRule, most int) (int, int) {
	start := skipToValue(f.text, sep+1)
	switch {
	case start >= len(f.text) && rule.scheme:
		return f.schemeBelow(sep, most)
	case start >= len(f.text) && !rule.line:
		return f.lineBelow(sep, most)
	case start >= len(f.text):
		return start, start
	case rule.scheme:
		return f.schemeValue(start, most)
	}
	if from, to := f.enclosed(start, most); from > start {
		return from, to
	}
	end := start
	for end < len(f.text) && end-start < most && !f.ends(end, sep, rule) {
		end++
	}
	return start, end
}

// enclosed returns the range of a value that begins with a sign of its own: a quote, the bracket of a list or of bytes,
// the mark of a YAML block. It begins at start when there is none.
func (f *secretFinder) enclosed(start, most int) (int, int) {
	switch f.text[start] {
	case '"', '\'', '`':
		if f.doubled(start) { // CSV doubles the quotes of what it quotes
			start++
		}
		return start + 1, f.closing(start, most)
	case '[':
		if quote := f.quoteBehind(start); quote > start {
			return f.enclosed(quote, most)
		}
	case '<':
		return f.hexData(start)
	case '|', '>':
		return f.block(start, most)
	}
	return start, start
}

// block returns the first line of a YAML block (YAML 1.2 §8.1) whose mark is at start.
func (f *secretFinder) block(start, most int) (int, int) {
	i := start + 1
	for i < len(f.text) && (f.text[i] == '-' || f.text[i] == '+' || isDigit(f.text[i])) {
		i++
	}
	if i >= len(f.text) || f.text[i] != '\n' {
		return start, start
	}
	from := f.overQuoting(i + 1)
	to := from
	for to < len(f.text) && to-from < most && f.text[to] != '\n' {
		to++
	}
	return from, to
}

// quoteBehind returns where the quote stands that follows the byte at i behind blanks; i when something else does.
func (f *secretFinder) quoteBehind(i int) int {
	j := skipToValue(f.text, i+1)
	if j < len(f.text) && (f.text[j] == '"' || f.text[j] == '\'') {
		return j
	}
	return i
}

// hexData returns the range of the bytes of a property list in its oldest form: Password = <68756e74 6572>.
func (f *secretFinder) hexData(start int) (int, int) {
	end := start + 1
	for end < len(f.text) && (hexValue(string(f.text[end:end+1]), 0, 1) >= 0 || isSpace(f.text[end])) {
		end++
	}
	if end == len(f.text) || f.text[end] != '>' {
		return start, start
	}
	return start + 1, end
}

// skipToValue goes over blanks; over a line end only when a quoted value follows.
func skipToValue(text []byte, i int) int {
	const most = 40
	j := i
	for j < len(text) && j-i < most && isSpace(text[j]) {
		j++
	}
	if bytes.IndexByte(text[i:j], '\n') >= 0 && (j >= len(text) || text[j] != '"' && text[j] != '\'') {
		return len(text)
	}
	return j
}

// doubled says whether two quotes open a value rather than being an empty one.
func (f *secretFinder) doubled(i int) bool {
	return i+2 < len(f.text) && f.text[i+1] == f.text[i] && f.text[i] == '"' &&
		!isSpace(f.text[i+2]) && bytes.IndexByte([]byte(",;}])\""), f.text[i+2]) < 0
}

// closing returns the end of the string that the quote at start opens: the same quote, escaped as often, or the end of
// a line on which no token goes on.
func (f *secretFinder) closing(start, most int) int {
	width := f.to[start] - f.from[start]
	last := min(len(f.text), start+1+most)
	for i := start + 1; i < last; i++ {
		if f.text[i] == '\n' && f.to[i]-f.from[i] == 1 && !f.goesOnBelow(i, f.text[start]) {
			return i
		}
		if f.text[i] == f.text[start] && f.to[i]-f.from[i] == width {
			return i
		}
	}
	return last
}

// goesOnBelow says whether the line end at i breaks a quoted token: the next line goes on with it up to the quote, or
// is full of it.
func (f *secretFinder) goesOnBelow(i int, quote byte) bool {
	from := f.overQuoting(i + 1)
	stop := f.partEnd(from)
	if stop == from || stop == len(f.text) {
		return false
	}
	return f.text[stop] == quote || f.text[stop] == '\n' && stop-from >= wrappedPart
}

// schemeValue returns the credentials behind "Bearer " or another scheme; nothing when no scheme is there.
func (f *secretFinder) schemeValue(start, most int) (int, int) {
	i := start
	for i < len(f.text) && (f.text[i] == '"' || f.text[i] == '\'') {
		i++
	}
	word := i
	for i < len(f.text) && i-word < 12 && isLetter(f.text[i]) {
		i++
	}
	if !isScheme(f.text[word:i]) {
		return start, start
	}
	for i < len(f.text) && f.text[i] == ' ' {
		i++
	}
	if i < len(f.text) && f.text[i] == '\n' {
		return f.tokenBelow(i)
	}
	rest := f.text[i:min(len(f.text), i+min(most, len(f.text)))]
	if end := bytes.IndexAny(rest, " \n\"'`<>"); end >= 0 {
		rest = rest[:end]
	}
	return i, i + len(rest)
}

// isScheme says whether a word is an authentication scheme.
func isScheme(word []byte) bool {
	switch string(bytes.ToLower(word)) {
	case "bearer", "basic", "negotiate", "ntlm", "digest", "pop", "msauth":
		return true
	}
	return false
}

// schemeBelow is schemeValue for the line below a key that ends its own.
func (f *secretFinder) schemeBelow(sep, most int) (int, int) {
	i := sep + 1
	for i < len(f.text) && f.text[i] == ' ' {
		i++
	}
	if i >= len(f.text) || f.text[i] != '\n' {
		return i, i
	}
	return f.schemeValue(f.overQuoting(i+1), most)
}

// tokenBelow returns the token with which the line below the line end at i begins; an empty range when none does, but
// the next header.
func (f *secretFinder) tokenBelow(i int) (int, int) {
	const least = 8
	start := f.overQuoting(i + 1)
	stop := f.dotted(start)
	if stop-start < least || !hasDigit(f.text[start:min(stop, start+decisive)]) || stop < len(f.text) && f.text[stop] == ':' {
		return start, start
	}
	return start, stop
}

// ends says whether an unquoted value ends before byte i. A byte that is percent-encoded where the separator is not
// belongs to the value.
func (f *secretFinder) ends(i, sep int, rule keyRule) bool {
	c := f.text[i]
	if f.source[f.from[i]] == '%' && f.source[f.from[sep]] != '%' {
		return false
	}
	switch c {
	case '\n':
		return true
	case '"', '\'', '`', '<':
		return rule.kind != kindPassword || !f.inPassword(i)
	case ' ':
		return !rule.line
	case '&':
		return !rule.line && (f.text[sep] == '=' || rule.kind != kindPassword)
	case ',', ';', ')', ']', '}', '>', '.':
		return !rule.line && f.closes(i)
	}
	return false
}

// inPassword says whether a quote or an angle bracket stands within a password rather than behind it: a letter or a
// digit follows, and for the bracket a digit, since letters begin a tag.
func (f *secretFinder) inPassword(i int) bool {
	if i+1 == len(f.text) || f.escaped(i) {
		return false
	}
	next := f.text[i+1]
	return isDigit(next) || f.text[i] != '<' && isLetter(next)
}

// closes says whether the punctuation at i ends a value: nothing follows, or the next key does.
func (f *secretFinder) closes(i int) bool {
	const most = 4
	next := i + 1
	for next < len(f.text) && next-i < most && bytes.IndexByte([]byte(",;)]}>."), f.text[next]) >= 0 {
		next++
	}
	if next >= len(f.text) || bytes.IndexByte([]byte(" \n\"'`<"), f.text[next]) >= 0 {
		return true
	}
	return (f.text[i] == ',' || f.text[i] == ';') && f.keyAt(next)
}

// keyAt says whether a key with its separator begins at i.
func (f *secretFinder) keyAt(i int) bool {
	const longestKey = 32
	end := i
	for end < len(f.text) && end-i < longestKey && nameByte(f.text[end]) {
		end++
	}
	return end > i && end < len(f.text) && (f.text[end] == '=' || f.text[end] == ':')
}

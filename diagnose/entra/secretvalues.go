package entra

import (
	"bytes"
)

// secret returns the range of the value behind the separator at sep when it can be what its key says; an empty range
// when not. The value is judged by its beginning and read to its end only when it is cut, so nothing is read twice.
func (f *secretFinder) secret(sep int, rule keyRule, inAddress bool) (int, int) {
	start, end := f.value(sep, rule, decisive)
	if inAddress && start < end && rule.kind == kindCode {
		if wrapped := f.overLines(end); wrapped > end {
			return start, wrapped
		}
	}
	if start >= end || !rule.fits(f.text[start:end], inAddress) {
		return start, start
	}
	if end-start >= decisive {
		return f.value(sep, rule, len(f.text))
	}
	return start, end
}

// value returns the range of the value behind the separator at sep, or of its first bytes up to most.
func (f *secretFinder) value(sep int, rule keyRule, most int) (int, int) {
	start := skipToValue(f.text, sep+1)
	if start >= len(f.text) {
		if rule.kind == kindPassword {
			return f.lineBelow(sep)
		}
		return start, start
	}
	if rule.scheme {
		return f.schemeValue(start, most)
	}
	if q := f.text[start]; q == '"' || q == '\'' || q == '`' {
		if f.doubled(start) { // CSV doubles the quotes of what it quotes
			start++
		}
		return start + 1, f.closing(start, most)
	}
	end := start
	for end < len(f.text) && end-start < most && !f.ends(end, sep, rule.line) {
		end++
	}
	return start, end
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

// closing returns the end of the string that the quote at start opens: the same quote, escaped as often, or the line.
func (f *secretFinder) closing(start, most int) int {
	width := f.to[start] - f.from[start]
	last := min(len(f.text), start+1+most)
	for i := start + 1; i < last; i++ {
		if f.text[i] == '\n' && f.to[i]-f.from[i] == 1 {
			return i
		}
		if f.text[i] == f.text[start] && f.to[i]-f.from[i] == width {
			return i
		}
	}
	return last
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
	switch string(bytes.ToLower(f.text[word:i])) {
	case "bearer", "basic", "negotiate", "ntlm", "digest", "pop", "msauth":
	default:
		return start, start
	}
	for i < len(f.text) && f.text[i] == ' ' {
		i++
	}
	end := i
	for end < len(f.text) && end-i < most && !isSpace(f.text[end]) && bytes.IndexByte([]byte("\"'`<>"), f.text[end]) < 0 {
		end++
	}
	return i, end
}

// ends says whether an unquoted value ends before byte i. A byte that is percent-encoded where the separator is not
// belongs to the value.
func (f *secretFinder) ends(i, sep int, line bool) bool {
	c := f.text[i]
	if f.source[f.from[i]] == '%' && f.source[f.from[sep]] != '%' {
		return false
	}
	switch c {
	case '\n', '"', '\'', '`', '<':
		return true
	case ' ', '&':
		return !line
	case ',', ';', ')', ']', '}', '>', '.':
		return !line && f.closes(i)
	}
	return false
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

// tokenByte marks what tokens are made of besides dots.
func tokenByte(c byte) bool { return isAlnum(c) || c == '_' || c == '-' }

const (
	shortToken  = 20  // a header of a JWT is longer
	opaqueToken = 40  // codes and refresh tokens of Microsoft Entra and of personal accounts are longer
	longRun     = 60  // nothing but a token mixes letters and digits for so long
	blobRun     = 400 // base64 of anything: assertions, certificates, encrypted claims
)

// run looks at a run of token characters that no key announces.
func (f *secretFinder) run() {
	start, end := f.at, f.at
	for end < len(f.text) && tokenByte(f.text[end]) {
		end++
	}
	switch word := f.text[start:end]; {
	case len(word) >= shortToken && bytes.HasPrefix(word, []byte("eyJ")), len(word) >= longRun && mixed(word):
		f.cut(start, f.dotted(end), kindToken, false)
	case f.opaque(start) >= start+opaqueToken:
		f.cut(start, f.opaque(start), kindToken, false)
	case f.blob(start) >= start+blobRun, f.blobEnd >= start+longRun && f.wholeLine(start, f.blobEnd):
		f.cut(start, f.blobEnd, kindToken, false)
	default:
		f.at = end
		f.announced(word, start, end)
	}
}

// announced looks at what stands behind a word that announces a secret without a separator.
func (f *secretFinder) announced(word []byte, start, end int) {
	switch string(word) {
	case "Bearer", "bearer", "BEARER":
		f.bearer(end)
	case "code":
		f.userCode(start, end)
	case "KEY-----":
		f.privateKey(start, end)
	default:
		f.spoken(word, end)
	}
}

// mixed says whether a word has capitals, small letters and digits as no name has.
func mixed(word []byte) bool {
	const many = 8
	upper, lower, digits := 0, 0, 0
	for _, c := range word {
		switch {
		case isDigit(c):
			digits++
		case c >= 'A' && c <= 'Z':
			upper++
		case c >= 'a':
			lower++
		}
	}
	return upper > 0 && lower > 0 && digits >= many
}

// dotted goes on over the further parts of a token.
func (f *secretFinder) dotted(end int) int {
	for end < len(f.text) && (tokenByte(f.text[end]) || bytes.IndexByte([]byte(".~+/=!*$"), f.text[end]) >= 0) {
		end++
	}
	return end
}

// opaque returns the end of a token of the forms 0.A…, 1.A… (Microsoft Entra) and M.C… (personal accounts), else 0.
func (f *secretFinder) opaque(start int) int {
	if start+2 >= len(f.text) || f.text[start+1] != '.' {
		return 0
	}
	switch first, third := f.text[start], f.text[start+2]; {
	case first != 'M' && first != '0' && first != '1', first == 'M' && third != 'C' && third != 'R',
		first != 'M' && third != 'A':
		return 0
	}
	return f.dotted(start)
}

// bearer cuts the token behind the word, with or without the name of its header.
func (f *secretFinder) bearer(end int) {
	start := end
	for start < len(f.text) && f.text[start] == ' ' {
		start++
	}
	stop := f.dotted(start)
	if start > end && stop-start >= shortToken && hasDigit(f.text[start:min(stop, start+decisive)]) {
		f.cut(start, stop, kindToken, false)
	}
}

// userCode cuts the code of "enter the code ABCD12345 to authenticate": whoever has it can hand out a sign-in.
func (f *secretFinder) userCode(start, end int) {
	if start < 10 || !bytes.EqualFold(f.text[start-10:start], []byte("enter the ")) {
		return
	}
	if end >= len(f.text) || f.text[end] != ' ' {
		return
	}
	stop := end + 1
	for stop < len(f.text) && (isDigit(f.text[stop]) || f.text[stop] >= 'A' && f.text[stop] <= 'Z' || f.text[stop] == '-') {
		stop++
	}
	if stop-end > 7 && stop-end < 16 {
		f.cut(end+1, stop, kindDevice, false)
	}
}

// blob returns the end of a run of base64, which has signs that no other token has. What one call has gone over, the
// next does not go over again.
func (f *secretFinder) blob(start int) int {
	if start < f.blobEnd {
		return 0
	}
	end := start
	for end < len(f.text) && (tokenByte(f.text[end]) || f.text[end] == '+' || f.text[end] == '/' || f.text[end] == '=') {
		end++
	}
	f.blobEnd = end
	return end
}

// wholeLine says whether base64 fills a line from end to end, as in a key, a certificate or an assertion whose first
// line is not in the text. Letters and digits are mixed there as in no name or path.
func (f *secretFinder) wholeLine(start, end int) bool {
	return (start == 0 || f.text[start-1] == '\n') && (end == len(f.text) || f.text[end] == '\n') &&
		mixed(f.text[start:end])
}

// privateKey cuts what stands between the lines of a PEM private key.
func (f *secretFinder) privateKey(start, end int) {
	const head, least = "-----BEGIN ", 8
	line := f.text[max(0, start-40):start]
	if i := bytes.LastIndex(line, []byte(head)); i < 0 || !bytes.Contains(line[i:], []byte("PRIVATE")) {
		return
	}
	stop := len(f.text)
	if i := bytes.Index(f.text[end:], []byte("-----END")); i >= 0 {
		stop = end + i
	}
	if stop-end >= least && !bytes.Contains(f.text[end:min(stop, end+32)], []byte("⟨")) {
		f.cut(end+1, stop, kindKey, false)
	}
}

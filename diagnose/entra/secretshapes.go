package entra

import "bytes"

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
	case f.appSecret(start, end) > end:
		f.cut(start, f.appSecret(start, end), kindSecret, false)
	case f.opaqueEnd(start) >= start+opaqueToken:
		f.cut(start, f.opaqueEnd(start), kindToken, false)
	case f.blob(start) >= start+blobRun, f.blobEnd >= start+longRun && f.wholeLine(start, f.blobEnd):
		f.cut(start, f.blobEnd, kindToken, false)
	default:
		f.at = end
		if !f.oneTime(start, end) {
			f.announced(word, start, end)
		}
	}
}

// announced looks at what stands behind a word that announces a secret without a separator.
func (f *secretFinder) announced(word []byte, start, end int) {
	switch string(word) {
	case "Bearer", "bearer", "BEARER":
		f.bearer(end)
	case "Basic", "basic", "BASIC":
		f.basic(end)
	case "KEY-----":
		f.privateKey(start, end)
	case "ConvertTo-SecureString", "convertto-securestring":
		f.secureString(end)
	default:
		f.spoken(word, start, end)
	}
}

// appSecret returns the end of a client secret of Microsoft Entra, else 0: three characters, a digit, "Q~" and at least
// 31 more.
func (f *secretFinder) appSecret(start, end int) int {
	const head, whole = 5, 34
	if end-start > head || end-start < 2 || end == len(f.text) || f.text[end] != '~' || f.text[end-1] != 'Q' ||
		!isDigit(f.text[end-2]) {
		return 0
	}
	if stop := f.dotted(start); stop-start >= whole {
		return stop
	}
	return 0
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

// opaqueEnd is opaque over the lines into which the token may be broken.
func (f *secretFinder) opaqueEnd(start int) int {
	if end := f.opaque(start); end > 0 {
		return f.overLines(end, wrappedPart)
	}
	return 0
}

// bearer cuts the token behind the word, with or without the name of its header.
func (f *secretFinder) bearer(end int) {
	start := end
	for start < len(f.text) && f.text[start] == ' ' {
		start++
	}
	if start < len(f.text) && f.text[start] == '\n' {
		start = f.overQuoting(start + 1)
	}
	stop := f.dotted(start)
	if start > end && stop-start >= shortToken && hasDigit(f.text[start:min(stop, start+decisive)]) {
		f.cut(start, stop, kindToken, false)
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
	if end-start >= longRun {
		end = f.overLines(end, wrappedPart)
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

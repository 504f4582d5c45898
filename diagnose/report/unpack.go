package report

import (
	"bytes"
	"encoding/base64"
	"errors"
	"html"
	"regexp"

	"synchelper/diagnose/entra"
)

const (
	unpackDeepest = 4           // layers of encoding: a mail in Base64 holds a page that holds the text, quoted
	unpackAtMost  = 4 * MaxSize // bytes that are looked at in all, so that no text grows by being decoded
)

// unpacker takes off what mail programs wrap around a text, layer by layer, until a report shows.
type unpacker struct {
	left  int
	other bool // a set of letters was declared that is neither Unicode's nor Windows' or Latin-1
}

// declared is how a mail or a page names its set of letters, and latin which of them have one byte for a Latin letter.
var (
	declared = regexp.MustCompile(`(?i)\bcharset\s*=\s*["']?([A-Za-z0-9_:.-]+)`)
	latin    = regexp.MustCompile(`(?i)^(utf-?(8|16|16le|16be)|us-ascii|ascii|(iso|x-iso)?[-_]?8859-(1|15)|latin-?[19]|(windows|cp|x-cp)-?1252)$`)
)

// words are the bytes of a text as UTF-8.
func (u *unpacker) words(text []byte) []byte {
	text = entra.UTF8(text)
	for _, name := range declared.FindAllSubmatch(text, -1) {
		u.other = u.other || !latin.Match(name[1])
	}
	if u.other {
		return text
	}
	return entra.Latin(text)
}

// search returns the first report that shows; the error is that of the text as it came, or that of a report
// in it that is damaged.
func (u *unpacker) search(text []byte, layers int) ([]byte, error) {
	if u.left -= len(text); u.left < 0 {
		return nil, ErrNoReport
	}
	text = u.words(text)
	document, err := find(text)
	if err == nil || layers == 0 || errors.Is(err, ErrNewer) {
		return document, err
	}
	marked := plainLines(text)
	text = unquoted(text)
	// A tag that quoted-printable has broken before its last sign looks like a quoted line: then the marks are none.
	asItCame := func([]byte) [][]byte { return fromQuotedPrintable(marked) }
	for _, decode := range []func([]byte) [][]byte{fromQuotedPrintable, fromHTML, fromCurlyQuotes, fromBase64, asItCame} {
		for _, inner := range decode(text) {
			found, problem := u.search(inner, layers-1)
			switch {
			case problem == nil, errors.Is(problem, ErrNewer):
				return found, problem
			case errors.Is(problem, ErrDamaged):
				err = problem
			}
		}
	}
	return nil, err
}

// names says whether a text may hold the exported form, under whatever quotes.
func names(text []byte) bool { return bytes.Contains(text, []byte("schema")) }

var escapedByte = regexp.MustCompile(`=([0-9A-Fa-f]{2})`)

// fromQuotedPrintable decodes RFC 2045 §6.7, as loosely as mail programs write it.
func fromQuotedPrintable(text []byte) [][]byte {
	if !bytes.Contains(text, []byte("=\n")) && !escapedByte.Match(text) {
		return nil
	}
	if text = softBreak.ReplaceAll(text, nil); !names(text) { // which may have been broken itself
		return nil
	}
	return [][]byte{escapedByte.ReplaceAllFunc(text, func(e []byte) []byte { return []byte{nibble(e[1])<<4 | nibble(e[2])} })}
}

var softBreak = regexp.MustCompile(`=[ \t]*\n`)

func nibble(c byte) byte {
	switch {
	case c >= 'a':
		return c - 'a' + 10
	case c >= 'A':
		return c - 'A' + 10
	}
	return c - '0'
}

var (
	lineTag = regexp.MustCompile(`(?i)<(?:br|/p|/div|/tr|/li|/pre|/h[1-6])\b[^<>]*>`)
	anyTag  = regexp.MustCompile(`</?[A-Za-z!][^<>]*>`)
)

// fromHTML leaves of a page its words. Its own line ends are blanks, as HTML has it; a report holds no "<" of its own.
func fromHTML(text []byte) [][]byte {
	if !names(text) || !anyTag.Match(text) && !bytes.Contains(text, []byte("&quot;")) && !bytes.Contains(text, []byte("&#34;")) {
		return nil
	}
	if anyTag.Match(text) {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte(" "))
		text = anyTag.ReplaceAll(lineTag.ReplaceAll(text, []byte("\n")), nil)
	}
	return [][]byte{[]byte(html.UnescapeString(string(text)))}
}

// fromCurlyQuotes undoes what word processors do to quotes.
func fromCurlyQuotes(text []byte) [][]byte {
	if !names(text) {
		return nil
	}
	straight := text
	for _, quote := range []string{"“", "”", "„", "‟", "«", "»"} {
		straight = bytes.ReplaceAll(straight, []byte(quote), []byte(`"`))
	}
	if len(straight) == len(text) {
		return nil
	}
	return [][]byte{straight}
}

var base64Block = regexp.MustCompile(`(?:[A-Za-z0-9+/]{16,}\n[ \t]*)*[A-Za-z0-9+/]{60,}(?:\n[ \t]*[A-Za-z0-9+/]+)?={0,2}`)

// fromBase64 decodes the blocks that are long enough for a report.
func fromBase64(text []byte) (parts [][]byte) {
	const mostBlocks, shortest = 16, 300
	for _, block := range base64Block.FindAll(text, mostBlocks) {
		block = bytes.TrimRight(bytes.Map(func(r rune) rune {
			if r == '\n' || r == ' ' || r == '\t' {
				return -1
			}
			return r
		}, block), "=")
		if len(block) < shortest {
			continue
		}
		block = block[:len(block)-len(block)%4+[]int{0, 0, 2, 3}[len(block)%4]]
		out := make([]byte, base64.RawStdEncoding.DecodedLen(len(block)))
		if n, err := base64.RawStdEncoding.Decode(out, block); err == nil {
			parts = append(parts, out[:n])
		}
	}
	return parts
}

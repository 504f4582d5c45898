package entra

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxLayers is how often one byte may be escaped over: four layers are met in real logs, one more is allowed.
const maxLayers = 5

// backslash reads a run of backslashes and what it escapes. Nested JSON doubles the run with every layer, so its
// length says nothing: \n, \\n and \\\\n are the same line end.
func (d *decoder) backslash() {
	j := d.i
	for j < len(d.source) && d.source[j] == '\\' {
		j++
	}
	run := j - d.i
	rest := d.source[j:]
	switch {
	case rest == "":
		d.i = j
	case rest[0] == 'n':
		d.newline(run + 1)
	case rest[0] == 'r' || rest[0] == 't':
		d.emit(' ', run+1)
	case rest[0] == 'u' && hexValue(rest, 1, 4) >= 0:
		d.unicodeEscape(run, rest)
	case rest[0] == 'x' && hexValue(rest, 1, 2) >= 0:
		d.emitRune(rune(hexValue(rest, 1, 2)), run+3)
	case strings.IndexByte("\"'/&`", rest[0]) >= 0:
		d.emit(rest[0], run+1)
	case rest[0] == '\n' || rest[0] == '\r':
		d.i = j
	default:
		d.emit('\\', run)
	}
}

// unicodeEscape reads \uXXXX, with its second half when it is a surrogate.
func (d *decoder) unicodeEscape(run int, rest string) {
	r, width := rune(hexValue(rest, 1, 4)), run+5
	if utf16.IsSurrogate(r) {
		k := 5
		for k < len(rest) && k < 5+2*16 && rest[k] == '\\' {
			k++
		}
		low := hexValue(rest, k+1, 4)
		if k < len(rest) && rest[k] == 'u' && low >= 0 {
			if pair := utf16.DecodeRune(r, rune(low)); pair != utf8.RuneError {
				r, width = pair, run+k+5
			}
		}
	}
	switch r {
	case '\n', '\r':
		d.newline(width)
	case '\t':
		d.emit(' ', width)
	default:
		d.emitRune(r, width)
	}
}

// percentEscape reads %XX, doubled layers (%2520) included; a run of them may spell one rune of UTF-8.
func (d *decoder) percentEscape() {
	var buf [utf8.UTFMax]byte
	first, width := percentByte(d.source[d.i:])
	if width == 0 {
		d.emit('%', 1)
		return
	}
	d.encoded = true
	if first < utf8.RuneSelf {
		d.emitPercent(first, width)
		return
	}
	buf[0] = first
	n := 1
	for ; n < len(buf) && !utf8.FullRune(buf[:n]); n++ {
		b, w := percentByte(d.source[d.i+width:])
		if w == 0 {
			break
		}
		buf[n] = b
		width += w
	}
	if r, size := utf8.DecodeRune(buf[:n]); r != utf8.RuneError && size == n {
		d.emitRune(r, width)
		return
	}
	_, width = percentByte(d.source[d.i:]) // not UTF-8: Latin-1, as old servers write it
	d.emitRune(rune(first), width)
}

func (d *decoder) emitPercent(b byte, width int) {
	switch b {
	case '\r', '\t':
		b = ' '
	case 0:
		d.i += width
		return
	}
	d.nested = d.nested || b == '\\' || b == '&' || b == '<'
	d.emit(b, width)
}

// percentByte reads one percent escape at the start of s and how many bytes it took; 0 when there is none.
func percentByte(s string) (byte, int) {
	if len(s) < 3 || s[0] != '%' {
		return 0, 0
	}
	n := 1
	for layer := 0; layer < maxLayers && hexValue(s, n, 2) == '%' && hexValue(s, n+2, 2) >= 0; layer++ {
		n += 2
	}
	v := hexValue(s, n, 2)
	if v < 0 {
		return 0, 0
	}
	return byte(v), n + 2
}

// equals reads the two escapes of quoted-printable mail: a soft line break, and =3D for the equals sign itself.
func (d *decoder) equals() {
	rest := d.source[d.i+1:]
	switch {
	case !d.hard && strings.HasPrefix(rest, "\n"):
		d.i += 2
		d.quotePrefix()
	case !d.hard && strings.HasPrefix(rest, "\r\n"):
		d.i += 3
		d.quotePrefix()
	case strings.HasPrefix(rest, "3D"):
		d.emit('=', 3)
	default:
		d.encoded = d.encoded || d.afterQueryKey()
		d.emit('=', 1)
	}
}

// afterQueryKey says whether what stands before an equals sign is the key of a query or fragment.
func (d *decoder) afterQueryKey() bool {
	const longestKey = 32
	i := len(d.text)
	for i > d.word && len(d.text)-i < longestKey && nameByte(d.text[i-1]) {
		i--
	}
	return i > d.word && i < len(d.text) && (d.text[i-1] == '?' || d.text[i-1] == '&' || d.text[i-1] == '#')
}

// entity reads an HTML entity, escaped again or not (&amp;quot;); an ampersand that begins none stays.
func (d *decoder) entity() {
	rest := d.source[d.i+1:]
	layers := 0
	for layers < maxLayers && strings.HasPrefix(rest, "amp;") {
		rest = rest[len("amp;"):]
		layers++
	}
	skipped := 1 + layers*len("amp;")
	if r, n := entityRune(rest); n > 0 {
		if r == '\n' {
			d.newline(skipped + n)
			return
		}
		d.emitRune(r, skipped+n)
		return
	}
	d.emit('&', skipped)
}

// entityRune reads what stands behind the ampersand of an entity; 0 bytes when it is none.
func entityRune(s string) (rune, int) {
	if strings.HasPrefix(s, "#") {
		return numericEntity(s)
	}
	end := strings.IndexByte(s[:min(len(s), 8)], ';')
	if end < 2 {
		return 0, 0
	}
	if r := namedEntity(s[:end]); r != 0 {
		return r, end + 1
	}
	return 0, 0
}

// namedEntity knows the names that error pages and issue trackers write; 0 for any other.
func namedEntity(name string) rune {
	switch name {
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "quot", "ldquo", "rdquo", "laquo", "raquo", "bdquo":
		return '"'
	case "apos", "lsquo", "rsquo":
		return '\''
	case "nbsp":
		return ' '
	case "ndash", "mdash":
		return '-'
	case "colon":
		return ':'
	}
	return accented(name)
}

// accented reads names such as eacute: a letter and its accent.
func accented(name string) rune {
	const letters, accents = "AEIOUaeiouCcNnsz", "acute grave circ uml tilde cedil zlig"
	if strings.IndexByte(letters, name[0]) < 0 || !strings.Contains(accents, name[1:]) {
		return 0
	}
	if s := html.UnescapeString("&" + name + ";"); s[0] != '&' {
		r, _ := utf8.DecodeRuneInString(s)
		return r
	}
	return 0
}

func numericEntity(s string) (rune, int) {
	end := strings.IndexByte(s[:min(len(s), 10)], ';')
	if end < 2 {
		return 0, 0
	}
	digits, base := s[1:end], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	v, err := strconv.ParseUint(digits, base, 21)
	if err != nil || v == 0 || !utf8.ValidRune(rune(v)) {
		return 0, 0
	}
	if v == '\r' || v == '\t' {
		v = ' '
	}
	return rune(v), end + 1
}

// hexValue returns the value of n hex digits of s from start on; -1 when they are not there.
func hexValue(s string, start, n int) int {
	if start < 0 || start+n > len(s) {
		return -1
	}
	v := 0
	for _, c := range []byte(s[start : start+n]) {
		switch {
		case c >= '0' && c <= '9':
			v = v<<4 | int(c-'0')
		case c >= 'a' && c <= 'f':
			v = v<<4 | int(c-'a'+10)
		case c >= 'A' && c <= 'F':
			v = v<<4 | int(c-'A'+10)
		default:
			return -1
		}
	}
	return v
}

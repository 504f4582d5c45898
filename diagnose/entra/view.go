package entra

import (
	"unicode/utf8"
)

// view is a text with its escapes, entities, tags and quoting taken off. Byte i of text came from the bytes
// from[i]:to[i] of the source; a decoded rune shares one range among its bytes.
type view struct {
	source   string
	text     []byte
	from, to []int32
}

// span maps the half-open range of the view to its source. The range must not be empty.
func (v *view) span(start, end int) (int, int) { return int(v.from[start]), int(v.to[end-1]) }

// escaped says whether byte i of the view stood in the source as something longer than itself.
func (v *view) escaped(i int) bool { return v.to[i]-v.from[i] > 1 && v.text[i] < utf8.RuneSelf }

// plain says whether a byte stands for itself wherever it appears.
func plain(c byte) bool {
	return c > ' ' && c < 0x7F && c != '\\' && c != '%' && c != '&' && c != '<' && c != '='
}

// layout says what becomes of the parts of a text whose meaning depends on who looks.
type layout struct {
	tags bool // HTML tags stay, since an attribute may hold an address; else they are taken off
	plus bool // a plus in an encoded address stays; else it is a blank
	hard bool // an equals sign at the end of a line stays; else both are taken off as quoted-printable mail has them
}

// decoder builds a view from its source in one pass. Every step moves i forward, and looks ahead by a bounded number
// of bytes or to the next byte of its own kind, so the whole is linear.
type decoder struct {
	view
	layout
	i       int
	word    int  // where the current word began in the view
	encoded bool // the current word is an address with a query, or holds a percent escape: a plus is a blank
	nested  bool // an escape stood for a byte that may itself begin an escape
}

// maxPasses bounds how often a text is decoded whose escapes of one kind hide those of another: JSON in an address in
// HTML is three.
const maxPasses = 4

// newView takes the quoting off source.
func newView(source string, l layout) *view {
	v, nested := decode(source, l)
	for pass := 1; nested && pass < maxPasses; pass++ {
		var inner *view
		if inner, nested = decode(string(v.text), l); len(inner.text) == len(v.text) {
			break
		}
		inner.within(v)
		v = inner
	}
	return v
}

// within makes v, a view of the text of outer, a view of outer's source.
func (v *view) within(outer *view) {
	v.source = outer.source
	for i := range v.from {
		v.from[i], v.to[i] = outer.from[v.from[i]], outer.to[v.to[i]-1]
	}
}

// decode takes one kind of escape at a time off source; true when it uncovered what may be another.
func decode(source string, l layout) (*view, bool) {
	d := &decoder{layout: l}
	d.source = source
	d.text = make([]byte, 0, len(source))
	d.from = make([]int32, 0, len(source))
	d.to = make([]int32, 0, len(source))
	d.quotePrefix()
	for d.i < len(source) {
		c := source[d.i]
		switch {
		case plain(c):
			d.plainRun()
		case c >= utf8.RuneSelf:
			d.rune()
		default:
			d.special(c)
		}
	}
	d.endWord()
	return &d.view, d.nested
}

// plainRun copies the bytes that stand for themselves from here on.
func (d *decoder) plainRun() {
	end := d.i + 1
	for end < len(d.source) && plain(d.source[end]) {
		end++
	}
	d.text = append(d.text, d.source[d.i:end]...)
	for i := d.i; i < end; i++ {
		d.from = append(d.from, int32(i))
		d.to = append(d.to, int32(i+1))
	}
	d.i = end
}

// emit appends one byte that stands for the next width bytes of the source.
func (d *decoder) emit(b byte, width int) {
	d.text = append(d.text, b)
	d.from = append(d.from, int32(d.i))
	d.to = append(d.to, int32(d.i+width))
	d.i += width
}

// emitRune appends a rune that stands for the next width bytes of the source.
func (d *decoder) emitRune(r rune, width int) {
	if s := typographic(r); s >= 0 {
		d.nested = d.nested || width > 1 && (s == '\\' || s == '%' || s == '&' || s == '<')
		if s > 0 {
			d.emit(byte(s), width)
			return
		}
		d.i += width
		return
	}
	var buf [utf8.UTFMax]byte
	for _, b := range buf[:utf8.EncodeRune(buf[:], r)] {
		d.emit(b, width)
		d.i -= width
	}
	d.i += width
}

// rune copies a rune that is not ASCII.
func (d *decoder) rune() {
	r, n := utf8.DecodeRuneInString(d.source[d.i:])
	d.emitRune(r, n)
}

// special handles the bytes that may begin an escape.
func (d *decoder) special(c byte) {
	switch c {
	case '\\':
		d.backslash()
	case '%':
		d.percentEscape()
	case '&':
		d.entity()
	case '<':
		d.tag()
	case '=':
		d.equals()
	case ' ', '\t':
		d.endWord()
		d.emit(' ', 1)
		d.word = len(d.text)
	case '\n':
		d.newline(1)
	case '\r':
		d.carriageReturn()
	case 0x1B:
		d.ansi()
	default: // other control characters carry nothing
		d.i++
	}
}

// newline emits a line end that took width bytes and drops the quoting marks behind it.
func (d *decoder) newline(width int) {
	d.endWord()
	d.emit('\n', width)
	d.word = len(d.text)
	d.quotePrefix()
}

func (d *decoder) carriageReturn() {
	if d.i+1 < len(d.source) && d.source[d.i+1] == '\n' {
		d.newline(2)
		return
	}
	d.newline(1)
}

// quotePrefix skips what mail programs, chats and PowerShell put before a quoted or wrapped line: "> ", "| ", "&gt; ".
func (d *decoder) quotePrefix() {
	j := d.i
	for j < len(d.source) {
		k := j
		for k < len(d.source) && (d.source[k] == ' ' || d.source[k] == '\t') {
			k++
		}
		n := quoteMark(d.source[k:])
		if n == 0 {
			return
		}
		if j = k + n; j < len(d.source) && d.source[j] == ' ' {
			j++
		}
		d.i = j
	}
}

// quoteMark returns how many bytes of s are a quoting mark; 0 when none is there.
func quoteMark(s string) int {
	for _, mark := range [...]string{">", "|", "&gt;", "│", "┃", "»"} {
		if len(s) >= len(mark) && s[:len(mark)] == mark {
			return len(mark)
		}
	}
	return 0
}

// endWord closes the current word. In an encoded one a plus is a blank.
func (d *decoder) endWord() {
	if d.encoded && !d.plus {
		for i := d.word; i < len(d.text); i++ {
			if d.text[i] == '+' && d.source[d.from[i]] == '+' {
				d.text[i] = ' '
			}
		}
	}
	d.encoded = false
}

// ansi skips a terminal's colour sequence.
func (d *decoder) ansi() {
	j := d.i + 1
	if j < len(d.source) && d.source[j] == '[' {
		for j++; j < len(d.source) && j < d.i+16; j++ {
			if c := d.source[j]; c >= '@' && c <= '~' {
				j++
				break
			}
		}
	}
	d.i = j
}

// typographic returns the ASCII byte that a rune is written for, 0 for a rune that is not seen, -1 for any other.
func typographic(r rune) int {
	switch {
	case r < utf8.RuneSelf:
		return int(r)
	case r >= 0xFF01 && r <= 0xFF5E: // full-width forms
		return int(r - 0xFF01 + '!')
	case invisible(r):
		return 0
	case r >= 0x2000 && r <= 0x200A:
		return ' '
	case r >= 0x2010 && r <= 0x2015:
		return '-'
	}
	switch r {
	case 0x00A0, 0x202F, 0x205F, 0x3000:
		return ' '
	case '−':
		return '-'
	case '‘', '’', '‚', '‛', '′', '´', '‹', '›':
		return '\''
	case '“', '”', '„', '‟', '″', '«', '»', '「', '」', '『', '』':
		return '"'
	case 0x2028, 0x2029, 0x85:
		return '\n'
	case '∶', '︰':
		return ':'
	}
	return -1
}

// invisible says whether a rune takes no place: joiners, marks of direction and order, soft hyphens.
func invisible(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069 ||
		r == 0xFEFF || r == 0x00AD
}

package entra

import "strings"

// tagKind says what a tag does to the words around it.
type tagKind byte

const (
	notATag  tagKind = iota
	inline           // the words run on
	breaking         // a line ends
)

// kindOfTag knows the HTML elements that are met in pages, mails and issue trackers. Anything else in angle brackets
// is somebody's placeholder (<tenant>) or XML whose values matter, and stays.
func kindOfTag(name string) tagKind {
	switch name {
	case "a", "b", "strong", "i", "em", "u", "span", "font", "code", "small", "mark", "kbd", "samp", "sup", "sub", "wbr",
		"bdi", "label", "img", "o:p":
		return inline
	case "br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "table", "tbody", "thead", "h1", "h2", "h3", "h4", "h5",
		"h6", "pre", "hr", "body", "html", "head", "section", "article", "main", "header", "footer", "blockquote", "dt",
		"dd", "dl", "button", "form", "title", "center", "details", "summary":
		return breaking
	}
	return notATag
}

// maxTagName is longer than every name that kindOfTag knows.
const maxTagName = 12

// tag skips an HTML tag; a tag that ends a line leaves a line end.
func (d *decoder) tag() {
	rest := d.source[d.i+1:]
	name, n := tagName(rest)
	kind := kindOfTag(name)
	if d.layout.tags || kind == notATag {
		d.emit('<', 1)
		return
	}
	// A tag ends before the next one begins: this keeps the search linear.
	end := strings.IndexAny(rest[n:], "<>")
	if end < 0 || rest[n+end] != '>' || speaks(rest[n:n+end]) {
		d.emit('<', 1)
		return
	}
	if kind == breaking {
		d.newline(n + end + 2)
		return
	}
	d.i += n + end + 2
}

// speaks says whether the attributes of a tag hold an error, as the address of a link may.
func speaks(attributes string) bool {
	return strings.Contains(attributes, "AADSTS") || strings.Contains(attributes, "error")
}

// tagName reads the lower-case name behind "<" or "</" and returns how many bytes it took; "" when a tag cannot begin
// like this.
func tagName(s string) (string, int) {
	n := 0
	if strings.HasPrefix(s, "/") {
		n = 1
	}
	start := n
	for n < len(s) && n-start < maxTagName && (isAlnum(s[n]) || s[n] == ':') {
		n++
	}
	if n == start || n == len(s) || !strings.ContainsRune(" >/\t\r\n", rune(s[n])) {
		return "", 0
	}
	return strings.ToLower(s[start:n]), n
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isAlnum(c byte) bool  { return isDigit(c) || isLetter(c) }
func isSpace(c byte) bool  { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

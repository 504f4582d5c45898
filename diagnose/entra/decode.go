package entra

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// sniffLen is how much of a text without a byte order mark is looked at to tell UTF-16 from UTF-8: enough for a few
// lines, so that one stray NUL decides nothing.
const sniffLen = 512

// utf16Order returns the byte order of UTF-16 text and how many bytes its mark takes; nil for anything else.
// PowerShell writes UTF-16 with a mark, some Windows logs without one.
func utf16Order(text []byte) (binary.ByteOrder, int) {
	switch {
	case bytes.HasPrefix(text, []byte{0xFF, 0xFE}):
		return binary.LittleEndian, 2
	case bytes.HasPrefix(text, []byte{0xFE, 0xFF}):
		return binary.BigEndian, 2
	}
	head := text[:min(len(text), sniffLen)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	switch most := len(head) * 2 / 5; {
	case len(head) < 4:
		return nil, 0
	case zeros[1] >= most && zeros[0] == 0:
		return binary.LittleEndian, 0
	case zeros[0] >= most && zeros[1] == 0:
		return binary.BigEndian, 0
	}
	return nil, 0
}

// fromUTF16 decodes UTF-16; an odd last byte is dropped, lone surrogates become U+FFFD.
func fromUTF16(text []byte, order binary.ByteOrder) []byte {
	out := make([]byte, 0, len(text)/2+len(text)/8)
	for len(text) >= 2 {
		r := rune(order.Uint16(text))
		text = text[2:]
		if utf16.IsSurrogate(r) && len(text) >= 2 {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(text))); pair != utf8.RuneError {
				r, text = pair, text[2:]
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// UTF8 returns text as UTF-8 bytes without a byte order mark. Bytes that are not valid UTF-8 are left: valid
// repairs them, and on a large text only for the part that is read.
func UTF8(text []byte) []byte {
	if order, mark := utf16Order(text); order != nil {
		return fromUTF16(text[mark:], order)
	}
	return bytes.TrimPrefix(text, []byte("\uFEFF"))
}

// Latin returns a text that is not UTF-8 as Windows and older mail programs write it, with one byte for each letter. One
// in which not almost all such bytes are broken UTF-8 stays: it is that, and a few were lost on the way.
func Latin(text []byte) []byte {
	const almost = 4
	if utf8.Valid(text) {
		return text
	}
	broken, whole := 0, 0
	for rest := text; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch rest = rest[size:]; {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			whole++
		}
	}
	if whole*almost > broken {
		return text
	}
	out := make([]byte, 0, len(text)+len(text)/8)
	for _, b := range text {
		r := charmap.Windows1252.DecodeByte(b)
		if r == utf8.RuneError { // of the five bytes without a letter the control character stays
			r = rune(b)
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// valid returns text with each run of bytes that are not UTF-8 replaced by U+FFFD.
func valid(text []byte) string { return strings.ToValidUTF8(string(text), "\uFFFD") }

package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"unicode/utf8"
)

// deepest is how deep the exported form may be nested; what is deeper is no report.
const deepest = 24

// quoting is what mail programs put before the lines of a quoted mail.
var quoting = regexp.MustCompile(`(?m)^[ \t]*(?:[>|][ \t]?)+`)

// ownMark is what a mail program of its own mind puts before quoted lines, such as ": " or "AV> ", where it stands before
// the first line of a report.
var ownMark = regexp.MustCompile(`(?m)^[ \t]*((?:[A-Za-z][A-Za-z.]{0,11}[>|]|[:%#*])[ \t]?)[ \t>|]*(?:\{[ \t]*)?"schema"`)

// linked is what Outlook puts behind an address in plain text. The exported form holds no "<" of its own.
var linked = regexp.MustCompile(`\s?<(?:mailto:|https?://)[^<>"{}]*>`)

// SchemaNamed is how the exported form says what it is.
var SchemaNamed = regexp.MustCompile(`"schema"\s*:\s*"` + Schema + `"`)

var errDepth = errors.New("it is nested too deep")

// Document returns the exported form that a text holds, as the JSON it was before mail programs quoted, wrapped and encoded
// it. It returns ErrNewer, ErrTooLarge, or ErrDamaged or ErrNoReport with what is wrong.
func Document(text []byte) ([]byte, error) {
	u := unpacker{left: unpackAtMost}
	if len(text) > MaxSize {
		if _, err := u.search(text[:MaxSize], unpackDeepest); errors.Is(err, ErrNewer) {
			return nil, err
		}
		return nil, ErrTooLarge
	}
	return u.search(text, unpackDeepest)
}

// find looks for the exported form in a text that is not encoded any more. Of several objects that name a schema the first
// with the right one is it: a mail may hold more. Of which version it is, is looked at before all else.
func find(text []byte) (document []byte, err error) {
	const mostNamed, nearby = 16, 100
	text = linked.ReplaceAll(unquoted(text), nil)
	err = ErrNoReport
	for from, named := 0, 0; named < mostNamed; named++ {
		at := bytes.Index(text[from:], []byte(`"schema"`))
		if at < 0 {
			break
		}
		at += from
		from = at + 1
		open := Opening(text[:at])
		if open < 0 {
			continue
		}
		found, problem := firstObject(text[open:])
		if problem != nil {
			ours := SchemaNamed.Match(text[at:min(at+nearby, len(text))])
			switch {
			case ours && newer(text[open:]):
				return nil, ErrNewer
			case document == nil && ours:
				err = fmt.Errorf("%w: %w", ErrDamaged, problem)
			case document == nil:
				err = fmt.Errorf("%w: %w", ErrNoReport, problem)
			}
			continue
		}
		var name struct {
			Schema string `json:"schema"`
		}
		if problem := json.Unmarshal(found, &name); problem == nil && name.Schema == Schema {
			if newer(found) {
				return nil, ErrNewer
			}
			return found, nil
		}
		if document == nil {
			document = found
		}
	}
	if document != nil {
		return document, nil
	}
	return nil, err
}

// unquoted takes off what stands before quoted lines, of several mail programs in turn.
func unquoted(text []byte) []byte {
	const mostMarks = 4
	text = quoting.ReplaceAll(plainLines(text), nil)
	for range mostMarks {
		mark := ownMark.FindSubmatch(text)
		if mark == nil {
			break
		}
		own := regexp.MustCompile(`(?m)^[ \t]*` + regexp.QuoteMeta(string(bytes.TrimSpace(mark[1]))) + `[ \t]?`)
		text = quoting.ReplaceAll(own.ReplaceAll(text, nil), nil)
	}
	return text
}

// plainLines ends every line with a line feed, and leaves out byte order marks and what has no width. escaped writes what
// is lost here by its number.
func plainLines(text []byte) []byte {
	for _, pair := range [][2]string{{"\r\n", "\n"}, {"\r", "\n"}, {"\u2028", "\n"}, {"\u2029", "\n"}, {"\ufeff", ""}, {"\u200b", ""},
		{"\u00ad", ""}, {"\u00a0", " "}} {
		text = bytes.ReplaceAll(text, []byte(pair[0]), []byte(pair[1]))
	}
	return text
}

// firstObject returns the JSON object at the start of a text, with line breaks taken out of its strings, where none can be.
func firstObject(text []byte) ([]byte, error) {
	glue := []byte(" ") // a mail program breaks at a blank
	if foldedHard(text) {
		glue = nil
	}
	out := make([]byte, 0, len(text))
	s := jsonScan{}
	for _, c := range text {
		switch inString := s.inString; {
		case inString && c == '\n':
			if len(out) > 0 && out[len(out)-1] != ' ' {
				out = append(out, glue...)
			}
			continue
		case inString && c < ' ':
			c = ' '
		}
		if err := s.next(c); err != nil {
			return nil, err
		}
		out = append(out, c)
		if s.depth == 0 {
			if !json.Valid(out) {
				return nil, json.Unmarshal(out, new(any))
			}
			return out, nil
		}
	}
	return nil, errors.New("it is cut off")
}

// jsonScan follows JSON as far as it takes to know what is a string and how deep it is.
type jsonScan struct {
	inString, escaped bool
	depth             int
}

func (s *jsonScan) next(c byte) error {
	switch {
	case s.escaped:
		s.escaped = false
	case s.inString && c == '\\':
		s.escaped = true
	case c == '"':
		s.inString = !s.inString
	case s.inString:
	case c == '{' || c == '[':
		if s.depth++; s.depth > deepest {
			return errDepth
		}
	case c == '}' || c == ']':
		s.depth--
	}
	return nil
}

// foldedHard says whether a text was cut at a fixed width, in the middle of words: then all lines that end within a string
// are of one length, which those that end with a word hardly are.
func foldedHard(text []byte) bool {
	const enough = 3
	s := jsonScan{}
	lines, inBytes, inRunes := 0, true, true
	firstBytes, firstRunes, start := 0, 0, 0
	for i, c := range text {
		if c != '\n' {
			if s.next(c) != nil || i > 0 && s.depth == 0 {
				break
			}
			continue
		}
		if s.inString {
			line := text[start:i]
			n, r := len(line), utf8.RuneCount(line)
			if lines++; lines == 1 {
				firstBytes, firstRunes = n, r
			}
			inBytes, inRunes = inBytes && n == firstBytes, inRunes && r == firstRunes
		}
		start = i + 1
	}
	return lines >= enough && (inBytes || inRunes)
}

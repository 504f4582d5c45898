package profile

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// deepest is how far lists and groups may lie in one another; a profile is two deep.
const deepest = 8

// outline finds the line of every field of a JSON text, by its path ("domains/0"), and refuses what is no JSON, holds
// a field twice, or goes on behind its end. A path that is longer than any of ours is its own field all the same.
func outline(raw []byte) (map[string]int, error) {
	o := outliner{raw: raw, decoder: json.NewDecoder(bytes.NewReader(raw)), lines: map[string]int{}}
	o.decoder.UseNumber()
	if err := o.value("", 0); err != nil {
		return nil, o.problem(err)
	}
	if _, err := o.decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, &Problem{Kind: KindSyntax, Line: o.line(), Got: "…}…"}
	}
	return o.lines, nil
}

type outliner struct {
	raw     []byte
	decoder *json.Decoder
	lines   map[string]int
}

func (o *outliner) line() int { return lineAt(o.raw, int(o.decoder.InputOffset())) }

// next is where the next value begins.
func (o *outliner) next() int {
	at := int(o.decoder.InputOffset())
	return len(o.raw) - len(bytes.TrimLeft(o.raw[at:], ", \t\r\n"))
}

func (o *outliner) problem(err error) error {
	var ours *Problem
	if errors.As(err, &ours) {
		return ours
	}
	line := o.line()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		line = lineAt(o.raw, int(syntax.Offset))
	} else if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		line = lineAt(o.raw, len(o.raw))
	}
	return &Problem{Kind: KindSyntax, Line: line, Got: visible(err.Error())}
}

// value reads one value and all within it.
func (o *outliner) value(path string, depth int) error {
	token, err := o.decoder.Token()
	if err != nil {
		return err
	}
	opened, ok := token.(json.Delim)
	if !ok {
		return nil
	}
	if depth == deepest {
		return &Problem{Kind: KindSyntax, Line: o.line(), Field: visible(path), Got: opened.String()}
	}
	for i := 0; o.decoder.More(); i++ {
		name := strconv.Itoa(i)
		if opened == '{' {
			if name, err = o.key(path); err != nil {
				return err
			}
		}
		below := join(path, name)
		if opened == '[' {
			o.lines[below] = lineAt(o.raw, o.next())
		}
		if err := o.value(below, depth+1); err != nil {
			return err
		}
	}
	_, err = o.decoder.Token() // the end of it
	return err
}

func (o *outliner) key(path string) (string, error) {
	token, err := o.decoder.Token()
	if err != nil {
		return "", err
	}
	name, _ := token.(string)
	if _, again := o.lines[join(path, name)]; again {
		return "", &Problem{Kind: KindTwice, Line: o.line(), Field: visible(join(path, name))}
	}
	o.lines[join(path, name)] = o.line()
	return name, nil
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "/" + name
}

func lineAt(raw []byte, offset int) int {
	return 1 + bytes.Count(raw[:min(max(offset, 0), len(raw))], []byte("\n"))
}

// firstOdd is where the first byte stands that is no UTF-8.
func firstOdd(raw []byte) int {
	at := 0
	for at < len(raw) {
		r, size := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return at
}

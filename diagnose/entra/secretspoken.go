package entra

import (
	"bytes"
	"slices"
)

// leastSpoken is how long a password is at least that is told in a sentence: a shorter word is one of the language.
const leastSpoken = 5

// spoken cuts the password out of "my password is …". The word must hold a digit: "the password is wrong" says nothing.
func (f *secretFinder) spoken(word []byte, end int) {
	names := []string{"password", "passwort", "kennwort", "passcode", "passphrase", "pw"}
	if len(word) > leastSpoken*2 || !slices.Contains(names, string(bytes.ToLower(word))) {
		return
	}
	rest := f.text[end:min(len(f.text), end+decisive*2)]
	for _, verb := range []string{" is ", " ist ", " lautet ", " was ", " war "} {
		if !bytes.HasPrefix(bytes.ToLower(rest), []byte(verb)) {
			continue
		}
		start := end + len(verb)
		stop := f.wordEndAt(start)
		if stop-start >= leastSpoken && hasDigit(f.text[start:stop]) {
			f.cut(start, stop, kindPassword, false)
		}
		return
	}
}

// lineBelow returns the line below a key that ends its own, when it is a single word with a digit, as people copy the
// fields of a form.
func (f *secretFinder) lineBelow(sep int) (int, int) {
	start := sep + 1
	for start < len(f.text) && f.text[start] == ' ' {
		start++
	}
	if start >= len(f.text) || f.text[start] != '\n' {
		return len(f.text), len(f.text)
	}
	start = f.overQuoting(start + 1)
	stop := f.wordEndAt(start)
	if stop-start < leastSpoken || !hasDigit(f.text[start:stop]) || stop < len(f.text) && f.text[stop] != '\n' {
		return len(f.text), len(f.text)
	}
	return start, stop
}

// wordEndAt returns where the word at start ends; a word longer than any password ends where those do.
func (f *secretFinder) wordEndAt(start int) int {
	stop := start
	for stop < len(f.text) && stop-start < decisive && !isSpace(f.text[stop]) {
		stop++
	}
	return stop
}

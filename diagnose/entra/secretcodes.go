package entra

import (
	"bytes"
	"strconv"

	"synchelper/diagnose"
)

// One-time codes and the codes of a device sign-in are as short as the numbers of errors, and stand behind the same
// word. What tells them apart is what stands around:
//   - The word nearest to "code" decides: "error", "status" and their like make it an error's, "verification",
//     "one-time", "enter" and their like a secret. See secretcodewords.go.
//   - A number in the table of Microsoft Entra's errors stays, unless only secrets are called so and have six digits.
//   - A bare "Code: 981234" of six to eight digits that no error has is a secret: better one number too few.

// The reach of the words around a code.
const (
	codeBefore = 96 // as far before it as the word "code" may stand
	codeBehind = 80 // and as far behind it: "981234 is your Contoso account verification code"
	codeWords  = 40 // as far before the word "code" as the words that say which code
)

// codeShape is what a one-time code looks like.
type codeShape struct {
	end    int  // in the view; 0 for what is no code
	digits int  // how many, of a code that is nothing else
	weak   bool // it may as well be something else, such as the name of an error
	small  bool // it holds small letters, as only few codes do
}

// oneTime cuts the code of a second factor or of a device sign-in that stands at start, if the words around say so.
func (f *secretFinder) oneTime(start, end int) bool {
	shape := f.codeShape(start, end)
	if shape.end == 0 {
		return false
	}
	kind := kindOneTime
	if shape.digits == 0 {
		kind = kindDevice
	}
	if !f.goesOnCodes(start, shape) && !f.calledCode(start, shape) && !f.codeFollows(start, shape) && !f.boundCode(start) {
		return false
	}
	f.cut(start, shape.end, kind, false)
	return true
}

// codeShape looks at the word start:end.
func (f *secretFinder) codeShape(start, end int) codeShape {
	const shortest, longest = 2, 14
	word := f.text[start:end]
	if len(word) > longest || isOrdinary(word) || start > 0 && bytes.IndexByte([]byte("-./_$%+~@"), f.text[start-1]) >= 0 || f.runsOn(end) {
		return codeShape{}
	}
	if isDigit(word[0]) || len(word) > shortest && word[1] == '-' && isDigit(word[2]) { // as in G-981234
		if shape := f.digitGroups(start, end); shape.end > 0 {
			return shape
		}
	}
	return deviceShape(word, end)
}

// isOrdinary says whether a word ends with a small letter and holds no digit, as most words do.
func isOrdinary(word []byte) bool {
	last := word[len(word)-1]
	return last >= 'a' && last <= 'z' && !hasDigit(word)
}

// runsOn says whether the word that ends at end is part of something longer: a version, a time, a path, an address.
func (f *secretFinder) runsOn(end int) bool {
	return end+1 < len(f.text) && bytes.IndexByte([]byte(".:/@=%+~"), f.text[end]) >= 0 && isAlnum(f.text[end+1])
}

// digitGroups reads digits that stand together or in groups of one size: 981234, 981 234, 9812-3456.
func (f *secretFinder) digitGroups(start, end int) codeShape {
	const fewest, most, leastGrouped = 4, 8, 6
	from := start
	if !isDigit(f.text[from]) {
		from += len("G-")
	}
	size := f.digitsAt(from)
	total, stop := size, from+size
	for total <= most && stop < len(f.text) && bytes.IndexByte([]byte(" -"), f.text[stop]) >= 0 && f.digitsAt(stop+1) == size {
		stop, total = stop+1+size, total+size
	}
	switch {
	case total > size && size > 1 && total >= leastGrouped && total <= most && stop >= end && !f.runsOn(stop):
		return codeShape{end: stop, digits: total, weak: size < 3}
	case size >= fewest && size <= most && from+size == end: // what follows is something else
		return codeShape{end: end, digits: size}
	}
	return codeShape{}
}

// digitsAt returns how many digits stand at i when nothing else of a word follows them, else 0.
func (f *secretFinder) digitsAt(i int) int {
	from := i
	for i < len(f.text) && isDigit(f.text[i]) {
		i++
	}
	if i < len(f.text) && (isLetter(f.text[i]) || f.text[i] == '_') {
		return 0
	}
	return i - from
}

// deviceShape knows the codes that a person types to let a device sign in: eight to ten capitals and digits, at most
// with a hyphen in the middle. A word of six or more letters and digits is a weaker one.
func deviceShape(word []byte, end int) codeShape {
	const fewest, most, weakFewest = 8, 10, 6
	letters, small, hyphen := 0, false, false
	for i, c := range word {
		switch {
		case isLetter(c):
			letters++
			small = small || c >= 'a'
		case c == '-' && !hyphen && i >= 3 && i <= 5:
			hyphen = true
		case !isDigit(c):
			return codeShape{}
		}
	}
	n := len(word) - bytes.Count(word, []byte("-"))
	switch {
	case letters == 0, n > most, namesError(word):
	case !small && n >= fewest:
		return codeShape{end: end, weak: isErrorName(word)}
	case !hyphen && n >= weakFewest && hasDigit(word):
		return codeShape{end: end, weak: true, small: true}
	}
	return codeShape{}
}

// isErrorName says whether a word looks like the name of an error rather than like a code at random: letters with a
// number behind them, a number in hexadecimal, or a word that can be spoken. Codes of letters alone have no vowels, so
// that they spell nothing (RFC 8628 §6.1).
func isErrorName(word []byte) bool {
	head, tail, hyphen := bytes.Cut(word, []byte("-"))
	if !hyphen {
		return !hasDigit(bytes.TrimRight(word, "0123456789")) || len(bytes.Trim(word, "0123456789ABCDEF")) == 0
	}
	return !hasDigit(head) && len(bytes.Trim(tail, "0123456789")) == 0 || !hasDigit(word) && bytes.ContainsAny(word, "AEIOU")
}

// goesOnCodes says whether the code stands in a list behind one that was cut, as backup codes do.
func (f *secretFinder) goesOnCodes(start int, shape codeShape) bool {
	const joint = 8
	if f.codeEnd == 0 || shape.weak || start < f.codeEnd || start-f.codeEnd > joint || f.known(start, shape) {
		return false
	}
	if len(bytes.Trim(f.text[f.codeEnd:start], " \n,;*-|")) > 0 || shape.digits > 0 && shape.digits < 6 {
		return false
	}
	f.codeEnd = shape.end
	return true
}

// known says whether Microsoft Entra has an error with the number.
func (f *secretFinder) known(start int, shape codeShape) bool {
	if shape.digits == 0 {
		return false
	}
	number, err := strconv.Atoi(string(f.text[start:shape.end]))
	return err == nil && diagnose.CodeKnown(number)
}

// calledCode says whether the words before make what stands at start a secret.
func (f *secretFinder) calledCode(start int, shape codeShape) bool {
	var buf [codeBefore]byte
	before := lowered(buf[:0], f.text[max(0, start-codeBefore):start])
	label, ok := lastCodeLabel(before)
	if !ok {
		return false
	}
	joint := jointOf(before[label.end:])
	if joint == noJoint || joint.has(jointOwnLine) && !f.endsLine(shape.end) {
		return false
	}
	sense := label.sense(before)
	if sense == senseBare && f.errorBehind(shape.end) {
		return false
	}
	if !f.secretCode(start, shape, sense, joint, label) {
		return false
	}
	if sense == senseSecret {
		f.codeEnd = shape.end
	}
	return true
}

// secretCode decides what the words said.
func (f *secretFinder) secretCode(start int, shape codeShape, sense codeSense, joint codeJoint, label codeLabel) bool {
	const never, oneTimeDigits = 5, 6 // errors have five digits at least; codes have four, or six to eight
	adjacent := !joint.has(jointWordy)
	switch {
	case sense == senseError:
		return false
	case shape.digits == 0:
		return !label.numeric && (sense != senseBare || !shape.weak) && f.secretWord(start, shape, sense, joint)
	case f.known(start, shape):
		return sense == senseSecret && shape.digits >= oneTimeDigits
	case sense == senseBare:
		return shape.digits >= oneTimeDigits && f.bareCode(start, shape, joint, label)
	}
	return shape.digits >= oneTimeDigits || adjacent && (sense == senseSecret || shape.digits != never)
}

// bareCode is secretCode for six digits or more behind the word "code" alone.
func (f *secretFinder) bareCode(start int, shape codeShape, joint codeJoint, label codeLabel) bool {
	if shape.weak || label.plural || f.isHResult(start, shape) {
		return false
	}
	return joint.has(jointTold) || !joint.has(jointWordy) && shape.end-start == shape.digits
}

// isHResult says whether a number is one of those that Windows and its management write in eight hexadecimal digits, in
// which by chance no letter is: 80180014.
func (f *secretFinder) isHResult(start int, shape codeShape) bool {
	return shape.digits == 8 && bytes.HasPrefix(f.text[start:], []byte("80"))
}

// secretWord is secretCode for a code that holds letters.
func (f *secretFinder) secretWord(start int, shape codeShape, sense codeSense, joint codeJoint) bool {
	switch {
	case shape.small:
		return sense == senseSecret && joint.has(jointTold)
	case !hasDigit(f.text[start:shape.end]):
		return !f.inCapitals(start)
	}
	return true
}

// inCapitals says whether the words before are in capitals too: then a word in capitals is one of the language.
func (f *secretFinder) inCapitals(start int) bool {
	const near = 8
	before := f.text[max(0, start-near):start]
	return bytes.Equal(bytes.ToUpper(before), before)
}

// endsLine says whether nothing but blanks and marks stands between i and the end of its line.
func (f *secretFinder) endsLine(i int) bool {
	const most = 6
	from := i
	for i < len(f.text) && i-from < most && bytes.IndexByte([]byte(" *_`.|)"), f.text[i]) >= 0 {
		i++
	}
	return i == len(f.text) || bytes.IndexByte([]byte("\n\"'<"), f.text[i]) >= 0
}

// errorBehind says whether what follows a number makes it an error's: "code 981234 error", {"code":981234,"message":…}.
func (f *secretFinder) errorBehind(end int) bool {
	const near = 24
	var buf [near]byte
	rest := lowered(buf[:0], f.text[end:min(len(f.text), end+near)])
	rest = bytes.TrimLeft(rest, " \n,'\"`)*")
	for _, word := range [...]string{"error", "message", "msg", "description", "detail", "fehler"} {
		if bytes.HasPrefix(rest, []byte(word)) {
			return true
		}
	}
	return false
}

// codeFollows says whether the words behind make what ends there a secret: "981234 is your verification code".
func (f *secretFinder) codeFollows(start int, shape codeShape) bool {
	const oneTimeDigits = 6
	if shape.weak || shape.digits < oneTimeDigits || shape.end == len(f.text) || !isSpace(f.text[shape.end]) {
		return false
	}
	var buf [codeBehind]byte
	rest := lowered(buf[:0], f.text[shape.end:min(len(f.text), shape.end+codeBehind)])
	for i, c := range rest { // the end of a line may stand anywhere
		if c == '\n' {
			rest[i] = ' '
		}
	}
	if f.askedFor(start, rest) {
		return !f.known(start, shape)
	}
	rest, ok := afterGiving(rest)
	if !ok {
		return false
	}
	if i := bytes.IndexAny(rest, ".!?"); i >= 0 {
		rest = rest[:i]
	}
	sense := senseOf(rest)
	if label, ok := lastCodeLabel(rest); !ok && sense != senseSecret {
		return false
	} else if ok {
		sense = label.sense(rest)
	}
	return sense == senseSecret || sense != senseError && !f.known(start, shape)
}

// askedFor says whether a code stands in "use 981234 to verify your identity", given what follows it.
func (f *secretFinder) askedFor(start int, rest []byte) bool {
	const near = 16
	var buf [near]byte
	if senseOf(lowered(buf[:0], f.text[max(0, start-near):start])) != senseAsked {
		return false
	}
	for _, words := range [...]string{" to verify", " to sign in", " to log in", " to authenticate", " to confirm"} {
		if bytes.HasPrefix(rest, []byte(words)) {
			return true
		}
	}
	return false
}

// boundCode says whether the code is that of a message that browsers fill in: "@contoso.com #981234" on its last line
// (https://wicg.github.io/sms-one-time-codes/).
func (f *secretFinder) boundCode(start int) bool {
	const longestHost = 80
	if start < 3 || f.text[start-1] != '#' || f.text[start-2] != ' ' {
		return false
	}
	line := f.text[max(0, start-longestHost) : start-2]
	line = line[bytes.LastIndexByte(line, '\n')+1:]
	return len(line) > 1 && line[0] == '@' && bytes.IndexByte(line, ' ') < 0
}

// lowered appends text in lower case; letters that are not ASCII stay as they are.
func lowered(buf, text []byte) []byte {
	for _, c := range text {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf = append(buf, c)
	}
	return buf
}

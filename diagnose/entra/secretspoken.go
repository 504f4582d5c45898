package entra

import (
	"bytes"
	"strings"
)

// The lengths of passwords that are told without a separator: a shorter word is one of the language.
const (
	leastSpoken = 5
	leastPlaced = 6 // without a verb
)

// spoken cuts the password out of "my password is …", and out of "password Abcd12" where nothing but a blank or a line
// end stands between. The word must hold a digit: "the password is wrong" says nothing.
func (f *secretFinder) spoken(word []byte, start, end int) {
	if cookieName(word) {
		f.cookieValue(end)
		return
	}
	if !f.namesPassword(word, start, end) {
		return
	}
	at, told := f.overVerb(end)
	if stop := f.fourGroups(at); stop > at && at > end && bytes.HasSuffix(f.text[:start], []byte("app ")) {
		f.cut(at, stop, kindPassword, false)
		return
	}
	from, stop := f.spokenWord(at)
	secret := f.text[from:stop]
	if at == end || len(secret) == 0 || isPlaceholder(secret) || !hasDigit(secret) || isErrorNumber(secret) {
		return
	}
	if told && len(secret) >= leastSpoken || len(secret) >= leastPlaced && looksChosen(secret) {
		f.cut(from, stop, spokenKind(word), false)
	}
}

func spokenKind(name []byte) string {
	if bytes.EqualFold(name, []byte("secret")) {
		return kindSecret
	}
	return kindPassword
}

// spokenWord returns the range of the word at i without the quotes, the brackets and the emphasis around it.
func (f *secretFinder) spokenWord(i int) (int, int) {
	from := i
	for from < len(f.text) && from-i < 3 && bytes.IndexByte([]byte("\"'`(*"), f.text[from]) >= 0 {
		from++
	}
	stop := f.wordEndAt(from)
	for from < stop && bytes.IndexByte([]byte("\"'`)*"), f.text[stop-1]) >= 0 {
		stop--
	}
	return from, stop
}

// fourGroups returns the end of an app password, which is shown as four groups of four letters; 0 for anything else.
func (f *secretFinder) fourGroups(start int) int {
	const groups, size = 4, 4
	i := start
	for n := range groups {
		if n > 0 {
			if i == len(f.text) || f.text[i] != ' ' {
				return 0
			}
			i++
		}
		for range size {
			if i == len(f.text) || !isLetter(f.text[i]) {
				return 0
			}
			i++
		}
	}
	if i < len(f.text) && isAlnum(f.text[i]) {
		return 0
	}
	return i
}

// namesPassword says whether a word, with the letters around it that are not ASCII, is what passwords are called.
func (f *secretFinder) namesPassword(word []byte, start, end int) bool {
	const longest = 16
	if start > 0 && f.text[start-1] >= 0x80 || end < len(f.text) && f.text[end] >= 0x80 {
		for end < len(f.text) && end-start < longest && f.text[end] >= 0x80 {
			end++
		}
		return secretRule(squash(f.text[keyStart(f.text, end):end])).kind == kindPassword
	}
	if len(word) > longest || len(word) < 2 || strings.IndexByte("pkswahoe", word[0]|0x20) < 0 {
		return false
	}
	var buf [longest]byte
	switch string(lowered(buf[:0], word)) {
	case "password", "passwort", "kennwort", "passcode", "passphrase", "pw", "pwd", "passe", "senha", "wachtwoord",
		"adgangskode", "passord", "heslo", "salasana", "parola", "passwd", "userpassword", "pass", "app-password", "einmalpasswort", "onetimepassword", "secret":
		return true
	}
	return false
}

// overVerb goes over what stands between a name and its value in a sentence or a table; end when something else stands
// there. The second result says whether a verb is in it.
func (f *secretFinder) overVerb(end int) (int, bool) {
	const longest = 24
	var buf [longest]byte
	rest := lowered(buf[:0], f.text[end:min(len(f.text), end+longest)])
	for _, verb := range [...]string{" has been set to ", " has been reset to ", " has been changed to ", " was set to ", " was reset to ",
		" was changed to ", " is set to ", " is now ", " wurde auf ", " ist jetzt ", " ist nun ", " is: ", " is ", " ist: ", " ist ", " lautet: ", " lautet ", " was ", " war ", " est ",
		" es ", " era ", " è ", " é ", " er ", " är ", " jest ", " je "} {
		if bytes.HasPrefix(rest, []byte(verb)) {
			return end + len(verb), true
		}
	}
	for _, joint := range [...]string{" | ", " - ", " ", "\n"} {
		if bytes.HasPrefix(rest, []byte(joint)) {
			return end + len(joint), false
		}
	}
	return end, false
}

// looksChosen says whether a word is made as passwords are: letters and digits, and capitals with small letters or a
// sign that no name has. A name with the year behind it is not, nor an address of mail.
func looksChosen(word []byte) bool {
	word = bytes.TrimRight(word, ".,;:)")
	letters := bytes.ContainsFunc(word, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' })
	if !letters || bytes.ContainsAny(word, "=<>(){}[]/:") || bytes.IndexByte(word, '@') > 0 && bytes.IndexByte(word, '.') > 0 || isGUID(word) {
		return false
	}
	for _, name := range [...]string{"office", "microsoft", "exchange", "outlook", "windows", "iphone", "ipad", "ios", "macos",
		"server", "sharepoint"} {
		if len(word) >= len(name) && bytes.EqualFold(word[:len(name)], []byte(name)) {
			return false
		}
	}
	return isMixed(word) || bytes.ContainsAny(word, "!$%&*?+#^@")
}

// cookieName says whether a word is the name of a cookie of the sign-in, as browsers list them.
func cookieName(word []byte) bool {
	return bytes.HasPrefix(word, []byte("ESTSAUTH")) || bytes.HasPrefix(word, []byte("SignInStateCookie")) ||
		bytes.HasPrefix(word, []byte("esctx")) || bytes.HasPrefix(word, []byte("x-ms-RefreshTokenCredential"))
}

// cookieValue cuts what stands behind the name of a cookie in a table.
func (f *secretFinder) cookieValue(end int) {
	start := end
	for start < len(f.text) && start-end < 4 && isSpace(f.text[start]) {
		start++
	}
	stop := f.dotted(start)
	if start > end && stop-start >= shortToken && hasDigit(f.text[start:min(stop, start+decisive)]) {
		f.cut(start, stop, kindCookie, false)
	}
}

// lineBelow returns the line below a key that ends its own, or its first bytes up to most, when it is a single word
// with a digit, as people copy the fields of a form, or as an address is broken behind its key.
func (f *secretFinder) lineBelow(sep, most int) (int, int) {
	start := sep + 1
	for start < len(f.text) && f.text[start] == ' ' {
		start++
	}
	if start >= len(f.text) || f.text[start] != '\n' {
		return len(f.text), len(f.text)
	}
	start = f.overQuoting(start + 1)
	stop := start
	for stop < len(f.text) && stop-start < most && !isSpace(f.text[stop]) && !f.nextKey(stop, sep) {
		stop++
	}
	word := f.text[start:stop]
	whole := len(word) == most || f.endsLine(stop) || f.nextKey(stop, sep)
	if !whole || len(word) < leastSpoken || !hasDigit(word) || isGUID(word) {
		return len(f.text), len(f.text)
	}
	return start, stop
}

// nextKey says whether the value behind an equals sign at sep ends at i since another may follow.
func (f *secretFinder) nextKey(i, sep int) bool {
	return i < len(f.text) && f.text[sep] == '=' && (f.text[i] == '&' || f.text[i] == ';')
}

// wordEndAt returns where the word at start ends; a word longer than any password ends where those do.
func (f *secretFinder) wordEndAt(start int) int {
	stop := start
	for stop < len(f.text) && stop-start < decisive && !isSpace(f.text[stop]) {
		stop++
	}
	return stop
}

package entra

import "bytes"

const (
	longestTag   = 256     // a tag with its attributes
	longestPair  = 120     // as far as a name and its value stand apart
	longestCDATA = 4 << 10 // what stands between its marks
	overBlanks   = 64      // line ends and indents between two tags
)

// element looks at <key attributes>value</key>, as SOAP messages hold passwords, and at the values whose name stands
// before them: <key>Password</key> <string>value</string>, <property name="password">value</property>.
func (f *secretFinder) element() {
	tag, start := f.tagBefore(f.at)
	rule := tagRule(tag)
	if rule.kind == "" && holdsValue(tag) {
		rule = f.ruleAbove(start - 1)
	}
	from, to := f.content(rule)
	if from >= to {
		f.at++
		return
	}
	f.cut(from, to, rule.kind, false)
}

// tagBefore returns what stands between the angle brackets of the tag that ends with the one at i, and where it
// begins; nothing when no tag ends there.
func (f *secretFinder) tagBefore(i int) ([]byte, int) {
	from := max(0, i-longestTag)
	open := bytes.LastIndexAny(f.text[from:i], "<>")
	if open < 0 || f.text[from+open] != '<' {
		return nil, i
	}
	return f.text[from+open+1 : i], from + open + 1
}

// tagRule returns the rule for what an opening tag names.
func tagRule(tag []byte) keyRule {
	if len(tag) == 0 || bytes.IndexByte([]byte("/!?"), tag[0]) >= 0 || tag[len(tag)-1] == '/' {
		return keyRule{}
	}
	name := localName(tag)
	rule := secretRule(squash(name))
	if rule.kind == "" && len(name) < len(tag) {
		rule, _ = named(tag[len(name):], true)
	}
	if whole := unbroken(tag); rule.kind == "" && len(whole) < len(tag) {
		return tagRule(whole)
	}
	return rule
}

// localName returns the name of a tag without its namespace.
func localName(tag []byte) []byte {
	if i := bytes.IndexAny(tag, " \n"); i >= 0 {
		tag = tag[:i]
	}
	return tag[bytes.LastIndexByte(tag, ':')+1:]
}

// holdsValue says whether a tag says only that a value follows, not what it is.
func holdsValue(tag []byte) bool {
	switch string(bytes.ToLower(localName(tag))) {
	case "string", "data", "value", "integer", "text", "val", "td":
		return true
	}
	return false
}

// ruleAbove returns the rule for the tag that ends before i: one that opens around the value, or the end of the <key>
// that names it.
func (f *secretFinder) ruleAbove(i int) keyRule {
	from := i
	for i > 0 && from-i < overBlanks && bytes.IndexByte([]byte(" \n|"), f.text[i-1]) >= 0 {
		i--
	}
	if i == 0 || f.text[i-1] != '>' {
		return keyRule{}
	}
	tag, start := f.tagBefore(i - 1)
	switch string(bytes.ToLower(localName(tag))) {
	case "/key", "/name", "/string", "/td", "/th":
		end := start - 1
		begin := bytes.LastIndexByte(f.text[max(0, end-longestKey):end], '>')
		if begin < 0 {
			return keyRule{}
		}
		return secretRule(squash(unbroken(bytes.TrimSpace(f.text[max(0, end-longestKey)+begin+1 : end]))))
	}
	return tagRule(tag)
}

// content returns the range of the text behind the tag that ends here when it can be what the rule says. Where no tag
// closes it, it is a single word: "<password> to sign in" is somebody's placeholder.
func (f *secretFinder) content(rule keyRule) (int, int) {
	start := f.at + 1
	if rule.kind == "" {
		return start, start
	}
	for start < len(f.text) && start-f.at < overBlanks && isSpace(f.text[start]) {
		start++
	}
	rest, end := f.text[start:], []byte("<")
	if mark := []byte("<![CDATA["); bytes.HasPrefix(rest, mark) {
		rest, end = rest[len(mark):], []byte("]]>")
		start += len(mark)
	}
	if i := bytes.Index(rest[:min(len(rest), decisive)], end); i >= 0 {
		rest = rest[:i]
	}
	head := bytes.TrimSpace(rest[:min(len(rest), decisive)])
	if len(head) == 0 || !rule.fits(unbroken(head), false) {
		return start, start
	}
	rest = f.text[start:]
	if len(end) > 1 { // unlike a bracket, this may be far away from every one of many beginnings
		rest = rest[:min(len(rest), longestCDATA)]
	}
	i := bytes.Index(rest, end)
	if i >= 0 && (len(end) > 1 || i+1 < len(rest) && rest[i+1] == '/') {
		return start, start + len(bytes.TrimRight(rest[:i], " \n"))
	}
	stop := f.wordEndAt(start)
	if hasDigit(f.text[start:stop]) {
		return start, stop
	}
	return start, start
}

// pairRule returns the rule for the value whose key, "value", begins at start and ends at sep: what the name beside it
// says, as in {"name":"code","value":"…"} and name="passwd" value="…".
func (f *secretFinder) pairRule(start, sep int) keyRule {
	before := f.text[max(0, start-longestPair):start]
	if i := bytes.LastIndexAny(before, "<{"); i >= 0 {
		before = before[i+1:]
	}
	if rule, ok := named(before, false); ok {
		return rule
	}
	behind := f.text[sep+1 : min(len(f.text), sep+longestPair)]
	if i := bytes.IndexAny(behind, ">}"); i >= 0 {
		behind = behind[:i]
	}
	rule, _ := named(behind, true)
	return rule
}

// named returns the rule for what the keys that name something in text say, the first or the last of them; false when
// there is no such key.
func named(text []byte, first bool) (keyRule, bool) {
	var rule keyRule
	found := false
	for i, c := range text {
		if c != '=' && c != ':' {
			continue
		}
		key, _ := keyBefore(text, i)
		switch key {
		case "name", "key", "field", "header", "autocomplete":
		case "type", "id": // a field of a form may say by these what it is, but not that it is none
			if r := secretRule(squash(wordAt(text[i+1:]))); r.kind != "" && !found {
				rule, found = r, true
			}
			continue
		default:
			continue
		}
		rule, found = secretRule(squash(wordAt(text[i+1:]))), true
		if first {
			break
		}
	}
	return rule, found
}

// wordAt returns the first word of text, without the quotes around it.
func wordAt(text []byte) []byte {
	text = bytes.TrimLeft(text[:min(len(text), longestKey)], " \"'")
	if i := bytes.IndexAny(text, " \n\"',;>}"); i >= 0 {
		text = text[:i]
	}
	return text
}

package entra

import (
	"bytes"
	"slices"
	"sort"
	"strings"
)

// Removed stands where a secret was cut out.
const Removed = "⟨removed⟩"

// The kinds of secret that Scrub cuts out.
const (
	kindCode     = "code"
	kindToken    = "token"
	kindSecret   = "secret"
	kindPassword = "password"
	kindCookie   = "cookie"
	kindDevice   = "device-code"
	kindOneTime  = "one-time-code"
	kindSession  = "session"
	kindKey      = "key"
)

// SomeSecret is the kind of a secret of which no more is known.
const SomeSecret = kindSecret

// SecretKinds returns the kinds of secret that Scrub cuts out.
func SecretKinds() []string {
	return []string{kindCode, kindToken, kindSecret, kindPassword, kindCookie, kindDevice, kindOneTime, kindSession, kindKey}
}

// scrubPiece is how much text is scrubbed at once: the view of a piece takes nine times its size in memory.
const scrubPiece = 256 << 10

// cut is a secret: a range of the source and what it is.
type cut struct {
	start, end int
	kind       string
	address    bool // it stood in the query or fragment of an address
	pass       int  // of scrubOne; the range is one of the text that this pass met
}

// Scrub returns text with every secret replaced by Removed, and the kinds that were cut out, each once, in the order
// of their first appearance. Scrubbing the result again changes nothing. The work is linear in the length of text.
func Scrub(text string) (string, []string) {
	clean, cuts := scrub(text)
	return clean, kindsOf(cuts)
}

func kindsOf(cuts []cut) []string {
	var kinds []string
	for _, c := range cuts {
		if !slices.Contains(kinds, c.kind) {
			kinds = append(kinds, c.kind)
		}
	}
	return kinds
}

// scrub cuts the secrets out piece by piece, each piece ending with a line where lines are of a sane length.
func scrub(text string) (string, []cut) {
	if len(text) <= scrubPiece {
		return scrubOne(text)
	}
	var out strings.Builder
	var cuts []cut
	for len(text) > 0 {
		n := len(text)
		if n > scrubPiece {
			n = pieceEnd(text[:scrubPiece])
		}
		clean, found := scrubOne(text[:n])
		out.WriteString(clean)
		cuts = append(cuts, found...)
		text = text[n:]
	}
	return out.String(), cuts
}

// pieceEnd returns where to end a piece: behind the last line end of its second half, else its last blank there, else
// its last whole rune.
func pieceEnd(piece string) int {
	for _, end := range []byte{'\n', ' '} {
		if i := strings.LastIndexByte(piece, end); i >= len(piece)/2 {
			return i + 1
		}
	}
	return runeStart(piece, len(piece)-1)
}

// maxScrubs bounds how often a piece is looked at: cutting a secret out brings what stood around it together, which
// may make another one plain.
const maxScrubs = 8

// scrubOne cuts until nothing is left to cut.
func scrubOne(text string) (string, []cut) {
	var all []cut
	for pass := range maxScrubs {
		cuts := secretsOf(text)
		if len(cuts) == 0 {
			break
		}
		text = cutOut(text, cuts)
		for _, c := range cuts {
			c.pass = pass
			all = append(all, c)
		}
	}
	return text, all
}

// secretsOf looks at a piece with its tags in place, since attributes hold addresses, and without, since "<b>password:
// </b>" is a label; with a plus for what it is, and for the blank that it is in an encoded address; and with an equals
// sign at the end of a line for a soft line break of mail, and for the sign behind a key.
func secretsOf(text string) []cut {
	first := newView(text, layout{tags: true, plus: true})
	cuts := findSecrets(first)
	if bytes.IndexByte(first.text, '<') >= 0 {
		cuts = append(cuts, findSecrets(newView(text, layout{plus: true}))...)
	}
	if strings.IndexByte(text, '+') >= 0 && strings.ContainsAny(text, "%=") {
		cuts = append(cuts, findSecrets(newView(text, layout{}))...)
	}
	if strings.Contains(text, "=\n") || strings.Contains(text, "=\r\n") {
		cuts = append(cuts, findSecrets(newView(text, layout{tags: true, plus: true, hard: true}))...)
	}
	return mergeCuts(cuts)
}

// cutOut puts Removed in place of the cuts, which are in order.
func cutOut(text string, cuts []cut) string {
	var out strings.Builder
	out.Grow(len(text))
	last := 0
	for _, c := range cuts {
		out.WriteString(text[last:c.start])
		out.WriteString(Removed)
		last = c.end
	}
	out.WriteString(text[last:])
	return out.String()
}

// moved returns where an offset of a piece is after the cuts.
func moved(at int, cuts []cut) int {
	for len(cuts) > 0 {
		shift, n := 0, 0
		for ; n < len(cuts) && cuts[n].pass == cuts[0].pass; n++ {
			if cuts[n].end <= at {
				shift += len(Removed) - (cuts[n].end - cuts[n].start)
			}
		}
		at += shift
		cuts = cuts[n:]
	}
	return at
}

// mergeCuts orders the cuts and joins those that touch.
func mergeCuts(cuts []cut) []cut {
	if len(cuts) == 0 {
		return nil
	}
	sort.SliceStable(cuts, func(i, j int) bool { return cuts[i].start < cuts[j].start })
	merged := cuts[:1]
	for _, c := range cuts[1:] {
		last := &merged[len(merged)-1]
		if c.start <= last.end {
			last.end = max(last.end, c.end)
			last.address = last.address || c.address
			continue
		}
		merged = append(merged, c)
	}
	return merged
}

// findSecrets returns the secrets of a view as ranges of its source. What one finder has cut, the next does not look
// at again; that keeps the whole linear.
func findSecrets(v *view) []cut {
	f := &secretFinder{view: v}
	for f.at < len(v.text) {
		switch c := v.text[f.at]; {
		case c == '=' || c == ':':
			f.keyed()
		case c == '>':
			f.element()
		case c == '-' && f.at+2 < len(v.text):
			f.flag()
		case isAlnum(c) && f.wordStart():
			f.run()
		default:
			f.at++
		}
	}
	return f.cuts
}

// secretFinder walks over a view once.
type secretFinder struct {
	*view
	at      int
	blobEnd int // how far blob has looked
	codeEnd int // where the last one-time code ends that the words around it announced
	cuts    []cut
}

// cut marks the range of the view as a secret and goes on behind it.
func (f *secretFinder) cut(start, end int, kind string, address bool) {
	if start >= end {
		f.at++
		return
	}
	end = f.wrapped(start, end)
	a, b := f.span(start, end)
	f.cuts = append(f.cuts, cut{start: a, end: b, kind: kind, address: address})
	f.at = max(f.at+1, end)
}

// wordStart says whether a run of token characters begins here.
func (f *secretFinder) wordStart() bool { return f.at == 0 || !isAlnum(f.text[f.at-1]) }

// mostParts is into how many lines a key may be broken.
const mostParts = 3

// keyed looks at "key = value" and "key: value" in any of the ways that they are written.
func (f *secretFinder) keyed() {
	sep := f.at
	if f.userinfo() {
		return
	}
	key, start := keyBefore(f.text, sep)
	rule := secretRule(key)
	switch {
	case key == "value" || key == "val":
		rule = f.pairRule(start, sep)
	case rule.kind == "":
		if wider, from := widerKey(f.text, key, start); f.keyedAs(secretRule(wider), from, sep) {
			return
		}
	}
	for range mostParts {
		if f.keyedAs(rule, start, sep) {
			return
		}
		head, above := f.keyAbove(start)
		if head == "" {
			break
		}
		key, start = head+key, above
		rule = secretRule(key)
		rule.broken = true
	}
	f.at++
}

// keyedAs cuts the value behind the separator at sep when the rule says that it is a secret.
func (f *secretFinder) keyedAs(rule keyRule, start, sep int) bool {
	if rule.kind == "" || rule.inPlist {
		return false
	}
	in := inAddress(f.text, start, f.text[sep])
	if sep+1 < len(f.text) && (f.text[sep+1] == '>' || f.text[sep+1] == ':') { // PHP and Ruby write "=>", LDIF "::"
		sep++
	}
	from, to := f.secret(sep, rule, in)
	if from >= to {
		return false
	}
	f.cut(from, to, rule.kind, in && f.addressAhead(start))
	return true
}

// inAddress says whether a key stands in a query, a fragment or a form; an address may be broken before its key.
func inAddress(text []byte, start int, sep byte) bool {
	if line := bytes.TrimRight(text[:start], " "); bytes.HasSuffix(line, []byte("\n")) {
		start = len(line) - 1
	}
	return sep == '=' && (start == 0 || bytes.IndexByte([]byte("?&#;"), text[start-1]) >= 0)
}

// addressAhead says whether the word that holds the key began as an address. It looks back only as far as an address
// is long, and only for the first cuts: one is enough to know.
func (f *secretFinder) addressAhead(keyStart int) bool {
	const longestAddress, enough = 4096, 16
	if len(f.cuts) > enough {
		return false
	}
	word := bytes.TrimRight(f.text[max(0, keyStart-longestAddress):keyStart], " \n")
	if i := bytes.LastIndexAny(word, " \n\"'<>"); i >= 0 {
		word = word[i+1:]
	}
	return bytes.Contains(word, []byte("://")) || bytes.HasPrefix(word, []byte("/")) || bytes.HasPrefix(word, []byte("?"))
}

// userinfo cuts the password out of https://user:password@host.
func (f *secretFinder) userinfo() bool {
	const longest = 200
	rest := f.text[f.at:]
	if !bytes.HasPrefix(rest, []byte("://")) {
		return false
	}
	rest = rest[3:min(len(rest), longest)]
	if i := bytes.IndexAny(rest, "/?# \n\"'<>"); i >= 0 {
		rest = rest[:i]
	}
	colon, at := bytes.IndexByte(rest, ':'), bytes.LastIndexByte(rest, '@')
	if colon <= 0 || at <= colon+1 || bytes.HasPrefix(rest[colon+1:], []byte("⟨")) {
		return false
	}
	f.cut(f.at+3+colon+1, f.at+3+at, kindPassword, false)
	return true
}

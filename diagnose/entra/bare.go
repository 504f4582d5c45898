package entra

import (
	"bytes"
	"sort"
	"strings"

	"synchelper/diagnose"
)

// bare reads a number without prefix. It is one of Microsoft Entra's only because the words around say so. One that is
// known but that nothing announces is noted in loose.
func (p *page) bare(i int, found []mention) (mention, int) {
	end := i
	for end < len(p.low) && isDigit(p.low[end]) {
		end++
	}
	if p.low[i] == '0' || end-i < fewestDigits || end-i > mostDigits-1 || !p.wordEnd(end) || p.goesOn(end) || p.belongsBefore(i) {
		return mention{}, end
	}
	number := 0
	for _, c := range p.low[i:end] {
		number = number*10 + int(c-'0')
	}
	m := mention{number: number, start: i, end: end}
	switch p.announced(m, found) {
	case yes:
		m.loose = true
		return m, end
	case told:
		m.weight = weightSentence
		return m, end
	}
	if i == 0 || strings.IndexByte(" \n\"'`([*|>", p.low[i-1]) >= 0 { // a word of its own, and no port or amount
		p.loose = append(p.loose, m)
	}
	return mention{}, end
}

// announced says whether the words around a number make it one of Microsoft Entra's: told when nobody else has such
// words, yes when the number is known too.
func (p *page) announced(m mention, found []mention) answer {
	kind := p.codeLabel(m.start)
	switch known := diagnose.CodeKnown(m.number); {
	case kind == labelCode, known && bytes.HasPrefix(p.low[m.end:], []byte(" - [20")): // as MSAL.js prints it, with its time
		return told
	case p.listed(m.start, found):
		return yes
	case !known:
		return no
	case p.named(m), kind == labelErrorCode && m.number%round != 0, p.isAll(m), p.isRare(m):
		return yes
	case (kind == labelErrorCode || kind == labelCodeMaybe || p.followedByError(m.end)) && p.aboutEntra():
		return yes
	}
	return no
}

// isAll says whether the page is nothing but the number, as somebody types it who was asked for it.
func (p *page) isAll(m mention) bool {
	return len(bytes.TrimSpace(p.low[:m.start])) == 0 && len(bytes.TrimSpace(p.low[m.end:])) == 0
}

// isRare says whether a number stands as a word of its own in a short text, and is so long that it is not there by
// chance: few of the numbers of six and seven digits are known.
func (p *page) isRare(m mention) bool {
	const sixDigits, shortText = 100000, 4 << 10
	if m.number < sixDigits || m.number%round == 0 || len(p.low) > shortText {
		return false
	}
	if m.start > 0 && bytes.IndexByte([]byte(" \n\"'`(["), p.low[m.start-1]) < 0 {
		return false
	}
	return p.anyOf("error", "code", "document", "sign in", "sign-in", "fehler")
}

const (
	// looseEnough is how many different numbers make a list of them, when each is known: by chance a text holds one.
	looseEnough = 3
	// A round number, such as 50000, is how many as often as which.
	round = 10000
)

// withLoose adds the known numbers that nothing announces when there are enough of them, or when the text is about
// the sign-in log, and the numbers beside them; in order of their place.
func (p *page) withLoose(found []mention) []mention {
	different := make(map[int]bool)
	for _, m := range p.loose {
		if diagnose.CodeKnown(m.number) {
			different[m.number] = true
		}
	}
	isList := len(different) >= looseEnough
	if len(different) == 0 || !isList && !p.aboutSignInLog() {
		return found
	}
	var added []mention
	for _, m := range p.loose {
		if different[m.number] && (isList || m.number%round != 0) || p.listed(m.start, added) {
			m.loose = true
			added = append(added, m)
		}
	}
	found = append(found, added...)
	sort.SliceStable(found, func(i, j int) bool { return found[i].start < found[j].start })
	return found
}

// aboutSignInLog says whether the text speaks of the list in which Microsoft Entra numbers its failures.
func (p *page) aboutSignInLog() bool {
	return p.anyOf("sign-in log", "sign-ins log", "signin log", "signinlogs", "sign-in error code", "sign-in activity",
		"sign-ins-error", "signinactivity", "aadsts", "sign in log", "sign-in report", "sign-in status")
}

// belongsBefore says whether the number is part of something that began before it: a negative number, a version, a
// decimal fraction, a path.
func (p *page) belongsBefore(i int) bool {
	return i > 0 && strings.IndexByte("-.+@$/_#~", p.low[i-1]) >= 0
}

// codeLabel returns what the words before a number call it, if that is a code.
func (p *page) codeLabel(i int) label {
	if bytes.HasSuffix(p.low[:i], []byte("/error?code=")) {
		return labelCode
	}
	pos := p.listStart(i)
	kind, b := p.labelBefore(pos)
	if kind == noLabel {
		kind = p.softLabel(pos)
	}
	switch {
	case kind == labelCodeKey && b.spaced:
		return labelErrorCode
	case kind == labelCode, kind == labelCodeKey:
		return labelCode
	case pos == i && (kind == labelCodeMaybe || kind == labelErrorCode):
		return kind
	}
	return noLabel
}

// listStart goes back from a number to the bracket that opens the list it stands in, as in "error_codes":[1,2]; it is
// the number itself outside of a list.
func (p *page) listStart(i int) int {
	const longestList = 64
	for j := i; j > 0 && i-j < longestList; j-- {
		c := p.low[j-1]
		if c == '[' || c == '(' {
			return j - 1
		}
		if !isDigit(c) && bytes.IndexByte([]byte(" \n,\"'"), c) < 0 {
			break
		}
	}
	return i
}

// named says whether the number's symbolic name stands beside it, as in "50105 - EntitlementGrantsNotFound".
func (p *page) named(m mention) bool {
	code, ok := diagnose.CodeMeaning(m.number, "")
	if !ok || code.Name == "" {
		return false
	}
	name := strings.ToLower(code.Name)
	const nearby = 12
	near := p.low[max(0, m.start-nearby-len(name)):min(len(p.low), m.end+nearby+len(name))]
	return bytes.Contains(near, []byte(name))
}

// listed says whether the number goes on a list whose last number was one: "error 50105, 50126 or 65001".
func (p *page) listed(i int, found []mention) bool {
	const longestJoint = 12
	if len(found) == 0 {
		return false
	}
	last := found[len(found)-1].end
	if last > i || i-last > longestJoint {
		return false
	}
	switch strings.Trim(string(p.low[last:i]), " \n,/&'\"`*()-•·;|") {
	case "", "and", "or", "und", "oder", "et", "ou", "y", "o", "e", "en", "of":
		return i > last
	}
	return false
}

func (p *page) followedByError(end int) bool {
	rest := bytes.TrimLeft(p.low[end:min(len(p.low), end+16)], " '\"`)*")
	return bytes.HasPrefix(rest, []byte("error"))
}

// aboutEntra says whether the text speaks of Microsoft's sign-in at all. A known number behind "error code" is taken
// for one of Entra's only then: other programs have five-digit errors too.
func (p *page) aboutEntra() bool {
	if p.about == unset {
		p.about = no
		for _, word := range [...]string{"aad", "azure", "entra", "msal", "adal", "microsoft", "office365", "office 365",
			"o365", "m365", "sign-in", "sign in", "signin", "conditional access", "oauth", "intune", "outlook", "sentinel",
			"openid", "sso", "login", "log in", "exchange", "sharepoint", "onedrive", "anmeld", "connexion", "サインイン", "登录"} {
			if p.has(word) {
				p.about = yes
				break
			}
		}
	}
	return p.about == yes
}

// answer is a yes or no, or not worked out yet.
type answer byte

const (
	unset answer = iota
	no
	yes
	told // yes, and in so many words
)

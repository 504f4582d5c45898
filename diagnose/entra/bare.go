package entra

import (
	"bytes"
	"strings"

	"synchelper/diagnose"
)

// bare reads a number without prefix. It is one of Microsoft Entra's only because the words around say so.
func (p *page) bare(i int, found []mention) (mention, int) {
	end := i
	for end < len(p.low) && isDigit(p.low[end]) {
		end++
	}
	if end-i < fewestDigits || end-i > mostDigits-1 || !p.wordEnd(end) || p.goesOn(end) || p.belongsBefore(i) {
		return mention{}, end
	}
	number := 0
	for _, c := range p.low[i:end] {
		number = number*10 + int(c-'0')
	}
	m := mention{number: number, start: i, end: end}
	switch kind := p.codeLabel(i); {
	case kind == labelCode:
		m.weight = weightSentence
		return m, end
	case !diagnose.CodeKnown(number):
	case p.named(m), kind == labelCodeMaybe && p.aboutEntra(), p.listed(i, found):
		return m, end
	case p.followedByError(end) && p.aboutEntra():
		return m, end
	}
	return mention{}, end
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
	kind, _ := p.labelBefore(pos)
	if kind == noLabel {
		kind = p.softLabel(pos)
	}
	if kind == labelCode || pos == i && kind == labelCodeMaybe {
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
	switch strings.Trim(string(p.low[last:i]), " \n,/&'\"`*()") {
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
			"openid", "sso", "exchange", "sharepoint", "onedrive", "anmeld", "connexion", "サインイン", "登录"} {
			if p.has(word) {
				p.about = yes
				break
			}
		}
	}
	return p.about == yes
}

// answer is a yes or no that is worked out once.
type answer byte

const (
	unset answer = iota
	no
	yes
)

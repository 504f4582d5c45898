package entra

import (
	"bytes"
	"slices"
	"strings"

	"synchelper/diagnose"
)

// The weights of a mention.
const (
	weightTold     = 4 // the words before it announce an error: "Message:", "error_description", "Exception:"
	weightSentence = 3 // a colon and a sentence follow, as Microsoft Entra writes it
	weightLine     = 1 // it begins its line
)

// weigh says how much the place of a mention looks like the error itself rather than like talk about it.
func (p *page) weigh(m mention) int {
	weight := 0
	if p.told(m.start) {
		weight += weightTold
	}
	if p.sentenceFollows(m.end) {
		weight += weightSentence
	}
	if p.beginsLine(m.start) {
		weight += weightLine
	}
	return weight
}

// told says whether the words before announce what is said.
func (p *page) told(start int) bool {
	b := p.wordsBefore(p.joint(start))
	words := string(b.buf[b.start:])
	for _, end := range [...]string{"errordescription", "description", "message", "exception", "errormessage", "errormsg",
		"msg", "meldung", "nachricht", "mensaje", "messaggio", "bericht", "mensagem", "メッセージ", "消息", "訊息", "메시지",
		"invalidgrant", "invalidclient", "interactionrequired", "errortext", "servererror", "autherror", "requirederror"} {
		if strings.HasSuffix(words, end) && p.jointHolds(b.gap, start) {
			return true
		}
	}
	return false
}

// jointHolds says whether something other than a blank parts the words from what follows: "Message: AADSTS…" tells,
// "the message AADSTS…" talks.
func (p *page) jointHolds(gap, start int) bool {
	return bytes.ContainsAny(p.low[gap:start], ":=>\"'")
}

// sentenceFollows says whether a colon and words stand behind a number.
func (p *page) sentenceFollows(end int) bool {
	i := end
	for i < len(p.low) && i-end < 4 && bytes.IndexByte([]byte(" *`'\""), p.low[i]) >= 0 {
		i++
	}
	if p.at(i) != ':' {
		return false
	}
	i = p.skipSpace(i + 1)
	for i < len(p.low) && bytes.IndexByte([]byte("*`'\"<"), p.low[i]) >= 0 {
		i = p.skipSpace(i + 1)
	}
	return isLetter(p.at(i)) || p.at(i) >= 0x80
}

func (p *page) beginsLine(start int) bool {
	for start > 0 && bytes.IndexByte([]byte(" *`'\"-#("), p.low[start-1]) >= 0 {
		start--
	}
	return start == 0 || p.low[start-1] == '\n'
}

// choose returns the mention that is the cause: the one that looks most like the error itself, and among several the
// specific one behind a generic one. False when the page names no number, or only talks about several.
func (p *page) choose(found []mention) (mention, bool) {
	if len(found) == 0 {
		return mention{}, false
	}
	best := p.heaviest(found)
	if best[0].weight < weightSentence {
		return found[0], sameNumber(found)
	}
	if sameNumber(best) {
		return best[0], true
	}
	if last, ok := p.chained(p.prefixed(best)); ok {
		return last, true
	}
	// The list beside a sentence ("error_codes") also names what happened on the way: the sentence's own number is first.
	for _, group := range [][]mention{p.prefixed(best), best} {
		if specific := slices.DeleteFunc(group, func(m mention) bool { return generic(m.number) }); len(specific) > 0 {
			return specific[0], true
		}
	}
	return best[0], true
}

// prefixed returns the mentions that do not begin with their number itself.
func (p *page) prefixed(found []mention) []mention {
	return slices.DeleteFunc(slices.Clone(found), func(m mention) bool { return isDigit(p.low[m.start]) })
}

// heaviest returns the mentions whose weight is the greatest. What tells and what only has a sentence behind it count
// alike: both are Microsoft Entra's own words.
func (p *page) heaviest(found []mention) []mention {
	most := 0
	for _, m := range found {
		most = max(most, min(m.weight, weightSentence))
	}
	return slices.DeleteFunc(slices.Clone(found), func(m mention) bool { return m.weight < most })
}

func sameNumber(found []mention) bool {
	for _, m := range found[1:] {
		if m.number != found[0].number {
			return false
		}
	}
	return true
}

// generic says whether a number only says that something went wrong, or is a normal step of a sign-in.
func generic(number int) bool {
	code, ok := diagnose.CodeMeaning(number, "")
	return ok && code.Generic
}

// chained finds a number inside the sentence of another: "AADSTS70002: Error validating credentials. AADSTS50126: …".
// The last of the chain is the cause.
func (p *page) chained(found []mention) (mention, bool) {
	const longestSentence = 160
	for i := 1; i < len(found); i++ {
		a, b := found[i-1], found[i]
		between := p.low[a.end:b.start]
		if a.number != b.number && len(between) < longestSentence && bytes.IndexByte(between, '\n') < 0 {
			for i+1 < len(found) && found[i+1].start-found[i].end < longestSentence &&
				bytes.IndexByte(p.low[found[i].end:found[i+1].start], '\n') < 0 {
				i++
			}
			return found[i], true
		}
	}
	return mention{}, false
}

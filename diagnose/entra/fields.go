package entra

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"synchelper/diagnose"
)

// reader fills a Said from a page, around the place of its error.
type reader struct {
	*page
	at   place
	said *diagnose.Said
}

// note records where a field came from, as a span of the page's source.
func (r *reader) note(field diagnose.Field, start, end int) {
	if start >= end {
		return
	}
	a, b := r.span(start, end)
	r.said.Spans[field] = diagnose.Span{Start: a, End: b}
}

// quotedText returns the view's bytes as a string that is valid UTF-8, on one line.
func (r *reader) quotedText(start, end int) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(string(r.text[start:end]), "\uFFFD")), " ")
}

// ids fills what is a GUID: the ids of the error, and those of application, tenant and resource.
func (r *reader) ids(all []guid) {
	r.id(all, diagnose.FieldCorrelationID, &r.said.CorrelationID, func(g guid) bool { return g.kind == labelCorrelation })
	r.id(all, diagnose.FieldTraceID, &r.said.TraceID, func(g guid) bool { return g.kind == labelTrace })
	if r.said.TraceID == "" {
		r.id(all, diagnose.FieldTraceID, &r.said.TraceID, r.pageRequest)
	}
	r.id(all, diagnose.FieldAppID, &r.said.AppID, func(g guid) bool { return g.kind == labelApp && !r.inConsentLink(g) })
	r.id(all, diagnose.FieldTenant, &r.said.Tenant, func(g guid) bool { return g.kind == labelTenant })
	r.id(all, diagnose.FieldResource, &r.said.Resource, func(g guid) bool { return g.kind == labelResource })
}

// inConsentLink says whether an id stands in a link to approve an app. Who pasted such a link wants it opened: it says
// nothing about the app that was refused.
func (r *reader) inConsentLink(g guid) bool {
	const longestLink = 512
	word := r.low[max(0, g.start-longestLink):g.start]
	if i := bytes.LastIndexAny(word, " \n\"'<>"); i >= 0 {
		word = word[i+1:]
	}
	return bytes.Contains(word, []byte("adminconsent"))
}

// pageRequest says whether a request id is the trace id of Microsoft Entra: its pages print "Request Id" with a blank.
// The requestId of Microsoft Graph and of other services is another thing, and their answers hold no AADSTS number.
func (r *reader) pageRequest(g guid) bool {
	if g.kind != labelRequest {
		return false
	}
	if g.spaced {
		return len(r.said.Codes) > 0 || r.said.CorrelationID != ""
	}
	return len(r.said.Codes) > 0 && !r.has("odata.error") && !r.has("innererror")
}

// id stores the GUID of one kind that is nearest to the error.
func (r *reader) id(all []guid, field diagnose.Field, value *string, is func(guid) bool) {
	var fit []guid
	for _, g := range all {
		if is(g) {
			fit = append(fit, g)
		}
	}
	if i := r.at.nearest(len(fit), func(i int) int { return fit[i].start }); i >= 0 {
		*value = fit[i].value
		r.note(field, fit[i].start, fit[i].end)
	}
}

// appName takes the name that stands behind the application's id, in brackets or after "named".
func (r *reader) appName(all []guid) {
	for _, g := range all {
		if g.value != r.said.AppID {
			continue
		}
		if start, end := r.nameBehind(g.end); start < end {
			r.said.AppName = r.quotedText(start, end)
			r.note(diagnose.FieldAppName, start, end)
			return
		}
	}
	for _, frame := range nameFrames() {
		if start, end := r.between(frame[0], frame[1]); start < end {
			r.said.AppName = r.quotedText(start, end)
			r.note(diagnose.FieldAppName, start, end)
			return
		}
	}
}

// nameFrames are the words around an application's name in sentences without its id. Below a title alone may stand
// anything: a number, an address, the person's own next sentence.
func nameFrames() [][2]string {
	return [][2]string{
		{"using application '", "' is currently not supported"},
		{"configured the application ", " ('"},
		{"from granting ", " the permissions it is requesting"},
		{"approval required\n", "\nunverified"},
		{"approval required\n", "\nthis app requires"},
		{"\n", " needs permission to access resources in your organi"},
	}
}

// longestName is longer than an application's display name may be (120 characters).
const longestName = 160

// nameBehind returns the range of (name) or named 'name' behind an id that ends at i.
func (r *reader) nameBehind(i int) (int, int) {
	for i < len(r.low) && strings.IndexByte("'\"`* ", r.low[i]) >= 0 {
		i++
	}
	if r.page.at(i) == '(' {
		end := r.closingBracket(i)
		return trimQuotes(r.text, i+1, end)
	}
	for _, word := range [...]string{"named ", "with name ", "mit dem namen ", "nommée ", "nommé ", "con nombre "} {
		if bytes.HasPrefix(r.low[i:], []byte(word)) {
			return r.quoted(i + len(word))
		}
	}
	return i, i
}

// closingBracket returns where the bracket that opens at i closes, on the same line; i when it does not.
func (r *reader) closingBracket(i int) int {
	depth := 0
	for j := i; j < len(r.low) && j-i < longestName && r.low[j] != '\n'; j++ {
		switch r.low[j] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return i
}

// quoted returns the range inside the quotes that open at i; an empty one when none do.
func (r *reader) quoted(i int) (int, int) {
	q := r.page.at(i)
	if q != '\'' && q != '"' && q != '`' {
		return i, i
	}
	rest := r.low[i+1 : min(len(r.low), i+1+longestName)]
	end := bytes.IndexByte(rest, q)
	if end < 0 || bytes.IndexByte(rest[:end], '\n') >= 0 {
		return i, i
	}
	return i + 1, i + 1 + end
}

// between returns the range between two lower-case frames that are a name's length apart; an empty one when there is
// none. The longer frame is searched for, since it is the rarer.
func (r *reader) between(before, after string) (int, int) {
	if len(before) > len(after) {
		return r.framedBehind(before, after)
	}
	for from := 0; ; {
		end := bytes.Index(r.low[from:], []byte(after))
		if end < 0 {
			return 0, 0
		}
		end += from
		low := max(0, end-longestName)
		if i := bytes.LastIndex(r.low[low:end], []byte(before)); i >= 0 {
			if start := low + i + len(before); oneName(r.low[start:end]) {
				return trimQuotes(r.text, start, end)
			}
		}
		from = end + 1
	}
}

// framedBehind is between for a frame whose first part is the rarer one.
func (r *reader) framedBehind(before, after string) (int, int) {
	for from := 0; ; {
		start := bytes.Index(r.low[from:], []byte(before))
		if start < 0 {
			return 0, 0
		}
		start += from + len(before)
		rest := r.low[start:min(len(r.low), start+longestName)]
		if i := bytes.Index(rest, []byte(after)); i >= 0 && oneName(rest[:i]) {
			return trimQuotes(r.text, start, start+i)
		}
		from = start
	}
}

// oneName says whether a range is a name: there is one, on one line.
func oneName(name []byte) bool { return len(name) > 0 && bytes.IndexByte(name, '\n') < 0 }

// trimQuotes takes blanks and quotes off both ends of a range.
func trimQuotes(text []byte, start, end int) (int, int) {
	for start < end && strings.IndexByte(" '\"`*", text[start]) >= 0 {
		start++
	}
	for end > start && strings.IndexByte(" '\"`*", text[end-1]) >= 0 {
		end--
	}
	return start, end
}

// runeStart moves i back to where a rune of s begins; never below 1 for a text that is not empty.
func runeStart(s string, i int) int {
	for i > 1 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return max(i, 1)
}

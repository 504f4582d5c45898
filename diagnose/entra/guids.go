package entra

import (
	"bytes"
	"slices"
	"strings"

	"synchelper/diagnose"
)

// guid is a GUID of the page with what the words before it call it.
type guid struct {
	value      string // lower case
	kind       label
	spaced     bool // its label was parted by a blank, as on Microsoft's pages
	start, end int
}

// guidLen is the length of a GUID with its hyphens.
const guidLen = 36

// guids returns the GUIDs of the page in order, those cut by the end of a line included.
func (p *page) guids() []guid {
	var all []guid
	for i := 0; i+guidLen <= len(p.low); i++ {
		if !isHex(p.low[i]) || !p.wordStart(i) {
			continue
		}
		value, end := p.guidAt(i)
		if value == "" {
			continue
		}
		kind, b := p.labelBefore(i)
		if kind == noLabel && (p.behindAppName(i) || p.behindMailApp(i)) {
			kind = labelApp
		}
		all = append(all, guid{value, kind, b.spaced, i, end})
		i = end - 1
	}
	return all
}

// behindAppName says whether the value at i is the id in "the application Name ('id')".
func (p *page) behindAppName(i int) bool {
	before := bytes.TrimRight(p.low[max(0, i-longestName):i], "'\"")
	name, open := bytes.CutSuffix(before, []byte("("))
	_, name, after := bytes.Cut(name, []byte("the application"))
	return open && after && len(name) > 0 && isSpace(name[0]) && !bytes.ContainsAny(name, ".:'\"(){}")
}

// behindMailApp says whether the name of a mail app stands right before the value at i. Somebody may have put another id
// behind it, so the name alone is not believed.
func (p *page) behindMailApp(i int) bool {
	before := bytes.TrimRight(p.low[max(0, i-longestName):i], " ,:('\"")
	return slices.ContainsFunc(diagnose.MailApps(), func(a diagnose.MailApp) bool {
		return bytes.HasSuffix(before, []byte(strings.ToLower(a.EntraName)))
	})
}

// guidAt reads the GUID that begins at i; "" when none does. One line end may stand inside, and blanks beside it.
func (p *page) guidAt(i int) (string, int) {
	value := make([]byte, 0, guidLen)
	cut := false
	for i < len(p.low) && len(value) < guidLen {
		if isSpace(p.low[i]) {
			j := p.skipSpace(i)
			if cut || !p.cutsGUID(i, j) {
				return "", i
			}
			i, cut = j, true
			continue
		}
		if !fitsGUID(p.low[i], len(value)) {
			return "", i
		}
		value = append(value, p.low[i])
		i++
	}
	if len(value) < guidLen || !p.wordEnd(i) || p.at(i) == '-' && isAlnum(p.at(i+1)) {
		return "", i
	}
	return string(value), i
}

// fitsGUID says whether c can be the byte of a GUID at offset i.
func fitsGUID(c byte, i int) bool {
	if i == 8 || i == 13 || i == 18 || i == 23 {
		return c == '-'
	}
	return isHex(c)
}

// cutsGUID says whether the blanks i:j may stand inside of a GUID.
func (p *page) cutsGUID(i, j int) bool {
	return bytes.IndexByte(p.low[i:j], '\n') >= 0 || p.besideHyphen(i, j)
}

// besideHyphen says whether the blanks i:j touch a hyphen, where cameras and PDF files see one that is not there.
func (p *page) besideHyphen(i, j int) bool {
	return j-i == 1 && i > 0 && (p.low[i-1] == '-' || p.at(j) == '-')
}

func isHex(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' }

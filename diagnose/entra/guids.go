package entra

import "bytes"

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
		all = append(all, guid{value, kind, b.spaced, i, end})
		i = end - 1
	}
	return all
}

// guidAt reads the GUID that begins at i; "" when none does. One line end may stand inside, and blanks beside it.
func (p *page) guidAt(i int) (string, int) {
	value := make([]byte, 0, guidLen)
	cuts := 0
	for i < len(p.low) && len(value) < guidLen {
		c := p.low[i]
		hyphen := len(value) == 8 || len(value) == 13 || len(value) == 18 || len(value) == 23
		switch {
		case isSpace(c):
			j := p.skipSpace(i)
			if cuts++; cuts > 1 || len(value) == 0 || bytes.IndexByte(p.low[i:j], '\n') < 0 && !p.besideHyphen(i, j) {
				return "", i
			}
			i = j
			continue
		case hyphen != (c == '-'), !hyphen && !isHex(c):
			return "", i
		}
		value = append(value, c)
		i++
	}
	if len(value) < guidLen || !p.wordEnd(i) || p.at(i) == '-' && isAlnum(p.at(i+1)) {
		return "", i
	}
	return string(value), i
}

// besideHyphen says whether the blanks i:j touch a hyphen, where cameras and PDF files see one that is not there.
func (p *page) besideHyphen(i, j int) bool {
	return j-i == 1 && i > 0 && (p.low[i-1] == '-' || p.at(j) == '-')
}

func isHex(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' }

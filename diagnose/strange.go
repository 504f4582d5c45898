package diagnose

import (
	"bytes"
	"slices"
	"strings"
)

// CauseStrangeLink is the cause of a text which wants an application approved that nobody here knows.
const CauseStrangeLink CauseID = "consent.strange_link"

// strangeCauses are those in which the text itself is the trouble. It is none of Microsoft's words, so its family is not that of
// approvals: no sign-in disproves it, nobody is asked to allow anything, and no log is searched.
func strangeCauses() []Cause {
	return []Cause{{
		ID: CauseStrangeLink, Number: 144, Family: FamilyNotAAD, Severity: SeverityBlocking,
		About: AboutAccount, Who: []Who{WhoUser, WhoSecurityAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
		Sources: []SourceRef{{enterpriseAppsPages + "protect-against-consent-phishing", "2023-12"}},
	}}
}

// approving is the word in a link before its question mark with which an administrator approves, and naming is how it names
// the application.
const (
	approving = "adminconsent"
	naming    = "client_id"
)

// StrangeLink finds in a text a link that approves an application which does not ship, and the id that it names: whoever
// sent it wants somebody to open it. Both are in lower case.
func StrangeLink(text []byte) (appID, link string, found bool) {
	for _, mark := range []string{"?", "%3f", "%3F"} { // which are rare, so that a long text is gone over fast
		for from := 0; ; {
			next := bytes.Index(text[from:], []byte(mark))
			if next < 0 {
				break
			}
			at := from + next
			from = at + len(mark)
			if before := unwrap(text[max(at-2*len(approving), 0):at]); !strings.HasSuffix(before, approving) {
				continue
			}
			start, end := linkAround(text, at)
			from = max(from, end)
			link = unwrap(text[start:end])
			if appID, found = strangeID(link[strings.Index(link, approving):]); found {
				return appID, link, true
			}
		}
	}
	return "", "", false
}

// unwrap is a text in lower case and without what mail programs put into it (RFC 2045 §6.7).
func unwrap(text []byte) string {
	lower := strings.ToLower(string(text))
	for _, put := range [][2]string{{"=\r\n", ""}, {"=\n", ""}, {"=3d", "="}} {
		lower = strings.ReplaceAll(lower, put[0], put[1])
	}
	return lower
}

// linkAround is where the link begins and ends that has a mark at a place: at white space, a quotation mark or a bracket, but
// not where a mail program has broken its line.
func linkAround(text []byte, at int) (start, end int) {
	inside := func(i int) bool {
		switch text[i] {
		case ' ', '\t', '\f', '"', '\'', '<', '>':
			return false
		case '\r':
			return i > 0 && text[i-1] == '='
		case '\n':
			return bytes.HasSuffix(text[:i], []byte("=")) || bytes.HasSuffix(text[:i], []byte("=\r"))
		}
		return true
	}
	for start = at; start > 0 && inside(start-1); {
		start--
	}
	for end = at; end < len(text) && inside(end); {
		end++
	}
	return start, end
}

// strangeID is the first id in a link that is none of ours. What a line's end has cut off is the beginning of one of ours.
func strangeID(link string) (string, bool) {
	const digits = "0123456789abcdef-"
	for _, rest := range strings.Split(link, naming)[1:] {
		value, named := strings.CutPrefix(rest, "=")
		if !named {
			value, named = strings.CutPrefix(rest, "%3d")
		}
		id := value[:len(value)-len(strings.TrimLeft(value, digits))]
		ships := func(a MailApp) bool { return strings.HasPrefix(strings.ToLower(a.ClientID), id) }
		if named && id != "" && !slices.ContainsFunc(MailApps(), ships) {
			return id, true
		}
	}
	return "", false
}

// strange takes a text for what it is where it holds such a link. Nothing else in it is believed: the number and the names
// beside it may have been typed by whoever made the link.
func (f *finding) strange(o Observation) bool {
	if o.Source != SourceText {
		return false
	}
	if _, _, found := StrangeLink([]byte(o.Text)); !found {
		return false
	}
	f.cause, f.confidence, f.weight = CauseStrangeLink, Likely, weightStrange
	f.reasons = []Reason{{Kind: ReasonFact, Value: string(CauseStrangeLink), Stage: o.Stage}}
	return true
}

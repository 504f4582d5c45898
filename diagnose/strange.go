package diagnose

import (
	"bytes"
	"slices"
	"strconv"
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

// approvals are the links with which an administrator approves: the last word of the address, and what must stand behind
// its question mark. The second is version 1's way (Microsoft: "Admin consent on the Microsoft identity platform").
func approvals() [][2]string {
	return [][2]string{{"adminconsent?", ""}, {"authorize?", "prompt=admin_consent"}}
}

// StrangeLink finds in a text a link that approves an application which does not ship, the id that it names, and the address
// before its question mark: whoever sent it wants somebody to open it. Both are in lower case.
func StrangeLink(text []byte) (appID, address string, found bool) {
	for _, mark := range []string{"?", "%"} { // which are rare, so that a long text is gone over fast
		for from := 0; ; {
			next := bytes.Index(text[from:], []byte(mark))
			if next < 0 {
				break
			}
			start, end := linkAround(text, from+next)
			from = max(end, from+next+1)
			if end-start < len("authorize?client_id=") { // a word and its question mark
				continue
			}
			if appID, address, found = strangeIn(decoded(text[start:end])); found {
				return appID, address, true
			}
		}
	}
	return "", "", false
}

// strangeIn looks whether a link, or one that is packed into it, approves such an application.
func strangeIn(link string) (appID, address string, found bool) {
	for _, a := range approvals() {
		before, asked, approves := strings.Cut(link, a[0])
		if !approves || !strings.Contains(asked, a[1]) {
			continue
		}
		if appID, found = strangeID(asked); found {
			return appID, before, true
		}
	}
	return "", "", false
}

// decoded is a link in lower case, without what mail programs put into it (RFC 2045 §6.7) and without percent-encoding
// (RFC 3986 §2.1), which it has once more for each link that it is packed into.
func decoded(text []byte) string {
	link := strings.ToLower(string(text))
	for _, put := range [][2]string{{"=\r\n", ""}, {"=\n", ""}, {"=3d", "="}} {
		link = strings.ReplaceAll(link, put[0], put[1])
	}
	const deepest = 3
	for range deepest {
		plain := strings.ToLower(unescaped(link))
		if plain == link {
			break
		}
		link = plain
	}
	return link
}

// unescaped is a link with its percent-encoding read, and what is none left as it is, as browsers do.
func unescaped(link string) string {
	parts := strings.Split(link, "%")
	for i, part := range parts[1:] {
		if char, err := strconv.ParseUint(part[:min(len(part), 2)], 16, 8); err == nil && len(part) > 1 {
			parts[i+1] = string([]byte{byte(char)}) + part[2:]
		} else {
			parts[i+1] = "%" + part
		}
	}
	return strings.Join(parts, "")
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
	const longest = 32 << 10 // bytes at either side: no browser sends a longer one
	for start = at; start > max(at-longest, 0) && inside(start-1); {
		start--
	}
	for end = at; end < min(at+longest, len(text)) && inside(end); {
		end++
	}
	return start, end
}

// strangeID is the first id in a link's questions that is none of ours. What a line's end has cut off is the beginning of
// one of ours.
func strangeID(asked string) (string, bool) {
	const digits = "0123456789abcdef-"
	for _, value := range strings.Split(asked, "client_id=")[1:] {
		id := value[:len(value)-len(strings.TrimLeft(value, digits))]
		ships := func(a MailApp) bool { return strings.HasPrefix(strings.ToLower(a.ClientID), id) }
		if id != "" && !slices.ContainsFunc(MailApps(), ships) {
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

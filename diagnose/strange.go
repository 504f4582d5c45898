package diagnose

import (
	"regexp"
	"slices"
	"strings"
	"sync"
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

var consentLink = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`adminconsent(?:\?|%3f)[^\s"'<>]*client_id(?:=|%3d)([0-9a-f-]{1,36})`)
})

// StrangeLink finds in a text a link that approves an application which does not ship, and the id that it names: whoever
// sent it wants somebody to open it. Both are in lower case.
func StrangeLink(text string) (appID, link string, found bool) {
	text = strings.ToLower(text)
	if !strings.Contains(text, "adminconsent") { // which is found faster
		return "", "", false
	}
	if strings.Contains(text, "=3d") || strings.Contains(text, "=\n") || strings.Contains(text, "=\r\n") {
		text = strings.NewReplacer("=\r\n", "", "=\n", "", "=3d", "=").Replace(text) // as mail programs write it (RFC 2045 §6.7)
	}
	for _, m := range consentLink().FindAllStringSubmatchIndex(text, -1) {
		id := text[m[2]:m[3]]
		// What a line's end has cut off is the beginning of one of ours.
		if !slices.ContainsFunc(MailApps(), func(a MailApp) bool { return strings.HasPrefix(strings.ToLower(a.ClientID), id) }) {
			return id, text[strings.LastIndexAny(text[:m[0]], " \t\r\n\"'<>")+1 : m[1]], true
		}
	}
	return "", "", false
}

// strange takes a text for what it is where it holds such a link. Nothing else in it is believed: the number and the names
// beside it may have been typed by whoever made the link.
func (f *finding) strange(o Observation) bool {
	if o.Source != SourceText {
		return false
	}
	if _, _, found := StrangeLink(o.Text); !found {
		return false
	}
	f.cause, f.confidence, f.weight = CauseStrangeLink, Likely, weightStrange
	f.reasons = []Reason{{Kind: ReasonFact, Value: string(CauseStrangeLink), Stage: o.Stage}}
	return true
}

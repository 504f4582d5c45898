package wording

import (
	"regexp"
	"strings"
	"testing"
)

// forTheUser says whether a message is read by the person with the phone, who is no technician.
func forTheUser(key string) bool {
	for _, other := range []string{"ui.admin", "approved.admin", "request.justification", "ui.phone.message"} {
		if strings.HasPrefix(key, other) {
			return false
		}
	}
	for _, prefix := range []string{"ui.", "card.", "who.", "meanwhile.", "confidence.", "question.", "caution.", "drop.",
		"approved.", "refused.", "noit.", "request.", "secret.", "ownadmin.", "handbook."} {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	if strings.HasPrefix(key, "sheet.") { // an administrator's own, but for the answer that the user gets
		return strings.HasSuffix(key, ".answer")
	}
	return strings.HasPrefix(key, "cause.") && (strings.HasSuffix(key, ".title") ||
		strings.HasSuffix(key, ".explain") || strings.HasSuffix(key, ".do") || strings.HasSuffix(key, ".who"))
}

func TestTheUserMeetsNoForbiddenWord(t *testing.T) {
	for _, l := range Languages() {
		m, words := load(t, l.Code), pattern(t, l.Code, "forbidden word")
		for key := range m {
			if !forTheUser(key) {
				continue
			}
			plain := regexp.MustCompile(`{{[^}]*}}`).ReplaceAllString(m.text(key), "")
			if word := words.FindString(plain); word != "" {
				t.Errorf("%s %s says %q: %s", l.Code, key, word, plain)
			}
		}
	}
}

func TestTheUserReadsShortSentences(t *testing.T) {
	const longest = 14
	for _, l := range Languages() {
		m := load(t, l.Code)
		for key := range m {
			if !forTheUser(key) {
				continue
			}
			for _, sentence := range sentences(m.text(key)) {
				if n := len(strings.Fields(sentence)); n > longest {
					t.Errorf("%s %s: %d words: %s", l.Code, key, n, sentence)
				}
			}
		}
	}
}

// sentences parts a text at full stops, question marks, colons and line ends; a placeholder counts as one word, and
// a chain of menu names (A > B > C) as one, since it is followed, not read.
func sentences(text string) []string {
	text = regexp.MustCompile(`{{-?\s*(if|else|end|with|range)[^}]*}}`).ReplaceAllString(text, "")
	text = regexp.MustCompile(`{{[^}]*}}`).ReplaceAllString(text, "X")
	text = regexp.MustCompile(`(?:[\p{L}&-]+ ){0,3}[\p{L}&-]+(?: [>›] [\p{L}& -]+)+`).ReplaceAllString(text, "Menu")
	return regexp.MustCompile(`[.?!:;](?:[\s"”“]|$)|\n`).Split(text, -1)
}

func TestTheUserIsPromisedNoTime(t *testing.T) {
	for _, l := range Languages() {
		m, promise := load(t, l.Code), pattern(t, l.Code, "promised time")
		for key := range m {
			if strings.HasPrefix(key, "cause.") && forTheUser(key) && promise.MatchString(m.text(key)) {
				t.Errorf("%s %s promises a time: %s", l.Code, key, m.text(key))
			}
		}
	}
}

func TestAdviceThatIsNeverGiven(t *testing.T) {
	for _, l := range Languages() {
		m, not := load(t, l.Code), pattern(t, l.Code, "not")
		for _, advice := range []string{"security defaults off", "MFA off", "policy off", "risk dismissed unseen",
			"user excluded first", "user consent for all", "shared mailbox sign-in", "device code exception"} {
			never := pattern(t, l.Code, advice)
			for key := range m {
				for line := range strings.Lines(m.text(key)) {
					if never.MatchString(line) && !not.MatchString(line) {
						t.Errorf("%s %s: %s: %s", l.Code, key, advice, line)
					}
				}
			}
		}
	}
}

// Deleting is advised only beside its conditions: unsent mail, and web mail seen to work.
func TestDeletingIsAdvisedOnlyUnderItsConditions(t *testing.T) {
	conditions := regexp.MustCompile(`(?i)outlook\.office|web|browser|safari`) // said alike in every language
	for _, l := range Languages() {
		m, refused := load(t, l.Code), pattern(t, l.Code, "do not")
		account, principal := pattern(t, l.Code, "account deleted"), pattern(t, l.Code, "app deleted")
		gone := pattern(t, l.Code, "what goes with the app")
		for key := range m {
			text := m.text(key)
			for line := range strings.Lines(text) {
				if account.MatchString(line) && !refused.MatchString(line) && !conditions.MatchString(text) {
					t.Errorf("%s %s: deletes the account without its conditions: %s", l.Code, key, line)
				}
				if principal.MatchString(line) && !refused.MatchString(line) && !gone.MatchString(text) {
					t.Errorf("%s %s: deletes the app without saying what goes with it: %s", l.Code, key, line)
				}
			}
		}
	}
}

// Approval is spoken of to the user only where approval is the matter.
func TestApprovalIsMentionedOnlyWhereItIsTheMatter(t *testing.T) {
	for _, l := range Languages() {
		m, approval := load(t, l.Code), pattern(t, l.Code, "approval")
		for key := range m {
			cause, isCause := strings.CutPrefix(key, "cause.")
			if !isCause || !forTheUser(key) {
				continue
			}
			about := strings.HasPrefix(cause, "consent.") || strings.HasPrefix(cause, "app.") ||
				strings.HasPrefix(cause, "mailbox.device_blocked")
			if !about && approval.MatchString(m.text(key)) {
				t.Errorf("%s %s speaks of approval: %s", l.Code, key, m.text(key))
			}
		}
	}
}

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
		"approved.", "refused.", "noit.", "request.", "secret.", "ownadmin."} {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return strings.HasPrefix(key, "cause.") && (strings.HasSuffix(key, ".title") ||
		strings.HasSuffix(key, ".explain") || strings.HasSuffix(key, ".do") || strings.HasSuffix(key, ".who"))
}

// forbidden are words that stop somebody who is no technician.
func forbidden(lang string) *regexp.Regexp {
	words := map[string]string{
		"en": `tenants?|tokens?|consent\w*|entra|oauth|autodiscover|compliant|diagnos\w+|redact\w*|invalid|failed`,
		"de": `mandant\w*|tenants?|tokens?|zustimmung\w*|einwilligung\w*|entra|oauth|autodiscover|konform\w*|diagnose\w*|` +
			`ungültig\w*|fehlgeschlagen\w*`,
	}
	if words[lang] == "" {
		panic("rules_test.go: which words stop a user in the language " + lang + "?")
	}
	return regexp.MustCompile(`(?i)\b(` + words[lang] + `)\b`)
}

func TestTheUserMeetsNoForbiddenWord(t *testing.T) {
	for _, l := range Languages() {
		m, words := load(t, l.Code), forbidden(l.Code)
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
	promise := regexp.MustCompile(`(?i)\b(with)?in(nerhalb von|side)? (about |etwa )?\d+ ` +
		`(minutes?|hours?|days?|minuten|stunden|tagen?)\b`)
	for _, l := range Languages() {
		m := load(t, l.Code)
		for key := range m {
			if strings.HasPrefix(key, "cause.") && forTheUser(key) && promise.MatchString(m.text(key)) {
				t.Errorf("%s %s promises a time: %s", l.Code, key, m.text(key))
			}
		}
	}
}

// never is advice that no message may give, each with an example that the rule must catch.
func never() []struct{ name, pattern, example string } {
	return []struct{ name, pattern, example string }{
		{"security defaults off", `(turn|switch)(ing)? off security defaults|disabl\w+ security defaults|` +
			`sicherheitsstandards? (abschalten|ausschalten|deaktivieren)`, "Turn off security defaults for a day."},
		{"MFA off", `(turn|switch)(ing)? off (mfa|multifactor|the second step)|disabl\w+ (mfa|multifactor)|` +
			`(mfa|zweiten schritt) (abschalten|ausschalten|deaktivieren)`, "Disable MFA for this user."},
		{"policy off", `(turn|switch)(ing)? off (the|this|a) (conditional access )?policy|disable (the|this|a) ` +
			`(conditional access )?policy|richtlinie (abschalten|ausschalten|deaktivieren)`, "Disable the policy."},
		{"risk dismissed unseen", `(turn|switch)(ing)? off risk|disabl\w+ risk`, "Switch off risk detection."},
		{"user excluded first", `\Aexclude (the|this) user|\A(den|diesen) benutzer ausschließen`,
			"Exclude the user from the policy."},
		{"user consent for all", `allow user consent for (all )?apps|let users consent to all apps|` +
			`benutzerzustimmung für alle apps (zulassen|erlauben)`, "Choose Allow user consent for apps."},
		{"shared mailbox sign-in", `(enable|unblock|allow) (the )?sign-in (for|of) (the|a) shared mailbox|` +
			`anmeldung (für|des) (das|ein|des) freigegebene\w* postfach\w* (aktivieren|erlauben|zulassen)`,
			"Enable the sign-in of the shared mailbox."},
		{"device code exception", `exception (from|to) the device[- ]code|exclude .{0,40}from the device[- ]code`,
			"Ask for an exception from the device code block."},
	}
}

func TestAdviceThatIsNeverGiven(t *testing.T) {
	not := regexp.MustCompile(`(?i)\b(never|not|don't|without|instead of|nie|niemals|nicht|statt|ohne|kein\w*)\b`)
	for _, rule := range never() {
		pattern := regexp.MustCompile("(?i)" + rule.pattern)
		if !pattern.MatchString(rule.example) {
			t.Errorf("%s: the rule does not catch %q", rule.name, rule.example)
		}
		for _, l := range Languages() {
			m := load(t, l.Code)
			for key := range m {
				for line := range strings.Lines(m.text(key)) {
					if pattern.MatchString(line) && !not.MatchString(line) {
						t.Errorf("%s %s: %s: %s", l.Code, key, rule.name, line)
					}
				}
			}
		}
	}
}

// Deleting is advised only beside its conditions: unsent mail, and web mail seen to work.
func TestDeletingIsAdvisedOnlyUnderItsConditions(t *testing.T) {
	account := regexp.MustCompile(`(?i)\b(delete|remove) (the|your|this) account\b|\bkonto (löschen|entfernen)\b|` +
		`(löschen|entfernen) sie (das|ihr) konto`)
	refused := regexp.MustCompile(`(?i)do not|don't|never|not (delete|remove)|nicht|keinesfalls`)
	conditions := regexp.MustCompile(`(?is)(outlook\.office|web|browser|safari).*`)
	principal := regexp.MustCompile(`(?i)\b(delete|remove)\b[^.\n]*(service principal|enterprise app)|` +
		`Remove-MgServicePrincipal|(dienstprinzipal|unternehmens-app)[^.\n]*\b(löschen|entfernen)`)
	for _, l := range Languages() {
		m := load(t, l.Code)
		for key := range m {
			text := m.text(key)
			for line := range strings.Lines(text) {
				if account.MatchString(line) && !refused.MatchString(line) && !conditions.MatchString(text) {
					t.Errorf("%s %s: deletes the account without its conditions: %s", l.Code, key, line)
				}
				if principal.MatchString(line) && !refused.MatchString(line) &&
					!regexp.MustCompile(`(?i)grants?|assignments?|berechtigung|zuweisung`).MatchString(text) {
					t.Errorf("%s %s: deletes the app without saying what goes with it: %s", l.Code, key, line)
				}
			}
		}
	}
}

// Approval is spoken of to the user only where approval is the matter.
func TestApprovalIsMentionedOnlyWhereItIsTheMatter(t *testing.T) {
	approval := regexp.MustCompile(`(?i)\b(approve[sd]?|approval|must allow the app|freigeben|genehmig\w+)\b`)
	for _, l := range Languages() {
		m := load(t, l.Code)
		for key := range m {
			family, isCause := strings.CutPrefix(key, "cause.")
			if !isCause || !forTheUser(key) {
				continue
			}
			about := strings.HasPrefix(family, "consent.") || strings.HasPrefix(family, "app.") ||
				strings.HasPrefix(family, "mailbox.device_blocked")
			if !about && approval.MatchString(m.text(key)) {
				t.Errorf("%s %s speaks of approval: %s", l.Code, key, m.text(key))
			}
		}
	}
}

package wording

import (
	"regexp"
	"testing"
)

// speech is how a language says something: a pattern, and a sentence that the pattern must find.
type speech struct{ pattern, example string }

// patterns are what the rules look for, by rule. A language without one of them would break that rule unseen.
func patterns() map[string]map[string]speech {
	return map[string]map[string]speech{
		// Words that stop somebody who is no technician.
		"forbidden word": {
			"en": {`\b(tenants?|tokens?|consent\w*|entra|oauth|autodiscover|compliant|diagnos\w+|redact\w*|invalid|failed)\b`,
				"The token is not there."},
			"de": {`\b(mandant\w*|tenants?|tokens?|zustimmung\w*|einwilligung\w*|entra|oauth|autodiscover|konform\w*|diagnose\w*|` +
				`ungültig\w*|fehlgeschlagen\w*)\b`, "Die Zustimmung fehlt."},
		},
		"promised time": {
			"en": {`\b(with)?in(side)? (about )?\d+ (minutes?|hours?|days?)\b`, "It works within 15 minutes."},
			"de": {`\b(in|innerhalb von|binnen) (etwa )?\d+ (minuten?|stunden?|tagen?)\b`, "Es geht in etwa 15 Minuten wieder."},
		},
		// What turns advice into a warning.
		"not": {
			"en": {`\b(never|not|don't|without|instead of)\b`, "Do not do it."},
			"de": {`\b(nie|niemals|nicht|statt|ohne|kein\w*)\b`, "Tun Sie es nicht."},
		},
		"do not": {
			"en": {`do not|don't|never|not (delete|remove)`, "Do not delete it."},
			"de": {`nicht|keinesfalls`, "Löschen Sie es nicht."},
		},
		"security defaults off": {
			"en": {`(turn|switch)(ing)? off security defaults|disabl\w+ security defaults`, "Turn off security defaults for a day."},
			"de": {`sicherheitsstandards? (abschalten|ausschalten|deaktivieren)|(schalten|deaktivieren) sie (die )?sicherheitsstandards?`,
				"Die Sicherheitsstandards deaktivieren."},
		},
		"MFA off": {
			"en": {`(turn|switch)(ing)? off (mfa|multifactor|the second step)|disabl\w+ (mfa|multifactor)`, "Disable MFA for this user."},
			"de": {`(mfa|zweiten schritt) (abschalten|ausschalten|deaktivieren)|(schalten|deaktivieren) sie (mfa|den zweiten schritt)`,
				"Schalten Sie MFA ab."},
		},
		"policy off": {
			"en": {`(turn|switch)(ing)? off (the|this|a) (conditional access )?policy|disable (the|this|a) ` +
				`(conditional access )?policy`, "Disable the policy."},
			"de": {`richtlinie (abschalten|ausschalten|deaktivieren)|(schalten|deaktivieren) sie (die|diese|eine) richtlinie`,
				"Die Richtlinie abschalten."},
		},
		"risk dismissed unseen": {
			"en": {`(turn|switch)(ing)? off risk|disabl\w+ risk`, "Switch off risk detection."},
			"de": {`risiko\w* (abschalten|ausschalten|deaktivieren)|(schalten|deaktivieren) sie (die )?risiko`,
				"Die Risikoerkennung abschalten."},
		},
		"user excluded first": {
			"en": {`\Aexclude (the|this) user`, "Exclude the user from the policy."},
			"de": {`\A(den|diesen) benutzer ausschließen|\Aschließen sie (den|diesen) benutzer`, "Den Benutzer ausschließen."},
		},
		"user consent for all": {
			"en": {`allow user consent for (all )?apps|let users consent to all apps`, "Choose Allow user consent for apps."},
			"de": {`benutzerzustimmung für (alle )?apps (zulassen|erlauben)`, "Benutzerzustimmung für alle Apps zulassen."},
		},
		"shared mailbox sign-in": {
			"en": {`(enable|unblock|allow) (the )?sign-in (for|of) (the|a) shared mailbox`, "Enable the sign-in of the shared mailbox."},
			"de": {`anmeldung (für|des) (das|ein|des) freigegebene\w* postfach\w* (aktivieren|erlauben|zulassen)`,
				"Die Anmeldung für das freigegebene Postfach erlauben."},
		},
		"device code exception": {
			"en": {`exception (from|to) the device[- ]code|exclude .{0,40}from the device[- ]code`,
				"Ask for an exception from the device code block."},
			"de": {`ausnahme (von|für) .{0,20}gerätecode|gerätecode\S* (ausnehmen|ausschließen)`,
				"Um eine Ausnahme von der Sperre des Gerätecodes bitten."},
		},
		"account deleted": {
			"en": {`\b(delete|remove) (the|your|this) account\b`, "Remove the account."},
			"de": {`\bkonto (löschen|entfernen)\b|(löschen|entfernen) sie (das|ihr) konto`, "Löschen Sie das Konto."},
		},
		"app deleted": {
			"en": {`\b(delete|remove)\b[^.\n]*(service principal|enterprise app)|Remove-MgServicePrincipal`,
				"Delete the service principal."},
			"de": {`(dienstprinzipal|unternehmens-app)[^.\n]*\b(löschen|entfernen)|\b(löschen|entfernen) sie[^.\n]*(dienstprinzipal|unternehmens-app)`,
				"Die Unternehmens-App löschen."},
		},
		"what goes with the app": {
			"en": {`grants?|assignments?`, "Its grants go too."},
			"de": {`berechtigung|zuweisung`, "Die Berechtigungen gehen mit."},
		},
		"approval": {
			"en": {`\b(approve[sd]?|approval|must allow the app)\b`, "Your IT must allow the app."},
			"de": {`\b(freigeben|genehmig\w+)\b`, "Ihre IT muss die App genehmigen."},
		},
		// A step beside which the button stands that copies the message.
		"the message": {
			"en": {`\b(with|this|the) message\b`, "Send the message to your IT."},
			"de": {`Nachricht`, "Senden Sie die Nachricht an Ihre IT."},
		},
	}
}

func TestEveryLanguageHasAPatternForEveryRule(t *testing.T) {
	for rule, languages := range patterns() {
		for _, l := range Languages() {
			said, ok := languages[l.Code]
			if !ok {
				t.Errorf("how does %s (%s) say %q? Add its pattern to patterns() in diagnose/wording/patterns_test.go, beside "+
					"English's, with a sentence that it must find", l.Name, l.Code, rule)
			} else if !regexp.MustCompile("(?i)" + said.pattern).MatchString(said.example) {
				t.Errorf("%s %s: the pattern does not find %q", l.Code, rule, said.example)
			}
		}
	}
}

// pattern returns what a rule looks for in a language. English is looked for in every language, since menus and commands
// keep its words; but a word that stops the reader of one language may be a plain one in another.
func pattern(t *testing.T, lang, rule string) *regexp.Regexp {
	t.Helper()
	said, ok := patterns()[rule][lang]
	switch {
	case !ok:
		t.Skipf("TestEveryLanguageHasAPatternForEveryRule says what %s lacks", lang)
	case rule == "forbidden word":
		return regexp.MustCompile("(?i)" + said.pattern)
	}
	return regexp.MustCompile("(?i)" + said.pattern + "|" + patterns()[rule]["en"].pattern)
}

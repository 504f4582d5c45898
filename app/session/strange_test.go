package session

import (
	"strings"
	"testing"

	"synchelper/diagnose"
)

// Whatever was chosen and typed beside it, a text with a stranger's link is answered by a warning.
func TestAStrangersLinkIsTheAnswerInTheWindow(t *testing.T) {
	const link = "login.microsoftonline.com/fabrikam.com/v2.0/adminconsent?client_id=11111111-2222-4333-8444-555555555555"
	for name, card := range map[string]diagnose.Card{"pasted": diagnose.CardSomethingElse, "a number": diagnose.CardNumber} {
		p := newPerson(t, "")
		p.Choose(card)
		p.Draft("", page+"\nTo fix it click https://"+link)
		p.StartRun()
		a := p.look().Answer
		if p.look().Diagnosis.Verdict.Cause != diagnose.CauseStrangeLink || len(a.Do) < 2 || !strings.HasPrefix(a.Do[0], "Do not open the link.") {
			t.Errorf("%s: %s, %q", name, p.look().Diagnosis.Verdict.Cause, a.Do)
		}
		if a.Message.Body == "" || strings.Contains(a.Message.Text(), "adminconsent") || len(a.Links) > 0 || a.MessageStep == 0 {
			t.Errorf("%s: message under step %d: %s", name, a.MessageStep, a.Message.Text())
		}
	}
}

package session

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synchelper/diagnose"
)

func TestTheMessageSpeaksTheLanguageOfItsReader(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	p.SetMessageLanguage("de")
	p.SetMessageLanguage("xx")
	s := sendMessage(p)
	for name, c := range map[string]struct{ text, german string }{
		"message": {s.Answer.Message.Body, "Können Sie"}, "reminder": {s.Case.Reminder.Body, "habe ich Ihnen geschrieben"},
		"message of the case": {s.Case.Message.Body, "Können Sie"},
	} {
		if !strings.Contains(c.text, c.german) {
			t.Errorf("%s: %s", name, c.text)
		}
	}
	if !strings.Contains(s.Answer.Title, "Your company") || !strings.Contains(s.Case.Title, "Your company") {
		t.Errorf("the person reads %q and %q", s.Answer.Title, s.Case.Title)
	}
	p.Home()
	p.Choose(diagnose.CardApprovalRequired)
	p.StartRun()
	if reason := p.look().Answer.Reason; !strings.Contains(reason, "Ich möchte") {
		t.Errorf("for the box: %s", reason)
	}
	later := newPerson(t, dir).look()
	if later.Settings.MessageLanguage != "de" || !strings.Contains(later.Case.Reminder.Body, "geschrieben") || later.Words.Lang() != "en" {
		t.Errorf("at the next start: %+v", later.Settings)
	}
}

func TestTheMessageFollowsThePersonsLanguageUntilItHasOne(t *testing.T) {
	p := newPerson(t, "")
	handMessage(p)
	p.SetLanguage("de")
	if s := p.look(); !strings.Contains(s.Answer.Message.Body, "Können Sie") {
		t.Errorf("follows: %s", s.Answer.Message.Body)
	}
	p.SetMessageLanguage("de")
	p.SetLanguage("en")
	if s := p.look(); !strings.Contains(s.Answer.Message.Body, "Können Sie") || !strings.Contains(s.Answer.Title, "Your") {
		t.Errorf("stays: %s, %s", s.Answer.Title, s.Answer.Message.Body)
	}
}

func TestWhoLooksAfterTheComputersIsKept(t *testing.T) {
	for _, who := range LookersAfter() {
		dir := t.TempDir()
		p := newPerson(t, dir)
		if s := handMessage(p); s.Settings.LooksAfter != "" {
			t.Errorf("before anybody asked: %q", s.Settings.LooksAfter)
		}
		p.SetLooksAfter(who)
		customer := strings.HasPrefix(p.look().Answer.Message.Body, "Customer: contoso.com")
		if want := who == LooksAfterAnotherCompany; customer != want {
			t.Errorf("%s: the message is\n%s", who, p.look().Answer.Message.Body)
		}
		if kept := newPerson(t, dir).look().Settings.LooksAfter; kept != who {
			t.Errorf("kept is %q, want %q", kept, who)
		}
	}
	p := newPerson(t, "")
	p.SetLooksAfter("somebody")
	if who := p.look().Settings.LooksAfter; who != "" {
		t.Errorf("an answer that is not offered is kept as %q", who)
	}
}

func TestAMessageIsSavedAsAMail(t *testing.T) {
	p := newPerson(t, "")
	s := sendMessage(p)
	p.SaveMail(s.Answer.Message)
	first := p.wait().MailFile
	content, err := os.ReadFile(first.Path)
	if err != nil || !strings.Contains(string(content), "X-Unsent: 1\r\n") || !strings.Contains(string(content), s.Answer.Reference) {
		t.Errorf("%s: %v\n%s", first.Path, err, content)
	}
	p.SaveMail(s.Case.Reminder)
	if second := p.wait().MailFile; second.Path == first.Path || second.Of != s.Case.Reminder || second.Problem != ProblemNone {
		t.Errorf("the reminder is in %+v, the message in %s", second, first.Path)
	}
	p.SaveIn(filepath.Join(t.TempDir(), "gone"))
	p.SaveMail(s.Answer.Message)
	if third := p.wait().MailFile; third.Path != "" || third.Problem != ProblemGone {
		t.Errorf("into no folder: %+v", third)
	}
}

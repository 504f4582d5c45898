package session

import (
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
)

// daysLater sets the person's clock forward, beyond the day of the message in every zone.
func (p *person) daysLater() {
	p.options.Now = func() time.Time { return nowInKiritimati().Add(72 * time.Hour) }
}

// sentInTheDemo sends the message of a scenario.
func sentInTheDemo(p *person) State {
	p.PlayScenario("need-admin-approval")
	p.wait()
	p.Handed()
	p.Sent()
	return p.look()
}

// reopened is the same person at the next start, days later, with the case in view.
func reopened(t *testing.T, dir string) *person {
	t.Helper()
	p := newPerson(t, dir)
	p.daysLater()
	p.Heard(CaseWaiting)
	return p
}

// TestTheReferenceOfACaseStays: by it whoever got the first message finds it again.
func TestTheReferenceOfACaseStays(t *testing.T) {
	address := func(p *person) {
		p.Draft("first.last@contoso.com", "")
		p.StartRun()
	}
	for name, way := range map[string]struct {
		send func(*person) State
		look func(t *testing.T, p *person, dir string) *person
	}{
		"checked from Start": {sentInTheDemo, func(_ *testing.T, p *person, _ string) *person {
			p.Home()
			p.Heard(CaseWaiting)
			p.CheckCase()
			return p
		}},
		"asked again": {sentInTheDemo, func(_ *testing.T, p *person, _ string) *person { p.Again(); return p }},
		"asked again and signed in": {sentInTheDemo, func(_ *testing.T, p *person, _ string) *person {
			p.Again()
			p.wait()
			p.SignIn()
			return p
		}},
		"asked again before it was said that it went out": {func(p *person) State {
			p.PlayScenario("need-admin-approval")
			return p.wait()
		}, func(_ *testing.T, p *person, _ string) *person {
			p.Again()
			p.wait()
			p.Handed()
			p.Sent()
			return p
		}},
		"checked in another window": {sendMessage, func(t *testing.T, _ *person, dir string) *person {
			p := reopened(t, dir)
			p.CheckCase()
			address(p)
			return p
		}},
		"done in another window": {sendMessage, func(t *testing.T, _ *person, dir string) *person {
			p := reopened(t, dir)
			p.Again()
			address(p)
			return p
		}},
		"checked twice": {sendMessage, func(t *testing.T, _ *person, dir string) *person {
			p := reopened(t, dir)
			for range 2 {
				p.CheckCase()
				address(p)
			}
			return p
		}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			p := newPerson(t, dir)
			first := way.send(p)
			p.daysLater()
			s := way.look(t, p, dir).wait()
			reference := first.Answer.Reference
			if s.Diagnosis.Verdict.Cause != first.Diagnosis.Verdict.Cause || s.Answer.Reference != reference {
				t.Errorf("%s became %s, %s became %s", first.Diagnosis.Verdict.Cause, s.Diagnosis.Verdict.Cause, reference, s.Answer.Reference)
			}
			if !s.Diagnosis.Created.After(first.Diagnosis.Created.AddDate(0, 0, 1)) {
				t.Errorf("nothing was repeated: %s, from %s", s.Screen, s.Diagnosis.Created)
			}
			for what, text := range map[string]string{"message": s.Answer.Message.Body, "its subject": s.Answer.Message.Subject,
				"message of the case": s.Case.Message.Body, "reminder": s.Case.Reminder.Subject} {
				if strings.Count(text, reference) != 1 {
					t.Errorf("%s: %s", what, text)
				}
			}
		})
	}
}

// TestAMessageAboutAnotherCauseNamesTheOneBefore, in the language of its reader, and so does its reminder after a restart.
func TestAMessageAboutAnotherCauseNamesTheOneBefore(t *testing.T) {
	for name, turn := range map[string]func(*person){
		"by the person's choice": func(p *person) { p.Prefer("app.disabled") },
		"after a yes": func(p *person) {
			p.Heard(CaseApproved)
			p.StillAsks(diagnose.Approval{SameAddress: diagnose.ReplyNo})
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			p := newPerson(t, dir)
			p.SetMessageLanguage("de")
			first := sendMessage(p).Answer.Reference
			p.daysLater()
			turn(p)
			names := "(früher " + first + ")"
			s := p.look()
			if s.Answer.Reference == first || !strings.Contains(s.Answer.Message.Body, names) {
				t.Errorf("%s: %s", s.Answer.Reference, s.Answer.Message.Body)
			}
			if strings.Contains(s.Case.Reminder.Body, names) {
				t.Errorf("the first message names itself: %s", s.Case.Reminder.Body)
			}
			p.Handed()
			p.Sent()
			later := reopened(t, dir).look()
			if later.Answer.Reference != s.Answer.Reference || !strings.Contains(later.Answer.Message.Body, names) ||
				!strings.Contains(later.Case.Reminder.Body, names) {
				t.Errorf("later %s: %s", later.Answer.Reference, later.Case.Reminder.Body)
			}
		})
	}
}

// TestAMessageThatNobodySentIsNotNamed: its reader would look for it in vain.
func TestAMessageThatNobodySentIsNotNamed(t *testing.T) {
	p := newPerson(t, "")
	handMessage(p)
	p.Prefer("app.disabled")
	if s := p.look(); s.Diagnosis.Earlier != "" {
		t.Errorf("%s", s.Answer.Message.Body)
	}
}

// TestOnlyAReferenceIsReadAsOne: what stands in the file of the case goes into a message.
func TestOnlyAReferenceIsReadAsOne(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	kept := *sendMessage(p).Case
	for earlier, want := range map[string]string{p.look().Answer.Reference: p.look().Answer.Reference, "see https://example.com": ""} {
		kept.Earlier = earlier
		store{dir: dir}.keepCase(&kept)
		if c := newPerson(t, dir).look().Case; c.Earlier != want {
			t.Errorf("%q is read as %q", earlier, c.Earlier)
		}
	}
}

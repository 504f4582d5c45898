package session

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"synchelper/diagnose"
)

// handMessage goes from Start to a message that was copied, of which nobody has said that it was sent.
func handMessage(p *person) State {
	p.Home()
	p.Choose(diagnose.CardNeedAdminApproval)
	p.Draft("first.last@contoso.com", "")
	p.StartRun()
	p.Handed()
	return p.look()
}

func TestNobodyWaitsForAMessageThatWasNotSent(t *testing.T) {
	dir := t.TempDir()
	if s := handMessage(newPerson(t, dir)); !s.AsksSent() || s.Waits() || s.Case.State != CaseUnsent {
		t.Errorf("asks %v, waits %v, case %+v", s.AsksSent(), s.Waits(), s.Case)
	}
	p := newPerson(t, dir)
	c := p.look().Case
	if c == nil || c.State != CaseUnsent || c.Reminder.Body != "" || c.Since != "" {
		t.Fatalf("at the next start the case is %+v", c)
	}
	p.Heard(CaseUnsent)
	p.NotSent()
	if s := p.look(); s.Screen != ScreenResult || s.Open != PartNone || s.Case.State != CaseUnsent {
		t.Errorf("screen %s, open %q, case %s", s.Screen, s.Open, s.Case.State)
	}
	p.Home()
	p.Sent()
	if c := newPerson(t, dir).look().Case; c.State != CaseWaiting || c.Reminder.Body == "" {
		t.Errorf("after it was sent the case is %+v", c)
	}
}

func TestAReminderNamesTheDayOfSending(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // which begins on Saturday, 1 January 2000
		dir := t.TempDir()
		first := newPerson(t, dir)
		handMessage(first)
		first.Close()
		time.Sleep(48 * time.Hour)
		later := newPerson(t, dir)
		later.Sent()
		if c := later.look().Case; !strings.Contains(c.Reminder.Body, "3 January 2000") || !c.Today {
			t.Errorf("today %v, reminder %s", c.Today, c.Reminder.Body)
		}
		later.Close()
	})
}

// TestCasesOfEarlierVersionsAreRead: they kept one time only.
func TestCasesOfEarlierVersionsAreRead(t *testing.T) {
	for state, want := range map[CaseState]CaseState{CaseWaiting: CaseWaiting, CaseApproved: CaseApproved,
		CaseRefused: CaseRefused, "": CaseUnsent} {
		dir, began := t.TempDir(), nowInKiritimati().Add(-48*time.Hour)
		kept := `{"id":"0123456789ABCDEFGHJKMNPQRS","cause":"consent.admin_approval","confidence":"likely","domain":"contoso.com",` +
			`"mail_app":"apple","card":"need-admin-approval","created":"` + began.Format(time.RFC3339) + `","state":"` + string(state) + `"}`
		if err := os.WriteFile(filepath.Join(dir, caseFile), []byte(kept), 0o600); err != nil {
			t.Fatal(err)
		}
		c := newPerson(t, dir).look().Case
		if c == nil || c.State != want {
			t.Fatalf("%q is read as %+v", state, c)
		}
		if day := began.Format("2 January 2006"); want != CaseUnsent && !strings.Contains(c.Reminder.Body, day) {
			t.Errorf("%q: the reminder does not name %s: %s", state, day, c.Reminder.Body)
		}
	}
}

func TestAWrongPressLosesNothing(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	sent := sendMessage(p).Case
	for _, wrong := range []CaseState{CaseApproved, CaseRefused} {
		p.Heard(wrong)
		p.Home()
		p.Unheard()
		if c := newPerson(t, dir).look().Case; c.State != CaseWaiting || !reflect.DeepEqual(c.Reminder, sent.Reminder) {
			t.Errorf("after %s was taken back the case is %+v", wrong, c)
		}
	}
}

func TestACaseCanBeClosedInEveryState(t *testing.T) {
	for _, state := range []CaseState{CaseUnsent, CaseWaiting, CaseApproved, CaseRefused} {
		for name, end := range map[string]func(*person){"works": func(p *person) { p.Works() },
			"no": func(p *person) { p.CloseCase() }, "forget": func(p *person) { p.ForgetCase() }} {
			dir := t.TempDir()
			p := newPerson(t, dir)
			handMessage(p)
			if state != CaseUnsent {
				p.Sent()
				p.Heard(state)
			}
			end(p)
			if s := p.look(); s.Case != nil || s.AsksSent() {
				t.Errorf("%s, %s: case %+v, asks %v", state, name, s.Case, s.AsksSent())
			}
			if s := newPerson(t, dir).look(); s.Case != nil {
				t.Errorf("%s, %s: the case came back", state, name)
			}
		}
	}
}

// TestANoThatIsClosedStaysANo: nobody said that mail comes again, whichever way the case was closed from.
func TestANoThatIsClosedStaysANo(t *testing.T) {
	for _, heard := range []CaseState{CaseWaiting, CaseRefused} {
		p := newPerson(t, t.TempDir())
		p.SetHistory(true)
		sendMessage(p)
		p.Heard(heard)
		p.CloseCase()
		if s := p.look(); !s.Closed || s.Worked || s.Screen != ScreenStart || s.History[0].Came != OutcomeRefused {
			t.Errorf("%s: closed %v, worked %v, screen %s, came %q", heard, s.Closed, s.Worked, s.Screen, s.History[0].Came)
		}
		p.Choose(diagnose.CardNumber)
		if p.look().Closed {
			t.Error("it is still said on the next screen")
		}
	}
}

// TestAnotherMessageReplacesACaseOnlyWhenItWasSent: copying it is not yet a reason to give up what waits.
func TestAnotherMessageReplacesACaseOnlyWhenItWasSent(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	first := sendMessage(p).Case.ID
	second := handMessage(p)
	if second.Case.ID != first || !second.AsksSent() || second.Diagnosis.ID == first {
		t.Errorf("case %s, first %s, asks %v", second.Case.ID, first, second.AsksSent())
	}
	p.NotSent()
	if c := newPerson(t, dir).look().Case; c.ID != first || c.State != CaseWaiting {
		t.Errorf("the case is %+v", c)
	}
	p.Handed()
	p.Sent()
	if c := newPerson(t, dir).look().Case; c.ID != second.Diagnosis.ID || c.State != CaseWaiting {
		t.Errorf("the case is %+v", c)
	}
}

func TestTheDemoLeavesTheOwnCaseAlone(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	own := sendMessage(p).Case.ID
	p.PlayScenario("approved-but-still-asked")
	p.wait()
	p.Handed()
	p.Sent()
	p.Unheard()
	p.Heard(CaseRefused)
	if s := p.look(); s.Open != PartRefused || !s.Diagnosis.Demo || s.Case.ID == own {
		t.Errorf("the demo's case shows %q of %+v", s.Open, s.Diagnosis)
	}
	p.Works()
	p.LeaveDemo()
	if c := p.look().Case; c == nil || c.ID != own || c.Reminder.Body == "" {
		t.Errorf("behind the demo the case is %+v", c)
	}
	if c := newPerson(t, dir).look().Case; c == nil || c.ID != own || c.State != CaseWaiting {
		t.Errorf("the own case is %+v", c)
	}
}

func TestEveryRunHasAReferenceOfItsOwn(t *testing.T) {
	p := newPerson(t, "")
	first, second := handMessage(p).Diagnosis.ID, handMessage(p).Diagnosis.ID
	if first == "" || first == second {
		t.Errorf("two runs without a server have the ids %q and %q", first, second)
	}
}

func TestWhatDoesNotOpenIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answers := map[string]error{"mailto:a": errors.New("no mail program"), "sms:b": nil}
		p := newPersonOf(t, Options{OpenURL: func(_ context.Context, target *url.URL) error {
			time.Sleep(time.Second)
			return answers[target.String()]
		}})
		for _, c := range []struct {
			tried []string
			said  string
		}{{[]string{"mailto:a"}, "mailto:a"}, {[]string{"sms:b"}, ""}, {[]string{"mailto:a", "sms:b"}, ""}, {[]string{"%"}, "%"}} {
			for _, address := range c.tried {
				p.OpenOutside(address)
			}
			time.Sleep(2 * time.Second)
			if said := p.look().NotOpened; said != c.said {
				t.Errorf("after %q it is said of %q, want %q", c.tried, said, c.said)
			}
		}
		p.Close()
	})
}

func TestAProgramThatWasStartedIsWatchedForAMoment(t *testing.T) {
	for _, c := range []struct {
		command []string
		opened  bool
	}{
		{[]string{"true"}, true}, {[]string{"false"}, false}, {[]string{"sh", "-c", "exit 3"}, false},
		{[]string{"no-such-program-anywhere"}, false}, {[]string{"sleep", "4"}, true},
	} {
		began := time.Now()
		err := StartAndSee(t.Context(), c.command[0], c.command[1:]...)
		if opened := err == nil; opened != c.opened || time.Since(began) > 2*soon {
			t.Errorf("%q: opened %v after %v: %v", c.command, opened, time.Since(began), err)
		}
	}
}

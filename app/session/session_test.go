package session

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"synchelper/app/simulated"
	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/signin"
	"synchelper/diagnose/wording"
)

const page = "Need admin approval\nMessage: AADSTS90094: The grant requires admin permission."

// person is somebody who uses a session and sees the newest State.
type person struct {
	*Session
	states chan State
	seen   State
}

// counter stands for randomness that is the same every time.
type counter struct{ n byte }

func (c *counter) Read(p []byte) (int, error) {
	for i := range p {
		c.n += 7
		p[i] = c.n
	}
	return len(p), nil
}

// nowInKiritimati is the time in a zone where it is tomorrow for most of the day.
func nowInKiritimati() time.Time { return time.Now().In(time.FixedZone("+14", 14*3600)) }

func newPerson(t *testing.T, dir string) *person {
	t.Helper()
	// Without a browser the simulated person signs in.
	return newPersonOf(t, Options{Dir: dir, Programs: func() []signin.Program { return nil }})
}

func newPersonOf(t testing.TB, o Options) *person {
	t.Helper()
	p := &person{states: make(chan State, 1000)}
	o.Simulate = simulate
	o.SaveIn, o.Locale, o.Now, o.Random = t.TempDir(), "en_US.UTF-8", nowInKiritimati, &counter{}
	o.Emit = func(s State) { p.states <- s }
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	p.Session = s
	s.Begin(false)
	return p
}

func simulate(scenario string, now func() time.Time) (Company, error) {
	return simulated.Start(scenario, now)
}

// theCompany is that of the scenario that is played.
func (p *person) theCompany() simulated.Company { return p.company.(simulated.Company) }

// look returns the newest State that was handed out.
func (p *person) look() State {
	for {
		select {
		case s := <-p.states:
			if s.Version > p.seen.Version {
				p.seen = s
			}
		default:
			return p.seen
		}
	}
}

// wait lets the session's goroutines finish and returns the newest State.
func (p *person) wait() State {
	p.work.Wait()
	return p.look()
}

func TestACardAndAnAddressGiveAResultAtOnce(t *testing.T) {
	p := newPerson(t, "")
	p.Choose(diagnose.CardNeedAdminApproval)
	p.Draft("user1@contoso.com", "")
	p.StartRun()
	s := p.look()
	if s.Screen != ScreenResult || s.Diagnosis.Verdict.Cause != "consent.admin_approval" {
		t.Fatalf("screen %s, cause %s", s.Screen, s.Diagnosis.Verdict.Cause)
	}
	if s.Answer.Primary != wording.PrimaryCopyMessage || !strings.Contains(s.Answer.Message.Body, "contoso.com") {
		t.Errorf("primary %s, message %q", s.Answer.Primary, s.Answer.Message.Body)
	}
}

func TestWhatIsAskedBeforeAnAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		card          diagnose.Card
		address, text string
		problem       Problem
	}{
		"a number without a text":      {diagnose.CardNumber, "", "  \n", ProblemTextNeeded},
		"something else without text":  {diagnose.CardSomethingElse, "user1@contoso.com", "", ProblemTextNeeded},
		"half an address":              {diagnose.CardNeedAdminApproval, "user1@", "", ProblemAddress},
		"words instead of an address":  {diagnose.CardNeedAdminApproval, "not an address", "", ProblemAddress},
		"no address":                   {diagnose.CardNeedAdminApproval, "", "", ProblemNone},
		"a private address":            {diagnose.CardPasswordAgain, "someone@outlook.com", "", ProblemNone},
		"a company's domain":           {diagnose.CardNeedAdminApproval, "contoso.com", "", ProblemNone},
		"a sign-in code and no error":  {diagnose.CardSomethingElse, "", redirectWithCode(), ProblemSecretOnly},
		"a text that nobody knows":     {diagnose.CardSomethingElse, "", "It does not work.", ProblemNone},
		"a text of Microsoft's number": {diagnose.CardNumber, "", "AADSTS50105", ProblemNone},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPerson(t, "")
			p.Choose(c.card)
			p.Draft(c.address, c.text)
			p.StartRun()
			s := p.look()
			want := ScreenAsk
			if c.problem == ProblemNone {
				want = ScreenResult
			}
			if s.Problem != c.problem || s.Screen != want {
				t.Errorf("problem %q on %s, want %q on %s", s.Problem, s.Screen, c.problem, want)
			}
			if c.problem == ProblemSecretOnly && s.Text != "" {
				t.Errorf("the secret is still in the box: %q", s.Text)
			}
		})
	}
}

// redirectWithCode is built here so that nothing that looks like a secret stands in the repository.
func redirectWithCode() string {
	return "com.apple.Preferences://oauth-redirect?code=" + strings.Repeat("0.AXkA", 30) + "&state=1"
}

func TestASecretInATextIsGoneEverywhere(t *testing.T) {
	p := newPerson(t, "")
	secret := strings.Repeat("0.AXkA", 30)
	p.Choose(diagnose.CardSomethingElse)
	p.Draft("", page+"\nhttps://localhost/?code="+secret+"&state=1")
	p.StartRun()
	s := p.look()
	if s.Screen != ScreenResult || s.Answer.Secret == "" {
		t.Fatalf("screen %s, warning %q", s.Screen, s.Answer.Secret)
	}
	p.Save()
	s = p.wait()
	report, err := os.ReadFile(s.Saved)
	if err != nil {
		t.Fatal(err)
	}
	for where, text := range map[string]string{"box": s.Text, "quote": s.Quote, "message": s.Answer.Message.Body,
		"report": string(report)} {
		if strings.Contains(text, secret) {
			t.Errorf("the secret is in the %s", where)
		}
	}
}

// TestALongTextIsReadAwayFromTheWindow holds the reading back with a channel and lets synthetic time pass.
func TestALongTextIsReadAwayFromTheWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPerson(t, "")
		goOn := make(chan struct{})
		p.observe = func(text []byte, at time.Time) (diagnose.Observation, error) {
			<-goOn
			return entra.Observe(text[:len(page)], at)
		}
		p.Choose(diagnose.CardSomethingElse)
		p.Paste(page + strings.Repeat("\nnothing to see", atOnce/10))
		p.StartRun()
		if s := p.look(); s.Screen != ScreenRunning || len(s.Stages) == 0 {
			t.Fatalf("screen %s with %d stages", s.Screen, len(s.Stages))
		}
		time.Sleep(3500 * time.Millisecond)
		synctest.Wait()
		if s := p.look(); s.Elapsed != 3*time.Second {
			t.Errorf("after three and a half seconds the screen says %v", s.Elapsed)
		}
		close(goOn)
		synctest.Wait()
		if s := p.look(); s.Screen != ScreenResult || s.Diagnosis.Verdict.Cause != "consent.admin_approval" {
			t.Errorf("screen %s, cause %s", s.Screen, s.Diagnosis.Verdict.Cause)
		}
		p.Close()
	})
}

func TestCancelWorksAtOnceAndTheLateResultIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPerson(t, "")
		goOn := make(chan struct{})
		p.observe = func(text []byte, at time.Time) (diagnose.Observation, error) {
			<-goOn
			return entra.Observe(text[:len(page)], at)
		}
		p.Choose(diagnose.CardSomethingElse)
		p.Paste(page + strings.Repeat("\nnothing to see", atOnce/10))
		p.StartRun()
		p.Cancel()
		left := p.look()
		if left.Screen != ScreenAsk || left.Attached.Bytes == 0 {
			t.Fatalf("after Cancel: screen %s, text of %d bytes", left.Screen, left.Attached.Bytes)
		}
		p.Home()
		left = p.look()
		close(goOn)
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if s := p.look(); s.Version != left.Version || s.Screen != ScreenStart {
			t.Errorf("a late result was shown: screen %s, version %d after %d", s.Screen, s.Version, left.Version)
		}
		p.Close()
	})
}

func TestTheQuestionSettlesWhichCauseItIs(t *testing.T) {
	p := newPerson(t, "")
	p.Choose(diagnose.CardSomethingElse)
	p.Draft("", "https://localhost/?error=access_denied&error_subcode=cancel")
	p.StartRun()
	s := p.look()
	if s.Diagnosis.Verdict.Confidence != diagnose.Possible || len(s.Answer.Also) == 0 {
		t.Fatalf("confidence %s with %d others", s.Diagnosis.Verdict.Confidence, len(s.Answer.Also))
	}
	for _, other := range append(s.Answer.Also, wording.Other{ID: string(s.Diagnosis.Verdict.Cause)}) {
		p.Prefer(diagnose.CauseID(other.ID))
		if got := p.look(); string(got.Diagnosis.Verdict.Cause) != other.ID || got.Diagnosis.ID != s.Diagnosis.ID {
			t.Errorf("the person says %s, the answer is %s", other.ID, got.Diagnosis.Verdict.Cause)
		}
		if got := p.look(); got.Diagnosis.Verdict.Confidence != diagnose.Likely {
			t.Errorf("on the person's word %s is %s", other.ID, got.Diagnosis.Verdict.Confidence)
		}
	}
	if n := len(p.look().Diagnosis.Observations); n != 3 {
		t.Errorf("%d observations: an earlier word was not replaced", n)
	}
}

func TestAPrivateAddressIsSaid(t *testing.T) {
	p := newPerson(t, "")
	p.Choose(diagnose.CardNeedAdminApproval)
	p.Draft("someone@outlook.com", "")
	p.StartRun()
	if s := p.look(); s.Diagnosis.Verdict.Cause != "account.personal" {
		t.Errorf("the cause is %s", s.Diagnosis.Verdict.Cause)
	}
	for typed, want := range map[string]bool{" someone@gmail.com ": true, "user1@contoso.com": false, "someone@": false, "": false} {
		if got := p.PrivateAddress(typed); got != want {
			t.Errorf("%q private: %v", typed, got)
		}
	}
}

func TestAReportThatCannotBeSavedLosesNothing(t *testing.T) {
	p := newPerson(t, "")
	p.Choose(diagnose.CardNeedAdminApproval)
	p.StartRun()
	p.SaveIn(filepath.Join(t.TempDir(), "gone"))
	p.Save()
	s := p.wait()
	if s.SaveError != ProblemGone || s.Saved != "" || s.Screen != ScreenResult || s.Answer.Title == "" {
		t.Errorf("error %q, saved %q, screen %s", s.SaveError, s.Saved, s.Screen)
	}
	dir := t.TempDir()
	p.SaveIn(dir)
	p.Save()
	s = p.wait()
	if s.SaveError != ProblemNone || filepath.Dir(s.Saved) != dir || !strings.Contains(s.Saved, s.Answer.Reference) {
		t.Errorf("error %q, saved %q", s.SaveError, s.Saved)
	}
}

func TestWhyAReportCannotBeSaved(t *testing.T) {
	wrapped := func(err error) error { return errors.Join(&fs.PathError{Op: "write", Path: "x", Err: err}) }
	for want, err := range map[Problem]error{
		ProblemFull:       wrapped(syscall.ENOSPC),
		ProblemNotAllowed: wrapped(syscall.EROFS),
		ProblemGone:       wrapped(syscall.ENOENT),
		ProblemNotSaved:   wrapped(syscall.EIO),
	} {
		if got := whyNotSaved(err); got != want {
			t.Errorf("%v: %s, want %s", err, got, want)
		}
	}
	if got := whyNotSaved(wrapped(syscall.EACCES)); got != ProblemNotAllowed {
		t.Errorf("EACCES: %s", got)
	}
}

func TestStatesThatWereHandedOutDoNotChange(t *testing.T) {
	p := newPerson(t, "")
	p.PlayScenario("need-admin-approval")
	before := p.wait()
	observations := len(before.Diagnosis.Observations)
	p.Prefer("consent.risky_app")
	p.SetLanguage("de")
	if len(before.Diagnosis.Observations) != observations || before.Words.Lang() != "en" {
		t.Error("an older State has changed")
	}
	if s := p.look(); s.Words.Lang() != "de" || s.Answer.Title == before.Answer.Title {
		t.Errorf("the language is %s, the title %q", s.Words.Lang(), s.Answer.Title)
	}
}

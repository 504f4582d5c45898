package session

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"synchelper/diagnose"
)

// sendMessage goes from Start to a message that was sent.
func sendMessage(p *person) State {
	p.Choose(diagnose.CardNeedAdminApproval)
	p.Draft("first.last@contoso.com", "")
	p.StartRun()
	p.Handed()
	p.Sent()
	return p.look()
}

func TestTheOpenCaseComesBackWithoutTheAddress(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "SyncHelper")
	before := sendMessage(newPerson(t, dir))
	kept, err := os.ReadFile(filepath.Join(dir, caseFile))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(kept, []byte("first.last")) {
		t.Errorf("the case holds the address: %s", kept)
	}
	p := newPerson(t, dir)
	s := p.look()
	if s.Case == nil || s.Case.State != CaseWaiting || s.Case.Title != before.Answer.Title {
		t.Fatalf("the case is %+v", s.Case)
	}
	sent := strings.ReplaceAll(before.Answer.Message.Body, "first.last@contoso.com", "[your name]")
	if s.Case.Message.Body != sent || s.Case.Message.Subject != before.Answer.Message.Subject {
		t.Errorf("the message that was sent is now %+v, was %s", s.Case.Message, sent)
	}
	if r := s.Case.Reminder; !strings.Contains(r.Subject, before.Answer.Reference) || !strings.Contains(r.Body, before.Answer.Links[0].URL) {
		t.Errorf("the reminder is %+v", r)
	}
	p.Heard(CaseApproved)
	s = p.look()
	if s.Screen != ScreenResult || s.Open != PartApproved || s.Answer.Reference != before.Answer.Reference {
		t.Errorf("screen %s, open %q, reference %s", s.Screen, s.Open, s.Answer.Reference)
	}
	if s := newPerson(t, dir).look(); s.Case == nil || s.Case.State != CaseApproved {
		t.Errorf("what was heard is forgotten: %+v", s.Case)
	}
}

func TestTheOpenCaseCanBeForgotten(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	sendMessage(p)
	p.ForgetCase()
	if s := p.look(); s.Case != nil {
		t.Error("the case is still there")
	}
	if s := newPerson(t, dir).look(); s.Case != nil {
		t.Error("the case came back")
	}
}

func TestItWorksNowClosesTheCase(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	sendMessage(p)
	p.Heard(CaseApproved)
	p.Works()
	if s := p.look(); s.Case != nil || !s.Worked || s.Screen != ScreenStart {
		t.Errorf("case %v, worked %v, screen %s", s.Case, s.Worked, s.Screen)
	}
	p.Choose(diagnose.CardNumber)
	if p.look().Worked {
		t.Error("it is still said on the next screen")
	}
	if s := newPerson(t, dir).look(); s.Case != nil {
		t.Error("the case came back")
	}
}

func TestAnOldCaseSaysItsDate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // which begins on Saturday, 1 January 2000
		dir := t.TempDir()
		first := newPerson(t, dir)
		if c := sendMessage(first).Case; !c.Today {
			t.Errorf("on the same day: %q", c.Since)
		}
		first.Close()
		time.Sleep(24 * time.Hour)
		next := newPerson(t, dir)
		if c := next.look().Case; c.Today || c.Since != "Saturday" {
			t.Errorf("on the next day: %q, today %v", c.Since, c.Today)
		}
		next.Close()
		time.Sleep(6 * 24 * time.Hour)
		later := newPerson(t, dir)
		if since := later.look().Case.Since; since != "Saturday (1 January 2000)" {
			t.Errorf("a week later: %q", since)
		}
		later.Close()
	})
}

func TestTheOpenCaseIsKeptForThirtyDays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		first := newPerson(t, dir)
		sendMessage(first)
		first.Close()
		time.Sleep(29 * 24 * time.Hour)
		p := newPerson(t, dir)
		if p.look().Case == nil {
			t.Error("after 29 days the case is gone")
		}
		p.Close()
		time.Sleep(2 * 24 * time.Hour)
		p = newPerson(t, dir)
		if p.look().Case != nil {
			t.Error("after 31 days the case is still there")
		}
		if _, err := os.Stat(filepath.Join(dir, caseFile)); err == nil {
			t.Error("after 31 days the file is still there")
		}
		p.Close()
	})
}

func TestOnlyTheOwnerCanReadWhatIsKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "SyncHelper")
	p := newPerson(t, dir)
	sendMessage(p)
	p.SetTextSize(TextLarge)
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, caseFile): 0o600, filepath.Join(dir, settingsFile): 0o600} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", filepath.Base(path), info.Mode().Perm(), want)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("the folder holds %v: %v", entries, err)
	}
}

func TestSettingsComeBack(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	p.SetLanguage("de")
	p.SetTextSize(TextLargest)
	p.SetLook(LookDark)
	p.SetMailApp("spark")
	if s, want := newPerson(t, dir).look().Settings, (Settings{Language: "de", TextSize: TextLargest, Look: LookDark, MailApp: "spark"}); s != want {
		t.Errorf("settings %+v, want %+v", s, want)
	}
}

func TestFilesThatAreNotOursDoNoHarm(t *testing.T) {
	for name, content := range map[string]string{
		"empty":                  "",
		"broken":                 "{",
		"another program's":      `["a"]`,
		"a language nobody has":  `{"language":"../../x","text_size":"huge","look":"pink","mail_app":"x"}`,
		"a cause nobody has":     `{"cause":"x.y","created":"2026-11-20T00:00:00Z"}`,
		"from the future":        `{"cause":"consent.admin_approval","created":"2999-01-01T00:00:00Z"}`,
		"far too large":          strings.Repeat(" ", fileLimit+1),
		"a case without a state": `{"cause":"consent.admin_approval"}`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for _, file := range []string{settingsFile, caseFile} {
				if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			s := newPerson(t, dir).look()
			if want := (Settings{Language: "en", TextSize: TextNormal, Look: LookSystem, MailApp: "apple"}); s.Settings != want {
				t.Errorf("settings %+v, want %+v", s.Settings, want)
			}
			if s.Case != nil {
				t.Errorf("there is an open case: %+v", s.Case)
			}
		})
	}
}

// TestWhatIsKeptOfARunIsMended: somebody else may have written into it.
func TestWhatIsKeptOfARunIsMended(t *testing.T) {
	dir, at := t.TempDir(), nowInKiritimati().Format(time.RFC3339)
	run := `{"id":"0123456789ABCDEFGHJKMNPQRS","cause":"consent.admin_approval","confidence":"<b>","mail_app":"x","card":"none",` +
		`"stages":[{"id":"tenant","state":"x"}],"created":"` + at + `","at":"` + at + `"}`
	for file, content := range map[string]string{caseFile: run, historyFile: "[" + run + "]"} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := newPerson(t, dir).look()
	if c := s.Case; c == nil || c.Confidence != diagnose.Possible || c.MailApp != "apple" || c.Card != "" || len(c.Stands) > 0 {
		t.Errorf("the case is %+v", c)
	}
	if len(s.History) != 1 {
		t.Fatalf("of one run there are %d", len(s.History))
	}
	if r := s.History[0]; r.Confidence != diagnose.Possible || r.MailApp != "apple" || r.Card != "" || len(r.Stands) > 0 {
		t.Errorf("the run is %+v", r)
	}
}

// TestAFileIsReadWholeOrNotAtAll: what stands before the broken part is no less broken.
func TestAFileIsReadWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	for file, content := range map[string]string{settingsFile: `{"look":"dark","text_size":7}`, historyFile: `[{"cause":"app.disabled"},7]`} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if s := newPerson(t, dir).look(); s.Settings.Look != LookSystem || len(s.History) > 0 {
		t.Errorf("read are %+v, %+v", s.Settings, s.History)
	}
}

func TestAWindowThatStaysOpenKnowsThatTheDayHasChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPerson(t, "")
		sendMessage(p)
		time.Sleep(48 * time.Hour)
		p.Home()
		if c := p.look().Case; c.Today || c.Since != "Saturday" {
			t.Errorf("two days later: %q, today %v", c.Since, c.Today)
		}
		p.Close()
	})
}

// TestWhoeverLeavesARunIsNotToldThatItGoesOn on coming back.
func TestWhoeverLeavesARunIsNotToldThatItGoesOn(t *testing.T) {
	for name, leave := range map[string]func(*person){
		"settings": func(p *person) { p.Show(ScreenSettings) }, "administrator": func(p *person) { p.ForAdmin(true) },
	} {
		p := newPerson(t, "")
		handMessage(p)
		p.change(func(st *State) { st.Asking = true })
		leave(p)
		if p.look().Asking {
			t.Errorf("%s: what was left is still asking", name)
		}
	}
}

func TestAFolderThatCannotBeWrittenStopsNobody(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p := newPerson(t, filepath.Join(file, "SyncHelper"))
	p.SetTextSize(TextLarge)
	if s := sendMessage(p); s.Screen != ScreenResult || s.Settings.TextSize != TextLarge || s.Case == nil {
		t.Errorf("screen %s, size %s, case %v", s.Screen, s.Settings.TextSize, s.Case)
	}
}

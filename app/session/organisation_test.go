package session

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/signin"
)

func newPersonUnder(t *testing.T, dir string, p profile.Profile) *person {
	t.Helper()
	return newPersonOf(t, Options{Dir: dir, Profile: p, Programs: func() []signin.Program { return nil }})
}

// TestAnOrganisationSaysHowOneBegins: what a person has chosen stays, what they have not is the organisation's.
func TestAnOrganisationSaysHowOneBegins(t *testing.T) {
	dir := t.TempDir()
	german := profile.Profile{Place: "/etc", Language: "de", MailApp: "spark"}
	p := newPersonUnder(t, dir, german)
	if s := p.look().Settings; s.Language != "de" || s.MailApp != "spark" {
		t.Fatalf("one begins with %+v", s)
	}
	p.SetMailApp("apple")
	p.SetLanguage("en")
	if s := newPersonUnder(t, dir, german).look().Settings; s.Language != "en" || s.MailApp != "apple" {
		t.Errorf("what was chosen became %+v", s)
	}
	if s := newPersonUnder(t, t.TempDir(), profile.Profile{}).look().Settings; s.Language != "en" || s.MailApp != "apple" {
		t.Errorf("without an organisation one begins with %+v", s)
	}
}

// TestWhatNobodyChoseStaysTheOrganisations, also after something else was chosen.
func TestWhatNobodyChoseStaysTheOrganisations(t *testing.T) {
	dir := t.TempDir()
	p := newPersonUnder(t, dir, profile.Profile{Place: "/etc", Language: "en", MailApp: "apple", LooksAfter: profile.LooksAfterOurIT})
	p.SetTextSize(TextLarge)
	p.SetHistory(true)
	now := profile.Profile{Place: "/etc", Language: "de", MailApp: "spark", LooksAfter: profile.LooksAfterCompany}
	want := Settings{Language: "de", MailApp: "spark", LooksAfter: profile.LooksAfterCompany, TextSize: TextLarge, Look: LookSystem, History: true}
	if s := newPersonUnder(t, dir, now).look().Settings; s != want {
		t.Errorf("one goes on with %+v, want %+v", s, want)
	}
}

// TestWhomThePersonWritesToIsNoPartOfTheDemo, and whom the demo writes to is forgotten with it.
func TestWhomThePersonWritesToIsNoPartOfTheDemo(t *testing.T) {
	dir := t.TempDir()
	p := newPersonUnder(t, dir, profile.Profile{Place: "/etc", LooksAfter: profile.LooksAfterCompany})
	p.SetMessageLanguage("de")
	before := p.look()
	p.PlayScenario("need-admin-approval")
	if s := p.wait(); s.Settings.LooksAfter != "" || s.Settings.MessageLanguage != "" || !strings.HasPrefix(s.Answer.Message.Body, "DEMO: Hello") {
		t.Errorf("the demo begins with %+v: %s", s.Settings, s.Answer.Message.Body)
	}
	p.SetLooksAfter(profile.LooksAfterMe)
	p.SetMessageLanguage("en")
	p.SetLook(LookDark)
	if s := p.look().Settings; s.LooksAfter != profile.LooksAfterMe || s.MessageLanguage != "en" {
		t.Errorf("in the demo nothing can be chosen: %+v", s)
	}
	p.LeaveDemo()
	want := before.Settings
	want.Look = LookDark
	if s := p.look(); s.Settings != want || s.Letters != before.Letters {
		t.Errorf("behind the demo it is %+v, was %+v", s.Settings, before.Settings)
	}
	want.LooksAfter = ""
	if s := newPerson(t, dir).look().Settings; s != want {
		t.Errorf("kept is %+v, want %+v", s, want)
	}
}

// TestWhereNoHistoryIsKeptNoneIs, and what was kept before is removed: the open case and the list of runs.
func TestWhereNoHistoryIsKeptNoneIs(t *testing.T) {
	dir := t.TempDir()
	there := func(name string) bool { _, err := os.Stat(filepath.Join(dir, name)); return err == nil }
	open := func(p *person) {
		p.SetHistory(true)
		p.Choose(diagnose.CardNeedAdminApproval)
		p.Draft("user1@contoso.com", "")
		p.StartRun()
		p.wait()
		p.Handed()
		p.Sent()
	}
	open(newPersonUnder(t, dir, profile.Profile{}))
	if !there(caseFile) || !there(historyFile) {
		t.Fatal("without an organisation nothing is kept")
	}
	p := newPersonUnder(t, dir, profile.Profile{Place: "/etc", NoHistory: true})
	if s := p.look(); there(caseFile) || there(historyFile) || s.Case != nil || len(s.History) != 0 {
		t.Error("what was kept before is still there")
	}
	if open(p); there(caseFile) || there(historyFile) {
		t.Error("something is kept")
	}
}

// TestAFileThatCannotBeReadDestroysNothing, and lets nothing new be kept: what was there before stays as it was.
func TestAFileThatCannotBeReadDestroysNothing(t *testing.T) {
	dir := t.TempDir()
	broken := profile.Profile{Place: "/etc", Problem: &profile.Problem{}, NoHistory: true}
	ask := func(p *person) {
		p.Choose(diagnose.CardNeedAdminApproval)
		p.Draft("user1@contoso.com", "")
		p.StartRun()
		p.wait()
		p.Handed()
		p.Sent()
	}
	p := newPersonUnder(t, dir, broken)
	p.SetHistory(true)
	ask(p)
	for _, name := range []string{caseFile, historyFile} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s is kept", name)
		}
	}
	ask(newPersonUnder(t, dir, profile.Profile{}))
	read := func(name string) string { raw, _ := os.ReadFile(filepath.Join(dir, name)); return string(raw) }
	open, list := read(caseFile), read(historyFile)
	if p = newPersonUnder(t, dir, broken); p.look().Case == nil || len(p.look().History) != 1 {
		t.Error("what was kept before is not shown")
	}
	if ask(p); open == "" || list == "" || read(caseFile) != open || read(historyFile) != list {
		t.Error("what was kept before is another or gone")
	}
}

func TestTheWaysToSignInAreThoseThatRemain(t *testing.T) {
	const browser, own, code = profile.MethodBrowser, profile.MethodOwnBrowser, profile.MethodDeviceCode
	offered := Sure{Offered: true, Browser: "Chromium"}
	played := Sure{Offered: true, Simulated: true, Address: "user1@contoso.com"}
	for name, c := range map[string]struct {
		sure    Sure
		methods []profile.Method
		want    Sure
	}{
		"all":              {offered, []profile.Method{browser, own, code}, Sure{Offered: true, Browser: "Chromium", ByCode: true}},
		"the window":       {offered, []profile.Method{browser}, Sure{Offered: true, Browser: "Chromium", NoOwnBrowser: true}},
		"the own browser":  {offered, []profile.Method{own}, Sure{Offered: true, Unwanted: true}},
		"the code":         {offered, []profile.Method{code}, Sure{Offered: true, Unwanted: true, NoOwnBrowser: true, ByCode: true}},
		"none found":       {Sure{Offered: true}, []profile.Method{browser}, Sure{}},
		"none":             {offered, []profile.Method{}, Sure{}},
		"none, and played": {played, []profile.Method{}, played},
		"nothing to offer": {Sure{}, []profile.Method{browser, own, code}, Sure{}},
	} {
		if got := c.sure.narrowed(profile.Profile{Limited: true, Methods: c.methods}); !sameWays(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	if got := offered.narrowed(profile.Profile{}); !sameWays(got, offered) {
		t.Errorf("without an organisation: %+v", got)
	}
}

func sameWays(a, b Sure) bool {
	return a.Offered == b.Offered && a.Browser == b.Browser && a.Unwanted == b.Unwanted && a.NoOwnBrowser == b.NoOwnBrowser &&
		a.ByCode == b.ByCode && a.Simulated == b.Simulated
}

// TestAWayThatIsNotWantedIsNotTaken, whoever asks for it: the window only draws what is offered.
func TestAWayThatIsNotWantedIsNotTaken(t *testing.T) {
	for name, c := range map[string]struct {
		sure Sure
		take func(*person)
	}{
		"window":      {Sure{Offered: true, Unwanted: true}, func(p *person) { p.SignIn() }},
		"own browser": {Sure{Offered: true, NoOwnBrowser: true}, func(p *person) { p.OwnBrowser() }},
		"code":        {Sure{Offered: true}, func(p *person) { p.SignInByCode() }},
	} {
		p := newPerson(t, "")
		p.PlayScenario("need-admin-approval")
		p.wait()
		p.change(func(st *State) { st.Sure = c.sure })
		before := p.look()
		c.take(p)
		if s := p.look(); s.Screen != before.Screen { // nobody would end what has begun
			t.Errorf("%s: it begins a sign-in, and is %s", name, s.Screen)
			p.Cancel()
		}
		p.quiet(t)
		if s := p.look(); s.Screen != before.Screen || len(s.Diagnosis.SignIns) > 0 {
			t.Errorf("%s: it is %s, sign-ins %v", name, s.Screen, s.Diagnosis.SignIns)
		}
	}
}

// TestACodeSignsIn: it is shown while it waits, and gone from the State afterwards.
func TestACodeSignsIn(t *testing.T) {
	p := newPerson(t, "")
	p.PlayScenario("healthy")
	p.until(t, "the first answer", onResult)
	p.change(func(st *State) { st.Sure.ByCode = true })
	p.MakeSure()
	p.SignInByCode()
	s := p.until(t, "a code", func(s State) bool { return s.Standing.Code.UserCode != "" })
	if code := s.Standing.Code; s.Screen != ScreenRunning || code.URL == "" || code.Minutes < 1 {
		t.Fatalf("on %s: %+v", s.Screen, code)
	}
	if err := p.theCompany().Person().ApproveDevice(t.Context(), s.Standing.Code.UserCode); err != nil {
		t.Fatal(err)
	}
	s = p.until(t, "the answer", func(s State) bool { return onResult(s) && len(s.Diagnosis.SignIns) > 0 })
	if own := s.Diagnosis.SignIns[0]; own.Method != "device-code" || s.Standing.Code != (Code{}) {
		t.Errorf("listed %+v, still shown %+v", own, s.Standing.Code)
	}
}

// TestAnOrganisationHasNoPartInTheDemo: nothing of what is played goes to its helpdesk.
func TestAnOrganisationHasNoPartInTheDemo(t *testing.T) {
	p := newPersonUnder(t, "", profile.Profile{Place: "/etc", Helpdesk: "helpdesk@contoso.com"})
	if got := p.look().Profile().Helpdesk; got == "" {
		t.Error("it is not there outside the demo")
	}
	p.EnterDemo()
	if got := p.look().Profile(); got.Place != "" || got.Helpdesk != "" {
		t.Errorf("in the demo it is %+v", got)
	}
}

package session

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/report"
)

// answered is a person with an answer that names them.
func answered(t *testing.T, dir string) *person {
	t.Helper()
	p := newPerson(t, dir)
	answer(p)
	return p
}

func answer(p *person) {
	p.Choose(diagnose.CardSomethingElse)
	p.Draft("adele@contoso.com", page+"\nServer 10.1.2.3")
	p.StartRun()
	p.wait()
}

// writtenOf is the file that is made of nothing but what is shown.
func writtenOf(s State) string {
	text := "SyncHelper report  " + s.Answer.Reference + "\n\n" + report.Section{Lines: []string{s.Contains()}}.Body()
	for _, section := range s.Saving.Shown.Sections {
		text += "\n" + section.String()
	}
	return text + "\n" + s.Words.Text("report.below") + "\n" + strings.Repeat("-", 70) + "\n" + s.Saving.Shown.Form
}

func TestWhatIsShownIsWhatIsWritten(t *testing.T) {
	for name, outside := range map[string]bool{"for the own IT": false, "for somebody outside": true} {
		t.Run(name, func(t *testing.T) {
			p := answered(t, t.TempDir())
			p.SaveFor(outside)
			p.ShowReport(true)
			shown := p.wait().Saving.Shown
			if shown == nil || shown.Problem != ProblemNone {
				t.Fatalf("shown is %+v", shown)
			}
			p.Save()
			saved, err := os.ReadFile(p.wait().Saved)
			if err != nil || string(saved) != writtenOf(p.seen) {
				t.Fatalf("%v, saved is\n%s\nshown was\n%s", err, saved, writtenOf(p.seen))
			}
			if text := string(saved); strings.Contains(text, "10.1.2.3") || strings.Contains(text, "contoso.com") == outside {
				t.Errorf("saved is\n%s", text)
			}
			c, err := report.ReadCopy(saved)
			if err != nil || (c.For == report.ReaderOutside) != outside {
				t.Errorf("it is for %s, %v", c.For, err)
			}
			fields := 0
			for _, taken := range shown.Taken {
				fields += len(taken.Fields)
			}
			if fields != len(c.Removed) || fields == 0 {
				t.Errorf("%d fields are named, %d were changed", fields, len(c.Removed))
			}
		})
	}
}

func TestOnePressSavesForTheOwnIT(t *testing.T) {
	dir := t.TempDir()
	p := answered(t, dir)
	p.Save()
	s := p.wait()
	if saved, err := os.ReadFile(s.Saved); err != nil || !bytes.Contains(saved, []byte("adele@contoso.com")) {
		t.Errorf("%v, saved is\n%s", err, saved)
	}
	if _, err := os.Stat(s.KeyPath); !os.IsNotExist(err) {
		t.Errorf("a key was made that nobody needs: %v", err)
	}
}

func TestOutsideThePersonHasOneOtherNameInAllFiles(t *testing.T) {
	dir := t.TempDir()
	var names []string
	for range 2 { // two windows, one after the other
		p := answered(t, dir)
		p.SaveFor(true)
		p.SaveNames(true)
		p.Save()
		s := p.wait()
		saved, err := os.ReadFile(s.Saved)
		if err != nil || bytes.Contains(saved, []byte("contoso")) || !strings.HasSuffix(s.Saved, "-outside.txt") {
			t.Fatalf("%v, %s is\n%s", err, s.Saved, saved)
		}
		c, err := report.ReadCopy(saved)
		if err != nil {
			t.Fatal(err)
		}
		list, err := os.ReadFile(s.Saving.Named)
		if err != nil || !strings.Contains(string(list), c.Diagnosis.Subject.Address+",adele@contoso.com\n") || s.Saving.Named == s.Saved {
			t.Errorf("%v, the list of names is %q", err, list)
		}
		names = append(names, c.Diagnosis.Subject.Address)
	}
	if names[0] != names[1] || !strings.HasSuffix(names[0], ".example") {
		t.Errorf("the other names are %v", names)
	}
	for _, path := range []string{filepath.Join(dir, report.KeyFile)} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", path, info, err)
		}
	}
}

func TestTheListOfNamesIsSavedOnlyWhereItIsWanted(t *testing.T) {
	p := answered(t, "")
	p.SaveFor(true)
	p.Save()
	s := p.wait()
	files, err := os.ReadDir(s.SaveDir)
	if err != nil || len(files) != 1 || s.Saving.Named != "" {
		t.Errorf("saved are %v, %v", files, err)
	}
}

func TestWhereNothingIsKeptOtherNamesLastAsLongAsTheWindow(t *testing.T) {
	p := answered(t, "")
	read := func() string {
		p.SaveFor(true)
		p.Save()
		saved, err := os.ReadFile(p.wait().Saved)
		if err != nil {
			t.Fatal(err)
		}
		return string(saved)
	}
	first := read()
	p.SaveFor(false)
	if second := read(); second != first {
		t.Errorf("the same report has other names: %s\n%s", first, second)
	}
}

func TestAReportThatMayNotLeaveIsNotWritten(t *testing.T) {
	const secret = "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJhdWQiOiJodHRwczovL291dGxvb2sub2ZmaWNlLmNvbSJ9.c2lnbmF0dXJlLXRoYXQtaXMtbm9uZQ"
	for name, c := range map[string]struct {
		spoil func(*person)
		want  Problem
	}{
		"a token is left in it": {func(p *person) { p.state.Diagnosis.Subject.Tenant = secret }, ProblemSecretLeft},
		"the key is too short": {func(p *person) {
			if err := os.WriteFile(p.state.KeyPath, []byte("short"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, ProblemNoKey},
		"the key is a folder": {func(p *person) {
			if err := os.Mkdir(p.state.KeyPath, 0o700); err != nil {
				t.Fatal(err)
			}
		}, ProblemNoKey},
	} {
		t.Run(name, func(t *testing.T) {
			p := answered(t, t.TempDir())
			c.spoil(p)
			p.SaveFor(true)
			p.SaveNames(true)
			p.ShowReport(true)
			if shown := p.wait().Saving.Shown; shown == nil || shown.Problem != c.want || shown.Form != "" || shown.Sections != nil {
				t.Errorf("shown is %+v", shown)
			}
			p.Save()
			s := p.wait()
			if s.SaveError != c.want || s.Saved != "" || s.Saving.Named != "" {
				t.Errorf("problem %q, saved %q and %q", s.SaveError, s.Saved, s.Saving.Named)
			}
			if files, err := os.ReadDir(s.SaveDir); err != nil || len(files) > 0 {
				t.Errorf("written were %v, %v", files, err)
			}
			p.SaveFor(false) // the token is no matter of the key
			p.Save()
			if s := p.wait(); (s.SaveError == ProblemNone) != (c.want == ProblemNoKey) {
				t.Errorf("for the own IT: %q", s.SaveError)
			}
		})
	}
}

func TestNoListOfNamesStaysWithoutItsReport(t *testing.T) {
	p := answered(t, "")
	p.SaveFor(true)
	p.SaveNames(true)
	p.Save()
	first := p.wait()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, filepath.Base(first.Saved)), 0o700); err != nil { // in the way of the report
		t.Fatal(err)
	}
	p.SaveIn(dir)
	p.Save()
	s := p.wait()
	if files, err := fs.Glob(os.DirFS(dir), "*.csv"); s.SaveError == ProblemNone || err != nil || len(files) > 0 {
		t.Errorf("problem %q, left are %v, %v", s.SaveError, files, err)
	}
}

func TestAnOrganisationCanKeepReportsWithItsOwnIT(t *testing.T) {
	p := newPersonOf(t, Options{Profile: profile.Profile{Readers: profile.ReadersOurIT}})
	answer(p)
	p.SaveFor(true) // which no button offers
	p.Save()
	s := p.wait()
	if saved, err := os.ReadFile(s.Saved); s.CanGoOutside() || err != nil || !bytes.Contains(saved, []byte("adele@contoso.com")) {
		t.Errorf("may go outside: %v, %v, saved is\n%s", s.CanGoOutside(), err, saved)
	}
}

func TestANewAnswerAsksAgainWhoWillReadIt(t *testing.T) {
	p := answered(t, "")
	p.SaveFor(true)
	p.ShowReport(true)
	p.Save()
	if s := p.wait(); s.Saved == "" || !s.Saving.Outside {
		t.Fatalf("saved %q", s.Saved)
	}
	p.Home()
	if s := p.look(); s.Saving != (Saving{}) || s.Saved != "" {
		t.Errorf("on Start it is %+v", s.Saving)
	}
	answer(p)
	if s := p.wait(); s.Saved != "" || s.Saving != (Saving{}) || !strings.HasPrefix(s.Contains(), "For your IT") {
		t.Errorf("saved %q, %+v, %s", s.Saved, s.Saving, s.Contains())
	}
}

func TestWhatIsShownFollowsTheLanguageAndTheAnswer(t *testing.T) {
	p := newPerson(t, "")
	p.Choose(diagnose.CardPasswordAgain)
	p.StartRun()
	p.ShowReport(true)
	title := func(s State) string { return s.Saving.Shown.Sections[0].Lines[0] }
	english := title(p.wait())
	p.SetLanguage("de")
	german := title(p.wait())
	if german == english || german != p.seen.Answer.Title+"." {
		t.Errorf("shown is %s", german)
	}
	p.Prefer(p.seen.Diagnosis.Verdict.Also[0])
	if got := title(p.wait()); got == german || got != p.seen.Answer.Title+"." {
		t.Errorf("the answer is %q, shown is %s", p.seen.Answer.Title, got)
	}
	p.ShowReport(false)
	if s := p.wait(); s.Saving.Shown != nil {
		t.Error("it is still shown")
	}
}

// savedOf is a report that another person has saved.
func savedOf(t *testing.T, outside bool) string {
	t.Helper()
	other := answered(t, "")
	other.SaveFor(outside)
	other.Save()
	return other.wait().Saved
}

func TestAReportOfAnotherPersonIsHandedOn(t *testing.T) {
	p := newPerson(t, t.TempDir())
	p.HelpOthers()
	p.ReadPaths(savedOf(t, false))
	if s := p.wait(); s.Help.One == nil || !s.CanGoOutside() {
		t.Fatalf("one is %+v", s.Help.One)
	}
	p.SaveFor(true)
	p.ShowReport(true)
	p.wait()
	p.Show(ScreenSettings) // and back, in another language
	p.SetLanguage("de")
	p.Back()
	shown := p.wait().Saving.Shown
	p.Save()
	saved, err := os.ReadFile(p.wait().Saved)
	if err != nil || !strings.HasSuffix(string(saved), shown.Form) || bytes.Contains(saved, []byte("contoso")) || !bytes.Contains(saved, []byte("90094")) {
		t.Errorf("%v, saved is\n%s", err, saved)
	}
	p.CloseRow()
	if s := p.wait(); s.Saved != "" || s.Saving != (Saving{}) {
		t.Errorf("the next report begins with %q, %+v", s.Saved, s.Saving)
	}
}

func TestOtherNamesGetNoOtherNames(t *testing.T) {
	path := savedOf(t, true)
	given, err := report.ReadCopy(must(os.ReadFile(path)))
	if err != nil {
		t.Fatal(err)
	}
	p := newPerson(t, t.TempDir())
	p.HelpOthers()
	p.ReadPaths(path)
	if s := p.wait(); s.CanGoOutside() || !strings.HasPrefix(s.Contains(), "For somebody outside") {
		t.Fatalf("may go outside: %v, %s", s.CanGoOutside(), s.Contains())
	}
	p.Save()
	again, err := report.ReadCopy(must(os.ReadFile(p.wait().Saved)))
	if err != nil || again.Diagnosis.Subject != given.Diagnosis.Subject || again.For != given.For {
		t.Errorf("%v, it was %+v and is %+v for %s", err, given.Diagnosis.Subject, again.Diagnosis.Subject, again.For)
	}
}

func must(content []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return content
}

func TestATableForSomebodyOutside(t *testing.T) {
	p := newPerson(t, t.TempDir())
	p.ReadPaths(folder(t, map[string]string{"adele.txt": ticket("adele@contoso.com"), "b.txt": ticket("user2@contoso.com")}))
	p.wait()
	p.SaveFor(true)
	p.SaveNames(true)
	p.SaveRows()
	s := p.wait()
	table := string(must(os.ReadFile(s.Help.Saved)))
	if strings.Contains(table, "adele") || strings.Contains(table, "contoso") || strings.Contains(table, "08:12") ||
		strings.Contains(table, "00000000-0000-4000") || !strings.Contains(table, "90094") || !strings.Contains(table, "2026-11-23T00:00:00Z") {
		t.Errorf("the table is\n%s", table)
	}
	names := string(must(os.ReadFile(s.Saving.Named)))
	given, _, _ := strings.Cut(names[strings.Index(names, "user-"):], ",")
	if !strings.Contains(names, ",adele@contoso.com\n") || !strings.Contains(table, given) {
		t.Errorf("the names are\n%s", names)
	}
	p.SaveFor(false)
	if s := p.look(); s.Help.Saved != "" || s.Saving.Named != "" {
		t.Errorf("for the own IT nothing was saved yet, and %q was", s.Help.Saved)
	}
}

func TestATableWithASecretInAFilesNameIsNotWritten(t *testing.T) {
	const secret = "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJhdWQiOiJodHRwczovL291dGxvb2sub2ZmaWNlLmNvbSJ9.c2lnbmF0dXJlLXRoYXQtaXMtbm9uZQ"
	p := newPerson(t, "")
	p.ReadPaths(folder(t, map[string]string{secret + ".txt": "AADSTS50055"}))
	p.wait()
	p.CloseRow()
	p.SaveRows()
	s := p.wait()
	if files, err := os.ReadDir(s.SaveDir); s.Help.SaveError != ProblemSecretLeft || err != nil || len(files) > 0 {
		t.Errorf("problem %q, written are %v, %v", s.Help.SaveError, files, err)
	}
	p.SaveFor(true) // where no file is named
	p.SaveRows()
	if s := p.wait(); s.Help.SaveError != ProblemNone || strings.Contains(string(must(os.ReadFile(s.Help.Saved))), secret) {
		t.Errorf("problem %q", s.Help.SaveError)
	}
}

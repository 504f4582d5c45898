package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/diagnose"
)

func scenesOfSaving() []scene {
	return []scene{
		{"save", func(d *desk) { d.openSave() }},
		{"save-outside", func(d *desk) {
			d.openSave()
			d.tap(d.view.t("ui.save.who"))
			d.saveOutside()
		}},
		{"save-everything", func(d *desk) {
			d.openSave()
			d.tap(d.view.t("ui.save.everything"))
			d.await(shown)
			d.tap(d.view.t("ui.save.form"))
		}},
		{"save-everything-outside", func(d *desk) {
			d.openSave()
			d.tap(d.view.t("ui.save.who"))
			d.tap(d.view.t("ui.save.who") + " " + d.view.t("ui.save.for.outside"))
			d.tap(d.view.t("ui.save.everything"))
			d.await(shown)
		}},
		{"save-secret", func(d *desk) {
			d.openSave()
			d.tap(d.view.t("ui.save.everything"))
			d.await(shown)
			s := d.view.state
			s.Version++
			s.Saving.Shown = &session.Shown{Problem: session.ProblemSecretLeft}
			d.view.Draw(s)
		}},
		{"save-no-key", func(d *desk) {
			d.openSave()
			d.tap(d.view.t("ui.save.who"))
			s := d.view.state
			s.Version++
			s.SaveError, s.Saving.Outside, s.KeyPath = session.ProblemNoKey, true, "/home/user/.config/SyncHelper/pseudonyms.key"
			d.view.Draw(s)
		}},
		{"save-our-it", func(d *desk) {
			d.openSave()
			p := contoso()
			p.Readers = profile.ReadersOurIT
			d.under(p)
		}},
	}
}

func shown(s session.State) bool { return s.Saving.Shown != nil }

func (d *desk) openSave() {
	d.t.Helper()
	d.session.Choose(diagnose.CardSomethingElse)
	d.session.Draft("user1@contoso.com", ticketText("user1@contoso.com", 90094, morning)+"\nIP 10.1.2.3\nC:\\Users\\user1\\mail.log")
	d.session.StartRun()
	d.tap(d.view.t("ui.fold.save"))
}

// saveOutside saves for somebody outside, with the list of names.
func (d *desk) saveOutside() {
	d.t.Helper()
	d.tap(d.view.t("ui.save.who") + " " + d.view.t("ui.save.for.outside"))
	d.tap(d.view.t("ui.save.names"))
	d.session.SaveIn(d.t.TempDir())
	d.tap(d.view.t("ui.save.now"))
	d.await(func(s session.State) bool { return s.Saved != "" || s.SaveError != session.ProblemNone })
	s := d.view.state
	s.Version++ // so that pictures are the same every time
	s.SaveDir, s.Saved, s.Saving.Named = "/home/user/Documents", "/home/user/Documents/"+filepath.Base(s.Saved), "/home/user/Documents/"+filepath.Base(s.Saving.Named)
	d.view.Draw(s)
}

func TestOnePressSavesTheReportForTheOwnIT(t *testing.T) {
	d := english(t)
	d.openSave()
	d.shows("For your IT: with address", "Who will read it?", "Show everything")
	d.hides("Somebody outside", "Save the list of names too")
	d.session.SaveIn(t.TempDir())
	d.saveIt()
	d.shows("The report is saved.")
	d.holds(d.view.state.Saved, "user1@contoso.com")
}

func TestAReportForSomebodyOutside(t *testing.T) {
	d := english(t)
	d.openSave()
	d.session.SaveIn(t.TempDir())
	d.tap("Who will read it?")
	d.hides("Save the list of names too")
	d.tap("Who will read it? Somebody outside")
	d.shows("For somebody outside: made-up names")
	d.tap("Save the list of names too")
	d.saveIt()
	d.shows(d.view.state.Saved, d.view.state.Saving.Named, "The list of names is saved. Keep it to yourself.")
	d.holds(d.view.state.Saving.Named, "user1@contoso.com")
	if saved, err := os.ReadFile(d.view.state.Saved); err != nil || strings.Contains(string(saved), "contoso") {
		t.Errorf("%v, saved is\n%s", err, saved)
	}
	d.tap("Who will read it? My company's IT")
	d.shows("For your IT: with address")
	d.hides("The report is saved.", "The list of names is saved.")
}

func TestEverythingIsShownBeforeItIsSaved(t *testing.T) {
	d := english(t)
	d.openSave()
	d.tap("Show everything")
	d.await(shown)
	d.shows("an IP address, which tells the place", "observations/1/text", "WHAT IS WRONG")
	d.hides("10.1.2.3", `"schema"`)
	d.tap("The same for programs")
	d.shows(strings.TrimRight(d.view.state.Saving.Shown.Form, "\n"))
	d.session.SaveIn(t.TempDir())
	d.saveIt()
	d.holds(d.view.state.Saved, d.view.state.Saving.Shown.Form)
	d.tap("Show everything")
	d.hides(`"schema"`, "WHAT IS WRONG")
}

func TestWhereOnlyTheOwnITMayReadNobodyIsAskedWhoWill(t *testing.T) {
	d := english(t)
	d.openSave()
	p := contoso()
	p.Readers = profile.ReadersOurIT
	d.under(p)
	d.shows("Only your own IT may read the report.", "Show everything")
	d.hides("Who will read it?")
}

// holds looks into a file that was saved.
func (d *desk) holds(path, words string) {
	d.t.Helper()
	if content, err := os.ReadFile(path); err != nil || !strings.Contains(string(content), words) {
		d.t.Errorf("%v, %s holds\n%s", err, path, content)
	}
}

package ui

import (
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"synchelper/app/session"
	"synchelper/diagnose"
)

func english(t *testing.T) *desk {
	t.Helper()
	return newDesk(t, options{language: "en", width: 720, height: 760, saveIn: t.TempDir(), dir: t.TempDir()})
}

func (d *desk) shows(words ...string) {
	d.t.Helper()
	text := d.text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			d.t.Errorf("the window does not show %q; it shows:\n%s", w, text)
		}
	}
}

func (d *desk) hides(words ...string) {
	d.t.Helper()
	text := d.text()
	for _, w := range words {
		if strings.Contains(text, w) {
			d.t.Errorf("the window shows %q:\n%s", w, text)
		}
	}
}

func TestFromACardToTheMessageOnTheClipboard(t *testing.T) {
	d := english(t)
	d.shows("What does your iPhone show?", "Need admin approval", "Approval required")
	d.tap("Need admin approval")
	d.typeInto("Work mail address", "user1@contoso.com")
	d.tap("Show me what to do")
	d.shows("Your company must allow this mail app first", "WHO CAN FIX IT", "DO THIS NOW", "UNTIL THEN", "outlook.office.com")
	d.hides("Copied")
	d.tap("Copy message for my IT")
	d.shows("Copied. In a mail, move the first line to the subject.")
	a := d.view.state.Answer
	if got := d.clipboard.Content(); got != a.Message.Subject+"\n\n"+a.Message.Body || !strings.Contains(got, "contoso.com/adminconsent") {
		t.Errorf("the clipboard holds %q", got)
	}
}

func TestPastedTextLeadsToTheResult(t *testing.T) {
	d := english(t)
	d.clipboard.SetContent("AADSTS7000112: Application 'f8d98a96-0999-43f5-8af3-69971c7bb423'(Apple Internet Accounts) is disabled.")
	d.tap("Something else")
	if strings.Contains(d.text(), "AADSTS7000112") {
		t.Error("the clipboard was read before Paste was pressed")
	}
	d.tap("Paste")
	d.tap("Show me what to do")
	d.shows("Your company has switched off this mail app", "Copy message for my IT")
	d.hides("My administrator is here", "My IT said yes, the iPhone still asks")
	d.tap("How we know")
	d.shows("AADSTS7000112", "The message on the iPhone says so.")
}

func TestAnEmptyAnswerIsAskedForGently(t *testing.T) {
	d := english(t)
	d.tap("A number that starts with AADSTS")
	d.tap("Show me what to do")
	d.shows("Please paste or type the words first.")
	d.typeInto("The words on the screen", "AADSTS50105")
	d.tap("Show me what to do")
	d.shows("Your account is not on the list for this app")
}

func TestGoingBackLosesNothing(t *testing.T) {
	d := english(t)
	d.tap("Need admin approval")
	d.typeInto("Work mail address", "user1@contoso.com")
	d.tap("Start")
	d.tap("Approval required")
	d.shows("user1@contoso.com")
}

func TestAPrivateAddressIsPointedOutWhileItIsTyped(t *testing.T) {
	d := english(t)
	d.tap("Need admin approval")
	d.typeInto("Work mail address", "someone@outlook.co")
	d.shows("Optional.")
	d.typeInto("Work mail address", "m")
	d.shows("This is a private address.")
	d.hides("Optional.")
	d.tap("It is my private mail")
	d.shows("This is a private account, not a work account")
}

func TestSavingTheReport(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.tap("Save report")
	d.shows("Folder: " + d.view.state.SaveDir)
	d.session.SaveIn(filepath.Join(t.TempDir(), "gone"))
	d.saveIt()
	d.shows("is not there any more. Choose another folder.", "Your company must allow this mail app first")
	d.session.SaveIn(t.TempDir())
	d.saveIt()
	d.shows("The report is saved.", d.view.state.Saved)
	if _, err := os.Stat(d.view.state.Saved); err != nil {
		t.Error(err)
	}
}

// saveIt presses the button and waits for what comes of it.
func (d *desk) saveIt() {
	d.tap("Save it now")
	d.await(func(s session.State) bool { return s.Saved != "" || s.SaveError != session.ProblemNone })
}

func TestTheAdministratorsPage(t *testing.T) {
	d := english(t)
	d.tap("I am the administrator")
	d.typeInto("Company", "someone@outlook.com")
	d.tap("Show the steps")
	d.shows("This is a private mail address.")
	d.hides("adminconsent")
	field := d.view.targets["Company"].(*entry)
	field.SetText("contoso.com")
	d.tap("Show the steps")
	link := "https://login.microsoftonline.com/contoso.com/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423"
	d.hides("Grant admin consent")
	d.tap("A Yes, everybody")
	d.shows("Cloud Application Administrator", "Grant admin consent", "This link approves for the company of whoever signs in.",
		"Address at login.microsoftonline.com", "Address at aka.ms")
	d.hides(link)
	d.tap("Address at login.microsoftonline.com " + link)
	d.shows(link)
	d.tap("Copy " + link)
	if d.clipboard.Content() != link {
		t.Errorf("the clipboard holds %q", d.clipboard.Content())
	}
	shown := d.view.targets[link].(*fixed)
	test.Type(shown, "x")
	shown.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	shown.TypedShortcut(&fyne.ShortcutCut{Clipboard: d.clipboard})
	if shown.Text != link {
		t.Errorf("the link can be changed: %q", shown.Text)
	}
}

func TestLanguageTextSizeAndLook(t *testing.T) {
	d := english(t)
	d.tap("Deutsch")
	d.shows("Was zeigt Ihr iPhone?")
	d.tap("Einstellungen")
	before := theme.Size(theme.SizeNameText)
	d.tap("Sehr groß")
	if after := theme.Size(theme.SizeNameText); after <= before {
		t.Errorf("letters of %.1f after %.1f", after, before)
	}
	d.tap("Mehr")
	d.tap("Dunkel")
	if d.view.state.Settings.Look != session.LookDark {
		t.Error("it is not dark")
	}
	d.shows("SCHRIFTGRÖSSE", "MAIL-APP")
}

func TestTheDemoSaysSoOnEveryScreen(t *testing.T) {
	d := english(t)
	d.tap("Try it on a simulated company")
	for _, step := range []func(){func() {}, func() { d.tap("The mail app is switched off"); d.await(answered) }, func() { d.tap("Settings") },
		func() { d.tap("Back") }, func() { d.tap("Start") }, func() { d.tap("I am the administrator") }} {
		step()
		d.shows("DEMO: a simulated company")
	}
	d.tap("Leave the demo")
	d.hides("DEMO")
}

func TestAPictureIsExplained(t *testing.T) {
	d := english(t)
	d.drop("phone.png", "\x89PNG")
	d.shows("This is a picture. SyncHelper can only read words.")
}

func TestALongPasteStaysOutOfTheBox(t *testing.T) {
	d := english(t)
	d.tap("Something else")
	d.clipboard.SetContent(strings.Repeat("a long log ", 20000))
	box := d.view.targets["The words on the screen"].(*entry)
	box.TypedShortcut(&fyne.ShortcutPaste{Clipboard: d.clipboard})
	d.draw()
	d.shows("Pasted text (214 KB)")
	d.tap("Remove it")
	d.hides("Pasted text")
}

// TestEveryControlCanBeReachedAndPressedByKeyboard goes through every screen with Tab alone: each control comes once,
// from top to bottom, shows its ring, lies in sight then, and has words.
func TestEveryControlCanBeReachedAndPressedByKeyboard(t *testing.T) {
	for _, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			d := newDesk(t, options{language: "en", width: 400, height: 600, dir: t.TempDir(), saveIn: t.TempDir()})
			s.play(d)
			d.draw()
			d.window.Canvas().Unfocus()
			var order []string
			for range len(d.view.targets) {
				d.window.Canvas().FocusNext()
				o := d.window.Canvas().Focused().(fyne.CanvasObject)
				name := o.(interface{ focusKey() string }).focusKey()
				order = append(order, name)
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
				if at.Y < 0 || at.Y+min(o.Size().Height, 60) > 600 {
					t.Errorf("%q has the keyboard and lies out of sight at %.0f", name, at.Y)
				}
				if c, ok := o.(*control); ok && c.ring.StrokeWidth == 0 {
					t.Errorf("%q has the keyboard and does not show it", name)
				}
				if strings.TrimSpace(name) == "" {
					t.Error("a control without words")
				}
			}
			sorted := slices.Compact(slices.Sorted(slices.Values(order)))
			table := s.name != "help" && d.view.state.Help.View.Len() > 1 // whose rows come and go: TestTabGoesFromRowToRow
			if len(sorted) != len(d.view.targets) && !table {
				t.Errorf("%d of %d controls were reached: %q", len(sorted), len(d.view.targets), order)
			}
		})
	}
}

func TestEscapeGoesBack(t *testing.T) {
	d := english(t)
	d.tap("Need admin approval")
	d.view.typed(&fyne.KeyEvent{Name: fyne.KeyEscape})
	d.shows("What does your iPhone show?")
}

func TestAnOlderStateIsNotDrawn(t *testing.T) {
	d := english(t)
	old := d.view.state
	d.tap("Need admin approval")
	d.view.Draw(old)
	d.shows("Show me what to do")
}

// TestTheKeyboardStaysWhereItWas holds that a change on the same screen does not send a keyboard user back to the top.
func TestTheKeyboardStaysWhereItWas(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.draw()
	d.window.Canvas().Focus(d.view.targets["How we know"])
	d.view.targets["How we know"].TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	d.draw()
	focused, ok := d.window.Canvas().Focused().(*control)
	if !ok || focused.label != "How we know" {
		t.Errorf("the keyboard is at %v", d.window.Canvas().Focused())
	}
	d.shows("WHAT WAS CHECKED")
}

// TestContrast counts the contrast of every pair of text and ground (WCAG 2.2, 1.4.3: 4.5, 1.4.11: 3).
func TestContrast(t *testing.T) {
	for _, look := range []session.Look{session.LookLight, session.LookDark} {
		of := Theme{Look: look}
		for _, pair := range []struct {
			text, ground fyne.ThemeColorName
			least        float64
		}{
			{theme.ColorNameForeground, theme.ColorNameBackground, 7}, {theme.ColorNameForeground, colourSurface, 7},
			{theme.ColorNameForeground, colourAccentSoft, 7}, {colourMuted, theme.ColorNameBackground, 4.5},
			{colourMuted, colourSurface, 4.5}, {colourMuted, colourAccentSoft, 4.5},
			{colourAccent, theme.ColorNameBackground, 4.5}, {colourAccent, colourSurface, 4.5},
			{colourAccent, colourAccentSoft, 4.5}, {theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary, 4.5},
			{theme.ColorNameForegroundOnPrimary, colourRing, 4.5}, {colourNoticeInk, colourNotice, 4.5},
			{colourRing, theme.ColorNameBackground, 3}, {colourRing, colourSurface, 3},
		} {
			if got := contrast(of.Color(pair.text, 0), of.Color(pair.ground, 0)); got < pair.least {
				t.Errorf("%s: %s on %s has %.2f, needs %.1f", look, pair.text, pair.ground, got, pair.least)
			}
		}
	}
}

// TestEdgesOfWhatCanBePressedAreSeen counts them as they are drawn (WCAG 2.2, 1.4.11: 3), on every ground that has buttons.
func TestEdgesOfWhatCanBePressedAreSeen(t *testing.T) {
	for _, look := range []session.Look{session.LookLight, session.LookDark} {
		of := func(name fyne.ThemeColorName) color.Color { return Theme{Look: look}.Color(name, 0) }
		for _, ground := range []fyne.ThemeColorName{theme.ColorNameBackground, colourSurface, colourAccentSoft, colourNotice} {
			edge := drawnEdge(of(buttonLook().stroke), of(buttonLook().fill), of(ground))
			if got := contrast(edge, of(ground)); got < 3 {
				t.Errorf("%s: an edge on %s has %.2f, needs 3", look, ground, got)
			}
		}
	}
}

func TestChoosingAFileSpeaksOurLanguage(t *testing.T) {
	d := newDesk(t, options{language: "de", width: 720, height: 760})
	d.tap("Etwas anderes")
	d.tap("Datei öffnen")
	var words []string
	walk(d.window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widget.Button); ok {
			words = append(words, b.Text)
		}
	})
	if !slices.Contains(words, "Abbrechen") || !slices.Contains(words, "Datei öffnen") {
		t.Errorf("the dialog's buttons say %q", words)
	}
}

package ui

import (
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

func TestTheOpenCaseStandsOnTop(t *testing.T) {
	d := english(t)
	d.sendFirst()
	d.tap("Start")
	d.shows("Waiting for your IT since today", "Still waiting: write a reminder")
	d.tap("Still waiting: write a reminder")
	d.shows("You asked only today.")
	d.hides("I wrote to you on")
	d.tap("Copy reminder")
	if got := d.clipboard.Content(); !strings.HasPrefix(got, "Reminder: ") || !strings.Contains(got, "23 November 2026") {
		t.Errorf("the reminder is %q", got)
	}
	d.tap("My IT said yes or “done”")
	d.tap("Start")
	d.shows("Your IT said yes. You asked today.")
	d.hides("Still waiting: write a reminder")
	d.tap("Undo: that was the wrong button")
	d.shows("Waiting for your IT since today", "Still waiting: write a reminder")
	d.hides("Undo: that was the wrong button")
	d.tap("My IT said no")
	d.tap("Start")
	d.shows("Your IT said no. You asked today.", "Undo: that was the wrong button")
	d.hides("Still waiting: write a reminder")
	d.tap("Forget this case")
	d.shows("Only the note on this computer goes.")
	d.tap("Keep")
	d.shows("Your IT said no.")
	d.hides("Only the note on this computer goes.")
	d.tap("Forget this case")
	d.tap("Forget")
	d.hides("aiting for your IT", "Your IT said yes")
}

func TestItWorksNowClosesTheCase(t *testing.T) {
	d := english(t)
	d.sendFirst()
	d.tap("Start")
	d.tap("My IT said no")
	d.shows("They refused only the iPhone's own Mail app. Outlook or the browser usually still works.")
	d.hides("UNTIL THEN", "My administrator is here", "Send it from my iPhone")
	d.tap("What we said first")
	d.shows("Copy message for my IT")
	d.tap("Start")
	d.tap("It works now")
	d.shows("Good to hear. We have closed the case.", "What does your iPhone show?")
	d.hides("Your IT said no")
}

// TestTheMessageOfARequest holds that the box on the phone and the mail to IT get different words.
func TestTheMessageOfARequest(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardApprovalRequired)
	d.draw()
	a := d.view.state.Answer
	d.tap("Copy text for the box")
	if d.clipboard.Content() != a.Reason {
		t.Errorf("for the box: %q", d.clipboard.Content())
	}
	d.hides("Did you send the message?") // the button says it, once the request was sent
	d.tap("Copy message for my IT")
	d.shows("Did you send the message?")
	if d.clipboard.Content() != a.Message.Text() {
		t.Errorf("for IT: %q", d.clipboard.Content())
	}
	d.tap("E-mail")
	if opened := <-d.opened; strings.Contains(opened, url.PathEscape("I started this sign-in myself")) {
		t.Errorf("opened %q", opened)
	}
}

func TestAMessageWithoutANameAsksForIt(t *testing.T) {
	const hint = "Write your name where the message says [your name]."
	d := english(t)
	d.tap("Need admin approval")
	d.tap("Show me what to do")
	d.shows(hint)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.hides(hint)
}

func TestTheQuestionBetweenCauses(t *testing.T) {
	d := english(t)
	d.tap("It asks for the password again and again")
	d.tap("Show me what to do")
	d.shows("Did you change your password lately?", "It may also be something else.")
	d.tap("No")
	d.shows("Which of these fits best?", "It never shows Microsoft's sign-in page.")
	d.hides("I changed my password lately.")
	d.shows("If you are not sure:")
	if look := d.view.targets["Copy message for my IT"].(*control).look; look.fill == theme.ColorNamePrimary {
		t.Error("the general answer leads, though the choice comes first")
	}
	other := d.view.state.Answer.Also[1]
	d.tap(other.Seen)
	if got := string(d.view.state.Diagnosis.Verdict.Cause); got != other.ID {
		t.Errorf("the cause is %s, want %s", got, other.ID)
	}
	d.hides("Which of these fits best?", "If you are not sure:")
	d.tap("How we know")
	d.shows("You said what you saw: ")
}

func TestANewPasswordSettlesIt(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardPasswordAgain)
	d.tap("Yes")
	if got := d.view.state.Diagnosis.Verdict.Cause; got != newPassword {
		t.Errorf("the cause is %s", got)
	}
	d.hides("Did you change your password lately?")
}

func TestMailAndTeams(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	for way, start := range map[string]string{"E-mail": "mailto:?subject=", "Teams": "https://teams.microsoft.com/l/chat/",
		"Text message": "sms:"} {
		d.tap(way)
		opened := <-d.opened
		if _, err := url.Parse(opened); err != nil || !strings.HasPrefix(opened, start) {
			t.Errorf("%s opened %q: %v", way, opened, err)
		}
	}
	d.hides("program opened")
}

// TestAProgramThatDoesNotOpen holds that a person without a mail program is told so, and has the message all the same.
func TestAProgramThatDoesNotOpen(t *testing.T) {
	d := english(t)
	d.refuse = errors.New("no mail program")
	d.answerCard(diagnose.CardNeedAdminApproval)
	for _, way := range [][2]string{{"E-mail", "No mail program opened. "}, {"Teams", "No program opened. "}} {
		d.clipboard.SetContent("")
		d.tap(way[0])
		d.await(notOpened)
		d.shows(way[1]+"The message is copied. Paste it into a mail or chat.", "Did you send the message?")
		if got := d.clipboard.Content(); got != d.view.state.Answer.Message.Text() {
			t.Errorf("the clipboard holds %q", got)
		}
	}
	d.tap("Copy message for my IT")
	d.hides("program opened")
	d.tap("Start")
	d.hides("Waiting for your IT")
}

// TestNothingWaitsBeforeTheMessageWasSent goes by every way to hand the message out.
func TestNothingWaitsBeforeTheMessageWasSent(t *testing.T) {
	for _, way := range []string{"Copy message for my IT", "E-mail", "Teams", "Text message"} {
		t.Run(way, func(t *testing.T) {
			d := english(t)
			d.answerCard(diagnose.CardNeedAdminApproval)
			d.draw()
			d.hides("Did you send the message?")
			d.tap(way)
			d.shows("Did you send the message?")
			d.tap("Not yet")
			d.hides("Did you send the message?")
			d.tap("Start")
			d.shows("Did you send the message?")
			d.hides("Waiting for your IT", "My IT said yes", "Still waiting: write a reminder")
			d.tap("Not yet, show it")
			d.tap(way)
			d.tap("Yes, sent")
			d.hides("Did you send the message?", "Copied", "Copy message for my IT")
			d.tap("Send it again")
			d.tap("Copy message for my IT")
			d.shows("Copied. In a mail, move the first line to the subject.")
			d.hides("Did you send the message?")
			d.tap("Start")
			d.shows("Waiting for your IT since today", "Still waiting: write a reminder")
		})
	}
}

func TestAReminderBeginsNothing(t *testing.T) {
	d := english(t)
	d.sendFirst()
	d.tap("Start")
	d.tap("Still waiting: write a reminder")
	for _, way := range []string{"E-mail", "Copy reminder"} {
		d.tap(way)
		d.shows("Waiting for your IT since today")
		d.hides("Did you send")
	}
}

// TestNoButtonMovesWhenTheMessageIsCopied: the next press would meet another button.
func TestNoButtonMovesWhenTheMessageIsCopied(t *testing.T) {
	for _, width := range []float32{360, 720, 1100} {
		d := newDesk(t, options{language: "en", width: width, height: 1600})
		d.answerCard(diagnose.CardNeedAdminApproval)
		d.draw()
		where := func(name string) fyne.Position {
			return fyne.CurrentApp().Driver().AbsolutePositionForObject(d.view.targets[name].(fyne.CanvasObject))
		}
		for _, name := range []string{"E-mail", "Teams", "Text message", "Read it first"} {
			before := where(name)
			d.tap("Copy message for my IT")
			if after := where(name); after != before {
				t.Errorf("%.0f wide: %s moves from %v to %v", width, name, before, after)
			}
			d.tap("Not yet")
			d.view.copied = ""
			d.view.redraw()
		}
	}
}

// TestCodesAreReadFromTheScreen has both codes of a result read by a decoder, in the light and in the dark look, and in the narrowest window.
func TestCodesAreReadFromTheScreen(t *testing.T) {
	decoder, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("zbarimg is not installed")
	}
	for _, at := range []struct {
		look  session.Look
		width float32
	}{{session.LookLight, 720}, {session.LookDark, 720}, {session.LookLight, 360}, {session.LookDark, 360}} {
		for fold, want := range map[string]string{
			"My administrator is here": "https://login.microsoftonline.com/contoso.com/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423",
			"Send it from my iPhone":   "sms:",
		} {
			t.Run(fmt.Sprint(at.look, " ", at.width, " ", fold), func(t *testing.T) {
				d := newDesk(t, options{language: "en", look: at.look, width: at.width, height: 760})
				d.answerCard(diagnose.CardNeedAdminApproval)
				d.tap(fold)
				d.unroll(at.width)
				path := filepath.Join(t.TempDir(), "screen.png")
				write(t, path, d.window.Canvas().Capture())
				out, err := exec.CommandContext(t.Context(), decoder, "--quiet", "--raw", "--nodbus", path).Output()
				if err != nil || !strings.HasPrefix(string(out), want) {
					t.Errorf("read %q: %v", out, err)
				}
			})
		}
	}
}

func TestACodeThatDoesNotFitSaysSo(t *testing.T) {
	for _, l := range wording.Languages() {
		d := newDesk(t, options{language: l.Code, width: 360, height: 700})
		narrow := d.view.t("ui.code.narrow")
		d.answerCard(diagnose.CardNeedAdminApproval)
		d.tap(d.view.t("ui.fold.from_phone"))
		d.hides(narrow)
		d.window.Resize(fyne.NewSize(240, 700))
		d.shows(narrow)
		d.window.Resize(fyne.NewSize(720, 700))
		d.hides(narrow)
	}
}

// Where the phone shows nothing, nothing is told before it was asked, and nothing stands chosen.
func TestWithoutAMessageThePageAsksFirst(t *testing.T) {
	d := english(t)
	d.tap("No error, but no new mail")
	d.tap("Show me what to do")
	d.shows("Which of these fits best?", "It stopped, and it says nothing.")
	d.hides("may be switched off", "WHO CAN FIX IT", "DO THIS NOW", "pull the list", "I do not know who my IT is")
	d.tap("It stopped, and it says nothing.")
	d.shows("pull down your list of mails", "Give your work address.")
	d.tap("Give my work address")
	d.shows("WORK MAIL ADDRESS")
	d.tap("Show me what to do")
	d.tap("One thing is missing: mail, calendar or contacts. The rest comes.")
	d.shows("may be switched off", "WHO CAN FIX IT", "DO THIS NOW")
	d.hides("Which of these fits best?")
}

// The box is on the phone, so the way there stands beside the button that only copies.
func TestTheTextForTheBoxCanBeSentToThePhone(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardApprovalRequired)
	d.shows("Short way: type this into the box on the iPhone.", "point the iPhone's camera at the code.")
	d.tap("Copy text for the box")
	d.tap("I have tapped \"Request approval\"")
	d.hides("Short way", "point the iPhone's camera at the code.")
}

// Few have an answer before they have asked; those who asked by another way find theirs all the same.
func TestWhatITSaidStandsOpenOnceItWasAsked(t *testing.T) {
	yes, no := "My IT said yes, the iPhone still asks", "My IT said no"
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.hides(yes, no)
	d.tap("My IT has already answered")
	d.tap(no)
	d.shows(yes, "They refused only the iPhone's own Mail app.")
	d.sendFirst()
	d.shows(yes, no)
	d.hides("My IT has already answered")
}

func TestAnAddressThatSoundsSharedIsAskedAbout(t *testing.T) {
	const asks = "Do several people share this mailbox? Press here"
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.hides(asks)
	d.session.Choose(diagnose.CardNeedAdminApproval)
	d.session.Draft("info@contoso.com", "")
	d.session.StartRun()
	d.tap(asks)
	d.shows("This mailbox belongs to several people and has no sign-in")
	d.hides(asks)
}

package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"synchelper/app/profile"
	"synchelper/diagnose"
)

const asked = "Who looks after your computers?"

// From Start to the copied message are four actions, and the question is none of them.
func TestFourActionsLeadToTheMessage(t *testing.T) {
	d := english(t)
	d.tap("Need admin approval")
	d.typeInto("Work mail address", "user1@contoso.com")
	d.tap("Show me what to do")
	d.shows(asked)
	d.tap("Copy message for my IT")
	if got := d.clipboard.Content(); !strings.Contains(got, "adminconsent") || d.view.state.Settings.LooksAfter != "" {
		t.Errorf("%q is copied, and the answer is %q", got, d.view.state.Settings.LooksAfter)
	}
}

func TestTheQuestionIsAskedOnceAndCanBeAnsweredAnew(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.tap(asked + " Our IT")
	d.shows("The message is written for your own IT.")
	d.hides(asked)
	d.tap("Start")
	d.answerCard(diagnose.CardApprovalRequired)
	d.shows("The message is written for your own IT.")
	d.hides(asked)
	d.tap("Change this")
	d.tap(asked + " Another company")
	d.shows("Another company looks after your computers.")
	d.hides(asked)
	d.tap("Settings")
	d.tap("More")
	d.tap(asked + " I do")
	if who := d.view.state.Settings.LooksAfter; who != profile.LooksAfterMe {
		t.Errorf("in the settings it is %q", who)
	}
}

func TestAnotherCompanyIsToldWhichCustomerItIs(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.tap(asked + " Another company")
	d.shows("The message says which company you are from.")
	d.tap("Copy message for my IT")
	if got := d.clipboard.Content(); !strings.Contains(got, "\n\nCustomer: contoso.com\n\nHello,") {
		t.Errorf("copied is %q", got)
	}
	d.session.Draft("", "")
	d.session.StartRun()
	d.shows("Another company looks after your computers.")
	d.hides("The message says which company you are from.")
}

// Whoever does not know is helped at one place on the page, and whoever administers is led on from one place.
func TestNothingIsSaidTwice(t *testing.T) {
	for who, c := range map[string]struct{ says, fold string }{
		"I do not know": {"Ask a colleague: whom do you call", "I do not know who my IT is"},
		"I do":          {"admin.microsoft.com", "I am the administrator"},
	} {
		d := english(t)
		d.answerCard(diagnose.CardNeedAdminApproval)
		d.hides(c.says)
		d.tap(asked + " " + who)
		d.shows(c.says)
		if slices.Contains(d.names(), c.fold) {
			t.Errorf("%s: the page has a fold %q too", who, c.fold)
		}
		if n := strings.Count(d.text(), c.says); n != 1 {
			t.Errorf("%s: it is said %d times", who, n)
		}
	}
}

// Whoever does not know whom to write to reads that before the step that sends the message, and can take it back there.
func TestWhomToWriteToComesBeforeTheSteps(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	behind := func(later, earlier string) {
		t.Helper()
		if words := d.text(); strings.Index(words, later) < strings.Index(words, earlier) {
			t.Errorf("%q stands before %q", later, earlier)
		}
	}
	d.draw()
	behind(asked, "Send them this message.")
	d.tap(asked + " I do not know")
	behind("Send them this message.", "Ask a colleague: whom do you call")
	d.tap("Change this")
	behind(asked, "Send them this message.")
}

// Whoever looks after the computers alone is told how to see whether they may decide, and what they do then.
func TestTheOwnerFindsOutThatItIsThey(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.hides("You cannot do it yourself", "admin.microsoft.com")
	d.tap(asked + " I do")
	d.shows("admin.microsoft.com")
	d.tap("Show the steps for administrators")
	d.tap("A Yes, everybody")
	d.shows("Apple Internet Accounts is Microsoft's name for the Mail app of the iPhone.", "Revoke permission",
		"Now try on the iPhone")
	d.hides("The user reads")
	d.session.OtherPhone(true)
	d.shows("The user reads")
	d.hides("Now try on the iPhone")
	d.session.OtherPhone(false)
	d.tap("Done, check again")
	d.hides("For the administrator")
}

// Whoever may decide alone is not sent to an IT that there is not; the message stays for those who may not. Where the
// person has a part in it, that comes first as before.
func TestTheOwnerIsLedToTheDecisionBeforeTheMessage(t *testing.T) {
	const others, you = "Somebody else decides? Send them this message.", "You, if you are the administrator of Microsoft 365."
	for words, leads := range map[string]bool{"AADSTS90094": true, "AADSTS7000112": true, "AADSTS50105": true, "AADSTS53000": false} {
		t.Run(words, func(t *testing.T) {
			d := english(t)
			d.session.Choose(diagnose.CardNumber)
			d.session.Draft("user1@contoso.com", words)
			d.session.StartRun()
			d.hides(others, you)
			d.tap(asked + " I do")
			if !leads {
				d.shows("You look after your computers yourself.")
				d.hides(others, you)
				return
			}
			d.shows(others, you)
			d.hides("Your IT administrator")
			d.tap("Copy message for my IT")
			d.tap("Yes, sent")
			d.hides(others, you)
		})
	}
}

// A request is for whoever decides, too: the owner of a small company would send it to themselves.
func TestTheOwnerNeedNotAskThemselves(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardApprovalRequired)
	d.shows("Tap \"Request approval\".", "My IT has already answered")
	d.tap(asked + " I do")
	d.shows("Show the steps for administrators")
	d.hides("Tap \"Request approval\".", "My IT has already answered", "My administrator is here")
	d.tap("Somebody else decides? Ask for permission")
	d.shows("Tap \"Request approval\".", "Copy text for the box")
	d.window.Resize(fyne.NewSize(1100, 900))
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.hides("MY ADMINISTRATOR IS HERE")
	d.tap("Change this")
	d.tap(asked + " Our IT")
	d.shows("MY ADMINISTRATOR IS HERE")
}

// Who can fix it fits what the person has said of who looks after the computers.
func TestWhoCanFixItIsWhomThePersonNamed(t *testing.T) {
	const perhaps = "Then that may be you."
	for who, want := range map[string]string{
		"Our IT":          "WHO CAN FIX IT\nYour IT.\n",
		"Another company": "WHO CAN FIX IT\nThe company that looks after your computers.\n",
		"I do":            "WHO CAN FIX IT\nYou, if you are the administrator of Microsoft 365.\n",
		"I do not know":   perhaps,
	} {
		d := english(t)
		d.answerCard(diagnose.CardNeedAdminApproval)
		d.shows(perhaps)
		d.tap(asked + " " + who)
		d.shows(want)
		if want != perhaps {
			d.hides(perhaps)
		}
	}
}

func TestAnAnswerThatChangesTheCopiedMessageSaysSo(t *testing.T) {
	const changed = "The message has changed. Copy it again."
	d := english(t)
	d.copyFirst()
	d.tap(asked + " Another company")
	d.shows(changed)
	d.hides("Copied.")
	d.tap("Copy message for my IT")
	d.shows("Copied.")
	d.hides(changed)
	d.tap("Change this")
	d.tap(asked + " Another company")
	d.hides(changed)
}

// Behind a message that was sent nothing is left to press for it, and what comes next is said as far as it is true.
func TestAfterItWasSentThePageSaysWhatComesNext(t *testing.T) {
	const close, open, urgent = "You can close SyncHelper.", "While SyncHelper is open,", "Urgent? Call your IT"
	for name, c := range map[string]struct {
		begin  func(*desk)
		closes bool
	}{
		"a case that is kept": {func(d *desk) { d.answerCard(diagnose.CardNeedAdminApproval) }, true},
		"the demo":            {func(d *desk) { d.playScenario("need-admin-approval") }, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := english(t)
			c.begin(d)
			d.tap("Copy message for my IT")
			d.shows(asked)
			d.tap("Yes, sent")
			d.shows("Message sent", urgent, "say the reference "+d.view.state.Answer.Reference)
			d.hides(asked, "Change this")
			if text := d.text(); strings.Contains(text, close) != c.closes || strings.Contains(text, open) == c.closes {
				t.Errorf("the page says:\n%s", text)
			}
		})
	}
	d := english(t)
	d.sendFirst()
	d.under(contoso())
	d.shows(open)
	d.hides(close)
}

func TestWhoeverActsAloneIsNotAskedForTheirIT(t *testing.T) {
	d := english(t)
	d.session.Choose(diagnose.CardNumber)
	d.session.Draft("user1@contoso.com", "AADSTS50126")
	d.session.StartRun()
	d.shows("Done, check again")
	d.hides(asked)
	for _, card := range []diagnose.Card{diagnose.CardNothingComes, diagnose.CardPasswordAgain} {
		d.answerCard(card)
		if d.view.asksFirst() {
			d.hides(asked)
		}
	}
}

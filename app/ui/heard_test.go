package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/theme"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// scenesHeard are the screens behind an answer of IT.
func scenesHeard() []scene {
	return []scene{
		{"heard-still", func(d *desk) { d.sendFirst(); d.session.Home(); d.session.Stuck() }},
		{"heard-still-questions", func(d *desk) {
			d.sendFirst()
			d.session.Home()
			d.session.Stuck()
			d.tap(d.view.t("approved.q.same_address") + " " + d.view.t("ui.yes"))
			d.tap(d.view.t("approved.q.when") + " " + d.view.t("ui.approved.earlier"))
		}},
		{"heard-other-address", func(d *desk) {
			d.sendFirst()
			d.session.StillAsks(diagnose.Approval{SameAddress: diagnose.ReplyNo})
		}},
		{"heard-just-now", func(d *desk) {
			d.sendFirst()
			d.session.StillAsks(diagnose.Approval{SameAddress: diagnose.ReplyYes, JustNow: diagnose.ReplyYes})
		}},
		{"heard-checklist", func(d *desk) {
			d.sendFirst()
			d.session.Stuck()
			d.answerStill("ui.yes")
			d.tap(d.view.t("ui.fold.checklist"))
		}},
		{"heard-no-to-the-end", func(d *desk) { d.sendFirst(); d.session.Heard(session.CaseRefused); d.refuseToTheEnd() }},
		{"heard-no-not-yet", func(d *desk) {
			d.sendFirst()
			d.session.Heard(session.CaseRefused)
			d.tap(d.view.t("refused.q.way") + " " + d.view.t("ui.refused.web"))
			d.tap(d.view.t("refused.q.seen") + " " + d.view.t("ui.refused.not_yet"))
		}},
		{"heard-no-missing", func(d *desk) {
			d.sendFirst()
			d.session.Heard(session.CaseRefused)
			d.refuseToTheEnd()
			d.tap(d.view.t("refused.q.new") + " " + d.view.t("ui.refused.missing"))
		}},
		{"heard-no-closed", func(d *desk) { d.sendFirst(); d.session.Heard(session.CaseRefused); d.session.CloseCase() }},
		{"case-forget", func(d *desk) { d.sendFirst(); d.session.Home(); d.tap(d.view.t("ui.case.forget")) }},
		{"heard-no-policy", func(d *desk) {
			d.answerCard(diagnose.CardDeviceNotAllowed)
			d.session.Handed()
			d.session.Sent()
			d.session.Heard(session.CaseRefused)
		}},
		{"settings-history", func(d *desk) {
			d.session.SetHistory(true)
			d.sendFirst()
			d.session.Heard(session.CaseApproved)
			d.session.Home()
			d.answerCard(diagnose.CardPasswordAgain)
			d.session.Show(session.ScreenSettings)
			d.tap(d.view.t("ui.settings.more"))
		}},
		{"case-check", func(d *desk) {
			d.sendFirst()
			d.session.Home()
			d.session.Draft("", "")
			d.session.Heard(session.CaseApproved)
			d.session.CheckCase()
		}},
		{"demo-checked-healthy", func(d *desk) { d.playCase("need-admin-approval") }},
		{"demo-checked-same", func(d *desk) { d.playCase("approved-but-still-asked") }},
		{"demo-checked-before-sign-in", (*desk).checkUnsigned},
		{"demo-case", func(d *desk) { d.playScenario("need-admin-approval"); d.hearYes(); d.session.Home() }},
	}
}

// answerStill answers the questions of a yes that changed nothing; the last is whether it works for a colleague.
func (d *desk) answerStill(colleague string) {
	d.t.Helper()
	d.session.Stuck()
	d.tap(d.view.t("approved.q.same_address") + " " + d.view.t("ui.yes"))
	d.tap(d.view.t("approved.q.when") + " " + d.view.t("ui.approved.earlier"))
	d.tap(d.view.t("approved.q.colleague") + " " + d.view.t(colleague))
}

// checkUnsigned repeats the run of a yes and leaves the sign-in out.
func (d *desk) checkUnsigned() {
	d.playScenario("need-admin-approval")
	d.signIn()
	d.hearYes()
	d.session.CheckCase()
	d.await(func(s session.State) bool { return s.Screen == session.ScreenSignIn })
	d.session.Back()
}

func (d *desk) refuseToTheEnd() { d.refuseBy(d.view.t("ui.refused.outlook")) }

func (d *desk) refuseBy(way string) {
	d.t.Helper()
	d.tap(d.view.t("refused.q.way") + " " + way)
	d.tap(d.view.t("refused.q.seen") + " " + d.view.t("ui.yes"))
	d.tap(d.view.t("refused.q.unsent") + " " + d.view.t("ui.refused.nothing"))
	d.tap(d.view.t("refused.q.new") + " " + d.view.t("ui.refused.all_there"))
}

func (d *desk) hearYes() {
	d.session.Handed()
	d.session.Sent()
	d.session.Home()
	d.session.Heard(session.CaseApproved)
}

// playCase plays a scenario from its first answer to the check behind a yes.
func (d *desk) playCase(id string) {
	d.t.Helper()
	d.playScenario(id)
	d.signIn()
	d.hearYes()
	d.session.CarryOut()
	d.session.CheckCase()
	d.await(func(s session.State) bool { return s.Screen == session.ScreenSignIn })
	d.session.SignIn()
	d.await(func(s session.State) bool { return answered(s) && s.Sure.Came != session.CameNone })
}

func TestAYesIsTriedOnThePhoneFirst(t *testing.T) {
	d := english(t)
	d.sendFirst()
	d.tap("Start")
	d.tap("My IT said yes or “done”")
	d.shows("Good. Now try it on the iPhone", "Close Mail on the iPhone", "It does not ask? Open Settings",
		"No work account there? Add it", "It works now", "Check again")
	d.hides("Your IT said yes, and the iPhone still asks", "Is the address on the iPhone the same")
	d.tap("It still asks")
	d.shows("Your IT said yes, and the iPhone still asks", "Your message says user1@contoso.com.", "Settings > Apps > Mail > Mail Accounts")
	d.shows("Question 1 of 3")
	d.hides("When did they say yes?", "Send them this message.", "Question 2 of 3")
	d.tap("Start")
	d.tap("It still asks")
	d.shows("Is the address on the iPhone the same as in your message?")
}

func TestThreeQuestionsLeadToWhatStandsBetween(t *testing.T) {
	const address, when, colleague = "Is the address on the iPhone the same as in your message? ", "When did they say yes? ",
		"Does it work for a colleague with an iPhone? "
	for _, tt := range []struct {
		replies []string
		shows   string
		button  string
	}{
		{[]string{address + "No"}, "The approval may be for another address", "Copy message for my IT"},
		{[]string{address + "Yes", when + "Less than 15 minutes ago"}, "The approval is still on its way", "Done, check again"},
		{[]string{address + "Yes", when + "More than 15 minutes ago", colleague + "Yes"}, "The approval works for others, but not for you yet", "Copy message for my IT"},
		{[]string{address + "Yes", when + "More than 15 minutes ago", colleague + "No"}, "The approval does not reach your account yet", "Copy message for my IT"},
		{[]string{address + "Yes", when + "More than 15 minutes ago", colleague + "I do not know"}, "The approval does not reach your account yet", "Copy message for my IT"},
	} {
		d := english(t)
		d.sendFirst()
		d.tap("Start")
		d.tap("My IT said yes or “done”")
		d.tap("It still asks")
		for _, reply := range tt.replies {
			d.tap(reply)
		}
		d.shows(tt.shows)
		d.hides(d.view.t("ui.looksafter.question"), "Did you buy") // they have answered
		if n := strings.Count(d.text(), tt.shows); n != 1 {
			t.Errorf("%q stands there %d times", tt.shows, n)
		}
		if _, ok := d.view.targets[tt.button]; !ok {
			t.Errorf("%q: no button %q; there is %q", tt.replies, tt.button, d.names())
		}
		if d.tap("It works now"); !d.view.state.Worked {
			t.Errorf("%q: the case goes on", tt.replies)
		}
	}
}

func TestTheChecklistBeginsWithTheAnswers(t *testing.T) {
	d := english(t)
	d.sendFirst()
	d.answerStill("ui.no")
	d.tap("Checklist for my IT")
	d.tap("Copy checklist for my IT")
	got, last := d.clipboard.Content(), -1
	if known := d.view.state.Case.Reference; known == d.view.state.Answer.Reference {
		t.Fatalf("the answer has changed, and its reference %s has not", known)
	}
	for _, part := range []string{"Hello,", d.view.state.Case.Reference, "(user1@contoso.com): Yes", "More than 15 minutes ago",
		"with an iPhone: No", "For IT:", "Right tenant?", "f8d98a96"} {
		if at := strings.Index(got, part); at <= last {
			t.Errorf("%q stands at %d, behind %d, in %q", part, at, last, got)
		} else {
			last = at
		}
	}
	if strings.Contains(got, "$ ") {
		t.Errorf("the list is %q", got)
	}
	d.shows("By your answers, this fits best")
	d.tap("Change my answers")
	d.shows("Is the address on the iPhone the same as in your message?")
}

// Nothing on the phone is touched before mail was seen to come the other way and nothing is left on the phone alone.
func TestANoLeadsToAnotherWayStepByStep(t *testing.T) {
	const way, seen, unsent = "How do you want to read your mail from now on? ", "Do you see your mail there? ",
		"Look at Drafts and Outbox in the old Mail app. Is anything left? "
	const made = "Did you add or change appointments, contacts, notes or reminders since mail stopped? "
	d := english(t)
	d.sendFirst()
	d.tap("Start")
	d.tap("My IT said no")
	untouched := func() {
		t.Helper()
		d.hides("Switch off Mail, Contacts, Calendars, Reminders and Notes", "Remove the old account", "Delete Account", "Done. Close the case")
	}
	untouched()
	d.hides("UNTIL THEN", "My administrator is here", "Send it from my iPhone")
	d.tap(way + "In the browser")
	d.shows("go to outlook.office.com")
	d.tap(way + "In the Outlook app")
	d.shows("Install Outlook")
	untouched()
	d.tap(seen + "Not yet")
	d.shows("Then change nothing on the iPhone.")
	untouched()
	d.tap(seen + "Yes")
	d.tap(unsent + "Yes, something")
	d.shows("Copy its text")
	untouched()
	d.tap(unsent + "No, nothing")
	d.shows("Look in Outlook for those that you made on the iPhone.")
	untouched()
	d.tap(made + "Something is missing")
	d.shows("write in what is missing. Change nothing on the iPhone until then.", `choose "No, or all are there" above.`)
	untouched()
	d.tap(made + "No, or all are there")
	d.shows("Switch off Mail, Contacts, Calendars, Reminders and Notes. The account stays on the iPhone.")
	d.hides("Delete Account")
	d.tap(way + "In the browser")
	untouched() // nobody has seen any mail there
	d.refuseBy("In the Outlook app")
	d.tap("Remove the old account, only if you want")
	d.shows("Does your company manage the account? Then do not delete it.")
	d.tap("Done. Close the case")
	d.shows("The case is closed.")
	d.hides("Good to hear")
}

// What is sent after a no follows from what was seen, and thanks come last.
func TestTheAnswerToANoFitsWhatWasSeen(t *testing.T) {
	const seen = "Do you see your mail there? "
	const neither, thanks = "Copy message: it does not work this way either", "Copy a short thank-you note"
	for _, tt := range []struct{ by, neither, thanks string }{
		{"In the Outlook app", "work mail in Outlook either. Which way do you allow?", "I will use Outlook for my work mail."},
		{"In the browser", "work mail in the browser either. Which way do you allow?", "I will read my work mail in the browser."},
	} {
		d := english(t)
		d.sendFirst()
		d.session.Heard(session.CaseRefused)
		d.refuseBy(tt.by)
		d.tap(thanks)
		if got := d.clipboard.Content(); !strings.HasSuffix(got, tt.thanks) {
			t.Errorf("%s: thanks are %q", tt.by, got)
		}
		d.tap(seen + "Not yet")
		d.hides("Delete Account", thanks)
		d.tap(neither)
		if got := d.clipboard.Content(); !strings.HasSuffix(got, tt.neither) {
			t.Errorf("%s: what works neither is told as %q", tt.by, got)
		}
	}
}

// Where the no was about more than the app, only IT knows another way: it is asked first.
func TestANoToMoreThanTheAppIsAskedBack(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardDeviceNotAllowed)
	d.session.Handed()
	d.session.Sent()
	d.session.Heard(session.CaseRefused)
	d.tap("Copy question for my IT")
	if got := d.clipboard.Content(); got != "Thank you for the answer. Which way to my work mail on the iPhone do you allow?" {
		t.Errorf("asked is %q", got)
	}
	d.tap("Done. Close the case")
	d.shows("The case is closed.")
}

// TestTheDemosITActsWhenItIsTold: where the administrator's link was opened instead, there is nothing left to be done.
func TestTheDemosITActsWhenItIsTold(t *testing.T) {
	const waits = "In this demo nobody has changed anything yet."
	d := english(t)
	d.playScenario("need-admin-approval")
	d.hearYes()
	d.draw()
	d.shows(waits)
	d.tap("Let the simulated IT do it")
	d.shows("The simulated IT has done what it said.")
	d.hides(waits)
	d.session.Home()
	d.session.Heard(session.CaseApproved)
	d.draw()
	d.hides(waits, "The simulated IT has done what it said.")
	d = english(t)
	d.sendFirst()
	d.session.Heard(session.CaseApproved)
	d.draw()
	d.hides(waits)
}

func TestACheckBehindAYesShowsWhatChanged(t *testing.T) {
	d := english(t)
	d.playCase("need-admin-approval")
	d.shows("From this computer it works now. Only the iPhone is left.", "Sign-in: stopped → works",
		"From this computer everything works", "Open Mail on the iPhone. Sign in if it asks.")
	d.tap("It works now")
	d.shows("We have closed the case.")
	d = english(t)
	d.playCase("approved-but-still-asked")
	d.shows("Nothing has changed since the last check.", "The approval does not reach your account yet", "Is the address on the iPhone the same")
	d.hides("→", "Confirmed: Microsoft gave the same answer.", "Which of these fits best?")
	d.tap("Is the address on the iPhone the same as in your message? Yes")
	d.shows("When did they say yes?", "Nothing has changed since the last check.")
}

func TestACheckBehindAYesWithoutASignInLeavesTheCaseOpen(t *testing.T) {
	d := english(t)
	d.checkUnsigned()
	d.shows("Not checked yet: a sign-in is missing", "Your case stays open.", "Sign in once (2 minutes)", "It still asks")
	d.hides("nothing wrong", "choose what your iPhone shows")
	d.tap("It works now")
	d.shows("We have closed the case.")
}

func TestTheListOfChecksStandsInTheSettings(t *testing.T) {
	d := english(t)
	d.tap("Settings")
	d.tap("More")
	d.hides("history.json", "Delete this list")
	d.tap("List of your checks Keep a list")
	d.shows("history.json", "the oldest entries go")
	d.tap("Start")
	d.sendFirst()
	d.tap("Settings")
	d.tap("More")
	d.shows("Your company must allow this mail app first", "23 November 2026 · You sent the message.")
	d.tap("Delete this list")
	d.hides("You sent the message.", "Delete this list")
}

// Each screen behind an answer of IT offers one thing first; where a question is open, none: answering it comes first.
func TestOneButtonIsFilledBehindAnAnswerOfIT(t *testing.T) {
	asks := []string{"heard-no", "heard-no-missing", "heard-still", "heard-still-questions"}
	for _, s := range append(scenesHeard(), scene{"heard-no", func(d *desk) { d.sendFirst(); d.session.Heard(session.CaseRefused) }},
		scene{"heard-yes", func(d *desk) { d.sendFirst(); d.session.Heard(session.CaseApproved) }}) {
		want := 1
		switch {
		case slices.Contains([]string{"demo-case", "settings-history", "heard-no-closed", "case-forget"}, s.name):
			continue
		case slices.Contains(asks, s.name):
			want = 0
		}
		d := english(t)
		s.play(d)
		d.draw()
		var filled []string
		for name, target := range d.view.targets {
			if c, ok := target.(*control); ok && c.look.fill == theme.ColorNamePrimary {
				filled = append(filled, name)
			}
		}
		if len(filled) != want {
			t.Errorf("%s: filled are %q", s.name, filled)
		}
	}
}

func TestEveryAnswerToApprovedHasItsLine(t *testing.T) {
	for _, l := range wording.Languages() {
		d := newDesk(t, options{language: l.Code, width: 720, height: 760})
		if n := len(d.view.approvedLines()); n != approvedLines {
			t.Errorf("%s: approved.user has %d lines", l.Code, n)
		}
	}
}

package ui

import (
	"strings"
	"testing"

	"synchelper/app/session"
	"synchelper/diagnose"
)

// pageSeen brings the words on which a sign-in in the own browser ended.
func (d *desk) pageSeen(words string) {
	d.t.Helper()
	d.ownBrowser()
	d.session.Draft(d.view.state.Address, words)
	d.session.PageSeen()
	d.await(func(s session.State) bool { return answered(s) && s.Sure.Came != session.CameNone })
}

// TestAWrongPasswordLeavesAFirstAnswer: nobody is told that they had signed in, and they can try again.
func TestAWrongPasswordLeavesAFirstAnswer(t *testing.T) {
	d := english(t)
	d.playScenario("need-admin-approval")
	d.pageSeen("AADSTS50126: Error validating credentials due to invalid username or password.")
	d.shows("The password was mistyped here, or not accepted.", "not about this sign-in", "Sign in again",
		"Your company must allow this mail app first")
	d.hides("Confirmed", "Check again", "Make sure")
	if note, answer := strings.Index(d.text(), "not signed in"), strings.Index(d.text(), "Your company must"); note > answer {
		t.Error("it is said below the answer")
	}
	d.tap("Sign in again")
	d.shows("Sign in as your iPhone would")
}

// TestBehindAFaultOfThisComputerThereIsAWayToTryAgain where its last step says so and no sign-in can be offered.
func TestBehindAFaultOfThisComputerThereIsAWayToTryAgain(t *testing.T) {
	d := english(t)
	d.playScenario("tls-intercepted")
	d.shows("Then try again here.")
	d.tap("Done, check again")
}

// Nobody else signs in in the person's window, and nobody approves for the company there. The demo has accounts of its own.
func TestBeforeASignInItIsSaidWhoseItIs(t *testing.T) {
	d := english(t)
	d.draw()
	before := d.view.state
	before.Version++
	before.Screen, before.Sure = session.ScreenSignIn, session.Sure{Offered: true, Hosts: []string{"login.microsoftonline.com"}}
	d.view.Draw(before)
	d.shows("Sign in with your own account only. No administrator should sign in there.",
		"Is there a box about your whole company? Leave it empty.")
	before.Version++
	before.Screen = session.ScreenOwnBrowser
	d.view.Draw(before)
	d.shows("Sign in there with your own account. Is there a box about your whole company? Leave it empty.")
}

// TestTheDemoDoesNotPassItsPageOffAsMicrosofts: whoever learns an address here is to learn the real one.
func TestTheDemoDoesNotPassItsPageOffAsMicrosofts(t *testing.T) {
	d := english(t)
	d.playScenario("need-admin-approval")
	d.session.MakeSure()
	d.shows("An imitation of Microsoft's page fills itself in.", "must begin with https://login.microsoftonline.com/.",
		"Start the simulated sign-in")
	d.hides("Sign in at Microsoft", "localhost", "Your IT can see", "Leave it empty.", "Never type")

	before := d.view.state // with a browser the person types, beside what the page's address is here
	before.Version++
	before.Sure.Simulated, before.Sure.Browser = false, "Chromium"
	d.view.Draw(before)
	d.shows("An imitation of Microsoft's page opens.", "In this demo its address begins with https://localhost:",
		"must begin with https://login.microsoftonline.com/.", "Never type a real password here.", "Start the simulated sign-in")
	d.hides("Sign in at Microsoft", "Microsoft's own page")
}

func TestWhatASignInDidIsSaidOnTop(t *testing.T) {
	for page, want := range map[string]string{
		"AADSTS90094: The grant requires admin permission.": "Confirmed: Microsoft gave the same answer.",
		"Good morning.": "The sign-in showed nothing new.",
	} {
		d := english(t)
		d.playScenario("need-admin-approval")
		d.pageSeen(page)
		d.shows(want)
	}
	d := english(t)
	d.playScenario("healthy")
	d.signIn()
	d.shows("The sign-in worked on this computer.", "Still no mail? Send your IT this message.",
		"The sign-in and your mailbox worked on this computer.")
	d.hides("This is a first answer", "This fits what you saw")
}

func TestWhereNothingIsKnownTheSignInIsTheButton(t *testing.T) {
	d := english(t)
	d.playScenario("healthy")
	d.shows("Not known yet.", "Sign in once (2 minutes)")
	d.hides("Done, check again", "Make sure", "Usually nobody else is needed.")
	d.tap("Sign in once (2 minutes)")
	d.shows("Sign in as your iPhone would")
}

// TestAFirstAnswerSaysWhetherToActOnIt: what the phone says itself can be sent at once; between causes one makes sure.
func TestAFirstAnswerSaysWhetherToActOnIt(t *testing.T) {
	d := english(t)
	d.playScenario("need-admin-approval")
	d.shows("You can send the message now. Making sure is optional.")
	d.session.Prefer("phone.toggle_off")
	d.hides("Confirmed")

	card := english(t)
	card.answerCard(diagnose.CardNeedAdminApproval)
	card.shows("This answer fits what you chose.")
	card.hides("Microsoft said so.")
}

// TestNobodyIsHurriedAtThePassword: seconds are counted while servers are asked, not while somebody types.
func TestNobodyIsHurriedAtThePassword(t *testing.T) {
	d := english(t)
	d.view.Draw(signInState(d.view.state))
	d.hides("41 seconds")
	d.tap("Details")
	d.hides("ms)")
	d.shows("Please sign in in the browser")
	d.hides("One moment, please")
	asking := english(t)
	asking.view.Draw(askingState(asking.view.state))
	asking.shows("One moment, please", "7 seconds so far")
}

// TestInTheOwnBrowserTheNextStepLeads: first the page is opened, then its words are there.
func TestInTheOwnBrowserTheNextStepLeads(t *testing.T) {
	d := english(t)
	d.playScenario("need-admin-approval")
	d.ownBrowser()
	d.draw()
	open, next := d.view.t("ui.own.open"), d.view.t("ui.ask.go")
	if !d.leads(open) || d.leads(next) {
		t.Error("at first the page that is to be opened does not lead alone")
	}
	d.typeInto(d.view.t("ui.own.text"), "AADSTS90094")
	if d.leads(open) || !d.leads(next) {
		t.Error("what the words lead to does not lead alone")
	}
	d.shows("Password: " + d.view.state.Sure.Password + "\n")
}

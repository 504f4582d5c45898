package ui

import (
	"os"
	"strings"
	"testing"

	"synchelper/app/session"
	"synchelper/diagnose"
)

// From the mail to the answer for the user: start, the administrator's way, the domain, the steps, the choice.
func TestAnAdministratorDecidesAndCopiesTheAnswer(t *testing.T) {
	d := english(t)
	d.tap("I am the administrator")
	d.typeInto("Company", "contoso.com")
	d.tap("Show the steps")
	d.shows("May people use Apple Mail for work mail at contoso.com?", "Only some people")
	d.hides("Copy the answer for the user", "Assignment required? = Yes", "Enough for most small companies.")
	d.tap("B Only some people")
	d.shows("Assignment required? = Yes", "Nested groups", "Groups need Entra ID P1", "Assignment required? = No opens")
	d.tap("D No")
	d.hides("Assignment required? = Yes")
	d.tap("Copy the answer for the user")
	if got := d.clipboard.Content(); !strings.Contains(got, "We do not use Apple Mail") {
		t.Errorf("the clipboard holds %q", got)
	}
}

func TestTheSheetIsSavedAndCopied(t *testing.T) {
	d := english(t)
	d.decide()
	d.tap("Copy as text")
	if got := d.clipboard.Content(); !strings.Contains(got, "A YES, EVERYBODY") || !strings.Contains(got, "SOURCES") {
		t.Errorf("the clipboard holds %q", got)
	}
	d.session.SaveIn("/gone")
	d.tap("Save sheet")
	d.await(func(s session.State) bool { return s.SheetError != session.ProblemNone })
	d.shows("is not there any more")
	d.session.SaveIn(t.TempDir())
	d.tap("Save sheet")
	d.await(func(s session.State) bool { return s.SheetSaved != "" })
	d.shows("The sheet is saved.", d.view.state.SheetSaved)
	if _, err := os.Stat(d.view.state.SheetSaved); err != nil {
		t.Error(err)
	}
	d.session.DraftCompany("fabrikam.com")
	d.tap("Show the steps")
	d.hides("The sheet is saved.")
}

// Whoever owns the company and the iPhone begins with the shortest way, and writes no answer to themselves.
func TestAnOwnerBeginsWithTheShortestWay(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.session.ForAdmin(true)
	d.shows("Enough for most small companies.", "You name the people.", "for specialists.", "People use Outlook or the browser.")
	d.tap("A Yes, everybody")
	d.shows("On a computer, open entra.microsoft.com", "Now try on the iPhone")
	d.hides("The Entra admin center is at")
	d.tap("B Only some people")
	d.shows("Assignment required? = Yes", "The Entra admin center is at entra.microsoft.com.")
	d.hides("Copy the answer for the user", "Now try on the iPhone")
}

// Where the yes is another app, nothing is tried in Mail, which stays refused.
func TestAnOwnerWhoTakesAnotherAppTriesNothingInMail(t *testing.T) {
	d := english(t)
	d.session.Choose(diagnose.CardSomethingElse)
	d.session.Draft("user1@contoso.com", "AADSTS53009: Application needs to enforce Intune protection policies.")
	d.session.StartRun()
	d.session.ForAdmin(true)
	d.tap("A Outlook, as the rule asks")
	d.shows("install Outlook from the App Store")
	d.hides("Now try on the iPhone")
}

// Nobody is told how to say yes, and no link stands there, before an answer is chosen; behind a no there is none either.
func TestNothingIsChosenForTheAdministrator(t *testing.T) {
	for name, begin := range map[string]func(*desk){
		"by themselves": (*desk).decide,
		"the owner": func(d *desk) {
			d.answerCard(diagnose.CardNeedAdminApproval)
			d.session.ForAdmin(true)
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := english(t)
			begin(d)
			d.shows("Choose A, B, C or D.")
			d.hides("adminconsent", "Now try on the iPhone", "Grant admin consent")
			for answer, link := range map[string]bool{"A Yes, everybody": true, "B Only some people": true, "D No": false} {
				d.tap(answer)
				d.hides("Choose A, B, C or D.")
				if there := d.view.targets["Copy "+d.view.state.Answer.Links[0].URL] != nil; there != link {
					t.Errorf("%s: that the link is there is %v", answer, there)
				}
			}
		})
	}
}

// Whoever is careful looks before anything is to be chosen.
func TestHowToLookComesBeforeTheAnswers(t *testing.T) {
	d := english(t)
	d.decide()
	look, first := strings.Index(d.text(), "Look for yourself first"), strings.Index(d.text(), "A Yes, everybody")
	if look < 0 || look > first {
		t.Errorf("how to look stands at %d, the first answer at %d", look, first)
	}
	d.hides("The publisher:")
	d.tap("Look for yourself first")
	d.shows("The publisher:")
}

func TestWhatStandsBehindTheDecisionIsFolded(t *testing.T) {
	d := english(t)
	d.decide()
	d.hides("EAS.AccessAsUser.All", "az ad sp show")
	d.tap("What the app asks for")
	d.tap("Commands")
	d.shows("EAS.AccessAsUser.All", "az ad sp show")
}

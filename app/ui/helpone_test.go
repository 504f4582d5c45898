package ui

import (
	"strings"
	"testing"

	"synchelper/app/session"
	"synchelper/diagnose"
)

func TestAReportNamesTheStepsThatWereNotTried(t *testing.T) {
	d := newHelper(t)
	d.readReport()
	d.assertSays("Where the mailbox is: in order", "Not tried: Sign-in; Permission for the mailbox; Opening the mailbox.",
		d.view.t("ui.help.gap.sign-in"))
	d.session.ForgetHelp()
	d.paste(ticketText("user1@contoso.com", 90094, morning))
	d.hides("Not tried", d.view.t("ui.help.gap.sign-in"))
}

func TestTheHeadingOfALongTextSaysThatItIsItsBeginning(t *testing.T) {
	const whole, begins = "What was written, unchanged", "What was written, unchanged: its beginning"
	for name, c := range map[string]struct{ text, heading string }{
		"a short one": {ticketText("user1@contoso.com", 90094, morning), whole},
		"a long one":  {ticketText("user1@contoso.com", 90094, morning) + strings.Repeat("\nand so on", 400), begins},
	} {
		t.Run(name, func(t *testing.T) {
			d := newHelper(t)
			d.paste(c.text)
			d.tap(c.heading)
			d.assertSays("AADSTS90094: The grant requires")
		})
	}
}

func TestEachTextOfAReportHasItsHeading(t *testing.T) {
	d := newHelper(t)
	d.readReport()
	s := d.view.state
	one := *s.Help.One
	one.Written = []session.Written{{Source: diagnose.SourceText, Text: "the first"}, {Source: diagnose.SourceText, Text: "the second"},
		{Source: diagnose.SourceSignIn, Text: "the third", Begins: true}}
	s.Version++
	s.Help.One = &one
	d.view.Draw(s)
	for heading, text := range map[string]string{"What was written, unchanged": "the first", "What was written, unchanged (2)": "the second",
		"What the sign-in page said, unchanged: its beginning": "the third"} {
		d.hides(text)
		d.tap(heading)
		d.shows(text)
	}
}

func TestWhatIsNotHeldIsNeitherShownNorSaved(t *testing.T) {
	d := newHelper(t)
	d.readReport()
	d.shows(d.view.t("ui.help.observations"), d.view.t("ui.fold.save"))
	s := d.view.state
	one := *s.Help.One
	one.Unheld, one.Gaps = true, []session.Gap{session.GapUnheld}
	s.Version++
	s.Help.One = &one
	d.view.Draw(s)
	d.assertSays("Its report is not held any more: open its file alone.")
	d.hides(d.view.t("ui.help.observations"), d.view.t("ui.fold.save"))
}

func TestOneSaysHowManyHaveItOnTheSameDay(t *testing.T) {
	d := newHelper(t)
	for user, days := range map[string]int{"user1": 0, "user2": 0, "user3": 30} {
		d.paste(ticketText(user+"@contoso.com", 90094, morning.AddDate(0, 0, -days)))
	}
	for row := range 3 {
		d.session.OpenRow(row)
		d.draw()
		if d.view.state.Help.One.Row.User == "user3@contoso.com" {
			d.assertSays("3 people: Mail app not approved", "On the same day, 2026-10-24: only this one.")
		} else {
			d.assertSays("3 people: Mail app not approved", "On the same day, 2026-11-23: 2 of them.")
		}
	}
}

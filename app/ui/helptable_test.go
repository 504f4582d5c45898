package ui

import (
	"strings"
	"testing"

	"synchelper/app/session"
	"synchelper/diagnose/wording"
)

func TestWhatGaveNothingStandsBetweenTheProblemsAndTheRows(t *testing.T) {
	d := newHelper(t)
	d.read(inFolder(t, map[string]string{"a.txt": ticketText("user1@contoso.com", 90094, morning), "b.txt": "AADSTS50055", "c.heic": "x"}))
	text, last := d.text(), -1
	for _, id := range []string{"triage.heading.groups", "triage.heading.unread", "triage.heading.rows"} {
		at := strings.Index(text, "\n"+wording.Capitals(d.view.t(id))+"\n")
		if at <= last {
			t.Errorf("%q stands at %d, what is above it at %d:\n%s", d.view.t(id), at, last, text)
		}
		last = at
	}
	d.session.ForgetHelp()
	d.read(inFolder(t, map[string]string{"c.heic": "x"}))
	d.assertSays(wording.Capitals(d.view.t("triage.heading.unread")))
}

func TestTheWordsOfARowFindIt(t *testing.T) {
	d := newHelper(t)
	d.read(manyTickets(t, 30))
	d.typeInto(d.view.t("ui.help.search"), "not approved")
	d.seek(func() { d.tap(d.view.t("ui.help.find")) }, 15)
	d.assertSays("15 of 30 are shown.")
}

func TestTheOrderButtonsOrderTheRows(t *testing.T) {
	d := newHelper(t)
	d.read(inFolder(t, map[string]string{
		"1.txt": ticketText("b@contoso.com", 90094, morning),
		"2.txt": ticketText("c@fabrikam.com", 50055, morning.AddDate(0, 0, 1)),
		"3.txt": ticketText("a@contoso.com", 90094, morning.AddDate(0, 0, -1)),
	}))
	user := func(i int) string { return d.view.state.Help.View.Row(i).User }
	for _, c := range []struct{ column, first, last string }{
		{"user", "a@contoso.com", "c@fabrikam.com"},
		{"time", "c@fabrikam.com", "a@contoso.com"}, // the latest first
		{"cause", "b@contoso.com", "c@fabrikam.com"},
		{"company", "b@contoso.com", "c@fabrikam.com"},
		{"source", "b@contoso.com", "a@contoso.com"},
	} {
		order := d.view.t("ui.help.sort") + " "
		label := d.view.t("ui.help.sort." + c.column)
		d.tap(order + label)
		d.await(func(session.State) bool { return user(0) == c.first && user(2) == c.last })
		arrow := "ascending"
		if c.column == "time" {
			arrow = "descending"
		}
		d.shows(label + " (" + arrow + ")")
		d.tap(order + label + " (" + arrow + ")")
		d.await(func(session.State) bool { return user(0) == c.last })
		d.view.page.reveal(d.rows())
		if text := d.text(); !strings.Contains(text, user(0)) || strings.Index(text, user(0)) > strings.Index(text, user(2)) {
			t.Errorf("by %s the window does not show %s first:\n%s", c.column, user(0), text)
		}
	}
}

func TestTheDaysAreDrawnFromFiftyRowsOn(t *testing.T) {
	d := newHelper(t)
	d.read(manyTickets(t, daysFrom-1))
	heading, press := wording.Capitals(d.view.t("ui.help.days")), "Press one to see its reports."
	d.hides("\n"+heading+"\n", press)
	d.paste(ticketText("user50@contoso.com", 90094, morning))
	d.session.CloseRow()
	d.draw()
	if daysFrom != 50 || d.view.state.Help.Rows != 50 {
		t.Errorf("%d rows, the days come from %d on", d.view.state.Help.Rows, daysFrom)
	}
	d.assertSays("\n"+heading+"\n", press)
}

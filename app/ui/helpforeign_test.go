package ui

import (
	"strings"
	"testing"
)

// copiesAfterYes presses a button that asks whether something for another company is to be copied, says no, and then yes.
func (d *desk) copiesAfterYes(button, question, want string) {
	d.t.Helper()
	d.clipboard.SetContent("")
	for _, answer := range []string{"ui.help.foreign_no", "ui.help.foreign_yes"} {
		d.tap(button)
		d.assertSays(question)
		if got := d.clipboard.Content(); got != "" {
			d.t.Fatalf("copied unasked: %q", got)
		}
		d.tap(d.view.t(answer))
	}
	if got := d.clipboard.Content(); got != want || got == "" {
		d.t.Errorf("the clipboard holds %q, want %q", got, want)
	}
}

func TestAReplyToAForeignCompanyWaitsForAYes(t *testing.T) {
	d := helperOf(t, "contoso.com")
	d.paste(ticketText("boss@fabrikam.com", 90094, morning))
	d.copiesAfterYes(d.view.t("ui.help.copy_reply"), "fabrikam.com is not your company. Copy the reply all the same?",
		d.view.state.Help.One.Reply)
	d.paste(ticketText("user1@contoso.com", 90094, morning))
	d.tap(d.view.t("ui.help.copy_reply"))
	if got := d.clipboard.Content(); got != d.view.state.Help.One.Reply {
		t.Errorf("to one's own company: %q", got)
	}
}

func TestTheReplyOfAForeignRowIsCopiedWhereItAsks(t *testing.T) {
	d := helperOf(t, "contoso.com")
	d.paste(ticketText("user1@contoso.com", 90094, morning))
	d.paste(ticketText("boss@fabrikam.com", 90094, morning))
	d.session.CloseRow()
	d.draw()
	d.view.page.reveal(d.rows())
	d.tap("1 " + d.view.t("ui.help.reply"))
	if got := d.clipboard.Content(); got != d.session.ReplyTo(0) || got == "" {
		t.Errorf("to one's own company: %q", got)
	}
	d.clipboard.SetContent("")
	d.tap("2 " + d.view.t("ui.help.reply"))
	if one := d.view.state.Help.One; one == nil || one.Number != 1 || d.clipboard.Content() != "" {
		t.Errorf("shown is %+v, the clipboard holds %q", one, d.clipboard.Content())
	}
}

func TestLettersToAForeignGroupWaitForAYes(t *testing.T) {
	d := helperOf(t, "contoso.com")
	for _, user := range []string{"boss@fabrikam.com", "chief@fabrikam.com"} {
		d.paste(ticketText(user, 50055, morning))
	}
	d.session.CloseRow()
	d.draw()
	p := d.problem(0)
	d.copiesAfterYes(p.Common.Title+" "+d.view.t("ui.help.reply_all"), "fabrikam.com is not your company. Copy the reply", p.Reply)
	d.copiesAfterYes(p.Common.Title+" "+d.view.t("ui.help.to"), "fabrikam.com is not your company. Copy the addresses",
		"boss@fabrikam.com, chief@fabrikam.com")
}

func TestTheAddressesOfAMixedGroupAreThoseOfTheOwnCompany(t *testing.T) {
	d := helperOf(t, "contoso.com")
	for _, user := range []string{"user2@contoso.com", "boss@fabrikam.com", "user1@contoso.com"} {
		d.paste(ticketText(user, 50055, morning))
	}
	d.session.CloseRow()
	d.draw()
	p := d.problem(0)
	d.copiesAfterYes(p.Common.Title+" "+d.view.t("ui.help.to"), "fabrikam.com is not your company, and left out.",
		"user1@contoso.com, user2@contoso.com")
	d.tap(p.Common.Title + " " + d.view.t("ui.help.reply_all")) // which says nothing of anybody
	if got := d.clipboard.Content(); got != p.Reply {
		t.Errorf("the clipboard holds %q", got)
	}
}

func TestTheAddressesOfVeryManyAreAllCopied(t *testing.T) {
	d := newHelper(t)
	d.read(manyTickets(t, 120))
	p := d.problem(0)
	if p.Group.People < 51 {
		t.Fatalf("only %d people", p.Group.People)
	}
	d.tap(p.Common.Title + " " + d.view.t("ui.help.to"))
	if got := d.clipboard.Content(); strings.Count(got, "@") != p.Group.People || strings.Contains(got, "…") {
		t.Errorf("of %d people: %q", p.Group.People, got)
	}
	d.tap(p.Common.Title + " " + d.view.t("ui.help.read_first"))
	d.shows(p.Group.To() + ", …")
}

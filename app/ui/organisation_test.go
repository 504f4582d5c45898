package ui

import (
	"image"
	"image/color"
	"net/url"
	"strings"
	"testing"

	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/diagnose"
)

// contoso is what an organisation may set, all of it.
func contoso() profile.Profile {
	logo := image.NewRGBA(image.Rect(0, 0, 320, 80))
	for x := range 320 {
		for y := range 80 {
			logo.Set(x, y, color.RGBA{R: uint8(x / 2), G: 90, B: uint8(160 - y), A: 255})
		}
	}
	return profile.Profile{Place: "/etc/synchelper/organisation.json", Name: "Contoso",
		Domains: []string{"contoso.com", "contoso.tickets.example"}, Helpdesk: "helpdesk@contoso.com", Admin: "admins@contoso.com",
		Ticket: "https://contoso.tickets.example/new?ref={reference}&title={subject}", Logo: logo, Language: "de", MailApp: "apple",
		LooksAfter: profile.LooksAfterCompany, Readers: profile.ReadersOurIT, NoHistory: true, Limited: true,
		Methods: []profile.Method{profile.MethodOwnBrowser, profile.MethodDeviceCode}}
}

func unusable() profile.Profile {
	return profile.Profile{Place: "/etc/synchelper/organisation.json", Limited: true, NoHistory: true,
		Methods: []profile.Method{profile.MethodOwnBrowser}, Problem: &profile.Problem{Kind: profile.KindTicketHost, Line: 7,
			Field: "ticket_address", Got: "https://help.fabrikam.com/new", Want: "contoso.com"}}
}

// under draws the same State as the organisation would have it.
func (d *desk) under(p profile.Profile) {
	d.draw()
	s := d.view.state
	s.Version++
	s.Organisation = p
	d.view.Draw(s)
}

// narrowed draws the screen before a sign-in with other ways to sign in.
func (d *desk) narrowed(change func(*session.Sure)) {
	d.playScenario("need-admin-approval")
	d.session.MakeSure()
	d.draw()
	s := d.view.state
	s.Version++
	s.Sure.Simulated, s.Sure.Address, s.Sure.Browser = false, "", "Chromium"
	change(&s.Sure)
	d.view.Draw(s)
}

func onlyCode(sure *session.Sure) {
	sure.Browser, sure.Unwanted, sure.NoOwnBrowser, sure.ByCode = "", true, true, true
}

// codeState is what the session hands out while a code waits to be typed in.
func codeState(s session.State) session.State {
	s = reaching(askingState(s), diagnose.StageSignIn)
	s.Standing = session.Standing{Asks: true, Code: session.Code{UserCode: "FH7K2MQ9T", URL: "https://microsoft.com/devicelogin",
		Minutes: 15}}
	return s
}

func (d *desk) settingsOf(p profile.Profile) {
	d.session.Show(session.ScreenSettings)
	d.under(p)
	if p.Problem == nil {
		d.tap(d.view.t("ui.organisation"))
	}
}

func (d *desk) foreignMail() {
	d.answerCard(diagnose.CardNeedAdminApproval)
	p := contoso()
	p.Helpdesk = "servicedesk@fabrikam.com"
	d.under(p)
	d.tap(d.view.t("ui.send.mail"))
}

func TestSettingsShowWhatTheOrganisationHasSet(t *testing.T) {
	d := english(t)
	d.session.Show(session.ScreenSettings)
	d.hides("by your company", "BY YOUR COMPANY")
	d.settingsOf(contoso())
	d.shows("Contoso", "helpdesk@contoso.com", "admins@contoso.com", "contoso.com, contoso.tickets.example",
		"New tickets\ncontoso.tickets.example", "Deutsch. You can change this.",
		"Apple Mail. You can change this.", "Another company", "Your own browser", "A code on another device",
		"Only your own IT may read the report.", "Nothing about it stays on this computer.", "/etc/synchelper/organisation.json")
	d.hides("The sign-in window of SyncHelper")
	d.shows("WHO GETS YOUR MESSAGE", "HOW YOU SIGN IN", "HOW SYNCHELPER BEGINS", "WHAT IS KEPT")
	d.tap("More")
	d.shows("Your company has set this.")
	d.hides("No case is open.")
}

// TestAHeadingStandsOnlyOverWhatIsSet: most organisations set little.
func TestAHeadingStandsOnlyOverWhatIsSet(t *testing.T) {
	d := english(t)
	d.settingsOf(profile.Profile{Place: "/etc/synchelper/organisation.json", Helpdesk: "helpdesk@contoso.com"})
	d.shows("WHO GETS YOUR MESSAGE", "helpdesk@contoso.com")
	d.hides("HOW YOU SIGN IN", "HOW SYNCHELPER BEGINS", "WHAT IS KEPT")
}

func TestAFileThatCannotBeUsedIsTold(t *testing.T) {
	d := english(t)
	d.settingsOf(unusable())
	d.shows("SyncHelper cannot read them. Until that is mended it signs nobody in by itself. It notes no checks", "/etc/synchelper/organisation.json", "Line 7, ticket_address:",
		"lies outside the domains (contoso.com)")
}

// TestTheDemoIsNobodysOrganisation: what is played there is never written to a real helpdesk.
func TestTheDemoIsNobodysOrganisation(t *testing.T) {
	d := english(t)
	d.playScenario("need-admin-approval")
	d.under(contoso())
	d.tap("Ticket")
	d.hides("Open the ticket page")
	d.tap("E-mail")
	if to := d.mailReceiver(); to != "" {
		t.Errorf("the demo writes to %q", to)
	}
}

// mailReceiver is whom the mail that was opened is addressed to.
func (d *desk) mailReceiver() string {
	d.t.Helper()
	u, err := url.Parse(<-d.opened)
	if err != nil || u.Scheme != "mailto" {
		d.t.Fatalf("opened is %v, %v", u, err)
	}
	return u.Opaque
}

func TestAMailIsAddressedToTheHelpdesk(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.under(contoso())
	d.tap("E-mail")
	if to := d.mailReceiver(); to != "helpdesk@contoso.com" {
		t.Errorf("the mail goes to %q", to)
	}
}

// TestAReceiverOutsideTheCompanyIsConfirmedEachTime, and nothing opens before.
func TestAReceiverOutsideTheCompanyIsConfirmedEachTime(t *testing.T) {
	d := english(t)
	for _, c := range []struct{ answer, to string }{{"Yes, write there", "servicedesk@fabrikam.com"}, {"No, I type the address myself", ""},
		{"Yes, write there", "servicedesk@fabrikam.com"}} {
		d.foreignMail()
		d.shows("servicedesk@fabrikam.com. It is outside your company.")
		if len(d.opened) > 0 {
			t.Fatalf("%s was opened unasked", <-d.opened)
		}
		d.tap(c.answer)
		if to := d.mailReceiver(); to != c.to {
			t.Errorf("%s: the mail goes to %q", c.answer, to)
		}
		d.hides("is outside your company.")
		d.session.Home()
	}
}

// TestATicketIsOpenedWithItsWordsOnTheClipboard: the page's own address holds no more than was asked for.
func TestATicketIsOpenedWithItsWordsOnTheClipboard(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.tap("Ticket")
	d.hides("Open the ticket page")
	d.under(contoso())
	d.tap("Open the ticket page")
	d.shows("contoso.tickets.example is outside your company.")
	if len(d.opened) > 0 {
		t.Fatalf("%s was opened unasked", <-d.opened)
	}
	d.tap("Yes, open it")
	d.hides("is outside your company.")
	u, err := url.Parse(<-d.opened)
	if err != nil || u.Host != "contoso.tickets.example" || u.Query().Get("ref") != d.view.state.Answer.Reference ||
		u.Query().Get("title") != d.view.state.Answer.Message.Subject {
		t.Errorf("opened is %v, %v", u, err)
	}
	if !strings.Contains(d.clipboard.Content(), d.view.state.Answer.Message.Body) {
		t.Errorf("on the clipboard is %q", d.clipboard.Content())
	}
}

func TestOnlyTheWaysThatRemainAreOffered(t *testing.T) {
	window, own, code, unwanted := "Sign in at Microsoft", "Use my normal browser", "Sign in with a code",
		"has switched off the sign-in window"
	for name, c := range map[string]struct {
		change       func(*session.Sure)
		shown, there []string
	}{
		"all but the code": {func(*session.Sure) {}, []string{window, own}, []string{code, unwanted}},
		"no own browser":   {func(s *session.Sure) { s.NoOwnBrowser = true }, []string{window}, []string{own, code, unwanted}},
		"no window": {func(s *session.Sure) { s.Browser, s.Unwanted = "", true }, []string{own, unwanted},
			[]string{window, code}},
		"a code beside": {func(s *session.Sure) { s.ByCode = true }, []string{window, own, code, "You type a code there.", "SyncHelper reads the page's address"}, []string{unwanted}},
		"nothing but the code": {onlyCode, []string{code, unwanted, "You type a code there."},
			[]string{window, own, "SyncHelper reads the page's address"}},
		"the window does not open, and nothing else remains": {func(s *session.Sure) { s.Browser, s.NotShown, s.NoOwnBrowser = "", true, true },
			[]string{"Not now", "Your organisation allows no other way to sign in."}, []string{window, own, code, "Use your normal browser."}},
	} {
		t.Run(name, func(t *testing.T) {
			d := english(t)
			d.narrowed(c.change)
			d.shows(c.shown...)
			d.hides(c.there...)
		})
	}
}

// TestACodeIsShownWithItsWarningAndCopiedByNothing: it is typed by the person, on a page that they open themselves.
func TestACodeIsShownWithItsWarningAndCopiedByNothing(t *testing.T) {
	d := english(t)
	d.draw()
	d.view.Draw(codeState(d.view.state))
	d.shows("https://microsoft.com/devicelogin", "FH7K2MQ9T", "The code works for 15 minutes.", "Never type in a code that somebody sent you.")
	d.hides(d.view.t("ui.running.title"))
	d.tap(d.view.t("ui.own.open"))
	if got := <-d.opened; got != "https://microsoft.com/devicelogin" {
		t.Errorf("opened is %q", got)
	}
	for _, name := range d.names() {
		if strings.Contains(strings.ToLower(name), "copy") {
			t.Errorf("there is %q beside the code", name)
		}
	}
}

func TestWhoDoesNotKnowTheirITIsToldWhomTheOrganisationNames(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.session.SetLooksAfter(profile.LooksAfterUnknown)
	d.hides("Write to ")
	d.shows("Look at the intranet")
	d.under(contoso())
	d.shows("Write to helpdesk@contoso.com. No answer? Write to admins@contoso.com.", "Never call a number")
	d.hides("Look at the intranet")
	one := contoso()
	one.Helpdesk = ""
	d.under(one)
	d.shows("Write to admins@contoso.com.")
	d.hides("No answer?")
}

func TestWhoMayReadAReportIsSaidWhereItIsSaved(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.tap("Save report")
	d.hides("Only your own IT may read the report.")
	d.under(contoso())
	d.shows("Only your own IT may read the report.")
}

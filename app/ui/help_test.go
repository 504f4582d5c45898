package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/triage"
)

// ticketText is a text as a helpdesk gets it.
func ticketText(user string, number int, at time.Time) string {
	return fmt.Sprintf("User: %s\nMessage: AADSTS%d: The grant requires admin permission.\n"+
		"Correlation Id: 00000000-0000-4000-8000-0000000000b1\nTimestamp: %s", user, number, at.UTC().Format(time.RFC3339))
}

// trapText wants somebody to approve an app that nobody knows.
var trapText = ticketText("user1@contoso.com", 90094, morning) +
	"\nhttps://login.microsoftonline.com/contoso.com/adminconsent?client_id=11111111-2222-4333-8444-555555555555"

// manyTickets writes many tickets of some days into a folder: most are the same problem.
func manyTickets(t testing.TB, count int) string {
	t.Helper()
	var text strings.Builder
	for i := range count {
		user, number := fmt.Sprintf("user%d@contoso.com", i+1), []int{90094, 50055, 90094, 50105, 90094, 7000112}[i%6]
		if i%10 == 9 {
			user = fmt.Sprintf("user%d@fabrikam.com", i+1)
		}
		fmt.Fprintf(&text, `{"id":"T-%d","text":%q}`+"\n", 1000+i, ticketText(user, number, morning.Add(-time.Duration(i*i%9)*24*time.Hour-time.Duration(i)*time.Minute)))
	}
	return inFolder(t, map[string]string{"tickets.jsonl": text.String()})
}

func inFolder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// read reads files of others and waits until it is done.
func (d *desk) read(paths ...string) { d.readBy(func() { d.session.ReadPaths(paths...) }) }

func (d *desk) paste(text string) { d.readBy(func() { d.session.ReadText(text) }) }

func (d *desk) readBy(reads func()) {
	d.t.Helper()
	d.session.HelpOthers()
	d.draw()
	count := func(s session.State) int { return s.Help.Rows + len(s.Help.Unread) }
	before := count(d.view.state)
	reads()
	d.await(func(s session.State) bool { return !s.Help.Reading && count(s) > before })
}

// seek waits for the rows that a query finds.
func (d *desk) seek(press func(), found int) {
	d.t.Helper()
	press()
	d.await(func(s session.State) bool { return s.Help.View.Len() == found })
}

func scenesOfHelp() []scene {
	unread := map[string]string{"phone.heic": "x", "all.zip": "PK\x03\x04", "empty.txt": "", "note.txt": "Please help me.", "sheet.xlsx": "x"}
	return []scene{
		{"help", func(d *desk) { d.session.HelpOthers() }},
		{"help-thirty", func(d *desk) { d.read(manyTickets(d.t, 30)) }},
		{"help-ticket", func(d *desk) { d.paste(ticketText("user1@contoso.com", 90094, morning)) }},
		{"help-report", func(d *desk) { d.readReport() }},
		{"help-report-outside", func(d *desk) {
			d.readReport()
			d.tap(d.view.t("ui.fold.save"))
			d.tap(d.view.t("ui.save.who"))
			d.saveOutside()
		}},
		{"help-table-outside", func(d *desk) {
			d.read(manyTickets(d.t, 3))
			d.session.SaveIn(d.t.TempDir())
			d.tap(d.view.t("ui.save.who"))
			d.tap(d.view.t("ui.save.who") + " " + d.view.t("ui.save.for.outside"))
			d.tap(d.view.t("ui.save.names"))
			d.tap(d.view.t("ui.help.save"))
			d.await(func(s session.State) bool { return s.Help.Saved != "" })
			s := d.view.state
			s.Version++
			s.Help.Saved, s.Saving.Named = "/home/user/Documents/SyncHelper-2026-11-23-091200.csv", "/home/user/Documents/SyncHelper-2026-11-23-091200-names.csv"
			d.view.Draw(s)
		}},
		{"help-picture", func(d *desk) { d.sayPicture() }},
		{"help-picture-words", func(d *desk) {
			d.sayPicture()
			d.tap(d.view.t("card.number.title"))
			d.tap(d.view.t("ui.help.read"))
		}},
		{"help-picture-said", func(d *desk) {
			d.sayPicture()
			d.typeInto(d.view.t("ui.ask.address_other"), "user1@contoso.com")
			d.tap(d.view.t("card.need-admin-approval.title"))
			d.await(func(s session.State) bool { return s.Help.One != nil })
		}},
		{"help-reference", func(d *desk) {
			d.paste(diagnose.Reference{Cause: "consent.admin_approval", Day: morning, IDBits: 7}.String())
			d.await(func(s session.State) bool {
				return s.Help.One != nil && s.Help.One.Row.Origin == triage.OriginReference
			})
		}},
		{"help-unread", func(d *desk) { d.read(inFolder(d.t, unread)) }},
		{"help-mistyped", func(d *desk) { d.paste("SH-7K3M-Q2XD-9") }},
		{"help-compare", func(d *desk) {
			d.read(manyTickets(d.t, 4))
			d.session.Tick(0)
			d.session.Tick(1)
			d.tap(d.view.t("ui.help.compare"))
		}},
		{"help-foreign", func(d *desk) {
			d.paste(ticketText("user1@contoso.com", 90094, morning))
			d.paste(ticketText("user2@contoso.com", 90094, morning))
			d.read(inFolder(d.t, map[string]string{"a.txt": ticketText("user3@fabrikam.com", 90094, morning), "b.txt": "x"}))
			d.session.CloseRow()
			d.draw()
			d.tap(d.problem(1).Common.Title + " " + d.view.t("ui.help.message_one"))
		}},
		{"help-trap", func(d *desk) { d.paste(trapText) }},
		{"help-trap-first", func(d *desk) {
			d.read(inFolder(d.t, map[string]string{"a.txt": ticketText("user1@contoso.com", 90094, morning), "urgent.txt": trapText}))
		}},
		{"help-hundred", func(d *desk) { d.read(manyTickets(d.t, 100)) }},
		{"help-reading", func(d *desk) {
			d.read(manyTickets(d.t, 4))
			s := d.view.state
			s.Version++
			s.Help.Reading, s.Help.Rows, s.Help.Progress.Files, s.Help.Progress.Bytes = true, 12000, 34, 56<<20
			d.view.Draw(s)
		}},
	}
}

// readReport reads a report that somebody has saved.
func (d *desk) readReport() {
	d.t.Helper()
	d.playScenario("app-disabled")
	d.session.SaveIn(d.t.TempDir())
	d.session.Save()
	d.await(func(s session.State) bool { return s.Saved != "" })
	path := d.view.state.Saved
	d.session.LeaveDemo()
	d.read(path)
}

// sayPicture goes from two pictures and a ticket to what the first picture shows.
func (d *desk) sayPicture() {
	d.t.Helper()
	d.read(inFolder(d.t, map[string]string{"a.txt": ticketText("user2@contoso.com", 90094, morning), "phone.heic": "x", "phone2.heic": "x"}))
	d.session.CloseRow()
	d.tap("phone.heic " + d.view.t("ui.picture.choose"))
}

func (d *desk) problem(i int) session.Shared { return d.view.state.Help.Problems[i] }

func (d *desk) assertSays(words ...string) {
	d.t.Helper()
	text := d.text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			d.t.Errorf("the window does not say %q, but:\n%s", w, text)
		}
	}
}

func newHelper(t *testing.T) *desk {
	t.Helper()
	return helperOf(t)
}

// helperOf is somebody of an organisation that names its domains.
func helperOf(t *testing.T, own ...string) *desk {
	t.Helper()
	return newDesk(t, options{language: "en", width: 720, height: 760, own: own})
}

func TestAHelperPastesATicketAndCopiesTheReply(t *testing.T) {
	d := newHelper(t)
	d.tap(d.view.t("ui.start.help"))
	d.typeInto(d.view.t("ui.help.field"), ticketText("user1@contoso.com", 90094, morning))
	d.tap(d.view.t("ui.help.read"))
	d.await(func(s session.State) bool { return s.Help.One != nil })
	one := d.view.state.Help.One
	d.assertSays(one.Answer.Short, "user1@contoso.com", "2026-11-23 09:12 (08:12 UTC)", d.view.t("triage.who.admin"), one.Answer.Role, "90094")
	d.tap(d.view.t("ui.help.copy_reply"))
	if got := d.clipboard.Content(); got != one.Reply || got == "" {
		t.Errorf("the clipboard holds %q", got)
	}
	d.tap(d.view.counted("ui.help.copy_message", 1))
	if got := d.clipboard.Content(); got != d.problem(0).Message.Text() {
		t.Errorf("the clipboard holds %q", got)
	}
}

func TestPasteReadsWhatIsOnTheClipboard(t *testing.T) {
	d := newHelper(t)
	d.session.HelpOthers()
	d.draw()
	d.clipboard.SetContent("AADSTS50055")
	d.tap(d.view.t("ui.help.paste"))
	d.await(func(s session.State) bool { return s.Help.One != nil })
	d.assertSays("password.expired")
}

func TestWhatIsDroppedIsReadForWhomItIs(t *testing.T) {
	path := inFolder(t, map[string]string{"a.txt": "AADSTS50055", "b.txt": "AADSTS90094"})
	d := newHelper(t)
	d.session.HelpOthers()
	d.draw()
	d.view.dropped([]string{path})
	d.await(func(s session.State) bool { return s.Help.Rows == 2 })
	d.session.Home()
	d.draw()
	d.view.dropped([]string{filepath.Join(path, "a.txt")})
	d.await(func(s session.State) bool { return s.Screen == session.ScreenAsk && s.Attached.Bytes > 0 })
}

func TestManyTicketsAreGroupedSearchedAndOpened(t *testing.T) {
	d := newHelper(t)
	d.read(manyTickets(t, 30))
	first := d.problem(0)
	d.assertSays(first.Common.Title, first.Common.People, "30 texts read")
	d.tap(first.Common.Title + " " + d.view.t("ui.help.reply_all"))
	if got := d.clipboard.Content(); got != first.Reply || got == "" {
		t.Errorf("the clipboard holds %q", got)
	}
	d.tap(first.Common.Title + " " + d.view.t("ui.help.to"))
	if got := d.clipboard.Content(); got != first.Group.To() || strings.Count(got, "@") != first.Group.People {
		t.Errorf("the addresses are %q", got)
	}
	d.seek(func() { d.tap(first.Common.Title + " " + d.view.counted("ui.help.show_rows", first.Group.Rows)) }, first.Group.Rows)
	d.seek(func() { d.tap(d.view.t("ui.help.show_all")) }, 30)
	d.typeInto(d.view.t("ui.help.search"), "user7@")
	d.seek(func() { d.tap(d.view.t("ui.help.find")) }, 1)
	d.tap("7 user7@contoso.com")
	if one := d.view.state.Help.One; one == nil || one.Row.User != "user7@contoso.com" {
		t.Fatalf("shown in full is %+v", one)
	}
	d.tap(d.view.t("ui.back"))
	if s := d.view.state; s.Screen != session.ScreenHelp || s.Help.One != nil {
		t.Errorf("back leads to %s, %v", s.Screen, s.Help.One)
	}
	d.view.page.reveal(d.rows())
	d.tap("7 " + d.view.t("ui.help.reply"))
	if got := d.clipboard.Content(); got != d.session.ReplyTo(6) || got == "" {
		t.Errorf("the clipboard holds %q", got)
	}
}

func TestAMessageAboutAForeignCompanyWaitsForAYes(t *testing.T) {
	for name, c := range map[string]struct {
		own     []string
		warning string
	}{
		"another company":          {[]string{"contoso.com"}, "triage.foreign"},
		"one of several companies": {nil, "triage.unsure"},
	} {
		t.Run(name, func(t *testing.T) { asksBeforeCopying(t, c.own, c.warning) })
	}
}

// asksBeforeCopying reads tickets of two companies and copies the message about the smaller one.
func asksBeforeCopying(t *testing.T, own []string, warning string) {
	d := helperOf(t, own...)
	d.paste(ticketText("user1@contoso.com", 90094, morning))
	d.paste(ticketText("user2@contoso.com", 90094, morning))
	d.paste(ticketText("user3@fabrikam.com", 90094, morning))
	d.session.CloseRow()
	d.draw()
	foreign := d.problem(slices.IndexFunc(d.view.state.Help.Problems, func(p session.Shared) bool { return p.Group.Name() == "fabrikam.com" }))
	said := d.view.t(warning, map[string]any{"Company": "fabrikam.com"})
	d.assertSays(said)
	message := foreign.Common.Title + " " + d.view.t("ui.help.message_one")
	d.tap(message)
	if got := d.clipboard.Content(); got != "" {
		t.Fatalf("copied unasked: %q", got)
	}
	if len(own) > 0 {
		d.hides(said) // the question says so too
	}
	d.tap(d.view.t("ui.help.foreign_no"))
	if got := d.clipboard.Content(); got != "" {
		t.Fatalf("copied after a no: %q", got)
	}
	d.tap(message)
	d.tap(d.view.t("ui.help.foreign_yes"))
	if got := d.clipboard.Content(); got != foreign.Message.Text() {
		t.Errorf("the clipboard holds %q", got)
	}
}

func TestATrapOffersAWarningToTheSecurityTeamAndToTheUser(t *testing.T) {
	d := newHelper(t)
	d.paste(trapText)
	one := d.view.state.Help.One
	d.assertSays(d.view.t("triage.trap"), one.Answer.Secret, "11111111", d.view.t("triage.who.security-admin"))
	d.hides("Grant admin consent", d.view.t("ui.help.message_one"), d.view.t("ui.help.next"))
	message, reply := d.view.t("ui.help.copy_security"), d.view.t("ui.help.copy_reply")
	if text := d.text(); strings.Index(text, message) > strings.Index(text, reply) {
		t.Errorf("the reply comes first:\n%s", text)
	}
	d.tap(message)
	if got := d.clipboard.Content(); !strings.Contains(got, "11111111-2222-4333-8444-555555555555") || strings.Contains(got, "://") {
		t.Errorf("the clipboard holds %q", got)
	}
	d.hides(one.ReplyHint)
	d.tap(reply)
	d.assertSays(one.ReplyHint)
	if got := d.clipboard.Content(); got != d.view.t("triage.trap.reply") {
		t.Errorf("the clipboard holds %q", got)
	}
	d.paste(ticketText("user2@contoso.com", 90094, morning))
	d.session.CloseRow()
	d.draw()
	if first := d.problem(0); !first.Group.IsTrap() || d.view.messageLabel(first) != d.view.t("ui.help.message_security") {
		t.Errorf("the first problem is %+v", first)
	}
}

// The own security team may be told of a trap, whichever company its text names.
func TestAMessageAboutATrapIsCopiedUnasked(t *testing.T) {
	d := helperOf(t, "fabrikam.com")
	d.paste(trapText)
	d.tap(d.view.t("ui.help.copy_security"))
	if got := d.clipboard.Content(); !d.view.state.Help.One.Foreign || !strings.Contains(got, "11111111") {
		t.Errorf("foreign %v, the clipboard holds %q", d.view.state.Help.One.Foreign, got)
	}
}

// A row of several with a trap has no addresses to copy: they stand in the text of whoever laid it.
func TestTheAddressesOfATrapAreNotCopied(t *testing.T) {
	d := newHelper(t)
	d.paste(trapText)
	d.paste(strings.ReplaceAll(trapText, "user1", "user2"))
	d.session.CloseRow()
	d.draw()
	d.assertSays(d.view.t("ui.help.message_security"), d.view.t("ui.help.reply_all"))
	d.hides(d.view.t("ui.help.to"))
}

// What whoever sends a letter has to know stands below it.
func TestALetterSaysWhatItsSenderHasToKnow(t *testing.T) {
	d := helperOf(t, "contoso.com")
	d.paste(ticketText("user1@contoso.com", 90094, morning))
	p := d.problem(0)
	d.tap(d.view.counted("ui.help.copy_message", 1))
	d.assertSays("synchelper-cli admin-link contoso.com --app apple", p.Common.MessageHint)
	d.hides(p.Common.ReplyHint)
	d.tap(d.view.t("ui.help.copy_reply"))
	d.assertSays(p.Common.ReplyHint)
	if p.Common.ReplyHint == "" || d.view.state.Help.One.ReplyHint != p.Common.ReplyHint {
		t.Errorf("the reply to one has %q, to all %q", d.view.state.Help.One.ReplyHint, p.Common.ReplyHint)
	}
}

func TestAPictureBecomesARowByWhatItShows(t *testing.T) {
	d := newHelper(t)
	d.sayPicture()
	d.assertSays("What does phone.heic show?", d.view.t("card.password-again.title"))
	d.typeInto(d.view.t("ui.ask.address_other"), "user1@contoso.com")
	d.tap(d.view.t("card.need-admin-approval.title"))
	d.await(func(s session.State) bool { return s.Help.One != nil })
	one := d.view.state.Help.One
	d.assertSays(one.Answer.Short, "user1@contoso.com", "phone.heic")
	d.tap(d.view.t("ui.help.copy_reply"))
	if got := d.clipboard.Content(); got != one.Reply || got == "" {
		t.Errorf("the clipboard holds %q", got)
	}
	d.tap(d.view.t("ui.back"))
	d.assertSays("2 texts read", "1 without a result", d.view.counted("ui.help.message", 2))
	if text := d.text(); strings.Contains(text, "phone.heic is a picture") || !strings.Contains(text, "phone2.heic is a picture") {
		t.Errorf("the window says\n%s", text)
	}
}

func TestACardThatSaysNothingAloneWaitsForTheWordsOfThePicture(t *testing.T) {
	d := newHelper(t)
	d.sayPicture()
	d.tap(d.view.t("card.number.title"))
	d.tap(d.view.t("ui.help.read"))
	d.assertSays(d.view.t("ui.problem.text_needed"))
	d.typeInto(d.view.t("ui.ask.text"), "AADSTS50055")
	d.tap(d.view.t("ui.help.read"))
	d.await(func(s session.State) bool { return s.Help.One != nil })
	d.assertSays("password.expired, AADSTS50055", "phone.heic")
}

func TestAPictureCanBeLeftAlone(t *testing.T) {
	d := newHelper(t)
	d.sayPicture()
	d.tap(d.view.t("card.number.title"))
	d.tap(d.view.t("ui.picture.another"))
	d.typeInto(d.view.t("ui.ask.address_other"), "not an address")
	d.tap(d.view.t("card.need-admin-approval.title"))
	d.assertSays(d.view.t("ui.problem.address"))
	d.tap(d.view.t("ui.back"))
	d.assertSays("phone.heic is a picture", "1 text read, 1 problem, 2 without a result.")
}

func TestAReportOfAnotherPersonIsSavedForSomebodyOutside(t *testing.T) {
	d := newHelper(t)
	d.readReport()
	d.tap(d.view.t("ui.fold.save"))
	d.session.SaveIn(t.TempDir())
	d.tap(d.view.t("ui.save.who"))
	d.tap(d.view.t("ui.save.who") + " " + d.view.t("ui.save.for.outside"))
	d.saveIt()
	if saved, err := os.ReadFile(d.view.state.Saved); err != nil || strings.Contains(string(saved), d.view.state.Help.One.Row.User) {
		t.Errorf("%v, saved is\n%s", err, saved)
	}
}

func TestAProblemOfSeveralCompaniesNamesThemAndTheForeignOne(t *testing.T) {
	d := helperOf(t, "contoso.com")
	for _, domain := range []string{"contoso.com", "contoso.com", "fabrikam.com"} {
		d.paste(ticketText("user1@"+domain, 50055, morning))
	}
	d.session.CloseRow()
	d.assertSays(d.view.t("triage.people_of", map[string]any{"People": "2 people", "Companies": "contoso.com, fabrikam.com"}),
		d.view.t("triage.foreign_some", map[string]any{"Companies": "fabrikam.com"}))
}

func TestRowsAreMadeOnlyWhileTheyAreSeen(t *testing.T) {
	d := newHelper(t)
	d.read(manyTickets(t, 2000))
	list := d.rows()
	made := func() (rows, targets int) {
		for name := range d.view.targets {
			if strings.HasSuffix(name, " "+d.view.t("ui.help.choose")) {
				targets++
			}
		}
		return len(list.drawn), targets
	}
	most := int(d.window.Canvas().Size().Height/list.high) + 2 + 2*beyond
	for _, y := range []float32{0, 5000, 5060, 100000, 1e9} {
		d.view.page.scrollTo(y)
		if rows, targets := made(); rows > most || rows != targets || y > 0 && rows == 0 {
			t.Errorf("at %.0f %d rows are made, %d can be pressed, at most %d", y, rows, targets, most)
		}
	}
	if last := list.first + len(list.drawn); last != 2000 {
		t.Errorf("at the end row %d is the last", last)
	}
}

func TestTabGoesFromRowToRow(t *testing.T) {
	d := newHelper(t)
	d.read(manyTickets(t, 200))
	list := d.rows()
	d.view.page.reveal(list)
	d.window.Canvas().Focus(d.view.targets["1 "+d.view.t("ui.help.choose")])
	for range 3 * 40 { // three in a row can be pressed
		d.window.Canvas().(interface{ FocusNext() }).FocusNext()
	}
	if got := d.view.focusKey(); got != "41 "+d.view.t("ui.help.choose") {
		t.Errorf("Tab has led to %q", got)
	}
}

// rows are those of the table.
func (d *desk) rows() (list *rows) {
	d.t.Helper()
	d.draw()
	walk(d.window.Canvas().Content(), func(o fyne.CanvasObject) {
		if r, ok := o.(*rows); ok {
			list = r
		}
	})
	if list == nil {
		d.t.Fatal("there is no table")
	}
	return list
}

func TestALongLineEndsInDots(t *testing.T) {
	test.NewTempApp(t)
	p := newProse("user1@a-rather-long-name.contoso.com", "text", "foreground", fyne.TextStyle{})
	p.most = 1
	p.Resize(fyne.NewSize(120, 20))
	if line := p.lines[0].Text; len(p.lines) != 1 || !strings.HasSuffix(line, "…") || p.measure(line) > 120 || p.measure(line) < 90 {
		t.Errorf("the line is %q, %d lines", line, len(p.lines))
	}
}

// leads says whether a button is the filled one.
func (d *desk) leads(name string) bool {
	d.t.Helper()
	c, ok := d.view.targets[name].(*control)
	if !ok {
		d.t.Fatalf("there is no %q among %q", name, d.names())
	}
	return c.look.fill == theme.ColorNamePrimary
}

func TestOneButtonLeadsTheHelper(t *testing.T) {
	d := newHelper(t)
	d.session.HelpOthers()
	d.draw()
	read, copies := d.view.t("ui.help.read"), d.view.counted("ui.help.copy_message", 1)
	if !d.leads(read) {
		t.Error("nothing was read, and reading does not lead")
	}
	d.paste(ticketText("user1@contoso.com", 90094, morning))
	if d.leads(read) || !d.leads(copies) || d.leads(d.view.t("ui.help.copy_reply")) {
		t.Error("after reading the message does not lead alone")
	}
	d.typeInto(d.view.t("ui.help.field"), "AADSTS50055")
	if !d.leads(read) || d.leads(copies) {
		t.Error("something is to be read, and reading does not lead alone")
	}
}

func TestWhileItReadsOnlyCancelCanBePressed(t *testing.T) {
	d := newHelper(t)
	d.session.HelpOthers()
	d.draw()
	s := d.view.state
	s.Version++
	s.Help.Reading = true
	d.view.Draw(s)
	d.shows(d.view.t("ui.running.cancel"))
	for _, id := range []string{"ui.help.read", "ui.help.paste", "ui.help.files", "ui.help.folder"} {
		if _, there := d.view.targets[d.view.t(id)]; there {
			t.Errorf("%q can be pressed", d.view.t(id))
		}
	}
}

func TestTwoRowsAreComparedInTheReadersWords(t *testing.T) {
	d := newDesk(t, options{language: "de", width: 360, height: 760})
	d.read(manyTickets(t, 2))
	d.session.Tick(0)
	d.session.Tick(1)
	d.tap(d.view.t("ui.help.compare"))
	d.assertSays("Zeit\n2026-11-23 09:12 (08:12 UTC)\n2026-11-22", "Ursache\nMail-App nicht freigegeben\nPasswort abgelaufen", "Nummer\n90094\n50055")
}

func TestAMistypedReferenceStaysInTheField(t *testing.T) {
	d := newHelper(t)
	d.paste("SH-7K3M-Q2XD-9")
	if got := d.view.state.Help.Text; got != "SH-7K3M-Q2XD-9" {
		t.Errorf("the field holds %q", got)
	}
	d.assertSays("at least one character of this reference is wrong")
	d.hides("0 reports", "without a result")
	d.paste("AADSTS50055 code=0.AAAAsecret")
	if got := d.view.state.Help.Text; got != "" {
		t.Errorf("the field holds %q", got)
	}
}

func TestALongTitleIsCutAfterAWord(t *testing.T) {
	test.NewTempApp(t)
	for most, want := range []string{"", "Several words…", "Several words that\nare longer than…"} {
		p := newProse("Several words that are longer than their room", "text", "foreground", fyne.TextStyle{})
		p.most = most
		p.Resize(fyne.NewSize(p.measure("Several words that")+2, 20))
		var lines []string
		for _, line := range p.lines {
			lines = append(lines, line.Text)
		}
		if got := strings.Join(lines, "\n"); most > 0 && got != want {
			t.Errorf("in %d lines: %q", most, got)
		}
	}
}

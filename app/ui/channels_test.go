package ui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/theme"

	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/diagnose"
)

func scenesOfSending() []scene {
	who := func(who profile.LooksAfter) func(*desk) {
		return func(d *desk) {
			d.answerCard(diagnose.CardNeedAdminApproval)
			d.tap(d.view.t("ui.looksafter.question") + " " + d.view.t("ui.looksafter."+string(who)))
		}
	}
	return []scene{
		{"result-our-it", who(profile.LooksAfterOurIT)},
		{"result-another-company", who(profile.LooksAfterCompany)},
		{"result-no-it", who(profile.LooksAfterUnknown)},
		{"result-ticket", func(d *desk) {
			d.answerCard(diagnose.CardNeedAdminApproval)
			d.tap(d.view.t("ui.send.ticket"))
			d.tap(d.view.t("ui.ticket.markdown"))
		}},
		{"result-mail-saved", func(d *desk) { d.session.SaveIn(d.t.TempDir()); d.noMailProgram(); d.saveMail() }},
		{"result-phone-sent", func(d *desk) {
			d.answerCard(diagnose.CardNeedAdminApproval)
			d.tap(d.view.t("ui.fold.from_phone"))
			d.tap(d.view.t("ui.phone.sent"))
		}},
		{"result-request-sent", func(d *desk) {
			d.answerCard(diagnose.CardApprovalRequired)
			d.tap(d.view.t("ui.request.sent"))
		}},
		{"case-asks", func(d *desk) {
			d.sendFirst()
			d.session.Home()
			d.tap(d.view.t("ui.case.asks"))
			d.tap(d.view.t("ui.send.read"))
		}},
		{"reminder-too-long", func(d *desk) {
			d.sendFirst()
			d.session.Home()
			d.tap(d.view.t("ui.case.reminder"))
			d.view.send(outgoing{id: "reminder", message: d.view.state.Case.Reminder}, wayMail, "", errTooLong())
		}},
	}
}

// errTooLong is what an address of a message answers that does not fit.
func errTooLong() error {
	long := outgoing{}.message
	long.Body = strings.Repeat("ü", 2000)
	_, err := mailto(long)
	return err
}

func (d *desk) noMailProgram() {
	d.t.Helper()
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.refuse = errors.New("no mail program")
	d.tap(d.view.t("ui.send.mail"))
	d.await(notOpened)
}

func (d *desk) saveMail() {
	d.t.Helper()
	d.tap(d.view.t("ui.send.file"))
	d.await(func(s session.State) bool { return s.MailFile.Of == s.Answer.Message })
}

func TestAMailThatNoProgramTakesCanBeSaved(t *testing.T) {
	dir := t.TempDir()
	d := newDesk(t, options{language: "en", width: 720, height: 900, saveIn: dir})
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.draw()
	d.hides("Save it as a mail file")
	d.noMailProgram()
	d.saveMail()
	d.shows("Saved. Open this file with your mail program.", dir)
	d.hides("Save it as a mail file")
	content, err := os.ReadFile(d.view.state.MailFile.Path)
	if err != nil || !strings.Contains(string(content), "X-Unsent: 1") {
		t.Errorf("%v: %s", err, content)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	d.session.SaveMail(d.view.state.Answer.Message)
	d.await(func(s session.State) bool { return s.MailFile.Problem != session.ProblemNone })
	d.shows("is not there any more", "Choose another folder")
}

// Whoever scans a code sends from the phone: the case begins when that is said.
func TestWhatWasSentFromThePhoneOpensItsCase(t *testing.T) {
	for name, c := range map[string]struct {
		begin        func(*desk)
		button, done string
	}{
		"the message": {func(d *desk) { d.answerCard(diagnose.CardNeedAdminApproval); d.tap("Send it from my iPhone") },
			"I have sent it", "Message sent"},
		"the request": {func(d *desk) { d.answerCard(diagnose.CardApprovalRequired) },
			"I have tapped \"Request approval\"", "Request sent"},
	} {
		t.Run(name, func(t *testing.T) {
			d := english(t)
			c.begin(d)
			d.hides(c.done)
			d.tap(c.button)
			d.shows(c.done, "Good. You can close SyncHelper.")
			d.hides(c.button)
			if y := d.view.page.scroll.Offset.Y; y != 0 {
				t.Errorf("what comes next is %.0f points above what is seen", y)
			}
			if n := strings.Count(d.text(), "Good. You can close SyncHelper."); n != 1 {
				t.Errorf("what comes next is said %d times", n)
			}
			d.tap("Start")
			d.shows("Waiting for your IT since today")
		})
	}
}

// Of the two things that are sent for a request, each is ticked when it went out. IT knows the reference by the message alone.
func TestARequestIsSentBeforeItsMessage(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardApprovalRequired)
	d.tap("I have tapped \"Request approval\"")
	d.shows("Request sent", "Tell your IT about it with this message.", "You can close SyncHelper.")
	d.hides("Message sent", "Urgent?", "Did you send the message?")
	if look := d.view.targets["Copy message for my IT"].(*control).look; look.fill != theme.ColorNamePrimary {
		t.Error("what is left to do is not what the page leads with")
	}
	for _, once := range []string{"by mail only", "two days"} {
		if n := strings.Count(d.text(), once); n != 1 {
			t.Errorf("%q stands there %d times", once, n)
		}
	}
	d.tap("Copy message for my IT")
	d.shows("Request sent", "Message sent", "say the reference "+d.view.state.Answer.Reference)
	d.hides("Tell your IT about it")

	first := english(t)
	first.answerCard(diagnose.CardApprovalRequired)
	first.tap("Copy message for my IT")
	first.tap("Yes, sent")
	first.shows("Message sent", "Short way: type this")
	first.hides("Request sent")
	first.tap("I have tapped \"Request approval\"")
	first.shows("Message sent", "Request sent")
}

// A question of IT is no answer: the case stays, and what it is about can be read.
func TestAQuestionOfITLeavesTheCaseOpen(t *testing.T) {
	d := english(t)
	d.sendFirst()
	d.tap("Start")
	d.tap("Still waiting: write a reminder")
	d.tap("My IT asks me something")
	d.shows("The case stays open.")
	d.hides("Copy reminder", d.view.state.Case.Message.Body)
	d.tap("Read it first")
	d.shows(d.view.state.Case.Message.Body, "Waiting for your IT")
}

// The folder of what was saved opens by the system's own program; where none does, that is said beside the file.
func TestTheFolderOfASavedFileOpens(t *testing.T) {
	d := english(t)
	d.decide()
	d.tap("Save sheet")
	d.await(func(s session.State) bool { return s.SheetSaved != "" })
	d.tap("Show the file " + d.view.state.SheetSaved)
	if got, want := <-d.opened, "file://"+filepath.ToSlash(filepath.Dir(d.view.state.SheetSaved)); got != want {
		t.Errorf("opened %q, want %q", got, want)
	}
	d.hides("The folder did not open.")
	d.refuse = errors.New("no program")
	d.tap("Show the file " + d.view.state.SheetSaved)
	d.await(notOpened)
	d.shows("The folder did not open.", d.view.state.SheetSaved)
	if got := d.clipboard.Content(); got != "" {
		t.Errorf("the clipboard holds %q", got)
	}
}

func TestAFolderIsAnAddressWithoutAHost(t *testing.T) {
	for path, want := range map[string]string{
		"/home/a b/x.html":        "file:///home/a%20b",
		"/home/a?b=c#d/x.html":    "file:///home/a%3Fb=c%23d",
		"C:/Users/user1/x.html":   "file:///C:/Users/user1",
		"https://example.com/x.x": "file:///https:/example.com",
	} {
		if got := folderOf(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

// What is too long for a way is not cut: it is on the clipboard whole, and the page says why.
func TestWhatIsTooLongIsSaidAndCopiedWhole(t *testing.T) {
	for by, named := range map[way]string{wayMail: "the e-mail button", wayTeams: "Teams", wayText: "a text message"} {
		d := english(t)
		d.answerCard(diagnose.CardNeedAdminApproval)
		d.draw()
		o := d.view.outgoing()
		d.view.send(o, by, "", errTooLong())
		d.draw()
		d.shows("The message is too long for "+named+".", "Did you send the message?")
		d.hides("program opened")
		if got := d.clipboard.Content(); got != o.message.Text() {
			t.Errorf("%s: %d characters are copied", by, len(got))
		}
		if len(d.opened) > 0 {
			t.Errorf("%s: opened %q", by, <-d.opened)
		}
		if by == wayMail {
			d.shows("Save it as a mail file")
		} else {
			d.hides("Save it as a mail file")
		}
	}
}

// What was copied is said of the message that was copied, not of one that came instead of it.
func TestCopiedGoesWithItsMessage(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.tap("Copy message for my IT")
	d.shows("Copied")
	d.tap("Read it first")
	d.tap("Language of the message Deutsch")
	d.hides("Copied")
	d.shows("The message has changed. Copy it again.")
	d.hides("Did you send the message?")
	d.tap("Copy message for my IT")
	d.shows("Did you send the message?")
}

func TestAMessageForATicket(t *testing.T) {
	d := english(t)
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.tap("Ticket")
	for button, c := range map[string]struct{ start, said string }{
		"Copy as plain text":              {"Question: may I use", "Copied as plain text"},
		"Copy with formatting (Markdown)": {"## Question: may I use", "Copied with formatting"},
	} {
		d.tap(button)
		d.shows(c.said, "Did you send the message?")
		if got := d.clipboard.Content(); !strings.HasPrefix(got, c.start) || strings.Count(d.text(), "Copied") != 1 {
			t.Errorf("%s: %q, and the page says\n%s", button, got, d.text())
		}
	}
}

// The page stays in the person's language; all that goes to the administrator is in the other one.
func TestTheMessageIsInTheLanguageOfItsReader(t *testing.T) {
	d := english(t)
	d.session.Choose(diagnose.CardNeedAdminApproval)
	d.session.StartRun()
	d.hides("Language of the message")
	d.tap("Read it first")
	d.tap("Language of the message Deutsch")
	d.shows("Copy message for my IT", "Write your name where the message says [Ihr Name].")
	d.tap("Copy message for my IT")
	if got := d.clipboard.Content(); !strings.Contains(got, "Können Sie") {
		t.Errorf("copied is %q", got)
	}
	for _, m := range d.view.phoneMessages(true) {
		if !strings.Contains(m.Body, "mein iPhone") || !strings.Contains(m.Body, "[Ihr Name]") || strings.Contains(m.Body, "iPhone cannot") {
			t.Errorf("a code holds %q", m.Body)
		}
	}
	d.answerCard(diagnose.CardApprovalRequired)
	d.tap("Copy text for the box")
	if got := d.clipboard.Content(); !strings.HasPrefix(got, "Ich möchte") {
		t.Errorf("for the box is copied %q", got)
	}
	d.sendFirst()
	d.tap("Start")
	d.tap("Still waiting: write a reminder")
	d.tap("Copy reminder")
	if got := d.clipboard.Content(); !strings.HasPrefix(got, "Erinnerung: Frage") || !strings.Contains(got, "habe ich Ihnen geschrieben") {
		t.Errorf("the reminder is %q", got)
	}
	d.tap("My IT said no")
	d.refuseToTheEnd()
	d.tap("Copy a short thank-you note")
	if got := d.clipboard.Content(); !strings.HasPrefix(got, "Danke") {
		t.Errorf("the thanks are %q", got)
	}
}

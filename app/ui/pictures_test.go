package ui

import (
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

var out = flag.String("out", "", "folder that TestPictures writes its pictures to")

// strangeText is what somebody sends who wants an application of their own approved.
const strangeText = "AADSTS90094 Need admin approval. To fix it for all click and accept:\n" +
	"https://login.microsoftonline.com/fabrikam.com/adminconsent?client_id=11111111-2222-4333-8444-555555555555"

// scene brings a window to what a picture shows.
type scene struct {
	name string
	play func(*desk)
}

func scenes() []scene {
	list := slices.Concat(scenesBefore(), scenesAfter(), scenesHeard(), scenesOfSending(), scenesOfSaving(), scenesOfHelp())
	for _, s := range session.Scenarios() {
		list = append(list, scene{"demo-" + s.ID, func(d *desk) { d.playScenario(s.ID) }})
	}
	return list
}

// scenesBefore are the screens on which something is chosen or typed.
func scenesBefore() []scene {
	return []scene{
		{"start", func(*desk) {}},
		{"start-other-phone", func(d *desk) { d.session.OtherPhone(true) }},
		{"ask-card", func(d *desk) { d.session.Choose(diagnose.CardNeedAdminApproval) }},
		{"ask-text", func(d *desk) {
			d.session.Draft("user1@contoso.com", "")
			d.session.Choose(diagnose.CardSomethingElse)
			d.session.Paste("AADSTS50105: The signed in user is not assigned to a role for the application.\n" +
				"Correlation ID: 00000000-0000-4000-8000-0000000000b4")
		}},
		{"ask-problem", func(d *desk) {
			d.session.Choose(diagnose.CardNumber)
			d.session.Draft("not an address", "")
			d.session.StartRun()
		}},
		{"ask-picture", func(d *desk) { d.session.Choose(diagnose.CardSomethingElse); d.drop("phone.heic", "x") }},
		{"demo-sign-in", func(d *desk) { d.playScenario("need-admin-approval"); d.session.MakeSure() }},
		{"demo-signed-in", func(d *desk) { d.playScenario("need-admin-approval"); d.signIn() }},
		{"demo-wrong-password", func(d *desk) {
			d.playScenario("need-admin-approval")
			d.pageSeen("AADSTS50126: Error validating credentials due to invalid username or password.")
		}},
		{"demo-healthy-signed-in", func(d *desk) { d.playScenario("healthy"); d.signIn() }},
		{"demo-on-premises-known", func(d *desk) { d.playScenario("on-premises"); d.tap(d.view.t("ui.fold.how")) }},
		{"own-browser", func(d *desk) { d.playScenario("need-admin-approval"); d.ownBrowser() }},
		{"running-asking", func(d *desk) { d.draw(); d.view.Draw(askingState(d.view.state)) }},
		{"running-sign-in", func(d *desk) { d.draw(); d.view.Draw(signInState(d.view.state)) }},
		{"running", func(d *desk) { d.draw(); d.view.Draw(runningState(d.view.state)) }},
		{"apps", func(d *desk) { d.session.Show(session.ScreenApps) }},
		{"admin", func(d *desk) { d.session.ForAdmin(false) }},
		{"admin-steps", func(d *desk) { d.decide() }},
		{"admin-choice", func(d *desk) { d.decide(); d.chooseAnswer(0) }},
		{"admin-links", func(d *desk) { d.openLinks() }},
		{"admin-behind", func(d *desk) {
			d.decide()
			d.chooseAnswer(2)
			for _, part := range d.view.state.Sheet.Parts {
				if !part.Link {
					d.tap(part.Heading)
				}
			}
		}},
		{"settings", func(d *desk) { d.session.Show(session.ScreenSettings) }},
		{"settings-more", func(d *desk) {
			d.session.Show(session.ScreenSettings)
			d.tap(d.view.t("ui.settings.more"))
		}},
		{"case", func(d *desk) { d.sendFirst(); d.session.Home() }},
		{"case-unsent", func(d *desk) { d.copyFirst(); d.session.Home() }},
		{"case-approved", func(d *desk) { d.sendFirst(); d.session.Heard(session.CaseApproved); d.session.Home() }},
		{"case-reminder", func(d *desk) { d.sendFirst(); d.session.Home(); d.tap(d.view.t("ui.case.reminder")) }},
		{"demo", func(d *desk) { d.session.EnterDemo() }},
		{"organisation", func(d *desk) { d.settingsOf(contoso()) }},
		{"organisation-broken", func(d *desk) { d.settingsOf(unusable()) }},
		{"organisation-foreign", func(d *desk) { d.foreignMail() }},
		{"organisation-it", func(d *desk) {
			d.answerCard(diagnose.CardNeedAdminApproval)
			d.session.SetLooksAfter(profile.LooksAfterUnknown)
			d.under(contoso())
		}},
		{"organisation-sign-in", func(d *desk) { d.narrowed(onlyCode) }},
		{"organisation-code", func(d *desk) { d.draw(); d.view.Draw(codeState(d.view.state)) }},
	}
}

// scenesAfter are those that follow an answer.
func scenesAfter() []scene {
	return []scene{
		{"first-answer", func(d *desk) { d.answerCard(diagnose.CardNeedAdminApproval) }},
		{"strange-link", func(d *desk) {
			d.session.Choose(diagnose.CardNeedAdminApproval)
			d.session.Draft("user1@contoso.com", strangeText)
			d.session.StartRun()
		}},
		{"result-copied", func(d *desk) { d.copyFirst() }},
		{"result-sent", func(d *desk) { d.sendFirst() }},
		{"result-not-opened", func(d *desk) {
			d.answerCard(diagnose.CardNeedAdminApproval)
			d.refuse = errors.New("no mail program")
			d.tap(d.view.t("ui.send.mail"))
			d.await(notOpened)
		}},
		{"heard-yes-first", func(d *desk) { d.sendFirst(); d.session.Heard(session.CaseApproved) }},
		{"result-question", func(d *desk) { d.answerCard(diagnose.CardPasswordAgain) }},
		{"result-asks-first", func(d *desk) {
			d.session.Choose(diagnose.CardNothingComes)
			d.session.StartRun()
			d.tap(d.view.t("ui.silent.choice"))
		}},
		{"result-owner", func(d *desk) {
			d.answerCard(diagnose.CardNeedAdminApproval)
			d.tap(d.view.t("ui.looksafter.question") + " " + d.view.t("ui.looksafter.me"))
		}},
		{"result-unknown", func(d *desk) {
			d.session.Choose(diagnose.CardSomethingElse)
			d.session.Draft("", "The operation could not be completed.")
			d.session.StartRun()
		}},
		{"result-folds", func(d *desk) {
			d.answerCard(diagnose.CardNeedAdminApproval)
			for _, id := range []string{"ui.fold.from_phone", "ui.phone.mail", "ui.fold.admin", "ui.fold.answered", "ui.fold.approved",
				"ui.fold.refused", "ui.fold.how", "ui.fold.save"} {
				d.tap(d.view.t(id))
			}
		}},
		{"result-which", func(d *desk) { d.answerCard(diagnose.CardPasswordAgain); d.tap(d.view.t("ui.no")) }},
		{"result-request", func(d *desk) { d.answerCard(diagnose.CardApprovalRequired) }},
		{"result-request-owner", func(d *desk) {
			d.answerCard(diagnose.CardApprovalRequired)
			d.session.SetLooksAfter(profile.LooksAfterMe)
		}},
		{"result-read", func(d *desk) {
			d.copyFirst()
			d.tap(d.view.t("ui.send.read"))
			d.session.SetLooksAfter(profile.LooksAfterCompany)
		}},
		{"result-phone", func(d *desk) {
			d.answerCard(diagnose.CardNeedAdminApproval)
			d.tap(d.view.t("ui.fold.from_phone"))
		}},
		{"heard-yes", func(d *desk) {
			d.sendFirst()
			d.session.Heard(session.CaseApproved)
			d.answerStill("ui.no")
		}},
		{"heard-no", func(d *desk) { d.sendFirst(); d.session.Heard(session.CaseRefused) }},
		{"case-closed", func(d *desk) { d.sendFirst(); d.session.Works() }},
		{"ask-private", func(d *desk) {
			d.session.Draft("someone@outlook.com", "")
			d.session.Choose(diagnose.CardNeedAdminApproval)
		}},
		{"admin-specialists", func(d *desk) {
			d.answerCard(diagnose.CardDeviceNotAllowed)
			d.session.ForAdmin(true)
			d.chooseAnswer(0)
			d.tap(d.view.t("ui.admin.specialists"))
		}},
		{"admin-other", func(d *desk) {
			d.session.OtherPhone(true)
			d.answerCard(diagnose.CardDeviceNotAllowed)
			d.session.ForAdmin(true)
			d.chooseAnswer(0)
		}},
		{"result-admin", func(d *desk) { d.answerCard(diagnose.CardNeedAdminApproval); d.session.ForAdmin(true) }},
		{"result-admin-choice", func(d *desk) {
			d.answerCard(diagnose.CardNeedAdminApproval)
			d.session.ForAdmin(true)
			d.chooseAnswer(0)
		}},
		{"result-admin-protected", func(d *desk) {
			d.session.Choose(diagnose.CardSomethingElse)
			d.session.Draft("user1@contoso.com", "AADSTS53009: Application needs to enforce Intune protection policies.")
			d.session.StartRun()
			d.session.ForAdmin(true)
			d.chooseAnswer(0)
		}},
	}
}

func (d *desk) answerCard(card diagnose.Card) {
	d.session.Choose(card)
	d.session.Draft("user1@contoso.com", "")
	d.session.StartRun()
}

// decide is an administrator who comes by themselves.
func (d *desk) decide() {
	d.session.ForAdmin(false)
	d.session.DraftCompany("contoso.com")
	d.session.Decide()
	d.draw()
}

// openLinks is a yes, with how to look and every address open.
func (d *desk) openLinks() {
	d.decide()
	d.chooseAnswer(0)
	d.tap(d.view.state.Words.Sheet(d.view.state.Diagnosis).Labels.Look)
	for _, name := range d.names() {
		if strings.Contains(name, "https://") && !strings.HasPrefix(name, d.view.t("ui.copy")) {
			d.tap(name)
		}
	}
}

// chooseAnswer opens an answer to the decision, by its place.
func (d *desk) chooseAnswer(place int) {
	d.draw()
	c := d.view.state.Sheet.Choices[place]
	d.tap(c.Letter + " " + c.Title)
}

func (d *desk) copyFirst() {
	d.answerCard(diagnose.CardNeedAdminApproval)
	d.tap(d.view.t("ui.result.copy_message"))
}

func (d *desk) sendFirst() {
	d.copyFirst()
	d.tap(d.view.t("ui.sent.yes"))
}

func notOpened(s session.State) bool { return s.NotOpened != "" }

// runningState is what the session hands out while it reads a long text.
func runningState(s session.State) session.State {
	s.Version++
	s.Screen, s.Elapsed = session.ScreenRunning, 7e9
	for _, id := range diagnose.StageIDs() {
		s.Stages = append(s.Stages, diagnose.Stage{ID: id, State: diagnose.NotChecked})
	}
	return s
}

// askingState is what the session hands out while it asks servers.
func askingState(s session.State) session.State {
	s = runningState(s)
	s.Asking = true
	return reaching(s, diagnose.StageAutodiscover)
}

// reaching has a run passed all stages before one, which is being asked.
func reaching(s session.State, now diagnose.StageID) session.State {
	for i := range s.Stages {
		stage := &s.Stages[i]
		if stage.ID == now {
			stage.State = diagnose.Running
			return s
		}
		stage.State, stage.Duration, stage.Finding = diagnose.Passed, 240e6, "contoso.com"
	}
	panic("no stage " + now)
}

// signInState is what it hands out while the person signs in.
func signInState(s session.State) session.State {
	s = reaching(askingState(s), diagnose.StageSignIn)
	s.Elapsed = 41e9
	s.Standing = session.Standing{Page: "password", Host: "login.microsoftonline.com", Ours: true, Asks: true}
	return s
}

// format is a width of the window and a size of its letters.
type format struct {
	name  string
	width float32
	size  session.TextSize
}

// TestPictures draws every screen, light and dark, narrow and wide, with the largest letters too, in every language.
// Nothing may be clipped. With -out the pictures are written to a folder, as high as the whole page.
func TestPictures(t *testing.T) {
	app := test.NewTempApp(t)
	if *out != "" {
		if err := os.MkdirAll(*out, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []format{{"360", 360, session.TextNormal}, {"1100", 1100, session.TextNormal}, {"360-largest", 360, session.TextLargest}} {
		for _, look := range looks() {
			for _, language := range wording.Languages() {
				for _, s := range scenes() {
					name := fmt.Sprintf("%s-%s-%s-%s", s.name, language.Code, look, f.name)
					t.Run(name, func(t *testing.T) {
						d := newDesk(t, options{app: app, language: language.Code, look: look, size: f.size, width: f.width,
							height: 800, dir: t.TempDir(), saveIn: "/home/user/Documents"})
						d.picture(s, f.width, name)
					})
				}
			}
		}
	}
}

func (d *desk) picture(s scene, width float32, name string) {
	d.t.Helper()
	s.play(d)
	d.draw()
	d.unroll(width)
	d.assertNothingClipped(width)
	d.assertNoPlaceholder()
	if *out != "" {
		write(d.t, filepath.Join(*out, name+".png"), d.window.Canvas().Capture())
	}
}

// unroll makes the window as high as its page, so that a picture shows all of it.
func (d *desk) unroll(width float32) {
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.view.page.scroll).Y
	high := top + d.view.page.scroll.Content.MinSize().Height
	d.window.Resize(fyne.NewSize(width, max(high, 400)))
}

func write(t testing.TB, path string, picture image.Image) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	if err := png.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
}

// looks leaves the dark one out where nobody looks at the pictures: it has the same lines.
func looks() []session.Look {
	if *out == "" {
		return []session.Look{session.LookLight}
	}
	return []session.Look{session.LookLight, session.LookDark}
}

// Package ui draws a session.State and calls back what the person does.
//
// The rules are: nothing is decided here; every screen is drawn from the State alone; there is no goroutine, no network
// and no clock; every word comes from the State's Words; what is drawn can be reached by keyboard, says what it is in
// words, and is never told apart by colour alone.
package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// Actions is what a person can do. A *session.Session does it; each answers with a new State.
type Actions interface {
	Home()
	Back()
	Show(session.Screen)
	Choose(diagnose.Card)
	OtherPhone(bool)
	Draft(address, text string)
	Paste(string)
	Open(paths ...string)
	Detach()
	PrivateAddress(typed string) bool // changes nothing
	StartRun()
	Cancel()
	MakeSure()
	SignIn()
	SignInByCode()
	SeesError()
	OwnBrowser()
	PageSeen()
	NoErrorSeen()
	CarryOut()
	Again()
	Prefer(diagnose.CauseID)
	OpenOutside(address string)
	Handed()
	Sent()
	NotSent()
	Save()
	SaveIn(string)
	SaveFor(outside bool)
	SaveNames(bool)
	ShowReport(bool)
	Heard(session.CaseState)
	Unheard()
	Stuck()
	StillAsks(diagnose.Approval)
	CheckCase()
	Works()
	CloseCase()
	ForgetCase()
	ForAdmin(ofResult bool)
	DraftCompany(string)
	Decide()
	SaveSheet()
	SheetText() string // changes nothing
	HelpOthers()
	DraftHelp(string)
	ReadGiven()
	ReadText(string)
	ReadPaths(paths ...string)
	StopReading()
	ForgetHelp()
	Seek(triage.Query)
	Tick(number int)
	Untick()
	OpenRow(number int)
	CloseRow()
	ReplyTo(number int) string       // changes nothing
	AddressesOf(triage.Group) string // changes nothing
	SaveRows()
	SayPicture(triage.Unread)
	LeavePicture()
	DraftPicture(address, text string)
	PictureShows(diagnose.Card)
	EnterDemo()
	LeaveDemo()
	PlayScenario(string)
	SetLanguage(string)
	SetTextSize(session.TextSize)
	SetLook(session.Look)
	SetMailApp(string)
	SetHistory(bool)
	ForgetHistory()
	SetMessageLanguage(string)
	SetLooksAfter(profile.LooksAfter)
	SaveMail(wording.Message)
}

// Outside is what the window needs of the system.
type Outside struct {
	Clipboard fyne.Clipboard
	SetTheme  func(fyne.Theme)
	Version   string
}

// View is the content of the one window.
type View struct {
	window fyne.Window
	do     Actions
	out    Outside
	state  session.State
	drawn  bool

	root    *fyne.Container
	page    *page
	keys    *keyboard
	targets map[string]fyne.Focusable // what can have the keyboard on this screen, by its words

	open    map[string]bool // folds that the person has opened
	picked  map[string]int  // answers, from 1, to questions that only choose what is shown
	copied  string          // what was copied last, so that it can be said beside its button
	opening opening         // what another program was started with last
	foreign string          // which message waits for a yes to whom it is addressed

	leadBelow func(bool) // tells the first button under the field for helpers whether it leads the page
	handed    string     // which of several buttons handed the message out, so that the question stands beside it

	verdicts map[verdictKey]verdictWords // of the rows on the screen

	outdated string // which message was copied and reads otherwise now
}

// New makes the view of a window. Nothing is drawn before the first Draw.
func New(window fyne.Window, do Actions, out Outside) *View {
	v := &View{window: window, do: do, out: out, root: container.NewStack(), open: map[string]bool{},
		picked: map[string]int{}}
	v.keys = &keyboard{
		reveal: func(o fyne.CanvasObject) { v.page.reveal(o) },
		other:  v.typed,
	}
	window.SetPadded(false)
	window.SetContent(v.root)
	window.Canvas().SetOnTypedKey(v.typed)
	window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		paths := make([]string, len(files))
		for i, f := range files {
			paths[i] = f.Path()
		}
		v.dropped(paths)
	})
	return v
}

// dropped reads what falls into the window: on the screen for helpers all of it, else the first as the person's own text.
func (v *View) dropped(paths []string) {
	if v.state.Screen == session.ScreenHelp {
		v.do.ReadPaths(paths...)
		return
	}
	v.do.Open(paths...)
}

// Draw shows a State. A State older than the one that is shown is dropped.
func (v *View) Draw(s session.State) {
	if v.drawn && s.Version <= v.state.Version {
		return
	}
	old := v.state
	if !v.drawn || old.Settings.Look != s.Settings.Look || old.Settings.TextSize != s.Settings.TextSize {
		v.out.SetTheme(Theme{Look: s.Settings.Look, Scale: s.Settings.TextSize.Scale()})
	}
	moved := elsewhere(old, s)
	if moved {
		v.copied, v.outdated, v.handed, v.foreign, v.opening = "", "", "", "", opening{}
		v.open, v.picked = map[string]bool{}, map[string]int{}
	}
	if old.Answer.Message != s.Answer.Message || old.Answer.Reason != s.Answer.Reason {
		v.outdated = ""
		if v.copied == theMessage && old.Diagnosis.Verdict.Cause == s.Diagnosis.Verdict.Cause {
			v.outdated = theMessage // what was copied, in other words
		}
		v.copied, v.opening = "", opening{}
	}
	if v.opening.address != "" && v.opening.address == s.NotOpened {
		v.nothingOpened()
	}
	v.drawn, v.state = true, s
	v.rebuild(!moved)
}

// elsewhere says whether a State shows something else than the one before.
func elsewhere(old, s session.State) bool {
	oldPicture, oldCard := shownPicture(old)
	picture, card := shownPicture(s)
	return old.Screen != s.Screen || oldPicture != picture || oldCard != card || shownRow(old) != shownRow(s) || old.Diagnosis.ID != s.Diagnosis.ID || old.Open != s.Open
}

// rebuild draws the screen anew. Where stay is true the person stays at the same place, with the keyboard too.
func (v *View) rebuild(stay bool) {
	v.verdicts = map[verdictKey]verdictWords{} // in the language in use
	focus, offset := v.focusKey(), float32(0)
	if v.page != nil && stay {
		offset = v.page.scroll.Offset.Y
	}
	v.targets = map[string]fyne.Focusable{}
	top := v.top()
	v.page = newPage(v.scale(), v.screen())
	v.root.Objects = []fyne.CanvasObject{container.New(below{}, top, v.page)}
	v.root.Refresh()
	if !stay {
		v.window.Canvas().Unfocus()
		return
	}
	v.page.scrollTo(offset)
	if target, ok := v.targets[focus]; ok {
		v.window.Canvas().Focus(target)
	}
}

// redraw draws the same State again, after something changed that is the window's own matter.
func (v *View) redraw() { v.rebuild(true) }

func (v *View) focusKey() string {
	if named, ok := v.window.Canvas().Focused().(interface{ focusKey() string }); ok {
		return named.focusKey()
	}
	return ""
}

func (v *View) scale() float32 { return v.state.Settings.TextSize.Scale() }

func (v *View) screen() func(wide bool) fyne.CanvasObject {
	switch v.state.Screen {
	case session.ScreenAsk:
		return v.ask
	case session.ScreenApps:
		return v.apps
	case session.ScreenRunning:
		if v.state.Standing.Code.UserCode != "" {
			return v.byCode
		}
		return v.running
	case session.ScreenSignIn:
		return v.signIn
	case session.ScreenOwnBrowser:
		return v.ownBrowser
	case session.ScreenResult:
		return v.result
	case session.ScreenAdmin:
		return v.admin
	case session.ScreenSettings:
		return v.settings
	case session.ScreenHelp:
		return v.help
	case session.ScreenDemo:
		return v.demo
	}
	return v.start
}

// typed handles the keys that no control has taken.
func (v *View) typed(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape && v.state.Screen != session.ScreenStart {
		v.back()
		return
	}
	v.page.typed(e.Name)
}

func (v *View) back() {
	switch {
	case asksPicture(v.state):
		v.do.LeavePicture()
		return
	case v.isOneOfMany():
		v.do.CloseRow()
		return
	}
	if v.state.Screen == session.ScreenRunning {
		v.do.Cancel()
		return
	}
	v.do.Back()
}

// t is a text of the language in use.
func (v *View) t(id string, data ...map[string]any) string { return v.state.Words.Text(id, data...) }

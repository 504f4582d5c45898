package session

import (
	"time"

	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// Screen names what the window shows.
type Screen string

// The screens.
const (
	ScreenStart      Screen = "start"       // what does your iPhone show?
	ScreenAsk        Screen = "ask"         // the chosen card, then text and address
	ScreenApps       Screen = "apps"        // which mail app is it?
	ScreenRunning    Screen = "running"     // a large text is being read, servers are asked, or a sign-in is under way
	ScreenSignIn     Screen = "sign-in"     // before a sign-in: what it means
	ScreenOwnBrowser Screen = "own-browser" // the words of the page that the person's own browser shows
	ScreenResult     Screen = "result"      // what is wrong, who can fix it, what now
	ScreenAdmin      Screen = "admin"       // the decision and its steps, for the administrator
	ScreenSettings   Screen = "settings"    // language and text size first
	ScreenHelp       Screen = "help"        // tickets and reports of other people
	ScreenDemo       Screen = "demo"        // the scenarios of the simulated company
)

// Part names a folded part of the Result that is to be open when it is first drawn.
type Part string

// The parts that a session opens.
const (
	PartNone     Part = ""
	PartApproved Part = "approved" // they approved it, it still asks
	PartStill    Part = "still"    // they approved it, it still asks: what is known of that
	PartStuck    Part = "stuck"    // the answer that follows from it
	PartRefused  Part = "refused"  // they said no
)

// Problem is the id of a message about something that the person can mend; empty when nothing is wrong.
type Problem string

// The problems.
const (
	ProblemNone       Problem = ""
	ProblemAddress    Problem = "ui.problem.address"     // what was typed is no mail address
	ProblemTextNeeded Problem = "ui.problem.text_needed" // this card says nothing without a text
	ProblemSecretOnly Problem = "ui.problem.secret_only" // the text was a key and nothing else
	ProblemTooLarge   Problem = "ui.problem.too_large"   // more than can be read
	ProblemPicture    Problem = "drop.picture"           // a picture was opened: how to copy its words
	ProblemUnreadable Problem = "drop.unreadable"        // a file that holds no words, or that the system keeps shut
	ProblemNoPage     Problem = "ui.problem.no_page"     // Microsoft's page for the own browser cannot be had
	ProblemNoDemo     Problem = "ui.problem.no_demo"     // the simulated company cannot start
	ProblemPersonal   Problem = "ui.problem.personal"    // a personal account has no company
	ProblemTenant     Problem = "ui.problem.tenant"      // no domain, company id or address
	ProblemFull       Problem = "ui.save.full"           // no room left for the report
	ProblemNotAllowed Problem = "ui.save.not_allowed"    // the folder may not be written to
	ProblemGone       Problem = "ui.save.gone"           // the folder is not there
	ProblemSecretLeft Problem = "ui.save.secret"         // the report still holds something like a password
	ProblemNoKey      Problem = "ui.save.no_key"         // there is no key to make other names with
	ProblemNotSaved   Problem = "ui.save.other"          // any other reason
)

// Attached is a text that is too long for the box, or came from a file. Only its name and beginning are shown.
type Attached struct {
	Name    string // the file's name; empty for pasted text
	Bytes   int
	Excerpt string
}

// State is everything that the window draws. A State that was handed out is never changed afterwards.
type State struct {
	Version  uint64 // grows with every change: whoever draws drops an older one
	Screen   Screen
	Behind   Screen // where Back leads
	Settings Settings
	Words    *wording.Words
	Letters  *wording.Words // the language of what is sent to somebody else

	Organisation profile.Profile // of this computer; what counts is Profile()

	Card     diagnose.Card
	Other    bool // the iPhone is another person's
	Address  string
	Text     string
	Attached Attached
	Problem  Problem

	Elapsed  time.Duration    // on ScreenRunning
	Asking   bool             // servers are being asked; on ScreenResult the answer may still become surer
	Standing Standing         // on ScreenRunning while somebody signs in
	Sure     Sure             // on ScreenResult, ScreenSignIn and ScreenOwnBrowser
	Stages   []diagnose.Stage // on ScreenRunning and ScreenResult

	Turn     Turn              // what a repeated run says as a whole
	Changes  []Change          // the stages that ended otherwise than before
	Checking bool              // on ScreenAsk and behind it: the run of the open case is repeated
	Approval diagnose.Approval // what the person has said of a yes that changed nothing

	Diagnosis diagnose.Diagnosis
	Answer    wording.Answer
	Quote     string // what Microsoft wrote, secrets cut out, shortened for the screen
	Open      Part
	SaveDir   string  // the folder that the report goes to
	Saved     string  // where the report was saved; empty when it was not
	SaveError Problem // why it could not be saved
	KeyPath   string  // where the key of other names lies; empty where nothing is kept
	Saving    Saving  // the report on the screen: the Result's, or another person's on ScreenHelp

	Company    string        // on ScreenAdmin: domain, company id or address, as typed
	FromResult bool          // ScreenAdmin is about the Result
	Known      bool          // Diagnosis and Answer are there
	Sheet      wording.Sheet // on ScreenAdmin, where Known
	SheetSaved string        // where the administrator's sheet was saved; empty when it was not
	SheetError Problem       // why it could not be saved

	MailFile MailFile // the message that was saved last; zero when none was

	NotOpened string // the address for which no other program opened, of the last that was tried

	History     []Run  // the list of runs, the newest first
	HistoryPath string // where it lies; empty where nothing is kept

	Case   *Case // the open case; nil when there is none
	Worked bool  // the person has just said that mail comes again
	Closed bool  // the person has just closed the case of a no
	Demo   bool  // the simulated company: nothing is kept
	Acts   DemoIT

	Help Help

	HasDemo bool // this program can play it

	before     *before    // what a repeated run is compared with
	own        own        // what the demo puts aside
	scenarioID string     // that is played in the demo
	handed     messageKey // the message that left the window, until the person says whether it was sent
}

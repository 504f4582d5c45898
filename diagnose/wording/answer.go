package wording

import "synchelper/diagnose/consent"

// Primary is the one button that a result offers first.
type Primary string

// The primary buttons.
const (
	PrimaryCopyMessage  Primary = "copy-message"  // somebody else must act: copy Answer.Message
	PrimaryCopyQuestion Primary = "copy-question" // somebody else must first be asked: copy Answer.Message
	PrimaryCopyReason   Primary = "copy-reason"   // the phone offers a box to write in: copy Answer.Reason for it
	PrimarySignIn       Primary = "sign-in"       // nothing is known yet: sign in once
	PrimaryDone         Primary = "done"          // the person acts alone, then checks again
)

// Message is a ready text for somebody else.
type Message struct {
	Subject string
	Body    string // lines parted by \n; at most 120 words
}

// Step is a line of an instruction. A command is to be typed or copied as it is, and is the same in every language.
type Step struct {
	Text    string
	Command bool
}

// Answer is a diagnosis in the words of one language: what every screen, the terminal and the reports show.
type Answer struct {
	Title     string   // what is wrong
	Explain   string   // first what is not broken
	Caution   string   // what this computer met that limits the answer, else empty
	WhoCanFix string   // in the user's words
	Seen      string   // what a person would have seen of it; Title where nothing is known to be seen
	Do        []string // the user's steps
	Primary   Primary
	// MessageStep is the index in Do of the step that speaks of the message: the button that copies it belongs under
	// it. It is -1 where the person acts alone and no step speaks of it. ReasonStep is the same for Reason.
	MessageStep, ReasonStep int
	Meanwhile               []string // how to read mail until then; empty when nothing can be promised
	Question                string   // the one question that tells between the causes that fit; empty when there is none
	Also                    []Other  // the other causes that fit, most probable first
	Confidence              string   // "Microsoft said so." and its kin
	Reference               string   // SH-XXXX-XXXX-C
	HowWeKnow               []string // what the verdict rests on, one line each
	Secret                  string   // the warning that a secret was cut out, or that a stranger's link is in the text

	Message    Message             // for whoever can fix it; Body is empty when nobody else needs to act
	Reason     string              // for the box of the page "Approval required"; empty where there is no such page
	Links      []consent.AdminLink // admin-consent links; empty unless a link is the cure and may be handed out
	NoLink     string              // why there is no link although one would be the cure; else empty
	Short      string              // the problem's name for helpdesk and admin
	Role       string              // the least role that suffices; may be empty
	Admin      []Step              // for whoever acts
	AdminFirst []string            // the beginning for an owner who is no specialist, at most four lines
	Helpdesk   []string            // for the helpdesk
	Reply      string              // from the helpdesk to a user; General alone has it, for one person see ReplyTo
	Sources    []string            // https addresses of the pages behind the advice
	MailWeb    string              // address of mail in the browser
	AdminHost  string              // where the Entra admin center is
}

// HasSheet says whether somebody else has something to decide or to do: else there is no sheet to hand over.
func (a Answer) HasSheet() bool { return a.Message.Body != "" }

// Other is another cause that would fit too.
type Other struct {
	ID    string
	Title string
	Seen  string // what a person would have seen of it; its title where nothing is known to be seen
}

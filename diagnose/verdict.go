package diagnose

import "slices"

// Confidence says how sure a verdict is.
type Confidence string

// The degrees of confidence.
const (
	Certain  Confidence = "certain"  // Microsoft said so, about the organisation, the account or the phone
	Likely   Confidence = "likely"   // this fits what was seen
	Possible Confidence = "possible" // others fit too: Verdict.Also
	Unsure   Confidence = "unknown"  // nothing honest can be said
)

// ReasonKind says what a reason rests on.
type ReasonKind string

// The kinds of reason.
const (
	ReasonCode          ReasonKind = "code"          // Value is the AADSTS number
	ReasonWording       ReasonKind = "wording"       // Value is the language of the recognised sentence
	ReasonDescribed     ReasonKind = "described"     // Value is the language in which somebody described it
	ReasonError         ReasonKind = "error"         // Value is the OAuth error, subcode or suberror
	ReasonCard          ReasonKind = "card"          // Value is the card
	ReasonForeign       ReasonKind = "foreign"       // Value is what the text is instead
	ReasonChosen        ReasonKind = "chosen"        // Value is the cause that the person chose among those that fit
	ReasonAddress       ReasonKind = "address"       // Value is the cause that the address itself tells
	ReasonFact          ReasonKind = "fact"          // Value is the cause that a server or system stated
	ReasonContradiction ReasonKind = "contradiction" // Value is the cause that the card alone would have given
	ReasonUnlisted      ReasonKind = "unlisted"      // Value is an AADSTS number that no table knows
	ReasonOutside       ReasonKind = "outside"       // Value is a known number that is no trouble of a mail app
	ReasonHereOnly      ReasonKind = "here-only"     // this computer was refused; the iPhone may get another answer
	ReasonOverruled     ReasonKind = "overruled"     // Value is a generic number behind which the cause stood
	ReasonRefuted       ReasonKind = "refuted"       // Value is a cause that the phone showed and that the run disproved
	ReasonHeard         ReasonKind = "heard"         // the person says that IT has approved
	ReasonPassed        ReasonKind = "passed"        // Value is a stage that went through in the user's name
)

// Reason is one step from observations to a verdict.
type Reason struct {
	Kind  ReasonKind
	Value string
	Stage StageID
}

// Question is the one thing to ask the person when more than one cause fits.
type Question string

// The questions.
const (
	QuestionNone        Question = ""
	QuestionWhichPage   Question = "which-page"   // Need admin approval, Approval required, or a page you left?
	QuestionSharedBox   Question = "shared-box"   // is the address one that several people use?
	QuestionPhoneSame   Question = "phone-same"   // does the iPhone show the same?
	QuestionPasswordNew Question = "password-new" // was the password changed lately?
	QuestionStillAsks   Question = "still-asks"   // IT said yes: see Approval for what is asked then
)

// Verdict is the judgement over all observations.
type Verdict struct {
	Cause      CauseID
	Family     Family
	Confidence Confidence
	About      About
	Because    []Reason
	Also       []CauseID // other causes that fit, most probable first
	Question   Question
}

// Ground is what the headline of a verdict rests on.
type Ground string

// The grounds.
const (
	GroundMicrosoft Ground = "microsoft" // a text of Microsoft's, or a page in a sign-in
	GroundServer    Ground = "server"    // what a server answered without a sign-in
	GroundPerson    Ground = "person"    // what the person chose
)

// Ground returns what the headline rests on: its own reasons come first.
func (v Verdict) Ground() Ground {
	if len(v.Because) == 0 {
		return GroundMicrosoft
	}
	switch first := v.Because[0]; {
	case first.Kind == ReasonCard || first.Kind == ReasonChosen:
		return GroundPerson
	case first.Kind == ReasonFact && slices.Contains(StagesBeforeSignIn(), first.Stage):
		return GroundServer
	}
	return GroundMicrosoft
}

package diagnose

import (
	"cmp"
	"time"
)

// About says what an observation, a cause or a verdict is about. What was seen on this computer is not yet true for
// the phone, and what only the check itself ran into is never a headline.
type About string

// What an observation can be about.
const (
	AboutOrganisation About = "organisation"
	AboutAccount      About = "account"
	AboutPhone        About = "phone"
	AboutThisComputer About = "this-computer"
	AboutThisCheck    About = "this-check"
)

// Source says where an observation comes from.
type Source string

// The sources of an observation.
const (
	SourceCard    Source = "card"    // the person chose what the phone shows
	SourceText    Source = "text"    // the person pasted or opened a text
	SourceAddress Source = "address" // the address the person typed
	SourceSignIn  Source = "sign-in" // a sign-in on this computer
	SourceServer  Source = "server"  // a server's answer to a question without sign-in
	SourceHeard   Source = "heard"   // the person told what IT has answered
)

// Card is what the person chose on the question "What does your iPhone show?". Empty means no card was chosen.
type Card string

// The cards of the Start screen.
const (
	CardNeedAdminApproval Card = "need-admin-approval"
	CardApprovalRequired  Card = "approval-required"
	CardPasswordAgain     Card = "password-again"
	CardDeviceNotAllowed  Card = "device-not-allowed"
	CardNumber            Card = "number"
	CardNothingComes      Card = "nothing-comes"
	CardSomethingElse     Card = "something-else"
)

// Cards returns the cards in the order in which they are shown.
func Cards() []Card {
	return []Card{CardNeedAdminApproval, CardApprovalRequired, CardPasswordAgain, CardDeviceNotAllowed,
		CardNumber, CardNothingComes, CardSomethingElse}
}

// ObserveApproval returns as an observation that IT has approved and the phone still asks.
func ObserveApproval(a Approval, at time.Time) Observation {
	word := func(r Reply) string { return cmp.Or(string(r), "not answered") }
	return Observation{Stage: StagePhone, Source: SourceHeard, About: AboutOrganisation, At: at, Approval: &a,
		Text: "IT said yes, as the person says. Same address: " + word(a.SameAddress) + "; just now: " + word(a.JustNow) +
			"; works for a colleague: " + word(a.Colleague)}
}

// Observation is one fact, as it was seen, before anybody judged it.
type Observation struct {
	Stage  StageID
	Source Source
	At     time.Time
	About  About
	Card   Card    // set when Source is SourceCard
	Said   *Said   // set when a text or an answer of Microsoft Entra was read
	Cause  CauseID // set when a server's or system's answer states its cause by itself (no mailbox, foreign certificate)
	Text   string  // an excerpt of what was read, secrets cut out, for the helpdesk; may be empty

	Approval *Approval // set when Source is SourceHeard

	Unsure  bool   // Cause fits what was seen, and something else may be behind it
	Account string // the account that it was seen with, where that is another name than the subject's address

	Secrets []string // kinds of secrets that were cut out of what was read, e.g. "code", "token"
}

// UnnamedAccount is the Account of an observation that was seen with one that nobody knows.
const UnnamedAccount = "an account that is not named"

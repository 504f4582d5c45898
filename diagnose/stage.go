package diagnose

import (
	"slices"
	"time"
)

// StageID names one step of a run, in the order in which the iPhone itself takes them.
type StageID string

// The stages of a run. What is known of each is a row of stageTable.
const (
	StagePhone           StageID = "phone"
	StageAddress         StageID = "address"
	StageTenant          StageID = "tenant"
	StageAutodiscover    StageID = "autodiscover"
	StageServerChallenge StageID = "server-challenge"
	StageSignIn          StageID = "sign-in"
	StageToken           StageID = "token"
	StageMailAccess      StageID = "mail-access"
)

// RunPart is one of the lines that the person sees of a run: message "ui.running.<part>". Several stages may stand in one.
type RunPart string

// The parts of a run.
const (
	PartCompany RunPart = "company"
	PartSignIn  RunPart = "sign_in"
	PartMailbox RunPart = "mailbox"
)

// stageRow is what is known of a stage besides its message "ui.stage.<id>".
type stageRow struct {
	id     StageID
	part   RunPart // the line in which the person sees it; empty where nothing is asked: the phone said it before
	signIn bool    // it is asked of somebody who signs in; what it found is forgotten before the next sign-in
}

// stageTable holds every stage in the order of a run. All other lists of stages are made from it.
func stageTable() []stageRow {
	return []stageRow{
		{id: StagePhone},
		{id: StageAddress, part: PartCompany},
		{id: StageTenant, part: PartCompany},
		{id: StageAutodiscover, part: PartCompany},
		{id: StageServerChallenge, part: PartCompany},
		{id: StageSignIn, part: PartSignIn, signIn: true},
		{id: StageToken, part: PartSignIn, signIn: true},
		{id: StageMailAccess, part: PartMailbox, signIn: true},
	}
}

// StageIDs returns every stage in the order of a run.
func StageIDs() []StageID { return stagesThat(func(stageRow) bool { return true }) }

// StagesBeforeSignIn returns the stages that are asked without a sign-in, in the order of a run.
func StagesBeforeSignIn() []StageID {
	return stagesThat(func(r stageRow) bool { return r.part != "" && !r.signIn })
}

// StagesOfSignIn returns the stages that need a sign-in, in the order of a run.
func StagesOfSignIn() []StageID { return stagesThat(func(r stageRow) bool { return r.signIn }) }

// StagesOf returns the stages that the person sees as one part of a run.
func StagesOf(part RunPart) []StageID {
	return stagesThat(func(r stageRow) bool { return r.part == part })
}

func stagesThat(fit func(stageRow) bool) (ids []StageID) {
	for _, row := range stageTable() {
		if fit(row) {
			ids = append(ids, row.id)
		}
	}
	return ids
}

// RunParts returns the parts of a run in the order in which they begin.
func RunParts() (parts []RunPart) {
	for _, row := range stageTable() {
		if row.part != "" && !slices.Contains(parts, row.part) {
			parts = append(parts, row.part)
		}
	}
	return parts
}

// StageState is how a stage ended, and so what becomes of the rest of the run.
type StageState string

// The states of a stage. A question whose answer the others can do without ends with Warning or NotChecked: every other
// end but Passed keeps the person from being signed in.
const (
	// Passed: what the iPhone needs here is there. The run goes on.
	Passed StageState = "passed"
	// Warning: something was found, and the iPhone may still get past it. The run goes on.
	Warning StageState = "warning"
	// Blocked: the iPhone gets no further either, so later stages would say nothing: they are skipped, also those that
	// were asked meanwhile. No sign-in is offered.
	Blocked StageState = "blocked"
	// Failed: there was no answer that can be relied on. What needs no sign-in is asked all the same, since the others
	// may say why; a sign-in is not offered, and one that was under way goes no further.
	Failed StageState = "failed"
	// Skipped: a stage before this one stopped the run.
	Skipped StageState = "skipped"
	// NotChecked is not the same as Passed: nobody looked. The run goes on.
	NotChecked StageState = "not-checked"
	// Running is the state of a stage while it is asked. No diagnosis holds it.
	Running StageState = "running"
)

// Stops says whether nobody is signed in, or led on in a sign-in, behind a stage that ended so.
func (s StageState) Stops() bool { return s == Blocked || s == Failed }

// Stage is what one step of a run found.
type Stage struct {
	ID       StageID
	State    StageState
	Started  time.Time     // zero when the stage never began
	Duration time.Duration // zero when the stage never began
	Finding  string        // a short fact for the helpdesk, in English, free of secrets; may be empty
}

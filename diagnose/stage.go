package diagnose

import "time"

// StageID names one step of a run, in the order in which the iPhone itself takes them.
type StageID string

// The stages of a run, in order.
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

// StageIDs returns every stage in the order of a run.
func StageIDs() []StageID {
	return []StageID{StagePhone, StageAddress, StageTenant, StageAutodiscover,
		StageServerChallenge, StageSignIn, StageToken, StageMailAccess}
}

// StageState is how a stage ended. NotChecked is not the same as Passed: nobody looked.
type StageState string

// The states of a stage. After a blocked stage all later ones are skipped.
const (
	Passed     StageState = "passed"
	Warning    StageState = "warning"
	Blocked    StageState = "blocked"
	Failed     StageState = "failed"
	Skipped    StageState = "skipped"
	NotChecked StageState = "not-checked"
	// Running is the state of a stage while it is asked. No diagnosis holds it.
	Running StageState = "running"
)

// Stage is what one step of a run found.
type Stage struct {
	ID       StageID
	State    StageState
	Started  time.Time     // zero when the stage never began
	Duration time.Duration // zero when the stage never began
	Finding  string        // a short fact for the helpdesk, in English, free of secrets; may be empty
}

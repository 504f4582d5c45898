package main

import (
	"errors"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// The exit codes.
const (
	exitDone       = 0 // healthy, or done what was asked
	exitCauseFound = 1 // check, or explain of one text, found a cause
	exitUsage      = 2 // bad usage or bad input
	exitUndecided  = 3 // nothing honest can be said
	exitNetwork    = 4 // the network or a server let nothing be found out
)

// refusal is a wrong call or a wrong input; its words are the message of that id.
type refusal struct {
	id   string
	data map[string]any
	err  error // what the system said, if it said anything
}

func (r refusal) Error() string { return r.id }
func (r refusal) Unwrap() error { return r.err }

func refuse(id string, data map[string]any) error { return refusal{id: id, data: data} }

// exitOf prints an error in the reader's language and turns it into an exit code: what a command refuses is bad
// usage or bad input.
func exitOf(err error, env environment, w *wording.Words) int {
	text := err.Error()
	var r refusal
	if errors.As(err, &r) && w != nil {
		text = w.Text(r.id, r.data)
		if r.err != nil {
			text += " (" + r.err.Error() + ")"
		}
	}
	env.tell("synchelper-cli: " + report.Visible(text))
	return exitUsage
}

// exitFor is the exit code of a diagnosis.
func exitFor(d diagnose.Diagnosis) int {
	switch d.Verdict.Cause {
	case diagnose.CauseNone:
		return exitDone
	case diagnose.CauseUnknown:
		return exitUndecided
	}
	return exitCauseFound
}

func versionLine() string { return diagnose.ProgramName + " " + diagnose.ProgramVersion }

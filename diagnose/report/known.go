package report

import (
	"slices"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// noID is the id of a report that has none of ours.
const noID = "00000000000000000000000000"

// known leaves of a diagnosis that was read what this program can have said. Where it writes one of a few words, a file
// that somebody sent may hold anything, such as a name, which nobody would take out there: for these fields hold no text.
func known(d diagnose.Diagnosis) diagnose.Diagnosis {
	if d.ID != "" && !diagnose.IsID(d.ID) {
		d.ID = noID
	}
	if _, ok := diagnose.CloudOf(d.Subject.Cloud); !ok && d.Subject.Cloud != simulatedCloud {
		d.Subject.Cloud = ""
	}
	d.Subject.Card = oneOf(d.Subject.Card, diagnose.Cards())
	d.Stages = slices.DeleteFunc(d.Stages, func(s diagnose.Stage) bool { return !slices.Contains(diagnose.StageIDs(), s.ID) })
	for i := range d.Stages {
		if s := &d.Stages[i]; !slices.Contains(stageStates(), s.State) {
			s.State = diagnose.NotChecked
		}
	}
	d.Observations = slices.DeleteFunc(d.Observations, func(o diagnose.Observation) bool { return !sees(o) })
	for i := range d.Observations {
		knownIn(&d.Observations[i])
	}
	return d
}

// simulatedCloud is the cloud of a demo; clouds.json has no row of it.
const simulatedCloud = "simulated"

// stageStates are the ends of a stage.
func stageStates() []diagnose.StageState {
	return []diagnose.StageState{diagnose.Passed, diagnose.Warning, diagnose.Blocked, diagnose.Failed, diagnose.Skipped, diagnose.NotChecked}
}

// oneOf is a word where it is one of those that there are, else none.
func oneOf[T ~string](word T, words []T) T {
	if slices.Contains(words, word) {
		return word
	}
	return ""
}

// sees says whether an observation is of a kind that this program makes. What the line of a log system says of itself is
// one without a stage.
func sees(o diagnose.Observation) bool {
	sources := []diagnose.Source{diagnose.SourceCard, diagnose.SourceText, diagnose.SourceAddress, diagnose.SourceSignIn,
		diagnose.SourceServer, diagnose.SourceHeard}
	return slices.Contains(sources, o.Source) && oneOf(o.Stage, diagnose.StageIDs()) == o.Stage && oneOf(o.About, abouts()) == o.About
}

func knownIn(o *diagnose.Observation) {
	o.Card = oneOf(o.Card, diagnose.Cards())
	if !diagnose.Known(o.Cause) {
		o.Cause = ""
	}
	for i, kind := range o.Secrets {
		if !slices.Contains(entra.SecretKinds(), kind) {
			o.Secrets[i] = entra.SomeSecret
		}
	}
	if a := o.Approval; a != nil {
		replies := []diagnose.Reply{diagnose.ReplyYes, diagnose.ReplyNo, diagnose.ReplyUnknown}
		a.SameAddress, a.JustNow, a.Colleague = oneOf(a.SameAddress, replies), oneOf(a.JustNow, replies), oneOf(a.Colleague, replies)
	}
	if s := o.Said; s != nil {
		s.Foreign = oneOf(s.Foreign, entra.ForeignNames())
		s.Wordings = slices.DeleteFunc(s.Wordings, func(w diagnose.Wording) bool { return !heard(w) })
	}
}

// heard says whether a wording is one of the table's, whichever of its phrases it was.
func heard(w diagnose.Wording) bool {
	return slices.Contains(confidences(), w.Confidence) && slices.ContainsFunc(diagnose.Phrases(), func(p diagnose.Phrase) bool {
		return p.Cause == w.Cause
	}) && slices.ContainsFunc(diagnose.Phrases(), func(p diagnose.Phrase) bool { return p.Lang == w.Lang })
}

package diagnose

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// Conclude judges the observations about a subject and returns the whole diagnosis. created is when, in the zone of
// the person; random (crypto/rand.Reader) gives the id; ran are the stages of a run that were really asked, the others
// follow from the observations. It returns an error only when no id could be drawn, or when a stage is none of ours: then
// the table of stages lacks a row, and what was found there must not be lost without a word.
func Conclude(random io.Reader, created time.Time, subject Subject, observations []Observation, ran ...Stage,
) (Diagnosis, error) {
	id, err := NewID(random)
	if err != nil {
		return Diagnosis{}, err
	}
	for _, o := range observations {
		if o.Source == SourceSignIn {
			continue // a run asks as the app that was chosen, whatever a page prints
		}
		switch app, ships, named := NamedApp(o.Said); {
		case ships:
			subject.MailApp = app.ID
		case named:
			subject.MailApp = OtherMailApp
		}
	}
	if subject.MailApp != OtherMailApp {
		subject.MailApp = MailAppOf(subject.MailApp).ID
	}
	d := Diagnosis{ID: id, Created: created, Subject: subject, Observations: observations,
		Verdict: Judge(observations)}
	d.Stages = stagesOf(d)
	for _, stage := range ran {
		i := slices.Index(StageIDs(), stage.ID)
		if i < 0 {
			return Diagnosis{}, fmt.Errorf("%w: %q", errUnknownStage, stage.ID)
		}
		d.Stages[i] = stage
	}
	return d, nil
}

var errUnknownStage = errors.New("diagnose: a stage that is not in the table")

// ObserveCard returns what the person chose on the Start screen as an observation.
func ObserveCard(card Card, at time.Time) Observation {
	return Observation{Stage: StagePhone, Source: SourceCard, About: AboutPhone, At: at, Card: card}
}

// healthy says whether an observation states that nothing is wrong.
func (o Observation) healthy() bool { return o.Cause == CauseNone && o.Said == nil && o.Card == "" }

// stagesOf says how far a run came. What the phone shows is a warning, not a block: the other stages may still be
// asked, and here nobody asked them.
func stagesOf(d Diagnosis) []Stage {
	seen := make(map[StageID]Observation)
	for _, o := range d.Observations {
		if first, ok := seen[o.Stage]; !ok || first.healthy() {
			seen[o.Stage] = o
		}
	}
	stages := make([]Stage, 0, len(StageIDs()))
	for _, id := range StageIDs() {
		stage := Stage{ID: id, State: NotChecked}
		o, ok := seen[id]
		switch {
		case ok && o.healthy():
			stage.State, stage.Started = Passed, o.At
		case ok:
			stage.State, stage.Started = Warning, o.At
		case id == StageAddress && d.Subject.Domain() != "":
			stage.State, stage.Started, stage.Finding = Passed, d.Created, d.Subject.Domain()
		}
		stages = append(stages, stage)
	}
	return stages
}

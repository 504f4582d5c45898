package session

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"time"

	"synchelper/diagnose"
)

const (
	historyFile = "history.json"
	// ShownRuns is how many of the newest rows are put into words and shown; the file has the others.
	ShownRuns = 10
	// HistoryLimit is how many bytes the list of runs may take; the oldest rows make room for a new one.
	HistoryLimit = 64 << 10
)

// Run is what the list of runs keeps of one: as little as the open case does, and not even the company.
type Run struct {
	ID         string              `json:"id"` // so that a run that goes on stays one row
	At         time.Time           `json:"at"`
	Cause      diagnose.CauseID    `json:"cause"`
	Confidence diagnose.Confidence `json:"confidence"`
	MailApp    string              `json:"mail_app"`
	Card       diagnose.Card       `json:"card"`
	Stands     []Stand             `json:"stages,omitempty"`
	Came       Outcome             `json:"came,omitempty"`

	Title string `json:"-"` // in the words of the language
}

// Outcome is what came of a run: message "ui.history.came.<outcome>".
type Outcome string

// The outcomes.
const (
	OutcomeNone     Outcome = ""
	OutcomeSent     Outcome = "sent"     // the message went out
	OutcomeApproved Outcome = "approved" // IT said yes
	OutcomeRefused  Outcome = "refused"  // IT said no
	OutcomeWorks    Outcome = "works"    // the person said that mail comes again
)

// runs are the rows that were kept, the newest first. What is no row of ours is left out.
func (s store) runs() (kept []Run) {
	if s.forgets {
		s.dropRuns()
		return nil
	}
	kept, _ = load[[]Run](s, historyFile)
	for i := range kept {
		r := &kept[i]
		mendRun(&r.MailApp, &r.Card, &r.Confidence, &r.Stands)
	}
	return slices.DeleteFunc(kept, func(r Run) bool {
		return !diagnose.Known(r.Cause) && r.Cause != diagnose.CauseNone && r.Cause != diagnose.CauseUnknown ||
			!slices.Contains([]Outcome{OutcomeNone, OutcomeSent, OutcomeApproved, OutcomeRefused, OutcomeWorks}, r.Came)
	})
}

// keepRuns writes as many of the newest rows as there is room for, and returns them.
func (s store) keepRuns(runs []Run) []Run {
	for len(runs) > 0 {
		raw, err := json.MarshalIndent(runs, "", " ")
		if err != nil || len(raw) <= HistoryLimit {
			break
		}
		runs = runs[:len(runs)-1]
	}
	s.save(historyFile, runs)
	return runs
}

func (s store) dropRuns() {
	if s.dir != "" {
		_ = os.Remove(filepath.Join(s.dir, historyFile))
	}
}

// list puts the run that was just judged on the list of runs, where the person wants one. The caller holds the lock.
func (s *Session) list(st *State) {
	if !st.Settings.History || s.store.noHistory || st.Demo || st.Asking {
		return
	}
	d := st.Diagnosis
	run := Run{ID: d.ID, At: d.Created.Truncate(time.Minute), Cause: d.Verdict.Cause, Confidence: d.Verdict.Confidence,
		MailApp: d.Subject.MailApp, Card: d.Subject.Card, Stands: standsOf(d.Stages)}
	kept := slices.DeleteFunc(slices.Clone(st.History), func(r Run) bool {
		if r.ID == run.ID {
			run.Came = r.Came
			if len(run.Stands) == 0 { // of a case that was kept, nothing was asked since
				run.Stands = r.Stands
			}
		}
		return r.ID == run.ID
	})
	st.History = s.store.keepRuns(append([]Run{run}, kept...))
	s.tellRuns(st)
}

// listOutcome writes beside its run what came of it. The caller holds the lock.
func (s *Session) listOutcome(st *State, id string, came Outcome) {
	at := slices.IndexFunc(st.History, func(r Run) bool { return r.ID == id })
	if !st.Settings.History || s.store.noHistory || st.Demo || at < 0 || st.History[at].Came == came {
		return
	}
	runs := slices.Clone(st.History)
	runs[at].Came = came
	st.History = s.store.keepRuns(runs)
}

// outcomeOf is what the state of a case says of its run.
func outcomeOf(state CaseState) Outcome {
	switch state {
	case CaseWaiting:
		return OutcomeSent
	case CaseApproved:
		return OutcomeApproved
	case CaseRefused:
		return OutcomeRefused
	}
	return OutcomeNone
}

// tellRuns puts the list into the words of the language. The caller holds the lock.
func (s *Session) tellRuns(st *State) {
	runs := slices.Clone(st.History)
	for i, r := range runs[:min(len(runs), ShownRuns)] {
		cause := diagnose.CauseOf(r.Cause)
		runs[i].Title = st.Words.Answer(diagnose.Diagnosis{ID: r.ID, Created: r.At,
			Subject: diagnose.Subject{MailApp: r.MailApp, Card: r.Card},
			Verdict: diagnose.Verdict{Cause: cause.ID, Family: cause.Family, Confidence: r.Confidence, About: cause.About}}).Title
	}
	st.History = runs
}

// SetHistory begins or ends the list of runs. What is on it stays until it is deleted.
func (s *Session) SetHistory(on bool) {
	s.change(func(st *State) {
		s.choose(st, func(chosen *Settings) { chosen.History = on })
	})
}

// ForgetHistory deletes the list of runs from this computer.
func (s *Session) ForgetHistory() {
	s.change(func(st *State) {
		st.History = nil
		s.store.dropRuns()
	})
}

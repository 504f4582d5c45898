package probe

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"synchelper/diagnose"
)

// outcome is how one stage ended.
type outcome struct {
	state        diagnose.StageState
	finding      string
	observations []diagnose.Observation
}

// ledger keeps the stages of one run in their order, although their questions are asked side by side: a stage is
// closed only after those before it, and after a blocked one all are skipped.
type ledger struct {
	now    func() time.Time
	report func(diagnose.Stage)

	mu       sync.Mutex
	stages   []diagnose.Stage
	outcomes map[diagnose.StageID]outcome
	closed   int  // how many of stages are closed
	blocked  bool // one of the closed ones is
	seen     []diagnose.Observation
}

func newLedger(now func() time.Time, report func(diagnose.Stage), ids ...diagnose.StageID) *ledger {
	if report == nil {
		report = func(diagnose.Stage) {}
	}
	l := &ledger{now: now, report: report, outcomes: make(map[diagnose.StageID]outcome)}
	for _, id := range ids {
		l.stages = append(l.stages, diagnose.Stage{ID: id, State: diagnose.NotChecked})
	}
	return l
}

// begin says that the questions of a stage are asked from now on.
func (l *ledger) begin(id diagnose.StageID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.blocked {
		return // it will be skipped
	}
	stage := l.stage(id)
	stage.State, stage.Started = diagnose.Running, l.now()
	l.report(*stage)
}

// end says what a stage found. Whoever ends one that was cut short by ctx gets not-checked instead.
func (l *ledger) end(ctx context.Context, id diagnose.StageID, found outcome) {
	if ctx.Err() != nil {
		found = outcome{state: diagnose.NotChecked, finding: "stopped before the answer came"}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if stage := l.stage(id); !stage.Started.IsZero() {
		stage.Duration = l.now().Sub(stage.Started)
	}
	l.outcomes[id] = found
	for l.closed < len(l.stages) && l.closeNext() {
		l.closed++
	}
}

// closeNext closes the first open stage; false when it has not ended yet.
func (l *ledger) closeNext() bool {
	stage := &l.stages[l.closed]
	found, ended := l.outcomes[stage.ID]
	switch {
	case l.blocked:
		*stage = diagnose.Stage{ID: stage.ID, State: diagnose.Skipped}
	case !ended:
		return false
	default:
		stage.State, stage.Finding = found.state, found.finding
		l.seen = append(l.seen, found.observations...)
		l.blocked = found.state == diagnose.Blocked
	}
	l.report(*stage)
	return true
}

// stage finds a stage of this run. One that the run does not have is a slip in the code, which any test of it shows.
func (l *ledger) stage(id diagnose.StageID) *diagnose.Stage {
	i := slices.IndexFunc(l.stages, func(s diagnose.Stage) bool { return s.ID == id })
	if i < 0 {
		panic(fmt.Sprintf("probe: this run has no stage %q: the table in diagnose/stage.go says which it has", id))
	}
	return &l.stages[i]
}

// result returns the stages and what was observed, once nothing is asked any more. A stage that nobody ended holds up those
// behind it no longer: it was not checked.
func (l *ledger) result() ([]diagnose.Stage, []diagnose.Observation) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for ; l.closed < len(l.stages); l.closed++ {
		stage := &l.stages[l.closed]
		if _, ended := l.outcomes[stage.ID]; !ended && !l.blocked {
			l.outcomes[stage.ID] = outcome{state: diagnose.NotChecked, finding: "nobody asked"}
		}
		l.closeNext()
	}
	return slices.Clone(l.stages), slices.Clone(l.seen)
}

package probe

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
)

func TestAStageThatTheRunDoesNotHaveIsNamed(t *testing.T) {
	for name, use := range map[string]func(*ledger){
		"begun": func(l *ledger) { l.begin("no-stage") },
		"ended": func(l *ledger) { l.end(t.Context(), "no-stage", outcome{state: diagnose.Passed}) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if said := fmt.Sprint(recover()); !strings.Contains(said, `"no-stage"`) || !strings.Contains(said, "stage.go") {
					t.Errorf("it says %q", said)
				}
			}()
			use(newLedger(time.Now, nil, diagnose.StagesBeforeSignIn()...))
		})
	}
}

// A stage that stands in the table and whose question nobody asks takes nothing away from those behind it.
func TestAStageThatNobodyAsksHoldsUpNoOther(t *testing.T) {
	told := map[diagnose.StageID]diagnose.StageState{}
	l := newLedger(time.Now, func(s diagnose.Stage) { told[s.ID] = s.State }, "first", "no-stage", "last")
	for _, id := range []diagnose.StageID{"first", "last"} {
		l.begin(id)
		l.end(t.Context(), id, outcome{state: diagnose.Passed,
			observations: []diagnose.Observation{{Stage: id, Cause: diagnose.CauseNone}}})
	}
	stages, seen := l.result()
	for i, want := range []diagnose.StageState{diagnose.Passed, diagnose.NotChecked, diagnose.Passed} {
		if s := stages[i]; s.State != want || told[s.ID] != want {
			t.Errorf("%s is %s and was told as %s, want %s", s.ID, s.State, told[s.ID], want)
		}
	}
	if len(seen) != 2 {
		t.Errorf("observed: %v", seen)
	}
}

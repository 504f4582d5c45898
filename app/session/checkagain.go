package session

import (
	"slices"
	"time"

	"synchelper/diagnose"
)

// Stand is how a stage ended, and nothing else of it.
type Stand struct {
	ID    diagnose.StageID    `json:"id"`
	State diagnose.StageState `json:"state"`
}

// standsOf are the stages of a run that were asked on this computer. What the phone shows is no part of that.
func standsOf(stages []diagnose.Stage) (stands []Stand) {
	for _, s := range stages {
		if s.ID != diagnose.StagePhone {
			stands = append(stands, Stand{ID: s.ID, State: s.State})
		}
	}
	return stands
}

// mended leaves out what no program of this version has written.
func mended(stands []Stand) []Stand {
	states := []diagnose.StageState{diagnose.Passed, diagnose.Warning, diagnose.Blocked, diagnose.Failed, diagnose.Skipped,
		diagnose.NotChecked}
	return slices.DeleteFunc(stands, func(s Stand) bool {
		return !slices.Contains(diagnose.StageIDs(), s.ID) || !slices.Contains(states, s.State)
	})
}

// Change is a stage that ended otherwise than before.
type Change struct {
	Stage    diagnose.StageID
	Was, Now diagnose.StageState
}

// Turn is what a run that was repeated says as a whole: message "ui.turn.<turn>".
type Turn string

// The turns that a repeated run can take.
const (
	TurnNone    Turn = ""        // nothing was repeated
	TurnHealed  Turn = "healed"  // everything that was asked works now
	TurnFurther Turn = "further" // it comes further than before
	TurnSame    Turn = "same"    // nothing has changed
	TurnOther   Turn = "other"   // it comes as far as before, and something else stops it
	TurnEarlier Turn = "earlier" // it stops before the place where it stopped
	TurnOpen    Turn = "open"    // nobody has signed in yet, and only that tells
)

// before is the run that a repeated one is compared with.
type before struct {
	stands []Stand
	family diagnose.Family
}

// reach is the last stage that passed before any that stopped, counted from 1.
func reach(stands []Stand) (last int) {
	for i, id := range diagnose.StageIDs() {
		at := slices.IndexFunc(stands, func(s Stand) bool { return s.ID == id })
		switch {
		case at < 0:
		case stands[at].State.Stops():
			return last
		case stands[at].State == diagnose.Passed:
			last = i + 1
		}
	}
	return last
}

// changesOf compares two runs, stage by stage. A stage that nobody asked this time has not changed.
func changesOf(was, now []Stand) (changes []Change) {
	for _, s := range now {
		state := diagnose.NotChecked
		if at := slices.IndexFunc(was, func(w Stand) bool { return w.ID == s.ID }); at >= 0 {
			state = was[at].State
		}
		if state != s.State && s.State != diagnose.NotChecked && s.State != diagnose.Skipped {
			changes = append(changes, Change{Stage: s.ID, Was: state, Now: s.State})
		}
	}
	return changes
}

// tellTurn compares a repeated run with the one before it; of a first run the open case keeps how far it came. The caller
// holds the lock.
func (s *Session) tellTurn(st *State) {
	st.Turn, st.Changes = TurnNone, nil
	now := standsOf(st.Diagnosis.Stages)
	switch {
	case st.Asking:
	case st.before != nil:
		if len(st.before.stands) > 0 {
			st.Changes = changesOf(st.before.stands, now)
		}
		st.Turn = turnOf(*st.before, now, st)
	case st.OfCase() && len(now) > 0:
		kept := *st.Case
		kept.Stands = now
		s.setCase(st, &kept)
	}
}

func turnOf(b before, now []Stand, st *State) Turn {
	verdict := st.Diagnosis.Verdict
	far, was := reach(now), reach(b.stands)
	if len(b.stands) == 0 { // nobody asked before, so nobody knows how far it came
		was = far
	}
	switch {
	case verdict.Cause == diagnose.CauseNone:
		return TurnHealed
	case st.Sure.Offered && st.Sure.Came.First():
		return TurnOpen
	case far > was:
		return TurnFurther
	case far < was:
		return TurnEarlier
	case verdict.Family != b.family:
		return TurnOther
	}
	return TurnSame
}

// remember keeps what the next run is compared with: how the message found things, where there is one. The caller holds
// the lock.
func (st *State) remember() {
	d := st.Diagnosis
	st.before = &before{stands: standsOf(d.Stages), family: d.Verdict.Family}
	if c := st.Case; st.OfCase() && len(c.Stands) > 0 {
		st.before = &before{stands: c.Stands, family: diagnose.CauseOf(c.Cause).Family}
	}
}

// CheckCase repeats the run of the open case. No address was kept: where this window has not seen it, it is asked first.
func (s *Session) CheckCase() {
	s.mu.Lock()
	c := s.state.Case
	if c == nil {
		s.mu.Unlock()
		return
	}
	s.state.Approval = c.openApproval(s.options.Now())
	inHand := s.state.Known && s.state.Diagnosis.ID == c.ID
	known := inHand && len(s.found.Stages) > 0
	demo := c.scenario
	if !inHand {
		s.state.Diagnosis = c.diagnosis()
	}
	s.state.Checking = true
	if !known {
		s.state.remember()
		s.state.Card, s.state.Text = c.Card, ""
		s.attached, s.state.Attached = nil, Attached{}
	}
	address := c.address != "" // another one of the same company may be anybody's
	if address {
		s.state.Address = c.address
	}
	s.mu.Unlock()
	switch {
	case known:
		s.again(true)
	case s.playCase(demo):
	case address:
		s.StartRun()
	default:
		s.change(func(st *State) {
			s.stop()
			st.Screen, st.Problem, st.Open = ScreenAsk, ProblemNone, PartNone
		})
	}
}

// repeats makes a run the one of the open case again, where that is what the person wants. The caller holds the lock.
func (s *Session) repeats(work *job) {
	if c := s.state.Case; s.state.Checking && c != nil {
		work.id, work.signs, work.after = c.ID, true, s.afterYes()
		work.subject.MailApp = c.MailApp
		work.heard = s.heard(&s.state)
		if work.after || c.Card.NeedsText() {
			work.subject.Card = ""
		}
	}
}

// afterYes says whether the run of the open case is repeated because IT said yes. The caller holds the lock.
func (s *Session) afterYes() bool {
	c := s.state.Case
	return s.state.Checking && c != nil && c.State == CaseApproved
}

// sinceYes is what was observed that a yes has not made history, and the yes itself. The caller holds the lock.
func (s *Session) sinceYes(observations []diagnose.Observation) []diagnose.Observation {
	history := []diagnose.Source{diagnose.SourceCard, diagnose.SourceText}
	kept := slices.DeleteFunc(slices.Clone(observations), func(o diagnose.Observation) bool {
		return isHeard(o) || s.afterYes() && slices.Contains(history, o.Source)
	})
	return append(kept, s.heard(&s.state)...)
}

// heard is what the person has heard from IT about the run in hand, as an observation: a yes can only have answered what
// asked for one. The caller holds the lock.
func (s *Session) heard(st *State) []diagnose.Observation {
	c := st.Case
	if !st.OfCase() || c.State != CaseApproved || !diagnose.CauseOf(c.Cause).Family.Approves() {
		return nil
	}
	return []diagnose.Observation{diagnose.ObserveApproval(st.Approval, s.options.Now())}
}

func isHeard(o diagnose.Observation) bool { return o.Approval != nil }

// Stuck opens the case of a yes that changed nothing.
func (s *Session) Stuck() {
	s.Heard(CaseApproved)
	s.change(func(st *State) {
		if st.Case != nil {
			st.Open = PartStill
		}
	})
}

// StillAsks takes what the person knows of a yes that changed nothing. As long as something is open it is asked; then the
// answer that follows is shown.
func (s *Session) StillAsks(a diagnose.Approval) {
	s.mu.Lock()
	d, at := s.state.Diagnosis, s.options.Now()
	s.mu.Unlock()
	s.change(func(st *State) {
		st.Approval, st.Screen = a, ScreenResult
		if !a.Answered() {
			if d.Verdict.Question != diagnose.QuestionStillAsks || st.Open != PartNone { // where the answer itself asks
				st.Open = PartStill
			}
			return
		}
		seen := slices.DeleteFunc(slices.Clone(d.Observations), isHeard)
		if len(seen) == 0 && d.Subject.Card != "" { // a case that was kept
			seen = append(seen, diagnose.ObserveCard(d.Subject.Card, at))
		}
		d.Observations = append(seen, diagnose.ObserveApproval(a, at))
		d.Verdict = diagnose.Judge(d.Observations)
		st.Open = PartStuck
		s.settle(st, d)
		s.tellCame(st)
		s.tellTurn(st)
		s.list(st)
	})
}

// openApproval is what is known of a yes before the person was asked: whoever heard of it long enough ago need not say so.
func (c *Case) openApproval(now time.Time) (a diagnose.Approval) {
	if !c.Heard.IsZero() && now.Sub(c.Heard) >= settles {
		a.JustNow = diagnose.ReplyNo
	}
	return a
}

// settles is how long a grant may take before waiting explains nothing any more.
const settles = 15 * time.Minute

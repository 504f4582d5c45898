package session

import (
	"synchelper/diagnose"
	"synchelper/diagnose/entrasim"
)

// enterDemo puts the person's own case aside: the demo has one of its own, which nothing keeps and which ends with it. The
// caller holds the lock.
func (s *Session) enterDemo(st *State) {
	if !st.Demo {
		st.own, st.Case, st.handed = st.Case, nil, letter{}
	}
	st.Demo = true
}

// tellAnswered goes on with a scenario whose IT has answered already. The caller holds the lock.
func (s *Session) tellAnswered(st *State, answer CaseState) {
	c := st.caseOf(st.Diagnosis)
	c.State, c.Sent, c.Heard = answer, st.Diagnosis.Created, st.Diagnosis.Created
	s.setCase(st, c)
	st.Open, st.CarriedOut = partOf(answer), true
}

// CarryOut does at the simulated company what its IT says to have done. Nobody else in the demo does, but whoever opens
// the administrator's link.
func (s *Session) CarryOut() {
	s.change(func(st *State) {
		if s.company != nil {
			s.company.Change(carryOut)
		}
		st.CarriedOut = st.Demo
	})
}

// playCase repeats the run of the demo's case on the company of its scenario, on a new one where another scenario was
// played meanwhile; false where the case is none of the demo's.
func (s *Session) playCase(id string) bool {
	sc, ok := ScenarioOf(id)
	if !ok {
		return false
	}
	s.mu.Lock()
	st := &s.state
	d, card := st.Diagnosis, st.Card
	s.forgetRun(st)
	if s.companyOf != id {
		s.closeCompany()
	}
	ctx, generation := s.start()
	st.Diagnosis, st.Card, st.Address, st.scenarioID = d, card, sc.Address, sc.ID
	work := job{subject: diagnose.Subject{Address: sc.Address, Card: card}, began: s.options.Now(), generation: generation,
		behind: ScreenStart}
	s.repeats(&work)
	s.mu.Unlock()
	s.goRun(ctx, work, func() {
		if work.route = s.open(work, sc.ID); work.route != nil {
			s.run(ctx, work)
		}
	})
	return true
}

// carryOut does at a simulated company what its IT says to have done. A yes that an administrator gave for the own account
// only stays one: that is what its scenario is about.
func carryOut(t *entrasim.Tenant) {
	if t.Granted == entrasim.GrantedToNobody {
		t.Granted = entrasim.GrantedToAll
	}
	if t.App == entrasim.AppMissing || t.App == entrasim.AppDisabled || t.App == entrasim.AppUnassigned {
		t.App = entrasim.AppEnabled
	}
	if t.Mailbox == entrasim.MailboxSyncOff {
		t.Mailbox = entrasim.MailboxFine
	}
}

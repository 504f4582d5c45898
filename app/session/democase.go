package session

import (
	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// own is what a person has, and the demo has otherwise: it is nobody's.
type own struct {
	openCase        *Case
	looksAfter      profile.LooksAfter
	messageLanguage string
	letters         *wording.Words
}

// enterDemo puts aside the person's own case and whom they write to: the demo has its own, which nothing keeps and which
// end with it. The caller holds the lock.
func (s *Session) enterDemo(st *State) {
	if !st.Demo {
		st.own = own{st.Case, st.Settings.LooksAfter, st.Settings.MessageLanguage, st.Letters}
		st.Case, st.handed = nil, messageKey{}
		st.Settings.LooksAfter, st.Settings.MessageLanguage, st.Letters = "", "", st.Words
	}
	st.Demo = true
}

// leaveDemo brings back what enterDemo has put aside. The caller holds the lock.
func (s *Session) leaveDemo(st *State) {
	if st.Demo {
		st.Case, st.handed, st.scenarioID = st.own.openCase, messageKey{}, ""
		st.Settings.LooksAfter, st.Settings.MessageLanguage, st.Letters = st.own.looksAfter, st.own.messageLanguage, st.own.letters
		if st.Settings.MessageLanguage == "" { // the person's own, which may be another one by now
			st.Letters = st.Words
		}
	}
	st.Demo, st.own = false, own{}
}

// tellAnswered goes on with a scenario whose IT has answered already. The caller holds the lock.
func (s *Session) tellAnswered(st *State, answer CaseState) {
	c := st.newCase()
	c.State, c.Sent, c.Heard = answer, st.Diagnosis.Created, st.Diagnosis.Created
	s.setCase(st, c)
	st.Open = partOf(answer)
}

// DemoIT is what the simulated company's IT does about a yes that was pressed.
type DemoIT string

// What it can do. Whoever opens the administrator's link does it in its place.
const (
	DemoITNothing DemoIT = ""      // there is nothing that a yes could change, or it is changed already
	DemoITWaits   DemoIT = "to-do" // it acts when it is told to
	DemoITDone    DemoIT = "done"
)

// tellDemoIT says whether a yes is still to be carried out at the simulated company. The caller holds the lock.
func (s *Session) tellDemoIT(st *State) {
	st.Acts = DemoITNothing
	c := st.Case
	if c.scenario == "" || c.State != CaseApproved || c.carried {
		return
	}
	would := s.wouldAct[c.scenario]
	if s.hasCompanyOf(c) {
		would = s.company.WouldAct()
	}
	if would {
		st.Acts = DemoITWaits
	}
}

// hasCompanyOf says whether the company that runs is that of a case. The caller holds the lock.
func (s *Session) hasCompanyOf(c *Case) bool { return s.company != nil && s.companyOf == c.scenario }

// CarryOut does at the simulated company of the open case what its IT says to have done: now, or as soon as it runs again.
func (s *Session) CarryOut() {
	s.change(func(st *State) {
		if st.Case == nil || st.Case.scenario == "" {
			return
		}
		if s.hasCompanyOf(st.Case) {
			s.company.Act()
		}
		told := *st.Case
		told.carried = true
		s.setCase(st, &told)
		st.Acts = DemoITDone
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

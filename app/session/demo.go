package session

import (
	"encoding/json"
	"sync"

	"synchelper/assets"
	"synchelper/diagnose"
)

// Scenario is what one phone of the simulated company shows: a row of assets/demo.json. The company itself, as wrong as
// its scenario says, is the row of the same id in assets/tenants.json.
type Scenario struct {
	ID      string        `json:"id"`
	Address string        `json:"address"`
	Card    diagnose.Card `json:"card"`  // empty: the phone shows nothing
	Text    string        `json:"text"`  // what was copied from the phone; mostly something
	Heard   CaseState     `json:"heard"` // what the person's IT has said already; mostly nothing
}

var scenarios = sync.OnceValue(func() []Scenario {
	var list []Scenario
	if err := json.Unmarshal(assets.Table(assets.Demo), &list); err != nil {
		panic("assets/demo.json: " + err.Error())
	}
	return list
})

// Scenarios returns the demo's scenarios in the order in which they are offered. The slice is shared: do not change it.
func Scenarios() []Scenario { return scenarios() }

// ScenarioOf returns the scenario of an id; false when there is none.
func ScenarioOf(id string) (Scenario, bool) {
	for _, sc := range scenarios() {
		if sc.ID == id {
			return sc, true
		}
	}
	return Scenario{}, false
}

// EnterDemo offers the scenarios of the simulated company.
func (s *Session) EnterDemo() {
	s.change(func(st *State) {
		if !st.HasDemo {
			return
		}
		s.stop()
		s.forget(st)
		s.enterDemo(st)
		st.Screen, st.Problem = ScreenDemo, ProblemNone
	})
}

// LeaveDemo goes back to the real thing.
func (s *Session) LeaveDemo() {
	s.change(func(st *State) {
		s.stop()
		s.forget(st)
		s.leaveDemo(st)
		st.Screen, st.Problem = ScreenStart, ProblemNone
		s.tellCase(st)
	})
}

// PlayScenario starts the scenario's company on this computer and answers as if the person had chosen and pasted what the
// scenario's phone shows.
func (s *Session) PlayScenario(id string) {
	sc, ok := ScenarioOf(id)
	if !ok {
		return
	}
	s.mu.Lock()
	s.forget(&s.state)
	ctx, generation := s.start()
	st := &s.state
	s.enterDemo(st)
	st.Acts = DemoITNothing
	st.Card, st.Address, st.Text, st.scenarioID = sc.Card, sc.Address, sc.Text, sc.ID
	work := job{subject: diagnose.Subject{Address: sc.Address, Card: sc.Card}, text: []byte(sc.Text),
		began: s.options.Now(), generation: generation, behind: ScreenDemo, answered: sc.Heard}
	s.mu.Unlock()
	s.goRun(ctx, work, func() {
		if work.route = s.open(work, sc.ID); work.route != nil {
			s.run(ctx, work)
		}
	})
}

// open starts the company of a scenario and returns the route to it; nil when it cannot be started, which the State says,
// or when the person has left meanwhile.
func (s *Session) open(work job, id string) *Route {
	if route := s.opened(work, id); route != nil {
		return route
	}
	company, err := s.options.Simulate(id, s.options.Now)
	if err != nil {
		s.deliver(work.generation, func(st *State) {
			s.stop()
			st.Screen, st.Problem, st.Asking = ScreenDemo, ProblemNoDemo, false
		})
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if work.generation != s.generation || s.life.Err() != nil {
		_ = company.Close()
		return nil
	}
	s.wouldAct[id] = company.WouldAct()
	if c := s.state.Case; s.state.Checking && c != nil && c.scenario == id && c.carried {
		company.Act()
	}
	s.company, s.companyOf = company, id
	return s.routeFor(work.subject)
}

// opened is the route to the company of a scenario that is there already; nil where it is not.
func (s *Session) opened(work job, id string) *Route {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.company == nil || s.companyOf != id || work.generation != s.generation {
		return nil
	}
	return s.routeFor(work.subject)
}

// closeCompany ends the simulated company, if there is one. The caller holds the lock; closing waits for whoever is still
// being answered, so it is done elsewhere.
func (s *Session) closeCompany() {
	if company := s.company; company != nil {
		s.company = nil
		s.work.Go(func() { _ = company.Close() })
	}
}

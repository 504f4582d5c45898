package session

import (
	"encoding/json"
	"sync"

	"synchelper/assets"
	"synchelper/diagnose"
)

// Scenario is what one phone of the simulated company shows: a row of assets/demo.json.
type Scenario struct {
	ID      string        `json:"id"`
	Address string        `json:"address"`
	Card    diagnose.Card `json:"card"`
	Text    string        `json:"text"`
	Heard   CaseState     `json:"heard"` // what the person's IT has said already; mostly nothing
}

var scenarios = sync.OnceValue(func() []Scenario {
	var list []Scenario
	if err := json.Unmarshal(assets.Demo, &list); err != nil {
		panic("assets/demo.json: " + err.Error())
	}
	return list
})

// Scenarios returns the demo's scenarios in the order in which they are offered. The slice is shared: do not change it.
func Scenarios() []Scenario { return scenarios() }

// EnterDemo offers the scenarios of the simulated company.
func (s *Session) EnterDemo() {
	s.change(func(st *State) {
		s.stop()
		s.forget(st)
		st.Demo, st.Screen, st.Problem = true, ScreenDemo, ProblemNone
	})
}

// LeaveDemo goes back to the real thing.
func (s *Session) LeaveDemo() {
	s.change(func(st *State) {
		s.stop()
		s.forget(st)
		st.Demo, st.Screen, st.Problem = false, ScreenStart, ProblemNone
	})
}

// PlayScenario answers as if the person had chosen and pasted what the scenario's phone shows.
func (s *Session) PlayScenario(id string) {
	for _, sc := range Scenarios() {
		if sc.ID != id {
			continue
		}
		s.mu.Lock()
		s.forget(&s.state)
		s.state.Demo, s.state.Card, s.state.Address, s.state.Text = true, sc.Card, sc.Address, sc.Text
		s.mu.Unlock()
		s.Answer()
		if sc.Heard != "" {
			s.change(func(st *State) { st.Open = partOf(sc.Heard) })
		}
		return
	}
}

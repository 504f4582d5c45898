package session

import (
	"synchelper/diagnose/report"
)

// Save writes the report into the chosen folder, away from the window: it may be a slow network drive. The State says
// where it went or why it did not; nothing on the screen is lost either way.
func (s *Session) Save() {
	s.mu.Lock()
	dir, d, words, generation := s.state.SaveDir, s.state.Diagnosis, s.state.Words, s.generation
	s.mu.Unlock()
	s.work.Go(func() {
		path, err := report.Save(dir, d, words)
		s.deliver(generation, func(st *State) {
			st.Saved, st.SaveError = path, ProblemNone
			if err != nil {
				st.Saved, st.SaveError = "", whyNotSaved(err)
			}
		})
	})
}

// SaveIn chooses another folder for the report.
func (s *Session) SaveIn(dir string) {
	s.change(func(st *State) {
		st.SaveDir, st.Saved, st.SaveError = dir, "", ProblemNone
		st.SheetSaved, st.SheetError = "", ProblemNone
	})
}

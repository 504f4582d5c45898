package session

import "synchelper/diagnose/report"

// SaveSheet writes the administrator's sheet into the folder that reports go to, away from the window, as Save does. It is
// in the language of what is sent.
func (s *Session) SaveSheet() {
	s.mu.Lock()
	dir, d, letters, words, generation := s.state.SaveDir, s.state.Diagnosis, s.state.Letters, s.state.Words, s.generation
	s.mu.Unlock()
	s.work.Go(func() {
		path, err := report.SaveSheet(dir, d, letters, words)
		s.deliver(generation, func(st *State) {
			st.SheetSaved, st.SheetError = path, ProblemNone
			if err != nil {
				st.SheetError = whyNotSaved(err)
			}
		})
	})
}

// SheetText returns the same sheet as text, for a mail or a ticket.
func (s *Session) SheetText() string {
	s.mu.Lock()
	d, letters, words := s.state.Diagnosis, s.state.Letters, s.state.Words
	s.mu.Unlock()
	return report.SheetText(d, letters, words)
}

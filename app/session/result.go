package session

// SaveIn chooses another folder for the report.
func (s *Session) SaveIn(dir string) {
	s.change(func(st *State) {
		s.unsaved(st)
		st.SaveDir, st.SheetSaved, st.SheetError = dir, "", ProblemNone
	})
}

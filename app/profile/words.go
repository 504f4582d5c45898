package profile

import "synchelper/diagnose/wording"

// Words says where a file is wrong, and what is wrong there, for those who have written it.
func (p *Problem) Words(w *wording.Words) string {
	what := w.Text("organisation.problem."+string(p.Kind), map[string]any{"Got": p.Got, "Want": p.Want})
	return w.Text("organisation.at", map[string]any{"Line": p.Line, "Field": p.Field, "What": what})
}

package session

import (
	"bytes"
	"errors"
	"fmt"

	"synchelper/diagnose/entra"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
)

// SaveRows saves the chosen rows as a table for a spreadsheet; where none is chosen, those that are shown. For whom is said
// as for a report.
func (s *Session) SaveRows() {
	s.mu.Lock()
	dir, m, mine, rows := s.state.SaveDir, s.making(&s.state), s.savings, s.state.Help.Chosen
	if rows.Len() == 0 {
		rows = s.state.Help.View
	}
	s.mu.Unlock()
	s.work.Go(func() {
		table, err := s.makeRows(m, rows)
		var path, names string
		if err == nil {
			path, names, err = table.write(dir)
		}
		s.deliverSaving(mine, func(st *State) {
			st.Help.Saved, st.Saving.Named, st.Help.SaveError = path, names, whyNotMade(err)
		})
	})
}

// makeRows is the table for its reader. As a report, it is not written at all with a secret in it.
func (s *Session) makeRows(m making, rows triage.View) (f savedFile, err error) {
	var other *report.Pseudonyms
	if m.Outside {
		if other, err = s.pseudonyms(m.demo); err != nil {
			return f, errors.Join(errNoKey, err)
		}
	}
	var secret error
	var table bytes.Buffer
	err = triage.CSV(&table, func(yield func(triage.Row) bool) {
		for r := range rows.All() {
			if m.Outside {
				r = r.Outside(other)
			}
			for _, given := range []string{r.File, r.Ticket} { // all else has a form of its own
				if _, kinds := entra.Scrub(given); len(kinds) > 0 {
					secret = fmt.Errorf("%w: %v", report.ErrSecretLeft, kinds)
				}
			}
			if secret != nil || !yield(r) {
				return
			}
		}
	})
	if err = errors.Join(secret, err); err != nil {
		return f, err
	}
	f.content, f.name = table.Bytes(), "SyncHelper-"+s.options.Now().Format("2006-01-02-150405")
	f.namesName, f.name = f.name+"-names.csv", f.name+".csv"
	if m.Names && m.Outside {
		f.names, err = other.Names()
	}
	return f, err
}

package session

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// Saving is how a report is saved: who will read it, and what that one gets. Nothing need be chosen: without a word it is
// for the own IT.
type Saving struct {
	Outside bool   // somebody outside the company will read it
	Names   bool   // whom the other names stand for is saved too, in a file of its own
	Named   string // where that was saved; empty when it was not
	Showing bool   // the person wants to see what will be written
	Shown   *Shown // that; nil until it is made

	others bool // it is another person's report, which is shown in full
}

// Shown is what will be written, in its parts: Save writes the very file that they are of.
type Shown struct {
	Sections []report.Section // the readable text, under its title and what Contains says
	Form     string           // for programs, below it
	Taken    []Taken
	Problem  Problem // why nothing will be written

	file savedFile
}

// Taken is what was taken out or changed for one reason.
type Taken struct {
	Why    string
	Fields []string // their paths in the form below the text
}

// savedFile is what goes into a folder, with the list of names beside it where that is wanted.
type savedFile struct {
	name, namesName string
	content, names  []byte
}

// making is all that a report is made from, apart from the State that goes on changing.
type making struct {
	Saving
	d     diagnose.Diagnosis
	made  []byte // a stranger's report that was made for readers outside already
	words *wording.Words
	demo  bool
}

// CanGoOutside says whether there is a choice of readers: an organisation may have left its own IT alone, and what was
// made for readers outside holds nothing else any more.
func (s State) CanGoOutside() bool {
	return s.Profile().Readers != profile.ReadersOurIT && s.madeOutside() == nil
}

// Contains says in one line what the report holds for whom it is saved.
func (s State) Contains() string { return report.Copy{For: s.readership()}.Contains(s.Words) }

func (s State) readership() report.Readership {
	if s.madeOutside() != nil || s.Saving.Outside && s.CanGoOutside() {
		return report.ReaderOutside
	}
	return report.ReaderIT
}

// madeOutside is a stranger's report that was made for readers outside; nil for every other.
func (s State) madeOutside() []byte {
	if s.Saving.others {
		return s.Help.One.outside
	}
	return nil
}

// making takes what a report is made from. The caller holds the lock.
func (s *Session) making(st *State) making {
	m := making{Saving: st.Saving, d: st.Diagnosis, made: st.madeOutside(), words: st.Words, demo: st.Demo}
	m.Outside = st.readership() == report.ReaderOutside
	if st.Saving.others {
		m.d = st.Help.One.Diagnosis
	}
	return m
}

// make is the file for its reader, and the copy that it is the form of.
func (s *Session) make(m making) (f savedFile, c report.Copy, err error) {
	switch {
	case m.made != nil: // a pseudonym of a pseudonym would be the same person under another name
		if c, err = report.ReadCopy(m.made); err != nil {
			return f, c, err
		}
	case m.Outside:
		names, err := s.pseudonyms(m.demo)
		if err != nil {
			return f, c, errors.Join(errNoKey, err)
		}
		c = report.ForOutside(m.d, names)
		if m.Names {
			if f.names, err = names.Names(); err != nil {
				return f, c, err
			}
		}
	default:
		c = report.ForIT(m.d)
	}
	f.name, f.namesName = c.FileName(), c.NamesFileName()
	f.content, err = c.File(m.words)
	return f, c, err
}

// errNoKey means that there is no key to make other names with.
var errNoKey = errors.New("no key for other names")

// pseudonyms are those of the key that lies beside the settings, which the terminal takes too: the same person has the same
// name in all files. Where nothing is kept, and in the demo, that holds until the window closes.
func (s *Session) pseudonyms(demo bool) (*report.Pseudonyms, error) {
	s.keys.Lock()
	defer s.keys.Unlock()
	if path := s.store.path(report.KeyFile); path != "" && !demo {
		return report.PseudonymsOf(path, s.options.Random)
	}
	if s.key == nil {
		key := make([]byte, report.KeySize)
		if _, err := io.ReadFull(s.options.Random, key); err != nil {
			return nil, err
		}
		s.key = key
	}
	return report.NewPseudonyms(s.key)
}

// write puts the file into a folder and returns its path, and that of the names. They come first: if there is no room for
// the report, they go again, since nothing was saved then.
func (f savedFile) write(dir string) (path, names string, err error) {
	if f.names != nil {
		names = filepath.Join(dir, f.namesName)
		if err := report.WriteAtomic(names, f.names); err != nil {
			return "", "", err
		}
	}
	path = filepath.Join(dir, f.name)
	if err = report.WriteAtomic(path, f.content); err == nil {
		return path, names, nil
	}
	if names != "" {
		err = errors.Join(err, os.Remove(names))
	}
	return "", "", err
}

// Save writes the report into the chosen folder, away from the window: it may be a slow network drive. What is shown is
// what is written. The State says where it went or why it did not; nothing on the screen is lost either way.
func (s *Session) Save() {
	s.mu.Lock()
	dir, m, shown, mine := s.state.SaveDir, s.making(&s.state), s.state.Saving.Shown, s.savings
	s.mu.Unlock()
	s.work.Go(func() {
		var file savedFile
		var err error
		if shown != nil && shown.Problem == ProblemNone {
			file = shown.file
		} else {
			file, _, err = s.make(m)
		}
		var path, names string
		if err == nil {
			path, names, err = file.write(dir)
		}
		s.deliverSaving(mine, func(st *State) {
			st.Saved, st.Saving.Named, st.SaveError = path, names, whyNotMade(err)
		})
	})
}

// deliverSaving applies what came of saving, unless it is about another report by now, or for others.
func (s *Session) deliverSaving(mine uint64, f func(*State)) {
	s.mu.Lock()
	if mine != s.savings || s.life.Err() != nil {
		s.mu.Unlock()
		return
	}
	now := s.apply(f)
	s.mu.Unlock()
	s.options.Emit(now)
}

// whyNotMade tells apart what keeps a report from being written.
func whyNotMade(err error) Problem {
	switch {
	case err == nil:
		return ProblemNone
	case errors.Is(err, report.ErrSecretLeft):
		return ProblemSecretLeft
	case errors.Is(err, errNoKey):
		return ProblemNoKey
	}
	return whyNotSaved(err)
}

// SaveFor says who will read the report.
func (s *Session) SaveFor(outside bool) {
	s.change(func(st *State) {
		s.unsaved(st)
		st.Saving.Outside, st.Saving.Names = outside, false
		s.showAgain(st)
	})
}

// SaveNames says whether the list of names is saved too.
func (s *Session) SaveNames(too bool) {
	s.change(func(st *State) {
		s.unsaved(st)
		st.Saving.Names = too
		s.showAgain(st)
	})
}

// ShowReport shows what will be written, or no longer.
func (s *Session) ShowReport(show bool) {
	s.change(func(st *State) {
		st.Saving.Showing = show
		s.showAgain(st)
	})
}

// unsaved forgets what became of saving. The caller holds the lock.
func (s *Session) unsaved(st *State) {
	s.savings++
	st.Saved, st.Saving.Named, st.SaveError = "", "", ProblemNone
	st.Help.Saved, st.Help.SaveError = "", ProblemNone
}

// endSaving goes back to where nobody has chosen anything. The caller holds the lock.
func (s *Session) endSaving(st *State) {
	s.unsaved(st)
	s.shows++
	st.Saving = Saving{}
}

// showAgain makes anew what is shown, after something changed that it is made of. The caller holds the lock.
func (s *Session) showAgain(st *State) {
	s.shows++
	st.Saving.Shown = nil
	if !st.Saving.Showing {
		return
	}
	mine, m := s.shows, s.making(st)
	s.work.Go(func() {
		shown := s.show(m)
		s.mu.Lock()
		if mine != s.shows || s.life.Err() != nil {
			s.mu.Unlock()
			return
		}
		now := s.apply(func(st *State) { st.Saving.Shown = shown })
		s.mu.Unlock()
		s.options.Emit(now)
	})
}

func (s *Session) show(m making) *Shown {
	file, c, err := s.make(m)
	if err != nil {
		return &Shown{Problem: whyNotMade(err)}
	}
	form, err := c.JSON(m.words)
	if err != nil {
		return &Shown{Problem: whyNotMade(err)}
	}
	sections := c.Sections(m.words)
	for _, section := range sections {
		for i, line := range section.Lines {
			section.Lines[i] = report.Visible(line)
		}
	}
	return &Shown{Sections: sections, Form: string(form), Taken: taken(c, m.words), file: file}
}

// taken says what was taken out, by its reason.
func taken(c report.Copy, w *wording.Words) (list []Taken) {
	for _, change := range c.Changes(w) {
		i := slices.IndexFunc(list, func(t Taken) bool { return t.Why == change.Why })
		if i < 0 {
			i, list = len(list), append(list, Taken{Why: change.Why})
		}
		list[i].Fields = append(list[i].Fields, change.Field)
	}
	return list
}

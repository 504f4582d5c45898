package session

import (
	"slices"

	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// speaks says whether there is a language of that code.
func speaks(code string) bool {
	return slices.ContainsFunc(wording.Languages(), func(l wording.Language) bool { return l.Code == code })
}

// letterLanguage is the language of what is sent: the person's own until another one is chosen.
func (s Settings) letterLanguage() string {
	if s.MessageLanguage != "" {
		return s.MessageLanguage
	}
	return s.Language
}

// lettersIn are the words of what is sent: the person's own where they are of that language, since a language takes a while
// to load. The error is that of a language that is not there.
func lettersIn(code string, own *wording.Words) (*wording.Words, error) {
	if code == own.Lang() {
		return own, nil
	}
	return wording.New(code)
}

// ReaderOf is who the message is written for, by who looks after the person's computers.
func ReaderOf(who profile.LooksAfter) wording.Reader {
	if who == profile.LooksAfterCompany {
		return wording.ReaderProvider
	}
	return wording.ReaderIT
}

// SetMessageLanguage writes what is sent in a language of its own. A language that is not there changes nothing.
func (s *Session) SetMessageLanguage(code string) {
	words, err := wording.New(code)
	if err != nil {
		return
	}
	s.change(func(st *State) {
		st.Letters = words
		s.chooseReader(st, func(chosen *Settings) { chosen.MessageLanguage = code })
		s.retell(st)
	})
}

// answer puts a diagnosis into words: the person's, and for what is sent those of whoever reads it.
func (st *State) answer(d diagnose.Diagnosis) wording.Answer {
	return st.Words.AnswerFor(d, st.Letters, ReaderOf(st.Settings.LooksAfter))
}

// retell puts into words again what is known, after the words have changed. The caller holds the lock.
func (s *Session) retell(st *State) {
	if st.Known {
		st.Answer = st.answer(st.Diagnosis)
	}
	if st.Known && st.Sheet.Lang != "" { // the administrator's page is behind the settings
		st.Sheet = st.Words.Sheet(st.Diagnosis)
	}
	if s.helpdesk != nil {
		st.tellProblems()
	}
	if st.Help.One != nil {
		one := *st.Help.One // the old State keeps its own
		one.tell(st)
		st.Help.One = &one
	}
	s.tellCase(st)
	s.showAgain(st)
}

package session

import (
	"cmp"
	"slices"

	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// TextSize is how large the letters are.
type TextSize string

// The sizes of text.
const (
	TextNormal  TextSize = "normal"
	TextLarge   TextSize = "large"
	TextLargest TextSize = "largest"
)

// TextSizes returns the sizes from small to large.
func TextSizes() []TextSize { return []TextSize{TextNormal, TextLarge, TextLargest} }

// Scale is by how much the letters grow.
func (t TextSize) Scale() float32 {
	switch t {
	case TextLarge:
		return 1.2
	case TextLargest:
		return 1.45
	}
	return 1
}

// Look is light, dark, or as the system has it.
type Look string

// The looks.
const (
	LookSystem Look = "system"
	LookLight  Look = "light"
	LookDark   Look = "dark"
)

// Looks returns the looks in the order in which they are offered.
func Looks() []Look { return []Look{LookSystem, LookLight, LookDark} }

// Settings are what the person has chosen for good; what is empty was not chosen.
type Settings struct {
	Language string   `json:"language,omitempty"`
	TextSize TextSize `json:"text_size,omitempty"`
	Look     Look     `json:"look,omitempty"`
	MailApp  string   `json:"mail_app,omitempty"`
	History  bool     `json:"history,omitempty"` // runs are kept in a list
	// MessageLanguage is the language of what is sent; empty: the person's own.
	MessageLanguage string             `json:"message_language,omitempty"`
	LooksAfter      profile.LooksAfter `json:"looks_after,omitempty"`
}

// mended leaves out what no program of this version has written.
func (s Settings) mended() Settings {
	if !speaks(s.Language) {
		s.Language = ""
	}
	if !speaks(s.MessageLanguage) {
		s.MessageLanguage = ""
	}
	if !slices.Contains(TextSizes(), s.TextSize) {
		s.TextSize = ""
	}
	if !slices.Contains(Looks(), s.Look) {
		s.Look = ""
	}
	if diagnose.MailAppOf(s.MailApp).ID != s.MailApp {
		s.MailApp = ""
	}
	s.LooksAfter = offered(s.LooksAfter)
	return s
}

// over lays what was chosen over what one begins with.
func (s Settings) over(first Settings) Settings {
	s.Language, s.MailApp = cmp.Or(s.Language, first.Language), diagnose.MailAppOf(cmp.Or(s.MailApp, first.MailApp)).ID
	s.TextSize, s.Look = cmp.Or(s.TextSize, TextNormal), cmp.Or(s.Look, LookSystem)
	s.LooksAfter = cmp.Or(s.LooksAfter, first.LooksAfter)
	return s
}

// SetLanguage speaks another language from now on. A language that is not there changes nothing.
func (s *Session) SetLanguage(code string) {
	words, err := wording.New(code)
	if err != nil {
		return
	}
	s.change(func(st *State) {
		st.Words = words
		s.choose(st, func(chosen *Settings) { chosen.Language = code })
		if st.Settings.MessageLanguage == "" {
			st.Letters = words
		}
		s.retell(st)
		s.tellRuns(st)
	})
}

// SetTextSize changes how large the letters are.
func (s *Session) SetTextSize(size TextSize) {
	s.change(func(st *State) {
		s.choose(st, func(chosen *Settings) { chosen.TextSize = size })
	})
}

// SetLook changes between light and dark.
func (s *Session) SetLook(look Look) {
	s.change(func(st *State) {
		s.choose(st, func(chosen *Settings) { chosen.Look = look })
	})
}

// SetMailApp changes the mail app that the answers are about. Whoever was asked for it from Start is back there.
func (s *Session) SetMailApp(id string) {
	s.change(func(st *State) {
		s.choose(st, func(chosen *Settings) { chosen.MailApp = diagnose.MailAppOf(id).ID })
		if st.Screen == ScreenApps {
			st.Screen = ScreenStart
		}
	})
}

// choose takes what the person has chosen for good. Nothing else is kept, so that what nobody chose stays as the
// organisation has it. The caller holds the lock.
func (s *Session) choose(st *State, set func(*Settings)) {
	set(&st.Settings)
	set(&s.chosen)
	s.store.keepSettings(s.chosen)
}

// chooseReader takes whom the person writes to; the demo's is forgotten with it. The caller holds the lock.
func (s *Session) chooseReader(st *State, set func(*Settings)) {
	if st.Demo {
		set(&st.Settings)
		return
	}
	s.choose(st, set)
}

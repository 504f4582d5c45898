package session

import (
	"slices"

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

// Settings are what the person has chosen for good.
type Settings struct {
	Language string   `json:"language"`
	TextSize TextSize `json:"text_size"`
	Look     Look     `json:"look"`
	MailApp  string   `json:"mail_app"`
	// MessageLanguage is the language of what is sent; empty: the person's own.
	MessageLanguage string     `json:"message_language,omitempty"`
	LooksAfter      LooksAfter `json:"looks_after,omitempty"`
}

// mended replaces what no program of this version has written by what it would have written.
func (s Settings) mended(language string) Settings {
	if !speaks(s.Language) {
		s.Language = language
	}
	if !speaks(s.MessageLanguage) {
		s.MessageLanguage = ""
	}
	if !slices.Contains(TextSizes(), s.TextSize) {
		s.TextSize = TextNormal
	}
	if !slices.Contains(Looks(), s.Look) {
		s.Look = LookSystem
	}
	s.MailApp, s.LooksAfter = diagnose.MailAppOf(s.MailApp).ID, s.LooksAfter.mended()
	return s
}

// SetLanguage speaks another language from now on. A language that is not there changes nothing.
func (s *Session) SetLanguage(code string) {
	words, err := wording.New(code)
	if err != nil {
		return
	}
	s.change(func(st *State) {
		st.Settings.Language, st.Words = code, words
		if st.Settings.MessageLanguage == "" {
			st.Letters = words
		}
		s.keep(st)
		s.retell(st)
	})
}

// SetTextSize changes how large the letters are.
func (s *Session) SetTextSize(size TextSize) {
	s.change(func(st *State) {
		st.Settings.TextSize = size
		s.keep(st)
	})
}

// SetLook changes between light and dark.
func (s *Session) SetLook(look Look) {
	s.change(func(st *State) {
		st.Settings.Look = look
		s.keep(st)
	})
}

// SetMailApp changes the mail app that the answers are about. Whoever was asked for it from Start is back there.
func (s *Session) SetMailApp(id string) {
	s.change(func(st *State) {
		st.Settings.MailApp = diagnose.MailAppOf(id).ID
		if st.Screen == ScreenApps {
			st.Screen = ScreenStart
		}
		s.keep(st)
	})
}

func (s *Session) keep(st *State) { s.store.keepSettings(st.Settings) }

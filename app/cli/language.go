package main

import (
	"cmp"
	"flag"
	"strconv"
	"strings"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// language is what is spoken: the organisation's, else the system's. Nobody chooses one for good in a terminal.
func (e environment) language() string { return cmp.Or(e.organisation().Language, e.locale()) }

// letters are the words of what is sent to somebody else, and who reads it.
type letters struct {
	code  string // that was asked for; empty: what is spoken
	words *wording.Words
	to    wording.Reader
}

// flag adds the option by which the language of what is sent is chosen.
func (l *letters) flag(flags *flag.FlagSet) { flags.StringVar(&l.code, "message-language", "", "") }

// choose takes the language that was asked for, and the reader whom the organisation names.
func (l *letters) choose(env environment, w *wording.Words) (err error) {
	l.words, l.to = w, session.ReaderOf(env.organisation().LooksAfter)
	if l.code == "" {
		return nil
	}
	if l.words, err = wording.New(l.code); err != nil {
		return refuse("cli.unknown_language", map[string]any{"Language": strconv.Quote(l.code), "Known": strings.Join(codes(), ", ")})
	}
	return nil
}

// answer puts a diagnosis into words, what is sent into those of its reader.
func (l letters) answer(d diagnose.Diagnosis, w *wording.Words) wording.Answer {
	return w.AnswerFor(d, l.words, l.to)
}

// codes are the languages that there are.
func codes() (all []string) {
	for _, l := range wording.Languages() {
		all = append(all, l.Code)
	}
	return all
}

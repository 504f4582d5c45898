package entra

import (
	"errors"
	"slices"

	"synchelper/diagnose"
)

// The limits of what is read.
const (
	MaxText    = 64 << 20 // a longer text is refused
	MaxExcerpt = 16 << 10 // as much is read deeply, and kept of a longer text
)

// The errors of Read.
var (
	// ErrTooLarge says that the text is longer than MaxText.
	ErrTooLarge = errors.New("entra: the text is longer than 64 MiB")
	// ErrSecretOnly says that the text is an address with an authorization code and without an error. Nothing of it is
	// kept: whoever asks for such an address wants to sign in as somebody else.
	ErrSecretOnly = errors.New("entra: the text is a sign-in address with a secret and says no error")
)

// Reading is what one text gave.
type Reading struct {
	Said    diagnose.Said // the spans are byte offsets in Text
	Text    string        // the text as valid UTF-8 with its secrets cut out; of a long text an excerpt of MaxExcerpt
	Secrets []string      // the kinds of secret that were cut out: "code", "token", "password", "cookie" …
}

// ReadString is Read for a string.
func ReadString(text string) (Reading, error) { return Read([]byte(text)) }

// Read states what Microsoft Entra said in a text: UTF-8, or UTF-16 with or without its mark, with any layers of
// quoting. Bytes that are not UTF-8 become U+FFFD. The errors are ErrTooLarge and ErrSecretOnly; with the latter only
// Secrets is filled. A text in which nothing is recognised gives a Said whose fields are empty.
func Read(text []byte) (Reading, error) {
	if len(text) > MaxText {
		return Reading{}, ErrTooLarge
	}
	text = UTF8(text)
	if len(text) > MaxExcerpt {
		return readLong(text)
	}
	clean, cuts := scrub(valid(text))
	reading := readClean(clean)
	reading.Secrets = kindsOf(cuts)
	if refused(reading.Said, cuts) {
		return Reading{Secrets: reading.Secrets}, ErrSecretOnly
	}
	return reading, nil
}

// refused says whether an address with a code is all that there is.
func refused(said diagnose.Said, cuts []cut) bool {
	if len(said.Codes) > 0 || len(said.Wordings) > 0 || said.Error != "" || said.Subcode != "" || said.Foreign != "" {
		return false
	}
	return slices.ContainsFunc(cuts, func(c cut) bool { return c.kind == kindCode && c.address })
}

// readClean reads a text that holds no secrets any more.
func readClean(text string) Reading {
	p := newPage(text)
	all := p.mentions()
	reading := Reading{Text: text, Said: diagnose.Said{Spans: make(map[diagnose.Field]diagnose.Span)}}
	r := reader{page: p, said: &reading.Said}
	for _, m := range all {
		if !slices.Contains(r.said.Codes, m.number) {
			r.said.Codes = append(r.said.Codes, m.number)
		}
	}
	main, ok := p.choose(all)
	r.at = p.placeOf(main, all)
	if ok {
		r.said.Primary, r.said.Loose = main.number, allLoose(all, main.number)
		r.said.Sentence = p.sentenceOf(main, all)
		r.note(diagnose.FieldPrimary, main.start, main.end)
	}
	r.sayWordings()
	r.fill()
	if len(all) == 0 {
		r.said.Foreign = p.foreign(r.said.Wordings)
	}
	return reading
}

// allLoose says whether a number is nowhere named with its prefix or a label of its own.
func allLoose(all []mention, number int) bool {
	return !slices.ContainsFunc(all, func(m mention) bool { return m.number == number && !m.loose })
}

// fill reads every other field.
func (r *reader) fill() {
	all := r.guids()
	r.ids(all)
	r.appName(all)
	r.oauth()
	r.timestamp()
	r.user()
	r.tenantDomain()
	r.resourceName()
}

// sayWordings records the known sentences and titles; without a number the first is what was said.
func (r *reader) sayWordings() {
	list := diagnose.Phrases()
	for _, f := range r.wordings() {
		start, end := r.span(f.start, f.end)
		r.said.Wordings = append(r.said.Wordings, diagnose.Wording{Cause: list[f.row].Cause, Lang: list[f.row].Lang,
			Confidence: list[f.row].Confidence, Span: diagnose.Span{Start: start, End: end}})
		if r.said.Sentence == "" {
			r.said.Sentence = oneLine(r.text[f.start:f.end])
		}
	}
}

// Package wording turns causes and facts into sentences of one language. Every sentence that a person reads comes
// from assets/messages through it; no other package holds words.
package wording

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"synchelper/assets"
)

// messagesEnd is how the files of messages end in assets.Packed: each is named after its language.
const messagesEnd = ".json"

// Language is one that SyncHelper speaks.
type Language struct {
	Code string // BCP 47, e.g. "de"
	Name string // its own name for itself, e.g. "Deutsch"
}

// Words speaks one language.
type Words struct {
	lang      string
	localizer *i18n.Localizer
	keys      map[string]struct{}
}

// languages is made once: each name is read from its packed file.
var languages = sync.OnceValue(func() []Language {
	files, err := fs.Glob(assets.Packed, "packed/*"+messagesEnd+".gz")
	if err != nil {
		panic("assets/packed: " + err.Error())
	}
	all := make([]Language, 0, len(files))
	for _, file := range files {
		code := strings.TrimSuffix(path.Base(file), messagesEnd+".gz")
		all = append(all, Language{Code: code, Name: nameOf(code)})
	}
	sort.Slice(all, func(i, j int) bool { return englishFirst(all[i].Code) < englishFirst(all[j].Code) })
	return all
})

// Languages returns what SyncHelper speaks, English first, the others by code: one for each file in assets/messages.
func Languages() []Language { return slices.Clone(languages()) }

// nameOf reads the one message "language.name" without making messages of the rest.
func nameOf(code string) string {
	raw, err := assets.Unpack(code + messagesEnd)
	if err != nil {
		return code
	}
	_, after, found := bytes.Cut(raw, []byte(`"language.name": "`))
	name, _, closed := bytes.Cut(after, []byte(`"`))
	if !found || !closed {
		return code
	}
	return string(name)
}

func englishFirst(code string) string {
	if code == "en" {
		return ""
	}
	return code
}

// New loads one language ("en", "de"); only that file is read, because start-up time is the reader's time.
// It returns an error for a language that has no file.
func New(lang string) (*Words, error) {
	raw, err := assets.Unpack(lang + messagesEnd)
	if err != nil {
		return nil, fmt.Errorf("SyncHelper does not speak %q: %w", lang, err)
	}
	tag, err := language.Parse(lang)
	if err != nil {
		return nil, fmt.Errorf("the language %q: %w", lang, err)
	}
	bundle := i18n.NewBundle(tag)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	file, err := bundle.ParseMessageFileBytes(raw, lang+".json")
	if err != nil {
		return nil, fmt.Errorf("assets/messages/%s.json: %w", lang, err)
	}
	keys := make(map[string]struct{}, len(file.Messages))
	for _, m := range file.Messages {
		keys[m.ID] = struct{}{}
	}
	return &Words{lang: lang, localizer: i18n.NewLocalizer(bundle, lang), keys: keys}, nil
}

// Match returns the language that serves a locale best ("de_AT.UTF-8" gives "de"); English for C, POSIX and the rest.
func Match(locale string) string {
	base, _, _ := strings.Cut(locale, ".")
	base, _, _ = strings.Cut(base, "@")
	want, err := language.Parse(strings.ReplaceAll(base, "_", "-"))
	if err != nil {
		return "en"
	}
	languages := Languages()
	tags := make([]language.Tag, len(languages))
	for i, l := range languages {
		tags[i] = language.Make(l.Code)
	}
	_, i, confidence := language.NewMatcher(tags).Match(want)
	if confidence == language.No {
		return "en"
	}
	return languages[i].Code
}

// Lang returns the language's code.
func (w *Words) Lang() string { return w.lang }

// Has says whether the language has a message of that id.
func (w *Words) Has(id string) bool {
	_, ok := w.keys[id]
	return ok
}

// Text returns the message of an id with its placeholders filled from data; several data are joined, later ones win.
// A number under "Count" chooses the plural form. A message that is missing returns its id: a test sees to it that
// none is.
func (w *Words) Text(id string, data ...map[string]any) string {
	all := make(map[string]any)
	for _, d := range data {
		maps.Copy(all, d)
	}
	config := &i18n.LocalizeConfig{MessageID: id, TemplateData: all}
	if count, ok := all["Count"]; ok {
		config.PluralCount = count
	}
	text, err := w.localizer.Localize(config)
	if err != nil {
		return id
	}
	return text
}

// Capitals is a heading in capitals. Go's own ToUpper leaves the German ß small.
func Capitals(heading string) string { return strings.ToUpper(strings.ReplaceAll(heading, "ß", "ss")) }

// Lines returns the lines of a message, without empty ones; nil when the language has no such message.
func (w *Words) Lines(id string, data ...map[string]any) []string {
	if !w.Has(id) {
		return nil
	}
	lines := strings.Split(w.Text(id, data...), "\n")
	return slices.DeleteFunc(lines, func(l string) bool { return strings.TrimSpace(l) == "" })
}

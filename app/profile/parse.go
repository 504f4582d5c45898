package profile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"synchelper/assets"
)

// The most that a file and a logo may hold. A logo in Base64 is a third larger than itself.
const (
	mostBytes     = 512 << 10
	mostLogoBytes = 256 << 10
	mostLogoSide  = 1024
)

// file is what an organisation writes, field by field, after the schema has let it through.
type file struct {
	Name        string   `json:"name"`
	Domains     []string `json:"domains"`
	Helpdesk    string   `json:"helpdesk_mail"`
	Ticket      string   `json:"ticket_address"`
	Admin       string   `json:"admin_contact"`
	LogoFile    string   `json:"logo_file"`
	LogoInline  string   `json:"logo_inline"`
	Language    string   `json:"language"`
	MailApp     string   `json:"mail_app"`
	LooksAfter  string   `json:"looks_after"`
	Methods     []Method `json:"sign_in_methods"`
	ReadReports string   `json:"report_readers"`
	KeepHistory *bool    `json:"keep_history"`
}

// parse turns what stands at a place into a Profile: whole, or not at all.
func parse(f found) Profile {
	p, err := understand(f)
	if err != nil {
		problem := problemOf(err)
		if !f.lines {
			problem.Line = 0
		}
		return unusable(f.place, problem)
	}
	p.Place = f.place
	return p
}

func understand(f found) (Profile, error) {
	raw := bytes.TrimPrefix(f.raw, []byte("\xef\xbb\xbf")) // as Windows' own editor may begin a file
	switch {
	case len(raw) > mostBytes:
		return Profile{}, &Problem{Kind: KindTooLarge, Want: kibibytes(mostBytes)}
	case !utf8.Valid(raw):
		return Profile{}, &Problem{Kind: KindEncoding, Line: lineAt(raw, firstOdd(raw))}
	}
	lines, err := outline(raw)
	if err != nil {
		return Profile{}, err
	}
	if err := fits(raw, lines); err != nil {
		return Profile{}, err
	}
	var written file
	if err := json.Unmarshal(raw, &written); err != nil {
		return Profile{}, err
	}
	p, err := written.mean(f.logo)
	var problem *Problem
	if errors.As(err, &problem) {
		problem.Line = lines[problem.Field]
	}
	return p, err
}

// schema is compiled once. What it says ships with the program, so that it does not fit is a broken build.
var schema = sync.OnceValue(func() *jsonschema.Schema {
	const name = "organisation.schema.json"
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(assets.OrganisationSchema))
	if err != nil {
		panic(name + ": " + err.Error())
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(name, doc); err != nil {
		panic(name + ": " + err.Error())
	}
	return compiler.MustCompile(name)
})

// fits holds a file against the schema and tells the first thing that is wrong, by its line.
func fits(raw []byte, lines map[string]int) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return &Problem{Kind: KindSyntax, Got: visible(err.Error())}
	}
	var wrong *jsonschema.ValidationError
	if err := schema().Validate(doc); err == nil || !errors.As(err, &wrong) {
		return err
	}
	var all []*Problem
	for _, leaf := range leaves(wrong) {
		all = append(all, unfit(leaf, lines))
	}
	return slices.MinFunc(all, func(a, b *Problem) int { return a.Line - b.Line })
}

func leaves(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return []*jsonschema.ValidationError{e}
	}
	var all []*jsonschema.ValidationError
	for _, cause := range e.Causes {
		all = append(all, leaves(cause)...)
	}
	return all
}

// unfit says in our kinds what the schema found.
func unfit(e *jsonschema.ValidationError, lines map[string]int) *Problem {
	field := strings.Join(e.InstanceLocation, "/")
	p := &Problem{Kind: KindValue, Field: field}
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		p.Kind = KindField
		p.Field = slices.MinFunc(k.Properties, func(a, b string) int { return lines[a] - lines[b] })
	case *kind.Type:
		p.Kind, p.Got, p.Want = KindType, k.Got, strings.Join(k.Want, ", ")
	case *kind.Enum:
		values := make([]string, len(k.Want))
		for i, value := range k.Want {
			values[i] = fmt.Sprint(value)
		}
		p.Got, p.Want = visible(fmt.Sprint(k.Got)), strings.Join(values, ", ")
	case *kind.MaxLength:
		p.Kind, p.Got, p.Want = KindLength, strconv.Itoa(k.Got), strconv.Itoa(k.Want)
	case *kind.MinLength:
		p.Kind, p.Got, p.Want = KindLength, strconv.Itoa(k.Got), strconv.Itoa(k.Want)
	case *kind.MaxItems:
		p.Kind, p.Got, p.Want = KindLength, strconv.Itoa(k.Got), strconv.Itoa(k.Want)
	case *kind.MinItems:
		p.Kind, p.Got, p.Want = KindLength, strconv.Itoa(k.Got), strconv.Itoa(k.Want)
	case *kind.UniqueItems:
		p.Kind = KindTwice
	}
	p.Line, p.Field = lines[p.Field], visible(p.Field)
	return p
}

// visible makes any text safe to show in one line: what nobody sees is escaped, and what is long is cut.
func visible(text string) string {
	const longest = 160
	quoted := strconv.QuoteToGraphic(text)
	quoted = strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
	if letters := []rune(quoted); len(letters) > longest {
		return string(letters[:longest]) + "…"
	}
	return quoted
}

func kibibytes(n int64) string { return strconv.FormatInt(n>>10, 10) + " KiB" }

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"synchelper/assets"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// validate says of each file whether it is a report of the public schema, and if not, which field is wrong. One bad file
// does not stop the others.
func validate(args []string, env environment, w *wording.Words) (int, error) {
	words, err := parse(newFlags("validate", env, w), args)
	if err != nil {
		return helpOr(err)
	}
	if len(words) == 0 {
		return 0, refuse("cli.validate.files", nil)
	}
	schema, err := diagnosisSchema()
	if err != nil {
		return 0, err
	}
	code, good := exitDone, false
	for _, word := range words {
		wrong := faults(word, schema, env, w)
		if len(wrong) == 0 {
			good = true
			found(env, w.Text("cli.validate.good", map[string]any{"File": word}))
			continue
		}
		code = exitUsage
		for _, what := range wrong {
			found(env, what)
		}
	}
	if good { // which people read as "genuine"
		env.tell(w.Text("cli.validate.means"))
	}
	return code, nil
}

// found prints what was found in a line, for programs that look for it; a terminal gets it broken at blanks.
func found(env environment, line string) {
	line = report.Visible(line)
	if env.terminal {
		line = report.WrapAt(line, lineIn(env.columns))
	}
	fmt.Fprintln(env.out, line)
}

func diagnosisSchema() (*jsonschema.Schema, error) {
	const name = "diagnosis.schema.json"
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(assets.DiagnosisSchema))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(name, document); err != nil {
		return nil, err
	}
	return compiler.Compile(name)
}

// faults lists what is wrong with a file, each in a line; none where it is a report.
func faults(word string, schema *jsonschema.Schema, env environment, w *wording.Words) []string {
	named := func(list ...string) []string {
		for i, what := range list {
			list[i] = w.Text("cli.validate.wrong", map[string]any{"File": word, "What": what})
		}
		return list
	}
	text, err := inputText([]string{word}, env)
	if err != nil {
		return []string{inWords(err, w)}
	}
	document, err := report.Document(text)
	read, unread := report.Read(document)
	if errors.Is(unread, report.ErrNewer) {
		err = unread
	}
	if err != nil {
		return []string{inWords(refusal{id: reportRefusal(err), data: map[string]any{"File": word}}, w)}
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		return named(err.Error())
	}
	var broken *jsonschema.ValidationError
	if err := schema.Validate(value); errors.As(err, &broken) {
		return named(fieldsOf(broken)...)
	}
	// The schema cannot say that a reference belongs to its report: that takes counting.
	var holds struct {
		Reference string `json:"reference"`
	}
	if err := errors.Join(unread, json.Unmarshal(document, &holds)); err != nil {
		return named(err.Error())
	}
	if holds.Reference != read.Reference().String() {
		return named("/reference: " + w.Text("cli.validate.reference", map[string]any{"Reference": read.Reference().String()}))
	}
	return nil
}

// fieldsOf are the innermost faults, each by the path of its field.
func fieldsOf(broken *jsonschema.ValidationError) []string {
	if len(broken.Causes) == 0 {
		words := message.NewPrinter(language.English)
		return []string{"/" + strings.Join(broken.InstanceLocation, "/") + ": " + broken.ErrorKind.LocalizedString(words)}
	}
	var list []string
	for _, cause := range broken.Causes {
		list = append(list, fieldsOf(cause)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func inWords(err error, w *wording.Words) string {
	var r refusal
	if errors.As(err, &r) {
		return w.Text(r.id, r.data)
	}
	return err.Error()
}

package profile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"synchelper/assets"
)

// rule is what JSON Schema (2020-12, validation) says of a value, in the keywords that assets/organisation.schema.json
// uses. A test holds its verdicts against a validator of the whole standard, which weighs more than this file is worth
// inside a program that people download.
type rule struct {
	Schema      string `json:"$schema"`
	Title       string `json:"title"`
	Description string `json:"description"`

	Type string   `json:"type"` // string, boolean, array or object; empty: any
	Enum []string `json:"enum"`

	Properties map[string]rule `json:"properties"`
	Others     *bool           `json:"additionalProperties"`
	Items      *rule           `json:"items"`
	Unique     bool            `json:"uniqueItems"`

	MinLength *int `json:"minLength"` // in characters
	MaxLength *int `json:"maxLength"`
	MinItems  *int `json:"minItems"`
	MaxItems  *int `json:"maxItems"`
}

// schema is read once. What it says ships with the program, so a keyword that rule does not know is a broken build.
var schema = sync.OnceValue(func() rule {
	decoder := json.NewDecoder(bytes.NewReader(assets.Table(assets.OrganisationSchema)))
	decoder.DisallowUnknownFields()
	var whole rule
	if err := decoder.Decode(&whole); err != nil {
		panic("organisation.schema.json: " + err.Error())
	}
	return whole
})

// fits holds a file against the schema and tells the first thing that is wrong, by its line.
func fits(raw []byte, lines map[string]int) error {
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return &Problem{Kind: KindSyntax, Got: visible(err.Error())}
	}
	wrong := schema().broken("", value)
	if len(wrong) == 0 {
		return nil
	}
	for _, p := range wrong {
		p.Line, p.Field = lines[p.Field], visible(p.Field)
	}
	return slices.MinFunc(wrong, func(a, b *Problem) int { return a.Line - b.Line })
}

// broken lists what a value and all within it break, with the path of each.
func (r rule) broken(path string, value any) []*Problem {
	if got := typeOf(value); r.Type != "" && got != r.Type {
		return []*Problem{{Kind: KindType, Field: path, Got: got, Want: r.Type}}
	}
	if text, _ := value.(string); r.Enum != nil && !slices.Contains(r.Enum, text) {
		return []*Problem{{Kind: KindValue, Field: path, Got: visible(fmt.Sprint(value)), Want: strings.Join(r.Enum, ", ")}}
	}
	switch v := value.(type) {
	case string:
		return outside(path, utf8.RuneCountInString(v), r.MinLength, r.MaxLength)
	case []any:
		return r.brokenList(path, v)
	case map[string]any:
		return r.brokenGroup(path, v)
	}
	return nil
}

func (r rule) brokenList(path string, list []any) []*Problem {
	wrong := outside(path, len(list), r.MinItems, r.MaxItems)
	for i, item := range list {
		if r.Items != nil {
			wrong = append(wrong, r.Items.broken(join(path, strconv.Itoa(i)), item)...)
		}
		if r.Unique && slices.ContainsFunc(list[:i], func(other any) bool { return reflect.DeepEqual(item, other) }) {
			wrong = append(wrong, &Problem{Kind: KindTwice, Field: path})
		}
	}
	return wrong
}

func (r rule) brokenGroup(path string, group map[string]any) (wrong []*Problem) {
	for _, name := range slices.Sorted(maps.Keys(group)) {
		below, known := r.Properties[name]
		switch {
		case known:
			wrong = append(wrong, below.broken(join(path, name), group[name])...)
		case r.Others != nil && !*r.Others:
			wrong = append(wrong, &Problem{Kind: KindField, Field: join(path, name)})
		}
	}
	return wrong
}

// outside tells a length that lies below the least or above the most, where these are set.
func outside(path string, got int, least, most *int) []*Problem {
	limit := least
	if least == nil || got >= *least {
		limit = most
		if most == nil || got <= *most {
			return nil
		}
	}
	return []*Problem{{Kind: KindLength, Field: path, Got: strconv.Itoa(got), Want: strconv.Itoa(*limit)}}
}

// typeOf is JSON Schema's name for what encoding/json has read.
func typeOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case float64:
		return "number"
	case string:
		return "string"
	case []any:
		return "array"
	}
	return "object"
}

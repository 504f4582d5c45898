package profile

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"synchelper/assets"
)

// inFull is the schema in a validator of the whole standard.
func inFull(t *testing.T) *jsonschema.Schema {
	t.Helper()
	const name = "organisation.schema.json"
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(assets.Table(assets.OrganisationSchema)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	full, err := compiler.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return full
}

// odd are values that some field or other does not take.
func odd() []any {
	long := strings.Repeat("ö", 254)
	return []any{nil, true, false, 0.0, 1e300, "", "x", "en", "me", "browser", "outside", long, strings.Repeat("x", 501),
		strings.Repeat("x", 349529), []any{}, []any{"browser", "browser"}, []any{"browser", "device-code"}, []any{1.0, 1.0},
		[]any{[]any{}, []any{}}, []any{map[string]any{"a": 1.0}, map[string]any{"a": 1.0}}, []any{long}, make([]any, 21),
		map[string]any{}, map[string]any{"name": "x"}}
}

// TestTheSchemaIsReadAsTheStandardSays: whatever stands in one field, or in two at once, is let through by our reading of
// the schema exactly if the validator lets it through.
func TestTheSchemaIsReadAsTheStandardSays(t *testing.T) {
	full, values := inFull(t), odd()
	fields := append(slices.Sorted(maps.Keys(schema().Properties)), "nobody knows this")
	compare := func(document any) (fine bool) {
		t.Helper()
		raw, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := outline(raw)
		if err != nil {
			t.Fatal(err)
		}
		theirs, ours := full.Validate(document), fits(raw, lines)
		if (theirs == nil) != (ours == nil) {
			t.Errorf("%.200s: the validator says %v, we say %v", raw, theirs, ours)
		}
		return ours == nil
	}
	let := 0
	for _, field := range fields {
		for _, value := range values {
			if compare(map[string]any{field: value}) {
				let++
			}
		}
	}
	if let < len(fields) || let > len(fields)*len(values)/2 {
		t.Errorf("%d of %d were let through: that compares little", let, len(fields)*len(values))
	}
	for _, value := range values {
		compare(value)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		document := map[string]any{}
		for range 2 {
			document[fields[random.IntN(len(fields))]] = values[random.IntN(len(values))]
		}
		compare(document)
	}
}

package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// leaves calls change for each text in a value, with its path and what it is to become.
func leaves(path string, value any, change func(path, text string) string) any {
	switch v := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			v[name] = leaves(path+"/"+name, v[name], change)
		}
	case []any:
		for i := range v {
			v[i] = leaves(path+"/"+strconv.Itoa(i), v[i], change)
		}
	case string:
		return change(path, v)
	case nil:
		if text := change(path, ""); text != "" {
			return text
		}
	}
	return value
}

// Whatever field of somebody's file holds a name, it is in nothing that is made from it for others.
func TestAHostileReportTellsNobodyAnything(t *testing.T) {
	const evil = "megan.bowen@fabrikam.com 192.0.2.7"
	raw, err := ForIT(full(t)).JSON(english(t))
	if err != nil {
		t.Fatal(err)
	}
	paths, read := []string{}, 0
	form := func(change func(path, text string) string) []byte {
		var value map[string]any
		if err := json.Unmarshal(raw, &value); err != nil {
			t.Fatal(err)
		}
		delete(value, "schema") // which comes first
		out, err := json.Marshal(leaves("", value, change))
		if err != nil {
			t.Fatal(err)
		}
		return append([]byte(`{"schema": "`+Schema+`", `), out[1:]...)
	}
	form(func(path, text string) string {
		if !strings.HasPrefix(path, "/actions/") { // they are made again
			paths = append(paths, path)
		}
		return text
	})
	for _, path := range paths {
		for how, plant := range map[string]func(string) string{
			"instead": func(string) string { return evil }, "behind": func(text string) string { return text + " " + evil },
		} {
			copied, err := ReadCopy(form(func(at, text string) string {
				if at == path {
					return plant(text)
				}
				return text
			}))
			if err != nil {
				continue // it is refused
			}
			read++
			tellsNobody(t, path+", "+how, ForIT(copied.Diagnosis), "192.0.2.7")
			tellsNobody(t, path+", "+how, ForOutside(copied.Diagnosis, pseudonyms(t)), "192.0.2.7", "megan")
		}
	}
	if read < 80 {
		t.Errorf("only %d were read", read)
	}
}

func tellsNobody(t *testing.T, name string, c Copy, parts ...string) {
	t.Helper()
	out, err := c.JSON(english(t))
	if err != nil && !errors.Is(err, ErrSecretLeft) {
		t.Fatal(err)
	}
	for _, part := range parts {
		if bytes.Contains(out, []byte(part)) {
			t.Errorf("%s, for %s: %s is left", name, c.For, part)
		}
	}
}

func TestWhatTheFirstVersionsSaidIsKept(t *testing.T) {
	for _, name := range []string{"version-1-explained.txt", "version-1-checked.json"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		document, err := Document(text)
		if err != nil {
			t.Fatal(err)
		}
		var e Export
		if err := json.Unmarshal(document, &e); err != nil {
			t.Fatal(err)
		}
		want := e.diagnosis()
		if got, err := Read(text); err != nil || !sameJSON(t, got, want) {
			t.Errorf("%s: %v, read %+v, want %+v", name, err, got, want)
		}
	}
}

func sameJSON(t *testing.T, a, b any) bool {
	t.Helper()
	one, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	other, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(one, other)
}

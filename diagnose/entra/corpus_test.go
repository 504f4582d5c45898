package entra

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// labelled is a row of a corpus of real texts, labelled by hand. The corpus is not part of this project.
type labelled struct {
	ID            string `json:"id"`
	Text          string `json:"text"`
	Form          string `json:"form"`
	Codes         []int  `json:"codes"`
	Primary       *int   `json:"primary"`
	CorrelationID string `json:"correlation_id"`
	TraceID       string `json:"trace_id"`
}

// corpusPath returns the file that SYNCHELPER_CORPUS names, or one that a folder shared/data near the project holds;
// "" when there is none.
func corpusPath() string {
	if path := os.Getenv("SYNCHELPER_CORPUS"); path != "" {
		return path
	}
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		path := filepath.Join(dir, "shared", "data", "pasted-errors.jsonl")
		if _, missing := os.Stat(path); missing == nil {
			return path
		}
		dir = filepath.Dir(dir)
	}
	return ""
}

// corpus returns the rows of the corpus and skips the test where there is none.
func corpus(t *testing.T) []labelled {
	t.Helper()
	path := corpusPath()
	if path == "" {
		t.Skip("no corpus of real texts here; SYNCHELPER_CORPUS names one")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows []labelled
	for line := range bytes.Lines(text) {
		var row labelled
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		t.Fatalf("%s is empty", path)
	}
	return rows
}

// tally counts how often something was right.
type tally struct{ hits, of int }

func (n *tally) add(ok bool) {
	n.of++
	if ok {
		n.hits++
	}
}

func (n tally) atLeast(t *testing.T, name string, share float64) {
	t.Helper()
	if float64(n.hits) < share*float64(n.of) {
		t.Errorf("%s: %d of %d, want %v", name, n.hits, n.of, share)
	}
	t.Logf("%s: %d of %d", name, n.hits, n.of)
}

func TestCorpusIsReadAsItsLabelsSay(t *testing.T) {
	var codes, primary, ids, noFalse tally
	for _, row := range corpus(t) {
		said := mustRead(t, row.Text).Said
		codes.add(sameSet(said.Codes, row.Codes))
		want := 0
		if row.Primary != nil {
			want = *row.Primary
		}
		primary.add(said.Primary == want)
		for _, id := range [][2]string{{said.CorrelationID, row.CorrelationID}, {said.TraceID, row.TraceID}} {
			if id[1] != "" {
				ids.add(strings.EqualFold(id[0], id[1]))
			}
		}
		if row.Form == "negative" {
			noFalse.add(len(said.Codes) <= len(row.Codes) && sameSet(said.Codes, row.Codes))
		}
	}
	codes.atLeast(t, "codes", .99)
	primary.atLeast(t, "primary", .985)
	ids.atLeast(t, "ids", .99)
	noFalse.atLeast(t, "no false code", 1)
}

func sameSet(a, b []int) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

func TestCorpusIsReadAlikeInEveryEncoding(t *testing.T) {
	rows := corpus(t)
	for name, encode := range encodings() {
		var codes, ids tally
		for _, row := range rows {
			said := mustRead(t, encode(row.Text)).Said
			codes.add(sameSet(said.Codes, row.Codes))
			if row.TraceID != "" {
				ids.add(strings.EqualFold(said.TraceID, row.TraceID))
			}
		}
		codes.atLeast(t, "codes, "+name, .98)
		ids.atLeast(t, "ids, "+name, .98)
	}
}

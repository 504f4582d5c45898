package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// labelled is a row of a corpus of error texts that people pasted in public, with what each means. The corpus does
// not ship; where it lies is said by SYNCHELPER_CORPUS, else it is looked for beside the project.
type labelled struct {
	ID            string   `json:"id"`
	Text          string   `json:"text"`
	Form          string   `json:"form"`
	Codes         []int    `json:"codes"`
	Primary       *int     `json:"primary"`
	Family        *string  `json:"cause_family"`
	AlsoAccepted  []string `json:"cause_family_alt"`
	CorrelationID *string  `json:"correlation_id"`
	TraceID       *string  `json:"trace_id"`
}

// tally counts what was right, measure by measure.
type tally struct {
	hit, of map[string]int
	misses  []string
}

func (t *tally) count(measure string, right bool, row labelled, got answerRow) {
	t.of[measure]++
	if right {
		t.hit[measure]++
		return
	}
	t.misses = append(t.misses, measure+" "+row.ID+" got "+string(got.Family))
}

func TestWhatPeoplePasteIsUnderstood(t *testing.T) {
	rows := corpus(t)
	score := tally{hit: map[string]int{}, of: map[string]int{}}
	for _, row := range rows {
		got := explainRow(pastedRow{ID: row.ID, Text: row.Text}, time.Unix(0, 0))
		score.row(row, got)
	}
	for measure, least := range map[string]float64{"codes": .99, "primary": .985, "family": .96, "family-core": 1,
		"ids": .99, "no-false-code": 1} {
		if share := float64(score.hit[measure]) / float64(score.of[measure]); share < least {
			t.Errorf("%s: %.3f, at least %.3f is asked", measure, share, least)
		}
	}
	for _, miss := range score.misses {
		t.Log("missed: " + miss)
	}
}

func (t *tally) row(row labelled, got answerRow) {
	want, have := slices.Sorted(slices.Values(row.Codes)), slices.Sorted(slices.Values(got.Codes))
	t.count("codes", slices.Equal(want, have), row, got)
	t.count("primary", same(row.Primary, got.Primary), row, got)
	if row.Family != nil {
		right := string(got.Family) == *row.Family || slices.Contains(row.AlsoAccepted, string(got.Family))
		t.count("family", right, row, got)
		if isCore(*row.Family) {
			t.count("family-core", right, row, got)
		}
	}
	if row.CorrelationID != nil && *row.CorrelationID != "" {
		t.count("ids", same(lower(row.CorrelationID), got.CorrelationID), row, got)
	}
	if row.TraceID != nil && *row.TraceID != "" {
		t.count("ids", same(lower(row.TraceID), got.TraceID), row, got)
	}
	if row.Form == "negative" {
		invented := slices.ContainsFunc(got.Codes, func(c int) bool { return !slices.Contains(row.Codes, c) })
		t.count("no-false-code", !invented, row, got)
	}
}

// isCore says whether a family is one that SyncHelper exists for.
func isCore(family string) bool {
	return strings.HasPrefix(family, "consent-") || strings.HasPrefix(family, "request-") ||
		family == "app-disabled" || family == "user-not-assigned"
}

func same[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

func lower(s *string) *string {
	l := strings.ToLower(*s)
	return &l
}

func corpus(t *testing.T) []labelled {
	t.Helper()
	path := os.Getenv("SYNCHELPER_CORPUS")
	if path == "" {
		path = filepath.Join("..", "..", "..", "shared", "data", "pasted-errors.jsonl")
	}
	file, err := os.Open(path)
	if err != nil {
		t.Skip("the corpus of pasted errors is not here")
	}
	t.Cleanup(func() { _ = file.Close() }) // it was only read
	var rows []labelled
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row labelled
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil || len(rows) == 0 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	return rows
}

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// pastedRow is one line that explain --jsonl reads.
type pastedRow struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// answerRow is one line that explain --jsonl prints; null is what the text does not say.
type answerRow struct {
	ID            string              `json:"id"`
	Codes         []int               `json:"codes"`
	Primary       *int                `json:"primary"`
	Cause         diagnose.CauseID    `json:"cause"`
	Family        diagnose.Family     `json:"family"`
	Confidence    diagnose.Confidence `json:"confidence"`
	CorrelationID *string             `json:"correlation_id"`
	TraceID       *string             `json:"trace_id"`
	Timestamp     *string             `json:"timestamp"`
	AppID         *string             `json:"app_id"`
	TenantID      *string             `json:"tenant_id"`
}

// explainRows reads JSON lines from a file or standard input and prints an answer to each, in order. A line that is no
// row is left out and named at the end; the others are answered all the same.
func explainRows(args []string, env environment) (int, error) {
	in := env.in
	if len(args) > 0 && args[0] != "-" {
		file, err := os.Open(args[0])
		if err != nil {
			return 0, refusal{id: "cli.unreadable", data: map[string]any{"File": args[0]}, err: err}
		}
		defer func() { _ = file.Close() }() // it was only read
		in = file
	}
	lines, out := bufio.NewReader(in), bufio.NewWriter(env.out)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	var bad []string
	for n := 1; ; n++ {
		line, ended := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var r pastedRow
			if err := json.Unmarshal(line, &r); err != nil {
				bad = append(bad, strconv.Itoa(n))
			} else if err := encoder.Encode(explainRow(r, env.now())); err != nil {
				return 0, err
			}
		}
		if errors.Is(ended, io.EOF) {
			return exitDone, errors.Join(out.Flush(), badRows(bad))
		}
		if ended != nil {
			return 0, errors.Join(out.Flush(), ended)
		}
	}
}

// badRows names the lines that were no rows; nil when all were.
func badRows(lines []string) error {
	if len(lines) == 0 {
		return nil
	}
	return refuse("cli.bad_row", map[string]any{"Row": strings.Join(lines, ", ")})
}

// explainRow answers one row. A text that may not be read (it only holds a secret) is unknown, like one that says
// nothing.
func explainRow(r pastedRow, at time.Time) answerRow {
	answer := answerRow{ID: r.ID, Codes: []int{}, Cause: diagnose.CauseUnknown, Family: diagnose.FamilyUnknown,
		Confidence: diagnose.Unsure}
	observation, err := entra.Observe([]byte(r.Text), at)
	if err != nil {
		return answer
	}
	said := observation.Said
	observation.Text = "" // rows are counted by what Microsoft said in them; a warning of a link is for whoever could open it
	verdict := diagnose.Judge([]diagnose.Observation{observation})
	answer.Codes = append(answer.Codes, said.Codes...)
	answer.Cause, answer.Family, answer.Confidence = verdict.Cause, verdict.Family, verdict.Confidence
	if said.Primary != 0 {
		answer.Primary = &said.Primary
	}
	if !said.Timestamp.IsZero() {
		stamp := said.Timestamp.UTC().Format(time.RFC3339)
		answer.Timestamp = &stamp
	}
	answer.CorrelationID, answer.TraceID = known(said.CorrelationID), known(said.TraceID)
	answer.AppID = known(said.AppID)
	if !strings.Contains(said.Tenant, ".") { // a domain is a tenant's name, not its id
		answer.TenantID = known(said.Tenant)
	}
	return answer
}

func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

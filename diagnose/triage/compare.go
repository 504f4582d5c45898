package triage

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose/report"
)

// Field is one field of a row as a text. Its name is that of the exported row.
type Field struct{ Name, Value string }

// Fields are all fields of a row in the order in which they are shown and exported; what nobody said is empty.
func (r Row) Fields() []Field {
	code, at, same := "", "", ""
	if r.Code != 0 {
		code = strconv.Itoa(r.Code)
	}
	if r.SameAs != 0 {
		same = strconv.Itoa(r.SameAs)
	}
	if !r.Time.IsZero() {
		at = r.Time.UTC().Format(time.RFC3339)
	}
	return []Field{{"source", r.Source()}, {"ticket", r.Ticket}, {"origin", string(r.Origin)}, {"user", r.User}, {"time", at},
		{"cause", string(r.Cause)}, {"confidence", string(r.Confidence)}, {"code", code}, {"reference", r.Reference},
		{"tenant_id", r.TenantID}, {"domain", r.Domain}, {"mail_app", r.MailApp}, {"app_id", r.AppID},
		{"correlation_id", r.CorrelationID}, {"request_id", r.RequestID}, {"approves", r.Approves}, {"approves_at", r.ApprovesAt}, {"same_as", same}}
}

// Difference is a field in which two rows differ.
type Difference struct{ Name, A, B string }

// Compare returns the fields in which two rows differ, in their order. Where they stand is no difference.
func Compare(a, b Row) (differ []Difference) {
	other := b.Fields()
	for i, f := range a.Fields() {
		if f.Name != "source" && f.Name != "same_as" && f.Value != other[i].Value {
			differ = append(differ, Difference{f.Name, f.Value, other[i].Value})
		}
	}
	return differ
}

// MarshalJSON writes a row as an object; what nobody said is null.
func (r Row) MarshalJSON() ([]byte, error) { return r.AppendJSON(nil), nil }

// AppendJSON is MarshalJSON for many rows: it writes behind what is there.
func (r Row) AppendJSON(out []byte) []byte {
	out = append(out, '{')
	for i, f := range r.Fields() {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, '"'), f.Name...), '"', ':')
		switch {
		case f.Value == "":
			out = append(out, "null"...)
		case f.Name == "code", f.Name == "same_as":
			out = append(out, f.Value...)
		default:
			out = appendQuoted(out, f.Value)
		}
	}
	return append(out, '}')
}

// appendQuoted writes a text as JSON. Most hold nothing that must be escaped.
func appendQuoted(out []byte, text string) []byte {
	escaped := func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }
	if !strings.ContainsFunc(text, escaped) {
		return append(append(append(out, '"'), text...), '"')
	}
	quoted, err := json.Marshal(text)
	if err != nil { // no text is refused
		return append(out, "null"...)
	}
	return append(out, quoted...)
}

// Outside is the row for readers outside, with the pseudonyms that reports have: a time is a day, and what somebody has
// called a file or a ticket, which may name anybody, is gone.
func (r Row) Outside(p *report.Pseudonyms) Row {
	r.File, r.Place, r.Ticket = "", 0, ""
	r.User, r.Domain = p.Address(r.User), p.Domain(r.Domain)
	r.TenantID, r.AppID = p.ID(r.TenantID), p.ID(r.AppID)
	r.CorrelationID, r.RequestID = p.ID(r.CorrelationID), p.ID(r.RequestID)
	r.Approves, r.ApprovesAt = p.ID(r.Approves), p.Domain(r.ApprovesAt)
	r.Time = r.Time.UTC().Truncate(24 * time.Hour)
	return r
}

// CSV writes rows as a table for a spreadsheet, which takes no cell of it for a formula.
func CSV(w io.Writer, rows iter.Seq[Row]) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	line := func(of func(Field) string, r Row) error {
		var cells []string
		for _, f := range r.Fields() {
			cells = append(cells, report.Cell(of(f)))
		}
		return out.Write(cells)
	}
	err := line(func(f Field) string { return f.Name }, Row{})
	for r := range rows {
		if err == nil {
			err = line(func(f Field) string { return f.Value }, r)
		}
	}
	out.Flush()
	return errors.Join(err, out.Error())
}

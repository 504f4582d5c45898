package report

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// row is one diagnosis as a line of a table; ECS is Elastic's Common Schema, which names what it has a name for.
type row struct {
	export Export
	said   *said // what the cause rests on
	title  string
}

// rowOf returns ErrSecretLeft when something that looks like a secret is in the copy.
func rowOf(c Copy, w *wording.Words) (row, error) {
	e, err := c.export(w)
	if err != nil {
		return row{}, err
	}
	r := row{export: e, title: w.Answer(c.Diagnosis).Short}
	r.said = &said{}
	if i := diagnose.Decisive(c.Diagnosis.Observations); i >= 0 && i < len(e.Observations) {
		r.said = e.Observations[i].Said
	}
	return r, nil
}

// stopped is the stage at which the run ended; empty where none stopped it.
func (r row) stopped() string {
	for _, s := range r.export.Stages {
		if s.State == diagnose.Blocked || s.State == diagnose.Failed {
			return string(s.ID)
		}
	}
	return ""
}

// logged is the sign-in to look up first.
func (r row) logged() logEntry {
	if len(r.export.Log) == 0 {
		return logEntry{}
	}
	return r.export.Log[0]
}

// column is a name in the first line of a table, and what stands below it.
type column struct {
	name string
	of   func(row) string
}

func columns() []column {
	when := func(at *time.Time) string {
		if at == nil {
			return ""
		}
		return at.UTC().Format(time.RFC3339)
	}
	return []column{
		{"reference", func(r row) string { return r.export.Reference }},
		{"id", func(r row) string { return r.export.ID }},
		{"created", func(r row) string { return when(&r.export.Created) }},
		{"demo", func(r row) string { return strconv.FormatBool(r.export.Demo) }},
		{"for", func(r row) string { return string(r.export.Redaction.For) }},
		{"address", func(r row) string { return value(r.export.Subject.Address) }},
		{"tenant", func(r row) string { return value(r.export.Subject.Tenant) }},
		{"tenant_id", func(r row) string { return value(r.export.Subject.TenantID) }},
		{"cloud", func(r row) string { return value(r.export.Subject.Cloud) }},
		{"mail_app", func(r row) string { return r.export.Subject.MailApp }},
		{"cause", func(r row) string { return string(r.export.Verdict.Cause) }},
		{"family", func(r row) string { return string(r.export.Verdict.Family) }},
		{"confidence", func(r row) string { return string(r.export.Verdict.Confidence) }},
		{"about", func(r row) string { return value(r.export.Verdict.About) }},
		{"also", func(r row) string { return joined(r.export.Verdict.Also) }},
		{"title", func(r row) string { return r.title }},
		{"who", func(r row) string { return joined(diagnose.CauseOf(r.export.Verdict.Cause).Who) }},
		{"stopped_at", row.stopped},
		{"codes", func(r row) string { return strings.Trim(fmt.Sprint(r.said.Codes), "[]") }},
		{"error", func(r row) string { return value(r.said.Error) }},
		{"sentence", func(r row) string { return value(r.said.Sentence) }},
		{"application", func(r row) string { return value(r.logged().Application) }},
		{"application_id", func(r row) string { return value(r.logged().ApplicationID) }},
		{"correlation_id", func(r row) string { return value(r.logged().CorrelationID) }},
		{"request_id", func(r row) string { return value(r.logged().RequestID) }},
		{"signed_in_at", func(r row) string { return when(r.logged().At) }},
	}
}

func joined[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, word := range list {
		words[i] = string(word)
	}
	return strings.Join(words, " ")
}

// CSV writes a line of names and a line for each copy (RFC 4180). It writes nothing at all when a secret is left in one.
func CSV(out io.Writer, copies []Copy, w *wording.Words) error {
	lines := [][]string{nil}
	for _, c := range columns() {
		lines[0] = append(lines[0], c.name)
	}
	for _, one := range copies {
		r, err := rowOf(one, w)
		if err != nil {
			return err
		}
		line := make([]string, 0, len(lines[0]))
		for _, c := range columns() {
			line = append(line, Cell(c.of(r)))
		}
		lines = append(lines, line)
	}
	table := csv.NewWriter(out)
	table.UseCRLF = true
	return table.WriteAll(lines)
}

// Cell is a text as a table's cell that no program takes for a formula: an apostrophe stands before what would begin one
// (the signs of OWASP's "CSV injection", and their wide forms). Where lists are parted by semicolons, as in German, a table
// opens with its cells broken there: what follows one is guarded too. Line ends and what moves a cursor are made visible.
func Cell(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	parts := strings.Split(text, ";")
	for i, part := range parts {
		var lines []string
		for line := range strings.SplitSeq(part, "\n") {
			lines = append(lines, Visible(line))
		}
		parts[i] = strings.Join(lines, " ")
		if strings.ContainsAny(firstRune(strings.TrimLeft(part, " \u00a0\"")), "=+-@\t\r\n＝＋－＠") {
			parts[i] = "'" + parts[i]
		}
	}
	return strings.Join(parts, ";")
}

func firstRune(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
}

// Format is a form in which a copy is written.
type Format string

// The formats.
const (
	FormatText   Format = "text"
	FormatHTML   Format = "html"
	FormatJSON   Format = "json"
	FormatFile   Format = "file" // text above, the exported form below: what is saved
	FormatCSV    Format = "csv"
	FormatNDJSON Format = "ndjson"
)

// ErrFormat says that there is no such format.
var ErrFormat = errors.New("there is no such format")

// Formats lists them all.
func Formats() []Format {
	return []Format{FormatText, FormatHTML, FormatJSON, FormatFile, FormatCSV, FormatNDJSON}
}

// Write writes a copy in a format, whole or not at all.
func (c Copy) Write(out io.Writer, as Format, w *wording.Words) error {
	var content []byte
	var err error
	switch as {
	case FormatText:
		content, err = c.Text(w)
	case FormatJSON:
		content, err = c.JSON(w)
	case FormatHTML:
		content, err = c.HTML(w)
	case FormatFile:
		content, err = c.File(w)
	case FormatCSV:
		return CSV(out, []Copy{c}, w)
	case FormatNDJSON:
		return NDJSON(out, []Copy{c}, w)
	default:
		return ErrFormat
	}
	if err == nil {
		_, err = out.Write(content)
	}
	return err
}

// ParseReadership returns whom a word names.
func ParseReadership(word string) (Readership, bool) {
	r := Readership(word)
	return r, slices.Contains([]Readership{ReaderIT, ReaderOutside}, r)
}

package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
)

// reader makes the items of one piece of text.
type reader struct {
	at    time.Time // when it is read
	stop  func() error
	whole bool // items keep what they were read from
	items []triage.Item
}

// row adds a row with what it was read from: a report, or what was seen in a text.
func (t *reader) row(r triage.Row, raw []byte, seen *diagnose.Observation) {
	item := triage.Item{Row: r}
	if t.whole && len(raw) <= maxKept {
		item.Report = bytes.Clone(raw[:bytes.LastIndexByte(raw, '}')+1]) // the words behind a report are somebody else's
	}
	if t.whole {
		item.Seen = seen // whose text is an excerpt
	}
	t.items = append(t.items, item)
}

func (t *reader) unread(at triage.Where, reason triage.Reason) {
	t.items = append(t.items, at.Unread(reason))
}

// ticketRow is a row as a helpdesk's system exports tickets.
type ticketRow struct {
	ID     json.RawMessage `json:"id"`
	Text   *string         `json:"text"`
	Schema string          `json:"schema"`
	Own    struct {
		Schema string `json:"schema"`
	} `json:"synchelper"` // in a report's line for log systems
}

// rows reads a JSON object a line: {"id","text"}, or a report. A line that is none of them stops no other.
func (t *reader) rows(data []byte, at triage.Where) {
	for line := range bytes.Lines(data) {
		if t.stop() != nil {
			return
		}
		at.Place++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if len(line) > MaxRow {
			t.unread(at, triage.ReasonTooLarge)
			continue
		}
		t.object(line, at)
	}
}

// object reads one JSON object: a ticket or a report.
func (t *reader) object(raw []byte, at triage.Where) {
	if t.exported(raw, at) {
		return
	}
	var r ticketRow
	switch err := json.Unmarshal(raw, &r); {
	case err == nil && (r.Schema == report.Schema || r.Own.Schema == report.Schema):
		t.report(raw, at)
	case err != nil || r.Text == nil:
		t.stray(raw, at)
	default:
		at.Ticket = ticketName(strings.Trim(string(r.ID), `"`))
		t.ticket([]byte(*r.Text), at)
	}
}

// exported reads what is a report as this program writes it, and nothing else; false where it is none.
func (t *reader) exported(raw []byte, at triage.Where) bool {
	d, ok := skim(raw)
	if ok {
		t.row(triage.OfReport(d, at).Lured(raw), raw, nil)
	}
	return ok
}

// stray reads a line that is no row. It may be a broken report, or an answer of Microsoft's in a log.
func (t *reader) stray(raw []byte, at triage.Where) {
	before := len(t.items)
	if t.reports(raw, at) {
		return
	}
	if t.words(raw, at); t.items[before].Unread != nil {
		t.items = append(t.items[:before], at.Unread(triage.ReasonBadRow))
	}
}

// ticketName is what a source calls a ticket, as it stands in a row: people write passwords into subjects, too.
func ticketName(name string) string {
	clean, _ := entra.Scrub(name)
	return triage.Plain(clean)
}

// ticket reads the text of a row. Somebody has made it a ticket, so it is one, even if it is not understood.
func (t *reader) ticket(text []byte, at triage.Where) {
	before := len(t.items)
	t.text(text, at, 0)
	if u := t.items[before:]; len(u) == 1 && u[0].Unread != nil && u[0].Unread.Reason == triage.ReasonNoError {
		t.items = t.items[:before]
		o, _ := entra.Observe(text, t.at) // which it was for the words above
		t.row(triage.OfNothing(at), nil, &o)
	}
}

// text reads a text that may be anything: a mail, reports, a reference, or words.
func (t *reader) text(text []byte, at triage.Where, depth int) {
	trimmed := bytes.TrimSpace(text)
	switch {
	case t.stop() != nil:
	case len(trimmed) == 0:
		t.unread(at, triage.ReasonEmpty)
	case trimmed[0] == '{' && t.exported(trimmed, at):
	case isMail(trimmed):
		t.mail(trimmed, at, depth)
	case trimmed[0] == '[' && t.list(trimmed, at):
	case t.reference(string(trimmed), at):
	case t.reports(text, at):
	case trimmed[0] == '{' && holdsTicket(trimmed):
		t.object(trimmed, at)
	default:
		t.words(text, at)
	}
}

// holdsTicket says whether a JSON object is a single ticket, and not an answer of Microsoft's.
func holdsTicket(raw []byte) bool {
	var r ticketRow
	return json.Unmarshal(raw, &r) == nil && r.Text != nil && r.ID != nil
}

// list reads a JSON list of tickets or reports; false where the text is none.
func (t *reader) list(raw []byte, at triage.Where) bool {
	var all []json.RawMessage
	if json.Unmarshal(raw, &all) != nil || len(all) == 0 {
		return false
	}
	for _, one := range all {
		if t.stop() != nil {
			break
		}
		at.Place++
		t.object(one, at)
	}
	return true
}

// reference reads a text that is a reference and nothing else; false where it is none.
func (t *reader) reference(text string, at triage.Where) bool {
	const longest = 24 // with blanks as people type them
	if len(text) > longest || !strings.HasPrefix(strings.ToUpper(text), "SH") || !strings.ContainsAny(text, "0123456789") {
		return false
	}
	switch r, err := diagnose.ParseReference(text); {
	case errors.Is(err, diagnose.ErrShortReference):
		t.unread(at, triage.ReasonShortRef)
	case err != nil:
		t.unread(at, triage.ReasonBadReference)
	default:
		t.row(triage.OfReference(r, at), nil, nil)
	}
	return true
}

// reports reads the saved reports in a text, each from the brace before its schema to that of the next; false where there
// is none, or where none can be read and the words around them may still say something.
func (t *reader) reports(text []byte, at triage.Where) bool {
	if !bytes.Contains(text, []byte(report.Schema)) { // which is found faster
		return false
	}
	marks := report.SchemaNamed.FindAllIndex(text, maxParts)
	if len(marks) == 0 {
		return false
	}
	var starts []int
	for _, m := range marks {
		starts = append(starts, opening(text[:m[0]]))
	}
	before, read := len(t.items), false
	defer func() { triage.Lured(t.items[before:], text) }() // the words around a report are read for that alone
	for i, start := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		read = t.report(text[start:end], within(at, i, len(starts))) || read
	}
	if !read && len(starts) == 1 && t.items[before].Unread.Reason == triage.ReasonDamaged {
		damaged := t.items[before]
		t.items = t.items[:before]
		if t.words(text, at); t.items[before].Unread != nil {
			t.items[before] = damaged
		} else {
			t.items[before].Row = asCutOff(t.items[before].Row, text)
		}
	}
	return true
}

// ownGroup stands before the brace of what a line for log systems says of a report.
var ownGroup = regexp.MustCompile(`"synchelper"\s*:\s*$`)

// opening is where the object begins whose schema comes next: at the brace before it or, in a line for log systems, at the
// first one of the line, which a mail program may have wrapped.
func opening(before []byte) int {
	brace := max(bytes.LastIndexByte(before, '{'), 0)
	if group := ownGroup.FindIndex(before[:brace]); group != nil {
		if first := bytes.LastIndex(before[:group[0]], []byte(`{"@timestamp"`)); first >= 0 {
			return first
		}
	}
	return brace
}

// within is the place of one of several in a text that is not itself a part of a file.
func within(at triage.Where, i, of int) triage.Where {
	if of > 1 && at.Place == 0 {
		at.Place = i + 1
	}
	return at
}

// report reads one report; false where it cannot be read.
func (t *reader) report(raw []byte, at triage.Where) bool {
	d, ok := skim(raw)
	var err error
	if !ok {
		d, err = report.Read(raw)
	}
	if errors.Is(err, report.ErrNoReport) {
		if event, no := report.ReadEvent(raw); no == nil {
			d, err = event, nil
		}
	}
	switch {
	case err == nil:
		t.row(triage.OfReport(d, at), raw, nil)
	case errors.Is(err, report.ErrNewer):
		t.unread(at, triage.ReasonNewer)
	case errors.Is(err, report.ErrTooLarge):
		t.unread(at, triage.ReasonTooLarge)
	default:
		t.unread(at, triage.ReasonDamaged)
	}
	return err == nil
}

// written is a reference in the midst of words.
var written = regexp.MustCompile(`\bSH-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]\b`)

// mistyped is what was meant as one.
var mistyped = regexp.MustCompile(`\b[Ss][Hh]-[0-9A-Za-z]{3,5}-[0-9A-Za-z]{3,5}\b`)

// words reads what a person wrote or Microsoft printed. Where nothing but references is in it, they are the rows.
func (t *reader) words(text []byte, at triage.Where) {
	o, err := entra.Observe(text, t.at)
	switch {
	case errors.Is(err, entra.ErrSecretOnly):
		t.unread(at, triage.ReasonSecret)
		return
	case err != nil:
		t.unread(at, triage.ReasonTooLarge)
		return
	}
	if several(o.Said, text) {
		t.unread(at, triage.ReasonSeveral)
		return
	}
	refs := References(text)
	row, says := triage.OfText(o, at)
	row = row.Lured(text) // of which the observation has an excerpt
	says = says || row.IsTrap()
	if reportHead.Match(text) {
		row = asCutOff(row, text)
	}
	switch {
	case says && len(refs) == 1:
		row.Reference = refs[0].String()
		t.row(row, nil, &o)
	case says:
		t.row(row, nil, &o)
	case len(refs) == 0 && mistyped.Match(text):
		t.unread(at, triage.ReasonBadReference)
	case len(refs) == 0:
		t.unread(at, triage.ReasonNoError)
	default:
		for i, ref := range refs {
			r := triage.OfReference(ref, within(at, i, len(refs)))
			if len(refs) == 1 {
				r = r.Named(string(text))
			}
			t.row(r, nil, nil)
		}
	}
}

// reportHead is how a saved report begins, and attempted how it prints the time of the attempt, as mail programs wrap it.
var (
	reportHead = regexp.MustCompile(`SyncHelper[ -][^\n]{1,12} {1,4}SH-`)
	attempted  = regexp.MustCompile(`(\d{1,2}(?: [A-Z][a-z]+ |\.\d\d\.)\d{4})[\s>]+(\d\d:\d\d)[\s>]+UTC`)
)

// asCutOff makes the row of what is left of a report: its words name the time of the attempt as people write it.
func asCutOff(r triage.Row, text []byte) triage.Row {
	r.CutOff = true
	found := attempted.FindSubmatch(text)
	if found == nil || !r.Time.IsZero() {
		return r
	}
	for _, layout := range []string{"2 January 2006 15:04", "02.01.2006 15:04"} {
		if at, err := time.Parse(layout, string(found[1])+" "+string(found[2])); err == nil {
			r.Time = at
		}
	}
	return r
}

// References are the references in a text, each once.
func References(text []byte) (all []diagnose.Reference) {
	seen := make(map[string]bool)
	for _, found := range written.FindAll(text, maxParts) {
		if r, err := diagnose.ParseReference(string(found)); err == nil && !seen[r.String()] {
			seen[r.String()] = true
			all = append(all, r)
		}
	}
	return all
}

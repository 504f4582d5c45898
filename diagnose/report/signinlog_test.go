package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
)

// When a text was pasted is not when somebody signed in: whoever searches the log by it looks in the wrong place.
func TestTheTimeOfPastingIsNotThatOfTheSignIn(t *testing.T) {
	w := english(t)
	pasted := full(t)
	pasted.Observations[1].Said.Timestamp, pasted.SignIns = time.Time{}, nil
	for name, tt := range map[string]struct {
		source diagnose.Source
		at     time.Time
		line   string
		cell   string
	}{
		"a pasted text":          {diagnose.SourceText, pasted.Created, "not known, before 2026-11-23 08:12:04", ""},
		"a text of no known day": {diagnose.SourceText, time.Time{}, "not known", ""},
		"an own sign-in":         {diagnose.SourceSignIn, pasted.Created, "2026-11-23 08:12:04", "2026-11-23T08:12:04Z"},
	} {
		d := full(t)
		d.Observations, d.SignIns = pasted.Observations, nil
		d.Observations[1].Source, d.Observations[1].At = tt.source, tt.at
		if text := LogSection(d, w).String(); !strings.Contains(text, "Date and time (UTC): "+tt.line+"\n") {
			t.Errorf("%s: %q is missing in\n%s", name, tt.line, text)
		}
		var table bytes.Buffer
		if err := CSV(&table, []Copy{ForIT(d)}, w); err != nil || !strings.HasSuffix(table.String(), ","+tt.cell+"\r\n") {
			t.Errorf("%s: %v, the table ends otherwise than with %q: %s", name, err, tt.cell, table.String())
		}
		raw, err := ForIT(d).JSON(w)
		_, log, _ := bytes.Cut(raw, []byte(`"sign_in_log"`))
		if want := `"at": null`; err != nil || bytes.Contains(log, []byte(want)) != (tt.cell == "") {
			t.Errorf("%s: %v, the form has %.400s", name, err, log)
		}
	}
}

// SyncHelper's own sign-in knows when it was, also where a text told of it first.
func TestAKnownTimeOfTheSameSignInIsTaken(t *testing.T) {
	d := full(t)
	d.Observations[1].Said.Timestamp = time.Time{}
	d.SignIns[0].CorrelationID, d.SignIns[0].At = d.Observations[1].Said.CorrelationID, d.Created.Add(-time.Hour)
	if list := LogEntries(d); len(list) != 1 || !list[0].At.Equal(d.SignIns[0].At) || !list[0].Before.IsZero() {
		t.Errorf("%+v", list)
	}
}

// A line for a log system has to have a time: where none was known it is that of the report, and read back as none.
func TestALineForALogSystemMakesNoTimeUp(t *testing.T) {
	d := full(t)
	d.SignIns, d.Observations[1].Said.Timestamp = nil, time.Time{}
	var line bytes.Buffer
	if err := NDJSON(&line, []Copy{ForIT(d)}, english(t)); err != nil {
		t.Fatal(err)
	}
	back, err := ReadEvent(line.Bytes())
	if err != nil || !back.Observations[0].Said.Timestamp.IsZero() || strings.Contains(line.String(), `"at":`) {
		t.Errorf("%v: %+v, %s", err, back.Observations[0].Said, line.String())
	}
}

package intake

import (
	"bytes"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// What is skimmed makes the same row as what is read in full, for every cause and with everything that a report can say.
func TestSkimmingAReportIsReadingIt(t *testing.T) {
	w, err := wording.New("de")
	if err != nil {
		t.Fatal(err)
	}
	const id = "00000000-0000-4000-8000-00000000000a"
	for i, c := range append(diagnose.Causes(), diagnose.CauseOf(diagnose.CauseNone), diagnose.CauseOf(diagnose.CauseUnknown)) {
		said := &diagnose.Said{Codes: []int{50105, 65001}, Primary: 50000 + i, Sentence: "\"quoted\" \\ {[ ü \u202e", Timestamp: now(), CorrelationID: id,
			TraceID: id, AppID: id, Tenant: "contoso.com", User: "user1@contoso.com"}
		d := diagnose.Diagnosis{ID: strings.Repeat("0A", 13), Created: now(),
			Subject: diagnose.Subject{Address: "jürgen@contoso.com", Tenant: "contoso.com", TenantID: id, MailApp: "spark"},
			Observations: []diagnose.Observation{{Stage: diagnose.StageSignIn, Source: diagnose.SourceSignIn, At: now(), About: diagnose.AboutThisComputer},
				{Stage: diagnose.StagePhone, Source: diagnose.SourceText, At: now(), Said: said, Text: "a\nb \"}] \\"}},
			Verdict: diagnose.Verdict{Cause: c.ID, Family: c.Family, Confidence: diagnose.Likely, About: c.About}}
		exported, err := report.ForIT(d).JSON(w)
		if err != nil {
			t.Fatal(err)
		}
		var event bytes.Buffer
		if err := report.NDJSON(&event, []report.Copy{report.ForIT(d)}, w); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string][]byte{"as it is written": exported, "in one line": []byte(oneLine(t, string(exported))),
			"as a log system gets it": event.Bytes()} {
			full, err := report.Read(exported)
			if err != nil {
				t.Fatal(err)
			}
			quick, ok := skim(text)
			if want, got := triage.OfReport(full, triage.Where{}), triage.OfReport(quick, triage.Where{}); !ok || got != want {
				t.Fatalf("%s, %s (%v): %v", c.ID, name, ok, triage.Compare(want, got))
			}
		}
	}
}

// Where Microsoft named no time, the line for a log system has that of the report, which is no time that was printed.
func TestNoTimeIsPrintedByALineForALogSystem(t *testing.T) {
	w, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	d := diagnose.Diagnosis{ID: strings.Repeat("0A", 13), Created: now(), Subject: diagnose.Subject{MailApp: "apple"},
		Observations: []diagnose.Observation{{Stage: diagnose.StagePhone, Source: diagnose.SourceText, At: now(), Said: &diagnose.Said{Primary: 50055}}},
		Verdict:      diagnose.Verdict{Cause: "password.expired", Confidence: diagnose.Certain}}
	var line bytes.Buffer
	if err := report.NDJSON(&line, []report.Copy{report.ForIT(d)}, w); err != nil {
		t.Fatal(err)
	}
	quick, ok := skim(line.Bytes())
	full, err := report.ReadEvent(line.Bytes())
	want, a, b := triage.OfReport(d, triage.Where{}), triage.OfReport(quick, triage.Where{}), triage.OfReport(full, triage.Where{})
	if !ok || err != nil || a != want || b != want {
		t.Errorf("%v, %v: %+v and %+v, want %+v", ok, err, a, b, want)
	}
}

// What is not as this program writes it, is left to the reader of reports.
func TestSkimmingGivesUpOnWhatIsStrange(t *testing.T) {
	_, exported, _ := bytes.Cut(saved(t, 1), []byte("-----\n"))
	if _, ok := skim(exported); !ok {
		t.Fatal("a report is not skimmed")
	}
	for name, text := range map[string]string{
		"quoted":              quoted(exported),
		"a newer one":         strings.Replace(string(exported), `"version": 1`, `"version": 99`, 1),
		"another schema":      strings.Replace(string(exported), report.Schema, "other", 1),
		"a cause of a newer":  strings.Replace(string(exported), `"cause": "consent.admin_approval"`, `"cause": "consent.new_one"`, -1),
		"a strange degree":    strings.Replace(string(exported), `"confidence": "certain"`, `"confidence": "sure"`, -1),
		"a word broken apart": strings.Replace(string(exported), "user1@contoso", "user1\n@contoso", 1),
		"a wrong escape":      strings.Replace(string(exported), "user1@contoso", `user1\q@contoso`, 1),
		"a number for a word": strings.Replace(string(exported), `"id": "`, `"id": 1, "no": "`, 1),
		"a time that is none": strings.Replace(string(exported), `"created": "2026`, `"created": "x2026`, 1),
		"a time in no year":   strings.Replace(string(exported), `"created": "2026-11-23T09:00:00Z"`, `"created": "9999-12-31T23:59:59-05:00"`, 1),
		"cut off":             string(exported[:len(exported)/2]),
		"nothing":             "",
	} {
		if _, ok := skim([]byte(text)); ok || text == string(exported) {
			t.Errorf("%s: skimmed all the same", name)
		}
	}
	for end := range len(exported) - 2 {
		if _, ok := skim(exported[:end]); ok {
			t.Fatalf("skimmed what ends after %d bytes", end)
		}
	}
}

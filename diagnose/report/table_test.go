package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
)

func TestNoCellIsTakenForAFormula(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(1)": "'@SUM(1)", "\t=1": "' =1", "\r=1": "'�=1", " =1": "' =1", "\n=1": "' =1",
		"＝1": "'＝1", "a=1": "a=1", "": "", "two\nlines": "two lines", "\x1b[2J": "�[2J", "\u202eexe": "�exe",
		"a;=1": "a;'=1", "a; \"=1": "a;' \"=1", "a;b": "a;b", "\"=1": "'\"=1", "a;\n@1;": "a;' @1;",
	} {
		if got := Cell(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestATableHasALineForEachReportAndNoFormula(t *testing.T) {
	evil := sample(t)
	evil.Observations[1].Said.Sentence = "=cmd|' /C calc'!A0"
	evil.Subject.Tenant = "@evil.example"
	var out bytes.Buffer
	if err := CSV(&out, []Copy{ForIT(full(t)), ForIT(evil)}, english(t)); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\r\n"); n != 3 || strings.Count(out.String(), "\n") != n {
		t.Errorf("%d lines end with CR and LF", n)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%v: %d rows", err, len(rows))
	}
	for i, name := range rows[0] {
		if cell := rows[2][i]; cell != "" && strings.Contains("=+-@", cell[:1]) {
			t.Errorf("%s is a formula: %q", name, cell)
		}
		want, asked := map[string]string{"reference": full(t).Reference().String(), "cause": "consent.admin_approval", "codes": "90094",
			"address": "adele@contoso.com", "correlation_id": "00000000-0000-0000-0000-000000000001",
			"signed_in_at": "2026-11-23T08:12:04Z"}[name]
		if asked && rows[1][i] != want {
			t.Errorf("%s is %q, want %q", name, rows[1][i], want)
		}
	}
}

func TestALogSystemFindsItsOwnNames(t *testing.T) {
	healthy := full(t)
	healthy.Verdict = diagnose.Verdict{Cause: diagnose.CauseNone, Family: diagnose.FamilyNone}
	healthy.Subject.Address = "adele@outlook.com" // a person's own, which is no company's
	var out bytes.Buffer
	if err := NDJSON(&out, []Copy{ForIT(full(t)), ForIT(healthy)}, english(t)); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines", len(lines))
	}
	for path, want := range map[string]any{"@timestamp": "2026-11-23T08:12:04Z", "ecs/version": ecsVersion, "event/id": full(t).ID,
		"event/kind": "event", "event/outcome": "failure", "event/created": "2026-11-23T08:12:04Z", "error/code": "AADSTS90094",
		"user/email": "adele@contoso.com", "user/domain": "contoso.com", "organization/name": "contoso.com", "synchelper/cause": "consent.admin_approval",
		"synchelper/correlation_id": "00000000-0000-0000-0000-000000000001"} {
		var node any
		if err := json.Unmarshal([]byte(lines[0]), &node); err != nil {
			t.Fatal(err)
		}
		for step := range strings.SplitSeq(path, "/") {
			node = node.(map[string]any)[step]
		}
		if node != want {
			t.Errorf("%s is %v, want %v", path, node, want)
		}
	}
	if !strings.Contains(lines[1], `"outcome":"success"`) || strings.Contains(lines[1], `"organization"`) {
		t.Errorf("got\n%s", out.String())
	}
}

func TestOneSecretStopsAWholeTable(t *testing.T) {
	bad := sample(t)
	bad.Observations[1].Text = "Authorization: Bearer " + canaryLong()
	for name, write := range map[string]func(*bytes.Buffer) error{
		"CSV":    func(b *bytes.Buffer) error { return CSV(b, []Copy{ForIT(sample(t)), ForIT(bad)}, english(t)) },
		"NDJSON": func(b *bytes.Buffer) error { return NDJSON(b, []Copy{ForIT(sample(t)), ForIT(bad)}, english(t)) },
	} {
		var out bytes.Buffer
		if err := write(&out); !errors.Is(err, ErrSecretLeft) || out.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", name, err, out.Len())
		}
	}
	if err := ForIT(sample(t)).Write(&bytes.Buffer{}, "odt", english(t)); !errors.Is(err, ErrFormat) {
		t.Errorf("an unknown format: %v", err)
	}
}

// What has a name in the Elastic Common Schema has its type there, or an index with its mappings refuses the line.
func TestALogSystemFindsTheTypesOfItsSchema(t *testing.T) {
	var out bytes.Buffer
	if err := NDJSON(&out, []Copy{ForIT(full(t))}, english(t)); err != nil {
		t.Fatal(err)
	}
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	types := map[string]string{"@timestamp": "date", "ecs.version": "keyword", "message": "keyword", "event.id": "keyword", "event.created": "date",
		"event.kind": "keyword", "event.category": "list", "event.type": "list", "event.outcome": "keyword", "event.action": "keyword",
		"event.module": "keyword", "event.dataset": "keyword", "event.provider": "keyword", "event.code": "keyword", "event.reason": "keyword",
		"error.code": "keyword", "error.message": "keyword", "error.type": "keyword", "user.email": "keyword", "user.domain": "keyword",
		"organization.id": "keyword", "organization.name": "keyword", "observer.product": "keyword", "observer.version": "keyword", "observer.type": "keyword"}
	seen := 0
	for group, value := range line {
		fields, grouped := value.(map[string]any)
		if !grouped {
			fields = map[string]any{"": value}
		}
		for name, field := range fields {
			path := strings.TrimSuffix(group+"."+name, ".")
			if group == "synchelper" { // our own
				continue
			}
			if seen++; typeOf(field) != types[path] {
				t.Errorf("%s is a %s, the schema has %q: %v", path, typeOf(field), types[path], field)
			}
		}
	}
	if seen < len(types)-1 { // the sample has no id of its company
		t.Errorf("%d fields of %d are there", seen, len(types))
	}
}

// typeOf is the type of the schema that a value is written for.
func typeOf(value any) string {
	switch v := value.(type) {
	case []any:
		return "list"
	case string:
		if _, err := time.Parse(time.RFC3339Nano, v); err == nil {
			return "date"
		}
		return "keyword"
	}
	return "other"
}

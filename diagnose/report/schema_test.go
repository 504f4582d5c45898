package report

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"synchelper/assets"
	"synchelper/diagnose"
)

// node is as much of a JSON Schema as says which fields there are.
type node struct {
	Ref         string          `json:"$ref"`
	Description string          `json:"description"`
	Properties  map[string]node `json:"properties"`
	Items       *node           `json:"items"`
	OneOf       []node          `json:"oneOf"`
	Defs        map[string]node `json:"$defs"`
}

func schemaOfTheForm(t *testing.T) node {
	t.Helper()
	var whole node
	if err := json.Unmarshal(assets.DiagnosisSchema, &whole); err != nil {
		t.Fatal(err)
	}
	return whole
}

// full is a diagnosis in which every list of the exported form has a row.
func full(t *testing.T) diagnose.Diagnosis {
	t.Helper()
	d := sample(t)
	d.SignIns = []diagnose.SignIn{{At: d.Created, Method: "browser", ClientID: "f8d98a96-0999-43f5-8af3-69971c7bb423",
		CorrelationID: "00000000-0000-4000-8000-000000000003", Ended: "stopped by a page"}}
	d.Observations = append(d.Observations,
		diagnose.ObserveApproval(diagnose.Approval{SameAddress: diagnose.ReplyYes}, d.Created))
	d.Observations[1].Text += "\nfrom 192.0.2.7"
	return d
}

// shape compares a value with what the schema says of it: each field there is described, and each described is there.
func shape(t *testing.T, path string, whole, n node, value any) {
	t.Helper()
	if name, ok := strings.CutPrefix(n.Ref, "#/$defs/"); ok {
		n = whole.Defs[name]
	}
	if n.Description == "" {
		t.Errorf("%s has no description", path)
	}
	for _, other := range n.OneOf {
		if value != nil && other.Ref != "" {
			shape(t, path, whole, other, value)
		}
	}
	switch v := value.(type) {
	case map[string]any:
		if len(n.OneOf) > 0 {
			return
		}
		if have, want := slices.Sorted(maps.Keys(v)), slices.Sorted(maps.Keys(n.Properties)); !slices.Equal(have, want) {
			t.Errorf("%s: the export has %q, the schema %q", path, have, want)
		}
		for name, below := range v {
			shape(t, path+"/"+name, whole, n.Properties[name], below)
		}
	case []any:
		for i, below := range v {
			if n.Items == nil {
				t.Fatalf("%s: the schema says nothing of its items", path)
			}
			shape(t, path+"/"+strconv.Itoa(i), whole, *n.Items, below)
		}
	}
}

func TestEveryFieldOfTheSchemaIsWrittenAndEveryWrittenOneIsDescribed(t *testing.T) {
	bare := diagnose.Diagnosis{ID: strings.Repeat("0", 26), Created: time.Unix(0, 0), Verdict: diagnose.Judge(nil),
		Observations: []diagnose.Observation{{Stage: diagnose.StagePhone, Said: &diagnose.Said{}, Approval: &diagnose.Approval{}}},
		SignIns:      []diagnose.SignIn{{}}}
	for name, c := range map[string]Copy{"much is known": ForIT(full(t)), "nothing is known": ForIT(bare),
		"for outside": ForOutside(full(t), pseudonyms(t))} {
		raw, err := c.JSON(english(t))
		if err != nil {
			t.Fatal(err)
		}
		var value any
		if err := json.Unmarshal(raw, &value); err != nil {
			t.Fatal(err)
		}
		shape(t, name, schemaOfTheForm(t), schemaOfTheForm(t), value)
		if strings.Contains(string(raw), "0001-01-01T00:00:00Z") && name != "nothing is known" {
			t.Errorf("%s: a time that is not known is written", name)
		}
	}
}

// elsewhere is a diagnosis with all its times in the zone of another place.
func elsewhere(d diagnose.Diagnosis) diagnose.Diagnosis {
	in := func(at *time.Time) { *at = at.In(time.FixedZone("", 5*60*60+30*60)) }
	d.Stages, d.Observations, d.SignIns = slices.Clone(d.Stages), slices.Clone(d.Observations), slices.Clone(d.SignIns)
	in(&d.Created)
	for i := range d.Stages {
		in(&d.Stages[i].Started)
	}
	for i := range d.SignIns {
		in(&d.SignIns[i].At)
	}
	for i := range d.Observations {
		in(&d.Observations[i].At)
		if s := d.Observations[i].Said; s != nil {
			own := *s
			in(&own.Timestamp)
			d.Observations[i].Said = &own
		}
	}
	return d
}

// Wherever a run was made, its times are those of UTC: in the form, in the table, in the line for a log system.
func TestTimesAreInUTCWhereverTheRunWas(t *testing.T) {
	w, d := english(t), full(t)
	d.Stages[0].Started = d.Created
	here, there := ForIT(d), ForIT(elsewhere(d))
	for _, as := range []Format{FormatJSON, FormatCSV, FormatNDJSON} {
		var want, got strings.Builder
		if err := errors.Join(here.Write(&want, as, w), there.Write(&got, as, w)); err != nil {
			t.Fatal(err)
		}
		utc, _, _ := strings.Cut(want.String(), `"actions"`) // whose words may name the person's own time, too
		other, _, _ := strings.Cut(got.String(), `"actions"`)
		if utc != other || utc == "" {
			t.Errorf("%s: made elsewhere it is\n%s\nand in UTC\n%s", as, other, utc)
		}
	}
}

// The first version is read for ever.
func TestAnExportOfTheFirstVersionIsReadForEver(t *testing.T) {
	for name, want := range map[string]diagnose.CauseID{"version-1-explained.txt": "app.disabled",
		"version-1-checked.json": "consent.admin_approval"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read(text)
		if err != nil || d.Verdict.Cause != want || len(d.Observations) == 0 || d.Subject.Address == "" {
			t.Errorf("%s: %v, read as %+v", name, err, d)
		}
	}
}

func TestWhatAVerdictRestsOnIsReadBackWhateverItIs(t *testing.T) {
	d := full(t)
	d.Verdict.Question = diagnose.QuestionStillAsks
	d.Verdict.Because = []diagnose.Reason{{Kind: diagnose.ReasonRefuted, Value: "consent.admin_approval", Stage: diagnose.StageSignIn},
		{Kind: diagnose.ReasonHeard, Value: "consent.other_tenant", Stage: diagnose.StagePhone},
		{Kind: diagnose.ReasonPassed, Value: "token", Stage: diagnose.StageToken}}
	raw, err := ForIT(d).JSON(english(t))
	if err != nil {
		t.Fatal(err)
	}
	back, err := Read(raw)
	if err != nil || !slices.Equal(back.Verdict.Because, d.Verdict.Because) || back.Verdict.Question != d.Verdict.Question {
		t.Errorf("%v: %+v", err, back.Verdict)
	}
	if a := back.Observations[2].Approval; a == nil || a.SameAddress != diagnose.ReplyYes {
		t.Errorf("what the person answered is read as %+v", a)
	}
}

func pseudonyms(t *testing.T) *Pseudonyms {
	t.Helper()
	p, err := NewPseudonyms([]byte(strings.Repeat("k", KeySize)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

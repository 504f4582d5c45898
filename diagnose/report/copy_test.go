package report

import (
	"slices"
	"testing"

	"synchelper/diagnose"
)

// What is gone as a whole is listed as what is changed is: whoever looks before sending sees why it is not there.
func TestWhatIsLeftOutAsAWholeIsListedWithItsReason(t *testing.T) {
	w, d := english(t), full(t)
	for name, tt := range map[string]struct {
		copy      Copy
		has, lack []Removal
	}{
		"for the own IT": {ForIT(d), []Removal{{"observations/1/text", removedSecret}},
			[]Removal{{"sign_in_log", removedLog}, {"actions", removedMessage}, {"observations/0/text", removedSecret}}},
		"for outside": {ForOutside(d, pseudonyms(t)), []Removal{{"observations/1/text", removedSecret},
			{"sign_in_log", removedLog}, {"actions", removedMessage}}, nil},
		"for outside, of no sign-in": {ForOutside(diagnose.Diagnosis{ID: d.ID, Created: d.Created, Verdict: diagnose.Judge(nil)}, pseudonyms(t)),
			nil, []Removal{{"sign_in_log", removedLog}}},
	} {
		exported := exportOf(tt.copy, w).Redaction.Fields
		var shown []string
		for _, c := range tt.copy.Changes(w) {
			shown = append(shown, c.Field)
		}
		for _, r := range tt.has {
			if !slices.Contains(exported, r) || !slices.Contains(shown, r.Field) {
				t.Errorf("%s: %v is not listed in %v, %v", name, r, exported, shown)
			}
		}
		for _, r := range tt.lack {
			if slices.Contains(exported, r) {
				t.Errorf("%s: %v is listed and is there", name, r)
			}
		}
	}
}

// A copy of a copy still says what was taken out the first time, each once.
func TestACopyOfACopyForgetsNoRemoval(t *testing.T) {
	d := full(t)
	first := ForIT(d)
	raw, err := first.JSON(english(t))
	if err != nil || len(first.Removed) < 2 {
		t.Fatal(err, first.Removed)
	}
	read, err := ReadCopy(raw)
	if err != nil {
		t.Fatal(err)
	}
	if again := ForIT(read.Diagnosis).After(read.Removed); !slices.Equal(again.Removed, first.Removed) {
		t.Errorf("listed are %v, were %v", again.Removed, first.Removed)
	}
	outside := ForOutside(read.Diagnosis, pseudonyms(t)).After(read.Removed)
	for _, r := range append(slices.Clone(first.Removed), Removal{"created", removedTime}) {
		if !slices.Contains(outside.Removed, r) {
			t.Errorf("for outside %v is not listed", r)
		}
	}
}

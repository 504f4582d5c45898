package diagnose

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"
)

func sampleReference(cause CauseID) Reference {
	return Reference{Cause: cause, MailApp: "apple", Day: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), IDBits: 0x2bcd}
}

func TestReferenceRoundTripsForEveryCauseAndMailApp(t *testing.T) {
	ids := []CauseID{CauseNone, CauseUnknown}
	for _, c := range Causes() {
		ids = append(ids, c.ID)
	}
	for _, id := range ids {
		for _, app := range MailApps() {
			want := sampleReference(id)
			want.MailApp = app.ID
			got, err := ParseReference(want.String())
			if err != nil || got != want {
				t.Fatalf("%s %s: %s gave %+v, %v", id, app.ID, want, got, err)
			}
		}
	}
}

func TestReferenceReadsWhatPeopleType(t *testing.T) {
	want := sampleReference("app.disabled")
	plain := want.String()
	for _, typed := range []string{
		strings.ToLower(plain), strings.ReplaceAll(plain, "-", ""), " " + strings.ReplaceAll(plain, "-", " - ") + " ",
		"SH-" + strings.NewReplacer("0", "o", "1", "l").Replace(plain[3:]),
	} {
		if got, err := ParseReference(typed); err != nil || got != want {
			t.Errorf("%q gave %+v, %v", typed, got, err)
		}
	}
}

func TestReferenceRefusesEveryMistypedCharacterAndEverySwap(t *testing.T) {
	plain := sampleReference("consent.admin_approval").String()
	for i := 3; i < len(plain); i++ {
		if plain[i] == '-' {
			continue
		}
		for _, c := range crockford {
			if byte(c) == plain[i] {
				continue
			}
			typed := plain[:i] + string(c) + plain[i+1:]
			if _, err := ParseReference(typed); err == nil {
				t.Errorf("%q was read", typed)
			}
		}
	}
	letters := strings.ReplaceAll(plain[3:], "-", "")
	for i := range len(letters) - 1 {
		if letters[i] == letters[i+1] {
			continue
		}
		typed := "SH" + letters[:i] + letters[i+1:i+2] + letters[i:i+1] + letters[i+2:]
		if _, err := ParseReference(typed); err == nil {
			t.Errorf("%q was read", typed)
		}
	}
}

func TestReferenceRefusesOtherTexts(t *testing.T) {
	for _, typed := range []string{"", "SH-", "SH-7K3M-Q2XD", "AADSTS65001", "SH-7K3M-Q2XD-4-4", "SH-!!!!-!!!!-!"} {
		if _, err := ParseReference(typed); err == nil {
			t.Errorf("%q was read", typed)
		}
	}
}

func TestReferenceHoldsTheBeginningOfItsDiagnosis(t *testing.T) {
	id, err := NewID(rand.Reader)
	if err != nil || len(id) != 26 {
		t.Fatalf("NewID gave %q, %v", id, err)
	}
	d := Diagnosis{ID: id, Created: time.Date(2026, 11, 23, 23, 59, 0, 0, time.UTC),
		Verdict: Verdict{Cause: "app.disabled"}}
	if again, err := ParseReference(d.Reference().String()); err != nil || again.IDBits != idBeginning(id) {
		t.Errorf("%s does not hold the beginning of its id, %v", d.Reference(), err)
	}
	if got := d.Reference().Day.Format("2006-01-02"); got != "2026-11-23" {
		t.Errorf("day %s", got)
	}
}

// retired are the numbers of causes that are gone, none so far. References from then hold them, so they stay taken.
func retired() []uint8 { return nil }

func TestEveryCauseHasItsOwnNumber(t *testing.T) {
	seen := map[uint8]CauseID{0: CauseUnknown, numberNone: CauseNone}
	for _, number := range retired() {
		seen[number] = "a cause that is gone"
	}
	for _, c := range Causes() {
		if other, taken := seen[c.Number]; taken {
			t.Errorf("%s and %s share number %d", c.ID, other, c.Number)
		}
		seen[c.Number] = c.ID
	}
}

func TestTheReferenceKeepsTheDayOnWhichARunBegan(t *testing.T) {
	first := Diagnosis{ID: "7K3M0000000000000000000000", Created: time.Date(2026, 11, 23, 23, 30, 0, 0, time.UTC)}
	again := first
	again.Created = first.Created.Add(time.Hour)
	if again.Reference() == first.Reference() {
		t.Errorf("another run of another day is %s too", again.Reference())
	}
	if again.Began = first.Created; again.Reference() != first.Reference() {
		t.Errorf("%s became %s", first.Reference(), again.Reference())
	}
}

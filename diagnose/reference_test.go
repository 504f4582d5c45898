package diagnose

import (
	"crypto/rand"
	"errors"
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
		plain + ".", plain + ",", plain + ")", plain + "?!", plain + "\".", plain + " .",
	} {
		if got, err := ParseReference(typed); err != nil || got != want {
			t.Errorf("%q gave %+v, %v", typed, got, err)
		}
	}
}

// mistypings are all the ways in which one character of a reference becomes another key's, or two neighbours change places.
// Hyphens are not told apart, nor are small letters, O and 0, or I, L and 1: what is typed so is no other reference.
func mistypings(plain string) (all []string) {
	const keys = crockford + "ILOU-.,#*ßo"
	for i := range plain {
		for _, c := range keys {
			all = append(all, plain[:i]+string(c)+plain[i+1:])
		}
		if i > 0 {
			all = append(all, plain[:i-1]+plain[i:i+1]+plain[i-1:i]+plain[i+1:])
		}
	}
	return all
}

// same is a text as references are compared: by what each character stands for.
func same(text string) string {
	return strings.NewReplacer("-", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(text))
}

func TestReferenceRefusesEveryMistypedCharacterAndEverySwap(t *testing.T) {
	refused, read := 0, 0
	for _, c := range Causes() {
		want := sampleReference(c.ID)
		plain := want.String()
		for _, typed := range mistypings(plain) {
			got, err := ParseReference(typed)
			switch {
			case same(typed) == same(plain) && (err != nil || got != want):
				t.Fatalf("%q for %s gave %+v, %v", typed, plain, got, err)
			case same(typed) == same(plain):
				read++
			case err == nil:
				t.Fatalf("%q for %s was read as %s", typed, plain, got)
			default:
				refused++
			}
		}
	}
	if refused < 40000 || read == 0 {
		t.Errorf("%d were refused and %d read", refused, read)
	}
	t.Logf("%d mistyped references were refused, all of them; %d were the same in another spelling", refused, read)
}

func TestReferenceRefusesOtherTexts(t *testing.T) {
	for _, typed := range []string{"", "SH-", "SH-7K3M-Q2XD", "AADSTS65001", "SH-7K3M-Q2XD-4-4", "SH-!!!!-!!!!-!"} {
		if _, err := ParseReference(typed); err == nil {
			t.Errorf("%q was read", typed)
		}
	}
}

func TestTheBeginningOfAReferenceIsToldFromAWrongOne(t *testing.T) {
	plain := sampleReference("app.disabled").String()
	for typed, short := range map[string]bool{plain[:len(plain)-2]: true, plain[:len(plain)-1] + ".": true, plain[:7]: true,
		strings.ToLower(plain[:9]): true, plain[:4] + plain[5:]: true, "SH-": false, "SH.": false, plain + "7": false,
		"SH-!!!!-!!!!": false, plain[:5] + "." + plain[6:]: false, plain[:len(plain)-1] + "U": false} {
		if _, err := ParseReference(typed); !errors.Is(err, ErrReference) || errors.Is(err, ErrShortReference) != short {
			t.Errorf("%q: %v, too short: want %v", typed, err, short)
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

func TestADiagnosisTakesAReferenceThatSaysTheSame(t *testing.T) {
	d := Diagnosis{ID: "0123456789ABCDEFGHJKMNPQRS", Created: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
		Subject: Subject{MailApp: "apple"}, Verdict: Verdict{Cause: "app.disabled"}}
	same := sampleReference("app.disabled")
	same.MailApp, same.Day = "apple", time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	for _, bits := range []uint16{0, 1, 0x1555, 0x2aaa, 0x3fff} {
		same.IDBits = bits
		if got := d.Under(same); got.Reference() != same || !IsID(got.ID) || got.ID[3:] != d.ID[3:] {
			t.Errorf("%s became %s of %s", same, got.Reference(), got.ID)
		}
	}
	app, cause := same, same
	app.MailApp, cause.Cause = OtherMailApp, "password.expired"
	for name, other := range map[string]Reference{"another app": app, "another cause": cause} {
		if got := d.Under(other); got.Reference() != d.Reference() || got.ID != d.ID {
			t.Errorf("%s: %s", name, got.Reference())
		}
	}
}

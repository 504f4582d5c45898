package entra

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

const filler = "line of a log that says nothing at all, only that the clock goes on\n"

// padded puts a text between filler of the given sizes.
func padded(before int, text string, behind int) string {
	return strings.Repeat(filler, before/len(filler)) + text + "\n" + strings.Repeat(filler, behind/len(filler))
}

// The sizes lead into each way of reading a text: deeply, in parts, and as a log.
var sizes = []struct {
	name string
	size int
}{{"short", 2 << 10}, {"long", 100 << 10}, {"log", 3 << 20}}

func TestErrorIsFoundInTextsOfEverySize(t *testing.T) {
	errorText := "AADSTS50126: Error validating credentials.\nTrace ID: " + guid1 + "\nCorrelation ID: " + guid2 +
		"\nTimestamp: 2026-04-24 10:40:10Z"
	for _, s := range sizes {
		for _, place := range []float64{0, 0.3, 0.5, 1} {
			before := int(float64(s.size) * place)
			reading := mustRead(t, padded(before, errorText, s.size-before))
			said := reading.Said
			if said.Primary != 50126 || said.TraceID != guid1 || said.CorrelationID != guid2 || said.Timestamp.IsZero() {
				t.Errorf("%s, at %v: %+v", s.name, place, said)
			}
			if len(reading.Text) > MaxExcerpt {
				t.Errorf("%s, at %v: %d bytes are kept", s.name, place, len(reading.Text))
			}
			if span := said.Spans["primary"]; reading.Text[span.Start:span.End] != "AADSTS50126" {
				t.Errorf("%s, at %v: the span holds %q", s.name, place, reading.Text[span.Start:span.End])
			}
			if again := mustRead(t, reading.Text).Said; again.Primary != said.Primary {
				t.Errorf("%s, at %v: the excerpt gives %d", s.name, place, again.Primary)
			}
		}
	}
}

func TestEveryNumberOfALongTextIsNamed(t *testing.T) {
	for _, s := range sizes[1:] {
		text := padded(s.size/3, "AADSTS65001: not consented", s.size/3) + padded(0, "AADSTS50076: more factors", s.size/3) +
			"AADSTS50105: not assigned\nAADSTS65001: not consented\n"
		if got, want := mustRead(t, text).Said.Codes, []int{65001, 50076, 50105}; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", s.name, got, want)
		}
	}
}

func TestLongTextIsReadWhereTheErrorIs(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"talk first", padded(0, "is it AADSTS50076 or AADSTS50079?", 40<<10) + "Message: AADSTS65001: not consented\n", 65001},
		{"the first error of a post", padded(0, "AADSTS65001: not consented", 40<<10) + "AADSTS50076: more factors\n", 65001},
		{"the last error of a log", padded(0, "AADSTS65001: not consented", 2<<20) + "AADSTS50076: more factors\n", 50076},
		{"a normal step last in a log", padded(0, "AADSTS65001: not consented", 2<<20) + "AADSTS50058: silent\n", 65001},
		{"the specific behind the generic in a log", padded(2<<20, "AADSTS70002: Error. AADSTS50126: Invalid", 100), 50126},
		{"a parted number in a log", padded(2<<20, "AADSTS: 50105", 100), 50105},
		{"a misspelt number in a log without any other", padded(2<<20, "ADDSTS50105: x", 100), 50105},
		{"a bare number in a long text", padded(40<<10, `"error_codes":[50105]`, 100), 50105},
		{"a prefix without number in a log", padded(2<<20, "AADSTS", 100) + "AADSTS50105: x\n", 50105},
		{"only a list", padded(40<<10, "50105, 65001, 90094", 100), 0},
	} {
		if got := mustRead(t, c.text).Said.Primary; got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestWordingIsFoundInLongTexts(t *testing.T) {
	for _, s := range sizes {
		reading := mustRead(t, padded(s.size/2, "Need admin approval", s.size/2))
		if len(reading.Said.Wordings) == 0 || !strings.Contains(reading.Text, "Need admin approval") {
			t.Errorf("%s: %v", s.name, reading.Said.Wordings)
		}
	}
}

func TestLongTextWithoutAnErrorKeepsItsBeginning(t *testing.T) {
	reading := mustRead(t, "the beginning\n"+padded(50<<10, "", 0))
	if len(reading.Said.Codes) > 0 || !strings.HasPrefix(reading.Text, "the beginning\n") || len(reading.Text) > MaxExcerpt {
		t.Errorf("%v, %d bytes", reading.Said.Codes, len(reading.Text))
	}
}

func TestLongTextOfOneLineIsRead(t *testing.T) {
	for _, unit := range []string{"x", "語", "x ", "\\\\n", "%20", "\xff", "<b>", "&amp;", "(", "{", "\"", "a=", "AADST", "eyJ", "../"} {
		text := strings.Repeat(unit, 60000/len(unit)) + " AADSTS50105: x " + strings.Repeat(unit, 60000/len(unit))
		if got := mustRead(t, text).Said.Codes; !slices.Contains(got, 50105) {
			t.Errorf("%q: %v", unit, got)
		}
	}
}

func TestInvalidBytesDoNotMoveTheExcerpt(t *testing.T) {
	for _, size := range []int{100 << 10, 3 << 20} {
		text := append(bytes.Repeat([]byte("\xff\xfe\xfd bad\n"), size/8), "AADSTS50105: x\n"...)
		text = append(text, bytes.Repeat([]byte("\x80 bad\n"), size/8)...)
		reading, err := Read(append([]byte("text\n"), text...))
		if err != nil || reading.Said.Primary != 50105 {
			t.Errorf("%d bytes: %d, %v", size, reading.Said.Primary, err)
		}
		checkReading(t, reading)
	}
}

func TestTooLargeTextIsRefused(t *testing.T) {
	text := make([]byte, MaxText+1)
	if _, err := Read(text); !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v", err)
	}
}

func TestLargestTextIsRead(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 64 MiB")
	}
	text := bytes.Repeat([]byte(filler), MaxText/len(filler))
	text = append(text[:MaxText-64], "\nAADSTS50105: x\n"...)
	if reading, err := Read(text); err != nil || reading.Said.Primary != 50105 {
		t.Errorf("%d, %v", reading.Said.Primary, err)
	}
}

func TestLongAddressWithCodeIsRefused(t *testing.T) {
	text := "https://localhost/?code=" + canaryCode() + "&state=" + strings.Repeat("a%20", 6000)
	if reading, err := ReadString(text); !errors.Is(err, ErrSecretOnly) || reading.Text != "" {
		t.Errorf("%v, %q", err, reading.Text)
	}
}

func TestPrefixesAreFoundAcrossTheParts(t *testing.T) {
	for size := 60; size < 90; size++ {
		text := bytes.Repeat([]byte("."), size)
		copy(text[size/2-3:], "AADSTS")
		copy(text, "AADSTS")
		copy(text[size-6:], "AADSTS")
		if got, want := prefixes(text), []int{0, size/2 - 3, size - 6}; !slices.Equal(got, want) {
			t.Errorf("%d bytes: %v, want %v", size, got, want)
		}
	}
}

func TestRawOffsetUndoesTheRepair(t *testing.T) {
	for _, raw := range []string{"abc", "a\xffb", "\xff\xff\xffb", "aé\xffé", "\xe3\x81b", "語\xff"} {
		clean := valid([]byte(raw))
		for i, r := range clean {
			if r == '\uFFFD' {
				continue
			}
			at := rawOffset([]byte(raw), i)
			if !strings.HasPrefix(raw[at:], string(r)) {
				t.Errorf("%q: offset %d of %q is %d", raw, i, clean, at)
			}
		}
	}
}

package entra

import "testing"

func TestLettersOfOneByteAreReadAsWindowsWritesThem(t *testing.T) {
	for name, c := range map[string][2]string{
		"UTF-8":                       {"Größe für 3 €", "Größe für 3 €"},
		"Latin-1":                     {"Gr\xf6\xdfe", "Größe"},
		"what Latin-1 lacks":          {"3 \x80 \x96 \x93ja\x94\x85 \x81", "3 € – “ja”… \u0081"},
		"two bytes that make a rune":  {"Gr\xf6\xdfe \xe4\xf6\xfc \xdc\x85", "Größe äöü Ü…"},
		"UTF-8 that lost half a rune": {"Größe für \xc3 den Schlüssel", "Größe für \xc3 den Schlüssel"},
		"nothing":                     {"", ""},
	} {
		if got := string(Latin([]byte(c[0]))); got != c[1] {
			t.Errorf("%s: %q is %q, want %q", name, c[0], got, c[1])
		}
	}
}

package consent_test

import (
	"fmt"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

// pixels a module, as the window shows it.
const pixels = 4

// views are what the camera gets of one code.
func views() map[string]func(grey) grey {
	return map[string]func(grey) grey{
		"plain":       func(g grey) grey { return g },
		"half size":   grey.half,
		"turned 10°":  func(g grey) grey { return g.rotated(10) },
		"turned -10°": func(g grey) grey { return g.rotated(-10) },
		"blurred 0.5": func(g grey) grey { return g.blurred(.5) },
		"blurred 1":   func(g grey) grey { return g.blurred(1) },
		"held at 8°":  func(g grey) grey { return g.rotated(10).tilted(8) },
		"held at -8°": func(g grey) grey { return g.rotated(-10).tilted(-8) },
	}
}

// corpus are all texts that become a code: the links of every app, by id and by domain, and messages of all lengths.
func corpus(t *testing.T) []string {
	t.Helper()
	var texts []string
	for _, app := range diagnose.MailApps() {
		for _, tenant := range []string{"0d9b645f-597b-41f0-a2a3-ef103fbd91bb", "contoso.com"} {
			for _, l := range links(t, app, tenant) {
				if l.QRAllowed {
					texts = append(texts, l.URL)
				}
			}
		}
	}
	for _, length := range messageLengths() {
		texts = append(texts, messages(t, length)...)
	}
	return texts
}

func TestBothDecodersReadEveryCode(t *testing.T) {
	both := decoders(t)
	a := album{dir: t.TempDir()}
	for _, text := range corpus(t) {
		code, err := consent.Code(text)
		if err != nil {
			t.Fatal(err)
		}
		plain := greyOf(code.Image(pixels))
		for name, view := range views() {
			a.add(t, name, text, view(plain).image())
		}
	}
	for _, d := range both {
		missed := a.misses(t, d)
		for _, p := range missed {
			t.Errorf("%s does not read (%s): %d characters: %.90s", d.name, p.name, len(p.text), p.text)
		}
		t.Logf("%s: %d of %d pictures read", d.name, len(a.pictures)-len(missed), len(a.pictures))
	}
}

// TestLinksAreReadFromTheSide: the codes of links are small enough for much more than messages bear.
func TestLinksAreReadFromTheSide(t *testing.T) {
	both := decoders(t)
	a := album{dir: t.TempDir()}
	for _, app := range diagnose.MailApps() {
		for _, l := range links(t, app, "0d9b645f-597b-41f0-a2a3-ef103fbd91bb")[:1] {
			code, err := consent.Code(l.URL)
			if err != nil {
				t.Fatal(err)
			}
			plain := greyOf(code.Image(pixels))
			for _, degrees := range []float64{-30, -25, -20, -15, -10, -5, 5, 10, 15, 20, 25, 30} {
				a.add(t, fmt.Sprintf("tilted %v°", degrees), l.URL, plain.tilted(degrees).image())
				a.add(t, fmt.Sprintf("held at %v°", degrees), l.URL, plain.rotated(10).tilted(degrees).image())
			}
		}
	}
	for _, d := range both {
		for _, p := range a.misses(t, d) {
			t.Errorf("%s does not read (%s): %.90s", d.name, p.name, p.text)
		}
	}
}

package consent_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os/exec"
	"strconv"
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

// spoils are blurs and noises of which even a good code is not always read. With σ 2, half a module, the two decoders
// read none of anybody's; the rates below it tell one encoder from another.
func spoils() []struct{ sigma, noise float64 } {
	return []struct{ sigma, noise float64 }{
		{0, .16}, {1, .11}, {1.5, .03}, {1.5, .05}, {1.6, .02}, {2, 0}, {2, .04},
	}
}

// TestNoWorseThanQrencode compares the codes with those of qrencode for the same texts, the same noise over both.
func TestNoWorseThanQrencode(t *testing.T) {
	if _, err := exec.LookPath("qrencode"); err != nil {
		t.Skip("qrencode is not installed (Debian: qrencode)")
	}
	both := decoders(t)
	mine, other := make(map[string]int), make(map[string]int)
	for _, s := range spoils() {
		ours, theirs := spoiledAlbums(t, s.sigma, s.noise)
		all := len(ours.pictures)
		for _, d := range both {
			a, b := all-len(ours.misses(t, d)), all-len(theirs.misses(t, d))
			mine[d.name], other[d.name] = mine[d.name]+a, other[d.name]+b
			t.Logf("σ %.1f, noise %.2f, %-5s: ours %2d of %d, qrencode %2d", s.sigma, s.noise, d.name, a, all, b)
		}
	}
	for _, d := range both {
		t.Logf("%-5s in all: ours %d, qrencode %d", d.name, mine[d.name], other[d.name])
		// What ZXing misses depends on where the edges fall, not on the code: there it is a tie, give or take a few.
		if few := other[d.name] / 50; mine[d.name] < other[d.name]-few {
			t.Errorf("%s reads fewer of ours", d.name)
		}
	}
	if all, theirs := mine["zbar"]+mine["ZXing"], other["zbar"]+other["ZXing"]; all < theirs || all == 0 {
		t.Errorf("both together read %d of ours, %d of qrencode's", all, theirs)
	}
}

// spoiledAlbums has the links of four apps and all messages, ours and qrencode's under the same noise.
func spoiledAlbums(t *testing.T, sigma, noise float64) (ours, theirs *album) {
	t.Helper()
	ours, theirs = &album{dir: t.TempDir()}, &album{dir: t.TempDir()}
	for i, text := range corpus(t)[20:] {
		code, err := consent.Code(text)
		if err != nil {
			t.Fatal(err)
		}
		a, b := greyOf(code.Image(pixels)).blurred(sigma), greyOf(qrencode(t, text)).blurred(sigma)
		ours.add(t, "ours", text, a.noisy(noise, uint64(i)).image())
		theirs.add(t, "qrencode", text, b.noisy(noise, uint64(i)).image())
	}
	return ours, theirs
}

// qrencode draws a text as that program does by itself, at our size.
func qrencode(t *testing.T, text string) image.Image {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "qrencode", "-s", strconv.Itoa(pixels), "-m", "4", "-o", "-", text).Output()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

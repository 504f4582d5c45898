package consent_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os/exec"
	"strings"
	"testing"

	"github.com/skip2/go-qrcode"
	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

func TestCodeIsOnlyMadeOfLinksAndMessages(t *testing.T) {
	const v1 = "https://login.microsoftonline.com/contoso.com/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423"
	for name, c := range map[string]struct {
		text string
		rule consent.Rule
	}{
		"link":                {v1, ""},
		"ready mail":          {"mailto:?subject=A&body=B", ""},
		"ready text":          {"sms:?&body=B", ""},
		"organizations":       {strings.Replace(v1, "contoso.com/", "organizations/", 1), consent.RuleQR},
		"short link":          {"https://aka.ms/ConsentAppleApp", consent.RuleQR},
		"device code":         {"https://microsoft.com/devicelogin", consent.RuleHost},
		"link of another app": {v1[:len(v1)-1] + "4", consent.RuleClient},
		"plain text":          {"ABCD-EFGH", consent.RuleQR},
		"empty":               {"", consent.RuleQR},
		"http":                {"http://login.microsoftonline.com/", consent.RuleQR},
		"telephone":           {"tel:+1", consent.RuleQR},
		"wifi":                {"WIFI:S:a;;", consent.RuleQR},
		"mail with a copy":    {"mailto:?subject=A&body=B&cc=x%40contoso.com", consent.RuleParameter},
		"mail to a list":      {"mailto:a@contoso.com,b@contoso.com?subject=A&body=B", consent.RuleForm},
		"mail, other order":   {"mailto:?body=B&subject=A", consent.RuleForm},
		"mail, raw space":     {"mailto:?subject=A B&body=B", consent.RuleForm},
		"mail, lower escapes": {"mailto:?subject=A&body=%c3%bc", consent.RuleForm},
		"text with a number":  {"sms:+1900123?&body=B", consent.RuleQR},
		"text, bidi":          {"sms:?&body=%E2%80%AE", consent.RuleForm},
		"upper-case scheme":   {"HTTPS://evil.example/", consent.RuleQR},
	} {
		_, err := consent.Code(c.text)
		if got := ruleOf(err); got != c.rule {
			t.Errorf("%s: rule %q (%v), want %q", name, got, err, c.rule)
		}
	}
}

func TestCodeIsAsSmallAsItsTextAllows(t *testing.T) {
	for _, text := range corpus(t) {
		code, err := consent.Code(text)
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := qrcode.New(text, qrcode.Low)
		if err != nil {
			t.Fatal(err)
		}
		if code.Version > theirs.VersionNumber {
			t.Errorf("version %d, %d would do: %.60s", code.Version, theirs.VersionNumber, text)
		}
		next := map[string]qrcode.RecoveryLevel{"L": qrcode.Medium, "M": qrcode.High, "Q": qrcode.Highest}
		if stronger, ok := next[code.Level]; ok {
			if _, err := qrcode.NewWithForcedVersion(text, code.Version, stronger); err == nil {
				t.Errorf("level %s, a stronger one fits: %.60s", code.Level, text)
			}
		}
	}
}

func TestCodeIsNoLargerThanThatOfQrencode(t *testing.T) {
	if _, err := exec.LookPath("qrencode"); err != nil {
		t.Skip("qrencode is not installed (Debian: qrencode)")
	}
	for _, text := range corpus(t) {
		code, err := consent.Code(text)
		if err != nil {
			t.Fatal(err)
		}
		theirs := (qrencode(t, text, pixels).Bounds().Dx()/pixels - 2*consent.QuietZone - 17) / 4
		t.Logf("%3d characters: version %2d-%s, qrencode %2d-L", len(text), code.Version, code.Level, theirs)
		if code.Version > theirs {
			t.Errorf("version %d, qrencode %d: %.60s", code.Version, theirs, text)
		}
	}
}

func TestTooLongForACode(t *testing.T) {
	address, err := consent.SMSURL(englishMessage)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := consent.Code(address); !errors.Is(err, consent.ErrTooLong) {
		t.Errorf("%d characters: %v", len(address), err)
	}
}

func TestPictureIsBlackOnWhiteWithItsQuietZone(t *testing.T) {
	code := appleCode(t)
	file, err := code.PNG(3)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if side := img.Bounds().Dx(); side != 3*code.Width() || side != img.Bounds().Dy() {
		t.Fatalf("%v for %d modules", img.Bounds(), code.Width())
	}
	for y, row := range code.Modules() {
		for x, dark := range row {
			edge := min(x, y, code.Width()-1-x, code.Width()-1-y) < consent.QuietZone
			if dark && edge {
				t.Fatalf("dark in the quiet zone: %d, %d", x, y)
			}
			for _, p := range [][2]int{{3 * x, 3 * y}, {3*x + 2, 3*y + 2}} {
				want := color.Gray{Y: 255}
				if dark {
					want.Y = 0
				}
				if got := color.GrayModel.Convert(img.At(p[0], p[1])); got != want {
					t.Fatalf("pixel %v is %v, want %v", p, got, want)
				}
			}
		}
	}
}

func TestScaleHasBounds(t *testing.T) {
	code := appleCode(t)
	for scale, want := range map[int]int{-5: 1, 0: 1, 1: 1, 64: 64, 1 << 30: 64} {
		if got := code.Image(scale).Bounds().Dx(); got != want*code.Width() {
			t.Errorf("scale %d: %d pixels", scale, got)
		}
	}
}

func appleCode(t *testing.T) consent.QR {
	t.Helper()
	code, err := consent.Code(links(t, diagnose.MailApps()[0], "contoso.com")[0].URL)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// TestTerminalIsRead draws what a terminal would show and has it read: coloured on any ground, plain on its own.
func TestTerminalIsRead(t *testing.T) {
	both := decoders(t)
	text := links(t, diagnose.MailApps()[0], "contoso.com")[0].URL
	code := appleCode(t)
	a := album{dir: t.TempDir()}
	coloured := code.Terminal()
	for line := range strings.Lines(coloured) {
		if !strings.HasPrefix(line, "\x1b[38;5;16;48;5;231m") || !strings.HasSuffix(line, "\x1b[0m\n") {
			t.Fatalf("line without its colours: %q", line)
		}
	}
	plain := strings.NewReplacer("\x1b[38;5;16;48;5;231m", "", "\x1b[0m", "").Replace(coloured)
	a.add(t, "coloured", text, drawn(plain, 0, 255))
	a.add(t, "plain on dark", text, drawn(code.TerminalPlain(true), 230, 20))
	a.add(t, "plain on light", text, drawn(code.TerminalPlain(false), 20, 230))
	if strings.Contains(code.TerminalPlain(true)+code.TerminalPlain(false), "\x1b") {
		t.Error("colour without colour")
	}
	for _, d := range both {
		for _, p := range a.misses(t, d) {
			t.Errorf("%s does not read %s", d.name, p.name)
		}
	}
}

// drawn is a terminal's page with cells of 8 by 16 pixels, with a margin of its ground.
func drawn(page string, ink, ground uint8) image.Image {
	lines := strings.Split(strings.TrimSuffix(page, "\n"), "\n")
	img := image.NewGray(image.Rect(0, 0, 8*(len([]rune(lines[0]))+4), 16*(len(lines)+2)))
	for i := range img.Pix {
		img.Pix[i] = ground
	}
	for y, line := range lines {
		for x, r := range []rune(line) {
			for i := range 16 {
				inked := r == '█' || r == '▀' && i < 8 || r == '▄' && i >= 8
				for j := 0; inked && j < 8; j++ {
					img.SetGray(8*(x+2)+j, 16*(y+1)+i, color.Gray{Y: ink})
				}
			}
		}
	}
	return img
}

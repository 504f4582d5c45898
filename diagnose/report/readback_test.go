package report

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"html"
	"mime/quotedprintable"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// hard cuts every line at a width, in the middle of words if need be.
func hard(width int, text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		runes := []rune(strings.TrimSuffix(line, "\n"))
		for len(runes) > width {
			b.WriteString(string(runes[:width]) + "\n")
			runes = runes[width:]
		}
		b.WriteString(string(runes) + "\n")
	}
	return b.String()
}

func printable(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	w := quotedprintable.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// inBase64 is a body as mail carries it: lines of 76 characters.
func inBase64(text string) string {
	var b strings.Builder
	for encoded := base64.StdEncoding.EncodeToString([]byte(text)); encoded != ""; {
		n := min(76, len(encoded))
		b.WriteString(encoded[:n] + "\r\n")
		encoded = encoded[n:]
	}
	return b.String()
}

// asPage is a mail in HTML as mail programs make it of text: blanks that stay, and a tag for each line end.
func asPage(text string) string {
	text = strings.ReplaceAll(html.EscapeString(text), "  ", "&nbsp; ")
	return "<html><head><style>p {margin: 0}</style></head><body><div>Hello,</div><blockquote type=\"cite\">" +
		strings.ReplaceAll(text, "\n", "<br>\r\n") + "</blockquote></body></html>"
}

func inUTF16(order binary.AppendByteOrder, mark bool, text string) string {
	var out []byte
	if mark {
		out = order.AppendUint16(out, 0xfeff)
	}
	for _, unit := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, unit)
	}
	return string(out)
}

// firstDifference is where what was read back parts from what was meant.
func firstDifference(got, want diagnose.Diagnosis) string {
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	return fmt.Sprintf("got …%.200q, want …%.200q", a[max(0, at-20):], b[max(0, at-20):])
}

// inWindows is a text in Windows-1252, as far as that has its letters.
func inWindows(text string) string {
	above := map[rune]byte{'€': 0x80, '…': 0x85, '–': 0x96}
	var out []byte
	for _, r := range text {
		switch b, has := above[r]; {
		case has:
			out = append(out, b)
		case r < 0x80 || r >= 0xa0 && r <= 0xff:
			out = append(out, byte(r))
		default:
			out = append(out, '?')
		}
	}
	return string(out)
}

func TestAReportReadsBackWhateverMailProgramsDidToIt(t *testing.T) {
	d := full(t)
	d.Observations[1].Text = "Sie benötigen die Genehmigung eines Administrators, und zwar für die App Apple Internet Accounts, " +
		"bevor Sie sie benutzen können.\nAADSTS90094: An administrator must allow it. Das ist ein langer Satz <mit> \"Zeichen\" & \\ = 3D."
	want := ForIT(d).Diagnosis
	want.Foreign = true
	want.Observations[1].Said.Wordings[0].Span = diagnose.Span{}
	const signature = "\n-- \nAdele \"the\" Person {Contoso}\nhttps://contoso.com\n"
	for _, l := range wording.Languages() {
		w, err := wording.New(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := File(d, w)
		if err != nil {
			t.Fatal(err)
		}
		file := string(raw) + signature
		quoted := func(text string) string { return quote("> ", text) }
		for name, text := range map[string]string{
			"quoted with >":                   quoted(file),
			"quoted with |":                   quote("| ", file),
			"quoted with > without a blank":   quote(">", file),
			"quoted three times":              quote(">> ", quoted(file)),
			"wrapped at 72":                   wrapAt(72, file),
			"wrapped at 76, then quoted":      quoted(wrapAt(76, file)),
			"cut at 72":                       hard(72, file),
			"cut at 76, then quoted":          quoted(hard(76, file)),
			"CRLF":                            strings.ReplaceAll(file, "\n", "\r\n"),
			"CR alone":                        strings.ReplaceAll(file, "\n", "\r"),
			"quoted-printable":                printable(t, file),
			"quoted-printable, quoted before": printable(t, quoted(file)),
			"quoted-printable, quoted later":  quoted(printable(t, file)),
			"Base64":                          "Content-Transfer-Encoding: base64\r\n\r\n" + inBase64(file),
			"Base64, quoted":                  quoted(inBase64(file)),
			"Base64 of UTF-16":                inBase64(inUTF16(binary.LittleEndian, true, file)),
			"Base64 of a page":                inBase64(asPage(file)),
			"a page":                          asPage(file),
			"a page, quoted inside":           asPage(quoted(file)),
			"a page in quoted-printable":      printable(t, asPage(file)),
			"a page without tags":             html.EscapeString(file),
			"UTF-16, little end first":        inUTF16(binary.LittleEndian, true, file),
			"UTF-16, big end first":           inUTF16(binary.BigEndian, true, file),
			"UTF-16 without a mark":           inUTF16(binary.LittleEndian, false, file),
			"a byte order mark":               "\ufeff" + file,
			"blanks that stay":                strings.ReplaceAll(file, "\n  ", "\n\u00a0\u00a0"),
			"a line more after each":          strings.ReplaceAll(file, "\n", "\n\n"),
			"Outlook's links":                 outlook.ReplaceAllString(file, "$0<mailto:$0>"),
			"Outlook's links, quoted":         quoted(outlook.ReplaceAllString(file, "$0<mailto:$0>")),
			"Outlook's links, wrapped":        wrapAt(72, outlook.ReplaceAllString(file, "$0 <mailto:$0>")),
			"links behind links":              regexp.MustCompile(`https://[^\s"]+`).ReplaceAllString(file, "$0<$0>"),
			"quoted with a colon":             quote(": ", file),
			"quoted with a name":              quote("AV> ", file),
			"a name, then quoted":             quoted(quote("AV> ", file)),
			"quoted, then a name":             quote("Adele> ", quoted(file)),
			"a name, wrapped":                 wrapAt(76, quote("AV> ", file)),
			"soft hyphens":                    strings.ReplaceAll(file, "verdict", "ver\u00addict"),
			"line separators":                 strings.ReplaceAll(file, "\n", "\u2028"),
			"paragraph separators":            strings.ReplaceAll(file, "\n", "\u2029"),
			"a byte broken behind it":         file + "\xff",
			"a schema named above":            "The {\"schema\": \"x\"} and \"schema\" are below.\n" + file,
		} {
			back, err := Read([]byte(text))
			if err != nil {
				t.Errorf("%s, %s: %v", l.Code, name, err)
				continue
			}
			if !reflect.DeepEqual(back, want) {
				t.Errorf("%s, %s: %s", l.Code, name, firstDifference(back, want))
			}
		}
	}
}

var outlook = regexp.MustCompile(`[a-z]+@[a-z]+\.com`)

// A line of a page may be broken in the midst of a tag, so that the next one begins as a quoted line does.
func TestAPageReadsBackWhereverItsLinesAreBroken(t *testing.T) {
	file, err := File(sample(t), english(t))
	if err != nil {
		t.Fatal(err)
	}
	const line = 76                             // characters, as RFC 2045 §6.7 has it
	for shift := 0; shift < line; shift += 11 { // 11 breaks the word schema
		if _, err := Read([]byte(printable(t, strings.Repeat("x", shift)+strings.ReplaceAll(asPage(string(file)), "\r\n", "")))); err != nil {
			t.Errorf("moved by %d: %v", shift, err)
		}
	}
}

// Mail programs that know one byte for a letter write it in their own set.
func TestAReportReadsBackInLatinLetters(t *testing.T) {
	d := sample(t)
	d.Observations[1].Text = "Sie benötigen – für 3 € – Größe: „ÄÖÜ…“\nAADSTS90094: é à ñ"
	want := ForIT(d).Diagnosis.Observations[1].Text
	want = strings.NewReplacer("„", "?", "“", "?").Replace(want)
	raw, err := File(d, english(t))
	if err != nil {
		t.Fatal(err)
	}
	file := inWindows(strings.NewReplacer("„", "?", "“", "?").Replace(string(raw)))
	const head = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset="
	for name, text := range map[string]string{
		"as bytes": file, "quoted": quote("> ", file), "in quoted-printable": printable(t, file), "in Base64": inBase64(file),
		"declared, as bytes":            head + "windows-1252\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + file,
		"declared, in quoted-printable": head + "\"iso-8859-1\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + printable(t, file),
		"declared, in Base64":           head + "ISO-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\n" + inBase64(file),
	} {
		back, err := Read([]byte(text))
		if err != nil || back.Observations[1].Text != want {
			t.Errorf("%s: %v, got %+v, want %q", name, err, back.Observations, want)
		}
	}
	for name, text := range map[string]string{"Cyrillic is declared": head + "koi8-r\r\n\r\n" + file, "a byte of UTF-8 is broken": string(raw) + "\xff\n"} {
		back, err := Read([]byte(text))
		if err != nil || strings.ContainsAny(back.Observations[1].Text, "Ãâ") || name[0] == 'C' && strings.ContainsRune(back.Observations[1].Text, 'ö') {
			t.Errorf("%s: %v, %q", name, err, back.Observations[1].Text)
		}
	}
}

// What mail programs add is told from what the text itself held.
func TestWhatMailProgramsAddIsKeptWhereItIsTheTexts(t *testing.T) {
	d := sample(t)
	d.Observations[1].Text = "AADSTS90094: a\u00adb\u200bc\u00a0d\u2028e <mailto:x> f"
	want := ForIT(d).Diagnosis.Observations[1].Text
	raw, err := File(d, english(t))
	if err != nil || !strings.Contains(want, "a\u00adb\u200bc\u00a0d\u2028e <mailto:x>") {
		t.Fatalf("%v, %q", err, want)
	}
	if back, err := Read(raw); err != nil || back.Observations[1].Text != want {
		t.Errorf("%v: got %q, want %q", err, back.Observations[1].Text, want)
	}
}

func TestCurlyQuotesAreStraightenedWhereTheyAreAllThereIs(t *testing.T) {
	raw, err := ForIT(sample(t)).JSON(english(t))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(raw), `\"`, "'")
	if d, err := Read([]byte(strings.ReplaceAll(text, `"`, "”"))); err != nil || d.Verdict.Cause != "consent.admin_approval" {
		t.Errorf("%v: %+v", err, d.Verdict)
	}
}

// What strangers send is bounded in size and depth, however it is packed.
func TestWhatIsTooDeepOrGrowsIsRefused(t *testing.T) {
	const head = `{"schema": "synchelper-diagnosis", "version": 1, "verdict": {"cause": "app.disabled"}, "x": `
	nested := head + strings.Repeat("[", 100) + strings.Repeat("]", 100) + "}"
	packed := nested
	for range unpackDeepest + 2 {
		packed = inBase64(packed)
	}
	for name, text := range map[string]string{"deep": nested, "deep without an end": head + strings.Repeat(`{"a":`, 1<<20),
		"packed too often": packed, "many that are none": strings.Repeat(`{"schema": `, 100_000),
		"many blocks":   strings.Repeat(inBase64(strings.Repeat("{\"schema\": ", 300))+"\n\n", 500),
		"many entities": "<p>schema" + strings.Repeat("&amp;", 500_000)} {
		if d, err := Read([]byte(text)); err == nil {
			t.Errorf("%s: read as %+v", name, d)
		}
	}
	if _, err := Read([]byte(head + "[[[1]]]}")); err != nil {
		t.Errorf("a little depth: %v", err)
	}
}

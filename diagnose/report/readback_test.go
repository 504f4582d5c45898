package report

import (
	"encoding/base64"
	"encoding/binary"
	"html"
	"mime/quotedprintable"
	"reflect"
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
			"a schema named above":            "The {\"schema\": \"x\"} and \"schema\" are below.\n" + file,
		} {
			back, err := Read([]byte(text))
			if err != nil {
				t.Errorf("%s, %s: %v", l.Code, name, err)
				continue
			}
			if !reflect.DeepEqual(back, want) {
				t.Errorf("%s, %s:\ngot  %+v\nwant %+v", l.Code, name, back, want)
			}
		}
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

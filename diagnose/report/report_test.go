package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

func english(t *testing.T) *wording.Words {
	t.Helper()
	w, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func sample(t *testing.T) diagnose.Diagnosis {
	t.Helper()
	at := time.Date(2026, 11, 23, 8, 12, 4, 0, time.UTC)
	said := &diagnose.Said{Codes: []int{90094}, Primary: 90094, Sentence: "AADSTS90094: An administrator must allow it.",
		Timestamp: at, CorrelationID: "00000000-0000-0000-0000-000000000001", Error: "access_denied",
		TraceID: "00000000-0000-0000-0000-000000000002", AppID: "f8d98a96-0999-43f5-8af3-69971c7bb423",
		Wordings: []diagnose.Wording{{Cause: "consent.admin_approval", Lang: "en", Confidence: diagnose.Certain}}}
	d, err := diagnose.Conclude(strings.NewReader(strings.Repeat("synchelper", 9)), at,
		diagnose.Subject{Address: "adele@contoso.com", MailApp: "apple", Card: diagnose.CardNeedAdminApproval},
		[]diagnose.Observation{diagnose.ObserveCard(diagnose.CardNeedAdminApproval, at),
			{Stage: diagnose.StagePhone, Source: diagnose.SourceText, About: diagnose.AboutPhone, At: at, Said: said,
				Text: "Need admin approval\nAADSTS90094: An administrator must allow it.", Secrets: []string{"code"}}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAReportReadsBackAsItWas(t *testing.T) {
	d := sample(t)
	file, err := File(d, english(t))
	if err != nil {
		t.Fatal(err)
	}
	exported, err := ForIT(d).JSON(english(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"file": string(file), "exported form": string(exported),
		"quoted by a mail program": quote("> ", string(file)), "quoted twice": quote("> > ", string(file)),
		"with CRLF":                         strings.ReplaceAll(string(file), "\n", "\r\n"),
		"wrapped at 72":                     wrapAt(72, string(file)),
		"with words before and after it":    "Hello,\n\nsee below.\n\n" + string(file) + "\n--\nAdele\n",
		"with a brace in the mail above it": "if {this} helps:\n" + string(file),
	} {
		back, err := Read([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := d
		want.Foreign = true
		back.Observations[1].Said.Wordings[0].Span = diagnose.Span{}
		if !reflect.DeepEqual(back, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, back, want)
		}
	}
}

func quote(mark, text string) string {
	return mark + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+mark) + "\n"
}

func wrapAt(width int, text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		for len(line) > width {
			at := strings.LastIndexByte(line[:width], ' ')
			if at < 20 {
				break
			}
			b.WriteString(line[:at] + "\n")
			line = line[at+1:]
		}
		b.WriteString(line)
	}
	return b.String()
}

// A run that was repeated on another day has the reference that its administrator got, and its report too.
func TestAReportReadsBackWithItsReference(t *testing.T) {
	d := sample(t)
	d.Began = d.Created.AddDate(0, 0, -3)
	content, err := File(d, english(t))
	if err != nil {
		t.Fatal(err)
	}
	if read, err := Read(content); err != nil || read.Reference() != d.Reference() {
		t.Errorf("%s became %s, %v", d.Reference(), read.Reference(), err)
	}
}

func TestWhatIsNoReportIsRefusedWithItsReason(t *testing.T) {
	exported, err := ForIT(sample(t)).JSON(english(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		text string
		want error
	}{
		"an ordinary mail":   {"Hello, my phone does not work.", ErrNoReport},
		"empty":              {"", ErrNoReport},
		"cut off":            {string(exported[:len(exported)/2]), ErrDamaged},
		"cut off in a page":  {"<pre>" + strings.ReplaceAll(string(exported[:len(exported)/2]), `"`, "&quot;") + "</pre>", ErrDamaged},
		"cut off and quoted": {"> " + strings.ReplaceAll(string(exported[:len(exported)/2]), "\n", "\n> "), ErrDamaged},
		"a word is missing":  {strings.Replace(string(exported), `"version": 1`, `"version":`, 1), ErrDamaged},
		"not about a report": {`{"schema": "other", "cut": `, ErrNoReport},
		"newer":              {strings.Replace(string(exported), `"version": 1`, `"version": 2`, 1), ErrNewer},
		"another schema":     {strings.Replace(string(exported), Schema, "other", 1), ErrNoReport},
		"no cause": {strings.Replace(string(exported), `"cause": "consent.admin_approval"`, `"cause": ""`, -1),
			ErrNoReport},
		"a wrong type": {strings.Replace(string(exported), `"version": 1`, `"version": "one"`, 1), ErrNoReport},
		"too large":    {strings.Repeat(" ", MaxSize+1), ErrTooLarge},
	} {
		_, err := Read([]byte(tt.text))
		if !errors.Is(err, tt.want) || errors.Is(err, ErrDamaged) && !errors.Is(tt.want, ErrDamaged) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
	}
}

func TestTheExportedFormSaysWhatIsNotKnown(t *testing.T) {
	d := sample(t)
	d.Subject.Address = ""
	raw, err := ForIT(d).JSON(english(t))
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"schema", "version", "id", "reference", "created", "program", "subject", "stages",
		"observations", "verdict", "actions", "redaction"} {
		if _, ok := fields[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	if !bytes.Contains(fields["subject"], []byte(`"address": null`)) {
		t.Errorf("an address that is not known is %s", fields["subject"])
	}
	if !strings.HasPrefix(string(raw), "{\n \"schema\": \"synchelper-diagnosis\",\n \"version\": 1,") {
		t.Errorf("schema and version do not come first: %.80s", raw)
	}
}

// A report that cannot be saved helps nobody: our own words must not look like a secret to us.
func TestEveryCauseCanBeSavedInEveryLanguage(t *testing.T) {
	for _, l := range wording.Languages() {
		w, err := wording.New(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range append(diagnose.Causes(), diagnose.CauseOf(diagnose.CauseUnknown)) {
			d := sample(t)
			d.Verdict = diagnose.Verdict{Cause: c.ID, Family: c.Family, Confidence: diagnose.Likely, About: c.About}
			if _, err := File(d, w); err != nil {
				t.Errorf("%s %s: %v", l.Code, c.ID, err)
			}
		}
	}
}

func TestASecretThatIsStillThereStopsTheReport(t *testing.T) {
	d := sample(t)
	canary := "eyJ0eXAiOiJKV1QifQ." + strings.Repeat("c2FtcGxl", 20) + "." + strings.Repeat("c2ln", 20)
	d.Observations[1].Text = "Authorization: Bearer " + canary
	dir := t.TempDir()
	if _, err := Save(dir, d, english(t)); !errors.Is(err, ErrSecretLeft) {
		t.Errorf("got %v", err)
	}
	if left := filesIn(t, dir); len(left) != 0 {
		t.Errorf("a file was written: %v", left)
	}
}

func TestSaveWritesAWholeFileOrNone(t *testing.T) {
	d, dir := sample(t), t.TempDir()
	path, err := Save(dir, d, english(t))
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(dir, "SyncHelper-"+d.Reference().String()+".txt"); path != want {
		t.Errorf("saved as %s, want %s", path, want)
	}
	if left := filesIn(t, dir); len(left) != 1 {
		t.Errorf("more than the report is left: %v", left)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != fileMode {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	gone := filepath.Join(dir, "not", "there")
	if _, err := Save(gone, d, english(t)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// A path that is a folder already cannot be replaced: the rename fails after the content was written.
func TestAFailedRenameLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(target, "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WriteAtomic(target, []byte("x")); err == nil {
		t.Fatal("a folder was replaced by a file")
	}
	if left := filesIn(t, dir); len(left) != 1 {
		t.Errorf("half a file is left: %v", left)
	}
}

func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

func TestTheTextFitsATerminal(t *testing.T) {
	for _, l := range wording.Languages() {
		lang := l.Code
		w, err := wording.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range diagnose.Causes() {
			d := sample(t)
			d.Verdict = diagnose.Verdict{Cause: c.ID, Family: c.Family, Confidence: diagnose.Certain, About: c.About}
			a := w.Answer(d)
			for _, s := range append(UserSections(a, w), HelpdeskSections(d, a, w)...) {
				for line := range strings.Lines(s.Body()) {
					line = strings.TrimRight(line, "\n")
					if Cells(line) > Width && strings.Contains(strings.TrimSpace(line), " ") &&
						!strings.HasPrefix(line, "  "+asItIs) {
						t.Errorf("%s %s: %d columns: %s", lang, c.ID, Cells(line), line)
					}
				}
			}
		}
	}
}

func TestATamperedReportSaysNothingOfItsOwn(t *testing.T) {
	exported, err := ForIT(sample(t)).JSON(english(t))
	if err != nil {
		t.Fatal(err)
	}
	const evil = "https://evil.example"
	for name, pair := range map[string][2]string{
		"reason":   {`"value": "90094"`, `"value": "90094 ` + evil + ` \\u001b[31m"`},
		"family":   {`"family": "consent-admin-required"`, `"family": "` + evil + `"`},
		"about":    {`"about": "organisation"`, `"about": "` + evil + `"`},
		"also":     {`"also": [`, `"also": ["` + evil + `",`},
		"sentence": {`"sentence": "AADSTS90094`, `"sentence": "` + evil + ` AADSTS90094`},
		"app":      {`"app_name": null`, `"app_name": "` + evil + `"`},
		"tenant":   {`"tenant": null`, `"tenant": "` + evil + `"`},
		"address":  {`"address": "adele@contoso.com"`, `"address": "` + evil + `"`},
		"action":   {`"url": "https://login`, `"url": "` + evil + `/login`},
	} {
		text := strings.ReplaceAll(string(exported), pair[0], pair[1])
		if text == string(exported) {
			t.Errorf("%s: nothing was tampered with", name)
		}
		d, err := Read([]byte(text))
		if err != nil {
			continue // refused, which is as well
		}
		for _, s := range append(UserSections(english(t).Answer(d), english(t)), HelpdeskSections(d, english(t).Answer(d),
			english(t))...) {
			if strings.Contains(s.Body(), "evil") {
				t.Errorf("%s: reaches the reader:\n%s", name, s)
			}
		}
	}
}

func TestNothingFromOutsideMovesTheTerminalsCursor(t *testing.T) {
	d := sample(t)
	d.Observations[1].Text = "before\x1b[2Jafter\rover\u202egnp.exe\x9b31m"
	for _, r := range ForIT(d).text(english(t)) {
		if r != '\n' && (r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0x202e) {
			t.Fatalf("%U reaches the terminal", r)
		}
	}
}

// FuzzRead: whatever is sent, reading it ends, and what is read can be written for every reader and read again.
func FuzzRead(f *testing.F) {
	const small = `{"schema": "synchelper-diagnosis", "version": 1, "verdict": {"cause": "app.disabled"}}`
	for _, seed := range []string{"> " + small, "{\"schema\": \"a\nb\"}", inBase64(small + strings.Repeat(" ", 300)), asPage(small),
		strings.ReplaceAll(small, `"`, "=22") + "=\n", strings.ReplaceAll(small, `"`, "”"), strings.Repeat("[", 99)} {
		f.Add([]byte(seed))
	}
	w, err := wording.New("en")
	if err != nil {
		f.Fatal(err)
	}
	p, err := NewPseudonyms([]byte(strings.Repeat("k", KeySize)))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := Read(text)
		if err != nil {
			return
		}
		if !d.Foreign {
			t.Error("a report from outside passes for our own")
		}
		for _, c := range []Copy{ForIT(d), ForOutside(d, p)} {
			file, err := c.File(w)
			if errors.Is(err, ErrSecretLeft) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			if back, err := ReadCopy(file); err != nil || back.For != c.For || back.Diagnosis.Verdict.Cause != d.Verdict.Cause {
				t.Errorf("for %s it reads back as %+v, %v", c.For, back, err)
			}
		}
	})
}

package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

func now() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }

const notAllowed = "Need admin approval\n\nAADSTS90094: The grant requires admin permission.\n"

// saved is a report as SyncHelper saves it, about a user of contoso.com whose number is in its id.
func saved(t testing.TB, user int) []byte {
	t.Helper()
	w, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	o, err := entra.Observe([]byte(notAllowed), now())
	if err != nil {
		t.Fatal(err)
	}
	subject := diagnose.Subject{Address: fmt.Sprintf("user%d@contoso.com", user)}
	d, err := diagnose.Conclude(strings.NewReader(fmt.Sprintf("%c%025d", 'a'+user, user)), now(), subject, []diagnose.Observation{o})
	if err != nil {
		t.Fatal(err)
	}
	file, err := report.File(d, w)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// quoted is a text as a mail program quotes it.
func quoted(text []byte) string { return "> " + strings.ReplaceAll(string(text), "\n", "\n> ") }

// told is an item in one line.
func told(items []triage.Item) (lines []string) {
	for _, i := range items {
		if i.Unread != nil {
			lines = append(lines, i.Unread.Source()+" "+string(i.Unread.Reason))
			continue
		}
		user, _, _ := strings.Cut(i.Row.User, "@")
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", i.Row.Source(), i.Row.Origin, i.Row.Cause, user)))
	}
	return lines
}

func zipped(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("bomb.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Write(make([]byte, 1<<20))
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOneTextGivesWhatIsInIt(t *testing.T) {
	one, two := saved(t, 1), saved(t, 2)
	newer := bytes.Replace(one, []byte(`"version": 1`), []byte(`"version": 99`), 1)
	_, exported, _ := strings.Cut(string(one), "-----\n")
	reference, event := triageReference(t, one), logged(t, one)
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"a ticket":                                    {"Hi, my iPhone says\n" + notAllowed + "user3@contoso.com\n", []string{"x text consent.admin_approval user3"}},
		"a ticket that names two people":              {notAllowed + "user3@contoso.com user4@contoso.com", []string{"x text consent.admin_approval"}},
		"a bare number":                               {" 50105\n", []string{"x code app.user_not_assigned"}},
		"a number with its prefix":                    {"AADSTS50055", []string{"x code password.expired"}},
		"a reference":                                 {strings.ToLower(reference), []string{"x reference consent.admin_approval"}},
		"a reference spelled out":                     {"S H " + reference[3:7] + " " + reference[8:12] + " " + reference[13:], []string{"x reference consent.admin_approval"}},
		"a mistyped reference":                        {reference[:4] + flipped(reference[4]) + reference[5:], []string{"x bad-reference"}},
		"references in words":                         {"I was told " + reference + ", and then " + triageReference(t, two), []string{"x:1 reference consent.admin_approval", "x:2 reference consent.admin_approval"}},
		"a saved report":                              {string(one), []string{"x report consent.admin_approval user1"}},
		"the exported form alone":                     {exported, []string{"x report consent.admin_approval user1"}},
		"a report quoted in a mail":                   {"Hello,\nsee below\n" + quoted(one), []string{"x report consent.admin_approval user1"}},
		"reports behind each other":                   {string(one) + string(two), []string{"x:1 report consent.admin_approval user1", "x:2 report consent.admin_approval user2"}},
		"a report of a newer program":                 {string(newer), []string{"x newer"}},
		"a report cut off says what is written above": {string(one[:bytes.LastIndex(one, []byte(`"verdict"`))]), []string{"x text consent.admin_approval user1"}},
		"a damaged report":                            {`{"schema": "synchelper-diagnosis", "version": 1, "verdict"`, []string{"x:1 damaged"}},
		"a mail":                                      {"From: A <user9@contoso.com>\nSubject: iPhone\n\n" + notAllowed, []string{"x text consent.admin_approval user9"}},
		"a mail whose subject says it":                {"From: user9@contoso.com\nSubject: =?utf-8?q?Fehler_AADSTS50055?=\n\nHilfe!", []string{"x text password.expired user9"}},
		"a mail with a report attached":               {attached(one, "text/plain; name=r.txt"), []string{"x report consent.admin_approval user1"}},
		"a mail with only a picture":                  {attached([]byte("\x89PNG"), "image/png"), []string{"x picture"}},
		"a mail in HTML":                              {"From: a@contoso.com\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>AADSTS5=\n0055: expired", []string{"x text password.expired a"}},
		"a mailbox": {"From a@b Mon Nov 23 09:00:00 2026\nFrom: user1@contoso.com\nSubject: a\n\nAADSTS50055\n\n" +
			"From a@b Mon Nov 23 09:00:00 2026\nFrom: user2@contoso.com\nSubject: b\n\n" + quoted(two) + "\n\nFrom a@b Mon Nov 23 09:00:00 2026\nFrom: user3@contoso.com\nSubject: c\n\nLunch?\n",
			[]string{"x:1 text password.expired user1", "x:2 report consent.admin_approval user2", "x:3 no-error"}},
		"rows":                                  {`{"id":"T1","text":"AADSTS50055"}` + "\n\n" + `{"id":2,"text":"hello"}` + "\nbroken\n" + `{"id":3}`, []string{"x:1 code password.expired", "x:3 text unknown", "x:4 bad-row", "x:5 bad-row"}},
		"rows that are reports":                 {oneLine(t, exported) + "\n" + oneLine(t, exported), []string{"x:1 report consent.admin_approval user1", "x:2 report consent.admin_approval user1"}},
		"a line for log systems":                {event, []string{"x:1 report consent.admin_approval user1"}},
		"such a line quoted in a mail":          {"Hello,\nsee below\n" + quoted([]byte(event)), []string{"x report consent.admin_approval user1"}},
		"such a line quoted and wrapped":        {"Hello,\n" + quoted(bytes.ReplaceAll([]byte(event), []byte(" "), []byte("\n"))), []string{"x report consent.admin_approval user1"}},
		"such a line of a newer program":        {strings.Replace(event, `"version":1,"who"`, `"version":99,"who"`, 1), []string{"x:1 newer"}},
		"such a line with a cause of a newer":   {strings.ReplaceAll(event, `"consent.admin_approval"`, `"consent.new_one"`), []string{"x:1 report consent.new_one user1"}},
		"such a line cut off":                   {event[:len(event)-40], []string{"x:1 text consent.admin_approval user1"}},
		"such a line that another log has made": {`{"tags":["a"],` + event[1:], []string{"x:1 report consent.admin_approval user1"}},
		"a list":                                {`[{"id":"T1","text":"AADSTS50055"}, ` + exported + `]`, []string{"x:1 code password.expired", "x:2 report consent.admin_approval user1"}},
		"an answer of Microsoft's":              {`{"error":"invalid_grant","error_codes":[50055]}`, []string{"x:1 text password.expired"}},
		"words without an error":                {"We are on holiday.", []string{"x no-error"}},
		"nothing":                               {" \n", []string{"x empty"}},
		"a sign-in code":                        {"https://localhost/?code=0.AXkA1234567890abcdefghijklmnopqrstuvwxyz1234567890abcdefghijklmnopqrstuvwxyz&state=1", []string{"x secret"}},
		"a picture":                             {"\x89PNG\r\n", []string{"x picture"}},
		"bytes":                                 {"\x00\x01\x02\xff\x00\x00", []string{"x not-words"}},
		"a mail in mails in mails":              {strings.Repeat("From: a@b.com\nSubject: a\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n", 9) + notAllowed, []string{"x too-deep"}},
		"too much":                              {strings.Repeat("no error here ", MaxText/14+1), []string{"x too-large"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := told(Text("x", []byte(c.text), now())); !slices.Equal(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
		})
	}
}

// logged is a report as a line for log systems.
func logged(t testing.TB, file []byte) string {
	t.Helper()
	d, err := report.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	w, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	var line bytes.Buffer
	if err := report.NDJSON(&line, []report.Copy{report.ForIT(d)}, w); err != nil {
		t.Fatal(err)
	}
	return line.String()
}

func triageReference(t testing.TB, file []byte) string {
	t.Helper()
	d, err := report.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return d.Reference().String()
}

func flipped(c byte) string {
	if c == '0' {
		return "2"
	}
	return "0"
}

func oneLine(t testing.TB, exported string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(exported)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// attached is a mail with one thing attached.
func attached(content []byte, kind string) string {
	return "From: user9@contoso.com\nSubject: see attached\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nsee attached\n--b\nContent-Type: " +
		kind + "\n\n" + string(content) + "\n--b--\n"
}

func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(content), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestABadFileStopsNoOther(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write(t, outside, map[string]string{"secret.txt": notAllowed})
	write(t, dir, map[string]string{"a.txt": notAllowed, "b/c.txt": "50055", "phone.heic": "x", "photo.txt": "\xff\xd8\xff\xe0", "bomb.zip": "x",
		"bomb.txt": string(zipped(t)), "mail.msg": "x", "old.txt": "\xd0\xcf\x11\xe0", "empty.txt": "", ".hidden": notAllowed,
		"evil\u202etxt.txt": "50055", "large.log": strings.Repeat("no error here ", MaxText/14+1),
		strings.Repeat("d/", maxDepth+1) + "deep.txt": "50055", "z.txt": "AADSTS50105"})
	for link, to := range map[string]string{"loop": ".", "out.txt": filepath.Join(outside, "secret.txt"), "out": outside, "in.txt": "a.txt"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	shut := filepath.Join(dir, "shut.txt")
	write(t, dir, map[string]string{"shut.txt": notAllowed})
	if err := os.Chmod(shut, 0); err != nil {
		t.Fatal(err)
	}
	want := []string{"a.txt text consent.admin_approval", "b/c.txt code password.expired", "bomb.txt archive", "bomb.zip archive",
		strings.Repeat("d/", maxDepth) + "d too-deep", "empty.txt empty", "evil�txt.txt code password.expired", "in.txt link", "large.log too-large",
		"loop link", "mail.msg document", "old.txt document", "out link", "out.txt link", "phone.heic picture", "photo.txt picture",
		"shut.txt unreadable", "z.txt code app.user_not_assigned", "gone.txt unreadable"}
	if os.Getuid() == 0 { // to whom nothing is shut
		want[16] = "shut.txt text consent.admin_approval"
	}
	got := told(slices.Collect(Read(t.Context(), []string{dir, filepath.Join(dir, "gone.txt")}, Options{Now: now})))
	got[len(got)-1] = strings.TrimPrefix(got[len(got)-1], dir+string(filepath.Separator))
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestDevicesArePassedBy(t *testing.T) {
	if _, err := os.Stat(os.DevNull); err != nil {
		t.Skip(err)
	}
	if got := told(slices.Collect(Read(t.Context(), []string{"/dev/zero", os.DevNull}, Options{}))); !slices.Equal(got, []string{"zero no-file", "null no-file"}) {
		t.Errorf("got %q", got)
	}
}

func TestStandardInputIsReadAsItComes(t *testing.T) {
	long := strings.Repeat(`{"id":"T","text":"AADSTS50055 `+strings.Repeat("x", 200)+`"}`+"\n", 9000) // more than a chunk
	for name, c := range map[string]struct {
		in   io.Reader
		want int
		last string
	}{
		"a text":                  {strings.NewReader(notAllowed), 1, "- text consent.admin_approval"},
		"a text in small pieces":  {iotest.OneByteReader(strings.NewReader(notAllowed)), 1, "- text consent.admin_approval"},
		"nothing":                 {strings.NewReader(""), 1, "- empty"},
		"rows":                    {strings.NewReader(long), 9000, "-:9000 text password.expired"},
		"a row that is too long":  {strings.NewReader(long + `{"id":"` + strings.Repeat("x", MaxRow+chunkSize) + "\n" + long), 18001, "-:18001 text password.expired"},
		"one that breaks off":     {io.MultiReader(strings.NewReader(long), iotest.ErrReader(io.ErrUnexpectedEOF)), -1, " unreadable"},
		"one that cannot be read": {iotest.ErrReader(io.ErrUnexpectedEOF), 1, "- unreadable"},
		"words without an end":    {endless{}, 1, "- too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			got := told(slices.Collect(Read(t.Context(), []string{Standard}, Options{Stdin: c.in})))
			if c.want >= 0 && len(got) != c.want || len(got) == 0 {
				t.Fatalf("%d items, want %d: %.200q", len(got), c.want, got)
			}
			if last := got[len(got)-1]; !strings.HasSuffix(last, c.last) {
				t.Errorf("the last is %q, want %q", last, c.last)
			}
		})
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, strings.Repeat("word ", 1+len(p)/5)), nil }

func TestALargeMailboxLosesNoMail(t *testing.T) {
	var b strings.Builder
	const mails = 3000
	for i := range mails {
		fmt.Fprintf(&b, "From a@b Mon Nov 23 09:00:00 2026\nFrom: user%d@contoso.com\nSubject: a\n\nAADSTS50055\nFrom here on\nTo: all %s\n\n", i, strings.Repeat("x", 1000))
	}
	got := told(collect(t, b.String()))
	if len(got) != mails || got[mails-1] != fmt.Sprintf("-:%d text password.expired user%d", mails, mails-1) {
		t.Errorf("%d mails, the last %q", len(got), got[len(got)-1])
	}
}

func collect(t *testing.T, stdin string) []triage.Item {
	t.Helper()
	return slices.Collect(Read(t.Context(), []string{Standard}, Options{Stdin: strings.NewReader(stdin)}))
}

func TestReadingEndsWhenNobodyAsksForMore(t *testing.T) {
	for range Read(t.Context(), []string{Standard}, Options{Stdin: rowsFor(1 << 30)}) {
		return // and waits for its goroutines, or this would never end
	}
}

func TestReadingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen := 0
	for range Read(ctx, []string{Standard}, Options{Stdin: rowsFor(1 << 30)}) {
		if seen++; seen == 10 {
			cancel()
		}
	}
	if seen != 10 {
		t.Errorf("%d rows came, the last %d after it was cancelled", seen, seen-10)
	}
}

func TestAnItemKeepsWhatItWasReadFromWhereThatIsAsked(t *testing.T) {
	dir := t.TempDir()
	mail := "From: user1@contoso.com\nSubject: no mail\n\n" + notAllowed
	write(t, dir, map[string]string{"a.txt": notAllowed, "b.eml": mail, "c.txt": notAllowed})
	for _, keeps := range []bool{true, false} {
		var kept []bool
		for item := range Read(t.Context(), []string{dir}, Options{Whole: keeps}) {
			kept = append(kept, item.Seen != nil && strings.Contains(item.Seen.Text, strings.TrimSpace(notAllowed)))
		}
		if want := []bool{keeps, keeps, keeps}; !slices.Equal(kept, want) {
			t.Errorf("asked %v: kept %v, want %v", keeps, kept, want)
		}
	}
}

func TestProgressGrows(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.txt": notAllowed, "b.txt": notAllowed, "c.png": "x"})
	var last Progress
	for range Read(t.Context(), []string{dir}, Options{Progress: func(p Progress) {
		if p.Bytes < last.Bytes || p.Files <= last.Files {
			t.Errorf("%+v after %+v", p, last)
		}
		last = p
	}}) {
		continue
	}
	if want := (Progress{Files: 3, Bytes: 2 * int64(len(notAllowed))}); last != want {
		t.Errorf("%+v, want %+v", last, want)
	}
}

const oneRow = `{"id":"T1","text":"AADSTS50055: The password is expired. user1@contoso.com"}` + "\n"

// rowsFor gives rows until so many bytes were read.
func rowsFor(bytes int64) io.Reader { return io.LimitReader(&repeated{text: oneRow}, bytes) }

// repeated is the same row for ever.
type repeated struct {
	text string
	at   int
}

func (r *repeated) Read(p []byte) (n int, err error) {
	for n < len(p) {
		c := copy(p[n:], r.text[r.at:])
		n, r.at = n+c, (r.at+c)%len(r.text)
	}
	return n, nil
}

// Rows are not kept: a hundred times as many take hardly more memory. What is measured is what lives after a collection,
// in the midst of reading.
func TestMemoryDoesNotGrowWithTheRows(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a hundred thousand rows")
	}
	living := func(rows int) (most uint64) {
		tally, seen := triage.NewTally(), 0
		for item := range Read(t.Context(), []string{Standard}, Options{Stdin: rowsFor(int64(rows * len(oneRow)))}) {
			tally.Add(item.Row)
			if seen++; seen == rows*9/10 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				most = m.HeapAlloc
			}
		}
		if tally.Rows() != rows {
			t.Fatalf("%d rows, want %d", tally.Rows(), rows)
		}
		return most
	}
	few, many := living(1000), living(100000)
	const room = 24 << 20 // the pieces that are under way
	if many > few+room {
		t.Errorf("100 000 rows live in %d MiB, 1000 in %d MiB", many>>20, few>>20)
	}
}

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// ajv holds exports against the schema with another maker's validator, and returns what each is said to break. It skips the
// test where ajv is not there.
func ajv(t *testing.T, exports [][]byte) [][]string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("Node is not here: ajv was not tried")
	}
	if _, err := os.Stat(filepath.Join(clients, "node_modules/ajv")); err != nil {
		t.Skip("ajv is not installed (npm ci in .ci/clients): it was not tried")
	}
	var in, out, talk bytes.Buffer
	for _, one := range exports {
		if err := json.Compact(&in, one); err != nil {
			t.Fatal(err)
		}
		in.WriteByte('\n')
	}
	cmd := exec.CommandContext(t.Context(), node, filepath.Join(clients, "ajv.cjs"), "../../assets/diagnosis.schema.json")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &in, &out, &talk
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, talk.String())
	}
	var said [][]string
	for line := range strings.Lines(out.String()) {
		var answer struct{ Errors []string }
		if err := json.Unmarshal([]byte(line), &answer); err != nil {
			t.Fatal(err)
		}
		said = append(said, answer.Errors)
	}
	if len(said) != len(exports) {
		t.Fatalf("ajv answered %d of %d", len(said), len(exports))
	}
	return said
}

// everyExport is each cause in each language, each scenario of the demo, and the first version, by name; for both readers.
func everyExport(t *testing.T) (names []string, exports [][]byte) {
	t.Helper()
	p, err := report.NewPseudonyms([]byte(strings.Repeat("k", report.KeySize)))
	if err != nil {
		t.Fatal(err)
	}
	add := func(name string, raw []byte, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		names, exports = append(names, name), append(exports, raw)
	}
	for _, l := range wording.Languages() {
		w, err := wording.New(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		for _, cause := range append(diagnose.Causes(), diagnose.CauseOf(diagnose.CauseNone), diagnose.CauseOf(diagnose.CauseUnknown)) {
			d, err := sampleOf(cause, testEnvironment("", nil))
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range []report.Copy{report.ForIT(d), report.ForOutside(d, p)} {
				raw, err := c.JSON(w)
				add(l.Code+" "+string(cause.ID)+" for "+string(c.For), raw, err)
			}
		}
	}
	for _, s := range session.Scenarios() {
		raw := []byte(cli("", "check", "--demo", s.ID, "--json").out)
		add("scenario "+s.ID, raw, nil)
		read, err := report.ReadCopy(raw)
		if err != nil {
			t.Fatalf("%s: %v", s.ID, err)
		}
		w, err := wording.New("en")
		if err != nil {
			t.Fatal(err)
		}
		outside, err := report.ForOutside(read.Diagnosis, p).JSON(w)
		add("scenario "+s.ID+" for outside", outside, err)
	}
	for _, name := range []string{"version-1-explained.txt", "version-1-checked.json"} {
		text, err := os.ReadFile(filepath.Join("../../diagnose/report/testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := report.Document(text)
		add(name, raw, err)
	}
	return names, exports
}

// wrongOnes are exports of which each breaks the schema in one place, by that place.
func wrongOnes(t *testing.T, good []byte) map[string][]byte {
	t.Helper()
	wrong := make(map[string][]byte)
	for path, pair := range map[string][2]string{
		"/version":              {`"version": 1,`, `"version": 0,`},
		"/created":              {`"created": "2026-11-23T09:00:00Z"`, `"created": "2026-11-23T09:00:00+01:00"`},
		"/verdict/confidence":   {`"confidence": "certain"`, `"confidence": "sure"`},
		"/stages/0/state":       {`"state": "warning"`, `"state": "odd"`},
		"/stages/0/duration_ms": {`"duration_ms": 0`, `"duration_ms": "0"`},
		"/subject":              {`"mail_app"`, `"mail"`},
		"/actions/0/who":        {`"who": "user"`, `"who": "root"`},
		"/reference":            {`"reference": "SH-`, `"reference": "XX-`},
	} {
		raw := []byte(strings.Replace(string(good), pair[0], pair[1], 1))
		if bytes.Equal(raw, good) {
			t.Fatalf("%s: nothing was changed", path)
		}
		wrong[path] = raw
	}
	return wrong
}

func goodExport(t *testing.T) []byte {
	t.Helper()
	c := cli(disabledPage, "explain", "--json", "--address", "adele@contoso.com")
	if c.code != exitCauseFound {
		t.Fatalf("exit %d: %s", c.code, c.err)
	}
	return []byte(c.out)
}

func TestEveryExportIsValidInTwoValidators(t *testing.T) {
	names, exports := everyExport(t)
	dir := t.TempDir()
	args := []string{"validate"}
	for i, raw := range exports {
		file := filepath.Join(dir, strings.NewReplacer(" ", "-", "/", "-").Replace(names[i]))
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if c := cli("", args...); c.code != exitDone || strings.Count(c.out, ": valid\n") != len(exports) {
		t.Errorf("exit %d\n%s", c.code, c.out)
	}
	for i, said := range ajv(t, exports) {
		if len(said) > 0 {
			t.Errorf("ajv says of %s: %q", names[i], said)
		}
	}
}

// Whatever a text names and whatever a stranger wrote into a report, what is made of it is valid.
func TestWhatIsMadeOfAnOddTextOrReportIsValid(t *testing.T) {
	good := string(goodExport(t))
	changed := func(pairs ...string) string {
		t.Helper()
		text := strings.NewReplacer(pairs...).Replace(good)
		if text == good {
			t.Fatalf("%q changed nothing", pairs)
		}
		return text
	}
	var numbers strings.Builder
	for n := range 3000 {
		fmt.Fprintf(&numbers, "AADSTS%d: an error.\n", 50000+n)
	}
	many := func(one string) string { return strings.Repeat(one+",", 2000) + one }
	long := strings.Repeat("x", 500)
	reports := map[string]string{
		"negative numbers":   changed(`"primary": 7000112`, `"primary": -1`, " 7000112\n", " -7000112\n", `"duration_ms": 0`, `"duration_ms": -5`),
		"very large numbers": changed(`"primary": 7000112`, `"primary": 9223372036854775807`, `"duration_ms": 0`, `"duration_ms": 9223372036854775807`),
		"long lists":         changed(`"also": [`, `"also": [`+many(`"app.disabled"`)+",", `"because": [`, `"because": [`+many(`{"kind": "here-only"}`)+","),
		"long words":         changed(`"address": "`, `"address": "`+long, `"cloud": null`, `"cloud": "`+long+`"`, `"foreign": null`, `"foreign": "`+long+`"`),
		"times with an hour": changed(`"created": "2026-11-23T09:00:00Z"`, `"created": "2026-11-23T09:00:00.5+05:30"`),
	}
	exports := make(map[string][]byte)
	explained := cli(numbers.String(), "explain", "--json")
	exports["many numbers"] = []byte(explained.out)
	for name, text := range reports {
		c := cli(text, "report", "-", "--as", "json")
		if c.code != exitDone {
			t.Errorf("%s: exit %d, %s", name, c.code, c.err)
			continue
		}
		exports[name] = []byte(c.out)
	}
	names, raws := make([]string, 0, len(exports)), make([][]byte, 0, len(exports))
	for name, raw := range exports {
		names, raws = append(names, name), append(raws, raw)
		if c := cli(string(raw), "validate", "-"); c.code != exitDone {
			t.Errorf("%s: %s", name, c.out)
		}
	}
	for i, said := range ajv(t, raws) {
		if len(said) > 0 {
			t.Errorf("ajv says of %s: %q", names[i], said)
		}
	}
}

// In UTC it would be the year 10000, which no form of a time has.
func TestAReportOfNoYearIsRefusedAndNotBlamedOnAFolder(t *testing.T) {
	text := string(goodExport(t))
	for _, field := range []string{`"created"`, `"at"`} {
		_, after, _ := strings.Cut(text, field+`: "`)
		at, _, _ := strings.Cut(after, `"`)
		odd := strings.Replace(text, field+`: "`+at, field+`: "9999-12-31T23:59:59-05:00`, 1)
		for command, want := range map[string]string{"report": "no SyncHelper report", "validate": "does not match"} {
			if c := cli(odd, command, "-"); c.code != exitUsage || !strings.Contains(c.out+c.err, want) {
				t.Errorf("%s, %s: exit %d, %s%s", field, command, c.code, c.out, c.err)
			}
		}
	}
}

func TestWhatBreaksTheSchemaIsNamedByItsFieldByBoth(t *testing.T) {
	var paths []string
	var raws [][]byte
	for path, raw := range wrongOnes(t, goodExport(t)) {
		paths, raws = append(paths, path), append(raws, raw)
		c := cli(string(raw), "validate", "-")
		if c.code != exitUsage || !strings.Contains(c.out, "-: "+path+": ") {
			t.Errorf("%s: exit %d, %s", path, c.code, c.out)
		}
	}
	for i, said := range ajv(t, raws) {
		if len(said) == 0 || !strings.HasPrefix(said[0], paths[i]+" ") {
			t.Errorf("%s: ajv says %q", paths[i], said)
		}
	}
}

func TestOneBadFileDoesNotStopTheOthers(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := string(goodExport(t))
	fine := file("good.json", "> "+strings.ReplaceAll(good, "\n", "\r\n> "))
	c := cli("", "validate", file("mail.txt", "hello"), fine, file("newer.json", strings.Replace(good, `"version": 1,`, `"version": 2,`, 1)),
		file("cut.json", good[:len(good)-900]), filepath.Join(dir, "gone.json"), file("mixed.json", strings.Replace(good, `"reference": "SH-14`, `"reference": "SH-15`, 1)))
	for _, want := range []string{"mail.txt holds no SyncHelper report", fine + ": valid", "newer.json was made by a newer SyncHelper",
		"cut.json is cut off or was changed", "gone.json cannot be read", "mixed.json: /reference: it belongs to another report"} {
		if !strings.Contains(c.out, want) {
			t.Errorf("%q is missing in\n%s", want, c.out)
		}
	}
	if c.code != exitUsage {
		t.Errorf("exit %d", c.code)
	}
	if c := cli("", "validate"); c.code != exitUsage || c.err == "" {
		t.Errorf("without a file: exit %d", c.code)
	}
}

func TestOutsideAPersonHasTheSamePseudonymInEveryForm(t *testing.T) {
	dir := t.TempDir()
	good, key, mapping := string(goodExport(t)), filepath.Join(dir, "sub", "own.key"), filepath.Join(dir, "names.csv")
	outside := func(text string, more ...string) string {
		t.Helper()
		c := cli(text, append([]string{"report", "-", "--for", "outside", "--key", key}, more...)...)
		if c.code != exitDone || strings.Contains(c.out, "contoso") {
			t.Fatalf("%q: exit %d, %s\n%s", more, c.code, c.err, c.out)
		}
		return c.out
	}
	first := outside(good, "--as", "json", "--mapping", mapping)
	if info, err := os.Stat(key); err != nil || info.Mode().Perm() != 0o600 || info.Size() != report.KeySize {
		t.Errorf("the key: %v, %v", info, err)
	}
	_, rest, _ := strings.Cut(first, `"address": "`)
	pseudonym, _, _ := strings.Cut(rest, `"`)
	if names, err := os.ReadFile(mapping); err != nil || !strings.Contains(string(names), pseudonym+",adele@contoso.com\n") {
		t.Errorf("the mapping is %q, %v", names, err)
	}
	for _, as := range []string{"file", "html", "csv", "ndjson"} {
		if out := outside(good, "--as", as); !strings.Contains(out, pseudonym) {
			t.Errorf("%s has not %s:\n%s", as, pseudonym, out)
		}
	}
	outside(good, "--as", "text")
	if again := outside(first, "--as", "json"); !strings.Contains(again, `"address": "`+pseudonym+`"`) {
		t.Errorf("a pseudonym got another one:\n%s", again)
	}
}

func TestForTheOwnITEveryFormNamesThePerson(t *testing.T) {
	good := string(goodExport(t))
	for _, f := range report.Formats() {
		if c := cli(good, "report", "-", "--as", string(f)); c.code != exitDone || !strings.Contains(c.out, "adele@contoso.com") {
			t.Errorf("%s: exit %d, %s\n%s", f, c.code, c.err, c.out)
		}
	}
	if sheet := cli(good, "report", "-", "--as", "sheet"); sheet.code != exitDone || !strings.Contains(sheet.out, "<h1>") {
		t.Errorf("the sheet: exit %d, %s", sheet.code, sheet.err)
	}
}

// What was taken out before is still gone, and still said.
func TestAReportMadeAgainStillSaysWhatWasTakenOut(t *testing.T) {
	first := cli("AADSTS7000112: an app is disabled. From 192.0.2.7, for adele@contoso.com.\n", "explain", "--json").out
	const field = `"why": "ip-address"`
	if again := cli(first, "report", "-", "--as", "json"); !strings.Contains(first, field) || !strings.Contains(again.out, field) {
		t.Errorf("exit %d, %s\nfirst %s\nthen %s", again.code, again.err, first, again.out)
	}
}

func TestAReaderAndAKeyThatDoNotFitAreRefused(t *testing.T) {
	good, dir := string(goodExport(t)), t.TempDir()
	for name, args := range map[string][]string{"a reader": {"--for", "press"}, "the sheet": {"--for", "outside", "--as", "sheet"},
		"a key for it": {"--key", filepath.Join(dir, "key")}, "a key that is a folder": {"--for", "outside", "--key", dir},
		"a mapping nowhere": {"--for", "outside", "--key", filepath.Join(dir, "key"), "--mapping", filepath.Join(dir, "no", "x.csv")}} {
		if c := cli(good, append([]string{"report", "-"}, args...)...); c.code != exitUsage || c.out != "" || c.err == "" {
			t.Errorf("%s: exit %d, out %q, err %q", name, c.code, c.out, c.err)
		}
	}
}

// "valid" is not "genuine", and where nothing is valid there is nothing to explain.
func TestWhatValidMeansIsSaidOnceBelowTheList(t *testing.T) {
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good.json"), filepath.Join(dir, "bad.json")
	if err := errors.Join(os.WriteFile(good, goodExport(t), 0o600), os.WriteFile(bad, []byte("{}"), 0o600)); err != nil {
		t.Fatal(err)
	}
	const means = "Valid means: complete and readable. Nobody has checked who wrote it.\n"
	for name, c := range map[string]struct {
		files []string
		want  string
	}{
		"two that are valid": {[]string{good, good}, means},
		"one of two":         {[]string{bad, good}, means},
		"none":               {[]string{bad}, ""},
	} {
		if got := cli("", append([]string{"validate"}, c.files...)...); got.err != c.want || strings.Contains(got.out, "means") {
			t.Errorf("%s: %q\n%s", name, got.err, got.out)
		}
	}
}

// A link that this program never writes says that somebody changed the report.
func TestAChangedReportIsWarnedOfWhateverIsMadeOfIt(t *testing.T) {
	const evil = "11111111-2222-4333-8444-555555555555"
	saved := cli("AADSTS90094", "explain", "--json", "--address", "user1@contoso.com").out
	link := "https://login.microsoftonline.com/contoso.com/adminconsent?client_id="
	changed := strings.Replace(saved, "Send them this message.", "Open "+link+evil, 1)
	if changed == saved {
		t.Fatal("nothing was changed")
	}
	for _, args := range [][]string{{"explain", "-"}, {"report", "-"}, {"report", "-", "--as", "sheet"}} {
		if c := cli(changed, args...); !strings.Contains(c.err, evil) || strings.Contains(c.out, evil) {
			t.Errorf("%v: %q", args, c.err)
		}
		if c := cli(saved, args...); strings.Contains(c.err, "approves an app") {
			t.Errorf("%v warns of a report that nobody changed: %q", args, c.err)
		}
	}
}

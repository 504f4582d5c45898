package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

const disabledPage = `Sorry, but we're having trouble signing you in.

AADSTS7000112: Application 'f8d98a96-0999-43f5-8af3-69971c7bb423'(Apple Internet Accounts) is disabled.

Request Id: 00000000-1111-4222-8333-444444444400
Correlation Id: 00000000-5555-4666-8777-888888888800
Timestamp: 2026-11-23T08:12:04Z
Message: AADSTS7000112: Application 'f8d98a96-0999-43f5-8af3-69971c7bb423'(Apple Internet Accounts) is disabled.`

type call struct {
	code     int
	out, err string
}

// cli runs one call with its own terminal and clock.
func cli(stdin string, args ...string) call { return cliIn(map[string]string{}, false, stdin, args...) }

func cliIn(vars map[string]string, terminal bool, stdin string, args ...string) call {
	return cliOf(profile.Profile{}, vars, terminal, stdin, args...)
}

// cliOf is cliIn on a computer of an organisation.
func cliOf(p profile.Profile, vars map[string]string, terminal bool, stdin string, args ...string) call {
	var out, err bytes.Buffer
	env := testEnvironment(stdin, vars)
	env.out, env.err, env.terminal, env.organisation = &out, &err, terminal, func() profile.Profile { return p }
	code := run(args, env)
	return call{code, out.String(), err.String()}
}

// testEnvironment has a clock of its own, and nowhere to keep anything.
func testEnvironment(stdin string, vars map[string]string) environment {
	return environment{in: strings.NewReader(stdin), random: strings.NewReader(strings.Repeat("0123456789abcdefghijklmnop", 9)),
		now:      func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) },
		getenv:   func(name string) string { return vars[name] },
		settings: func() string { return "" }, organisation: func() profile.Profile { return profile.Profile{} }}
}

func TestExplainTakesTextFileAndStandardInput(t *testing.T) {
	file := filepath.Join(t.TempDir(), "error.txt")
	if err := os.WriteFile(file, []byte(disabledPage), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]call{
		"text": cli("", "explain", disabledPage), "file": cli("", "explain", file), "-": cli(disabledPage, "explain", "-"),
		"no word": cli(disabledPage, "explain"), "option behind": cli(disabledPage, "explain", "-", "--address", "a@contoso.com"),
		"option before": cli("", "explain", "--full", file), "after --": cli("", "explain", "--", disabledPage),
	} {
		if c.code != exitCauseFound {
			t.Errorf("%s: exit %d, %s", name, c.code, c.err)
		}
		for _, want := range []string{"WHAT IS WRONG", "WHO CAN FIX IT", "DO THIS NOW", "UNTIL THEN", "MESSAGE TO SEND",
			"AADSTS7000112", "SH-"} {
			if !strings.Contains(c.out, want) {
				t.Errorf("%s: %q is missing in\n%s", name, want, c.out)
			}
		}
	}
}

func TestExplainSpeaksTheLanguageOfTheTerminal(t *testing.T) {
	c := cliIn(map[string]string{"LC_ALL": "de_DE.UTF-8"}, false, disabledPage, "explain")
	if !strings.Contains(c.out, "WAS LOS IST") {
		t.Errorf("got\n%s", c.out)
	}
}

func TestHeadingsAreSetOffOnlyInATerminalThatWantsIt(t *testing.T) {
	for name, tt := range map[string]struct {
		vars     map[string]string
		terminal bool
		want     bool
	}{
		"terminal":     {nil, true, true},
		"pipe":         {nil, false, false},
		"NO_COLOR":     {map[string]string{"NO_COLOR": "1"}, true, false},
		"dumb":         {map[string]string{"TERM": "dumb"}, true, false},
		"NO_COLOR off": {map[string]string{"NO_COLOR": ""}, true, true},
	} {
		c := cliIn(tt.vars, tt.terminal, disabledPage, "explain")
		if got := strings.Contains(c.out, "\x1b"); got != tt.want {
			t.Errorf("%s: attributes %v, want %v", name, got, tt.want)
		}
	}
}

func TestExplainFitsEightyColumns(t *testing.T) {
	for _, l := range wording.Languages() {
		lang := l.Code + ".UTF-8"
		c := cliIn(map[string]string{"LANG": lang}, false, disabledPage, "explain", "--address", "adele@contoso.com")
		for line := range strings.Lines(c.out) {
			line = strings.TrimRight(line, "\n")
			if utf8.RuneCountInString(line) > 80 {
				t.Errorf("%s: %d columns: %s", lang, utf8.RuneCountInString(line), line)
			}
		}
	}
}

func TestExitCodesSayWhatWasFound(t *testing.T) {
	for name, tt := range map[string]struct {
		call call
		want int
	}{
		"a cause":            {cli(disabledPage, "explain"), exitCauseFound},
		"nothing to say":     {cli("my phone is broken", "explain"), exitUndecided},
		"an unlisted number": {cli("AADSTS98765432: something new", "explain"), exitUndecided},
		"no command":         {cli(""), exitUsage},
		"unknown command":    {cli("", "mend"), exitUsage},
		"unknown option":     {cli("", "explain", "--mend", "x"), exitUsage},
		"a mistyped file":    {cli("", "explain", "eror.txt"), exitUsage},
		"a picture":          {cli("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "explain"), exitUsage},
		"no words":           {cli("\x00\x01\x02\x00\x00\x00\x00\x00", "explain"), exitUsage},
		"no text":            {cli(" \n", "explain"), exitUsage},
		"no mail address":    {cli(disabledPage, "explain", "--address", "foo"), exitUsage},
		"demo in full":       {cli("", "demo", "--full"), exitDone},
		"rows and a report":  {cli("", "explain", "--jsonl", "--json"), exitUsage},
		"a reference":        {cli("", "explain", sampleReference()), exitCauseFound},
		"two texts":          {cli("", "explain", "one", "two"), exitUsage},
		"a folder":           {cli("", "explain", t.TempDir()), exitUsage},
		"help":               {cli("", "--help"), exitDone},
		"help of a command":  {cli("", "explain", "--help"), exitDone},
		"version":            {cli("", "--version"), exitDone},
		"no report":          {cli("hello", "report", "-"), exitUsage},
		"unknown form":       {cli("", "report", "-", "--as", "odt"), exitUsage},
		"a bad row":          {cli("{", "explain", "--jsonl"), exitUsage},
		"rows":               {cli(`{"id":"1","text":"AADSTS50126: x"}`, "explain", "--jsonl"), exitDone},
		"demo":               {cli("", "demo"), exitDone},
		"no such scenario":   {cli("", "demo", "nothing"), exitUsage},
	} {
		if tt.call.code != tt.want {
			t.Errorf("%s: exit %d, want %d: %s", name, tt.call.code, tt.want, tt.call.err)
		}
		if tt.want == exitUsage && (strings.TrimSpace(tt.call.err) == "" || tt.call.out != "") {
			t.Errorf("%s: a refusal belongs on stderr with its reason: out %q err %q", name, tt.call.out, tt.call.err)
		}
	}
}

func sampleReference() string {
	return diagnose.Reference{Cause: "app.disabled", MailApp: "apple", Day: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}.String()
}

func TestAReferenceSaysWhatItHolds(t *testing.T) {
	c := cli("", "explain", strings.ToLower(sampleReference()))
	for _, want := range []string{"App disabled", "Apple Mail", "2026-11-23", "FOR THE HELPDESK", "FOR THE ADMINISTRATOR"} {
		if !strings.Contains(c.out, want) {
			t.Errorf("%q is missing in\n%s%s", want, c.out, c.err)
		}
	}
}

// What is mistyped is refused at whatever place it stands, and what is only written otherwise is read.
func TestAMistypedReferenceIsRefused(t *testing.T) {
	right := sampleReference()
	for i := len("SH-"); i < len(right); i++ {
		for name, wrong := range map[string]string{
			"another character": right[:i] + map[bool]string{true: "7", false: "8"}[right[i] == '8'] + right[i+1:],
			"no such character": right[:i] + "U" + right[i+1:],
			"swapped":           right[:i-1] + right[i:i+1] + right[i-1:i] + right[i+1:],
			"left out":          right[:i] + right[i+1:],
			"twice":             right[:i] + right[i:i+1] + right[i:],
		} {
			if strings.ReplaceAll(wrong, "-", "") == strings.ReplaceAll(right, "-", "") {
				continue
			}
			if c := cli("", "explain", wrong); c.code != exitUsage || c.out != "" {
				t.Errorf("%s: %s: exit %d, %s\n%s", name, wrong, c.code, c.err, c.out)
			}
		}
	}
	if c := cli("", "explain", strings.ReplaceAll(right[:3]+"Z"+right[4:], "-", " ")); c.code != exitUsage || c.out != "" {
		t.Errorf("in its parts: exit %d, %s\n%s", c.code, c.err, c.out)
	}
	if c := cli("", "explain", right[:len(right)-2]); c.code != exitUsage || !strings.Contains(c.err, "too short") || strings.Contains(c.err, "wrong") {
		t.Errorf("without its last part: exit %d, %s", c.code, c.err)
	}
	want := cli("", "explain", right)
	for _, typed := range [][]string{{strings.ToLower(right)}, {strings.ReplaceAll(right, "-", "")}, {"SH-" + strings.NewReplacer("0", "O", "1", "l").Replace(right[3:])},
		{"Reference", right}, {right + "."}, {"Reference", right + ","}, {strings.ReplaceAll(right, "-", " ")}, strings.Split(right, "-")} {
		if c := cli("", append([]string{"explain"}, typed...)...); c != want {
			t.Errorf("%q: exit %d, %s\n%.100s", typed, c.code, c.err, c.out)
		}
	}
}

// A device gives bytes for ever, and a stranger's file may be large: each command ends with a sentence, not with the memory.
func TestWhatIsTooLargeIsLeft(t *testing.T) {
	large := filepath.Join(t.TempDir(), "large.txt")
	if err := os.WriteFile(large, bytes.Repeat([]byte("no error here "), 20<<20/14), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{large, "/dev/zero"} {
		if _, err := os.Stat(name); err != nil {
			continue // not on Windows
		}
		for _, command := range []string{"explain", "report", "validate", "triage"} {
			want := exitUsage
			if command == "explain" && name == large {
				want = exitUndecided // a log may be that long
			}
			c := cli("", command, name)
			if c.code != want || len(c.out+c.err) == 0 || len(c.out+c.err) > 10000 {
				t.Errorf("%s %s: exit %d, want %d, %d bytes: %.200s", command, name, c.code, want, len(c.out+c.err), c.out+c.err)
			}
		}
	}
}

func TestADomainNamesTheCompanyToo(t *testing.T) {
	c := cli("Need admin approval", "explain", "--address", "contoso.com")
	if !strings.Contains(c.out, "login.microsoftonline.com/contoso.com/adminconsent") {
		t.Errorf("got\n%s", c.out)
	}
}

func TestAnAddressWithACodeAndNoErrorIsRefused(t *testing.T) {
	canary := strings.Repeat("Q0FOQVJZ", 12)
	address := "com.apple.preferences://oauth-redirect?code=0.A" + canary + "&state=00000000-0000-0000-0000-000000000001"
	for _, args := range [][]string{{"explain"}, {"explain", "--json"}, {"explain", "--full"}} {
		c := cli(address, args...)
		if c.code != exitUsage || strings.Contains(c.out+c.err, canary) || !strings.Contains(c.err, "Never send it") {
			t.Errorf("%v: exit %d\n%s\n%s", args, c.code, c.out, c.err)
		}
	}
	c := cli("Mail says AADSTS50126: wrong. The page was "+address, "explain", "--full")
	if strings.Contains(c.out, canary) || !strings.Contains(c.out, "AADSTS50126") {
		t.Errorf("with an error beside it: exit %d\n%s", c.code, c.out)
	}
}

func TestAPrivateAddressNamesNoCompany(t *testing.T) {
	c := cli("Need admin approval", "explain", "--address", "anna@outlook.com", "--json")
	if strings.Contains(c.out, "adminconsent") || !strings.Contains(c.out, `"cause": "account.personal"`) {
		t.Errorf("got\n%s", c.out)
	}
	c = cli(disabledPage, "explain", "--address", "anna@outlook.com")
	if strings.Contains(c.out, "outlook.com [") || !strings.Contains(c.out, "AADSTS7000112") {
		t.Errorf("got\n%s", c.out)
	}
}

func TestRowsAreAnsweredInOrder(t *testing.T) {
	c := cli(`{"id":"a","text":"AADSTS90094: x"}
{"id":"b","text":"hello"}
{"id":"broken"
{"id":"c","text":"AADSTS70002: bad. AADSTS50126: wrong password"}
{"id":"d","text":"AADSTS65001: x https://login.microsoftonline.com/contoso.com/adminconsent?client_id=11111111-2222-4333-8444-555555555555"}`,
		"explain", "--jsonl")
	want := []struct {
		id, family string
		codes      int
		primary    any
	}{{"a", "consent-admin-required", 1, 90094.0}, {"b", "unknown", 0, nil}, {"c", "password", 2, 50126.0}, {"d", "consent-user-missing", 1, 65001.0}}
	decoder := json.NewDecoder(strings.NewReader(c.out))
	for _, w := range want {
		var got map[string]any
		if err := decoder.Decode(&got); err != nil {
			t.Fatal(err)
		}
		codes, ok := got["codes"].([]any)
		if got["id"] != w.id || got["family"] != w.family || got["primary"] != w.primary || !ok || len(codes) != w.codes {
			t.Errorf("got %v, want %+v", got, w)
		}
		if len(got) != 11 {
			t.Errorf("a row has %d fields: %v", len(got), got)
		}
	}
}

func TestASavedReportReadsBack(t *testing.T) {
	dir := t.TempDir()
	saved := cli(disabledPage, "explain", "--save", dir, "--address", "adele@contoso.com")
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%v %v %s", entries, err, saved.err)
	}
	path := filepath.Join(dir, entries[0].Name())
	text := cli("", "report", path, "--as", "text")
	asJSON := cli("", "report", path, "--as", "json")
	if text.code != exitDone || !strings.Contains(text.out, "AADSTS7000112") {
		t.Errorf("text: exit %d %s", text.code, text.err)
	}
	var fields map[string]any
	if err := json.Unmarshal([]byte(asJSON.out), &fields); err != nil || fields["schema"] != report.Schema {
		t.Errorf("json: %v %v", fields["schema"], err)
	}
	explained := cli(disabledPage, "explain", "--json", "--address", "adele@contoso.com")
	if explained.code != exitCauseFound || !reflect.DeepEqual(withoutActions(t, explained.out), withoutActions(t, asJSON.out)) {
		t.Errorf("explain --json and report --as json are two forms:\n%s\n%s", explained.out, asJSON.out)
	}
	refused := cli(disabledPage, "explain", "--save", filepath.Join(dir, "not", "there"))
	if refused.code != exitUsage || !strings.Contains(refused.err, "Choose a folder") {
		t.Errorf("a folder that is not there: exit %d %s", refused.code, refused.err)
	}
}

// withoutActions leaves out what is made anew for whoever reads: a file's company is not confirmed, so no link is made.
func withoutActions(t *testing.T, exported string) map[string]any {
	t.Helper()
	var fields map[string]any
	if err := json.Unmarshal([]byte(exported), &fields); err != nil {
		t.Fatal(err)
	}
	delete(fields, "actions")
	return fields
}

func TestAdminLink(t *testing.T) {
	const tenant = "11111111-2222-3333-4444-555555555555"
	const wantV1 = "https://login.microsoftonline.com/contoso.com/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423"
	c := cli("", "admin-link", "adele@contoso.com")
	if c.code != exitDone || !strings.HasPrefix(c.out, wantV1+"\n") {
		t.Errorf("address: exit %d\n%s%s", c.code, c.out, c.err)
	}
	if c = cli("", "admin-link", "--tenant", tenant); !strings.Contains(c.out, "/"+tenant+"/adminconsent?") {
		t.Errorf("tenant: %s%s", c.out, c.err)
	}
	for name, args := range map[string][]string{
		"personal": {"adele@outlook.com"}, "no company": {}, "two": {"contoso.com", "fabrikam.com"},
		"unknown app": {"contoso.com", "--app", "mailbird"}, "unknown cloud": {"contoso.com", "--cloud", "mars"},
		"unproven cloud": {"contoso.com", "--cloud", "usgov"}, "an address of a page": {"https://contoso.com/x?y"},
	} {
		if c := cli("", append([]string{"admin-link"}, args...)...); c.code != exitUsage || c.out != "" || c.err == "" {
			t.Errorf("%s: exit %d out %q err %q", name, c.code, c.out, c.err)
		}
	}
}

func TestAdminLinkMakesAQRCode(t *testing.T) {
	file := filepath.Join(t.TempDir(), "code.png")
	if c := cli("", "admin-link", "contoso.com", "--qr", file); c.code != exitDone {
		t.Fatal(c.err)
	}
	if content, err := os.ReadFile(file); err != nil || !bytes.HasPrefix(content, []byte("\x89PNG")) {
		t.Errorf("%v %.8q", err, content)
	}
	if c := cli("", "admin-link", "contoso.com", "--qr", "-"); !strings.Contains(c.out, "█") {
		t.Errorf("no drawing in the terminal:\n%s", c.out)
	}
}

func TestEveryScenarioOfTheDemoIsDecided(t *testing.T) {
	if len(session.Scenarios()) < 6 {
		t.Fatalf("only %d scenarios", len(session.Scenarios()))
	}
	for _, s := range session.Scenarios() {
		c := cli("", "demo", s.ID)
		if c.code != exitDone || !strings.HasPrefix(c.out, "DEMO") || strings.Contains(c.out, "We do not know") {
			t.Errorf("%s: exit %d\n%s%s", s.ID, c.code, c.out, c.err)
		}
	}
}

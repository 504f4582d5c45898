package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/intake"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// morning is a folder as a helpdesk finds it: thirty files, of which some are one problem and some no file for it.
func morning(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name, content string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 7 {
		put(fmt.Sprintf("approval%d.txt", i), fmt.Sprintf("Need admin approval\nApple Internet Accounts\nAADSTS90094: The grant requires admin permission.\n"+
			"user%d@contoso.com\nTimestamp: 2026-11-23T08:1%d:00Z", i, i))
	}
	for i := range 5 {
		put(fmt.Sprintf("mail%d.eml", i), fmt.Sprintf("From: user%d@contoso.com\nSubject: Password\nDate: Mon, 23 Nov 2026 09:00:00 +0100\n\nAADSTS50055", i))
	}
	for i := range 4 {
		c := cli("", "explain", disabledPage, "--address", fmt.Sprintf("user%d@fabrikam.com", i), "--save", dir)
		name, _, ok := strings.Cut(strings.TrimPrefix(c.err, "saved: "), "\n")
		for line := range strings.Lines(c.err) {
			if after, found := strings.CutPrefix(line, "saved: "); found {
				name, ok = strings.TrimSpace(after), true
			}
		}
		if !ok {
			t.Fatal(c.err)
		}
		if err := os.Rename(name, filepath.Join(dir, fmt.Sprintf("report%d.txt", i))); err != nil {
			t.Fatal(err)
		}
	}
	reported, err := os.ReadFile(filepath.Join(dir, "report0.txt"))
	if err != nil {
		t.Fatal(err)
	}
	put("quoted.txt", "Hello,\n> "+strings.ReplaceAll(string(reported), "\n", "\n> "))
	put("newer.txt", strings.Replace(string(reported), `"version": 1`, `"version": 99`, 1))
	put("code.txt", "50105")
	put("number.txt", "AADSTS50105")
	put("rows.jsonl", `{"id":"T1","text":"AADSTS53003 user8@contoso.com"}`+"\n"+`{"id":"T2","text":"hello"}`+"\nbroken\n")
	put("phone.heic", "x")
	put("pack.zip", "PK\x03\x04")
	put("lunch.txt", "Lunch?")
	put("empty.txt", "")
	put("letter.docx", "x")
	put("escape.txt", "AADSTS50055 \x1b[2J\u202e")
	put("reference.txt", referenceOf(t, string(reported)))
	put("mistyped.txt", "SH-0000-0000-1")
	put("bytes.bin", "\x00\xff\x00\x01")
	if files, err := os.ReadDir(dir); err != nil || len(files) != 30 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	return dir
}

func referenceOf(t *testing.T, report string) string {
	t.Helper()
	i := strings.Index(report, "SH-")
	if i < 0 {
		t.Fatal("a report without a reference")
	}
	return report[i : i+len("SH-XXXX-XXXX-C")]
}

func TestTriageSaysWhatAMorningHasInCommon(t *testing.T) {
	dir := morning(t)
	c := cli("", "triage", "--company", "contoso.com", dir)
	if c.code != exitDone {
		t.Fatalf("exit %d: %s", c.code, c.err)
	}
	for _, want := range []string{"5 reports and 18 other texts read", "9 without a result", "7 people: Mail app not approved, contoso.com", "One approval fixes all.",
		"4 people: App disabled, fabrikam.com", "Another company than yours", "phone.heic is a picture: choose what it shows", "pack.zip is packed",
		"newer.txt was written by a newer SyncHelper", "lunch.txt holds no error that we know. Ask what the iPhone shows.", "rows.jsonl:3 is no row", "T1"} {
		if !strings.Contains(c.out, want) {
			t.Errorf("%q is missing in\n%s", want, c.out)
		}
	}
	if strings.ContainsAny(c.out, "\x1b\u202e") {
		t.Errorf("what strangers wrote acts on the terminal:\n%q", c.out)
	}
	groups, rows, unread := strings.Index(c.out, "SAME PROBLEM"), strings.Index(c.out, "REPORTS"), strings.Index(c.out, "WITHOUT A RESULT")
	if groups < 0 || rows < groups || unread < rows {
		t.Errorf("groups at %d, rows at %d, unread at %d", groups, rows, unread)
	}
}

func TestTriageFitsEightyColumnsInEveryLanguage(t *testing.T) {
	dir := morning(t)
	for _, l := range wording.Languages() {
		c := cliIn(map[string]string{"LANG": l.Code + ".UTF-8"}, false, "", "triage", "--full", dir)
		for line := range strings.Lines(c.out) {
			if line = strings.TrimRight(line, "\n"); report.Cells(line) > 80 || strings.Contains(line, "triage.") {
				t.Errorf("%s: %q", l.Code, line)
			}
		}
	}
}

// triaged is what triage --json prints.
type triaged struct {
	Schema  string
	Version int
	Rows    []map[string]any
	Unread  []struct{ Source, Reason, Text string }
	Groups  []groupRow
}

func TestTriageForProgramsIsOneObject(t *testing.T) {
	c := cli("", "triage", "--json", "--company", "contoso.com", morning(t))
	var got triaged
	if err := json.Unmarshal([]byte(c.out), &got); err != nil || c.code != exitDone {
		t.Fatalf("exit %d, %v: %s", c.code, err, c.out)
	}
	if got.Schema != triageSchema || got.Version != triageVersion || len(got.Rows) != 23 || len(got.Unread) != 9 {
		t.Errorf("%s %d, %d rows, unread %v", got.Schema, got.Version, len(got.Rows), got.Unread)
	}
	g := got.Groups[0]
	if g.Cause != "consent.admin_approval" || g.People != 7 || !g.Once || g.Message == nil || g.Reply == nil || g.Foreign {
		t.Errorf("the first group is %+v", g)
	}
}

func TestTriageCountsAReportOnce(t *testing.T) {
	var got triaged
	if err := json.Unmarshal([]byte(cli("", "triage", "--json", morning(t)).out), &got); err != nil {
		t.Fatal(err)
	}
	counted, again := 0, 0
	for _, g := range got.Groups {
		counted += g.Rows
	}
	for _, row := range got.Rows {
		if row["same_as"] != nil {
			again++
		}
	}
	if again != 2 || counted != len(got.Rows)-again { // a report quoted in a mail, and its reference alone
		t.Errorf("%d rows are in groups, of %d, %d of them the same again", counted, len(got.Rows), again)
	}
}

func TestTriageKnowsWhomItLooksAfter(t *testing.T) {
	dir := morning(t)
	env := environment{out: &strings.Builder{}, err: &strings.Builder{}, getenv: func(string) string { return "" },
		organisation: func() profile.Profile { return profile.Profile{Domains: []string{"fabrikam.com"}} }}
	out := &strings.Builder{}
	env.out = out
	if code := run([]string{"triage", "--json", dir}, env); code != exitDone {
		t.Fatalf("exit %d", code)
	}
	var got triaged
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	for _, g := range got.Groups {
		if foreign := g.Company && slices.Equal(g.Domains, []string{"contoso.com"}); g.Foreign != foreign {
			t.Errorf("%s of %v is foreign: %v", g.Cause, g.Domains, g.Foreign)
		}
	}
}

const approvesUnknown = "ivan@contoso.com: AADSTS90094 Need admin approval. Click and accept:\n" +
	"https://login.microsoftonline.com/%s/v2.0/adminconsent?client_id=11111111-2222-4333-8444-555555555555\nApp: Apple Internet Accounts"

// Whatever else stands beside such a link, nobody is asked for an approval, and no real problem has it among its people.
func TestALinkThatApprovesAnUnknownAppIsATrap(t *testing.T) {
	genuine := strings.TrimSpace(ticketRows(t, "user1@contoso.com"))
	for name, c := range map[string]struct{ text, company string }{
		"of another company": {fmt.Sprintf(approvesUnknown, "fabrikam.com"), "fabrikam.com"},
		"of the own company": {fmt.Sprintf(approvesUnknown, "contoso.com"), "contoso.com"},
		"beside a report":    {fmt.Sprintf(approvesUnknown, "contoso.com") + "\n" + exportedOf(), "contoso.com"},
		"in a mail with one": {"From: a@contoso.com\nSubject: x\n\n" + exportedOf() + "\n" + fmt.Sprintf(approvesUnknown, "contoso.com"), "contoso.com"},
	} {
		t.Run(name, func(t *testing.T) {
			row, err := json.Marshal(pastedRow{ID: "T9", Text: c.text})
			if err != nil {
				t.Fatal(err)
			}
			in := genuine + "\n" + string(row)
			out := cli(in, "triage", "--full", "-").out
			head, problem, found := strings.Cut(out, "Mail app not approved, contoso.com")
			if !found || !strings.Contains(head, "1 person: Looks like a trap") || !strings.HasSuffix(head, "1 person: ") ||
				strings.Contains(head, "ADMINISTRATOR") || !strings.Contains(head, c.company+"). Do not") || strings.Contains(head, "asked") {
				t.Errorf("the trap is not first, or asks for something:\n%s", out)
			}
			if problem, _, _ = strings.Cut(problem, "REPORTS"); strings.Contains(problem, "11111111") || strings.Contains(problem, "fixes all") {
				t.Errorf("the trap is in the problem:\n%s", problem)
			}
		})
	}
}

// ticketRows is a row with the ticket of somebody whose app is not approved.
func ticketRows(t *testing.T, user string) string {
	t.Helper()
	row, err := json.Marshal(pastedRow{ID: "T1", Text: "AADSTS90094 Need admin approval\n" + user})
	if err != nil {
		t.Fatal(err)
	}
	return string(row)
}

// exportedOf is the exported report of somebody at contoso.com.
func exportedOf() string {
	return cli("", "explain", disabledPage, "--address", "user5@contoso.com", "--json").out
}

func TestWhoseCompanyItIsIsLookedAtFirst(t *testing.T) {
	in := ticketRows(t, "user1@contoso.com") + "\n" + ticketRows(t, "user2@contoso.com") + "\n" + ticketRows(t, "user3@fabrikam.com")
	const asks, foreign = "Several companies: is contoso.com yours? Then give --company contoso.com.", "Another company than yours"
	for name, c := range map[string]struct {
		in      string
		args    []string
		says    []string
		silent  []string
		letters int
	}{
		"one company":              {ticketRows(t, "user1@contoso.com"), nil, nil, []string{asks, foreign}, 2},
		"several, and none named":  {in, nil, []string{asks, "is fabrikam.com yours?"}, []string{foreign}, 0},
		"several, and one named":   {in, []string{"--company", "fabrikam.com"}, []string{foreign}, []string{asks}, 2},
		"several, and all of them": {in, []string{"--company", "fabrikam.com", "--company", "contoso.com"}, nil, []string{asks, foreign}, 4},
	} {
		out := cli(c.in, append([]string{"triage", "--full", "-"}, c.args...)...).out
		for _, want := range c.says {
			if !strings.Contains(out, want) {
				t.Errorf("%s: %q is missing in\n%s", name, want, out)
			}
		}
		for _, bad := range c.silent {
			if strings.Contains(out, bad) {
				t.Errorf("%s: %q stands in\n%s", name, bad, out)
			}
		}
		if n := strings.Count(out, "Hello,"); n != c.letters {
			t.Errorf("%s: %d letters, want %d\n%s", name, n, c.letters, out)
		}
	}
}

// What a helper types, forwards or cuts off is told as what it is.
func TestTriageSaysWhatARowRestsOn(t *testing.T) {
	saved := t.TempDir()
	name := strings.TrimSpace(strings.TrimPrefix(lastLine(cli("", "explain", "Need admin approval\nAADSTS90094\nTimestamp: 2026-11-23T06:13:00Z", "--address", "user5@contoso.com", "--save", saved).err), "saved: "))
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	reference := referenceOf(t, string(whole))
	half := "From: gus@contoso.com\nSubject: x\nDate: Mon, 23 Nov 2026 09:55:00 +0100\n\n> " + strings.ReplaceAll(string(whole[:len(whole)/4]), "\n", "\n> ")
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"a number that somebody typed":     {"AADSTS50055 user1@contoso.com", []string{"1 text read", "Password expired. The text says so."}},
		"a number with Microsoft's time":   {"AADSTS50055 user1@contoso.com\nTimestamp: 2026-11-23T08:10:00Z", []string{"Password expired. Microsoft said so."}},
		"a report":                         {string(whole), []string{"1 report read", "Microsoft said so."}},
		"a report that is cut off":         {half, []string{"1 text read", "user5@contoso.com, 2026-11-23 06:13 UTC, " + reference, "Cut off: read from its words. Ask the person for the whole file.", "1 person: Mail app not approved, contoso.com"}},
		"a reference and an address":       {"kim@contoso.com: my reference is " + reference, []string{"kim@contoso.com, 2026", "1 person: Mail app not approved, contoso.com"}},
		"words that say no number":         {"fay@contoso.com wrote in chat: my iPhone says Need admin approval", []string{"Mail app not approved. The text fits it. No number of Microsoft's."}},
		"a number with several meanings":   {"AADSTS65001 user1@contoso.com", []string{"The number makes it likely."}},
		"a mail with a reference":          {"From: kim@contoso.com\nSubject: x\n\nIt says " + reference, []string{"1 person: Mail app not approved, contoso.com"}},
		"rows of both kinds":               {strings.TrimSpace(exportedLine(t)) + "\n" + ticketRows(t, "user1@contoso.com"), []string{"1 report and 1 other text read"}},
		"a mistyped reference among words": {ticketRows(t, "user1@contoso.com") + "\n" + `{"id":"T2","text":"From: a@contoso.com\nSubject: x\n\nMy reference is SH-0000-0000-1, thanks"}`, []string{"at least one character of this reference is wrong"}},
	} {
		out := cli(c.in, "triage", "-").out
		for _, want := range c.want {
			if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
				t.Errorf("%s: %q is missing in\n%s", name, want, out)
			}
		}
	}
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// exportedLine is an exported report in one line.
func exportedLine(t *testing.T) string {
	t.Helper()
	var line strings.Builder
	var value json.RawMessage
	if err := json.Unmarshal([]byte(exportedOf()), &value); err != nil {
		t.Fatal(err)
	}
	if err := json.NewEncoder(&line).Encode(value); err != nil {
		t.Fatal(err)
	}
	return line.String()
}

func TestTheLettersOfTriageSpeakTheirReadersLanguage(t *testing.T) {
	in := ticketRows(t, "user1@contoso.com") + "\n" + ticketRows(t, "user2@contoso.com")
	out := cli(in, "triage", "--full", "--message-language", "de", "-").out
	for _, want := range []string{"Mail app not approved, contoso.com", "Hallo,", "To (Bcc): user1@contoso.com, user2@contoso.com\n", "REPLY TO ALL"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if c := cli(in, "triage", "--message-language", "xx", "-"); c.code != exitUsage || c.err == "" {
		t.Errorf("an unknown language: exit %d, %q", c.code, c.err)
	}
}

func TestTriageRefusesWhatItCannotDo(t *testing.T) {
	empty := t.TempDir()
	for name, c := range map[string]call{"no path": cli("", "triage"), "an empty folder": cli("", "triage", empty),
		"no file": cli("", "triage", filepath.Join(empty, "gone")), "no error": cli("Lunch?", "triage", "-"),
		"no company":        cli("AADSTS50055", "triage", "--company", "your company", "-"),
		"an unknown option": cli("", "triage", "--fast", empty)} {
		if c.code != exitUsage || c.err == "" {
			t.Errorf("%s: exit %d, %q", name, c.code, c.err)
		}
	}
	if c := cli("AADSTS50055", "triage", "-"); c.code != exitDone || !strings.Contains(c.out, "Password expired") {
		t.Errorf("standard input: exit %d, %s", c.code, c.out)
	}
}

func TestLongListsAreCutForATerminalOnly(t *testing.T) {
	var in strings.Builder
	for i := range mostRows + 5 {
		fmt.Fprintf(&in, "{\"id\":%d,\"text\":\"AADSTS50055 user%d@contoso.com\"}\n", i, i)
	}
	if c := cli(in.String(), "triage", "-"); strings.Count(c.out, "@contoso.com") != mostRows || !strings.Contains(c.out, "and 5 more") {
		t.Errorf("%d rows are shown", strings.Count(c.out, "@contoso.com"))
	}
	var got triaged
	if err := json.Unmarshal([]byte(cli(in.String(), "triage", "-", "--json").out), &got); err != nil || len(got.Rows) != mostRows+5 {
		t.Errorf("%d rows are written, %v", len(got.Rows), err)
	}
}

// What triage says of a text is what explain says of it. Rows that say nothing are the unknown ones.
func TestTriageAndExplainSayTheSame(t *testing.T) {
	rows := corpus(t)
	var in strings.Builder
	encoder := json.NewEncoder(&in)
	for _, row := range rows {
		if err := encoder.Encode(pastedRow{ID: row.ID, Text: row.Text}); err != nil {
			t.Fatal(err)
		}
	}
	want := make(map[string]answerRow)
	for lines := bufio.NewScanner(strings.NewReader(cli(in.String(), "explain", "--jsonl").out)); lines.Scan(); {
		var a answerRow
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		want[a.ID] = a
	}
	seen := 0
	for item := range intake.Read(t.Context(), []string{intake.Standard}, intake.Options{Stdin: strings.NewReader(in.String())}) {
		if item.Unread != nil {
			if item.Unread.Reason != triage.ReasonSecret && item.Unread.Reason != triage.ReasonEmpty {
				t.Errorf("%+v", *item.Unread)
			}
			continue
		}
		seen++
		if a := want[item.Row.Ticket]; a.Cause != item.Row.Cause || a.Confidence != item.Row.Confidence {
			t.Errorf("%s: triage says %s (%s), explain %s (%s)", item.Row.Ticket, item.Row.Cause, item.Row.Confidence, a.Cause, a.Confidence)
		}
	}
	if seen < len(rows)*9/10 {
		t.Errorf("%d rows of %d were read", seen, len(rows))
	}
}

// What a trap asks for, of whom and to whom is the same in all forms.
func TestATrapIsForTheSecurityTeam(t *testing.T) {
	row, err := json.Marshal(pastedRow{ID: "T9", Text: fmt.Sprintf(approvesUnknown, "fabrikam.com")})
	if err != nil {
		t.Fatal(err)
	}
	out := cli(string(row), "triage", "--full", "-").out
	for _, want := range []string{"Who acts: security administrator.", "MESSAGE TO SECURITY\n", "ivan@contoso.com comes from the text itself. Take the address from your"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if strings.Contains(out, "To: ivan") || strings.Contains(out, "(Bcc)") || strings.Contains(out, "adminconsent") {
		t.Errorf("it is addressed by the text, or holds the link:\n%s", out)
	}
	var got triaged
	if err := json.Unmarshal([]byte(cli(string(row), "triage", "--json", "-").out), &got); err != nil {
		t.Fatal(err)
	}
	if g := got.Groups[0]; g.Who != diagnose.WhoSecurityAdmin || g.Message == nil || !strings.Contains(g.Message.Body, "11111111") || g.Hints.Reply == nil {
		t.Errorf("%+v", g)
	}
}

func TestWhoeverSendsALetterIsToldWhatToKnow(t *testing.T) {
	out := cli(ticketRows(t, "user1@contoso.com"), "triage", "--full", "--company", "contoso.com", "-").out
	for _, want := range []string{"They ask for the link? Make it: synchelper-cli admin-link contoso.com", "Send it after the message: it says that you have asked.", "To: user1@contoso.com\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	var got triaged
	if err := json.Unmarshal([]byte(cli(ticketRows(t, "user1@contoso.com"), "triage", "--json", "--company", "contoso.com", "-").out), &got); err != nil {
		t.Fatal(err)
	}
	if h := got.Groups[0].Hints; h.Message == nil || h.Reply == nil || !strings.Contains(out, *h.Reply) {
		t.Errorf("%+v", h)
	}
}

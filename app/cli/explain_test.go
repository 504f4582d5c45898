package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
)

func TestAboveTheMessageStandsWhoSendsIt(t *testing.T) {
	for lang, want := range map[string]string{"en.UTF-8": "MESSAGE TO SEND\n  What the user sends, in their own name:\n\n  Question",
		"de.UTF-8": "NACHRICHT ZUM SENDEN\n  Das schickt die betroffene Person im eigenen Namen:\n\n"} {
		if c := cliIn(map[string]string{"LANG": lang}, false, "AADSTS90094", "explain"); !strings.Contains(c.out, want) {
			t.Errorf("%s: %q is missing in\n%s", lang, want, c.out)
		}
	}
}

// cutReport is the upper half of a saved report, as a mail program leaves it, with its reference and file.
func cutReport(t *testing.T, text string) (file, reference string) {
	t.Helper()
	dir := t.TempDir()
	if c := cli(text, "explain", "--address", "hana@contoso.com", "--save", dir); c.code != exitCauseFound {
		t.Fatal(c.err)
	}
	file, saved := onlyReport(t, dir)
	at := strings.Index(saved, `"version"`)
	if at < 0 || os.WriteFile(file, []byte(saved[:at]), 0o600) != nil {
		t.Fatal("the report was not cut")
	}
	name := filepath.Base(file)
	return file, name[strings.Index(name, "SH-"):strings.Index(name, ".txt")]
}

func TestACutOffReportIsRefusedInTheSameWordsEverywhere(t *testing.T) {
	file, _ := cutReport(t, "AADSTS90094: The grant requires admin permission.")
	checked := cli("", "validate", file)
	shown := cli("", "report", file)
	if strings.TrimPrefix(shown.err, "synchelper-cli: ") != checked.out || shown.code != exitUsage {
		t.Errorf("report says\n%svalidate says\n%s", shown.err, checked.out)
	}
	if !strings.Contains(checked.out, "cut off") || !strings.HasSuffix(checked.out, "synchelper-cli explain "+file+"\n") {
		t.Errorf("no way on: %s", checked.out)
	}
	if c := cli("", "explain", file); c.code != exitCauseFound || !strings.Contains(c.out, "MESSAGE TO SEND") {
		t.Errorf("explain: exit %d\n%s%s", c.code, c.out, c.err)
	}
}

// Nobody has said that the address is right: it is named, and no link is made for its company.
func TestTheMessageIsOfTheOneWhomTheTextNames(t *testing.T) {
	const number, link = "\nAADSTS90094: The grant requires admin permission.", "adminconsent?client_id="
	for name, tt := range map[string]struct {
		text, address string
		option        []string
		linked        bool
	}{
		"a ticket":            {"Ticket 4712, caller dora@contoso.com, 08:20." + number, "dora@contoso.com", nil, false},
		"twice the same":      {"dora@contoso.com: " + number + " Dora@contoso.com", "dora@contoso.com", nil, false},
		"two addresses":       {"dora@contoso.com, helpdesk@contoso.com" + number, "[your name]", nil, true},
		"a private address":   {"dora@outlook.com" + number, "[your name]", nil, true},
		"none":                {"Ticket 4712" + number, "[your name]", nil, true},
		"given by the person": {"dora@contoso.com" + number, "emil@contoso.com", []string{"--address", "emil@contoso.com"}, true},
	} {
		c := cli(tt.text, append([]string{"explain"}, tt.option...)...)
		if !strings.Contains(c.out, "Sign-in logs, "+tt.address) && !strings.Contains(c.out, "Sign-in logs,\n  "+tt.address) {
			t.Errorf("%s: %s is not named in\n%s", name, tt.address, c.out)
		}
		if strings.Contains(c.out, link) != tt.linked || strings.Contains(c.err, "--address "+tt.address) == tt.linked {
			t.Errorf("%s: a link: want %v\n%s%s", name, tt.linked, c.out, c.err)
		}
	}
}

// The user knows the reference of the report: the answer is found by the same one.
func TestTheReferenceInATextIsKeptWhereItSaysTheSame(t *testing.T) {
	file, own := cutReport(t, "AADSTS90094: The grant requires admin permission.")
	reference := diagnose.Reference{Cause: "consent.admin_approval", MailApp: "apple", IDBits: 77,
		Day: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)}.String()
	cut, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		text string
		kept bool
	}{
		"a cut report":   {strings.ReplaceAll(string(cut), own, reference), true},
		"in words":       {"my iPhone says Need admin approval, reference " + reference + ".", true},
		"another cause":  {"AADSTS50055: The password is expired. Reference " + reference, false},
		"two references": {"Need admin approval " + reference + " " + sampleReference(), false},
		"mistyped":       {"Need admin approval " + reference[:len(reference)-1] + "U", false},
	} {
		c := cli(tt.text, "explain")
		if kept := strings.HasSuffix(c.out, "\n"+reference+"\n") && strings.Contains(c.out, "Reference "+reference); kept != tt.kept {
			t.Errorf("%s: kept %v, %s\n%s", name, kept, reference, c.out)
		}
	}
}

// Who reads half a report is told so: what is missing may change the answer.
func TestExplainSaysThatAReportIsCutOff(t *testing.T) {
	name := strings.TrimPrefix(lastLine(cli("", "explain", disabledPage, "--address", "adele@contoso.com", "--save", t.TempDir()).err), "saved: ")
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const cutOff = "This report is cut off"
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"whole":              {string(whole), 0},
		"without its end":    {string(whole[:len(whole)-900]), 1},
		"of its words alone": {string(whole[:len(whole)/4]), 1},
		"a ticket":           {disabledPage, 0},
	} {
		for _, args := range [][]string{{"explain", "-"}, {"explain", "-", "--json"}} {
			if got := cli(c.text, args...); strings.Count(got.err, cutOff) != c.want || strings.Contains(got.out, cutOff) {
				t.Errorf("%s: %s says %q\n%s", name, args, got.err, got.out)
			}
		}
	}
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	saved, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(saved), `"version"`)
	if at < 0 || os.WriteFile(files[0], saved[:at], 0o600) != nil {
		t.Fatal("the report was not cut")
	}
	name := filepath.Base(files[0])
	return files[0], name[strings.Index(name, "SH-"):strings.Index(name, ".txt")]
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

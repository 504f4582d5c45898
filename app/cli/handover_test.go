package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

func TestHandoverWritesEverySheetThatSomebodyNeedsInEveryLanguage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	c := cli("", "handover", "--out", dir)
	if c.code != exitDone || strings.TrimSpace(c.out) != filepath.Join(dir, "index.html") {
		t.Fatalf("exit %d, out %q, err %q", c.code, c.out, c.err)
	}
	index, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range wording.Languages() {
		for _, cause := range diagnose.Causes() {
			if cause.ID == "network.clock" { // nobody else has anything to do
				if _, err := os.Stat(filepath.Join(dir, string(cause.ID)+"."+l.Code+"-sheet.txt")); err == nil {
					t.Errorf("%s has a sheet", cause.ID)
				}
			}
			if _, err := os.Stat(filepath.Join(dir, string(cause.ID)+"."+l.Code+"-message.txt")); err != nil {
				continue
			}
			for _, end := range []string{"-sheet.txt", "-sheet.html"} {
				name := string(cause.ID) + "." + l.Code + end
				if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() < 500 {
					t.Errorf("%s: %v", name, err)
				}
				if !strings.Contains(string(index), `href="`+name+`"`) {
					t.Errorf("the index does not lead to %s", name)
				}
			}
		}
	}
}

func TestHandoverHoldsAllThatIsSent(t *testing.T) {
	dir := t.TempDir()
	if c := cli("", "handover", "--out", dir); c.code != exitDone {
		t.Fatalf("exit %d, err %q", c.code, c.err)
	}
	for name, holds := range map[string]string{"consent.admin_approval.en-message.txt": "contoso.com",
		"consent.admin_approval.de-message-provider.txt":  "contoso.com",
		"consent.admin_approval.en-reminder.txt":          "I wrote to you on",
		"consent.admin_approval.de-reminder-provider.txt": "habe ich Ihnen geschrieben",
		"consent.request_available.en-reason.txt":         "I would like to use"} {
		if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.Contains(string(text), holds) {
			t.Errorf("%s is %q (%v)", name, text, err)
		}
	}
}

func TestHandoverWantsAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{"none": {"handover"}, "a word": {"handover", "x"}, "a file": {"handover", "--out", file}} {
		if c := cli("", args...); c.code != exitUsage || c.out != "" || c.err == "" {
			t.Errorf("%s: exit %d, out %q, err %q", name, c.code, c.out, c.err)
		}
	}
}

func TestAReportIsShownAsASheetWithoutALink(t *testing.T) {
	dir := t.TempDir()
	if c := cli("", "explain", "--address", "user1@contoso.com", "--save", dir, "AADSTS90094: The grant requires admin permission."); c.code != exitCauseFound {
		t.Fatalf("exit %d, %s", c.code, c.err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("saved %q (%v)", files, err)
	}
	c := cli("", "report", files[0], "--as", "sheet")
	if c.code != exitDone || !strings.Contains(c.out, "<h1>") || strings.Contains(c.out, "adminconsent?") {
		t.Errorf("exit %d, err %q, got\n%s", c.code, c.err, c.out)
	}
}

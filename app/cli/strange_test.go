package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// strangeText is what somebody sends who wants an application of their own approved.
const strangeText = "URGENT from IT security \u202egnp.exe\nivan@contoso.com says: AADSTS90094 Need admin approval.\n" +
	"\x1b[2JSyncHelper already checked this. To fix it for all click and accept:\n" +
	"https://login.microsoftonline.com/fabrikam.com/v2.0/adminconsent?client_id=11111111-2222-4333-8444-555555555555&scope=x\n" +
	"Correlation ID: 22222222-2222-4333-8444-555555555555\nTenant: fabrikam.com  App: Apple Internet Accounts"

// Whatever form it takes: the warning leads, the first step is not to open the link, and nothing that goes to IT has it.
func TestALinkForAnUnknownAppIsWarnedOfInEveryForm(t *testing.T) {
	dir := t.TempDir()
	if c := cli(strangeText, "explain", "--save", dir); c.code != exitCauseFound {
		t.Fatalf("exit %d: %s", c.code, c.err)
	}
	file, saved := onlyReport(t, dir)
	typed := []string{"click and accept", "https://login.microsoftonline.com/fabrikam.com", "organizations/adminconsent",
		"Microsoft said so", "Microsoft printed", "The message on the iPhone says so", "Grant admin consent"}
	for name, out := range map[string]string{
		"explain":         cli(strangeText, "explain").out,
		"with an address": cli(strangeText, "explain", "--address", "ivan@contoso.com").out,
		"helpdesk":        cli(strangeText, "explain", "--full").out, "saved": saved,
		"read back": cli("", "explain", file).out,
		"outside":   cli("", "report", file, "--for", "outside", "--key", filepath.Join(dir, "key")).out,
	} {
		readable, _, _ := strings.Cut(out, "THE TEXT AS IT WAS GIVEN")
		order := []string{"Do not open the link in this text.", "1 Do not open the link. Do not sign in there.",
			"2 Did you open it already? Call your IT now."}
		if name == "helpdesk" || name == "saved" || name == "outside" {
			order = append(order, "1 Tell your security team.", "2 Ask who sent it")
		}
		if missing := inOrder(readable, order); missing != "" {
			t.Errorf("%s: %q is missing, or comes too early:\n%s", name, missing, out)
		}
		for _, not := range typed {
			if strings.Contains(readable, not) {
				t.Errorf("%s says %q:\n%s", name, not, out)
			}
		}
		if strings.Contains(readable, "SIGN-IN LOG") || strings.ContainsAny(out, "\x1b\u202e") {
			t.Errorf("%s sends somebody to a log, or acts on the terminal:\n%q", name, out)
		}
	}
	page := cli("", "report", file, "--as", "html").out
	if !strings.Contains(page, "<h1>Do not open the link in this text</h1>") || strings.Contains(page, `href="https://login.`) {
		t.Errorf("the page:\n%s", page)
	}
}

// inOrder is the first of some words that does not come behind those before it; empty where all do.
func inOrder(text string, words []string) (missing string) {
	for _, word := range words {
		_, rest, found := strings.Cut(text, word)
		if !found {
			return word
		}
		text = rest
	}
	return ""
}

// onlyReport is the one that was saved in a folder.
func onlyReport(t *testing.T, dir string) (file, content string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	saved, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return files[0], string(saved)
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synchelper/app/profile"
)

// TestTheOrganisationsSettingsCountInTheTerminal, as in the window before anybody has chosen: its language before the
// system's, its mail app, and who looks after the computers.
func TestTheOrganisationsSettingsCountInTheTerminal(t *testing.T) {
	const approval = "Need admin approval"
	english := map[string]string{"LC_ALL": "en_US.UTF-8"}
	for name, c := range map[string]struct {
		p    profile.Profile
		args []string
		want string
	}{
		"nothing is set":               {profile.Profile{}, []string{"explain", approval}, "WHAT IS WRONG"},
		"its language":                 {profile.Profile{Language: "de"}, []string{"explain", approval}, "WAS LOS IST"},
		"its language in the demo":     {profile.Profile{Language: "de"}, []string{"check", "--demo", "app-disabled"}, "WAS LOS IST"},
		"its language, of a refusal":   {profile.Profile{Language: "de"}, []string{"report"}, "geben Sie"},
		"its mail app":                 {profile.Profile{MailApp: "spark"}, []string{"explain", approval}, "Spark"},
		"its mail app of a link":       {profile.Profile{MailApp: "spark"}, []string{"admin-link", "contoso.com"}, "Spark"},
		"another mail app of a link":   {profile.Profile{MailApp: "spark"}, []string{"admin-link", "contoso.com", "--app", "apple"}, "Apple Internet Accounts"},
		"no mail app of the demo":      {profile.Profile{MailApp: "spark"}, []string{"check", "--demo", "healthy", "--json"}, `"mail_app": "apple"`},
		"and nobody looks after it":    {profile.Profile{LooksAfter: profile.LooksAfterCompany}, []string{"check", "--demo", "need-admin-approval"}, "DEMO: Hello,"},
		"another company looks after":  {profile.Profile{LooksAfter: profile.LooksAfterCompany}, []string{"explain", approval, "--address", "a@contoso.com"}, "Customer: contoso.com"},
		"its file cannot be used, yet": {profile.Profile{Problem: &profile.Problem{Kind: profile.KindSyntax}}, []string{"explain", approval}, "WHAT IS WRONG"},
	} {
		if got := cliOf(c.p, english, false, "", c.args...); !strings.Contains(got.out+got.err, c.want) {
			t.Errorf("%s: exit %d, %q is missing in\n%s%s", name, got.code, c.want, got.out, got.err)
		}
	}
}

// TestWhatIsSentCanBeInAnotherLanguage than what is said to whoever sits here.
func TestWhatIsSentCanBeInAnotherLanguage(t *testing.T) {
	const approval = "Need admin approval"
	dir := t.TempDir()
	if c := cli(approval, "explain", "--save", dir); c.code != exitCauseFound {
		t.Fatalf("exit %d: %s", c.code, c.err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "SyncHelper-*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("saved are %v, %v", files, err)
	}
	for name, c := range map[string]struct {
		args          []string
		said, written string
	}{
		"a text":              {[]string{"explain", approval}, "DO THIS NOW", "Auch ein Nein hilft mir."},
		"for programs":        {[]string{"explain", approval, "--json"}, "Open Safari", "Auch ein Nein hilft mir."},
		"a check":             {[]string{"check", "--demo", "app-disabled"}, "DO THIS NOW", "Viele Grüße"},
		"a report":            {[]string{"report", files[0]}, "DO THIS NOW", "Auch ein Nein hilft mir."},
		"one for programs":    {[]string{"report", files[0], "--as", "json"}, "Open Safari", "Auch ein Nein hilft mir."},
		"the sheet of one":    {[]string{"report", files[0], "--as", "sheet"}, "Hello,", "Was das Programm getan hat"},
		"a report, explained": {[]string{"explain", files[0]}, "DO THIS NOW", "Auch ein Nein hilft mir."},
	} {
		plain, german := cli("", c.args...), cli("", append(c.args, "--message-language", "de")...)
		if strings.Contains(plain.out, c.written) || !strings.Contains(german.out, c.written) || !strings.Contains(german.out, c.said) {
			t.Errorf("%s: %s\n%.300s", name, german.err, german.out)
		}
	}
	if raw, err := os.ReadFile(files[0]); err != nil || !strings.Contains(string(raw), "or tell me no") {
		t.Errorf("the saved one: %v", err)
	}
}

func TestALanguageThatIsNotThereIsRefused(t *testing.T) {
	for name, args := range map[string][]string{
		"explain": {"explain", "Need admin approval"}, "check": {"check", "--demo", "healthy"}, "report": {"report", "x.txt"},
	} {
		c := cli("", append(args, "--message-language", "xx")...)
		if c.code != exitUsage || c.out != "" || !strings.Contains(c.err, `there is no language "xx". Choose from: `) {
			t.Errorf("%s: exit %d, %q, %q", name, c.code, c.out, c.err)
		}
	}
	if c := cli("", "explain", "--jsonl", "--message-language", "de"); c.code != exitUsage || !strings.Contains(c.err, "no other option") {
		t.Errorf("with rows: exit %d, %q", c.code, c.err)
	}
}

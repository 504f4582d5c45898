package report

import (
	"errors"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

func reportPage(t *testing.T, d diagnose.Diagnosis) string {
	t.Helper()
	w := english(t)
	page, err := ForIT(d).HTML(w)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// afterARun is the sample once servers were asked and a sign-in was made.
func afterARun(t *testing.T) diagnose.Diagnosis {
	t.Helper()
	d := sample(t)
	d.Stages = []diagnose.Stage{{ID: diagnose.StageTenant, State: diagnose.Passed, Duration: time.Second, Finding: "contoso.com"},
		{ID: diagnose.StageSignIn, State: diagnose.Blocked}}
	d.SignIns = []diagnose.SignIn{{At: d.Created, Method: "browser", ClientID: "f8d98a96-0999-43f5-8af3-69971c7bb423",
		Ended: "stopped by a page"}}
	return d
}

func TestTheReportIsOneFileWithoutScriptOrAnythingFromOutside(t *testing.T) {
	page := reportPage(t, afterARun(t))
	for _, not := range []string{"<script", "<img", "<link", "<iframe", "<form", "src=", "url(", "@import", "javascript:", "style="} {
		if strings.Contains(page, not) {
			t.Errorf("the report holds %s", not)
		}
	}
	for _, want := range []string{`lang="en"`, `default-src 'none'`, "<h1>Your company must allow this mail app first</h1>",
		"<li>Send them this message.</li>", `<th scope="row">Your company at Microsoft</th><td>in order</td><td>contoso.com</td>`,
		"<code>Connect-MgGraph", "<details><summary>The text as it was given, secrets removed</summary>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the report lacks %s", want)
		}
	}
}

// What the saved file says stands on the page too, each section of it under the same heading.
func TestTheReportHasTheSectionsOfTheText(t *testing.T) {
	d, w := afterARun(t), english(t)
	a := w.Answer(d)
	page, at := reportPage(t, d), 0
	for _, s := range append(UserSections(a, w), HelpdeskSections(d, a, w)...) {
		if len(s.Lines) == 0 || s.Heading == w.Text("report.wrong") {
			continue
		}
		next := strings.Index(page[at:], ">"+s.Heading+"</")
		if next < 0 {
			t.Errorf("%q is missing, or not in its place", s.Heading)
			continue
		}
		at += next
	}
}

func TestTheReportSaysWhatItContainsForEachReader(t *testing.T) {
	w := english(t)
	for _, c := range []Copy{ForIT(afterARun(t)), ForOutside(afterARun(t), pseudonyms(t))} {
		page, err := c.HTML(w)
		if err != nil || !strings.Contains(string(page), `<p class="muted">`+c.Contains(w)+"</p>") {
			t.Errorf("for %s: %v, the line is missing in %.1500s", c.For, err, page)
		}
	}
}

// Of a time that was cut to its day, no hour is made up; of one that is not known, no day.
func TestNoTimeIsMadeUpOnAPage(t *testing.T) {
	w, unknown := english(t), afterARun(t)
	outside, err := ForOutside(afterARun(t), pseudonyms(t)).HTML(w)
	if clock := regexp.MustCompile(`\d\d:\d\d`).Find(outside); err != nil || clock != nil || !strings.Contains(string(outside), "2026-11-23 UTC") {
		t.Errorf("%v: %s stands on the page for outside: %.1500s", err, clock, outside)
	}
	unknown.Created, unknown.SignIns[0].At = time.Time{}, time.Time{}
	page := reportPage(t, unknown)
	if strings.Contains(page, "0001-01-01") || !strings.Contains(page, ", time not known, ") || !strings.Contains(page, "<li>Time not known, as ") {
		t.Errorf("a time that is not known is %.1500s", page)
	}
}

func TestNoLineOfAPageEndsWithABlank(t *testing.T) {
	d := afterARun(t)
	d.Observations[1].Text = "AADSTS90094: x  \n  \nTrace ID: a\t\nb\u00a0\n"
	if line := regexp.MustCompile(`(?m)^.*[ \t\x{a0}]$`).FindString(reportPage(t, d)); line != "" {
		t.Errorf("%q", line)
	}
}

func TestOnlySourcesCanBePressedInAReport(t *testing.T) {
	d := sample(t)
	d.Observations[1].Text = "open https://evil.example/a and " + consentLink
	page := reportPage(t, d)
	links := regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(links) == 0 {
		t.Error("there are no sources")
	}
	for _, l := range links {
		if err := consent.Check(l[1]); err != nil || !strings.HasPrefix(l[1], "https://learn.microsoft.com/") {
			t.Errorf("%s can be pressed: %v", l[1], err)
		}
	}
	if got := linkable([]string{"https://learn.microsoft.com/en-us/entra/", "https://learn.microsoft.com.evil.example/", "javascript:alert(1)"}); len(got) != 1 {
		t.Errorf("of one good address and two bad ones these can be pressed: %q", got)
	}
}

const consentLink = "https://login.microsoftonline.com/common/oauth2/authorize?client_id=00000000-0000-4000-8000-000000000bad&prompt=admin_consent"

func TestWhatAStrangerWroteIsTextInAReport(t *testing.T) {
	const script, override, bell = `<script>alert(1)</script>`, "\u202egnp.exe", "\x1b[31m\a"
	forged := script + override + bell
	d := afterARun(t)
	d.Foreign = true
	d.Subject.Address = forged + "@contoso.com"
	d.Stages[0].Finding, d.SignIns[0].Ended = forged, forged
	d.Observations[1].Text = forged + "</div></details><h1>Pay here</h1>"
	page := reportPage(t, d)
	for _, not := range []string{"<script", "\u202e", "\x1b", "\a", "<h1>Pay"} {
		if strings.Contains(page, not) {
			t.Errorf("%q stands in the report", not)
		}
	}
	if strings.Count(page, "&lt;script&gt;") < 3 {
		t.Error("what was written is not shown as text")
	}
}

func TestAReportWithASecretLeftIsNoPage(t *testing.T) {
	d, w := sample(t), english(t)
	d.Observations[1].Text = "password=hunter2hunter2"
	if page, err := ForIT(d).HTML(w); !errors.Is(err, ErrSecretLeft) || page != nil {
		t.Errorf("%d bytes, %v", len(page), err)
	}
}

func TestAMessageInAnotherLanguageSaysSoToAScreenReader(t *testing.T) {
	german, err := wording.New("de")
	if err != nil {
		t.Fatal(err)
	}
	d, w := sample(t), english(t)
	page, err := ForIT(d).Addressed(german, wording.ReaderIT).HTML(w)
	if err != nil || !strings.Contains(string(page), `<div class="message" lang="de">`) {
		t.Errorf("the message is not marked as German (%v)", err)
	}
	if strings.Contains(reportPage(t, d), `<div class="message" lang=`) {
		t.Error("a message in the page's own language has a mark")
	}
}

func TestLinesTellWhatTheyAre(t *testing.T) {
	for name, c := range map[string]struct {
		lines []string
		want  []block
	}{
		"a sentence":             {[]string{"Decide first."}, []block{{Text: "Decide first."}}},
		"steps":                  {[]string{"1 Wait.", "2 Try."}, []block{{Steps: []string{"Wait.", "Try."}}}},
		"a head, then steps":     {[]string{"Locked.", "1 Wait."}, []block{{Text: "Locked."}, {Steps: []string{"Wait."}}}},
		"a number out of turn":   {[]string{"1 Wait.", "3 more tries"}, []block{{Steps: []string{"Wait."}}, {Text: "3 more tries"}}},
		"a list":                 {[]string{"- one", "- two"}, []block{{List: []string{"one", "two"}}}},
		"a command":              {[]string{asItIs + "Connect-MgGraph"}, []block{{Code: "Connect-MgGraph"}}},
		"an address":             {[]string{"https://login.microsoftonline.com/a"}, []block{{Code: "https://login.microsoftonline.com/a"}}},
		"a sentence about one":   {[]string{"https://learn.microsoft.com says so"}, []block{{Text: "https://learn.microsoft.com says so"}}},
		"what would turn a line": {[]string{"a\u202eb\x1bc"}, []block{{Text: "a\ufffdb\ufffdc"}}},
	} {
		if got := blocks(c.lines); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s is %+v, want %+v", name, got, c.want)
		}
	}
}

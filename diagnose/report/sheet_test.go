package report

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

func sheetPage(t *testing.T, d diagnose.Diagnosis) string {
	t.Helper()
	page, err := SheetHTML(d, english(t), english(t))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestTheSheetIsOneFileWithoutScriptOrAnythingFromOutside(t *testing.T) {
	page := sheetPage(t, sample(t))
	for _, not := range []string{"<script", "<img", "<link", "<iframe", "<form", "src=", "url(", "@import", "javascript:"} {
		if strings.Contains(page, not) {
			t.Errorf("the sheet holds %s", not)
		}
	}
	for _, want := range []string{`default-src 'none'`, "Yes, everybody", "Only some people", "Let users decide", "EAS.AccessAsUser.All",
		"adele@contoso.com", "00000000-0000-0000-0000-000000000001"} {
		if !strings.Contains(page, want) {
			t.Errorf("the sheet lacks %s", want)
		}
	}
}

// Whoever decides may be whoever may read the log: what its search asks for stands on the sheet as in the report.
func TestTheSheetHasTheBlockForTheSignInLog(t *testing.T) {
	w := english(t)
	for form, of := range map[string]func(diagnose.Diagnosis) string{
		"page": func(d diagnose.Diagnosis) string { return html.UnescapeString(sheetPage(t, d)) },
		"text": func(d diagnose.Diagnosis) string { return SheetText(d, w, w) },
	} {
		sheet := strings.Join(strings.Fields(of(full(t))), " ")
		for _, line := range LogSection(full(t), w).Lines {
			if !strings.Contains(sheet, strings.Join(strings.Fields(line), " ")) {
				t.Errorf("%s: %q is missing", form, line)
			}
		}
		without := full(t)
		without.Observations, without.SignIns = nil, nil
		if strings.Contains(strings.ToLower(of(without)), strings.ToLower(w.Text("report.log"))) {
			t.Errorf("%s: the log is spoken of where there was no sign-in", form)
		}
	}
}

// A link that approves for a company is copied out of a sheet on purpose, never pressed by the way.
func TestOnlySourcesCanBePressedInASheet(t *testing.T) {
	links := regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(sheetPage(t, sample(t)), -1)
	if len(links) == 0 {
		t.Error("there are no sources")
	}
	for _, l := range links {
		if err := consent.Check(l[1]); err != nil || !strings.HasPrefix(l[1], "https://learn.microsoft.com/") {
			t.Errorf("%s can be pressed: %v", l[1], err)
		}
	}
}

// A source that leads elsewhere, or to an approval, is on no sheet.
func TestASheetNamesNoSourceThatMayNotBeHandedOut(t *testing.T) {
	s := english(t).Sheet(sample(t))
	good := len(s.Sources)
	for _, bad := range []string{"https://learn.microsoft.com.evil.example/a", "http://learn.microsoft.com/a", "javascript:alert(1)"} {
		s.Sources = append(s.Sources, diagnose.SourceRef{URL: bad})
	}
	if left := checked(s).Sources; good == 0 || len(left) != good {
		t.Errorf("of %d sources that may be handed out these are left: %v", good, left)
	}
}

func TestWhatAStrangerWroteIsTextInASheet(t *testing.T) {
	const forged = `<script>alert(1)</script>`
	d := sample(t)
	d.Foreign = true
	d.SignIns = []diagnose.SignIn{{At: d.Created, Method: forged, Ended: forged}}
	d.Observations[1].Said.AppID, d.Observations[1].Said.AppName = "00000000-0000-4000-8000-000000000bad", forged
	if page := sheetPage(t, d); strings.Contains(page, forged) || strings.Contains(page, "adminconsent?") {
		t.Error("a stranger's words are more than text")
	}
}

func TestTheSheetAsTextFitsATerminal(t *testing.T) {
	text := SheetText(sample(t), english(t), english(t))
	for _, want := range []string{"A YES, EVERYBODY", "Least role: Cloud Application Administrator", "D NO", "SOURCES"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	for line := range strings.Lines(text) {
		if len([]rune(line)) > Width+10 && !strings.HasPrefix(line, "  "+asItIs) && !strings.Contains(line, "https://") {
			t.Errorf("too long: %q", line)
		}
	}
}

func TestASheetIsSavedWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	d := sample(t)
	path, err := SaveSheet(dir, d, english(t), english(t))
	if err != nil || path != filepath.Join(dir, "SyncHelper-"+d.Reference().String()+".html") {
		t.Fatalf("path %q, error %v", path, err)
	}
	if content, err := os.ReadFile(path); err != nil || string(content) != sheetPage(t, d) {
		t.Errorf("the file is not the sheet (%v)", err)
	}
	if path, err := SaveSheet(filepath.Join(dir, "gone"), d, english(t), english(t)); err == nil || path != "" {
		t.Errorf("without the folder: path %q, error %v", path, err)
	}
}

// TestWhatIsReadOfASignInIsWhatWeSay: a file is anybody's, and its sign-ins are printed as ours.
func TestWhatIsReadOfASignInIsWhatWeSay(t *testing.T) {
	const id, page, forged = "00000000-0000-4000-8000-000000000002", "ended at ConvergedError: AADSTS90094", "call 555-0100 at once"
	for name, c := range map[string]struct{ method, client, correlation, ended, wantMethod, wantEnded string }{
		"ours":               {"browser", id, id, page, "browser", page},
		"a code":             {"device-code", id, "", "signed in by device code", "device-code", "signed in by device code"},
		"a token":            {"browser", id, id, "a code came, and a token with EAS.AccessAsUser.All", "browser", "a code came, and a token with EAS.AccessAsUser.All"},
		"another method":     {forged, id, id, page, unknown, page},
		"another end":        {"browser", id, id, forged, "browser", unknown},
		"words after an end": {"browser", id, id, page + " " + forged, "browser", unknown},
		"no app":             {"browser", forged, id, page, "", ""},
		"no correlation":     {"browser", id, forged, page, "", ""},
	} {
		got, ok := signIn{Method: c.method, ClientID: c.client, CorrelationID: &c.correlation, Ended: c.ended}.read()
		if got.Method != c.wantMethod || got.Ended != c.wantEnded || ok != (c.wantMethod != "") {
			t.Errorf("%s: %+v, %v", name, got, ok)
		}
	}
}

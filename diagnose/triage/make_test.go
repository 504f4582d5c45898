package triage

import (
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// reportNaming is a report of somebody's that names an app by its id, if by any.
func reportNaming(user, appID string) Row {
	return OfReport(diagnose.Diagnosis{Subject: diagnose.Subject{Address: user, MailApp: "apple"},
		Verdict: diagnose.Verdict{Cause: "consent.admin_approval", Confidence: diagnose.Certain},
		Observations: []diagnose.Observation{{Source: diagnose.SourceText, Stage: diagnose.StagePhone,
			Said: &diagnose.Said{Primary: 90094, AppID: appID}}}}, Where{})
}

// Whoever changed the id in a report would have an app approved that nobody asked for.
func TestAReportThatNamesAnotherAppIsAnotherProblem(t *testing.T) {
	apple := diagnose.MailApps()[0].ClientID
	for name, c := range map[string]struct {
		ids  []string
		want int
	}{
		"the same app":          {[]string{apple, apple}, 1},
		"one does not name it":  {[]string{apple, ""}, 1},
		"an app nobody knows":   {[]string{apple, "11111111-2222-4333-8444-555555555555"}, 2},
		"two that nobody knows": {[]string{"11111111-2222-4333-8444-555555555555", "21111111-2222-4333-8444-555555555555"}, 2},
	} {
		var rows []Row
		for i, id := range c.ids {
			rows = append(rows, reportNaming(string(rune('a'+i))+"@contoso.com", id))
		}
		if got := tallied(rows...); len(got) != c.want {
			t.Errorf("%s: %v", name, brief(got))
		}
	}
}

func TestOnlyAnAddressThatCanBeWrittenToNamesSomebody(t *testing.T) {
	for text, want := range map[string]string{
		"Anna.O'Neil@contoso.com": "anna.o'neil@contoso.com",
		"jörg@contoso.com":        "jörg@contoso.com",
		"_svc#ext#@contoso.com":   "_svc#ext#@contoso.com",
		"=cmd|x!a1@contoso.com":   "",
		"+1@contoso.com":          "",
		"a b@contoso.com":         "",
		"<a@contoso.com>":         "",
		"@contoso.com":            "",
	} {
		if user, _ := address(text); user != want {
			t.Errorf("%q names %q, want %q", text, user, want)
		}
	}
}

func TestAWholeReportShowsAProblemBetterThanACutOffOne(t *testing.T) {
	whole, cut := person("a", "contoso.com", "consent.admin_approval"), person("b", "contoso.com", "consent.admin_approval")
	cut.CutOff, cut.Code, cut.CorrelationID, cut.Time = true, 90094, "00000000-0000-4000-8000-0000000000b1", whole.Time.Add(time.Hour)
	for _, rows := range [][]Row{{whole, cut}, {cut, whole}} {
		if got := tallied(rows...)[0].Example.User; got != whole.User {
			t.Errorf("the example is %s", got)
		}
	}
}

// What a text calls Microsoft's word may be made up: nobody is asked to approve an app by its name.
func TestNobodyIsAskedToApproveAnAppThatNobodyKnows(t *testing.T) {
	const unknown = "11111111-2222-4333-8444-555555555555"
	for _, l := range wording.Languages() {
		w, err := wording.New(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		for id, asks := range map[string]bool{unknown: false, diagnose.MailApps()[0].ClientID: true} {
			c := w.Many(tallied(reportNaming("a@contoso.com", id), reportNaming("b@contoso.com", id))[0].Many())
			body := c.Message.Body
			if got := strings.Contains(body, "Grant admin consent"); got != asks || !strings.Contains(body, id) || (c.Fixes != "") != asks {
				t.Errorf("%s %s: %q\n%s", l.Code, id, c.Fixes, body)
			}
		}
	}
}

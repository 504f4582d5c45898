package wording

import (
	"strings"
	"testing"

	"synchelper/diagnose"
)

func TestPeopleOfSeveralCompaniesAreToldWithTheirCompanies(t *testing.T) {
	w := words(t, "en")
	for name, c := range map[string]struct {
		companies, strange []string
		people, foreign    string
	}{
		"none named":   {nil, nil, "5 people", ""},
		"two, one not": {[]string{"a.example", "b.example"}, []string{"b.example"}, "5 people (a.example, b.example)", "b.example: not your company. Check carefully before you write to anybody."},
		"four":         {[]string{"a.example", "b.example", "c.example", "d.example"}, nil, "5 people (a.example, b.example, c.example, d.example)", ""},
		"five":         {[]string{"a.example", "b.example", "c.example", "d.example", "e.example"}, nil, "5 people (a.example, b.example, c.example and 2 more)", ""},
	} {
		m := Many{People: 5, Companies: c.companies, Strange: c.strange}
		m.Example.Verdict = diagnose.Verdict{Cause: "password.expired"}
		if got := w.Many(m); got.People != c.people || got.Foreign != c.foreign {
			t.Errorf("%s: %q, %q", name, got.People, got.Foreign)
		}
	}
}

// manyOf is several people of one company with a cause.
func manyOf(id diagnose.CauseID) Many {
	cause := diagnose.CauseOf(id)
	m := Many{Example: diagnosisOf(id), People: 2, Company: "contoso.com", Cures: cause.CompanyCures(), Once: cause.CureIsLink,
		Listed: []Person{{Address: "a@contoso.com"}, {Address: "b@contoso.com"}}}
	m.Example.Foreign = true // as all rows are
	return m
}

// What lets people in is a decision: the message asks for it before it says how, says what follows and who can be called.
func TestTheMessageForManyAsksForADecisionFirst(t *testing.T) {
	says := map[string][]string{
		"en": {"Please decide: ", "Or tell us no.", "Role: ", "1 ", "What changes: ", "Undo: ", "Not sure this is from us? Call the helpdesk on the number you know."},
		"de": {"Bitte entscheiden Sie: ", "Auch ein Nein hilft uns.", "Rolle: ", "1 ", "Was sich ändert: ", "Zurücknehmen: ", "Nicht sicher, ob das von uns ist? Rufen Sie den Helpdesk unter der bekannten Nummer an."},
	}
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, id := range []diagnose.CauseID{"consent.admin_approval", "consent.risky_app", "consent.missing", "consent.request_pending", "app.disabled",
			"app.user_not_assigned", "policy.blocked"} {
			body, from := w.Many(manyOf(id)).Message.Body, 0
			for _, want := range says[l.Code] {
				at := strings.Index(body[from:], want)
				if at < 0 {
					t.Fatalf("%s %s: %q is missing, or too early:\n%s", l.Code, id, want, body)
				}
				from += at
			}
			const most = 25
			if n := strings.Count(body, "\n") + 1 - len(manyOf(id).Listed); n > most || strings.Contains(body, "<no value>") {
				t.Errorf("%s %s: %d lines:\n%s", l.Code, id, n, body)
			}
		}
		for _, id := range []diagnose.CauseID{"consent.approved_for_self", "mailbox.missing", "policy.tenant_restrictions", "idp.federation"} {
			if body := w.Many(manyOf(id)).Message.Body; body == "" || strings.Contains(body, says[l.Code][0]) {
				t.Errorf("%s %s is no decision, and asks for one:\n%s", l.Code, id, body)
			}
		}
	}
}

func TestTheMessageForAnApprovalSaysWhatIsGrantedAndHowItIsTakenBack(t *testing.T) {
	body := words(t, "en").Many(manyOf("consent.admin_approval")).Message.Body
	for _, want := range []string{"May people use Apple Mail for work mail", "mail, calendar and contacts as the user", "Conditional Access still applies",
		"\nUndo: Permissions > Admin consent > ... > Revoke permission, on each line.\n", "Role: Cloud Application Administrator."} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing in\n%s", want, body)
		}
	}
}

// A link is promised only where the rules for links allow one, and never stands in the message itself.
func TestALinkForManyIsPromisedOnlyForTheCompanyThatAPersonNamed(t *testing.T) {
	w := words(t, "en")
	for name, c := range map[string]struct {
		change func(*Many)
		want   bool
	}{
		"named":                    {func(m *Many) { m.Named = "contoso.com" }, true},
		"not named":                {func(*Many) {}, false},
		"another company":          {func(m *Many) { m.Named, m.Foreign = "contoso.com", true }, false},
		"an app that nobody knows": {func(m *Many) { m.Named, m.Example.Subject.MailApp = "contoso.com", diagnose.OtherMailApp }, false},
		"no approval": {func(m *Many) {
			*m = manyOf("app.disabled")
			m.Named = "contoso.com"
		}, false},
	} {
		m := manyOf("consent.admin_approval")
		c.change(&m)
		got := w.Many(m)
		promised, hint := strings.Contains(got.Message.Body, "We can send you Microsoft's link"), got.MessageHint != ""
		if promised != c.want || hint != c.want || strings.Contains(got.Message.Body, "https://login") {
			t.Errorf("%s: promised %v, hint %q\n%s", name, promised, got.MessageHint, got.Message.Body)
		}
		if hint && !strings.Contains(got.MessageHint, "synchelper-cli admin-link contoso.com --app apple") {
			t.Errorf("%s: %s", name, got.MessageHint)
		}
	}
}

func TestATrapHasAMessageForTheSecurityTeamAndNoLink(t *testing.T) {
	trap := Trap{Sources: []string{"t.txt"}, AppID: "11111111-2222-4333-8444-555555555555", Company: "fabrikam.com", People: []Person{{Address: "ivan@contoso.com"}}}
	c := words(t, "en").Trap(trap)
	for _, want := range []string{"Application ID: " + trap.AppID, "Company in the link: fabrikam.com", "ivan@contoso.com (named in the text, not checked)",
		"We have not opened it. Did anybody approve it?", "Audit logs > Consent to application."} {
		if !strings.Contains(c.Message.Body, want) {
			t.Errorf("%q is missing in\n%s", want, c.Message.Body)
		}
	}
	if c.Message.Subject == "" || strings.Contains(c.Message.Text(), "://") || !strings.Contains(c.ReplyHint, "ivan@contoso.com comes from the text itself") {
		t.Errorf("%s\n%s", c.Message.Text(), c.ReplyHint)
	}
	nobody := words(t, "en").Trap(Trap{Sources: trap.Sources, AppID: trap.AppID})
	if strings.Contains(nobody.Message.Body, "Who has it") || strings.Contains(nobody.Message.Body, "Company in") || nobody.ReplyHint != "Take the address from your ticket system." {
		t.Errorf("%s\n%s", nobody.Message.Body, nobody.ReplyHint)
	}
}

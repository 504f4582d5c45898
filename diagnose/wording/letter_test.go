package wording

import (
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
)

const tenantID = "11111111-2222-4333-8444-555555555555"

func TestTheMessageForAnotherCompanySaysWhichCustomerItIs(t *testing.T) {
	const longest = 120
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, id := range everyCause() {
			for name, d := range variantsOf(id) {
				if d.Subject.Address != "" {
					d.Subject.TenantID = tenantID
				}
				a, m := w.Answer(d), w.Letter(d, ReaderProvider).Message
				if (m.Body == "") != (a.Message.Body == "") {
					t.Errorf("%s %s %s: %q for another company", l.Code, id, name, m.Body)
				}
				if n := len(strings.Fields(m.Body)); n > longest {
					t.Errorf("%s %s %s: %d words:\n%s", l.Code, id, name, n, m.Body)
				}
				if m.Body == "" || d.Subject.Address == "" || d.Foreign {
					continue
				}
				if first, _, _ := strings.Cut(m.Body, "\n"); !strings.Contains(first, "contoso.com") || !strings.Contains(first, tenantID) {
					t.Errorf("%s %s %s begins with %q", l.Code, id, name, first)
				}
				if !strings.Contains(m.Subject, "contoso.com") || !strings.Contains(m.Subject, tenantID) {
					t.Errorf("%s %s %s is about %q", l.Code, id, name, m.Subject)
				}
				if strings.Contains(a.Message.Subject, tenantID) {
					t.Errorf("%s %s %s: the own IT reads %q", l.Code, id, name, a.Message.Subject)
				}
			}
		}
	}
}

// No message of ours is too long for a way to send it: else a button would do nothing but copy.
func TestEveryMessageFitsEveryWay(t *testing.T) {
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, id := range everyCause() {
			for name, d := range variantsOf(id) {
				if d.Subject.Address != "" {
					d.Subject.TenantID = tenantID
				}
				for _, reader := range []Reader{ReaderIT, ReaderProvider} {
					if err := fitsEveryWay(w.Letter(d, reader).Message); err != nil {
						t.Errorf("%s %s %s for %s: %v", l.Code, id, name, reader, err)
					}
				}
			}
		}
	}
}

// Nor is a reminder, to whoever it goes and however long the name of the company is. Cut short, it still says what the
// first message was about.
func TestEveryReminderFitsEveryWay(t *testing.T) {
	domains := []string{"contoso.com", strings.Repeat("contoso-", 5) + "gmbh.co.de"}
	for _, l := range Languages() {
		w, whole := words(t, l.Code), 0
		for _, id := range everyCause() {
			for _, reader := range []Reader{ReaderIT, ReaderProvider} {
				for _, domain := range domains {
					kept := diagnosisOf(id) // of which a reminder knows no more than this
					kept.Subject.Address, kept.Subject.Tenant = "", domain
					first := w.Letter(kept, reader).Message
					m := w.Reminder(first, kept, kept.Created)
					if err := fitsEveryWay(m); err != nil {
						t.Errorf("%s %s for %s of %s: %v", l.Code, id, reader, domain, err)
					}
					if first.Body != "" && strings.Contains(m.Body, first.Body) {
						whole++
					} else if !strings.Contains(m.Body, first.Subject) {
						t.Errorf("%s %s for %s of %s does not say what it is about:\n%s", l.Code, id, reader, domain, m.Body)
					}
				}
			}
		}
		if whole == 0 {
			t.Errorf("%s: no reminder has room for the first message", l.Code)
		}
	}
}

// What an administrator runs names the company that the person typed, and says in the demo that it is one.
func TestTheListAfterAYesIsReadyToRun(t *testing.T) {
	for _, l := range Languages() {
		w, d := words(t, l.Code), diagnosisOf("consent.approved_for_self")
		text := w.StillAsks(d, diagnose.Approval{SameAddress: diagnose.ReplyYes}, "")
		if !strings.Contains(text, "\nConnect-MgGraph -TenantId 'contoso.com'") || strings.Contains(text, "DEMO") {
			t.Errorf("%s: %s", l.Code, text)
		}
		d.Demo = true
		if text := w.StillAsks(d, diagnose.Approval{}, ""); !strings.HasPrefix(text, "DEMO") {
			t.Errorf("%s, in the demo: %s", l.Code, text)
		}
	}
}

func TestTheAnswerOnASheetIsInTheWordsOfTheUser(t *testing.T) {
	d, user, reader := diagnosisOf("consent.admin_approval"), words(t, "en"), words(t, "de")
	s, theirs := reader.SheetFor(d, user), user.Sheet(d)
	if s.Question != reader.Sheet(d).Question {
		t.Errorf("the question is %q", s.Question)
	}
	for i, c := range s.Choices {
		if c.Answer != theirs.Choices[i].Answer || c.Title == theirs.Choices[i].Title {
			t.Errorf("%s %s answers %q", c.Letter, c.Title, c.Answer)
		}
	}
}

func TestATenantThatNobodyConfirmedIsNotInTheSubject(t *testing.T) {
	w := words(t, "en")
	named := diagnosisOf("consent.admin_approval")
	named.Subject.Address = ""
	named.Observations = []diagnose.Observation{{Said: &diagnose.Said{Tenant: tenantID, AppID: appleID}}}
	foreign := diagnosisOf("consent.admin_approval")
	foreign.Subject.TenantID, foreign.Foreign = tenantID, true
	for name, d := range map[string]diagnose.Diagnosis{"only the text names it": named, "from a file": foreign} {
		if m := w.Letter(d, ReaderProvider).Message; strings.Contains(m.Subject+m.Body, tenantID) {
			t.Errorf("%s: %s\n%s", name, m.Subject, m.Body)
		}
	}
}

// A page that was left with Cancel ends no sign-in. Where Microsoft printed a time, there is an entry.
func TestTheMessageSaysWhereTheLogMayBeEmpty(t *testing.T) {
	timed := variantsOf("consent.admin_approval")["full"]
	for _, l := range Languages() {
		says := map[string]string{"en": "I may have cancelled", "de": "habe ich abgebrochen"}[l.Code]
		w := words(t, l.Code)
		for name, c := range map[string]struct {
			d    diagnose.Diagnosis
			want bool
		}{
			"link": {diagnosisOf("consent.admin_approval"), true}, "request": {diagnosisOf("consent.request_available"), true},
			"a time": {timed, false}, "disabled": {diagnosisOf("app.disabled"), false},
		} {
			if body := w.Answer(c.d).Message.Body; strings.Contains(body, says) != c.want {
				t.Errorf("%s %s: %s", l.Code, name, body)
			}
		}
	}
}

// An attempt that went to another company is not in this one's log.
func TestTheMessageDoesNotPromiseAnEntryThatAnotherCompanyHas(t *testing.T) {
	for _, l := range Languages() {
		says := map[string]string{"en": "There may be no entry in your log.", "de": "In Ihrem Protokoll steht dazu vielleicht nichts."}[l.Code]
		w := words(t, l.Code)
		for id, want := range map[diagnose.CauseID]bool{"tenant.not_found": true, "account.wrong_tenant": true,
			"app.not_in_tenant": true, "app.disabled": false, "mailbox.activesync_off": false} {
			if body := w.Answer(diagnosisOf(id)).Message.Body; strings.Contains(body, says) != want {
				t.Errorf("%s %s: %s", l.Code, id, body)
			}
		}
	}
}

// Who reads the log must not take SyncHelper's sign-in for the phone's. A message that names no log, or one that
// may not have it, is spared it.
func TestTheMessageTellsSyncHelpersEntryFromThePhones(t *testing.T) {
	for _, l := range Languages() {
		w := words(t, l.Code)
		for name, c := range map[string]struct {
			id       diagnose.CauseID
			signedIn bool
			want     bool
		}{
			"a link": {"consent.admin_approval", true, true}, "a question": {"app.disabled", true, true},
			"no sign-in": {"app.disabled", false, false}, "no log": {"mailbox.activesync_off", true, false},
			"another company's log": {"tenant.not_found", true, false},
		} {
			d := diagnosisOf(c.id)
			if c.signedIn {
				d.SignIns = []diagnose.SignIn{{At: d.Created.Add(time.Minute), CorrelationID: tenantID}}
			}
			body := w.Answer(d).Message.Body
			if strings.Contains(body, "SyncHelper") != c.want || strings.Contains(body, tenantID) != c.want {
				t.Errorf("%s %s: %s", l.Code, name, body)
			}
		}
	}
}

// Who has said yes is thanked, and is not asked for a yes or a no again.
func TestAYesIsNotAskedForTwice(t *testing.T) {
	for _, l := range Languages() {
		thanks := map[string]string{"en": "thank you for your approval", "de": "vielen Dank für die Freigabe"}[l.Code]
		no := map[string]string{"en": "or tell me no", "de": "Auch ein Nein"}[l.Code]
		w := words(t, l.Code)
		for id, said := range map[diagnose.CauseID]bool{"consent.approved_for_self": true, "consent.other_tenant": true,
			"consent.other_app": true, "consent.not_for_all": true, "consent.admin_approval": false, "app.disabled": false} {
			body := w.Answer(diagnosisOf(id)).Message.Body
			if strings.Contains(body, thanks) != said || strings.Contains(body, no) == said {
				t.Errorf("%s %s: %s", l.Code, id, body)
			}
		}
	}
}

func TestAReminderSaysWhereARequestWaits(t *testing.T) {
	sent := time.Date(2026, time.November, 23, 9, 12, 0, 0, time.UTC)
	for _, l := range Languages() {
		w := words(t, l.Code)
		for id, waits := range map[diagnose.CauseID]bool{"consent.request_available": true, "consent.request_pending": true,
			"consent.request_risky": true, "consent.request_lapsed": false, "consent.admin_approval": false, "app.disabled": false} {
			d := diagnosisOf(id)
			first := w.Answer(d).Message
			m := w.Reminder(first, d, sent)
			if !strings.Contains(m.Subject, first.Subject) || !strings.Contains(m.Body, first.Body) || !strings.Contains(m.Body, w.Day(sent)) {
				t.Errorf("%s %s: %s\n%s", l.Code, id, m.Subject, m.Body)
			}
			asks := strings.TrimSuffix(m.Body, first.Body)
			if strings.Contains(asks, "Admin consent requests > My Pending") != waits {
				t.Errorf("%s %s: %s", l.Code, id, asks)
			}
		}
	}
}

// It asks again, and says no more than the first message did: no iPhone where none is concerned, and no "no" where a yes
// was given or there is nothing to permit.
func TestAReminderSaysOnlyWhatIsTrueOfItsCase(t *testing.T) {
	for id, want := range map[diagnose.CauseID]struct{ phone, no bool }{
		"consent.admin_approval": {true, true}, "policy.blocked": {true, true}, "consent.other_app": {true, false},
		"account.risk": {true, false}, "mac.ews_off": {false, false},
	} {
		d := diagnosisOf(id)
		body := words(t, "en").Reminder(Message{Subject: "s"}, d, d.Created).Body
		if strings.Contains(body, "iPhone") != want.phone || strings.Contains(body, "A no helps me too.") != want.no {
			t.Errorf("%s: %s", id, body)
		}
	}
}

func TestATicketInMarkdownReadsAsItIs(t *testing.T) {
	for name, c := range map[string]struct {
		message Message
		want    string
	}{
		"lines and paragraphs": {Message{"A", "a\nb\n\nc"}, "## A\n\na  \nb\n\nc"},
		"marks in a line":      {Message{"A [SH-1]", "*a* _b_ `c` <d> \\ [e](f)"}, `## A \[SH-1\]` + "\n\n" + `\*a\* \_b\_ ` + "\\`c\\`" + ` \<d> \\ \[e\](f)`},
		"marks at its begin":   {Message{"# A", "# a\n> b\n- c\n1. d\nA) e > f"}, "## \\# A\n\n\\# a  \n\\> b  \n\\- c  \n1\\. d  \nA) e > f"},
		"a link":               {Message{"A", "x_y:\nhttps://login.microsoftonline.com/a_b/adminconsent?client_id=1"}, "## A\n\nx\\_y:  \n<https://login.microsoftonline.com/a_b/adminconsent?client_id=1>"},
	} {
		if got := c.message.Markdown(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A message about another cause than the one before leads to that one; its subject is searched for by its own reference.
func TestWhatIsSentNamesTheMessageBefore(t *testing.T) {
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, id := range []diagnose.CauseID{"consent.admin_approval", "app.disabled"} {
			d := diagnosisOf(id)
			for _, earlier := range []string{"", "SH-0R97-B3SH-F"} {
				d.Earlier = earlier
				m, named := w.Answer(d).Message, earlier != ""
				if strings.Contains(m.Body, "SH-0R97-B3SH-F") != named || strings.Contains(m.Subject, "SH-0R97-B3SH-F") {
					t.Errorf("%s %s after %q: %s\n%s", l.Code, id, earlier, m.Subject, m.Body)
				}
				if about := strings.Join(w.Sheet(d).About, "\n"); strings.Contains(about, "SH-0R97-B3SH-F") != named {
					t.Errorf("%s %s after %q, the sheet: %s", l.Code, id, earlier, about)
				}
			}
		}
	}
}

// Behind the phone's attempt SyncHelper's own entry is named too: "this entry" would be taken for the wrong one.
func TestTheMessageNamesTheEntryThatItIsAbout(t *testing.T) {
	for name, c := range map[string]struct {
		source diagnose.Source
		exact  bool
		want   string
	}{
		"a text with its time": {diagnose.SourceText, true, "Sign-in logs > my iPhone's entry > tab"},
		"a text without":       {diagnose.SourceText, false, "Sign-in logs > my iPhone's newest entry > tab"},
		"a sign-in here":       {diagnose.SourceSignIn, true, "Sign-in logs > SyncHelper's entry of 08:12 UTC > tab"},
	} {
		for _, cause := range []diagnose.CauseID{"policy.blocked", "device.wrong_control", "mfa.failed", "session.frequency"} {
			d := asked(cause)
			d.Observations[0].Source = c.source
			d.Observations[0].Said.Wordings = []diagnose.Wording{{Cause: cause}}
			if !c.exact {
				d.Observations[0].Said.Timestamp = time.Time{}
			}
			if body := words(t, "en").Answer(d).Message.Body; !strings.Contains(body, c.want) {
				t.Errorf("%s, %s: no %q in\n%s", cause, name, c.want, body)
			}
		}
	}
}

// Both entries may be of one minute: then the phone's is found by its ID alone.
func TestTheAttemptIsNamedByItsIDAndSyncHelpersIsTheOther(t *testing.T) {
	const phone, own = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
	for _, l := range Languages() {
		for _, id := range []diagnose.CauseID{"consent.admin_approval", "app.disabled"} {
			d := asked(id)
			body := words(t, l.Code).Answer(d).Message.Body
			before, after, named := strings.Cut(body, "SyncHelper")
			if !named || !strings.Contains(before, phone) || strings.Contains(after, phone) || strings.Contains(body, own) {
				t.Errorf("%s %s: %s", l.Code, id, body)
			}
			d.Observations[0].Said.CorrelationID = ""
			if body := words(t, l.Code).Answer(d).Message.Body; !strings.Contains(body, own) {
				t.Errorf("%s %s, with no ID of the phone's: %s", l.Code, id, body)
			}
		}
	}
}

// Whoever is asked to look must be able to: the role that changes something often cannot read the log.
func TestTheMessageNamesARoleThatReadsTheLog(t *testing.T) {
	for id, want := range map[diagnose.CauseID]string{
		"policy.blocked":       "Role: Security Reader to look, Conditional Access Administrator to change.",
		"device.not_compliant": "Role: Security Reader and Help Desk Operator (Intune) to look.",
		"session.frequency":    "Role: Security Reader to look, Conditional Access Administrator to change.",
		"policy.app_protection": "Role: Security Reader to look; Policy and Profile manager (Intune) for Outlook; " +
			"Conditional Access Administrator only for the rule.",
		"password.wrong": "Role: Reports Reader to look, Password Administrator to change.",
		"mfa.failed": "Role: Reports Reader to look, Authentication Administrator to change " +
			"(for administrators: Privileged Authentication Administrator).",
		"account.risk":           "Role: Security Operator.",
		"app.disabled":           "Role: Cloud Application Administrator.",
		"mailbox.activesync_off": "Role: Exchange Recipient Administrator.",
	} {
		w := words(t, "en")
		if body := w.Answer(asked(id)).Message.Body; !strings.Contains(body, want) {
			t.Errorf("%s: no %q in\n%s", id, want, body)
		}
		role := strings.TrimSuffix(strings.TrimPrefix(want, "Role: "), ".")
		for _, c := range w.Sheet(asked(id)).Choices {
			if own := strings.Contains(c.Role, "a step that needs"); own && id != "policy.app_protection" && !strings.HasPrefix(c.Role, role+";") {
				t.Errorf("%s: the sheet says %q", id, c.Role)
			}
		}
	}
}

// Whoever gets a link from a stranger must be told how to be sure, whatever else is in the mail.
func TestEveryMailWithALinkSaysHowToBeSure(t *testing.T) {
	for _, l := range Languages() {
		w := words(t, l.Code)
		says := map[string]string{"en": "Call me on the number", "de": "Rufen Sie mich"}[l.Code]
		for name, d := range variantsOf("consent.admin_approval") {
			for _, reader := range []Reader{ReaderIT, ReaderProvider} {
				body := w.Letter(d, reader).Message.Body
				if strings.Contains(body, "adminconsent?") && !strings.Contains(body, says) {
					t.Errorf("%s %s for %s:\n%s", l.Code, name, reader, body)
				}
			}
		}
	}
}

package session

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
)

// ticket is a text as a helpdesk gets it.
func ticket(user string) string {
	return "User: " + user + "\nMessage: AADSTS90094: The grant requires admin permission.\n" +
		"Correlation Id: 00000000-0000-4000-8000-0000000000b1\nTimestamp: 2026-11-23T08:12:04Z"
}

// folder writes files into a new folder and returns its path.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestTicketsOfOthersAreGrouped(t *testing.T) {
	p := newPerson(t, "")
	p.HelpOthers()
	files := map[string]string{"phone.heic": "x"}
	for i := range 7 {
		files[fmt.Sprintf("ticket%d.txt", i)] = ticket(fmt.Sprintf("user%d@contoso.com", i))
	}
	files["other.txt"] = "user9@contoso.com\nAADSTS50055: The password is expired."
	p.ReadPaths(folder(t, files))
	h := p.wait().Help
	if h.Reading || h.Rows != 8 || len(h.Problems) != 2 || h.View.Len() != 8 || h.One != nil {
		t.Fatalf("reading %v, %d rows, %d problems, %d shown", h.Reading, h.Rows, len(h.Problems), h.View.Len())
	}
	first := h.Problems[0]
	if first.Group.People != 7 || !strings.Contains(first.Message.Subject, "contoso.com") || first.Reply == "" {
		t.Errorf("the first problem is %+v", first)
	}
	if len(h.Unread) != 1 || h.Unread[0].Reason != triage.ReasonPicture {
		t.Errorf("not read: %v", h.Unread)
	}
}

func TestOneTextIsShownInFull(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		cause  diagnose.CauseID
		gap    Gap
		noGap  Gap
		quotes string
	}{
		"a ticket":    {ticket("user1@contoso.com"), "consent.admin_approval", GapServers, GapUser, "AADSTS90094"},
		"a number":    {"AADSTS50055", "password.expired", GapUser, GapPhone, "AADSTS50055"},
		"a reference": {diagnose.Diagnosis{ID: strings.Repeat("7", 26), Created: nowInKiritimati(), Verdict: diagnose.Verdict{Cause: "password.expired"}}.Reference().String(), "password.expired", GapReference, GapUser, ""},
		"turned text": {"AADSTS50055 \u202eexpired", "password.expired", GapUser, GapPhone, "\ufffdexpired"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPerson(t, "")
			p.HelpOthers()
			p.DraftHelp(c.text)
			p.ReadGiven()
			h := p.wait().Help
			if h.One == nil || h.Text != "" {
				t.Fatalf("one %v, the field holds %q", h.One, h.Text)
			}
			has := func(g Gap) bool { return strings.Contains(fmt.Sprint(h.One.Gaps), string(g)) }
			if h.One.Diagnosis.Verdict.Cause != c.cause || !has(c.gap) || has(c.noGap) || h.One.Reply == "" {
				t.Errorf("cause %s, gaps %v, reply %q", h.One.Diagnosis.Verdict.Cause, h.One.Gaps, h.One.Reply)
			}
			if text := fmt.Sprint(h.One.Written); !strings.Contains(text, c.quotes) {
				t.Errorf("the text is %q, want %q in it", text, c.quotes)
			}
		})
	}
}

func TestAMistypedReferenceIsRefused(t *testing.T) {
	for typed, why := range map[string]triage.Reason{"SH-7K3M-Q2XD-9": triage.ReasonBadReference, "SH-7K3M-Q2XD": triage.ReasonShortRef} {
		p := newPerson(t, "")
		p.ReadText(typed)
		h := p.wait().Help
		if h.Rows != 0 || h.One != nil || h.Text != typed || len(h.Unread) != 1 || h.Unread[0].Reason != why {
			t.Errorf("%s: %d rows, %q in the field, not read: %v", typed, h.Rows, h.Text, h.Unread)
		}
	}
}

func TestASavedReportIsReadWithItsStages(t *testing.T) {
	p := newPerson(t, "")
	p.PlayScenario("app-disabled")
	d := p.wait().Diagnosis
	saved, err := report.File(d, p.seen.Words)
	if err != nil {
		t.Fatal(err)
	}
	p.LeaveDemo()
	p.HelpOthers()
	p.ReadText("> " + strings.ReplaceAll(string(saved), "\n", "\n> "))
	one := p.wait().Help.One
	if one == nil || len(one.Diagnosis.Stages) == 0 || one.Row.Reference != d.Reference().String() || !one.Diagnosis.Foreign {
		t.Fatalf("one is %+v", one)
	}
	if len(one.Answer.Links) > 0 {
		t.Errorf("a stranger's report has links: %v", one.Answer.Links)
	}
}

// shown reads a text, alone, as it is shown in full.
func (p *person) shown(t *testing.T, text string) *One {
	t.Helper()
	p.HelpOthers()
	p.ReadText(text)
	one := p.wait().Help.One
	if one == nil {
		t.Fatalf("nothing is shown of %q", text)
	}
	return one
}

// savedFrom is a report as somebody else saved it.
func (p *person) savedFrom(t *testing.T, d diagnose.Diagnosis) string {
	t.Helper()
	saved, err := report.File(d, p.seen.Words)
	if err != nil {
		t.Fatal(err)
	}
	return string(saved)
}

func TestAReportThatIsNotHeldAnyMoreSaysSo(t *testing.T) {
	p := newPerson(t, "")
	p.PlayScenario("app-disabled")
	first := p.wait().Diagnosis
	p.LeaveDemo()
	second := first
	second.ID = strings.Repeat("7", 26)
	p.shown(t, p.savedFrom(t, first))
	p.helpdesk.room = p.helpdesk.held + 1 // as if there were many
	if one := p.shown(t, p.savedFrom(t, second)); one.Unheld || len(one.Diagnosis.Stages) == 0 || len(one.Written) == 0 {
		t.Errorf("of the latest %d stages and %d texts are shown", len(one.Diagnosis.Stages), len(one.Written))
	}
	p.OpenRow(0)
	one := p.look().Help.One
	if !one.Unheld || len(one.Diagnosis.Stages) > 0 || len(one.Written) > 0 || !slices.Equal(one.Gaps, []Gap{GapUnheld}) {
		t.Errorf("of the one before: held %v, gaps %v", !one.Unheld, one.Gaps)
	}
	if p.helpdesk.held > p.helpdesk.room || len(p.helpdesk.items) != 1 || len(p.helpdesk.order) != 1 {
		t.Errorf("%d bytes of %d are held", p.helpdesk.held, p.helpdesk.room)
	}
}

func TestACheckWithoutASignInSaysThatNoneWasTried(t *testing.T) {
	p := newPerson(t, "")
	p.PlayScenario("app-disabled")
	d := p.wait().Diagnosis
	p.LeaveDemo()
	signedIn := d
	signedIn.Stages = slices.Clone(d.Stages)
	for i := range signedIn.Stages {
		if signedIn.Stages[i].ID == diagnose.StageSignIn {
			signedIn.Stages[i].State = diagnose.Failed
		}
	}
	for name, c := range map[string]struct {
		text string
		gap  bool
	}{"a check without a sign-in": {p.savedFrom(t, d), true}, "a check with one": {p.savedFrom(t, signedIn), false},
		"a text, of which no check is known": {ticket("user1@contoso.com"), false}} {
		if one := p.shown(t, c.text); slices.Contains(one.Gaps, GapSignIn) != c.gap {
			t.Errorf("%s: the gaps are %v", name, one.Gaps)
		}
	}
}

func TestAllTextsThatWereKeptAreShown(t *testing.T) {
	p := newPerson(t, "")
	p.PlayScenario("app-disabled")
	d := p.wait().Diagnosis
	p.LeaveDemo()
	page := diagnose.Observation{Stage: diagnose.StageSignIn, Source: diagnose.SourceSignIn, At: d.Created, About: diagnose.AboutThisComputer,
		Text: "AADSTS7000112: as the page says " + strings.Repeat("and so on ", shownText/5), Said: &diagnose.Said{Primary: 7000112, Codes: []int{7000112}}}
	sentence, finding := page, page
	sentence.Text, sentence.Said = "", &diagnose.Said{Primary: 7000112, Codes: []int{7000112}, Sentence: "as a sentence says"}
	finding.Text, finding.Said = "as the program says", nil
	d.Observations = append(slices.Clone(d.Observations), page, sentence, finding)
	got := p.shown(t, p.savedFrom(t, d)).Written
	want := []Written{{diagnose.SourceText, "Apple Internet Accounts", false}, {diagnose.SourceSignIn, "as the page says", true},
		{diagnose.SourceSignIn, "as a sentence says", false}}
	if len(got) != len(want) {
		t.Fatalf("%d texts: %+v", len(got), got)
	}
	for i, w := range want {
		if got[i].Source != w.Source || got[i].Begins != w.Begins || !strings.Contains(got[i].Text, w.Text) {
			t.Errorf("text %d is %+v, want %+v", i, got[i], w)
		}
	}
}

func TestASecretOfATicketDoesNotStay(t *testing.T) {
	const secret = "M.C507_BAY.2.U.7c1d1f5e-6a0b-4f7b-9a1e-0f6d2b3c4d5e"
	p := newPerson(t, "")
	p.DraftHelp("https://localhost/?code=" + secret + "&error=access_denied AADSTS90094")
	p.ReadGiven()
	if h := p.wait().Help; strings.Contains(fmt.Sprintf("%+v %+v", h, h.One), secret) {
		t.Errorf("the secret stands in %+v", h)
	}
	for _, item := range p.helpdesk.items {
		if strings.Contains(item.Seen.Text, secret) {
			t.Errorf("the secret is kept in %q", item.Seen.Text)
		}
	}
}

func TestAForeignCompanyIsKnown(t *testing.T) {
	p := newPersonOf(t, Options{Profile: profile.Profile{Domains: []string{"contoso.com"}}})
	p.ReadText(ticket("user1@fabrikam.com"))
	h := p.wait().Help
	if len(h.Problems) != 1 || !h.Problems[0].Group.Foreign || !h.One.Foreign {
		t.Errorf("problems %+v, one %+v", h.Problems, h.One)
	}
}

func TestRowsAreFoundChosenComparedAndSaved(t *testing.T) {
	p := newPerson(t, "")
	p.ReadPaths(folder(t, map[string]string{"a.txt": ticket("user1@contoso.com"), "b.txt": ticket("user2@contoso.com"),
		"c.txt": "user3@contoso.com AADSTS50055"}))
	p.wait()
	p.Seek(triage.Query{Text: "user2"})
	h := p.wait().Help
	if h.View.Len() != 1 || h.View.Row(0).User != "user2@contoso.com" {
		t.Fatalf("found %d rows", h.View.Len())
	}
	p.Seek(triage.Query{Sort: triage.ByUser, Descending: true})
	h = p.wait().Help
	if h.View.Len() != 3 || h.View.Row(0).User != "user3@contoso.com" {
		t.Fatalf("%d rows, the first is %v", h.View.Len(), h.View.Row(0))
	}
	p.Tick(h.View.Number(0))
	p.Tick(h.View.Number(1))
	p.Tick(h.View.Number(2))
	p.Tick(h.View.Number(2)) // no longer
	p.SaveRows()
	h = p.wait().Help
	if h.Chosen.Len() != 2 || h.Chosen.Row(1).User != "user2@contoso.com" {
		t.Errorf("chosen are %d rows", h.Chosen.Len())
	}
	table, err := os.ReadFile(h.Saved)
	if err != nil || strings.Count(string(table), "\r\n") != 3 || !strings.Contains(string(table), "user3@contoso.com") {
		t.Errorf("saved is %q, %v", table, err)
	}
	p.OpenRow(h.View.Number(0))
	if one := p.look().Help.One; one == nil || one.Row.User != "user3@contoso.com" || !strings.Contains(p.ReplyTo(one.Number), "Hello") {
		t.Errorf("one is %+v, the reply %q", one, p.ReplyTo(one.Number))
	}
	p.ForgetHelp()
	if h := p.look().Help; !h.Empty() || p.helpdesk != nil {
		t.Errorf("forgotten, and still there: %+v", h)
	}
}

func TestReadingCanBeStopped(t *testing.T) {
	p := newPerson(t, "")
	var rows strings.Builder
	for i := range 50000 {
		fmt.Fprintf(&rows, `{"id":"%d","text":"user%d@contoso.com AADSTS50055"}`+"\n", i, i)
	}
	p.ReadPaths(folder(t, map[string]string{"rows.jsonl": rows.String()}))
	for s := range p.states { // the first word of progress
		if s.Help.Rows > 0 {
			break
		}
	}
	p.StopReading()
	if h := p.look().Help; h.Reading {
		t.Error("it is still being read")
	}
	h := p.wait().Help
	if h.Reading || h.Rows == 0 || h.Rows >= 50000 || h.View.Len() != h.Rows {
		t.Errorf("reading %v, %d rows, %d shown", h.Reading, h.Rows, h.View.Len())
	}
	p.ReadText(ticket("user1@contoso.com"))
	if again := p.wait().Help; again.Rows != h.Rows+1 {
		t.Errorf("%d rows after one more than %d", again.Rows, h.Rows)
	}
}

func TestWhatIsForgottenWhileItIsReadStaysForgotten(t *testing.T) {
	p := newPerson(t, "")
	p.ReadPaths(folder(t, map[string]string{"a.txt": ticket("user1@contoso.com"), "b.txt": ticket("user2@contoso.com")}))
	p.ForgetHelp()
	if h := p.wait().Help; !h.Empty() || h.Reading {
		t.Errorf("it came back: %+v", h)
	}
}

func TestHelpingLeavesTheOwnRunAsItIs(t *testing.T) {
	p := newPerson(t, "")
	p.Choose(diagnose.CardNeedAdminApproval)
	p.Draft("user1@contoso.com", "")
	p.StartRun()
	before := p.look()
	p.HelpOthers()
	p.ReadText(ticket("user2@fabrikam.com"))
	after := p.wait()
	if after.Diagnosis.ID != before.Diagnosis.ID || after.Address != before.Address || after.Answer.Message != before.Answer.Message {
		t.Errorf("the run was %+v, is %+v", before.Diagnosis, after.Diagnosis)
	}
	p.SetLanguage("de")
	if s := p.look(); s.Help.One.Answer.Title == after.Help.One.Answer.Title {
		t.Errorf("in German it is still %q", s.Help.One.Answer.Title)
	}
}

func TestRowsAreFoundByWhatTheReaderCallsTheirCause(t *testing.T) {
	p := newPerson(t, "")
	p.ReadPaths(folder(t, map[string]string{"a.txt": ticket("user1@contoso.com"), "b.txt": "user2@contoso.com AADSTS50055"}))
	p.wait()
	for _, c := range []struct{ lang, text, user string }{{"en", "not approved", "user1@contoso.com"}, {"en", "Password expired", "user2@contoso.com"},
		{"de", "nicht freigegeben", "user1@contoso.com"}} {
		p.SetLanguage(c.lang)
		p.Seek(triage.Query{Text: c.text})
		if h := p.wait().Help; h.View.Len() != 1 || h.View.Row(0).User != c.user {
			t.Errorf("%q finds %d rows", c.text, h.View.Len())
		}
	}
	p.ReadText(ticket("user3@contoso.com")) // which asks again
	if h := p.wait().Help; h.View.Len() != 2 || h.Rows != 3 {
		t.Errorf("%d of %d rows", h.View.Len(), h.Rows)
	}
}

func TestOneSaysHowManyAreOfItsDay(t *testing.T) {
	p := newPerson(t, "")
	august := strings.ReplaceAll(ticket("user2@contoso.com"), "2026-11-23", "2026-08-01")
	p.ReadPaths(folder(t, map[string]string{"a.txt": ticket("user1@contoso.com"), "b.txt": august, "c.txt": ticket("user3@contoso.com")}))
	p.wait()
	for row, want := range map[int]int{0: 2, 1: 1, 2: 2} {
		p.OpenRow(row)
		if one := p.look().Help.One; one.SameDay != want {
			t.Errorf("row %d: %d of the same day, want %d", row, one.SameDay, want)
		}
	}
}

func TestTheAddressesOfAGroupAreThoseOfAllItsPeople(t *testing.T) {
	const people = 60
	p := newPerson(t, "")
	if got := p.AddressesOf(triage.Group{}); got != "" {
		t.Errorf("of nothing: %q", got)
	}
	var rows strings.Builder
	for i := range people {
		fmt.Fprintf(&rows, `{"id":"%d","text":"user%d@contoso.com AADSTS50055"}`+"\n", i, i)
	}
	p.ReadPaths(folder(t, map[string]string{"rows.jsonl": rows.String()}))
	if got := p.AddressesOf(p.wait().Help.Problems[0].Group); strings.Count(got, "@") != people {
		t.Errorf("the addresses are %q", got)
	}
}

package wording

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

const appleID = "f8d98a96-0999-43f5-8af3-69971c7bb423"

func words(t *testing.T, lang string) *Words {
	t.Helper()
	w, err := New(lang)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func diagnosisOf(cause diagnose.CauseID) diagnose.Diagnosis {
	zone := time.FixedZone("CET", 3600)
	c := diagnose.CauseOf(cause)
	return diagnose.Diagnosis{ID: "7K3M0000000000000000000000", Created: time.Date(2026, 11, 23, 9, 12, 0, 0, zone),
		Subject: diagnose.Subject{Address: "adele@contoso.com", MailApp: "apple", Card: diagnose.CardNumber},
		Verdict: diagnose.Verdict{Cause: cause, Family: c.Family, Confidence: diagnose.Certain, About: c.About}}
}

func everyCause() []diagnose.CauseID {
	ids := []diagnose.CauseID{diagnose.CauseNone, diagnose.CauseUnknown}
	for _, c := range diagnose.Causes() {
		ids = append(ids, c.ID)
	}
	return ids
}

// all is every sentence of an answer, a line each.
func (a Answer) all() string {
	lines := []string{a.Title, a.Explain, a.Seen, a.Caution, a.WhoCanFix, a.Question, a.Confidence, a.Secret, a.NoLink, a.Short,
		a.Message.Subject, a.Message.Body}
	lines = append(lines, a.Do...)
	lines = append(lines, a.Meanwhile...)
	lines = append(lines, a.HowWeKnow...)
	lines = append(lines, a.Helpdesk...)
	lines = append(lines, a.AdminFirst...)
	for _, s := range a.Admin {
		lines = append(lines, s.Text)
	}
	for _, o := range a.Also {
		lines = append(lines, o.Title)
	}
	return strings.Join(lines, "\n")
}

func TestNoSentenceHasAHole(t *testing.T) {
	hole := regexp.MustCompile(`<no value>|{{|}}|%!|\b(cause|message|who|meanwhile|confidence|reason|seen|nolink|card)` +
		`\.[a-z_-]+\.?[a-z_.-]*\b`)
	mail := regexp.MustCompile(`com\.apple\.\S+|\S+@\S+`)
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, id := range everyCause() {
			for name, d := range variantsOf(id) {
				text := mail.ReplaceAllString(w.Answer(d).all(), "")
				if found := hole.FindString(text); found != "" {
					t.Errorf("%s %s %s: %q in\n%s", l.Code, id, name, found, text)
				}
			}
		}
	}
}

// variantsOf are the ways in which facts can be there or missing.
func variantsOf(id diagnose.CauseID) map[string]diagnose.Diagnosis {
	full := diagnosisOf(id)
	full.Observations = []diagnose.Observation{{Stage: diagnose.StagePhone, Source: diagnose.SourceText,
		Secrets: []string{"code"}, Said: &diagnose.Said{Codes: []int{90094}, Primary: 90094, AppID: appleID,
			Timestamp: time.Date(2026, 11, 23, 8, 12, 4, 0, time.UTC), CorrelationID: "00000000-0000-0000-0000-000000000001",
			TraceID: "00000000-0000-0000-0000-000000000002", Error: "access_denied"}}}
	full.Verdict.Because = []diagnose.Reason{{Kind: diagnose.ReasonCode, Value: "90094"},
		{Kind: diagnose.ReasonWording, Value: "en"}, {Kind: diagnose.ReasonDescribed, Value: "en"}, {Kind: diagnose.ReasonError, Value: "access_denied"},
		{Kind: diagnose.ReasonCard, Value: "number"}, {Kind: diagnose.ReasonForeign, Value: "msis"},
		{Kind: diagnose.ReasonFact, Value: "mailbox.missing"}, {Kind: diagnose.ReasonHereOnly},
		{Kind: diagnose.ReasonChosen, Value: "password.wrong"}, {Kind: diagnose.ReasonChosen, Value: "app.disabled"},
		{Kind: diagnose.ReasonAddress, Value: "account.personal"},
		{Kind: diagnose.ReasonContradiction, Value: "consent.admin_approval"},
		{Kind: diagnose.ReasonUnlisted, Value: "98765432"}, {Kind: diagnose.ReasonOutside, Value: "90094"},
		{Kind: diagnose.ReasonOverruled, Value: "70002"}}
	full.Verdict.Also = []diagnose.CauseID{"consent.risky_app", "password.wrong"}
	full.Verdict.Question = diagnose.QuestionWhichPage
	bare := diagnosisOf(id)
	bare.Subject = diagnose.Subject{}
	other := diagnosisOf(id)
	other.Observations = []diagnose.Observation{{Said: &diagnose.Said{AppID: "00000000-0000-0000-0000-00000000000a"}}}
	foreign := diagnosisOf(id)
	foreign.Foreign, foreign.Demo = true, true
	again := asked(id)
	again.Earlier = full.Reference().String()
	return map[string]diagnose.Diagnosis{"sent before": again, "full": full, "bare": bare, "unknown app": other, "from a file": foreign,
		"after a sign-in": asked(id)}
}

func TestTheMessageIsShortAndHasWhatTheAdminNeeds(t *testing.T) {
	const longest = 120
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, id := range everyCause() {
			for name, d := range variantsOf(id) {
				a := w.Answer(d)
				if a.Message.Body == "" {
					continue
				}
				if n := len(strings.Fields(a.Message.Body)); n > longest {
					t.Errorf("%s %s %s: %d words:\n%s", l.Code, id, name, n, a.Message.Body)
				}
				if !strings.Contains(a.Message.Subject, a.Reference) {
					t.Errorf("%s %s: no reference in the subject %q", l.Code, id, a.Message.Subject)
				}
				links := regexp.MustCompile(`https?://\S+`).FindAllString(a.Message.Body, -1)
				if len(a.Links) == 0 && len(links) > 0 {
					t.Errorf("%s %s %s: a link where none is the cure: %v", l.Code, id, name, links)
				}
				for _, link := range links {
					if err := consent.Check(link); err != nil {
						t.Errorf("%s %s: %v", l.Code, id, err)
					}
				}
			}
		}
	}
}

// Whoever is asked reads first who asks for what, and only then what is for specialists.
func TestTheMessageBeginsWithAPerson(t *testing.T) {
	forSpecialists := regexp.MustCompile(`Entra|AADSTS|https?:|[0-9a-f]{8}-`)
	for _, l := range Languages() {
		w := words(t, l.Code)
		place := w.Text("message.your_name")
		for _, id := range everyCause() {
			for name, d := range variantsOf(id) {
				body := w.Answer(d).Message.Body
				if body == "" {
					continue
				}
				first := strings.Split(body, "\n\n")[1]
				sentences := strings.Count(first, ". ") + strings.Count(first, "? ") + 1
				if forSpecialists.MatchString(first) || sentences < 2 || sentences > 3 {
					t.Errorf("%s %s %s begins with %q", l.Code, id, name, first)
				}
				if strings.Contains(body, place) && d.Subject.Address != "" {
					t.Errorf("%s %s %s: a place for the name beside the address:\n%s", l.Code, id, name, body)
				}
			}
		}
		bare := variantsOf("consent.admin_approval")["bare"]
		if m := w.Answer(bare).Message; !strings.Contains(m.Body, place) || !strings.Contains(m.Body, "iPhone") {
			t.Errorf("%s: without an address: %s", l.Code, m.Body)
		}
		if m := w.Answer(diagnosisOf("mac.ews_off")).Message; strings.Contains(strings.Split(m.Body, "\n\n")[1], "iPhone") {
			t.Errorf("%s: the Mac's message: %s", l.Code, m.Body)
		}
	}
}

// Links, roles and menus are the same in every language and keep their order everywhere; sentences are looked for in two.
func TestTheMessageWithTheLinkKeepsItsOrder(t *testing.T) {
	app, link := "Apple Internet Accounts (Apple Inc., ID "+appleID,
		"https://login.microsoftonline.com/contoso.com/adminconsent?client_id="+appleID
	orders := map[string][]string{
		"en": {app, "Sign-in logs", "Grant admin consent", "Not listed?", link, "error page",
			"Role: Cloud Application Administrator", "Call me on the number you have", "Reference SH-", "Kind regards"},
		"de": {app, "Sign-in logs", "Grant admin consent", "Nicht in der Liste?", link, "Fehlerseite",
			"Rolle: Cloud Application Administrator", "Rufen Sie mich", "Referenz SH-", "Viele Grüße"},
	}
	for _, l := range Languages() {
		order, ok := orders[l.Code]
		if !ok {
			order = []string{app, "Sign-in logs", "Grant admin consent", link, "Cloud Application Administrator", "SH-"}
		}
		body := words(t, l.Code).Answer(diagnosisOf("consent.admin_approval")).Message.Body
		for _, part := range order {
			at := strings.Index(body, part)
			if at < 0 {
				t.Fatalf("%s: %q is missing, or out of order, in\n%s", l.Code, part, body)
			}
			body = body[at+len(part):]
		}
	}
}

func TestALinkIsMadeOnlyForACompanyThatAPersonConfirmed(t *testing.T) {
	w := words(t, "en")
	d := diagnosisOf("consent.admin_approval")
	if a := w.Answer(d); len(a.Links) == 0 || !a.Links[0].QRAllowed || a.Primary != PrimaryCopyMessage {
		t.Errorf("typed address: %+v", a.Links)
	}
	d.Foreign = true
	if a := w.Answer(d); len(a.Links) != 0 || a.NoLink == "" {
		t.Errorf("from a file: %+v", a.Links)
	}
	d = diagnosisOf("consent.admin_approval")
	d.Subject.Address = ""
	d.Observations = []diagnose.Observation{{Said: &diagnose.Said{Tenant: "fabrikam.com", AppID: appleID}}}
	a := w.Answer(d)
	if len(a.Links) == 0 || a.Links[0].QRAllowed || strings.Contains(a.Links[0].URL, "fabrikam") {
		t.Errorf("a company that only the text names: %+v", a.Links)
	}
	d = diagnosisOf("consent.admin_approval")
	sentence := []diagnose.Wording{{Cause: "consent.admin_approval", Lang: "en", Confidence: diagnose.Certain}}
	d.Observations = []diagnose.Observation{{Said: &diagnose.Said{AppName: "Sprocket", Wordings: sentence}}}
	if a := w.Answer(d); len(a.Links) != 0 || strings.Contains(a.Message.Body, "Apple Internet Accounts") {
		t.Errorf("an app that only Microsoft's page names: %s", a.Message.Body)
	}
	d.Observations[0].Said.AppName = "Spark"
	if a := w.Answer(d); len(a.Links) == 0 || !strings.Contains(a.Links[0].URL, "b50c1dbd-1855-4e54-b07c-d3c3029e93d3") {
		t.Errorf("another app that ships: %+v", a.Links)
	}
	d.Observations[0].Said.AppID = "00000000-0000-0000-0000-00000000000a"
	if a := w.Answer(d); len(a.Links) != 0 || a.NoLink == "" {
		t.Errorf("an app that does not ship: %+v", a.Links)
	}
}

func TestPrimaryButton(t *testing.T) {
	for cause, want := range map[diagnose.CauseID]Primary{
		"consent.admin_approval": PrimaryCopyMessage, "consent.risky_app": PrimaryCopyMessage,
		"consent.request_available": PrimaryCopyReason, "app.disabled": PrimaryCopyQuestion,
		"device.not_compliant": PrimaryDone, "device.not_managed": PrimaryCopyQuestion, "phone.password_profile": PrimaryCopyQuestion,
		"network.tls_intercepted": PrimaryDone, "password.expired": PrimaryDone, "password.wrong": PrimaryDone,
		"service.transient": PrimaryDone, "mailbox.activesync_off": PrimaryCopyQuestion,
		"consent.other_tenant": PrimaryCopyQuestion,
		diagnose.CauseUnknown:  PrimaryCopyQuestion,
	} {
		a := words(t, "en").Answer(diagnosisOf(cause))
		if a.Primary != want {
			t.Errorf("%s: %s, want %s", cause, a.Primary, want)
		}
		copies := a.Primary != PrimaryDone
		if copies && a.Message.Body == "" {
			t.Errorf("%s: there is nothing to copy", cause)
		}
		if (a.Reason != "") != (a.Primary == PrimaryCopyReason) {
			t.Errorf("%s: the text for the box is %q", cause, a.Reason)
		}
	}
}

// The steps of both languages are the same ones, so the button stands at the same place in both.
func TestTheButtonStandsUnderTheStepThatSpeaksOfIt(t *testing.T) {
	for _, l := range Languages() {
		for cause, want := range map[diagnose.CauseID]struct{ message, reason int }{
			"consent.admin_approval": {0, 0}, "app.disabled": {0, 0}, "mailbox.activesync_off": {0, 0},
			"consent.request_available": {2, 0}, "consent.request_risky": {2, 1},
			"device.not_compliant": {3, 3}, "device.not_managed": {0, 0}, "network.tls_intercepted": {3, 3},
			"phone.password_profile": {2, 2}, "policy.app_protection": {3, 3}, "directory.logon_hours": {1, 1},
		} {
			a := words(t, l.Code).Answer(diagnosisOf(cause))
			if a.MessageStep != want.message || a.ReasonStep != want.reason {
				t.Errorf("%s %s: message under %d, reason under %d of %q", l.Code, cause, a.MessageStep, a.ReasonStep, a.Do)
			}
		}
		for _, id := range everyCause() {
			a := words(t, l.Code).Answer(diagnosisOf(id))
			marked := slices.ContainsFunc(a.Do, func(line string) bool { return strings.HasPrefix(line, ">") })
			if marked || a.MessageStep >= len(a.Do) {
				t.Errorf("%s %s: step %d of %q", l.Code, id, a.MessageStep, a.Do)
			}
		}
	}
}

// Where the person acts alone, the step that speaks of the message is the last one, for whoever the others did not help;
// where no step speaks of it, no button stands among them.
func TestWhoActsAloneIsPointedToTheMessageLast(t *testing.T) {
	onlyIfToldTo := map[diagnose.CauseID]int{diagnose.CauseNone: 2} // steps behind it, which IT must ask for
	for _, l := range Languages() {
		speaks := pattern(t, l.Code, "the message")
		for _, id := range everyCause() {
			a := words(t, l.Code).Answer(diagnosisOf(id))
			if a.Primary != PrimaryDone {
				continue
			}
			want := slices.IndexFunc(a.Do, func(step string) bool { return speaks.MatchString(step) })
			if a.MessageStep != want || want >= 0 && want != len(a.Do)-1-onlyIfToldTo[id] {
				t.Errorf("%s %s: message under %d of %q", l.Code, id, a.MessageStep, a.Do)
			}
			if want >= 0 && a.Message.Body == "" {
				t.Errorf("%s %s: a step speaks of a message, and there is none", l.Code, id)
			}
		}
	}
}

// What was found on this computer alone is not told as if the iPhone had been refused or the person had seen it.
func TestWhatOnlyThisComputerSaw(t *testing.T) {
	for _, l := range Languages() {
		w := words(t, l.Code)
		for id, warned := range map[diagnose.CauseID]bool{"network.tls_intercepted": false, "network.offline": false,
			"policy.blocked": true} {
			d := diagnosisOf(id)
			d.Verdict.About, d.Verdict.Confidence = diagnose.AboutThisComputer, diagnose.Likely
			a := w.Answer(d)
			if (a.Caution != "") != warned {
				t.Errorf("%s %s: caution %q", l.Code, id, a.Caution)
			}
			if a.Confidence != w.Text("confidence.likely.here") {
				t.Errorf("%s %s: %q", l.Code, id, a.Confidence)
			}
			overMobile := w.Lines("meanwhile.other_network", map[string]any{"MailHost": "outlook.office.com"})
			if slices.Equal(a.Meanwhile, overMobile) == warned {
				t.Errorf("%s %s: until then %q", l.Code, id, a.Meanwhile)
			}
		}
	}
}

// A run without a sign-in that found nothing wrong knows all that it asked for. Only a message of the phone is unknown.
func TestARunWithoutASignInSaysHowMuchItKnows(t *testing.T) {
	for _, l := range Languages() {
		w := words(t, l.Code)
		d := diagnosisOf(diagnose.CauseUnknown)
		d.Verdict.Confidence = diagnose.Unsure
		d.Stages = []diagnose.Stage{{ID: diagnose.StageTenant, State: diagnose.Passed}}
		if got := w.Answer(d).Confidence; got != w.Text("confidence.unsigned") {
			t.Errorf("%s: nothing shown: %q", l.Code, got)
		}
		d.Observations = []diagnose.Observation{{Card: diagnose.CardSomethingElse}}
		if got := w.Answer(d).Confidence; got != w.Text("confidence.unknown") {
			t.Errorf("%s: something shown: %q", l.Code, got)
		}
	}
}

func TestWhoCanFixItWhereTheUserCanNot(t *testing.T) {
	w := words(t, "en")
	if got := w.Answer(diagnosisOf("phone.password_profile")).WhoCanFix; got != "Your IT. You can check two things first." {
		t.Errorf("password_profile: %q", got)
	}
	if got := w.Answer(diagnosisOf("password.expired")).WhoCanFix; got != "You. Usually nobody else is needed." {
		t.Errorf("password.expired: %q", got)
	}
}

func TestTheOwnerIsSentOnlyToALinkThatIsThere(t *testing.T) {
	w := words(t, "en")
	d := diagnosisOf("consent.admin_approval")
	if first := strings.Join(w.Answer(d).AdminFirst, "\n"); !strings.Contains(first, "first link") {
		t.Errorf("with a link: %s", first)
	}
	d.Foreign = true
	if first := strings.Join(w.Answer(d).AdminFirst, "\n"); strings.Contains(first, "link") {
		t.Errorf("without a link: %s", first)
	}
}

func TestTheOwnerReadsFourLinesAtMost(t *testing.T) {
	for _, l := range Languages() {
		for _, id := range everyCause() {
			for name, d := range variantsOf(id) {
				a := words(t, l.Code).Answer(d)
				if n := len(a.AdminFirst); n == 0 {
					t.Fatalf("%s: cause.%s.admin is missing: the owner reads nothing", l.Code, id)
				} else if n > 4 {
					t.Errorf("%s %s %s: %d lines: %q", l.Code, id, name, n, a.AdminFirst)
				}
			}
		}
	}
}

func TestLanguagesAndLocales(t *testing.T) {
	got := Languages()
	if got[0] != (Language{"en", "English"}) || !slices.Contains(got, Language{"de", "Deutsch"}) {
		t.Errorf("languages: %v", got)
	}
	for _, l := range got { // the name is found in the file by its bytes
		if name := load(t, l.Code).text("language.name"); l.Name != name || name == l.Code || name == "" {
			t.Errorf("%s is called %q, and its file says %q", l.Code, l.Name, name)
		}
	}
	for locale, want := range map[string]string{"de_DE.UTF-8": "de", "de-AT": "de", "en_GB": "en", "C": "en",
		"C.UTF-8": "en", "POSIX": "en", "": "en", "tlh_AQ.UTF-8": "en", "de_CH@euro": "de"} {
		if got := Match(locale); got != want {
			t.Errorf("%q gives %s, want %s", locale, got, want)
		}
	}
	if _, err := New("xx"); err == nil {
		t.Error("a language without a file was loaded")
	}
}

// Commands are copied by administrators: nothing from a stranger's file may end one and begin another.
func TestNothingFromOutsideGetsIntoACommand(t *testing.T) {
	attacks := []string{"x'; Remove-Item C:\\", "a@b.c'; calc", "x\u202egnp", "`whoami`", "$(whoami)", "a\nb", "a\x1b[31m"}
	for _, attack := range attacks {
		for _, c := range diagnose.Causes() {
			d := diagnosisOf(c.ID)
			d.Subject.Address, d.Subject.Tenant = attack, attack
			d.Observations = []diagnose.Observation{{Said: &diagnose.Said{AppID: attack, AppName: attack, Tenant: attack,
				User: attack, CorrelationID: attack, TraceID: attack}}}
			for _, step := range words(t, "en").Answer(d).Admin {
				if step.Command && regexp.MustCompile(`Remove-Item|calc|gnp|whoami|\x1b|a\nb`).MatchString(step.Text) {
					t.Errorf("%s: %q in %s", c.ID, attack, step.Text)
				}
			}
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New("en"); err != nil {
			b.Fatal(err)
		}
	}
}

// In a subject it would be shown as other letters than are there, even where only what was dropped stood between.
func TestANameBeginsNoEncodedWord(t *testing.T) {
	for _, name := range []string{"=?utf-8?q?=41?=", "==??utf-8?q?a?=", "=\u200b?utf-8?q?a?="} {
		if got := plainName(name); strings.Contains(got, "=?") {
			t.Errorf("%q became %q", name, got)
		}
	}
}

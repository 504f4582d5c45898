package wording

import (
	"slices"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
)

// asked is a diagnosis of a cause as a user would have brought it, with a sign-in of SyncHelper's own.
func asked(cause diagnose.CauseID) diagnose.Diagnosis {
	at := time.Date(2026, 11, 23, 8, 12, 4, 0, time.UTC)
	c := diagnose.CauseOf(cause)
	return diagnose.Diagnosis{ID: "0123456789ABCDEFGHJKMNPQRS", Created: at,
		Subject: diagnose.Subject{Address: "user1@contoso.com", MailApp: "apple"},
		Observations: []diagnose.Observation{{Stage: diagnose.StagePhone, Source: diagnose.SourceText, At: at,
			Said: &diagnose.Said{Timestamp: at, CorrelationID: "00000000-0000-4000-8000-000000000001"}}},
		SignIns: []diagnose.SignIn{{At: at, Method: "browser", ClientID: diagnose.MailAppOf("apple").ClientID,
			CorrelationID: "00000000-0000-4000-8000-000000000002", Ended: "stopped by a page"}},
		Verdict: diagnose.Verdict{Cause: c.ID, Family: c.Family, Confidence: diagnose.Certain, About: c.About}}
}

// all is every text of a sheet.
func (s Sheet) all() string {
	lines := append([]string{s.Question, s.Demo, s.Labels.Made}, s.About...)
	add := func(steps []Step) {
		for _, step := range steps {
			lines = append(lines, step.Text)
		}
	}
	add(s.Look)
	for _, c := range s.Choices {
		lines = append(lines, c.Letter, c.Title, c.Hint, c.Role, c.Answer)
		lines = slices.Concat(lines, c.Changes, c.Undo, c.Verify)
		add(c.Steps)
	}
	for _, part := range s.Parts {
		lines = append(lines, part.Heading)
		add(part.Lines)
	}
	return strings.Join(lines, "\n")
}

func TestEveryCauseHasASheetThatCanBeActedOn(t *testing.T) {
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, cause := range diagnose.Causes() {
			s := w.Sheet(asked(cause.ID))
			if s.Question == "" || strings.HasPrefix(s.Question, "sheet.") || len(s.Choices) == 0 || len(s.Sources) == 0 {
				t.Errorf("%s %s: question %q, %d choices, %d sources", l.Code, cause.ID, s.Question, len(s.Choices), len(s.Sources))
			}
			for _, c := range s.Choices {
				if len(c.Steps) == 0 || !strings.Contains(c.Answer, s.Reference) {
					t.Errorf("%s %s %s: %d steps, answer %q", l.Code, cause.ID, c.Letter, len(c.Steps), c.Answer)
				}
			}
			if all := s.all(); strings.Contains(all, "<no value>") || strings.Contains(all, "{{") || strings.Contains(all, "sheet.") {
				t.Errorf("%s %s: something is not filled in:\n%s", l.Code, cause.ID, all)
			}
		}
	}
}

func TestWhatIsToBeDecidedFollowsFromTheCause(t *testing.T) {
	for cause, want := range map[diagnose.CauseID]Decision{
		"consent.admin_approval": DecisionApproval, "consent.risky_app": DecisionApproval, "consent.missing": DecisionApproval,
		"consent.request_pending": DecisionRequest, "consent.scopes_missing": DecisionGrant, "consent.declined": DecisionUser,
		"app.disabled": DecisionDisabled, "app.disabled_by_microsoft": DecisionFault, "app.user_not_assigned": DecisionAssigned,
		"policy.app_protection": DecisionProtected, "mac.ews_off": DecisionEWS,
		"policy.blocked": DecisionRule, "device.not_compliant": DecisionRule, "directory.logon_hours": DecisionRule,
		"mailbox.activesync_off": DecisionMailbox, "account.shared_mailbox": DecisionShared, "account.disabled": DecisionOff,
		"account.risk": DecisionRisk, "session.frequency": DecisionOften, "mailbox.moved": DecisionFault,
		"directory.on_premises": DecisionFault, "account.personal": DecisionUser, "phone.password_profile": DecisionFault,
		"network.proxy": DecisionFault, "policy.security_defaults": DecisionUser, "policy.device_code": DecisionUser,
		"consent.approved_for_self": DecisionApproved, "consent.just_approved": DecisionUser, "consent.request_lapsed": DecisionApproval,
	} {
		if got := decisionOf(diagnose.CauseOf(cause)); got != want {
			t.Errorf("%s: %s, want %s", cause, got, want)
		}
	}
}

func TestADecisionThatCanBeRefusedHasAnAnswerForIt(t *testing.T) {
	for _, cause := range diagnose.Causes() {
		s := words(t, "en").Sheet(asked(cause.ID))
		if decisionOf(cause) != DecisionUser && len(s.Choices) < 2 {
			t.Errorf("%s: there is only %q", cause.ID, s.Choices[0].Title)
		}
	}
}

func TestUsersDecideOnlyAboutAppsThatMicrosoftLists(t *testing.T) {
	for app, want := range map[string]string{"apple": "ABCD", "thunderbird": "ABCD", "k9": "ABD"} {
		d := asked("consent.admin_approval")
		d.Subject.MailApp = app
		letters := ""
		for _, c := range words(t, "en").Sheet(d).Choices {
			letters += c.Letter
		}
		if letters != want {
			t.Errorf("%s: choices %s, want %s", app, letters, want)
		}
	}
}

func TestLinkPermissionsAndCommandsAreForDecisionsAboutAnAppAlone(t *testing.T) {
	for cause, want := range map[diagnose.CauseID]bool{
		"consent.admin_approval": true, "consent.missing": true, "consent.request_pending": false, "app.disabled": false,
		"policy.blocked": false, "mailbox.activesync_off": false,
	} {
		s := words(t, "en").Sheet(asked(cause))
		all := s.all()
		if got := strings.Contains(all, "/adminconsent?client_id="); got != want {
			t.Errorf("%s: a link is there: %v", cause, got)
		}
		about := decisionOf(diagnose.CauseOf(cause)).aboutApp()
		for _, word := range []string{"EAS.AccessAsUser.All (Office 365 Exchange Online)", "az ad sp show"} {
			if strings.Contains(all, word) != about {
				t.Errorf("%s: %q is there: %v", cause, word, !about)
			}
		}
		if got := strings.Contains(all, "consent phishing"); got != want {
			t.Errorf("%s: what a stranger's link does is said: %v, want it beside a link alone", cause, got)
		}
	}
}

// Commands for an app that nobody knows would carry a stranger's application ID.
func TestASheetAboutAnUnknownAppSpeaksOfNoCommands(t *testing.T) {
	d := asked("consent.admin_approval")
	d.Observations[0].Said.AppID, d.Observations[0].Said.AppName = "11111111-2222-4333-8444-555555555555", "Odd Mail"
	all := words(t, "en").Sheet(d).all()
	for _, not := range []string{"by command", "az ad sp", "New-MgServicePrincipal", "adminconsent?"} {
		if strings.Contains(all, not) {
			t.Errorf("%q is there", not)
		}
	}
	if !strings.Contains(all, "SyncHelper does not know this app") {
		t.Error("nothing warns of the app")
	}
}

// A sheet of a report that somebody sent offers no link: nobody here has confirmed for whom it would approve.
func TestASheetFromAFileHoldsNoLink(t *testing.T) {
	d := asked("consent.admin_approval")
	d.Foreign = true
	s := words(t, "en").Sheet(d)
	if all := s.all(); strings.Contains(all, "adminconsent?") || strings.Contains(all, "aka.ms") {
		t.Errorf("there is a link:\n%s", all)
	}
	if slices.ContainsFunc(s.Parts, func(part Part) bool { return part.Link }) {
		t.Error("there is a part about links without one")
	}
}

func TestASheetSaysWhatTheProgramDid(t *testing.T) {
	const ours, forged = "00000000-0000-4000-8000-000000000002", "https://evil.example/x"
	d := asked("consent.admin_approval")
	all := words(t, "en").Sheet(d).all()
	if !strings.Contains(all, "23 November 2026 08:12 UTC, in a browser window") || !strings.Contains(all, ours) {
		t.Errorf("the sign-in is not there:\n%s", all)
	}
	d.SignIns[0].CorrelationID, d.SignIns[0].Ended, d.SignIns[0].Method = forged, forged, forged
	if all := words(t, "en").Sheet(d).all(); strings.Contains(all, "evil") {
		t.Errorf("what a file says of a sign-in is repeated:\n%s", all)
	}
	d.SignIns = nil
	if all := words(t, "en").Sheet(d).all(); !strings.Contains(all, "It began no sign-in") {
		t.Errorf("nothing is said about sign-ins:\n%s", all)
	}
}

func TestTheAttemptIsFoundInTheOwnLog(t *testing.T) {
	for cause, want := range map[diagnose.CauseID]bool{"consent.admin_approval": true, "policy.blocked": true,
		"mailbox.activesync_off": false, "phone.toggle_off": false} {
		all := words(t, "en").Sheet(asked(cause)).all()
		if got := strings.Contains(all, "23 November 2026 08:12 UTC, correlation ID 00000000-0000-4000-8000-000000000001"); got != want {
			t.Errorf("%s: time and correlation ID are there: %v", cause, got)
		}
	}
}

// Commands are copied line by line into a new window, where nothing is set yet.
func TestEveryBlockOfCommandsSetsTheAppThatItSpeaksOf(t *testing.T) {
	for _, cause := range diagnose.Causes() {
		s := words(t, "en").Sheet(asked(cause.ID))
		var lists [][]Step
		for _, part := range s.Parts {
			lists = append(lists, part.Lines)
		}
		for _, c := range s.Choices {
			lists = append(lists, c.Steps)
		}
		for _, list := range lists {
			known := true
			for _, step := range list {
				switch {
				case !step.Command:
				case strings.HasPrefix(step.Text, "Connect-MgGraph"):
					known = strings.Contains(step.Text, "Directory.Read.All") && known // it goes on in the window that looks
				case strings.HasPrefix(step.Text, "$sp = "):
					known = true
				case strings.Contains(step.Text, "$sp.") && !known:
					t.Errorf("%s: %s", cause.ID, step.Text)
				}
			}
		}
	}
}

func TestOnlySomePeopleIsNeverOpenToEverybody(t *testing.T) {
	for cause, last := range map[diagnose.CauseID]string{"consent.admin_approval": "grant", "consent.request_pending": "approve"} {
		var order []string
		for _, step := range words(t, "en").Sheet(asked(cause)).Choices[1].Steps {
			for _, word := range []string{"Add user/group", "Assignment required?", "Only now " + last} {
				if strings.Contains(step.Text, word) {
					order = append(order, word)
				}
			}
		}
		if want := []string{"Add user/group", "Assignment required?", "Only now " + last}; !slices.Equal(order, want) {
			t.Errorf("%s: the order is %q", cause, order)
		}
	}
}

// Whoever sends the answer is the one whom the program's own steps name, and has no screen of it.
func TestTheAnswerWhereTheUserActsFirstSpeaksAsWhoeverSendsIt(t *testing.T) {
	for lang, nots := range map[string][]string{"en": {"Who can fix it", "this message", "your IT", " here"},
		"de": {"Wer das lösen kann", "diese Nachricht", "Ihre IT", "Ihrer IT", " hier"}} {
		for _, cause := range diagnose.Causes() {
			w := words(t, lang)
			if decisionOf(cause) != DecisionUser || !w.Answer(asked(cause.ID)).HasSheet() {
				continue
			}
			s := w.Sheet(asked(cause.ID))
			letter := map[diagnose.CauseID]string{"account.guest": "A"}[cause.ID] // who may get a mailbox here, too
			if s.Choices[0].Letter != letter || !strings.Contains(s.Choices[0].Answer, "\n- ") {
				t.Errorf("%s %s: %d choices, %+v", lang, cause.ID, len(s.Choices), s.Choices[0])
			}
			for _, not := range nots {
				if strings.Contains(s.Choices[0].Answer, not) {
					t.Errorf("%s %s says %q:\n%s", lang, cause.ID, not, s.Choices[0].Answer)
				}
			}
		}
	}
}

// A report is a stranger's, and so is the name in it: another app under a known name is granted by nobody, while an honest
// name with a known word in it is no reason to warn.
func TestASheetTrustsNeitherAReportNorTheNameInIt(t *testing.T) {
	const foreign, other = "11111111-2222-4333-8444-555555555555", "Careful: the real "
	named := func(name string) diagnose.Diagnosis {
		d := asked("consent.admin_approval")
		d.Observations[0].Said.AppName, d.Observations[0].Said.AppID = name, foreign
		return d
	}
	for name, bears := range map[string]string{"Apple Internet Accounts": "Apple Internet Accounts",
		"APPLE  internet-accounts (checked)": "Apple Internet Accounts", "spark": "Spark", "Spark Reports": "",
		"System Client": "", "Contoso Mail": ""} {
		s := words(t, "en").Sheet(named(name))
		if all := s.all(); strings.Contains(all, other+bears) != (bears != "") || !strings.Contains(all, "Nobody has checked that.") {
			t.Errorf("%s: the sheet says\n%s", name, all)
		}
		if grants := len(s.Choices) > 1; grants == (bears != "") {
			t.Errorf("%s: there are %d choices", name, len(s.Choices))
		}
	}
	d := asked("consent.admin_approval")
	own := words(t, "en").Sheet(d).all()
	d.Foreign = true
	const saved = "This sheet was made from a saved report."
	if strings.Contains(own, saved) ||
		!strings.Contains(words(t, "en").Sheet(d).all(), saved) {
		t.Error("a sheet does not say, or says for no reason, that it was made from a report")
	}
}

// The user does what the answer says, so it must fit what the choice above it does: no app where the rule keeps it out, and
// no open door where something is left to do.
func TestTheAnswerToTheUserIsWhatFollowsFromTheChoice(t *testing.T) {
	for cause, answers := range map[diagnose.CauseID][]struct{ says, not string }{
		"policy.app_protection":      {{"install Outlook", "Mail on the iPhone"}, {"registered with our company", "install Outlook"}, {"work computer", "Outlook"}},
		"mac.ews_off":                {{"use Outlook on the Mac", "Open Mail"}, {"until 1 April 2027", "use Outlook on the Mac"}},
		"device.not_managed":         {{"must be registered", "Company Portal"}, {"it stays", "Mail on the iPhone"}, {"use the Outlook app", "sign in"}},
		"device.not_registered":      {{"must be registered", "Company Portal"}, {"it stays", "Mail on the iPhone"}, {"use the Outlook app", "sign in"}},
		"device.not_compliant":       {{"Check Status", "registered"}, {"it stays", "Mail on the iPhone"}, {"use the Outlook app", "sign in"}},
		"device.wrong_control":       {{"Then use the Outlook app", "registered"}, {"it stays", "Mail on the iPhone"}, {"use the Outlook app", "sign in"}},
		"policy.blocked":             {{"Mail on the iPhone", "Outlook"}, {"it stays", "Mail on the iPhone"}, {"use the Outlook app", "sign in"}},
		"policy.location":            {{"Mail on the iPhone", "Outlook"}, {"a place that is allowed", "Outlook"}},
		"policy.tenant_restrictions": {{"Mail on the iPhone", "Outlook"}, {"mobile data", "Outlook"}},
		"directory.logon_hours":      {{"Mail on the iPhone", "Outlook"}, {"working hours", "Outlook"}},
		"phone.account_changes_off":  {{"as Microsoft Exchange", "Outlook"}, {"it stays", "Mail on the iPhone"}, {"use the Outlook app", "sign in"}},
	} {
		choices := words(t, "en").Sheet(asked(cause)).Choices
		if len(choices) != len(answers) || len(words(t, "de").Sheet(asked(cause)).Choices) != len(answers) {
			t.Errorf("%s: %d choices, want %d", cause, len(choices), len(answers))
			continue
		}
		for i, want := range answers {
			if got := choices[i].Answer; !strings.Contains(got, want.says) || strings.Contains(got, want.not) {
				t.Errorf("%s %s: want %q and not %q in\n%s", cause, choices[i].Letter, want.says, want.not, got)
			}
		}
	}
}

func TestCapitalsHaveNoSmallLetter(t *testing.T) {
	if got := Capitals("Microsoft schließt den Weg"); got != "MICROSOFT SCHLIESST DEN WEG" {
		t.Error(got)
	}
}

// "No" alone leaves a person without mail; and Outlook is promised only where it would be let in.
func TestANoToARuleSaysWhatIsLeft(t *testing.T) {
	w := words(t, "en")
	for _, cause := range diagnose.Causes() {
		if decisionOf(cause) != DecisionRule {
			continue
		}
		if answer := w.Sheet(asked(cause.ID)).Choices[1].Answer; strings.Contains(answer, "fine.\n\nReference") {
			t.Errorf("%s: %s", cause.ID, answer)
		}
	}
	for id, want := range map[diagnose.CauseID]bool{"device.not_compliant": true, "device.not_managed": true,
		"device.not_registered": true, "policy.blocked": false} {
		if hint := w.Sheet(asked(id)).Choices[2].Hint; strings.Contains(hint, "meets the requirement") != want {
			t.Errorf("%s: %s", id, hint)
		}
	}
}

package diagnose

import (
	"slices"
	"testing"
	"time"
)

func said(primary int, sentence string, codes ...int) Observation {
	return Observation{Stage: StagePhone, Source: SourceText, About: AboutPhone, At: time.Unix(0, 0),
		Said: &Said{Primary: primary, Sentence: sentence, Codes: append([]int{primary}, codes...)}}
}

func wording(cause CauseID, confidence Confidence) Observation {
	return Observation{Stage: StagePhone, Source: SourceText, About: AboutPhone,
		Said: &Said{Wordings: []Wording{{Cause: cause, Lang: "en", Confidence: confidence}}}}
}

func card(c Card) Observation { return ObserveCard(c, time.Unix(0, 0)) }

func oauthError(err, subcode, suberror string) Observation {
	return Observation{Stage: StagePhone, Source: SourceText, About: AboutPhone,
		Said: &Said{Error: err, Subcode: subcode, Suberror: suberror}}
}

func fact(stage StageID, about About, cause CauseID) Observation {
	return Observation{Stage: stage, Source: SourceServer, About: about, Cause: cause}
}

// Every cause can be the verdict, and brings its own family and what it is about.
func TestJudgeReachesEveryCause(t *testing.T) {
	for _, c := range Causes() {
		v := Judge([]Observation{fact(StagePhone, AboutPhone, c.ID)})
		if c.About == AboutThisCheck {
			if v.Cause != CauseUnknown {
				t.Errorf("%s is about the check alone, and became a headline", c.ID)
			}
			continue
		}
		if v.Cause != c.ID || v.Family != c.Family || v.About != c.About || v.Confidence != Certain {
			t.Errorf("%s: got %+v", c.ID, v)
		}
	}
}

func TestJudgeNumbersAndSentences(t *testing.T) {
	tests := []struct {
		name       string
		seen       []Observation
		cause      CauseID
		confidence Confidence
	}{
		{"admin approval by number", []Observation{said(90094, "")}, "consent.admin_approval", Certain},
		{"approval request by number", []Observation{said(90095, "")}, "consent.request_available", Certain},
		{"disabled app", []Observation{said(7000112, "")}, "app.disabled", Certain},
		{"one number, meaning disabled", []Observation{said(70001, "Application 'x' is disabled.")}, "app.disabled",
			Certain},
		{"not assigned", []Observation{said(50105, "")}, "app.user_not_assigned", Certain},
		{"the specific number behind the generic one", []Observation{said(50126, "", 70002)}, "password.wrong", Certain},
		{"a number nobody knows", []Observation{said(98765432, "")}, CauseUnknown, Unsure},
		{"Microsoft's own sentence", []Observation{wording("consent.risky_app", Certain)}, "consent.risky_app", Certain},
		{"what people write", []Observation{wording("consent.admin_approval", Likely)}, "consent.admin_approval", Likely},
		{"a number outweighs a sentence", []Observation{wording("consent.declined", Certain), said(7000112, "")},
			"app.disabled", Certain},
		{"another service", []Observation{{Said: &Said{Foreign: "aadb2c"}}}, "not_entra", Certain},
		{"a number of Windows' account manager", []Observation{{Said: &Said{Foreign: "wam"}}}, CauseUnknown, Unsure},
		{"another vendor's page of the same name", []Observation{{Said: &Said{Foreign: "google",
			Wordings: []Wording{{Cause: "consent.admin_approval", Lang: "en", Confidence: Likely}}}}}, "not_entra", Certain},
		{"a number without its prefix", []Observation{{Said: &Said{Primary: 50126, Loose: true}}}, "password.wrong", Likely},
		{"two numbers, none of which stands out", []Observation{{Said: &Said{Codes: []int{50126, 53003}}}},
			"password.wrong", Possible},
		{"an article about numbers", []Observation{{Said: &Said{Codes: []int{50126, 53003, 90094, 65001}}}}, CauseUnknown,
			Unsure},
		{"the root hides its consequence", []Observation{said(65001, ""), said(90094, "")}, "consent.admin_approval",
			Certain},
		{"an unsure root hides nothing certain", []Observation{said(90094, ""), wording("app.disabled", Likely)},
			"consent.admin_approval", Certain},
		{"nothing said", []Observation{{Said: &Said{}}}, CauseUnknown, Unsure},
		{"nothing at all", nil, CauseUnknown, Unsure},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := Judge(tt.seen)
			if v.Cause != tt.cause || v.Confidence != tt.confidence {
				t.Errorf("got %s, %s because %v; want %s, %s", v.Cause, v.Confidence, v.Because, tt.cause, tt.confidence)
			}
		})
	}
}

func TestJudgeCards(t *testing.T) {
	want := map[Card]CauseID{
		CardNeedAdminApproval: "consent.admin_approval", CardApprovalRequired: "consent.request_available",
		CardPasswordAgain: "phone.password_profile", CardDeviceNotAllowed: "device.not_managed",
		CardNothingComes: "phone.toggle_off", CardNumber: CauseUnknown, CardSomethingElse: CauseUnknown,
	}
	for _, c := range Cards() {
		v := Judge([]Observation{card(c)})
		if v.Cause != want[c] {
			t.Errorf("%s: got %s, want %s", c, v.Cause, want[c])
		}
		if v.Confidence == Certain {
			t.Errorf("%s: a card alone is never certain", c)
		}
		if v.Confidence == Possible && len(v.Also) == 0 {
			t.Errorf("%s: possible, and nothing else that fits", c)
		}
	}
}

func chosen(cause CauseID) Observation {
	o := ObserveCard("", time.Unix(0, 0))
	o.Cause = cause
	return o
}

// A person's word settles what was open, and is never more than likely.
func TestJudgeTakesThePersonsWord(t *testing.T) {
	list := Observation{Said: &Said{Codes: []int{50126, 53003}}}
	private := Observation{Stage: StageAddress, Source: SourceAddress, About: AboutAccount, Cause: "account.personal"}
	tests := []struct {
		name  string
		seen  []Observation
		cause CauseID
	}{
		{"alone", []Observation{chosen("mailbox.missing")}, "mailbox.missing"},
		{"after a card", []Observation{card(CardPasswordAgain), chosen("session.revoked")}, "session.revoked"},
		{"after a card of another family", []Observation{card(CardNothingComes), chosen("session.expired")}, "session.expired"},
		{"after a bare error", []Observation{oauthError("access_denied", "", ""), chosen("consent.declined")}, "consent.declined"},
		{"after two numbers", []Observation{list, chosen("policy.blocked")}, "policy.blocked"},
		{"against a private address", []Observation{private, chosen("password.wrong")}, "password.wrong"},
	}
	for _, tt := range tests {
		v := Judge(tt.seen)
		if v.Cause != tt.cause || v.Confidence != Likely || !hasReason(v, ReasonChosen, string(tt.cause)) {
			t.Errorf("%s: got %+v", tt.name, v)
		}
		if slices.ContainsFunc(v.Because, func(r Reason) bool { return r.Kind == ReasonContradiction }) {
			t.Errorf("%s: the person does not contradict the own first choice: %+v", tt.name, v.Because)
		}
	}
	v := Judge([]Observation{said(50126, ""), chosen("consent.admin_approval")})
	if v.Cause != "password.wrong" || v.Confidence != Certain || !hasReason(v, ReasonContradiction, "consent.admin_approval") {
		t.Errorf("against Microsoft's number: got %+v", v)
	}
	v = Judge([]Observation{card(CardPasswordAgain), chosen("session.revoked")})
	if !slices.Contains(v.Also, "phone.password_profile") || !slices.Contains(v.Also, "password.wrong") {
		t.Errorf("what was not chosen is forgotten: %v", v.Also)
	}
}

func TestJudgeKnowsAPrivateAddress(t *testing.T) {
	private := Observation{Stage: StageAddress, Source: SourceAddress, About: AboutAccount, Cause: "account.personal"}
	v := Judge([]Observation{card(CardNeedAdminApproval), private})
	if v.Cause != "account.personal" || v.Confidence != Likely || !hasReason(v, ReasonAddress, "account.personal") {
		t.Errorf("with a card: got %+v", v)
	}
	if v = Judge([]Observation{private, said(7000112, "")}); v.Cause != "app.disabled" || v.Confidence != Certain {
		t.Errorf("with Microsoft's number: got %+v", v)
	}
}

func TestJudgeSaysWhereCardAndTextContradict(t *testing.T) {
	v := Judge([]Observation{card(CardNeedAdminApproval), said(50126, "")})
	if v.Cause != "password.wrong" || !hasReason(v, ReasonContradiction, "consent.admin_approval") {
		t.Errorf("got %+v", v)
	}
	v = Judge([]Observation{card(CardNeedAdminApproval), said(90094, "")})
	if v.Confidence != Certain || hasReason(v, ReasonContradiction, "consent.admin_approval") {
		t.Errorf("card and number agree, got %+v", v)
	}
	v = Judge([]Observation{card(CardPasswordAgain), said(50126, "")})
	if hasReason(v, ReasonContradiction, "phone.password_profile") {
		t.Errorf("a wrong password is what that card leaves open, got %+v", v)
	}
}

func TestJudgeLeavesABareRefusalOpenUntilTheCardTells(t *testing.T) {
	bare := oauthError("access_denied", "cancel", "")
	v := Judge([]Observation{bare})
	if v.Confidence != Possible || v.Question != QuestionWhichPage ||
		!slices.Contains(v.Also, "consent.request_available") || !slices.Contains(v.Also, "consent.declined") {
		t.Errorf("got %+v", v)
	}
	v = Judge([]Observation{bare, card(CardApprovalRequired)})
	if v.Cause != "consent.request_available" || v.Confidence != Likely || v.Question != QuestionNone {
		t.Errorf("with the card: got %+v", v)
	}
}

func TestJudgeDoesNotTakeTheComputerForThePhone(t *testing.T) {
	here := said(53003, "")
	here.Stage, here.Source, here.About = StageSignIn, SourceSignIn, AboutThisComputer
	v := Judge([]Observation{here})
	if v.Cause != "policy.blocked" || v.Confidence != Likely || v.About != AboutThisComputer ||
		v.Question != QuestionPhoneSame || !hasReason(v, ReasonHereOnly, "") {
		t.Errorf("seen here only: got %+v", v)
	}
	v = Judge([]Observation{here, said(53003, "")})
	if v.Confidence != Certain || v.About != AboutOrganisation {
		t.Errorf("the phone says the same: got %+v", v)
	}
	v = Judge([]Observation{here, said(90094, "")})
	if v.Cause != "consent.admin_approval" {
		t.Errorf("the phone wins for what is about the phone: got %+v", v)
	}
	organisation := said(7000112, "")
	organisation.Stage, organisation.Source, organisation.About = StageSignIn, SourceSignIn, AboutThisComputer
	if v = Judge([]Observation{organisation}); v.Confidence != Certain || v.About != AboutOrganisation {
		t.Errorf("a disabled app is disabled everywhere: got %+v", v)
	}
}

func TestJudgeIsHealthyOnlyAfterTheMailboxAnswered(t *testing.T) {
	if v := Judge([]Observation{fact(StageTenant, AboutOrganisation, CauseNone)}); v.Cause != CauseUnknown {
		t.Errorf("without the sign-in: got %+v", v)
	}
	v := Judge([]Observation{fact(StageMailAccess, AboutAccount, CauseNone)})
	if v.Cause != CauseNone || v.About != AboutPhone {
		t.Errorf("got %+v", v)
	}
}

func TestJudgeReadsErrorsOnlyWhereNothingElseIsSaid(t *testing.T) {
	tests := []struct {
		seen  Observation
		cause CauseID
	}{
		{oauthError("consent_required", "", ""), "consent.missing"},
		{oauthError("invalid_grant", "", "consent_required"), "consent.missing"},
		{oauthError("invalid_grant", "", "bad_token"), "session.expired"},
		{oauthError("invalid_grant", "", ""), CauseUnknown},
		{oauthError("mfa_required", "", ""), "mfa.required"},
		{oauthError("authorization_declined", "", ""), "consent.declined"},
		{oauthError("unauthorized_client", "", ""), "app.misconfigured"},
		{oauthError("temporarily_unavailable", "", ""), "service.transient"},
		{oauthError("unauthorized_client", "", "protection_policy_required"), "policy.app_protection"},
		{oauthError("invalid_client", "", ""), "app.misconfigured"},
		{oauthError("invalid_scope", "", ""), "client.bad_request"},
	}
	for _, tt := range tests {
		v := Judge([]Observation{tt.seen})
		if v.Cause != tt.cause || v.Confidence == Certain {
			t.Errorf("%s/%s: got %s, %s", tt.seen.Said.Error, tt.seen.Said.Suberror, v.Cause, v.Confidence)
		}
	}
}

func TestJudgeLeavesItsInputAlone(t *testing.T) {
	seen := []Observation{card(CardNeedAdminApproval), said(65001, ""), said(90094, "")}
	before := slices.Clone(seen)
	first, second := Judge(seen), Judge(seen)
	if !slices.EqualFunc(seen, before, func(a, b Observation) bool { return a.Said == b.Said && a.Card == b.Card }) {
		t.Error("the observations changed")
	}
	if first.Cause != second.Cause || len(first.Because) != len(second.Because) {
		t.Error("the same observations gave two verdicts")
	}
}

func hasReason(v Verdict, kind ReasonKind, value string) bool {
	return slices.ContainsFunc(v.Because, func(r Reason) bool { return r.Kind == kind && r.Value == value })
}

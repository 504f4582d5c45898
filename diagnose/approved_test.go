package diagnose

import (
	"slices"
	"testing"
	"time"
)

func heard(a Approval) Observation { return ObserveApproval(a, time.Time{}) }

func inSignIn(o Observation) Observation {
	o.Stage, o.Source = StageSignIn, SourceSignIn
	return o
}

func TestJudgeReadsAnewWhatAsksForAnApprovalThatWasGiven(t *testing.T) {
	open := Approval{}
	elsewhere := Approval{SameAddress: ReplyNo}
	early := Approval{SameAddress: ReplyYes, JustNow: ReplyYes}
	alone := Approval{SameAddress: ReplyYes, JustNow: ReplyNo, Colleague: ReplyYes}
	nobody := Approval{SameAddress: ReplyYes, JustNow: ReplyNo, Colleague: ReplyNo}
	narrow := fact(StageToken, AboutAccount, "consent.scopes_missing")
	picked := fact(StageToken, AboutAccount, "account.wrong_tenant")
	for _, tt := range []struct {
		name       string
		seen       []Observation
		cause      CauseID
		confidence Confidence
		asks       Question
	}{
		{"nothing is answered", []Observation{card(CardNeedAdminApproval), heard(open)}, "consent.approved_for_self", Possible, QuestionStillAsks},
		{"a yes, and nothing says that it still asks", []Observation{heard(open)}, CauseUnknown, Unsure, QuestionNone},
		{"a yes of yesterday, and nothing says so", []Observation{heard(Approval{JustNow: ReplyNo})}, CauseUnknown, Unsure, QuestionNone},
		{"nothing else is known", []Observation{heard(nobody)}, "consent.approved_for_self", Likely, QuestionNone},
		{"another address", []Observation{card(CardNeedAdminApproval), heard(elsewhere)}, "consent.other_tenant", Possible, QuestionNone},
		{"a moment ago", []Observation{said(90094, ""), heard(early)}, "consent.just_approved", Likely, QuestionNone},
		{"it works for a colleague", []Observation{said(90094, ""), heard(alone)}, "consent.not_for_all", Likely, QuestionNone},
		{"it works for nobody", []Observation{said(90094, ""), heard(nobody)}, "consent.approved_for_self", Likely, QuestionNone},
		{"the same again in a sign-in", []Observation{said(90094, ""), inSignIn(said(90094, "")), heard(open)},
			"consent.approved_for_self", Possible, QuestionStillAsks},
		{"the form came back", []Observation{inSignIn(said(90095, "")), heard(nobody)}, "consent.request_lapsed", Possible, QuestionNone},
		{"the form came back at another address", []Observation{inSignIn(said(90095, "")), heard(elsewhere)}, "consent.other_tenant", Possible, QuestionNone},
		{"no assignment", []Observation{card(CardNeedAdminApproval), inSignIn(said(50105, "")), heard(open)}, "app.user_not_assigned", Certain, QuestionNone},
		{"switched off", []Observation{said(90094, ""), inSignIn(said(7000112, "")), heard(nobody)}, "app.disabled", Certain, QuestionNone},
		{"a part is missing", append(passed(StageSignIn), card(CardNeedAdminApproval), narrow, heard(nobody)), "consent.scopes_missing", Certain, QuestionNone},
		{"an account of another company", []Observation{card(CardNeedAdminApproval), picked, heard(nobody)}, "account.wrong_tenant", Certain, QuestionNone},
		{"it works now", append(passed(StageSignIn, StageToken, StageMailAccess), said(90094, ""), heard(alone)), CauseNone, Likely, QuestionNone},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := Judge(tt.seen)
			if v.Cause != tt.cause || v.Confidence != tt.confidence || v.Question != tt.asks {
				t.Errorf("%s, %s, asks %q because %v; want %s, %s, %q", v.Cause, v.Confidence, v.Question, v.Because, tt.cause, tt.confidence, tt.asks)
			}
			if slices.Contains(v.Also, "consent.admin_approval") || slices.Contains(v.Also, v.Cause) {
				t.Errorf("it could also be %v", v.Also)
			}
		})
	}
}

// The form comes back for other reasons too: a yes for one account, another company, another app.
func TestAFormThatCameBackMayHaveOtherReasons(t *testing.T) {
	v := Judge([]Observation{inSignIn(said(90095, "")), heard(Approval{SameAddress: ReplyYes, JustNow: ReplyNo, Colleague: ReplyNo})})
	for _, other := range []CauseID{"consent.approved_for_self", "consent.other_tenant", "consent.other_app"} {
		if !slices.Contains(v.Also, other) {
			t.Errorf("%s is not among %v", other, v.Also)
		}
	}
}

// What was seen is still said, and that somebody said yes.
func TestAnApprovalThatWasGivenIsAReasonBesideWhatWasSeen(t *testing.T) {
	v := Judge([]Observation{said(90094, ""), heard(Approval{SameAddress: ReplyNo})})
	if !hasReason(v, ReasonCode, "90094") || !hasReason(v, ReasonHeard, "consent.other_tenant") {
		t.Errorf("because %v", v.Because)
	}
}

// A yes about an approval has nothing to say where approving was never the matter.
func TestAnApprovalSaysNothingBesideAnotherCause(t *testing.T) {
	for _, a := range []Approval{{}, {SameAddress: ReplyYes, JustNow: ReplyNo, Colleague: ReplyNo}} {
		v := Judge([]Observation{said(53003, ""), heard(a)})
		if v.Cause != "policy.blocked" || hasReason(v, ReasonHeard, "consent.approved_for_self") {
			t.Errorf("%+v: %s because %v", a, v.Cause, v.Because)
		}
	}
}

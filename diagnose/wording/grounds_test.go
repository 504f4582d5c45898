package wording

import (
	"strings"
	"testing"

	"synchelper/diagnose"
)

// answered is the answer to observations, with how the question for the company ended.
func answered(t *testing.T, tenant diagnose.StageState, seen ...diagnose.Observation) Answer {
	t.Helper()
	d := diagnose.Diagnosis{Observations: seen, Verdict: diagnose.Judge(seen),
		Stages: []diagnose.Stage{{ID: diagnose.StageTenant, State: tenant}}}
	return words(t, "en").Answer(d)
}

// TestWhoseWordAnAnswerIs: "Microsoft said so" is for what Microsoft wrote in a sign-in here; what the phone shows is
// the phone's word until then, and what somebody chose or answered is theirs.
func TestWhoseWordAnAnswerIs(t *testing.T) {
	card := diagnose.Observation{Source: diagnose.SourceCard, About: diagnose.AboutPhone, Stage: diagnose.StagePhone,
		Card: diagnose.CardNeedAdminApproval}
	text := diagnose.Observation{Source: diagnose.SourceText, About: diagnose.AboutPhone, Stage: diagnose.StagePhone,
		Said: &diagnose.Said{Codes: []int{90094}, Primary: 90094}}
	server := diagnose.Observation{Source: diagnose.SourceServer, About: diagnose.AboutOrganisation, Stage: diagnose.StageTenant,
		Cause: "tenant.not_found"}
	yes := diagnose.ObserveApproval(diagnose.Approval{SameAddress: diagnose.ReplyYes, JustNow: diagnose.ReplyNo,
		Colleague: diagnose.ReplyYes}, diagnose.Diagnosis{}.Created)
	at := func(code int) diagnose.Observation {
		return diagnose.Observation{Source: diagnose.SourceSignIn, About: diagnose.AboutThisComputer, Stage: diagnose.StageSignIn,
			Said: &diagnose.Said{Codes: []int{code}, Primary: code}}
	}
	for want, seen := range map[string][]diagnose.Observation{
		"This answer fits what you chose.": {card}, "The servers that we asked": {server}, "from your answers": {card, yes},
		"The message on the iPhone": {text}, "message on the iPhone says so": {text, at(50126)},
		"Microsoft said so.": {text, at(90094)}, "Microsoft said": {at(90094)},
	} {
		if a := answered(t, diagnose.Passed, seen...); !strings.Contains(a.Confidence, want) {
			t.Errorf("%q, want %q", a.Confidence, want)
		}
	}
}

// TestMicrosoftThatGaveNoAnswerIsSaid: the answer stands on the person's word alone then, and is not taken for a checked one.
func TestMicrosoftThatGaveNoAnswerIsSaid(t *testing.T) {
	card := diagnose.ObserveCard(diagnose.CardNeedAdminApproval, diagnose.Diagnosis{}.Created)
	offline := diagnose.Observation{Source: diagnose.SourceServer, Stage: diagnose.StageTenant, About: diagnose.AboutThisComputer,
		Cause: "network.offline"}
	if a := answered(t, diagnose.Failed, card, offline); !strings.Contains(a.Caution, "no answer from Microsoft") {
		t.Errorf("it says %q", a.Caution)
	}
	for name, a := range map[string]Answer{"it answered": answered(t, diagnose.Passed, card),
		"the network is the answer": answered(t, diagnose.Failed, offline)} {
		if a.Caution != "" {
			t.Errorf("%s: it says %q", name, a.Caution)
		}
	}
	if a := answered(t, diagnose.Failed, card, offline); !strings.Contains(strings.Join(a.HowWeKnow, "\n"), "Seen in our check: \"This computer") {
		t.Errorf("how we know: %q", a.HowWeKnow)
	}
}

func TestWhereNothingWasFoundTheSignInComesFirst(t *testing.T) {
	a := answered(t, diagnose.Passed)
	if a.Primary != PrimarySignIn || !strings.Contains(a.WhoCanFix, "Not known yet") || a.MessageStep != -1 {
		t.Errorf("%s, %q, %d", a.Primary, a.WhoCanFix, a.MessageStep)
	}
}

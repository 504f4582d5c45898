package diagnose

import (
	"slices"
	"testing"
)

func passed(stages ...StageID) []Observation {
	var all []Observation
	for _, s := range stages {
		all = append(all, Observation{Stage: s, Source: SourceSignIn, About: AboutAccount, Cause: CauseNone})
	}
	return all
}

func TestJudgeFollowsTheRunWhereItDisprovesThePhone(t *testing.T) {
	everything := slices.Clip(passed(StageSignIn, StageToken, StageMailAccess))
	tests := []struct {
		name    string
		seen    []Observation
		cause   CauseID
		refuted CauseID // said to be gone; empty: nothing is
		never   []CauseID
	}{
		{"approved in between", append(everything, card(CardNeedAdminApproval)), CauseNone, "consent.admin_approval", nil},
		{"approved in between, by number", append(everything, said(90094, "")), CauseNone, "consent.admin_approval", nil},
		{"switched on in between", append(everything, said(7000112, "")), CauseNone, "app.disabled", nil},
		{"a policy sees the phone, not the computer", append(everything, said(53003, "")), "policy.blocked", "", nil},
		{"an unmanaged phone", append(everything, card(CardDeviceNotAllowed)), "device.not_managed", "", nil},
		{"an old profile", append(everything, card(CardPasswordAgain)), "phone.password_profile", "",
			[]CauseID{"account.personal", "account.shared_mailbox"}},
		{"nothing comes", append(everything, card(CardNothingComes)), "phone.toggle_off", "", nil},
		{"a lock counts places apart", append(everything, said(50053, "")), "account.locked", "", nil},
		{"a mailbox that took a token once", append(everything, fact(StagePhone, AboutPhone, "mailbox.activesync_off")),
			"mailbox.activesync_off", "", nil},
		{"a phone that is blocked", append(everything, chosen("mailbox.device_blocked")), "mailbox.device_blocked", "", nil},
		{"a bare refusal", append(everything, oauthError("access_denied", "cancel", "")), CauseNone,
			"consent.admin_approval", nil},
		{"signed in, and no further", append(passed(StageSignIn), card(CardNeedAdminApproval)), CauseUnknown,
			"consent.admin_approval", nil},
		{"signed in says nothing of the mailbox", append(passed(StageSignIn, StageToken), card(CardNothingComes)),
			"phone.toggle_off", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := Judge(tt.seen)
			if v.Cause != tt.cause {
				t.Fatalf("got %s because %v, want %s", v.Cause, v.Because, tt.cause)
			}
			for _, id := range tt.never {
				if slices.Contains(v.Also, id) {
					t.Errorf("%s is still thought possible", id)
				}
			}
			said := slices.ContainsFunc(v.Because, func(r Reason) bool {
				return r.Kind == ReasonRefuted && CauseID(r.Value) == tt.refuted
			})
			if said != (tt.refuted != "") {
				t.Errorf("reasons %v, want %q refuted", v.Because, tt.refuted)
			}
			if !hasReason(v, ReasonPassed, string(StageSignIn)) {
				t.Errorf("reasons %v do not say that the sign-in worked", v.Because)
			}
		})
	}
}

// This computer's own trouble is no headline while the phone shows something that is likely by itself.
func TestJudgePutsThePhoneBeforeThisComputer(t *testing.T) {
	intercepted := fact(StageTenant, AboutThisComputer, "network.tls_intercepted")
	v := Judge([]Observation{card(CardNeedAdminApproval), intercepted})
	if v.Cause != "consent.admin_approval" || !slices.Contains(v.Also, "network.tls_intercepted") {
		t.Errorf("a likely card: got %+v", v)
	}
	v = Judge([]Observation{card(CardNothingComes), intercepted})
	if v.Cause != "network.tls_intercepted" || v.Confidence != Likely || v.About != AboutThisComputer {
		t.Errorf("an open card: got %+v", v)
	}
	refused := said(53003, "")
	refused.Stage, refused.Source, refused.About = StageSignIn, SourceSignIn, AboutThisComputer
	v = Judge([]Observation{card(CardNeedAdminApproval), refused})
	if v.Cause != "consent.admin_approval" || !slices.Contains(v.Also, "policy.blocked") {
		t.Errorf("a policy here, another page there: got %+v", v)
	}
	v = Judge([]Observation{card(CardDeviceNotAllowed), refused})
	if v.Cause != "policy.blocked" || v.Confidence != Likely {
		t.Errorf("a policy here that fits the card: got %+v", v)
	}
}

func TestJudgeTakesAForbiddenMailboxForNoProof(t *testing.T) {
	v := Judge([]Observation{fact(StageMailAccess, AboutAccount, "mailbox.activesync_off")})
	if v.Cause != "mailbox.activesync_off" || v.Confidence != Likely {
		t.Errorf("got %+v", v)
	}
	challenged := oauthError("insufficient_claims", "", "")
	challenged.Stage, challenged.Source, challenged.About = StageMailAccess, SourceServer, AboutThisComputer
	if v = Judge([]Observation{challenged}); v.Confidence != Possible || v.About != AboutThisComputer {
		t.Errorf("a claims challenge: got %+v", v)
	}
}

// What went through under another name says nothing of the address that the phone uses.
func TestJudgeTakesNoOtherAccountForThisOne(t *testing.T) {
	other := passed(StageSignIn, StageToken, StageMailAccess)
	for i := range other {
		other[i].Account = "user.one@contoso.com"
	}
	other = slices.Clip(other)
	for _, tt := range []struct {
		name  string
		seen  []Observation
		cause CauseID
	}{
		{"an address that several people use", append(other, said(50057, "")), "account.shared_mailbox"},
		{"an address that is no sign-in name", append(other, said(50034, "")), "account.upn_differs"},
		{"another company", append(other, said(50020, "")), "account.wrong_tenant"},
		{"no approval", append(other, card(CardNeedAdminApproval)), "consent.admin_approval"},
		{"nothing from the phone", other, CauseNone},
	} {
		v := Judge(tt.seen)
		if v.Cause != tt.cause || hasReason(v, ReasonPassed, string(StageSignIn)) {
			t.Errorf("%s: %s because %v, want %s", tt.name, v.Cause, v.Because, tt.cause)
		}
		if tt.cause == CauseNone && (v.Confidence != Possible || !slices.Contains(v.Also, "account.upn_differs")) {
			t.Errorf("%s: %+v", tt.name, v)
		}
	}
}

// A slip of the finger on this computer is not what is wrong with the phone.
func TestJudgeMakesLittleOfWhatWasTypedHere(t *testing.T) {
	slip := said(50126, "")
	slip.Stage, slip.Source, slip.About = StageSignIn, SourceSignIn, AboutAccount
	if v := Judge([]Observation{card(CardNeedAdminApproval), slip}); v.Cause != "consent.admin_approval" {
		t.Errorf("with a card: %+v", v)
	}
	if v := Judge([]Observation{slip}); v.Cause != "password.wrong" || v.Confidence != Possible {
		t.Errorf("alone: %+v", v)
	}
	picked := fact(StageToken, AboutAccount, "account.wrong_tenant")
	picked.Source = SourceSignIn
	if v := Judge([]Observation{card(CardNeedAdminApproval), picked}); v.Cause != "consent.admin_approval" {
		t.Errorf("another account picked: %+v", v)
	}
}

// A server of the company's own whose tokens come from Entra may need the same approval.
func TestJudgeLeavesOpenWhatAServerLeavesOpen(t *testing.T) {
	own := fact(StageAutodiscover, AboutAccount, "mailbox.on_premises")
	if v := Judge([]Observation{card(CardNeedAdminApproval), own}); v.Cause != "mailbox.on_premises" {
		t.Errorf("sure: %+v", v)
	}
	own.Unsure = true
	v := Judge([]Observation{card(CardNeedAdminApproval), own})
	if v.Cause != "consent.admin_approval" || !slices.Contains(v.Also, "mailbox.on_premises") {
		t.Errorf("unsure: %+v", v)
	}
}

// provenByNoStage are the causes that may be there although every stage passed, by the reason for it.
func provenByNoStage() map[string][]CauseID {
	return map[string][]CauseID{
		"a policy looks at device, place, client or risk, and this computer's are other ones": {"policy.blocked",
			"policy.security_defaults", "policy.app_protection", "policy.tenant_restrictions", "policy.location",
			"policy.device_code", "account.risk", "device.not_compliant", "device.not_managed", "device.wrong_control",
			"device.not_registered", "mfa.required", "mfa.registration", "mfa.failed"},
		"a saved password and a session are the phone's own, and a lock counts places apart": {"password.wrong",
			"password.expired", "password.must_change", "session.expired", "session.revoked", "session.frequency",
			"account.locked"},
		"the mailbox took one token, from this computer, and that is all": {"mailbox.missing", "mailbox.activesync_off",
			"mailbox.device_blocked", "mailbox.too_many_devices", "mailbox.policy_required", "mailbox.on_premises",
			"mailbox.moved", "autodiscover.wrong_server"},
		"it is a matter of the phone, its network or what it sends": {"phone.password_profile", "phone.mdm_no_oauth",
			"phone.account_changes_off", "phone.toggle_off", "phone.os_too_old", "phone.no_connection", "mac.ews_off",
			"client.bad_request", "not_entra", CauseStrangeLink},
		"a network is another one a minute later": {"network.offline", "network.dns", "network.tls_intercepted",
			"network.proxy", "network.captive_portal", "network.clock", "network.unreachable"},
	}
}

// Whoever adds a cause decides whether a run can show that it is absent.
func TestEveryCauseIsDisprovenByAStageOrByNone(t *testing.T) {
	shown := refutation(proofs())
	named := make(map[CauseID]bool)
	for _, ids := range provenByNoStage() {
		for _, id := range ids {
			stage, gone := shown.of(id)
			if named[id] || gone || !Known(id) {
				t.Errorf("provenByNoStage names %s: twice %t, known %t, disproven by %q", id, named[id], Known(id), stage)
			}
			named[id] = true
		}
	}
	for _, c := range Causes() {
		if _, gone := shown.of(c.ID); !gone && !named[c.ID] {
			t.Errorf("%s: does a stage that passed show it to be absent? Name it in proofs (refute.go), or in "+
				"provenByNoStage beside the reason", c.ID)
		}
	}
}

package diagnose

import "slices"

// proof is what a stage that passed shows to be absent, in this user's name, at this time. What depends on the device or
// its network is in none of them: the iPhone may get another answer.
type proof struct {
	stage    StageID
	families []Family
	causes   []CauseID
}

// proofs are, in the order of a run: an authorization code for the mail app came and gave a token (RFC 6749 §4.1), so
// Entra knows app and account, somebody has allowed the app, and no assignment was missing; the token has the mail scope.
// That the mailbox took it proves no more than that. A lock counts places apart, a second step, a session and a saved
// password are the phone's own, and no password need have been asked for here: none of them is in the list.
func proofs() []proof {
	return []proof{
		{stage: StageSignIn,
			families: []Family{FamilyConsentAdmin, FamilyRequest, FamilyConsentDeclined, FamilyAppDisabled, FamilyAppNotInTenant,
				FamilyAppMisconfigured, FamilyNotAssigned, FamilyAccountUnknown, FamilyDirectory},
			causes: []CauseID{"consent.missing", "consent.finished_with_error_page", "account.disabled",
				"account.shared_mailbox", "service.transient", "service.throttled"}},
		{stage: StageToken, causes: []CauseID{"consent.scopes_missing", "service.not_subscribed"}},
		{stage: StageMailAccess},
	}
}

// refutation is what the stages that passed have shown.
type refutation []proof

func refutationOf(observations []Observation) refutation {
	var shown refutation
	for _, p := range proofs() {
		// What went through under another name proves nothing about this one.
		if slices.ContainsFunc(observations, func(o Observation) bool {
			return o.Stage == p.stage && o.healthy() && o.Account == ""
		}) {
			shown = append(shown, p)
		}
	}
	return shown
}

// of returns the stage that shows a cause to be absent; false when none does.
func (r refutation) of(cause CauseID) (StageID, bool) {
	for _, p := range r {
		if slices.Contains(p.families, CauseOf(cause).Family) || slices.Contains(p.causes, cause) {
			return p.stage, true
		}
	}
	return "", false
}

// apply takes out of the findings what the run has refuted. A finding whose first cause is refuted goes on with what it
// left open. What was dropped is said: the phone showed it, and it is gone by now or was about another account.
func (r refutation) apply(findings []finding) (left []finding, reasons []Reason) {
	refuted := func(id CauseID) bool { _, gone := r.of(id); return gone }
	for _, f := range findings {
		f.also = slices.DeleteFunc(slices.Clone(f.also), refuted)
		if stage, gone := r.of(f.cause); gone {
			reasons = append(reasons, Reason{Kind: ReasonRefuted, Value: string(f.cause), Stage: stage})
			if len(f.also) == 0 {
				continue
			}
			f.cause, f.also, f.confidence, f.question = f.also[0], f.also[1:], Possible, QuestionNone
			f.about = CauseOf(f.cause).About
		}
		left = append(left, f)
	}
	for _, p := range r {
		reasons = append(reasons, Reason{Kind: ReasonPassed, Value: string(p.stage), Stage: p.stage})
	}
	return left, reasons
}

// withOtherAccount reads what the phone was told of the address again where the person signed in under another name in the
// same company: a name that Entra does not know is then the wrong one of two, and an account that is switched off is one
// that several people open with their own.
func withOtherAccount(findings []finding, observations []Observation) []finding {
	if !slices.ContainsFunc(observations, func(o Observation) bool { return o.healthy() && o.Account != "" }) {
		return findings
	}
	instead := map[CauseID]CauseID{"account.not_found": "account.upn_differs", "account.disabled": "account.shared_mailbox"}
	for i := range findings {
		f := &findings[i]
		if better, ok := instead[f.cause]; ok && f.phone {
			f.also = append([]CauseID{f.cause}, f.also...)
			f.cause, f.confidence, f.question = better, Likely, QuestionNone
			f.about = CauseOf(better).About
		}
	}
	return findings
}

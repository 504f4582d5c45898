package diagnose

import "slices"

// proof is what a stage that passed shows to be absent, in this user's name, at this time. What depends on the device or
// its network is in none of them: the iPhone may get another answer.
type proof struct {
	stage    StageID
	families []Family
	causes   []CauseID
}

// proofs are, in the order of a run: an authorization code for the mail app came (RFC 6749 §4.1.2), so Entra knows app
// and account, somebody has allowed the app, and no assignment was missing; a token with the mail scope came; the
// mailbox accepted it. A second step, a session and a password that the phone has saved are the phone's own.
func proofs() []proof {
	return []proof{
		{stage: StageSignIn,
			families: []Family{FamilyConsentAdmin, FamilyRequest, FamilyConsentDeclined, FamilyAppDisabled, FamilyAppNotInTenant,
				FamilyAppMisconfigured, FamilyNotAssigned, FamilyAccountState, FamilyAccountUnknown, FamilyDirectory},
			causes: []CauseID{"consent.missing", "consent.finished_with_error_page", "password.expired", "password.must_change",
				"service.transient", "service.throttled"}},
		{stage: StageToken, causes: []CauseID{"consent.scopes_missing"}},
		{stage: StageMailAccess, causes: []CauseID{"mailbox.missing", "mailbox.activesync_off", "mailbox.on_premises",
			"mailbox.moved", "autodiscover.wrong_server", "service.not_subscribed"}},
	}
}

// refutation is what the stages that passed have shown.
type refutation []proof

func refutationOf(observations []Observation) refutation {
	var shown refutation
	for _, p := range proofs() {
		if slices.ContainsFunc(observations, func(o Observation) bool { return o.Stage == p.stage && o.healthy() }) {
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

package diagnose

// evidence is what a card, an OAuth error or a suberror means when nothing more precise was said.
type evidence struct {
	cause      CauseID
	confidence Confidence
	also       []CauseID
	question   Question
}

// NeedsText says whether a card means nothing by itself: Number and SomethingElse only announce a text.
func (c Card) NeedsText() bool {
	_, means := cardEvidence(c)
	return !means
}

// fromCard says what a card alone means.
func (f *finding) fromCard(o Observation) bool {
	e, ok := cardEvidence(o.Card)
	return ok && f.take(e, weightCard, Reason{Kind: ReasonCard, Value: string(o.Card), Stage: o.Stage})
}

// fromError falls back on the OAuth error where neither a number nor a known sentence came with it.
func (f *finding) fromError(said *Said, reason func(ReasonKind, string)) bool {
	for _, value := range []string{said.Suberror, said.Error} {
		if e, ok := errorEvidence(value); ok {
			reason(ReasonError, value)
			return f.take(e, weightError)
		}
	}
	return false
}

func (f *finding) take(e evidence, weight int, reasons ...Reason) bool {
	f.cause, f.confidence, f.also, f.question, f.weight = e.cause, e.confidence, e.also, e.question, weight
	f.reasons = append(f.reasons, reasons...)
	return true
}

func cardEvidence(card Card) (evidence, bool) {
	switch card {
	case CardNeedAdminApproval:
		return evidence{cause: "consent.admin_approval", confidence: Likely,
			also: []CauseID{"consent.risky_app"}}, true
	case CardApprovalRequired:
		return evidence{cause: "consent.request_available", confidence: Likely,
			also: []CauseID{"consent.request_pending", "consent.request_risky"}}, true
	case CardPasswordAgain:
		return evidence{cause: "phone.password_profile", confidence: Possible, question: QuestionPasswordNew,
			also: []CauseID{"password.wrong", "password.expired", "session.revoked", "account.personal",
				"account.shared_mailbox", "phone.mdm_no_oauth"}}, true
	case CardDeviceNotAllowed:
		return evidence{cause: "device.not_managed", confidence: Possible,
			also: []CauseID{"device.not_compliant", "device.not_registered", "policy.app_protection",
				"policy.blocked", "mailbox.device_blocked"}}, true
	case CardNothingComes:
		return evidence{cause: "phone.toggle_off", confidence: Possible,
			also: []CauseID{"mailbox.device_blocked", "mailbox.activesync_off", "session.expired",
				"phone.no_connection"}}, true
	}
	return evidence{}, false
}

// errorEvidence maps error and suberror of RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6 and Microsoft's
// own ones. invalid_grant is missing on purpose: it stands for anything from a wrong password to a policy.
func errorEvidence(value string) (evidence, bool) {
	switch value {
	case "access_denied":
		// The page "Need admin approval" leaves nothing but this behind, and so does a consent page left by Cancel.
		return evidence{cause: "consent.admin_approval", confidence: Possible, question: QuestionWhichPage,
			also: []CauseID{"consent.request_available", "consent.declined"}}, true
	case "consent_required":
		return evidence{cause: "consent.missing", confidence: Likely, also: []CauseID{"consent.admin_approval"}}, true
	case "login_required", "interaction_required", "token_expired", "bad_token":
		return evidence{cause: "session.expired", confidence: Possible,
			also: []CauseID{"mfa.required", "session.revoked"}}, true
	case "insufficient_claims":
		// Exchange Online says so when the token itself is good and the circumstances are not (continuous access evaluation).
		return evidence{cause: "policy.blocked", confidence: Possible,
			also: []CauseID{"policy.location", "session.revoked", "account.risk"}}, true
	case "invalid_token": // RFC 6750 §3.1
		return evidence{cause: "session.revoked", confidence: Possible, also: []CauseID{"account.disabled", "service.transient"}}, true
	case "mfa_required":
		return evidence{cause: "mfa.required", confidence: Likely}, true
	case "authorization_declined":
		return evidence{cause: "consent.declined", confidence: Likely}, true
	case "unauthorized_client":
		return evidence{cause: "app.misconfigured", confidence: Possible,
			also: []CauseID{"app.disabled", "app.not_in_tenant"}}, true
	case "user_password_expired":
		return evidence{cause: "password.expired", confidence: Likely}, true
	case "protection_policy_required":
		return evidence{cause: "policy.app_protection", confidence: Likely}, true
	case "device_authentication_failed":
		return evidence{cause: "device.not_registered", confidence: Likely}, true
	case "temporarily_unavailable", "server_error":
		return evidence{cause: "service.transient", confidence: Likely}, true
	case "invalid_client", "invalid_resource":
		return evidence{cause: "app.misconfigured", confidence: Possible, also: []CauseID{"app.credentials"}}, true
	case "invalid_request", "invalid_scope", "unsupported_response_type", "unsupported_grant_type":
		return evidence{cause: "client.bad_request", confidence: Possible, also: []CauseID{"app.misconfigured"}}, true
	}
	return evidence{}, false
}

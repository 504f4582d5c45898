package wording

import (
	"slices"

	"synchelper/diagnose"
)

// Decision names what whoever gets a sheet is asked to decide. Its words are sheet.<decision>.… in assets/messages.
type Decision string

// The decisions.
const (
	DecisionApproval  Decision = "approval"  // may people use the app?
	DecisionRequest   Decision = "request"   // a request waits for a reviewer
	DecisionApproved  Decision = "approved"  // the app was allowed, and the phone still asks
	DecisionGrant     Decision = "grant"     // what was allowed is there in part, or nobody knows
	DecisionDisabled  Decision = "disabled"  // the app is switched off
	DecisionAssigned  Decision = "assigned"  // only assigned people may use the app
	DecisionRule      Decision = "rule"      // a rule keeps the phone out
	DecisionProtected Decision = "protected" // a rule lets in protected apps alone
	DecisionMailbox   Decision = "mailbox"   // a setting of the mailbox keeps the phone out
	DecisionShared    Decision = "shared"    // the mailbox of several people
	DecisionAccount   Decision = "account"   // the account, its password or its second step
	DecisionOff       Decision = "off"       // the account is switched off
	DecisionRisk      Decision = "risk"      // somebody else may have signed in
	DecisionOften     Decision = "often"     // a rule asks for a new sign-in often
	DecisionEWS       Decision = "ews"       // Microsoft closes the way of Mail on a Mac
	DecisionFault     Decision = "fault"     // something to mend, and nothing to permit
	DecisionUser      Decision = "user"      // nothing: the user acts first
)

// decisionsOfFamilies are those that follow from the family alone.
func decisionsOfFamilies() map[diagnose.Family]Decision {
	return map[diagnose.Family]Decision{
		diagnose.FamilyConsentAdmin:   DecisionApproval,
		diagnose.FamilyConsentMissing: DecisionApproval,
		diagnose.FamilyRequest:        DecisionRequest,
		diagnose.FamilyAppDisabled:    DecisionDisabled,
		diagnose.FamilyNotAssigned:    DecisionAssigned,
		diagnose.FamilyPolicy:         DecisionRule,
		diagnose.FamilyDevice:         DecisionRule,
		diagnose.FamilyMFA:            DecisionAccount,
		diagnose.FamilyPassword:       DecisionAccount,
		diagnose.FamilyAccountState:   DecisionAccount,
	}
}

// decisionsOfCauses are those that differ from their family's.
func decisionsOfCauses() map[diagnose.CauseID]Decision {
	return map[diagnose.CauseID]Decision{
		"consent.approved_for_self":        DecisionApproved,
		"consent.other_tenant":             DecisionApproved,
		"consent.other_app":                DecisionApproved,
		"consent.not_for_all":              DecisionApproved,
		"consent.just_approved":            DecisionUser,     // who waits
		"consent.request_lapsed":           DecisionApproval, // there is no request any more
		"consent.scopes_missing":           DecisionGrant,
		"consent.finished_with_error_page": DecisionGrant,
		"app.disabled_by_microsoft":        DecisionFault,
		diagnose.CauseStrangeLink:          DecisionFault,
		"account.shared_mailbox":           DecisionShared,
		"account.disabled":                 DecisionOff,
		"account.not_found":                DecisionFault,
		"account.risk":                     DecisionRisk,
		"mfa.required":                     DecisionUser,
		"policy.app_protection":            DecisionProtected,
		"policy.device_code":               DecisionUser,
		"policy.security_defaults":         DecisionUser,
		"session.frequency":                DecisionOften,
		"directory.logon_hours":            DecisionRule,
		"phone.account_changes_off":        DecisionRule,
		"phone.toggle_off":                 DecisionFault,
		"phone.password_profile":           DecisionFault,
		"mac.ews_off":                      DecisionEWS,
		"mailbox.activesync_off":           DecisionMailbox,
		"mailbox.device_blocked":           DecisionMailbox,
		"mailbox.moved":                    DecisionFault,
		"mailbox.too_many_devices":         DecisionFault,
		"mailbox.policy_required":          DecisionFault,
		"network.dns":                      DecisionFault,
		"network.proxy":                    DecisionFault,
		"network.tls_intercepted":          DecisionFault,
		"network.unreachable":              DecisionFault,
	}
}

// decisionOf is what a cause asks whoever can end it to decide.
func decisionOf(cause diagnose.Cause) Decision {
	if decision, ok := decisionsOfCauses()[cause.ID]; ok {
		return decision
	}
	if decision, ok := decisionsOfFamilies()[cause.Family]; ok {
		return decision
	}
	others := func(who diagnose.Who) bool {
		return !slices.Contains([]diagnose.Who{diagnose.WhoUser, diagnose.WhoNobody, diagnose.WhoVendor}, who)
	}
	if cause.Who[0] == diagnose.WhoUser || !slices.ContainsFunc(cause.Who, others) {
		return DecisionUser
	}
	return DecisionFault
}

// aboutApp says whether it is decided what an app may do, so that its permissions and link matter.
func (d Decision) aboutApp() bool {
	return d.byCommand() || d == DecisionGrant || d == DecisionApproved
}

// letsIn says whether a yes lets people in who were kept out.
func (d Decision) letsIn() bool { return d.byCommand() || d == DecisionRule }

// byCommand says whether commands are a part of their own. The others have those of the cause among their steps.
func (d Decision) byCommand() bool {
	return slices.Contains([]Decision{DecisionApproval, DecisionRequest, DecisionDisabled, DecisionAssigned}, d)
}

// sheetSources are the pages behind a sheet, a few: what its own steps speak of, then the cause's own.
func sheetSources(cause diagnose.Cause, decision Decision) []diagnose.SourceRef {
	const most = 5
	var list []diagnose.SourceRef
	for _, s := range append(sourcesOfDecisions()[decision], cause.Sources...) {
		same := func(other diagnose.SourceRef) bool { return other.URL == s.URL }
		if len(list) < most && !slices.ContainsFunc(list, same) {
			list = append(list, s)
		}
	}
	return list
}

// sourcesOfDecisions are the pages behind what the sheets about an app say.
func sourcesOfDecisions() map[Decision][]diagnose.SourceRef {
	const enterpriseApps = "https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/"
	policies := diagnose.SourceRef{URL: enterpriseApps + "manage-app-consent-policies", Date: "2026-01"}
	assigning := diagnose.SourceRef{URL: enterpriseApps + "assign-user-or-group-access-portal", Date: "2025-04"}
	permissions := diagnose.SourceRef{URL: enterpriseApps + "manage-application-permissions", Date: "2023-09"}
	phishing := diagnose.SourceRef{URL: enterpriseApps + "protect-against-consent-phishing", Date: "2023-12"}
	switching := diagnose.SourceRef{URL: enterpriseApps + "disable-user-sign-in-portal", Date: "2024-02"}
	return map[Decision][]diagnose.SourceRef{
		DecisionApproval: {policies, assigning, phishing},
		DecisionRequest:  {policies, assigning},
		DecisionGrant:    {policies, permissions},
		DecisionApproved: {policies, permissions},
		DecisionDisabled: {policies, switching},
		DecisionAssigned: {policies, assigning},
	}
}

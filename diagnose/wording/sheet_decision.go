package wording

import (
	"slices"
	"strings"

	"synchelper/diagnose"
)

// Decision names what whoever gets a sheet is asked to decide. Its words are sheet.<decision>.… in assets/messages.
type Decision string

// The decisions.
const (
	DecisionApproval Decision = "approval" // may people use the app?
	DecisionRequest  Decision = "request"  // a request waits for a reviewer
	DecisionGrant    Decision = "grant"    // what was allowed is there in part, or nobody knows
	DecisionDisabled Decision = "disabled" // the app is switched off
	DecisionAssigned Decision = "assigned" // only assigned people may use the app
	DecisionRule     Decision = "rule"     // a rule keeps the phone out
	DecisionMailbox  Decision = "mailbox"  // a setting of the mailbox keeps the phone out
	DecisionShared   Decision = "shared"   // the mailbox of several people
	DecisionAccount  Decision = "account"  // the account, its password or its second step
	DecisionFault    Decision = "fault"    // something to mend, and nothing to permit
	DecisionUser     Decision = "user"     // nothing: the user acts first
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
		"consent.scopes_missing":           DecisionGrant,
		"consent.finished_with_error_page": DecisionGrant,
		"app.disabled_by_microsoft":        DecisionFault,
		"account.shared_mailbox":           DecisionShared,
		"account.risk":                     DecisionAccount,
		"policy.device_code":               DecisionFault,
		"policy.security_defaults":         DecisionFault,
		"session.frequency":                DecisionRule,
		"directory.logon_hours":            DecisionRule,
		"phone.account_changes_off":        DecisionRule,
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
	switch {
	case strings.HasPrefix(string(cause.ID), "mailbox."):
		return DecisionMailbox
	case cause.Who[0] == diagnose.WhoUser || !slices.ContainsFunc(cause.Who, others):
		return DecisionUser
	}
	return DecisionFault
}

// aboutApp says whether it is decided what an app may do, so that its permissions, link and commands matter.
func (d Decision) aboutApp() bool {
	return slices.Contains([]Decision{DecisionApproval, DecisionRequest, DecisionGrant, DecisionDisabled, DecisionAssigned}, d)
}

// sheetSources are the pages behind a sheet: the cause's own, and those behind what every sheet about an app says.
func sheetSources(cause diagnose.Cause, decision Decision) []diagnose.SourceRef {
	list := slices.Clone(cause.Sources)
	if !decision.aboutApp() {
		return list
	}
	const enterpriseApps = "https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/"
	for _, s := range []diagnose.SourceRef{
		{URL: enterpriseApps + "manage-app-consent-policies", Date: "2026-01"},
		{URL: enterpriseApps + "configure-user-consent", Date: "2025-06"},
		{URL: enterpriseApps + "assign-user-or-group-access-portal", Date: "2025-04"},
		{URL: enterpriseApps + "manage-application-permissions", Date: "2023-09"},
		{URL: enterpriseApps + "create-service-principal-cross-tenant", Date: "2025-07"},
		{URL: enterpriseApps + "disable-user-sign-in-portal", Date: "2024-02"},
		{URL: "https://learn.microsoft.com/en-us/graph/api/serviceprincipal-list-oauth2permissiongrants", Date: "2026-11"},
		{URL: "https://learn.microsoft.com/en-us/cli/azure/ad/sp", Date: "2026-11"},
		{URL: "https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-rest-command", Date: "2026-11"},
		{URL: enterpriseApps + "protect-against-consent-phishing", Date: "2023-12"},
		{URL: "https://learn.microsoft.com/en-us/defender-office-365/detect-and-remediate-illicit-consent-grants", Date: "2026-11"},
	} {
		same := func(other diagnose.SourceRef) bool { return other.URL == s.URL }
		if !slices.ContainsFunc(list, same) {
			list = append(list, s)
		}
	}
	return list
}

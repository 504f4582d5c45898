package diagnose

import "slices"

// CauseID is the stable name of a cause. It holds no AADSTS number: assets/aadsts.csv maps numbers to causes.
type CauseID string

// The two verdicts that name no cause.
const (
	CauseNone    CauseID = "none"    // everything that was asked works
	CauseUnknown CauseID = "unknown" // nothing honest can be said
)

// Family groups causes. Reports are grouped by it, so the set is fixed.
type Family string

// The families.
const (
	FamilyConsentAdmin     Family = "consent-admin-required"
	FamilyRequest          Family = "request-pending-or-approval-required"
	FamilyConsentMissing   Family = "consent-user-missing"
	FamilyConsentDeclined  Family = "consent-declined"
	FamilyAppDisabled      Family = "app-disabled"
	FamilyAppNotInTenant   Family = "app-not-in-tenant"
	FamilyAppMisconfigured Family = "app-misconfigured"
	FamilyNotAssigned      Family = "user-not-assigned"
	FamilyPolicy           Family = "conditional-access"
	FamilyDevice           Family = "device-compliance"
	FamilyMFA              Family = "mfa"
	FamilyPassword         Family = "password"
	FamilyAccountState     Family = "account-locked-or-disabled"
	FamilyAccountUnknown   Family = "account-unknown-or-wrong-tenant"
	FamilySession          Family = "session-expired-or-revoked"
	FamilyResource         Family = "resource-unavailable-or-unlicensed"
	FamilyTransient        Family = "throttled-or-transient"
	FamilyClientBug        Family = "client-bug"
	FamilyNetwork          Family = "network-or-tls"
	FamilyDirectory        Family = "directory"
	FamilyPhone            Family = "phone"
	FamilyNotAAD           Family = "not-aad"
	FamilyUnknown          Family = "unknown"
	FamilyNone             Family = "none"
)

// Severity says how much of the phone's mail a cause stops.
type Severity string

// The severities, from light to heavy.
const (
	SeverityInfo     Severity = "info"     // nothing is stopped
	SeverityDegraded Severity = "degraded" // it may work again by itself, or only in part
	SeverityBlocking Severity = "blocking" // no mail until somebody acts
)

// Who acts on a cause. The first in Cause.Who is the one who must.
type Who string

// The people who can act.
const (
	WhoUser          Who = "user"
	WhoAdmin         Who = "admin"          // may decide about applications in Microsoft Entra
	WhoReviewer      Who = "reviewer"       // reviews admin consent requests
	WhoSecurityAdmin Who = "security-admin" // Conditional Access, risk
	WhoUserAdmin     Who = "user-admin"     // accounts, passwords, sign-in state
	WhoExchangeAdmin Who = "exchange-admin"
	WhoDeviceAdmin   Who = "device-admin" // MDM, Intune
	WhoADAdmin       Who = "ad-admin"     // on-premises directory, synchronisation agents
	WhoIDPAdmin      Who = "idp-admin"    // AD FS or another identity provider
	WhoNetworkTeam   Who = "network-team"
	WhoAppOwner      Who = "app-owner" // whoever registered the application
	WhoVendor        Who = "vendor"    // whoever wrote the application
	WhoHelpdesk      Who = "helpdesk"
	WhoNobody        Who = "nobody" // it passes, or nothing is wrong
)

// Retry says whether trying again helps.
type Retry string

// What trying again does.
const (
	RetryNo    Retry = "no"    // not before somebody acted
	RetryYes   Retry = "yes"   // at once
	RetryLater Retry = "later" // after some time, without anybody acting
)

// Meanwhile is how mail can be read until the cause is gone.
type Meanwhile string

// The ways to mail meanwhile.
const (
	MeanwhileWebOrOutlook Meanwhile = "web-or-outlook" // Safari at outlook.office.com, or the Outlook app
	MeanwhileWeb          Meanwhile = "web"            // the browser only, the app may be stopped too
	MeanwhileOutlook      Meanwhile = "outlook"        // the Outlook app satisfies what Apple Mail cannot
	MeanwhileMaybe        Meanwhile = "maybe"          // the same rule may stop every way; try the browser
	MeanwhileNone         Meanwhile = "none"           // no way until the cause is gone
	MeanwhileOther        Meanwhile = "other"          // the account is not on Microsoft 365: its own provider's page
	MeanwhileCompany      Meanwhile = "company"        // the mailbox is on the company's own server
)

// SourceRef is where a claim about a cause is documented.
type SourceRef struct {
	URL  string // https, the page itself
	Date string // yyyy-mm, the page's own date where it has one, else when it was read
}

// Cause is one thing that can be wrong. Its words live in assets/messages under "cause.<id>.…".
type Cause struct {
	ID         CauseID
	Number     uint8 // stable, held in references (1..254; 255 is CauseNone); never reused: retired (reference_test.go)
	Family     Family
	Severity   Severity
	About      About
	Who        []Who
	Retry      Retry
	CureIsLink bool // an admin-consent link is the cure
	// HereOnly marks a cause that depends on device, platform, network or flow: seen on this computer it is at most
	// likely, because the iPhone may get another answer.
	HereOnly  bool
	Meanwhile Meanwhile
	Role      string    // the least Microsoft Entra, Exchange or Intune role that suffices; empty when no role is needed
	Hides     []CauseID // consequences that stay silent while this cause is shown
	Sources   []SourceRef
}

// CompanyCures says whether somebody at the company must act, so that only people of one company have the same problem.
func (c Cause) CompanyCures() bool {
	return c.CureIsLink || c.Who[0].AtIT() || c.About == AboutOrganisation && slices.ContainsFunc(c.Who, Who.AtIT)
}

// CuredPerApp says whether the cure is for one application: an approval of one is none of another.
func (c Cause) CuredPerApp() bool {
	return c.CureIsLink || slices.Contains([]Family{FamilyConsentAdmin, FamilyRequest, FamilyConsentMissing, FamilyAppDisabled,
		FamilyAppNotInTenant, FamilyNotAssigned}, c.Family)
}

// AtIT says whether somebody of the company acts.
func (w Who) AtIT() bool { return !slices.Contains([]Who{WhoUser, WhoNobody, WhoVendor}, w) }

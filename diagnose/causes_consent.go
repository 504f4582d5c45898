package diagnose

import "slices"

// Where the pages below live, and the pages that many of these causes rest on.
const (
	enterpriseAppsPages = "https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/"
	identityPlatform    = "https://learn.microsoft.com/en-us/entra/identity-platform/"
	appTroubleshooting  = "https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/"

	grantConsentPage  = enterpriseAppsPages + "grant-admin-consent"
	reviewPage        = enterpriseAppsPages + "review-admin-consent-requests"
	workflowPage      = enterpriseAppsPages + "configure-admin-consent-workflow"
	workflowFAQPage   = enterpriseAppsPages + "admin-consent-workflow-faq"
	consentErrorsPage = enterpriseAppsPages + "application-sign-in-unexpected-user-consent-error"
	consentPromptPage = enterpriseAppsPages + "application-sign-in-unexpected-user-consent-prompt"
	permissionsPage   = enterpriseAppsPages + "manage-application-permissions"
	errorCodesPage    = identityPlatform + "reference-error-codes"
	consentScreenPage = identityPlatform + "application-consent-experience"
)

// consentCauses are the causes about approval, consent and the application itself.
func consentCauses() []Cause {
	return slices.Concat(approvalCauses(), consentStateCauses(), appStateCauses(), appSetupCauses(), requestFormCauses(),
		approvedCauses(), strangeCauses())
}

// approvalCauses are those in which an administrator or a reviewer decides.
func approvalCauses() []Cause {
	return []Cause{
		{
			ID: "consent.admin_approval", Number: 1, Family: FamilyConsentAdmin, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAdmin}, Retry: RetryNo, CureIsLink: true,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Hides: []CauseID{"consent.missing", "consent.declined"},
			Sources: []SourceRef{{grantConsentPage, "2024-11"}, {consentErrorsPage, "2025-02"},
				{enterpriseAppsPages + "manage-app-consent-policies", "2026-01"}, {permissionsPage, "2023-09"}},
		},
		{
			ID: "consent.risky_app", Number: 2, Family: FamilyConsentAdmin, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAdmin}, Retry: RetryNo, CureIsLink: true,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Hides: []CauseID{"consent.admin_approval", "consent.missing", "consent.declined"},
			Sources: []SourceRef{{consentErrorsPage, "2025-02"}, {grantConsentPage, "2024-11"},
				{enterpriseAppsPages + "configure-risk-based-step-up-consent", "2025-05"},
				{enterpriseAppsPages + "manage-consent-requests", "2025-07"}},
		},
		{
			ID: "consent.request_available", Number: 3, Family: FamilyRequest, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoUser, WhoReviewer}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Hides: []CauseID{"consent.admin_approval", "consent.missing", "consent.declined"},
			Sources: []SourceRef{{reviewPage, "2023-06"}, {workflowPage, "2024-01"}, {workflowFAQPage, "2022-05"},
				{"https://learn.microsoft.com/en-us/security/zero-trust/develop/permissions-require-admin-consent",
					"2026-11"}},
		},
		{
			ID: "consent.request_pending", Number: 4, Family: FamilyRequest, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoReviewer}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Hides: []CauseID{"consent.request_available", "consent.admin_approval", "consent.missing",
				"consent.declined"},
			Sources: []SourceRef{{reviewPage, "2023-06"}, {workflowPage, "2024-01"}, {workflowFAQPage, "2022-05"}},
		},
		{
			ID: "consent.request_risky", Number: 5, Family: FamilyRequest, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoUser, WhoReviewer}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Hides: []CauseID{"consent.request_available", "consent.admin_approval", "consent.risky_app",
				"consent.missing", "consent.declined"},
			Sources: []SourceRef{{consentErrorsPage, "2025-02"}, {reviewPage, "2023-06"},
				{enterpriseAppsPages + "manage-consent-requests", "2025-07"}},
		},
	}
}

// consentStateCauses are those in which a consent is absent, too small or was refused.
func consentStateCauses() []Cause {
	return []Cause{
		{
			ID: "consent.missing", Number: 6, Family: FamilyConsentMissing, Severity: SeverityBlocking,
			About: AboutAccount, Who: []Who{WhoUser, WhoAdmin}, Retry: RetryYes, CureIsLink: true,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{errorCodesPage, "2024-04"}, {consentPromptPage, "2022-09"},
				{consentScreenPage, "2023-12"}, {permissionsPage, "2023-09"}},
		},
		{
			// Where a consent exists, the sign-in does not ask for what it lacks: trying again changes nothing. And the
			// app is listed, so the admin looks at the list before granting, which can take permissions away: no link.
			ID: "consent.scopes_missing", Number: 7, Family: FamilyConsentMissing, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAdmin}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{consentPromptPage, "2022-09"}, {grantConsentPage, "2024-11"},
				{enterpriseAppsPages + "restore-permissions", "2023-07"}, {permissionsPage, "2023-09"}},
		},
		{
			ID: "consent.declined", Number: 8, Family: FamilyConsentDeclined, Severity: SeverityBlocking,
			About: AboutAccount, Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Hides:   []CauseID{"consent.missing"},
			Sources: []SourceRef{{errorCodesPage, "2024-04"}, {consentScreenPage, "2023-12"}},
		},
	}
}

// appStateCauses are those in which the application is off, or is not where it was looked for.
func appStateCauses() []Cause {
	return []Cause{
		{
			ID: "app.disabled", Number: 9, Family: FamilyAppDisabled, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAdmin}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			// A blocked request leaves the application disabled; what was asked before is history then.
			Hides: []CauseID{"consent.admin_approval", "consent.request_available", "consent.request_pending",
				"consent.missing", "consent.declined"},
			Sources: []SourceRef{{enterpriseAppsPages + "disable-user-sign-in-portal", "2024-02"},
				{reviewPage, "2023-06"}, {enterpriseAppsPages + "deactivate-app-registration", "2026-02"},
				{enterpriseAppsPages + "restore-application", "2025-02"}},
		},
		{
			ID: "app.disabled_by_microsoft", Number: 10, Family: FamilyAppDisabled, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAdmin, WhoVendor}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Service Support Administrator",
			Sources: []SourceRef{{enterpriseAppsPages + "deactivate-app-registration", "2026-02"},
				{"https://learn.microsoft.com/en-us/graph/api/resources/serviceprincipal", "2026-11"},
				{"https://learn.microsoft.com/en-us/entra/fundamentals/how-to-get-support", "2024-01"}},
		},
		{
			ID: "app.not_in_tenant", Number: 11, Family: FamilyAppNotInTenant, Severity: SeverityBlocking,
			About: AboutAccount, Who: []Who{WhoUser, WhoAdmin}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{errorCodesPage, "2024-04"},
				{identityPlatform + "authentication-national-cloud", "2025-01"},
				{"https://developer.apple.com/documentation/devicemanagement/exchangeactivesync", "2026-11"}},
		},
	}
}

// appSetupCauses are those in which somebody set the application up in a way that keeps the user out.
func appSetupCauses() []Cause {
	return []Cause{
		{
			ID: "app.misconfigured", Number: 12, Family: FamilyAppMisconfigured, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAppOwner}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{appTroubleshooting + "error-code-aadsts650056-misconfigured-app", "2025-05"},
				{appTroubleshooting + "confidential-client-application-authentication-error-aadsts7000218", "2025-04"},
				{errorCodesPage, "2024-04"}},
		},
		{
			ID: "app.redirect_mismatch", Number: 13, Family: FamilyAppMisconfigured, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAppOwner}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{appTroubleshooting + "error-code-aadsts50011-redirect-uri-mismatch", "2024-02"},
				{errorCodesPage, "2024-04"}},
		},
		{
			ID: "app.user_not_assigned", Number: 14, Family: FamilyNotAssigned, Severity: SeverityBlocking,
			About: AboutAccount, Who: []Who{WhoAdmin}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{enterpriseAppsPages + "assign-user-or-group-access-portal", "2025-04"},
				{enterpriseAppsPages + "application-properties", "2025-01"},
				{appTroubleshooting + "error-code-aadsts50105-user-not-assigned-role", "2023-07"}},
		},
	}
}

// requestFormCauses are those in which the text is about the form of a request, or about another service.
func requestFormCauses() []Cause {
	return []Cause{
		{
			// That a grant can stand behind this error page rests on one public report of 2020, hence "can" in its words.
			ID: "consent.finished_with_error_page", Number: 15, Family: FamilyClientBug, Severity: SeverityInfo,
			About: AboutOrganisation, Who: []Who{WhoAdmin}, Retry: RetryYes,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{identityPlatform + "v2-admin-consent", "2023-11"}, {permissionsPage, "2023-09"}},
		},
		{
			ID: "client.bad_request", Number: 16, Family: FamilyClientBug, Severity: SeverityBlocking,
			About: AboutPhone, Who: []Who{WhoVendor}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Sources: []SourceRef{{errorCodesPage, "2024-04"}},
		},
		{
			ID: "not_entra", Number: 17, Family: FamilyNotAAD, Severity: SeverityBlocking,
			About: AboutAccount, Who: []Who{WhoHelpdesk}, Retry: RetryNo, Meanwhile: MeanwhileOther,
			Sources: []SourceRef{{"https://learn.microsoft.com/en-us/azure/active-directory-b2c/error-codes", "2026-11"},
				{"https://learn.microsoft.com/en-us/windows-server/identity/ad-fs/troubleshooting/ad-fs-tshoot-overview",
					"2023-05"}},
		},
		{
			ID: "app.credentials", Number: 18, Family: FamilyAppMisconfigured, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAppOwner}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{identityPlatform + "how-to-add-credentials", "2025-01"},
				{appTroubleshooting + "confidential-client-application-authentication-error-aadsts7000218", "2025-04"},
				{errorCodesPage, "2024-04"}},
		},
	}
}

package diagnose

// approvedCauses are those in which somebody said yes and the phone still asks.
func approvedCauses() []Cause {
	return []Cause{
		{
			// The app is listed already, so the admin looks at what is there before granting: no link.
			ID: "consent.approved_for_self", Number: 138, Family: FamilyConsentAdmin, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAdmin}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{grantConsentPage, "2024-11"}, {consentScreenPage, "2023-12"}, {permissionsPage, "2023-09"}},
		},
		{
			ID: "consent.other_tenant", Number: 139, Family: FamilyConsentAdmin, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAdmin}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{grantConsentPage, "2024-11"}, {identityPlatform + "v2-admin-consent", "2023-11"}},
		},
		{
			ID: "consent.other_app", Number: 140, Family: FamilyConsentAdmin, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAdmin}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{grantConsentPage, "2024-11"}, {permissionsPage, "2023-09"},
				{enterpriseAppsPages + "manage-app-consent-policies", "2026-01"}},
		},
		{
			ID: "consent.just_approved", Number: 141, Family: FamilyConsentAdmin, Severity: SeverityInfo,
			About: AboutOrganisation, Who: []Who{WhoUser}, Retry: RetryLater, Meanwhile: MeanwhileWebOrOutlook,
			Sources: []SourceRef{{grantConsentPage, "2024-11"}, {workflowPage, "2024-01"}, {workflowFAQPage, "2022-05"}},
		},
		{
			ID: "consent.request_lapsed", Number: 142, Family: FamilyRequest, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoUser, WhoReviewer}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{reviewPage, "2023-06"}, {workflowFAQPage, "2022-05"}},
		},
		{
			ID: "consent.not_for_all", Number: 143, Family: FamilyConsentAdmin, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAdmin}, Retry: RetryNo,
			Meanwhile: MeanwhileWebOrOutlook, Role: "Cloud Application Administrator",
			Sources: []SourceRef{{enterpriseAppsPages + "assign-user-or-group-access-portal", "2025-04"},
				{consentErrorsPage, "2025-02"}, {permissionsPage, "2023-09"}},
		},
	}
}

package diagnose

// consentCauses are the causes about approval, consent and the application itself.
func consentCauses() []Cause {
	return []Cause{
		{
			ID: "consent.admin_approval", Number: 1, Family: FamilyConsentAdmin, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook, CureIsLink: true,
			Role:  "Cloud Application Administrator",
			Hides: []CauseID{"consent.missing", "consent.declined"},
		},
		{
			ID: "consent.risky_app", Number: 2, Family: FamilyConsentAdmin, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook, CureIsLink: true,
			Role:  "Cloud Application Administrator",
			Hides: []CauseID{"consent.admin_approval", "consent.missing", "consent.declined"},
		},
		{
			ID: "consent.request_available", Number: 3, Family: FamilyRequest, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoReviewer}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role:  "Cloud Application Administrator",
			Hides: []CauseID{"consent.admin_approval", "consent.missing", "consent.declined"},
		},
		{
			ID: "consent.request_pending", Number: 4, Family: FamilyRequest, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoReviewer}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role:  "Cloud Application Administrator",
			Hides: []CauseID{"consent.request_available", "consent.missing", "consent.declined"},
		},
		{
			ID: "consent.request_risky", Number: 5, Family: FamilyRequest, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoReviewer}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role:  "Cloud Application Administrator",
			Hides: []CauseID{"consent.request_available", "consent.missing", "consent.declined"},
		},
		{
			ID: "consent.missing", Number: 6, Family: FamilyConsentMissing, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoAdmin}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook, CureIsLink: true,
			Role: "Cloud Application Administrator",
		},
		{
			ID: "consent.scopes_missing", Number: 7, Family: FamilyConsentMissing, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoAdmin}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook, CureIsLink: true,
			Role: "Cloud Application Administrator",
		},
		{
			ID: "consent.declined", Number: 8, Family: FamilyConsentDeclined, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
		},
		{
			ID: "app.disabled", Number: 9, Family: FamilyAppDisabled, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role:  "Cloud Application Administrator",
			Hides: []CauseID{"consent.missing"},
		},
		{
			ID: "app.disabled_by_microsoft", Number: 10, Family: FamilyAppDisabled, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoAdmin, WhoVendor}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Cloud Application Administrator",
		},
		{
			ID: "app.not_in_tenant", Number: 11, Family: FamilyAppNotInTenant, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Cloud Application Administrator",
		},
		{
			ID: "app.misconfigured", Number: 12, Family: FamilyAppMisconfigured, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoAppOwner}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Application Administrator",
		},
		{
			ID: "app.redirect_mismatch", Number: 13, Family: FamilyAppMisconfigured, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoAppOwner}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Application Administrator",
		},
		{
			ID: "app.user_not_assigned", Number: 14, Family: FamilyNotAssigned, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Cloud Application Administrator",
		},
		{
			ID: "consent.finished_with_error_page", Number: 15, Family: FamilyClientBug, Severity: SeverityInfo, About: AboutOrganisation,
			Who: []Who{WhoAdmin}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Cloud Application Administrator",
		},
		{
			ID: "client.bad_request", Number: 16, Family: FamilyClientBug, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoVendor}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
		},
		{
			ID: "not_entra", Number: 17, Family: FamilyNotAAD, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoHelpdesk}, Retry: RetryNo, Meanwhile: MeanwhileOther,
		},
		{
			ID: "app.credentials", Number: 18, Family: FamilyAppMisconfigured, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoAppOwner}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Application Administrator",
		},
	}
}

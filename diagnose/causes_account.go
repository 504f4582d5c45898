package diagnose

// accountCauses are the causes about accounts, passwords, sessions and directories.
func accountCauses() []Cause {
	return []Cause{
		{
			ID: "password.wrong", Number: 60, Family: FamilyPassword, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileNone,
		},
		{
			ID: "password.expired", Number: 61, Family: FamilyPassword, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Hides: []CauseID{"password.wrong"},
		},
		{
			ID: "password.must_change", Number: 62, Family: FamilyPassword, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Hides: []CauseID{"password.wrong"},
		},
		{
			ID: "account.locked", Number: 63, Family: FamilyAccountState, Severity: SeverityDegraded, About: AboutAccount,
			Who: []Who{WhoUser, WhoUserAdmin}, Retry: RetryLater, Meanwhile: MeanwhileNone,
			Role:  "User Administrator",
			Hides: []CauseID{"password.wrong"},
		},
		{
			ID: "account.disabled", Number: 64, Family: FamilyAccountState, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUserAdmin}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role: "User Administrator",
		},
		{
			ID: "account.shared_mailbox", Number: 65, Family: FamilyAccountState, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoExchangeAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role:  "Exchange Recipient Administrator",
			Hides: []CauseID{"account.disabled"},
		},
		{
			ID: "account.not_found", Number: 66, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoUserAdmin}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role: "User Administrator",
		},
		{
			ID: "account.upn_differs", Number: 67, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Hides: []CauseID{"account.not_found"},
		},
		{
			ID: "account.wrong_tenant", Number: 68, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
		},
		{
			ID: "account.guest", Number: 69, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
		},
		{
			ID: "account.personal", Number: 70, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileOther,
		},
		{
			ID: "tenant.not_found", Number: 71, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoHelpdesk}, Retry: RetryNo, Meanwhile: MeanwhileOther,
		},
		{
			ID: "session.expired", Number: 72, Family: FamilySession, Severity: SeverityDegraded, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
		},
		{
			ID: "session.revoked", Number: 73, Family: FamilySession, Severity: SeverityDegraded, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
		},
		{
			ID: "session.frequency", Number: 74, Family: FamilySession, Severity: SeverityDegraded, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoSecurityAdmin}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Role:  "Conditional Access Administrator",
			Hides: []CauseID{"session.expired"},
		},
		{
			ID: "directory.on_premises", Number: 75, Family: FamilyDirectory, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoADAdmin}, Retry: RetryLater, Meanwhile: MeanwhileNone,
			Role: "Hybrid Identity Administrator",
		},
		{
			ID: "directory.logon_hours", Number: 76, Family: FamilyDirectory, Severity: SeverityDegraded, About: AboutAccount,
			Who: []Who{WhoADAdmin}, Retry: RetryLater, Meanwhile: MeanwhileNone,
		},
		{
			ID: "idp.federation", Number: 77, Family: FamilyDirectory, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoIDPAdmin}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role: "Hybrid Identity Administrator",
		},
	}
}

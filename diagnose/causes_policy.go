package diagnose

// policyCauses are the causes about policies, devices and the second step.
func policyCauses() []Cause {
	return []Cause{
		{
			ID: "policy.blocked", Number: 30, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoSecurityAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role: "Conditional Access Administrator",
		},
		{
			ID: "policy.security_defaults", Number: 31, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoUser, WhoAdmin}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook, HereOnly: true,
		},
		{
			ID: "policy.app_protection", Number: 32, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoSecurityAdmin}, Retry: RetryNo, Meanwhile: MeanwhileOutlook, HereOnly: true,
			Role:  "Conditional Access Administrator",
			Hides: []CauseID{"policy.blocked"},
		},
		{
			ID: "policy.tenant_restrictions", Number: 33, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoNetworkTeam}, Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
		},
		{
			ID: "policy.location", Number: 34, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoSecurityAdmin}, Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role:  "Conditional Access Administrator",
			Hides: []CauseID{"policy.blocked"},
		},
		{
			ID: "account.risk", Number: 35, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoSecurityAdmin}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role:  "Security Administrator",
			Hides: []CauseID{"password.must_change", "policy.blocked"},
		},
		{
			ID: "policy.device_code", Number: 36, Family: FamilyPolicy, Severity: SeverityInfo, About: AboutThisCheck,
			Who: []Who{WhoNobody}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook, HereOnly: true,
		},
		{
			ID: "device.not_compliant", Number: 40, Family: FamilyDevice, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoUser, WhoDeviceAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role:  "Conditional Access Administrator",
			Hides: []CauseID{"policy.blocked"},
		},
		{
			ID: "device.not_managed", Number: 41, Family: FamilyDevice, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoUser, WhoDeviceAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role:  "Conditional Access Administrator",
			Hides: []CauseID{"policy.blocked"},
		},
		{
			ID: "device.wrong_control", Number: 42, Family: FamilyDevice, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoSecurityAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role:  "Conditional Access Administrator",
			Hides: []CauseID{"policy.blocked"},
		},
		{
			ID: "device.not_registered", Number: 43, Family: FamilyDevice, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoUser, WhoDeviceAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role:  "Conditional Access Administrator",
			Hides: []CauseID{"policy.blocked"},
		},
		{
			ID: "mfa.required", Number: 50, Family: FamilyMFA, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook, HereOnly: true,
		},
		{
			ID: "mfa.registration", Number: 51, Family: FamilyMFA, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileNone,
			Role:  "Authentication Administrator",
			Hides: []CauseID{"mfa.required"},
		},
		{
			ID: "mfa.failed", Number: 52, Family: FamilyMFA, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoUserAdmin}, Retry: RetryYes, Meanwhile: MeanwhileNone,
			Role:  "Authentication Administrator",
			Hides: []CauseID{"mfa.required"},
		},
	}
}

package diagnose

// policyCauses are the causes about policies, devices and the second step. Roles and places are those of the
// sources; the second step's own roles are those of howto-mfa-userdevicesettings.
func policyCauses() []Cause {
	return []Cause{
		{
			ID: "policy.blocked", Number: 30, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoSecurityAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role: "Conditional Access Administrator",
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/conditional-access/troubleshoot-conditional-access", "2025-03"},
				{"https://learn.microsoft.com/entra/identity/conditional-access/what-if-tool", "2025-04"},
				{"https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant", "2026-03"},
			},
		},
		{
			// Nobody changes the policy: the user signs in another way. A device code is refused by security defaults
			// too, which is policy.device_code and says nothing about the phone.
			ID: "policy.security_defaults", Number: 31, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoUser, WhoHelpdesk}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook, HereOnly: true,
			Role: "Reports Reader",
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/fundamentals/security-defaults", "2026-09"},
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
				{"https://support.apple.com/guide/iphone/add-and-remove-email-accounts-iph44d1ae58a/ios", "2026-10"},
			},
		},
		{
			ID: "policy.app_protection", Number: 32, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoSecurityAdmin}, Retry: RetryNo, Meanwhile: MeanwhileOutlook, HereOnly: true,
			Role:  "Conditional Access Administrator",
			Hides: []CauseID{"policy.blocked"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant", "2026-03"},
				{"https://learn.microsoft.com/entra/identity/conditional-access/migrate-approved-client-app", "2026-05"},
			},
		},
		{
			// No role: whoever runs the proxy or the other company's cross-tenant settings acts, not an administrator
			// of the user's own company.
			ID: "policy.tenant_restrictions", Number: 33, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoNetworkTeam}, Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/external-id/tenant-restrictions-v2", "2025-04"},
				{"https://learn.microsoft.com/entra/identity/enterprise-apps/tenant-restrictions", "2026-11"},
			},
		},
		{
			ID: "policy.location", Number: 34, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoSecurityAdmin}, Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role:  "Conditional Access Administrator",
			Hides: []CauseID{"policy.blocked"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/conditional-access/policy-block-by-location", "2026-11"},
				{"https://learn.microsoft.com/entra/identity/conditional-access/concept-assignment-network", "2026-11"},
			},
		},
		{
			// The user acts only where a policy offers remediation, and after somebody has looked: hence second.
			ID: "account.risk", Number: 35, Family: FamilyPolicy, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoSecurityAdmin, WhoUser}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role:  "Security Operator",
			Hides: []CauseID{"password.must_change", "policy.blocked"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/id-protection/howto-identity-protection-remediate-unblock", "2025-06"},
				{"https://learn.microsoft.com/entra/id-protection/howto-identity-protection-investigate-risk", "2026-11"},
			},
		},
		{
			ID: "policy.device_code", Number: 36, Family: FamilyPolicy, Severity: SeverityInfo, About: AboutThisCheck,
			Who: []Who{WhoNobody}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook, HereOnly: true,
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/conditional-access/policy-block-authentication-flows", "2025-04"},
				{"https://learn.microsoft.com/entra/fundamentals/security-defaults", "2026-09"},
			},
		},
		{
			ID: "device.not_compliant", Number: 40, Family: FamilyDevice, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoUser, WhoDeviceAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role:  "Help Desk Operator (Intune)",
			Hides: []CauseID{"policy.blocked"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant", "2026-03"},
				{"https://learn.microsoft.com/intune/device-security/compliance/monitor-policy", "2026-04"},
				{"https://learn.microsoft.com/entra/identity-platform/apple-sso-plugin", "2026-11"},
			},
		},
		{
			ID: "device.not_managed", Number: 41, Family: FamilyDevice, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoUser, WhoDeviceAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role:  "Intune Administrator",
			Hides: []CauseID{"policy.blocked"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant", "2026-03"},
				{"https://learn.microsoft.com/intune/user-help/enrollment/data-visibility", "2025-01"},
				{"https://learn.microsoft.com/intune/user-help/unenrollment/unenroll-ios", "2025-02"},
			},
		},
		{
			// The control supports domain-joined Windows only, so enrolling the phone is no cure.
			ID: "device.wrong_control", Number: 42, Family: FamilyDevice, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoSecurityAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role:  "Conditional Access Administrator",
			Hides: []CauseID{"policy.blocked"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant", "2026-03"},
			},
		},
		{
			ID: "device.not_registered", Number: 43, Family: FamilyDevice, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoUser, WhoDeviceAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Role:  "Cloud Device Administrator",
			Hides: []CauseID{"policy.blocked"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/devices/manage-device-identities", "2026-11"},
				{"https://learn.microsoft.com/entra/identity-platform/apple-sso-plugin", "2026-11"},
				{"https://learn.microsoft.com/intune/user-help/enrollment/data-visibility", "2025-01"},
			},
		},
		{
			ID: "mfa.required", Number: 50, Family: FamilyMFA, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook, HereOnly: true,
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
				{"https://support.apple.com/guide/iphone/add-and-remove-email-accounts-iph44d1ae58a/ios", "2026-10"},
			},
		},
		{
			ID: "mfa.registration", Number: 51, Family: FamilyMFA, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role:  "Authentication Administrator",
			Hides: []CauseID{"mfa.required"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass", "2026-11"},
				{"https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration", "2026-11"},
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
			},
		},
		{
			// HereOnly: a prompt that went wrong at this computer's sign-in is not yet one that the phone's would meet.
			ID: "mfa.failed", Number: 52, Family: FamilyMFA, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoUserAdmin}, Retry: RetryYes, Meanwhile: MeanwhileNone, HereOnly: true,
			Role:  "Authentication Administrator",
			Hides: []CauseID{"mfa.required"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/authentication/howto-mfa-userdevicesettings", "2026-11"},
				{"https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass", "2026-11"},
			},
		},
	}
}

package diagnose

// accountCauses are the causes about accounts, passwords, sessions and directories. A role beside WhoUser alone is
// that of whoever helps when the user cannot do it.
func accountCauses() []Cause {
	return []Cause{
		{
			// Often only the phone has the wrong password, and the browser works.
			ID: "password.wrong", Number: 60, Family: FamilyPassword, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileMaybe,
			Role: "Password Administrator",
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
				{"https://learn.microsoft.com/entra/fundamentals/users-reset-password-azure-portal", "2026-11"},
				{"https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks", "2026-11"},
			},
		},
		{
			ID: "password.expired", Number: 61, Family: FamilyPassword, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role:  "Password Administrator",
			Hides: []CauseID{"password.wrong"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
				{"https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-pass-through-authentication", "2025-04"},
				{"https://support.apple.com/guide/iphone/add-and-remove-email-accounts-iph44d1ae58a/ios", "2026-10"},
			},
		},
		{
			ID: "password.must_change", Number: 62, Family: FamilyPassword, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role:  "Password Administrator",
			Hides: []CauseID{"password.wrong"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/fundamentals/users-reset-password-azure-portal", "2026-11"},
				{"https://learn.microsoft.com/entra/id-protection/howto-identity-protection-remediate-unblock", "2025-06"},
			},
		},
		{
			// The lock passes by itself; an administrator's new password ends it at once.
			ID: "account.locked", Number: 63, Family: FamilyAccountState, Severity: SeverityDegraded, About: AboutAccount,
			Who: []Who{WhoUser, WhoUserAdmin}, Retry: RetryLater, Meanwhile: MeanwhileNone,
			Role:  "Password Administrator",
			Hides: []CauseID{"password.wrong"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout", "2025-03"},
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
			},
		},
		{
			ID: "account.disabled", Number: 64, Family: FamilyAccountState, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUserAdmin}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role: "User Administrator",
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
				{"https://learn.microsoft.com/entra/identity/users/users-revoke-access", "2025-01"},
			},
		},
		{
			ID: "account.shared_mailbox", Number: 65, Family: FamilyAccountState, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoExchangeAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role:  "Exchange Recipient Administrator",
			Hides: []CauseID{"account.disabled"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/microsoft-365/admin/email/create-a-shared-mailbox", "2026-11"},
				{"https://support.microsoft.com/office/f866242c-81b2-472e-8776-6c49c5473c9f", "2026-11"},
			},
		},
		{
			// With the right sign-in name the browser may work.
			ID: "account.not_found", Number: 66, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoUserAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe,
			Role: "User Administrator",
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
				{"https://learn.microsoft.com/entra/fundamentals/users-restore", "2026-11"},
			},
		},
		{
			ID: "account.upn_differs", Number: 67, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoHelpdesk}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Role:  "User Administrator",
			Hides: []CauseID{"account.not_found"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/authentication/howto-authentication-use-email-signin", "2026-11"},
				{"https://learn.microsoft.com/entra/identity/hybrid/connect/howto-troubleshoot-upn-changes", "2026-11"},
			},
		},
		{
			ID: "account.wrong_tenant", Number: 68, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoHelpdesk}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
				{"https://learn.microsoft.com/entra/external-id/user-properties", "2026-11"},
			},
		},
		{
			ID: "account.guest", Number: 69, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoHelpdesk}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/external-id/user-properties", "2026-11"},
			},
		},
		{
			ID: "account.personal", Number: 70, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileOther,
			Sources: []SourceRef{
				{"https://support.microsoft.com/office/3584197b-8ffb-46ce-b5c6-f4cc71ff29a7", "2026-11"},
				{"https://support.apple.com/guide/iphone/add-and-remove-email-accounts-iph44d1ae58a/ios", "2026-10"},
			},
		},
		{
			ID: "tenant.not_found", Number: 71, Family: FamilyAccountUnknown, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoHelpdesk}, Retry: RetryNo, Meanwhile: MeanwhileOther,
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
				{"https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud", "2026-11"},
			},
		},
		{
			ID: "session.expired", Number: 72, Family: FamilySession, Severity: SeverityDegraded, About: AboutAccount,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
				{"https://learn.microsoft.com/entra/identity-platform/refresh-tokens", "2026-11"},
			},
		},
		{
			// Mostly the user's own new password; the message is for the user who changed none.
			ID: "session.revoked", Number: 73, Family: FamilySession, Severity: SeverityDegraded, About: AboutAccount,
			Who: []Who{WhoUser, WhoHelpdesk}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Reports Reader",
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/users/users-revoke-access", "2025-01"},
				{"https://learn.microsoft.com/entra/identity-platform/refresh-tokens", "2026-11"},
			},
		},
		{
			ID: "session.frequency", Number: 74, Family: FamilySession, Severity: SeverityDegraded, About: AboutOrganisation,
			Who: []Who{WhoUser, WhoSecurityAdmin}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Role:  "Conditional Access Administrator",
			Hides: []CauseID{"session.expired"},
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/conditional-access/concept-session-lifetime", "2025-03"},
			},
		},
		{
			ID: "directory.on_premises", Number: 75, Family: FamilyDirectory, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoADAdmin}, Retry: RetryLater, Meanwhile: MeanwhileNone,
			Role: "Hybrid Identity Administrator",
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-pass-through-authentication", "2025-04"},
				{"https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-pta-quick-start", "2025-04"},
			},
		},
		{
			// No role of Microsoft Entra: the hours are an attribute of the user in Active Directory.
			ID: "directory.logon_hours", Number: 76, Family: FamilyDirectory, Severity: SeverityDegraded, About: AboutAccount,
			Who: []Who{WhoADAdmin}, Retry: RetryLater, Meanwhile: MeanwhileNone,
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
			},
		},
		{
			ID: "idp.federation", Number: 77, Family: FamilyDirectory, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoIDPAdmin}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role: "Hybrid Identity Administrator",
			Sources: []SourceRef{
				{"https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-fed-o365-certs", "2026-11"},
				{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes", "2026-11"},
			},
		},
	}
}

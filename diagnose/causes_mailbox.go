package diagnose

// mailboxCauses are the causes about the mailbox, the service and the phone.
func mailboxCauses() []Cause {
	return []Cause{
		{
			ID: "mailbox.missing", Number: 90, Family: FamilyResource, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoExchangeAdmin}, Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role: "Exchange Recipient Administrator",
		},
		{
			ID: "mailbox.activesync_off", Number: 91, Family: FamilyResource, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoExchangeAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Recipient Administrator",
		},
		{
			ID: "mailbox.device_blocked", Number: 92, Family: FamilyResource, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoExchangeAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Administrator",
		},
		{
			ID: "mailbox.too_many_devices", Number: 93, Family: FamilyResource, Severity: SeverityBlocking, About: AboutAccount,
			Who: []Who{WhoUser, WhoExchangeAdmin}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Recipient Administrator",
		},
		{
			ID: "mailbox.policy_required", Number: 94, Family: FamilyResource, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoUser, WhoExchangeAdmin}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Administrator",
		},
		{
			ID: "mailbox.on_premises", Number: 95, Family: FamilyResource, Severity: SeverityInfo, About: AboutOrganisation,
			Who: []Who{WhoExchangeAdmin}, Retry: RetryNo, Meanwhile: MeanwhileOther,
			Role: "Exchange Administrator",
		},
		{
			ID: "mailbox.moved", Number: 96, Family: FamilyResource, Severity: SeverityDegraded, About: AboutAccount,
			Who: []Who{WhoUser, WhoExchangeAdmin}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Administrator",
		},
		{
			ID: "service.not_subscribed", Number: 97, Family: FamilyResource, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoAdmin}, Retry: RetryNo, Meanwhile: MeanwhileMaybe,
			Role: "License Administrator",
		},
		{
			ID: "autodiscover.wrong_server", Number: 98, Family: FamilyResource, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoExchangeAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Administrator",
		},
		{
			ID: "service.transient", Number: 99, Family: FamilyTransient, Severity: SeverityDegraded, About: AboutOrganisation,
			Who: []Who{WhoNobody}, Retry: RetryLater, Meanwhile: MeanwhileMaybe,
		},
		{
			ID: "service.throttled", Number: 100, Family: FamilyTransient, Severity: SeverityDegraded, About: AboutAccount,
			Who: []Who{WhoNobody}, Retry: RetryLater, Meanwhile: MeanwhileWebOrOutlook,
		},
		{
			ID: "phone.password_profile", Number: 110, Family: FamilyPhone, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoUser}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
		},
		{
			ID: "phone.mdm_no_oauth", Number: 111, Family: FamilyPhone, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoDeviceAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role:  "Intune Administrator",
			Hides: []CauseID{"phone.password_profile"},
		},
		{
			ID: "phone.account_changes_off", Number: 112, Family: FamilyPhone, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoDeviceAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Intune Administrator",
		},
		{
			ID: "phone.toggle_off", Number: 113, Family: FamilyPhone, Severity: SeverityDegraded, About: AboutPhone,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
		},
		{
			ID: "phone.os_too_old", Number: 114, Family: FamilyPhone, Severity: SeverityBlocking, About: AboutPhone,
			Who: []Who{WhoUser}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
		},
		{
			ID: "mac.ews_off", Number: 115, Family: FamilyPhone, Severity: SeverityBlocking, About: AboutOrganisation,
			Who: []Who{WhoExchangeAdmin}, Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Administrator",
		},
	}
}

package diagnose

import "slices"

// mailboxCauses are the causes about the mailbox, the service and the phone. iPhones speak Exchange ActiveSync, Macs
// Exchange Web Services, so a cause of one is never a cause of the other.
func mailboxCauses() []Cause {
	return slices.Concat(
		mailboxAccessCauses(), mailboxDeviceCauses(), mailboxPlaceCauses(),
		serviceCauses(), phoneProfileCauses(), phoneSoftwareCauses(),
	)
}

// mailboxAccessCauses are the causes that keep the whole account out of its mailbox.
func mailboxAccessCauses() []Cause {
	return []Cause{
		// Nearly always a licence: whoever assigns licences acts.
		{
			ID: "mailbox.missing", Number: 90, Family: FamilyResource, Severity: SeverityBlocking,
			About: AboutAccount, Who: []Who{WhoUserAdmin},
			Retry: RetryNo, Meanwhile: MeanwhileNone,
			Role: "License Administrator",
			Sources: []SourceRef{
				learnPage("microsoft-365/admin/manage/assign-licenses-to-users", "2026-11"),
				cmdletPage("get-recipient"),
			},
		},
		// Microsoft's table asks for Organization Management for a mailbox's client access, so a recipient role is not
		// enough.
		{
			ID: "mailbox.activesync_off", Number: 91, Family: FamilyResource, Severity: SeverityBlocking,
			About: AboutAccount, Who: []Who{WhoExchangeAdmin},
			Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Recipient Administrator",
			Sources: []SourceRef{
				cmdletPage("set-casmailbox"),
				learnPage("openspecs/exchange_server_protocols/ms-ashttp/"+
					"4cbf28dc-2876-41c6-9d87-ba9db86cd40d", "2026-11"),
				learnPage("exchange/permissions-exo/feature-permissions", "2026-11"),
			},
		},
	}
}

// mailboxDeviceCauses are the causes that keep one phone out of a mailbox.
func mailboxDeviceCauses() []Cause {
	return []Cause{
		{
			ID: "mailbox.device_blocked", Number: 92, Family: FamilyResource, Severity: SeverityBlocking,
			About: AboutPhone, Who: []Who{WhoExchangeAdmin},
			Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Recipient Administrator",
			Sources: []SourceRef{
				learnPage("exchange/troubleshoot/client-connectivity/eas-device-is-blocked-by-abq-list", "2026-11"),
				cmdletPage("get-mobiledevice"),
				cmdletPage("set-casmailbox"),
			},
		},
		{
			ID: "mailbox.too_many_devices", Number: 93, Family: FamilyResource, Severity: SeverityBlocking,
			About: AboutAccount, Who: []Who{WhoUser, WhoExchangeAdmin},
			Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Recipient Administrator",
			Sources: []SourceRef{
				{URL: "https://support.apple.com/en-us/101394", Date: "2026-11"},
				cmdletPage("remove-mobiledevice"),
				learnPage("exchange/permissions-exo/feature-permissions", "2026-11"),
			},
		},
		{
			ID: "mailbox.policy_required", Number: 94, Family: FamilyResource, Severity: SeverityBlocking,
			About: AboutPhone, Who: []Who{WhoUser, WhoExchangeAdmin},
			Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Recipient Administrator",
			Sources: []SourceRef{
				learnPage("openspecs/exchange_server_protocols/ms-ashttp/"+
					"4cbf28dc-2876-41c6-9d87-ba9db86cd40d", "2026-11"),
				cmdletPage("get-mobiledevicestatistics"),
				cmdletPage("clear-mobiledevice"),
			},
		},
	}
}

// mailboxPlaceCauses are the causes about the server that holds the mailbox.
func mailboxPlaceCauses() []Cause {
	return []Cause{
		// About the account: with a hybrid the next colleague's mailbox may be at Microsoft. The role is a group of
		// that server.
		{
			ID: "mailbox.on_premises", Number: 95, Family: FamilyResource, Severity: SeverityInfo,
			About: AboutAccount, Who: []Who{WhoExchangeAdmin},
			Retry: RetryNo, Meanwhile: MeanwhileCompany,
			Role: "Recipient Management",
			Sources: []SourceRef{
				learnPage("exchange/permissions/feature-permissions/client-and-mobile-device-permissions", "2026-11"),
				cmdletPage("get-recipient"),
			},
		},
		{
			ID: "mailbox.moved", Number: 96, Family: FamilyResource, Severity: SeverityDegraded,
			About: AboutAccount, Who: []Who{WhoUser, WhoExchangeAdmin},
			Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Recipient Administrator",
			Sources: []SourceRef{
				learnPage("openspecs/exchange_server_protocols/ms-ashttp/"+
					"4cbf28dc-2876-41c6-9d87-ba9db86cd40d", "2026-11"),
				cmdletPage("get-moverequest"),
			},
		},
	}
}

// serviceCauses are the causes about the service and the way to it.
func serviceCauses() []Cause {
	return []Cause{
		{
			ID: "service.not_subscribed", Number: 97, Family: FamilyResource, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoAdmin},
			Retry: RetryNo, Meanwhile: MeanwhileMaybe,
			Role: "License Administrator",
			Sources: []SourceRef{
				learnPage("entra/identity-platform/reference-error-codes", "2026-11"),
				learnPage("microsoft-365/admin/manage/assign-licenses-to-users", "2026-11"),
			},
		},
		// The role reads what the records should be; the change itself is made where the public DNS is kept.
		{
			ID: "autodiscover.wrong_server", Number: 98, Family: FamilyResource, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoExchangeAdmin},
			Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Domain Name Administrator",
			Sources: []SourceRef{
				learnPage("microsoft-365/enterprise/external-domain-name-system-records", "2026-11"),
			},
		},
		{
			ID: "service.transient", Number: 99, Family: FamilyTransient, Severity: SeverityDegraded,
			About: AboutOrganisation, Who: []Who{WhoNobody},
			Retry: RetryLater, Meanwhile: MeanwhileMaybe,
			Sources: []SourceRef{
				learnPage("microsoft-365/enterprise/view-service-health", "2026-11"),
				learnPage("entra/identity-platform/reference-error-codes", "2026-11"),
			},
		},
		{
			ID: "service.throttled", Number: 100, Family: FamilyTransient, Severity: SeverityDegraded,
			About: AboutAccount, Who: []Who{WhoNobody},
			Retry: RetryLater, Meanwhile: MeanwhileWebOrOutlook,
			Sources: []SourceRef{
				learnPage("entra/identity-platform/reference-error-codes", "2026-11"),
			},
		},
	}
}

// phoneProfileCauses are the causes about how the account came onto the phone.
func phoneProfileCauses() []Cause {
	return []Cause{
		{
			ID: "phone.password_profile", Number: 110, Family: FamilyPhone, Severity: SeverityBlocking,
			About: AboutPhone, Who: []Who{WhoUser, WhoDeviceAdmin},
			Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Sources: []SourceRef{
				learnPage("exchange/clients-and-mobile-in-exchange-online/"+
					"deprecation-of-basic-authentication-exchange-online", "2026-11"),
				appleProfilePage("exchangeactivesync"),
			},
		},
		{
			ID: "phone.mdm_no_oauth", Number: 111, Family: FamilyPhone, Severity: SeverityBlocking,
			About: AboutPhone, Who: []Who{WhoDeviceAdmin},
			Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role:  "Policy and Profile manager",
			Hides: []CauseID{"phone.password_profile"},
			Sources: []SourceRef{
				appleProfilePage("exchangeactivesync"),
				appleProfilePage("accountexchange"),
				learnPage("intune/intune-service/configuration/email-settings-ios", "2024-04"),
			},
		},
		{
			ID: "phone.account_changes_off", Number: 112, Family: FamilyPhone, Severity: SeverityBlocking,
			About: AboutPhone, Who: []Who{WhoDeviceAdmin},
			Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Policy and Profile manager",
			Sources: []SourceRef{
				appleProfilePage("restrictions"),
				learnPage("intune/intune-service/configuration/device-restrictions-apple", "2026-11"),
			},
		},
	}
}

// phoneSoftwareCauses are the causes about the phone's switches and software, and the Mac's.
func phoneSoftwareCauses() []Cause {
	return []Cause{
		{
			ID: "phone.toggle_off", Number: 113, Family: FamilyPhone, Severity: SeverityDegraded,
			About: AboutPhone, Who: []Who{WhoUser, WhoDeviceAdmin},
			Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook,
			Sources: []SourceRef{
				appleProfilePage("exchangeactivesync"),
				learnPage("intune/intune-service/configuration/email-settings-ios", "2024-04"),
			},
		},
		// An iPhone too old for ActiveSync 16.1 is too old for the Outlook app as well.
		{
			ID: "phone.os_too_old", Number: 114, Family: FamilyPhone, Severity: SeverityBlocking,
			About: AboutPhone, Who: []Who{WhoUser, WhoDeviceAdmin},
			Retry: RetryNo, Meanwhile: MeanwhileWeb,
			Sources: []SourceRef{
				{
					URL: "https://techcommunity.microsoft.com/blog/exchange/" +
						"exchange-online-activesync-device-support-update/4477997",
					Date: "2025-12",
				},
			},
		},
		{
			ID: "mac.ews_off", Number: 115, Family: FamilyPhone, Severity: SeverityBlocking,
			About: AboutOrganisation, Who: []Who{WhoExchangeAdmin},
			Retry: RetryNo, Meanwhile: MeanwhileWebOrOutlook,
			Role: "Exchange Administrator",
			Sources: []SourceRef{
				learnPage("exchange/client-developer/exchange-web-services/"+
					"how-to-control-access-to-ews-in-exchange", "2025-04"),
				learnPage("exchange/clients-and-mobile-in-exchange-online/"+
					"deprecation-of-ews-exchange-online", "2026-06"),
				cmdletPage("set-organizationconfig"),
			},
		},
	}
}

// learnPage is a page of learn.microsoft.com; date is the page's own where it has one, else when it was read.
func learnPage(path, date string) SourceRef {
	return SourceRef{URL: "https://learn.microsoft.com/en-us/" + path, Date: date}
}

// cmdletPage is the reference of an Exchange cmdlet; these pages carry no date.
func cmdletPage(name string) SourceRef {
	return learnPage("powershell/module/exchangepowershell/"+name, "2026-08")
}

// appleProfilePage is Apple's reference of a device-management payload or declaration.
func appleProfilePage(name string) SourceRef {
	return SourceRef{URL: "https://developer.apple.com/documentation/devicemanagement/" + name, Date: "2026-11"}
}

package diagnose

import "slices"

// networkCauses are the causes about the network between this computer and Microsoft. The iPhone may have another
// connection, so all of them are HereOnly.
func networkCauses() []Cause {
	return slices.Concat(connectionCauses(), gatewayCauses(), answerCauses())
}

// connectionCauses are the causes that leave this computer without a way to any server.
func connectionCauses() []Cause {
	return []Cause{
		// Without a connection no name is found and no server answers: those two would only repeat it.
		{
			ID: "network.offline", Number: 130, Family: FamilyNetwork, Severity: SeverityBlocking,
			About: AboutThisComputer, Who: []Who{WhoUser},
			Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Hides: []CauseID{"network.dns", "network.unreachable"},
			Sources: []SourceRef{
				{
					URL: "https://support.microsoft.com/en-us/windows/" +
						"fix-wi-fi-connection-issues-in-windows-9424a1f7-6a3b-65a6-4d78-7f07eee84d2c",
					Date: "2026-11",
				},
			},
		},
		{
			ID: "network.dns", Number: 131, Family: FamilyNetwork, Severity: SeverityBlocking,
			About: AboutThisComputer, Who: []Who{WhoUser, WhoNetworkTeam},
			Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Hides: []CauseID{"network.unreachable"},
			Sources: []SourceRef{
				learnPage("microsoft-365/enterprise/urls-and-ip-address-ranges", "2026-11"),
				learnPage("microsoft-365/enterprise/microsoft-365-network-connectivity-principles", "2026-11"),
			},
		},
	}
}

// gatewayCauses are the causes that stand between this computer and Microsoft.
func gatewayCauses() []Cause {
	return []Cause{
		{
			ID: "network.tls_intercepted", Number: 132, Family: FamilyNetwork, Severity: SeverityBlocking,
			About: AboutThisComputer, Who: []Who{WhoUser, WhoNetworkTeam},
			Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Sources: []SourceRef{
				learnPage("microsoft-365/enterprise/network-intermediation", "2025-07"),
				learnPage("microsoft-365/enterprise/urls-and-ip-address-ranges", "2026-11"),
			},
		},
		{
			ID: "network.proxy", Number: 133, Family: FamilyNetwork, Severity: SeverityBlocking,
			About: AboutThisComputer, Who: []Who{WhoUser, WhoNetworkTeam},
			Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Hides: []CauseID{"network.unreachable"},
			Sources: []SourceRef{
				learnPage("microsoft-365/enterprise/microsoft-365-network-connectivity-principles", "2026-11"),
				learnPage("microsoft-365/enterprise/urls-and-ip-address-ranges", "2026-11"),
			},
		},
		// A portal that has not been passed answers with its own certificate, or not at all.
		{
			ID: "network.captive_portal", Number: 134, Family: FamilyNetwork, Severity: SeverityBlocking,
			About: AboutThisComputer, Who: []Who{WhoUser},
			Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Hides: []CauseID{"network.dns", "network.tls_intercepted", "network.unreachable"},
			Sources: []SourceRef{
				learnPage("windows-hardware/drivers/mobilebroadband/captive-portals", "2026-11"),
			},
		},
	}
}

// answerCauses are the causes where a server was found but no answer of it could be used.
func answerCauses() []Cause {
	return []Cause{
		// To a clock far off, every certificate looks out of date.
		{
			ID: "network.clock", Number: 135, Family: FamilyNetwork, Severity: SeverityBlocking,
			About: AboutThisComputer, Who: []Who{WhoUser},
			Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Hides: []CauseID{"network.tls_intercepted"},
			Sources: []SourceRef{
				learnPage("windows-server/networking/windows-time-service/"+
					"windows-time-service-tools-and-settings", "2026-11"),
				learnPage("entra/identity-platform/reference-error-codes", "2026-11"),
			},
		},
		{
			ID: "phone.no_connection", Number: 137, Family: FamilyNetwork, Severity: SeverityDegraded,
			About: AboutPhone, Who: []Who{WhoUser, WhoHelpdesk}, Retry: RetryYes, Meanwhile: MeanwhileMaybe,
			Sources: []SourceRef{
				{"https://support.microsoft.com/office/3584197b-8ffb-46ce-b5c6-f4cc71ff29a7", "2026-11"},
				learnPage("microsoft-365/enterprise/urls-and-ip-address-ranges", "2026-11"),
			},
		},
		{
			ID: "network.unreachable", Number: 136, Family: FamilyNetwork, Severity: SeverityBlocking,
			About: AboutThisComputer, Who: []Who{WhoUser, WhoNetworkTeam},
			Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Sources: []SourceRef{
				learnPage("microsoft-365/enterprise/urls-and-ip-address-ranges", "2026-11"),
				learnPage("microsoft-365/enterprise/microsoft-365-network-connectivity-principles", "2026-11"),
			},
		},
	}
}

package diagnose

// networkCauses are the causes about the network between this computer and Microsoft.
func networkCauses() []Cause {
	return []Cause{
		{
			ID: "network.offline", Number: 130, Family: FamilyNetwork, Severity: SeverityBlocking, About: AboutThisComputer,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
		},
		{
			ID: "network.dns", Number: 131, Family: FamilyNetwork, Severity: SeverityBlocking, About: AboutThisComputer,
			Who: []Who{WhoUser, WhoNetworkTeam}, Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
			Hides: []CauseID{"network.offline"},
		},
		{
			ID: "network.tls_intercepted", Number: 132, Family: FamilyNetwork, Severity: SeverityBlocking, About: AboutThisComputer,
			Who: []Who{WhoUser, WhoNetworkTeam}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
		},
		{
			ID: "network.proxy", Number: 133, Family: FamilyNetwork, Severity: SeverityBlocking, About: AboutThisComputer,
			Who: []Who{WhoUser, WhoNetworkTeam}, Retry: RetryNo, Meanwhile: MeanwhileMaybe, HereOnly: true,
		},
		{
			ID: "network.captive_portal", Number: 134, Family: FamilyNetwork, Severity: SeverityBlocking, About: AboutThisComputer,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
		},
		{
			ID: "network.clock", Number: 135, Family: FamilyNetwork, Severity: SeverityBlocking, About: AboutThisComputer,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
		},
		{
			ID: "network.unreachable", Number: 136, Family: FamilyNetwork, Severity: SeverityBlocking, About: AboutThisComputer,
			Who: []Who{WhoUser, WhoNetworkTeam}, Retry: RetryYes, Meanwhile: MeanwhileMaybe, HereOnly: true,
		},
	}
}

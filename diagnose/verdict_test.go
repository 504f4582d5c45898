package diagnose

import "testing"

func TestWhatAVerdictRestsOn(t *testing.T) {
	card := Observation{Stage: StagePhone, Source: SourceCard, About: AboutPhone, Card: CardNeedAdminApproval}
	text := Observation{Stage: StagePhone, Source: SourceText, About: AboutPhone, Said: &Said{Codes: []int{90094}, Primary: 90094}}
	server := Observation{Stage: StageTenant, Source: SourceServer, About: AboutOrganisation, Cause: "tenant.not_found"}
	for want, seen := range map[Ground][]Observation{
		GroundPerson: {card}, GroundMicrosoft: {card, text}, GroundServer: {server, card},
	} {
		if v := Judge(seen); v.Ground() != want {
			t.Errorf("%s rests on %q, want %q", v.Cause, v.Ground(), want)
		}
	}
}

package simulated

import (
	"net"
	"slices"
	"testing"
	"time"

	"synchelper/diagnose/entrasim"
)

// TestAYesChangesWhatItCanChangeOnce at the companies of all scenarios.
func TestAYesChangesWhatItCanChangeOnce(t *testing.T) {
	helped := []string{"need-admin-approval", "approval-required", "app-disabled", "user-not-assigned", "activesync-off"}
	for _, scenario := range entrasim.Scenarios() {
		company, err := Start(scenario.ID, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		would := company.WouldAct()
		if would != slices.Contains(helped, scenario.ID) {
			t.Errorf("%s: a yes changes something: %v", scenario.ID, would)
		}
		company.Act()
		if changed := company.Tenant() != scenario; changed != would || company.WouldAct() {
			t.Errorf("%s: changed %v, would change again %v", scenario.ID, changed, company.WouldAct())
		}
		if err := company.Close(); err != nil {
			t.Errorf("%s: %v", scenario.ID, err)
		}
		if conn, err := net.DialTimeout("tcp", company.Cloud().LoginHost, time.Second); err == nil {
			_ = conn.Close()
			t.Errorf("%s still answers after Close", scenario.ID)
		}
	}
}

func TestThereIsNoOtherScenario(t *testing.T) {
	if _, err := Start("fabrikam", time.Now); err == nil {
		t.Error("a company of no scenario was started")
	}
}

//go:build linux

package signin

import (
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entrasim"
)

// TestAPersonSignsInAtTheSimulatedCompany does a whole sign-in as a person would: the first page, the password, every
// question answered with Return.
func TestAPersonSignsInAtTheSimulatedCompany(t *testing.T) {
	for id, want := range map[string]int{"healthy": 0, "need-admin-approval": 90094} {
		t.Run(id, func(t *testing.T) {
			screen(t)
			company, cfg := simulated(t, id)
			browser := Browser{Program: chromium(t), Trust: company.SPKI(), Folder: shortFolder(t)}
			done, stands := make(chan Outcome, 1), make(chan Standing, 100)
			go func() {
				done <- Run(t.Context(), cfg, browser, nil, func(p Progress) { stands <- p.Standing })
			}()
			out := goThrough(t, company.Password(), done, stands)
			if out.HasToken != (want == 0) {
				t.Errorf("a token: %v", out.HasToken)
			}
			if want != 0 && (len(out.Observations) != 1 || out.Observations[0].Said.Primary != want) {
				t.Errorf("came to %+v %+v", out.Stages, out.Observations)
			}
		})
	}
}

func simulated(t *testing.T, id string) (*entrasim.Company, Config) {
	t.Helper()
	for _, tenant := range entrasim.Scenarios() {
		if tenant.ID != id {
			continue
		}
		company, err := entrasim.Start(tenant, entrasim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = company.Close() })
		return company, Config{Cloud: company.Cloud(), App: diagnose.MailAppOf("apple"), Address: tenant.User,
			TenantID: tenant.TenantID, HTTP: company.Client()}
	}
	t.Fatalf("no scenario %q", id)
	return nil, Config{}
}

// goThrough types the password when it is asked for and presses Return until the sign-in is over.
func goThrough(t *testing.T, password string, done <-chan Outcome, stands <-chan Standing) Outcome {
	t.Helper()
	limit := time.After(3 * patience)
	where, typed := StandingOpening, false
	for {
		select {
		case out := <-done:
			return out
		case where = <-stands:
			continue
		case <-limit:
			t.Fatalf("still at %s", where)
		case <-time.After(700 * time.Millisecond): // people look before they type, and Chromium drops keys before it draws
		}
		switch where {
		case StandingPassword:
			if !typed {
				typeText(t, password)
				typed = true
			}
			keys(t, "key", "Return")
		case StandingAddress:
			keys(t, "key", "Return")
		case StandingConfirmApp, StandingStaySignedIn:
			keys(t, "key", "Tab", "Tab", "Return")
		}
	}
}

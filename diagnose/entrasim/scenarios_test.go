package entrasim

import (
	"encoding/json"
	"slices"
	"testing"

	"synchelper/assets"
	"synchelper/diagnose"
)

func TestScenariosAreThoseOfTheDemo(t *testing.T) {
	var ids []string
	for _, tenant := range Scenarios() {
		ids = append(ids, tenant.ID)
		if !isGUID(tenant.TenantID) || tenant.User == "" || tenant.Name == "" || tenant.Region == "" {
			t.Errorf("%s: %+v", tenant.ID, tenant)
		}
	}
	want := []string{
		"healthy", "need-admin-approval", "approval-required", "app-disabled", "user-not-assigned", "conditional-access",
		"device-compliance", "mfa-registration", "password-expired", "approved-but-still-asked", "activesync-off", "on-premises",
		"personal-account", "tls-intercepted",
	}
	if !slices.Equal(ids, want) {
		t.Errorf("the scenarios are %v", ids)
	}
	var shown []struct{ ID, Address string }
	if err := json.Unmarshal(assets.Table(assets.Demo), &shown); err != nil {
		t.Fatal(err)
	}
	for _, demo := range shown {
		if tenant := companyOf(t, demo.ID); tenant.User != demo.Address {
			t.Errorf("%s: the phone is %s's, the company has %q", demo.ID, demo.Address, tenant.User)
		}
	}
}

// Of every scenario, what its person runs into first.
func TestScenariosAreAsWrongAsTheyAreNamed(t *testing.T) {
	steps := []step{atRequest, atAddress, atPassword, atSecond, atPolicy, atApp, atConsent}
	for id, want := range map[string]int{
		"healthy": 0, "need-admin-approval": 90094, "approval-required": 90095, "app-disabled": 7000112, "user-not-assigned": 50105,
		"conditional-access": 53003, "device-compliance": 53000, "mfa-registration": 50079, "password-expired": 50055,
		"approved-but-still-asked": 90094, "activesync-off": 0, "on-premises": 0, "personal-account": 50020,
	} {
		tenant := companyOf(t, id)
		c := begin(t, Options{}, func(t *Tenant) { *t = tenant })
		got := 0
		for _, at := range steps {
			if said, refused := c.refusal(at, asked(c)); refused {
				got = said.Code
				break
			}
		}
		if got != want {
			t.Errorf("%s: AADSTS%d, want %d", id, got, want)
		}
	}
}

func TestConsentIsWhatThePolicySays(t *testing.T) {
	apple, k9 := diagnose.MailAppOf("apple"), diagnose.MailAppOf("k9")
	for _, try := range []struct {
		consent  Consent
		workflow bool
		app      diagnose.MailApp
		want     int
	}{
		{ConsentMailApps, false, apple, 0},
		{ConsentMailApps, false, k9, 90094},
		{ConsentMailApps, true, k9, 90095},
		{ConsentUser, false, k9, 0},
		{ConsentNone, false, apple, 90094},
		{ConsentNone, true, apple, 90095},
		{ConsentRisky, false, apple, 900941},
		{ConsentRisky, true, apple, 900981},
	} {
		tenant := Tenant{Consent: try.consent, Workflow: try.workflow, Granted: GrantedToNobody}
		if got := tenant.refusesConsent(try.app); got != try.want {
			t.Errorf("%q, workflow %t, %s: %d, want %d", try.consent, try.workflow, try.app.Name, got, try.want)
		}
		if tenant.Granted = GrantedToAll; tenant.refusesConsent(try.app) != 0 {
			t.Errorf("%q: refused although allowed for everybody", try.consent)
		}
	}
}

func TestRequestsAreRefusedBeforeAnybodyIsAsked(t *testing.T) {
	c := begin(t, Options{})
	for name, try := range map[string]struct {
		change func(*authorizeRequest)
		want   int
	}{
		"fine":                 {func(*authorizeRequest) {}, 0},
		"scheme in lower case": {func(r *authorizeRequest) { r.Redirect = "com.apple.preferences://oauth-redirect" }, 0},
		"real resource":        {func(r *authorizeRequest) { r.Scope = "https://outlook.office365.com/.default" }, 0},
		"v1":                   {func(r *authorizeRequest) { r.V1, r.Scope, r.Resource = true, "", "https://outlook.office365.com/" }, 0},
		"unknown company":      {func(r *authorizeRequest) { r.Authority = "nobody.example" }, 90002},
		"consumers":            {func(r *authorizeRequest) { r.Authority = "consumers" }, 90002},
		"no app":               {func(r *authorizeRequest) { r.ClientID = "" }, 900144},
		"unknown app":          {func(r *authorizeRequest) { r.App = diagnose.MailApp{} }, 700016},
		"no response type":     {func(r *authorizeRequest) { r.ResponseType = "" }, 900144},
		"no scope":             {func(r *authorizeRequest) { r.Scope = "" }, 900144},
		"redirect":             {func(r *authorizeRequest) { r.Redirect = "http://localhost" }, 50011},
		"redirect's path":      {func(r *authorizeRequest) { r.Redirect = "com.apple.Preferences://OAuth-redirect" }, 50011},
		"no redirect":          {func(r *authorizeRequest) { r.Redirect = "" }, 50011},
		"another resource":     {func(r *authorizeRequest) { r.Scope = "https://contoso.com/.default" }, 500011},
		"localhost, any app":   {func(r *authorizeRequest) { r.App, r.Redirect = diagnose.MailAppOf("thunderbird"), "https://localhost" }, 0},
		"elsewhere, any app": {func(r *authorizeRequest) {
			r.App, r.Redirect = diagnose.MailAppOf("thunderbird"), "https://contoso.com"
		}, 50011},
	} {
		req := asked(c)
		try.change(&req)
		if said, _ := c.refusal(atRequest, req); said.Code != try.want {
			t.Errorf("%s: AADSTS%d, want %d", name, said.Code, try.want)
		}
	}
}

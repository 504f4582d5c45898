package consent

import (
	"errors"
	"testing"

	"synchelper/diagnose"
)

func TestTheSimulatedCompanyGetsLinksOnThisComputerOnly(t *testing.T) {
	tenant, err := ParseTenant("11111111-2222-4333-8444-555555555555")
	if err != nil {
		t.Fatal(err)
	}
	app := diagnose.MailApps()[0]
	links, err := AdminLinks(app, diagnose.Cloud{Simulated: true, LoginHost: "localhost:40123"}, tenant.ConfirmedByPerson())
	if err != nil {
		t.Fatal(err)
	}
	want := "https://localhost:40123/11111111-2222-4333-8444-555555555555/adminconsent?client_id=" + app.ClientID
	if len(links) != 2 || links[0].URL != want {
		t.Errorf("links %v, want %s first and nothing of Microsoft's", links, want)
	}
	for _, host := range []string{"login.microsoftonline.com", "localhost", "localhost:80", "localhost:040123",
		"localhost:99999", "localhost.contoso.com:40123", "127.0.0.1:40123", "localhost:40123/x"} {
		_, err := AdminLinks(app, diagnose.Cloud{Simulated: true, LoginHost: host}, tenant.ConfirmedByPerson())
		var rule *RuleError
		if !errors.As(err, &rule) {
			t.Errorf("a simulated company at %s: %v, want a broken rule", host, err)
		}
	}
}

func TestOnThisComputerOnlyTheLinkToApproveIsOne(t *testing.T) {
	for _, address := range []string{
		"https://localhost:40123/",
		"https://localhost:40123/common/oauth2/authorize?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423",
		"http://localhost:40123/organizations/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423",
		"https://localhost:40123/organizations/adminconsent?client_id=00000000-0000-4000-8000-000000000001",
		"https://localhost:40123/contoso.com/v2.0/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423&scope=Mail.Read",
		"https://localhost:22/contoso.com/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423",
	} {
		if Check(address) == nil {
			t.Errorf("%s was accepted", address)
		}
	}
}

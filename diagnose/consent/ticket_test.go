package consent

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

func TestATicketsAddressCarriesWhatIsSetOnly(t *testing.T) {
	own := []string{"contoso.com", "contoso.tickets.example"}
	ticket := Ticket{Reference: "SH-4F7K-2M9Q-T", Subject: "Mail & more? #1 €\r\nBcc: x"}
	for template, want := range map[string]string{
		"https://help.contoso.com":       "https://help.contoso.com",
		"https://help.contoso.com/":      "https://help.contoso.com/",
		"https://contoso.com/new?type=1": "https://contoso.com/new?type=1",
		"https://contoso.com/authorized": "https://contoso.com/authorized",
		"https://contoso.tickets.example/a/b?ref={reference}&title={subject}": "https://contoso.tickets.example/a/b?ref=SH-4F7K-2M9Q-T" +
			"&title=Mail%20%26%20more%3F%20%231%20%E2%82%AC%20Bcc%3A%20x",
	} {
		got, err := TicketURL(template, own, ticket)
		if err != nil || got != want {
			t.Errorf("%s: %q %v", template, got, err)
		}
		if u, err := url.Parse(got); err != nil || u.Scheme != "https" || strings.Contains(u.Host, "%") {
			t.Errorf("%s: a browser reads %v %v", template, u, err)
		}
	}
}

func TestATicketsPageIsOneOfTheOrganisationsOwn(t *testing.T) {
	own := []string{"contoso.com", "microsoftonline.com"} // the second is nobody's own
	for template, want := range map[string]Rule{
		"":                          RuleScheme,
		"http://contoso.com/":       RuleScheme,
		"HTTPS://contoso.com/":      RuleScheme,
		"javascript:alert(1)":       RuleScheme,
		"//contoso.com/":            RuleScheme,
		"https://fabrikam.com/":     RuleHost,
		"https://xcontoso.com/":     RuleHost,
		"https://contoso.com./":     RuleHost,
		"https:///":                 RuleHost,
		"https://Contoso.com/":      RuleHost,
		"https://HELP.contoso.com/": RuleHost,
		"https://login.microsoftonline.com/common/adminconsent":     RuleHost,
		"https://a@contoso.com/":                                    RuleUserinfo,
		"https://contoso.com:443/":                                  RulePort,
		"https://contoso.com/../x":                                  RulePath,
		"https://contoso.com/%2e%2e/":                               RulePath,
		"https://contoso.com/#a":                                    RuleFragment,
		"https://contoso.com\\x/":                                   RuleForm,
		"https://contoso.com /":                                     RuleForm,
		"https://contoso.com/\n":                                    RuleForm,
		"https://contoso.com/?":                                     RuleParameter,
		"https://contoso.com/?a=b c":                                RuleParameter,
		"https://contoso.com/?a={b}":                                RuleParameter,
		"https://contoso.com/?a=1#b":                                RuleParameter,
		"https://contoso.com/?client_id=1":                          RuleParameter,
		"https://contoso.com/?Client%5Fid=1":                        RuleParameter,
		"https://contoso.com/?a=1&redirect_uri=b":                   RuleParameter,
		"https://contoso.com/?response_type=code":                   RuleParameter,
		"https://contoso.com/?scope=a":                              RuleParameter,
		"https://contoso.com/?prompt=admin_consent":                 RuleParameter,
		"https://contoso.com/?to=https://login.windows.net":         RuleParameter,
		"https://contoso.com/?to=https%3A%2F%2Flogin.windows.net":   RuleParameter,
		"https://contoso.com/a/adminconsent":                        RulePath,
		"https://contoso.com/a/AdminConsent/":                       RulePath,
		"https://contoso.com/oauth2/v2.0/authorize?a=1":             RulePath,
		"https://contoso.com/?r=" + strings.Repeat("a", MessageMax): RuleLength,
	} {
		got, err := TicketURL(template, own, Ticket{})
		var rule *RuleError
		if !errors.As(err, &rule) || rule.Rule != want {
			t.Errorf("%.60q: %q %v, want %s", template, got, err, want)
		}
	}
}

// TestNoHostThatWeLinkToIsAnOrganisationsOwn: neither it, nor a domain above it, nor a name below.
func TestNoHostThatWeLinkToIsAnOrganisationsOwn(t *testing.T) {
	for domain, may := range map[string]bool{
		"contoso.com": true, "contoso.onmicrosoft.com": true, "contoso.sharepoint.com": true, "xn--mller-kva.example": true,
		"microsoft.com": false, "login.microsoftonline.com": false, "x.login.microsoftonline.com": false, "aka.ms": false,
		"office.com": false, "github.com": false, "partner.microsoftonline.cn": false, "com": false, "": false,
		"müller.example": false, "Contoso.com": false, ".contoso.com": false, "*.contoso.com": false,
	} {
		if err := CheckOwnDomain(domain); (err == nil) != may {
			t.Errorf("%q: %v", domain, err)
		}
	}
}

// TestNoTicketPageAsksForAnApproval: the link that approves a stranger's app for a whole company, at each of the hosts that
// sign people in, whatever the organisation calls its own.
func TestNoTicketPageAsksForAnApproval(t *testing.T) {
	const query = "/common/adminconsent?client_id=00000000-0000-4000-8000-000000000001"
	for own, host := range map[string]string{
		"windows.net": "login.windows.net", "login.windows.net": "login.windows.net", "sts.windows.net": "sts.windows.net",
		"chinacloudapi.cn": "login.chinacloudapi.cn", "usgovcloudapi.net": "login.usgovcloudapi.net",
		"login-us.microsoftonline.com": "login-us.microsoftonline.com", "microsoftonline.de": "login.microsoftonline.de",
		"b2clogin.com": "contoso.b2clogin.com", "contoso.b2clogin.com": "contoso.b2clogin.com",
		"ciamlogin.com": "contoso.ciamlogin.com", "contoso.ciamlogin.com": "contoso.ciamlogin.com",
		"windowsazure.com": "login.windowsazure.com", "azure.com": "portal.azure.com", "portal.azure.com": "portal.azure.com",
		"onmicrosoft.com": "contoso.onmicrosoft.com", "sharepoint.com": "contoso.sharepoint.com",
		"sovcloud-identity.fr": "login.sovcloud-identity.fr", "sovcloud-identity.de": "login.sovcloud-identity.de",
		"login.sovcloud-identity.sg": "login.sovcloud-identity.sg", "co.uk": "login.co.uk", "github.io": "contoso.github.io",
	} {
		if err := CheckOwnDomain(own); err == nil {
			t.Errorf("%s may be an organisation's own", own)
		}
		for _, rest := range []string{query, "/new"} {
			if got, err := TicketURL("https://"+host+rest, []string{own}, Ticket{}); err == nil {
				t.Errorf("of %s: %s", own, got)
			}
		}
	}
}

func TestAReceiverOutsideThePersonsDomainIsForeign(t *testing.T) {
	for _, c := range []struct {
		to, own string
		want    bool
	}{
		{"helpdesk@contoso.com", "contoso.com", false},
		{"helpdesk@Contoso.COM", "CONTOSO.com", false},
		{"helpdesk@it.contoso.com", "contoso.com", false},
		{"helpdesk@müller.example", "xn--mller-kva.example", false},
		{"helpdesk@contoso.com", "mail.contoso.com", true},
		{"helpdesk@notcontoso.com", "contoso.com", true},
		{"helpdesk@contoso.com.fabrikam.com", "contoso.com", true},
		{"helpdesk@fabrikam.com", "contoso.com", true},
		{"helpdesk@contoso.com", "", true},
		{"", "contoso.com", true},
	} {
		if got := ForeignReceiver(c.to, c.own); got != c.want {
			t.Errorf("from %q to %q: foreign is %v", c.own, c.to, got)
		}
	}
}

func TestAReceiverIsOnePlainAddress(t *testing.T) {
	for address, may := range map[string]bool{"helpdesk@contoso.com": true, "it+mail@müller.example": true, "": false,
		" helpdesk@contoso.com": false, "a@contoso.com,b@contoso.com": false, "a@contoso.com\r\nBcc:b@contoso.com": false,
		"IT <a@contoso.com>": false, "contoso.com": false} {
		if err := CheckReceiver(address); (err == nil) != may {
			t.Errorf("%q: %v", address, err)
		}
	}
}

package diagnose

import (
	"slices"
	"strings"
	"testing"
)

func TestEveryHostOfEveryCloudIsMicrosofts(t *testing.T) {
	for _, c := range Clouds() {
		for _, host := range slices.Concat(c.LoginHosts, c.ExchangeHosts, []string{c.LoginHost, c.ExchangeResource,
			c.AdminCenter, c.MailWeb}) {
			if host = strings.TrimPrefix(host, "https://"); !IsMicrosofts(host) {
				t.Errorf("%s of the %s cloud is taken for a company's own", host, c.ID)
			}
		}
	}
}

func TestWhichHostsAreMicrosofts(t *testing.T) {
	for host, want := range map[string]bool{
		"microsoft.com": true, "mysignins.microsoft.com": true, "login.live.com": true,
		"account.activedirectory.windowsazure.com": true, "passwordreset.activedirectory.windowsazure.us": true,
		"account.activedirectory.windowsazure.cn": true, "autodiscover-s.partner.outlook.cn": true,
		"autodiscover-s.office365.us": true, "outlook.cloud.microsoft": true,
		"": false, "com": false, "contoso.com": false, "adfs.contoso.com": false, "notmicrosoft.com": false,
		"microsoft.com.contoso.com": false, "contoso.sharepoint.com": false, "contoso.azurewebsites.net": false,
		"contoso.onmicrosoft.com": false,
	} {
		if IsMicrosofts(host) != want {
			t.Errorf("%q is Microsoft's: %v", host, !want)
		}
	}
}

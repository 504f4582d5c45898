package consent

import "testing"

func TestALinkThatApprovesAnAppThatDoesNotShipIsALure(t *testing.T) {
	const evil, apple = "11111111-2222-4333-8444-555555555555", "f8d98a96-0999-43f5-8af3-69971c7bb423"
	const host = "https://login.microsoftonline.com/"
	for name, c := range map[string]struct {
		text string
		want Lure
	}{
		"a company's":              {"click " + host + "fabrikam.com/v2.0/adminconsent?client_id=" + evil + "&scope=x", Lure{evil, "fabrikam.com"}},
		"of version 1":             {host + "contoso.com/adminconsent?client_id=" + evil, Lure{evil, "contoso.com"}},
		"nobody's":                 {host + "organizations/adminconsent?client_id=" + evil, Lure{evil, ""}},
		"in capitals":              {host + "fabrikam.com/AdminConsent?state=1&CLIENT_ID=" + evil, Lure{evil, "fabrikam.com"}},
		"in another address":       {"https://safe.example/?url=https%3A%2F%2Fx%2Ffabrikam.com%2Fadminconsent%3Fclient_id%3D" + evil + "%26state", Lure{evil, "fabrikam.com"}},
		"behind a shipped one":     {host + "contoso.com/adminconsent?client_id=" + apple + " or " + host + "x/adminconsent?client_id=" + evil, Lure{evil, ""}},
		"a shipped one":            {host + "contoso.com/adminconsent?client_id=" + apple, Lure{}},
		"a shipped one, cut off":   {host + "contoso.com/adminconsent?client_id=f8d98a96-09", Lure{}},
		"another question":         {"adminconsent? client_id=" + evil, Lure{}},
		"the word":                 {"What is adminconsent?", Lure{}},
		"an ordinary sign-in page": {host + "common/oauth2/v2.0/authorize?client_id=" + evil, Lure{}},
	} {
		if got, found := FindLure([]byte(c.text)); got != c.want || found != (c.want != Lure{}) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

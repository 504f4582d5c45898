package entrasim

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"synchelper/diagnose"
)

func TestPromptNone(t *testing.T) {
	silent := url.Values{"prompt": {"none"}}
	for name, want := range map[string]struct {
		tenant  func(*Tenant) // after the first sign-in
		pages   Pages
		change  url.Values
		signsIn bool
		err     string
		code    string
	}{
		"nobody is signed in": {err: "login_required", code: "50058"},
		"signed in":           {signsIn: true},
		"somebody else":       {signsIn: true, change: url.Values{"login_hint": {"user2@contoso.com"}}, err: "login_required", code: "50058"},
		"another app": {signsIn: true, change: url.Values{
			"client_id": {diagnose.MailAppOf("spark").ClientID}, "redirect_uri": {"http://localhost"},
		}},
		"straight":          {signsIn: true, pages: Pages{Redirect: RedirectStraight}},
		"consent was taken": {signsIn: true, tenant: func(t *Tenant) { t.Granted = GrantedToNobody }, err: "consent_required", code: "65001"},
		"policy":            {signsIn: true, tenant: func(t *Tenant) { t.Policy = 53003 }, err: "invalid_grant", code: "53003"},
		"app was disabled":  {signsIn: true, tenant: func(t *Tenant) { t.App = AppDisabled }, err: "unauthorized_client", code: "7000112"},
		"second factor":     {signsIn: true, tenant: func(t *Tenant) { t.Second = SecondRequired }, err: "interaction_required", code: "50076"},
	} {
		t.Run(name, func(t *testing.T) {
			c := started(t, contoso(), Options{Pages: want.pages})
			b := newBrowser(t, c)
			if want.signsIn {
				b.get(authorizeAddress(c, nil))
				for b.sentTo == "" {
					b.submit(nil)
				}
				b.at = nil
			}
			if want.tenant != nil {
				c.Change(want.tenant)
			}
			change := want.change
			if change == nil {
				change = url.Values{}
			}
			change["prompt"] = silent["prompt"]
			got := b.get(authorizeAddress(c, change)).leftWith()
			description := got.Get("error_description")
			if got.Get("error") != want.err || got.Get("state") != "state-of-a-test" || got.Has("code") != (want.err == "") {
				t.Errorf("left with %v", got)
			}
			described := strings.HasPrefix(description, "AADSTS"+want.code+": ") && strings.Contains(description, "Correlation ID: ")
			if described != (want.err != "") {
				t.Errorf("described as %q", description)
			}
		})
	}
}

func TestPromptNoneWantsTheAppConfirmed(t *testing.T) {
	c := started(t, contoso(), Options{})
	b := newBrowser(t, c).get(authorizeAddress(c, nil)).until(pageConfirm)
	got := b.get(authorizeAddress(c, url.Values{"prompt": {"none"}})).leftWith()
	if !strings.HasPrefix(got.Get("error_description"), "AADSTS50199") {
		t.Errorf("left with %v", got)
	}
}

// Who is signed in is asked for no password, unless the app wants it.
func TestPromptsOfASession(t *testing.T) {
	c := started(t, contoso(), Options{})
	b := newBrowser(t, c).get(authorizeAddress(c, nil)).until(pageKeep)
	b.submit(url.Values{"DontShowAgain": {"true"}}).until(pageConfirm).submit(nil)
	if !b.leftWith().Has("code") {
		t.Fatal("no code")
	}
	b.at = nil
	if b.get(authorizeAddress(c, url.Values{"prompt": nil})); !b.leftWith().Has("code") {
		t.Error("single sign-on shows a page")
	}
	b.get(authorizeAddress(c, nil))
	if picks := b.page.withID("otherTile"); picks == nil || !strings.Contains(b.text, c.Tenant().User) {
		t.Fatal("the browser's account is not offered")
	}
	if b.submit(url.Values{"session": {c.Tenant().User}}); !b.leftWith().Has("code") {
		t.Error("the account that was picked is asked again")
	}
	b.at = nil
	b.get(authorizeAddress(c, nil)).submit(url.Values{"session": {""}})
	if b.page.withID("i0116") == nil {
		t.Error("another account is not asked for its address")
	}
	b.get(authorizeAddress(c, url.Values{"prompt": {"login"}}))
	if b.page.withID("i0118") == nil || b.shown().Code != noSession {
		t.Error("prompt=login does not ask for the password")
	}
	b.get(authorizeAddress(c, url.Values{"prompt": {"consent"}}))
	if !b.is(pageConsent) {
		t.Errorf("prompt=consent shows %s", b.shown().ID)
	}
	// "Don't show this again" counts for this browser's session.
	b.get(authorizeAddress(c, url.Values{"prompt": {"login"}})).submit(nil)
	if !b.is(pageConfirm) {
		t.Errorf("shows %s", b.shown().ID)
	}
}

func TestPromptAdminConsent(t *testing.T) {
	c := started(t, contoso(func(t *Tenant) { t.Granted = GrantedToNobody }), Options{Pages: Pages{ApprovalID: testApproval}})
	asked := authorizeAddress(c, url.Values{"prompt": {"admin_consent"}, "login_hint": {""}})
	b := newBrowser(t, c).get(asked).until(testApproval)
	// An administrator signs in from there; only then is there anything to accept.
	administrator := c.Administrator()
	b.address, b.password = administrator.address, administrator.password
	b.get(b.page.link("signInWithAnotherAccount")).until(pageConsent)
	if b.shown().ForOrganization || !strings.Contains(b.text, "Accept for your organization") {
		t.Error("it is no consent for the organisation")
	}
	if b.submit(nil); c.Tenant().Granted != GrantedToAll {
		t.Errorf("granted to %q", c.Tenant().Granted)
	}
}

// The tick-box is the administrator's, and counts only when it is ticked.
func TestTickBox(t *testing.T) {
	for name, want := range map[string]struct {
		ticks bool
		grant Grant
	}{"ticked": {true, GrantedToAll}, "left empty": {false, GrantedToOther}} {
		t.Run(name, func(t *testing.T) {
			c := started(t, contoso(func(t *Tenant) { t.Granted, t.Consent = GrantedToNobody, ConsentNone }), Options{})
			p := c.Administrator()
			p.Ticks = want.ticks
			got := walk(t, p, authorizeAddress(c, url.Values{"login_hint": nil}))
			if got.err != nil || !got.redirect.Has("code") || c.Tenant().Granted != want.grant {
				t.Errorf("%v, %v, granted to %q", got.err, got.redirect, c.Tenant().Granted)
			}
		})
	}
	c := started(t, contoso(func(t *Tenant) { t.Granted = GrantedToNobody }), Options{})
	b := newBrowser(t, c).get(authorizeAddress(c, nil)).until(pageConsent)
	if b.shown().ForOrganization {
		t.Error("the person has the tick-box")
	}
	if b.submit(url.Values{"consentForOrganization": {"true"}}); c.Tenant().Granted != GrantedToUser {
		t.Errorf("a forged tick grants to %q", c.Tenant().Granted)
	}
}

func TestConsentThatWasNotOffered(t *testing.T) {
	c := started(t, contoso(func(t *Tenant) { t.Granted, t.Consent = GrantedToNobody, ConsentNone }), Options{})
	b := newBrowser(t, c).get(authorizeAddress(c, nil)).until(pageKeep)
	_, values := b.filled()
	values.Set("acceptConsent", "true")
	if b.send(http.MethodPost, "/common/Consent/Set", values); b.shown().Code != "165000" || c.Tenant().Granted != GrantedToNobody {
		t.Errorf("shows %+v, granted to %q", b.shown(), c.Tenant().Granted)
	}
}

func TestResponseModes(t *testing.T) {
	c := started(t, contoso(), Options{Pages: Pages{Redirect: RedirectStraight}})
	b := newBrowser(t, c).get(authorizeAddress(c, url.Values{"response_mode": {"fragment"}}))
	for b.sentTo == "" {
		b.submit(nil)
	}
	base, answer, found := strings.Cut(b.sentTo, "#")
	if values, err := url.ParseQuery(answer); !found || err != nil || !values.Has("code") || strings.Contains(base, "?") {
		t.Errorf("fragment: %s", b.sentTo)
	}
	b.at = nil
	b.get(authorizeAddress(c, url.Values{"response_mode": {"form_post"}, "prompt": {"none"}}))
	if action, values := b.filled(); action != diagnose.MailAppOf("apple").RedirectURI || values.Get("code") == "" || values.Get("state") == "" {
		t.Errorf("form_post: %s %v", action, values)
	}
}

// A v1 request names its resource beside the scope, as the iPhone's does.
func TestVersionOne(t *testing.T) {
	c := started(t, contoso(), Options{})
	address := strings.Replace(authorizeAddress(c, url.Values{"scope": nil, "resource": {c.Cloud().ExchangeResource + "/"}}),
		"/oauth2/v2.0/", "/oauth2/", 1)
	got := walk(t, c.Person(), strings.Replace(address, "organizations", "common", 1))
	checkRedirect(t, c, got.redirect, url.Values{"code": {""}})
}

func TestFederatedProofCountsOnce(t *testing.T) {
	c := started(t, contoso(func(t *Tenant) { t.Federated = "Contoso Login" }), Options{})
	b := newBrowser(t, c).get(authorizeAddress(c, nil)).submit(nil)
	b.get(b.sentTo)
	if b.at.Host != c.OwnHost() || !strings.Contains(b.text, "Contoso Login") {
		t.Fatalf("at %s", b.at.Host)
	}
	b.submit(nil) // the provider's form; its answer posts itself
	action, values := b.filled()
	other := newBrowser(t, c)
	if other.send(http.MethodPost, action, values); other.shown().Code != "165000" {
		t.Errorf("another browser is shown %+v", other.shown())
	}
	if b.send(http.MethodPost, action, values); b.shown().Code != "165000" {
		t.Errorf("a proof that was tried elsewhere shows %+v", b.shown())
	}
}

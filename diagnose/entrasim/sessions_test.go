package entrasim

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"testing"
)

// Being signed in proves nothing to a sign-in that asks anew.
func TestASessionAnswersNoFormOfAnotherSignIn(t *testing.T) {
	c := started(t, contoso(func(t *Tenant) { t.Second = SecondRequired }), Options{})
	b := newBrowser(t, c).get(authorizeAddress(c, nil)).until(pageConfirm)
	for _, path := range []string{"/kmsi", "/appverify", "/common/Consent/Set", "/common/SAS/ProcessAuth"} {
		_, values := b.get(authorizeAddress(c, url.Values{"prompt": {"login"}})).filled()
		values.Set("acceptConsent", "true")
		values.Set("ContinueAuth", "true")
		if b.send(http.MethodPost, path, values); b.shown().Code != "165000" || b.sentTo != "" {
			t.Errorf("%s shows %+v", path, b.shown())
		}
	}
}

func TestTheLastFormGivesOneCode(t *testing.T) {
	c := started(t, contoso(), Options{})
	b := newBrowser(t, c).get(authorizeAddress(c, nil)).until(pageConfirm)
	action, values := b.filled()
	if b.send(http.MethodPost, action, values); !b.leftWith().Has("code") {
		t.Fatal("no code")
	}
	if b.send(http.MethodPost, action, values); b.shown().Code != "165000" {
		t.Errorf("a second time: sent to %q, %+v", b.sentTo, b.shown())
	}
}

// The cookie of a session is worth nothing in another browser.
func TestASessionStaysInItsBrowser(t *testing.T) {
	c := started(t, contoso(), Options{})
	b := newBrowser(t, c).get(authorizeAddress(c, nil)).until(pageConfirm)
	site := &url.URL{Scheme: "https", Host: c.Cloud().LoginHost, Path: "/"}
	thief := newBrowser(t, c)
	thief.client.Jar, _ = cookiejar.New(nil)
	for _, cookie := range b.client.Jar.Cookies(site) {
		if cookie.Name != cookieBrowser {
			thief.client.Jar.SetCookies(site, []*http.Cookie{{Name: cookie.Name, Value: cookie.Value, Path: "/", Secure: true}})
		}
	}
	if len(thief.client.Jar.Cookies(site)) == 0 {
		t.Fatal("nothing was stolen")
	}
	got := thief.get(authorizeAddress(c, url.Values{"prompt": {"none"}})).leftWith()
	if got.Get("error") != "login_required" {
		t.Errorf("left with %v", got)
	}
}

// Staying signed in outlives the window; not staying does not.
func TestStayingSignedIn(t *testing.T) {
	for answer, stays := range map[string]bool{"1": true, "0": false} {
		c := started(t, contoso(), Options{Pages: Pages{Redirect: RedirectVerify}})
		b := newBrowser(t, c).get(authorizeAddress(c, nil)).until(pageKeep)
		b.submit(url.Values{"LoginOptions": {answer}}).until(pageConfirm).submit(nil)
		site := &url.URL{Scheme: "https", Host: c.Cloud().LoginHost, Path: "/"}
		// A window that is closed takes the cookies without an age with it.
		b.client.Jar.SetCookies(site, []*http.Cookie{{Name: cookieSession, Path: "/", MaxAge: -1}})
		b.at = nil
		got := b.get(authorizeAddress(c, url.Values{"prompt": {"none"}})).leftWith()
		if got.Has("code") != stays {
			t.Errorf("answered %s: left with %v", answer, got)
		}
	}
}

func TestAProofIsForItsAccount(t *testing.T) {
	c := started(t, contoso(func(t *Tenant) { t.Federated = "Contoso Login" }), Options{})
	b := newBrowser(t, c).get(authorizeAddress(c, nil))
	_, first := b.filled()
	b.submit(nil)
	b.get(b.sentTo).submit(nil)
	action, values := b.filled()
	b.get("https://" + c.Cloud().LoginHost + "/common/reprocess?" + url.Values{"ctx": first["ctx"]}.Encode()) // in another tab
	if b.send(http.MethodPost, action, values); b.shown().Code != "165000" {
		t.Errorf("shows %+v", b.shown())
	}
}

// A code that is typed into a form of another kind admits nothing.
func TestADeviceIsAdmittedOnItsPageAlone(t *testing.T) {
	c := started(t, contoso(), Options{})
	b := newBrowser(t, c).get(authorizeAddress(c, nil))
	_, values := b.filled()
	values.Set("otc", c.deviceOfATest())
	if b.send(http.MethodPost, devicePagePath, values); b.shown().Code != "70018" {
		t.Errorf("shows %+v", b.shown())
	}
}

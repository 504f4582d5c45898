package entrasim

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
)

// A form counts once, in the browser that it was made for, with the secrets that it was made with.
func TestFormsAreBound(t *testing.T) {
	c := started(t, contoso(), Options{})
	for name, attack := range map[string]func(b *browser) *browser{
		"another canary":     func(b *browser) *browser { return b.submit(url.Values{"canary": {"forged"}}) },
		"no canary":          func(b *browser) *browser { return b.submit(url.Values{"canary": {""}}) },
		"another flow token": func(b *browser) *browser { return b.submit(url.Values{"flowToken": {"forged"}}) },
		"no such flow":       func(b *browser) *browser { return b.submit(url.Values{"ctx": {"forged"}}) },
		"sent twice": func(b *browser) *browser {
			action, values := b.filled()
			b.send(http.MethodPost, action, values)
			return b.send(http.MethodPost, action, values)
		},
		"another browser": func(b *browser) *browser {
			action, values := b.filled()
			return newBrowser(t, c).send(http.MethodPost, action, values)
		},
		"link of another browser": func(b *browser) *browser {
			_, values := b.filled()
			return newBrowser(t, c).get("/common/cancel?" + url.Values{"ctx": values["ctx"]}.Encode())
		},
		"password before the address": func(b *browser) *browser {
			for _, path := range []string{"/kmsi", "/appverify", "/common/Consent/Set", "/common/SAS/ProcessAuth", "/common/ProofUp/End",
				"/common/ProofUp/Begin", "/common/ChangePassword", "/common/Consent/Request"} {
				_, values := b.filled()
				values.Set("acceptConsent", "true")
				values.Set("ContinueAuth", "true")
				if b.send(http.MethodPost, path, values); b.shown().Code != "165000" {
					t.Errorf("%s before the password shows %+v", path, b.shown())
				}
				b.get(authorizeAddress(c, nil))
			}
			return b.submit(url.Values{"canary": {""}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := attack(newBrowser(t, c).get(authorizeAddress(c, nil)))
			if page := b.shown(); page.ID != pageError || page.Code != "165000" || b.status != http.StatusBadRequest || b.sentTo != "" {
				t.Errorf("HTTP %d, %+v", b.status, page)
			}
		})
	}
}

func TestFormsOfAFlowThatIsTooOld(t *testing.T) {
	now := time.Now()
	c := started(t, contoso(), Options{Now: func() time.Time { return now }})
	b := newBrowser(t, c).get(authorizeAddress(c, nil))
	now = now.Add(flowLife + time.Second)
	if b.submit(nil); b.shown().Code != "165000" {
		t.Errorf("shows %+v", b.shown())
	}
	for range maxFlows + 10 {
		b.get(authorizeAddress(c, nil))
	}
	c.browser.mu.Lock()
	defer c.browser.mu.Unlock()
	if len(c.browser.flows) > maxFlows {
		t.Errorf("%d sign-ins are remembered", len(c.browser.flows))
	}
}

// What others write reaches a page as text and $Config as a string, and the app to the letter.
func TestHostileTextIsText(t *testing.T) {
	const hostile = `"><script>alert(1)</script><!-- ' ]]> // é ` + "\u2028"
	c := started(t, contoso(func(t *Tenant) { t.Granted, t.Consent, t.Workflow = GrantedToNobody, ConsentNone, true }),
		Options{Pages: Pages{RequestID: testRequest}})
	b := newBrowser(t, c)
	harmless := func(where string) {
		t.Helper()
		if strings.Contains(b.text, "<script>alert") || strings.Contains(b.text, "]]> //") {
			t.Errorf("%s: the page holds it as it is", where)
		}
		if strings.Count(b.text, "$Config=") != 1 || b.shown().ID == "" {
			t.Errorf("%s: $Config is broken", where)
		}
	}
	b.get(authorizeAddress(c, url.Values{"login_hint": {hostile}, "state": {hostile}}))
	harmless("login hint")
	if !strings.Contains(b.text, html.EscapeString(`alert(1)`)) {
		t.Error("the login hint is not shown")
	}
	b.submit(url.Values{"loginfmt": {hostile}})
	harmless("address")
	b.submit(url.Values{"loginfmt": {c.Tenant().User}}).until(testRequest)
	b.submit(url.Values{"justification": {hostile}})
	harmless("justification")
	if b.page.text("sentJustification") != strings.TrimSpace(hostile) {
		t.Errorf("the justification reads %q", b.page.text("sentJustification"))
	}
	if justification, asked := c.Justification(); !asked || justification != strings.TrimSpace(hostile) {
		t.Errorf("the reviewer reads %q, %v", justification, asked)
	}
	if b.get(b.page.link("cancelLink")); b.leftWith().Get("state") != hostile {
		t.Errorf("state came back as %q", b.leftWith().Get("state"))
	}
	b.get(authorizeAddress(c, url.Values{"redirect_uri": {hostile}}))
	harmless("redirect")
	if b.get("https://" + c.Cloud().LoginHost + "/" + url.PathEscape("<script>alert(1)") + "/oauth2/authorize"); b.shown().Code != "90002" {
		t.Errorf("an unknown authority shows %+v", b.shown())
	}
	harmless("authority")
}

// A script that leads back to the app holds the state inside a string.
func TestHostileStateInAScript(t *testing.T) {
	const hostile = `</script><script>alert(1)</script>"+alert(2)+"`
	c := started(t, contoso(), Options{Pages: Pages{Redirect: RedirectScript}})
	b := newBrowser(t, c).get(authorizeAddress(c, url.Values{"prompt": {"none"}, "state": {hostile}}))
	if strings.Contains(b.text, "alert(1)</script>") || strings.Contains(b.text, `"+alert`) {
		t.Errorf("the page holds it as it is:\n%s", b.text)
	}
	if b.leftWith().Get("state") != hostile {
		t.Errorf("state came back as %q", b.leftWith().Get("state"))
	}
}

// A request that cannot be served is told to the person, never to the address that it names.
func TestRequestsThatCannotBeServed(t *testing.T) {
	c := started(t, contoso(), Options{})
	for name, want := range map[string]struct {
		change url.Values
		code   string
	}{
		"foreign redirect":  {url.Values{"redirect_uri": {"https://attacker.example/"}}, "50011"},
		"redirect with end": {url.Values{"redirect_uri": {diagnose.MailAppOf("apple").RedirectURI + "/evil"}}, "50011"},
		"script redirect":   {url.Values{"redirect_uri": {"javascript:alert(1)"}}, "50011"},
		"unknown app":       {url.Values{"client_id": {"00000000-0000-4000-8000-000000000000"}}, "700016"},
		"no app":            {url.Values{"client_id": nil}, "900144"},
		"no scope":          {url.Values{"scope": nil}, "900144"},
		"foreign resource":  {url.Values{"scope": {"https://graph.example/.default"}}, "500011"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBrowser(t, c).get(authorizeAddress(c, want.change))
			page := b.shown()
			if page.ID != pageError || page.Code != want.code || b.status != http.StatusBadRequest || b.sentTo != "" {
				t.Errorf("HTTP %d, sent to %q, %+v", b.status, b.sentTo, page)
			}
			if !strings.HasPrefix(page.Exception, "AADSTS"+want.code+": ") || !strings.Contains(page.Visible, "Correlation Id: "+page.CorrelationID) {
				t.Errorf("shows %q", page.Visible)
			}
		})
	}
	b := newBrowser(t, c).get(authorizeAddress(c, url.Values{"response_type": {"token"}}))
	if got := b.leftWith(); got.Get("error") != "unsupported_response_type" || got.Get("state") == "" {
		t.Errorf("another response type is answered with %v", got)
	}
	if b = newBrowser(t, c).get("/common/login"); b.shown().Code != "900561" {
		t.Errorf("an address for forms shows %+v", b.shown())
	}
}

func TestNoSecretOfAPageIsRead(t *testing.T) {
	c := started(t, contoso(), Options{})
	b := newBrowser(t, c).get(authorizeAddress(c, nil))
	_, values := b.filled()
	page := b.shown()
	for _, name := range []string{"flowToken", "ctx", "canary"} {
		secret := values.Get(name)
		if len(secret) < 40 || !strings.Contains(b.text, secret) {
			t.Errorf("%s is %q", name, secret)
		}
		for _, read := range []string{page.ID, page.Code, page.ErrorText, page.Main, page.Additional, page.Exception, page.Visible} {
			if strings.Contains(read, secret) {
				t.Errorf("%s is read from the page", name)
			}
		}
	}
}

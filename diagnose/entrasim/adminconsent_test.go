package entrasim

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func closed(t *Tenant) { t.Granted, t.Consent = GrantedToNobody, ConsentNone }

func TestAdminConsent(t *testing.T) {
	contosoID := contoso().TenantID
	accepted := []string{pageSignIn, pageSignIn, pageConsent}
	for name, want := range map[string]struct {
		tenant    func(*Tenant)
		pages     Pages
		authority string
		query     url.Values
		person    bool // the person, not the administrator
		declines  bool
		ids       []string
		last      string
		redirect  url.Values
		grant     Grant
	}{
		"by tenant id": {tenant: closed, authority: contosoID, ids: accepted,
			redirect: url.Values{"admin_consent": {"True"}, "tenant": {contosoID}}, grant: GrantedToAll},
		"by domain, with state": {tenant: closed, authority: "contoso.com", query: url.Values{"state": {"a&b"}}, ids: accepted,
			redirect: url.Values{"admin_consent": {"True"}, "tenant": {contosoID}, "state": {"a&b"}}, grant: GrantedToAll},
		"organizations": {tenant: closed, authority: "organizations", ids: accepted,
			redirect: url.Values{"admin_consent": {"True"}, "tenant": {contosoID}}, grant: GrantedToAll},
		"service principal missing": {tenant: func(t *Tenant) { closed(t); t.App = AppMissing }, authority: contosoID, ids: accepted,
			redirect: url.Values{"admin_consent": {"True"}}, grant: GrantedToAll},
		"app disabled": {tenant: func(t *Tenant) { closed(t); t.App = AppDisabled }, authority: contosoID, ids: accepted,
			redirect: url.Values{"admin_consent": {"True"}}, grant: GrantedToAll},
		"risky app": {tenant: func(t *Tenant) { t.Granted, t.Consent = GrantedToNobody, ConsentRisky }, authority: contosoID, ids: accepted,
			last: "900981", redirect: url.Values{"admin_consent": {"True"}}, grant: GrantedToAll},
		"declined": {tenant: closed, authority: contosoID, declines: true, ids: accepted,
			redirect: url.Values{"admin_consent": {"True"}, "error": {"access_denied"}}, grant: GrantedToNobody},
		"as the person": {tenant: closed, authority: contosoID, person: true, ids: []string{pageSignIn, pageSignIn, testApproval},
			last: "90094", redirect: url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}}, grant: GrantedToNobody},
		"as the person, 900941": {tenant: closed, pages: Pages{AdminOnly: true}, authority: contosoID, person: true,
			ids: []string{pageSignIn, pageSignIn, pageError}, last: "900941", grant: GrantedToNobody},
		"another tenant": {tenant: closed, authority: "22222222-2222-4222-8222-222222222222", ids: []string{pageError}, last: "90002",
			grant: GrantedToNobody},
		"another address to return to": {tenant: closed, authority: contosoID, query: url.Values{"redirect_uri": {"https://attacker.example"}},
			ids: []string{pageError}, last: "50011", grant: GrantedToNobody},
	} {
		t.Run(name, func(t *testing.T) {
			want.pages.ApprovalID = testApproval
			c := started(t, contoso(want.tenant), Options{Pages: want.pages})
			p := c.Administrator()
			if want.person {
				p = c.Person()
			}
			p.Declines = want.declines
			if want.query == nil {
				want.query = url.Values{}
			}
			before := c.Tenant().App
			got := walk(t, p, adminLink(c, want.authority, want.query))
			if !slices.Equal(got.ids, want.ids) || got.last.Code != want.last && !(want.last == "" && got.last.Code == noSession) {
				t.Errorf("pages %q, the last with %q", got.ids, got.last.Code)
			}
			if (got.redirect == nil) != (want.redirect == nil) || got.redirect.Has("code") {
				t.Errorf("%v, redirected with %v", got.err, got.redirect)
			}
			for name, values := range want.redirect {
				if got.redirect.Get(name) != values[0] {
					t.Errorf("%s is %q", name, got.redirect.Get(name))
				}
			}
			if c.Tenant().Granted != want.grant {
				t.Errorf("granted to %q", c.Tenant().Granted)
			}
			if after := c.Tenant().App; after != before && before != AppMissing {
				t.Errorf("the app is %q now", after)
			}
		})
	}
}

func TestAdminConsentVersionTwo(t *testing.T) {
	c := started(t, contoso(closed), Options{})
	scope := c.Cloud().ExchangeResource + "/.default"
	link := adminLink(c, c.Tenant().TenantID+"/v2.0", url.Values{"scope": {scope}, "state": {"12345"}})
	got := walk(t, c.Administrator(), link)
	if got.redirect.Get("scope") != scope || got.redirect.Get("state") != "12345" || c.Tenant().Granted != GrantedToAll {
		t.Errorf("%v, %v", got.err, got.redirect)
	}
	if got = walk(t, c.Administrator(), strings.Replace(link, "adminconsent", "adminConsent", 1)); got.err != nil {
		t.Errorf("the portal's spelling: %v", got.err)
	}
}

// An administrator of another company signs in at a link of this one.
func TestAdminConsentOfAStranger(t *testing.T) {
	c := started(t, contoso(closed), Options{})
	b := newBrowser(t, c).get(adminLink(c, c.Tenant().TenantID, url.Values{}))
	b.submit(url.Values{"loginfmt": {"administrator@fabrikam.com"}})
	if page := b.shown(); page.Code != "50020" || !strings.Contains(page.Exception, "administrator@fabrikam.com") || b.status != http.StatusOK {
		t.Errorf("shows %+v", page)
	}
}

// What heals a company, and what does not.
func TestAdministratorHeals(t *testing.T) {
	for name, tenant := range map[string]func(*Tenant){
		"need admin approval": closed,
		"approval required":   func(t *Tenant) { closed(t); t.Workflow = true },
		"approved for another person": func(t *Tenant) {
			closed(t)
			t.Granted = GrantedToOther
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := started(t, contoso(tenant), Options{})
			if got := walk(t, c.Person(), authorizeAddress(c, nil)); got.redirect.Get("error_subcode") != "cancel" {
				t.Fatalf("%v, %v", got.err, got.redirect)
			}
			walk(t, c.Administrator(), adminLink(c, c.Tenant().TenantID, url.Values{}))
			checkRedirect(t, c, walk(t, c.Person(), authorizeAddress(c, nil)).redirect, url.Values{"code": {""}})
			if c.Tenant().Requested {
				t.Error("the request still waits")
			}
		})
	}
	t.Run("app disabled", func(t *testing.T) {
		c := started(t, contoso(func(t *Tenant) { t.App = AppDisabled }), Options{})
		walk(t, c.Administrator(), adminLink(c, c.Tenant().TenantID, url.Values{}))
		if got := walk(t, c.Person(), authorizeAddress(c, nil)); got.last.Code != "7000112" {
			t.Errorf("accepting the link heals it: %+v", got.last)
		}
		c.Change(func(t *Tenant) { t.App = AppEnabled })
		checkRedirect(t, c, walk(t, c.Person(), authorizeAddress(c, nil)).redirect, url.Values{"code": {""}})
	})
}

func TestReviewer(t *testing.T) {
	c := started(t, contoso(func(t *Tenant) { closed(t); t.Workflow = true }), Options{Pages: Pages{RequestID: testRequest}})
	if err := c.ApproveRequest(); !errors.Is(err, ErrNothingAsked) {
		t.Errorf("nothing was asked, and approving it says %v", err)
	}
	p := c.Person()
	p.Justification = "Mail on the road"
	walk(t, p, authorizeAddress(c, nil))
	if justification, asked := c.Justification(); !asked || justification != "Mail on the road" {
		t.Errorf("the reviewer reads %q, %v", justification, asked)
	}
	b := newBrowser(t, c).get(authorizeAddress(c, nil)).until(testRequest)
	if !strings.Contains(b.text, "You have asked for this app already") {
		t.Error("a second request looks like the first")
	}
	if b.submit(url.Values{"justification": {"  "}}); !b.is(testRequest) || b.shown().ErrorText == "" {
		t.Errorf("without a justification: %+v", b.shown())
	}
	if err := c.ApproveRequest(); err != nil || c.Tenant().Granted != GrantedToAll {
		t.Errorf("%v, granted to %q", err, c.Tenant().Granted)
	}
	if err := c.ApproveRequest(); !errors.Is(err, ErrNothingAsked) {
		t.Errorf("approving twice says %v", err)
	}
	checkRedirect(t, c, walk(t, c.Person(), authorizeAddress(c, nil)).redirect, url.Values{"code": {""}})
}

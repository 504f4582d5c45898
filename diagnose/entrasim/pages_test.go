package entrasim

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

const theVerifier = "a-verifier-of-a-test-that-is-long-enough-for-rfc-7636"

// contoso is a healthy company; changes make it as wrong as a test wants.
func contoso(changes ...func(*Tenant)) Tenant {
	t := Tenant{
		Domain: "contoso.com", TenantID: "11111111-1111-4111-8111-111111111111", Region: "EU", User: "user1@contoso.com", Name: "User One",
	}
	for _, change := range changes {
		change(&t)
	}
	return t
}

func challengeOf(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func started(t *testing.T, tenant Tenant, o Options) *Company {
	t.Helper()
	c, err := Start(tenant, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// authorizeAddress is what the watched browser is given.
func authorizeAddress(c *Company, changes url.Values) string {
	app := diagnose.MailAppOf("apple")
	asked := url.Values{
		"client_id": {app.ClientID}, "redirect_uri": {app.RedirectURI}, "response_type": {"code"},
		"scope": {c.Cloud().ExchangeResource + "/.default openid profile"}, "state": {"state-of-a-test"}, "prompt": {"select_account"},
		"login_hint": {c.Tenant().User}, "code_challenge": {challengeOf(theVerifier)}, "code_challenge_method": {"S256"},
	}
	for name, values := range changes {
		asked[name] = values
	}
	return "https://" + c.Cloud().LoginHost + "/organizations/oauth2/v2.0/authorize?" + asked.Encode()
}

func adminLink(c *Company, authority string, asked url.Values) string {
	asked.Set("client_id", diagnose.MailAppOf("apple").ClientID)
	return "https://" + c.Cloud().LoginHost + "/" + authority + "/adminconsent?" + asked.Encode()
}

// deviceOfATest asks for a device code as a client would, and returns what the person must type.
func (c *Company) deviceOfATest() string {
	app := diagnose.MailAppOf("apple")
	session, _ := c.issueDevice(authorizeRequest{App: app, ClientID: app.ClientID, Authority: "organizations"})
	return session.userCode
}

// walked is what a walk showed: the pages' names, the codes on them, and where it ended.
type walked struct {
	ids, codes, hosts []string
	last              entra.SignInPage
	redirect          url.Values
	err               error
}

func walk(t *testing.T, p *Person, address string) walked {
	t.Helper()
	var w walked
	redirect := diagnose.MailAppOf("apple").RedirectURI
	at, err := p.Walk(t.Context(), address, redirect, func(host string, ours bool, page entra.SignInPage) bool {
		if !ours {
			page.ID = "federated"
		}
		w.ids, w.codes, w.hosts, w.last = append(w.ids, page.ID), append(w.codes, page.Code), append(w.hosts, host), page
		return false
	})
	w.err = err
	if err == nil {
		u, parseErr := url.Parse(at)
		if parseErr != nil {
			t.Fatal(parseErr)
		}
		if !strings.HasPrefix(at, redirect+"?") {
			t.Errorf("redirected to %s", at)
		}
		w.redirect = u.Query()
	}
	return w
}

// Names of the two pages whose real ones nobody knows, for these tests.
const (
	testApproval = "ApprovalOfATest"
	testRequest  = "RequestOfATest"
)

func TestPerson(t *testing.T) {
	signIn := []string{pageSignIn, pageSignIn, pageKeep, pageConfirm}
	atPassword := []string{pageSignIn, pageSignIn}
	atApproval := []string{pageSignIn, pageSignIn, pageKeep}
	cases := map[string]struct {
		tenant func(*Tenant)
		pages  Pages
		person func(*Person)
		ids    []string
		last   string     // code on the last page
		want   url.Values // of the redirect; "code" stands for any
		err    error
		after  func(Tenant) bool
	}{
		"healthy": {ids: signIn, last: "50199", want: url.Values{"code": {""}}},
		"script":  {pages: Pages{Redirect: RedirectScript}, ids: signIn, last: "50199", want: url.Values{"code": {""}}},
		"straight": {
			pages: Pages{Redirect: RedirectStraight}, ids: []string{pageSignIn, pageSignIn}, want: url.Values{"code": {""}},
		},
		"wrong password, then corrected": {
			person: func(p *Person) { p.MistypesFirst = true },
			ids:    []string{pageSignIn, pageSignIn, pageSignIn, pageKeep, pageConfirm}, last: "50199", want: url.Values{"code": {""}},
		},
		"second factor": {
			tenant: func(t *Tenant) { t.Second = SecondRequired },
			ids:    []string{pageSignIn, pageSignIn, pageSecond, pageKeep, pageConfirm}, last: "50199", want: url.Values{"code": {""}},
		},
		"second factor to be registered": {
			tenant: func(t *Tenant) { t.Second = SecondRegister },
			ids:    []string{pageSignIn, pageSignIn, pageRegister, pageRegistering, pageKeep, pageConfirm}, last: "50199",
			want: url.Values{"code": {""}}, after: func(t Tenant) bool { return t.Second == SecondRequired },
		},
		"second factor fails": {
			tenant: func(t *Tenant) { t.Second = SecondFails }, last: "500121", err: ErrNoWayOn,
		},
		"password expired": {
			tenant: func(t *Tenant) { t.Account = AccountPasswordExpired },
			ids:    []string{pageSignIn, pageSignIn, pageChangePassword, pageKeep, pageConfirm}, last: "50199",
			want: url.Values{"code": {""}}, after: func(t Tenant) bool { return t.Account == AccountFine },
		},
		"account not found": {tenant: func(t *Tenant) { t.Account = AccountNotFound }, last: "50034", err: ErrNoWayOn},
		"account disabled":  {tenant: func(t *Tenant) { t.Account = AccountDisabled }, last: "50057", err: ErrNoWayOn},
		"account locked":    {tenant: func(t *Tenant) { t.Account = AccountLocked }, last: "50053", err: ErrNoWayOn},
		"guest": {
			tenant: func(t *Tenant) { t.Account = AccountGuest }, ids: []string{pageSignIn, pageError}, last: "50020", err: ErrNoWayOn,
		},
		"federated": {
			tenant: func(t *Tenant) { t.Federated = "Contoso Login" },
			ids:    []string{pageSignIn, "federated", pageKeep, pageConfirm}, last: "50199", want: url.Values{"code": {""}},
		},
		"federated, wrong password first": {
			tenant: func(t *Tenant) { t.Federated = "Contoso Login" }, person: func(p *Person) { p.MistypesFirst = true },
			ids: []string{pageSignIn, "federated", "federated", pageKeep, pageConfirm}, last: "50199", want: url.Values{"code": {""}},
		},
		"conditional access": {
			tenant: func(t *Tenant) { t.Policy = 53003 }, ids: append(slices.Clone(atPassword), pageAccess), last: "53003", err: ErrNoWayOn,
		},
		"app disabled": {
			tenant: func(t *Tenant) { t.App = AppDisabled }, ids: append(slices.Clone(atPassword), pageError), last: "7000112",
			err: ErrNoWayOn,
		},
		"app disabled, number": {
			tenant: func(t *Tenant) { t.App = AppDisabled }, pages: Pages{NumberCodes: true, ErrorStatus: http.StatusBadRequest},
			ids: append(slices.Clone(atPassword), pageError), last: "7000112", err: ErrNoWayOn,
		},
		"user not assigned": {
			tenant: func(t *Tenant) { t.App = AppUnassigned }, ids: append(slices.Clone(atPassword), pageError), last: "50105",
			err: ErrNoWayOn,
		},
		"consent": {
			tenant: func(t *Tenant) { t.Granted, t.App = GrantedToNobody, AppMissing },
			ids:    append(slices.Clone(atApproval), pageConsent, pageConfirm), last: "50199", want: url.Values{"code": {""}},
			after: func(t Tenant) bool { return t.Granted == GrantedToUser && t.App == AppEnabled },
		},
		"consent declined": {
			tenant: func(t *Tenant) { t.Granted = GrantedToNobody }, person: func(p *Person) { p.Declines = true },
			ids:   append(slices.Clone(atApproval), pageConsent),
			want:  url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}, "error_description": {"AADSTS65004"}},
			after: func(t Tenant) bool { return t.Granted == GrantedToNobody },
		},
		"need admin approval": {
			tenant: func(t *Tenant) { t.Granted, t.Consent = GrantedToNobody, ConsentNone },
			ids:    append(slices.Clone(atApproval), testApproval), last: "90094",
			want: url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}},
		},
		"need admin approval, no code on the page": {
			tenant: func(t *Tenant) { t.Granted, t.Consent = GrantedToOther, ConsentNone }, pages: Pages{NoCodes: true},
			ids: append(slices.Clone(atApproval), testApproval), want: url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}},
		},
		"approval required": {
			tenant: func(t *Tenant) { t.Granted, t.Consent, t.Workflow = GrantedToNobody, ConsentNone, true },
			ids:    append(slices.Clone(atApproval), testRequest, pageSent),
			want:   url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}},
			after:  func(t Tenant) bool { return t.Requested && t.Granted == GrantedToNobody },
		},
		"approval required, not asked": {
			tenant: func(t *Tenant) { t.Granted, t.Consent, t.Workflow = GrantedToNobody, ConsentNone, true },
			person: func(p *Person) { p.Declines = true }, ids: append(slices.Clone(atApproval), testRequest), last: "90095",
			want: url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}}, after: func(t Tenant) bool { return !t.Requested },
		},
		"risky app": {
			tenant: func(t *Tenant) { t.Granted, t.Consent = GrantedToNobody, ConsentRisky },
			ids:    append(slices.Clone(atApproval), testApproval), last: "900941",
			want: url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}},
		},
	}
	for name, want := range cases {
		t.Run(name, func(t *testing.T) {
			tenant := contoso()
			if want.tenant != nil {
				want.tenant(&tenant)
			}
			want.pages.ApprovalID, want.pages.RequestID = testApproval, testRequest
			c := started(t, tenant, Options{Pages: want.pages})
			p := c.Person()
			if want.person != nil {
				want.person(p)
			}
			got := walk(t, p, authorizeAddress(c, nil))
			if !errors.Is(got.err, want.err) {
				t.Fatalf("ended with %v after %q", got.err, got.ids)
			}
			if want.ids != nil && !slices.Equal(got.ids, want.ids) {
				t.Errorf("pages %q, want %q", got.ids, want.ids)
			}
			if got.last.Code != want.last {
				t.Errorf("last page carries %q, want %q", got.last.Code, want.last)
			}
			if got.codes[0] != noSession {
				t.Errorf("the first page carries %q", got.codes[0])
			}
			checkRedirect(t, c, got.redirect, want.want)
			if want.after != nil && !want.after(c.Tenant()) {
				t.Errorf("the company is left as %+v", c.Tenant())
			}
		})
	}
}

// checkRedirect holds the answer of the redirect against what is wanted; a code must redeem with the verifier alone.
func checkRedirect(t *testing.T, c *Company, got, want url.Values) {
	t.Helper()
	if want == nil {
		if got != nil {
			t.Errorf("redirected with %v", got)
		}
		return
	}
	if got.Get("state") != "state-of-a-test" {
		t.Errorf("state is %q", got.Get("state"))
	}
	for name, values := range want {
		if !strings.HasPrefix(got.Get(name), values[0]) || !got.Has(name) {
			t.Errorf("%s is %q, want %q", name, got.Get(name), values[0])
		}
	}
	if want.Has("code") {
		app := diagnose.MailAppOf("apple")
		if _, number := c.takeCode(got.Get("code"), app.ClientID, app.RedirectURI, theVerifier+"x"); number != 501481 {
			t.Errorf("a wrong verifier gets %d", number)
		}
		granted, number := c.takeCode(got.Get("code"), app.ClientID, app.RedirectURI, theVerifier)
		if number != 0 || granted.account != c.Tenant().User {
			t.Errorf("the code stands for %q, refused with %d", granted.account, number)
		}
	} else if got.Has("code") {
		t.Error("a code came with an error")
	}
	if !want.Has("error_description") && got.Has("error_description") {
		t.Errorf("described as %q", got.Get("error_description"))
	}
}

// Whoever signs in with another name than the mail address is told that there is no such account, and types the name.
func TestPersonWithAnotherName(t *testing.T) {
	c := started(t, contoso(func(t *Tenant) { t.MailboxOf = "user.one@contoso.com" }), Options{})
	got := walk(t, c.Person(), authorizeAddress(c, url.Values{"login_hint": {"user.one@contoso.com"}}))
	if !slices.Equal(got.codes, []string{noSession, "50034", "", "", "50199"}) {
		t.Errorf("codes %q", got.codes)
	}
	checkRedirect(t, c, got.redirect, url.Values{"code": {""}})
}

// Many browsers at once, while an administrator changes things.
func TestPeopleSideBySide(t *testing.T) {
	c := started(t, contoso(func(t *Tenant) { t.Second = SecondRequired }), Options{})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			at, err := c.Person().Walk(t.Context(), authorizeAddress(c, nil), diagnose.MailAppOf("apple").RedirectURI, nil)
			if err != nil || !strings.Contains(at, "code=") {
				t.Errorf("%s, %v", at, err)
			}
		})
		all.Go(func() { c.Change(func(t *Tenant) { t.Requested = !t.Requested }) })
	}
	all.Wait()
}

type endless struct{ to string }

func (e endless) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusFound, Header: http.Header{"Location": {e.to}}, Body: http.NoBody, Request: r}, nil
}

func TestPersonGoesNowhereElse(t *testing.T) {
	c := started(t, contoso(), Options{})
	p := c.Person()
	p.client.Transport = endless{"/common/login"}
	if _, err := p.Walk(t.Context(), authorizeAddress(c, nil), "app://x", nil); !errors.Is(err, ErrGoesAround) {
		t.Errorf("round in a circle: %v", err)
	}
	p.client.Transport = endless{"http://contoso.com"}
	if _, err := p.Walk(t.Context(), authorizeAddress(c, nil), "app://x", nil); !errors.Is(err, ErrNoWayOn) {
		t.Errorf("an address without TLS: %v", err)
	}
	p = c.Person()
	if at, err := p.Walk(t.Context(), "https://contoso.com/", "app://x", nil); err == nil {
		t.Errorf("another host answers: %s", at)
	}
}

func TestPersonIsStopped(t *testing.T) {
	c := started(t, contoso(), Options{})
	pages := 0
	at, err := c.Person().Walk(t.Context(), authorizeAddress(c, nil), diagnose.MailAppOf("apple").RedirectURI,
		func(host string, ours bool, page entra.SignInPage) bool {
			pages++
			if !ours || host != c.Cloud().LoginHost {
				t.Errorf("host %s, ours %v", host, ours)
			}
			return page.ID == pageKeep
		})
	if at != "" || !errors.Is(err, ErrStopped) || pages != 3 {
		t.Errorf("%q, %v after %d pages", at, err, pages)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = c.Person().Walk(ctx, authorizeAddress(c, nil), "x:", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of its context: %v", err)
	}
}

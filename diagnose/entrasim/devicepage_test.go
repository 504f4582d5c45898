package entrasim

import (
	"errors"
	"net/url"
	"testing"

	"synchelper/diagnose"
)

func TestDevicePage(t *testing.T) {
	apple := diagnose.MailAppOf("apple")
	for name, want := range map[string]struct {
		tenant  func(*Tenant)
		person  func(*Person)
		mistype bool
		err     error
		poll    int
	}{
		"approved":        {},
		"second factor":   {tenant: func(t *Tenant) { t.Second = SecondRequired }},
		"federated":       {tenant: func(t *Tenant) { t.Federated = "Contoso Login" }},
		"consent":         {tenant: func(t *Tenant) { t.Granted = GrantedToNobody }},
		"approval needed": {tenant: closed, err: ErrNoWayOn, poll: 65004},
		"policy":          {tenant: func(t *Tenant) { t.Policy = 53003 }, err: ErrNoWayOn, poll: 70016},
		"not meant":       {person: func(p *Person) { p.Declines = true }, err: ErrNoWayOn, poll: 65004},
		"wrong code":      {mistype: true, err: ErrNoWayOn, poll: 70016},
	} {
		t.Run(name, func(t *testing.T) {
			if want.tenant == nil {
				want.tenant = func(*Tenant) {}
			}
			c := started(t, contoso(want.tenant), Options{})
			session, code := c.issueDevice(authorizeRequest{App: apple, ClientID: apple.ClientID, Authority: "organizations"})
			p, typed := c.Person(), session.userCode
			if want.person != nil {
				want.person(p)
			}
			if want.mistype {
				typed = "WRONGCODE"
			}
			if err := p.ApproveDevice(t.Context(), typed); !errors.Is(err, want.err) {
				t.Errorf("ended with %v", err)
			}
			granted, number, _ := c.pollDevice(code, apple.ClientID)
			if number != want.poll || number == 0 && granted.account != c.Tenant().User {
				t.Errorf("the client is told %d, for %q", number, granted.account)
			}
		})
	}
}

// The short address that people are told shows the same page, and a code that was used counts no more.
func TestDevicePageAgain(t *testing.T) {
	c := started(t, contoso(), Options{})
	userCode := c.deviceOfATest()
	if err := c.Person().ApproveDevice(t.Context(), userCode); err != nil {
		t.Fatal(err)
	}
	b := newBrowser(t, c).get("/devicelogin").submit(url.Values{"otc": {userCode}})
	if b.shown().Code != "70018" || !b.is(pageDeviceCode) {
		t.Errorf("shows %+v", b.shown())
	}
}

package entrasim

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
)

// wantsConsent says whether the app has not been allowed for whoever signs in.
func (c *Company) wantsConsent(t Tenant, f *flow) bool {
	switch {
	case f.accepted:
		return false
	case strings.Contains(f.request.Prompt, "consent"):
		return true
	case c.isPerson(f.account):
		return t.needsConsent()
	}
	return t.App == AppMissing || t.Granted == GrantedToNobody || t.Granted == GrantedToUser
}

// consentStep shows what the company's rule lets this person do: allow the app, ask for it, or nothing.
func (c *Company) consentStep(v *visit, f *flow) reply {
	if f.forEverybody() {
		return c.advanceToAllow(v, f)
	}
	said, refused := c.refusal(atConsent, f.request)
	switch {
	case !c.isPerson(f.account):
		return c.consentPage(v, f, view{TickBox: true})
	case !refused:
		return c.consentPage(v, f, view{})
	case said.Code == 90095, said.Code == 900981:
		return c.requestPage(v, f, said, false)
	}
	return c.approvalPage(v, f, said)
}

func (c *Company) consentPage(v *visit, f *flow, shown view) reply {
	shown.ID, shown.Post = pageConsent, "/common/Consent/Set"
	return c.show("consent", v, f, shown, config{})
}

// approvalPage is "Need admin approval". Nothing of it reaches the app until the person goes back there.
func (c *Company) approvalPage(v *visit, f *flow, said failure) reply {
	return c.show("approval", v, f, view{ID: c.options.Pages.ApprovalID, Code: c.approvalCode(said)}, config{})
}

// approvalCode is the number that the two approval pages carry, if they do.
func (c *Company) approvalCode(said failure) string {
	if c.options.Pages.NoCodes {
		return ""
	}
	return strconv.Itoa(said.Code)
}

// requestPage is "Approval required" with its form. What it says to somebody who has asked before is invented.
func (c *Company) requestPage(v *visit, f *flow, said failure, isWanting bool) reply {
	shown := view{
		ID: c.options.Pages.RequestID, Post: "/common/Consent/Request", Code: c.approvalCode(said),
		Risky: said.Code == 900981, Asked: c.Tenant().Requested, Missing: isWanting,
	}
	return c.show("request", v, f, shown, config{})
}

// consent takes the answer of a consent page.
func (c *Company) consent(v *visit, f *flow) reply {
	if v.session == nil || !f.proven || c.mayNot(f) {
		return c.failurePage(v, nil, c.mismatch())
	}
	if v.PostForm.Get("acceptConsent") != "true" {
		return c.declined(v, f)
	}
	c.Change(func(t *Tenant) { t.allow(c.grantOf(v, f, *t)) })
	f.accepted = true
	return c.advance(v, f)
}

// mayNot says that no consent page was shown to this person, so that none can be answered.
func (c *Company) mayNot(f *flow) bool {
	if !c.isPerson(f.account) {
		return false
	}
	_, refused := c.refusal(atConsent, f.request)
	return refused || f.forEverybody()
}

// grantOf is for whom an acceptance counts: for everybody from an admin-consent link or with the tick-box, which only an
// administrator has.
func (c *Company) grantOf(v *visit, f *flow, t Tenant) Grant {
	isAdmin := f.account == t.adminAddress()
	switch {
	case isAdmin && (f.forEverybody() || v.PostForm.Get("consentForOrganization") == "true"):
		return GrantedToAll
	case t.Granted == GrantedToAll, t.Granted == GrantedTooLittle:
		return t.Granted
	case isAdmin && t.Granted != GrantedToUser:
		return GrantedToOther
	}
	return GrantedToUser
}

// allow records a grant. The service principal is made with the first one; one that is disabled stays disabled.
func (t *Tenant) allow(to Grant) {
	t.Granted = to
	if to == GrantedToAll {
		t.Requested = false
	}
	if t.App == AppMissing {
		t.App = AppEnabled
	}
}

// declined sends what an app gets when its consent page was cancelled (Microsoft, AADSTS65004 UserDeclinedConsent).
func (c *Company) declined(v *visit, f *flow) reply {
	said := c.told(65004, f.request)
	body := c.bodyOf(said, requestIDs{v.ids.Trace, f.correlation(v)}, c.nextShape())
	answer := url.Values{"error": {said.Error}, "error_description": {body.Description}}
	if f.purpose == toAllow {
		answer.Set("admin_consent", "True") // as documented for the v2 endpoint, refused or not
	} else {
		answer.Set("error_subcode", "cancel")
	}
	return c.deliver(v, f, answer)
}

// requestApproval takes the form of "Approval required".
func (c *Company) requestApproval(v *visit, f *flow) reply {
	said, refused := c.refusal(atConsent, f.request)
	if v.session == nil || !f.proven || !c.isPerson(f.account) || !refused || !c.Tenant().Workflow {
		return c.failurePage(v, nil, c.mismatch())
	}
	if v.PostForm.Get("requestApproval") != "true" {
		return c.cancel(v, f)
	}
	f.asked = strings.TrimSpace(v.PostForm.Get("justification"))
	if f.asked == "" {
		return c.requestPage(v, f, said, true)
	}
	c.browser.justification = f.asked
	c.Change(func(t *Tenant) { t.Requested = true })
	return c.show("sent", v, f, view{ID: pageSent, Typed: f.asked}, config{})
}

// cancel is every way back to the app without what it asked for: no description and no number, as several public reports
// and a fixture of MSAL Android ("?error=access_denied&error_subcode=cancel") have it.
func (c *Company) cancel(v *visit, f *flow) reply {
	if f.purpose == toAdmitADevice {
		return c.refuseDevice(v, f)
	}
	if f.request.Redirect == "" {
		f.again()
		return c.whoPage(v, f, "")
	}
	return c.deliver(v, f, url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}})
}

// ErrNothingAsked means that no request for approval waits.
var ErrNothingAsked = errors.New("nobody has asked for approval")

// Justification is what the person wrote into the request that waits for a reviewer; false when none does.
func (c *Company) Justification() (string, bool) {
	c.browser.mu.Lock()
	defer c.browser.mu.Unlock()
	return c.browser.justification, c.Tenant().Requested
}

// ApproveRequest is the reviewer's act in the admin center: the app is allowed for the whole company. The error is
// [ErrNothingAsked].
func (c *Company) ApproveRequest() error {
	err := ErrNothingAsked
	c.Change(func(t *Tenant) {
		if t.Requested {
			t.allow(GrantedToAll)
			err = nil
		}
	})
	return err
}

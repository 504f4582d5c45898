package entrasim

import (
	"net/http"
	"net/url"
)

// registerAdminConsent adds the admin-consent links: v1 (Microsoft, "Grant tenant-wide admin consent to an
// application") and v2 ("Admin consent on the Microsoft identity platform"), in both spellings that are in use.
func (c *Company) registerAdminConsent(login *http.ServeMux) {
	for _, path := range []string{"adminconsent", "adminConsent"} {
		login.HandleFunc("GET /{authority}/"+path, c.visited(c.adminConsent(true)))
		login.HandleFunc("GET /{authority}/v2.0/"+path, c.visited(c.adminConsent(false)))
	}
}

// adminConsent begins what an admin-consent link asks for. Without an address to return to, that of the app counts: for
// a phone's app one that no browser on a computer opens, which looks like a failure and is none.
func (c *Company) adminConsent(v1 bool) func(*visit) reply {
	return func(v *visit) reply {
		request := readAuthorize(v.Request, v1)
		request.ResponseType, request.Prompt = "code", ""
		if request.Scope == "" {
			request.Scope = "openid" // v1 has none, and v2 does without
		}
		given := request.Redirect
		if given == "" {
			request.Redirect = request.App.RedirectURI
		}
		said, refused := c.refusal(atRequest, request)
		if refused && (said.Code != 50011 || given != "") {
			return c.failurePage(v, nil, said)
		}
		f := c.begin(v, toAllow, request)
		f.v2 = !v1
		return c.enter(v, f)
	}
}

// advanceToAllow shows an administrator what is to be allowed, and does not let anybody else.
func (c *Company) advanceToAllow(v *visit, f *flow) reply {
	switch t := c.Tenant(); {
	case c.isPerson(f.account) && c.options.Pages.AdminOnly:
		return c.failurePage(v, f, failure{Code: 900941, Error: "access_denied", Sentence: "This operation can only be " +
			"performed by an administrator. Sign out and sign in as an administrator or contact one of your organization's " +
			"administrators."})
	case c.isPerson(f.account):
		return c.approvalPage(v, f, c.told(90094, f.request))
	case f.accepted:
		return c.allowed(v, f)
	case t.Consent == ConsentRisky:
		// That the number stands on this page is invented; that administrators are warned is documented (AADSTS900981).
		return c.consentPage(v, f, view{ForEverybody: true, Risky: true, Code: "900981"})
	}
	return c.consentPage(v, f, view{ForEverybody: true})
}

// allowed ends at the link's address with the documented answer, or on a page where the app has no address at all.
func (c *Company) allowed(v *visit, f *flow) reply {
	if f.request.Redirect == "" {
		return c.show("done", v, f, view{ID: pageDone, ForEverybody: true}, config{})
	}
	answer := url.Values{"admin_consent": {"True"}, "tenant": {c.Tenant().TenantID}}
	if f.v2 {
		answer.Set("scope", f.request.Scope)
	}
	return c.deliver(v, f, answer)
}

package entrasim

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// registerPages adds what people see: paths are those of the real service where they are known from recorded pages
// (/common/login, /common/SAS/ProcessAuth, /kmsi, /appverify, /login.srf, /common/reprocess); the others are invented.
func (c *Company) registerPages(login, federated *http.ServeMux) {
	c.browser.adminPassword = c.word(passwordLetters)
	c.namePages()
	for _, method := range []string{"GET ", "POST "} {
		login.HandleFunc(method+"/{authority}/oauth2/authorize", c.visited(c.authorize(true)))
		login.HandleFunc(method+"/{authority}/oauth2/v2.0/authorize", c.visited(c.authorize(false)))
	}
	for path, serve := range map[string]func(*visit, *flow) reply{
		"/{authority}/login": c.login, "/common/SAS/ProcessAuth": c.secondFactor, "/kmsi": c.keep, "/appverify": c.confirm,
		"/common/Consent/Set": c.consent, "/common/Consent/Request": c.requestApproval,
		"/common/ChangePassword": c.changePassword, "/common/ProofUp/Begin": c.beginRegistration,
		"/common/ProofUp/End": c.endRegistration, "/common/oauth2/deviceauth": c.deviceCode,
	} {
		login.HandleFunc("POST "+path, c.step(serve))
	}
	login.HandleFunc("GET /{authority}/login", c.visited(c.onlyPosted))
	login.HandleFunc("GET /common/reprocess", c.link(c.reprocess))
	login.HandleFunc("GET /common/cancel", c.link(c.cancel))
	login.HandleFunc("GET /common/ProofUp/Skip", c.link(c.skipRegistration))
	c.registerAdminConsent(login)
	c.registerDevicePages(login)
	c.registerFederation(login, federated)
}

// namePages draws the names of pages that no public source has.
func (c *Company) namePages() {
	pages := &c.options.Pages
	if pages.ApprovalID == "" {
		pages.ApprovalID = "Invented" + c.word(userCodeLetters)
	}
	if pages.RequestID == "" {
		pages.RequestID = "Invented" + c.word(userCodeLetters)
	}
}

// authorize begins a sign-in (RFC 6749 §4.1.1; Microsoft, "OAuth 2.0 authorization code flow"). What is wrong with the
// request itself is never sent to its redirect address but shown to the person (RFC 6749 §4.1.2.1).
func (c *Company) authorize(v1 bool) func(*visit) reply {
	return func(v *visit) reply {
		request := readAuthorize(v.Request, v1)
		if said, refused := c.refusal(atRequest, request); refused {
			return c.failurePage(v, nil, said)
		}
		f := c.begin(v, toSignIn, request)
		if request.ResponseType != "code" {
			return c.deliverFailure(v, f, failure{Code: 700054, Error: "unsupported_response_type",
				Sentence: "response_type '" + request.ResponseType + "' is not enabled for the application."})
		}
		return c.enter(v, f)
	}
}

// enter is the first page of a sign-in: who knows the person already asks less. prompt is that of OpenID Connect Core
// §3.1.2.1.
func (c *Company) enter(v *visit, f *flow) reply {
	prompts := strings.Fields(f.request.Prompt)
	hinted, _ := c.accountOf(f.typed)
	switch {
	case slices.Contains(prompts, "none"):
		return c.silently(v, f)
	case slices.Contains(prompts, "select_account"):
		return c.whoPage(v, f, noSession)
	case slices.Contains(prompts, "login"):
	case v.session != nil && (f.typed == "" || hinted == v.session.account):
		c.resume(v, f)
		return c.advance(v, f)
	}
	if hinted == "" || c.isFederated(hinted) {
		return c.whoPage(v, f, noSession)
	}
	f.account = hinted
	return c.passwordPage(v, f, noSession)
}

// resume goes on as whoever is signed in.
func (c *Company) resume(v *visit, f *flow) {
	f.account, f.proven, f.second, f.kept = v.session.account, true, v.session.second, true
	f.confirmed = v.session.confirmed[f.request.ClientID]
}

// silently answers without a page, or says which page it would take (prompt=none).
func (c *Company) silently(v *visit, f *flow) reply {
	hinted, _ := c.accountOf(f.typed)
	if v.session == nil || f.typed != "" && hinted != v.session.account {
		return c.deliverFailure(v, f, c.told(50058, f.request))
	}
	c.resume(v, f)
	t := c.Tenant()
	for _, at := range []step{atPolicy, atApp} {
		if said, refused := c.refusal(at, f.request); refused && c.isPerson(f.account) {
			return c.deliverFailure(v, f, said)
		}
	}
	switch {
	case c.wantsSecond(t, f):
		return c.deliverFailure(v, f, c.told(50076, f.request))
	case c.wantsConsent(t, f):
		said := c.told(65001, f.request)
		said.Error = "consent_required" // OpenID Connect Core §3.1.2.6; the token endpoint says invalid_grant
		return c.deliverFailure(v, f, said)
	case c.wantsConfirmation(f):
		return c.deliverFailure(v, f, failure{Code: 50199, Error: "interaction_required",
			Sentence: "For security reasons, user confirmation is required for this request. Please repeat the request " +
				"allowing user interaction."})
	}
	return c.leave(v, f)
}

// leave ends a sign-in with what its app waits for.
func (c *Company) leave(v *visit, f *flow) reply {
	return c.deliver(v, f, url.Values{
		"code": {c.issueCode(f.request, f.account)}, "session_state": {v.ids.Trace},
	})
}

// deliverFailure sends the app an error with its description (RFC 6749 §4.1.2.1).
func (c *Company) deliverFailure(v *visit, f *flow, said failure) reply {
	body := c.bodyOf(said, requestIDs{v.ids.Trace, f.correlation(v)}, c.nextShape())
	answer := url.Values{"error": {said.Error}, "error_description": {body.Description}}
	if body.URI != "" {
		answer.Set("error_uri", body.URI)
	}
	return c.deliver(v, f, answer)
}

// deliver sends the browser back to the app with an answer, in the mode that the app asked for (OAuth 2.0 Multiple
// Response Type Encoding Practices §2.1, OAuth 2.0 Form Post Response Mode).
func (c *Company) deliver(v *visit, f *flow, answer url.Values) reply {
	f.token = "" // the form that led here counts no more
	if f.request.State != "" {
		answer.Set("state", f.request.State)
	}
	address := f.request.Redirect
	switch f.request.ResponseMode {
	case "form_post":
		return postTo(address, answer)
	case "fragment":
		address += "#" + answer.Encode()
	default:
		between := "?"
		if strings.Contains(address, "?") {
			between = "&"
		}
		address += between + answer.Encode()
	}
	if c.options.Pages.Redirect == RedirectScript && isOfAnApp(address) {
		return c.leavingPage(v, address)
	}
	return redirectTo(address)
}

// isOfAnApp says whether an address is opened by a program other than the browser.
func isOfAnApp(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme != "http" && u.Scheme != "https"
}

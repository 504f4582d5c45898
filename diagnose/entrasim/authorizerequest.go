package entrasim

import (
	"net/http"
	"net/url"
	"strings"

	"synchelper/diagnose"
)

// authorizeRequest is what an app asks the authorize endpoint for (OAuth 2.0, RFC 6749 §4.1.1, PKCE, RFC 7636 §4.3,
// and Microsoft's "OAuth 2.0 authorization code flow"), or the part of it that a device code request has.
type authorizeRequest struct {
	Authority     string // the path's first part: tenant id, domain, organizations, common
	V1            bool
	App           diagnose.MailApp // zero when the client id belongs to none that ships
	ClientID      string
	Redirect      string
	ResponseType  string
	ResponseMode  string
	Scope         string // v2
	Resource      string // v1
	State, Nonce  string
	Challenge     string
	Method        string // of the challenge
	LoginHint     string
	Prompt        string
	Claims        string
	CorrelationID string
	Lacks         string // the parameter that is missing, or not supported
}

// readAuthorize reads the request from the query of a GET or the form of a POST.
func readAuthorize(r *http.Request, v1 bool) authorizeRequest {
	asked := r.URL.Query()
	if r.Method == http.MethodPost && r.ParseForm() == nil {
		asked = r.Form
	}
	return authorizeOf(asked, r.PathValue("authority"), v1, idsOf(r).Correlation)
}

func authorizeOf(asked url.Values, authority string, v1 bool, correlation string) authorizeRequest {
	clientID := asked.Get("client_id")
	app, _ := diagnose.MailAppByClientID(clientID)
	return authorizeRequest{
		Authority: authority, V1: v1, App: app, ClientID: clientID, Redirect: asked.Get("redirect_uri"),
		ResponseType: asked.Get("response_type"), ResponseMode: asked.Get("response_mode"),
		Scope: asked.Get("scope"), Resource: asked.Get("resource"), State: asked.Get("state"), Nonce: asked.Get("nonce"),
		Challenge: asked.Get("code_challenge"), Method: asked.Get("code_challenge_method"),
		LoginHint: asked.Get("login_hint"), Prompt: asked.Get("prompt"), Claims: asked.Get("claims"),
		CorrelationID: correlation,
	}
}

// resource is the server that a token is asked for: v1 names it, v2 by the scopes that are addresses. It is empty where
// only OpenID's own scopes were asked for.
func (a authorizeRequest) resource() string {
	if a.V1 || a.Resource != "" {
		return strings.TrimSuffix(a.Resource, "/")
	}
	for scope := range strings.FieldsSeq(a.Scope) {
		if strings.HasPrefix(scope, "https://") {
			// "https://host/.default", and "https://host//.default" where the resource ends in a slash itself
			return strings.TrimRight(scope[:strings.LastIndex(scope, "/")], "/")
		}
	}
	return ""
}

// has says whether a scope was asked for.
func (a authorizeRequest) has(scope string) bool {
	for asked := range strings.FieldsSeq(a.Scope) {
		if strings.EqualFold(asked, scope) {
			return true
		}
	}
	return false
}

// appName is what pages and sentences call the app.
func (a authorizeRequest) appName() string {
	if a.App.EntraName != "" {
		return a.App.EntraName
	}
	return a.ClientID
}

// redirectRegistered says whether the app may be answered at an address. Apple's is public knowledge; of the other
// mail apps none is shipped, and that they take the two addresses for programs on a computer is invented.
func redirectRegistered(app diagnose.MailApp, redirect string) bool {
	if app.RedirectURI != "" {
		return sameRedirect(app.RedirectURI, redirect)
	}
	u, err := url.Parse(redirect)
	return err == nil && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1") &&
		(u.Scheme == "http" || u.Scheme == "https")
}

// sameRedirect compares as RFC 3986 §6.2.2.1 does: the scheme in any case, the rest to the letter.
func sameRedirect(registered, asked string) bool {
	scheme, rest, _ := strings.Cut(registered, ":")
	askedScheme, askedRest, found := strings.Cut(asked, ":")
	return found && strings.EqualFold(scheme, askedScheme) && rest == askedRest
}

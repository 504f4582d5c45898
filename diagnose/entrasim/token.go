package entrasim

import (
	"net/http"
	"net/url"
	"strings"
)

// tokenAnswer is a successful answer (RFC 6749 §5.1; Microsoft, "OAuth 2.0 authorization code flow": successful
// response), with client_info as MSAL asks for it.
type tokenAnswer struct {
	Type       string `json:"token_type"`
	Scope      string `json:"scope"`
	Expires    int    `json:"expires_in"`
	ExtExpires int    `json:"ext_expires_in"`
	Access     string `json:"access_token"`
	Refresh    string `json:"refresh_token,omitempty"`
	ID         string `json:"id_token,omitempty"`
	ClientInfo string `json:"client_info,omitempty"`
}

// graphResource is what a token is for when only OpenID's scopes were asked for.
const graphResource = "00000003-0000-0000-c000-000000000000"

// serveToken answers the token endpoint of v1 and v2.
func (c *Company) serveToken(v1 bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		req, refused, failed := c.readTokenRequest(r, v1)
		if failed {
			c.writeTokenError(w, r, refused)
			return
		}
		granted, refused, failed := c.grant(r.PostForm, req)
		if failed {
			c.writeTokenError(w, r, refused)
			return
		}
		writeJSON(w, http.StatusOK, c.answerWith(granted, req, r.PostForm))
	}
}

// readTokenRequest reads what every token request has, and refuses what has no way on.
func (c *Company) readTokenRequest(r *http.Request, v1 bool) (authorizeRequest, failure, bool) {
	if r.Method != http.MethodPost {
		return authorizeRequest{}, c.told(900561, authorizeRequest{}), true
	}
	if err := r.ParseForm(); err != nil {
		return authorizeRequest{}, c.told(9002313, authorizeRequest{}), true // too long, or no form
	}
	req := authorizeOf(r.PostForm, r.PathValue("authority"), v1, idsOf(r).Correlation)
	t := c.Tenant()
	switch {
	case !t.answersFor(req.Authority):
		return req, c.told(90002, req), true
	case req.ClientID == "":
		return req, c.lacking("client_id", req), true
	case req.App.ID == "":
		return req, c.told(700016, req), true
	case r.PostForm.Get("grant_type") == "":
		return req, c.lacking("grant_type", req), true
	}
	f, failed := c.refusalOfResource(req)
	return req, f, failed
}

// grant finds what the request was granted before. The company's state decides now, not then.
func (c *Company) grant(form url.Values, req authorizeRequest) (grantedCode, failure, bool) {
	var granted grantedCode
	var refused failure
	var failed bool
	switch kind := form.Get("grant_type"); kind {
	case "authorization_code":
		granted, refused, failed = c.grantByCode(form, req)
	case "refresh_token":
		granted, refused, failed = c.grantByRefresh(form, req)
	case "urn:ietf:params:oauth:grant-type:device_code", "device_code":
		granted, refused, failed = c.grantByDevice(form, req)
	default:
		req.Lacks = kind
		return grantedCode{}, c.told(70003, req), true
	}
	if failed {
		return granted, refused, true
	}
	req.Claims = granted.request.Claims
	if f, no := c.refusal(atToken, req); no {
		return granted, f, true
	}
	// What the person was not asked for when the code was made is missing now.
	if t := c.Tenant(); t.Second != SecondNone && t.Second != granted.second {
		f, no := c.refusal(atSecond, req)
		if f.Claims == "" && t.Claims {
			f.Claims = c.claimsChallenge()
		}
		return granted, f, no
	}
	return granted, failure{}, false
}

func (c *Company) grantByCode(form url.Values, req authorizeRequest) (grantedCode, failure, bool) {
	for _, needed := range []string{"code", "redirect_uri"} {
		if form.Get(needed) == "" {
			return grantedCode{}, c.lacking(needed, req), true
		}
	}
	granted, number := c.takeCode(form.Get("code"), req.ClientID, req.Redirect, form.Get("code_verifier"))
	if number != 0 {
		return granted, c.told(number, req), true
	}
	return granted, failure{}, false
}

func (c *Company) grantByRefresh(form url.Values, req authorizeRequest) (grantedCode, failure, bool) {
	if form.Get("refresh_token") == "" {
		return grantedCode{}, c.lacking("refresh_token", req), true
	}
	c.mu.Lock()
	granted, found := c.refresh[form.Get("refresh_token")]
	c.mu.Unlock()
	if !found || granted.request.ClientID != req.ClientID {
		return grantedCode{}, c.told(70000, req), true
	}
	return *granted, failure{}, false
}

// answerWith makes the tokens. A refresh token is offered only to a client that asked for offline_access.
func (c *Company) answerWith(granted grantedCode, req authorizeRequest, form url.Values) tokenAnswer {
	if req.Scope == "" && req.Resource == "" {
		req.Scope, req.Resource = granted.request.Scope, granted.request.Resource
	}
	resource, scopes, shown := c.scopesFor(req)
	answer := tokenAnswer{
		Type: "Bearer", Scope: shown, Expires: int(tokenLives.Seconds()) - 1, ExtExpires: int(tokenLives.Seconds()) - 1,
		Access: c.accessToken(granted, resource, scopes),
	}
	if req.V1 || req.has("openid") {
		answer.ID = c.idToken(granted, req.V1)
	}
	if req.has("offline_access") {
		answer.Refresh = c.keepRefresh(granted)
	}
	if form.Get("client_info") == "1" {
		t := c.Tenant()
		answer.ClientInfo = base64url(mustJSON(map[string]string{"uid": objectID(t, granted.account), "utid": t.home()}))
	}
	return answer
}

// scopesFor is what the company's grant gives for a resource: the token's scp, and the scope of the answer, where v2
// writes permissions with their resource and repeats /.default and OpenID's own.
func (c *Company) scopesFor(req authorizeRequest) (resource, scopes, shown string) {
	resource = req.resource()
	if resource == "" {
		return graphResource, "openid profile User.Read", "openid profile User.Read"
	}
	scopes = fullScopes
	if c.Tenant().Granted == GrantedTooLittle {
		scopes = narrowScopes
	}
	if req.V1 {
		return resource, scopes, scopes
	}
	var list []string
	for scope := range strings.FieldsSeq(scopes) {
		list = append(list, resource+"/"+scope)
	}
	for asked := range strings.FieldsSeq(req.Scope) {
		if strings.HasSuffix(asked, "/.default") || asked == "openid" || asked == "profile" {
			list = append(list, asked)
		}
	}
	return resource, scopes, strings.Join(list, " ")
}

func (c *Company) keepRefresh(granted grantedCode) string {
	token := c.secret("1.A")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refresh[token] = &granted
	return token
}

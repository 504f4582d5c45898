package entrasim

import (
	"encoding/json"
	"strconv"
	"strings"
	"sync"

	"synchelper/assets"
)

// failure is what Entra says when it refuses: the same for a page, a redirect and an error body.
type failure struct {
	Code     int    // AADSTS number
	Error    string // OAuth error (RFC 6749 §4.1.2.1 and §5.2, RFC 8628 §3.5, and Microsoft's own)
	Suberror string // Microsoft's: basic_action, message_only, consent_required, bad_token, token_expired …
	Sentence string // what follows "AADSTS…: "
	Claims   string // the claims challenge of Conditional Access, JSON
	Status   int    // of the token endpoint; 0 is 400
	Behind   int    // the generic number that the service now and then puts before: 70002
	Wait     int    // Retry-After in seconds
}

// says is the description without its tail, as pages show it.
func (f failure) says() string { return "AADSTS" + strconv.Itoa(f.Code) + ": " + f.Sentence }

// sentences holds what Entra says by number: assets/refusals.json. The sentences are those of Microsoft's "Microsoft
// Entra authentication and authorization error codes", of its "OAuth 2.0 device authorization grant flow" and of the
// answers that people publish in public threads; {app}, {id}, {tenant}, {tenantid}, {domain}, {user}, {provider},
// {redirect}, {resource}, {resourceid}, {scope} and {parameter} are filled in, {EUII Hidden} is Microsoft's own. Errors
// and suberrors follow MSAL's tests and the answers that public SDKs recorded. With 70002 before them ("Error
// validating credentials.") three of them stand in many threads.
var sentences = sync.OnceValue(func() map[int]failure {
	var list []failure
	if err := json.Unmarshal(assets.Table(assets.Refusals), &list); err != nil {
		panic("assets/refusals.json: " + err.Error())
	}
	table := make(map[int]failure, len(list))
	for _, f := range list {
		table[f.Code] = f
	}
	return table
})

// told is what Entra says by a number in a company's case. A number without a sentence of its own, which a scenario may
// name, gets an invented one.
func (c *Company) told(code int, req authorizeRequest) failure {
	f, known := sentences()[code]
	if !known {
		f = failure{Code: code, Error: "invalid_grant", Sentence: "The request was refused."}
	}
	f.Sentence = c.filled(f.Sentence, req)
	return f
}

func (c *Company) filled(sentence string, req authorizeRequest) string {
	t := c.Tenant()
	provider, home := "https://sts.windows.net/"+t.TenantID+"/", t.company()
	if t.Personal {
		provider, home = "live.com", "Microsoft Services"
	}
	return strings.NewReplacer(
		"{app}", req.appName(), "{id}", req.ClientID, "{tenant}", home, "{tenantid}", t.TenantID,
		"{domain}", req.Authority, "{redirect}", req.Redirect, "{resource}", req.resource(), "{scope}", req.Scope,
		"{resourceid}", exchangeOnlineID, "{provider}", provider, "{parameter}", req.Lacks, "{user}", t.User,
	).Replace(sentence)
}

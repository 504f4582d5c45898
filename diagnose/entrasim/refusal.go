package entrasim

import (
	"slices"
	"strings"

	"synchelper/diagnose"
)

// exchangeOnlineID is the app id of Office 365 Exchange Online, by which sentences name it.
const exchangeOnlineID = "00000002-0000-0ff1-ce00-000000000000"

// step is where a sign-in stands. Entra may refuse at each; the order in which it looks is documented nowhere, this one
// is what reports of single refusals have in common.
type step string

const (
	atRequest  step = "request"  // the request arrives: company, app, redirect
	atAddress  step = "address"  // the person has named the account
	atPassword step = "password" // the password was right
	atSecond   step = "second"   // the second step: 50076 asks for it, 50079 for its registration, 500121 says it went wrong
	atPolicy   step = "policy"   // Conditional Access, once it is known who asks
	atApp      step = "app"      // the app's service principal: disabled, assignment
	atConsent  step = "consent"  // nobody who could has allowed the app, and the person may not
	atToken    step = "token"    // a code is redeemed: no page can be shown, so all of it at once
)

// refusal says what Entra answers at one step of this sign-in in the company's state; false when it lets the person on.
// It is the one place that knows: pages, device code and token endpoint all ask here. A person who may allow the app
// for himself is not refused: see needsConsent.
func (c *Company) refusal(at step, req authorizeRequest) (failure, bool) {
	t := c.Tenant()
	code := 0
	switch at {
	case atRequest:
		return c.refusalOfRequest(t, req)
	case atAddress:
		code = t.refusesAddress()
	case atPassword:
		code = t.refusesPassword()
	case atSecond:
		code = t.refusesSecond()
	case atPolicy:
		code = t.Policy
	case atApp:
		code = t.refusesApp()
	case atConsent:
		code = t.refusesConsent(req.App)
	case atToken:
		code = t.refusesToken()
	}
	if code == 0 {
		return failure{}, false
	}
	f := c.told(code, req)
	if code == t.Policy && t.Claims {
		f.Claims = c.claimsChallenge()
	}
	return f, true
}

// refusalOfRequest is what is wrong with a request before anybody is asked for a name.
func (c *Company) refusalOfRequest(t Tenant, req authorizeRequest) (failure, bool) {
	switch {
	case !t.answersFor(req.Authority):
		return c.told(90002, req), true
	case req.ClientID == "":
		return c.lacking("client_id", req), true
	case req.App.ID == "", t.App == AppNotFound:
		return c.told(700016, req), true
	case req.ResponseType == "":
		return c.lacking("response_type", req), true
	case !req.V1 && req.Scope == "":
		return c.lacking("scope", req), true
	case !redirectRegistered(req.App, req.Redirect):
		return c.told(50011, req), true
	}
	return c.refusalOfResource(req)
}

// refusalOfResource is what Entra says to a resource that the company does not have. OpenID's scopes alone need none.
func (c *Company) refusalOfResource(req authorizeRequest) (failure, bool) {
	resource := req.resource()
	if resource == "" || slices.Contains(c.exchangeResources(), resource) {
		return failure{}, false
	}
	return c.told(500011, req), true
}

// exchangeResources are the names that Exchange Online goes by: the company's own, and the real ones, which clients
// send that know no other.
func (c *Company) exchangeResources() []string {
	names := []string{c.Cloud().ExchangeResource, exchangeOnlineID}
	for _, cloud := range diagnose.Clouds() {
		for _, host := range cloud.ExchangeHosts {
			names = append(names, "https://"+host)
		}
	}
	return names
}

func (c *Company) lacking(parameter string, req authorizeRequest) failure {
	req.Lacks = parameter
	return c.told(900144, req)
}

// answersFor says whether the first part of a path leads to this company.
func (t Tenant) answersFor(authority string) bool {
	switch strings.ToLower(authority) {
	case "organizations", "common":
		return true
	case "consumers":
		return t.Personal
	}
	return !t.Unknown && (strings.EqualFold(authority, t.Domain) || strings.EqualFold(authority, t.TenantID))
}

// company is the name by which sentences call it: "Contoso" for contoso.com.
func (t Tenant) company() string {
	name, _, _ := strings.Cut(t.Domain, ".")
	if name == "" {
		return t.TenantID
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

func (t Tenant) refusesAddress() int {
	switch {
	case t.Unknown, t.Account == AccountNotFound:
		return 50034
	case t.Personal, t.Account == AccountGuest:
		return 50020
	}
	return 0
}

func (t Tenant) refusesPassword() int {
	switch t.Account {
	case AccountDisabled:
		return 50057
	case AccountLocked:
		return 50053
	case AccountPasswordExpired:
		return 50055
	}
	return 0
}

func (t Tenant) refusesSecond() int {
	switch t.Second {
	case SecondRequired:
		return 50076
	case SecondRegister:
		return 50079
	case SecondFails:
		return 500121
	}
	return 0
}

func (t Tenant) refusesApp() int {
	switch t.App {
	case AppNotFound:
		return 700016
	case AppDisabled:
		return 7000112
	case AppUnassigned:
		return 50105
	}
	return 0
}

// needsConsent says that nobody has allowed the app in this person's name: a consent page, or a refusal at atConsent.
func (t Tenant) needsConsent() bool {
	return t.App == AppMissing || t.Granted == GrantedToNobody || t.Granted == GrantedToOther
}

func (t Tenant) refusesConsent(app diagnose.MailApp) int {
	plain, withWorkflow := 90094, 90095
	switch {
	case !t.needsConsent(), t.Consent == ConsentUser, t.Consent == ConsentMailApps && app.MicrosoftListed:
		return 0
	case t.Consent == ConsentRisky:
		plain, withWorkflow = 900941, 900981
	}
	if t.Workflow {
		return withWorkflow
	}
	return plain
}

// refusesToken is what a client gets that asks without a page. The person passed a second step on the way to the code:
// what changed since is for the caller to see.
func (t Tenant) refusesToken() int {
	for _, code := range []int{t.Trouble, t.refusesAddress(), t.refusesPassword(), t.Policy, t.refusesApp()} {
		if code != 0 {
			return code
		}
	}
	if t.needsConsent() {
		return 65001
	}
	return 0
}

// claimsChallenge is what a client must hand back with its next request so that the policy is looked at again
// (Microsoft, "Claims challenges, claims requests, and client capabilities"). The policy's id is made up.
func (c *Company) claimsChallenge() string {
	return `{"access_token":{"capolids":{"essential":true,"values":["` + c.guid() + `"]}}}`
}

package entrasim

import (
	"html/template"
	"net/http"
	"net/url"
)

// A company with its own identity provider: Entra sends the browser there and takes it back (WS-Federation Passive
// Requestor Profile §13, as AD FS speaks it). The proof is no signed SAML assertion but a random word that counts once:
// nobody but the simulated company reads it.

// federatedProof says that the company's own provider has seen this account's password, for one sign-in.
type federatedProof struct{ account, ctx string }

// federatedView is the provider's own page, which is nothing like Microsoft's.
type federatedView struct {
	Brand, Post, Typed, Ctx string
	Problem                 bool
}

const providerPath = "/adfs/ls/"

func (c *Company) registerFederation(login, federated *http.ServeMux) {
	login.HandleFunc("POST /login.srf", c.visited(c.backFromProvider))
	federated.HandleFunc("GET "+providerPath, c.visited(c.providerPage))
	federated.HandleFunc("POST "+providerPath, c.visited(c.providerForm))
}

// isFederated says whether an account signs in at the company's own provider. The administrator's never does: every
// company is told to keep one account that works when its provider does not.
func (c *Company) isFederated(account string) bool {
	return c.isPerson(account) && c.Tenant().Federated != ""
}

// toProvider sends the browser to the company's own provider.
func (c *Company) toProvider(f *flow) reply {
	context := url.Values{"LoginOptions": {"3"}, "estsredirect": {"2"}, "estsrequest": {f.ctx}}.Encode()
	query := url.Values{
		"wa": {"wsignin1.0"}, "wtrealm": {microsoftFederation}, "username": {f.account}, "wctx": {context},
	}
	return redirectTo("https://" + c.OwnHost() + providerPath + "?" + query.Encode())
}

func (c *Company) providerPage(v *visit) reply {
	return c.showProvider(federatedView{Typed: v.Form.Get("username"), Ctx: v.Form.Get("wctx")})
}

func (c *Company) showProvider(shown federatedView) reply {
	shown.Brand, shown.Post = c.Tenant().Federated, providerPath
	return reply{status: http.StatusOK, page: draw("federated", "page", shown)}
}

// providerForm checks name and password, and sends the browser back with a proof.
func (c *Company) providerForm(v *visit) reply {
	account, _ := c.accountOf(v.PostForm.Get("UserName"))
	if !c.isFederated(account) || !c.hasPassword(account, v.PostForm.Get("Password")) {
		return c.showProvider(federatedView{Typed: v.PostForm.Get("UserName"), Ctx: v.PostForm.Get("wctx"), Problem: true})
	}
	context, err := url.ParseQuery(v.PostForm.Get("wctx"))
	if err != nil || len(c.browser.proofs) >= maxFlows {
		clear(c.browser.proofs)
	}
	proof := c.secret("")
	c.browser.proofs[proof] = federatedProof{account, context.Get("estsrequest")}
	return postTo("https://"+c.Cloud().LoginHost+"/login.srf", url.Values{
		"wa": {"wsignin1.0"}, "wresult": {proof}, "wctx": {v.PostForm.Get("wctx")},
	})
}

// backFromProvider goes on with the sign-in that a proof was made for. A proof counts once.
func (c *Company) backFromProvider(v *visit) reply {
	word := v.PostForm.Get("wresult")
	proof, found := c.browser.proofs[word]
	delete(c.browser.proofs, word)
	f := c.flowOf(v, proof.ctx)
	if !found || f == nil || f.account != proof.account {
		return c.failurePage(v, nil, c.mismatch())
	}
	return c.proven(v, f)
}

// postTo sends the browser somewhere by a form that posts itself, as the real pages do.
func postTo(address string, fields url.Values) reply {
	first := map[string]string{}
	for name := range fields {
		first[name] = fields.Get(name)
	}
	return reply{status: http.StatusOK, page: draw("post", "page", struct {
		Post   template.URL
		Fields map[string]string
	}{template.URL(address), first})}
}

// leavingPage sends the browser to an app by a script.
func (c *Company) leavingPage(v *visit, address string) reply {
	return c.show("leaving", v, nil, view{ID: pageLeaving, Address: template.URL(address), Script: address}, config{})
}

package entrasim

import (
	"crypto/subtle"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// Cookies of the sign-in pages, as the real ones are called.
const (
	cookieBrowser = "buid"               // which browser this is; a sign-in belongs to the one that began it
	cookieSession = "ESTSAUTH"           // who is signed in there
	cookieStaying = "ESTSAUTHPERSISTENT" // the same, and it outlives the browser's window
)

// What is left lying is forgotten: sign-ins that nobody goes on with, and the oldest when there are too many.
const (
	flowLife = time.Hour
	maxFlows = 256
	// Microsoft, "Configurable token lifetimes": a persistent browser session lasts up to 90 days without use.
	stayingLife = 90 * 24 * time.Hour
)

// purpose is what a person came to the pages for.
type purpose int

const (
	toSignIn       purpose = iota
	toAllow                // an admin-consent link
	toAdmitADevice         // the page where a device's code is typed
)

// pageState is what the pages remember of browsers and people. Its lock is taken before the company's, never after.
type pageState struct {
	mu            *sync.Mutex
	adminPassword string
	password      string // the person's, once it was changed on a page
	flows         map[string]*flow
	sessions      map[string]*session
	proofs        map[string]federatedProof
	justification string // of the request that waits for a reviewer
}

func newPageState() pageState {
	return pageState{
		mu: new(sync.Mutex), flows: map[string]*flow{}, sessions: map[string]*session{}, proofs: map[string]federatedProof{},
	}
}

// session is somebody who is signed in, in one browser.
type session struct {
	id            string
	browser       string
	account       string
	second        bool            // with the second factor
	keepIsSettled bool            // "don't show this again" was ticked under "stay signed in?"
	confirmed     map[string]bool // apps that were confirmed, by client id
}

// flow is one sign-in on its way through the pages.
type flow struct {
	ctx, canary, token string // what the forms carry: the sign-in, the proof that our page sent it, the page's turn
	browser            string
	began              time.Time
	purpose            purpose
	request            authorizeRequest
	v2                 bool   // of an admin-consent link
	device             string // user code

	typed     string // the address that was typed, or hinted at
	account   string
	proven    bool // the password was right, or the company's own provider said so
	second    bool
	number    string // of the second factor
	asked     string // justification of the request for approval
	kept      bool   // the question whether to stay signed in is answered
	accepted  bool   // consent was given on the way
	confirmed bool   // "are you trying to sign in to …?" is answered
	pickAgain bool   // another account is wanted
}

// visit is one request of a browser to the pages.
type visit struct {
	*http.Request
	ids     requestIDs
	browser string
	session *session
	cookies []*http.Cookie
}

// visited makes a handler of a page: it knows the browser, holds the state while the page is made, and sends it after.
func (c *Company) visited(serve func(*visit) reply) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := &visit{Request: r, ids: idsOf(r)}
		if err := r.ParseForm(); err != nil {
			http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
			return
		}
		c.made(v, serve).send(w, v.cookies)
	}
}

func (c *Company) made(v *visit, serve func(*visit) reply) reply {
	c.browser.mu.Lock()
	defer c.browser.mu.Unlock()
	c.recognise(v)
	return serve(v)
}

// step makes a handler of a form of ours. A form that no page of this browser's sign-in made is refused.
func (c *Company) step(serve func(*visit, *flow) reply) http.HandlerFunc {
	return c.visited(func(v *visit) reply {
		f := c.flowOf(v, v.PostForm.Get("ctx"))
		if f == nil || !same(f.canary, v.PostForm.Get("canary")) || !same(f.token, v.PostForm.Get("flowToken")) {
			return c.failurePage(v, nil, c.mismatch())
		}
		return serve(v, f)
	})
}

// link makes a handler of a link on one of our pages.
func (c *Company) link(serve func(*visit, *flow) reply) http.HandlerFunc {
	return c.visited(func(v *visit) reply {
		f := c.flowOf(v, v.Form.Get("ctx"))
		if f == nil {
			return c.failurePage(v, nil, c.mismatch())
		}
		return serve(v, f)
	})
}

// forEverybody says whether only an administrator can answer, and for the whole company: at an admin-consent link, and
// where an app of v1 asks so itself.
func (f *flow) forEverybody() bool {
	return f.purpose == toAllow || f.request.Prompt == "admin_consent"
}

// correlation is the number of the whole sign-in where the app gave it one, else that of this page.
func (f *flow) correlation(v *visit) string {
	if f != nil && f.request.CorrelationID != "" {
		return f.request.CorrelationID
	}
	return v.ids.Correlation
}

func same(a, b string) bool { return a != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

func (c *Company) recognise(v *visit) {
	if cookie, err := v.Cookie(cookieBrowser); err == nil && cookie.Value != "" {
		v.browser = cookie.Value
	} else {
		v.browser = c.secret("0.A")
		v.set(cookieBrowser, v.browser, int(stayingLife.Seconds()))
	}
	for _, name := range []string{cookieStaying, cookieSession} {
		if cookie, err := v.Cookie(name); err == nil {
			if s := c.browser.sessions[cookie.Value]; s != nil && s.browser == v.browser {
				v.session = s
			}
		}
	}
}

// set gives the browser a cookie as the real service does: for this site, unseen by scripts, also after a form that
// another site posted (the company's own identity provider does).
func (v *visit) set(name, value string, seconds int) {
	v.cookies = append(v.cookies, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: seconds, Secure: true, HttpOnly: true, SameSite: http.SameSiteNoneMode,
	})
}

// stay lets whoever is signed in be so when the browser's window is opened again.
func (v *visit) stay() { v.set(cookieStaying, v.session.id, int(stayingLife.Seconds())) }

// begin starts a sign-in of this browser.
func (c *Company) begin(v *visit, why purpose, request authorizeRequest) *flow {
	c.forgetOldFlows()
	f := &flow{
		ctx: c.secret("rQQIARAA"), canary: c.secret("") + "=0:1", browser: v.browser, began: c.now(), purpose: why,
		request: request, typed: request.LoginHint,
	}
	c.browser.flows[f.ctx] = f
	return f
}

func (c *Company) flowOf(v *visit, ctx string) *flow {
	f := c.browser.flows[ctx]
	if f == nil || f.browser != v.browser || c.now().Sub(f.began) > flowLife {
		return nil
	}
	return f
}

func (c *Company) forgetOldFlows() {
	var oldest *flow
	for ctx, f := range c.browser.flows {
		if c.now().Sub(f.began) > flowLife {
			delete(c.browser.flows, ctx)
		} else if oldest == nil || f.began.Before(oldest.began) {
			oldest = f
		}
	}
	if len(c.browser.flows) >= maxFlows {
		delete(c.browser.flows, oldest.ctx)
	}
}

// signedIn remembers in the browser who this is. No browser holds more than one session: the simulated company has no
// use for more.
func (c *Company) signedIn(v *visit, f *flow) {
	if v.session == nil || v.session.account != f.account {
		id := c.secret("0.A")
		if len(c.browser.sessions) >= maxFlows {
			clear(c.browser.sessions) // everybody signs in again
		}
		v.session = &session{id: id, browser: v.browser, account: f.account, confirmed: map[string]bool{}}
		c.browser.sessions[id] = v.session
		v.set(cookieSession, id, 0)
		v.set(cookieStaying, "", -1)
	}
	v.session.second = v.session.second || f.second
}

// again says that the sign-in goes back to its first page, for another account.
func (f *flow) again() {
	f.account, f.proven, f.second, f.number, f.kept, f.accepted, f.confirmed = "", false, false, "", false, false, false
	f.typed, f.pickAgain = "", true
}

// fill puts into a page what its forms and links carry. Every page gets a token of its own, so that a form that was sent
// cannot be sent again.
func (f *flow) fill(shown *view, more *config, token string) {
	f.token = token
	shown.FlowToken, shown.Ctx, shown.Canary = f.token, f.ctx, f.canary
	more.FlowToken, more.FlowTokenName, more.Ctx = f.token, "flowToken", f.ctx
	more.Canary, more.CanaryName, more.APICanary = f.canary, "canary", f.canary
	if shown.Account == "" {
		shown.Account = f.account
	}
	shown.App, shown.AppID = f.request.appName(), f.request.ClientID
	shown.Publisher, shown.Permissions = f.request.App.Publisher, permissionsOf(f.request)
	query := "?" + url.Values{"ctx": {f.ctx}}.Encode()
	shown.Restart, shown.Cancel = "/common/reprocess"+query, "/common/cancel"+query
	more.Cancel = shown.Cancel
}

// permissionsOf are the delegated permissions that an app asks for. Of most apps they are not known; what every one asks
// for is to sign the person in.
func permissionsOf(request authorizeRequest) []string {
	if len(request.App.Permissions) == 0 {
		return []string{"User.Read"}
	}
	return slices.Clone(request.App.Permissions)
}

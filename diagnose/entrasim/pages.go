package entrasim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"synchelper/assets"
)

// Pages varies what nobody outside Microsoft knows of its pages, or what differs between real ones, so that no reader of
// them comes to depend on one. The zero value is fit for use.
type Pages struct {
	// ApprovalID and RequestID are the pgid of "Need admin approval" and "Approval required". No public source has them:
	// both are invented, and drawn at the start where they are empty.
	ApprovalID, RequestID string
	// NoCodes leaves sErrorCode away from those two pages: whether the real ones have it is not known either.
	NoCodes bool
	// NumberCodes gives errors as the number iErrorCode in place of the string sErrorCode. Both are seen.
	NumberCodes bool
	// ErrorStatus is the HTTP status of error pages that come after the sign-in: 0 means 200. Those of a request that
	// cannot be served at all are always 400.
	ErrorStatus int
	// Redirect is how the browser is sent back to an app.
	Redirect Redirect
	// SkipDays is for how many more days the registration of a second factor may be put off.
	SkipDays int
	// AdminOnly shows AADSTS900941 as an error page to whoever opens an admin-consent link and is no administrator. Else
	// it is "Need admin approval", as in the picture of Microsoft's "Understanding Microsoft Entra application consent
	// experiences".
	AdminOnly bool
}

// Redirect is how a page sends the browser back to an app.
type Redirect string

// The ways back to an app. All three were seen with real sign-ins.
const (
	RedirectVerify   Redirect = ""         // CmsiInterrupt, and a 302 as the answer to its POST
	RedirectScript   Redirect = "script"   // CmsiInterrupt, and a page whose script leaves
	RedirectStraight Redirect = "straight" // a 302 as the answer to the password's POST, nothing in between
)

// What Microsoft calls its pages (pgid, and the meta element PageID). Those that end in "invented" are ours.
const (
	pageSignIn         = "ConvergedSignIn"
	pageSecond         = "ConvergedTFA"
	pageRegister       = "ConvergedProofUpRedirect"
	pageRegistering    = "ProofUp-invented" // the real one is another site's (mysignins.microsoft.com)
	pageKeep           = "KmsiInterrupt"
	pageConfirm        = "CmsiInterrupt"
	pageConsent        = "ConvergedConsent"
	pageChangePassword = "ConvergedChangePassword"
	pageError          = "ConvergedError"
	pageAccess         = "ConvergedConditionalAccess"
	pageDeviceCode     = "RemoteConnectCode-invented"
	pageDone           = "RemoteConnectDone-invented"
	pageSent           = "RequestSent-invented"
	pageLeaving        = "Redirect-invented"
)

// config is the $Config object that a page carries for its own script. The keys are those of recorded pages; the real
// object has a hundred more that nobody reads.
type config struct {
	SkipDays      int    `json:"iRemainingDaysToSkipMfaRegistration,omitempty"`
	SkipAddress   string `json:"urlSkipMfaRegistration,omitempty"`
	MainMessage   string `json:"strMainMessage,omitempty"`
	Additional    string `json:"strAdditionalMessage,omitempty"`
	Exception     string `json:"strServiceExceptionMessage,omitempty"`
	ErrorNumber   int    `json:"iErrorCode,omitempty"`
	ErrorCode     string `json:"sErrorCode,omitempty"`
	ErrorText     string `json:"sErrTxt,omitempty"`
	ShowButtons   bool   `json:"fShowButtons"`
	Post          string `json:"urlPost,omitempty"`
	Cancel        string `json:"urlCancel,omitempty"`
	Username      string `json:"sPOST_Username,omitempty"`
	FlowToken     string `json:"sFT,omitempty"`
	FlowTokenName string `json:"sFTName,omitempty"`
	Ctx           string `json:"sCtx,omitempty"`
	CanaryName    string `json:"sCanaryTokenName,omitempty"`
	ID            string `json:"pgid"`
	APICanary     string `json:"apiCanary,omitempty"`
	Canary        string `json:"canary,omitempty"`
	CorrelationID string `json:"correlationId"`
	SessionID     string `json:"sessionId"`
	Locale        locale `json:"locale"`
	MaxRetry      int    `json:"slMaxRetry"`
	IsCopyShown   bool   `json:"fShowCopyDebugDetailsLink"`
}

type locale struct {
	Market string `json:"mkt"`
	LCID   int    `json:"lcid"`
}

// view is all that the templates of assets/simulation show. A page fills what it needs.
type view struct {
	ID, Lang, Company              string
	Config                         template.HTML
	Post, Restart, Cancel, Skip    string // addresses on this site
	FlowToken, Ctx, Canary         string
	Account, Typed                 string
	Problem, Code, Main, Exception string
	Number                         string
	SkipDays                       int
	Admin, AdminPassword           string // on the pages of an admin-consent link
	App, AppID, Publisher          string
	Permissions                    []string
	TickBox, ForEverybody          bool
	Risky, Asked, Missing          bool
	Sessions                       []string
	SessionID, CorrelationID       string
	Timestamp                      string
	Address                        template.URL // of the app; only redirects that the app has registered
	Script                         string       // the same, for a script
}

// AppInitial stands for the app's icon.
func (v view) AppInitial() string {
	for _, letter := range v.App {
		return string(unicode.ToUpper(letter))
	}
	return "?"
}

// templates are the pages by the name of their file.
var templates = sync.OnceValue(func() map[string]*template.Template {
	pages := map[string]*template.Template{}
	files, err := assets.Simulation.ReadDir("simulation")
	if err != nil {
		panic("assets/simulation: " + err.Error())
	}
	for _, file := range files {
		name := strings.TrimSuffix(file.Name(), ".html")
		pages[name] = template.Must(template.ParseFS(assets.Simulation,
			"simulation/layout.html", "simulation/style.html", "simulation/words.html", "simulation/"+file.Name()))
	}
	return pages
})

// reply is a page's answer, made while the state is held and sent when it no longer is.
type reply struct {
	status   int
	location string
	page     []byte
}

// contentPolicy: a page holds its own style and script, and loads nothing. That forms may be posted anywhere is meant:
// they lead to the company's own provider, and their answers to the app.
const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; " +
	"frame-ancestors 'none'"

func redirectTo(address string) reply { return reply{status: http.StatusFound, location: address} }

func (a reply) send(w http.ResponseWriter, cookies []*http.Cookie) {
	for _, cookie := range cookies {
		http.SetCookie(w, cookie)
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("X-Frame-Options", "DENY")
	header.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	header.Set("Content-Security-Policy", contentPolicy)
	if a.location != "" {
		header.Set("Location", a.location)
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.page) // a browser that is gone needs no page
}

// draw makes a page of a template. Whatever comes from outside is escaped by html/template.
func draw(name, part string, data any) []byte {
	var page bytes.Buffer
	if err := templates()[name].ExecuteTemplate(&page, part, data); err != nil {
		panic(fmt.Sprintf("assets/simulation/%s.html: %v", name, err))
	}
	return page.Bytes()
}

// embedded is the script element that holds $Config, to the letter as the real pages have it. encoding/json writes <, >
// and & as \u003c, \u003e and \u0026, as the real service does, so that nothing can end the element.
func embedded(c config) template.HTML {
	object, err := json.Marshal(c)
	if err != nil {
		panic("$Config: " + err.Error())
	}
	return template.HTML("<script type=\"text/javascript\">//<![CDATA[\n$Config=" + string(object) + ";\n//]]></script>")
}

// show makes the page of a template for where a person stands in a sign-in. What it says of an error goes by shown.Code.
func (c *Company) show(name string, v *visit, f *flow, shown view, more config) reply {
	shown.Lang, shown.Company = "en-US", c.Tenant().Domain
	shown.SessionID, shown.CorrelationID = v.ids.Trace, f.correlation(v)
	shown.Timestamp = c.now().UTC().Format("2006-01-02T15:04:05Z")
	if f != nil {
		f.fill(&shown, &more, c.secret("AQABIQEAAAA"))
	}
	shown.Problem = string(draw("words", "problemtext", shown))
	more.ErrorText = shown.Problem
	more.ErrorCode = shown.Code
	more.ID, more.Post, more.Username = shown.ID, shown.Post, shown.Account
	more.CorrelationID, more.SessionID = shown.CorrelationID, shown.SessionID
	more.Locale, more.MaxRetry, more.ShowButtons, more.IsCopyShown = locale{"en-US", 1033}, 2, true, true
	if number, err := strconv.Atoi(more.ErrorCode); err == nil && c.options.Pages.NumberCodes {
		more.ErrorNumber, more.ErrorCode = number, ""
	}
	shown.Config = embedded(more)
	return reply{status: http.StatusOK, page: draw(name, "layout", shown)}
}

// noSession is what the first page of every sign-in carries, as a string: nobody is signed in yet, which is no error.
const noSession = "50058"

// failurePage is the page on which a sign-in ends. A request that could not be served at all has no flow.
func (c *Company) failurePage(v *visit, f *flow, said failure) reply {
	name, shown := "error", view{ID: pageError, Code: strconv.Itoa(said.Code), Exception: said.says()}
	if strings.HasPrefix(shown.Code, "53") {
		name, shown.ID = "access", pageAccess
	}
	shown.Main = string(draw("words", "maintext", shown))
	answer := c.show(name, v, f, shown, config{MainMessage: shown.Main, Exception: shown.Exception})
	switch {
	case f == nil:
		answer.status = http.StatusBadRequest
	case c.options.Pages.ErrorStatus != 0:
		answer.status = c.options.Pages.ErrorStatus
	}
	return answer
}

// mismatch is what the real service says to a form whose secrets are not those of the page.
func (c *Company) mismatch() failure {
	return failure{Code: 165000, Error: "invalid_request", Sentence: "Invalid Request: The request tokens do not match the user " +
		"context. Do not copy the user context values (cookies; form fields; headers) between different requests or user " +
		"sessions; always maintain the ALL of the supplied values across a complete single user flow. Failure " +
		"Reasons:[Token values do not match;]"}
}

//go:build linux

package signin

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"synchelper/diagnose/entra"
)

// plain is a page that has its fields in $Config and nothing else.
func plain(config, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, `<!doctype html><meta name="LocLC" content="de-DE"><script>%s</script><body>%s</body>`,
			config, body)
	}
}

func TestWhatIsReadOfAPage(t *testing.T) {
	every := `//<![CDATA[
$Config={"pgid":"ConvergedError","sErrorCode":"90094","sErrTxt":"x \u0026 \"y\" }","strMainMessage":"Main",` +
		`"strAdditionalMessage":"More","strServiceExceptionMessage":"AADSTS90094: …",` +
		`"correlationId":"11111111-2222-4333-8444-555555555555","sessionId":"s",` +
		`"iRemainingDaysToSkipMfaRegistration":14,"sFT":"flow","urlPost":"/x","deep":{"a":[{"b":"}"}]}};
//]]>`
	mux := http.NewServeMux()
	site := servePages(t, mux, nil)
	tab := windowless(t)
	for name, c := range map[string]struct {
		page http.HandlerFunc
		want entra.SignInPage
	}{
		"every field": {plain(every, "<p>Need admin approval</p><script>hidden</script><p style='display:none'>hidden</p>"),
			entra.SignInPage{ID: "ConvergedError", Code: "90094", ErrorText: `x & "y" }`, Main: "Main", Additional: "More",
				Exception: "AADSTS90094: …", CorrelationID: "11111111-2222-4333-8444-555555555555", SessionID: "s",
				Lang: "de-DE", Visible: "Need admin approval", SkipDays: 14}},
		"a page that explains itself is not read as people see it": {
			plain(`$Config = {"pgid":"ConvergedSignIn","iErrorCode":50058};`, `<p>text</p><input type="password">`),
			entra.SignInPage{ID: "ConvergedSignIn", Code: "50058", Lang: "de-DE", AsksPassword: true}},
		"what a page asks for is no error": {
			plain(`$Config={"pgid":"ConvergedTFA","sErrorCode":"50074"}`,
				`<p>Approve</p><input type="password" aria-hidden="true">`),
			entra.SignInPage{ID: "ConvergedTFA", Code: "50074", Lang: "de-DE"}},
		"no number is none": {plain(`$Config={"pgid":"KmsiInterrupt","sErrorCode":"0","iErrorCode":0}`, `<p>Stay</p>`),
			entra.SignInPage{ID: "KmsiInterrupt", Lang: "de-DE"}},
		"a wrong password is": {
			plain(`$Config={"pgid":"ConvergedSignIn","sErrorCode":"50126"}`, `<p>Your password is wrong</p>`),
			entra.SignInPage{ID: "ConvergedSignIn", Code: "50126", Lang: "de-DE", Visible: "Your password is wrong"}},
		"a page that nobody knows is": {
			plain(`$Config={"pgid":"PageOfTomorrow"}`, `<p>Something new</p>`),
			entra.SignInPage{ID: "PageOfTomorrow", Lang: "de-DE", Visible: "Something new"}},
		"a page without fields is": {plain(``, `<p>Plain</p>`), entra.SignInPage{Lang: "de-DE", Visible: "Plain"}},
		"fields that cannot be read are none": {plain(`$Config={"pgid":`, `<p>Torn</p>`),
			entra.SignInPage{Lang: "de-DE", Visible: "Torn"}},
		"a consent page with the tick-box": {
			plain(`$Config={"pgid":"ConvergedConsent"}`, `<input type="checkbox"> Consent on behalf of your organization`),
			entra.SignInPage{ID: "ConvergedConsent", Lang: "de-DE", ForOrganization: true}},
		"a consent page without it": {
			plain(`$Config={"pgid":"ConvergedConsent"}`, `<input type="checkbox" style="display:none">`),
			entra.SignInPage{ID: "ConvergedConsent", Lang: "de-DE"}},
		"fields of the wrong kind are left out": {
			plain(`$Config={"pgid":{"a":1},"sErrorCode":["x"],"iRemainingDaysToSkipMfaRegistration":"14"}`, `<p>Odd</p>`),
			entra.SignInPage{Lang: "de-DE", Visible: "Odd"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := "/" + url.PathEscape(name)
			mux.HandleFunc("GET /"+strings.ReplaceAll(name, " ", "%20"), c.page)
			r := readIn(t, tab, localhost(site.login)+path, site.cloud().LoginHosts)
			r.Page.Visible = strings.TrimSpace(r.Page.Visible)
			if !r.Ready || r.Host != site.cloud().LoginHost || r.Page != c.want {
				t.Errorf("read %+v\nwant %+v", r, c.want)
			}
		})
	}
}

// TestAnErrorThatComesWithoutAPage: the page's script asks the server and shows what it answers.
func TestAnErrorThatComesWithoutAPage(t *testing.T) {
	screen(t)
	site := servePages(t, steps(map[string]http.HandlerFunc{authorizePath: func(w http.ResponseWriter, _ *http.Request) {
		config(w, "ConvergedSignIn", "", `<div id="usernameError"></div><script>setTimeout(() =>
document.getElementById("usernameError").textContent = "We couldn't find an account", 1500)</script>`)
	}}), nil)
	s := show(t, Browser{Program: chromium(t), Trust: trust(site.login)}, site, site.ask())
	if first := s.page("ConvergedSignIn"); first.Page.Visible != "" {
		t.Errorf("read %q before there was an error", first.Page.Visible)
	}
	s.see("the error", func(sight Sight) bool { return strings.Contains(sight.Page.Visible, "find an account") })
}

func TestAPageIsReportedOnce(t *testing.T) {
	screen(t)
	site := servePages(t, straight(), nil)
	l := usualLimits()
	l.every = 20 * time.Millisecond
	s := show(t, Browser{Program: chromium(t), Trust: trust(site.login), limits: l}, site, site.ask())
	s.page("ConvergedSignIn")
	time.Sleep(time.Second) // some fifty looks
	if n := len(s.sights); n > 0 {
		t.Errorf("reported %d times more", n)
	}
	if looks := strings.Count(s.pipe.String(), `"method":"Runtime.evaluate"`); looks < 5 {
		t.Errorf("only %d looks", looks)
	}
}

func TestDescribe(t *testing.T) {
	screen(t)
	login, company, home := federated()
	site := servePages(t, steps(map[string]http.HandlerFunc{
		authorizePath: func(w http.ResponseWriter, _ *http.Request) {
			config(w, "ConvergedSignIn", "", green+`<p>Ordinary text</p><a autofocus href="/on">on</a>`)
		},
		"GET /on": func(w http.ResponseWriter, r *http.Request) {
			r.URL.Path = "/organizations/oauth2/v2.0/authorize"
			login.ServeHTTP(w, r)
		},
	}), company)
	*home = localhost(site.company)
	describe, ask := make(chan struct{}), site.ask()
	ask.Describe = describe
	s := show(t, Browser{Program: chromium(t), Trust: trust(site.login)}, site, ask)
	s.page("ConvergedSignIn")
	describe <- struct{}{}
	sight := s.see("the description", func(sight Sight) bool { return sight.Described })
	if !strings.Contains(sight.Page.Visible, "Ordinary text") || !sight.Ours {
		t.Errorf("described %+v", sight)
	}
	s.drawn()
	s.pressReturn(func() bool { return site.asked("GET /on") })
	host := strings.TrimPrefix(*home, "https://")
	s.see("the company", func(sight Sight) bool { return sight == Sight{Host: host} })
	time.Sleep(usualLimits().every) // a look that was under way is answered by the page itself: it is not where it should be
	looks := strings.Count(s.pipe.String(), `"method":"Runtime.evaluate"`)
	describe <- struct{}{}
	s.see("that it is the company", func(sight Sight) bool { return sight == Sight{Host: host, Described: true} })
	time.Sleep(2 * usualLimits().every)
	s.cancel()
	s.end()
	if again := strings.Count(s.pipe.String(), `"method":"Runtime.evaluate"`); again != looks {
		t.Errorf("%d looks into the company's page", again-looks)
	}
}

// windowless is a tab of a browser without a window, steered as chromedp does by itself: to run what is run in pages.
func windowless(t *testing.T) context.Context {
	t.Helper()
	t.Setenv("TMPDIR", shortFolder(t))
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.IgnoreCertErrors, chromedp.ExecPath(chromium(t).Path), chromedp.UserDataDir(shortFolder(t)))...)
	t.Cleanup(cancel)
	tab, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	return tab
}

// readIn opens an address and reads the page; the zero reading where the page refuses.
func readIn(t *testing.T, tab context.Context, address string, hosts []string) (r reading) {
	t.Helper()
	if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	got, err := chromedp.Run(tab, chromedp.Evaluate[string]("JSON.stringify("+readExpression(hosts, false)+")"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(got), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestThePageItselfLooksWhereItIs: between question and answer another page may have come.
func TestThePageItselfLooksWhereItIs(t *testing.T) {
	site := servePages(t, steps(map[string]http.HandlerFunc{authorizePath: passwordPage}), nil)
	tab, host := windowless(t), site.cloud().LoginHost
	for listed, want := range map[string]string{host: "ConvergedSignIn", "login.example": "", "": "", host + "0": "",
		"localhost": ""} {
		if r := readIn(t, tab, site.ask().Address, []string{listed}); r.Page.ID != want || (want == "" && r != reading{}) {
			t.Errorf("where %q is a login host, the page at %q says %+v", listed, host, r)
		}
	}
}

//go:build linux

package signin

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"
)

const green = `<style>html{background:#00ff00}</style>`

// steps is a sign-in in which each path answers as it is told. Paths without an answer are not found.
func steps(answers map[string]http.HandlerFunc) http.Handler {
	mux := http.NewServeMux()
	for path, answer := range answers {
		mux.HandleFunc(path, answer)
	}
	return mux
}

const (
	authorizePath = "GET /organizations/oauth2/v2.0/authorize"
	loginPath     = "POST /common/login"
	verifyPath    = "POST /appverify"
)

func passwordPage(w http.ResponseWriter, _ *http.Request) {
	config(w, "ConvergedSignIn", `,"sErrorCode":"50058"`, green+`<form method="post" action="/common/login">`+
		`<input type="password" name="passwd" autofocus><input type="submit"></form>`)
}

// confirmPage is "Are you trying to sign in to …?".
func confirmPage(w http.ResponseWriter, _ *http.Request) {
	config(w, "CmsiInterrupt", `,"sErrorCode":"50199"`, green+`<form method="post" action="/appverify">`+
		`<button autofocus>Continue</button></form>`)
}

func toTheApp(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, testRedirect+"/?code=the-code&state=s1", http.StatusFound)
}

// straight is a sign-in of three steps: the password, the confirmation, the redirect by 302.
func straight() http.Handler {
	return steps(map[string]http.HandlerFunc{authorizePath: passwordPage, loginPath: confirmPage, verifyPath: toTheApp})
}

// password types a password and sends it, on the page that asks for one.
func password(s *shown, text string) {
	s.t.Helper()
	s.page("ConvergedSignIn")
	s.drawn()
	typeText(s.t, text)
	s.pressReturn(func() bool { return s.site.asked(loginPath) })
}

func confirm(s *shown) {
	s.t.Helper()
	s.page("CmsiInterrupt")
	s.pressReturn(func() bool { return s.site.asked(verifyPath) })
}

func TestShowEndsWhenTheRedirectArrives(t *testing.T) {
	script := func(w http.ResponseWriter, _ *http.Request) {
		config(w, "CmsiInterrupt", "", green+`<script>location.href="`+testRedirect+`?code=the-code&state=s1"</script>`)
	}
	link := func(w http.ResponseWriter, _ *http.Request) {
		config(w, "CmsiInterrupt", "", green+`<a autofocus href="`+testRedirect+`?code=the-code&state=s1">Return</a>`)
	}
	signedIn := func(w http.ResponseWriter, r *http.Request) {
		if cookie, err := r.Cookie("session"); err == nil && cookie.Value == "1" && r.FormValue("prompt") == "none" {
			toTheApp(w, r)
			return
		}
		passwordPage(w, r)
	}
	atOnce := func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "1", Path: "/", Secure: true})
		toTheApp(w, r)
	}
	for name, c := range map[string]struct {
		site   http.Handler
		person func(*shown)
		dialog bool // it comes up, and goes with the browser
	}{
		"by 302 behind the confirmation": {straight(), func(s *shown) { password(s, "x"); confirm(s) }, false},
		"by script": {steps(map[string]http.HandlerFunc{authorizePath: passwordPage, loginPath: script}),
			func(s *shown) { password(s, "x") }, false},
		"by a link": {steps(map[string]http.HandlerFunc{authorizePath: passwordPage, loginPath: link}),
			func(s *shown) {
				password(s, "x")
				s.page("CmsiInterrupt")
				s.pressReturn(func() bool { return false })
			}, false},
		"by 302 at once, where somebody is signed in": {steps(map[string]http.HandlerFunc{authorizePath: toTheApp}),
			func(*shown) {}, false},
		"by 302 straight from the password step": {
			steps(map[string]http.HandlerFunc{authorizePath: signedIn, loginPath: atOnce}),
			func(s *shown) { password(s, "x") }, true},
	} {
		t.Run(name, func(t *testing.T) {
			screen(t)
			site := servePages(t, c.site, nil)
			s := show(t, Browser{Program: chromium(t), Trust: trust(site.login)}, site, site.ask())
			c.person(s)
			dialog := dialogUntil(s.done, t)
			ended := s.end()
			if s.err != nil || ended.Redirect.Get("code") != "the-code" || ended.Redirect.Get("state") != "s1" {
				t.Errorf("ended as %+v, %v", ended, s.err)
			}
			if dialog && !c.dialog {
				t.Error("the browser asked whether it may open another program")
			}
			if dialogShown(t) {
				t.Error("the question is still there")
			}
		})
	}
}

// TestTheQuestionIsSeen shows that the test above could fail: another program's scheme is let through.
func TestTheQuestionIsSeen(t *testing.T) {
	screen(t)
	site := servePages(t, steps(map[string]http.HandlerFunc{authorizePath: passwordPage,
		loginPath: func(w http.ResponseWriter, _ *http.Request) {
			config(w, "CmsiInterrupt", "", green+`<script>location.href="com.contoso.other://x"</script>`)
		}}), nil)
	s := show(t, Browser{Program: chromium(t), Trust: trust(site.login)}, site, site.ask())
	password(s, "x")
	if !dialogUntil(nil, t) {
		t.Error("no question came up")
	}
}

// dialogUntil takes pictures until done and says whether one showed the browser's question.
func dialogUntil(done <-chan struct{}, t *testing.T) bool {
	limit := time.After(patience)
	for {
		select {
		case <-done:
			return false
		case <-limit:
			return false
		default:
			if dialogShown(t) {
				return true
			}
		}
	}
}

// dialogShown says whether the green page is shaded: the browser does that behind a question of its own.
func dialogShown(t *testing.T) bool {
	t.Helper()
	c := middle(t)
	return c.R < 40 && c.B < 40 && c.G > 60 && c.G < 220
}

func TestMatchRedirect(t *testing.T) {
	for address, want := range map[string]string{
		testRedirect + "?code=c":                                "c",
		"com.apple.preferences://oauth-redirect?code=c":         "c",
		"COM.APPLE.PREFERENCES://OAUTH-REDIRECT/?code=c":        "c",
		testRedirect + "#code=c":                                "c",
		testRedirect + "/?code=c%20d#x":                         "c d",
		testRedirect:                                            "",
		testRedirect + "//?code=c":                              "no",
		testRedirect + "/more?code=c":                           "no",
		testRedirect + ".evil.com?code=c":                       "no",
		"https://login.microsoftonline.com/x?u=" + testRedirect: "no",
		"": "no",
	} {
		carried, is := matchRedirect(address, testRedirect)
		if is != (want != "no") || (is && (carried == nil || carried.Get("code") != want)) {
			t.Errorf("%q: %v, %v, want %q", address, carried, is, want)
		}
	}
	if _, is := matchRedirect("", ""); is {
		t.Error("no redirect matches no address")
	}
	if _, is := matchRedirect("http://localhost/?code=c", "http://localhost"); !is {
		t.Error("one slash counts")
	}
}

func TestShowOpensSignInPagesOnly(t *testing.T) {
	good := servePages(t, straight(), nil).ask()
	for name, change := range map[string]func(*Ask){
		"another host":       func(a *Ask) { a.Address = "https://login.microsoftonline.com.evil.example/authorize" },
		"without encryption": func(a *Ask) { a.Address = "http://" + a.Cloud.LoginHost + "/authorize" },
		"a script":           func(a *Ask) { a.Address = "javascript:alert(1)" },
		"no redirect":        func(a *Ask) { a.Redirect = "" },
	} {
		t.Run(name, func(t *testing.T) {
			ask := good
			change(&ask)
			b := Browser{Program: Program{Path: "/nowhere"}, start: func(string, []string, string) (*process, error) {
				t.Error("a browser was started")
				return nil, fmt.Errorf("no")
			}}
			if _, err := b.Show(t.Context(), ask, func(Sight) bool { return false }); !errors.Is(err, ErrAsk) {
				t.Errorf("got %v", err)
			}
		})
	}
}

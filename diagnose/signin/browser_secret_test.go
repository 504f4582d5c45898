//go:build linux

package signin

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/chromedp/cdproto/fetch"
)

// canary is a word that nobody else uses, of letters that every keyboard has.
func canary() string { return "canary" + strings.ToLower(rand.Text()[:12]) }

// forms are the shapes in which a word may stand in a file or on the pipe.
func forms(word string) map[string][]byte {
	wide := make([]byte, 0, 2*len(word))
	for _, unit := range utf16.Encode([]rune(word)) {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	return map[string][]byte{"plain": []byte(word), "UTF-16": wide, "hex": []byte(hex.EncodeToString([]byte(word))),
		"base64": []byte(base64.StdEncoding.EncodeToString([]byte(word))[:16]), "escaped": []byte(url.QueryEscape(word))}
}

func holdsNothing(t *testing.T, where, content, what, word string) {
	t.Helper()
	for form, bytesOf := range forms(word) {
		if bytes.Contains([]byte(content), bytesOf) {
			t.Errorf("%s holds %s (%s)", where, what, form)
		}
	}
}

// federated is a sign-in in which a company's own page asks for the password, in the two ways that companies use: by a
// form that posts, here to a path that ends like Microsoft's, and by a script that asks its server.
func federated() (login, company http.Handler, home *string) {
	home = new(string)
	login = steps(map[string]http.HandlerFunc{
		authorizePath: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, *home+"/adfs/ls?wctx=1", http.StatusFound)
		},
		"POST /login.srf": confirmPage,
		verifyPath:        toTheApp,
	})
	company = steps(map[string]http.HandlerFunc{
		"GET /adfs/ls": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = fmt.Fprint(w, `<title>title-canary</title>`+green+`<p>text-canary</p><a href="/link-canary">x</a>
<form method="post" action="/adfs/oauth2/authorize"><input type="password" name="passwd" autofocus
oninput="fetch('/typed', {method: 'POST', body: this.value})"><input type="submit"></form>`)
		},
		"POST /typed": func(http.ResponseWriter, *http.Request) {},
	})
	return login, company, home
}

func TestNoPasswordPassesThePipe(t *testing.T) {
	t.Run("typed at Microsoft", func(t *testing.T) {
		screen(t)
		site := servePages(t, straight(), nil)
		s := show(t, Browser{Program: chromium(t), Trust: trust(site.login)}, site, site.ask())
		word := canary()
		password(s, word)
		confirm(s)
		if s.end().Redirect == nil {
			t.Fatalf("ended as %+v, %v", s.ended, s.err)
		}
		if !slices.ContainsFunc(site.forms, func(f url.Values) bool { return f.Get("passwd") == word }) {
			t.Fatal("the password was not typed")
		}
		kept(t, s, word)
	})
	t.Run("typed at the company", func(t *testing.T) {
		screen(t)
		word, got := canary(), make(chan string, 10)
		login, company, home := federated()
		mux := http.NewServeMux()
		mux.Handle("/", company)
		var back string
		mux.HandleFunc("POST /adfs/oauth2/authorize", func(w http.ResponseWriter, r *http.Request) {
			got <- r.FormValue("passwd")
			_, _ = fmt.Fprintf(w, `<!doctype html><form method="post" action="%s/login.srf"></form>
<script>document.forms[0].submit()</script>`, back)
		})
		site := servePages(t, login, mux)
		*home, back = localhost(site.company), localhost(site.login)
		s := show(t, Browser{Program: chromium(t), Trust: trust(site.login)}, site, site.ask())
		s.see("the company", func(sight Sight) bool { return !sight.Ours && "https://"+sight.Host == *home })
		s.drawn()
		typeText(t, word)
		s.pressReturn(func() bool { return site.asked("POST /login.srf") })
		confirm(s)
		if s.end().Redirect == nil || <-got != word {
			t.Fatalf("ended as %+v, %v", s.ended, s.err)
		}
		kept(t, s, word)
		for _, part := range []string{"title-canary", "text-canary", "link-canary"} {
			holdsNothing(t, "the pipe", s.pipe.String(), "of the company's page "+part, part)
		}
	})
}

// kept looks for a password in everything that a run leaves or passes on.
func kept(t *testing.T, s *shown, word string) {
	t.Helper()
	pipe := s.pipe.String()
	holdsNothing(t, "the pipe", pipe, "the password", word)
	holdsNothing(t, "the profile", s.kept.String(), "the password", word)
	holdsNothing(t, "the error", fmt.Sprint(s.err), "the password", word)
	for _, secret := range []string{"flow-canary", "api-canary"} {
		holdsNothing(t, "the pipe", pipe, "of the page's own secrets "+secret, secret)
	}
	// What shows that the places looked at are the right ones.
	if !strings.Contains(pipe, `"ID":"CmsiInterrupt"`) || !strings.Contains(s.kept.String(), "password_manager_enabled") {
		t.Error("pipe or profile were not looked at")
	}
}

// TestNothingIsWatchedButThePage says which reports the browser may make: without Network, DOM, CSS, Log and Runtime.
func TestNothingIsWatchedButThePage(t *testing.T) {
	screen(t)
	site := servePages(t, straight(), nil)
	s := show(t, Browser{Program: chromium(t), Trust: trust(site.login)}, site, site.ask())
	pid := <-s.pid
	s.page("ConvergedSignIn")
	noPort(t, s.folder, pid)
	pipe := s.pipe.String()
	s.cancel()
	s.end()
	for _, domain := range []string{"Network", "DOM", "CSS", "Log", "Runtime"} {
		if strings.Contains(pipe, `"method":"`+domain+`.enable"`) {
			t.Errorf("%s was enabled", domain)
		}
		if domain != "Runtime" && strings.Contains(pipe, `"method":"`+domain+`.`) {
			t.Errorf("%s tells something", domain)
		}
	}
	if !strings.Contains(pipe, `"method":"Page.enable"`) {
		t.Error("the pipe was not looked at")
	}
}

// noPort says that no process of the browser is steered by a port, or listens on one.
func noPort(t *testing.T, folder string, pid int) {
	t.Helper()
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil || !bytes.Contains(line, []byte("--remote-debugging-pipe")) {
		t.Fatalf("the browser runs as %q, %v", line, err)
	}
	for _, word := range []string{"--remote-debugging-port", "--headless", "--enable-automation"} {
		if bytes.Contains(line, []byte(word)) {
			t.Errorf("the browser runs with %s", word)
		}
	}
	listening := map[string]bool{}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		content, err := os.ReadFile(table)
		if err != nil {
			continue
		}
		for _, row := range strings.Split(string(content), "\n") {
			if f := strings.Fields(row); len(f) > 9 && f[3] == "0A" {
				listening["socket:["+f[9]+"]"] = true
			}
		}
	}
	if len(listening) == 0 {
		t.Fatal("not even the test's own server listens")
	}
	for _, id := range processesWith(folder) {
		links, _ := filepath.Glob("/proc/" + id + "/fd/*")
		for _, link := range links {
			if to, err := os.Readlink(link); err == nil && listening[to] {
				t.Errorf("process %s listens", id)
			}
		}
	}
}

// TestPausedAnswers says of which requests the answer is looked at: the request comes with it, with all that was posted.
func TestPausedAnswers(t *testing.T) {
	patterns := pausedAnswers([]string{"login.example"})
	for address, want := range map[string]bool{
		"https://login.example/organizations/oauth2/v2.0/authorize?client_id=x": true,
		"https://login.example/contoso.com/oauth2/authorize?client_id=x":        true,
		"https://login.example/appverify":                                       true,
		"https://login.example/common/appverify":                                true,
		"https://login.example/kmsi":                                            true,
		"https://login.example/common/login":                                    false,
		"https://login.example/11111111-2222-4333-8444-555555555555/login":      false,
		"https://login.example/login.srf":                                       false,
		"https://login.example/common/SAS/EndAuth":                              false,
		"https://sts.fabrikam.com/adfs/oauth2/authorize":                        false,
		"https://login.example.fabrikam.com/adfs/oauth2/authorize":              false,
		"https://login.example.fabrikam.com/appverify":                          false,
	} {
		got := slices.ContainsFunc(patterns, func(p *fetch.RequestPattern) bool { return wildcard(p.URLPattern, address) })
		if got != want {
			t.Errorf("%s: paused %v, want %v", address, got, want)
		}
	}
	for _, p := range patterns {
		if p.RequestStage != "Response" || p.ResourceType != "Document" {
			t.Errorf("%s is paused at %q, for %q", p.URLPattern, p.RequestStage, p.ResourceType)
		}
	}
}

// wildcard says whether an address fits a pattern of the protocol's Fetch.RequestPattern.
func wildcard(pattern, address string) bool {
	quoted := strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, ".*")
	return regexp.MustCompile("^" + quoted + "$").MatchString(address)
}

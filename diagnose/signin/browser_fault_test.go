//go:build linux

package signin

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
)

// short are limits for tests of what happens after them.
func short() limits {
	l := usualLimits()
	l.first, l.page, l.broken = 3*time.Second, 3*time.Second, time.Second
	return l
}

// drip sends a page bit by bit and never comes to an end.
func drip(begin string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprint(w, begin)
		for r.Context().Err() == nil {
			if _, err := fmt.Fprint(w, "<!-- . -->"); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			time.Sleep(50 * time.Millisecond)
		}
	}
}

func TestShowEndsWhereAPageDoesNotCome(t *testing.T) {
	never := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	for name, c := range map[string]struct {
		site   http.Handler
		person func(*shown)
	}{
		"the first page never answers": {steps(map[string]http.HandlerFunc{authorizePath: never}), func(*shown) {}},
		"the first page drips": {steps(map[string]http.HandlerFunc{authorizePath: drip("<!doctype html><p>")}),
			func(*shown) {}},
		"the second page never answers": {steps(map[string]http.HandlerFunc{authorizePath: passwordPage, loginPath: never}),
			func(s *shown) { password(s, "x") }},
		"the server goes": {straight(), func(s *shown) {
			s.page("ConvergedSignIn")
			s.drawn()
			s.site.login.CloseClientConnections()
			_ = s.site.login.Listener.Close()
			s.pressReturn(func() bool { return false })
		}},
		"the connection breaks": {steps(map[string]http.HandlerFunc{authorizePath: func(http.ResponseWriter, *http.Request) {
			panic(http.ErrAbortHandler)
		}}), func(*shown) {}},
	} {
		t.Run(name, func(t *testing.T) {
			screen(t)
			site := servePages(t, c.site, nil)
			s := show(t, Browser{Program: chromium(t), Trust: trust(site.login), limits: short()}, site, site.ask())
			c.person(s)
			s.end()
			var page *PageError
			if !errors.As(s.err, &page) || page.Host != site.cloud().LoginHost {
				t.Errorf("ended as %+v, %v", s.ended, s.err)
			}
		})
	}
}

// TestNotEveryWayLeadsToAPage: another place in the same page, and a program that the browser knows nothing of.
func TestNotEveryWayLeadsToAPage(t *testing.T) {
	for name, link := range map[string]string{"in the page": "#there", "to another program": "com.contoso.other://x"} {
		t.Run(name, func(t *testing.T) {
			screen(t)
			silent := make(chan struct{}, 10)
			first := func(w http.ResponseWriter, r *http.Request) {
				if r.FormValue("prompt") == "none" {
					silent <- struct{}{}
				}
				config(w, "ConvergedSignIn", "", green+`<a autofocus href="`+link+`" onclick="fetch('/clicked')">on</a>`)
			}
			site := servePages(t, steps(map[string]http.HandlerFunc{authorizePath: first,
				"GET /clicked": func(http.ResponseWriter, *http.Request) {}}), nil)
			s := show(t, Browser{Program: chromium(t), Trust: trust(site.login), limits: short()}, site, site.ask())
			s.page("ConvergedSignIn")
			s.drawn()
			s.pressReturn(func() bool { return site.asked("GET /clicked") })
			if link[0] == '#' {
				keys(t, "key", "alt+Left") // back to where the page was before
			}
			time.Sleep(2 * short().page)
			s.cancel()
			if s.end(); s.err != nil {
				t.Errorf("ended with %v", s.err)
			}
			if link[0] == '#' && len(silent) > 0 {
				t.Error("asked whether somebody is signed in")
			}
		})
	}
}

// TestAPageThatNeverEndsIsReadAllTheSame: what it says of itself came with its first part.
func TestAPageThatNeverEndsIsReadAllTheSame(t *testing.T) {
	screen(t)
	site := servePages(t, steps(map[string]http.HandlerFunc{authorizePath: drip(`<!doctype html><script>
$Config={"pgid":"ConvergedError","sErrorCode":"90094","strMainMessage":"Need admin approval"};</script><p>Approve this`)}), nil)
	s := show(t, Browser{Program: chromium(t), Trust: trust(site.login), limits: short()}, site, site.ask())
	sight := s.page("ConvergedError")
	if sight.Page.Code != "90094" || !strings.Contains(sight.Page.Visible, "Approve this") {
		t.Errorf("read %+v", sight.Page)
	}
	time.Sleep(2 * short().page) // the page is known: nothing is late
	s.cancel()
	if s.end(); s.err != nil {
		t.Errorf("ended with %v", s.err)
	}
}

func TestATenMegabytePageIsReadInPart(t *testing.T) {
	screen(t)
	long := strings.Repeat("<p>All work and no play.</p>\n", 10<<20/30)
	site := servePages(t, steps(map[string]http.HandlerFunc{authorizePath: func(w http.ResponseWriter, _ *http.Request) {
		config(w, "PageOfTomorrow", `,"strMainMessage":"`+strings.Repeat("m", 1<<20)+`"`, long)
	}}), nil)
	l := usualLimits()
	l.read = patience // under a loaded machine
	s := show(t, Browser{Program: chromium(t), Trust: trust(site.login), limits: l}, site, site.ask())
	sight := s.page("PageOfTomorrow")
	if n := len(sight.Page.Visible); n == 0 || n > 16<<10 {
		t.Errorf("%d bytes of text", n)
	}
	if n := len(sight.Page.Main); n != 4096 {
		t.Errorf("%d bytes of a field", n)
	}
	s.cancel()
	s.end()
	if n := len(s.pipe.String()); n > 2<<20 {
		t.Errorf("%d bytes passed the pipe", n)
	}
}

func TestAPageBusyWithItselfHoldsNothingUp(t *testing.T) {
	screen(t)
	site := servePages(t, steps(map[string]http.HandlerFunc{authorizePath: func(w http.ResponseWriter, _ *http.Request) {
		config(w, "ConvergedSignIn", "", green+`<script>setTimeout(() => { for (;;); }, 1500)</script>`)
	}}), nil)
	s := show(t, Browser{Program: chromium(t), Trust: trust(site.login)}, site, site.ask())
	s.page("ConvergedSignIn")
	time.Sleep(3 * time.Second) // until it is busy
	begin := time.Now()
	s.cancel()
	s.end()
	if took := time.Since(begin); took > goneLimit {
		t.Errorf("it took %v", took)
	}
}

// script writes a program that a browser is not.
func script(t *testing.T, text string) Program {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return Program{Path: path}
}

func TestWhatIsNoBrowserIsSaid(t *testing.T) {
	l := usualLimits()
	l.start = 2 * time.Second
	for name, c := range map[string]struct {
		program Program
		want    error
	}{
		"nothing there":              {Program{Path: "/nowhere/chromium"}, ErrStart},
		"ends at once":               {script(t, "exit 3"), ErrStart},
		"prints and ends":            {script(t, "echo no"), ErrStart},
		"answers nothing":            {script(t, "exec sleep 600"), ErrStart},
		"closes the pipe and stays":  {script(t, "exec 3<&- 4>&-; exec sleep 600"), ErrStart},
		"writes what is no protocol": {script(t, "yes >&4"), ErrStart},
		"has children that stay":     {script(t, `sh -c "sleep 600; :" child "$@" & sleep 600`), ErrStart},
		"a policy forbids the pipe": {script(t, "echo 'DevTools remote debugging is disallowed by the system admin.' >&2;"+
			"exec sleep 600"), ErrForbidden},
		"a policy that is known": {Program{Path: "/bin/true", Forbidden: remoteDebuggingAllowed}, ErrForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			site := servePages(t, straight(), nil)
			begin := time.Now()
			s := show(t, Browser{Program: c.program, limits: l}, site, site.ask())
			s.end()
			if !errors.Is(s.err, c.want) {
				t.Errorf("ended as %+v, %v, want %v", s.ended, s.err, c.want)
			}
			if took := time.Since(begin); took > l.start+goneLimit {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// TestAFolderThatCannotBeWritten uses a tiny disk, since root may write into every folder.
func TestAFolderThatCannotBeWritten(t *testing.T) {
	site := servePages(t, straight(), nil)
	t.Run("a file stands there", func(t *testing.T) {
		file := filepath.Join(shortFolder(t), "f")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		browser := Browser{Program: Program{Path: "/bin/true"}, Folder: file}
		if _, err := browser.Show(t.Context(), site.ask(), nil); !errors.Is(err, ErrFolder) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("the disk is full", func(t *testing.T) {
		disk := shortFolder(t)
		if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=64k"); err != nil {
			t.Skipf("no disk can be made here: %v", err)
		}
		t.Cleanup(func() { _ = syscall.Unmount(disk, 0) })
		browser := Browser{Program: Program{Path: "/bin/true"}, Folder: disk}
		if _, err := browser.Show(t.Context(), site.ask(), nil); !errors.Is(err, ErrFolder) {
			t.Errorf("got %v", err)
		}
		if left, _ := filepath.Glob(filepath.Join(disk, "*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	})
}

// TestWhatPoliciesAreCalled: answers that were seen of Chromium 156 under each policy.
func TestWhatPoliciesAreCalled(t *testing.T) {
	if err := notStarted(&cdproto.Error{Code: -32000, Message: "Not allowed"}); !errors.Is(err, ErrForbidden) ||
		!strings.Contains(err.Error(), developerToolsAvailability) {
		t.Errorf("attaching was refused: %v", err)
	}
	if err := notStarted(&cdproto.Error{Code: -32000, Message: "No target with given id found"}); !errors.Is(err, ErrStart) {
		t.Errorf("another answer: %v", err)
	}
	w := &watch{limits: usualLimits()}
	w.handle(event{kind: unwatched})
	if err := w.overdue(); err != nil {
		t.Errorf("at once: %v", err)
	}
	w.unwatched = w.unwatched.Add(-2 * usualLimits().every)
	if err := w.overdue(); !errors.Is(err, ErrForbidden) || !strings.Contains(err.Error(), developerToolsBlocklist) {
		t.Errorf("a listed host: %v", err)
	}
}

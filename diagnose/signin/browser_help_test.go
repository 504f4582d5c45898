//go:build linux

package signin

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/xvfb"
)

// Tests here drive a real Chromium on a screen of their own (Xvfb) with real keys (xdotool), and are skipped where one of
// the three is missing.

const testRedirect = "com.apple.Preferences://oauth-redirect"

// patience is how long a test waits for what takes a second on an idle machine.
const patience = 20 * time.Second

// screen starts an X server for one test and points the browser to it.
func screen(t testing.TB) {
	t.Helper()
	for _, program := range []string{"xdotool", "import"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	t.Setenv("DISPLAY", xvfb.Start(t))
}

// chromium is a browser of this machine.
func chromium(t testing.TB) Program {
	t.Helper()
	for _, p := range FindPrograms() {
		if p.Forbidden == "" {
			return p
		}
	}
	t.Skip("no browser of the family is installed")
	return Program{}
}

// pages is a little sign-in service: a login host and a company's own page on another.
type pages struct {
	login, company *httptest.Server
	mu             sync.Mutex
	seen           []string // methods and paths that the login host was asked for
	forms          []url.Values
}

func servePages(t testing.TB, login, company http.Handler) *pages {
	t.Helper()
	p := &pages{}
	p.login = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			_ = r.ParseForm()
		}
		p.mu.Lock()
		p.seen = append(p.seen, r.Method+" "+r.URL.Path)
		p.forms = append(p.forms, r.PostForm)
		p.mu.Unlock()
		login.ServeHTTP(w, r)
	}))
	p.login.Config.ErrorLog = nil
	t.Cleanup(func() { p.login.CloseClientConnections(); p.login.Close() })
	if company != nil {
		p.company = httptest.NewTLSServer(company)
		t.Cleanup(func() { p.company.CloseClientConnections(); p.company.Close() })
	}
	return p
}

func (p *pages) asked(what string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.seen {
		if s == what {
			return true
		}
	}
	return false
}

func localhost(s *httptest.Server) string { return strings.Replace(s.URL, "127.0.0.1", "localhost", 1) }

func (p *pages) cloud() diagnose.Cloud {
	host := strings.TrimPrefix(localhost(p.login), "https://")
	return diagnose.Cloud{ID: "simulated", LoginHost: host, LoginHosts: []string{host}, Simulated: true}
}

func (p *pages) ask() Ask {
	address := localhost(p.login) + "/organizations/oauth2/v2.0/authorize?client_id=x&prompt=select_account&state=s1"
	return Ask{Address: address, Redirect: testRedirect, Cloud: p.cloud()}
}

// trust is what tells Chromium to trust a server's certificate.
func trust(s *httptest.Server) string {
	sum := sha256.Sum256(s.Certificate().RawSubjectPublicKeyInfo)
	return base64.StdEncoding.EncodeToString(sum[:])
}

// shortFolder is a folder whose path is short enough for Chromium's socket.
func shortFolder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "s")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// shown is one run of Show in a test.
type shown struct {
	t      testing.TB
	site   *pages
	folder string
	pipe   *safeBuffer
	kept   *safeBuffer // what the profile's files held when everything was over
	pid    chan int
	sights chan Sight
	cancel context.CancelFunc

	done  chan struct{}
	ended Ended
	err   error
	took  time.Duration
}

// show starts Show. Sights come out of sights.
func show(t testing.TB, browser Browser, site *pages, ask Ask) *shown {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s := &shown{t: t, site: site, folder: shortFolder(t), pipe: new(safeBuffer), kept: new(safeBuffer),
		pid: make(chan int, 1), sights: make(chan Sight, 100), cancel: cancel, done: make(chan struct{})}
	if browser.Folder == "" {
		browser.Folder = s.folder
	}
	browser.tap = s.pipe
	browser.before = func(f *folder) { s.kept.readAll(f.path) }
	browser.start = func(path string, arguments []string, temp string) (*process, error) {
		p, err := startBrowser(path, arguments, temp)
		if err == nil {
			s.pid <- p.cmd.Process.Pid
		}
		return p, err
	}
	go func() {
		defer close(s.done)
		begin := time.Now()
		s.ended, s.err = browser.Show(ctx, ask, func(sight Sight) bool { s.sights <- sight; return false })
		s.took = time.Since(begin)
	}()
	t.Cleanup(func() { cancel(); <-s.done })
	return s
}

// see waits for a sight that is wanted and passes over others.
func (s *shown) see(what string, wanted func(Sight) bool) Sight {
	s.t.Helper()
	limit := time.After(patience)
	for {
		select {
		case sight := <-s.sights:
			if wanted(sight) {
				return sight
			}
		case <-s.done:
			s.t.Fatalf("ended before %s was shown: %+v, %v", what, s.ended, s.err)
		case <-limit:
			s.t.Fatalf("%s was not shown", what)
		}
	}
}

func (s *shown) page(id string) Sight {
	s.t.Helper()
	return s.see(id, func(sight Sight) bool { return sight.Page.ID == id })
}

// end waits for the end and looks whether anything was left behind.
func (s *shown) end() Ended {
	s.t.Helper()
	select {
	case <-s.done:
	case <-time.After(patience):
		if name := os.Getenv("SYNCHELPER_TEST_PICTURES"); name != "" {
			_ = os.WriteFile(filepath.Join(name, strings.ReplaceAll(s.t.Name(), "/", "_")+".png"), picture(s.t), 0o600)
			_ = os.WriteFile(filepath.Join(name, strings.ReplaceAll(s.t.Name(), "/", "_")+".pipe"), []byte(s.pipe.String()), 0o600)
		}
		s.t.Fatal("Show does not end")
	}
	s.nothingLeft()
	return s.ended
}

func (s *shown) nothingLeft() {
	s.t.Helper()
	if left, _ := filepath.Glob(filepath.Join(s.folder, "*")); len(left) > 0 {
		s.t.Errorf("left behind: %v", left)
	}
	if left := processesWith(s.folder); len(left) > 0 {
		s.t.Errorf("still running: %v", left)
	}
}

// processesWith finds the processes whose command line names a folder.
func processesWith(folder string) (found []string) {
	lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, name := range lines {
		if line, err := os.ReadFile(name); err == nil && bytes.Contains(line, []byte(folder)) {
			found = append(found, filepath.Base(filepath.Dir(name)))
		}
	}
	return found
}

// keys presses keys as a person would: xdotool on the test's screen.
func keys(t testing.TB, arguments ...string) {
	t.Helper()
	if out, err := exec.Command("xdotool", arguments...).CombinedOutput(); err != nil {
		t.Fatalf("xdotool %v: %v: %s", arguments, err, out)
	}
}

func typeText(t testing.TB, text string) {
	t.Helper()
	keys(t, "type", "--delay", "20", text)
}

// drawn waits until a page (they are green) is on the screen: Chromium drops keys that come before.
func (s *shown) drawn() {
	s.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if c := middle(s.t); c.G > 240 && c.R < 40 && c.B < 40 {
			return
		}
	}
	s.t.Fatal("no page is drawn")
}

// pressReturn presses the key until it did something, or everything is over.
func (s *shown) pressReturn(did func() bool) {
	s.t.Helper()
	for range 10 {
		keys(s.t, "key", "Return")
		for end := time.Now().Add(time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			select {
			case <-s.done:
				return
			default:
			}
			if did() {
				return
			}
		}
	}
	s.t.Fatal("Return does nothing")
}

// middle is the colour in the lower middle of the browser's window.
func middle(t testing.TB) color.NRGBA {
	t.Helper()
	image, err := png.Decode(bytes.NewReader(picture(t)))
	if err != nil {
		t.Fatal(err)
	}
	c, _ := color.NRGBAModel.Convert(image.At(500, 850)).(color.NRGBA)
	return c
}

// picture takes a picture of the whole screen.
func picture(t testing.TB) []byte {
	t.Helper()
	out, err := exec.Command("import", "-window", "root", "png:-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

var _ io.Writer = (*safeBuffer)(nil)

func (s *safeBuffer) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(b)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func (s *safeBuffer) readAll(root string) {
	_ = filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			if content, err := os.ReadFile(path); err == nil {
				_, _ = s.Write(content)
			}
		}
		return nil
	})
}

// config is a page as Microsoft's look, with a form below.
func config(w http.ResponseWriter, id string, more string, body string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = fmt.Fprintf(w, `<!doctype html><html><head><meta name="PageID" content="%[1]s"><meta name="LocLC" content="en-US">
<title>%[1]s</title><script>//<![CDATA[
$Config={"pgid":"%[1]s","sFT":"flow-canary-%[1]s","canary":"api-canary-%[1]s"%[2]s};
//]]></script></head><body>%[3]s</body></html>`, id, more, body)
}

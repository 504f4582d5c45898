package entrasim

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/png"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// chromium runs a real browser without a window on one address; the test is skipped where none is installed.
func chromium(t *testing.T, c *Company, address string, arguments ...string) string {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed")
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	arguments = append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--window-size=500,700", "--hide-scrollbars",
		"--user-data-dir=" + t.TempDir(), "--ignore-certificate-errors-spki-list=" + c.SPKI(),
	}, arguments...)
	run := exec.CommandContext(ctx, program, append(arguments, address)...)
	run.WaitDelay = 5 * time.Second
	out, err := run.Output()
	if err != nil {
		t.Fatalf("chromium: %v", err)
	}
	return string(out)
}

func TestChromiumShowsTheFirstPage(t *testing.T) {
	c := started(t, contoso(), Options{})
	shown := chromium(t, c, authorizeAddress(c, nil), "--dump-dom")
	page, ok := entra.ReadSignInPage(shown)
	if !ok || page.ID != pageSignIn || page.Code != noSession || page.Lang != "en-US" {
		t.Errorf("read %+v", page)
	}
	if address := parseDocument(shown).withID("i0116"); attribute(address, "value") != c.Tenant().User {
		t.Error("the address is not filled in")
	}
}

// A script that leaves for an app's address is run by the browser; without scripts the page would stay.
func TestChromiumPostsBackToTheService(t *testing.T) {
	c := started(t, contoso(), Options{})
	got := make(chan string, 1)
	app := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		got <- r.PostFormValue("state")
	}))
	defer app.Close()
	// The app is another one: that of the phone's redirect no browser opens.
	address := authorizeAddress(c, map[string][]string{
		"client_id": {diagnose.MailAppOf("thunderbird").ClientID}, "redirect_uri": {strings.Replace(app.URL, "127.0.0.1", "localhost", 1)},
		"prompt": {"none"}, "response_mode": {"form_post"}, "state": {`"><script>`},
	})
	chromium(t, c, address, "--dump-dom")
	select {
	case state := <-got:
		if state != `"><script>` {
			t.Errorf("state is %q", state)
		}
	default:
		t.Error("nothing was posted")
	}
}

// TestChromiumFitsEveryPage measures each page in a small window and in a phone's width: nothing lies outside of it, and
// the buttons are seen without scrolling. SYNCHELPER_PICTURES names a folder that gets a picture of each.
func TestChromiumFitsEveryPage(t *testing.T) {
	c := started(t, contoso(), Options{Pages: Pages{ApprovalID: testApproval, RequestID: testRequest, SkipDays: 14}})
	pages := everyPage(t, c)
	if len(pages) < 20 {
		t.Fatalf("only %q were shown", slices.Sorted(maps.Keys(pages)))
	}
	folder := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(folder, name+".html")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return "file://" + file
	}
	measured := parseDocument(chromium(t, c, write("measuring", measuring(pages)), "--dump-dom")).text("measured")
	if strings.Count(measured, "fits") != 2*len(pages) {
		t.Errorf("measured:\n%s", measured)
	}
	picture := filepath.Join(folder, "one.png")
	chromium(t, c, write("one", pages["need-admin-approval"]), "--screenshot="+picture)
	checkPicture(t, picture)
	if kept := os.Getenv("SYNCHELPER_PICTURES"); kept != "" {
		for name, text := range pages {
			chromium(t, c, write(name, text), "--screenshot="+filepath.Join(kept, name+".png"))
		}
	}
}

// measuring is a page that holds the others in frames and writes down how they fit.
func measuring(pages map[string]string) string {
	var text strings.Builder
	text.WriteString("<pre id=measured></pre>")
	for name, page := range pages {
		for _, width := range []int{500, 320} {
			fmt.Fprintf(&text, `<iframe title="%s" width=%d height=700 style="border:0" srcdoc="%s"></iframe>`, name, width, html.EscapeString(page))
		}
	}
	return text.String() + `<script>onload = () => { for (const frame of document.querySelectorAll('iframe')) {
		const page = frame.contentDocument, width = page.documentElement.scrollWidth
		const wide = width > frame.clientWidth, low = [...page.querySelectorAll('button')].some(b =>
			frame.clientWidth == 500 && b.getBoundingClientRect().bottom > 700 || b.getBoundingClientRect().width < 80)
		document.getElementById('measured').append(frame.title + ' ' + width + (wide ? ' wide' : low ? ' low' : ' fits') + '\n') } }</script>`
}

// checkPicture: nothing of a page lies outside of the window's width, and it is not blank.
func checkPicture(t *testing.T, name string) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	picture, _, err := image.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	colours := map[[3]uint32]bool{}
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y += 2 {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x += 2 {
			r, g, b, _ := picture.At(x, y).RGBA()
			colours[[3]uint32{r, g, b}] = true
		}
	}
	if picture.Bounds().Dx() != 500 || len(colours) < 20 {
		t.Errorf("%v with %d colours", picture.Bounds(), len(colours))
	}
}

// recorder keeps the pages that a person is shown, by their headings.
type recorder struct {
	next  http.RoundTripper
	pages map[string]string
}

func (r recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := r.next.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	page := parseDocument(string(body))
	heading := page.first(func(n *html.Node) bool { return n.DataAtom == atom.H1 })
	if heading != nil {
		name := strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(textOf(heading)), "-"), "-")
		if page.text("exceptionDetails") != "" {
			name += "-error"
		}
		if page.text("usernameError") != "" {
			name += "-problem"
		}
		r.pages[name] = string(body)
	}
	return response, nil
}

// everyPage walks until each page was shown once.
func everyPage(t *testing.T, c *Company) map[string]string {
	t.Helper()
	seen := recorder{c.Client().Transport, map[string]string{}}
	shown := func(p *Person, address string, tenant Tenant) {
		c.Change(func(now *Tenant) { *now = tenant })
		p.client.Transport = seen
		_, _ = p.Walk(t.Context(), address, diagnose.MailAppOf("apple").RedirectURI, nil) // it ends as it ends
	}
	mistyping := c.Person()
	mistyping.MistypesFirst = true
	shown(mistyping, authorizeAddress(c, nil), contoso(func(t *Tenant) { t.Second = SecondRequired }))
	shown(mistyping, authorizeAddress(c, nil), contoso()) // now the browser knows the account
	for _, change := range []func(*Tenant){
		func(t *Tenant) { t.Second = SecondFails },
		func(t *Tenant) { t.Second = SecondRegister },
		func(t *Tenant) { t.Federated = "Contoso Login" },
		func(t *Tenant) { t.Policy = 53003 },
		func(t *Tenant) { t.App = AppDisabled },
		func(t *Tenant) { t.Account = AccountNotFound },
		func(t *Tenant) { t.Granted = GrantedToNobody },
		func(t *Tenant) { t.Granted, t.Consent = GrantedToNobody, ConsentNone },
		func(t *Tenant) { t.Granted, t.Consent, t.Workflow = GrantedToNobody, ConsentRisky, true },
		func(t *Tenant) { t.Account = AccountPasswordExpired },
	} {
		shown(c.Person(), authorizeAddress(c, nil), contoso(change))
	}
	shown(c.Administrator(), adminLink(c, "organizations", url.Values{}), contoso(func(t *Tenant) { t.Consent = ConsentRisky }))
	shown(c.Administrator(), authorizeAddress(c, nil), contoso(func(t *Tenant) { t.Granted = GrantedToNobody }))
	device := c.Person()
	device.userCode = c.deviceOfATest()
	shown(device, "https://"+c.Cloud().LoginHost+devicePagePath, contoso())
	return seen.pages
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/handbook"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// Every page that the program writes is held by tools of other makers: html-validate, and axe-core in a real Chromium.
// Both come by npm (.ci/clients); without them these tests are skipped.

const clients = "../../.ci/clients"

// page is a document to be held.
type page struct {
	Name string `json:"name"`
	HTML string `json:"html"`
}

// everyPage is each kind of page in each language: the handbook, the sheet of every cause, the report of every cause and
// of runs of the simulated company.
func everyPage(t *testing.T) (pages []page) {
	t.Helper()
	files, err := handbook.Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		pages = append(pages, page{Name: "handbook/" + f.Path, HTML: string(f.Content)})
	}
	dir := t.TempDir()
	if c := cli("", "handover", "--out", dir); c.code != exitDone {
		t.Fatal(c.err)
	}
	pages = append(pages, pagesIn(t, "handover", filepath.Join(dir, "*.html"))...)
	env := systemEnvironment()
	for _, l := range wording.Languages() {
		w, err := wording.New(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		for _, cause := range diagnose.Causes() {
			d, err := sampleOf(cause, env)
			if err != nil {
				t.Fatal(err)
			}
			pages = append(pages, reportOf(t, "report/"+l.Code+"/"+string(cause.ID), d, w))
		}
		for _, scenario := range []string{"healthy", "need-admin-approval"} {
			pages = append(pages, reportOf(t, "report/"+l.Code+"/demo-"+scenario, demoRun(t, scenario), w))
		}
		pages = append(pages, oddReports(t, w)...)
	}
	return pages
}

// oddText is what a stranger may paste: blanks at the ends of lines, marks of HTML, long words, turned letters.
const oddText = "AADSTS90094: The grant requires admin permission.  \n  \n\t\nTrace ID: \t\n<script>alert(1)</script> </div></details> &amp; &nbsp;\n" +
	"\u202egnp.exe \x1b[31m \u00a0\n"

// oddReports are reports with hostile and with long values, for each reader, and with the message in another language.
func oddReports(t *testing.T, w *wording.Words) (pages []page) {
	t.Helper()
	names, err := report.NewPseudonyms([]byte(strings.Repeat("k", report.KeySize)))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"odd-text": oddText, "odd-length": "AADSTS90094: x\n" + strings.Repeat("größer", 100)} {
		c := cli(text, "explain", "--json", "--address", strings.Repeat("a", 60)+"@"+strings.Repeat("long-", 11)+"name.example.com")
		d, err := report.Read([]byte(c.out))
		if err != nil {
			t.Fatalf("%s: %v, %s", name, err, c.err)
		}
		for i := range d.Stages {
			d.Stages[i].Finding = text
		}
		for _, l := range wording.Languages() {
			letters, err := wording.New(l.Code)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range []report.Copy{report.ForIT(d), report.ForOutside(d, names)} {
				content, err := c.Addressed(letters, wording.ReaderIT).HTML(w)
				if err != nil {
					t.Fatal(name, err)
				}
				pages = append(pages, page{Name: "report/" + w.Lang() + "/" + name + "-" + string(c.For) + "-" + l.Code, HTML: string(content)})
			}
		}
	}
	return pages
}

func pagesIn(t *testing.T, kind, pattern string) (pages []page) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no pages at %s (%v)", pattern, err)
	}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, page{Name: kind + "/" + filepath.Base(name), HTML: string(content)})
	}
	return pages
}

func reportOf(t *testing.T, name string, d diagnose.Diagnosis, w *wording.Words) page {
	t.Helper()
	content, err := report.ForIT(d).HTML(w)
	if err != nil {
		t.Fatal(name, err)
	}
	return page{Name: name, HTML: string(content)}
}

// demoRun is the saved report of a run at the simulated company, read back.
func demoRun(t *testing.T, scenario string) diagnose.Diagnosis {
	t.Helper()
	dir := t.TempDir()
	cli("", "check", "--demo", scenario, "--save", dir)
	saved := pagesIn(t, "run", filepath.Join(dir, "*.txt"))
	d, err := report.Read([]byte(saved[0].HTML))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// npmPackage is the folder of a package that npm has installed.
func npmPackage(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(clients, "node_modules", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("%s is not installed (npm ci in .ci/clients): no page was tried with it", name)
	}
	return dir
}

// findings is what html-validate finds on pages, a line each.
func findings(t *testing.T, pages []page) string {
	t.Helper()
	npmPackage(t, "html-validate")
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("Node is not here: no page was validated")
	}
	in, err := json.Marshal(pages)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), node, filepath.Join(clients, "html-validate.cjs"))
	command.Stdin, command.Stderr = bytes.NewReader(in), os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestEveryPageIsValidHTML(t *testing.T) {
	if found := findings(t, everyPage(t)); found != "" {
		t.Error(found)
	}
	if found := findings(t, []page{{"broken", "<!DOCTYPE html>\n<html lang=\"en\"><head><title>a</title></head><body><p><div>b</p></body></html>\n"}}); found == "" {
		t.Error("a broken page is found to be valid")
	}
}

// eachKind is every kind of page in each language: axe-core takes half a second for one.
func eachKind(all []page) []page {
	some := []string{"index.html", "causes.html", "shows-password-again", "consent.admin_approval", "demo-", "odd-", "numbers.html"}
	return slices.DeleteFunc(slices.Clone(all), func(p page) bool {
		return !slices.ContainsFunc(some, func(part string) bool { return strings.Contains(p.Name, part) })
	})
}

// look is how pages are looked at.
type look struct {
	Scheme string `json:"scheme"`
	Widths []int  `json:"widths"`
	Axe    bool   `json:"axe"`
}

// barrier is what a page does wrong at a width.
type barrier struct {
	Page  string
	Width int
	What  string
}

func TestEveryPageIsFreeOfBarriers(t *testing.T) {
	npmPackage(t, "axe-core")
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("Chromium is not here: no page was looked at")
	}
	all := everyPage(t)
	light := page{Name: "light", HTML: `<!DOCTYPE html><html lang="en"><head><title>a</title></head><body style="background: #fff"><h1>a</h1></body></html>`}
	broken := page{Name: "broken", HTML: `<!DOCTYPE html><html><head><title>a</title></head><body style="width: 2000px; color: #888"><img src="x">grey</body></html>`}
	for name, c := range map[string]struct {
		look  look
		pages []page
	}{
		"light":                   {look{Scheme: "light", Widths: []int{360, 1100}, Axe: true}, eachKind(all)},
		"dark":                    {look{Scheme: "dark", Widths: []int{360, 1100}, Axe: true}, eachKind(all)},
		"every page fits a phone": {look{Scheme: "light", Widths: []int{360}}, all},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, found := range c.look.barriers(t, c.pages) {
				t.Errorf("%s, %d wide: %s", found.Page, found.Width, found.What)
			}
		})
	}
	t.Run("a page with barriers is found", func(t *testing.T) {
		t.Parallel()
		found := fmt.Sprint(look{Scheme: "dark", Widths: []int{360}, Axe: true}.barriers(t, []page{broken}))
		for _, want := range []string{"html-has-lang", "image-alt", "scrolls sideways"} {
			if !strings.Contains(found, want) {
				t.Errorf("%s was not found in %s", want, found)
			}
		}
	})
	t.Run("a page that stays light is found", func(t *testing.T) {
		t.Parallel()
		if found := fmt.Sprint(look{Scheme: "dark", Widths: []int{360}}.barriers(t, []page{light})); !strings.Contains(found, "is not dark") {
			t.Errorf("found: %s", found)
		}
	})
}

// harness shows the pages one after the other in a frame of each width, runs axe in it, and sends what was found.
const harness = `<!DOCTYPE html><html lang="en"><head><meta name="color-scheme" content="light dark"><title>pages</title></head><body><script>
(async () => {
  const found = [], {names, look} = await (await fetch("/names")).json();
  const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  for (const width of look.widths) for (let i = 0; i < names.length; i++) {
    const tell = what => found.push({Page: names[i], Width: width, What: what});
    const frame = document.createElement("iframe");
    frame.style = "border:0;height:900px;width:" + width + "px";
    const loaded = new Promise(done => frame.onload = done);
    frame.src = "/page/" + i;
    document.body.append(frame);
    await loaded;
    const page = frame.contentDocument;
    for (const folded of page.querySelectorAll("details")) folded.open = true;
    const [red, green, blue, alpha = 1] = getComputedStyle(page.body).backgroundColor.match(/[\d.]+/g).map(Number);
    const shown = alpha > 0 && red + green + blue < 384 ? "dark" : "light";
    if (shown !== scheme) tell("is not " + scheme);
    if (page.documentElement.scrollWidth > width) tell("scrolls sideways");
    try {
      if (look.axe) for (const v of (await frame.contentWindow.axe.run(page, {resultTypes: ["violations"]})).violations)
        tell(v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(" | "));
    } catch (e) { tell(String(e)); }
    frame.remove();
  }
  await fetch("/found", {method: "POST", body: JSON.stringify({scheme, found})});
})();
</script></body></html>`

// result is what the harness sends.
type result struct {
	Scheme string
	Found  []barrier
}

// barriers is what axe-core finds on pages, all of them in one start of Chromium.
func (l look) barriers(t *testing.T, pages []page) []barrier {
	t.Helper()
	axe, err := os.ReadFile(filepath.Join(npmPackage(t, "axe-core"), "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	came := make(chan result, 1)
	server := httptest.NewServer(l.routes(pages, axe, came))
	t.Cleanup(server.Close)
	showInChromium(t, server.URL, l.Scheme)
	select {
	case r := <-came:
		if r.Scheme != l.Scheme {
			t.Errorf("the pages were shown %s", r.Scheme)
		}
		return r.Found
	case <-time.After(3 * time.Minute):
		t.Fatal("Chromium came to no end")
	}
	return nil
}

func (l look) routes(pages []page, axe []byte, came chan<- result) *http.ServeMux {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(harness)) })
	routes.HandleFunc("GET /axe.js", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(axe) })
	routes.HandleFunc("GET /names", func(w http.ResponseWriter, _ *http.Request) {
		names := make([]string, len(pages))
		for i, p := range pages {
			names[i] = p.Name
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"names": names, "look": l})
	})
	routes.HandleFunc("GET /page/{number}", func(w http.ResponseWriter, r *http.Request) {
		i, err := strconv.Atoi(r.PathValue("number"))
		if err != nil || i >= len(pages) {
			http.NotFound(w, r)
			return
		}
		html := pages[i].HTML
		if l.Axe { // the page's own policy would keep it out
			html = strings.Replace(html, "Content-Security-Policy", "x-policy", 1)
			html = strings.Replace(html, "</body>", `<script src="/axe.js"></script></body>`, 1)
		}
		_, _ = w.Write([]byte(html))
	})
	routes.HandleFunc("POST /found", func(_ http.ResponseWriter, r *http.Request) {
		var found result
		if err := json.NewDecoder(r.Body).Decode(&found); err == nil {
			came <- found
		}
	})
	return routes
}

// printed is a page as Chromium prints it: its paper in points, and how many sheets it takes.
func printed(t *testing.T, html string) (paper string, sheets int) {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("Chromium is not here: no page was printed")
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(in, []byte(html), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--no-pdf-header-footer", "--print-to-pdf="+out, "file://"+in)
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	pdf, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if box := regexp.MustCompile(`/MediaBox \[0 0 (\d+)[.\d]* (\d+)`).FindSubmatch(pdf); box != nil {
		paper = string(box[1]) + " x " + string(box[2])
	}
	return paper, len(regexp.MustCompile(`/Type /Page\b`).FindAll(pdf, -1))
}

// On paper nothing can be unfolded: what is folded is printed, and the paper is A4 whatever the computer has.
func TestAReportIsPrintedWhole(t *testing.T) {
	c := cli("AADSTS90094: The grant requires admin permission.", "explain", "--json", "--address", "user1@contoso.com")
	html := strings.Replace(cli(c.out, "report", "-", "--as", "html").out, `<div class="given">`, `<div class="given">`+strings.Repeat("a\n", 600), 1)
	paper, sheets := printed(t, html)
	_, unfolded := printed(t, strings.Replace(html, "<details>", "<details open>", 1))
	_, without := printed(t, regexp.MustCompile(`(?s)<details>.*</details>`).ReplaceAllString(html, ""))
	if paper != "594 x 841" || sheets != unfolded || sheets <= without || without == 0 {
		t.Errorf("printed on %s; %d sheets, %d when unfolded, %d without the text", paper, sheets, unfolded, without)
	}
}

// showInChromium opens an address in a Chromium that nobody sees, and ends it with the test.
func showInChromium(t *testing.T, address, scheme string) {
	t.Helper()
	number := map[string]string{"dark": "0", "light": "1"}[scheme]
	profile, err := os.MkdirTemp("", "pages")
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(context.Background(), "chromium", // ended below, in peace: it writes into its folder until then
		"--headless=new", "--no-sandbox", "--no-first-run", "--disable-gpu", "--user-data-dir="+profile,
		"--blink-settings=preferredColorScheme="+number, "--window-size=1300,1000", address)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
		_ = os.RemoveAll(profile)
	})
}

package handbook

import (
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

func site(t *testing.T) map[string]string {
	t.Helper()
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, f := range files {
		if _, twice := pages[f.Path]; twice {
			t.Errorf("%s is there twice", f.Path)
		}
		pages[f.Path] = string(f.Content)
	}
	return pages
}

// An address stands in tickets and bookmarks: what was given once leads somewhere for ever, in every language.
func TestAnAddressOnceGivenNeverChanges(t *testing.T) {
	raw, err := os.ReadFile("testdata/addresses.txt")
	if err != nil {
		t.Fatal(err)
	}
	given, pages := strings.Fields(string(raw)), site(t)
	for _, l := range wording.Languages() {
		for _, address := range given {
			if _, ok := pages[path.Join(l.Code, address)]; !ok {
				t.Errorf("%s is gone in %s: keep a page there that says where to look", address, l.Code)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		if address, ok := strings.CutPrefix(name, "en/"); ok && !slices.Contains(given, address) {
			t.Errorf("%s is new: enter it in testdata/addresses.txt, and it can never change again", address)
		}
	}
	if len(pages) != 1+len(given)*len(wording.Languages()) {
		t.Errorf("%d pages for %d addresses", len(pages), len(given))
	}
}

var (
	address = regexp.MustCompile(`href="([^"]*)"`)
	place   = regexp.MustCompile(`id="([^"]*)"`)
)

// deadLinks finds the addresses on pages that lead nowhere: no page, no place on it, no source that may be handed out.
func deadLinks(pages map[string]string) (dead []string) {
	places := map[string]bool{}
	for name, page := range pages {
		places[name] = true
		for _, m := range place.FindAllStringSubmatch(page, -1) {
			places[name+"#"+m[1]] = true
		}
	}
	for name, page := range pages {
		for _, m := range address.FindAllStringSubmatch(page, -1) {
			if strings.HasPrefix(m[1], "https:") {
				if err := consent.Check(m[1]); err != nil {
					dead = append(dead, name+" > "+m[1])
				}
			} else if !places[path.Join(path.Dir(name), m[1])] {
				dead = append(dead, name+" > "+m[1])
			}
		}
	}
	return dead
}

func TestEveryAddressInTheHandbookLeadsSomewhere(t *testing.T) {
	pages := site(t)
	for _, dead := range deadLinks(pages) {
		t.Errorf("leads nowhere: %s", dead)
	}
	found := deadLinks(map[string]string{"en/a.html": `<a href="b.html"><a href="a.html#x"><a href="https://evil.example/"><a href="a.html">`})
	if len(found) != 3 {
		t.Errorf("of three dead links and a live one these are dead: %q", found)
	}
}

// Whoever begins at the cards, without a word of English for it, comes to every cause.
func TestEveryPageIsReachedFromTheFirst(t *testing.T) {
	pages := site(t)
	seen, open := map[string]bool{}, []string{startPage}
	for len(open) > 0 {
		name := open[0]
		open = open[1:]
		if seen[name] {
			continue
		}
		seen[name] = true
		for _, m := range address.FindAllStringSubmatch(pages[name], -1) {
			if to, _, _ := strings.Cut(m[1], "#"); !strings.HasPrefix(to, "https:") {
				open = append(open, path.Join(path.Dir(name), to))
			}
		}
	}
	for name := range pages {
		if !seen[name] {
			t.Errorf("nothing leads to %s", name)
		}
	}
}

func TestTheStartPageIsTheCards(t *testing.T) {
	page := site(t)["en/index.html"]
	at := 0
	for _, want := range []string{"<h1>What does your iPhone show?</h1>", `href="shows-need-admin-approval.html"><strong>Need admin approval`,
		`href="shows-approval-required.html"`, `href="shows-password-again.html"`, `href="shows-device-not-allowed.html"`,
		`href="numbers.html"><strong>A number`, `href="shows-nothing-comes.html"`, `href="causes.html"><strong>Something else`} {
		next := strings.Index(page[at:], want)
		if next < 0 {
			t.Fatalf("%s is missing, or not in its place", want)
		}
		at += next
	}
}

func TestACardLeadsToTheCausesThatItMayHave(t *testing.T) {
	pages := site(t)
	for card, causes := range map[diagnose.Card][]string{
		diagnose.CardNeedAdminApproval: {"consent.admin_approval", "consent.risky_app"},
		diagnose.CardApprovalRequired:  {"consent.request_available", "consent.request_pending"},
		diagnose.CardPasswordAgain:     {"phone.password_profile", "password.wrong", "account.personal"},
		diagnose.CardDeviceNotAllowed:  {"device.not_managed", "policy.blocked"},
		diagnose.CardNothingComes:      {"phone.toggle_off", "mailbox.activesync_off"},
	} {
		for _, cause := range causes {
			if page := pages["de/"+cardPath(card)]; !strings.Contains(page, `<a href="`+cause+`.html"><strong>`) {
				t.Errorf("%s does not lead to %s", card, cause)
			}
		}
	}
}

func TestAPageSaysWhatAHelpdeskNeedsOfACause(t *testing.T) {
	pages := site(t)
	for name, wants := range map[string][]string{
		"en/consent.admin_approval.html": {`<html lang="en">`, "<h2>Who can fix it</h2>", "<h2>Do this now</h2>", "<h2>Until then</h2>",
			"<h2>Message to send</h2>", "[your name], [day and time of the message]", "<h2>For the helpdesk</h2>",
			`<a href="numbers.html#AADSTS90094">AADSTS90094</a>`, "Reply to the user", "<h2>For the administrator</h2>",
			"Least role: Cloud Application Administrator.", "<code>Connect-MgGraph", "https://learn.microsoft.com/",
			`<a class="other" href="../de/consent.admin_approval.html" lang="de" hreflang="de">Deutsch</a>`},
		"de/consent.request_available.html": {`<html lang="de">`, "<h2>Text für das Feld</h2>", "Fragen Sie noch einmal nach."},
		"en/network.clock.html":             {"This is about the computer on which SyncHelper ran.", "Then check again with SyncHelper."},
		"en/client.bad_request.html":        {"<details><summary>Microsoft&#39;s numbers for it</summary>"},
		"en/numbers.html":                   {`<tr id="AADSTS50105">`, `<a href="app.user_not_assigned.html">`},
	} {
		for _, want := range wants {
			if !strings.Contains(pages[name], want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
	}
}

// The pages are about nobody: there is no reference, no day and no address that somebody could take for theirs.
func TestThePagesNameNoAttempt(t *testing.T) {
	attempt := regexp.MustCompile(`SH-[0-9A-Z]{4}-|[0-9]{2}:[0-9]{2} UTC|Reference|Referenz|@contoso|<no value>|\[\]`)
	for name, page := range site(t) {
		if found := attempt.FindString(page); found != "" {
			t.Errorf("%s says %q", name, found)
		}
	}
}

func TestThePagesHaveNoScriptAndNothingFromOutside(t *testing.T) {
	for name, page := range site(t) {
		for _, not := range []string{"<script", "<img", "<link", "<iframe", "<form", "src=", "url(", "@import", "javascript:", "style="} {
			if strings.Contains(page, not) {
				t.Errorf("%s holds %s", name, not)
			}
		}
		if !strings.Contains(page, `content="default-src &#39;none&#39;`) && !strings.Contains(page, `content="default-src 'none'`) {
			t.Errorf("%s lets anything in", name)
		}
	}
}

// A number with several rows in the table has one row here, and each cause in it once.
func TestANumberNamesACauseOnce(t *testing.T) {
	page := site(t)["en/numbers.html"]
	seen := map[string]bool{}
	for row := range strings.SplitSeq(page, "<tr ") {
		number := place.FindStringSubmatch(row)
		if number == nil {
			continue
		}
		for _, m := range address.FindAllStringSubmatch(row, -1) {
			if key := number[1] + " " + m[1]; seen[key] {
				t.Errorf("%s stands there twice", key)
			} else {
				seen[key] = true
			}
		}
	}
	if len(seen) < 300 || !strings.Contains(page, "if the text says: live.com") {
		t.Errorf("%d causes of numbers, and what tells them apart is missing", len(seen))
	}
}

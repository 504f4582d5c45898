package entrasim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"

	"synchelper/diagnose/entra"
)

// Person walks the company's pages as its user would, by plain HTTP, cookies and forms: it knows name and password,
// types the numbers that pages show, and presses the button that goes on. It reaches nothing but the company. It is for
// one walk at a time; its cookies last from walk to walk.
type Person struct {
	// MistypesFirst types a wrong password first, sees the error, and corrects it.
	MistypesFirst bool
	// Declines presses Cancel where a page asks whether to allow the app, to ask for it, or whether it is meant.
	Declines bool
	// Ticks consents on behalf of the organisation where a page has that tick-box.
	Ticks bool
	// Justification is written into the form of "Approval required"; empty: a sentence of the person's own.
	Justification string

	company  *Company
	client   *http.Client
	address  string // the sign-in name
	password func() string
	mail     string         // the mail address where it is another name
	mistyped bool           // on this walk
	problems map[string]int // how often a page has said what is wrong, on this walk
	userCode string         // of the device to be admitted
}

// Person returns the company's person, in a browser that nobody has signed in with.
func (c *Company) Person() *Person {
	p := c.newPerson()
	p.address, p.password, p.mail = c.Tenant().User, c.Password, c.Tenant().MailboxOf
	return p
}

// Administrator returns the company's administrator, in a browser of their own. Walk opens an admin-consent link and
// accepts.
func (c *Company) Administrator() *Person {
	p := c.newPerson()
	p.address, p.password = c.AdminAddress(), c.AdminPassword
	return p
}

func (c *Company) newPerson() *Person {
	jar, _ := cookiejar.New(nil) // has no error to give
	client := *c.Client()
	client.Jar = jar
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Person{company: c, client: &client}
}

// What a walk ends with when no redirect arrived.
var (
	ErrStopped    = errors.New("the walk was stopped")             // on said so
	ErrNoWayOn    = errors.New("the page offers no way on")        // an error page, the same problem twice, or all is done
	ErrGoesAround = errors.New("the pages lead round in a circle") // more of them than any sign-in has
)

// A sign-in has a dozen pages and redirects at most, each of a few kilobytes.
const (
	maxPages    = 40
	maxPageSize = 1 << 20
)

// Walk opens an address of the company and goes on from page to page until the browser is sent to redirect, whose
// address, query included, it returns. on is called for every page, before anything is typed into it: host with its
// port, whether the page is the sign-in service's own, and what such a page says of itself. It may be nil. The error is
// [ErrStopped], [ErrNoWayOn], [ErrGoesAround], ctx's, or of the network.
func (p *Person) Walk(ctx context.Context, address, redirect string,
	on func(host string, ours bool, page entra.SignInPage) (stop bool),
) (redirectedTo string, err error) {
	p.mistyped, p.problems = false, map[string]int{}
	next, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	for range maxPages {
		if err != nil {
			return "", err
		}
		seen, failed := p.open(next)
		switch {
		case failed != nil:
			return "", failed
		case leadsTo(redirect, seen.sentTo):
			return seen.sentTo, nil
		case seen.sentTo != "":
			next, err = p.request(ctx, seen, http.MethodGet, seen.sentTo, nil)
		case p.isStopped(seen, on):
			return "", ErrStopped
		default:
			next, err = p.answer(ctx, seen)
		}
	}
	return "", ErrGoesAround
}

// ApproveDevice types a device's code and signs in for it. The error is as of [Person.Walk].
func (p *Person) ApproveDevice(ctx context.Context, userCode string) error {
	p.userCode = userCode
	done := false
	_, err := p.Walk(ctx, "https://"+p.company.Cloud().LoginHost+devicePagePath, "",
		func(_ string, _ bool, page entra.SignInPage) bool {
			done = page.ID == pageDone
			return done
		})
	if done {
		return nil
	}
	return err
}

// sight is what a request brought: a page, or the address that the browser is sent to.
type sight struct {
	at     *url.URL
	sentTo string
	text   string
	page   document
}

func (p *Person) open(request *http.Request) (sight, error) {
	response, err := p.client.Do(request)
	if err != nil {
		return sight{}, err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(response.Body, maxPageSize))
	if err != nil {
		return sight{}, err
	}
	seen := sight{at: request.URL, sentTo: response.Header.Get("Location"), text: string(text)}
	seen.page = parseDocument(seen.text)
	if seen.sentTo == "" {
		seen.sentTo = seen.page.leads()
	}
	return seen, nil
}

// isStopped tells on of a page. One that only posts itself on is none that a person sees.
func (p *Person) isStopped(seen sight, on func(string, bool, entra.SignInPage) bool) bool {
	if on == nil || seen.page.postsItself() {
		return false
	}
	ours := p.company.Cloud().ShowsSignIn(seen.at.Host)
	var page entra.SignInPage
	if ours {
		page, _ = entra.ReadSignInPage(seen.text)
	}
	return on(seen.at.Host, ours, page)
}

// leadsTo compares the address that the browser is sent to with the one that is waited for.
func leadsTo(waitedFor, address string) bool {
	if end := strings.IndexAny(address, "?#"); end >= 0 {
		address = address[:end]
	}
	return waitedFor != "" && sameRedirect(waitedFor, address)
}

// answer does what a person does with a page: fills in its form and sends it, or, where there is none, follows the link
// that leads back to the app. Who is told the same problem twice gives up.
func (p *Person) answer(ctx context.Context, seen sight) (*http.Request, error) {
	if problem := seen.page.problem(); problem != "" {
		if p.problems[problem]++; p.problems[problem] > 1 {
			return nil, fmt.Errorf("%w: %s", ErrNoWayOn, problem)
		}
	}
	if asked, found := seen.page.form(); found {
		filled := p.fill(asked, seen)
		return p.request(ctx, seen, http.MethodPost, asked.action, filled)
	}
	if back := seen.page.link("cancelLink"); back != "" {
		return p.request(ctx, seen, http.MethodGet, back, nil)
	}
	return nil, fmt.Errorf("%w: %s", ErrNoWayOn, seen.at.Path)
}

func (p *Person) fill(asked form, seen sight) url.Values {
	filled := url.Values{}
	for _, f := range asked.fields {
		if value, sends := p.value(f, seen); sends && f.name != "" {
			filled.Set(f.name, value)
		}
	}
	for _, b := range asked.buttons {
		cancels := p.Declines && slices.Contains([]string{"acceptConsent", "requestApproval", "ContinueAuth"}, b.name)
		if b.name != "" && b.isPrimary != cancels {
			filled.Set(b.name, b.value)
		}
	}
	return filled
}

// value is what the person leaves in a field.
func (p *Person) value(f field, seen sight) (value string, sends bool) {
	switch f.name {
	case "loginfmt":
		if p.mail != "" && strings.EqualFold(f.value, p.mail) && seen.page.problem() == "" {
			return f.value, true // who does not know of another name leaves what stands there
		}
		return p.address, true
	case "UserName":
		return p.address, true
	case "passwd", "Password":
		return p.typePassword(), true
	case "oldpasswd":
		return p.password(), true
	case "newpasswd", "confirmnewpasswd":
		return p.password() + "-new", true
	case "otc":
		if p.userCode != "" && seen.page.text("displayedNumber") == "" {
			return p.userCode, true
		}
		return seen.page.text("displayedNumber"), true
	case "justification":
		if p.Justification != "" {
			return p.Justification, true
		}
		return "I need my mail on my iPhone.", true
	case "consentForOrganization":
		return f.value, p.Ticks
	}
	return f.value, f.kind == "hidden"
}

func (p *Person) typePassword() string {
	if p.MistypesFirst && !p.mistyped {
		p.mistyped = true
		return p.password() + "x"
	}
	return p.password()
}

func (p *Person) request(
	ctx context.Context, from sight, method, address string, filled url.Values,
) (*http.Request, error) {
	to, err := from.at.Parse(address)
	if err != nil {
		return nil, err
	}
	if to.Scheme != "https" {
		return nil, fmt.Errorf("%w: it leads to an address of the scheme %s", ErrNoWayOn, to.Scheme)
	}
	request, err := http.NewRequestWithContext(ctx, method, to.String(), strings.NewReader(filled.Encode()))
	if err == nil && filled != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return request, err
}

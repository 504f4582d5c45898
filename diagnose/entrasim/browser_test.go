package entrasim

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"synchelper/diagnose/entra"
)

// browser is a browser without scripts in which a test does what no honest person would.
type browser struct {
	t *testing.T
	*Person
	sight
	status int
}

func newBrowser(t *testing.T, c *Company) *browser { return &browser{t: t, Person: c.Person()} }

// get opens an address, relative to the page that is shown.
func (b *browser) get(address string) *browser { return b.send(http.MethodGet, address, nil) }

func (b *browser) send(method, address string, form url.Values) *browser {
	b.t.Helper()
	at := &url.URL{Scheme: "https", Host: b.company.Cloud().LoginHost}
	if b.at != nil {
		at = b.at
	}
	to, err := at.Parse(address)
	if err != nil {
		b.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(b.t.Context(), method, to.String(), strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	client := *b.client
	client.Transport = statusKeeper{b.client.Transport, &b.status}
	kept := b.client
	b.client = &client
	b.sight, err = b.open(request)
	b.client = kept
	if err != nil {
		b.t.Fatal(err)
	}
	return b
}

type statusKeeper struct {
	next   http.RoundTripper
	status *int
}

func (k statusKeeper) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := k.next.RoundTrip(request)
	if err == nil {
		*k.status = response.StatusCode
	}
	return response, err
}

// filled is the form of the page as the person would send it.
func (b *browser) filled() (action string, values url.Values) {
	b.t.Helper()
	asked, found := b.page.form()
	if !found {
		b.t.Fatalf("%s has no form:\n%s", b.at.Path, b.text)
	}
	return asked.action, b.fill(asked, b.sight)
}

// submit sends the page's form, with some values of a test's own.
func (b *browser) submit(own url.Values) *browser {
	b.t.Helper()
	action, values := b.filled()
	for name, value := range own {
		values[name] = value
	}
	return b.send(http.MethodPost, action, values)
}

// until goes on as the person would until a page is shown.
func (b *browser) until(id string) *browser {
	b.t.Helper()
	for range maxPages {
		if b.is(id) {
			return b
		}
		b.submit(nil)
	}
	b.t.Fatalf("%s was not shown", id)
	return b
}

func (b *browser) is(id string) bool { return b.shown().ID == id }

func (b *browser) shown() entra.SignInPage {
	page, _ := entra.ReadSignInPage(b.text)
	return page
}

// leftWith are the parameters with which the browser was sent away.
func (b *browser) leftWith() url.Values {
	b.t.Helper()
	u, err := url.Parse(b.sentTo)
	if err != nil || b.sentTo == "" {
		b.t.Fatalf("not sent anywhere: %v\n%s", err, b.text)
	}
	return u.Query()
}

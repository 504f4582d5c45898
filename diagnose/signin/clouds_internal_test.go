package signin

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"synchelper/diagnose"
)

// everywhere answers every request with the openid-configuration that the host would have, and notes the hosts.
type everywhere struct{ asked []string }

func (e *everywhere) RoundTrip(r *http.Request) (*http.Response, error) {
	e.asked = append(e.asked, r.URL.Host)
	own := "https://" + r.URL.Host
	body := `{"issuer":"` + own + `/{tenantid}/v2.0","authorization_endpoint":"` + own + `/organizations/oauth2/v2.0/authorize",` +
		`"token_endpoint":"` + own + `/organizations/oauth2/v2.0/token"}`
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Request: r,
		Body: io.NopCloser(strings.NewReader(body))}, nil
}

// In every cloud the sign-in is asked for on that cloud's own hosts, for that cloud's own mailbox, and nobody else is
// asked anything.
func TestEachCloudIsAskedOnItsOwnHosts(t *testing.T) {
	for _, cloud := range diagnose.Clouds() {
		t.Run(cloud.ID, func(t *testing.T) {
			net := &everywhere{}
			attempt, err := NewAttempt(t.Context(), Config{Cloud: cloud, App: diagnose.MailAppOf("apple"),
				Address: "user0@contoso.com", HTTP: &http.Client{Transport: net}})
			if err != nil {
				t.Fatal(err)
			}
			u, err := url.Parse(attempt.Address())
			if err != nil {
				t.Fatal(err)
			}
			if u.Host != cloud.LoginHost || u.Query().Get("scope") != cloud.ExchangeResource+"/.default" {
				t.Errorf("asked at %s for %s", u.Host, u.Query().Get("scope"))
			}
			for _, host := range net.asked {
				if host != cloud.LoginHost {
					t.Errorf("%s was asked", host)
				}
			}
		})
	}
}

func TestPromptsOfMicrosoft(t *testing.T) {
	config := Config{Cloud: diagnose.Clouds()[0]}
	for address, fine := range map[string]bool{
		"https://microsoft.com/devicelogin":                                true,
		"https://www.microsoft.com/devicelogin":                            true,
		"https://microsoft.com/deviceloginus":                              true,
		"https://login.microsoftonline.com/common/oauth2/deviceauth":       true,
		"https://login.microsoft.com/device":                               true,
		"https://microsoft.com/other":                                      false,
		"https://microsoft.com.login.example/devicelogin":                  false,
		"https://login.microsoftonline.us/common/oauth2/deviceauth":        false,
		"https://user@login.microsoftonline.com/common/oauth2/deviceauth":  false,
		"https://login.microsoftonline.com:8443/common/oauth2/deviceauth":  false,
		"http://login.microsoftonline.com/common/oauth2/deviceauth":        false,
		"https://login.microsoftonline.com\n.login.example/common/oauth2/": false,
	} {
		code := public.DeviceCodeResult{UserCode: "ABCD1234", VerificationURL: address, ExpiresOn: time.Now()}
		if _, err := config.promptOf(code); (err == nil) != fine {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestTheDefaultClientHonoursTheSystemsProxy(t *testing.T) {
	w := newWire(Config{Cloud: diagnose.Clouds()[0]})
	defer w.CloseIdleConnections()
	transport, ok := w.client.Transport.(*http.Transport)
	if !ok || transport.Proxy == nil || transport == http.DefaultTransport || w.client.Timeout == 0 {
		t.Errorf("the client is %+v", w.client)
	}
}

// What an earlier exchange was refused with does not explain a later one that got no answer.
func TestOnlyTheLastExchangeCounts(t *testing.T) {
	answers := []func() (*http.Response, error){
		func() (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusBadRequest, Header: http.Header{},
				Body: io.NopCloser(strings.NewReader(`{"error":"invalid_grant"}`))}, nil
		},
		func() (*http.Response, error) { return nil, errors.New("connection reset") },
	}
	w := newWire(Config{Cloud: diagnose.Clouds()[0], HTTP: &http.Client{Transport: inTurn(&answers)}})
	for _, want := range []bool{true, false} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost,
			"https://login.microsoftonline.com/organizations/oauth2/v2.0/token", strings.NewReader("scope=x"))
		if err != nil {
			t.Fatal(err)
		}
		if response, err := w.Do(request); err == nil {
			_ = response.Body.Close()
		}
		if _, refused := w.refused(); refused != want {
			t.Errorf("refused: %t, want %t", refused, want)
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// inTurn answers with one after the other.
func inTurn(answers *[]func() (*http.Response, error)) roundTrip {
	return func(*http.Request) (*http.Response, error) {
		next := (*answers)[0]
		*answers = (*answers)[1:]
		return next()
	}
}

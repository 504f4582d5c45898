package signin

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"synchelper/diagnose"
)

// maxAnswer caps what is read of an answer: the largest real one, a configuration or a token, has a few kilobytes.
const maxAnswer = 1 << 20

// maxAsked caps what MSAL may send: a form of a few kilobytes.
const maxAsked = 64 << 10

var (
	errAnswerTooLong = fmt.Errorf("the answer is longer than %d bytes", maxAnswer)
	errForeignHost   = errors.New("the answer named another host than the cloud's own")
)

// wire is the HTTP client that MSAL is given. It reaches the cloud's login hosts and nothing else, follows no redirect
// (it would carry a code along), takes offline_access out of what is asked for, and keeps what a server refused with:
// MSAL drains or drops that body in some of its errors.
type wire struct {
	client *http.Client
	own    bool // made here: its idle connections are closed with it
	cloud  diagnose.Cloud

	mu   sync.Mutex
	last answered
}

// answered is what a server refused with. It is read by package entra, which cuts secrets out, and by nothing else.
type answered struct {
	body        []byte
	status      int
	correlation string // the number that MSAL sent along
}

func newWire(cfg Config) *wire {
	w := &wire{cloud: cfg.Cloud, own: cfg.HTTP == nil}
	client := http.Client{Timeout: askLimit}
	if !w.own {
		client = *cfg.HTTP
	} else if standard, ok := http.DefaultTransport.(*http.Transport); ok {
		client.Transport = standard.Clone() // with the proxy that the system names
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	client.Jar = nil
	w.client = &client
	return w
}

// Do sends a request of MSAL's and returns the whole answer.
func (w *wire) Do(asked *http.Request) (*http.Response, error) {
	if asked.URL.Scheme != "https" || !w.cloud.ShowsSignIn(asked.URL.Host) {
		return nil, fmt.Errorf("%w: %q", errForeignHost, asked.URL.Host)
	}
	request, err := withoutOfflineAccess(asked)
	if err != nil {
		return nil, err
	}
	w.note(answered{})
	response, err := w.client.Do(request)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	_ = response.Body.Close() // what was read is all that counts
	if err == nil && len(body) > maxAnswer {
		err = errAnswerTooLong
	}
	if err != nil {
		return nil, err
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	w.keep(request, response.StatusCode, body)
	return response, nil
}

// CloseIdleConnections closes those of a client that was made here; one that was brought is its owner's.
func (w *wire) CloseIdleConnections() {
	if w.own {
		w.client.CloseIdleConnections()
	}
}

// keep notes a refusal. An answer that grants something is never kept, and one that asks for patience (RFC 8628 §3.5)
// refuses nothing.
func (w *wire) keep(request *http.Request, status int, body []byte) {
	var said struct {
		Error string `json:"error"`
	}
	readable := json.Unmarshal(body, &said) == nil
	if readable && (said.Error == "authorization_pending" || said.Error == "slow_down") {
		return
	}
	if said.Error != "" || status >= http.StatusBadRequest {
		w.note(answered{body: body, status: status, correlation: request.Header.Get("client-request-id")})
	}
}

func (w *wire) note(a answered) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = a
}

// refused returns what the last exchange was refused with; false when it was not, or no answer came.
func (w *wire) refused() (answered, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last, w.last.status != 0
}

// withoutOfflineAccess copies a request with offline_access taken out of its scope: MSAL Go always asks for it, and a
// refresh token is a key that outlives the one question it would be for.
func withoutOfflineAccess(asked *http.Request) (*http.Request, error) {
	request := asked.Clone(asked.Context())
	if asked.Body == nil || asked.Method != http.MethodPost {
		return request, nil
	}
	sent, err := io.ReadAll(io.LimitReader(asked.Body, maxAsked))
	_ = asked.Body.Close()
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(sent))
	if err != nil {
		return nil, errors.New("what is sent is no form")
	}
	scopes := slices.DeleteFunc(strings.Fields(form.Get("scope")), func(s string) bool { return s == "offline_access" })
	form.Set("scope", strings.Join(scopes, " "))
	encoded := form.Encode()
	request.Body = io.NopCloser(strings.NewReader(encoded))
	request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(encoded)), nil }
	request.ContentLength = int64(len(encoded))
	return request, nil
}

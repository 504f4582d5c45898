//go:build linux

package signin

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/target"
)

// TestOnlyWhatMayPassReachesTheBrowser asks for what would report a password.
func TestOnlyWhatMayPassReachesTheBrowser(t *testing.T) {
	for _, c := range []struct {
		method  cdproto.MethodType
		session target.SessionID
		passes  bool
	}{
		{"Network.enable", "s", false}, {"Network.getResponseBody", "s", false}, {"Network.getCookies", "s", false},
		{"DOM.enable", "s", false}, {"CSS.enable", "s", false}, {"Log.enable", "s", false}, {"Runtime.enable", "s", false},
		{"Fetch.getResponseBody", "s", false}, {"Page.captureScreenshot", "s", false}, {"Input.dispatchKeyEvent", "s", false},
		{"Storage.getCookies", "", false}, {"Target.setAutoAttach", "s", false}, {"Target.setDiscoverTargets", "s", false},
		{"Target.setDiscoverTargets", "", true}, {"Page.enable", "s", true}, {"Fetch.enable", "s", true},
	} {
		var sent bytes.Buffer
		p := newPipe(io.NopCloser(strings.NewReader("")), closeable{&sent}, testRedirect)
		if err := p.Write(t.Context(), &cdproto.Message{ID: 7, SessionID: c.session, Method: c.method}); err != nil {
			t.Fatal(err)
		}
		if got := sent.Len() > 0; got != c.passes {
			t.Errorf("%s in session %q: passed %v, want %v", c.method, c.session, got, c.passes)
		}
		_ = p.Close()
	}
}

type closeable struct{ io.Writer }

func (closeable) Close() error { return nil }

// TestWhatDidNotPassIsAnsweredAllTheSame: chromedp waits for it.
func TestWhatDidNotPassIsAnsweredAllTheSame(t *testing.T) {
	r, w := io.Pipe()
	defer func() { _ = w.Close() }()
	p := newPipe(r, closeable{io.Discard}, testRedirect)
	defer func() { _ = p.Close() }()
	if err := p.Write(t.Context(), &cdproto.Message{ID: 7, SessionID: "s", Method: "Network.enable"}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var answer cdproto.Message
	if err := p.Read(ctx, &answer); err != nil || answer.ID != 7 || answer.SessionID != "s" || answer.Error != nil {
		t.Errorf("answered %+v, %v", answer, err)
	}
}

// TestWhatIsKeptOfAReport gives reports with all that they may hold and looks what is left.
func TestWhatIsKeptOfAReport(t *testing.T) {
	secret := canary()
	request := `"request":{"url":"https://login.example/appverify?x=` + secret + `","method":"POST",` +
		`"postData":"passwd=` + secret + `","postDataEntries":[{"bytes":"` + secret + `"}],"headers":{"Cookie":"` + secret + `"}}`
	for name, c := range map[string]struct {
		method, params string
		want           event
	}{
		"a paused answer": {paused, `{"requestId":"r","frameId":"f",` + request + `,"responseStatusCode":200,"responseHeaders":[
			{"name":"Set-Cookie","value":"` + secret + `"},{"name":"location","value":"https://x.example/?code=` + secret + `"}]}`,
			event{kind: paused, frame: "f", request: "r", host: "login.example"}},
		"a page": {navigated, `{"frame":{"id":"f","url":"https://x.example/` + secret + `","name":"` + secret +
			`","urlFragment":"#` + secret + `"}}`,
			event{kind: navigated, frame: "f", host: "x.example"}},
		"a page inside a page": {navigated, `{"frame":{"id":"f","parentId":"p","url":"https://x.example/"}}`,
			event{kind: navigated, frame: "f", host: "x.example", child: true}},
		"a page that did not come": {navigated, `{"frame":{"id":"f","url":"chrome-error://x/",` +
			`"unreachableUrl":"https://x.example/` + secret + `"}}`,
			event{kind: navigated, frame: "f", host: "x.example", failed: true}},
		"a way to somewhere": {startedNavigating, `{"frameId":"f","url":"https://x.example/?code=` + secret + `&prompt=none"}`,
			event{kind: startedNavigating, frame: "f", host: "x.example", silent: true}},
	} {
		t.Run(name, func(t *testing.T) {
			got, wanted := narrow(&cdproto.Message{Method: cdproto.MethodType(c.method), Params: []byte(c.params)}, testRedirect)
			if !wanted || fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", c.want) {
				t.Errorf("kept %+v, want %+v", got, c.want)
			}
		})
	}
	for _, method := range []cdproto.MethodType{"Network.requestWillBeSent", "Target.targetInfoChanged",
		"DOM.attributeModified", "Log.entryAdded"} {
		if _, wanted := narrow(&cdproto.Message{Method: method, Params: []byte(`{}`)}, testRedirect); wanted {
			t.Errorf("%s is wanted", method)
		}
	}
	told := narrowForChromedp(&cdproto.Message{Method: "Target.targetCreated",
		Params: []byte(`{"targetInfo":{"targetId":"t","type":"page","title":"` + secret +
			`","url":"https://x.example/` + secret + `"}}`)})
	if params := string(told.Params); strings.Contains(params, secret) || !strings.Contains(params, `"targetId":"t"`) {
		t.Errorf("chromedp is told %s", params)
	}
}

func TestTheRedirectIsKept(t *testing.T) {
	for _, m := range []cdproto.Message{
		{Method: requestedNavigation, Params: []byte(`{"frameId":"f","url":"com.apple.preferences://oauth-redirect?code=c"}`)},
		{Method: paused, Params: []byte(`{"requestId":"r","responseHeaders":[{"name":"LOCATION","value":"` + testRedirect +
			`/?code=c"}]}`)},
	} {
		if e, wanted := narrow(&m, testRedirect); !wanted || e.redirect.Get("code") != "c" {
			t.Errorf("%s: kept %+v", m.Method, e)
		}
	}
}

// TestAMessageWithoutAnEnd would fill the memory.
func TestAMessageWithoutAnEnd(t *testing.T) {
	p := newPipe(io.NopCloser(endless{}), closeable{io.Discard}, testRedirect)
	defer func() { _ = p.Close() }()
	done := make(chan error, 1)
	go func() { done <- p.Read(context.Background(), new(cdproto.Message)) }()
	select {
	case err := <-done:
		if err == nil {
			t.Error("it was read")
		}
	case <-time.After(patience):
		t.Error("it is still being read")
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

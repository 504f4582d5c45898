package probe_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/probe"
)

// canary is a token that no test can mistake for anything else.
func canary() probe.Bearer {
	return probe.Bearer("canary." + rand.Text() + "." + rand.Text())
}

var exchangeOnline = probe.Mailbox{URL: "https://outlook.office365.com/Microsoft-Server-ActiveSync", Host: publicMail}

func publicCloud() diagnose.Cloud { return diagnose.Clouds()[0] }

// answering is an Exchange ActiveSync that answers with a status and header, and repeats the token wherever it can.
func answering(status int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Add(header[i], strings.ReplaceAll(header[i+1], "TOKEN", r.Header.Get("Authorization")))
		}
		w.WriteHeader(status)
	}
}

func TestMailAccess(t *testing.T) {
	claims := base64.StdEncoding.EncodeToString([]byte(`{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}`))
	const versions = "2.0,2.1,2.5,12.0,12.1,14.0,14.1,16.0,16.1"
	for name, c := range map[string]struct {
		eas     http.HandlerFunc
		state   diagnose.StageState
		finding string
		causes  []diagnose.CauseID
	}{
		"healthy": {answering(200, "MS-ASProtocolVersions", versions), diagnose.Passed,
			"outlook.office365.com takes the token and speaks Exchange ActiveSync 16.1", []diagnose.CauseID{diagnose.CauseNone}},
		"healthy, with blanks": {answering(200, "MS-ASProtocolVersions", "14.1, 16.1"), diagnose.Passed, "16.1", []diagnose.CauseID{diagnose.CauseNone}},
		"without 16.1":         {answering(200, "MS-ASProtocolVersions", "14.0,14.1,116.1"), diagnose.Warning, "not version 16.1", nil},
		"not Exchange":         {answering(200), diagnose.Failed, "not a mailbox", nil},
		"a page":               {answering(200, "Content-Type", "text/html"), diagnose.Failed, "where data was asked for", []diagnose.CauseID{"network.captive_portal"}},
		"refused": {answering(401, "Www-Authenticate", `Bearer error="invalid_token", error_description="TOKEN"`, "X-Ms-Diagnostics", `2000003;reason="The token has expired. TOKEN"`),
			diagnose.Failed, `2000003;reason='The token has expired.`, nil},
		"refused without a word": {answering(401), diagnose.Failed, "401 Unauthorized", nil},
		"wants claims": {answering(401, "Www-Authenticate", `Bearer authorization_uri="https://login.windows.net/common/oauth2/authorize", error="insufficient_claims", claims="`+claims+`"`),
			diagnose.Blocked, "insufficient_claims", nil},
		"forbidden":        {answering(403, "X-Ms-Diagnostics", "why TOKEN"), diagnose.Blocked, `403 Forbidden to the token: "why Bearer [token]"`, []diagnose.CauseID{"mailbox.activesync_off"}},
		"moved":            {answering(451, "X-MS-Location", "https://outlook-new.office365.com/Microsoft-Server-ActiveSync"), diagnose.Blocked, "outlook-new.office365.com", []diagnose.CauseID{"mailbox.moved"}},
		"to certificates":  {answering(451, "X-MS-Location", "https://outlook-cba.office365.com/"), diagnose.Failed, "outlook-cba", nil},
		"expired password": {answering(457), diagnose.Blocked, "457", []diagnose.CauseID{"password.expired"}},
		"busy":             {answering(503, "Retry-After", "10"), diagnose.Failed, "503", []diagnose.CauseID{"service.transient"}},
		"too many":         {answering(429), diagnose.Failed, "429", []diagnose.CauseID{"service.throttled"}},
		"redirected":       {answering(307, "Location", "https://evil.example/Microsoft-Server-ActiveSync"), diagnose.Failed, "307", nil},
		"not there":        {answering(404), diagnose.Failed, "404", nil},
		"token as header":  {answering(403, "Content-Type", "TOKEN"), diagnose.Blocked, "403", []diagnose.CauseID{"mailbox.activesync_off"}},
	} {
		t.Run(name, func(t *testing.T) {
			net := newMicrosoft(t)
			net.on("evil.example", answering(200, "MS-ASProtocolVersions", versions))
			net.on("outlook-new.office365.com", answering(200, "MS-ASProtocolVersions", versions))
			net.on(publicMail, c.eas)
			token := canary()
			stage, observations := net.prober(t).MailAccess(context.Background(), publicCloud(), exchangeOnline, someone, token)
			if stage.ID != diagnose.StageMailAccess || stage.State != c.state || !strings.Contains(stage.Finding, c.finding) {
				t.Errorf("%+v", stage)
			}
			if got := causes(observations); !slices.Equal(got, c.causes) {
				t.Errorf("causes %v: %+v", got, observations)
			}
			kept := fmt.Sprintf("%+v %#v", stage, observations)
			for _, o := range observations {
				kept += fmt.Sprintf("%+v", o.Said)
			}
			if strings.Contains(kept, string(token)) || strings.Contains(kept, "user.one") {
				t.Errorf("kept: %s", kept)
			}
			sent := net.seen(publicMail)
			if !strings.Contains(sent, "Bearer "+string(token)) || net.seen("") != sent {
				t.Errorf("sent: %s", net.seen(""))
			}
		})
	}
}

func TestMailAccessVerdicts(t *testing.T) {
	net := newMicrosoft(t)
	net.on(publicMail, answering(200, "MS-ASProtocolVersions", "16.1"))
	_, observations := net.prober(t).MailAccess(context.Background(), publicCloud(), exchangeOnline, someone, canary())
	if v := diagnose.Judge(observations); v.Cause != diagnose.CauseNone {
		t.Errorf("a healthy mailbox gives %+v", v)
	}
	net.on(publicMail, answering(401, "Www-Authenticate", `Bearer error="insufficient_claims", claims="`+
		base64.RawURLEncoding.EncodeToString([]byte(`{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`))+`"`))
	_, observations = net.prober(t).MailAccess(context.Background(), publicCloud(), exchangeOnline, someone, canary())
	if said := observations[0].Said; said == nil || said.Error != "insufficient_claims" || !json.Valid([]byte(said.Claims)) {
		t.Errorf("claims: %+v", observations)
	}
}

// The token leaves this computer for the hosts of the tenant's cloud alone.
func TestMailAccessRefusesOtherHosts(t *testing.T) {
	public := publicCloud()
	gov, _ := diagnose.CloudOf("usgov")
	for name, c := range map[string]struct {
		cloud   diagnose.Cloud
		mailbox probe.Mailbox
		address string
		token   probe.Bearer
	}{
		"elsewhere":              {public, probe.Mailbox{URL: ownEAS, Host: ownServer, Elsewhere: true}, someone, canary()},
		"elsewhere, not said":    {public, probe.Mailbox{URL: ownEAS, Host: ownServer}, someone, canary()},
		"another cloud":          {gov, exchangeOnline, someone, canary()},
		"said to be elsewhere":   {public, probe.Mailbox{URL: exchangeOnline.URL, Host: publicMail, Elsewhere: true}, someone, canary()},
		"address and host":       {public, probe.Mailbox{URL: ownEAS, Host: publicMail}, someone, canary()},
		"no TLS":                 {public, probe.Mailbox{URL: "http://outlook.office365.com/", Host: publicMail}, someone, canary()},
		"user name":              {public, probe.Mailbox{URL: "https://outlook.office365.com@mail.contoso.com/", Host: publicMail}, someone, canary()},
		"port":                   {public, probe.Mailbox{URL: "https://outlook.office365.com:8443/", Host: "outlook.office365.com:8443"}, someone, canary()},
		"longer name":            {public, probe.Mailbox{Host: "outlook.office365.com.contoso.com"}, someone, canary()},
		"no hosts":               {diagnose.Cloud{}, probe.Mailbox{}, someone, canary()},
		"no address":             {public, exchangeOnline, "nobody", canary()},
		"no token":               {public, exchangeOnline, someone, ""},
		"a header in a token":    {public, exchangeOnline, someone, canary() + "\r\nX-Evil: 1"},
		"a token of other signs": {public, exchangeOnline, someone, canary() + "é"},
	} {
		t.Run(name, func(t *testing.T) {
			net := newMicrosoft(t)
			net.on(ownServer, answering(200)).on("outlook.office365.us", answering(200))
			stage, observations := net.prober(t).MailAccess(context.Background(), c.cloud, c.mailbox, c.address, c.token)
			if stage.State != diagnose.Failed || !strings.HasSuffix(stage.Finding, "nothing was sent") || len(observations) != 0 {
				t.Errorf("%+v %+v", stage, observations)
			}
			if sent := net.seen(""); sent != "" {
				t.Errorf("sent %s", sent)
			}
		})
	}
}

// Without an answer of Autodiscover the cloud's own server is asked.
func TestMailAccessWithoutAutodiscover(t *testing.T) {
	net := newMicrosoft(t)
	net.on(publicMail, answering(200, "MS-ASProtocolVersions", "16.1"))
	stage, _ := net.prober(t).MailAccess(context.Background(), publicCloud(), probe.Mailbox{}, someone, canary())
	if stage.State != diagnose.Passed {
		t.Errorf("%+v", stage)
	}
}

// A connection that fails is told without the token and the address, whatever it fails by.
func TestMailAccessFailures(t *testing.T) {
	for name, site := range map[string]http.HandlerFunc{
		"broken off": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"refused":    nil,
	} {
		t.Run(name, func(t *testing.T) {
			net := newMicrosoft(t)
			delete(net.sites, publicMail)
			if site != nil {
				net.on(publicMail, site)
			}
			token := canary()
			stage, observations := net.prober(t).MailAccess(context.Background(), publicCloud(), exchangeOnline, someone, token)
			if got := causes(observations); !slices.Equal(got, []diagnose.CauseID{"network.unreachable"}) {
				t.Errorf("causes %v", got)
			}
			kept := fmt.Sprintf("%+v %+v", stage, observations)
			if strings.Contains(kept, string(token)) || strings.Contains(kept, "user.one") {
				t.Errorf("kept: %s", kept)
			}
		})
	}
}

func TestBearerIsNeverPrinted(t *testing.T) {
	token := canary()
	var printed bytes.Buffer
	for _, verb := range strings.Split("v +v #v s q x X d t b o c U e f g 20s -20s .3s #q #x", " ") {
		_, _ = fmt.Fprintf(&printed, "%"+verb+"\n", token)
		_, _ = fmt.Fprintf(&printed, "%"+verb+"\n", &token)
		_, _ = fmt.Fprintf(&printed, "%"+verb+"\n", []probe.Bearer{token})
		_, _ = fmt.Fprintf(&printed, "%"+verb+"\n", map[probe.Bearer]probe.Bearer{token: token})
		_, _ = fmt.Fprintf(&printed, "%"+verb+"\n", struct{ T probe.Bearer }{token})
	}
	_, _ = fmt.Fprintln(&printed, token, fmt.Errorf("wrapped %w %v", context.Canceled, token))
	if err := json.NewEncoder(&printed).Encode(map[string]any{"token": token, "in": struct{ T probe.Bearer }{token}}); err != nil {
		t.Fatal(err)
	}
	slog.New(slog.NewTextHandler(&printed, nil)).Info("m", "token", token, "in", struct{ T probe.Bearer }{token})
	slog.New(slog.NewJSONHandler(&printed, nil)).Info("m", "token", token)
	hex := fmt.Sprintf("%x", string(token))
	for _, form := range []string{string(token), hex, strings.ToUpper(hex), string(token)[:12]} {
		if strings.Contains(printed.String(), form) {
			t.Errorf("printed: %s", printed.String())
		}
	}
	if !strings.Contains(printed.String(), "[token]") {
		t.Error("nothing stands in the token's place")
	}
}

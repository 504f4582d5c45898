package entrasim

import (
	"math"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// How long a device code counts and how often it may be asked about (Microsoft, "OAuth 2.0 device authorization grant
// flow": expires_in 900, interval 5).
const (
	deviceLives    = 15 * time.Minute
	deviceInterval = 5 * time.Second
)

// deviceSession is a device code from its issue to its end.
type deviceSession struct {
	request  authorizeRequest
	userCode string
	issued   time.Time
	asked    time.Time // when the client last did
	granted  *grantedCode
	declined bool
}

// deviceAnswer is a successful answer (RFC 8628 §3.2, with Microsoft's message).
type deviceAnswer struct {
	UserCode   string `json:"user_code"`
	DeviceCode string `json:"device_code"`
	URL        string `json:"verification_uri"`
	Expires    int    `json:"expires_in"`
	Interval   int    `json:"interval"`
	Message    string `json:"message"`
}

// devicePagePath is where a person types the code. The address that Entra names (microsoft.com/devicelogin) leads there.
const devicePagePath = "/common/oauth2/deviceauth"

// serveDeviceCode issues a code. A company may refuse to: with status 400, or with the same body and status 200, which
// the real service did (AzureAD/microsoft-authentication-library-for-dotnet issue 1407).
func (c *Company) serveDeviceCode(w http.ResponseWriter, r *http.Request) {
	req, refused, failed := c.readDeviceRequest(r)
	if failed {
		c.writeTokenError(w, r, refused)
		return
	}
	session, code := c.issueDevice(req)
	address := "https://" + c.Cloud().LoginHost + devicePagePath
	writeJSON(w, http.StatusOK, deviceAnswer{
		UserCode: session.userCode, DeviceCode: code, URL: address,
		Expires: int(deviceLives.Seconds()), Interval: int(math.Ceil(c.options.Interval.Seconds())),
		Message: "To sign in, use a web browser to open the page " + address + " and enter the code " + session.userCode +
			" to authenticate.",
	})
}

func (c *Company) readDeviceRequest(r *http.Request) (authorizeRequest, failure, bool) {
	if r.Method != http.MethodPost {
		return authorizeRequest{}, c.told(900561, authorizeRequest{}), true
	}
	if err := r.ParseForm(); err != nil {
		return authorizeRequest{}, c.told(9002313, authorizeRequest{}), true
	}
	req := authorizeOf(r.PostForm, r.PathValue("authority"), false, idsOf(r).Correlation)
	t := c.Tenant()
	switch {
	case t.DeviceTrouble != 0:
		f := c.told(t.DeviceTrouble, req)
		if t.DeviceAnswersOK {
			f.Status = http.StatusOK
		}
		return req, f, true
	case !t.answersFor(req.Authority):
		return req, c.told(90002, req), true
	case req.ClientID == "":
		return req, c.lacking("client_id", req), true
	case req.App.ID == "", t.App == AppNotFound:
		return req, c.told(700016, req), true
	case req.Scope == "":
		return req, c.lacking("scope", req), true
	}
	f, failed := c.refusalOfResource(req)
	return req, f, failed
}

func (c *Company) issueDevice(req authorizeRequest) (*deviceSession, string) {
	code, session := c.secret("DAQAB"), &deviceSession{request: req, userCode: c.word(userCodeLetters), issued: c.now()}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgetOld()
	c.devices[code] = session
	return session, code
}

// deviceRequest is what stands behind a user code that waits for its person: which app asks for what. Codes are read in
// any case, as the real page does.
func (c *Company) deviceRequest(userCode string) (authorizeRequest, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if session := c.waiting(userCode); session != nil {
		return session.request, true
	}
	return authorizeRequest{}, false
}

// settleDevice ends the waiting: the person has signed in, or has said no. What else the company refuses, the client is
// told when it asks the next time. False means that the code waits no more.
func (c *Company) settleDevice(userCode, account string, approved bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	session := c.waiting(userCode)
	if session == nil {
		return false
	}
	session.declined = !approved
	if approved {
		session.granted = &grantedCode{request: session.request, account: account, issued: c.now(), second: c.tenant.Second}
	}
	return true
}

// waiting finds a code that nobody has settled. The state is held.
func (c *Company) waiting(userCode string) *deviceSession {
	for _, session := range c.devices {
		old := c.now().Sub(session.issued) > deviceLives
		settled := session.granted != nil || session.declined
		if strings.EqualFold(session.userCode, strings.TrimSpace(userCode)) && !settled && !old {
			return session
		}
	}
	return nil
}

// grantByDevice answers a client that polls (RFC 8628 §3.5; Microsoft's list of expected errors).
func (c *Company) grantByDevice(form url.Values, req authorizeRequest) (grantedCode, failure, bool) {
	code := form.Get("device_code")
	if code == "" {
		code = form.Get("code") // as v1 clients call it
	}
	if code == "" {
		return grantedCode{}, c.lacking("device_code", req), true
	}
	granted, number, err := c.pollDevice(code, req.ClientID)
	if number == 0 {
		return granted, failure{}, false
	}
	f := c.told(number, req)
	if err != "" {
		f.Error = err
	}
	return granted, f, true
}

// pollDevice says what has become of a code: the grant, or the number and the error of the refusal.
func (c *Company) pollDevice(code, clientID string) (granted grantedCode, number int, err string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	session, found := c.devices[code]
	now := c.now()
	switch {
	case !found, session.request.ClientID != clientID:
		return grantedCode{}, 70018, "" // bad_verification_code
	case now.Sub(session.issued) > deviceLives:
		return grantedCode{}, 70020, ""
	case session.declined:
		return grantedCode{}, 65004, "authorization_declined" // which number stands by this error is invented
	case session.granted != nil && session.granted.spent:
		return grantedCode{}, 54005, ""
	case session.granted != nil:
		session.granted.spent = true
		return *session.granted, 0, ""
	}
	last := session.asked
	session.asked = now
	// RFC 8628 wants five seconds more after slow_down. That Entra is patient with a client half as fast again is invented.
	if !last.IsZero() && now.Sub(last) < c.options.Interval/2 {
		return grantedCode{}, 70016, "slow_down"
	}
	return grantedCode{}, 70016, ""
}

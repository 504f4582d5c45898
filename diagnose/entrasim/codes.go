package entrasim

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"maps"
	"time"
)

// An authorization code counts for ten minutes (Microsoft, "OAuth 2.0 authorization code flow": "typically, they expire
// after about 10 minutes").
const codeLives = 10 * time.Minute

// So many refresh tokens are remembered at once.
const maxRefresh = 1000

// grantedCode is what an authorization code, or a refresh token, stands for.
type grantedCode struct {
	request authorizeRequest
	account string
	issued  time.Time
	second  SecondFactor // what the person had to do when it was issued
	spent   bool
}

// issueCode makes an authorization code for a person who has passed every page. It counts once, for codeLives, for the
// request's app, redirect and challenge alone.
func (c *Company) issueCode(req authorizeRequest, account string) string {
	code := c.secret("1.A") // today's codes begin so, with "0.A" before 2024
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgetOld()
	c.codes[code] = &grantedCode{request: req, account: account, issued: c.now(), second: c.tenant.Second}
	return code
}

// takeCode redeems a code: what it stands for, or the number with which Entra refuses it. A wrong verifier leaves the
// code usable, as was seen at the real service.
func (c *Company) takeCode(code, clientID, redirect, verifier string) (grantedCode, int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	granted, found := c.codes[code]
	switch {
	case !found, granted.request.ClientID != clientID:
		return grantedCode{}, 70000
	case granted.spent:
		return *granted, 54005
	case c.now().Sub(granted.issued) > codeLives:
		return *granted, 70008
	case !sameRedirect(granted.request.Redirect, redirect):
		return *granted, 500112
	case !verifies(granted.request, verifier):
		return *granted, 501481
	}
	granted.spent = true
	return *granted, 0
}

// verifies compares as RFC 7636 §4.6 says. A request without a challenge needs no verifier, one with it does.
func verifies(req authorizeRequest, verifier string) bool {
	if req.Challenge == "" {
		return true
	}
	shown := verifier
	if req.Method == "S256" {
		sum := sha256.Sum256([]byte(verifier))
		shown = base64.RawURLEncoding.EncodeToString(sum[:])
	}
	return subtle.ConstantTimeCompare([]byte(shown), []byte(req.Challenge)) == 1
}

// forgetOld drops what has long expired, so that a company that serves for days does not grow. A client that comes with
// such a code hears that it is unknown. The state is held.
func (c *Company) forgetOld() {
	old := c.now().Add(-2 * deviceLives)
	maps.DeleteFunc(c.codes, func(_ string, g *grantedCode) bool { return g.issued.Before(old) })
	maps.DeleteFunc(c.devices, func(_ string, d *deviceSession) bool { return d.issued.Before(old) })
	// Refresh tokens count for 90 days at the real service, which nothing here lives to see.
	if len(c.refresh) > maxRefresh {
		clear(c.refresh)
	}
}

package entrasim

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func deviceForm(c *Company) url.Values {
	return url.Values{"client_id": {asked(c).ClientID}, "scope": {asked(c).Scope}}
}

func deviceAddress(c *Company) string { return login(c, "/organizations/oauth2/v2.0/devicecode") }

// device has a code issued and returns it with what asks about it.
func device(t *testing.T, c *Company) (deviceAnswer, func() received) {
	t.Helper()
	var answer deviceAnswer
	ask(t, c, http.MethodPost, deviceAddress(c), deviceForm(c)).read(t, &answer)
	form := url.Values{
		"client_id": {asked(c).ClientID}, "device_code": {answer.DeviceCode},
		"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"},
	}
	return answer, func() received { return ask(t, c, http.MethodPost, tokenAddress(c), form) }
}

func TestADeviceWaitsForItsPerson(t *testing.T) {
	now := newClock()
	c := begin(t, Options{Now: now.Now})
	answer, poll := device(t, c)
	if answer.Expires != 900 || answer.Interval != 5 || answer.URL != login(c, devicePagePath) ||
		!strings.Contains(answer.Message, answer.UserCode) || len(answer.UserCode) != 9 {
		t.Errorf("%+v", answer)
	}
	if body := refused(t, poll(), 400, 70016); body.Error != "authorization_pending" {
		t.Errorf("waiting is told as %s", body.Error)
	}
	now.pass(time.Second)
	if body := refused(t, poll(), 400, 70016); body.Error != "slow_down" {
		t.Errorf("asking again at once is told as %s", body.Error)
	}
	now.pass(5 * time.Second)
	if !c.settleDevice(" "+strings.ToLower(answer.UserCode)+" ", c.Tenant().User, true) {
		t.Fatal("the person's code is not known")
	}
	var got tokenAnswer
	poll().read(t, &got)
	checkClaims(t, claimsOf(t, c, got.Access), map[string]any{"scp": fullScopes, "upn": c.Tenant().User})
	refused(t, poll(), 400, 54005)
	if c.settleDevice(answer.UserCode, c.Tenant().User, true) {
		t.Error("a code that was used waits again")
	}
}

func TestADeviceIsRefused(t *testing.T) {
	for name, try := range map[string]struct {
		then   func(c *Company, now *clock, userCode string)
		number int
		error  string
	}{
		"declined": {func(c *Company, _ *clock, code string) { c.settleDevice(code, "", false) }, 65004, "authorization_declined"},
		"too late": {func(_ *Company, now *clock, _ string) { now.pass(deviceLives + time.Second) }, 70020, "expired_token"},
		"policy": {func(c *Company, _ *clock, code string) {
			c.settleDevice(code, c.Tenant().User, true)
			c.Change(func(t *Tenant) { t.Policy = 53003 })
		}, 53003, "invalid_grant"},
		"forgotten": {func(c *Company, now *clock, _ string) {
			now.pass(3 * deviceLives)
			c.issueDevice(asked(c))
		}, 70018, "bad_verification_code"},
	} {
		t.Run(name, func(t *testing.T) {
			now := newClock()
			c := begin(t, Options{Now: now.Now})
			answer, poll := device(t, c)
			try.then(c, now, answer.UserCode)
			if body := refused(t, poll(), 400, try.number); body.Error != try.error {
				t.Errorf("error %s, want %s", body.Error, try.error)
			}
			if _, waits := c.deviceRequest(answer.UserCode); waits {
				t.Error("the code still waits")
			}
		})
	}
}

func TestDeviceCodesAreNotForEverybody(t *testing.T) {
	for name, try := range map[string]struct {
		change func(*Tenant)
		form   func(url.Values)
		path   string
		status int
		number int
	}{
		"a refusal":            {func(t *Tenant) { t.DeviceTrouble = 53003 }, nil, "", 400, 53003},
		"a refusal with OK":    {func(t *Tenant) { t.DeviceTrouble, t.DeviceAnswersOK = 7000218, true }, nil, "", 200, 7000218},
		"an app that is not":   {func(t *Tenant) { t.App = AppNotFound }, nil, "", 400, 700016},
		"an app nobody knows":  {nil, func(form url.Values) { form.Set("client_id", "1") }, "", 400, 700016},
		"no app":               {nil, func(form url.Values) { form.Del("client_id") }, "", 400, 900144},
		"no scope":             {nil, func(form url.Values) { form.Del("scope") }, "", 400, 900144},
		"another resource":     {nil, func(form url.Values) { form.Set("scope", "https://contoso.com/x") }, "", 400, 500011},
		"too long a form":      {nil, func(form url.Values) { form.Set("scope", strings.Repeat("x", maxBody)) }, "", 400, 9002313},
		"a company nobody has": {nil, nil, "/nobody.example/oauth2/v2.0/devicecode", 400, 90002},
	} {
		t.Run(name, func(t *testing.T) {
			c := begin(t, Options{})
			if try.change != nil {
				c.Change(try.change)
			}
			form, address := deviceForm(c), deviceAddress(c)
			if try.form != nil {
				try.form(form)
			}
			if try.path != "" {
				address = login(c, try.path)
			}
			refused(t, ask(t, c, http.MethodPost, address, form), try.status, try.number)
		})
	}
	c := begin(t, Options{})
	refused(t, ask(t, c, http.MethodGet, deviceAddress(c), nil), 400, 900561)
	poll := url.Values{"client_id": {asked(c).ClientID}, "grant_type": {"device_code"}}
	refused(t, ask(t, c, http.MethodPost, tokenAddress(c), poll), 400, 900144)
	poll.Set("code", "nobody's")
	refused(t, ask(t, c, http.MethodPost, tokenAddress(c), poll), 400, 70018)
}

package signin_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/signin"
)

func TestDeviceCodeEndsWithATokenForTheMailbox(t *testing.T) {
	company, cfg := open(t, healthyTenant(), entrasim.Options{})
	wire := tap(&cfg)
	var prompt signin.DevicePrompt
	out := signin.RunDeviceCode(t.Context(), cfg, func(p signin.DevicePrompt) {
		prompt = p
		if err := company.Person().ApproveDevice(t.Context(), p.UserCode); err != nil {
			t.Error(err)
		}
	})
	wantStage(t, out, diagnose.StageSignIn, diagnose.Passed, "device code")
	wantStage(t, out, diagnose.StageToken, diagnose.Passed, "EAS.AccessAsUser.All")
	if !out.HasToken || out.Token.Account() != cfg.Address || len(out.SignIns) != 1 || out.SignIns[0].Method != "device-code" {
		t.Errorf("the outcome is %+v", out)
	}
	if !strings.HasPrefix(prompt.URL, "https://"+cfg.Cloud.LoginHost+"/") || prompt.UserCode == "" ||
		time.Until(prompt.Expires) < 10*time.Minute || time.Until(prompt.Expires) > 15*time.Minute {
		t.Errorf("the person is told %+v", prompt)
	}
	for _, path := range []string{"/devicecode", "/token"} {
		sent := wire.posts(path)
		if len(sent) == 0 {
			t.Errorf("nothing was sent to %s", path)
		}
		for _, form := range sent {
			if form.Get("scope") != cfg.Cloud.ExchangeResource+"/.default openid profile" || form.Get("client_id") != cfg.App.ClientID {
				t.Errorf("%s was sent scope %q", path, form.Get("scope"))
			}
		}
	}
}

// deviceCase is one of the ways in which a device code comes to nothing.
type deviceCase struct {
	tenant  entrasim.Tenant
	shown   func(*testing.T, *entrasim.Company, string, *atomic.Int64) // when the code is there
	code    int                                                        // AADSTS number that the server named
	err     string                                                     // OAuth error that it named
	cause   diagnose.CauseID                                           // of the verdict
	state   diagnose.StageState
	msalToo bool // plain MSAL's error holds the number
}

func deviceCases() map[string]deviceCase {
	refuses := func(code int, withOK bool) entrasim.Tenant {
		tenant := healthyTenant()
		tenant.DeviceTrouble, tenant.DeviceAnswersOK = code, withOK
		return tenant
	}
	decline := func(t *testing.T, c *entrasim.Company, code string, _ *atomic.Int64) {
		person := c.Person()
		person.Declines = true
		_ = person.ApproveDevice(t.Context(), code) // the walk ends without an approval, as it should
	}
	expire := func(_ *testing.T, _ *entrasim.Company, _ string, ahead *atomic.Int64) {
		ahead.Store(int64(20 * time.Minute))
	}
	block := func(t *testing.T, c *entrasim.Company, code string, _ *atomic.Int64) {
		if err := c.Person().ApproveDevice(t.Context(), code); err != nil {
			t.Error(err)
		}
		c.Change(func(s *entrasim.Tenant) { s.Policy = 53003 })
	}
	return map[string]deviceCase{
		"waited for, then declined": {tenant: healthyTenant(), shown: decline, code: 65004, err: "authorization_declined",
			cause: diagnose.CauseUnknown, state: diagnose.NotChecked, msalToo: true},
		"ran out": {tenant: healthyTenant(), shown: expire, code: 70020, err: "expired_token",
			cause: diagnose.CauseUnknown, state: diagnose.NotChecked, msalToo: true},
		"blocked by policy": {tenant: healthyTenant(), shown: block, code: 53003,
			cause: diagnose.CauseUnknown, state: diagnose.NotChecked, msalToo: true},
		"refused with 400": {tenant: refuses(7000112, false), code: 7000112, cause: "app.disabled",
			state: diagnose.Blocked, msalToo: true},
		"refused with 200": {tenant: refuses(7000112, true), code: 7000112, cause: "app.disabled", state: diagnose.Blocked},
	}
}

// start opens the case's company, whose clock can be put ahead.
func (c deviceCase) start(t *testing.T) (*entrasim.Company, signin.Config, *atomic.Int64) {
	t.Helper()
	ahead := new(atomic.Int64)
	company, cfg := open(t, c.tenant, entrasim.Options{Interval: time.Millisecond,
		Now: func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }})
	return company, cfg, ahead
}

// Five ways to fail, and five causes recovered.
func TestDeviceCodeKeepsEveryCause(t *testing.T) {
	for name, c := range deviceCases() {
		t.Run(name, func(t *testing.T) {
			company, cfg, ahead := c.start(t)
			out := signin.RunDeviceCode(t.Context(), cfg, func(p signin.DevicePrompt) { c.shown(t, company, p.UserCode, ahead) })
			if len(out.Observations) != 1 {
				t.Fatalf("observed %+v", out)
			}
			o := out.Observations[0]
			reading, err := entra.ReadString(o.Text)
			if err != nil || reading.Said.Primary != c.code || c.err != "" && reading.Said.Error != c.err {
				t.Errorf("kept: %q (%v)", o.Text, err)
			}
			if got := causeOf(out); got != c.cause {
				t.Errorf("the verdict is %s, want %s: %+v", got, c.cause, o)
			}
			wantStage(t, out, diagnose.StageSignIn, c.state, "")
			if (o.About == diagnose.AboutThisCheck) != (c.state == diagnose.NotChecked) {
				t.Errorf("it is about %s", o.About)
			}
			if begun := c.shown != nil; (len(out.SignIns) == 1) != begun {
				t.Errorf("the sign-ins are %+v", out.SignIns)
			}
		})
	}
}

// Why the body is kept: MSAL's own errors hold four of the five causes. The fifth is an error with status 200, which
// MSAL takes for an empty code.
func TestMSALAloneKeepsFourOfFive(t *testing.T) {
	kept := 0
	for name, c := range deviceCases() {
		t.Run(name, func(t *testing.T) {
			company, cfg, ahead := c.start(t)
			err := deviceCodeByMSAL(t, cfg, func(code string) {
				if c.shown != nil {
					c.shown(t, company, code, ahead)
				}
			})
			if err == nil {
				t.Fatal("MSAL signed in")
			}
			reading, _ := entra.ReadString(err.Error())
			has := slices.Contains(reading.Said.Codes, c.code)
			if has {
				kept++
			}
			if has != c.msalToo {
				t.Errorf("MSAL keeps the cause: %t, want %t: %v", has, c.msalToo, reading.Said.Codes)
			}
		})
	}
	if kept != 4 {
		t.Errorf("MSAL keeps %d of 5", kept)
	}
}

func deviceCodeByMSAL(t *testing.T, cfg signin.Config, shown func(string)) error {
	t.Helper()
	client, err := public.New(cfg.App.ClientID, public.WithAuthority("https://"+cfg.Cloud.LoginHost+"/organizations"),
		public.WithInstanceDiscovery(false), public.WithHTTPClient(cfg.HTTP))
	if err != nil {
		t.Fatal(err)
	}
	code, err := client.AcquireTokenByDeviceCode(t.Context(), []string{cfg.Cloud.ExchangeResource + "/.default"})
	if err != nil {
		return err
	}
	shown(code.Result.UserCode)
	_, err = code.AuthenticationResult(t.Context())
	return err
}

func TestDeviceCodeBlockedByPolicyIsAboutTheCheck(t *testing.T) {
	for _, code := range []int{53003, 53000, 530033, 530035, 530036} {
		tenant := healthyTenant()
		tenant.DeviceTrouble = code
		_, cfg := open(t, tenant, entrasim.Options{})
		out := signin.RunDeviceCode(t.Context(), cfg, func(signin.DevicePrompt) { t.Error("a code was shown") })
		wantStage(t, out, diagnose.StageSignIn, diagnose.NotChecked, "AADSTS")
		if o := out.Observations[0]; o.Cause != "policy.device_code" || causeOf(out) != diagnose.CauseUnknown {
			t.Errorf("%d: observed %+v, verdict %s", code, o, causeOf(out))
		}
	}
}

func TestDeviceCodeIsCancelledAtOnce(t *testing.T) {
	_, cfg := open(t, healthyTenant(), entrasim.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	began := time.Time{}
	out := signin.RunDeviceCode(ctx, cfg, func(signin.DevicePrompt) { began = time.Now(); cancel() })
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("it took %s", took)
	}
	wantStage(t, out, diagnose.StageSignIn, diagnose.NotChecked, "cancelled")
	if !out.Cancelled || out.HasToken || len(out.SignIns) != 1 {
		t.Errorf("the outcome is %+v", out)
	}
}

func TestACodeNobodyUsedSaysNothing(t *testing.T) {
	cfg := serveLogin(t, deviceEndpoint(`"user_code":"ABCD1234","verification_uri":"{own}/device","expires_in":1,"interval":1`))
	out := signin.RunDeviceCode(t.Context(), cfg, func(signin.DevicePrompt) {})
	wantStage(t, out, diagnose.StageSignIn, diagnose.NotChecked, "ran out")
	if len(out.Observations) != 0 || out.Cancelled {
		t.Errorf("the outcome is %+v", out)
	}
}

// deviceEndpoint issues a device code that nobody ever approves.
func deviceEndpoint(fields string) func(own string) http.HandlerFunc {
	return func(own string) http.HandlerFunc {
		configured := configuration(own, own+"/organizations/oauth2/v2.0/authorize", own+"/organizations/oauth2/v2.0/token")
		return func(w http.ResponseWriter, r *http.Request) {
			switch {
			case strings.HasSuffix(r.URL.Path, "/devicecode"):
				device := "DAQAB" + strings.Repeat("y", 60)
				_, _ = fmt.Fprintf(w, `{"device_code":%q,%s}`, device, strings.ReplaceAll(fields, "{own}", own))
			case strings.HasSuffix(r.URL.Path, "/token"):
				w.WriteHeader(http.StatusBadRequest)
				_, _ = w.Write([]byte(`{"error":"authorization_pending","error_description":"AADSTS70016: pending","error_codes":[70016]}`))
			default:
				configured(w, r)
			}
		}
	}
}

// Nobody is sent to a page that is not Microsoft's, or told to type something that is no code.
func TestPromptsOfOthersAreNotShown(t *testing.T) {
	for fields, shown := range map[string]bool{
		`"user_code":"ABCD1234","verification_uri":"{own}/device"`:                          true,
		`"user_code":"ABCD-EFGH","verification_uri":"{own}/device"`:                         true,
		`"user_code":"ABCD1234","verification_uri":"https://microsoft.com/devicelogin"`:     false, // in a simulation
		`"user_code":"ABCD1234","verification_uri":"https://login.example/device"`:          false,
		`"user_code":"ABCD1234","verification_uri":"http://microsoft.com/devicelogin"`:      false,
		`"user_code":"ABCD1234","verification_uri":"javascript:alert(1)"`:                   false,
		`"user_code":"ABCD1234","verification_uri":"https://microsoft.com@login.example/d"`: false,
		`"user_code":"call 0800 555 now","verification_uri":"{own}/device"`:                 false,
		`"user_code":"","verification_uri":"{own}/device"`:                                  false,
	} {
		cfg := serveLogin(t, deviceEndpoint(fields+`,"expires_in":1,"interval":1`))
		told := false
		ctx, cancel := context.WithCancel(t.Context())
		out := signin.RunDeviceCode(ctx, cfg, func(signin.DevicePrompt) { told = true; cancel() })
		cancel()
		if told != shown {
			t.Errorf("%s: shown %t", fields, told)
		}
		if !shown {
			wantStage(t, out, diagnose.StageSignIn, diagnose.Failed, "not Microsoft's")
		}
	}
}

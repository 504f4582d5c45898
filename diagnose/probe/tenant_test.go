package probe_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/probe"
)

func TestHealthyCompany(t *testing.T) {
	net := newMicrosoft(t)
	var reported []diagnose.Stage
	var reporting atomic.Bool
	answers := net.prober(t).Ask(context.Background(), "User.One@Contoso.com", func(s diagnose.Stage) {
		if reporting.Swap(true) {
			t.Error("two reports at the same time")
		}
		reported = append(reported, s)
		reporting.Store(false)
	})
	if got := states(answers); got != "passed passed passed passed" {
		t.Errorf("stages: %s: %+v", got, answers.Stages)
	}
	for _, s := range answers.Stages {
		if s.State == diagnose.NotChecked {
			t.Errorf("%s is a stage of the run, and nobody asks it: %q", s.ID, s.Finding)
		}
	}
	if len(causes(answers.Observations)) != 0 {
		t.Errorf("a healthy company shows %v", answers.Observations)
	}
	if answers.Tenant.ID != tenantID || answers.Tenant.Cloud.ID != "public" || answers.Tenant.Region != "EU" ||
		answers.Tenant.Federation != (probe.Federation{Brand: "Contoso"}) {
		t.Errorf("tenant: %+v", answers.Tenant)
	}
	if want := (probe.Mailbox{URL: "https://outlook.office365.com/Microsoft-Server-ActiveSync", Host: publicMail}); answers.Mailbox != want {
		t.Errorf("mailbox: %+v", answers.Mailbox)
	}
	if answers.Challenge.Issuer != probe.IssuerEntra || answers.Challenge.TrustedIssuer != "00000001-0000-0000-c000-000000000000@*" ||
		answers.Challenge.AuthorizationURI != "https://login.windows.net/common/oauth2/authorize" {
		t.Errorf("challenge: %+v", answers.Challenge)
	}
	if want := "tenant " + tenantID + " in the public cloud, EU; managed"; stageOf(answers, diagnose.StageTenant).Finding != want {
		t.Errorf("finding %q", stageOf(answers, diagnose.StageTenant).Finding)
	}
	checkReports(t, reported, answers.Stages)
}

// checkReports holds what Ask promises about report: each stage begins and ends once, ends in order, as in the result.
func checkReports(t *testing.T, reported, stages []diagnose.Stage) {
	t.Helper()
	var ends []diagnose.Stage
	running := make(map[diagnose.StageID]int)
	for _, s := range reported {
		if s.State == diagnose.Running {
			running[s.ID]++
			continue
		}
		if s.State != diagnose.Skipped && s.State != diagnose.NotChecked && running[s.ID] != 1 {
			t.Errorf("%s ended without having begun once", s.ID)
		}
		ends = append(ends, s)
	}
	if !slices.Equal(ends, stages) {
		t.Errorf("reported ends %+v\nresult %+v", ends, stages)
	}
}

func TestTenants(t *testing.T) {
	for name, c := range map[string]struct {
		set      func(*internet)
		id       string
		cloud    string
		personal bool
		state    diagnose.StageState
		finding  string
		causes   []diagnose.CauseID
	}{
		"GCC High, told by the public cloud": {func(i *internet) {
			i.on(publicLogin, login(openID(publicLogin, tenantID, "USGov", "DODCON", "microsoftonline.us"), managed()))
			i.on(govLogin, login(openID(govLogin, tenantID, "USGov", "DODCON", "microsoftonline.us"), managed()))
		}, tenantID, "usgov", false, diagnose.Passed, "usgov cloud, USGov; managed", nil},
		"DoD shares its host with GCC High": {func(i *internet) {
			i.on(publicLogin, login(unknownTenant(), unknownTenant()))
			i.on(govLogin, login(openID(govLogin, tenantID, "USGov", "DOD", "microsoftonline.us"), managed()))
		}, tenantID, "usdod", false, diagnose.Passed, "usdod cloud", nil},
		"China": {func(i *internet) {
			i.on(publicLogin, login(unknownTenant(), unknownTenant()))
			i.on(chinaLogin, login(openID(chinaLogin, tenantID, "AS", "", "partner.microsoftonline.cn"), managed()))
		}, tenantID, "china", false, diagnose.Passed, "china cloud", nil},
		"unknown to all": {func(i *internet) {
			i.on(publicLogin, login(unknownTenant(), unknownTenant()))
		}, "", "", false, diagnose.Blocked, "no company at Microsoft has the domain contoso.com", []diagnose.CauseID{"tenant.not_found"}},
		"unknown, and China does not answer": {func(i *internet) {
			i.on(publicLogin, login(unknownTenant(), unknownTenant()))
			delete(i.sites, chinaLogin)
		}, "", "", false, diagnose.Blocked, "no company", []diagnose.CauseID{"tenant.not_found"}},
		"known, and China does not answer": {func(i *internet) { delete(i.sites, chinaLogin) },
			tenantID, "public", false, diagnose.Passed, "managed", nil},
		"personal": {func(i *internet) {
			i.on(publicLogin, login(openID(publicLogin, "9188040d-6c67-4c5b-b112-36a304b66dad", "WW", "", "microsoftonline.com"), managed()))
		}, "9188040d-6c67-4c5b-b112-36a304b66dad", "public", true, diagnose.Blocked, "personal", []diagnose.CauseID{"account.personal"}},
		"personal, the other tenant": {func(i *internet) {
			i.on(publicLogin, login(openID(publicLogin, "84DF9E7F-E9F6-40AF-B435-AAAAAAAAAAAA", "WW", "", "microsoftonline.com"), managed()))
		}, "84df9e7f-e9f6-40af-b435-aaaaaaaaaaaa", "public", true, diagnose.Blocked, "personal", []diagnose.CauseID{"account.personal"}},
		"an issuer without a GUID": {func(i *internet) {
			i.on(publicLogin, login(openID(publicLogin, "{tenantid}", "", "", ""), managed()))
		}, "", "", false, diagnose.Failed, "answered 200", nil},
		"busy": {func(i *internet) {
			i.on(publicLogin, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Retry-After", "120")
				words(http.StatusTooManyRequests, "text/plain", "slow down")(w, r)
			})
		}, "", "", false, diagnose.Failed, `429 Too Many Requests with text/plain, Retry-After "120"`, []diagnose.CauseID{"service.throttled"}},
		"down": {func(i *internet) { i.on(publicLogin, words(http.StatusBadGateway, "text/html", "<h1>Bad gateway")) },
			"", "", false, diagnose.Failed, "502 Bad Gateway", []diagnose.CauseID{"service.transient"}},
		"down, and China behind a firewall": {func(i *internet) {
			i.on(publicLogin, words(http.StatusBadGateway, "text/plain", "no"))
			delete(i.sites, chinaLogin)
		}, "", "", false, diagnose.Failed, "502 Bad Gateway", []diagnose.CauseID{"service.transient"}},
		"another of Entra's errors": {func(i *internet) {
			i.on(publicLogin, words(http.StatusBadRequest, "application/json", `{"error":"invalid_request","error_description":"AADSTS90014: The required field 'x' is missing.\r\nTrace ID: a","error_codes":[90014]}`))
		}, "", "", false, diagnose.Failed, "400 Bad Request", nil},
		"userrealm down": {func(i *internet) {
			i.on(publicLogin, login(openID(publicLogin, tenantID, "EU", "", "microsoftonline.com"), words(http.StatusInternalServerError, "text/plain", "no")))
		}, tenantID, "public", false, diagnose.Passed, "who checks passwords is not known", nil},
	} {
		t.Run(name, func(t *testing.T) {
			net := newMicrosoft(t)
			c.set(net)
			answers := net.prober(t).Ask(context.Background(), someone, nil)
			stage := stageOf(answers, diagnose.StageTenant)
			if answers.Tenant.ID != c.id || answers.Tenant.Cloud.ID != c.cloud || answers.Personal != c.personal {
				t.Errorf("tenant %+v", answers.Tenant)
			}
			if stage.State != c.state || !strings.Contains(stage.Finding, c.finding) {
				t.Errorf("stage %+v", stage)
			}
			if got := causes(answers.Observations); !slices.Equal(got, c.causes) {
				t.Errorf("causes %v, want %v: %+v", got, c.causes, answers.Observations)
			}
			if c.state == diagnose.Blocked && states(answers) != "passed blocked skipped skipped" {
				t.Errorf("after a block: %s", states(answers))
			}
		})
	}
}

// What Entra says is kept as it said it, so that the verdict rests on its number.
func TestUnknownTenantIsReadWithEntra(t *testing.T) {
	net := newMicrosoft(t)
	net.on(publicLogin, login(unknownTenant(), unknownTenant()))
	answers := net.prober(t).Ask(context.Background(), someone, nil)
	i := slices.IndexFunc(answers.Observations, func(o diagnose.Observation) bool { return o.Said != nil })
	if i < 0 {
		t.Fatalf("nothing was read: %+v", answers.Observations)
	}
	o := answers.Observations[i]
	if o.Said.Primary != 90002 || o.Said.Error != "invalid_tenant" || o.Said.CorrelationID != "aaaaaaaa-0002-4000-8000-000000000002" ||
		o.Cause != "tenant.not_found" || o.Source != diagnose.SourceServer || o.About != diagnose.AboutOrganisation {
		t.Errorf("%+v %+v", o, o.Said)
	}
	if v := diagnose.Judge(answers.Observations); v.Cause != "tenant.not_found" {
		t.Errorf("verdict %+v", v)
	}
}

func TestFederation(t *testing.T) {
	const json = "application/json"
	for name, c := range map[string]struct {
		realm    string
		want     probe.Federation
		personal bool
	}{
		"api 2.1": {`{"NameSpaceType":"Federated","FederationBrandName":"Contoso","federation_protocol":"WSTrust",
			"AuthURL":"https://adfs.contoso.com/adfs/ls/?username=user.one%40contoso.com&wa=wsignin1.0"}`,
			probe.Federation{Federated: true, Host: "adfs.contoso.com", Brand: "Contoso", Protocol: "WSTrust"}, false},
		"api 1.0": {`{"ver":"1.0","account_type":"Federated","domain_name":"contoso.com","federation_protocol":"WSTrust",
			"federation_metadata_url":"https://sts.contoso.com/adfs/services/trust/mex"}`,
			probe.Federation{Federated: true, Host: "sts.contoso.com", Protocol: "WSTrust"}, false},
		"managed, api 1.0":    {`{"ver":"1.0","account_type":"Managed"}`, probe.Federation{}, false},
		"no TLS":              {`{"NameSpaceType":"Federated","AuthURL":"http://adfs.contoso.com/"}`, probe.Federation{Federated: true}, false},
		"a host with a trick": {`{"NameSpaceType":"Federated","AuthURL":"https://login.microsoftonline.com@evil.example/"}`, probe.Federation{Federated: true}, false},
		"not a host at all":   {`{"NameSpaceType":"Federated","AuthURL":"https://a b\u0000/"}`, probe.Federation{Federated: true}, false},
		"personal":            {`{"NameSpaceType":"Federated","AuthURL":"https://login.live.com/login.srf"}`, probe.Federation{}, true},
		"unknown":             {`{"NameSpaceType":"Unknown"}`, probe.Federation{}, false},
		"not what it was":     {`{"NameSpaceType":7}`, probe.Federation{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			net := newMicrosoft(t)
			net.on(publicLogin, login(openID(publicLogin, tenantID, "EU", "", "microsoftonline.com"), words(http.StatusOK, json, c.realm)))
			answers := net.prober(t).Ask(context.Background(), someone, nil)
			if answers.Federation != c.want || answers.Personal != c.personal {
				t.Errorf("%+v, personal %t", answers.Federation, answers.Personal)
			}
		})
	}
}

// What a person types stays in its place: one segment of a path, one value of a header.
func TestAddresses(t *testing.T) {
	for typed, want := range map[string]string{
		"user.one@contoso.com":             "user.one@contoso.com",
		"  user.one@contoso.com\n":         "user.one@contoso.com",
		"a/../../b?c=d#e%2f&f@contoso.com": "a%2F..%2F..%2Fb%3Fc=d%23e%252f&f@contoso.com",
		"us+er@CONTOSO.com.":               "us+er@contoso.com",
		"jürgen@contoso.com":               "j%C3%BCrgen@contoso.com",
		"info@bücher.example":              "info@xn--bcher-kva.example",
	} {
		t.Run(typed, func(t *testing.T) {
			net := newMicrosoft(t)
			answers := net.prober(t).Ask(context.Background(), typed, nil)
			if !slices.Contains(net.asked(publicLogin), "GET /common/userrealm/"+want+"?api-version=2.1") {
				t.Errorf("asked %q", net.asked(publicLogin))
			}
			if !slices.Contains(net.asked(publicMail), "GET /autodiscover/autodiscover.json/v1.0/"+want+"?Protocol=ActiveSync") {
				t.Errorf("asked %q", net.asked(publicMail))
			}
			if states(answers) != "passed passed passed passed" {
				t.Errorf("%+v", answers.Stages)
			}
		})
	}
	for _, typed := range []string{"", "contoso.com", "@contoso.com", "a@", "a@b", "a@b@c.com", "a b@contoso.com",
		"a\r\nX-Evil: 1@contoso.com", "a@contoso.com/x", "a@contoso.com:443", "a@con_toso.com", "a@-contoso.com",
		strings.Repeat("a", 300) + "@contoso.com", "a\xff@contoso.com", "a@127.0.0.1:80", "a@\u202econtoso.com"} {
		t.Run("refused "+typed, func(t *testing.T) {
			net := newMicrosoft(t)
			answers := net.prober(t).Ask(context.Background(), typed, nil)
			if states(answers) != "failed not-checked not-checked not-checked" || net.seen("") != "" {
				t.Errorf("%s, asked %s", states(answers), net.seen(""))
			}
		})
	}
}

// The address goes to clouds that are not the company's own only where the iPhone itself sends it: to the public one. The
// others hear the domain, and only if the public cloud does not know it.
func TestNationalCloudsHearTheDomainOnly(t *testing.T) {
	for name, want := range map[string]int{"known to the public cloud": 0, "unknown there": 1} {
		t.Run(name, func(t *testing.T) {
			net := newMicrosoft(t)
			if want > 0 {
				net.on(publicLogin, login(unknownTenant(), unknownTenant()))
			}
			net.prober(t).Ask(context.Background(), someone, nil)
			for _, host := range []string{govLogin, chinaLogin} {
				if got := net.asked(host); len(got) != want || strings.Contains(net.seen(host), "user.one") {
					t.Errorf("%s was asked %q", host, got)
				}
			}
		})
	}
}

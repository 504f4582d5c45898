package probe_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/probe"
)

func TestServerChallenge(t *testing.T) {
	status := func(code int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i < len(header); i += 2 {
				w.Header().Add(header[i], header[i+1])
			}
			w.WriteHeader(code)
		}
	}
	for name, c := range map[string]struct {
		eas     http.HandlerFunc
		issuer  probe.Issuer
		state   diagnose.StageState
		finding string
		causes  []diagnose.CauseID
	}{
		"Entra":                                {challenged(entraBearer), probe.IssuerEntra, diagnose.Passed, "issued by Microsoft Entra", nil},
		"Entra among others, on many lines":    {challenged(`Basic realm="a, Bearer authorization_uri=\"https://evil.example\""`, "Negotiate, "+entraBearer), probe.IssuerEntra, diagnose.Passed, "issued by Microsoft Entra", nil},
		"the issuer's bearer is not the first": {challenged(`Bearer realm=""`, entraBearer), probe.IssuerEntra, diagnose.Passed, "issued by Microsoft Entra", nil},
		"by kind alone":                        {challenged(`Bearer issuer_kind="AzureAD"`), probe.IssuerEntra, diagnose.Passed, "issued by Microsoft Entra", nil},
		"AD FS":                                {challenged(`Bearer authorization_uri="https://sts.contoso.com/adfs/oauth2/authorize"`), probe.IssuerADFS, diagnose.Warning, `"sts.contoso.com" (AD FS)`, nil},
		"somebody else":                        {challenged(`Bearer authorization_uri="https://login.windows.net.evil.example/common"`), probe.IssuerOther, diagnose.Warning, "login.windows.net.evil.example", nil},
		"a trick with a user name":             {challenged(`Bearer authorization_uri="https://login.windows.net@evil.example/"`), probe.IssuerOther, diagnose.Warning, "issued by", nil},
		"a bearer that names nobody":           {challenged(`Bearer`), "", diagnose.Warning, "does not say whose", nil},
		"nobody":                               {challenged(`Basic realm="outlook"`, "Negotiate"), probe.IssuerNobody, diagnose.Warning, "takes no tokens (asks for Basic, Negotiate)", nil},
		"nobody, and no challenge":             {challenged(), probe.IssuerNobody, diagnose.Warning, "takes no tokens", nil},
		"not for this mailbox":                 {challenged(`Bearer error="oauth_not_available", authorization_uri="https://login.windows.net/common"`), probe.IssuerNobody, diagnose.Warning, "takes no tokens", nil},
		"not for this mailbox, in words":       {status(401, "Www-Authenticate", "Bearer", "X-Ms-Diagnostics", `4000;reason="oauth_not_available"`), probe.IssuerNobody, diagnose.Warning, "takes no tokens", nil},
		"451 to the host for certificates":     {movedTo("https://outlook-cba.office365.com/Microsoft-Server-ActiveSync"), "", diagnose.Passed, "as it does without a token", nil},
		"451 to a company's own server":        {movedTo("https://mail.contoso.com/Microsoft-Server-ActiveSync"), "", diagnose.Warning, "moved to mail.contoso.com", []diagnose.CauseID{"mailbox.moved"}},
		"451 to a bare host":                   {movedTo("mail.contoso.com"), "", diagnose.Warning, "moved to mail.contoso.com", []diagnose.CauseID{"mailbox.moved"}},
		"451 to nowhere":                       {movedTo(""), "", diagnose.Warning, "without the place", nil},
		"451 to nonsense":                      {movedTo("https://a b\"<script>"), "", diagnose.Warning, "without the place", nil},
		"404":                                  {status(404), "", diagnose.Warning, "no Exchange ActiveSync there", nil},
		"403":                                  {status(403, "X-Ms-Diagnostics", "1234;why"), "", diagnose.Warning, `403 Forbidden: "1234;why"`, nil},
		"200":                                  {status(200), "", diagnose.Warning, "not signed in", nil},
		"302":                                  {status(302, "Location", "https://evil.example/"), "", diagnose.Warning, "302", nil},
		"418":                                  {status(418), "", diagnose.Warning, "418", nil},
		"503":                                  {status(503, "Retry-After", "30"), "", diagnose.Failed, `503 Service Unavailable, Retry-After "30"`, []diagnose.CauseID{"service.transient"}},
		"503 for too many":                     {status(503, "X-MS-ASThrottle", "CommandFrequency"), "", diagnose.Failed, "CommandFrequency", []diagnose.CauseID{"service.throttled"}},
		"429":                                  {status(429), "", diagnose.Failed, "429", []diagnose.CauseID{"service.throttled"}},
	} {
		t.Run(name, func(t *testing.T) {
			net := newMicrosoft(t)
			net.on(publicMail, exchange(activeSync("https://outlook.office365.com/Microsoft-Server-ActiveSync"), c.eas))
			answers := net.prober(t).Ask(context.Background(), someone, nil)
			stage := stageOf(answers, diagnose.StageServerChallenge)
			if answers.Issuer != c.issuer || stage.State != c.state || !strings.Contains(stage.Finding, c.finding) {
				t.Errorf("issuer %q, stage %+v", answers.Issuer, stage)
			}
			if got := causes(answers.Observations); !slices.Equal(got, c.causes) {
				t.Errorf("causes %v: %+v", got, answers.Observations)
			}
			if strings.Contains(net.seen(""), "evil.example") {
				t.Error("the redirect was followed")
			}
		})
	}
}

// The question is the iPhone's: an empty bearer and the address, once.
func TestServerChallengeQuestion(t *testing.T) {
	net := newMicrosoft(t)
	var header http.Header
	net.on(publicMail, exchange(activeSync("https://outlook.office365.com/Microsoft-Server-ActiveSync"), func(w http.ResponseWriter, r *http.Request) {
		header = r.Header.Clone()
		challenged(entraBearer)(w, r)
	}))
	net.prober(t).Ask(context.Background(), someone, nil)
	if got := net.asked(publicMail); len(got) != 2 || got[1] != "OPTIONS /Microsoft-Server-ActiveSync" {
		t.Errorf("asked %q", got)
	}
	if strings.TrimSpace(header.Get("Authorization")) != "Bearer" || header.Get("X-User-Identity") != someone {
		t.Errorf("%v", header)
	}
}

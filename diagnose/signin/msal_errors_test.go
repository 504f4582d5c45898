package signin

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	msal "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"synchelper/diagnose/entra"
)

const (
	appleID       = "f8d98a96-0999-43f5-8af3-69971c7bb423"
	traceID       = "0c1f2a34-5b67-4c89-8d01-23456789ab00"
	correlationID = "7d3e9b52-6a41-4f0e-9c8b-1a2b3c4d5e6f"
	stamp         = "2026-11-23 08:12:04Z"
)

// refusal is what Entra's token endpoint answers with status 400.
type refusal struct {
	code     int
	err      string
	suberror string
	sentence string
	claims   string
	between  string // what parts the sentence from Trace ID: CRLF in older answers, a blank since 2023
}

func (r refusal) json() string {
	more := ""
	if r.suberror != "" {
		more += fmt.Sprintf(`,"suberror":%q`, r.suberror)
	}
	if r.claims != "" {
		more += fmt.Sprintf(`,"claims":%q`, r.claims)
	}
	description := fmt.Sprintf("AADSTS%d: %s%sTrace ID: %s%sCorrelation ID: %s%sTimestamp: %s",
		r.code, r.sentence, r.between, traceID, r.between, correlationID, r.between, stamp)
	return fmt.Sprintf(`{"error":%q,"error_description":%q,"error_codes":[%d],"timestamp":%q,"trace_id":%q,`+
		`"correlation_id":%q,"error_uri":"https://login.microsoftonline.com/error?code=%d"%s}`,
		r.err, description, r.code, stamp, traceID, correlationID, r.code, more)
}

// refuse is a tenant on loopback TLS that redeems nothing. It notes what it was sent.
func refuse(t *testing.T, r refusal) (tenant *httptest.Server, sent *strings.Builder) {
	t.Helper()
	sent = new(strings.Builder)
	mux := http.NewServeMux()
	tenant = httptest.NewTLSServer(mux)
	t.Cleanup(tenant.Close)
	mux.HandleFunc("GET /contoso.com/v2.0/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"issuer":"%[1]s/contoso.com/v2.0","authorization_endpoint":"%[1]s/contoso.com/oauth2/v2.0/authorize",`+
			`"token_endpoint":"%[1]s/contoso.com/oauth2/v2.0/token"}`, tenant.URL)
	})
	mux.HandleFunc("POST /contoso.com/oauth2/v2.0/token", func(w http.ResponseWriter, request *http.Request) {
		sent.WriteString(request.FormValue("code") + " " + request.FormValue("code_verifier"))
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(r.json()))
	})
	return tenant, sent
}

// redeem has MSAL redeem a code there and returns its error.
func redeem(t *testing.T, tenant *httptest.Server, code, verifier string) error {
	t.Helper()
	client, err := public.New(appleID, public.WithAuthority(tenant.URL+"/contoso.com"),
		public.WithInstanceDiscovery(false), public.WithHTTPClient(tenant.Client()))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	_, err = client.AcquireTokenByAuthCode(ctx, code, "com.apple.Preferences://oauth-redirect",
		[]string{"https://outlook.office365.com/.default"}, public.WithChallenge(verifier))
	return err
}

func TestWhatMSALReportsIsRead(t *testing.T) {
	for name, r := range map[string]refusal{
		"consent is missing": {code: 65001, err: "invalid_grant", suberror: "consent_required", between: " ",
			sentence: "The user or administrator has not consented to use the application with ID '" + appleID +
				"' named 'Apple Internet Accounts'. Send an interactive authorization request for this user and resource."},
		"a second step is asked for": {code: 50076, err: "interaction_required", suberror: "basic_action", between: "\r\n",
			claims: `{"access_token":{"capolids":{"essential":true,"values":["11111111-2222-4333-8444-555555555555"]}}}`,
			sentence: "Due to a configuration change made by your administrator, or because you moved to a new location, " +
				"you must use multi-factor authentication to access '00000002-0000-0ff1-ce00-000000000000'."},
		"a policy refuses": {code: 53003, err: "access_denied", suberror: "message_only", between: " ",
			sentence: "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance."},
		"the code is too old": {code: 70008, err: "invalid_grant", between: "\r\n",
			sentence: "The provided authorization code or refresh token has expired due to inactivity. " +
				"Send a new interactive authorization request for this user and resource."},
	} {
		t.Run(name, func(t *testing.T) {
			tenant, sent := refuse(t, r)
			code, verifier := "0.A"+strings.Repeat("Xq7", 40), strings.Repeat("v3r", 20)
			err := redeem(t, tenant, code, verifier)
			var failed msal.CallErr
			if !errors.As(err, &failed) {
				t.Fatalf("MSAL reported %T, want errors.CallErr", err)
			}
			if sent.String() != code+" "+verifier {
				t.Errorf("MSAL sent %q as code and verifier", sent)
			}
			check(t, r, "Error", err.Error())
			check(t, r, "Verbose", msal.Verbose(err))
		})
	}
}

func check(t *testing.T, want refusal, from, text string) {
	t.Helper()
	reading, err := entra.Read([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", from, err)
	}
	got := reading.Said
	if got.Primary != want.code || !slices.Equal(got.Codes, []int{want.code}) {
		t.Errorf("%s: code %d of %v, want %d alone", from, got.Primary, got.Codes, want.code)
	}
	if got.Error != want.err || got.Suberror != want.suberror {
		t.Errorf("%s: error %q, suberror %q, want %q and %q", from, got.Error, got.Suberror, want.err, want.suberror)
	}
	if got.CorrelationID != correlationID || got.TraceID != traceID {
		t.Errorf("%s: correlation id %q, trace id %q", from, got.CorrelationID, got.TraceID)
	}
	if got.Timestamp.UTC().Format("2006-01-02 15:04:05Z") != stamp {
		t.Errorf("%s: timestamp %v, want %s", from, got.Timestamp, stamp)
	}
	if got.Claims != want.claims {
		t.Errorf("%s: claims %q, want %q", from, got.Claims, want.claims)
	}
}

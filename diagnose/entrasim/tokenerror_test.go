package entrasim

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"synchelper/diagnose/entra"
)

const ownCorrelation = "7d3e9b52-6a41-4f0e-9c8b-1a2b3c4d5e6f"

// redeemed has a fresh code redeemed while the company is in a state.
func redeemed(t *testing.T, c *Company, change func(*Tenant), headers ...string) received {
	t.Helper()
	form := redemption(c, c.issueCode(asked(c), c.Tenant().User))
	if change != nil {
		c.Change(change)
	}
	return ask(t, c, http.MethodPost, tokenAddress(c), form, headers...)
}

func TestEveryStateIsRefusedInItsOwnWords(t *testing.T) {
	for _, try := range []struct {
		change          func(*Tenant)
		status, number  int
		error, suberror string
	}{
		{func(t *Tenant) { t.Granted = GrantedToNobody }, 400, 65001, "invalid_grant", "consent_required"},
		{func(t *Tenant) { t.Granted = GrantedToOther }, 400, 65001, "invalid_grant", "consent_required"},
		{func(t *Tenant) { t.App = AppMissing }, 400, 65001, "invalid_grant", "consent_required"},
		{func(t *Tenant) { t.App = AppDisabled }, 400, 7000112, "unauthorized_client", ""},
		{func(t *Tenant) { t.App = AppUnassigned }, 400, 50105, "invalid_grant", ""},
		{func(t *Tenant) { t.App = AppNotFound }, 400, 700016, "unauthorized_client", ""},
		{func(t *Tenant) { t.Account = AccountNotFound }, 400, 50034, "invalid_grant", "bad_token"},
		{func(t *Tenant) { t.Account = AccountDisabled }, 400, 50057, "invalid_grant", ""},
		{func(t *Tenant) { t.Account = AccountLocked }, 400, 50053, "invalid_grant", ""},
		{func(t *Tenant) { t.Account = AccountPasswordExpired }, 400, 50055, "invalid_grant", "user_password_expired"},
		{func(t *Tenant) { t.Account = AccountGuest }, 400, 50020, "invalid_grant", ""},
		{func(t *Tenant) { t.Personal = true }, 400, 50020, "invalid_grant", ""},
		{func(t *Tenant) { t.Second = SecondRequired }, 400, 50076, "interaction_required", "basic_action"},
		{func(t *Tenant) { t.Second = SecondRegister }, 400, 50079, "interaction_required", "basic_action"},
		{func(t *Tenant) { t.Second = SecondFails }, 400, 500121, "interaction_required", "basic_action"},
		{func(t *Tenant) { t.Policy = 53000 }, 400, 53000, "interaction_required", "message_only"},
		{func(t *Tenant) { t.Policy = 53003 }, 400, 53003, "invalid_grant", "message_only"},
		{func(t *Tenant) { t.Trouble = 50173 }, 400, 50173, "invalid_grant", "bad_token"},
		{func(t *Tenant) { t.Trouble = 70043 }, 400, 70043, "invalid_grant", "token_expired"},
		{func(t *Tenant) { t.Trouble = 50196 }, 400, 50196, "invalid_grant", ""},
		{func(t *Tenant) { t.Trouble = 7000218 }, 401, 7000218, "invalid_client", ""},
		{func(t *Tenant) { t.Trouble = 90055 }, 429, 90055, "temporarily_unavailable", ""},
		{func(t *Tenant) { t.Trouble = 90033 }, 503, 90033, "temporarily_unavailable", ""},
		{func(t *Tenant) { t.Trouble = 53011 }, 400, 53011, "invalid_grant", ""}, // a number without a sentence here
	} {
		t.Run(strconv.Itoa(try.number), func(t *testing.T) {
			got := redeemed(t, begin(t, Options{}), try.change)
			body := refused(t, got, try.status, try.number)
			if body.Error != try.error || body.Suberror != try.suberror || body.Claims != "" {
				t.Errorf("error %q, suberror %q, claims %q", body.Error, body.Suberror, body.Claims)
			}
			if waits := got.Header.Get("Retry-After") != ""; waits != (try.status == 429 || try.status == 503) {
				t.Errorf("status %d with Retry-After %q", try.status, got.Header.Get("Retry-After"))
			}
			if strings.ContainsAny(body.Description, "{}") && try.number != 50034 {
				t.Errorf("not filled in: %s", body.Description)
			}
		})
	}
}

func TestSentencesAreFilledIn(t *testing.T) {
	c := begin(t, Options{})
	for number := range sentences() {
		said := c.told(number, asked(c)).Sentence
		left := strings.ReplaceAll(said, "{EUII Hidden}", "") // which is Microsoft's own, to the letter
		if strings.ContainsAny(left, "{}") || said == "" {
			t.Errorf("AADSTS%d: %s", number, said)
		}
	}
}

func TestClaimsComeWithPolicies(t *testing.T) {
	for _, change := range []func(*Tenant){
		func(t *Tenant) { t.Policy, t.Claims = 53003, true },
		func(t *Tenant) { t.Second, t.Claims = SecondRequired, true },
	} {
		var body tokenError
		redeemed(t, begin(t, Options{}), change).read(t, &body)
		if !strings.Contains(body.Claims, `"capolids"`) {
			t.Errorf("AADSTS%d carries the claims %q", body.Codes[0], body.Claims)
		}
	}
}

// Whatever shape an answer has, who reads such texts for a living must find everything in it.
func TestEveryShapeIsRead(t *testing.T) {
	now := newClock()
	tails, withURI, withTwo := map[string]bool{}, map[bool]bool{}, map[bool]bool{}
	for seed := range 30 {
		c := begin(t, Options{Seed: seed, Now: now.Now})
		spent := redemption(c, c.issueCode(asked(c), c.Tenant().User))
		ask(t, c, http.MethodPost, tokenAddress(c), spent)
		got := ask(t, c, http.MethodPost, tokenAddress(c), spent, "client-request-id", ownCorrelation)
		body := refused(t, got, 400, 54005)
		tail := body.Description[strings.Index(body.Description, "Trace ID")-2:]
		tails[tail[:2]], withURI[body.URI != ""], withTwo[len(body.Codes) == 2] = true, true, true
		reading, err := entra.Read([]byte(got.text))
		if err != nil {
			t.Fatal(err)
		}
		said := reading.Said
		if said.Primary != 54005 || !slices.Equal(said.Codes, body.Codes) || said.Error != body.Error {
			t.Errorf("seed %d: read %+v from %s", seed, said, got.text)
		}
		if said.CorrelationID != ownCorrelation || said.TraceID != body.TraceID || !said.Timestamp.Equal(now.Now()) {
			t.Errorf("seed %d: read %s, %s, %v", seed, said.CorrelationID, said.TraceID, said.Timestamp)
		}
	}
	if len(tails) != 3 || len(withURI) != 2 || len(withTwo) != 2 {
		t.Errorf("tails %v, error_uri %v, two numbers %v: all of them want to be seen", tails, withURI, withTwo)
	}
}

func TestAnswersAreNumbered(t *testing.T) {
	c := begin(t, Options{})
	got := redeemed(t, c, func(t *Tenant) { t.Policy = 53003 }, "client-request-id", ownCorrelation, "return-client-request-id", "true")
	body := refused(t, got, 400, 53003)
	for name, want := range map[string]string{
		"x-ms-request-id": body.TraceID, "client-request-id": ownCorrelation, "Cache-Control": "no-store, no-cache",
		"Content-Type": "application/json; charset=utf-8", "Strict-Transport-Security": "",
	} {
		if got.Header.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, got.Header.Get(name), want)
		}
	}
	if body.CorrelationID != ownCorrelation {
		t.Errorf("correlation id %s", body.CorrelationID)
	}
	refused(t, ask(t, c, http.MethodPost, tokenAddress(c), redemption(c, "x"), "client-request-id", "no GUID <at all>"), 400, 70000)
}

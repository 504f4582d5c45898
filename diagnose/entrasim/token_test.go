package entrasim

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"math/big"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// claimsOf checks a token's signature against the published keys, as a stranger would (RFC 7515, RFC 7517), and returns
// what it says.
func claimsOf(t *testing.T, c *Company, token string) map[string]any {
	t.Helper()
	var keys struct {
		Keys []struct{ Kid, Kty, N, E string }
	}
	ask(t, c, http.MethodGet, login(c, "/common/discovery/v2.0/keys"), nil).read(t, &keys)
	parts := strings.Split(token, ".")
	if len(parts) != 3 || len(keys.Keys) != 1 {
		t.Fatalf("%d parts, %d keys", len(parts), len(keys.Keys))
	}
	var header struct{ Alg, Kid string }
	if err := fromBase64JSON(parts[0], &header); err != nil || header.Alg != "RS256" || header.Kid != keys.Keys[0].Kid {
		t.Fatalf("header %+v, %v", header, err)
	}
	decode := func(s string) []byte { b, _ := base64.RawURLEncoding.DecodeString(s); return b }
	key := &rsa.PublicKey{N: new(big.Int).SetBytes(decode(keys.Keys[0].N)), E: int(new(big.Int).SetBytes(decode(keys.Keys[0].E)).Int64())}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err := rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], decode(parts[2])); err != nil {
		t.Fatal(err)
	}
	claims := map[string]any{}
	if err := fromBase64JSON(parts[1], &claims); err != nil {
		t.Fatal(err)
	}
	return claims
}

func checkClaims(t *testing.T, got, want map[string]any) {
	t.Helper()
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s is %v, want %v", name, got[name], value)
		}
	}
}

func TestACodeBecomesSignedTokens(t *testing.T) {
	c := begin(t, Options{})
	answer, tenant := tokens(t, c), c.Tenant()
	if answer.Type != "Bearer" || answer.Expires <= 0 || answer.Refresh != "" || answer.ClientInfo != "" {
		t.Errorf("%+v", answer)
	}
	if !slices.Contains(strings.Fields(answer.Scope), exchange(c, "/EAS.AccessAsUser.All")) {
		t.Errorf("scope is %q", answer.Scope)
	}
	app := asked(c).ClientID
	checkClaims(t, claimsOf(t, c, answer.ID), map[string]any{
		"aud": app, "iss": login(c, "/"+tenant.TenantID+"/v2.0"), "tid": tenant.TenantID, "preferred_username": tenant.User,
		"nonce": "a nonce", "ver": "2.0", "oid": objectID(tenant, tenant.User), "name": tenant.Name,
	})
	checkClaims(t, claimsOf(t, c, answer.Access), map[string]any{
		"aud": c.Cloud().ExchangeResource, "iss": login(c, "/"+tenant.TenantID+"/"), "tid": tenant.TenantID, "upn": tenant.User,
		"scp": fullScopes, "appid": app, "ver": "1.0",
	})
}

func TestTokensSayWhatTheStateSays(t *testing.T) {
	c := begin(t, Options{}, func(t *Tenant) {
		t.Granted, t.HomeTenant = GrantedTooLittle, "11111111-2222-4333-8444-555555555599"
	})
	answer := tokens(t, c)
	access, id := claimsOf(t, c, answer.Access), claimsOf(t, c, answer.ID)
	if access["scp"] != narrowScopes || strings.Contains(answer.Scope, mailScope) {
		t.Errorf("too narrow a grant gave %v, %s", access["scp"], answer.Scope)
	}
	if id["tid"] != "11111111-2222-4333-8444-555555555599" {
		t.Errorf("an account of another tenant is of %v", id["tid"])
	}
}

func TestTheV1EndpointTakesResources(t *testing.T) {
	c := begin(t, Options{})
	req := asked(c)
	req.V1, req.Scope, req.Resource = true, "", c.Cloud().ExchangeResource+"/"
	form := redemption(c, c.issueCode(req, c.Tenant().User))
	form.Del("scope")
	form.Set("resource", req.Resource)
	var answer tokenAnswer
	ask(t, c, http.MethodPost, login(c, "/common/oauth2/token"), form).read(t, &answer)
	checkClaims(t, claimsOf(t, c, answer.Access), map[string]any{"aud": c.Cloud().ExchangeResource, "scp": fullScopes})
	checkClaims(t, claimsOf(t, c, answer.ID), map[string]any{"ver": "1.0", "upn": c.Tenant().User, "preferred_username": nil})
}

func TestRefreshTokensAreForThoseWhoAsk(t *testing.T) {
	c := begin(t, Options{})
	form := redemption(c, c.issueCode(asked(c), c.Tenant().User))
	form.Set("scope", form.Get("scope")+" offline_access")
	form.Set("client_info", "1")
	var answer tokenAnswer
	ask(t, c, http.MethodPost, tokenAddress(c), form).read(t, &answer)
	if answer.Refresh == "" || answer.ClientInfo == "" {
		t.Fatalf("asked for both: %+v", answer)
	}
	again := url.Values{"client_id": {asked(c).ClientID}, "grant_type": {"refresh_token"}, "refresh_token": {answer.Refresh}}
	var second tokenAnswer
	ask(t, c, http.MethodPost, tokenAddress(c), again).read(t, &second)
	if second.Access == "" || second.Refresh != "" {
		t.Errorf("%+v", second)
	}
	again.Set("client_id", "2cee05de-2b8f-45a2-8289-2a06ca32c4c8")
	refused(t, ask(t, c, http.MethodPost, tokenAddress(c), again), 400, 70000)
	c.Change(func(t *Tenant) { t.App = AppDisabled })
	again.Set("client_id", asked(c).ClientID)
	refused(t, ask(t, c, http.MethodPost, tokenAddress(c), again), 400, 7000112)
}

func TestCodesCountOnceForThoseTheyWereMadeFor(t *testing.T) {
	for name, try := range map[string]struct {
		change func(form url.Values)
		after  time.Duration
		number int
	}{
		"wrong verifier":   {func(form url.Values) { form.Set("code_verifier", "another") }, 0, 501481},
		"no verifier":      {func(form url.Values) { form.Del("code_verifier") }, 0, 501481},
		"too late":         {func(url.Values) {}, codeLives + time.Second, 70008},
		"another redirect": {func(form url.Values) { form.Set("redirect_uri", "https://localhost/") }, 0, 500112},
		"another app":      {func(form url.Values) { form.Set("client_id", "2cee05de-2b8f-45a2-8289-2a06ca32c4c8") }, 0, 70000},
		"unknown app":      {func(form url.Values) { form.Set("client_id", "11111111-2222-4333-8444-555555555509") }, 0, 700016},
		"no app":           {func(form url.Values) { form.Del("client_id") }, 0, 900144},
		"no such code":     {func(form url.Values) { form.Set("code", "1.Anothing") }, 0, 70000},
		"no code":          {func(form url.Values) { form.Del("code") }, 0, 900144},
		"no grant type":    {func(form url.Values) { form.Del("grant_type") }, 0, 900144},
		"a password":       {func(form url.Values) { form.Set("grant_type", "password") }, 0, 70003},
		"another resource": {func(form url.Values) { form.Set("scope", "https://contoso.com/.default") }, 0, 500011},
		"too long a form":  {func(form url.Values) { form.Set("code", strings.Repeat("x", maxBody)) }, 0, 9002313},
	} {
		t.Run(name, func(t *testing.T) {
			now := newClock()
			c := begin(t, Options{Now: now.Now})
			form := redemption(c, c.issueCode(asked(c), c.Tenant().User))
			try.change(form)
			now.pass(try.after)
			refused(t, ask(t, c, http.MethodPost, tokenAddress(c), form), 400, try.number)
		})
	}
}

func TestACodeIsSpentByItsUseAlone(t *testing.T) {
	c := begin(t, Options{})
	right := redemption(c, c.issueCode(asked(c), c.Tenant().User))
	wrong := redemption(c, right.Get("code"))
	wrong.Set("code_verifier", "another")
	refused(t, ask(t, c, http.MethodPost, tokenAddress(c), wrong), 400, 501481)
	if got := ask(t, c, http.MethodPost, tokenAddress(c), right); got.StatusCode != 200 {
		t.Fatalf("after a wrong verifier the right one gets %s", got.text)
	}
	refused(t, ask(t, c, http.MethodPost, tokenAddress(c), right), 400, 54005)
}

func TestTheTokenEndpointWantsAPost(t *testing.T) {
	c := begin(t, Options{})
	refused(t, ask(t, c, http.MethodGet, tokenAddress(c), nil), 400, 900561)
	refused(t, ask(t, c, http.MethodPost, login(c, "/nobody.example/oauth2/v2.0/token"), redemption(c, "code")), 400, 90002)
}

func TestPlainChallenges(t *testing.T) {
	for name, try := range map[string]struct {
		req  authorizeRequest
		want bool
	}{
		"none":       {authorizeRequest{}, true},
		"plain":      {authorizeRequest{Challenge: theVerifier, Method: "plain"}, true},
		"plain else": {authorizeRequest{Challenge: "another", Method: "plain"}, false},
		"S256":       {authorizeRequest{Challenge: challengeOf(theVerifier), Method: "S256"}, true},
	} {
		if got := verifies(try.req, theVerifier); got != try.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

func TestForeignTokensAreSeen(t *testing.T) {
	ours, theirs := newSigningKey(), newSigningKey()
	good := ours.sign(map[string]string{"aud": "x"})
	parts := strings.Split(good, ".")
	none := base64url([]byte(`{"alg":"none","kid":"`+ours.id+`"}`)) + "." + parts[1] + "."
	for name, token := range map[string]string{
		"another's": theirs.sign(map[string]string{"aud": "x"}), "unsigned": none, "cut": parts[0] + "." + parts[1], "empty": "",
		"changed": parts[0] + "." + base64url([]byte(`{"aud":"y"}`)) + "." + parts[2], "no base 64": parts[0] + "." + parts[1] + ".!",
	} {
		if err := ours.verify(token, &accessClaims{}); err == nil {
			t.Errorf("%s: taken for ours", name)
		}
	}
	if err := ours.verify(good, &accessClaims{}); err != nil {
		t.Errorf("ours: %v", err)
	}
}

package entrasim

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestAutodiscoverSaysWhereAMailboxIs(t *testing.T) {
	for name, try := range map[string]struct {
		change  func(*Tenant)
		address string
		status  int
		own     bool
	}{
		"at Exchange":       {nil, "user0@contoso.com", 200, false},
		"in any case":       {nil, "USER0@Contoso.com", 200, false},
		"another address":   {func(t *Tenant) { t.MailboxOf = "zero@contoso.com" }, "zero@contoso.com", 200, false},
		"ActiveSync off":    {func(t *Tenant) { t.Mailbox = MailboxSyncOff }, "user0@contoso.com", 200, false},
		"no mailbox":        {func(t *Tenant) { t.Mailbox = MailboxMissing }, "user0@contoso.com", 404, false},
		"nobody":            {nil, "nobody@contoso.com", 404, false},
		"the company's own": {func(t *Tenant) { t.Mailbox = MailboxOnPremises }, "user0@contoso.com", 200, true},
	} {
		t.Run(name, func(t *testing.T) {
			c := begin(t, Options{})
			if try.change != nil {
				c.Change(try.change)
			}
			for _, path := range []string{
				"/autodiscover/autodiscover.json/v1.0/" + try.address + "?Protocol=ActiveSync",
				"/autodiscover/autodiscover.json?Email=" + try.address + "&Protocol=ActiveSync&RedirectCount=1",
			} {
				got := ask(t, c, http.MethodGet, exchange(c, path), nil)
				if try.own {
					if got.StatusCode != http.StatusFound {
						t.Fatalf("status %d, want a redirect", got.StatusCode)
					}
					got = ask(t, c, http.MethodGet, got.Header.Get("Location"), nil)
				}
				checkAutodiscovered(t, c, got, try.status, try.own)
			}
		})
	}
	c := begin(t, Options{})
	if got := ask(t, c, http.MethodGet, exchange(c, "/autodiscover/autodiscover.json/v1.0/user0@contoso.com?Protocol=x"), nil); got.StatusCode != 400 {
		t.Errorf("an unknown protocol gets %d", got.StatusCode)
	}
}

func checkAutodiscovered(t *testing.T, c *Company, got received, status int, own bool) {
	t.Helper()
	if got.StatusCode != status {
		t.Fatalf("status %d, want %d", got.StatusCode, status)
	}
	if status != 200 {
		return
	}
	var found autodiscovered
	got.read(t, &found)
	if isOwn := strings.HasPrefix(found.URL, "https://"+c.OwnHost()+"/"); isOwn != own || found.Protocol != "ActiveSync" {
		t.Errorf("%+v", found)
	}
}

func options(t *testing.T, c *Company, bearer string) received {
	t.Helper()
	return ask(t, c, http.MethodOptions, exchange(c, activeSyncPath), nil, "Authorization", bearer)
}

func TestAnEmptyBearerIsToldWhoIssuesTokens(t *testing.T) {
	c := begin(t, Options{})
	got := options(t, c, "Bearer ")
	challenges := strings.Join(got.Header.Values("WWW-Authenticate"), "\n")
	for _, want := range []string{
		`authorization_uri="` + login(c, "/common/oauth2/authorize") + `"`, `issuer_kind="AzureAD"`,
		`trusted_issuers="00000001-0000-0000-c000-000000000000@*"`, `error="invalid_token"`,
	} {
		if got.StatusCode != 401 || !strings.Contains(challenges, want) {
			t.Errorf("status %d, %s lacks %s", got.StatusCode, challenges, want)
		}
	}
	if got := options(t, c, ""); got.StatusCode != 451 {
		t.Errorf("nothing at all gets %d", got.StatusCode)
	}
	own := ask(t, c, http.MethodOptions, "https://"+c.OwnHost()+activeSyncPath, nil, "Authorization", "Bearer ")
	if challenge := own.Header.Get("WWW-Authenticate"); own.StatusCode != 401 ||
		!strings.Contains(challenge, `authorization_uri="https://`+c.OwnHost()+`/adfs/oauth2/authorize"`) {
		t.Errorf("the company's own server: %d, %s", own.StatusCode, challenge)
	}
	c.Change(func(t *Tenant) { t.Mailbox = MailboxMoved })
	if got := options(t, c, "Bearer "); got.StatusCode != 451 || !strings.Contains(got.Header.Get("X-MS-Location"), c.OwnHost()) {
		t.Errorf("a mailbox that moved: %d, %s", got.StatusCode, got.Header.Get("X-MS-Location"))
	}
}

func TestATokenOpensWhatTheMailboxsStateGives(t *testing.T) {
	for _, try := range []struct {
		mailbox MailboxState
		status  int
		header  string
		holds   string
	}{
		{MailboxFine, 200, "MS-ASProtocolVersions", "16.1"},
		{MailboxSyncOff, 403, "x-ms-diagnostics", "ActiveSync"},
		{MailboxMoved, 451, "X-MS-Location", "https://localhost:"},
		{MailboxBusy, 503, "Retry-After", "30"},
		{MailboxWantsClaims, 401, "WWW-Authenticate", `error="insufficient_claims"`},
		{MailboxMissing, 404, "request-id", "-"},
	} {
		t.Run("mailbox "+string(try.mailbox), func(t *testing.T) {
			c := begin(t, Options{})
			token := tokens(t, c).Access
			c.Change(func(t *Tenant) { t.Mailbox = try.mailbox })
			got := options(t, c, "Bearer "+token)
			if got.StatusCode != try.status || !strings.Contains(got.Header.Get(try.header), try.holds) {
				t.Errorf("status %d, %s: %s", got.StatusCode, try.header, got.Header.Get(try.header))
			}
		})
	}
}

func TestClaimsOfTheMailboxAreJSON(t *testing.T) {
	c := begin(t, Options{}, func(t *Tenant) { t.Mailbox = MailboxWantsClaims })
	challenge := options(t, c, "Bearer "+tokens(t, c).Access).Header.Get("WWW-Authenticate")
	_, rest, _ := strings.Cut(challenge, `claims="`)
	claims, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(rest, `"`))
	if err != nil || !strings.HasPrefix(string(claims), `{"access_token":{"nbf":`) {
		t.Errorf("%s: %s, %v", challenge, claims, err)
	}
}

func TestBadTokensOpenNothing(t *testing.T) {
	now := newClock()
	c, another := begin(t, Options{Now: now.Now}), begin(t, Options{Now: now.Now})
	req := asked(c)
	req.Scope = "openid profile"
	form := redemption(c, c.issueCode(req, c.Tenant().User))
	form.Set("scope", req.Scope)
	var forGraph tokenAnswer
	ask(t, c, http.MethodPost, tokenAddress(c), form).read(t, &forGraph)
	good := tokens(t, c).Access
	c.Change(func(t *Tenant) { t.Granted = GrantedTooLittle })
	narrow := tokens(t, c).Access
	for name, try := range map[string]struct {
		token, number string
		after         time.Duration
	}{
		"no token":        {"nonsense", "2000001", 0},
		"another company": {tokens(t, another).Access, "2000001", 0},
		"for Graph":       {forGraph.Access, "2000003", 0},
		"too narrow":      {narrow, "2000008", 0},
		"too old":         {good, "2000005", tokenLives + time.Second},
	} {
		now.pass(try.after)
		got := options(t, c, "Bearer "+try.token)
		if said := got.Header.Get("x-ms-diagnostics"); got.StatusCode != 401 || !strings.HasPrefix(said, try.number+";reason=") {
			t.Errorf("%s: status %d, %s", name, got.StatusCode, said)
		}
		now.pass(-try.after)
	}
}

package consent_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

const (
	apple  = "f8d98a96-0999-43f5-8af3-69971c7bb423"
	login  = "https://login.microsoftonline.com/"
	good   = login + tenantID + "/adminconsent?client_id=" + apple
	scope  = "scope=https://outlook.office365.com/.default"
	goodV2 = login + tenantID + "/v2.0/adminconsent?client_id=" + apple + "&" + scope
)

func TestCheckAccepts(t *testing.T) {
	for _, address := range []string{
		good, goodV2,
		login + "contoso.com/adminconsent?client_id=" + apple,
		login + "organizations/adminconsent?client_id=" + apple,
		"https://aka.ms/ConsentAppleApp", "https://aka.ms/mfasetup",
		"https://entra.microsoft.com", "https://entra.microsoft.com/", "https://entra.microsoft.us",
		"https://outlook.office.com", "https://partner.outlook.cn/owa/",
		"https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/grant-admin-consent",
		"https://support.apple.com/en-us/111798", "https://support.microsoft.com/en-us/office",
		"https://github.com/MicrosoftDocs/entra-docs", "https://www.rfc-editor.org/rfc/rfc6068",
		"https://teams.microsoft.com/l/chat/0/0?users=&message=Hello%2C%20you%0D%0A",
	} {
		if err := consent.Check(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// attack changes a good link in one way.
func attack(link, from, to string) string {
	if !strings.Contains(link, from) {
		panic("nothing to attack: " + from)
	}
	return strings.Replace(link, from, to, 1)
}

func TestCheckRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		address string
		rule    consent.Rule
	}{
		"empty":                 {"", consent.RuleScheme},
		"http":                  {attack(good, "https", "http"), consent.RuleScheme},
		"no scheme":             {attack(good, "https:", ""), consent.RuleScheme},
		"upper-case scheme":     {attack(good, "https", "HTTPS"), consent.RuleScheme},
		"javascript":            {"javascript:alert(1)", consent.RuleScheme},
		"data":                  {"data:text/html,x", consent.RuleScheme},
		"file":                  {"file:///etc/passwd", consent.RuleScheme},
		"one slash":             {attack(good, "https://", "https:/"), consent.RuleScheme},
		"three slashes":         {attack(good, "https://", "https:///"), consent.RuleHost},
		"no host":               {"https://", consent.RuleHost},
		"userinfo":              {attack(good, "https://", "https://admin@"), consent.RuleUserinfo},
		"userinfo as a host":    {attack(good, ".com/", ".com@evil.example/"), consent.RuleUserinfo},
		"password":              {attack(good, "https://", "https://a:b@"), consent.RuleUserinfo},
		"port":                  {attack(good, ".com/", ".com:8443/"), consent.RulePort},
		"own port":              {attack(good, ".com/", ".com:443/"), consent.RulePort},
		"empty port":            {attack(good, ".com/", ".com:/"), consent.RulePort},
		"other host":            {attack(good, "login.microsoftonline.com", "login.example"), consent.RuleHost},
		"host below ours":       {attack(good, ".com/", ".com.evil.example/"), consent.RuleHost},
		"host that ends so":     {attack(good, "login.", "evil-login."), consent.RuleHost},
		"host above ours":       {attack(good, "login.", ""), consent.RuleHost},
		"older sign-in host":    {attack(good, "microsoftonline.com", "windows.net"), consent.RuleHost},
		"dot at the end":        {attack(good, ".com/", ".com./"), consent.RuleHost},
		"upper-case host":       {attack(good, "login", "Login"), consent.RuleHost},
		"escaped host":          {attack(good, "login", "%6cogin"), consent.RuleHost},
		"address for a host":    {"https://127.0.0.1/", consent.RuleHost},
		"any short link host":   {"https://bit.ly/ConsentAppleApp", consent.RuleHost},
		"cyrillic look-alike":   {attack(good, "login", "l\u043egin"), consent.RuleForm},
		"same in ASCII":         {attack(good, "login", "xn--lgin-qqc"), consent.RuleHost},
		"full-width dot":        {attack(good, ".com", "\uff0ecom"), consent.RuleForm},
		"full-width slash":      {attack(good, ".com/", ".com\uff0f"), consent.RuleForm},
		"bidi":                  {good + "\u202e", consent.RuleForm},
		"zero width":            {attack(good, "login", "login\u200b"), consent.RuleForm},
		"backslash":             {attack(good, ".com/", `.com\@evil.example/`), consent.RuleForm},
		"line break":            {good + "\r\nX: y", consent.RuleForm},
		"tab":                   {attack(good, "login", "lo\tgin"), consent.RuleForm},
		"space before":          {" " + good, consent.RuleForm},
		"nul":                   {good + "\x00", consent.RuleForm},
		"invalid UTF-8":         {good + "\xff", consent.RuleForm},
		"markup":                {good + "<b>", consent.RuleForm},
		"fragment":              {good + "#code=1", consent.RuleFragment},
		"empty fragment":        {good + "#", consent.RuleFragment},
		"fragment for a page":   {"https://entra.microsoft.com/#view/x", consent.RuleFragment},
		"double slash":          {attack(good, "/adminconsent", "//adminconsent"), consent.RulePath},
		"path traversal":        {attack(good, tenantID, "x/../"+tenantID), consent.RulePath},
		"escaped traversal":     {attack(good, tenantID, "%2e%2e/"+tenantID), consent.RulePath},
		"escaped dot":           {attack(good, "/adminconsent", "/%2e/adminconsent"), consent.RulePath},
		"escaped letter":        {attack(good, "adminconsent", "%61dminconsent"), consent.RulePath},
		"escaped slash":         {attack(good, "/adminconsent", "%2fadminconsent"), consent.RulePath},
		"dot segment":           {attack(good, "/adminconsent", "/./adminconsent"), consent.RulePath},
		"path parameter":        {attack(good, "adminconsent", "adminconsent;a=b"), consent.RulePath},
		"other case of path":    {attack(good, "adminconsent", "adminConsent"), consent.RulePath},
		"slash at the end":      {attack(good, "adminconsent", "adminconsent/"), consent.RulePath},
		"authorize":             {attack(good, "adminconsent", "oauth2/authorize"), consent.RulePath},
		"device code":           {login + "common/oauth2/deviceauth", consent.RulePath},
		"sign-in host bare":     {login, consent.RulePath},
		"no parameters":         {attack(good, "?client_id="+apple, ""), consent.RuleParameter},
		"empty parameters":      {attack(good, "client_id="+apple, ""), consent.RuleParameter},
		"redirect_uri":          {good + "&redirect_uri=https://evil.example", consent.RuleParameter},
		"redirect_uri in v2":    {goodV2 + "&redirect_uri=https://evil.example", consent.RuleParameter},
		"prompt":                {good + "&prompt=none", consent.RuleParameter},
		"state":                 {good + "&state=1", consent.RuleParameter},
		"login_hint":            {good + "&login_hint=a%40contoso.com", consent.RuleParameter},
		"domain_hint":           {good + "&domain_hint=contoso.com", consent.RuleParameter},
		"scope in v1":           {good + "&scope=https://outlook.office365.com/.default", consent.RuleParameter},
		"client_id twice":       {good + "&client_id=" + apple, consent.RuleParameter},
		"another client second": {good + "&client_id=00000003-0000-0000-c000-000000000000", consent.RuleParameter},
		"scope twice":           {goodV2 + "&scope=User.Read", consent.RuleParameter},
		"client_id escaped":     {attack(good, "client_id", "client%5fid"), consent.RuleParameter},
		"client_id upper case":  {attack(good, "client_id", "CLIENT_ID"), consent.RuleParameter},
		"semicolon":             {attack(good, "?", "?;"), consent.RuleParameter},
		"ampersand at the end":  {good + "&", consent.RuleParameter},
		"v2 without scope":      {goodV2[:strings.Index(goodV2, "&")], consent.RuleParameter},
		"other client id":       {attack(good, apple, "00000003-0000-0000-c000-000000000000"), consent.RuleClient},
		"one digit off":         {attack(good, "bb423", "bb424"), consent.RuleClient},
		"no client id":          {attack(good, apple, ""), consent.RuleClient},
		"client id and more":    {good + "%26", consent.RuleClient},
		"client id in braces":   {attack(good, apple, "%7b"+apple+"%7d"), consent.RuleClient},
		"client id upper case":  {attack(good, apple, strings.ToUpper(apple)), consent.RuleForm},
		"other order":           {attack(goodV2, "?client_id="+apple+"&"+scope, "?"+scope+"&client_id="+apple), consent.RuleForm},
		"extra scope":           {goodV2 + "%20Mail.Read", consent.RuleScope},
		"extra scope with plus": {goodV2 + "+Mail.Read", consent.RuleScope},
		"explicit scope":        {attack(goodV2, ".default", "EAS.AccessAsUser.All"), consent.RuleScope},
		"bare default":          {attack(goodV2, "https://outlook.office365.com/", ""), consent.RuleScope},
		"other resource":        {attack(goodV2, "outlook.office365.com", "graph.microsoft.com"), consent.RuleScope},
		"double slash in scope": {attack(goodV2, "/.default", "//.default"), consent.RuleScope},
		"escaped scope":         {attack(goodV2, "scope=https:", "scope=https%3A"), consent.RuleScope},
		"scope of 21Vianet":     {attack(goodV2, "outlook.office365.com", "partner.outlook.cn"), consent.RuleCloud},
		"scope of GCC High":     {attack(goodV2, "outlook.office365.com", "outlook.office365.us"), consent.RuleCloud},
		"host of GCC High":      {attack(goodV2, "online.com", "online.us"), consent.RuleCloud},
		"unproven cloud":        {attack(good, "online.com", "online.us"), consent.RuleUnproven},
		"unproven cloud, China": {"https://login.partner.microsoftonline.cn/contoso.com/adminconsent?client_id=" + apple, consent.RuleUnproven},
		"common":                {attack(good, tenantID, "common"), consent.RuleTenant},
		"consumers":             {attack(good, tenantID, "consumers"), consent.RuleTenant},
		"common in v2":          {attack(goodV2, tenantID, "common"), consent.RuleTenant},
		"organizations in v2":   {attack(goodV2, tenantID, "organizations"), consent.RuleTenant},
		"Organizations":         {attack(good, tenantID, "Organizations"), consent.RuleTenant},
		"no tenant":             {attack(good, tenantID+"/", ""), consent.RulePath},
		"tenant upper case":     {attack(good, tenantID, strings.ToUpper(tenantID)), consent.RuleTenant},
		"domain upper case":     {attack(good, tenantID, "Contoso.com"), consent.RuleTenant},
		"address as a tenant":   {attack(good, tenantID, "a@contoso.com"), consent.RulePath},
		"personal tenant":       {attack(good, tenantID, "9188040d-6c67-4c5b-b112-36a304b66dad"), consent.RulePersonal},
		"other personal tenant": {attack(good, tenantID, "84df9e7f-e9f6-40af-b435-aaaaaaaaaaaa"), consent.RulePersonal},
		"personal domain":       {attack(good, tenantID, "outlook.com"), consent.RulePersonal},
		"other short link":      {"https://aka.ms/ConsentOtherApp", consent.RulePath},
		"short link, more":      {"https://aka.ms/ConsentAppleApp/x", consent.RulePath},
		"short link, query":     {"https://aka.ms/ConsentAppleApp?a=b", consent.RulePath},
		"short link, case":      {"https://aka.ms/consentappleapp", consent.RulePath},
		"page, double slash":    {"https://learn.microsoft.com//evil.example", consent.RulePath},
		"page with a query":     {"https://learn.microsoft.com/x?view=y", consent.RuleParameter},
		"page with ?":           {"https://learn.microsoft.com/x?", consent.RuleParameter},
		"redirector":            {"https://outlook.office.com/owa/?url=x", consent.RuleParameter},
		"anybody's repository":  {"https://github.com/evil/MicrosoftDocs/", consent.RulePath},
		"repository, up":        {"https://github.com/MicrosoftDocs/../evil", consent.RulePath},
		"other store page":      {"https://apps.apple.com/app/id1", consent.RulePath},
		"Teams, receiver":       {"https://teams.microsoft.com/l/chat/0/0?users=a@contoso.com&message=x", consent.RuleParameter},
		"Teams, topic":          {"https://teams.microsoft.com/l/chat/0/0?users=&topicName=x&message=x", consent.RuleParameter},
		"Teams, meeting":        {"https://teams.microsoft.com/l/meetup-join/0/0?users=&message=x", consent.RulePath},
		"Teams, raw text":       {"https://teams.microsoft.com/l/chat/0/0?users=&message=a/b", consent.RuleForm},
		"Teams, hidden text":    {"https://teams.microsoft.com/l/chat/0/0?users=&message=%E2%80%AE", consent.RuleForm},
		"too long":              {"https://learn.microsoft.com/" + strings.Repeat("a", consent.MessageMax), consent.RuleLength},
	} {
		if got := ruleOf(consent.Check(c.address)); got != c.rule {
			t.Errorf("%s: rule %q, want %q: %s", name, got, c.rule, c.address)
		}
	}
}

// FuzzCheck: whatever is accepted is read by another parser as what it was checked for, and errors hold no control or
// other characters that a terminal could act on.
func FuzzCheck(f *testing.F) {
	for _, seed := range []string{good, goodV2, "https://aka.ms/ConsentAppleApp", "https://teams.microsoft.com/l/chat/0/0?users=&message=a",
		"https://learn.microsoft.com/en-us/", "https://github.com/apple/device-management/x", "https://entra.microsoft.com/#", "https://a@b:1/%2e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if err := consent.Check(address); err != nil {
			plainError(t, err)
			return
		}
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "https" || u.User != nil || u.Port() != "" || u.Fragment != "" || u.String() != address {
			t.Fatalf("accepted %q, read as %+v, %v", address, u, err)
		}
		if !strings.HasSuffix(u.Path, "/adminconsent") || !strings.HasPrefix(u.Host, "login.") {
			return
		}
		adminQuery(t, u.RawQuery)
	})
}

// adminQuery fails unless a query is one shipped client id and at most the one static scope.
func adminQuery(t *testing.T, raw string) {
	t.Helper()
	query, err := url.ParseQuery(raw)
	if err != nil || len(query["client_id"]) != 1 {
		t.Fatalf("accepted %q: %v", raw, err)
	}
	if _, ok := diagnose.MailAppByClientID(query.Get("client_id")); !ok {
		t.Fatalf("accepted the client id of %q", raw)
	}
	delete(query, "client_id")
	if scope := query["scope"]; scope != nil && !slices.Equal(scope, []string{"https://outlook.office365.com/.default"}) {
		t.Fatalf("accepted the scope of %q", raw)
	}
	delete(query, "scope")
	if len(query) > 0 {
		t.Fatalf("accepted %v", query)
	}
}

func plainError(t *testing.T, err error) {
	t.Helper()
	if ruleOf(err) == "" {
		t.Fatalf("no rule: %v", err)
	}
	for _, r := range err.Error() {
		if r < ' ' || r > '~' {
			t.Fatalf("%+q", err.Error())
		}
	}
	if len(err.Error()) > 1000 {
		t.Fatalf("%d characters", len(err.Error()))
	}
}

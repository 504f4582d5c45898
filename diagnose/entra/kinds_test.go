package entra

import (
	"slices"
	"testing"
	"time"

	"synchelper/diagnose"
)

// kind is a text of one of the kinds that people paste, whole, with what it says.
type kind struct {
	name, text         string
	codes              []int
	primary            int
	trace, correlation string
	app, tenant        string
	err                string
	timed              bool
	cause              diagnose.CauseID // of the first wording, where there is no number
	foreign            string
	secrets            []string
}

// stamp is the time that every text of a kind prints.
func stamp() time.Time { return time.Date(2026, 4, 24, 10, 40, 10, 0, time.UTC) }

func checkKinds(t *testing.T, kinds []kind) {
	t.Helper()
	for _, c := range kinds {
		t.Run(c.name, func(t *testing.T) { c.check(t, mustRead(t, c.text)) })
	}
}

func (c kind) check(t *testing.T, reading Reading) {
	t.Helper()
	said := reading.Said
	if !slices.Equal(said.Codes, c.codes) || said.Primary != c.primary {
		t.Errorf("codes %v and primary %d, want %v and %d", said.Codes, said.Primary, c.codes, c.primary)
	}
	for name, pair := range map[string][2]string{
		"trace": {said.TraceID, c.trace}, "correlation": {said.CorrelationID, c.correlation}, "app": {said.AppID, c.app},
		"tenant": {said.Tenant, c.tenant}, "error": {said.Error, c.err}, "foreign": {said.Foreign, c.foreign},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s %q, want %q", name, pair[0], pair[1])
		}
	}
	var want time.Time
	if c.timed {
		want = stamp()
	}
	if !said.Timestamp.Equal(want) {
		t.Errorf("timestamp %v, want %v", said.Timestamp, want)
	}
	if c.cause != "" && (len(said.Wordings) == 0 || said.Wordings[0].Cause != c.cause) {
		t.Errorf("wordings %v, want %s", said.Wordings, c.cause)
	}
	if !slices.Equal(reading.Secrets, c.secrets) {
		t.Errorf("secrets %v, want %v", reading.Secrets, c.secrets)
	}
}

func TestPagesAsPeopleCopyThem(t *testing.T) {
	checkKinds(t, []kind{
		{
			name: "error page",
			text: `Sign in

Sorry, but we’re having trouble signing you in.

AADSTS7000112: Application '11111111-2222-4333-8444-555555555503'(Apple Internet Accounts) is disabled.

Troubleshooting details
If you contact your administrator, send this info to them.
Copy info to clipboard

Request Id: 11111111-2222-4333-8444-555555555501
Correlation Id: 11111111-2222-4333-8444-555555555502
Timestamp: 2026-04-24T10:40:10Z
Message: AADSTS7000112: Application '11111111-2222-4333-8444-555555555503'(Apple Internet Accounts) is disabled.

Flag sign-in errors for review: Enable flagging
If you plan on getting help for this problem, enable flagging and try to reproduce the error within 20 minutes.`,
			codes: []int{7000112}, primary: 7000112, trace: guid1, correlation: guid2, app: guid3, timed: true,
		},
		{
			name: "approval page with details",
			text: `Need admin approval

Apple Internet Accounts

Apple Internet Accounts needs permission to access resources in your organization that only an admin can grant.
Please ask an admin to grant permission to this app before you can use it.

Have an admin account? Sign in with that account
Return to the application without granting consent

Request Id: 11111111-2222-4333-8444-555555555501 Correlation Id: 11111111-2222-4333-8444-555555555502
Timestamp: 2026-04-24T10:40:10Z Message: AADSTS90094: An administrator of Contoso has set a policy that prevents you
from granting Apple Internet Accounts the permissions it is requesting.`,
			codes: []int{90094}, primary: 90094, trace: guid1, correlation: guid2, timed: true,
		},
		{
			name: "approval page without number",
			text: `9:41  contoso.com
Microsoft
adele@contoso.com
Need admin approval
Apple Internet Accounts
apple.com
Apple Internet Accounts needs permission to access resources in
your organisation that only an admin can grant. Please ask an
admin to grant permission to this app before you can use it.
Have an admin account? Sign in with that account
Return to the application without granting consent`,
			cause: "consent.admin_approval",
		},
		{
			name: "request page",
			text: `Approval required
Apple Internet Accounts
apple.com
This app requires your admin's approval to:
Access mailboxes via Exchange ActiveSync
Sign in and read user profile
Enter justification for requesting this app
Sign in with another account
Does this app look suspicious? Report it here
Cancel   Request approval`,
			cause: "consent.request_available",
		},
		{
			name: "German error page",
			text: `Anmelden

Leider können wir Sie nicht anmelden.

AADSTS50105: Ihr Administrator hat die Anwendung "Apple Internet Accounts" so konfiguriert, dass Benutzer blockiert werden.

Details zur Problembehandlung
Wenn Sie sich an Ihren Administrator wenden, senden Sie ihm diese Informationen.

Anforderungs-ID: 11111111-2222-4333-8444-555555555501
Korrelations-ID: 11111111-2222-4333-8444-555555555502
Zeitstempel: 2026-04-24T10:40:10Z
Meldung: AADSTS50105: Ihr Administrator hat die Anwendung so konfiguriert, dass Benutzer blockiert werden.`,
			codes: []int{50105}, primary: 50105, trace: guid1, correlation: guid2, timed: true,
		},
		{
			name: "French error page",
			text: `Se connecter
Désolé, nous rencontrons des problèmes lors de votre connexion.
AADSTS65001 : L’utilisateur ou l’administrateur n’a pas accepté d’utiliser l’application.
ID de suivi : 11111111-2222-4333-8444-555555555501
ID de corrélation : 11111111-2222-4333-8444-555555555502
Horodatage : 2026-04-24 10:40:10Z`,
			codes: []int{65001}, primary: 65001, trace: guid1, correlation: guid2, timed: true,
		},
		{
			name: "Spanish error page",
			text: `Lo sentimos, no podemos iniciar su sesión.
AADSTS50020: La cuenta de usuario no existe en el inquilino.
Id. de solicitud: 11111111-2222-4333-8444-555555555501
Id. de correlación: 11111111-2222-4333-8444-555555555502
Marca de tiempo: 2026-04-24T10:40:10Z
Mensaje: AADSTS50020: La cuenta de usuario no existe en el inquilino.`,
			codes: []int{50020}, primary: 50020, trace: guid1, correlation: guid2, timed: true,
		},
		{
			name: "Japanese error page",
			text: `サインイン
申し訳ありませんが、サインイン中に問題が発生しました。
AADSTS50105：管理者は、このアプリケーションをブロックするように構成しています。
要求 ID: 11111111-2222-4333-8444-555555555501
関連付け ID: 11111111-2222-4333-8444-555555555502
タイムスタンプ: 2026-04-24T10:40:10Z
メッセージ: AADSTS50105: 管理者は、このアプリケーションをブロックするように構成しています。`,
			codes: []int{50105}, primary: 50105, trace: guid1, correlation: guid2, timed: true,
		},
		{
			name: "Chinese error page on one line",
			text: `很抱歉，我们无法让你登录。AADSTS700016：在目录“11111111-2222-4333-8444-555555555504”中找不到标识符为` +
				`“11111111-2222-4333-8444-555555555503”的应用程序。请求 ID：11111111-2222-4333-8444-555555555501 ` +
				`相关 ID：11111111-2222-4333-8444-555555555502 时间戳：2026-04-24T10:40:10Z`,
			codes: []int{700016}, primary: 700016, trace: guid1, correlation: guid2, tenant: guid4, timed: true,
		},
		{
			name: "photographed page",
			text: `Sorry, but we're having trouble signing you in.
AADSTS5OlO5: Your administrator has configured the
application to block users.
Request ld: 11111111-2222-4333-8444-555555555501
Correlation Id: 11111111-2222-4333-
8444-555555555502
Timestamp: 2026-04-24T10:40:10Z`,
			codes: []int{50105}, primary: 50105, correlation: guid2, timed: true,
		},
		{
			name: "labels and values in HTML",
			text: `<html><head><title>Sign in to your account</title></head><body class="cb">
<div id="exceptionMessageContainer">AADSTS50011: The redirect URI &#39;app://x&#39; specified in the request does not match
the redirect URIs configured for the application &#39;11111111-2222-4333-8444-555555555503&#39;.</div>
<ul><li><b>Request Id:</b> 11111111-2222-4333-8444-555555555501</li>
<li><b>Correlation Id:</b> 11111111-2222-4333-8444-555555555502</li>
<li><b>Timestamp:</b> 2026-04-24T10:40:10Z</li></ul></body></html>`,
			codes: []int{50011}, primary: 50011, trace: guid1, correlation: guid2, app: guid3, timed: true,
		},
		{
			name: "configuration inside a page",
			text: `//<![CDATA[
$Config={"fShowPersistentCookiesWarning":false,"pgid":"ConvergedError","sErrorCode":"50058","iErrorCode":90094,
"strServiceExceptionMessage":"AADSTS90094: The grant requires admin permission.",
"correlationId":"11111111-2222-4333-8444-555555555502","sessionId":"11111111-2222-4333-8444-555555555501"};
//]]>`,
			codes: []int{50058, 90094}, primary: 90094, correlation: guid2,
		},
	})
}

func TestAnswersOfTheTokenEndpoint(t *testing.T) {
	checkKinds(t, []kind{
		{
			name: "as it comes",
			text: `{"error":"invalid_grant","error_description":"AADSTS50126: Error validating credentials due to invalid ` +
				`username or password.\r\nTrace ID: 11111111-2222-4333-8444-555555555501\r\nCorrelation ID: ` +
				`11111111-2222-4333-8444-555555555502\r\nTimestamp: 2026-04-24 10:40:10Z","error_codes":[50126],"timestamp":` +
				`"2026-04-24 10:40:10Z","trace_id":"11111111-2222-4333-8444-555555555501","correlation_id":` +
				`"11111111-2222-4333-8444-555555555502","error_uri":"https://login.microsoftonline.com/error?code=50126"}`,
			codes: []int{50126}, primary: 50126, trace: guid1, correlation: guid2, err: "invalid_grant", timed: true,
		},
		{
			name: "printed over lines, with hidden ids",
			text: `{
  "error": "invalid_client",
  "error_description": "AADSTS7000215: Invalid client secret provided. Trace ID: <hidden> Correlation ID: <hidden>",
  "error_codes": [
    7000215
  ],
  "trace_id": "****",
  "correlation_id": "****"
}`,
			codes: []int{7000215}, primary: 7000215, err: "invalid_client",
		},
		{
			name: "the specific behind the generic",
			text: `Reason: Bad Request, Detailed Response: {"error":"invalid_grant","error_description":"AADSTS70002: Error ` +
				`validating credentials. AADSTS50126: Invalid username or password\r\nTrace ID: ` +
				`11111111-2222-4333-8444-555555555501\r\n Correlation ID: 11111111-2222-4333-8444-555555555502\r\nTimestamp: ` +
				`2026-04-24 10:40:10Z","error_codes":[70002,50126]}`,
			codes: []int{70002, 50126}, primary: 50126, trace: guid1, correlation: guid2, err: "invalid_grant", timed: true,
		},
		{
			name: "in a service's answer",
			text: `{"odata.error":{"code":"10013","message":{"lang":"de-DE","value":"AADSTS70043: The refresh token has expired ` +
				`or is invalid due to sign-in frequency checks. Trace ID: 11111111-2222-4333-8444-555555555501 Correlation ID: ` +
				`11111111-2222-4333-8444-555555555502 Timestamp: 2026-04-24 10:40:10Z"},"requestId":` +
				`"11111111-2222-4333-8444-555555555504"}}`,
			codes: []int{70043}, primary: 70043, trace: guid1, correlation: guid2, timed: true,
		},
		{
			name: "escaped four layers deep",
			text: `{"message":"\"{\\n  \\\"message\\\": \\\"\\\\\\\"AADSTS50076: Due to a configuration change made by your ` +
				`administrator, you must use multi-factor authentication.\\\\\\\\r\\\\\\\\nTrace ID: ` +
				`11111111-2222-4333-8444-555555555501\\\\\\\\r\\\\\\\\nCorrelation ID: 11111111-2222-4333-8444-555555555502` +
				`\\\\\\\\r\\\\\\\\nTimestamp: 2026-04-24 10:40:10Z\\\\\\\"\\\"\\n}\""}`,
			codes: []int{50076}, primary: 50076, trace: guid1, correlation: guid2, timed: true,
		},
		{
			name: "a dump of Python",
			text: `{'error': 'invalid_grant', 'error_description': 'AADSTS700082: The refresh token has expired due to ` +
				`inactivity.\r\nTrace ID: 11111111-2222-4333-8444-555555555501\r\nCorrelation ID: ` +
				`11111111-2222-4333-8444-555555555502\r\nTimestamp: 2026-04-24 10:40:10Z', 'error_codes': [700082], ` +
				`'suberror': 'bad_token'}`,
			codes: []int{700082}, primary: 700082, trace: guid1, correlation: guid2, err: "invalid_grant", timed: true,
		},
		{
			name: "a dump of PHP",
			text: `Array
(
    [error] => interaction_required
    [error_description] => AADSTS50079: The user is required to use multi-factor authentication.
Trace ID: 11111111-2222-4333-8444-555555555501
Correlation ID: 11111111-2222-4333-8444-555555555502
Timestamp: 2026-04-24 10:40:10Z
    [error_codes] => Array
        (
            [0] => 50079
        )
)`,
			codes: []int{50079}, primary: 50079, trace: guid1, correlation: guid2, err: "interaction_required", timed: true,
		},
		{
			name: "a table of PowerShell",
			text: `error             : unauthorized_client
error_description : AADSTS700016: Application with identifier '11111111-2222-4333-8444-555555555503' was not found in the
                    directory 'Contoso'. Trace ID: 11111111-2222-4333-8444-555555555501
                    Correlation ID: 11111111-2222-4333-8444-555555555502
                    Timestamp: 2026-04-24 10:40:10Z
error_codes       : {700016}`,
			codes: []int{700016}, primary: 700016, trace: guid1, correlation: guid2, app: guid3, err: "unauthorized_client", timed: true,
		},
		{
			name: "CSV",
			text: `"2026-04-24","adele@contoso.com","{""error"":""invalid_grant"",""error_description"":""AADSTS50173: The ` +
				`provided grant has expired. Trace ID: 11111111-2222-4333-8444-555555555501 Correlation ID: ` +
				`11111111-2222-4333-8444-555555555502 Timestamp: 2026-04-24 10:40:10Z"",""error_codes"":[50173]}"`,
			codes: []int{50173}, primary: 50173, trace: guid1, correlation: guid2, err: "invalid_grant", timed: true,
		},
		{
			name: "SOAP",
			text: `<S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body><S:Fault><S:Reason><S:Text ` +
				`xml:lang="en-US">Authentication Failure</S:Text></S:Reason><S:Detail><psf:error><psf:value>0x80048821` +
				`</psf:value><psf:internalerror><psf:code>0x80048821</psf:code><psf:text>AADSTS50126: Error validating ` +
				`credentials due to invalid username or password.&#xD;&#xA;</psf:text></psf:internalerror></psf:error>` +
				`</S:Detail></S:Fault></S:Body></S:Envelope>`,
			codes: []int{50126}, primary: 50126,
		},
		{
			name:  "only the list",
			text:  `... "error_codes":[65001],"suberror":"consent_required" ...`,
			codes: []int{65001}, primary: 65001,
		},
		{
			name: "the device code still pending, then refused",
			text: `{"error":"authorization_pending","error_description":"AADSTS70016: OAuth 2.0 device flow error. Authorization ` +
				`is pending. Continue polling.","error_codes":[70016]}
{"error":"access_denied","error_description":"AADSTS53003: Access has been blocked by Conditional Access policies."}`,
			codes: []int{70016, 53003}, primary: 53003, err: "access_denied",
		},
	})
}

func TestRedirectAddresses(t *testing.T) {
	checkKinds(t, []kind{
		{
			name: "query with plus",
			text: "https://contoso.com/Error?error=consent_required&error_description=AADSTS65004%3a+User+declined+to+consent+to+" +
				"access+the+app.%0d%0aTrace+ID%3a+11111111-2222-4333-8444-555555555501%0d%0aCorrelation+ID%3a+" +
				"11111111-2222-4333-8444-555555555502%0d%0aTimestamp%3a+2026-04-24+10%3a40%3a10Z&state=5",
			codes: []int{65004}, primary: 65004, trace: guid1, correlation: guid2, err: "consent_required", timed: true,
		},
		{
			name: "fragment of a custom scheme",
			text: "com.apple.Preferences://oauth-redirect#error=invalid_client&error_description=AADSTS650057%3A%20Invalid%20" +
				"resource.%20Client%20app%20ID%3A%2011111111-2222-4333-8444-555555555503.&error_uri=https%3A%2F%2F" +
				"login.microsoftonline.com%2Ferror%3Fcode%3D650057",
			codes: []int{650057}, primary: 650057, app: guid3, err: "invalid_client",
		},
		{
			name: "an address in an address",
			text: "https://contoso.com/go?u=msauth%3A%2F%2Fx%2F%3Ferror%3Daccess_denied%26error_description%3DAADSTS65004%253A" +
				"%2BUser%2Bdeclined",
			codes: []int{65004}, primary: 65004, err: "access_denied",
		},
		{
			name: "a page that was left",
			text: "http://localhost:8400/?error=access_denied&error_subcode=cancel&state=11111111-2222-4333-8444-555555555504",
			err:  "access_denied",
		},
		{
			name: "the second of two, with its code cut out",
			text: "first http://localhost/?state=1&code=" + canaryCode() + " then http://localhost/?error=server_error&" +
				"error_description=AADSTS90033%3a+A+transient+error+has+occurred.",
			codes: []int{90033}, primary: 90033, err: "server_error", secrets: []string{kindCode},
		},
		{
			name: "the authorize address itself",
			text: "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555504/oauth2/authorize?client_id=" +
				"11111111-2222-4333-8444-555555555503&response_type=code&redirect_uri=com.apple.Preferences%3A%2F%2Foauth-redirect",
			app: guid3, tenant: guid4,
		},
		{
			name: "the explanation of a number",
			text: "see https://login.microsoftonline.com/error?code=50105 for it", codes: []int{50105}, primary: 50105,
		},
	})
}

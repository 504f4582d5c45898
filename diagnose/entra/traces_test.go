package entra

import "testing"

func TestTracesOfEveryLanguage(t *testing.T) {
	checkKinds(t, []kind{
		{
			name: "MSAL .NET",
			text: `MSAL.NetCore.4.61.3.0.MsalUiRequiredException:
	ErrorCode: invalid_grant
Microsoft.Identity.Client.MsalUiRequiredException: AADSTS65001: The user or administrator has not consented to use the application with ID '11111111-2222-4333-8444-555555555503' named 'Mail Worker'. Send an interactive authorization request for this user and resource.
Trace ID: 11111111-2222-4333-8444-555555555501
Correlation ID: 11111111-2222-4333-8444-555555555502
Timestamp: 2026-04-24 10:40:10Z
   at Microsoft.Identity.Client.OAuth2.OAuth2Client.ThrowServerException(HttpResponse response, RequestContext requestContext)
   at Microsoft.Identity.Client.OAuth2.OAuth2Client.CreateResponse[T](HttpResponse response, RequestContext requestContext)`,
			codes: []int{65001}, primary: 65001, trace: guid1, correlation: guid2, app: guid3, err: "invalid_grant", timed: true,
		},
		{
			name: "ADAL .NET with its inner exception",
			text: `Microsoft.IdentityModel.Clients.ActiveDirectory.AdalServiceException: AADSTS50079: The user is required to use multi-factor authentication.
Trace ID: 11111111-2222-4333-8444-555555555501
Correlation ID: 11111111-2222-4333-8444-555555555502
Timestamp: 2026-04-24 10:40:10Z ---> System.Net.Http.HttpRequestException: Response status code does not indicate success: 400 (BadRequest). ---> System.Exception: {"error":"interaction_required","error_description":"AADSTS50079: The user is required to use multi-factor authentication.\r\nTrace ID: 11111111-2222-4333-8444-555555555501","error_codes":[50079],"claims":"{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":[\"11111111-2222-4333-8444-555555555504\"]}}}","suberror":"basic_action"}
   --- End of inner exception stack trace ---`,
			codes: []int{50079}, primary: 50079, trace: guid1, correlation: guid2, err: "interaction_required", timed: true,
		},
		{
			name: "msal4j",
			text: `com.microsoft.aad.msal4j.MsalInteractionRequiredException: AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance. Trace ID: 11111111-2222-4333-8444-555555555501 Correlation ID: 11111111-2222-4333-8444-555555555502 Timestamp: 2026-04-24 10:40:10Z
	at com.microsoft.aad.msal4j.MsalServiceExceptionFactory.fromHttpResponse(MsalServiceExceptionFactory.java:47)
	at com.microsoft.aad.msal4j.TokenRequestExecutor.createAuthenticationResultFromOauthHttpResponse(TokenRequestExecutor.java:98)`,
			codes: []int{53003}, primary: 53003, trace: guid1, correlation: guid2, timed: true,
		},
		{
			name:  "adal4j with JSON inside",
			text:  `java.util.concurrent.ExecutionException: com.microsoft.aad.adal4j.AuthenticationException: {"error_description":"AADSTS50158: External security challenge not satisfied.\r\nTrace ID: 11111111-2222-4333-8444-555555555501\r\nCorrelation ID: 11111111-2222-4333-8444-555555555502\r\nTimestamp: 2026-04-24 10:40:10Z","error":"interaction_required","error_uri":"https:\/\/login.microsoftonline.com\/error?code=50158"}`,
			codes: []int{50158}, primary: 50158, trace: guid1, correlation: guid2, err: "interaction_required", timed: true,
		},
		{
			name: "Python oauthlib",
			text: `Traceback (most recent call last):
  File "/srv/mail/o365/connection.py", line 528, in request_token
    token=self.session.fetch_token(
  File "/srv/mail/requests_oauthlib/oauth2_session.py", line 366, in fetch_token
oauthlib.oauth2.rfc6749.errors.InvalidGrantError: (invalid_grant) AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.
Trace ID: 11111111-2222-4333-8444-555555555501
Correlation ID: 11111111-2222-4333-8444-555555555502
Timestamp: 2026-04-24 10:40:10Z`,
			codes: []int{50076}, primary: 50076, trace: guid1, correlation: guid2, err: "invalid_grant", timed: true,
		},
		{
			name: "azure-identity of Python",
			text: `azure.core.exceptions.ClientAuthenticationError: Authentication failed: AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '11111111-2222-4333-8444-555555555503'. Trace ID: 11111111-2222-4333-8444-555555555501 Correlation ID: 11111111-2222-4333-8444-555555555502 Timestamp: 2026-04-24 10:40:10Z
Content: {"error":"invalid_client","error_codes":[7000215]}`,
			codes: []int{7000215}, primary: 7000215, trace: guid1, correlation: guid2, app: guid3, err: "invalid_client", timed: true,
		},
		{
			name: "msal-browser",
			text: `InteractionRequiredAuthError: invalid_grant: AADSTS65001: The user or administrator has not consented to use the application with ID '11111111-2222-4333-8444-555555555503' named 'web'.
Trace ID: 11111111-2222-4333-8444-555555555501
Correlation ID: 11111111-2222-4333-8444-555555555502
Timestamp: 2026-04-24 10:40:10Z
    at ResponseHandler.validateTokenResponse (http://localhost:3000/static/js/vendors~main.chunk.js:14661:24)
    at async Promise.all (index 0)`,
			codes: []int{65001}, primary: 65001, trace: guid1, correlation: guid2, app: guid3, err: "invalid_grant", timed: true,
		},
		{
			name:  "msal-node in a log",
			text:  `2026-04-24 12:40:10.052 [info] failed to acquire token silently {"errorCode":"invalid_grant","errorMessage":"AADSTS700082: The refresh token has expired due to inactivity. Trace ID: 11111111-2222-4333-8444-555555555501 Correlation ID: 11111111-2222-4333-8444-555555555502 Timestamp: 2026-04-24 10:40:10Z","subError":"bad_token","correlationId":"11111111-2222-4333-8444-555555555502","name":"InteractionRequiredAuthError","timestamp":"2026-04-24 10:40:10Z","traceId":"11111111-2222-4333-8444-555555555501","claims":"","errorNo":700082}`,
			codes: []int{700082}, primary: 700082, trace: guid1, correlation: guid2, err: "invalid_grant", timed: true,
		},
		{
			name:  "Go oauth2",
			text:  `Apr 24 12:40:10 host authd[112815]: oauth2: "invalid_grant" "AADSTS50057: The user account is disabled. Trace ID: 11111111-2222-4333-8444-555555555501 Correlation ID: 11111111-2222-4333-8444-555555555502 Timestamp: 2026-04-24 10:40:10Z" "https://login.microsoftonline.com/error?code=50057"`,
			codes: []int{50057}, primary: 50057, trace: guid1, correlation: guid2, err: "invalid_grant", timed: true,
		},
		{
			name: "MSAL Go",
			text: `http call(https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token)(POST) error: reply status code was 400:
{"error":"invalid_grant","error_description":"AADSTS50055: The password is expired.\r\nTrace ID: 11111111-2222-4333-8444-555555555501\r\nCorrelation ID: 11111111-2222-4333-8444-555555555502\r\nTimestamp: 2026-04-24 10:40:10Z","error_codes":[50055]}`,
			codes: []int{50055}, primary: 50055, trace: guid1, correlation: guid2, tenant: "contoso.onmicrosoft.com",
			err: "invalid_grant", timed: true,
		},
		{
			name:  "MSAL for iOS",
			text:  `TID=548339 MSAL 1.1.5 iOS 18.0 [2026-04-24 10:40:10 - 11111111-2222-4333-8444-555555555504] Error Domain=MSALErrorDomain Code=-50003 "(null)" UserInfo={MSALOAuthErrorKey=interaction_required, MSALErrorDescriptionKey=AADSTS53000: Device is not in required device state: compliant., MSALInternalErrorCodeKey=-42008, MSALCorrelationIDKey=11111111-2222-4333-8444-555555555502}`,
			codes: []int{53000}, primary: 53000, correlation: guid2, err: "interaction_required",
		},
		{
			name:  "PHP client",
			text:  `Client error: ` + "`POST https://login.microsoftonline.com/common/oauth2/v2.0/token`" + ` resulted in a ` + "`401 Unauthorized`" + ` response: {"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys for app '11111111-2222-4333-8444-555555555503' are expired. Visit the Azure por (truncated...)`,
			codes: []int{7000222}, primary: 7000222, app: guid3, err: "invalid_client",
		},
		{
			name: "PowerShell with its frame",
			text: `New-ExoPSSession: C:\Program Files\WindowsPowerShell\Modules\ExchangeOnlineManagement\2.0.3\Exchange.psm1:426
Line |
 426 |  … PSSession = New-ExoPSSession -ExchangeEnvironmentName $ExchangeEnviro …
     |                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
     | AADSTS50126: Error validating credentials due to invalid username or password. Trace ID:
     | 11111111-2222-4333-8444-555555555501 Correlation ID: 11111111-2222-4333-8444-555555555502 Timestamp:
     | 2026-04-24 10:40:10Z.`,
			codes: []int{50126}, primary: 50126, trace: guid1, correlation: guid2, timed: true,
		},
		{
			name: "command line of Azure",
			text: `cli.azure.cli.core.azclierror: AADSTS50020: User account 'adele@contoso.com' from identity provider 'live.com' does not exist in tenant 'Contoso' and cannot access the application '11111111-2222-4333-8444-555555555503'(CLI) in that tenant. Trace ID: 11111111-2222-4333-8444-555555555501 Correlation ID: 11111111-2222-4333-8444-555555555502 Timestamp: 2026-04-24 10:40:10Z
az_command_data_logger: exit code: 1
cli.__main__: Command ran in 1.694 seconds (init: 0.224, invoke: 1.470)`,
			codes: []int{50020}, primary: 50020, trace: guid1, correlation: guid2, app: guid3, timed: true,
		},
		{
			name: "a request of curl with its secrets",
			text: `$ curl -X POST https://login.microsoftonline.com/common/oauth2/token -d "grant_type=password&client_id=11111111-2222-4333-8444-555555555503&username=adele@contoso.com&password=` + canaryWord() + `"
{"error":"invalid_grant","error_description":"AADSTS50034: The user account does not exist in the directory."}`,
			codes: []int{50034}, primary: 50034, app: guid3, err: "invalid_grant", secrets: []string{kindPassword},
		},
	})
}

func TestMailsAndChats(t *testing.T) {
	checkKinds(t, []kind{
		{
			name: "quoted twice and wrapped",
			text: `Am 24.04.2026 um 12:41 schrieb Adele:
> Am 24.04.2026 um 12:40 schrieb das iPhone:
>> AADSTS50105: Your administrator has configured the application
>> Apple Internet Accounts ('11111111-2222-4333-8444-5555
>> 55555503') to block users.
>> Trace ID: 11111111-2222-4333-8444-
>> 555555555501
>> Correlation ID: 11111111-2222-4333-8444-555555555502
>> Timestamp: 2026-04-24 10:40:10Z
>
> Was soll ich tun?`,
			codes: []int{50105}, primary: 50105, trace: guid1, correlation: guid2, app: guid3, timed: true,
		},
		{
			name: "quoted-printable",
			text: "Content-Transfer-Encoding: quoted-printable\n\nAADSTS65001: The user or administrator has not consented to use the=\n" +
				" application. Trace ID=3A 11111111-2222-4333-8444-5555=\n55555501 Correlation ID: 11111111-2222-4333-8444-555555=\n555502",
			codes: []int{65001}, primary: 65001, correlation: guid2,
		},
		{
			name:  "a question",
			text:  "Hi, since yesterday my iPhone says ADDSTS50020 when I add the account, my colleague has no such problem. Regards",
			codes: []int{50020}, primary: 50020,
		},
		{
			name:  "a helpdesk's words",
			text:  "User cannot sync mail. Sign-in error code: 50105, failure reason: not assigned to a role for the application.",
			codes: []int{50105}, primary: 50105,
		},
		{
			name: "a page's title in prose", cause: "consent.admin_approval",
			text: "It stops for me on a \"Need admin approval\":\nMaybe something needs to be done at my organization level.",
		},
		{
			name: "a question about numbers", codes: []int{50129, 53000, 50127},
			text: "Missing Error Codes: 50129, 53000, 50127\n\nThey appear in our sign-in logs.",
		},
		{
			name: "emphasis of a chat", codes: []int{90094}, primary: 90094,
			text: "* **AADSTS90094:** &lt;clientAppDisplayName&gt;에는 관리자만 권한을 부여할 수 있는 조직의 리소스에 대한 액세스 권한이 필요합니다.",
		},
	})
}

func TestSignInLogs(t *testing.T) {
	checkKinds(t, []kind{
		{
			name: "an entry of Microsoft Graph",
			text: `{"id":"11111111-2222-4333-8444-555555555501","createdDateTime":"2026-04-24T10:40:10Z","userPrincipalName":
"adele@contoso.com","appId":"11111111-2222-4333-8444-555555555503","appDisplayName":"Apple Internet Accounts",
"correlationId":"11111111-2222-4333-8444-555555555502","status":{"errorCode":53003,"failureReason":"Access has been blocked
by Conditional Access policies.","additionalDetails":null}}`,
			codes: []int{53003}, primary: 53003, correlation: guid2, app: guid3,
		},
		{
			name: "the details of the portal",
			text: `Date	24.4.2026, 12:40:10
Request ID	11111111-2222-4333-8444-555555555501
Correlation ID	11111111-2222-4333-8444-555555555502
Authentication requirement	Single-factor authentication
Status	Failure
Continuous access evaluation	No
Sign-in error code	50105
Failure reason	Your administrator has configured the application to block users unless they are assigned.
Application ID	11111111-2222-4333-8444-555555555503
Application	Apple Internet Accounts
Home tenant ID	11111111-2222-4333-8444-555555555504`,
			codes: []int{50105}, primary: 50105, trace: guid1, correlation: guid2, app: guid3, tenant: guid4,
		},
		{
			name:  "a table of a workspace",
			text:  "SigninLogs | where ResultType == 50126\nTimeGenerated ResultType ResultDescription\n2026-04-24 50126 Invalid username",
			codes: []int{50126}, primary: 50126,
		},
	})
}

func TestTextsThatAreNotEntras(t *testing.T) {
	checkKinds(t, []kind{
		{name: "B2C", text: "AADB2C90091: The user has cancelled entering self-asserted information.\nCorrelation ID: " + guid2 +
			"\nTimestamp: 2026-04-24 10:40:10Z", correlation: guid2, timed: true, foreign: "aadb2c"},
		{name: "AD FS", text: "MSIS9223: Received invalid OAuth authorization request.", foreign: "msis"},
		{name: "MSAL's own numbers", text: "Error Domain=MSALErrorDomain Code=-50000 \"(null)\" UserInfo={MSALInternalErrorCodeKey=-42104}"},
		{name: "Windows", text: "Error Code: 3399614473 (0xCAA20003), broker", foreign: "wam"},
		{name: "Graph", text: `{"error":{"code":"ErrorAccessDenied","message":"Access is denied.","innerError":{"date":"2026-04-24T10:40:10",` +
			`"request-id":"11111111-2222-4333-8444-555555555501","client-request-id":"11111111-2222-4333-8444-555555555501"}}}`,
			correlation: guid1},
		{name: "a cancelled sign-in", text: "Error Message: user_canceled: See https://aka.ms/msal.js.errors for details"},
		{name: "nothing at all", text: "Mail, Kalender und Kontakte kommen nicht mehr an."},
	})
}

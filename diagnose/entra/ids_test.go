package entra

import (
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
)

const (
	guid1 = "11111111-2222-4333-8444-555555555501"
	guid2 = "11111111-2222-4333-8444-555555555502"
	guid3 = "11111111-2222-4333-8444-555555555503"
	guid4 = "11111111-2222-4333-8444-555555555504"
)

func TestIdsAreFoundByTheirNames(t *testing.T) {
	for _, c := range []struct{ name, text, trace, correlation string }{
		{"a page", "Request Id: " + guid1 + "\nCorrelation Id: " + guid2 + "\nMessage: AADSTS50105: x", guid1, guid2},
		{"a page on one line", "Request Id: " + guid1 + " Correlation Id: " + guid2 + " Timestamp: 2026 Message: AADSTS50105: x", guid1, guid2},
		{"a page with two blanks", "Request Id:  " + guid1 + " \nCorrelation Id:  " + guid2 + "\nAADSTS50105: x", guid1, guid2},
		{"an answer", `{"error_codes":[50105],"trace_id":"` + guid1 + `","correlation_id":"` + guid2 + `"}`, guid1, guid2},
		{"a description", `AADSTS50105: x.\r\nTrace ID: ` + guid1 + `\r\nCorrelation ID: ` + guid2, guid1, guid2},
		{"a description four layers deep", `AADSTS50105: x.\\\\\\\\r\\\\\\\\nTrace ID: ` + guid1 + `\\\\\\\\r\\\\\\\\nCorrelation ID: ` + guid2, guid1, guid2},
		{"JSON of MSAL", `"correlationId":"` + guid2 + `","traceId":"` + guid1 + `","errorNo":50105`, guid1, guid2},
		{"Python", "{'error_codes': [50105], 'trace_id': '" + guid1 + "', 'correlation_id': '" + guid2 + "'}", guid1, guid2},
		{"PHP", "AADSTS50105\n[trace_id] => " + guid1 + "\n[correlation_id] => " + guid2, guid1, guid2},
		{"PowerShell", "AADSTS50105\nTraceId       : " + guid1 + "\nCorrelationId : " + guid2, guid1, guid2},
		{"XML", "AADSTS50105 <TraceId>" + guid1 + "</TraceId><CorrelationId>" + guid2 + "</CorrelationId>", guid1, guid2},
		{"an address", "?error=x&trace_id=" + guid1 + "&correlation_id=" + guid2, guid1, guid2},
		{"an encoded address", "?error_description=AADSTS50105%3a+x%0d%0aTrace+ID%3a+" + guid1 + "%0d%0aCorrelation+ID%3a+" + guid2, guid1, guid2},
		{"capitals", "AADSTS50105 TRACE ID: " + strings.ToUpper(guid1) + " CORRELATION ID: " + strings.ToUpper(guid2), guid1, guid2},
		{"emphasis", "AADSTS50105\n**Request Id:** " + guid1 + "\n**Correlation Id:** `" + guid2 + "`", guid1, guid2},
		{"a list", "AADSTS50105\n- Request Id: " + guid1 + "\n- Correlation Id: " + guid2, guid1, guid2},
		{"labels on lines of their own", "AADSTS50105\nRequest Id\n" + guid1 + "\nCorrelation Id\n" + guid2, guid1, guid2},
		{"a table", "AADSTS50105\n| Request Id | " + guid1 + " |\n| Correlation Id | " + guid2 + " |", guid1, guid2},
		{"braces", "AADSTS50105 Correlation ID: {" + guid2 + "}", "", guid2},
		{"a sample", "AADSTS50105. Sample correlation id: " + guid2, "", guid2},
		{"objective-c", "MSALCorrelationIDKey=" + strings.ToUpper(guid2), "", guid2},
		{"German", "AADSTS50105: x\nAnforderungs-ID: " + guid1 + "\nKorrelations-ID: " + guid2 + "\nZeitstempel: 1", guid1, guid2},
		{"French", "AADSTS50105 : x\nID de suivi : " + guid1 + "\nID de corrélation : " + guid2, guid1, guid2},
		{"Spanish", "AADSTS50105: x\nId. de solicitud: " + guid1 + "\nId. de correlación: " + guid2, guid1, guid2},
		{"Italian", "AADSTS50105: x\nID richiesta: " + guid1 + "\nID correlazione: " + guid2, guid1, guid2},
		{"Dutch", "AADSTS50105: x\nAanvraag-id: " + guid1 + "\nCorre" + "latie-id: " + guid2, guid1, guid2},
		{"Portuguese", "AADSTS50105: x\nID do rastreamento: " + guid1 + "\nID de correlação: " + guid2, guid1, guid2},
		{"Japanese", "AADSTS50105: x\nトレース ID: " + guid1 + "\n相関 ID: " + guid2, guid1, guid2},
		{"Chinese", "AADSTS50105：x\n跟踪 ID：" + guid1 + "\n相关 ID：" + guid2, guid1, guid2},
		{"Chinese without line ends", "AADSTS70008：x。 追蹤識別碼：" + guid1 + " 相互關連識別碼：" + guid2, guid1, guid2},
		{"Korean", "AADSTS50105: x. 추적 ID: " + guid1 + " 상관관계 ID: " + guid2, guid1, guid2},
		{"Russian", "AADSTS50105: x\nИдентификатор запроса: " + guid1 + "\nИдентификатор корреляции: " + guid2, guid1, guid2},
		{"Polish", "AADSTS50105: x\nIdentyfikator żądania: " + guid1 + "\nIdentyfikator korelacji: " + guid2, guid1, guid2},
		{"cut in two by a line end", "AADSTS50105\nCorrelation Id: 11111111-2222-4333-\n8444-555555555502", "", guid2},
		{"cut in two inside a group", "AADSTS50105\nCorrelation Id: 11111111-2222-43\n33-8444-555555555502", "", guid2},
		{"cut in two in a quoted mail", "> AADSTS50105\n> Correlation Id: 11111111-2222-4333-8444-\n> 555555555502", "", guid2},
		{"cut in two behind the first digit", "AADSTS50105\nTrace ID: 1\n1111111-2222-4333-8444-555555555501", guid1, ""},
		{"cut by PowerShell", "     | AADSTS50126: x. Trace ID:\n     | " + guid1 + " Correlation ID: " + guid2 + " Timestamp:", guid1, guid2},
		{"a blank beside a hyphen", "AADSTS50105 Trace ID: 11111111- 2222-4333-8444-555555555501", guid1, ""},
		{"a HTML page", "<p>AADSTS50105</p><li>Correlation Id: <b>" + guid2 + "</b></li>", "", guid2},
		{"a request id without error", "Request Id: " + guid1 + "\nCorrelation Id: " + guid2 + "\nYou cannot access this right now", guid1, guid2},
	} {
		said := mustRead(t, c.text).Said
		if said.TraceID != c.trace || said.CorrelationID != c.correlation {
			t.Errorf("%s: trace %q, correlation %q: %q", c.name, said.TraceID, said.CorrelationID, c.text)
		}
	}
}

func TestOtherIdsAreNotThoseOfTheError(t *testing.T) {
	for _, text := range []string{
		`{"odata.error":{"code":"Authorization_RequestDenied"},"requestId":"` + guid1 + `"}`,
		`{"error":{"code":"x","innerError":{"request-id":"` + guid1 + `","date":"2026-03-02"}}}`,
		"RequestId:" + guid1 + " Time:2026-03-02T10:11:12Z", "x-ms-request-id: " + guid1, "ParentRequestId: " + guid1,
		"AADSTS50105: x. ParentRequestId: " + guid1, "AADSTS50105: x. activity " + guid1, "AADSTS50105 " + guid1,
		"AADSTS50105 Request Id: xxxxxxxx-2222-4333-8444-555555555501", "Trace ID: [redacted] Correlation ID: <GUID>",
		"Trace ID: 11111111-2222-4333-8444-5555555555", "Trace ID: 11111111-2222-4333-8444-555555555501a",
		"Trace ID: 11111111-2222-4333-8444-555555555501-22", "Correlation ID: 1111111122224333844455555555550",
		"Correlation ID: 11111111 2222 4333 8444 555555555501",
	} {
		if said := mustRead(t, text).Said; said.TraceID != "" || said.CorrelationID != "" {
			t.Errorf("%q gave trace %q and correlation %q", text, said.TraceID, said.CorrelationID)
		}
	}
}

func TestIdsAreThoseOfTheirError(t *testing.T) {
	first := "AADSTS50058: silent. Trace ID: " + guid1 + " Correlation ID: " + guid2 + "\n"
	second := "AADSTS65001: not consented. Trace ID: " + guid3 + " Correlation ID: " + guid4 + "\n"
	page := func(trace, correlation, message string) string {
		return "Request Id: " + trace + "\nCorrelation Id: " + correlation + "\nMessage: " + message + "\n\n"
	}
	for _, c := range []struct{ name, text, trace, correlation string }{
		{"the second of a log", first + second, guid3, guid4},
		{"the first of a log", second + first, guid3, guid4},
		{"the first page", page(guid3, guid4, "AADSTS65001: x") + page(guid1, guid2, "AADSTS50058: y"), guid3, guid4},
		{"the second page", page(guid1, guid2, "AADSTS50058: y") + page(guid3, guid4, "AADSTS65001: x"), guid3, guid4},
		{"told twice", second + second, guid3, guid4},
	} {
		said := mustRead(t, c.text).Said
		if said.Primary != 65001 || said.TraceID != c.trace || said.CorrelationID != c.correlation {
			t.Errorf("%s: %d, trace %q, correlation %q", c.name, said.Primary, said.TraceID, said.CorrelationID)
		}
	}
}

func TestApplicationTenantAndResource(t *testing.T) {
	for _, c := range []struct{ name, text, app, appName, tenant, resource string }{
		{"disabled", "AADSTS7000112: Application '" + guid1 + "'(Apple Internet Accounts) is disabled.", guid1, "Apple Internet Accounts", "", ""},
		{"disabled, in Chinese", "AADSTS7000112：应用程序“" + guid1 + "”（邮件 api）已禁用。", guid1, "邮件 api", "", ""},
		{"disabled, in German", "AADSTS7000112: Die Anwendung \"" + guid1 + "\" (Mail) ist deaktiviert.", guid1, "Mail", "", ""},
		{"not consented", "AADSTS65001: not consented to use the application with ID '" + guid1 + "' named 'Mail App'. Send", guid1, "Mail App", "", ""},
		{"a name in brackets", "AADSTS50105: The application '" + guid1 + "'(Mail (beta) 2) is x", guid1, "Mail (beta) 2", "", ""},
		{"behind a mail app", "AADSTS90094 Need admin approval. App: Apple Internet Accounts (" + guid1 + ")", guid1, "", "", ""},
		{"assignment", "AADSTS50105: Your administrator has configured the application Mail_App ('" + guid1 + "') to block users", guid1, "Mail_App", "", ""},
		{"not found", "AADSTS700016: Application with identifier '" + guid1 + "' was not found in the directory '" + guid2 + "'.", guid1, "", guid2, ""},
		{"not found in a domain", "AADSTS700016: Application with identifier 'x' was not found in the directory 'contoso.onmicrosoft.com'.", "", "", "contoso.onmicrosoft.com", ""},
		{"an identifier that is an address", "Application with identifier 'https://contoso.com/" + guid1 + "' was not found in the directory '" + guid2 + "'", "", "", guid2, ""},
		{"wrong account", "AADSTS50020: User account 'a@contoso.com' does not exist in tenant 'Contoso' and cannot access the application '" + guid1 + "'(Mail)", guid1, "Mail", "", ""},
		{"two parties", "AADSTS65002: Consent between first party application '" + guid1 + "' and first party resource '" + guid2 + "' must", guid1, "", "", guid2},
		{"more factors", "AADSTS50076: you must use multi-factor authentication to access '" + guid2 + "'.", "", "", "", guid2},
		{"no service", "AADSTS650052: The app is trying to access a service '" + guid2 + "'(Mail API) that your organization '" + guid3 + "' lacks", "", "", guid3, guid2},
		{"wrong resource", "AADSTS650057: x. Client app ID: " + guid1 + "(Mail). Resource value from request: " + guid2 + ". Resource app ID: " + guid3 + ".", guid1, "Mail", "", guid2},
		{"a resource that is an address", "AADSTS500011: The resource principal named https://contoso.com/api was not found in the tenant named contoso.com.", "", "", "contoso.com", "https://contoso.com/api"},
		{"an authorize address", "https://login.microsoftonline.com/" + guid3 + "/oauth2/authorize?client_id=" + guid1 + "&resource=https%3A%2F%2Foutlook.office365.com", guid1, "", guid3, "https://outlook.office365.com"},
		{"an address with a domain", "https://login.microsoftonline.com/contoso.com/v2.0/token", "", "", "contoso.com", ""},
		{"an address for everybody", "https://login.microsoftonline.com/common/oauth2/token", "", "", "", ""},
		{"JSON", `{"appId":"` + guid1 + `","appDisplayName":"x","tenantId":"` + guid2 + `","resourceId":"` + guid3 + `"}`, guid1, "", guid2, guid3},
		{"Android resources", `<string name="oauth_app_id">` + guid1 + `</string>`, guid1, "", "", ""},
		{"expired keys", "AADSTS7000222: The provided client secret keys for app '" + guid1 + "' are expired.", guid1, "", "", ""},
		{"policy page", "An administrator of Contoso has set a policy that prevents you from granting Mail App the permissions it is requesting.", "", "Mail App", "", ""},
		{"approval page", "Need admin approval\nMail App\nMail App needs permission to access resources in your organization", "", "Mail App", "", ""},
		{"request page", "Approval required\nMail App\nunverified\nThis app requires your admin's approval to:", "", "Mail App", "", ""},
		{"request page of a verified publisher", "Approval required\nMail App\nThis app requires your admin's approval to:", "", "Mail App", "", ""},
		{"a title above a number", "Need admin approval\nAADSTS90094: The grant requires admin permission.\n", "", "", "", ""},
		{"a title above an address", "Need admin approval\nadele@contoso.com\nHave an admin account?", "", "", "", ""},
		{"a title above a sentence", "Approval required\nWhat can I do about this?\nThanks", "", "", "", ""},
		{"unmanaged", "AADSTS65005: Using application 'Mail App' is currently not supported for your organization", "", "Mail App", "", ""},
		{"placeholders", "AADSTS700016: Application with identifier '<your app>' was not found in the directory '<tenant>'", "", "", "", ""},
	} {
		said := mustRead(t, c.text).Said
		if said.AppID != c.app || said.AppName != c.appName || said.Tenant != c.tenant || said.Resource != c.resource {
			t.Errorf("%s: app %q named %q, tenant %q, resource %q: %q", c.name, said.AppID, said.AppName, said.Tenant,
				said.Resource, c.text)
		}
	}
}

func TestUserIsWhomTheTextCallsSo(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"AADSTS50020: User account 'Adele@contoso.com' from identity provider 'live.com'", "Adele@contoso.com"},
		{"AADSTS50034: The user account adele.v@contoso.com does not exist", "adele.v@contoso.com"},
		{"AADSTS50105: The signed in user 'adele@contoso.com' is not assigned", "adele@contoso.com"},
		{"AADSTS50126: x login_hint=adele%40contoso.com&y=1", "adele@contoso.com"},
		{`AADSTS50126: x {"userPrincipalName":"adele@contoso.com"}`, "adele@contoso.com"},
		{"AADSTS50126: Benutzer: adele@contoso.com.", "adele@contoso.com"},
		{"From: boss@contoso.com\nTo: me@contoso.com\n\nAADSTS50126: wrong", ""},
		{"AADSTS50126 user @home", ""}, {"AADSTS50126 user: a@b", ""},
	} {
		if got := mustRead(t, c.text).Said.User; got != c.want {
			t.Errorf("%q gave %q, want %q", c.text, got, c.want)
		}
	}
}

func TestTimestampIsUTC(t *testing.T) {
	at := time.Date(2026, 4, 24, 10, 40, 10, 0, time.UTC)
	day := func(d, m int) time.Time { return time.Date(2026, time.Month(m), d, 10, 40, 10, 0, time.UTC) }
	for _, c := range []struct {
		text string
		want time.Time
	}{
		{"Timestamp: 2026-04-24 10:40:10Z", at}, {"Timestamp: 2026-04-24T10:40:10Z", at}, {"timestamp\":\"2026-04-24 10:40:10Z\"", at},
		{"Timestamp: 2026-04-24T10:40:10.5Z", at.Add(time.Second / 2)}, {"Timestamp: 2026-04-24 10:40:10", at},
		{"Timestamp: 2026-04-24T12:40:10+02:00", at}, {"Timestamp: 2026-04-24T05:10:10-0530", at}, {"Timestamp:\n> 2026-04-24 10:40:10Z", at},
		{"Timestamp%3a+2026-04-24+10%3a40%3a10Z&x=1", at}, {"Timestamp: 2026-04-24 10-40-10Z", at}, {"Timestamp: 2026/04/24 10:40:10Z", at},
		{"Timestamp: 4/24/2026 10:40:10 AM", at}, {"Timestamp: 4/24/2026, 10:40:10 PM", at.Add(12 * time.Hour)},
		{"Timestamp: 24/04/2026 10:40:10Z", at}, {"Timestamp: 24-04-2026 10:40:10Z", at}, {"Timestamp: 04/05/2026 10:40:10Z", day(5, 4)},
		{"Zeitstempel: 24.04.2026 10:40:10Z", at}, {"Zeitstempel: 24. 4. 2026, 10:40:10Z", at}, {"Horodateur : 24/04/2026 10:40:10Z", at},
		{"Horodatage : 04/05/2026 10:40:10Z", day(4, 5)}, {"Marca de tiempo: 24/04/2026 10:40:10Z", at}, {"Tijdstempel: 24-4-2026 10:40:10Z", at},
		{"タイムスタンプ: 2026-04-24T10:40:10Z", at}, {"时间戳：2026年4月24日 10:40:10Z", at}, {"타임스탬프: 2026-04-24 10:40:10Z", at},
		{"Carimbo de data/hora: 2026-04-24 10:40:10Z", at}, {"Timestamp: 4/24/2026 12:40:10 AM", at.Add(-10 * time.Hour)},
		{"Timestamp: 2026-13-24 10:40:10Z", time.Time{}}, {"Timestamp: 2026-02-30 10:40:10Z", time.Time{}}, {"Timestamp: 2026-04-24", time.Time{}},
		{"Timestamp: 10:40:10Z", time.Time{}}, {"Timestamp: 2026-04-24 25:40:10Z", time.Time{}}, {"Timestamp: [redacted]", time.Time{}},
		{"The token was issued on 2026-04-24T10:40:10.12Z and", time.Time{}}, {"2026-04-24 10:40:10Z ERROR x", time.Time{}},
		{"Timestamp: 20260-04-24 10:40:10Z", time.Time{}}, {"Timestamp: 1/1/1/2026 10:40:10Z", time.Time{}},
	} {
		if got := mustRead(t, "AADSTS50126: x. "+c.text).Said.Timestamp; !got.Equal(c.want) {
			t.Errorf("%q gave %v, want %v", c.text, got, c.want)
		}
	}
}

func TestErrorFields(t *testing.T) {
	for _, c := range []struct{ name, text, err, sub, suberror, claims string }{
		{"a redirect", "x://y?error=access_denied&error_subcode=cancel&state=1", "access_denied", "cancel", "", ""},
		{"an answer", `{"error":"interaction_required","suberror":"basic_action","claims":"{\"access_token\":{\"a\":{\"values\":[\"1\"]}}}"}`,
			"interaction_required", "", "basic_action", `{"access_token":{"a":{"values":["1"]}}}`},
		{"an answer twice escaped", `"{\"error\":\"invalid_grant\",\"suberror\":\"bad_token\",\"claims\":\"{\\\"access_token\\\":{}}\"}"`,
			"invalid_grant", "", "bad_token", `{"access_token":{}}`},
		{"claims that are an object", `{"error":"x","claims":{"access_token":{}}}`, "", "", "", `{"access_token":{}}`},
		{"claims in an address", "?error=interaction_required&claims=%7B%22access_token%22%3A%7B%7D%7D&x=1", "interaction_required", "", "", `{"access_token":{}}`},
		{"empty claims", `"claims":"","subError":"bad_token"`, "", "", "bad_token", ""},
		{"claims that are not closed", `"claims":"{\"access_token\":{`, "", "", "", ""},
		{"Python", "{'error': 'invalid_grant', 'suberror': 'token_expired'}", "invalid_grant", "", "token_expired", ""},
		{"PHP", "Array ( [error] => invalid_client [error_description] => AADSTS7000215: x )", "invalid_client", "", "", ""},
		{"a trace", "MsalUiRequiredException:\n\tErrorCode: invalid_grant\n AADSTS65001: x", "invalid_grant", "", "", ""},
		{"oauthlib", "InvalidGrantError: (invalid_grant) AADSTS50076: x", "invalid_grant", "", "", ""},
		{"Go", `oauth2: "invalid_grant" "AADSTS50057: The user account is disabled."`, "invalid_grant", "", "", ""},
		{"a keyed one before any other", "grant types: access_denied, x. error: invalid_grant", "invalid_grant", "", "", ""},
		{"a suberror that is an error's name", `"suberror":"consent_required","error":"invalid_grant"`, "invalid_grant", "", "consent_required", ""},
		{"only a suberror", `"suberror":"consent_required"`, "", "", "consent_required", ""},
		{"no known name", "error=weird_thing", "", "", "", ""},
		{"part of another word", "my_invalid_grant_handler", "", "", "", ""},
		{"a suberror that is null", `"suberror":null`, "", "", "", ""},
		{"prose", "the suberror is not printed", "", "", "", ""},
	} {
		said := mustRead(t, c.text).Said
		if said.Error != c.err || said.Subcode != c.sub || said.Suberror != c.suberror || said.Claims != c.claims {
			t.Errorf("%s: error %q, subcode %q, suberror %q, claims %q", c.name, said.Error, said.Subcode, said.Suberror, said.Claims)
		}
	}
}

func TestEveryFieldCarriesItsSpan(t *testing.T) {
	text := `AADSTS50020: User account 'adele@contoso.com' from identity provider 'live.com' does not exist in tenant '` + guid4 +
		`' and cannot access the application '` + guid3 + `'(Mail App) in that tenant.\r\nTrace ID: ` + guid1 +
		`\r\nCorrelation ID: ` + guid2 + `\r\nTimestamp: 2026-04-24 10:40:10Z","error":"access_denied","error_subcode":"cancel",` +
		`"suberror":"x_y","claims":"{}","resource":"https://outlook.office365.com"`
	reading := mustRead(t, text)
	for field, want := range map[diagnose.Field]string{
		diagnose.FieldPrimary: "AADSTS50020", diagnose.FieldUser: "adele@contoso.com", diagnose.FieldTenant: guid4,
		diagnose.FieldAppID: guid3, diagnose.FieldAppName: "Mail App", diagnose.FieldTraceID: guid1,
		diagnose.FieldCorrelationID: guid2, diagnose.FieldTimestamp: "2026-04-24 10:40:10Z", diagnose.FieldError: "access_denied",
		diagnose.FieldSubcode: "cancel", diagnose.FieldSuberror: "x_y", diagnose.FieldClaims: "{}",
		diagnose.FieldResource: "https://outlook.office365.com",
	} {
		s, ok := reading.Said.Spans[field]
		if !ok {
			t.Errorf("%s has no span", field)
			continue
		}
		if got := reading.Text[s.Start:s.End]; got != want {
			t.Errorf("%s spans %q, want %q", field, got, want)
		}
	}
}

package entra

import (
	"strings"
	"testing"
)

const errorPage = `<!DOCTYPE html><html><head><title>Sign in to your account</title>
<meta name="PageID" content="ConvergedError" /><meta name="LocLC" content="de-DE" />
<script type="text/javascript">//<![CDATA[
$Config={"strMainMessage":"Leider können wir Sie nicht anmelden","strAdditionalMessage":"more","strServiceExceptionMessage":` +
	`"AADSTS7000112: Application \u0027x\u0027 \u0026 co is disabled.","iErrorCode":7000112,"sErrTxt":"text","pgid":"ConvergedError",` +
	`"sFT":"FLOWTOKEN","canary":"CANARY","correlationId":"c","sessionId":"s"};
//]]></script><style>body{}</style></head><body><noscript>no script</noscript><h1>Anmelden</h1>
<p>Leider  können
wir Sie nicht anmelden</p><script>var later=1</script><p>AADSTS7000112</p></body></html>`

func TestReadSignInPage(t *testing.T) {
	page, ok := ReadSignInPage(errorPage)
	want := SignInPage{
		ID: "ConvergedError", Code: "7000112", ErrorText: "text", Main: "Leider können wir Sie nicht anmelden", Additional: "more",
		Exception: "AADSTS7000112: Application 'x' & co is disabled.", CorrelationID: "c", SessionID: "s", Lang: "de-DE",
		Visible: "Anmelden\nLeider können wir Sie nicht anmelden\nAADSTS7000112",
	}
	if !ok || page != want {
		t.Errorf("read %+v", page)
	}
}

// The ways in which recorded pages embed the object, and what goes wrong with it.
func TestReadSignInPageEmbedded(t *testing.T) {
	for name, want := range map[string]struct {
		text string
		id   string
		code string
		ok   bool
	}{
		"one line":            {`<script>$Config={"pgid":"KmsiInterrupt"};</script>`, "KmsiInterrupt", "", true},
		"no semicolon":        {"<script>//<![CDATA[\n$Config={\"pgid\":\"ConvergedTFA\"}\n//]]></script>", "ConvergedTFA", "", true},
		"more script around":  {`<script>var a={};$Config={"pgid":"ConvergedTFA","sErrorCode":"50126"};var b={"pgid":"x"};</script>`, "ConvergedTFA", "50126", true},
		"second script":       {`<script>var a=1</script><script>$Config={"pgid":"ConvergedSignIn","iErrorCode":"50058"};</script>`, "ConvergedSignIn", "50058", true},
		"string wins":         {`<script>$Config={"pgid":"a","sErrorCode":"50126","iErrorCode":1};</script>`, "a", "50126", true},
		"nought is none":      {`<script>$Config={"pgid":"a","sErrorCode":"","iErrorCode":0};</script>`, "a", "", true},
		"words are no number": {`<script>$Config={"pgid":"a","sErrorCode":"<b>1</b>"};</script>`, "a", "", true},
		"a key of other type": {`<script>$Config={"sErrTxt":7,"pgid":"a","sErrorCode":null};</script>`, "a", "", true},
		"only the meta":       {`<meta name="PageID" content="CmsiInterrupt"><p>text</p>`, "CmsiInterrupt", "", true},
		"broken object":       {`<meta name="PageID" content="b"><script>$Config={"pgid":"a</script>`, "b", "", true},
		"object as text":      {`<p>$Config={"pgid":"ConvergedError"};</p>`, "", "", false},
		"no page of theirs":   {`<h1>Sign in</h1>`, "", "", false},
		"nothing":             {``, "", "", false},
		"nested too deeply":   {strings.Repeat("<b>", 100_000) + `<script>$Config={"pgid":"a"};</script>`, "", "", false},
	} {
		page, ok := ReadSignInPage(want.text)
		if ok != want.ok || page.ID != want.id || page.Code != want.code {
			t.Errorf("%s: %v, %+v", name, ok, page)
		}
	}
}

func TestReadSignInPageFields(t *testing.T) {
	page, _ := ReadSignInPage(`<script>$Config={"pgid":"ConvergedConsent"};</script><input type="checkbox">`)
	if !page.ForOrganization || page.AsksPassword || page.Visible != "" {
		t.Errorf("consent: %+v", page)
	}
	page, _ = ReadSignInPage(`<script>$Config={"pgid":"KmsiInterrupt"};</script><input type="checkbox">`)
	if page.ForOrganization {
		t.Errorf("stay signed in: %+v", page)
	}
	page, _ = ReadSignInPage(`<script>$Config={"pgid":"ConvergedSignIn","sErrorCode":"50058"};</script><input type="password" value="typed">text`)
	if !page.AsksPassword || page.ShowsError() || page.Visible != "" {
		t.Errorf("password: %+v", page)
	}
	page, _ = ReadSignInPage(`<script>$Config={"pgid":"ConvergedSignIn"};</script><input type="password" aria-hidden="true">`)
	if page.AsksPassword {
		t.Errorf("address: %+v", page)
	}
	page, _ = ReadSignInPage(`<script>$Config={"pgid":"ConvergedProofUpRedirect","iRemainingDaysToSkipMfaRegistration":14};</script>`)
	if page.SkipDays != 14 {
		t.Errorf("registration: %+v", page)
	}
	page, _ = ReadSignInPage(`<script>$Config={"pgid":"Unheard"};</script><h1>Need admin approval</h1>`)
	if page.IsKnown() || page.Visible != "Need admin approval" {
		t.Errorf("unknown: %+v", page)
	}
}

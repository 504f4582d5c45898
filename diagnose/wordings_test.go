package diagnose

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// plain is how a phrase and a text are compared: one case, one kind of blank, one kind of quote.
func plain(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "‚", "'", "`", "'", "´", "'",
		"“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

// longest returns the longest phrase that the text holds; false when it holds none.
func longest(text string) (Phrase, bool) {
	text = plain(text)
	var best Phrase
	for _, p := range Phrases() {
		if len(plain(p.Text)) > len(plain(best.Text)) && strings.Contains(text, plain(p.Text)) {
			best = p
		}
	}
	return best, best.Text != ""
}

func isCJK(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) })
}

func TestPhrasesAreDistinctAndLongEnough(t *testing.T) {
	seen := make(map[string]Phrase)
	for _, p := range Phrases() {
		text := plain(p.Text)
		if first, ok := seen[text]; ok {
			t.Errorf("%q stands for %s and for %s", p.Text, first.Cause, p.Cause)
		}
		seen[text] = p
		least := 8
		if isCJK(text) {
			least = 4
		}
		if utf8.RuneCountInString(text) < least {
			t.Errorf("%q is short enough to be met by chance", p.Text)
		}
		if strings.Contains(p.Text, "AADSTS") {
			t.Errorf("%q holds a number: the number is what decides then", p.Text)
		}
		if !slices.Contains([]Confidence{Certain, Likely, Possible}, p.Confidence) || p.Lang == "" {
			t.Errorf("%q: confidence %q, language %q", p.Text, p.Confidence, p.Lang)
		}
	}
}

func TestEveryLanguageKnowsTheAdminPage(t *testing.T) {
	for _, lang := range []string{"en", "de", "fr", "es", "it", "nl", "ja", "zh-Hans", "zh-Hant", "pt", "ko", "pl", "sv",
		"da", "cs", "tr", "ru"} {
		if !slices.ContainsFunc(Phrases(), func(p Phrase) bool {
			return p.Lang == lang && p.Cause == "consent.admin_approval"
		}) {
			t.Errorf("%s has no wording for the page that asks for an administrator", lang)
		}
	}
	for _, lang := range []string{"en", "de"} { // no source shows the title in another language
		if !slices.ContainsFunc(Phrases(), func(p Phrase) bool {
			return p.Lang == lang && p.Cause == "consent.request_available"
		}) {
			t.Errorf("%s has no wording for the page that offers a request", lang)
		}
	}
}

func TestPagesAreRecognised(t *testing.T) {
	for _, c := range []struct {
		cause CauseID
		text  string
	}{
		{"consent.admin_approval", "Need admin approval\nApple Internet Accounts\nApple Internet Accounts needs permission to " +
			"access resources in your\norganisation that only an admin can grant.\n" +
			"Return to the application without granting consent"},
		{"consent.admin_approval", "Administratorgenehmigung erforderlich\nApple Internet Accounts"},
		{"consent.admin_approval", "Approbation de l’administrateur requise"},
		{"consent.admin_approval", "Se necesita la aprobación del administrador"},
		{"consent.admin_approval", "È necessaria l’approvazione dell’amministratore"},
		{"consent.admin_approval", "Goedkeuring van beheerder vereist"},
		{"consent.admin_approval", "管理者の承認が必要"},
		{"consent.admin_approval", "需要管理员批准"},
		{"consent.admin_approval", "An administrator has set a policy that prevents you from granting Spark the permissions"},
		{"consent.request_available", "Approval required\nApple Internet Accounts\nThis app requires your admin's approval to:"},
		{"consent.request_available", "Genehmigung erforderlich"},
		{"consent.risky_app", "This app may be risky. If you trust this app, ask your admin to grant you access"},
		{"consent.risky_app", "Diese App ist möglicherweise riskant."},
		{"consent.request_risky", "This app may be risky. Only continue if you trust this app."},
		{"consent.declined", "User declined to consent to access the app."},
		{"service.not_subscribed", "The resource principal named https://outlook.office365.com was not found in the tenant " +
			"named Contoso. This can happen if the application has not been installed by the administrator of the tenant"},
		{"app.not_in_tenant", "Application with identifier '1' was not found in the directory 'Contoso'."},
		{"policy.blocked", "You cannot access this right now\nYour sign-in was successful but does not meet the criteria"},
		{"device.not_managed", "Set up your device to get access"},
		{"mfa.registration", "Your organization needs more information to keep your account secure"},
		{"password.wrong", "Your account or password is incorrect. If you don't remember your password, reset it now."},
		{"password.expired", "You need to update your password because this is the first time you are signing in, or " +
			"because your password has expired."},
		{"account.wrong_tenant", "Selected user account does not exist in tenant 'Microsoft Services'"},
		{"account.personal", "You can't sign in here with a personal account. Use your work or school account instead."},
		{"session.expired", "The refresh token has expired due to inactivity. The token was issued on"},
		{"mailbox.device_blocked", "Your mobile device is temporarily blocked from accessing content via Exchange " +
			"ActiveSync because the mobile device has been quarantined"},
		{"network.unreachable", "We can't connect to the service you need right now. Check your network connection or try " +
			"this again later"},
		{"network.tls_intercepted", "Post https://login.microsoftonline.com/x: x509: certificate signed by unknown authority"},
		{"network.dns", "getaddrinfo ENOTFOUND login.microsoftonline.com"},
		{"network.proxy", "from proxy: 407 Proxy Authentication Required"},
		{"client.bad_request", "The provided request must include a 'response_type' input parameter."},
	} {
		if p, ok := longest(c.text); !ok || p.Cause != c.cause {
			t.Errorf("%q is read as %q (%s), want %s", c.text, p.Text, p.Cause, c.cause)
		}
	}
}

func TestHarmlessMailHoldsNoPhrase(t *testing.T) {
	for _, text := range []string{
		"Hi Anna, my iPhone no longer loads mail since this morning. Can you have a look?",
		"The meeting on Thursday was moved to room 4, please bring the signed contract.",
		"I cannot get mail from the new supplier, they say it was sent on Monday.",
		"Our account manager will be out of office until 3 March.",
		"Please approve the invoice of 65001 euros by Friday.",
		"The old printer is disabled, use the one on the second floor.",
		"We did not find your order in the directory of last year, could you send it again?",
		"Your request for holidays was received. Your manager will answer soon.",
		"Trace the parcel with the request id 5f0e and the date of shipping.",
		"I changed my password yesterday and since then the phone keeps asking.",
		"The project was declined by the board, we return to the plan of spring.",
		"Can the administrator please create a mailbox for our new colleague?",
		"My device is two years old and the battery is weak.",
		"The conditional offer expires on 31 May, access to the portal stays open.",
		"Guten Tag, das neue Konto ist eingerichtet, Sie können sich jetzt anmelden.",
		"Die Besprechung ist erforderlich, eine Anmeldung nicht.",
		"Bonjour, la réunion est reportée à mardi, merci de prévenir l'équipe.",
		"Buenos días, adjunto el informe que pidió el administrador de la finca.",
		"お世話になっております。会議の時間が変更になりました。",
		"会议改到星期二下午三点,请大家准时参加。",
		"Unexpected response from server",
		"Error Message: user_canceled: See https://aka.ms/msal.js.errors#user_canceled for details",
		"This is not the right page. Please close this app or window and try again.",
		`{"code":"Authorization_RequestDenied","value":"Insufficient privileges to complete the operation."}`,
	} {
		if p, ok := longest(text); ok {
			t.Errorf("%q holds %q, which stands for %s", text, p.Text, p.Cause)
		}
	}
}

func TestParsePhrasesRefusesBrokenRows(t *testing.T) {
	const head = "cause,lang,confidence,phrase\n"
	for name, row := range map[string]string{
		"no such cause":    "app.gone,en,,Need admin approval",
		"an empty phrase":  "app.disabled,en,, ",
		"a column missing": "app.disabled,en,",
	} {
		if _, err := parsePhrases(head + row + "\n"); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
}

package entra

import (
	"strings"
	"testing"
)

func TestPrimaryIsTheErrorItself(t *testing.T) {
	const trace = "\r\nTrace ID: 11111111-2222-4333-8444-555555555501\r\n"
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"no number", "Need admin approval", 0},
		{"one number", "The error is AADSTS7000215 but the secret is right", 7000215},
		{"one number, many times", "AADSTS50105 and AADSTS50105: The user", 50105},
		{"one bare number", "Error Code: 53003 means conditional access", 53003},
		{"the specific behind the generic", "AADSTS70002: Error validating credentials. AADSTS50126: Invalid password", 50126},
		{"the specific behind the generic in JSON", `{"error_description":"AADSTS70002: Error validating credentials. ` +
			`AADSTS50126: Invalid username or password` + trace + `","error_codes":[70002,50126]}`, 50126},
		{"the specific behind the generic in a list only", `"error_codes":[70002,50126]`, 50126},
		{"three in a chain", "AADSTS70002: Error. AADSTS50012: Secret. AADSTS7000215: Invalid client secret", 7000215},
		{"a chain told twice", "AADSTS70002: Error. AADSTS50126: Invalid\nAADSTS70002: Error. AADSTS50126: Invalid", 50126},
		{"a chain in Chinese", "AADSTS70002：驗證認證時發生錯誤。 AADSTS70008：提供的存取授權已過期或撤銷。", 70008},
		{"a silent sign-in first", "AADSTS50058: A silent sign-in request was sent.\nthen\nAADSTS65001: not consented", 65001},
		{"an interrupt first", "AADSTS50199: For security reasons.\n\nAADSTS50105: not assigned", 50105},
		{"an error and one it is compared with", "Message: AADSTS65001: The user has not consented.\nIs it like AADSTS90094?", 65001},
		{"an error and one of the past", "It was AADSTS50011 last week. Now:\nAADSTS700016: Application not found", 700016},
		{"the same in the other order", "AADSTS700016: Application not found. Last week it was AADSTS50011.", 700016},
		{"an answer's list beside talk", `"error_codes":[65001] and somebody mentioned AADSTS50076`, 65001},
		{"talk about two", "AADSTS50079 means one thing, while AADSTS50076 means another", 0},
		{"a list of numbers", "Missing Error Codes: 50129, 53000, 50127", 0},
		{"a number on a line and another in talk", "AADSTS50133\nSsoArtifactRevoked\n\nI see error status 500133.", 0},
		{"two errors in a row, the first", "AADSTS50011: The reply URL does not match.\n\n\nAADSTS65001: not consented", 50011},
		{"an exception and its inner one", "MsalUiRequiredException: AADSTS50079: MFA.\n ---> {\"error_description\":\"AADSTS50079: MFA\"}",
			50079},
	} {
		if got := mustRead(t, c.text).Said.Primary; got != c.want {
			t.Errorf("%s: %q gave %d, want %d", c.name, c.text, got, c.want)
		}
	}
}

func TestSentenceIsWhatCameWithTheNumber(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"up to the ids", "AADSTS50076: You must use multi-factor authentication.\r\nTrace ID: 1", "You must use multi-factor authentication."},
		{"on one line", "AADSTS53003: Access has been\n> blocked by\n> policies.", "Access has been blocked by policies."},
		{"up to the next key", `"error_description":"AADSTS65001: not consented","error_codes":[65001]`, "not consented"},
		{"up to the next number", "AADSTS65001: not consented at all. AADSTS50076 differs", "not consented at all."},
		{"up to an empty line", "AADSTS65001: not consented\n\nWhat can I do?", "not consented"},
		{"without the layers", `AADSTS65005: Using application \\'my site\\' is not supported`, "Using application 'my site' is not supported"},
		{"in brackets", "`AADSTS50053 (Account appears to be locked.)`", "(Account appears to be locked.)"},
		{"before a number at the end", "Application needs to enforce Intune policies. AADSTS53009", "Application needs to enforce Intune policies."},
		{"of a sign-in log", "\"errorCode\": 50053,\n \"failureReason\": \"malicious activity\"", `failureReason": "malicious activity`},
		{"of the chosen number", "AADSTS70002: Error validating. AADSTS50126: Invalid password", "Invalid password"},
		{"behind emphasis", "**AADSTS90094:** needs permission", "needs permission"},
		{"of a page without number", "Sign in\nNeed admin approval\nx", "Need admin approval"},
	} {
		got := mustRead(t, c.text).Said.Sentence
		if !strings.HasPrefix(got, c.want) || len(got) > len(c.want)+2 {
			t.Errorf("%s: %q gave %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestSentenceIsBounded(t *testing.T) {
	for _, word := range []string{"word ", "単語", "é"} {
		got := mustRead(t, "AADSTS50126: "+strings.Repeat(word, 3000)).Said.Sentence
		if len(got) > longestSaid || len(got) < longestSaid/2 {
			t.Errorf("%q: the sentence has %d bytes", word, len(got))
		}
	}
}

// The list of numbers beside a sentence may name more than the sentence does, before or behind it.
func TestTheNumberOfTheSentenceIsTheCause(t *testing.T) {
	for text, want := range map[string]int{
		`{"error_description":"AADSTS50105: The user is not assigned.","error_codes":[50105,50074]}`:             50105,
		`{"error_codes":[50074,50105],"error_description":"AADSTS50105: The user is not assigned."}`:             50105,
		`{"error_codes":[50076,50074],"error_description":"AADSTS50076: Due to a configuration change"}`:         50076,
		`{"error_description":"AADSTS70002: Error validating credentials.","error_codes":[70002,50126]}`:         50126,
		`{"error_description":"AADSTS70002: Error. AADSTS50126: Invalid username.","error_codes":[70002,50126]}`: 50126,
	} {
		reading, err := ReadString(text)
		if err != nil || reading.Said.Primary != want {
			t.Errorf("%s: %d, %v; want %d", text, reading.Said.Primary, err, want)
		}
	}
}

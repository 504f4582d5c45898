package entra

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// mustRead reads a text that holds no secret and checks that the reading is well formed.
func mustRead(t *testing.T, text string) Reading {
	t.Helper()
	reading, err := ReadString(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	checkReading(t, reading)
	return reading
}

func TestNumbersAreReadHoweverTheyAreSpelt(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []int
	}{
		{"as Microsoft spells it", "AADSTS50020: User account x does not exist", []int{50020}},
		{"seven digits", "AADSTS7000112: Application is disabled.", []int{7000112}},
		{"eight digits", "AADSTS90002345: new", []int{90002345}},
		{"a number that no table has", "AADSTS50998: something new", []int{50998}},
		{"glued to what stands before", "Error:rnAADSTS50011 x", []int{50011}},
		{"glued to what stands behind", "AADSTS50126Error validating", []int{50126}},
		{"lower case", "aadsts50020: user account", []int{50020}},
		{"mixed case", "AadSts50020: user account", []int{50020}},
		{"a blank", "AADSTS 50020", []int{50020}},
		{"two blanks", "AADSTS  50020", []int{50020}},
		{"a no-break space", "AADSTS\u00a050020", []int{50020}},
		{"a hyphen", "AADSTS-50020", []int{50020}},
		{"a dash", "AADSTS – 50020", []int{50020}},
		{"a colon", "AADSTS: 50020", []int{50020}},
		{"a full-width colon", "AADSTS：50020", []int{50020}},
		{"an underscore", "AADSTS_50020", []int{50020}},
		{"a bracket", "AADSTS (50020)", []int{50020}},
		{"a hash", "AADSTS #50020", []int{50020}},
		{"a word", "AADSTS error code 50020", []int{50020}},
		{"two words in capitals", "AADSTS ERROR: 50020", []int{50020}},
		{"emphasis", "**AADSTS50020**: user", []int{50020}},
		{"emphasis inside", "AADSTS**50020**", []int{50020}},
		{"code marks", "`AADSTS50020`", []int{50020}},
		{"full-width letters", "ＡＡＤＳＴＳ５００２０：ユーザー", []int{50020}},
		{"an invisible space", "AAD\u200bSTS50\u200b020", []int{50020}},
		{"a soft hyphen", "AADSTS50\u00ad020", []int{50020}},
		{"a line end before the number", "AADSTS\n50020: user", []int{50020}},
		{"a line end in the prefix", "the error AAD\nSTS50020 appears", []int{50020}},
		{"a quoted line end in the prefix", "> the error AADS\n> TS50020: appears", []int{50020}},
		{"a line end in the number", "AADSTS500\n20: User account", []int{50020}},
		{"a line end behind the first digit", "AADSTS6\n50051: The application", []int{650051}},
		{"a line end where both numbers are known", "AADSTS53000\n3: Your device is required", []int{530003}},
		{"a numbered line behind the number", "AADSTS50126\n2. then it works", []int{50126}},
		{"letters swapped", "ADASTS50020", []int{50020}},
		{"a letter wrong", "ADDSTS50020", []int{50020}},
		{"a letter left out", "AADTS50020", []int{50020}},
		{"the last letter left out", "AADST50020", []int{50020}},
		{"the first letter left out", "ADSTS50020", []int{50020}},
		{"a letter doubled", "AADSTSS50020", []int{50020}},
		{"three letters A", "AAADSTS50020", []int{50020}},
		{"two letters swapped at the end", "AADTSS50020 appears", []int{50020}},
		{"two letters wrong and the number known", "AADTTS50020", []int{50020}},
		{"misspelt and parted", "ADDSTS 50020", []int{50020}},
		{"misspelt with a colon", "AADTS: 50020", []int{50020}},
		{"misspelt in lower case", "addsts50020", []int{50020}},
		{"Cyrillic letters", "ААDSТS50020", []int{50020}},
		{"O for zero", "AADSTS5OO2O", []int{50020}},
		{"O and l", "AADSTS65OOl: The user", []int{65001}},
		{"mostly letters", "AADSTS7OOOll2: Application", []int{7000112}},
		{"S for five in the number", "AADSTSS0020", []int{50020}},
		{"five for S in the prefix", "AAD5TS50020", []int{50020}},
		{"four for A in the prefix", "A4DSTS50020", []int{50020}},
		{"five for the last S", "AADST550020 was shown", []int{50020}},
		{"I for one", "AADSTS5OIO5", []int{50105}},
		{"several", "AADSTS50105, AADSTS65001 and AADSTS90094", []int{50105, 65001, 90094}},
		{"one twice", "AADSTS50105 then AADSTS50105", []int{50105}},
		{"in the order of their places", "AADSTS90094 AADSTS50105", []int{90094, 50105}},
	} {
		if got := mustRead(t, c.text).Said.Codes; !slices.Equal(got, c.want) {
			t.Errorf("%s: %q gave %v, want %v", c.name, c.text, got, c.want)
		}
	}
}

func TestBareNumbersNeedWordsAround(t *testing.T) {
	for _, c := range []struct {
		text string
		want []int
	}{
		{"Sign-in error code: 50105", []int{50105}},
		{"Sign-in error code 50998 is not on the list", []int{50998}},
		{"Login error code 50105 is not documented", []int{50105}},
		{`"error_codes":[65001],"timestamp":"x"`, []int{65001}},
		{`"error_codes": [ 70002, 50126 ]`, []int{70002, 50126}},
		{"\"error_codes\": [\n    7000218\n  ]", []int{7000218}},
		{"'error_codes': [70043], 'suberror': 'token_expired'", []int{70043}},
		{`"errorNo":700082`, []int{700082}},
		{`"errorNo":"50998"`, []int{50998}},
		{"https://login.microsoftonline.com/error?code=50126", []int{50126}},
		{"https%3A%2F%2Flogin.microsoftonline.com%2Ferror%3Fcode%3D50126", []int{50126}},
		{`"sErrorCode":"50058"`, []int{50058}},
		{`"status":{"errorCode":50053,"failureReason":"x"}`, []int{50053}},
		{"ResultType: 50076 in the sign-in logs", []int{50076}},
		{"Error Code: 53003 means conditional access", []int{53003}},
		{"Errors like error 53003 come from Azure AD", []int{53003}},
		{"Failure Code 50053 in Azure AD sign in logs", []int{50053}},
		{"Fehlercode: 50105", []int{50105}},
		{"Code d'erreur : 50105", []int{50105}},
		{"Código de error: 50105", []int{50105}},
		{"Codice errore: 50105", []int{50105}},
		{"Foutcode: 50105", []int{50105}},
		{"エラー コード: 50105", []int{50105}},
		{"错误代码：50105", []int{50105}},
		{"오류 코드: 50105", []int{50105}},
		{"Missing Error Codes: 50129, 53000, 50127", []int{50129, 53000, 50127}},
		{"error 50105, 50126 or 65001 from Azure", []int{50105, 50126, 65001}},
		{"I see a lot of 50053 errors in Azure AD", []int{50053}},
		{"50105 - EntitlementGrantsNotFound", []int{50105}},
		{"these appear in our logs\n- 50014\n- 50199\n- 65002\n- 90094", []int{50014, 50199, 65002, 90094}},
		{"AADSTS50133 says the log. I see status 500133 there.", []int{50133, 500133}},
	} {
		if got := mustRead(t, c.text).Said.Codes; !slices.Equal(got, c.want) {
			t.Errorf("%q gave %v, want %v", c.text, got, c.want)
		}
	}
}

func TestNothingIsTakenForANumberThatIsNone(t *testing.T) {
	for _, text := range []string{
		"Error Domain=MSALErrorDomain Code=-50000 \"(null)\"", "The operation failed. (MSALErrorDomain error -50000.)",
		"on sign-in (MSALErrorDomain error ~50000.)", "MSALInternalErrorCodeKey=-42105 in MSAL",
		"WAM Error: 3399614473", "WAM error code 3399548929 (0xCAA20001)", "Tag: 0x21420087 (error code -2147186943)",
		"Error code: 0x80048821", "error code 2147943645 in Azure", "AADB2C90091: The user has cancelled",
		"MSIS9223: unknown client", "MSIS7042 and MSIS3125", "ID3035: The request was not valid",
		"Correlation ID: 50105500-5012-6500-9009-500501050126", "id 00050126-0000-0000-0000-000000000000",
		"2026-03-02 10:50:12.650012", "Timestamp: 2026-03-02T10:11:12.5012600Z", "AADSTS", "an AADSTS error", "AADSTS: unknown",
		"AADSTSxxxxx", "AADSTS50xxx", "AADSTS1234", "AADSTS 2026-03-02", "AADSTS12345678901", "AADSTS: 10:11:12",
		"listening on port 50011", "127.0.0.1:50011 refused to sign in", "50126 rows were copied to Azure", "user 50126 signed in",
		"error code 10013", "Error codes: 10060, 10061 from Azure SQL", "Msg 50000, Level 16, State 1", "error code 50000",
		"version 1.50126.0 of the Microsoft sign-in", "build/50126/log", "$50126 for Azure", "#50126 is the ticket about sign-in",
		"add 50126 items", "adds 50020 rows", "asserts 50126", "and 50126", "data50126", "aad 50126 tenant users",
		"HTTP 401 in 50105 ms", "It took 50105ms to sign in", "sign in from 50.105.1.2", "+50126 555 0100",
	} {
		if got := mustRead(t, text).Said.Codes; len(got) > 0 {
			t.Errorf("%q gave %v", text, got)
		}
	}
}

func TestNumberSurvivesEveryEncoding(t *testing.T) {
	texts := []string{
		"AADSTS50105: The signed in user 'adele@contoso.com' is not assigned.\nTrace ID: 11111111-2222-4333-8444-555555555501",
		"Message: AADSTS65004: User declined to consent\n", "Error \"AADSTS53003\" <b>blocked</b> & more",
	}
	for name, encode := range encodings() {
		for _, text := range texts {
			plain, encoded := mustRead(t, text).Said, mustRead(t, encode(text)).Said
			if !slices.Equal(plain.Codes, encoded.Codes) || plain.Primary != encoded.Primary {
				t.Errorf("%s: %v and %d, plain %v and %d: %q", name, encoded.Codes, encoded.Primary, plain.Codes,
					plain.Primary, encode(text))
			}
			if plain.TraceID != encoded.TraceID {
				t.Errorf("%s: trace %q, plain %q", name, encoded.TraceID, plain.TraceID)
			}
		}
	}
}

func TestDistanceCountsWrongLetters(t *testing.T) {
	for _, c := range []struct {
		word string
		want int
	}{
		{"aadsts", 0}, {"addsts", 1}, {"aadts", 1}, {"aadst", 1}, {"adasts", 1}, {"aaadsts", 1}, {"aadstss", 1},
		{"adds", 3}, {"adts", 2}, {"aadb2c", 3}, {"", 6}, {"aadststststststs", 12},
	} {
		if got := distance(c.word, prefix); got != c.want {
			t.Errorf("%q is %d away, want %d", c.word, got, c.want)
		}
	}
}

func TestPrimarySpanHoldsTheNumber(t *testing.T) {
	for _, text := range []string{
		"x AADSTS50105: y", "x ADDSTS 50105", `{"error_codes":[50105]}`, "aadsts%3a%2050105", "> AADSTS501\n> 05: The user",
	} {
		reading := mustRead(t, text)
		s, ok := reading.Said.Spans["primary"]
		if !ok {
			t.Errorf("%q has no span", text)
			continue
		}
		if got := reading.Text[s.Start:s.End]; got[len(got)-2:] != "05" {
			t.Errorf("%q: the span holds %q", text, got)
		}
	}
}

func ExampleRead() {
	reading, err := ReadString("AADSTS70002: Error validating credentials. AADSTS50126: Invalid username or password.\r\n" +
		"Trace ID: 11111111-2222-4333-8444-555555555501")
	fmt.Println(reading.Said.Codes, reading.Said.Primary, reading.Said.TraceID, err)
	// Output: [70002 50126] 50126 11111111-2222-4333-8444-555555555501 <nil>
}

// What only the words around make a number of Microsoft Entra's is never as sure as its prefix.
func TestNumbersWithoutPrefixAreLoose(t *testing.T) {
	for text, want := range map[string]struct {
		primary int
		loose   bool
	}{
		"AADSTS50105: x":                 {50105, false},
		"\"error_codes\":[50105]":        {50105, false},
		"90095":                          {90095, true},
		" 50105 \n":                      {50105, true},
		"Please document error 900941":   {900941, true},
		"# 530003 Not Documented":        {530003, true},
		"Outlook error 50105 at sign-in": {50105, true},
		"ServerError: temporarily_unavailable: 50033 - [2021-08-02 15:36:10Z]: CCS": {50033, false},
		"The build took 530003 ms":                  {0, false},
		"port 12345":                                {0, false},
		"AADSTS500116: reply uri":                   {500116, false},
		"invoice 4711":                              {0, false},
		strings.Repeat("x ", 4000) + "error 530003": {0, false},
	} {
		reading, err := ReadString(text)
		if err != nil || reading.Said.Primary != want.primary || reading.Said.Loose != want.loose {
			t.Errorf("%.40q: %d, loose %v, %v", text, reading.Said.Primary, reading.Said.Loose, err)
		}
	}
}

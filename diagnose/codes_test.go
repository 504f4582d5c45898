package diagnose

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"synchelper/assets"
)

// written is a table of assets; a test elsewhere holds that what is packed is what is written.
func written(file string) string { return string(assets.Table(file)) }

// TestMain says in a line each which rows of the tables are broken: the tests would panic over the first one.
func TestMain(m *testing.M) {
	_, numbers := parseCodes(written("aadsts.csv"))
	_, sentences := parsePhrases(written("wordings.csv"))
	for file, err := range map[string]error{"aadsts.csv": numbers, "wordings.csv": sentences} {
		if err != nil {
			fmt.Printf("assets/%s\n%v\n", file, err)
		}
	}
	if numbers != nil || sentences != nil {
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// rowsOf are the rows of the table as the file has them, without the head.
func rowsOf(t *testing.T, table string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// outOfOrder says which rows stand at a wrong place: numbers ascend, and the row without a sentence is the last of its
// number, since it is the one that is meant when no sentence fits.
func outOfOrder(rows [][]string) (wrong []string) {
	for i, row := range rows[1:] {
		above := rows[i]
		last, _ := strconv.Atoi(above[0])
		number, _ := strconv.Atoi(row[0])
		if number < last || number == last && above[2] == "" {
			wrong = append(wrong, fmt.Sprintf("line %d: %s stands behind %s, whose sentence is %q", i+3, row[0], above[0], above[2]))
		}
	}
	return wrong
}

func TestCodesTableIsLargeAndInOrder(t *testing.T) {
	rows := rowsOf(t, written("aadsts.csv"))
	for _, wrong := range outOfOrder(rows) {
		t.Errorf("assets/aadsts.csv, %s", wrong)
	}
	for name, wrong := range map[string][][]string{
		"descending": {{"50105", "", ""}, {"50057", "", ""}}, "twice": {{"50105", "", ""}, {"50105", "", ""}},
		"a sentence behind the default": {{"50105", "", ""}, {"50105", "", "phrase"}},
	} {
		if len(outOfOrder(wrong)) != 1 {
			t.Errorf("%s: no row is out of order", name)
		}
	}
	if n := len(codes()); n < 420 {
		t.Errorf("%d numbers, want at least 420", n)
	}
	for _, row := range rows {
		if len(row[0]) < 5 || len(row[0]) > 7 {
			t.Errorf("%s has not the length of an AADSTS number", row[0])
		}
	}
	for _, n := range []int{0, -50105, 5010, 99999} {
		if _, ok := CodeMeaning(n, ""); ok || CodeKnown(n) {
			t.Errorf("%d has a meaning", n)
		}
	}
}

// A number without a default row would have no meaning when its sentence was cut off.
func TestEveryCodeHasOneDefaultRow(t *testing.T) {
	for n, rows := range codes() {
		defaults := 0
		for _, row := range rows {
			if len(row.Sentence) == 0 {
				defaults++
			}
		}
		if defaults != 1 {
			t.Errorf("%d has %d rows without a sentence", n, defaults)
		}
	}
}

// forEachRow calls check with every row of the table.
func forEachRow(check func(row Code)) {
	for _, rows := range codes() {
		for _, row := range rows {
			check(row)
		}
	}
}

func TestCodeRowsAreWellFormed(t *testing.T) {
	confidences := []Confidence{Certain, Likely, Possible}
	forEachRow(func(row Code) {
		if !Known(row.Cause) && row.Cause != CauseUnknown {
			t.Errorf("%d: no cause %q", row.Number, row.Cause)
		}
		if !slices.Contains(confidences, row.Confidence) {
			t.Errorf("%d: no confidence %q", row.Number, row.Confidence)
		}
		others := slices.Sorted(slices.Values(row.Also))
		if slices.Contains(others, row.Cause) || len(slices.Compact(others)) != len(row.Also) {
			t.Errorf("%d: the other causes %v repeat something", row.Number, row.Also)
		}
		if strings.ContainsAny(row.Name, " ,|") {
			t.Errorf("%d: %q is no symbolic name", row.Number, row.Name)
		}
	})
}

// The parser lowers the phrases when it reads them, so the raw file is looked at.
func TestCodeSentencesAreLowerCaseInTheFile(t *testing.T) {
	for i, row := range rowsOf(t, written("aadsts.csv")) {
		for _, phrase := range strings.Split(row[2], "|") {
			if phrase != strings.ToLower(phrase) || phrase != strings.TrimSpace(phrase) {
				t.Errorf("line %d: %q has capitals or blanks around it", i+2, phrase)
			}
		}
		if row[2] != "" && strings.Contains("|"+row[2]+"|", "||") {
			t.Errorf("line %d: an empty phrase would fit every sentence", i+2)
		}
		flags := strings.Fields(row[6])
		if slices.ContainsFunc(flags, func(f string) bool { return f != "outside" && f != "generic" }) {
			t.Errorf("line %d: flags %v", i+2, flags)
		}
	}
}

// A phrase that another row of the same number catches first would be dead.
func TestCodeSentencesAreReachable(t *testing.T) {
	forEachRow(func(row Code) {
		for _, phrase := range row.Sentence {
			got, _ := CodeMeaning(row.Number, "AADSTS: … "+strings.ToUpper(phrase)+" …")
			if got.Cause != row.Cause || got.Confidence != row.Confidence {
				t.Errorf("%d %q means %s, its row says %s", row.Number, phrase, got.Cause, row.Cause)
			}
		}
	})
}

func TestCodeMeanings(t *testing.T) {
	for cause, numbers := range map[CauseID][]int{
		"account.disabled":           {50057, 500571},
		"account.locked":             {50053},
		"account.not_found":          {50034, 500341},
		"account.personal":           {500200, 500202},
		"account.risk":               {50135, 53004, 53011, 530032},
		"account.wrong_tenant":       {50020, 90072, 16000, 51004},
		"app.credentials":            {7000215, 7000222, 700027},
		"app.disabled":               {7000112},
		"app.misconfigured":          {650056, 650057, 7000218, 65002, 9002327, 50059, 50194},
		"app.not_in_tenant":          {700016, 7000229},
		"app.redirect_mismatch":      {50011, 500113, 900971},
		"app.user_not_assigned":      {50105},
		"client.bad_request":         {900144, 900561, 9002313, 54005, 70011, 90009, 75011, 501481, 50196},
		"consent.admin_approval":     {90093, 90094},
		"consent.declined":           {65004},
		"consent.missing":            {65001},
		"consent.request_available":  {90095},
		"consent.request_risky":      {900981},
		"device.not_compliant":       {53000, 530002},
		"device.not_managed":         {530003},
		"device.not_registered":      {50097, 50129, 700003},
		"device.wrong_control":       {53001},
		"directory.logon_hours":      {80012},
		"directory.on_premises":      {80001, 80014},
		"idp.federation":             {50008, 50107, 20001},
		"mfa.failed":                 {500121},
		"mfa.registration":           {50072, 50079},
		"mfa.required":               {50074, 50076, 50158},
		"password.expired":           {50055, 50144},
		"password.wrong":             {50126},
		"policy.app_protection":      {53002, 53009},
		"policy.blocked":             {53003},
		"policy.security_defaults":   {530035},
		"policy.tenant_restrictions": {500021, 50002},
		"service.not_subscribed":     {650052, 500011, 50001},
		"service.throttled":          {90055},
		"service.transient":          {90033, 50087},
		"session.expired":            {700082, 700084, 70000, 70008},
		"session.frequency":          {70043, 70044},
		"session.revoked":            {50173, 50133},
		"tenant.not_found":           {90002},
	} {
		for _, n := range numbers {
			if m, ok := CodeMeaning(n, ""); !ok || m.Cause != cause {
				t.Errorf("%d means %q, want %s", n, m.Cause, cause)
			}
		}
	}
}

func TestOneNumberSeveralMeanings(t *testing.T) {
	for _, c := range []struct {
		number   int
		sentence string
		cause    CauseID
	}{
		{16000, "User account 'a@outlook.com' from identity provider 'live.com' does not exist in tenant",
			"account.personal"},
		{16000, "Either multiple user identities are available for the current request or", "account.wrong_tenant"},
		{50001, "Resource 'https://contoso.operations.dynamics.com' is disabled.", "service.not_subscribed"},
		{50020, "User account 'a@gmail.com' from identity provider 'live.com' does not exist in tenant 'Contoso'",
			"account.personal"},
		{50020, "User account 'a@fabrikam.com' from identity provider 'https://sts.windows.net/1/' does not exist",
			"account.wrong_tenant"},
		{50053, "The account is locked, you've tried to sign in too many times", "account.locked"},
		{50053, "Sign-in was blocked because it came from an IP address with malicious activity.", "account.locked"},
		{53005, "Access has been blocked by Conditional Access policies.", "policy.blocked"},
		{53005, "Application needs to enforce Intune protection policies", "policy.app_protection"},
		{65001, "The user or administrator has not consented to use the application", "consent.missing"},
		{65001, "Application X doesn't have permission to access application Y or the permission has been revoked",
			"consent.scopes_missing"},
		{65005, "Misconfigured application. This could be due to one of the following", "app.misconfigured"},
		{65005, "Using application 'X' is currently not supported for your organization 'contoso.com' because it is in " +
			"an unmanaged state", "service.not_subscribed"},
		{650051, "The application needs access to a service that your organization has not subscribed to",
			"service.not_subscribed"},
		{650051, "service principal name is already present for the tenant", "app.misconfigured"},
		{70000, "Provided grant is invalid or malformed.", "session.expired"},
		{70000, "The request was denied because one or more scopes requested are unauthorized or expired.",
			"consent.missing"},
		{70001, "Application 'X' is disabled", "app.disabled"},
		{70001, "Die Anwendung 'X' ist deaktiviert", "app.disabled"},
		{70001, "Application with identifier 'X' was not found in the directory 'Y'", "app.not_in_tenant"},
		{90023, "Public clients can't send a client secret", "app.misconfigured"},
		{90023, "The authentication service request isn't valid", "client.bad_request"},
		{90093, "X is requesting one or more permissions that you are not authorized to grant.", "consent.admin_approval"},
		{90093, "This app may be risky. If you trust this app, ask your admin to grant you access.", "consent.risky_app"},
		{90094, "X needs permission to access resources in your organization that only an admin can grant.",
			"consent.admin_approval"},
		{90094, "Diese App ist möglicherweise riskant.", "consent.risky_app"},
		{900941, "Administrator consent is required. App is considered risky.", "consent.risky_app"},
		{900941, "This operation can only be performed by an administrator. Sign out and sign in as an administrator",
			"consent.admin_approval"},
	} {
		if m, ok := CodeMeaning(c.number, c.sentence); !ok || m.Cause != c.cause {
			t.Errorf("%d %q means %q, want %s", c.number, c.sentence, m.Cause, c.cause)
		}
	}
}

// A generic number steps back behind a specific one, so none of those that decide may be marked.
func TestGenericCodes(t *testing.T) {
	for _, n := range []int{50000, 70000, 70002, 50058, 50140, 50199, 70016, 700020} {
		if m, _ := CodeMeaning(n, ""); !m.Generic {
			t.Errorf("%d is not marked generic", n)
		}
	}
	for _, n := range []int{50126, 65001, 65005, 90094, 70008, 50012, 50076, 53003, 7000112, 50105} {
		if m, _ := CodeMeaning(n, ""); m.Generic {
			t.Errorf("%d is marked generic", n)
		}
	}
}

// A bad IP address is no lock that passes; the number alone cannot tell, so the other reading must be offered.
func TestLockedIsNeverCertain(t *testing.T) {
	for _, sentence := range []string{"", "an IP address with malicious activity"} {
		if m, _ := CodeMeaning(50053, sentence); m.Confidence == Certain || !slices.Contains(m.Also, "account.risk") {
			t.Errorf("50053 %q is %s, also %v", sentence, m.Confidence, m.Also)
		}
	}
}

// The list does not ship with the project.
func TestCodesHoldTheWholeList(t *testing.T) {
	file, err := os.Open("../../shared/data/aadsts-codes.csv")
	if err != nil {
		t.Skip("no list of numbers here")
	}
	defer func() { _ = file.Close() }() // it was only read
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		n, err := strconv.Atoi(row[0])
		if err != nil {
			t.Fatal(err)
		}
		m, ok := CodeMeaning(n, "")
		if !ok {
			t.Errorf("%d %s is missing", n, row[1])
		} else if row[1] != "" && m.Name != row[1] {
			t.Errorf("%d is called %q, want %q", n, m.Name, row[1])
		}
	}
}

func TestParseCodesRefusesBrokenRows(t *testing.T) {
	const head = "code,name,sentence,cause,confidence,also,flags\n"
	for name, row := range map[string]string{
		"no number":        "AADSTS50105,,,app.disabled,,,",
		"a negative one":   "-1,,,app.disabled,,,",
		"no such cause":    "50105,,,app.gone,,,",
		"no such other":    "50105,,,app.disabled,,app.gone,",
		"a column missing": "50105,,,app.disabled,,",
	} {
		if _, err := parseCodes(head + row + "\n"); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
}

package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/wording"
)

const (
	someTenant = "11111111-2222-4333-8444-555555555555"
	otherApp   = "00000000-0000-4000-8000-000000000bad"
)

// personal is a diagnosis that holds of everything that tells of a person.
func personal(t *testing.T) diagnose.Diagnosis {
	t.Helper()
	d := full(t)
	d.Subject = diagnose.Subject{Address: "adele.vance@contoso.com", Tenant: "contoso.com", TenantID: someTenant, MailApp: "apple"}
	d.Stages[2].Finding = `mail.contoso.com (192.0.2.7) has a certificate of "Contoso Web Gateway"`
	o := &d.Observations[1]
	o.Account = "Adele Vance"
	said := *o.Said
	o.Said = &said
	said.User, said.Tenant, said.Claims = "adele.vance@contoso.com", someTenant, `{"id_token":{"acrs":{"value":"c7"}}}`
	said.AppID, said.AppName = otherApp, "Contoso Postfach"
	said.Sentence = "AADSTS50105: The user 'Adele Vance' is not assigned to the application '" + otherApp + "'(Contoso Postfach)."
	o.Text = said.Sentence + "\nCorrelation Id: 00000000-0000-0000-0000-000000000001\nTimestamp: 2026-11-23T08:12:04Z\n" +
		"Adele's iPhone at 2001:db8::17, saved as C:\\Users\\Adele Vance\\Desktop\\error.txt and /home/avance/error.txt, " +
		"see https://help.contoso.com/ticket?of=Vance"
	return d
}

func shown(t *testing.T, c Copy) string {
	t.Helper()
	var out bytes.Buffer
	for _, as := range Formats() {
		if err := c.Write(&out, as, english(t)); err != nil {
			t.Fatalf("%s: %v", as, err)
		}
	}
	return out.String()
}

func shownAs(t *testing.T, c Copy, as Format) string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Write(&out, as, english(t)); err != nil {
		t.Fatalf("%s: %v", as, err)
	}
	return out.String()
}

func TestEachReaderGetsWhatIsForThem(t *testing.T) {
	d := personal(t)
	before := strings.Clone(d.Observations[1].Text)
	for _, tt := range []struct {
		copy       Copy
		has, hasnt []string
		whys       []Why
	}{
		{ForIT(d), []string{"adele.vance@contoso.com", someTenant, otherApp, "00000000-0000-0000-0000-000000000001", "2026-11-23T08:12:04Z",
			"mail.contoso.com", "sign_in_log", "For your IT"},
			[]string{"Adele", "Vance", "192.0.2.7", "2001:db8", `Users\\`, "/home/"},
			[]Why{removedName, removedIP, removedPath}},
		{ForOutside(d, pseudonyms(t)), []string{"AADSTS50105", "2026-11-23T00:00:00Z", ".example", "somebody outside"},
			[]string{"Adele", "adele", "ance@", "contoso", "Contoso", someTenant, otherApp, "000000000001", "08:12", "192.0.2.7", "2001:db8", "Desktop",
				"/home/", "acrs", "Postfach", "Gateway", "help.", "adminconsent"},
			[]Why{removedName, removedIP, removedAddress, removedHost, removedID, removedFreeText, removedTime, removedClaims, removedQuoted}},
	} {
		out := shown(t, tt.copy)
		for _, want := range tt.has {
			if !strings.Contains(out, want) {
				t.Errorf("for %s: %q is missing", tt.copy.For, want)
			}
		}
		for _, not := range tt.hasnt {
			if at := strings.Index(out, not); at >= 0 {
				t.Errorf("for %s: %q is left: …%s…", tt.copy.For, not, out[max(0, at-80):min(len(out), at+80)])
			}
		}
		for _, why := range tt.whys {
			if !slices.ContainsFunc(tt.copy.Removed, func(r Removal) bool { return r.Why == why }) {
				t.Errorf("for %s: nothing is said to be removed as %s: %v", tt.copy.For, why, tt.copy.Removed)
			}
		}
		if !strings.Contains(out, "Apple Mail") && !strings.Contains(out, `"mail_app": "apple"`) {
			t.Errorf("for %s: the app is gone", tt.copy.For)
		}
	}
	if d.Observations[1].Text != before || d.Observations[1].Said.Claims == "" {
		t.Error("the diagnosis itself was changed")
	}
}

// What a preview says of a field must be of that field.
func TestWhatIsSaidToBeRemovedIsWhatDiffers(t *testing.T) {
	d := personal(t)
	for _, c := range []Copy{ForIT(d), ForOutside(d, pseudonyms(t))} {
		for _, r := range c.removals(english(t)) {
			if at(t, Copy{Diagnosis: d, For: ReaderIT}, r.Field) == at(t, c, r.Field) {
				t.Errorf("for %s: %s is said to be changed (%s) and is not", c.For, r.Field, r.Why)
			}
		}
		if changes := c.Changes(english(t)); len(changes) != len(c.removals(english(t))) || changes[0].Why == "" || changes[0].Field != c.Removed[0].Field {
			t.Errorf("shown are %v", changes)
		}
	}
}

// at returns the field of a copy's exported form at a path.
func at(t *testing.T, c Copy, path string) string {
	t.Helper()
	raw, err := json.Marshal(exportOf(c, english(t)))
	if err != nil {
		t.Fatal(err)
	}
	var node any
	if err := json.Unmarshal(raw, &node); err != nil {
		t.Fatal(err)
	}
	for step := range strings.SplitSeq(path, "/") {
		switch n := node.(type) {
		case map[string]any:
			below, ok := n[step]
			if !ok {
				t.Fatalf("there is no field %s", path)
			}
			node = below
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(n) {
				t.Fatalf("there is no field %s", path)
			}
			node = n[i]
		}
	}
	text, err := json.Marshal(node)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestOfAMailOnlyWhatMicrosoftSaysIsLeft(t *testing.T) {
	const said = "AADSTS90094: An administrator must allow it."
	for name, tt := range map[string]struct{ text, want string }{
		"a page stays": {"Need admin approval\nApple Internet Accounts\n" + said, "Need admin approval\nApple Internet Accounts\n" + said},
		"a forwarded mail": {"From: Megan Bowen\nTo: Adele Vance\nSubject: your phone\n\nThe contract with Fabrikam is off.\n\n" + said + "\n\nMegan",
			entra.Removed + "\n" + said + "\n" + entra.Removed},
		"a quoted mail":            {"> The salary is 4711.\n> " + said + "\n> See you", entra.Removed + "\n> " + said + "\n" + entra.Removed},
		"a greeting and a goodbye": {"Hallo Megan,\nhier der Fehler:\n" + said + "\nViele Grüße\nAdele", entra.Removed + "\n" + said + "\n" + entra.Removed},
	} {
		d := sample(t)
		d.Observations[1].Text = tt.text
		if got := ForIT(d).Diagnosis.Observations[1].Text; got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

// The sentence that is read goes on over the lines below it; what other people write there is in no form.
func TestOfAMailNoFormHoldsWhatStandsBelowTheSentence(t *testing.T) {
	const head = "From: Megan Bowen\nTo: Adele Vance\n\nyour phone\n"
	for name, tt := range map[string]struct {
		mail, said string
		itsOwn     bool // of a text that is no mail the own IT gets all
	}{
		"a mail": {mail: head + "AADSTS90094: The grant requires admin permission.\nThe salary of Lee is 4711 and the merger is secret.\nBye",
			said: "The grant requires admin permission."},
		"without a full stop": {mail: head + "AADSTS90094: The grant requires admin permission\nThe salary of Lee is 4711\nBye",
			said: "The grant requires admin permission"},
		"quoted and wrapped": {mail: "> AADSTS90094: The grant requires admin permission and\n> nothing else.\n> The salary of Lee is 4711",
			said: "The grant requires admin permission and nothing else."},
		"a short line and small letters": {mail: head + "AADSTS90094: The grant requires admin\nthe salary of lee is 4711",
			said: "The grant requires admin"},
		"wrapped before a capital": {mail: head + "AADSTS65001: The user or administrator has not consented to use the application named\n" +
			"Apple Internet Accounts.\nThe salary of Lee is 4711",
			said: "The user or administrator has not consented to use the application named Apple Internet Accounts."},
		"the number last": {mail: head + "The salary of Lee is 4711.\n\nThe grant requires admin permission (AADSTS90094)",
			said: "The grant requires admin permission"},
		"no mail": {mail: "AADSTS90094: The grant requires admin permission.\nThe salary of Lee is 4711",
			said: "The grant requires admin permission.", itsOwn: true},
	} {
		reading, err := entra.Read([]byte(tt.mail))
		if err != nil {
			t.Fatal(err)
		}
		d := sample(t)
		d.Observations[1].Text, d.Observations[1].Said = reading.Text, &reading.Said
		for _, c := range []Copy{ForIT(d), ForOutside(d, pseudonyms(t))} {
			said, out := c.Diagnosis.Observations[1].Said.Sentence, shown(t, c)
			if !strings.HasPrefix(said, tt.said) || strings.Contains(out, "salary") && (c.For == ReaderOutside || !tt.itsOwn) {
				t.Errorf("%s, for %s: got %q", name, c.For, said)
			}
			if back, err := ReadCopy([]byte(shownAs(t, c, FormatJSON))); err != nil || ForIT(back.Diagnosis).Diagnosis.Observations[1].Said.Sentence != said {
				t.Errorf("%s, for %s: again it is another one, %v", name, c.For, err)
			}
		}
	}
}

func TestTheSameNameHasTheSamePseudonymEverywhereAndNobodyElsesKeyFindsIt(t *testing.T) {
	one, other := sample(t), personal(t)
	one.Subject.Address = "ADELE.VANCE@contoso.com"
	address := func(d diagnose.Diagnosis, p *Pseudonyms) string { return ForOutside(d, p).Diagnosis.Subject.Address }
	key := pseudonyms(t)
	a, b := address(one, key), address(other, pseudonyms(t))
	if a != b || !ownForm.MatchString(a) {
		t.Errorf("one person is %s and %s", a, b)
	}
	one.Subject.Address = "megan@contoso.com"
	if c := address(one, key); c == a || c[strings.Index(c, "@"):] != a[strings.Index(a, "@"):] {
		t.Errorf("a colleague is %s beside %s", c, a)
	}
	foreign, err := NewPseudonyms([]byte(strings.Repeat("z", KeySize)))
	if err != nil {
		t.Fatal(err)
	}
	if c := address(other, foreign); c == a {
		t.Errorf("with another key it is %s too", c)
	}
	if !slices.Contains(key.Mapping(), Pseudonym{a, "adele.vance@contoso.com"}) {
		t.Errorf("the mapping is %v", key.Mapping())
	}
	if _, err := NewPseudonyms([]byte("short")); !errors.Is(err, ErrKey) {
		t.Errorf("a short key: %v", err)
	}
}

// What was made for readers outside reads back as that: with its readership, and with nothing to confirm.
func TestACopyReadsBackAsTheCopyItWas(t *testing.T) {
	c := ForOutside(personal(t), pseudonyms(t))
	raw, err := c.File(english(t))
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadCopy(raw)
	if err != nil || back.For != ReaderOutside || !reflect.DeepEqual(back.Removed, c.removals(english(t))) {
		t.Fatalf("%v: for %s, removed %v, want %v", err, back.For, back.Removed, c.removals(english(t)))
	}
	if back.Diagnosis.Subject != c.Diagnosis.Subject || !slices.Equal(back.Diagnosis.SignIns, c.Diagnosis.SignIns) {
		t.Errorf("read %+v, wrote %+v", back.Diagnosis, c.Diagnosis)
	}
}

// One person has one name in all fields, however an address stands in a sentence.
func TestAnAddressHasOnePseudonymWhateverStandsAroundIt(t *testing.T) {
	const who = "adele.vance@contoso.com"
	for _, sentence := range []string{"The signed in user '" + who + "' is not assigned", "{" + who + "}", "login_hint=" + who, "u=/" + who,
		"-" + who, "&" + who + "&", "_" + who + "_", "~" + who, "?" + who, "#" + who, "«" + who + "»", "d'" + who, "(" + who + ").", "*" + who + "*",
		"mailto:" + strings.ToUpper(who)} {
		d, p := sample(t), pseudonyms(t)
		d.Subject.Address = who
		d.Observations[1].Said.Sentence = sentence
		d.Observations[1].Text = "AADSTS50105: " + sentence
		c := ForOutside(d, p).Diagnosis
		if o := c.Observations[1]; !strings.Contains(o.Said.Sentence, c.Subject.Address) || !strings.Contains(o.Text, c.Subject.Address) {
			t.Errorf("%q became %q and %q, the subject %s", sentence, o.Said.Sentence, o.Text, c.Subject.Address)
		}
		people := slices.DeleteFunc(p.Mapping(), func(m Pseudonym) bool { return !strings.Contains(m.Name, "@") })
		if len(people) != 1 || people[0].Name != who {
			t.Errorf("%q: the mapping is %v", sentence, people)
		}
	}
}

func TestEveryReasonHasItsWordsInEveryLanguage(t *testing.T) {
	for _, l := range wording.Languages() {
		w, err := wording.New(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		for _, why := range removedKinds() {
			if c := (Copy{Removed: []Removal{{"created", why}}}).Changes(w); c[0].Why == "" || strings.Contains(c[0].Why, "report.") {
				t.Errorf("%s %s: %q", l.Code, why, c[0].Why)
			}
		}
	}
}

func TestTheSignInLogBlockHoldsWhatTheSearchAsksFor(t *testing.T) {
	d := full(t)
	entries := LogEntries(d)
	want := []LogEntry{{"adele@contoso.com", "Apple Internet Accounts", "f8d98a96-0999-43f5-8af3-69971c7bb423",
		"00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002", d.Created, time.Time{}},
		{"adele@contoso.com", "Apple Internet Accounts", "f8d98a96-0999-43f5-8af3-69971c7bb423",
			"00000000-0000-4000-8000-000000000003", "", d.Created, time.Time{}}}
	if !reflect.DeepEqual(entries, want) {
		t.Errorf("got %+v", entries)
	}
	text := LogSection(d, english(t)).String()
	for _, part := range []string{"(REPORTS READER)", "User: adele@contoso.com", "Date and time (UTC): 2026-11-23 08:12:04",
		"requestId: 00000000-0000-0000-0000-000000000002", "Enable Flagging"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
	d.Observations[1].Said.User, d.Observations[1].Said.CorrelationID = "call 555-0100", "<b>"
	if e := LogEntries(d)[0]; e.User != "" || e.CorrelationID != "" {
		t.Errorf("a stranger's words are to be looked up: %+v", e)
	}
	d.Observations, d.SignIns = nil, nil
	if s := LogSection(d, english(t)); s.String() != "" {
		t.Errorf("without a sign-in there is %q", s)
	}
}

func TestTimesOfReadersOutsideAreDays(t *testing.T) {
	d := personal(t)
	d.Created = time.Date(2026, 11, 24, 0, 30, 0, 0, time.FixedZone("", 2*60*60))
	c := ForOutside(d, pseudonyms(t))
	if got := c.Diagnosis.Created; !got.Equal(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)) || c.Diagnosis.Reference() != d.Reference() {
		t.Errorf("made at %v, reference %v", got, c.Diagnosis.Reference())
	}
	if text := string(c.text(english(t))); strings.Contains(text, "00:00") {
		t.Error("the text makes a time up")
	}
}

func TestWhatIsTakenOutOfATextAndWhatIsNot(t *testing.T) {
	const gone = entra.Removed
	for name, tt := range map[string]struct{ text, it, outside string }{
		"a sentence": {"Need admin approval", "Need admin approval", "Need admin approval"},
		"a permission and a cause": {"EAS.AccessAsUser.All, app.disabled", "EAS.AccessAsUser.All, app.disabled",
			"EAS.AccessAsUser.All, app.disabled"},
		"Microsoft's hosts": {"login.microsoftonline.com and outlook.office365.com", "login.microsoftonline.com and outlook.office365.com",
			"login.microsoftonline.com and outlook.office365.com"},
		"an app that ships": {"f8d98a96-0999-43f5-8af3-69971c7bb423", "f8d98a96-0999-43f5-8af3-69971c7bb423", "f8d98a96-0999-43f5-8af3-69971c7bb423"},
		"a time":            {"at 08:12:04", "at 08:12:04", "at" + gone},
		"a loopback":        {"127.0.0.1:8080 and ::1", "127.0.0.1:8080 and ::1", "127.0.0.1" + ":8080 and ::1"},
		"an IP address":     {"from 192.0.2.7.", "from " + gone + ".", "from " + gone + "."},
		"a link":            {"see https://help.fabrikam.com/t?id=4", "see https://help.fabrikam.com/t?id=4", "see " + gone},
		"part of a name":    {"ask Vance or Adele", "ask " + gone + " or " + gone, "ask " + gone + " or " + gone},
		"a device":          {"Megan's iPhone, iPhone von Alex", gone + "'s iPhone, iPhone von " + gone, gone + "'s iPhone, iPhone von " + gone},
		"a sender":          {"Megan Bowen <megan@fabrikam.com>", gone + " <megan@fabrikam.com>", ""},
		"a label":           {"Display name: Megan Bowen", "Display name: " + gone, "Display name: " + gone},
		"a share":           {`in \\files01\home\megan`, "in " + gone, "in " + gone},
		"a home":            {"in /Users/Megan Bowen/mail.txt now", "in " + gone + " now", "in " + gone + " now"},
		"a file address":    {"file:///C:/Users/megan/x.txt", gone, gone},
		"a long word":       {"UnauthorizedClientApplicationDisabled", "UnauthorizedClientApplicationDisabled", "UnauthorizedClientApplicationDisabled"},
		"a page's path": {"entra/identity/enterprise-apps/manage-app-consent-policies", "entra/identity/enterprise-apps/manage-app-consent-policies",
			"entra/identity/enterprise-apps/manage-app-consent-policies"},
	} {
		d := diagnose.Diagnosis{Subject: diagnose.Subject{Address: "adele.vance@contoso.com"}}
		d.Stages = []diagnose.Stage{{ID: diagnose.StageTenant, Finding: tt.text}}
		if got := ForIT(d).Diagnosis.Stages[0].Finding; got != tt.it {
			t.Errorf("%s, for it: got %q, want %q", name, got, tt.it)
		}
		got := ForOutside(d, pseudonyms(t)).Diagnosis.Stages[0].Finding
		if tt.outside != "" && got != tt.outside || strings.Contains(got, "megan@") {
			t.Errorf("%s, for outside: got %q, want %q", name, got, tt.outside)
		}
	}
}

package triage

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

const (
	contosoID  = "00000000-0000-4000-8000-00000000c0de"
	fabrikamID = "00000000-0000-4000-8000-00000000fab0"
)

func at(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC) }

// person is a row of somebody at a company.
func person(user, domain string, cause diagnose.CauseID) Row {
	return Row{File: "ticket.txt", Origin: OriginText, User: user + "@" + domain, Domain: domain, Cause: cause,
		Confidence: diagnose.Certain, Time: at(23, 8)}
}

func tallied(rows ...Row) []Group {
	t := NewTally()
	for _, r := range rows {
		t.Add(r)
	}
	return t.Groups()
}

// brief is a group in one line: cause, company, people, rows without a name, and what marks it.
func brief(groups []Group) (lines []string) {
	for _, g := range groups {
		line := fmt.Sprintf("%s %s %d+%d", g.Cause, g.Many().Company, g.People, g.Nameless)
		if g.Once {
			line += " once"
		}
		if g.Foreign {
			line += " foreign"
		}
		if g.Unsure {
			line += " unsure"
		}
		if g.Other.User != "" {
			line += " but " + g.Other.User + " names " + g.Other.Domain
		}
		if g.IsTrap() {
			line += " trap in " + strings.Join(g.Sources, " ")
		}
		if len(g.Strange) > 0 {
			line += " with " + strings.Join(g.Strange, " ")
		}
		lines = append(lines, line)
	}
	return lines
}

func TestWhatIsTheSameProblem(t *testing.T) {
	named := func(r Row, id string) Row { r.TenantID = id; return r }
	asked := func(r Row, id string) Row { r.TenantID, r.asked = id, true; return r }
	of := func(r Row, domain string) Row { r.Domain = domain; return r }
	lure := func(file, user, company string) Row {
		r := person(user, "contoso.com", "consent.admin_approval")
		r.File = file
		return r.Lured([]byte("https://login.microsoftonline.com/" + company + "/adminconsent?client_id=11111111-2222-4333-8444-555555555555"))
	}
	with := func(r Row, app string) Row { r.MailApp = app; return r }
	const approval, expired, blocked = diagnose.CauseID("consent.admin_approval"), diagnose.CauseID("password.expired"), diagnose.CauseID("policy.blocked")
	for name, c := range map[string]struct {
		rows []Row
		want []string
	}{
		"people of one company that must approve": {[]Row{person("user1", "contoso.com", approval), person("user2", "contoso.com", approval)},
			[]string{"consent.admin_approval contoso.com 2+0 once"}},
		"one person who wrote twice is one": {[]Row{person("user1", "contoso.com", approval), person("user1", "contoso.com", approval)},
			[]string{"consent.admin_approval contoso.com 1+0 once"}},
		"another company's approval is another problem": {[]Row{person("user1", "contoso.com", approval), person("user2", "contoso.com", approval),
			person("user1", "fabrikam.com", approval)}, []string{"consent.admin_approval contoso.com 2+0 once unsure", "consent.admin_approval fabrikam.com 1+0 once unsure"}},
		"an approval of another app is another problem": {[]Row{person("user1", "contoso.com", approval), with(person("user2", "contoso.com", approval), "spark")},
			[]string{"consent.admin_approval contoso.com 1+0 once", "consent.admin_approval contoso.com 1+0 once"}},
		"an app that nobody named is the phone's own": {[]Row{with(person("user1", "contoso.com", approval), "apple"), person("user2", "contoso.com", approval)},
			[]string{"consent.admin_approval contoso.com 2+0 once"}},
		"what everybody cures alone is one problem everywhere": {[]Row{person("user1", "contoso.com", expired), person("user1", "fabrikam.com", expired)},
			[]string{"password.expired  2+0"}},
		"an address of another company than the text names": {[]Row{person("user1", "contoso.com", approval), of(person("user2", "contoso.com", approval), "fabrikam.com")},
			[]string{"consent.admin_approval contoso.com 1+0 once unsure", "consent.admin_approval fabrikam.com 1+0 once unsure but user2@contoso.com names fabrikam.com"}},
		"a personal address whose text names a company": {[]Row{of(person("user1", "outlook.com", approval), "contoso.com")},
			[]string{"consent.admin_approval contoso.com 1+0 once but user1@outlook.com names contoso.com"}},
		"an address and a domain that Microsoft says are one company": {[]Row{asked(person("user1", "contoso.com", approval), contosoID),
			asked(person("user2", "contoso.de", approval), contosoID), of(person("user3", "contoso.de", approval), "contoso.com"), asked(of(person("user4", "fabrikam.com", approval), "contoso.com"), contosoID)},
			[]string{"consent.admin_approval contoso.com, contoso.de 4+0 once"}},
		"a link to approve an unknown app is no problem of anybody's": {[]Row{person("user1", "contoso.com", approval), lure("a.txt", "user2", "fabrikam.com"), lure("b.txt", "user3", "fabrikam.com"), lure("c.txt", "user4", "contoso.com")},
			[]string{"unknown contoso.com 2+0 trap in a.txt b.txt", "unknown contoso.com 1+0 trap in c.txt", "consent.admin_approval contoso.com 1+0 once"}},
		"a company that is not known stays apart": {[]Row{person("user1", "contoso.com", approval), {Cause: approval}, {Cause: approval}},
			[]string{"consent.admin_approval contoso.com 1+0 once", "consent.admin_approval  0+2"}},
		"a policy that does its work is no one cure": {[]Row{person("user1", "contoso.com", blocked)}, []string{"policy.blocked contoso.com 1+0"}},
		"an id and a domain are one company where Microsoft was asked": {[]Row{asked(person("user1", "contoso.com", approval), contosoID),
			person("user2", "contoso.com", approval), {Cause: approval, TenantID: contosoID, User: "user3@contoso.de", Domain: "contoso.de"}},
			[]string{"consent.admin_approval contoso.com, contoso.de 3+0 once"}},
		"an id in a stranger's text makes no company one": {[]Row{named(person("user1", "contoso.com", approval), fabrikamID),
			person("user2", "contoso.com", approval), person("user3", "contoso.com", approval)},
			[]string{"consent.admin_approval contoso.com 2+0 once unsure", "consent.admin_approval contoso.com 1+0 once unsure"}},
		"reports that differ about an id make no company one": {[]Row{asked(person("user1", "contoso.com", approval), contosoID),
			asked(person("user2", "contoso.com", approval), fabrikamID), person("user3", "contoso.com", approval)},
			[]string{"consent.admin_approval contoso.com 1+0 once unsure", "consent.admin_approval contoso.com 1+0 once unsure", "consent.admin_approval contoso.com 1+0 once unsure"}},
		"a cause of a newer program is not decided": {[]Row{person("user1", "contoso.com", "consent.new_one")}, []string{"unknown contoso.com 1+0"}},
		"most people first": {[]Row{person("user1", "contoso.com", expired), person("user2", "contoso.com", approval), person("user3", "contoso.com", approval)},
			[]string{"consent.admin_approval contoso.com 2+0 once", "password.expired contoso.com 1+0"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := brief(tallied(c.rows...)); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestHomeIsTheProfilesElseTheOnlyOne(t *testing.T) {
	rows := []Row{person("user1", "contoso.com", "password.expired"), person("user2", "contoso.com", "password.expired"),
		person("user1", "fabrikam.com", "password.expired"), {Cause: "password.expired"}}
	for name, c := range map[string]struct {
		own  []string
		rows []Row
		want []bool // foreign
	}{
		"the only one":          {nil, rows[:2], []bool{false, false}},
		"of two, not the most":  {nil, rows, []bool{false, false, false, false}},
		"named, and the fewer":  {[]string{"fabrikam.com"}, rows[1:], []bool{true, false, false}},
		"the profile's":         {[]string{"fabrikam.com"}, rows, []bool{true, true, false, false}},
		"a profile of nonsense": {[]string{"no domain"}, rows[1:], []bool{false, false, false}},
	} {
		tally := NewTally(c.own...)
		for _, r := range c.rows {
			tally.Add(r)
		}
		var got []bool
		for _, r := range c.rows {
			got = append(got, tally.Home().Foreign(r))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: foreign %v, want %v", name, got, c.want)
		}
	}
}

func TestWhoIsForeignIsSaidWhereTheOwnCompanyIsKnown(t *testing.T) {
	tally := NewTally("contoso.com")
	for _, r := range []Row{person("user1", "contoso.com", "password.expired"), person("user1", "fabrikam.com", "password.expired"),
		person("user2", "fabrikam.com", "consent.admin_approval")} {
		tally.Add(r)
	}
	want := []string{"password.expired  2+0 with fabrikam.com", "consent.admin_approval fabrikam.com 1+0 once foreign"}
	if got := brief(tally.Groups()); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestQueriesFindSortAndNarrow(t *testing.T) {
	table := NewTable()
	a, b, c := person("user1", "contoso.com", "password.expired"), person("user2", "fabrikam.com", "consent.admin_approval"), Row{File: "code.txt", Cause: "unknown"}
	a.Time, a.Code, a.Ticket, a.Confidence = at(22, 23), 50055, "Müller cannot sign in", diagnose.Likely
	b.Reference, b.TenantID = "SH-0497-B1ZM-F", fabrikamID
	for _, r := range []Row{a, b, c} {
		table.Add(r)
	}
	groups := table.Groups()
	east := time.FixedZone("east", 2*60*60)
	for name, q := range map[string]struct {
		query Query
		want  []string // users
	}{
		"all as they were read":      {Query{}, []string{a.User, b.User, ""}},
		"the last first":             {Query{Descending: true}, []string{"", b.User, a.User}},
		"a word in any case":         {Query{Text: "MÜLLER"}, []string{a.User}},
		"every word":                 {Query{Text: "sign contoso"}, []string{a.User}},
		"a word that is not there":   {Query{Text: "sign fabrikam"}, nil},
		"a number as Microsoft does": {Query{Text: "AADSTS50055"}, []string{a.User}},
		"a reference":                {Query{Text: "sh-0497"}, []string{b.User}},
		"a cause":                    {Query{Cause: "unknown"}, []string{""}},
		"a company by domain":        {Query{Company: "contoso.com"}, []string{a.User}},
		"a company by id":            {Query{Company: fabrikamID}, []string{b.User}},
		"a day":                      {Query{Day: at(22, 1)}, []string{a.User}},
		"a day in another zone":      {Query{Day: time.Date(2026, 11, 23, 0, 0, 0, 0, east)}, []string{a.User, b.User}},
		"a group":                    {Query{Group: &groups[0]}, []string{groups[0].Example.User}},
		"by user":                    {Query{Sort: ByUser}, []string{"", a.User, b.User}},
		"by time, the latest first":  {Query{Sort: ByTime, Descending: true}, []string{b.User, a.User, ""}},
		"by cause":                   {Query{Sort: ByCause}, []string{b.User, a.User, ""}},
		"by confidence":              {Query{Sort: ByConfidence, Text: "user"}, []string{b.User, a.User}},
		"by company":                 {Query{Sort: ByCompany}, []string{"", a.User, b.User}},
		"by reference":               {Query{Sort: ByReference, Descending: true, Text: "user"}, []string{b.User, a.User}},
		"by source":                  {Query{Sort: BySource}, []string{"", a.User, b.User}},
	} {
		var got []string
		view := table.Select(q.query)
		for i := range view.Len() {
			got = append(got, view.Row(i).User)
		}
		if !slices.Equal(got, q.want) {
			t.Errorf("%s: got %q, want %q", name, got, q.want)
		}
	}
}

func TestAViewStaysWhatItIsWhileTheTableGrows(t *testing.T) {
	table := NewTable()
	table.Add(person("user1", "contoso.com", "password.expired"))
	view := table.Select(Query{})
	for range 100 {
		table.Add(person("user2", "contoso.com", "password.expired"))
	}
	if view.Len() != 1 || view.Row(0).User != "user1@contoso.com" || table.Select(Query{}).Len() != 101 {
		t.Errorf("the view has %d rows, the table %d", view.Len(), table.Len())
	}
}

func TestComparingNamesWhatDiffers(t *testing.T) {
	a, b := person("user1", "contoso.com", "password.expired"), person("user1", "contoso.com", "password.wrong")
	b.File, b.Code = "other.txt", 50126
	want := []Difference{{"cause", "password.expired", "password.wrong"}, {"code", "", "50126"}}
	if got := Compare(a, b); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Compare(a, a); got != nil {
		t.Errorf("a row differs from itself in %q", got)
	}
}

func TestASelectionIsExportedRowByRow(t *testing.T) {
	table := NewTable()
	for _, user := range []string{"user1", "user2", "user3"} {
		table.Add(person(user, "contoso.com", "password.expired"))
	}
	var users []any
	for r := range table.Of(2, 0, 7, -1).All() {
		line := r.AppendJSON(nil)
		var row map[string]any
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if reference, there := row["reference"]; reference != nil || !there {
			t.Errorf("what is not said is null: %s", line)
		}
		users = append(users, row["user"])
	}
	if want := []any{"user3@contoso.com", "user1@contoso.com"}; !slices.Equal(users, want) {
		t.Errorf("exported %v, want %v", users, want)
	}
}

func TestATableForASpreadsheetHoldsNoFormula(t *testing.T) {
	bad := person("user1", "contoso.com", "password.expired")
	bad.Ticket = "=HYPERLINK(1)"
	var out strings.Builder
	if err := CSV(&out, slices.Values([]Row{bad})); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\r\n")
	if len(lines) != 3 || !strings.HasPrefix(lines[0], "source,ticket,") || !strings.Contains(lines[1], ",'=HYPERLINK(1),") {
		t.Errorf("the table is %q", lines)
	}
}

func TestDaysAreCounted(t *testing.T) {
	on := func(times ...time.Time) *Table {
		table := NewTable()
		for _, at := range times {
			table.Add(Row{Time: at})
		}
		return table
	}
	for name, c := range map[string]struct {
		table *Table
		want  []int
	}{
		"a day without any is there":    {on(at(20, 8), at(20, 9), at(22, 8)), []int{2, 0, 1}},
		"what has no time is no day's":  {on(time.Time{}, at(20, 8)), []int{1}},
		"nothing":                       {on(), nil},
		"years apart without the years": {on(time.Unix(0, 0), at(20, 8)), []int{1, 1}},
	} {
		var got []int
		for _, d := range Days(c.table.Select(Query{}).All(), time.UTC) {
			got = append(got, d.Rows)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestWhatStrangersWriteIsHeldShort(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"control characters":  {"a\x1b[2Jb\nc", "a�[2Jb�c"},
		"a line turned round": {"\u202egpj.exe", "�gpj.exe"},
		"what nobody sees":    {"a\u200bb", "a�b"},
		"no UTF-8":            {"a\xffb", "a�b"},
		"too long":            {strings.Repeat("ä", 300), strings.Repeat("ä", 199) + "…"},
	} {
		if got := Plain(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	d := diagnose.Diagnosis{Subject: diagnose.Subject{Address: "evil\x1b[2J@contoso.com", TenantID: "=cmd()", Tenant: "../x"},
		Verdict: diagnose.Verdict{Cause: "password.expired"}}
	if r := OfReport(d, Where{}); r.User != "" || r.TenantID != "" || r.Domain != "" {
		t.Errorf("kept %+v", r)
	}
}

// many is a group of people of one company.
func many(n int, cause diagnose.CauseID) Group {
	tally := NewTally()
	for i := range n {
		tally.Add(person(fmt.Sprintf("user%d", i), "contoso.com", cause))
	}
	return tally.Groups()[0]
}

func TestTheMessageNamesNoMoreThanNeeded(t *testing.T) {
	for _, l := range wording.Languages() {
		w, err := wording.New(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		approval := w.Many(many(7, "consent.admin_approval").Many())
		if n := strings.Count(approval.Message.Body, "@contoso.com"); n != 7+1 || approval.Fixes == "" {
			t.Errorf("%s: %d addresses for one approval, %q:\n%s", l.Code, n, approval.Fixes, approval.Message.Body)
		}
		more := w.Many(many(23, "consent.admin_approval").Many())
		if n := strings.Count(more.Message.Body, "@contoso.com"); n != 20+1 || !strings.Contains(more.Message.Body, w.Text("triage.message.more", map[string]any{"Count": 3})) {
			t.Errorf("%s: %d addresses for one approval of 23:\n%s", l.Code, n, more.Message.Body)
		}
		each := w.Many(many(exampleAddresses+3, "account.disabled").Many())
		if n := strings.Count(each.Message.Body, "@contoso.com"); n < exampleAddresses || each.Fixes != "" || !strings.Contains(each.Message.Body, "3") {
			t.Errorf("%s: %d addresses where each account is touched:\n%s", l.Code, n, each.Message.Body)
		}
	}
}

func TestTheMessageNamesTheAppThatThoseAgreeOnWhoKnowIt(t *testing.T) {
	w, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	of := func(user, app string, cause diagnose.CauseID) Row {
		r := person(user, "contoso.com", cause)
		r.MailApp, r.Code, r.Reference = app, 90094, "SH-0497-B1ZM-F"
		return r
	}
	const id, line = "f8d98a96-0999-43f5-8af3-69971c7bb423", "user2@contoso.com, 23 November 2026 08:00 UTC, SH-0497-B1ZM-F\n"
	for name, c := range map[string]struct {
		rows []Row
		want bool
	}{
		"all know it":       {[]Row{of("user1", "apple", "consent.admin_approval"), of("user2", "apple", "consent.admin_approval")}, true},
		"one does not":      {[]Row{of("user1", "apple", "consent.admin_approval"), of("user2", "", "consent.admin_approval")}, true},
		"nobody knows it":   {[]Row{of("user1", "", "consent.admin_approval"), of("user2", "", "consent.admin_approval")}, false},
		"they do not agree": {[]Row{of("user1", "apple", "policy.blocked"), of("user2", "spark", "policy.blocked")}, false},
	} {
		body := w.Many(tallied(c.rows...)[0].Many()).Message.Body
		if strings.Contains(body, id) != c.want || !strings.Contains(body, line) {
			t.Errorf("%s: named %v, want %v:\n%s", name, !c.want, c.want, body)
		}
	}
}

func TestOneIsNotWrittenToAsMany(t *testing.T) {
	for code, all := range map[string][]string{"en": {"for all of you", "for all of them", "the people"}, "de": {"für alle", "allen", "Personen"}} {
		w, err := wording.New(code)
		if err != nil {
			t.Fatal(err)
		}
		for n, want := range map[int]bool{1: false, 2: true} {
			c := w.Many(many(n, "consent.admin_approval").Many())
			text := c.Message.Body + c.Reply
			for _, words := range all {
				if strings.Contains(text, words) != want {
					t.Errorf("%s, %d: %q is there: %v\n%s", code, n, words, !want, text)
				}
			}
			if !strings.Contains(c.Reply, w.Text("triage.reply.who", map[string]any{"Who": w.Text("triage.who.admin"), "Asked": true})) || !strings.Contains(c.Message.Body, w.Text("message.not_listed")) {
				t.Errorf("%s: %s", code, text)
			}
		}
	}
}

// Whoever may not be looked after is told of nobody who was asked.
func TestNobodyWasAskedForAStranger(t *testing.T) {
	w, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	of := func(domain string) Row {
		r := person("user1", "contoso.com", "consent.admin_approval")
		r.Domain = domain
		return r
	}
	for name, c := range map[string]struct {
		own  []string
		rows []Row
		want bool
	}{
		"the own company":                 {[]string{"contoso.com"}, []Row{of("contoso.com")}, true},
		"another company":                 {[]string{"fabrikam.com"}, []Row{of("contoso.com")}, false},
		"one of several":                  {nil, []Row{of("contoso.com"), person("user2", "fabrikam.com", "password.expired")}, false},
		"another address than the text's": {nil, []Row{of("fabrikam.com")}, false},
	} {
		tally := NewTally(c.own...)
		for _, r := range c.rows {
			tally.Add(r)
		}
		for _, g := range tally.Groups() {
			if reply := w.Many(g.Many()).Reply; g.Company && (strings.Contains(reply, "We have asked") != c.want || strings.Contains(reply, "We will tell you") != c.want) {
				t.Errorf("%s: %s", name, reply)
			}
		}
	}
}

func TestEveryCauseHasWordsForMany(t *testing.T) {
	for _, l := range wording.Languages() {
		w, err := wording.New(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range diagnose.Causes() {
			m := w.Many(many(7, c.ID).Many())
			if strings.Contains(m.Reply, "@contoso.com") || m.Reply == "" || strings.Contains(m.Reply, "SH-") {
				t.Errorf("%s %s: the reply to all is one person's:\n%s", l.Code, c.ID, m.Reply)
			}
			for _, text := range []string{m.Title, m.Who, m.First, m.Message.Subject, m.Message.Body, m.Reply} {
				if strings.Contains(text, "<no value>") || strings.Contains(text, "triage.") || strings.Contains(text, "https://login") {
					t.Errorf("%s %s: %s", l.Code, c.ID, text)
				}
			}
		}
	}
}

func TestTheCompanyIsNamedByWhoeverLooksAfterIt(t *testing.T) {
	rows := []Row{person("user1", "contoso.com", "consent.admin_approval")}
	for name, c := range map[string]struct {
		own  []string
		want string
	}{
		"named":   {[]string{"contoso.com"}, "contoso.com"},
		"guessed": {nil, ""},
		"another": {[]string{"fabrikam.com"}, ""},
	} {
		tally := NewTally(c.own...)
		for _, r := range rows {
			tally.Add(r)
		}
		if got := tally.Groups()[0].Many().Named; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

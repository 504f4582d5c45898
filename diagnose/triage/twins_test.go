package triage

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
)

// reported is the report of somebody at contoso.com whose id begins with a character.
func reported(id, user string) diagnose.Diagnosis {
	d := diagnose.Diagnosis{ID: strings.Repeat(id, 26), Created: at(23, 8), Verdict: diagnose.Verdict{Cause: "consent.admin_approval", Confidence: diagnose.Certain}}
	if user != "" {
		d.Subject.Address = user + "@contoso.com"
	}
	return d
}

func TestOneReportIsOneProblemHoweverOftenItComes(t *testing.T) {
	const approval, expired = diagnose.CauseID("consent.admin_approval"), diagnose.CauseID("password.expired")
	row := func(d diagnose.Diagnosis) Row { return OfReport(d, Where{File: "report.txt"}) }
	alone := func(d diagnose.Diagnosis) Row { return OfReference(d.Reference(), Where{File: "note.txt"}) }
	one, two := reported("A", "user1"), reported("B", "user2")
	later := one
	later.Verdict.Cause = expired
	for name, c := range map[string]struct {
		rows    []Row
		want    []string
		same    []int
		counted int
	}{
		"the same file again":                  {[]Row{row(one), row(one)}, []string{"consent.admin_approval contoso.com 1+0 once"}, []int{0, 1}, 1},
		"two reports":                          {[]Row{row(one), row(two), row(two), row(one)}, []string{"consent.admin_approval contoso.com 2+0 once"}, []int{0, 0, 2, 1}, 2},
		"its reference behind it":              {[]Row{row(one), alone(one)}, []string{"consent.admin_approval contoso.com 1+0 once"}, []int{0, 1}, 1},
		"its reference before it":              {[]Row{alone(one), row(one), row(one)}, []string{"consent.admin_approval contoso.com 1+0 once"}, []int{0, 1, 2}, 1},
		"a reference alone":                    {[]Row{alone(one), alone(one), row(two)}, []string{"consent.admin_approval contoso.com 1+0 once", "consent.admin_approval  0+1"}, []int{0, 1, 0}, 2},
		"a report that names nobody":           {[]Row{row(reported("A", "")), row(one)}, []string{"consent.admin_approval  0+1"}, []int{0, 1}, 1},
		"the same run with another cause":      {[]Row{row(one), row(later)}, []string{"consent.admin_approval contoso.com 1+0 once", "password.expired contoso.com 1+0"}, []int{0, 0}, 2},
		"an id that two people have":           {[]Row{row(one), row(reported("A", "user2"))}, []string{"consent.admin_approval contoso.com 2+0 once"}, []int{0, 0}, 2},
		"an id that is none":                   {[]Row{row(reported("i", "user1")), row(reported("i", "user1"))}, []string{"consent.admin_approval contoso.com 1+0 once"}, []int{0, 0}, 2},
		"tickets of one person are no reports": {[]Row{person("user1", "contoso.com", approval), person("user1", "contoso.com", approval)}, []string{"consent.admin_approval contoso.com 1+0 once"}, []int{0, 0}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			table := NewTable()
			for _, r := range c.rows {
				table.Add(r)
			}
			groups := table.Groups()
			if got := brief(groups); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			counted, view := 0, table.Select(Query{})
			for _, g := range groups {
				counted += g.Rows
			}
			for i := range view.Len() {
				r := view.Row(i)
				if r.SameAs != c.same[i] {
					t.Errorf("row %d is the same as %d, want %d", i+1, r.SameAs, c.same[i])
				}
				if before, ok := view.Same(r); ok != (r.SameAs != 0) || ok && before.number != r.number {
					t.Errorf("row %d is said to be the same as %+v", i+1, before)
				}
				if g := table.GroupOf(r, groups); g < 0 {
					t.Errorf("row %d is in no group", i+1)
				}
			}
			if counted != c.counted {
				t.Errorf("%d rows are counted, want %d", counted, c.counted)
			}
		})
	}
}

// What is kept of reports are numbers, up to a limit: behind it rows are counted without being compared.
func TestHowMuchIsRememberedHasAnEnd(t *testing.T) {
	known := make(map[uint64]bool)
	for n := range uint64(mostKnown) {
		known[n] = true
	}
	first, again, old := remember(known, mostKnown, true), remember(known, mostKnown, true), remember(known, 7, true)
	if first || again || !old || len(known) != mostKnown {
		t.Errorf("%v, %v, %v, %d are known", first, again, old, len(known))
	}
}

// Every text of a stranger's may name another company: what is kept of them has an end, and what is left out is counted.
func TestHowManyProblemsAreKeptHasAnEnd(t *testing.T) {
	tally := NewTally()
	for i := range mostGroups + 10 {
		tally.Add(person("anna", fmt.Sprintf("c%d.example", i), "consent.admin_approval"))
	}
	tally.Add(person("ben", "c1.example", "consent.admin_approval"))
	groups := tally.Groups()
	if len(groups) != mostGroups || tally.Left() != 10 || groups[0].People != 2 {
		t.Errorf("%d groups, %d left, the first of %d", len(groups), tally.Left(), groups[0].People)
	}
	people := NewTally()
	people.people = mostKnown - 1 // there is room for one
	for _, user := range []string{"anna", "ben", "anna", "chris"} {
		people.Add(person(user, "contoso.com", "consent.admin_approval"))
	}
	if g := people.Groups()[0]; g.People != 3 || len(g.Listed) != 1 {
		t.Errorf("%d people, %d listed", g.People, len(g.Listed))
	}
}

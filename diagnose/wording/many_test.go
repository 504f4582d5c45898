package wording

import (
	"testing"

	"synchelper/diagnose"
)

func TestPeopleOfSeveralCompaniesAreToldWithTheirCompanies(t *testing.T) {
	w := words(t, "en")
	for name, c := range map[string]struct {
		companies, strange []string
		people, foreign    string
	}{
		"none named":   {nil, nil, "5 people", ""},
		"two, one not": {[]string{"a.example", "b.example"}, []string{"b.example"}, "5 people (a.example, b.example)", "b.example: not your company. Check carefully before you write to anybody."},
		"four":         {[]string{"a.example", "b.example", "c.example", "d.example"}, nil, "5 people (a.example, b.example, c.example, d.example)", ""},
		"five":         {[]string{"a.example", "b.example", "c.example", "d.example", "e.example"}, nil, "5 people (a.example, b.example, c.example and 2 more)", ""},
	} {
		m := Many{People: 5, Companies: c.companies, Strange: c.strange}
		m.Example.Verdict = diagnose.Verdict{Cause: "password.expired"}
		if got := w.Many(m); got.People != c.people || got.Foreign != c.foreign {
			t.Errorf("%s: %q, %q", name, got.People, got.Foreign)
		}
	}
}

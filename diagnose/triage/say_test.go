package triage

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
)

// tableOf is a table of somebody who looks after contoso.com.
func tableOf(rows ...Row) *Table {
	t := NewTable("contoso.com")
	for _, r := range rows {
		t.Add(r)
	}
	return t
}

func TestNamesOfCausesAreFound(t *testing.T) {
	expired, admin := person("user1", "contoso.com", "password.expired"), person("user2", "contoso.com", "consent.admin_approval")
	trap := person("user3", "contoso.com", diagnose.CauseUnknown)
	trap.Approves = fabrikamID
	table := tableOf(expired, admin, trap)
	names := map[diagnose.CauseID]string{"password.expired": "Passwort abgelaufen", "consent.admin_approval": "Mail-App nicht freigegeben",
		diagnose.CauseUnknown: "Nicht erkannt"}
	for text, want := range map[string][]string{"NICHT Freigegeben": {admin.User}, "abgelaufen": {expired.User}, "abgelaufen user1": {expired.User},
		"abgelaufen user2": nil, "falle": {trap.User}, "erkannt": nil, "expired": {expired.User}} {
		var got []string
		for r := range table.Select(Query{Text: text, Names: names, Trap: "Sieht nach einer Falle aus"}).All() {
			got = append(got, r.User)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
	}
}

func TestStrangersAreLeftOutOfTheAddressesOfAMixedGroup(t *testing.T) {
	own, other, stranger := person("user1", "contoso.com", "password.expired"), person("user2", "contoso.com", "password.expired"),
		person("boss", "fabrikam.com", "password.expired")
	for name, c := range map[string]struct {
		rows  []Row
		mixed bool
		want  string
	}{
		"of one's own company":     {[]Row{other, own, own}, false, "user1@contoso.com, user2@contoso.com"},
		"mixed":                    {[]Row{own, stranger, other}, true, "user1@contoso.com, user2@contoso.com"},
		"of another company alone": {[]Row{stranger}, false, "boss@fabrikam.com"},
	} {
		table := tableOf(c.rows...)
		g := table.Groups()[0]
		if first, all := g.To(), table.To(g); first != c.want || all != c.want || g.Mixed() != c.mixed {
			t.Errorf("%s: mixed %v, %q and %q, want %q", name, g.Mixed(), first, all, c.want)
		}
	}
}

func TestTheTableHasTheAddressesOfAll(t *testing.T) {
	const people = exampleAddresses + 10
	rows := []Row{person("somebody", "contoso.com", "consent.admin_approval")}
	for i := range 2 * people { // each twice
		rows = append(rows, person(fmt.Sprintf("user%d", i%people), "contoso.com", "password.expired"))
	}
	table := tableOf(rows...)
	if got := strings.Split(table.To(table.Groups()[0]), ", "); len(got) != people || !slices.IsSorted(got) {
		t.Errorf("%d addresses, want %d: %q", len(got), people, got)
	}
}

func TestThoseOfTheSameDayAreCounted(t *testing.T) {
	on := func(user string, day int) Row {
		r := person(user, "contoso.com", "password.expired")
		r.Time = at(day, 12)
		return r
	}
	nobody := on("", 23)
	nobody.User = ""
	other := person("user9", "contoso.com", "consent.admin_approval")
	table := tableOf(on("user1", 23), on("user2", 23), on("user2", 23), on("user3", 24), on("user4", 1), other, nobody)
	for row, want := range map[int]int{0: 3, 2: 3, 3: 1, 5: 1, 6: 3} {
		r := table.Of(row).Row(0)
		g := table.Groups()[table.GroupOf(r, table.Groups())]
		if got := table.SameDay(r, g, time.UTC); got != want {
			t.Errorf("row %d: %d of the same day, want %d", row, got, want)
		}
	}
}

func TestTheDayOfAReferenceIsTheSameEverywhere(t *testing.T) {
	west := time.FixedZone("west", -8*60*60)
	r := Row{Origin: OriginReference, Time: at(23, 0)}
	if got := r.Day(west).Format(time.DateOnly); got != "2026-11-23" {
		t.Errorf("the day is %s", got)
	}
	r.Origin = OriginText
	if got := r.Day(west).Format(time.DateOnly); got != "2026-11-22" {
		t.Errorf("the day of a text is %s", got)
	}
}

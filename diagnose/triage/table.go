package triage

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose"
)

// Column is what rows are sorted by.
type Column string

// The columns.
const (
	ByRead       Column = "" // as they were read
	ByUser       Column = "user"
	ByTime       Column = "time"
	ByCause      Column = "cause"
	ByConfidence Column = "confidence"
	ByCompany    Column = "company"
	ByReference  Column = "reference"
	BySource     Column = "source"
)

// Query says which rows to show and how. The zero Query shows all as they were read.
type Query struct {
	Text       string                      // in any field, in any case; several words: each of them
	Names      map[diagnose.CauseID]string // what the reader calls the causes: a word may stand there, too
	Trap       string                      // what the reader calls a link that no administrator must open
	Cause      diagnose.CauseID            // empty: all
	Company    string                      // domain or tenant id; empty: all
	Day        time.Time                   // any time of the day, in the zone in which days are meant; zero: all
	Group      *Group                      // only the rows of this one of Tally.Groups
	Sort       Column
	Descending bool
}

// Table holds rows, each for good once it was added. One goroutine adds; a View may be read by another meanwhile.
type Table struct {
	rows  []Row
	tally *Tally
}

// NewTable returns an empty table, which counts into a tally of its own.
func NewTable(own ...string) *Table { return &Table{tally: NewTally(own...)} }

// Add takes a row over.
func (t *Table) Add(r Row) {
	r.SameAs = t.tally.Add(r)
	t.rows = append(t.rows, r)
}

// Len is how many rows there are.
func (t *Table) Len() int { return len(t.rows) }

// Reports is how many of them are reports.
func (t *Table) Reports() int { return t.tally.Reports() }

// Groups returns the groups of all rows, most people first.
func (t *Table) Groups() []Group { return t.tally.Groups() }

// GroupOf says which of the groups a row is in; -1 for none.
func (t *Table) GroupOf(r Row, groups []Group) int {
	return t.tally.GroupOf(*t.counted(&r), groups)
}

// Alone is the group that a row is by itself: one person's.
func (t *Table) Alone(r Row) Group { return t.tally.Alone(r) }

// counted is the row that is counted for one, or itself.
func (t *Table) counted(r *Row) *Row {
	if n := t.tally.CountedFor(*r); n != 0 {
		return &t.rows[n-1]
	}
	return r
}

// Of is the view of a selection: rows by their numbers. Numbers that are none are left out.
func (t *Table) Of(numbers ...int) View {
	v := View{rows: t.rows[:len(t.rows):len(t.rows)]}
	for _, n := range numbers {
		if n >= 0 && n < len(v.rows) {
			v.order = append(v.order, int32(n))
		}
	}
	return v
}

// Home is the company that is looked after.
func (t *Table) Home() Home { return t.tally.Home() }

// View is what a query gave: rows by number, none of them copied. It stays what it is while the table grows, so it can be
// handed to whoever draws, who asks for the rows that are seen.
type View struct {
	rows  []Row
	order []int32
}

// Len is how many rows the view has.
func (v View) Len() int { return len(v.order) }

// Row is the row at a place, from 0.
func (v View) Row(i int) Row { return v.rows[v.order[i]] }

// Same is the row in which the report of a row was read before; false where it was not.
func (v View) Same(r Row) (Row, bool) {
	if r.SameAs < 1 || r.SameAs > len(v.rows) {
		return Row{}, false
	}
	return v.rows[r.SameAs-1], true
}

// Number is which of all rows stands at a place, the same in every view of a table.
func (v View) Number(i int) int { return int(v.order[i]) }

// All goes through the rows in their order.
func (v View) All() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for _, n := range v.order {
			if !yield(v.rows[n]) {
				return
			}
		}
	}
}

// Select answers a query. It reads every row once and belongs outside of whatever draws.
func (t *Table) Select(q Query) View {
	v := View{rows: t.rows[:len(t.rows):len(t.rows)]}
	words := q.words()
	for i := range v.rows {
		if q.wants(&v.rows[i], words, t) {
			v.order = append(v.order, int32(i))
		}
	}
	less := q.compare()
	if less == nil {
		if q.Descending {
			slices.Reverse(v.order)
		}
		return v
	}
	slices.SortStableFunc(v.order, func(a, b int32) int {
		if q.Descending {
			a, b = b, a
		}
		return less(&v.rows[a], &v.rows[b])
	})
	return v
}

// word is one that a row must say, and the causes whose names say it.
type word struct {
	text   string // in lower case
	causes map[diagnose.CauseID]bool
	traps  bool // what traps are called says it
}

// words are those of the text. In the names of causes each is looked for once, and not for each row again.
func (q Query) words() (all []word) {
	for _, text := range strings.Fields(strings.ToLower(q.Text)) {
		w := word{text, make(map[diagnose.CauseID]bool), strings.Contains(strings.ToLower(q.Trap), text)}
		for cause, name := range q.Names {
			if strings.Contains(strings.ToLower(name), text) {
				w.causes[cause] = true
			}
		}
		all = append(all, w)
	}
	return all
}

// names says whether the word stands in what the row is shown with.
func (w word) names(r *Row) bool {
	if r.IsTrap() {
		return w.traps
	}
	return w.causes[r.Cause]
}

func (q Query) wants(r *Row, words []word, t *Table) bool {
	if q.Cause != "" && r.Cause != q.Cause || q.Company != "" && r.Domain != q.Company && r.TenantID != q.Company {
		return false
	}
	if !q.Day.IsZero() && (r.Time.IsZero() || r.Day(q.Day.Location()) != dayOf(q.Day, q.Day.Location())) {
		return false
	}
	if q.Group != nil && t.tally.keyIn(*t.counted(r)) != q.Group.key {
		return false
	}
	for _, word := range words {
		if !word.names(r) && !r.says(word.text) {
			return false
		}
	}
	return true
}

// says whether a word in lower case stands in one of the fields.
func (r *Row) says(word string) bool {
	for _, field := range []string{r.User, r.Domain, r.TenantID, string(r.Cause), r.CorrelationID, r.RequestID, r.AppID} {
		if strings.Contains(field, word) {
			return true
		}
	}
	if r.Code != 0 && strings.Contains("aadsts"+strconv.Itoa(r.Code), word) {
		return true
	}
	for _, field := range []string{r.File, r.Ticket, r.Reference} {
		if strings.Contains(strings.ToLower(field), word) {
			return true
		}
	}
	return false
}

// compare is the order of a column; nil for the order in which rows were read.
func (q Query) compare() func(a, b *Row) int {
	switch q.Sort {
	case ByUser:
		return func(a, b *Row) int { return strings.Compare(a.User, b.User) }
	case ByTime:
		return func(a, b *Row) int { return a.Time.Compare(b.Time) }
	case ByCause:
		return func(a, b *Row) int { return strings.Compare(string(a.Cause), string(b.Cause)) }
	case ByConfidence:
		return func(a, b *Row) int { return cmp.Compare(rank(a.Confidence), rank(b.Confidence)) }
	case ByCompany:
		return func(a, b *Row) int { return strings.Compare(a.Company(), b.Company()) }
	case ByReference:
		return func(a, b *Row) int { return strings.Compare(a.Reference, b.Reference) }
	case BySource:
		return func(a, b *Row) int { return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Place, b.Place)) }
	}
	return nil
}

// Day is how many rows are of one day.
type Day struct {
	Day  time.Time // its midnight
	Rows int
}

// Days counts rows by their day in a zone, from the first to the last, days without any among them; rows without a time
// are left out. Where the days lie more than a year apart, those without rows are left out as well.
func Days(rows iter.Seq[Row], zone *time.Location) []Day {
	counts := make(map[time.Time]int)
	for r := range rows {
		if !r.Time.IsZero() {
			counts[r.Day(zone)]++
		}
	}
	days := make([]Day, 0, len(counts))
	for day, n := range counts {
		days = append(days, Day{day, n})
	}
	sort.Slice(days, func(i, j int) bool { return days[i].Day.Before(days[j].Day) })
	const longest = 366
	if len(days) == 0 || days[len(days)-1].Day.After(days[0].Day.AddDate(0, 0, longest)) {
		return days
	}
	last := days[len(days)-1].Day
	var all []Day
	for day := days[0].Day; !day.After(last); day = dayOf(day.AddDate(0, 0, 1), zone) {
		all = append(all, Day{day, counts[day]})
	}
	return all
}

// Day is the midnight with which the row's day began. A reference holds the day alone, which is the same everywhere.
func (r *Row) Day(zone *time.Location) time.Time {
	if r.Origin == OriginReference {
		year, month, day := r.Time.Date()
		return time.Date(year, month, day, 0, 0, 0, 0, zone)
	}
	return dayOf(r.Time, zone)
}

// SameDay is how many of a row's group are of its day, the row among them: people, and reports that name nobody.
func (t *Table) SameDay(r Row, g Group, zone *time.Location) int {
	people, nameless := make(map[string]bool), 0
	for of := range t.Select(Query{Group: &g, Day: r.Day(zone)}).All() {
		switch {
		case of.User != "":
			people[of.User] = true
		case t.tally.CountedFor(of) == 0:
			nameless++
		}
	}
	return max(len(people)+nameless, 1)
}

// To are the addresses of all people of a group, as a mail program takes them: Group.To knows the first ones alone.
func (t *Table) To(g Group) string {
	known := make(map[string]bool)
	var all []string
	for r := range t.Select(Query{Group: &g}).All() {
		if r.User != "" && !known[r.User] && !g.strange(r.User) {
			known[r.User] = true
			all = append(all, r.User)
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// dayOf is the midnight with which the day of a time began.
func dayOf(t time.Time, zone *time.Location) time.Time {
	year, month, day := t.In(zone).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, zone)
}

package triage

import (
	"hash/maphash"

	"synchelper/diagnose"
)

// mostKnown is how many reports are remembered, and how many references: those after them are not compared with others
// any more, so that memory has an end.
const mostKnown = 1 << 20

// mostNamed is of how many references alone it is remembered whose they are, which takes more room than a number.
const mostNamed = 1 << 14

// twins know which rows are one report: the saved file, the same in a mail, its line from a log system, and its reference
// alone, which somebody wrote or dictated. They keep numbers of rows, no rows.
type twins struct {
	seed    maphash.Seed
	reports map[uint64]firstRow // the first row of a report, by a hash of its id and its reference
	named   map[uint64]uint32   // the first report that has a reference, by the reference's number
	bare    map[uint64]uint32   // the first row that is nothing but a reference, by its number
	whose   map[uint64]Person   // whose reference alone that is, by its number, where somebody said it
}

// firstRow is the row in which a report was read first, and a hash of its user; 0 for none.
type firstRow struct{ number, user uint32 }

func newTwins(seed maphash.Seed) twins {
	return twins{seed: seed, reports: make(map[uint64]firstRow), named: make(map[uint64]uint32), bare: make(map[uint64]uint32),
		whose: make(map[uint64]Person)}
}

// meet takes in the row that has a number. It returns the number of the one before that was the same report, 0 for none,
// and whether this row is to be counted. A reference alone waits: its report, which says more, may still come.
func (t *twins) meet(r Row, number int) (same int, counts bool) {
	switch {
	case r.Origin == OriginReference:
		if same = int(t.named[r.number]); same == 0 {
			same = int(remember(t.bare, r.number, uint32(number)))
			if same == 0 && r.User != "" && len(t.whose) < mostNamed {
				t.whose[r.number] = Person{r.User, r.Domain}
			}
		}
		_, waits := t.bare[r.number]
		return same, same == 0 && !waits
	case r.id == "":
		return 0, true
	}
	me := firstRow{number: uint32(number)}
	if r.User != "" {
		me.user = uint32(maphash.String(t.seed, r.User)) | 1
	}
	switch before := remember(t.reports, maphash.Comparable(t.seed, identity{r.id, r.number}), me); {
	case before.number == 0:
	case before.user == me.user || before.user == 0 || me.user == 0:
		return int(before.number), false
	default: // an id that two people have was made up
		return 0, true
	}
	remember(t.named, r.number, uint32(number))
	return int(t.bare[r.number]), true
}

// identity is what makes two rows one report. Checked again, a run keeps its id; if the cause is another one by then, it is
// another problem.
type identity struct {
	id     string
	number uint64
}

// remember returns what a key is already known with; else it is known from now on.
func remember[T any](known map[uint64]T, key uint64, as T) (before T) {
	if before, there := known[key]; there {
		return before
	}
	if len(known) < mostKnown {
		known[key] = as
	}
	return before
}

// alone goes through the references whose report has not come.
func (t *twins) alone(each func(Row)) {
	for number := range t.bare {
		if t.named[number] != 0 {
			continue
		}
		if ref, err := diagnose.NumberedReference(number); err == nil { // it was one when it was read
			each(t.owned(OfReference(ref, Where{})))
		}
	}
}

// owned is the row of a reference alone with the person that it is counted for.
func (t *twins) owned(r Row) Row {
	if r.Origin == OriginReference {
		whose := t.whose[r.number]
		r.User, r.Domain = whose.User, whose.Domain
	}
	return r
}

// countedFor is the number of the row that is counted for another: that of the report whose reference it is, or that is the
// same; 0 where it is counted itself.
func (t *twins) countedFor(r Row) int {
	switch {
	case r.Origin == OriginReference:
		return int(t.named[r.number])
	case r.SameAs == int(t.bare[r.number]):
		return 0
	}
	return r.SameAs
}

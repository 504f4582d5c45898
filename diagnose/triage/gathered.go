package triage

import (
	"hash/maphash"
	"time"

	"synchelper/diagnose/wording"
)

// gathered is a group while rows still come. The people are kept as hashes of their addresses: two that fall together
// would be one in many million millions.
type gathered struct {
	Group
	people  map[uint64]struct{}
	more    int // people who came when there was no room to remember them: one may be counted twice
	domains map[string]int
	others  []Person
}

// gather adds a row to its group; fits is false where there is no room for another group, and remembered true where its person
// was not known before.
func gather(groups map[key]*gathered, k key, r Row, seed maphash.Seed, room bool) (fits, remembered bool) {
	g := groups[k]
	if g == nil {
		if len(groups) >= mostGroups {
			return false, false
		}
		g = &gathered{Group: groupOf(r), people: make(map[uint64]struct{}), domains: make(map[string]int)}
		g.key = k
		groups[k] = g
	}
	return true, g.add(r, seed, room)
}

// add takes a row in, and says whether its person is remembered from now on, for which there may be no room.
func (g *gathered) add(r Row, seed maphash.Seed, room bool) (remembered bool) {
	if g.Rows++; r.better(g.Example) || g.Rows == 1 {
		g.Example = r
	}
	if _, known := g.domains[r.Domain]; r.Domain != "" && (known || len(g.domains) < mostGroups) {
		g.domains[r.Domain]++
	}
	if r.IsTrap() && len(g.Sources) < exampleAddresses {
		g.Sources = append(g.Sources, r.Source())
	}
	if len(g.others) < mostOthers && r.ofAnother() {
		g.others = append(g.others, Person{r.User, r.Domain})
	}
	g.app = agreed(g.app, r.MailApp)
	if !r.Time.IsZero() {
		if g.First.IsZero() || r.Time.Before(g.First) {
			g.First = r.Time
		}
		if r.Time.After(g.Last) {
			g.Last = r.Time
		}
	}
	return g.name(r, seed, room)
}

// name counts the row's person, and keeps them where there is room.
func (g *gathered) name(r Row, seed maphash.Seed, room bool) (remembered bool) {
	if r.User == "" {
		g.Nameless++
		return false
	}
	person := maphash.String(seed, r.User)
	if _, known := g.people[person]; known {
		return false
	}
	if !room {
		g.more++
		return false
	}
	g.people[person] = struct{}{}
	if len(g.Listed) < exampleAddresses {
		p := wording.Person{Address: r.User, Time: r.Time, Reference: r.Reference}
		if r.Origin == OriginReference { // which holds the day alone
			p.Time = time.Time{}
		}
		g.Listed = append(g.Listed, p)
	}
	return true
}

// agreed is the one of two names that is known; severalApps where they differ.
func agreed(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || a == b:
		return a
	}
	return severalApps
}

// merge takes another group in, which is the same problem.
func (g *gathered) merge(with *gathered) {
	g.Rows += with.Rows
	g.Nameless += with.Nameless
	g.more += with.more
	g.Listed = append(g.Listed, with.Listed...)
	g.app = agreed(g.app, with.app)
	g.Sources = append(g.Sources, with.Sources...)
	g.others = append(g.others, with.others...)
	for p := range with.people {
		g.people[p] = struct{}{}
	}
	for d, n := range with.domains {
		g.domains[d] += n
	}
	if with.Example.better(g.Example) {
		g.Example = with.Example
	}
	if g.First.IsZero() || !with.First.IsZero() && with.First.Before(g.First) {
		g.First = with.First
	}
	if with.Last.After(g.Last) {
		g.Last = with.Last
	}
}

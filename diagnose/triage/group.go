package triage

import (
	"cmp"
	"hash/maphash"
	"slices"
	"sort"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// What is kept of a group's rows, and of how many groups, companies and people, so that memory has an end: each text of a
// stranger's may name others.
const (
	mostGroups       = 1 << 14
	mostCompanies    = 1 << 16
	exampleAddresses = 50 // addresses: those that a message may have to name
	mostOthers       = 8  // people whose text names another company
)

// severalApps stands for mail apps that differ.
const severalApps = "?"

// Group is what has the same cause, and where the cure is the company's, the same company too.
type Group struct {
	Cause    diagnose.CauseID
	Who      diagnose.Who // who must act
	MailApp  string       // where the cure is for one app
	TenantID string       // of the company whose cure it is; empty where nobody said it
	Domains  []string     // of the people, sorted; more than one where a company has several, or where everybody acts alone
	Rows     int
	People   int              // distinct addresses
	Nameless int              // rows that name nobody
	Listed   []wording.Person // the people by address, the first fifty that were read
	First    time.Time
	Last     time.Time // of the rows that have a time
	Company  bool      // the cure is the company's
	Once     bool      // one cure is for all of them
	Foreign  bool      // another company than the one that is looked after
	Named    string    // how somebody named its company as the one that is looked after; empty where nobody did
	Unsure   bool      // the cure is a company's, there are several, and nobody said which is looked after
	Other    Person    // one whose address is not of the company that the text names; empty where there is none
	Sources  []string  // of a trap, where it stands
	Strange  []string  // where everybody acts alone, the domains of other companies than that one
	Example  Row       // the row that shows the problem best
	app      string    // that all rows which name one agree on; severalApps where they do not
	key      key
}

// key is what makes rows the same problem.
type key struct {
	cause  diagnose.CauseID
	app    string
	id     string // the tenant's id or, where it is not known, its domain
	domain string
	trap   string
}

// Person is an address, and the company that the text with it names.
type Person struct{ User, Domain string }

// Tally gathers groups while rows come. It keeps no rows. The zero Tally is not ready: see NewTally.
type Tally struct {
	groups map[key]*gathered
	ids    map[string]string // the tenant id of a domain, by reports whose run asked Microsoft; "" where they differ
	users  map[string]bool   // the companies of the people, by domain or id
	seed   maphash.Seed
	twins  twins
	own    []string
	rows   int
	saved  int // of them, those that are reports
	left   int // of them, those that are in no group
	people int // that are remembered
}

// NewTally returns an empty tally. own are the domains or tenant ids of the company that is looked after, by its profile;
// without any, the only one that the people are of.
func NewTally(own ...string) *Tally {
	seed := maphash.MakeSeed()
	return &Tally{groups: make(map[key]*gathered), ids: make(map[string]string), users: make(map[string]bool),
		seed: seed, twins: newTwins(seed), own: own}
}

// Rows is how many rows were added.
func (t *Tally) Rows() int { return t.rows }

// Left is how many rows are in no group, because there were too many.
func (t *Tally) Left() int { return t.left }

// Reports is how many of the rows are reports.
func (t *Tally) Reports() int { return t.saved }

// Add counts a row. It returns the number of the row, from 1, that was the same report before; 0 for none. One report is
// one problem of one person, however often and in whatever form it came.
func (t *Tally) Add(r Row) (same int) {
	if t.rows++; r.Origin == OriginReport {
		t.saved++
	}
	same, counts := t.twins.meet(r, t.rows)
	if counts {
		t.count(r)
	} else if r.Origin == OriginReference {
		t.isOf(r.Domain)
	}
	return same
}

// CountedFor is the number of the row, from 1, that is counted for another, because it is the same report; 0 for none.
func (t *Tally) CountedFor(r Row) int { return t.twins.countedFor(r) }

func (t *Tally) count(r Row) {
	if r.asked {
		switch known, ok := t.ids[r.Domain]; {
		case ok && known != r.TenantID:
			t.ids[r.Domain] = ""
		case !ok && len(t.ids) < mostCompanies:
			t.ids[r.Domain] = r.TenantID
		}
	}
	switch fits, remembered := gather(t.groups, keyOf(r), r, t.seed, t.people < mostKnown); {
	case !fits:
		t.left++
	case remembered:
		t.people++
	}
	if !r.IsTrap() {
		t.isOf(cmp.Or(r.TenantID, r.Domain))
	}
}

// isOf remembers the company of somebody, where there is one and there is room.
func (t *Tally) isOf(company string) {
	if company != "" && len(t.users) < mostCompanies {
		t.users[company] = true
	}
}

// keyOf is what a row is grouped by before it is known which domains are one company's.
func keyOf(r Row) key {
	cause := diagnose.CauseOf(r.Cause)
	k := key{cause: cause.ID}
	if r.IsTrap() {
		k.trap = r.Approves + r.ApprovesAt
	}
	if !r.companyCures(cause) {
		return k
	}
	k.id, k.domain = r.TenantID, r.Domain
	if cause.CuredPerApp() {
		k.app = cmp.Or(r.MailApp, diagnose.MailAppOf("").ID)
		if k.app == diagnose.OtherMailApp {
			k.app = cmp.Or(r.AppID, k.app)
		}
	}
	return k
}

func (r Row) companyCures(cause diagnose.Cause) bool {
	return r.Cause != diagnose.CauseNone && !r.IsTrap() && cause.CompanyCures()
}

func groupOf(r Row) Group {
	cause := diagnose.CauseOf(r.Cause)
	g := Group{Cause: cause.ID, Who: cause.Who[0], Company: r.companyCures(cause)}
	if g.Company && cause.CuredPerApp() {
		g.MailApp = cmp.Or(r.MailApp, diagnose.MailAppOf("").ID)
	}
	if r.IsTrap() {
		g.Who = wording.TrapActs
	}
	return g
}

// ofAnother says whether the row's address is of another company than the one that its text names, and Microsoft did not
// say that it has both.
func (r Row) ofAnother() bool {
	if r.User == "" || r.Domain == "" || r.asked || strings.HasSuffix(r.User, "@"+r.Domain) {
		return false
	}
	_, own := address(r.User)
	return own != r.Domain
}

// once says whether one act of the company's is for all of its people. A policy that does what it was made for is none.
func once(c diagnose.Cause) bool {
	meant := slices.Contains([]diagnose.Family{diagnose.FamilyPolicy, diagnose.FamilyDevice, diagnose.FamilySession}, c.Family)
	return c.CureIsLink || c.Family == diagnose.FamilyRequest ||
		c.About == diagnose.AboutOrganisation && c.Who[0].AtIT() && !meant
}

// Groups returns the groups, traps first and then most people first. It may be asked while rows still come.
func (t *Tally) Groups() []Group {
	merged := make(map[key]*gathered, len(t.groups))
	for k, g := range t.groups {
		at := key{cause: k.cause, app: k.app, id: t.company(k.id, k.domain), trap: k.trap}
		if m := merged[at]; m != nil {
			m.merge(g)
		} else {
			m = &gathered{Group: g.Group, people: make(map[uint64]struct{}, len(g.people)), domains: make(map[string]int)}
			m.Rows, m.Nameless, m.Listed, m.Sources = 0, 0, nil, nil
			m.key = at
			m.merge(g)
			merged[at] = m
		}
	}
	t.twins.alone(func(r Row) {
		gather(merged, t.keyIn(r), r, t.seed, true)
	})
	home := t.Home()
	groups := make([]Group, 0, len(merged))
	for _, m := range merged {
		groups = append(groups, t.done(m, home))
	}
	sort.SliceStable(groups, func(i, j int) bool { return compareGroups(&groups[i], &groups[j]) < 0 })
	return groups
}

func compareGroups(a, b *Group) int {
	if trapA, trapB := a.key.trap != "", b.key.trap != ""; trapA != trapB {
		if trapA {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(b.Rows, a.Rows), b.Last.Compare(a.Last),
		cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.key.id, b.key.id), cmp.Compare(a.MailApp, b.MailApp),
		cmp.Compare(a.key.trap, b.key.trap))
}

// done is the group as it is shown.
func (t *Tally) done(g *gathered, home Home) Group {
	out := g.Group
	out.People = len(g.people) + g.more
	sort.Slice(out.Listed, func(i, j int) bool { return out.Listed[i].Address < out.Listed[j].Address })
	out.Listed = distinct(out.Listed)
	for d := range g.domains {
		out.Domains = append(out.Domains, d)
	}
	slices.Sort(out.Domains)
	if isID := !strings.Contains(g.key.id, "."); isID && out.Company {
		out.TenantID = g.key.id
	}
	out.Once = out.Company && g.key.id != "" && once(diagnose.CauseOf(out.Cause))
	out.Foreign = out.Company && home.foreign(g.key.id)
	out.Named = home.named[g.key.id] // which is empty where no company cures it
	out.Unsure = out.Company && home.unsure && g.key.id != ""
	for _, p := range g.others {
		_, own := address(p.User)
		if own == "" || t.company("", own) != t.company("", p.Domain) {
			out.Other = p
		}
	}
	for _, domain := range out.Domains {
		if !out.Company && home.Foreign(Row{Domain: domain}) {
			out.Strange = append(out.Strange, domain)
		}
	}
	return out
}

// distinct are people by address, each once, and not too many.
func distinct(sorted []wording.Person) (all []wording.Person) {
	for _, p := range sorted {
		if len(all) < exampleAddresses && (len(all) == 0 || all[len(all)-1].Address != p.Address) {
			all = append(all, p)
		}
	}
	return all
}

// company is the one name for a company that rows call by its id, by one of its domains, or by both.
func (t *Tally) company(id, domain string) string { return cmp.Or(id, t.ids[domain], domain) }

// keyIn is what a row is grouped by, as far as companies are known by now.
func (t *Tally) keyIn(r Row) key {
	k := keyOf(t.twins.owned(r))
	return key{cause: k.cause, app: k.app, id: t.company(k.id, k.domain), trap: k.trap}
}

// GroupOf says which of the groups a row is in; -1 for none.
func (t *Tally) GroupOf(r Row, groups []Group) int {
	wanted := t.keyIn(r)
	return slices.IndexFunc(groups, func(g Group) bool { return g.key == wanted })
}

// Alone is the group that a row is by itself: one person's.
func (t *Tally) Alone(r Row) Group {
	r = t.twins.owned(r)
	k, alone := t.keyIn(r), make(map[key]*gathered, 1)
	gather(alone, k, r, t.seed, true)
	return t.done(alone[k], t.Home())
}

// Same says whether another group is this one, with more rows or fewer.
func (g Group) Same(other Group) bool { return g.key == other.key }

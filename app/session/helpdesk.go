package session

import (
	"slices"
	"sync"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/intake"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// What of many tickets and reports is held beside their rows.
const (
	mostUnread   = 1000
	mostProblems = 100
	mostHeld     = 16 << 20 // bytes of the texts behind rows: the oldest make room for the latest
	tellEvery    = 1000     // rows from one word of progress to the next
)

// Help is what somebody who helps others has had read, and what it has in common. It lies in memory alone.
type Help struct {
	Text string // in the field

	Reading  bool
	Progress intake.Progress
	Rows     int // read so far, whatever the query
	Reports  int // of them

	Problems     []Shared // most people first
	MoreProblems int      // that are not among them

	Query triage.Query
	View  triage.View  // the rows that the query found
	Days  []triage.Day // of all rows
	Home  triage.Home
	Zone  *time.Location // in which days and times are shown

	Unread     []triage.Unread
	MoreUnread int

	Ticked []int // numbers of rows, in the order in which they were chosen
	Chosen triage.View
	One    *One // the one that is shown in full

	Picture *Picture // that somebody is saying of what it shows; nil for none

	Saved     string // where the chosen rows were saved
	SaveError Problem

	groups []triage.Group
}

// Empty says whether nothing was read yet that gave anything.
func (h Help) Empty() bool { return h.Rows == 0 && len(h.Unread) == 0 }

// helpdesk holds what was read. Several readings may go on at a time.
type helpdesk struct {
	mu       sync.Mutex
	table    *triage.Table
	items    map[int]triage.Item // with what a row was read from, by its number
	order    []int               // their numbers, the oldest first
	held     int                 // bytes of them
	room     int                 // bytes that may be held
	unread   []triage.Unread
	more     int
	progress intake.Progress
	readings int // that go on
}

func newHelpdesk(own []string) *helpdesk {
	return &helpdesk{table: triage.NewTable(own...), items: make(map[int]triage.Item), room: mostHeld}
}

// add takes an item over and returns the number of its row; -1 where it is none.
func (h *helpdesk) add(item triage.Item) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if item.Unread != nil {
		if len(h.unread) < mostUnread {
			h.unread = append(h.unread, *item.Unread)
		} else {
			h.more++
		}
		return -1
	}
	number := h.table.Len()
	h.table.Add(item.Row)
	if item.Report != nil || item.Seen != nil {
		h.hold(number, item)
	}
	return number
}

// hold keeps what a row was read from. Where there is no room, that of the rows before goes: what was opened last is looked at
// first.
func (h *helpdesk) hold(number int, item triage.Item) {
	for h.held += sizeOf(item); h.held > h.room && len(h.order) > 0; h.order = h.order[1:] {
		h.held -= sizeOf(h.items[h.order[0]])
		delete(h.items, h.order[0])
	}
	h.items[number] = item
	h.order = append(h.order, number)
}

// sizeOf is how many bytes lie behind a row.
func sizeOf(item triage.Item) int {
	if item.Seen != nil {
		return len(item.Report) + len(item.Seen.Text)
	}
	return len(item.Report)
}

// drop takes what could not be read off the list; false where it is not there any more.
func (h *helpdesk) drop(u triage.Unread) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	i := slices.Index(h.unread, u)
	if i >= 0 {
		h.unread = slices.Delete(h.unread, i, i+1)
	}
	return i >= 0
}

// read adds to the progress what one reading has got through since it last said so.
func (h *helpdesk) read(files int, bytes int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.progress.Files += files
	h.progress.Bytes += bytes
}

// far is how far all readings are.
func (h *helpdesk) far() (intake.Progress, int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.progress, h.table.Len()
}

// ended counts a reading that has ended and says whether others go on.
func (h *helpdesk) ended() (others bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.readings--
	return h.readings > 0
}

// find answers a query.
func (h *helpdesk) find(q triage.Query) triage.View {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.table.Select(q)
}

// of is a selection by numbers.
func (h *helpdesk) of(numbers []int) triage.View {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.table.Of(numbers...)
}

// item is a row with what it was read from, as far as that is still held.
func (h *helpdesk) item(number int) (triage.Item, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if item, kept := h.items[number]; kept {
		return item, true
	}
	if number < 0 || number >= h.table.Len() {
		return triage.Item{}, false
	}
	return triage.Item{Row: h.table.Of(number).Row(0)}, true
}

// alone is a row as a problem of one person.
func (h *helpdesk) alone(r triage.Row) triage.Group {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.table.Alone(r)
}

// groupOf is the place of a row's group among those that are shown; -1 for none.
func (h *helpdesk) groupOf(r triage.Row, groups []triage.Group) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.table.GroupOf(r, groups)
}

// sameDay is how many of a row's group are of its day.
func (h *helpdesk) sameDay(r triage.Row, g triage.Group, zone *time.Location) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.table.SameDay(r, g, zone)
}

// to are the addresses of a group's people.
func (h *helpdesk) to(g triage.Group) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.table.To(g)
}

// named is a query with what the reader calls the causes, where it looks for words.
func named(q triage.Query, words *wording.Words) triage.Query {
	if q.Names, q.Trap = nil, ""; q.Text == "" {
		return q
	}
	q.Names, q.Trap = make(map[diagnose.CauseID]string), words.Text("triage.trap")
	name := func(id diagnose.CauseID) { q.Names[id] = words.Text("cause." + string(id) + ".short") }
	name(diagnose.CauseNone)
	name(diagnose.CauseUnknown)
	for _, cause := range diagnose.Causes() {
		name(cause.ID)
	}
	return q
}

// sum is what all that was read has in common, not yet in words.
func (h *helpdesk) sum(s *Session, q triage.Query, words *wording.Words) func(*State) {
	h.mu.Lock()
	defer h.mu.Unlock()
	groups, home := h.table.Groups(), h.table.Home()
	if q.Group != nil { // a group is known by its key, which more rows may have changed
		i := slices.IndexFunc(groups, q.Group.Same)
		q.Group = nil
		if i >= 0 {
			q.Group = &groups[i]
		}
	}
	zone := s.options.Now().Location()
	view, progress, rows := h.table.Select(named(q, words)), h.progress, h.table.Len()
	reports := h.table.Reports()
	days := triage.Days(h.table.Select(triage.Query{}).All(), zone)
	unread, more := slices.Clone(h.unread), h.more
	return func(st *State) {
		at := &st.Help
		at.groups, at.Home, at.Query, at.View, at.Progress, at.Rows = groups, home, q, view, progress, rows
		at.Days, at.Unread, at.MoreUnread, at.Zone = days, unread, more, zone
		at.Reports = reports
		st.tellProblems()
	}
}

package session

import (
	"slices"
	"strings"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// Gap is something that nobody has said, and that may matter. Its words are the message "ui.help.gap.<gap>".
type Gap string

// The gaps.
const (
	GapUser      Gap = "user"      // whose mailbox it is
	GapCompany   Gap = "company"   // which company, so that nobody there can be written to
	GapTime      Gap = "time"      // when it was
	GapIDs       Gap = "ids"       // no id by which a log finds it
	GapApp       Gap = "app"       // which mail app
	GapServers   Gap = "servers"   // no server was asked: there is a text alone
	GapSignIn    Gap = "sign-in"   // servers were asked, and no sign-in was tried
	GapUnheld    Gap = "unheld"    // what it was read from, which may say more, is not held any more
	GapReference Gap = "reference" // a reference holds no more than the cause, the app and the day
	GapPhone     Gap = "phone"     // what the iPhone itself is told: the company's rules may look at the device
)

// One is one ticket or report in full. It is a stranger's: no link is made from it.
type One struct {
	Number    int
	Row       triage.Row
	Diagnosis diagnose.Diagnosis
	Answer    wording.Answer
	Reply     string // to the user, in the language of what is sent
	ReplyHint string // what whoever sends it has to know; may be empty
	Same      int    // its place among the problems; -1 for none
	SameDay   int    // how many of that problem are of its day, it among them; 0 where nobody said the day
	Foreign   bool   // another company than the one that is looked after
	Gaps      []Gap
	Log       report.Section // what finds it in the sign-in log; without lines where nothing does
	Written   []Written      // by Microsoft or by whoever asks, secrets cut out
	Unheld    bool           // what it was read from is not held any more: the row is all that is known

	outside []byte       // its report, where that was made for readers outside
	alone   triage.Group // it as a problem of one person
}

// Written is one of the texts that something rests on.
type Written struct {
	Source diagnose.Source
	Text   string
	Begins bool // it is no more than the beginning of what was written
}

// one makes the whole of a row, of the text that it was read from where that is held. The caller holds the lock.
func (s *Session) one(st *State, number int) *One {
	item, ok := s.helpdesk.item(number)
	if !ok {
		return nil
	}
	r, d := item.Row, s.whole(item)
	var outside []byte
	if c, err := report.ReadCopy(item.Report); err == nil && c.For == report.ReaderOutside {
		outside = item.Report
	}
	o := &One{Number: number, Row: r, Diagnosis: d, Same: s.helpdesk.groupOf(r, st.Help.groups), Foreign: st.Help.Home.Foreign(r),
		outside: outside, alone: s.helpdesk.alone(r), Written: writtenIn(d.Observations)}
	o.Unheld = item.Report == nil && item.Seen == nil && r.Origin != triage.OriginReference
	if o.Same >= len(st.Help.Problems) {
		o.Same = -1
	}
	if o.Same >= 0 && !r.Time.IsZero() {
		o.SameDay = s.helpdesk.sameDay(r, st.Help.groups[o.Same], s.options.Now().Location())
	}
	if !r.IsTrap() { // of which nothing more has to be known
		o.Gaps = gapsOf(r, d, o.Unheld)
	}
	o.tell(st)
	return o
}

// tell puts it into words.
func (o *One) tell(st *State) {
	o.Answer = st.Words.Answer(o.Diagnosis)
	o.Answer.Reference = o.Row.Reference
	m := ofOne(o.Diagnosis, o.alone)
	o.Reply, o.ReplyHint = st.Letters.ReplyTo(m, o.Row.Reference), st.Words.ReplyHint(m)
	if o.Row.IsTrap() {
		c := st.Words.Trap(o.Row.Trap())
		o.Answer.Short, o.Answer.Secret, o.Answer.Helpdesk, o.Answer.Role = c.Title, c.Foreign, nil, ""
	}
	o.Log = report.Section{}
	if o.Row.CorrelationID != "" || o.Row.RequestID != "" || o.Row.User != "" && o.Row.Spoken() {
		o.Log = report.LogSection(o.Diagnosis, st.Words)
	}
}

// ofOne is a row as a problem of one person, of which a diagnosis says all that is known.
func ofOne(d diagnose.Diagnosis, alone triage.Group) wording.Many {
	m := alone.Many()
	m.Example = d
	return m
}

// whole is the diagnosis of a row: that of the report, or what its text says judged as the row was.
func (s *Session) whole(item triage.Item) diagnose.Diagnosis {
	d := item.Row.Diagnosis()
	if read, err := report.Read(item.Report); err == nil {
		d = read
		d.Foreign = true
	}
	if item.Seen != nil {
		d.Observations = []diagnose.Observation{*item.Seen}
		d.Verdict = diagnose.Judge(d.Observations)
	}
	if item.Row.IsTrap() { // of which no cause is believed
		d.Verdict = item.Row.Diagnosis().Verdict
	}
	if d.Created.IsZero() {
		d.Created = s.options.Now()
	}
	d.Created = d.Created.In(s.options.Now().Location())
	return d
}

// writtenIn are the texts among observations that Microsoft or a person wrote. What a sign-in found without words of
// Microsoft's, the program says itself.
func writtenIn(observations []diagnose.Observation) (all []Written) {
	for _, seen := range observations {
		text := seen.Text
		if text == "" && seen.Said != nil {
			text = seen.Said.Sentence
		}
		page := seen.Source == diagnose.SourceSignIn && seen.Said != nil
		if text != "" && (page || seen.Source == diagnose.SourceText) {
			all = append(all, Written{seen.Source, visible(shortened(text)), len(strings.TrimSpace(text)) > shownText})
		}
	}
	return all
}

// tried says whether a run came to one of some stages.
func tried(d diagnose.Diagnosis, stages ...diagnose.StageID) bool {
	return slices.ContainsFunc(d.Stages, func(s diagnose.Stage) bool {
		return slices.Contains(stages, s.ID) && s.State != diagnose.NotChecked && s.State != diagnose.Skipped
	})
}

// gapsOf is what nobody has said. Of what is not held any more nothing is said but what the row itself tells.
func gapsOf(r triage.Row, d diagnose.Diagnosis, unheld bool) (gaps []Gap) {
	signedIn := tried(d, diagnose.StagesOfSignIn()...)
	asked := signedIn || tried(d, diagnose.StagesBeforeSignIn()...)
	family := diagnose.CauseOf(r.Cause).Family
	for _, g := range []struct {
		gap  Gap
		open bool
	}{
		{GapReference, r.Origin == triage.OriginReference},
		{GapUnheld, unheld},
		{GapUser, r.User == ""},
		{GapCompany, r.Company() == ""},
		{GapTime, r.Time.IsZero()},
		{GapApp, r.MailApp == "" && r.AppID == ""},
		{GapIDs, r.CorrelationID == "" && r.RequestID == ""},
		{GapServers, !asked && !unheld},
		{GapSignIn, asked && !signedIn},
		{GapPhone, family == diagnose.FamilyPolicy || family == diagnose.FamilyDevice || family == diagnose.FamilyConsentAdmin},
	} {
		if g.open && (r.Origin != triage.OriginReference || g.gap == GapReference) {
			gaps = append(gaps, g.gap)
		}
	}
	return gaps
}

// visible takes out of each line what would show it otherwise than it is.
func visible(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = report.Visible(lines[i])
	}
	return strings.Join(lines, "\n")
}

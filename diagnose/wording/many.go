package wording

import (
	"maps"
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose"
)

// Many is what several people have in common: the same cause and, where the cure is their company's, the same company.
type Many struct {
	Example   diagnose.Diagnosis // the one of them that shows it best
	People    int
	Nameless  int      // reports that name nobody
	Company   string   // as it is called; empty where it is not known, or where each has another
	Cures     bool     // the company cures it
	Once      bool     // for all of them at once
	Listed    []Person // the people, or some of them
	Companies []string // where the people are of several, and each acts alone
	Foreign   bool     // all are of another company than the reader's
	Strange   []string // those of the companies that are not the reader's
	Unsure    bool     // there are several companies, and nobody said which is the reader's
	Named     string   // how a person named the company as the reader's; empty where nobody did

	Other, OtherCompany string // somebody's address and the company of another domain that their text names; else empty

	Trap Trap // where it has sources, they are this, and no problem
}

// Person is one of many.
type Person struct {
	Address   string
	Time      time.Time // of the attempt; zero where nobody said it
	Reference string    // of their report; empty where there is none
}

// Trap is a link that approves an app which does not ship.
type Trap struct {
	Sources []string // where it stands
	AppID   string   // as the link has it
	Company string   // that the link names; empty where it names none
	People  []Person // who has it, as the text says
}

// TrapActs is who acts where there is a trap.
const TrapActs = diagnose.WhoSecurityAdmin

// Common is what many have in common, in the words of one language.
type Common struct {
	Title   string // the problem's name, and the company
	People  string // how many, and of which companies where the title names none
	Who     string // who acts, in a few words
	Fixes   string // that one act is for all; empty where it is not
	First   string // the first step of whoever acts
	Foreign string // that it is of another company than the reader's, all of it or a part; else empty
	Message Message
	Reply   string // to all of the people; empty where nothing is known

	MessageHint string // what whoever sends the message has to know; may be empty
	ReplyHint   string // the same for the reply
}

// Many puts into words what many people have in common. The message to their administrator names one attempt that can be
// looked up, and the others only where each account must be touched. Where the company is not known there is none.
func (w *Words) Many(m Many) Common {
	if len(m.Trap.Sources) > 0 {
		c := w.Trap(m.Trap)
		c.People = w.people(m)
		return c
	}
	d := m.Example
	d.ID, d.Subject.Address = "", "" // what is written to all names none of them
	f := w.factsOf(d)
	a := w.answer(f)
	cause := diagnose.CauseOf(d.Verdict.Cause)
	c := Common{People: w.peopleOf(m), Foreign: w.elsewhere(m), Who: w.Text("triage.who." + string(cause.Who[0]))}
	if m.Once && m.People+m.Nameless > 1 && !f.unknownApp {
		c.Fixes = w.Text("triage.once.change")
		if cause.CureIsLink || cause.Family == diagnose.FamilyRequest {
			c.Fixes = w.Text("triage.once.approval")
		}
	}
	c.Title = w.manyTitle(m, f, a)
	switch {
	case cause.Who[0] == diagnose.WhoHelpdesk:
		c.First = first(a.Helpdesk)
	case m.Cures && len(a.Admin) > 0:
		c.First = a.Admin[0].Text
	case len(a.Do) > 0:
		c.First = w.Text("triage.tell_user", map[string]any{"Step": a.Do[0]})
	}
	if !diagnose.Known(cause.ID) { // the same cause is all that they would have in common
		return c
	}
	if m.Cures && m.Company != "" {
		c.Message, c.MessageHint = w.manyMessage(m, f, a), w.messageHint(m, f)
	}
	c.Reply, c.ReplyHint = w.replyTo(m, f, ""), w.ReplyHint(m)
	return c
}

// ManyFor is Many with what is sent in the words of whoever gets it.
func (w *Words) ManyFor(m Many, letters *Words) Common {
	c := w.Many(m)
	if letters.lang != w.lang {
		letter := letters.Many(m)
		c.Message, c.Reply = letter.Message, letter.Reply
	}
	return c
}

// ReadSoFar says how many reports and other texts were read.
func (w *Words) ReadSoFar(reports, texts int) string {
	count := func(id string, n int) string { return w.Text(id, map[string]any{"Count": n}) }
	switch {
	case texts == 0:
		return count("triage.rows", reports)
	case reports == 0:
		return count("triage.texts", texts)
	}
	return w.Text("triage.rows_and_texts", map[string]any{"Reports": count("triage.reports_alone", reports), "Count": texts})
}

// Trap warns of a link. Nobody is asked for an approval: the message asks whether somebody gave one.
func (w *Words) Trap(t Trap) Common {
	people := make([]string, len(t.People))
	for i, p := range t.People {
		people[i] = p.Address
	}
	data := map[string]any{"File": w.companies(t.Sources), "ID": t.AppID, "Company": t.Company, "People": w.companies(people)}
	return Common{Title: w.Text("triage.trap"), Who: w.Text("triage.who." + string(TrapActs)), Foreign: w.Text("triage.trap.link", data),
		Message: Message{Subject: w.Text("triage.trap.subject", data), Body: w.Text("triage.trap.message", data)},
		Reply:   w.Text("triage.trap.reply"), ReplyHint: w.Text("triage.trap.address", data)}
}

func first(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return lines[0]
}

// manyTitle names the problem, the app where it is not the phone's own, and the company.
func (w *Words) manyTitle(m Many, f facts, a Answer) string {
	data := map[string]any{"Short": a.Short, "Company": m.Company, "App": ""}
	if !f.onPhone() && diagnose.CauseOf(m.Example.Verdict.Cause).CureIsLink {
		data["App"] = f.data["App"]
	}
	if m.Cures && m.Company == "" && diagnose.Known(m.Example.Verdict.Cause) {
		data["Company"] = w.Text("triage.company.unknown")
	}
	return w.Text("triage.title", data)
}

// people says how many they are: those with an address, else the reports.
func (w *Words) people(m Many) string {
	if m.People == 0 {
		return w.Text("triage.reports", map[string]any{"Count": m.Nameless})
	}
	return w.Text("triage.people", map[string]any{"Count": m.People})
}

// peopleOf is people with their companies, where they are of several.
func (w *Words) peopleOf(m Many) string {
	if len(m.Companies) == 0 {
		return w.people(m)
	}
	return w.Text("triage.people_of", map[string]any{"People": w.people(m), "Companies": w.companies(m.Companies)})
}

// companies are the first of some, and how many there are more.
func (w *Words) companies(names []string) string {
	const most = 3
	if len(names) <= most+1 { // to name one takes no more room than to count it
		return strings.Join(names, ", ")
	}
	return w.Text("triage.companies_more", map[string]any{"Companies": strings.Join(names[:most], ", "), "Count": len(names) - most})
}

// elsewhere warns of people of another company than the reader's, or who may be.
func (w *Words) elsewhere(m Many) string {
	var warnings []string
	switch {
	case m.Foreign:
		warnings = append(warnings, w.Text("triage.foreign"))
	case m.Unsure:
		warnings = append(warnings, w.Text("triage.unsure", map[string]any{"Company": m.Company}))
	case len(m.Strange) > 0:
		warnings = append(warnings, w.Text("triage.foreign_some", map[string]any{"Companies": w.companies(m.Strange)}))
	}
	if m.Other != "" {
		warnings = append(warnings, w.Text("triage.other", map[string]any{"User": m.Other, "Company": m.OtherCompany}))
	}
	return strings.Join(warnings, " ")
}

// doubted says whether the company may not be the reader's, or not the people's: then nobody was asked for them.
func (m Many) doubted() bool { return m.Foreign || m.Unsure || m.Other != "" }

// affected says to the administrator how many they are.
func (w *Words) affected(m Many) string {
	if m.People == 0 {
		return w.Text("triage.message.reports", map[string]any{"Count": m.Nameless, "Company": m.Company})
	}
	return w.Text("triage.message.people", map[string]any{"Count": m.People, "Company": m.Company})
}

func (w *Words) manyMessage(m Many, f facts, a Answer) Message {
	cause := diagnose.CauseOf(m.Example.Verdict.Cause)
	data := map[string]any{"Short": a.Short, "People": w.people(m), "Affected": w.affected(m), "Company": m.Company, "Seen": w.seen(f),
		"App": f.data["EntraApp"], "ClientID": "", "InLog": inSignInLog(cause), "Me": m.Example.Subject.Address, "Time": "",
		"CorrelationID": f.data["CorrelationID"], "Once": m.Once, "Each": m.each(), "One": m.People+m.Nameless < 2,
		"Addresses": w.listed(m), "NotListed": "", "Roles": "", "Reviewer": requestWaits(cause), "Question": "", "Changes": "", "Undo": "", "Unknown": false}
	if cause.Role != "" {
		data["Roles"] = w.roles(cause)
	}
	if !f.unknownApp {
		w.addDecision(data, m, f)
	}
	if m.Example.Subject.MailApp == "" { // nobody named the app: only the steps take it for the phone's own
		data["App"] = ""
	} else if f.data["HasID"] == true {
		data["ClientID"] = f.data["ClientID"]
	}
	if f.said != nil && !f.said.Timestamp.IsZero() {
		data["Time"] = f.data["TimeUTC"]
	}
	switch {
	case w.hasLink(m):
		data["NotListed"] = w.Text("triage.message.not_listed")
	case cause.CureIsLink:
		data["NotListed"] = w.Text("message.not_listed")
	}
	var steps []string
	for i, step := range a.AdminFirst {
		steps = append(steps, strconv.Itoa(i+1)+" "+step)
	}
	data["Steps"] = strings.Join(steps, "\n")
	if f.unknownApp { // nobody asks for an approval of what a text may have made up
		data["Unknown"], data["Once"], data["Each"], data["NotListed"] = true, false, false, ""
		data["Steps"] = w.Text("triage.message.unknown_app")
	}
	return Message{Subject: w.Text("triage.message.subject", data), Body: w.Text("triage.message.body", data)}
}

// addDecision adds what whoever lets people in has to know before, in the words of the sheet that others decide by.
func (w *Words) addDecision(data map[string]any, m Many, f facts) {
	cause := diagnose.CauseOf(m.Example.Verdict.Cause)
	decision := decisionOf(cause)
	if !decision.letsIn() || !cause.CureIsLink && !decided(cause) {
		return
	}
	words := maps.Clone(f.data)
	words["Several"], words["ByPolicy"] = m.People+m.Nameless > 1, byPolicy(cause)
	if m.Example.Subject.MailApp == "" {
		words["App"] = w.Text("triage.message.app")
	}
	key := "sheet." + string(decision)
	data["Question"] = w.Text(key+".question", words)
	data["Changes"] = strings.Join(w.Lines(key+".a.changes", words), " ")
	data["Undo"] = first(w.Lines(key+".a.undo", words)) // what follows is for whoever does it
}

// hasLink says whether the helpdesk may hand out a link: by the same rules as everybody, for the company that a person named.
func (w *Words) hasLink(m Many) bool {
	if m.Named == "" || m.doubted() || !diagnose.CauseOf(m.Example.Verdict.Cause).CureIsLink {
		return false
	}
	d := m.Example
	d.Foreign, d.Subject.Tenant, d.Subject.TenantID = false, m.Named, ""
	links, _ := w.links(w.factsOf(d))
	return len(links) > 0
}

// messageHint says how the helpdesk makes the link that the message speaks of. The message itself has none: what asks for an
// approval by a link looks like what it shall prevent.
func (w *Words) messageHint(m Many, f facts) string {
	if !w.hasLink(m) {
		return ""
	}
	return w.Text("triage.message.hint", map[string]any{"Company": m.Named, "App": f.app.ID})
}

// each says whether the administrator must touch the account of each.
func (m Many) each() bool {
	return diagnose.CauseOf(m.Example.Verdict.Cause).About == diagnose.AboutAccount && !m.Once
}

// listed are the people, one a line: all accounts that the administrator must touch, else as many as anybody looks up.
func (w *Words) listed(m Many) string {
	const looked = 20
	people := m.Listed
	if !m.each() {
		people = people[:min(len(people), looked)]
	}
	var lines []string
	for _, p := range people {
		line := p.Address
		if !p.Time.IsZero() {
			line += ", " + w.localTime(p.Time.UTC()) + " UTC"
		}
		if p.Reference != "" {
			line += ", " + p.Reference
		}
		lines = append(lines, line)
	}
	if more := m.People - len(lines); more > 0 {
		lines = append(lines, w.Text("triage.message.more", map[string]any{"Count": more}))
	}
	return strings.Join(lines, "\n")
}

package wording

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"synchelper/diagnose"
)

// Sheet is what whoever decides is handed about one diagnosis, in one language: how to look for oneself, the decision,
// then what stands behind it. It is for a reader who has never heard of SyncHelper and trusts nobody.
type Sheet struct {
	Lang      string
	Question  string   // the decision
	About     []string // who asks for what
	Demo      string   // that nothing here is real; else empty
	Look      []Step   // what can be seen without trusting anybody
	Choices   []Choice
	Parts     []Part
	Sources   []diagnose.SourceRef
	Reference string
	Labels    Labels
}

// Choice is one answer to the question, with all that follows from it.
type Choice struct {
	Letter, Title, Hint   string
	Role                  string // the least role that suffices; empty when none is needed
	Steps                 []Step
	Changes, Undo, Verify []string
	Answer                string // to the user, ready to copy
}

// Part is a heading with its lines.
type Part struct {
	Heading string
	Lines   []Step
	Link    bool // the links, which a page may show in another place
}

// Labels are the words that stand around a sheet's own.
type Labels struct{ Look, Role, Steps, Changes, Undo, Verify, Answer, Sources, Made string }

// Sheet puts a diagnosis into the words of one language for whoever decides.
func (w *Words) Sheet(d diagnose.Diagnosis) Sheet {
	a, f := w.Answer(d), w.factsOf(d)
	_, cause := toldAs(d)
	decision := decisionOf(cause)
	f.data["Seen"], f.data["Short"], f.data["Role"], f.data["HasLink"] = w.seen(f), a.Short, a.Role, len(a.Links) > 0
	f.data["Who"], f.data["Until"], f.data["Reply"] = a.WhoCanFix, strings.Join(a.Meanwhile, "\n"), a.Reply
	f.data["MailHost"] = strings.TrimPrefix(f.cloud().MailWeb, "https://")
	f.data["LoginHost"], f.data["Listed"] = f.cloud().LoginHost, f.app.MicrosoftListed && !f.unknownApp
	f.data["InLog"], f.data["Ran"] = inSignInLog(cause) && len(d.Observations) > 0, len(d.SignIns) > 0
	f.data["NamesApp"] = f.data["HasID"] == true && (decision.aboutApp() || inSignInLog(cause))
	f.data["Version"], f.data["TimeMade"] = diagnose.ProgramVersion, w.localTime(d.Created)
	s := Sheet{
		Lang:      w.lang,
		Question:  w.Text("sheet."+string(decision)+".question", f.data),
		About:     w.Lines("sheet.about", f.data),
		Choices:   w.choices(decision, f, a),
		Sources:   sheetSources(cause, decision),
		Reference: a.Reference,
		Labels:    w.labels(f),
	}
	if d.Demo {
		s.Demo = w.Text("report.demo")
	}
	s.Look = steps(w.Lines("sheet.look", f.data))
	if decision.aboutApp() {
		s.Look = append(s.Look, steps(w.Lines("sheet.look.app", f.data))...)
	}
	s.Parts = w.sheetParts(decision, f, a)
	return s
}

func (w *Words) labels(f facts) Labels {
	return Labels{Look: w.Text("sheet.label.look"), Role: w.Text("sheet.label.role"), Steps: w.Text("sheet.label.steps"),
		Changes: w.Text("sheet.label.changes"), Undo: w.Text("sheet.label.undo"), Verify: w.Text("sheet.label.verify"),
		Answer: w.Text("sheet.label.answer"), Sources: w.Text("sheet.label.sources"), Made: w.Text("sheet.label.made", f.data)}
}

// letters are the choices that a question can have.
func letters() []string { return []string{"a", "b", "c", "d"} }

// choices are the answers that the language has for a decision. One without steps of its own takes the cause's; one
// whose title is empty here is not offered.
func (w *Words) choices(decision Decision, f facts, a Answer) []Choice {
	var list []Choice
	for _, letter := range letters() {
		key := "sheet." + string(decision) + "." + letter
		title := strings.Join(w.Lines(key+".title", f.data), " ")
		if title == "" {
			continue
		}
		c := Choice{
			Letter:  strings.ToUpper(letter),
			Title:   title,
			Hint:    strings.Join(w.Lines(key+".hint", f.data), " "),
			Role:    strings.Join(w.Lines(key+".role", f.data), " "),
			Steps:   steps(w.Lines(key+".steps", f.data)),
			Changes: w.Lines(key+".changes", f.data),
			Undo:    w.Lines(key+".undo", f.data),
			Verify:  w.Lines(key+".verify", f.data),
			Answer:  w.Text(key+".answer", f.data),
		}
		if !w.Has(key + ".steps") {
			c.Steps, c.Role = a.Admin, cmp.Or(c.Role, a.Role)
		}
		list = append(list, c)
	}
	return list
}

// sheetParts are what stands behind a decision. Commands, link and permissions are for decisions about an app alone.
func (w *Words) sheetParts(decision Decision, f facts, a Answer) []Part {
	var parts []Part
	add := func(heading string, lines []Step) {
		if len(lines) > 0 {
			parts = append(parts, Part{Heading: w.Text(heading, f.data), Lines: lines})
		}
	}
	add("sheet.more", steps(w.Lines("sheet."+string(decision)+".more", f.data)))
	if decision.aboutApp() {
		if f.data["Permissions"] != "" {
			add("sheet.permissions", steps(w.Lines("sheet.permissions.lines", f.data)))
		}
		add("sheet.limits", steps(w.Lines("sheet.limits.lines", f.data)))
		if lines := w.linkLines(f, a); len(lines) > 0 {
			parts = append(parts, Part{Heading: w.Text("sheet.link"), Lines: lines, Link: true})
		}
		if !f.unknownApp {
			add("sheet.commands", w.commandLines(f, a))
		}
		add("sheet.phishing", steps(w.Lines("sheet.phishing.lines", f.data)))
	}
	add("sheet.did", w.didLines(f))
	return parts
}

// linkLines name each form of the link with what it does; a link is copied, never pressed: the sheet may be a stranger's.
func (w *Words) linkLines(f facts, a Answer) []Step {
	if len(a.Links) == 0 {
		return nil
	}
	lines := steps(w.Lines("sheet.link.lines", f.data))
	for _, l := range a.Links {
		lines = append(lines, Step{Text: w.Text("link." + string(l.Form))}, Step{Text: l.URL, Command: true})
	}
	return lines
}

// commandLines are the cause's own, which look, and those by which a decision about an app is carried out.
func (w *Words) commandLines(f facts, a Answer) []Step {
	isCommand := func(s Step) bool { return s.Command }
	first := slices.IndexFunc(a.Admin, isCommand)
	if first < 0 {
		return nil
	}
	lines := append([]Step{{Text: w.Text("sheet.commands.look")}}, a.Admin[first:]...)
	return append(lines, steps(w.Lines("sheet.commands.lines", f.data))...)
}

// didLines say what SyncHelper did in the company and on the computer, its sign-ins by time and correlation ID.
func (w *Words) didLines(f facts) []Step {
	lines := steps(w.Lines("sheet.did.company", f.data))
	for _, s := range f.diagnosis.SignIns {
		lines = append(lines, Step{Text: w.Text("report.sign_in", map[string]any{
			"TimeUTC": s.At.UTC().Format(time.DateTime), "Method": plainName(s.Method), "App": f.data["EntraApp"],
			"ClientID": onlyIf(plainGUID(), s.ClientID), "CorrelationID": onlyIf(plainGUID(), s.CorrelationID),
			"Ended": plainName(s.Ended)})})
	}
	return append(lines, steps(w.Lines("sheet.did.computer", f.data))...)
}

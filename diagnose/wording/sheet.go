package wording

import (
	"cmp"
	"slices"
	"strings"

	"synchelper/diagnose"
)

// Sheet is what whoever decides is handed about one diagnosis, in one language: how to look for oneself, the decision,
// then what stands behind it. It is for a reader who has never heard of SyncHelper and trusts nobody.
type Sheet struct {
	Lang      string
	Decision  Decision
	Question  string   // the decision in words
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
	Letter, Title, Hint   string // the letter is empty where there is one answer alone
	Role                  string // the least role that suffices; empty when none is needed
	Steps                 []Step
	Changes, Undo, Verify []string
	Answer                string // to the user, ready to copy
}

// Heading is a choice's title behind its letter, if it has one.
func (c Choice) Heading() string { return strings.TrimSpace(c.Letter + " " + c.Title) }

// Labelled is a text under its label.
type Labelled struct{ Label, Text string }

// About is what else is to be known of a choice, each under its label; of what is empty nothing is said.
func (c Choice) About(l Labels) []Labelled {
	all := []Labelled{{l.Changes, strings.Join(c.Changes, " ")}, {l.Undo, strings.Join(c.Undo, " ")},
		{l.Verify, strings.Join(c.Verify, " ")}}
	return slices.DeleteFunc(all, func(about Labelled) bool { return about.Text == "" })
}

// Part is a heading with its lines.
type Part struct {
	Heading string
	Lines   []Step
	Link    bool // the links, which a page may show in another place
}

// Labels are the words that stand around a sheet's own.
type Labels struct{ Look, Role, Steps, Changes, Undo, Verify, Answer, Sources, Dated, Made string }

// Sheet puts a diagnosis into the words of one language for whoever decides.
func (w *Words) Sheet(d diagnose.Diagnosis) Sheet {
	a, f := w.Answer(d), w.factsOf(d)
	_, cause := toldAs(d)
	decision := decisionOf(cause)
	w.addSheetFacts(f, a, cause, decision)
	s := Sheet{
		Lang:      w.lang,
		Decision:  decision,
		Question:  w.Text("sheet."+string(decision)+".question", f.data),
		About:     w.Lines("sheet.about", f.data),
		Choices:   w.choices(decision, f, a),
		Sources:   sheetSources(cause, decision),
		Reference: a.Reference,
		Labels:    w.labels(f),
	}
	if d.Earlier != "" {
		s.About = append(s.About, w.Text("sheet.earlier", map[string]any{"Earlier": d.Earlier}))
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

// addSheetFacts adds what the words of a sheet speak of beyond those of an answer.
func (w *Words) addSheetFacts(f facts, a Answer, cause diagnose.Cause, decision Decision) {
	d := f.diagnosis
	f.data["Decision"], f.data["Decides"], f.data["Cause"] = string(decision), decision != DecisionUser, string(cause.ID)
	f.data["Title"], f.data["Explain"], f.data["Steps"] = a.Title, w.ownExplain(a), strings.Join(w.ownSteps(a), "\n")
	f.data["Seen"], f.data["Short"], f.data["Role"], f.data["HasLink"] = w.seen(f), a.Short, a.Role, len(a.Links) > 0
	f.data["Who"], f.data["Until"] = a.WhoCanFix, strings.Join(a.Meanwhile, "\n")
	f.data["LoginHost"], f.data["Roles"] = f.cloud().LoginHost, w.roles(cause)
	f.data["Listed"] = f.app.MicrosoftListed && !f.unknownApp && f.cloud().AppleProven
	f.data["Foreign"], f.data["Impostor"], f.data["ImpostorID"] = d.Foreign, "", ""
	if real, ok := f.impersonated(); ok {
		f.data["Impostor"], f.data["ImpostorID"] = real.EntraName, real.ClientID
	}
	f.data["InLog"], f.data["Ran"] = inSignInLog(cause) && len(d.Observations) > 0, len(d.SignIns) > 0
	f.data["NamesApp"] = f.data["HasID"] == true && (decision.aboutApp() || inSignInLog(cause))
	f.data["Version"], f.data["TimeMade"] = diagnose.ProgramVersion, w.localTime(d.Created)
	f.data["Risky"] = cause.ID == "consent.risky_app" || cause.ID == "consent.request_risky"
	f.data["Lapsed"], f.data["Password"] = cause.ID == "consent.request_lapsed", cause.Family == diagnose.FamilyPassword
	f.data["ByPolicy"] = byPolicy(cause)
}

// byPolicy says whether a policy of Conditional Access is the rule that keeps the phone out.
func byPolicy(cause diagnose.Cause) bool {
	return cause.ID != "policy.tenant_restrictions" && (cause.Family == diagnose.FamilyPolicy || cause.Family == diagnose.FamilyDevice)
}

// ownSteps are the user's steps as whoever decides would name them.
func (w *Words) ownSteps(a Answer) []string {
	var list []string
	for _, step := range a.Do {
		if !w.leadsBack(step) {
			list = append(list, "- "+step)
		}
	}
	return list
}

// ownExplain is the explanation as whoever decides would give it.
func (w *Words) ownExplain(a Answer) string {
	sentences := strings.SplitAfter(a.Explain, ". ")
	return strings.TrimSpace(strings.Join(slices.DeleteFunc(sentences, w.leadsBack), ""))
}

// leadsBack says whether a line leads to whoever reads the sheet, or back into SyncHelper.
func (w *Words) leadsBack(line string) bool {
	notHere := w.Lines("sheet.not_here", nil)
	return slices.ContainsFunc(strings.Fields(line), func(word string) bool {
		return slices.Contains(notHere, strings.Trim(word, ".,?!:“”\""))
	})
}

func (w *Words) labels(f facts) Labels {
	return Labels{Look: w.Text("sheet.label.look"), Role: w.Text("sheet.label.role"), Steps: w.Text("sheet.label.steps"),
		Changes: w.Text("sheet.label.changes"), Undo: w.Text("sheet.label.undo"), Verify: w.Text("sheet.label.verify"),
		Answer: w.Text("sheet.label.answer"), Sources: w.Text("sheet.label.sources"), Dated: w.Text("sheet.label.dated"), Made: w.Text("sheet.label.made", f.data)}
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
			c.Steps, c.Role = a.Admin, cmp.Or(c.Role, w.roleOf(a, f))
		}
		list = append(list, c)
	}
	if len(list) == 1 {
		list[0].Letter = ""
	}
	return list
}

// roleOf is the least role for the cause's own steps; one that only reads is named as such.
func (w *Words) roleOf(a Answer, f facts) string {
	if strings.HasSuffix(a.Role, " Reader") {
		return w.Text("sheet.role.look", map[string]any{"Role": a.Role})
	}
	if a.Role == "" {
		return ""
	}
	return w.Text("sheet.role.own", f.data)
}

// sheetParts are what stands behind a decision. Link and permissions are for decisions about an app alone.
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
			add("sheet.phishing", steps(w.Lines("sheet.phishing.lines", f.data)))
		}
		if decision.byCommand() && !f.unknownApp {
			add("sheet.commands", w.commandLines(f, a))
		}
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
	for i, s := range f.diagnosis.SignIns {
		lines = append(lines, Step{Text: w.Text("sheet.sign_in", map[string]any{
			"TimeUTC": w.localTime(s.At.UTC()), "CorrelationID": onlyIf(plainGUID(), s.CorrelationID),
			"How": w.howSignedIn(s), "Ended": w.endOf(f.diagnosis, i)})})
	}
	return append(lines, steps(w.Lines("sheet.did.computer", f.data))...)
}

func (w *Words) howSignedIn(s diagnose.SignIn) string {
	switch s.Method {
	case "device-code":
		return w.Text("sheet.sign_in.code")
	case "own-browser":
		return w.Text("sheet.sign_in.own_browser")
	}
	return w.Text("sheet.sign_in.browser")
}

// endOf says how a sign-in ended. A diagnosis holds the stages of its last one alone.
func (w *Words) endOf(d diagnose.Diagnosis, number int) string {
	if number != len(d.SignIns)-1 || d.SignIns[number].Method == "own-browser" {
		return ""
	}
	for _, s := range d.Stages {
		switch {
		case s.ID != diagnose.StageSignIn:
		case s.State == diagnose.Passed:
			return w.Text("sheet.sign_in.through")
		case s.State == diagnose.Blocked || s.State == diagnose.Failed:
			return w.Text("sheet.sign_in.stopped")
		}
	}
	return ""
}

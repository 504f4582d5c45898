package report

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

// htmlReport is what assets/pages/report.html shows.
type htmlReport struct {
	Lang, Title, Demo, About, Heading, Made string

	Sections []htmlSection
}

type htmlSection struct {
	Heading string
	Folded  bool
	Blocks  []block
}

// block is a part of a section; the one field that is set says what it is.
type block struct {
	Text, Code, Given string
	Steps, List       []string
	Links             []string // such alone as may be handed out
	Columns           []string
	Table             []tableRow
	Subject, Message  string
	Lang              string // of the message, where it is not the page's
}

type tableRow struct {
	Name  string
	Cells []string
}

// HTML returns the report as one page: the sections of the text, in their order. It returns ErrSecretLeft, and nothing
// else, when something that looks like a secret is still in it.
func (c Copy) HTML(w *wording.Words) ([]byte, error) {
	if _, err := c.export(w); err != nil {
		return nil, err
	}
	d, a, letters := c.Diagnosis, c.answer(w), cmp.Or(c.letters, w)
	title := w.Text("report.title")
	page := htmlReport{Lang: w.Lang(), Title: title + " " + a.Reference, Heading: Visible(a.Title),
		About: about(d, a, w), Made: w.Text("report.made", map[string]any{"Version": diagnose.ProgramVersion})}
	if d.Demo {
		page.Demo = w.Text("report.demo")
	}
	kinds := sectionKinds(w)
	for _, s := range c.sections(a, w) {
		if len(s.Lines) == 0 {
			continue
		}
		section := htmlSection{Heading: s.Heading}
		switch kinds[s.Heading] {
		case kindWrong: // its first line is the page's heading
			section.Heading, section.Blocks = "", blocks(s.Lines[1:])
		case kindMessage:
			section.Blocks = []block{messageBlock(a.Message, w, letters)}
		case kindStages:
			section.Blocks = []block{stageTable(d, w)}
		case kindGiven:
			section.Folded, section.Blocks = true, []block{{Given: visibleLines(s.Lines)}}
		case kindSources:
			section.Blocks = []block{{Links: linkable(s.Lines)}}
		case kindSignIns:
			section.Blocks = []block{{List: visible(s.Lines)}}
		case kindLines:
			section.Blocks = blocks(s.Lines)
		}
		page.Sections = append(page.Sections, section)
	}
	return Page("report.html", page)
}

// about says which report this is, of when, and whose.
func about(d diagnose.Diagnosis, a wording.Answer, w *wording.Words) string {
	return Visible(w.Text("report.about", map[string]any{"Reference": a.Reference, "Address": d.Subject.Address,
		"App": diagnose.MailAppOf(d.Subject.MailApp).Name, "TimeUTC": d.Created.UTC().Format(time.DateTime)}))
}

// kind is how a section is shown. Without one of its own its lines tell.
type kind int

const (
	kindLines kind = iota
	kindWrong
	kindMessage
	kindStages
	kindSignIns
	kindGiven
	kindSources
)

func sectionKinds(w *wording.Words) map[string]kind {
	return map[string]kind{
		w.Text("report.wrong"): kindWrong, w.Text("report.message"): kindMessage, w.Text("report.stages"): kindStages,
		w.Text("report.sign_ins"): kindSignIns, w.Text("report.microsoft"): kindGiven, w.Text("report.sources"): kindSources,
	}
}

// blocks make steps of numbered lines, a list of those with a dash, and code of commands and of addresses: a link that
// approves for a company is copied on purpose, never pressed by the way.
func blocks(lines []string) (list []block) {
	for _, line := range visible(lines) {
		last := &block{}
		if len(list) > 0 {
			last = &list[len(list)-1]
		}
		step, isStep := strings.CutPrefix(line, strconv.Itoa(len(last.Steps)+1)+" ")
		item, isItem := strings.CutPrefix(line, "- ")
		command, isCommand := strings.CutPrefix(line, asItIs)
		switch {
		case isStep && last.Steps != nil:
			last.Steps = append(last.Steps, step)
		case isStep:
			list = append(list, block{Steps: []string{step}})
		case isItem && last.List != nil:
			last.List = append(last.List, item)
		case isItem:
			list = append(list, block{List: []string{item}})
		case isCommand:
			list = append(list, block{Code: command})
		case strings.HasPrefix(line, "https://") && !strings.Contains(line, " "):
			list = append(list, block{Code: line})
		default:
			list = append(list, block{Text: line})
		}
	}
	return list
}

func messageBlock(m wording.Message, w, letters *wording.Words) block {
	b := block{Subject: Visible(m.Subject), Message: visibleLines(strings.Split(m.Body, "\n"))}
	if letters.Lang() != w.Lang() {
		b.Lang = letters.Lang()
	}
	return b
}

// stageTable says how far a check came, a row a stage.
func stageTable(d diagnose.Diagnosis, w *wording.Words) block {
	b := block{Columns: []string{w.Text("report.column.stage"), w.Text("report.column.state"), w.Text("report.column.finding")}}
	for _, s := range d.Stages {
		b.Table = append(b.Table, tableRow{Name: w.Text("ui.stage." + string(s.ID)),
			Cells: []string{w.Text("ui.stage_state." + string(s.State)), Visible(w.Finding(s.Finding))}})
	}
	return b
}

// linkable are the addresses that may be handed out.
func linkable(lines []string) (links []string) {
	for _, line := range lines {
		if consent.Check(line) == nil {
			links = append(links, line)
		}
	}
	return links
}

func visible(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = Visible(line)
	}
	return out
}

func visibleLines(lines []string) string { return strings.Join(visible(lines), "\n") }

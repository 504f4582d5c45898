package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

// pickedChoice is the answer to the decision that is open.
const pickedChoice = "choice"

// choiceCards are the answers to the decision; a press opens what follows from one.
func (v *View) choiceCards(s wording.Sheet) fyne.CanvasObject {
	list := container.New(grid{least: widthCard * v.scale(), gap: gapNear})
	for i, c := range s.Choices {
		list.Add(v.choiceCard(c, v.hintOf(s, c), i+1))
	}
	return list
}

// hintOf says what an answer means, to an owner in the words of somebody who is no specialist, where there are any.
func (v *View) hintOf(s wording.Sheet, c wording.Choice) string {
	own := "ui.owner.hint." + string(s.Decision) + "." + strings.ToLower(c.Letter)
	if v.owner() && v.state.Words.Has(own) {
		return v.t(own)
	}
	return c.Hint
}

func (v *View) choiceCard(c wording.Choice, said string, number int) fyne.CanvasObject {
	l, art := cardLook(), markOff
	if v.chosen() == number {
		l.stroke, l.fill, art = colourAccent, colourAccentSoft, markOn
	}
	var hint fyne.CanvasObject
	if said != "" {
		hint = small(said)
	}
	content := container.New(beside{gap: 10}, symbol(art, 20, colourMuted), stack(2, strong(c.Heading()), hint))
	return v.control(c.Heading(), l, content, func() {
		v.picked[pickedChoice] = number
		v.redraw()
	})
}

// chosen is the number of the answer that is open, from 1; none before a press, since nobody decides but the person.
func (v *View) chosen() int { return v.picked[pickedChoice] }

// choseYes says whether the answer that is open is a yes, to all or to some; of two answers the second is a no.
func (v *View) choseYes(s wording.Sheet) bool {
	return v.chosen() == 1 || v.chosen() == 2 && len(s.Choices) > 2
}

// chooseFirst says what to do while no answer is open.
func (v *View) chooseFirst(s wording.Sheet) fyne.CanvasObject {
	last := len(s.Choices) - 1
	if last < 1 || v.chosen() > 0 {
		return nil
	}
	letters := make([]string, 0, last)
	for _, c := range s.Choices[:last] {
		letters = append(letters, c.Letter)
	}
	return strong(v.t("ui.admin.choose", map[string]any{
		"Letters": strings.Join(letters, ", ") + " " + v.t("ui.admin.or") + " " + s.Choices[last].Letter}))
}

// choice is what follows from the answer that is open.
func (v *View) choice(s wording.Sheet) fyne.CanvasObject {
	number := v.chosen()
	switch {
	case number == 0 || number > len(s.Choices):
		return nil
	case number == 1 && v.owner():
		return v.ownerSteps()
	}
	c := s.Choices[number-1]
	rows := []fyne.CanvasObject{lead(c.Heading())}
	if c.Role != "" {
		rows = append(rows, v.labelled(s.Labels.Role, c.Role))
	}
	lines := make([]string, len(c.Steps))
	for i, step := range c.Steps {
		lines[i] = step.Text
	}
	rows = append(rows, spaced(section(s.Labels.Steps)), v.adminCenter(lines))
	rows = append(rows, v.instructions(c.Steps, 0, v.t("ui.admin.commands"))...)
	for _, about := range c.About(s.Labels) {
		rows = append(rows, v.labelled(about.Label, about.Text))
	}
	if !v.owner() { // whose answer to the user would be one to themselves
		answer := onGround(colourAccentSoft, "", para(c.Answer))
		rows = append(rows, spaced(section(s.Labels.Answer)), answer,
			v.copyButton("answer-"+c.Letter, v.t("ui.admin.copy_answer"), c.Answer))
	}
	return panel(gapNear, rows...)
}

// adminCenter says where the pages are that steps lead to, for whoever has never been there; nothing where a step says it.
func (v *View) adminCenter(lines []string) fyne.CanvasObject {
	text, host := strings.Join(lines, "\n"), v.state.Answer.AdminHost
	leads := func(menu string) bool { return strings.Contains(text, menu) }
	if leads(host) || !slices.ContainsFunc([]string{"Entra ID", "Enterprise apps", "All applications"}, leads) {
		return nil
	}
	return para(v.t("ui.admin.where", map[string]any{"Host": host}))
}

func (v *View) labelled(label, text string) fyne.CanvasObject {
	return stack(2, spaced(section(label)), para(text))
}

// instructions are steps with their numbers, which go on after the one given; a negative one numbers nothing. Commands
// that follow one another stand together under a heading, to be copied at once.
func (v *View) instructions(list []wording.Step, number int, heading string) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	var commands []string
	flush := func() {
		if len(commands) > 0 {
			rows = append(rows, v.commands(heading, commands))
			commands = nil
		}
	}
	for _, s := range list {
		if s.Command {
			commands = append(commands, s.Text)
			continue
		}
		flush()
		if number < 0 {
			rows = append(rows, para(s.Text))
			continue
		}
		number++
		rows = append(rows, numbered(number, s.Text))
	}
	flush()
	return rows
}

// handOver offers the same as a file and as text, for whoever decides elsewhere.
func (v *View) handOver() fyne.CanvasObject {
	if !v.state.Answer.HasSheet() {
		return nil
	}
	text := v.t("ui.admin.copy_sheet")
	buttons := container.New(flow{gap: gapNear}, v.secondary(v.t("ui.admin.save_sheet"), v.do.SaveSheet),
		v.secondary(text, func() { v.copyText("sheet", v.do.SheetText()) }))
	if v.copied == "sheet" {
		buttons.Add(padded(0, 10, told(v.t("ui.copied"))))
	}
	return stack(gapNear, section(v.t("ui.admin.hand_over")), muted(v.t("ui.admin.sheet_hint")), v.saveWhere(), buttons, v.whoMayRead(), v.sheetNote())
}

// sheetNote says where the sheet is, or why it is not there.
func (v *View) sheetNote() fyne.CanvasObject {
	return v.savedWhere(v.t("ui.admin.sheet_saved"), v.state.SheetSaved, v.state.SheetError, v.otherFolder)
}

// lookFirst is how to look without trusting anybody, before there is anything to choose.
func (v *View) lookFirst(s wording.Sheet) fyne.CanvasObject {
	if len(s.Look) == 0 {
		return nil
	}
	return onGround(colourSurface, colourOutline, stack(0, v.fold("look", s.Labels.Look, func() fyne.CanvasObject {
		return stack(gapNear, v.instructions(s.Look, 0, "")...)
	})))
}

// behind is what stands behind the decision, each part under its heading. The link has a place of its own on this page.
func (v *View) behind(s wording.Sheet) fyne.CanvasObject {
	list := container.New(column{gap: 0})
	for _, part := range s.Parts {
		if part.Link {
			continue
		}
		v.foldInto(list, "part "+part.Heading, part.Heading, func() fyne.CanvasObject {
			return stack(gapNear, v.instructions(part.Lines, -1, "")...)
		})
	}
	if len(s.Sources) > 0 {
		v.foldInto(list, "sources", s.Labels.Sources, func() fyne.CanvasObject { return v.sources(s) })
	}
	return onGround(colourSurface, colourOutline, list)
}

// sources are the pages behind the advice. Each is checked like every other address that is handed out.
func (v *View) sources(s wording.Sheet) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, source := range s.Sources {
		address := source.URL
		if consent.Check(address) != nil {
			continue
		}
		words := newProse(address, sizeSmall, colourAccent, fyne.TextStyle{})
		rows = append(rows, v.control(address, look{hover: colourAccentSoft, radius: 6, padX: 6, padY: 2}, words,
			func() { v.browse(address) }))
		if none := v.noBrowser(address); none != nil {
			rows = append(rows, none)
		}
	}
	return stack(gapLine, rows...)
}

// commands are lines for whoever types, to be copied at once.
func (v *View) commands(heading string, lines []string) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if heading != "" {
		rows = append(rows, section(heading))
	}
	for _, line := range lines {
		rows = append(rows, mono(line))
	}
	all := strings.Join(lines, "\n")
	return onGround(colourAccentSoft, "", stack(gapNear, append(rows, v.smallCopy(all, all, all))...))
}

// smallCopy is a copy button that stands several times on a page: its name holds what it copies.
func (v *View) smallCopy(id, name, text string) fyne.CanvasObject {
	label := v.t("ui.copy")
	if v.copied == id {
		label = v.t("ui.copied.short")
	}
	words := newProse(label, theme.SizeNameText, colourAccent, fyne.TextStyle{Bold: true})
	return container.New(flow{}, v.control(v.t("ui.copy")+" "+name, buttonLook(), words, func() { v.copyText(id, text) }))
}

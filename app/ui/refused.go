package ui

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/session"
)

// The answers to the questions after a no, counted from 1 as picked has them.
const (
	wayWeb = 2
	goesOn = 1 // of every question behind the way: nothing stands against the next step
)

// refused is for "they said no": another way to mail that stays. One step follows from the one before, and nothing on the
// phone is touched before mail was seen to come the other way and nothing is left on the phone alone.
func (v *View) refused() fyne.CanvasObject {
	if !v.appDecided() {
		return v.refusedAll()
	}
	rows := []fyne.CanvasObject{para(v.t("refused.intro", v.facts()))}
	rows = append(rows, v.pick("refused.q.way", nil, v.t("ui.refused.outlook"), v.t("ui.refused.web"))...)
	switch v.picked["refused.q.way"] {
	case 0:
		return stack(gapNear, rows...)
	case wayWeb:
		rows = append(rows, steps(v.state.Words.Lines("refused.web", v.facts()))...)
	default:
		rows = append(rows, steps(v.state.Words.Lines("refused.outlook", v.facts()))...)
	}
	for _, q := range v.beforeOff() {
		rows = append(rows, v.pick(q.id, q.hint, v.t(q.fine), v.t(q.not))...)
		switch v.picked[q.id] {
		case 0:
			return stack(gapNear, rows...)
		case goesOn:
		default:
			return stack(gapNear, append(rows, q.first()...)...)
		}
	}
	return stack(gapBlock, stack(gapNear, rows...), v.oldAccount(), v.refusedEnd())
}

// conditionOf is a question whose answer must be fine before anything is changed on the phone.
type conditionOf struct {
	id, fine, not string
	hint          fyne.CanvasObject
	first         func() []fyne.CanvasObject // what is to be done first where it is not
}

// beforeOff are the conditions. What was made on the phone since it stopped never reached the server: it goes with the
// account, and Outlook does not have it.
func (v *View) beforeOff() []conditionOf {
	told := func(id, fine string) func() []fyne.CanvasObject {
		data := v.way()
		data["Fine"] = v.t(fine) // what is to be chosen once it is done
		return func() []fyne.CanvasObject { return []fyne.CanvasObject{instruction(v.t(id, data))} }
	}
	const seen, nothing, allThere = "ui.yes", "ui.refused.nothing", "ui.refused.all_there"
	return []conditionOf{
		{id: "refused.q.seen", fine: seen, not: "ui.refused.not_yet", first: func() []fyne.CanvasObject {
			return append(told("refused.unseen", seen)(), v.firstCopy("ui.refused.neither", "refused.neither")...)
		}},
		{id: "refused.q.unsent", fine: nothing, not: "ui.refused.something", first: told("refused.unsent", nothing)},
		{id: "refused.q.new", fine: allThere, not: "ui.refused.missing", first: told("refused.missing", allThere),
			hint: small(v.t("refused.new.hint", v.way()))},
	}
}

// way is the placeholder of whoever reads mail in the browser from now on.
func (v *View) way() map[string]any {
	return map[string]any{"Web": v.picked["refused.q.way"] == wayWeb}
}

// refusedAll is for a no that leaves open which way remains: only IT can say.
func (v *View) refusedAll() fyne.CanvasObject {
	ask := append([]fyne.CanvasObject{para(v.t("refused.other.ask"))}, v.firstCopy("ui.refused.ask", "refused.ask")...)
	perhaps := append([]fyne.CanvasObject{para(v.t("refused.other"))}, bullets(v.state.Answer.Meanwhile)...)
	var ends fyne.CanvasObject
	if v.state.OfCase() {
		ends = container.New(flow{}, v.quiet(v.t("ui.refused.done"), v.do.CloseCase))
	}
	return stack(gapBlock, stack(gapNear, ask...), stack(gapNear, perhaps...), ends)
}

// oldAccount keeps the phone's own mail app from asking: its switches go off, and deleting is nobody's duty.
func (v *View) oldAccount() fyne.CanvasObject {
	lines := v.state.Words.Lines("refused.off") // what is lost comes before the steps
	off := append([]fyne.CanvasObject{section(v.t("ui.refused.off")), notice(lines[0])}, steps(lines[1:])...)
	return stack(gapPart, stack(gapNear, off...), v.fold("remove", v.t("ui.refused.remove"), func() fyne.CanvasObject {
		return stack(gapNear, steps(v.state.Words.Lines("refused.remove"))...)
	}))
}

// refusedEnd closes the case, where there is one, and thanks whoever said no.
func (v *View) refusedEnd() fyne.CanvasObject {
	var ends fyne.CanvasObject
	if v.state.OfCase() {
		ends = v.firstAfterNo(v.t("ui.refused.done"), v.do.CloseCase)
	}
	const note = "refused.thanks"
	thanks := container.New(flow{}, v.quiet(v.t("ui.refused.copy"), func() { v.copyLetter(note) }))
	return stack(gapNear, ends, thanks, v.gone(note, "ui.copied"))
}

// firstCopy is the button that copies a short letter, and what became of it.
func (v *View) firstCopy(label, letter string) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{v.firstAfterNo(v.t(label), func() { v.copyLetter(letter) })}
	if gone := v.gone(letter, "ui.copied"); gone != nil {
		rows = append(rows, gone)
	}
	return rows
}

// firstAfterNo is the one button that is offered first, where the no is what the page is about; the page around a fold has its own.
func (v *View) firstAfterNo(label string, onTap func()) fyne.CanvasObject {
	if v.state.Open == session.PartRefused {
		return v.primary(label, onTap)
	}
	return container.New(flow{}, v.secondary(label, onTap))
}

// copyLetter copies a short letter in the language of whoever reads it. Its id is that of its words.
func (v *View) copyLetter(id string) {
	data := v.letterFacts()
	maps.Copy(data, v.way())
	v.opening = opening{}
	letters := v.state.Letters
	v.copyText(id, letters.Outward(v.state.Diagnosis, letters.Text(id, data)))
}

// pick is a question and its answers, which picked counts from 1. Its id is that of its words.
func (v *View) pick(id string, hint fyne.CanvasObject, answers ...string) []fyne.CanvasObject {
	row := container.New(flow{gap: gapNear})
	for i, answer := range answers {
		row.Add(v.optionOf(v.t(id), answer, v.picked[id] == i+1, func() {
			v.picked[id] = i + 1
			v.askAgainBehind(id)
			v.redraw()
		}))
	}
	return []fyne.CanvasObject{spaced(stack(gapLine, strong(v.t(id)), hint)), row}
}

// askAgainBehind forgets the answers to the questions behind one after a no: they were about the way that was chosen then.
func (v *View) askAgainBehind(id string) {
	asked := []string{"refused.q.way"}
	for _, q := range v.beforeOff() {
		asked = append(asked, q.id)
	}
	if at := slices.Index(asked, id); at >= 0 {
		for _, behind := range asked[at+1:] {
			delete(v.picked, behind)
		}
	}
}

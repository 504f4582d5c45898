package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// The answers to the questions after a no, counted from 1 as picked has them.
const (
	wayOutlook  = 1
	mailSeen    = 1
	nothingLeft = 1
)

// refused is for "they said no": another way to mail that stays. One step follows from the one before, and nothing on the
// phone is touched before mail was seen to come the other way and nothing unsent is left.
func (v *View) refused() fyne.CanvasObject {
	if !v.appDecided() {
		return v.refusedAll()
	}
	rows := []fyne.CanvasObject{para(v.t("refused.intro"))}
	rows = append(rows, v.pick("refused.q.way", v.t("ui.refused.outlook"), v.t("ui.refused.web"))...)
	switch v.picked["refused.q.way"] {
	case 0:
		return v.refusedSoFar(rows)
	case wayOutlook:
		rows = append(rows, steps(v.state.Words.Lines("refused.outlook", v.facts()))...)
	default:
		rows = append(rows, steps(v.state.Words.Lines("refused.web", v.facts()))...)
	}
	rows = append(rows, v.pick("refused.q.seen", v.t("ui.yes"), v.t("ui.refused.not_yet"))...)
	switch v.picked["refused.q.seen"] {
	case 0:
		return v.refusedSoFar(rows)
	case mailSeen:
	default:
		return v.refusedSoFar(append(rows, instruction(v.t("refused.unseen"))))
	}
	rows = append(rows, v.pick("refused.q.unsent", v.t("ui.refused.nothing"), v.t("ui.refused.something"))...)
	switch v.picked["refused.q.unsent"] {
	case 0:
		return v.refusedSoFar(rows)
	case nothingLeft:
	default:
		return v.refusedSoFar(append(rows, instruction(v.t("refused.unsent"))))
	}
	return stack(gapBlock, stack(gapNear, rows...), v.oldAccount(), v.refusedEnd())
}

// refusedAll is for a no that leaves open which way remains: only IT can say.
func (v *View) refusedAll() fyne.CanvasObject {
	rows := append([]fyne.CanvasObject{para(v.t("refused.other"))}, paras(v.state.Answer.Meanwhile)...)
	return stack(gapBlock, stack(gapNear, rows...), v.refusedEnd())
}

// refusedSoFar is what is shown until the last answer is there.
func (v *View) refusedSoFar(rows []fyne.CanvasObject) fyne.CanvasObject {
	const note = "refused"
	thanks := v.primary(v.t("ui.refused.copy"), func() {
		letters := v.state.Letters
		v.copyText(note, letters.Outward(v.state.Diagnosis, letters.Text("refused.thanks", v.letterFacts())))
	})
	return stack(gapBlock, stack(gapNear, rows...), stack(gapLine, thanks, v.gone(note, "ui.copied")))
}

// oldAccount keeps the phone's own mail app from asking: its switches go off, and deleting is nobody's duty.
func (v *View) oldAccount() fyne.CanvasObject {
	off := append([]fyne.CanvasObject{section(v.t("ui.refused.off"))}, steps(v.state.Words.Lines("refused.off"))...)
	return stack(gapPart, stack(gapNear, off...), v.fold("remove", v.t("ui.refused.remove"), func() fyne.CanvasObject {
		return stack(gapNear, steps(v.state.Words.Lines("refused.remove"))...)
	}))
}

// refusedEnd closes the case, where there is one.
func (v *View) refusedEnd() fyne.CanvasObject {
	if v.state.Case == nil {
		return nil
	}
	return v.primary(v.t("ui.refused.done"), v.do.Works)
}

// pick is a question and its answers, which picked counts from 1. Its id is that of its words.
func (v *View) pick(id string, answers ...string) []fyne.CanvasObject {
	row := container.New(flow{gap: gapNear})
	for i, answer := range answers {
		row.Add(v.optionOf(v.t(id), answer, v.picked[id] == i+1, func() {
			v.picked[id] = i + 1
			v.redraw()
		}))
	}
	return []fyne.CanvasObject{spaced(strong(v.t(id))), row}
}

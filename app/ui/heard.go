package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// The lines of the message "approved.user": what fits each answer.
const (
	lineOpenAgain = iota
	lineWaitNoLonger
	lineOtherAddress
	lineOnlyMe
	lineNobody
	lineWantsPassword
	lineKeepAccount
	approvedLines // how many there are
)

// tryIt comes first after a yes: nobody has looked at the iPhone yet.
func (v *View) tryIt() fyne.CanvasObject {
	lines := v.state.Words.Lines("approved.user", v.facts())
	still := v.secondary(v.t("ui.approved.still"), func() {
		v.open["still"] = true
		v.redraw()
	})
	return stack(gapPart, instruction(lines[lineOpenAgain]),
		container.New(flow{gap: gapNear}, v.secondary(v.t("ui.case.works"), v.do.Works), still))
}

// approved is for "they approved it, and it still asks": one question after the other, until one thing to do is left.
func (v *View) approved() fyne.CanvasObject {
	lines := v.state.Words.Lines("approved.user", v.facts())
	rows := []fyne.CanvasObject{instruction(lines[lineOpenAgain]), para(v.t("approved.intro", v.facts()))}
	rows = append(rows, v.whereStuck(lines)...)
	works := container.New(flow{}, v.secondary(v.t("ui.case.works"), v.do.Works))
	return stack(gapPart, stack(gapNear, rows...), divider(), works, stack(gapNear, bullets(lines[lineWantsPassword:])...))
}

func (v *View) whereStuck(lines []string) []fyne.CanvasObject {
	yes, no := v.t("ui.yes"), v.t("ui.no")
	asked := v.pick("approved.q.same_address", yes, no)
	rows := []fyne.CanvasObject{asked[0], small(v.t("approved.where", v.facts())), asked[1]}
	switch v.picked["approved.q.same_address"] {
	case 1:
	case 2:
		return append(rows, instruction(lines[lineOtherAddress]))
	default:
		return rows
	}
	rows = append(rows, v.pick("approved.q.when", v.t("ui.approved.just_now"), v.t("ui.approved.earlier"))...)
	switch v.picked["approved.q.when"] {
	case 2:
	case 1:
		return append(rows, instruction(lines[lineOpenAgain], lines[lineWaitNoLonger]))
	default:
		return rows
	}
	rows = append(rows, v.pick("approved.q.colleague", yes, no, v.t("ui.approved.nobody"))...)
	switch v.picked["approved.q.colleague"] {
	case 1:
		return append(rows, instruction(lines[lineOnlyMe]), v.copyStuck())
	case 2, 3:
		return append(rows, instruction(lines[lineNobody]), v.copyStuck())
	}
	return rows
}

func (v *View) copyStuck() fyne.CanvasObject {
	return v.copyButton("approved", v.t("ui.approved.copy"), v.stuckMessage())
}

// stuckMessage is what IT gets when the iPhone still asks: what was answered, then the list.
func (v *View) stuckMessage() string {
	words, data := v.state.Letters, v.letterFacts()
	answers := []string{words.Text("ui.yes"), words.Text("ui.no"), words.Text("ui.approved.nobody")}
	data["Same"] = answers[v.picked["approved.q.same_address"]-1]
	data["When"] = []string{words.Text("ui.approved.just_now"), words.Text("ui.approved.earlier")}[v.picked["approved.q.when"]-1]
	data["Colleague"] = answers[v.picked["approved.q.colleague"]-1]
	return words.Text("approved.message", data) + "\n\n" + plain(words.Text("approved.admin", data))
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

// instruction is the one thing to do that is left.
func instruction(lines ...string) fyne.CanvasObject {
	return onGround(colourAccentSoft, "", stack(gapNear, paras(lines)...))
}

// plain takes away the mark by which messages tell commands from sentences.
func plain(text string) string { return strings.ReplaceAll(text, "\n$ ", "\n") }

// refused is for "they said no": how to read mail from now on, and apart from it how the account can go from the phone.
func (v *View) refused() fyne.CanvasObject {
	words := v.state.Words
	now := append([]fyne.CanvasObject{para(v.t("refused.intro"))}, steps(words.Lines("refused.user", v.facts()))...)
	thanks := v.copyButton("refused", v.t("ui.refused.copy"), v.state.Letters.Text("refused.thanks", v.letterFacts()))
	gone := append([]fyne.CanvasObject{section(v.t("ui.refused.remove"))}, steps(words.Lines("refused.remove"))...)
	return stack(2*gapPart, stack(gapPart, stack(gapNear, now...), thanks), stack(gapNear, gone...))
}

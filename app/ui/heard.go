package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// The lines of the message "approved.user".
const (
	lineOpenAgain = iota
	lineNotAsked
	lineNoAccount
	lineWantsPassword
	lineKeepAccount
	approvedLines // how many there are
)

func (v *View) approvedLines() []string { return v.state.Words.Lines("approved.user", v.facts()) }

// tryIt comes first after a yes: nobody has looked at the iPhone yet.
func (v *View) tryIt() fyne.CanvasObject {
	return stack(gapPart, v.simulatedIT(), instruction(v.approvedLines()[:lineWantsPassword]...), v.primary(v.t("ui.case.works"), v.do.Works),
		container.New(flow{gap: gapNear}, v.secondary(v.t("ui.approved.still"), v.do.Stuck), v.again()))
}

// unchecked says whether the run of the open case was repeated without the sign-in that alone tells something: then that is
// said, and not what a first run without any message would say.
func (v *View) unchecked() bool {
	return v.state.OfCase() && v.state.Answer.Primary == wording.PrimarySignIn
}

// tryFirst is what is known without a sign-in: what the iPhone does by now.
func (v *View) tryFirst() fyne.CanvasObject {
	row := container.New(flow{gap: gapNear}, v.secondary(v.t("ui.case.works"), v.do.Works))
	if v.state.Case.State == session.CaseApproved {
		row.Add(v.secondary(v.t("ui.approved.still"), v.do.Stuck))
	}
	return panel(gapNear, para(v.t("ui.unchecked.text")), row)
}

// simulatedIT is the demo's: it says yes because that was pressed, and acts when it is told to.
func (v *View) simulatedIT() fyne.CanvasObject {
	switch v.state.Acts {
	case session.DemoITNothing:
		return nil
	case session.DemoITDone:
		return told(v.t("ui.demo.carried_out"))
	}
	return onGround(colourAccentSoft, "", stack(gapNear, para(v.t("ui.demo.nobody_acted")),
		container.New(flow{}, v.secondary(v.t("ui.demo.carry_out"), v.do.CarryOut))))
}

// done is what follows the person's own steps: another look, or, where that found the case healed, its end.
func (v *View) done() fyne.CanvasObject {
	c := v.state.Case
	own := v.state.OfCase()
	if own && v.state.Turn == session.TurnHealed {
		return stack(gapNear, v.primary(v.t("ui.case.works"), v.do.Works), container.New(flow{}, v.again()))
	}
	look := v.do.Again
	if own && c.State == session.CaseApproved {
		look = v.do.CheckCase
	}
	done := v.leading(v.t("ui.result.done"), look)
	if own && v.state.Open == session.PartStuck {
		return stack(gapNear, done, container.New(flow{}, v.secondary(v.t("ui.case.works"), v.do.Works)))
	}
	return done
}

// heardSince stands below a message about a yes that did not reach the phone: by now it may have.
func (v *View) heardSince() fyne.CanvasObject {
	if v.state.Open != session.PartStuck || !v.state.OfCase() {
		return nil
	}
	row := container.New(flow{gap: gapNear}, v.secondary(v.t("ui.case.works"), v.do.Works))
	if v.state.Sure.Came.First() { // else the page has that button already
		row.Add(v.again())
	}
	return row
}

// again is the button that repeats the run of the open case.
func (v *View) again() fyne.CanvasObject { return v.secondary(v.t("ui.sure.again"), v.do.CheckCase) }

// approved is for "they approved it, and it still asks": one question after the other, until an answer follows. Where
// approving is not the matter, only another look tells.
func (v *View) approved() fyne.CanvasObject {
	lines := v.approvedLines()
	rows := []fyne.CanvasObject{instruction(lines[lineOpenAgain])}
	if v.approvalHelps() {
		rows = append(rows, para(v.t("approved.intro", v.facts())))
		rows = append(rows, v.whereStuck()...)
	} else {
		rows = append(rows, para(v.t("ui.approved.look")))
	}
	var buttons fyne.CanvasObject
	if v.state.Case != nil && v.state.Open == session.PartStill {
		buttons = v.untilAnswered()
	}
	return stack(gapPart, stack(gapNear, rows...), divider(), buttons, stack(gapNear, bullets(lines[lineWantsPassword:])...))
}

// untilAnswered are the buttons of the page that asks: while its questions are open, they come first.
func (v *View) untilAnswered() fyne.CanvasObject {
	works := v.secondary(v.t("ui.case.works"), v.do.Works)
	if v.approvalHelps() {
		return container.New(flow{gap: gapNear}, v.again(), works)
	}
	return stack(gapNear, v.primary(v.t("ui.sure.again"), v.do.CheckCase), container.New(flow{}, works))
}

// whereStuck asks the three things that a user can know, the next one when the one before leaves something open.
func (v *View) whereStuck() []fyne.CanvasObject {
	a := v.state.Approval
	yes, no := choiceOf{diagnose.ReplyYes, v.t("ui.yes")}, choiceOf{diagnose.ReplyNo, v.t("ui.no")}
	asked := v.asks(1, "approved.q.same_address", a.SameAddress, func(r diagnose.Reply) {
		v.do.StillAsks(diagnose.Approval{SameAddress: r, JustNow: a.JustNow})
	}, yes, no)
	rows := []fyne.CanvasObject{asked[0], small(v.t("approved.where", v.facts())), asked[1]}
	if a.SameAddress != diagnose.ReplyYes {
		return rows
	}
	rows = append(rows, v.asks(2, "approved.q.when", a.JustNow, func(r diagnose.Reply) {
		v.do.StillAsks(diagnose.Approval{SameAddress: a.SameAddress, JustNow: r})
	}, choiceOf{diagnose.ReplyYes, v.t("ui.approved.just_now")}, choiceOf{diagnose.ReplyNo, v.t("ui.approved.earlier")})...)
	if a.JustNow != diagnose.ReplyNo {
		return rows
	}
	return append(rows, v.asks(3, "approved.q.colleague", a.Colleague, func(r diagnose.Reply) {
		v.do.StillAsks(diagnose.Approval{SameAddress: a.SameAddress, JustNow: a.JustNow, Colleague: r})
	}, yes, no, choiceOf{diagnose.ReplyUnknown, v.t("ui.approved.nobody")})...)
}

// choiceOf is a reply in words.
type choiceOf struct {
	reply diagnose.Reply
	words string
}

// asks is one of three questions with its replies.
func (v *View) asks(number int, id string, chosen diagnose.Reply, set func(diagnose.Reply), choices ...choiceOf) []fyne.CanvasObject {
	row := container.New(flow{gap: gapNear})
	for _, c := range choices {
		row.Add(v.optionOf(v.t(id), c.words, chosen == c.reply, func() { set(c.reply) }))
	}
	count := small(v.t("approved.count", map[string]any{"Number": number}))
	return []fyne.CanvasObject{spaced(stack(gapLine, count, strong(v.t(id)))), row}
}

// asksStill says whether the answer is that of a yes that does not reach the phone.
func (v *View) asksStill() bool {
	return v.state.Open == session.PartStuck || v.state.Diagnosis.Verdict.Question == diagnose.QuestionStillAsks
}

// checklist is for the administrator: everything that stands between a yes and a phone. The person's own answers come
// first, since they save half of it.
func (v *View) checklist() fyne.CanvasObject {
	return stack(gapNear, para(v.t("ui.checklist.what")), v.copyButton("checklist", v.t("ui.approved.copy"), v.stuckMessage()))
}

// stuckMessage is what IT gets when the iPhone still asks: what was answered, then the list.
func (v *View) stuckMessage() string {
	reference := ""
	if v.state.OfCase() { // the answer has changed since, and its reference with it
		reference = v.state.Case.Reference
	}
	return v.state.Letters.StillAsks(v.state.Diagnosis, v.state.Approval, reference)
}

// instruction is the one thing to do that is left.
func instruction(lines ...string) fyne.CanvasObject {
	return onGround(colourAccentSoft, "", stack(gapNear, paras(lines)...))
}

// turn says what became of a run that was repeated, and which stages ended otherwise; or that the answer follows from what
// was said of a yes.
func (v *View) turn() fyne.CanvasObject {
	switch {
	case v.state.Open == session.PartStuck:
		change := v.quiet(v.t("ui.stuck.change"), func() { v.do.StillAsks(diagnose.Approval{}) })
		return panel(gapLine, para(v.t("ui.stuck.why")), container.New(flow{}, change))
	case v.state.Turn == session.TurnNone:
		return nil
	}
	words := v.t("ui.turn." + string(v.state.Turn))
	var rows []fyne.CanvasObject
	if v.state.Turn == session.TurnHealed || v.state.Turn == session.TurnFurther {
		rows = append(rows, told(words))
	} else {
		rows = append(rows, strong(words))
	}
	for _, c := range v.state.Changes {
		rows = append(rows, muted(v.t("ui.turn.line", map[string]any{"Stage": v.t("ui.stage." + string(c.Stage)),
			"Was": v.t("ui.turn.state." + string(c.Was)), "Now": v.t("ui.turn.state." + string(c.Now))})))
	}
	return panel(gapNear, rows...)
}

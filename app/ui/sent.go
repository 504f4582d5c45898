package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/session"
	"synchelper/diagnose/wording"
)

// What the page shows of sending: the question, the step that is behind the person, and what comes next.

// isSent is the key in open of what the person has said to be sent. It is the window's own: an open case knows that something
// was sent, not which of two.
func isSent(id string) string { return "sent-" + id }

// askSent asks whether the message was sent: no program tells. It stands once on a page, beside what was pressed. What reads
// otherwise by now is to be copied first.
func (v *View) askSent(id string) fyne.CanvasObject {
	handed := v.handed
	if handed == "" {
		handed = theMessage
	}
	switch {
	case id != handed || v.outdated == id:
		return nil
	case v.state.AsksSent():
		yes := func() {
			v.open[isSent(id)] = true
			v.sent()
		}
		return panel(gapNear, strong(v.t("ui.sent.question")), container.New(flow{gap: gapNear},
			v.secondary(v.t("ui.sent.yes"), yes), v.secondary(v.t("ui.sent.not_yet"), v.do.NotSent)))
	case v.state.Waits() && !v.sendingLeads():
		return v.whatComesNext()
	}
	return nil
}

// sendingLeads says whether the steps of the page are about sending something, so that what was sent is said among them.
func (v *View) sendingLeads() bool {
	return v.state.Answer.Primary != wording.PrimaryDone && v.state.Answer.Primary != wording.PrimarySignIn
}

// sentFromPhone is for whoever sends from the phone: this computer sees nothing of it, and opens the case only when told.
func (v *View) sentFromPhone(words, handed, sent string) fyne.CanvasObject {
	if v.wasSent() && v.state.Open != session.PartStuck && !v.state.Waits() { // PartStuck has another message
		return nil
	}
	return container.New(flow{}, v.secondary(words, func() {
		v.open[isSent(sent)] = true
		if v.state.Waits() {
			v.redraw()
			return
		}
		v.handOut(handed)
		v.sent()
	}))
}

// stepDone is a step that is behind the person, with what follows from it.
func (v *View) stepDone(id string, below fyne.CanvasObject) fyne.CanvasObject {
	return stack(gapNear, container.New(beside{gap: badgeGap}, symbol(markDone, badgeSide*normalText, colourMuted), strong(v.t(id))), below)
}

// whatComesNext is what happens next, once something was sent. Where nothing is kept, closing would end the waiting. The
// reference is only known to IT by the message.
func (v *View) whatComesNext() fyne.CanvasObject {
	id := "ui.sent.waiting"
	if v.state.Demo || v.state.Profile().NoHistory {
		id = "ui.sent.not_kept"
	}
	data := map[string]any{"Reference": "", "Request": v.state.Answer.Primary == wording.PrimaryCopyReason}
	if v.state.Answer.Primary != wording.PrimaryCopyReason || v.open[isSent(theMessage)] {
		data["Reference"] = v.state.Answer.Reference
	}
	lines := v.state.Words.Lines(id, data)
	return panel(gapNear, append([]fyne.CanvasObject{told(lines[0])}, paras(lines[1:])...)...)
}

// withRequest has the two things that are sent where the phone's page has a box: the request there, and the message that
// tells IT of it. What comes next says what the last steps say.
func (v *View) withRequest(rows []fyne.CanvasObject) []fyne.CanvasObject {
	a, waits := v.state.Answer, v.state.Waits()
	message := waits && v.open[isSent(theMessage)]
	before, after := slices.Clone(rows[:a.MessageStep]), rows[a.MessageStep+1:]
	if v.requestSent() {
		before = []fyne.CanvasObject{v.stepDone("ui.sent.step_request", nil)}
	} else {
		before = slices.Insert(before, a.ReasonStep+1, v.reasonBlock())
		if sent := v.sentFromPhone(v.t("ui.request.sent"), theReason, theReason); sent != nil {
			before = append(before, sent)
		}
	}
	tell := []fyne.CanvasObject{rows[a.MessageStep], v.messageBlock(v.primary(v.t("ui.result.copy_message"), v.copyMessage))}
	switch {
	case message:
		tell = []fyne.CanvasObject{v.stepDone("ui.sent.step", nil)}
	case v.ownerDecides(): // whose page leads with something else
		tell[1] = v.tellIT()
	}
	if waits {
		after = []fyne.CanvasObject{v.whatComesNext()}
	}
	return slices.Concat(before, tell, after)
}

// reasonBlock has the words for the box on Microsoft's own page, and the way by which they get onto the phone.
func (v *View) reasonBlock() fyne.CanvasObject {
	button := container.New(flow{}, v.secondary(v.t("ui.result.copy_reason"), func() {
		v.opening = opening{}
		v.copyText(theReason, v.state.Answer.Reason)
		v.handOut(theReason)
	}))
	words := []fyne.CanvasObject{onGround(colourAccentSoft, "", para(v.state.Answer.Reason)), button, v.gone(theReason, "ui.copied.short")}
	if v.requestSent() { // afterwards the words have arrived
		return stack(gapNear, words...)
	}
	short := v.state.Words.Lines("ui.reason_phone.short")
	return panel(gapNear, append([]fyne.CanvasObject{strong(v.t("ui.result.reason_note")),
		para(short[0]), onGround(colourAccentSoft, "", strong(short[1])), divider(),
		para(v.t("ui.reason_phone.how")), v.reasonPhone()}, words...)...)
}

// requestSent says whether the request on the phone was. A case that comes back began with it.
func (v *View) requestSent() bool {
	return v.state.Waits() && (v.open[isSent(theReason)] || !v.open[isSent(theMessage)])
}

// sendAgain is what was sent, for whom it has not reached.
func (v *View) sendAgain() fyne.CanvasObject {
	if v.state.Answer.Primary != wording.PrimaryCopyReason {
		return v.tellIT()
	}
	var reason, message fyne.CanvasObject // what is still to be sent stands among the steps
	if v.requestSent() {
		reason = v.reasonBlock()
	}
	if v.open[isSent(theMessage)] {
		message = v.tellIT()
	}
	return stack(gapPart, reason, message)
}

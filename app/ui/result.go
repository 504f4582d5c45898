package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// result says what is wrong, who can fix it, what to do now, and how to read mail until then.
func (v *View) result(wide bool) fyne.CanvasObject {
	until := v.meanwhile()
	if v.state.Open == session.PartRefused {
		wide, until = false, nil // there is nothing to wait for, and how to read mail is what the page says
	}
	if !wide {
		return v.framed(widthColumn, slices.Concat(v.answer(), []fyne.CanvasObject{until, v.folds(false), v.foot()})...)
	}
	beside, withCode := []fyne.CanvasObject{until}, v.state.Open == session.PartNone
	if withCode {
		beside = append(beside, v.codeBeside())
	}
	return v.framed(widthWide, container.New(sides{aside: widthAside * v.scale(), gap: gapAside},
		stack(gapBlock, append(v.answer(), v.folds(withCode), v.foot())...),
		stack(gapBlock, beside...)))
}

// answer is what leads the page: what was found, or, once the person has heard from IT, what follows from that.
func (v *View) answer() []fyne.CanvasObject {
	switch v.state.Open {
	case session.PartApproved:
		return []fyne.CanvasObject{v.headline(v.t("ui.approved.title"), nil), panel(gapNear, v.approved())}
	case session.PartRefused:
		return []fyne.CanvasObject{v.headline(v.t("ui.refused.title"), nil), v.refused()}
	}
	return append([]fyne.CanvasObject{v.came(), v.warnings()}, v.found()...)
}

func (v *View) found() []fyne.CanvasObject {
	a := v.state.Answer
	return []fyne.CanvasObject{
		v.headline(a.Title, para(a.Explain)),
		v.question(),
		stack(gapLine, section(v.t("ui.result.who")), para(a.WhoCanFix)),
		v.doNow(),
		v.makeSure(),
	}
}

func (v *View) headline(words string, under fyne.CanvasObject) fyne.CanvasObject {
	return stack(belowTitle(), container.New(beside{gap: 12}, symbol(v.mark(), 34, colourMuted), title(words)), under)
}

func (v *View) mark() string {
	switch {
	case v.state.Diagnosis.Verdict.Cause == diagnose.CauseUnknown:
		return markQuestion
	case diagnose.CauseOf(v.state.Diagnosis.Verdict.Cause).Severity == diagnose.SeverityInfo:
		return markInfo
	}
	return markWarning
}

func (v *View) warnings() fyne.CanvasObject {
	a := v.state.Answer
	var list []fyne.CanvasObject
	for _, text := range []string{a.Secret, a.Caution} {
		if text != "" {
			list = append(list, notice(text))
		}
	}
	if len(list) == 0 {
		return nil
	}
	return stack(gapNear, list...)
}

// question lets the person tell between the causes that fit.
func (v *View) question() fyne.CanvasObject {
	verdict := v.state.Diagnosis.Verdict
	if v.open["answered"] {
		return v.whichFits()
	}
	yes, no := v.t("ui.yes"), v.t("ui.no")
	switch verdict.Question {
	case diagnose.QuestionSharedBox:
		return v.askOne(v.secondary(yes, func() { v.do.Prefer("account.shared_mailbox") }), v.secondary(no, v.goOn))
	case diagnose.QuestionPasswordNew:
		return v.askOne(v.secondary(yes, func() { v.do.Prefer(newPassword) }), v.secondary(no, v.goOn))
	case diagnose.QuestionPhoneSame:
		return v.askOne(v.secondary(v.t("ui.result.phone_same"), func() { v.do.Prefer(verdict.Cause) }),
			v.secondary(v.t("ui.result.phone_other"), v.do.Home), v.secondary(v.t("ui.result.phone_unknown"), v.goOn))
	}
	return v.whichFits()
}

// newPassword is the cause of a phone that asks again because the password was changed elsewhere.
const newPassword diagnose.CauseID = "session.revoked"

// askOne is the question of the answer with buttons to choose from.
func (v *View) askOne(options ...fyne.CanvasObject) fyne.CanvasObject {
	return panel(gapNear, lead(v.state.Answer.Question), container.New(flow{gap: gapNear}, options...))
}

// goOn leaves the question behind.
func (v *View) goOn() {
	v.open["answered"] = true
	v.redraw()
}

// whichFits lets the person choose by what was seen, the headline's own cause first. What was asked before and denied is
// not offered again.
func (v *View) whichFits() fyne.CanvasObject {
	a, verdict := v.state.Answer, v.state.Diagnosis.Verdict
	if verdict.Confidence != diagnose.Possible || len(a.Also) == 0 {
		return nil
	}
	asked := v.t("ui.result.which")
	if verdict.Question == diagnose.QuestionWhichPage {
		asked = a.Question
	}
	rows := []fyne.CanvasObject{lead(asked), muted(v.t("ui.result.which_hint"))}
	rows = append(rows, v.option(a.Seen, true, func() { v.do.Prefer(verdict.Cause) }))
	for _, other := range a.Also {
		id := diagnose.CauseID(other.ID)
		if id == newPassword && verdict.Question == diagnose.QuestionPasswordNew {
			continue
		}
		rows = append(rows, v.option(other.Seen, false, func() { v.do.Prefer(id) }))
	}
	return panel(gapNear, rows...)
}

// doNow is the steps, with each button under the step that speaks of it.
func (v *View) doNow() fyne.CanvasObject {
	a := v.state.Answer
	rows := steps(a.Do)
	switch a.Primary {
	case wording.PrimaryDone:
		rows = v.withDone(rows)
	case wording.PrimarySignIn:
		rows = v.withSignIn(rows)
	case wording.PrimaryCopyReason:
		rows = slices.Insert(rows, a.MessageStep+1, v.tellIT())
		rows = slices.Insert(rows, a.ReasonStep+1, v.reasonBlock())
	default:
		rows = slices.Insert(rows, a.MessageStep+1, v.messageBlock(v.primary(v.t("ui.result.copy_message"), v.copyMessage)))
	}
	return stack(gapNear, append([]fyne.CanvasObject{section(v.t("ui.result.now"))}, rows...)...)
}

// withSignIn adds the button of the step that comes first, to sign in; where nobody can, the one that checks again.
func (v *View) withSignIn(rows []fyne.CanvasObject) []fyne.CanvasObject {
	if !v.state.Sure.Offered {
		return v.withDone(rows)
	}
	return slices.Insert(rows, 1, fyne.CanvasObject(v.primary(v.t("ui.sure.once"), v.do.MakeSure)))
}

// withDone adds the button of whoever acts alone. The step that speaks of the message comes last and behind it: it is for
// those whom the others did not help.
func (v *View) withDone(rows []fyne.CanvasObject) []fyne.CanvasObject {
	done := v.primary(v.t("ui.result.done"), v.do.Again)
	if v.state.Answer.MessageStep < 0 {
		return append(rows, done)
	}
	last := len(rows) - 1
	return append(rows[:last:last], done, rows[last], v.tellIT())
}

// reasonBlock has the words for the box on Microsoft's own page, and the way by which they get onto the phone.
func (v *View) reasonBlock() fyne.CanvasObject {
	var note fyne.CanvasObject
	if v.copied == "reason" {
		note = told(v.t("ui.copied.short"))
	}
	button := v.primary(v.t("ui.result.copy_reason"), func() {
		v.copyText("reason", v.state.Answer.Reason)
		v.do.Sent()
	})
	bring := onGround(colourSurface, colourOutline, stack(0, v.fold("phone", v.t("ui.fold.reason_phone"), v.reasonPhone)))
	return container.New(inset{below: gapNear}, stack(gapNear, button, note,
		onGround(colourAccentSoft, "", para(v.state.Answer.Reason)), small(v.t("ui.result.reason_note")), bring))
}

// tellIT is the message where it is not what the page is about.
func (v *View) tellIT() fyne.CanvasObject {
	return v.messageBlock(container.New(flow{}, v.secondary(v.t("ui.result.copy_message"), v.copyMessage)))
}

// messageBlock is the button that copies the message, and the other ways to send it.
func (v *View) messageBlock(button fyne.CanvasObject) fyne.CanvasObject {
	var note fyne.CanvasObject
	if v.copied == "message" {
		note = told(v.t("ui.copied.message"))
	}
	m := v.state.Answer.Message
	return stack(gapLine, button, note, v.sendRow(m, messageText(m)))
}

func (v *View) copyMessage() {
	v.copyText("message", messageText(v.state.Answer.Message))
	v.do.Sent()
}

// sendRow offers the other ways for a message, small; read is what "read it" shows, empty where it is shown already.
func (v *View) sendRow(m wording.Message, read string) fyne.CanvasObject {
	row := container.New(flow{}, // without a gap, so that all four fit into the narrowest window
		v.quiet(v.t("ui.send.mail"), func() { v.send(mailto(m)) }),
		v.quiet(v.t("ui.send.teams"), func() { v.send(teams(m)) }),
		v.quiet(v.t("ui.send.text"), func() { v.send(textMessage(m)) }))
	if read == "" {
		return stack(gapLine, row, v.failedNote())
	}
	button, text := v.readIt(read)
	row.Add(button)
	return stack(gapLine, row, v.failedNote(), text)
}

// readIt is a button that shows a text, and the text while it is shown.
func (v *View) readIt(text string) (button, shown fyne.CanvasObject) {
	label := v.t("ui.send.read")
	if v.open["read"] {
		label = v.t("ui.send.hide")
		shown = onGround(colourAccentSoft, "", para(text))
	}
	return v.quiet(label, func() {
		v.open["read"] = !v.open["read"]
		v.redraw()
	}), shown
}

func (v *View) failedNote() fyne.CanvasObject {
	if v.failed == "" {
		return nil
	}
	return notice(v.failed)
}

func (v *View) meanwhile() fyne.CanvasObject {
	lines := v.state.Answer.Meanwhile
	if len(lines) == 0 {
		return nil
	}
	return panel(gapNear, append([]fyne.CanvasObject{section(v.t("ui.result.until"))}, paras(lines)...)...)
}

func paras(lines []string) []fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, len(lines))
	for i, line := range lines {
		rows[i] = para(line)
	}
	return rows
}

// foot says how sure this is, and the reference that the helpdesk may ask for.
func (v *View) foot() fyne.CanvasObject {
	a := v.state.Answer
	return container.New(ends{gap: gapPart}, small(a.Confidence), small(v.t("ui.result.reference", map[string]any{"Reference": a.Reference})))
}

// savedNote says where the report is, or why it is not there.
func (v *View) savedNote() fyne.CanvasObject {
	switch {
	case v.state.SaveError != session.ProblemNone:
		return notice(v.t(string(v.state.SaveError), map[string]any{"Folder": v.state.SaveDir}))
	case v.state.Saved != "":
		return stack(gapLine, told(v.t("ui.save.done")), mono(v.state.Saved))
	}
	return nil
}

func messageText(m wording.Message) string { return strings.TrimSpace(m.Subject + "\n\n" + m.Body) }

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
	if !wide {
		return v.framed(widthColumn, slices.Concat(v.answer(), []fyne.CanvasObject{v.meanwhile(), v.folds(false), v.foot()})...)
	}
	beside := []fyne.CanvasObject{v.meanwhile(), v.adminCode()}
	return v.framed(widthWide, container.New(sides{aside: widthAside * v.scale(), gap: 36},
		stack(gapBlock, append(v.answer(), v.folds(true), v.foot())...),
		stack(gapBlock, beside...)))
}

func (v *View) answer() []fyne.CanvasObject {
	a := v.state.Answer
	return []fyne.CanvasObject{
		v.warnings(),
		stack(gapNear, container.New(beside{gap: 12}, drawing(v.mark(), 34, colourMuted), title(a.Title)), para(a.Explain)),
		v.question(),
		stack(gapLine, section(v.t("ui.result.who")), para(a.WhoCanFix)),
		v.doNow(),
	}
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
	a, verdict := v.state.Answer, v.state.Diagnosis.Verdict
	if v.open["answered"] {
		return nil
	}
	if verdict.Question == diagnose.QuestionSharedBox {
		return panel(gapNear, lead(a.Question), container.New(flow{gap: gapNear},
			v.secondary(v.t("ui.yes"), func() { v.do.Prefer("account.shared_mailbox") }),
			v.secondary(v.t("ui.no"), func() {
				v.open["answered"] = true
				v.redraw()
			})))
	}
	if verdict.Confidence != diagnose.Possible || len(a.Also) == 0 {
		return nil
	}
	asked := v.t("ui.result.which")
	if verdict.Question == diagnose.QuestionWhichPage {
		asked = a.Question
	}
	rows := []fyne.CanvasObject{lead(asked), muted(v.t("ui.result.which_hint"))}
	rows = append(rows, v.option(v.seen(verdict.Cause, a.Title), true, func() { v.do.Prefer(verdict.Cause) }))
	for _, other := range a.Also {
		rows = append(rows, v.option(other.Seen, false, func() { v.do.Prefer(diagnose.CauseID(other.ID)) }))
	}
	return panel(gapNear, rows...)
}

// seen is what a person would have seen of a cause, as the other causes say it of themselves.
func (v *View) seen(cause diagnose.CauseID, title string) string {
	if id := "choice." + string(cause); v.state.Words.Has(id) {
		return v.t(id)
	}
	return title
}

// doNow is the steps with the one button. What goes to somebody else who must act comes under the first step; where the
// person acts first, the button comes under the last.
func (v *View) doNow() fyne.CanvasObject {
	a := v.state.Answer
	rows := steps(a.Do)
	at := min(1, len(rows))
	alone := diagnose.CauseOf(v.state.Diagnosis.Verdict.Cause).Who[0] == diagnose.WhoUser
	if a.Primary != wording.PrimaryCopyReason && (alone || a.Primary == wording.PrimaryDone) {
		at = len(rows)
	}
	rows = slices.Insert(rows, at, v.primaryBlock())
	return stack(gapNear, append([]fyne.CanvasObject{section(v.t("ui.result.now"))}, rows...)...)
}

func (v *View) primaryBlock() fyne.CanvasObject {
	a := v.state.Answer
	switch a.Primary {
	case wording.PrimaryCopyMessage:
		return v.messageBlock(v.t("ui.result.copy_message"), messageText(a.Message))
	case wording.PrimaryCopyQuestion:
		return v.messageBlock(v.t("ui.result.copy_question"), messageText(a.Message))
	case wording.PrimaryCopyReason:
		return v.reasonBlock()
	}
	return v.primary(v.t("ui.result.done"), v.do.Home)
}

// reasonBlock has the words for the box on Microsoft's own page.
func (v *View) reasonBlock() fyne.CanvasObject {
	var note fyne.CanvasObject
	if v.copied == "reason" {
		note = told(v.t("ui.copied"))
	}
	button := v.primary(v.t("ui.result.copy_reason"), func() {
		v.copyText("reason", v.state.Answer.Reason)
		v.do.Sent()
	})
	row, text := v.readIt(v.state.Answer.Reason)
	return stack(gapLine, button, note, container.New(flow{}, row), text)
}

func (v *View) messageBlock(label, text string) fyne.CanvasObject {
	var note fyne.CanvasObject
	if v.copied == "message" {
		note = told(v.t("ui.copied.message"))
	}
	button := v.primary(label, func() {
		v.copyText("message", text)
		v.do.Sent()
	})
	return stack(gapLine, button, note, v.sendRow(v.state.Answer.Message, text))
}

// sendRow offers the other ways for a message, small; read is what "read it" shows, empty where it is shown already.
func (v *View) sendRow(m wording.Message, read string) fyne.CanvasObject {
	row := container.New(flow{gap: 2},
		v.quiet(v.t("ui.send.mail"), func() { v.send(mailto(m)) }),
		v.quiet(v.t("ui.send.teams"), func() { v.send(teams(m)) }))
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

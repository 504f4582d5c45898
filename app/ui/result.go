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
		return v.framed(widthColumn, append(v.answer(until), v.folds(false), v.foot())...)
	}
	beside := []fyne.CanvasObject{until}
	withCode := (v.state.Open == session.PartNone || v.state.Open == session.PartStuck) && !v.administers()
	if withCode {
		beside = append(beside, v.codeBeside())
	}
	return v.framed(widthWide, container.New(sides{aside: widthAside * v.scale(), gap: gapAside},
		stack(gapBlock, append(v.answer(nil), v.folds(withCode), v.foot())...),
		stack(gapBlock, beside...)))
}

// answer is what leads the page: what was found, or, once the person has heard from IT, what follows from that. How to
// read mail until then is part of it where it has no column of its own.
func (v *View) answer(until fyne.CanvasObject) []fyne.CanvasObject {
	switch v.state.Open {
	case session.PartApproved:
		return []fyne.CanvasObject{v.headline(v.t("ui.approved.try"), nil), panel(gapNear, v.tryIt()), until}
	case session.PartStill:
		return []fyne.CanvasObject{v.headline(v.t("ui.approved.title"), nil), panel(gapNear, v.approved()), until}
	case session.PartRefused:
		return []fyne.CanvasObject{v.headline(v.t("ui.refused.title"), nil), v.refused()}
	}
	return append([]fyne.CanvasObject{v.turn(), v.came(), v.warnings()}, v.found(until)...)
}

func (v *View) found(until fyne.CanvasObject) []fyne.CanvasObject {
	a := v.state.Answer
	if v.asksFirst() {
		return []fyne.CanvasObject{v.headline(v.t("card."+string(v.state.Diagnosis.Subject.Card)+".title"), nil),
			v.question(), v.makeSure(), until}
	}
	if v.unchecked() {
		return []fyne.CanvasObject{v.headline(v.t("ui.unchecked.title"), nil), v.tryFirst(), v.signInOnce(), until}
	}
	question := v.question()
	var unsure fyne.CanvasObject
	if v.choosing() {
		unsure = lead(v.t("ui.result.unsure"))
	}
	var first fyne.CanvasObject // of all steps
	later := v.lookedAfter()
	if v.mustFindIT() {
		first, later = later, nil
	}
	return []fyne.CanvasObject{
		v.headline(a.Title, para(a.Explain)),
		question,
		unsure,
		v.askShared(),
		v.who(),
		first,
		v.doNow(),
		until,
		later,
		v.makeSure(),
	}
}

// sharedMailbox is the cause of a mailbox that has no sign-in of its own.
const sharedMailbox diagnose.CauseID = "account.shared_mailbox"

// askShared leads to the answer for a mailbox of several people, where the address sounds like one. Against what Microsoft
// wrote, choosing it would change nothing.
func (v *View) askShared() fyne.CanvasObject {
	d := v.state.Diagnosis
	families := []diagnose.Family{diagnose.FamilyConsentAdmin, diagnose.FamilyRequest, diagnose.FamilyConsentMissing,
		diagnose.FamilyPassword}
	if v.state.Quote != "" || !d.Subject.SoundsShared() || !slices.Contains(families, d.Verdict.Family) {
		return nil
	}
	return container.New(flow{}, v.quiet(v.t("ui.shared.yes"), func() { v.do.Prefer(sharedMailbox) }))
}

func (v *View) headline(words string, under fyne.CanvasObject) fyne.CanvasObject {
	return stack(belowTitle(), container.New(beside{gap: 12}, symbol(v.mark(), 34, colourMuted), title(words)), under)
}

func (v *View) mark() string {
	switch {
	case v.state.Open == session.PartApproved:
		return markInfo
	case v.state.Diagnosis.Verdict.Cause == diagnose.CauseUnknown, v.asksFirst():
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
	case diagnose.QuestionStillAsks:
		return panel(gapNear, append([]fyne.CanvasObject{lead(v.state.Answer.Question)}, v.whereStuck()...)...)
	case diagnose.QuestionSharedBox:
		return v.askOne(v.secondary(yes, func() { v.do.Prefer(sharedMailbox) }), v.secondary(no, v.goOn))
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

// asksFirst says whether nothing was shown that an answer could begin with: then the page asks before it tells anything.
func (v *View) asksFirst() bool {
	d := v.state.Diagnosis
	return d.Subject.Card == diagnose.CardNothingComes && d.Verdict.Confidence == diagnose.Possible &&
		d.Verdict.Cause == nothingComes
}

// nothingComes is the cause that the card "no error, but no new mail" puts first, while nothing else is known.
const nothingComes diagnose.CauseID = "phone.toggle_off"

// silent is the choice of whoever saw none of it, and what is left to look at then.
func (v *View) silent() []fyne.CanvasObject {
	picked := v.open["silent"]
	choice := v.option(v.t("ui.silent.choice"), picked, func() {
		v.open["silent"] = !picked
		v.redraw()
	})
	if !picked {
		return []fyne.CanvasObject{choice}
	}
	lines := v.state.Words.Lines("ui.silent.steps")
	rows := append([]fyne.CanvasObject{choice, para(lines[0])}, steps(lines[1:])...)
	switch {
	case v.state.Sure.Offered:
		return append(rows, para(v.t("ui.silent.sure")))
	case v.state.Diagnosis.Subject.Address == "":
		return append(rows, para(v.t("ui.silent.address")), container.New(flow{},
			v.secondary(v.t("ui.silent.go"), func() { v.do.Choose(v.state.Diagnosis.Subject.Card) })))
	}
	return rows
}

// choosing says whether the answer of the page hangs on a choice above it. Until then it is for whoever cannot choose.
func (v *View) choosing() bool {
	a, verdict := v.state.Answer, v.state.Diagnosis.Verdict
	several := verdict.Confidence == diagnose.Possible && len(a.Also) > 0
	switch verdict.Question {
	case diagnose.QuestionNone:
		return several && a.Seen != a.Title
	case diagnose.QuestionWhichPage:
		return several
	}
	return several && v.open["answered"] && a.Seen != a.Title
}

// leading is the one button of the page, but while a choice comes first.
func (v *View) leading(label string, onTap func()) fyne.CanvasObject {
	if v.choosing() {
		return container.New(flow{}, v.secondary(label, onTap))
	}
	return v.primary(label, onTap)
}

// whichFits lets the person choose by what was seen, the headline's own cause first if it has words of its own for that.
// What was asked before and denied is not offered again.
func (v *View) whichFits() fyne.CanvasObject {
	a, verdict := v.state.Answer, v.state.Diagnosis.Verdict
	if verdict.Confidence != diagnose.Possible || len(a.Also) == 0 {
		return nil
	}
	asked, twice := v.t("ui.result.which"), false
	switch {
	case verdict.Question == diagnose.QuestionWhichPage:
		asked = a.Question
	case a.Seen == a.Title: // the headline says it already, and only the others are left
		asked, twice = v.t("ui.how.also"), true
	}
	rows := []fyne.CanvasObject{lead(asked), muted(v.t("ui.result.which_hint"))}
	if !twice {
		rows = append(rows, v.option(a.Seen, false, func() { v.do.Prefer(verdict.Cause) }))
	}
	for _, other := range a.Also {
		id := diagnose.CauseID(other.ID)
		if id == newPassword && verdict.Question == diagnose.QuestionPasswordNew {
			continue
		}
		rows = append(rows, v.option(other.Seen, false, func() { v.do.Prefer(id) }))
	}
	if v.asksFirst() {
		rows = append(rows, v.silent()...)
	}
	return panel(gapNear, rows...)
}

// doNow is the steps, with each button under the step that speaks of it.
func (v *View) doNow() fyne.CanvasObject {
	a := v.state.Answer
	if v.ownerDecides() {
		return v.ownerNow()
	}
	rows := steps(a.Do)
	switch a.Primary {
	case wording.PrimaryDone:
		rows = v.withDone(rows)
	case wording.PrimarySignIn:
		rows = v.withSignIn(rows)
	case wording.PrimaryCopyReason:
		rows = v.withRequest(rows)
	default:
		if v.state.Waits() {
			rows[a.MessageStep] = v.stepDone("ui.sent.step", v.whatComesNext())
			break
		}
		rows = slices.Insert(rows, a.MessageStep+1, v.messageBlock(v.leading(v.t("ui.result.copy_message"), v.copyMessage)))
		if heard := v.heardSince(); heard != nil {
			rows = append(rows, heard)
		}
	}
	return stack(gapNear, append([]fyne.CanvasObject{section(v.t("ui.result.now"))}, rows...)...)
}

// withSignIn adds the button of the step that comes first, to sign in; where nobody can, the one that checks again.
func (v *View) withSignIn(rows []fyne.CanvasObject) []fyne.CanvasObject {
	if !v.state.Sure.Offered {
		return v.withDone(rows)
	}
	return slices.Insert(rows, 1, v.signInOnce())
}

// signInOnce is the sign-in where nothing else tells more; where nobody can, another look.
func (v *View) signInOnce() fyne.CanvasObject {
	if !v.state.Sure.Offered {
		return v.done()
	}
	return v.primary(v.t("ui.sure.once"), v.do.MakeSure)
}

// withDone adds the button of whoever acts alone. The step that speaks of the message comes behind it: it is for those whom
// the others did not help, and so is what only IT may tell them to do.
func (v *View) withDone(rows []fyne.CanvasObject) []fyne.CanvasObject {
	done, at := v.done(), v.state.Answer.MessageStep
	if at < 0 {
		return append(rows, done)
	}
	return slices.Concat(rows[:at], []fyne.CanvasObject{done, rows[at], v.tellIT()}, rows[at+1:])
}

// tellIT is the message where it is not what the page is about.
func (v *View) tellIT() fyne.CanvasObject {
	return v.messageBlock(container.New(flow{}, v.secondary(v.t("ui.result.copy_message"), v.copyMessage)))
}

// messageBlock is the button that copies the message, and the other ways to send it.
func (v *View) messageBlock(button fyne.CanvasObject) fyne.CanvasObject {
	return v.sendBlock(v.outgoing(), button)
}

// writeName points to the place in a message where the name of whoever sends it is missing.
func (v *View) writeName(m wording.Message) fyne.CanvasObject {
	name := v.state.Letters.Text("message.your_name")
	if !strings.Contains(m.Body, name) {
		return nil
	}
	return strong(v.t("ui.result.write_name", map[string]any{"Name": name}))
}

func (v *View) outgoing() outgoing {
	return outgoing{id: theMessage, message: v.state.Answer.Message, reference: v.state.Answer.Reference,
		domain: v.state.Diagnosis.Subject.Domain(), asks: true, readable: true}
}

func (v *View) copyMessage() { v.copyOut(v.outgoing()) }

// readIt is a button that shows a text, and the text while it is shown, with the languages that it can have.
func (v *View) readIt(text string) (button, shown fyne.CanvasObject) {
	label := v.t("ui.send.read")
	if v.open["read"] {
		label = v.t("ui.send.hide")
		shown = stack(gapNear, v.messageLanguages(), onGround(colourAccentSoft, "", para(text)))
	}
	return v.quiet(label, func() {
		v.open["read"] = !v.open["read"]
		v.redraw()
	}), shown
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

// ground is what the answer rests on. What IT said is no answer of ours.
func (v *View) ground() string {
	switch v.state.Open {
	case session.PartApproved, session.PartStill, session.PartRefused:
		return ""
	}
	return v.state.Answer.Confidence
}

// foot says how sure this is, and the reference that the helpdesk may ask for.
func (v *View) foot() fyne.CanvasObject {
	a := v.state.Answer
	return container.New(ends{gap: gapPart}, small(v.ground()), small(v.t("ui.result.reference", map[string]any{"Reference": a.Reference})))
}

// savedWhere says where something was saved, or why it was not and what mends that; nothing where nobody has saved it.
func (v *View) savedWhere(done, path string, why session.Problem, mend func() fyne.CanvasObject) fyne.CanvasObject {
	switch {
	case why != session.ProblemNone:
		said := v.whyNotSaved(why)
		if mend == nil { // it stands there already
			return notice(said)
		}
		return notice(said, container.New(flow{}, mend()))
	case path != "":
		return v.savedThere(done, path)
	}
	return nil
}

func (v *View) whyNotSaved(why session.Problem) string {
	return v.t(string(why), map[string]any{"Folder": v.state.SaveDir, "Key": v.state.KeyPath})
}

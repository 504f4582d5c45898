package ui

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

// folds are the parts of a result that only some need. The administrator's code is not among them where it stands beside.
func (v *View) folds(codeBeside bool) fyne.CanvasObject {
	list := container.New(column{gap: 0})
	add := func(id, label string, content func() fyne.CanvasObject) {
		v.foldInto(list, id, v.t(label), content)
	}
	switch {
	case v.asksFirst(): // nobody is to be asked for anything yet
		add("how", "ui.fold.how", v.howWeKnow)
		return onGround(colourSurface, colourOutline, list)
	case v.state.Open == session.PartNone || v.state.Open == session.PartStuck:
		v.waysToSend(add)
	default:
		add("found", "ui.fold.found", func() fyne.CanvasObject { return stack(gapPart, v.found(nil)...) })
	}
	if v.state.Waits() && v.sendingLeads() {
		add("again", "ui.fold.again", v.sendAgain)
	}
	if v.state.Open != session.PartRefused {
		v.waysToAdmin(add, codeBeside)
	}
	if v.wasSent() || v.asksStill() {
		v.waysHeard(add)
	} else if v.appDecided() && !v.administers() {
		add("answered", "ui.fold.answered", v.answered)
	}
	add("how", "ui.fold.how", v.howWeKnow)
	add("save", "ui.fold.save", v.saveReport)
	return onGround(colourSurface, colourOutline, list)
}

// foldInto adds a fold to a list of them, parted from the one above.
func (v *View) foldInto(list *fyne.Container, id, label string, content func() fyne.CanvasObject) {
	if len(list.Objects) > 0 {
		list.Add(divider())
	}
	list.Add(v.fold(id, label, content))
}

// addFold adds a fold by its id and the id of its label.
type addFold func(id, label string, content func() fyne.CanvasObject)

func (v *View) waysToSend(add addFold) {
	a := v.state.Answer
	switch {
	case a.Message.Body != "" && a.Primary == wording.PrimaryDone:
		if a.MessageStep < 0 {
			add("ask", "ui.fold.ask", v.askIT)
		}
	case a.Primary == wording.PrimaryCopyReason: // which has the code for its own text
	case a.Message.Body != "":
		add("phone", v.whosePhone("ui.fold.from_phone"), v.fromPhone)
	}
}

func (v *View) waysToAdmin(add addFold, codeBeside bool) {
	if _, ok := v.codeLink(); ok && !codeBeside && !v.administers() {
		add("code", "ui.fold.admin_here", v.adminCode)
	}
	if v.state.Answer.Message.Body != "" && !v.asksWho() {
		add("noit", "ui.fold.no_it", v.findIT)
	}
	if v.state.Diagnosis.Verdict.Cause != privateAccount && !v.administers() {
		add("admin", "ui.fold.admin", v.ownAdmin)
	}
}

// waysHeard are for whoever has an answer from IT.
func (v *View) waysHeard(add addFold) {
	switch {
	case v.state.Open == session.PartApproved || v.state.Open == session.PartStill:
	case v.asksStill():
		add("checklist", "ui.fold.checklist", v.checklist)
	case v.approvalHelps():
		add(string(session.PartApproved), "ui.fold.approved", v.approved)
	}
	if v.appDecided() && v.state.Open != session.PartRefused {
		add(string(session.PartRefused), "ui.fold.refused", v.refused)
	}
}

// wasSent says whether the message of this run was sent. Before that, few have an answer already: who has asked IT by
// another way finds theirs one fold deeper.
func (v *View) wasSent() bool {
	return v.state.OfCase() && v.state.Case.State != session.CaseUnsent
}

// answered holds the same ways as one fold.
func (v *View) answered() fyne.CanvasObject {
	list := stack(0)
	v.waysHeard(func(id, label string, content func() fyne.CanvasObject) { list.Add(v.fold(id, v.t(label), content)) })
	return list
}

func divider() fyne.CanvasObject {
	line := canvas.NewRectangle(theme.Color(colourOutline))
	line.SetMinSize(fyne.NewSize(1, 1))
	return line
}

func (v *View) whosePhone(id string) string {
	if v.state.Other {
		return id + "_other"
	}
	return id
}

// lines are the lines of a message as a list.
func (v *View) lines(id string) []fyne.CanvasObject {
	return bullets(v.state.Words.Lines(id, v.facts()))
}

// facts are the placeholders of messages that do not belong to one cause.
func (v *View) facts() map[string]any {
	d := v.state.Diagnosis
	app := diagnose.MailAppOf(d.Subject.MailApp)
	company := d.Subject.Domain()
	if company == "" {
		company = v.t("company.unknown")
	}
	return map[string]any{"Company": company, "App": app.Name, "EntraApp": app.EntraName, "ClientID": app.ClientID,
		"OnPhone": app.ID == diagnose.MailApps()[0].ID, "Publisher": app.Publisher, "Reference": v.state.Answer.Reference, "Address": d.Subject.Address,
		"Me": cmp.Or(d.Subject.Address, v.t("message.your_name"))}
}

// approvalHelps says whether the cause is about approving at all: nothing is said about it while it is not.
func (v *View) approvalHelps() bool {
	return diagnose.CauseOf(v.state.Diagnosis.Verdict.Cause).Family.Approves()
}

// appDecided says whether the cause is a decision about the app, so that a no leaves the other ways open.
func (v *View) appDecided() bool {
	switch diagnose.CauseOf(v.state.Diagnosis.Verdict.Cause).Family {
	case diagnose.FamilyAppDisabled, diagnose.FamilyNotAssigned:
		return true
	}
	return v.approvalHelps()
}

// askIT is for whoever cannot do the steps alone.
func (v *View) askIT() fyne.CanvasObject {
	o := v.outgoing()
	o.id, o.readable = "ask", false
	copies := v.secondary(v.t("ui.result.copy_message"), func() { v.copyOut(o) })
	return stack(gapNear, strong(o.message.Subject), para(o.message.Body), v.sendBlock(o, container.New(flow{}, copies)))
}

// fromPhone is a code that opens the ready message on the phone that scans it.
func (v *View) fromPhone() fyne.CanvasObject {
	asText := !v.open["phone-mail"] // mail on that phone may be what is broken
	choose := container.New(flow{gap: gapNear},
		v.option(v.t("ui.phone.text"), asText, func() { v.choosePhoneMail(false) }),
		v.option(v.t("ui.phone.mail"), !asText, func() { v.choosePhoneMail(true) }))
	var warning fyne.CanvasObject
	if !asText {
		warning = muted(v.t("ui.phone.mail_note"))
	}
	var sent fyne.CanvasObject
	if !v.state.Waits() {
		sent = v.sentFromPhone(v.t("ui.phone.sent"), phoneCode, theMessage)
	}
	return stack(gapNear, para(v.t("ui.phone.how")), choose, warning, spaced(v.phoneCode(asText)), small(v.t("ui.phone.caption")), sent)
}

// reasonPhone is the code that brings the text for the box onto the phone, by the way that needs no mail.
func (v *View) reasonPhone() fyne.CanvasObject {
	address, err := consent.SMSURL(v.state.Answer.Reason)
	if err != nil {
		return muted(v.t("ui.phone.too_long"))
	}
	picture := v.codeOf(address)
	if picture == nil {
		return muted(v.t("ui.phone.too_long"))
	}
	return stack(gapNear, spaced(picture), para(v.t("ui.reason_phone.caption")))
}

// phoneMessages are the whole message, and two that leave room for a code that a camera reads.
func (v *View) phoneMessages(asText bool) []wording.Message {
	whole := v.state.Answer.Message
	letters, data := v.state.Letters, v.letterFacts()
	data["Short"], data["Link"], data["Domain"] = letters.Answer(v.state.Diagnosis).Short, "", v.state.Diagnosis.Subject.Domain()
	if link, ok := v.codeLink(); ok {
		data["Link"] = link.URL
	}
	brief := wording.Message{Subject: whole.Subject, Body: letters.Outward(v.state.Diagnosis, letters.Text("ui.phone.message", data))}
	short := wording.Message{Subject: whole.Subject, Body: letters.Outward(v.state.Diagnosis, letters.Text("ui.phone.message_short", data))}
	if asText {
		short.Subject = "" // which its words say already
	}
	return []wording.Message{whole, brief, short}
}

// phoneCode holds the longest message for which there is room.
func (v *View) phoneCode(asText bool) fyne.CanvasObject {
	var addresses []string
	for _, m := range v.phoneMessages(asText) {
		address, err := mailto(m)
		if asText {
			address, err = consent.SMSURL(m.Text())
		}
		if err == nil {
			addresses = append(addresses, address)
		}
	}
	if picture := v.codeOf(addresses...); picture != nil {
		return picture
	}
	return muted(v.t("ui.phone.too_long"))
}

func (v *View) choosePhoneMail(mail bool) {
	v.open["phone-mail"] = mail
	v.redraw()
}

// codeLink is the first link that may be scanned.
func (v *View) codeLink() (consent.AdminLink, bool) {
	for _, l := range v.state.Answer.Links {
		if l.QRAllowed {
			return l, true
		}
	}
	return consent.AdminLink{}, false
}

// adminCode is the link as a code for the administrator's phone, in person.
func (v *View) adminCode() fyne.CanvasObject {
	link, ok := v.codeLink()
	if !ok {
		return nil
	}
	return stack(gapNear, v.codeOf(link.URL), small(v.t("ui.code.caption", v.facts())))
}

// codeBeside is the same beside the result, where a wide page has room.
func (v *View) codeBeside() fyne.CanvasObject {
	code := v.adminCode()
	if code == nil {
		return nil
	}
	return panel(gapNear, section(v.t("ui.fold.admin_here")), code)
}

func (v *View) ownAdmin() fyne.CanvasObject {
	rows := append(v.lines("ownadmin.hint"), container.New(flow{}, v.secondary(v.t("ui.admin.go"), func() { v.do.ForAdmin(true) })))
	return stack(gapNear, rows...)
}

func (v *View) howWeKnow() fyne.CanvasObject {
	a := v.state.Answer
	rows := bullets(a.HowWeKnow)
	if len(a.Also) > 0 {
		rows = []fyne.CanvasObject{stack(gapBlock, stack(gapNear, rows...), section(v.t("ui.how.also")))}
		rows = append(rows, v.others(a.Also)...)
	}
	if v.state.Quote != "" {
		rows = append(rows, spaced(section(v.t("ui.how.text"))), onGround(colourAccentSoft, "", mono(v.state.Quote)))
	}
	rows = append(rows, spaced(section(v.t("ui.how.stages"))), v.checked())
	return stack(gapNear, rows...)
}

// checked are the steps of the run that were taken; the others are summed up.
func (v *View) checked() fyne.CanvasObject {
	list := container.New(column{gap: gapLine})
	for _, s := range v.state.Stages {
		if s.State != diagnose.NotChecked && s.State != diagnose.Skipped {
			list.Add(v.stage(s))
		}
	}
	if len(list.Objects) < len(v.state.Stages) {
		list.Add(small(v.t("ui.how.unchecked")))
	}
	return list
}

// others are the causes that would fit too. They can be chosen while there is only the person's word; against what
// Microsoft wrote, choosing one would change nothing.
func (v *View) others(also []wording.Other) []fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, len(also))
	for i, other := range also {
		rows[i] = para(other.Title)
		if v.state.Quote == "" {
			choose := v.quiet(other.Title, func() { v.do.Prefer(diagnose.CauseID(other.ID)) })
			rows[i] = container.New(flow{}, choose)
		}
	}
	return rows
}

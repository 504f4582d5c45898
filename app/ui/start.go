package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"synchelper/app/session"
	"synchelper/diagnose"
)

// start asks what the iPhone shows.
func (v *View) start(wide bool) fyne.CanvasObject {
	question, hint := v.t("ui.start.question"), v.t("ui.start.hint")
	if v.state.Other {
		question = v.t("ui.start.question_other")
	}
	cards := v.cards(v.do.Choose)
	widest := float32(widthColumn)
	if wide {
		widest = widthWide
	}
	return v.framed(widest, v.openCase(), heading(question, hint), cards, v.elsewhere())
}

// cards are what an iPhone can show.
func (v *View) cards(choose func(diagnose.Card)) fyne.CanvasObject {
	cards := container.New(grid{least: widthCard * v.scale(), gap: gapNear})
	for _, card := range diagnose.Cards() {
		cards.Add(v.card(card, func() { choose(card) }))
	}
	return cards
}

func (v *View) card(card diagnose.Card, onTap func()) fyne.CanvasObject {
	name := v.t("card." + string(card) + ".title")
	text := stack(2, strong(name), small(v.t("card."+string(card)+".hint")))
	content := container.New(beside{gap: 12}, drawing(cardDrawing(card), 46, theme.ColorNameForeground), text)
	return v.control(name, cardLook(), content, onTap)
}

func cardLook() look {
	return look{fill: colourSurface, hover: colourAccentSoft, stroke: theme.ColorNameInputBorder, radius: 12, padX: 12, padY: 11}
}

// elsewhere is for whoever is not the usual person with the usual app.
func (v *View) elsewhere() fyne.CanvasObject {
	other := v.t("ui.start.other_phone")
	if v.state.Other {
		other = v.t("ui.start.own_phone")
	}
	app := diagnose.MailAppOf(v.state.Settings.MailApp)
	mailApp := v.t("ui.start.other_app")
	if app.ID != diagnose.MailApps()[0].ID {
		mailApp = v.t("ui.start.this_app", map[string]any{"App": app.Name})
	}
	row := container.New(flow{gap: 2, even: true},
		v.quiet(v.t("ui.start.admin"), func() { v.do.ForAdmin(false) }),
		v.quiet(other, func() { v.do.OtherPhone(!v.state.Other) }),
		v.quiet(mailApp, func() { v.do.Show(session.ScreenApps) }),
	)
	if !v.state.Demo { // whose stripe says that nothing is real
		row.Add(v.quiet(v.t("ui.start.help"), v.do.HelpOthers))
	}
	if v.state.HasDemo && !v.state.Demo {
		row.Add(v.quiet(v.t("ui.start.demo"), v.do.EnterDemo))
	}
	return row
}

// openCase is what waits for somebody else's answer.
func (v *View) openCase() fyne.CanvasObject {
	c := v.state.Case
	switch {
	case v.state.Worked:
		return panel(gapNear, told(v.t("ui.case.worked")))
	case v.state.Closed:
		return panel(gapNear, told(v.t("ui.case.closed")))
	case c == nil:
		return nil
	}
	answers := container.New(flow{gap: gapNear})
	var next fyne.CanvasObject
	switch c.State {
	case session.CaseUnsent:
		answers.Add(v.secondary(v.t("ui.sent.yes"), v.do.Sent))
		answers.Add(v.secondary(v.t("ui.sent.show"), func() { v.do.Heard(c.State) }))
	case session.CaseWaiting:
		answers.Add(v.secondary(v.t("ui.case.approved"), func() { v.do.Heard(session.CaseApproved) }))
		answers.Add(v.secondary(v.t("ui.case.refused"), func() { v.do.Heard(session.CaseRefused) }))
		next = stack(gapLine, v.reminder(), v.itAsks())
	default:
		next = container.New(flow{}, v.quiet(v.t("ui.case.wrong"), v.do.Unheard))
	}
	about := c.Title
	if c.State == session.CaseApproved {
		about = v.state.Words.Lines("approved.user", v.facts())[lineOpenAgain]
	}
	answers.Add(v.secondary(v.t("ui.case.works"), v.do.Works))
	if c.State == session.CaseApproved {
		answers.Add(v.secondary(v.t("ui.approved.still"), v.do.Stuck))
	}
	rest := container.New(flow{gap: 2})
	if c.State != session.CaseUnsent { // where its first buttons do the same
		rest.Add(v.quiet(v.t("ui.sure.again"), v.do.CheckCase))
		rest.Add(v.quiet(v.t("ui.case.again"), func() { v.do.Heard(c.State) }))
	}
	rest.Add(v.quiet(v.t("ui.case.forget"), v.askForget))
	state := v.t("ui.case.state."+string(c.State), map[string]any{"Since": c.Since, "Today": c.Today})
	return panel(gapNear, lead(state), muted(about), answers, next, rest, v.forgetting())
}

func (v *View) askForget() {
	v.open["forget"] = !v.open["forget"]
	v.redraw()
}

// forgetting asks before the note of the case goes: one wrong press would lose what the person waits for.
func (v *View) forgetting() fyne.CanvasObject {
	if !v.open["forget"] {
		return nil
	}
	forget := func() {
		v.open["forget"] = false
		v.do.ForgetCase()
	}
	return onGround(colourAccentSoft, "", stack(gapNear, para(v.t("ui.case.forget.what")), container.New(flow{gap: gapNear},
		v.secondary(v.t("ui.case.forget.yes"), forget), v.secondary(v.t("ui.case.forget.no"), v.askForget))))
}

// unfolds is a quiet button that shows something under it instead of what another one shows.
func (v *View) unfolds(id, label, other string) fyne.CanvasObject {
	return container.New(flow{}, v.quiet(v.t(label), func() {
		v.open[id], v.open[other] = !v.open[id], false
		v.redraw()
	}))
}

// itAsks is for an answer that is neither a yes nor a no: the case goes on.
func (v *View) itAsks() fyne.CanvasObject {
	button := v.unfolds("asks", "ui.case.asks", "reminder")
	if !v.open["asks"] {
		return button
	}
	read, text := v.readIt(v.state.Case.Message.Text())
	return stack(gapNear, button, onGround(colourAccentSoft, "", stack(gapNear,
		para(v.t("ui.case.asks.how", map[string]any{"Read": v.t("ui.send.read")})), container.New(flow{}, read), text)))
}

// reminder is for whoever waits, and only then: it says that a message was sent.
func (v *View) reminder() fyne.CanvasObject {
	button := v.unfolds("reminder", "ui.case.reminder", "asks")
	if !v.open["reminder"] {
		return button
	}
	o := outgoing{id: "reminder", message: v.state.Case.Reminder, readable: true, reference: v.state.Case.Reference,
		domain: v.state.Case.Domain}
	var early fyne.CanvasObject
	if v.state.Case.Today {
		early = para(v.t("ui.case.reminder.today"))
	}
	copies := v.secondary(v.t("ui.case.reminder.copy"), func() { v.copyOut(o) })
	return stack(gapNear, button, onGround(colourAccentSoft, "", stack(gapNear, early, muted(o.message.Subject),
		v.sendBlock(o, container.New(flow{}, copies)))))
}

// apps asks which mail app it is.
func (v *View) apps(bool) fyne.CanvasObject {
	return v.framed(widthColumn, heading(v.t("ui.apps.question"), v.t("ui.apps.hint")), v.mailApps())
}

func (v *View) mailApps() fyne.CanvasObject {
	list := container.New(grid{least: widthCard * v.scale(), gap: gapNear})
	for _, app := range diagnose.MailApps() {
		list.Add(v.option(app.Name, app.ID == v.state.Settings.MailApp, func() { v.do.SetMailApp(app.ID) }))
	}
	return list
}

// demo offers the scenarios of the simulated company.
func (v *View) demo(bool) fyne.CanvasObject {
	list := container.New(grid{least: widthCard * v.scale(), gap: gapNear})
	for _, s := range session.Scenarios() {
		name := v.t("ui.demo." + s.ID)
		content := stack(2, strong(name), small(s.Address))
		list.Add(v.control(name, cardLook(), content, func() { v.do.PlayScenario(s.ID) }))
	}
	return v.framed(widthColumn, heading(v.t("ui.demo.question"), v.t("ui.demo.hint")), list)
}

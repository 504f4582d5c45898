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
	cards := container.New(grid{least: widthCard * v.scale(), gap: gapNear})
	for _, card := range diagnose.Cards() {
		cards.Add(v.card(card))
	}
	widest := float32(widthColumn)
	if wide {
		widest = widthWide
	}
	return v.framed(widest, v.openCase(), heading(question, hint), cards, v.elsewhere())
}

func (v *View) card(card diagnose.Card) fyne.CanvasObject {
	name := v.t("card." + string(card) + ".title")
	text := stack(2, strong(name), small(v.t("card."+string(card)+".hint")))
	content := container.New(beside{gap: 12}, drawing(cardDrawing(card), 46, theme.ColorNameForeground), text)
	return v.control(name, cardLook(), content, func() { v.do.Choose(card) })
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
	row := container.New(flow{gap: 2},
		v.quiet(v.t("ui.start.admin"), func() { v.do.ForAdmin(false) }),
		v.quiet(other, func() { v.do.OtherPhone(!v.state.Other) }),
		v.quiet(mailApp, func() { v.do.Show(session.ScreenApps) }),
	)
	if !v.state.Demo {
		row.Add(v.quiet(v.t("ui.start.demo"), v.do.EnterDemo))
	}
	return row
}

// openCase is what waits for somebody else's answer.
func (v *View) openCase() fyne.CanvasObject {
	c := v.state.Case
	if v.state.Worked {
		return panel(gapNear, told(v.t("ui.case.worked")))
	}
	if c == nil || v.state.Demo {
		return nil
	}
	answers := container.New(flow{gap: gapNear},
		v.secondary(v.t("ui.case.approved"), func() { v.do.Heard(session.CaseApproved) }),
		v.secondary(v.t("ui.case.refused"), func() { v.do.Heard(session.CaseRefused) }),
		v.secondary(v.t("ui.case.works"), v.do.Works),
	)
	remind := container.New(flow{}, v.quiet(v.t("ui.case.reminder"), func() {
		v.open["reminder"] = !v.open["reminder"]
		v.redraw()
	}))
	rest := container.New(flow{gap: 2},
		v.quiet(v.t("ui.case.again"), func() { v.do.Heard(c.State) }),
		v.quiet(v.t("ui.case.forget"), v.do.ForgetCase),
	)
	state := v.t("ui.case.state."+string(c.State), map[string]any{"Since": c.Since})
	return panel(gapNear, lead(state), muted(c.Title), answers, remind, v.reminder(), rest)
}

func (v *View) reminder() fyne.CanvasObject {
	if !v.open["reminder"] {
		return nil
	}
	m := v.state.Case.Reminder
	return onGround(colourAccentSoft, "", stack(gapNear, strong(m.Subject), para(m.Body), v.writeName(m),
		v.copyButton("reminder", v.t("ui.case.reminder.copy"), m.Subject+"\n\n"+m.Body),
		v.sendRow(m, "")))
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

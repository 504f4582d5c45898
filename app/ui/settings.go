package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// settings has language and size of text first; the rest is folded.
func (v *View) settings(bool) fyne.CanvasObject {
	s := v.state.Settings
	languages := choices()
	for _, l := range wording.Languages() {
		languages.Add(v.option(l.Name, l.Code == s.Language, func() { v.do.SetLanguage(l.Code) }))
	}
	sizes := choices()
	for _, size := range session.TextSizes() {
		sizes.Add(v.option(v.t("ui.settings.text."+string(size)), size == s.TextSize, func() { v.do.SetTextSize(size) }))
	}
	return v.framed(widthColumn, title(v.t("ui.settings")),
		stack(gapNear, section(v.t("ui.settings.language")), languages),
		stack(gapNear, section(v.t("ui.settings.text")), sizes),
		v.organisation(),
		v.fold("more", v.t("ui.settings.more"), v.moreSettings))
}

func choices() *fyne.Container { return container.New(grid{least: 170, gap: gapNear}) }

func (v *View) moreSettings() fyne.CanvasObject {
	s := v.state.Settings
	looks := choices()
	for _, l := range session.Looks() {
		looks.Add(v.option(v.t("ui.settings.look."+string(l)), l == s.Look, func() { v.do.SetLook(l) }))
	}
	return stack(gapBlock,
		stack(gapNear, section(v.t("ui.settings.look")), looks),
		stack(gapNear, section(v.t("ui.settings.app")), v.chosenApp()),
		v.aboutMessages(),
		v.keptCase(),
		v.history(),
		stack(gapNear, section(v.t("ui.settings.about")), para(v.t("ui.settings.version", map[string]any{"Version": v.out.Version})),
			muted(v.t("ui.settings.about_text"))))
}

// chosenApp is the mail app that is set; few ever need the others, which a press shows.
func (v *View) chosenApp() fyne.CanvasObject {
	if v.open["apps"] {
		return v.mailApps()
	}
	return stack(gapNear, para(diagnose.MailAppOf(v.state.Settings.MailApp).Name),
		container.New(flow{}, v.secondary(v.t("ui.settings.other_app"), func() {
			v.open["apps"] = true
			v.redraw()
		})))
}

// keptCase is the person's own, which the demo has no part in.
func (v *View) keptCase() fyne.CanvasObject {
	if v.state.Demo {
		return nil
	}
	rows := []fyne.CanvasObject{section(v.t("ui.settings.case"))}
	if p := v.state.Profile(); p.Forgets() || p.NoHistory && v.state.Case == nil {
		return stack(gapNear, append(rows, v.notKept()...)...)
	}
	if v.state.Case == nil {
		return stack(gapNear, append(rows, muted(v.t("ui.settings.no_case")))...)
	}
	return stack(gapNear, append(rows, muted(v.t("ui.settings.case_hint")),
		container.New(flow{}, v.secondary(v.t("ui.case.forget"), v.askForget)), v.forgetting())...)
}

// notKept says that an organisation wants nothing of a person's checks to be kept; where its file cannot be read, only
// that nothing is.
func (v *View) notKept() []fyne.CanvasObject {
	if v.state.Profile().Problem != nil {
		return []fyne.CanvasObject{muted(v.t("ui.organisation.not_kept"))}
	}
	return []fyne.CanvasObject{muted(v.t("ui.organisation.not_kept")), small(v.t("ui.organisation.fixed"))}
}

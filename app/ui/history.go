package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/session"
)

// history is the list of runs: whether one is kept, where it lies, and what is on it. The demo keeps none.
func (v *View) history() fyne.CanvasObject {
	if v.state.Demo || v.state.HistoryPath == "" {
		return nil
	}
	narrow := v.state.Profile().NoHistory
	if narrow && len(v.state.History) == 0 {
		return stack(gapNear, append([]fyne.CanvasObject{section(v.t("ui.history"))}, v.notKept()...)...)
	}
	on := v.state.Settings.History
	choose := choices()
	choose.Add(v.optionOf(v.t("ui.history"), v.t("ui.history.off"), !on, func() { v.do.SetHistory(false) }))
	choose.Add(v.optionOf(v.t("ui.history"), v.t("ui.history.on"), on, func() { v.do.SetHistory(true) }))
	rows := []fyne.CanvasObject{section(v.t("ui.history")), choose, muted(v.t("ui.history.what"))}
	if narrow { // what is there already stays, and can be deleted
		rows = []fyne.CanvasObject{section(v.t("ui.history"))}
	}
	if on || len(v.state.History) > 0 {
		rows = append(rows, muted(v.t("ui.history.where")), mono(v.state.HistoryPath))
	}
	for _, r := range v.state.History[:min(len(v.state.History), session.ShownRuns)] {
		came := ""
		if r.Came != session.OutcomeNone {
			came = v.t("ui.history.came." + string(r.Came))
		}
		day := r.At.Format(v.t("ui.case.date_layout"))
		rows = append(rows, panel(2, strong(r.Title), small(v.t("ui.history.row", map[string]any{"Day": day, "Came": came}))))
	}
	if len(v.state.History) > 0 {
		rows = append(rows, container.New(flow{}, v.secondary(v.t("ui.history.forget"), v.do.ForgetHistory)))
	}
	return stack(gapNear, rows...)
}

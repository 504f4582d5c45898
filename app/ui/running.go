package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/diagnose"
)

// running is a run while it goes on: three lines for the person, every stage under the fold.
func (v *View) running(bool) fyne.CanvasObject {
	rows := v.reading()
	if v.state.Asking {
		rows = v.runParts()
	}
	buttons := container.New(flow{gap: gapNear}, v.secondary(v.t("ui.running.cancel"), v.do.Cancel))
	if v.state.Standing.Ours {
		buttons.Add(v.secondary(v.t("ui.running.error"), v.do.SeesError))
	}
	return v.framed(widthColumn,
		v.askedOf(),
		v.standing(),
		panel(gapNear, rows...),
		buttons,
		v.fold("details", v.t("ui.running.details"), v.stages))
}

// askedOf leads the page: the time so far, or what the person is to do. Nobody is hurried by seconds who is to type a password.
func (v *View) askedOf() fyne.CanvasObject {
	if v.state.Standing.Asks && v.state.Standing.Code.UserCode == "" {
		return heading(v.t("ui.running.your_turn"), v.t("ui.running.waits"))
	}
	return heading(v.t("ui.running.title"), v.t("ui.running.elapsed", map[string]any{"Count": int(v.state.Elapsed.Seconds())}))
}

// reading is what happens to a long text where no server is asked.
func (v *View) reading() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		container.New(beside{gap: 10}, symbol(markDots, 20, colourMuted), strong(v.t("ui.running.reading"))),
		container.New(beside{gap: 10}, symbol(markWait, 20, colourMuted), muted(v.t("ui.running.judging"))),
		container.New(beside{gap: 10}, symbol(markWait, 20, colourMuted), muted(v.t("ui.running.wording"))),
	}
}

// runParts are the lines of a run that a person understands.
func (v *View) runParts() []fyne.CanvasObject {
	parts := diagnose.RunParts()
	rows := make([]fyne.CanvasObject, len(parts))
	for i, part := range parts {
		art, state := v.partState(diagnose.StagesOf(part))
		words := muted
		if art != markWait {
			words = strong
		}
		line := v.t("ui.running." + string(part))
		rows[i] = container.New(beside{gap: 10}, symbol(art, 20, colourMuted), stack(0, words(line), small(v.t(state))))
	}
	return rows
}

// partState is the mark and the words for stages that stand in one line: the first that stopped the run, else one that
// is being asked, else whether all of them are behind it.
func (v *View) partState(ids []diagnose.StageID) (art, words string) {
	states := make([]diagnose.StageState, 0, len(ids))
	for _, s := range v.state.Stages {
		if slices.Contains(ids, s.ID) {
			states = append(states, s.State)
		}
	}
	has := func(state diagnose.StageState) bool { return slices.Contains(states, state) }
	asked := slices.ContainsFunc(states, func(s diagnose.StageState) bool {
		return s == diagnose.Passed || s == diagnose.Warning
	})
	switch {
	case slices.ContainsFunc(states, diagnose.StageState.Stops):
		return markWarning, "ui.running.state.stopped"
	case has(diagnose.Running), asked && has(diagnose.NotChecked):
		return markDots, "ui.running.state.now"
	case asked:
		return markDone, "ui.running.state.done"
	}
	return markWait, "ui.running.state.later"
}

// standing says where the person stands on the pages of the sign-in.
func (v *View) standing() fyne.CanvasObject {
	at := v.state.Standing
	if at.Page == "" {
		return nil
	}
	return onGround(colourAccentSoft, "", stack(gapLine, strong(v.t("ui.standing."+at.Page, map[string]any{"Host": at.Host})),
		para(v.t("ui.running.window"))))
}

// stages are all steps of a run, in words, with what was found.
func (v *View) stages() fyne.CanvasObject {
	list := container.New(column{gap: gapLine})
	for _, s := range v.state.Stages {
		list.Add(v.stage(s))
		if s.Finding != "" {
			list.Add(container.New(inset{x: foldRoom}, small(v.state.Words.Finding(s.Finding))))
		}
	}
	return list
}

func (v *View) stage(s diagnose.Stage) fyne.CanvasObject { return v.stageAs("ui.stage.", s) }

// stageAs is a stage as those words call it that are for whoever reads.
func (v *View) stageAs(words string, s diagnose.Stage) fyne.CanvasObject {
	line := v.t(words+string(s.ID)) + ": " + v.t("ui.stage_state."+string(s.State))
	if s.Duration >= time.Second { // less is nothing to a person
		line = v.t("ui.stage_time", map[string]any{"Line": line, "Millis": s.Duration.Milliseconds()})
	}
	return small(line)
}

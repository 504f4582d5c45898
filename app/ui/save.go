package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"synchelper/app/session"
)

// saveReport saves the report on the screen by one press. Who will read it and what is in it are folded: few need to look.
func (v *View) saveReport() fyne.CanvasObject {
	return stack(gapNear, append([]fyne.CanvasObject{para(v.t("ui.save.what"))}, v.saving()...)...)
}

// saving is how a report is saved, whoever's it is. What is said comes below the buttons, and what may be very long last.
func (v *View) saving() []fyne.CanvasObject {
	buttons := container.New(flow{gap: gapNear}, v.secondary(v.t("ui.save.now"), v.do.Save), v.otherFolder())
	return []fyne.CanvasObject{para(v.state.Contains()), v.whoReads(), v.whoMayRead(), v.saveWhere(), buttons, v.savedNote(),
		v.everything()}
}

// whoReads asks who will read the report, where there is a choice. For somebody outside everybody has another name, and the
// person may want to know later who is who.
func (v *View) whoReads() fyne.CanvasObject {
	if !v.state.CanGoOutside() {
		return nil
	}
	question, saving := v.t("ui.save.who"), v.state.Saving
	return v.fold("readers", question, func() fyne.CanvasObject {
		var names fyne.CanvasObject
		if saving.Outside {
			tick := v.tick(v.t("ui.save.names"), saving.Names, func() { v.do.SaveNames(!saving.Names) })
			names = stack(gapLine, container.New(flow{}, tick), small(v.t("ui.save.names.what")))
		}
		return stack(gapNear, container.New(flow{gap: gapNear},
			v.optionOf(question, v.t("ui.save.for.it"), !saving.Outside, func() { v.do.SaveFor(false) }),
			v.optionOf(question, v.t("ui.save.for.outside"), saving.Outside, func() { v.do.SaveFor(true) })), names)
	})
}

// everything shows the file before it is written, and first what is not in it any more.
func (v *View) everything() fyne.CanvasObject {
	saving := v.state.Saving
	return v.foldBy(saving.Showing, v.t("ui.save.everything"), strong(v.t("ui.save.everything")), func() {
		v.do.ShowReport(!saving.Showing)
	}, func() fyne.CanvasObject {
		shown := saving.Shown
		switch {
		case shown == nil: // it is being made
			return stack(gapNear)
		case shown.Problem == session.ProblemNone:
			return v.shown(shown)
		case shown.Problem == v.state.SaveError: // which stands above
			return stack(gapNear)
		}
		return notice(v.whyNotSaved(shown.Problem))
	})
}

// shown is the file: what is not in it any more, what people read, and folded what programs read.
func (v *View) shown(s *session.Shown) fyne.CanvasObject {
	text := stack(gapPart)
	for _, part := range s.Sections {
		text.Add(stack(gapLine, section(part.Heading), para(strings.Join(part.Lines, "\n"))))
	}
	return stack(gapPart,
		stack(gapNear, append([]fyne.CanvasObject{section(v.t("ui.save.taken"))}, v.taken(s.Taken)...)...),
		stack(gapNear, section(v.t("ui.save.file")), onGround(colourAccentSoft, "", text)),
		v.fold("form", v.t("ui.save.form"), func() fyne.CanvasObject { return onGround(colourAccentSoft, "", mono(strings.TrimRight(s.Form, "\n"))) }))
}

// taken names each reason, and where in the file something stood.
func (v *View) taken(list []session.Taken) []fyne.CanvasObject {
	if len(list) == 0 {
		return []fyne.CanvasObject{para(v.t("ui.save.nothing_taken"))}
	}
	rows := make([]fyne.CanvasObject, len(list))
	for i, t := range list {
		rows[i] = stack(2, para(t.Why), mono(strings.Join(t.Fields, ", ")))
	}
	return rows
}

// savedNote says where the report is, or why it is not there.
func (v *View) savedNote() fyne.CanvasObject {
	return v.savedAll(v.t("ui.save.done"), v.state.Saved, v.state.SaveError)
}

// savedAll says so of a file that may have a list of names beside it.
func (v *View) savedAll(done, path string, why session.Problem) fyne.CanvasObject {
	note := v.savedWhere(done, path, why, nil)
	if note == nil || v.state.Saving.Named == "" {
		return note
	}
	return stack(gapNear, note, toldWhere(v.t("ui.save.names.done"), v.state.Saving.Named))
}

func (v *View) saveWhere() fyne.CanvasObject {
	return small(v.t("ui.save.where", map[string]any{"Folder": v.state.SaveDir}))
}

func (v *View) otherFolder() fyne.CanvasObject {
	return v.secondary(v.t("ui.save.elsewhere"), v.chooseFolder)
}

func (v *View) chooseFolder() {
	v.chooseFolderFor(v.t("ui.save.elsewhere"), v.state.SaveDir, v.do.SaveIn)
}

// chooseFolderFor lets the person choose a folder, from the one that is given on; empty: Fyne's own first one.
func (v *View) chooseFolderFor(title, from string, chosen func(path string)) {
	chooser := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err == nil && folder != nil {
			chosen(folder.Path())
		}
	}, v.window)
	if from != "" {
		if here, err := storage.ListerForURI(storage.NewFileURI(from)); err == nil {
			chooser.SetLocation(here)
		}
	}
	v.show(chooser, title)
}

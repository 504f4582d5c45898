package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"synchelper/app/session"
	"synchelper/diagnose/wording"
)

// top is what stays above every page: the way back, the language, and in the demo its stripe.
func (v *View) top() fyne.CanvasObject {
	bar := container.New(frame{widest: widthWide * v.scale(), x: 16, y: 5},
		container.New(ends{gap: gapNear}, v.topLeft(), v.topRight()))
	if !v.state.Demo {
		return bar
	}
	return stack(0, v.stripe(), bar)
}

func (v *View) topLeft() fyne.CanvasObject {
	if v.state.Screen == session.ScreenStart {
		return padded(0, 9, strong(v.t("ui.name")))
	}
	label := v.t("ui.back.start")
	if v.state.Behind != session.ScreenStart || v.isOneOfMany() || asksPicture(v.state) {
		label = v.t("ui.back")
	}
	words := newProse(label, theme.SizeNameText, colourAccent, fyne.TextStyle{Bold: true})
	content := container.New(beside{gap: 6}, symbol(markBack, 14, colourMuted), words)
	return v.control(label, look{hover: colourAccentSoft, radius: 8, padX: 7, padY: 6}, content, v.back)
}

func (v *View) topRight() fyne.CanvasObject {
	row := container.New(flow{gap: 2})
	if v.state.Screen == session.ScreenSettings { // which has the languages itself
		return row
	}
	for _, l := range wording.Languages() {
		if l.Code != v.state.Settings.Language {
			row.Add(v.quiet(l.Name, func() { v.do.SetLanguage(l.Code) }))
		}
	}
	row.Add(v.quiet(v.t("ui.settings"), func() { v.do.Show(session.ScreenSettings) }))
	return row
}

// stripe says on every screen that this is not real.
func (v *View) stripe() fyne.CanvasObject {
	words := newProse(v.t("ui.demo.stripe"), theme.SizeNameText, colourNoticeInk, fyne.TextStyle{Bold: true})
	leave := newProse(v.t("ui.demo.leave"), theme.SizeNameText, colourNoticeInk, fyne.TextStyle{Bold: true})
	button := v.control(v.t("ui.demo.leave"), look{stroke: colourNoticeInk, radius: 8, padX: 10, padY: 3}, leave, v.do.LeaveDemo)
	bar := container.New(frame{widest: widthWide * v.scale(), x: 16, y: 6}, container.New(ends{gap: gapNear}, words, button))
	return container.NewStack(canvas.NewRectangle(theme.Color(colourNotice)), bar)
}

// How large the mark of a step is, in letters, and how far from its words.
const (
	badgeSide = 1.45
	badgeGap  = 10
)

// numbered is one step of several.
func numbered(number int, text string) fyne.CanvasObject {
	return container.New(beside{gap: badgeGap}, badge(strconv.Itoa(number)), para(text))
}

func badge(text string) fyne.CanvasObject {
	words := newProse(text, sizeSmall, colourAccent, fyne.TextStyle{Bold: true})
	words.align = fyne.TextAlignCenter
	words.breakLines()
	ground := canvas.NewCircle(theme.Color(colourAccentSoft))
	side := theme.Size(theme.SizeNameText) * badgeSide
	return container.New(disc{side: side}, ground, words)
}

// disc puts a short text into the middle of a circle.
type disc struct{ side float32 }

func (d disc) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	objects[0].Resize(fyne.NewSquareSize(d.side))
	high := fit(objects[1], d.side)
	objects[1].Move(fyne.NewPos(0, (d.side-high)/2))
}

func (d disc) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(d.side) }

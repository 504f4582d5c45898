package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"synchelper/diagnose/wording"
)

// Room between things, from what belongs together to what does not.
const (
	gapLine  = 4
	gapNear  = 8
	gapPart  = 14
	gapBlock = 24
)

// Room at the left and right of what stands on a ground of its own, and left of what a fold holds, which begins where the
// words of the fold's heading do.
const (
	groundRoom = 16
	foldRoom   = 24
)

// Widths in points.
const (
	widthColumn = 640 // a line of text that can be read
	widthWide   = 1040
	gapAside    = 36
	widthAside  = 330
	widthLinks  = widthWide - widthColumn - gapAside // beside steps that are as wide as on a page without links
	widthCard   = 270
)

func stack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	kept := objects[:0:0]
	for _, o := range objects {
		if o != nil {
			kept = append(kept, o)
		}
	}
	return container.New(column{gap: gap}, kept...)
}

func para(text string) fyne.CanvasObject {
	return newProse(text, theme.SizeNameText, theme.ColorNameForeground, fyne.TextStyle{})
}

func strong(text string) fyne.CanvasObject {
	return newProse(text, theme.SizeNameText, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
}

func muted(text string) fyne.CanvasObject {
	return newProse(text, theme.SizeNameText, colourMuted, fyne.TextStyle{})
}

func small(text string) fyne.CanvasObject {
	return newProse(text, sizeSmall, colourMuted, fyne.TextStyle{})
}

func title(text string) fyne.CanvasObject {
	return newProse(text, sizeTitle, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
}

func lead(text string) fyne.CanvasObject {
	return newProse(text, sizeLead, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
}

// heading leads a page: what it is about, and a line that explains.
func heading(words, hint string) fyne.CanvasObject {
	return stack(belowTitle(), title(words), muted(hint))
}

// belowTitle is the room between a title and what explains it: more than between the title's own lines.
func belowTitle() float32 { return theme.Size(sizeTitle) * 0.35 }

// section is the label above a part of a page, in capitals.
func section(text string) fyne.CanvasObject {
	return newProse(wording.Capitals(text), sizeSmall, colourAccent, fyne.TextStyle{Bold: true})
}

// spaced sets a section apart from what stands above it in the same part.
func spaced(o fyne.CanvasObject) fyne.CanvasObject { return padded(0, 6, o) }

func mono(text string) fyne.CanvasObject {
	return newProse(text, sizeSmall, theme.ColorNameForeground, fyne.TextStyle{Monospace: true})
}

// page frames.
func (v *View) framed(widest float32, parts ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(frame{widest: widest * v.scale(), within: widthWide * v.scale(), x: 16, y: 20}, stack(gapBlock, parts...))
}

func padded(x, y float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(inset{x: x, y: y}, o)
}

// panel is a raised part of a page.
func panel(gap float32, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return onGround(colourSurface, colourOutline, stack(gap, objects...))
}

func onGround(fill, stroke fyne.ThemeColorName, content fyne.CanvasObject) fyne.CanvasObject {
	back := canvas.NewRectangle(colourOf(fill))
	back.CornerRadius = 12
	if stroke != "" {
		back.StrokeColor, back.StrokeWidth = colourOf(stroke), 1
	}
	return container.NewStack(back, padded(groundRoom, 14, content))
}

// notice is what must not be overlooked: its own ground, a mark, and words.
func notice(text string, below ...fyne.CanvasObject) fyne.CanvasObject {
	words := newProse(text, theme.SizeNameText, colourNoticeInk, fyne.TextStyle{})
	all := stack(gapNear, append([]fyne.CanvasObject{words}, below...)...)
	return onGround(colourNotice, "", container.New(beside{gap: 10}, symbol(markNotice, 22, colourNoticeInk), all))
}

// told says that something worked, beside the button that did it.
func told(text string) fyne.CanvasObject {
	return container.New(beside{gap: toldGap}, symbol(markDone, toldMark, colourMuted), strong(text))
}

// toldWhere says that something was saved, and where, under the words.
func toldWhere(text, path string) fyne.CanvasObject {
	return stack(gapNear, told(text), container.New(inset{left: toldMark + toldGap}, mono(path)))
}

// How far the words of told stand from the left.
const (
	toldMark = 18
	toldGap  = 8
)

// control registers what can have the keyboard.
func (v *View) control(label string, l look, content fyne.CanvasObject, onTap func()) *control {
	c := newControl(label, v.keys, l, content, onTap)
	v.targets[label] = c
	return c
}

// primary is the one button that a screen offers first.
func (v *View) primary(label string, onTap func()) fyne.CanvasObject {
	button, _ := v.primaryWhile(label, true, onTap)
	return button
}

// primaryWhile is a button that is the one offered first only while something holds. What it returns tells it whether it
// does: the button is not made anew while a person types.
func (v *View) primaryWhile(label string, holds bool, onTap func()) (fyne.CanvasObject, func(bool)) {
	words := newProse(label, sizeLead, theme.ColorNameForegroundOnPrimary, fyne.TextStyle{Bold: true})
	words.align = fyne.TextAlignCenter
	shape := look{radius: 10, padX: 18, padY: 11}
	c := v.control(label, shape, words, onTap)
	lead := func(leads bool) {
		other := buttonLook()
		shape.fill, shape.hover, shape.stroke, words.colour = other.fill, other.hover, other.stroke, colourAccent
		if leads {
			shape.fill, shape.hover, shape.stroke, words.colour = theme.ColorNamePrimary, colourRing, "", theme.ColorNameForegroundOnPrimary
		}
		c.look = shape
		c.Refresh()
	}
	lead(holds)
	return c, lead
}

func (v *View) secondary(label string, onTap func()) *control { return v.secondaryOf("", label, onTap) }

// secondaryOf is a button about one of several things, by which it is told from those of the others.
func (v *View) secondaryOf(about, label string, onTap func()) *control {
	words := newProse(label, theme.SizeNameText, colourAccent, fyne.TextStyle{Bold: true})
	words.align = fyne.TextAlignCenter
	words.breakLines()
	return v.control(strings.TrimSpace(about+" "+label), buttonLook(), words, onTap)
}

func buttonLook() look {
	return look{fill: colourSurface, hover: colourAccentSoft, stroke: theme.ColorNameInputBorder, radius: 9, padX: 14, padY: 7}
}

// quiet is a button without a ground of its own.
func (v *View) quiet(label string, onTap func()) *control { return v.quietOf("", label, onTap) }

// quietOf is to quiet what secondaryOf is to secondary.
func (v *View) quietOf(about, label string, onTap func()) *control {
	words := newProse(label, theme.SizeNameText, colourAccent, fyne.TextStyle{Bold: true})
	return v.control(strings.TrimSpace(about+" "+label), look{hover: colourAccentSoft, radius: 8, padX: 7, padY: 4}, words, onTap)
}

// option is one of several of which one is chosen; the mark says so as well as frame and ground.
func (v *View) option(label string, chosen bool, onTap func()) fyne.CanvasObject {
	return v.optionOf("", label, chosen, onTap)
}

// optionOf is an option of a question whose answers have the same words as those of another question on the page.
func (v *View) optionOf(question, label string, chosen bool, onTap func()) fyne.CanvasObject {
	return v.marked(strings.TrimSpace(question+" "+label), label, chosen, markOn, markOff, onTap)
}

// tick is something that is wanted or not, whatever else is.
func (v *View) tick(label string, wanted bool, onTap func()) fyne.CanvasObject {
	return v.marked(label, label, wanted, markTick, markBox, onTap)
}

func (v *View) marked(name, label string, chosen bool, on, off string, onTap func()) fyne.CanvasObject {
	art, fill, stroke := off, colourSurface, theme.ColorNameInputBorder
	if chosen {
		art, fill, stroke = on, colourAccentSoft, colourAccent
	}
	content := container.New(beside{gap: 10}, symbol(art, 20, colourMuted), para(label))
	return v.control(name, look{fill: fill, hover: colourAccentSoft, stroke: stroke, radius: 9, padX: 12, padY: 8},
		content, onTap)
}

// fold is a part that opens under its heading.
func (v *View) fold(id, label string, content func() fyne.CanvasObject) fyne.CanvasObject {
	return v.foldOf(id, label, strong(label), content)
}

// foldOf is a fold with a heading of another rank, or one that stands several times on a page, by a name of its own.
func (v *View) foldOf(id, name string, heading fyne.CanvasObject, content func() fyne.CanvasObject) fyne.CanvasObject {
	return v.foldBy(v.open[id], name, heading, func() {
		v.open[id] = !v.open[id]
		v.redraw()
	}, content)
}

// foldBy is a fold that somebody else knows to be open.
func (v *View) foldBy(open bool, name string, heading fyne.CanvasObject, onTap func(), content func() fyne.CanvasObject) fyne.CanvasObject {
	art := markShut
	if open {
		art = markOpen
	}
	arrow := symbol(art, 12, colourMuted)
	row := container.New(beside{gap: foldRoom - arrow.MinSize().Width}, arrow, heading)
	head := v.control(name, look{hover: colourAccentSoft, radius: 9, padX: 10, padY: 9}, row, onTap)
	if !open {
		return head
	}
	return stack(gapLine, head, container.New(inset{left: foldRoom, y: 6, below: 10}, content()))
}

// copyButton puts a text on the clipboard and says so.
func (v *View) copyButton(id, label, text string) fyne.CanvasObject {
	button := v.secondary(label, func() { v.copyText(id, text) })
	if v.copied != id {
		return container.New(flow{gap: gapNear}, button)
	}
	return container.New(flow{gap: gapNear}, button, padded(0, 10, told(v.t("ui.copied"))))
}

func (v *View) copyText(id, text string) {
	v.out.Clipboard.SetContent(text)
	v.copied, v.outdated = id, ""
	v.redraw()
}

// steps numbers lines.
func steps(lines []string) []fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, len(lines))
	for i, line := range lines {
		rows[i] = numbered(i+1, line)
	}
	return rows
}

func bullets(lines []string) []fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, len(lines))
	for i, line := range lines {
		rows[i] = container.New(beside{gap: 8}, newProse("–", theme.SizeNameText, colourAccent, fyne.TextStyle{Bold: true}), para(line))
	}
	return rows
}

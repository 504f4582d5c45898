package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"synchelper/diagnose"
	"synchelper/diagnose/triage"
)

const (
	daysFrom  = 50 // rows from which a chart tells more than the rows
	shownDays = 14 // the bars that can be pressed in the narrowest window
)

// Room above and below what can be pressed in a row.
const (
	rowRoom    = 6
	buttonRoom = 6
)

// helpTable are the rows, with what finds, orders and chooses them above.
func (v *View) helpTable(wide bool) fyne.CanvasObject {
	h := v.state.Help
	list := v.helpRows(wide)
	v.page.moved = list.look
	return stack(gapNear, section(v.t("triage.heading.rows")), v.helpSearch(), v.helpOrder(), v.helpOnly(), v.helpChosen(),
		v.savedAll(v.t("ui.help.saved"), h.Saved, h.SaveError), list)
}

func (v *View) helpSearch() fyne.CanvasObject {
	label := v.t("ui.help.search")
	query := v.state.Help.Query
	field := newEntry(label, v.keys, query.Text, func(text string) { query.Text = text })
	field.SetPlaceHolder(label)
	find := func() { v.do.Seek(query) }
	field.OnSubmitted = func(string) { find() }
	v.targets[label] = field
	var outside fyne.CanvasObject
	if v.state.Saving.Outside {
		outside = para(v.t("ui.help.save.outside"))
	}
	return stack(gapNear, field, container.New(flow{gap: gapNear}, v.secondary(v.t("ui.help.find"), find),
		v.secondary(v.t("ui.help.save"), v.do.SaveRows)), v.whoReads(), outside)
}

// helpOrder orders by what is pressed; pressed again, the other way round.
func (v *View) helpOrder() fyne.CanvasObject {
	q := v.state.Help.Query
	row := container.New(flow{gap: 2}, padded(0, 7, small(v.t("ui.help.sort")+":")))
	for _, c := range []struct {
		by triage.Column
		id string
	}{{triage.ByRead, "ui.help.sort.read"}, {triage.ByUser, "ui.help.sort.user"}, {triage.ByTime, "ui.help.sort.time"},
		{triage.ByCause, "ui.help.sort.cause"}, {triage.ByConfidence, "ui.help.sort.confidence"},
		{triage.ByCompany, "ui.help.sort.company"}, {triage.ByReference, "ui.help.sort.reference"},
		{triage.BySource, "ui.help.sort.source"}} {
		label, next := v.t(c.id), q
		next.Sort, next.Descending = c.by, c.by == triage.ByTime
		if q.Sort == c.by {
			next.Descending = !q.Descending
			way := "ui.help.up"
			if q.Descending {
				way = "ui.help.down"
			}
			label += " (" + v.t(way) + ")"
		}
		row.Add(v.quietOf(v.t("ui.help.sort"), label, func() { v.do.Seek(next) }))
	}
	return row
}

// helpOnly says what narrows the rows, and leads back to all.
func (v *View) helpOnly() fyne.CanvasObject {
	h := v.state.Help
	q := h.Query
	if h.View.Len() == h.Rows && q.Text == "" {
		return nil
	}
	words := []string{v.t("ui.help.shown", map[string]any{"Shown": h.View.Len(), "All": h.Rows})}
	if q.Group != nil {
		words = append(words, v.t("ui.help.only_group", map[string]any{"Title": v.state.Words.Many(q.Group.Many()).Title}))
	}
	if !q.Day.IsZero() {
		words = append(words, v.t("ui.help.only_day", map[string]any{"Day": q.Day.Format(time.DateOnly)}))
	}
	all := v.secondary(v.t("ui.help.show_all"), func() { v.do.Seek(triage.Query{Sort: q.Sort, Descending: q.Descending}) })
	return onGround(colourAccentSoft, "", stack(gapNear, para(strings.Join(words, " ")), container.New(flow{}, all)))
}

// helpChosen is what can be done with chosen rows: two are compared, any are saved.
func (v *View) helpChosen() fyne.CanvasObject {
	h := v.state.Help
	if h.Chosen.Len() == 0 {
		return nil
	}
	row := container.New(flow{gap: gapNear})
	two := h.Chosen.Len() == 2
	if two {
		row.Add(v.secondary(v.t("ui.help.compare"), func() {
			v.open["compare"] = !v.open["compare"]
			v.redraw()
		}))
	}
	row.Add(v.quiet(v.t("ui.help.choose_none"), v.do.Untick))
	rows := []fyne.CanvasObject{para(v.counted("ui.help.chosen", h.Chosen.Len())), row}
	if two && v.open["compare"] {
		rows = append(rows, v.compared(h.Chosen.Row(0), h.Chosen.Row(1)))
	}
	return panel(gapNear, rows...)
}

// compared names the fields in which two rows differ.
func (v *View) compared(a, b triage.Row) fyne.CanvasObject {
	differ := triage.Compare(a, b)
	if len(differ) == 0 {
		return told(v.t("ui.help.alike"))
	}
	list := container.New(column{gap: gapNear})
	cell := func(r triage.Row, name, value string) fyne.CanvasObject { // which, unlike what a grid is for, has no ring
		return padded(ringRoom, 0, para(v.fieldOf(r, name, value)))
	}
	for _, d := range differ {
		list.Add(stack(2, small(v.t("ui.help.differ."+d.Name)), container.New(grid{least: 240 * v.scale(), gap: gapNear},
			cell(a, d.Name, d.A), cell(b, d.Name, d.B))))
	}
	return list
}

// fieldOf is a field of a row as the rows show it.
func (v *View) fieldOf(r triage.Row, name, value string) string {
	switch {
	case value == "":
		return "–"
	case name == "time":
		return v.both(r)
	case name == "cause":
		return v.verdictOf(r).short
	case name == "confidence":
		return v.verdictOf(r).sure
	case name == "origin":
		return v.t("ui.help.origin." + value)
	case name == "mail_app" && value != diagnose.OtherMailApp:
		return diagnose.MailAppOf(value).Name
	}
	return value
}

// helpDays is how many reports came on which day, once there are many.
func (v *View) helpDays() fyne.CanvasObject {
	h := v.state.Help
	days := h.Days[max(len(h.Days)-shownDays, 0):]
	if h.Rows < daysFrom || len(days) < 2 {
		return nil
	}
	most := 1
	for _, d := range days {
		most = max(most, d.Rows)
	}
	bars := container.New(chart{})
	for _, d := range days {
		bars.Add(v.helpDay(d, most))
	}
	return stack(gapNear, section(v.t("ui.help.days")), small(v.counted("ui.help.days_last", len(days))), bars)
}

// helpDay is a bar with its number above and its day below.
func (v *View) helpDay(d triage.Day, most int) fyne.CanvasObject {
	const highest = 90
	bar := canvas.NewRectangle(colourOf(colourAccent))
	bar.SetMinSize(fyne.NewSize(4, max(highest*float32(d.Rows)/float32(most), 1)))
	chosen := v.state.Help.Query.Day.Equal(d.Day)
	word := func(text string, bold bool) fyne.CanvasObject {
		p := newProse(text, sizeSmall, colourMuted, fyne.TextStyle{Bold: bold})
		p.align, p.most = fyne.TextAlignCenter, 1
		return p
	}
	content := container.New(barLayout{highest: highest}, word(fmt.Sprint(d.Rows), chosen), bar, word(fmt.Sprint(d.Day.Day()), chosen))
	shape := look{hover: colourAccentSoft, radius: 6, padX: 0, padY: 2}
	if chosen {
		shape.fill = colourAccentSoft
	}
	return v.control(d.Day.Format(time.DateOnly), shape, content, func() {
		q := v.state.Help.Query
		q.Day = d.Day
		if chosen {
			q.Day = time.Time{}
		}
		v.do.Seek(q)
	})
}

// chart puts bars side by side, all as wide, not wider than a finger needs.
type chart struct{}

func (chart) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const widest = 56
	width := min(size.Width/float32(len(objects)), widest)
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*width, 0))
		fit(o, width)
	}
}

func (chart) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, column{}.MinSize(objects[:1]).Height)
}

// barLayout puts a bar on one ground with all others, its number above it and its day below.
type barLayout struct{ highest float32 }

func (b barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	line := objects[0].MinSize().Height
	high := objects[1].MinSize().Height
	for _, o := range []fyne.CanvasObject{objects[0], objects[2]} {
		o.Resize(fyne.NewSize(size.Width, line))
	}
	objects[0].Move(fyne.NewPos(0, b.highest-high))
	thin := min(size.Width*0.7, 30)
	objects[1].Resize(fyne.NewSize(thin, high))
	objects[1].Move(fyne.NewPos((size.Width-thin)/2, line+2+b.highest-high))
	objects[2].Move(fyne.NewPos(0, line+4+b.highest))
}

func (b barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(12, 2*objects[0].MinSize().Height+4+b.highest)
}

// helpRows draws the rows that the query found.
func (v *View) helpRows(wide bool) *rows {
	view := v.state.Help.View
	high := func(size fyne.ThemeSizeName) float32 {
		return newProse("M", size, theme.ColorNameForeground, fyne.TextStyle{}).MinSize().Height + gapLine
	}
	large, little := high(theme.SizeNameText), high(sizeSmall)
	row := large + little + 2*(rowRoom+ringRoom)
	if !wide { // its buttons stand below
		row = float32(2+v.titleLines(wide))*large + 3*little + 2*(rowRoom+ringRoom) + 2*(buttonRoom+ringRoom) + gapPart
	}
	return newRows(v, view.Len(), row, func(i int) (fyne.CanvasObject, []string) { return v.helpRow(view, i, wide) })
}

// titleLines is how many lines a row has for its cause: among the largest letters few words fit into one.
func (v *View) titleLines(wide bool) int {
	if wide || v.scale() == 1 {
		return 1
	}
	return 2
}

// helpRow is a row, and the names of what can be pressed in it.
func (v *View) helpRow(view triage.View, i int, wide bool) (fyne.CanvasObject, []string) {
	r, number := view.Row(i), view.Number(i)
	id := fmt.Sprintf("%d", number+1)
	line := func(text string, bold bool) *prose {
		p := newProse(text, theme.SizeNameText, theme.ColorNameForeground, fyne.TextStyle{Bold: bold})
		if p.most = 1; !bold {
			p.size, p.colour = sizeSmall, colourMuted
		}
		return p
	}
	user := r.User
	if user == "" {
		user = v.t("triage.nobody")
	}
	verdict := v.verdictOf(r)
	at := v.both(r)
	same := ""
	if before, ok := view.Same(r); ok {
		same = v.t("triage.same_as", map[string]any{"Source": before.Source()})
	}
	whence, short := said(same, r.Source(), r.Ticket), line(verdict.short, true)
	short.most = v.titleLines(wide)
	if !wide { // in one line, so that none is empty where nobody named a reference
		whence = append(whence, said(r.Reference)...)
	}
	cells := []fyne.CanvasObject{line(user, true), line(strings.Join(whence, " · "), false), short,
		line(verdict.sure, false), line(at, false)}
	if wide {
		cells = append(cells, line(r.Reference, false))
	}
	name := id + " " + user
	content := container.New(cellLayout{wide: wide}, cells...)
	main := v.control(name, look{hover: colourAccentSoft, radius: 8, padX: 8, padY: rowRoom}, content, func() { v.do.OpenRow(number) })
	tick, reply := v.rowButtons(id, number, v.state.Help.Home.Foreign(r))
	return container.New(rowLayout{wide: wide}, tick, main, reply, divider()), []string{name, tick.label, reply.label}
}

// rowButtons choose a row, and copy the reply to its person. To one of another company nothing is copied unasked.
func (v *View) rowButtons(id string, number int, foreign bool) (tick, reply *control) {
	art := markBox
	if slices.Contains(v.state.Help.Ticked, number) {
		art = markTick
	}
	plain := look{hover: colourAccentSoft, radius: 8, padX: 7, padY: buttonRoom}
	tick = v.control(id+" "+v.t("ui.help.choose"), plain, symbol(art, 20, colourMuted), func() { v.do.Tick(number) })
	copied, label := fmt.Sprintf("row%d", number), v.t("ui.help.reply")
	if v.copied == copied {
		label = v.t("ui.copied")
	}
	words := newProse(label, theme.SizeNameText, colourAccent, fyne.TextStyle{Bold: true})
	words.most = 1
	reply = v.control(id+" "+v.t("ui.help.reply"), plain, words, func() {
		if foreign { // where it is shown in full, it asks first
			v.do.OpenRow(number)
			return
		}
		v.copyText(copied, v.do.ReplyTo(number))
	})
	return tick, reply
}

// verdictWords are what a row has and how sure that is.
type verdictWords struct{ short, sure string }

// verdictKey is all that they depend on.
type verdictKey struct {
	cause      diagnose.CauseID
	confidence diagnose.Confidence
	ground     triage.Ground
	trap       bool
}

// verdictOf puts a row's verdict into words, once for all rows that have the same.
func (v *View) verdictOf(r triage.Row) verdictWords {
	key := verdictKey{r.Cause, r.Confidence, r.Ground(), r.IsTrap()}
	if words, ok := v.verdicts[key]; ok {
		return words
	}
	a := v.state.Words.Answer(r.Diagnosis())
	words := verdictWords{a.Short, a.Confidence}
	switch {
	case key.trap:
		words = verdictWords{short: v.t("triage.trap")}
	case key.ground != "":
		words.sure = v.t("triage.ground." + string(key.ground))
	}
	v.verdicts[key] = words
	return words
}

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// rows are very many things of one height, of which only those that can be seen are made and drawn. What a scroll costs
// does not depend on how many there are.
type rows struct {
	widget.BaseWidget
	view  *View
	count int
	high  float32
	make  func(i int) (fyne.CanvasObject, []string) // a row, and the names by which it is among the targets

	first int // the row that is drawn first
	drawn []fyne.CanvasObject
	names [][]string
}

// beyond is how many rows are made above and below those that can be seen, so that Tab finds the next one.
const beyond = 2

func newRows(v *View, count int, high float32, one func(i int) (fyne.CanvasObject, []string)) *rows {
	r := &rows{view: v, count: count, high: high, make: one}
	r.ExtendBaseWidget(r)
	return r
}

// MinSize is the height of all rows.
func (r *rows) MinSize() fyne.Size { return fyne.NewSize(0, r.high*float32(r.count)) }

// Resize gives the rows that are drawn their width.
func (r *rows) Resize(size fyne.Size) {
	r.BaseWidget.Resize(size)
	r.place()
}

// look makes the rows that have come into sight and drops those that are out of it.
func (r *rows) look() {
	top, bottom := r.view.page.seen(r)
	from := min(max(int(top/r.high)-beyond, 0), r.count)
	to := max(min(int(bottom/r.high)+1+beyond, r.count), from)
	if from == r.first && to == r.first+len(r.drawn) {
		return
	}
	var drawn []fyne.CanvasObject
	var names [][]string
	for i := from; i < to; i++ {
		if old := i - r.first; old >= 0 && old < len(r.drawn) {
			drawn, names = append(drawn, r.drawn[old]), append(names, r.names[old])
			continue
		}
		row, named := r.make(i)
		drawn, names = append(drawn, row), append(names, named)
	}
	for i := range r.drawn {
		if at := i + r.first; at < from || at >= to {
			r.forget(r.names[i])
		}
	}
	r.first, r.drawn, r.names = from, drawn, names
	r.place()
	canvas.Refresh(r)
}

// forget drops the targets of a row that is not drawn any more; what had the keyboard loses it.
func (r *rows) forget(names []string) {
	focused := r.view.window.Canvas().Focused()
	for _, name := range names {
		if focused != nil && r.view.targets[name] == focused {
			r.view.window.Canvas().Unfocus()
		}
		delete(r.view.targets, name)
	}
}

func (r *rows) place() {
	for i, o := range r.drawn {
		o.Move(fyne.NewPos(0, float32(r.first+i)*r.high))
		o.Resize(fyne.NewSize(r.Size().Width, r.high))
	}
}

// CreateRenderer draws the rows that are made.
func (r *rows) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{objects: func() []fyne.CanvasObject { return r.drawn }, min: r.MinSize, layout: func(fyne.Size) { r.place() },
		refresh: func() {}, again: r}
}

// rowLayout puts what chooses a row left of it, and its button right of it; in a narrow window both below it.
type rowLayout struct{ wide bool }

func (l rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	tick, main, reply := objects[0], objects[1], objects[2]
	tickSize, replySize := tick.MinSize(), reply.MinSize()
	line := objects[3]
	line.Resize(fyne.NewSize(size.Width, line.MinSize().Height))
	line.Move(fyne.NewPos(0, size.Height-line.MinSize().Height))
	tick.Resize(tickSize)
	reply.Resize(replySize)
	if l.wide {
		high := size.Height
		tick.Move(fyne.NewPos(-overhang(tick), (high-tickSize.Height)/2))
		main.Move(fyne.NewPos(tickSize.Width, 0))
		main.Resize(fyne.NewSize(size.Width-tickSize.Width-replySize.Width, high))
		reply.Move(fyne.NewPos(size.Width-replySize.Width, (high-replySize.Height)/2))
		return
	}
	main.Move(fyne.NewPos(-overhang(main), 0))
	below := fit(main, size.Width+2*overhang(main)) // what room is left is between its buttons and the next row
	tick.Move(fyne.NewPos(-overhang(tick), below))
	reply.Move(fyne.NewPos(tickSize.Width, below+(tickSize.Height-replySize.Height)/2))
}

func (rowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// cellLayout puts six cells into three columns of two; in a narrow window five stand one below the other, where it was read
// last.
type cellLayout struct{ wide bool }

func (l cellLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put := func(o fyne.CanvasObject, x, y, width float32) float32 {
		high := o.MinSize().Height
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(width, 0), high))
		return y + high + gapLine
	}
	if !l.wide {
		y := float32(0)
		for _, i := range []int{0, 2, 3, 4, 1} {
			fit(objects[i], size.Width) // what has more than one line is higher then
			y = put(objects[i], 0, y, size.Width)
		}
		return
	}
	const gap = 16
	widths := []float32{0.36, 0.36, 0.28}
	x := float32(0)
	for c, part := range widths {
		width := part*(size.Width) - gap
		y := put(objects[2*c], x, 0, width)
		put(objects[2*c+1], x, y, width)
		x += width + gap
	}
}

func (l cellLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	high := float32(0)
	for i, o := range objects {
		if l.wide && i != 0 && i != 3 {
			continue
		}
		high += o.MinSize().Height + gapLine
	}
	return fyne.NewSize(0, high)
}

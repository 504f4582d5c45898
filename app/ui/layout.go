package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The layouts here give each child its width first and ask for its height then: text that is broken into lines has no
// height before it has a width.

// fit gives an object its width and returns the height that it then needs.
func fit(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.Size().Height))
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	return height
}

// overhang is how far a control reaches out to the left of what it shows: the room for its ring, and where nothing is
// drawn behind it the room around its words too. Laid out by it, words and frames stand in one line at the left edge.
func overhang(o fyne.CanvasObject) float32 {
	switch o := o.(type) {
	case *control:
		if o.look.fill == "" && o.look.stroke == "" {
			return ringRoom + o.look.padX
		}
		return ringRoom
	case *fyne.Container:
		if _, ok := o.Layout.(flow); ok && len(o.Objects) > 0 {
			return overhang(o.Objects[0])
		}
	}
	return 0
}

// column puts its children one under another.
type column struct{ gap float32 }

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var y float32
	for i, o := range objects {
		if i > 0 {
			y += c.between(objects[i-1], o)
		}
		out := overhang(o)
		o.Move(fyne.NewPos(-out, y))
		y += fit(o, size.Width+2*out)
	}
}

func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range objects {
		least := o.MinSize()
		size.Width = max(size.Width, least.Width)
		size.Height += least.Height
		if i > 0 {
			size.Height += c.between(objects[i-1], o)
		}
	}
	return size
}

// between is the gap, and more of it where words meet a button: what is pressed stands as far from the step above it as
// from the one below, which it would not, since steps have lines with room of their own and buttons have none.
func (c column) between(upper, lower fyne.CanvasObject) float32 {
	if c.gap == gapNear && grounded(upper, true) != grounded(lower, false) {
		return gapPart - ringRoom
	}
	return c.gap
}

// grounded says whether an object begins, or ends, with a button that is drawn on a ground of its own.
func grounded(o fyne.CanvasObject, ends bool) bool {
	switch o := o.(type) {
	case *control:
		return o.look.fill != ""
	case *fyne.Container:
		if len(o.Objects) == 0 {
			return false
		}
		at := 0
		switch room := o.Layout.(type) {
		case flow:
			return grounded(o.Objects[0], ends)
		case inset:
			return !ends && room.y == 0 && grounded(o.Objects[0], ends)
		case column:
			if ends {
				at = len(o.Objects) - 1
			}
			return grounded(o.Objects[at], ends)
		}
	}
	return false
}

// inset leaves room around its one child, and more left of it or below it.
type inset struct{ x, y, left, below float32 }

func (i inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(i.x+i.left, i.y))
		o.Resize(fyne.NewSize(max(size.Width-2*i.x-i.left, 0), max(size.Height-2*i.y-i.below, 0)))
	}
}

func (i inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return column{}.MinSize(objects).AddWidthHeight(2*i.x+i.left, 2*i.y+i.below)
}

// frame keeps its one child no wider than a line can be read. It begins where a child of the width within would begin
// that stands in the middle, so that all pages and the bar above them have one left edge. It claims no width of its own:
// nothing in it ever makes the window wider.
type frame struct{ widest, within, x, y float32 }

func (f frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width-2*f.x, f.widest)
	for _, o := range objects {
		o.Move(fyne.NewPos((size.Width-min(size.Width-2*f.x, max(f.within, width)))/2, f.y))
		fit(o, width)
	}
}

func (f frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, column{}.MinSize(objects).Height+2*f.y)
}

// flow puts its children side by side and goes on in the next line where the width ends. Where it is even, the lines are about
// equally long, so that none of several stands alone in the last one.
type flow struct {
	gap  float32
	even bool
}

func (f flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width
	if f.even {
		width = f.narrowest(objects, width)
	}
	f.place(objects, width, true)
}

// narrowest is the least width at which the children are no higher than at the one they have.
func (f flow) narrowest(objects []fyne.CanvasObject, width float32) float32 {
	var widest float32
	for _, o := range objects {
		widest = max(widest, o.MinSize().Width)
	}
	const step = 6
	high := f.place(objects, width, false)
	for narrower := width - step; narrower >= widest && f.place(objects, narrower, false) <= high; narrower -= step {
		width = narrower
	}
	return width
}

// MinSize needs the width to know the height: it takes the one that the children were last laid out in.
func (f flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var natural, reach float32
	for _, o := range objects {
		natural += o.MinSize().Width + f.gap
		reach = max(reach, o.Position().Y+o.Size().Height)
	}
	return fyne.NewSize(max(natural-f.gap, 0), max(reach, f.place(objects, natural, false)))
}

func (f flow) place(objects []fyne.CanvasObject, width float32, move bool) float32 {
	var x, y, high float32
	first := 0
	for i, o := range objects {
		w := min(o.MinSize().Width, width)
		if x > 0 && x+w > width {
			if move {
				middle(objects[first:i], high)
			}
			first, x, y, high = i, 0, y+high+f.gap, 0
		}
		h := o.MinSize().Height
		if move {
			o.Move(fyne.NewPos(x, y))
			h = fit(o, w)
		}
		x += w + f.gap
		high = max(high, h)
	}
	if move {
		middle(objects[first:], high)
	}
	return y + high
}

// middle moves the objects of a row to the middle of its height: a button without a border is lower than one with it.
func middle(row []fyne.CanvasObject, high float32) {
	for _, o := range row {
		o.Move(o.Position().AddXY(0, (high-o.Size().Height)/2))
	}
}

// grid puts controls into as many columns as fit, each at least so wide, and makes a row as high as its highest. The
// last row is filled by those that are left.
type grid struct{ least, gap float32 }

func (g grid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	room := size.Width + 2*ringRoom
	columns := max(int((room+g.gap)/(g.least+g.gap)), 1)
	var y float32
	for row := 0; row < len(objects); row += columns {
		cells := objects[row:min(row+columns, len(objects))]
		width := (room - g.gap*float32(len(cells)-1)) / float32(len(cells))
		var high float32
		for _, o := range cells {
			high = max(high, fit(o, width))
		}
		for i, o := range cells {
			o.Move(fyne.NewPos(float32(i)*(width+g.gap)-ringRoom, y))
			o.Resize(fyne.NewSize(width, high))
		}
		y += high + g.gap
	}
}

func (g grid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(g.least, 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.Position().Y+max(o.Size().Height, o.MinSize().Height))
	}
	return size
}

// beside puts a drawing or mark left of a text. A mark that is about as high as a line stands beside the letters of the first
// one, which are a little below its middle, since there is more room above small letters than below;
// where the drawing is the higher of the two, the text stands in the middle of it.
type beside struct{ gap float32 }

func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	mark, text := objects[0], objects[1]
	least := mark.MinSize()
	mark.Resize(least)
	line, letters := firstLine(text)
	high := fit(text, max(size.Width-least.Width-b.gap, 0))
	y := max((least.Height-high)/2-letters, 0)
	text.Move(fyne.NewPos(least.Width+b.gap, y))
	mark.Move(fyne.NewPos(0, max(y+(line-least.Height)/2+letters, 0)))
}

func (b beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	mark, text := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(mark.Width+b.gap+text.Width, max(mark.Height, text.Height))
}

// firstLine is how high the first line is, and how far below its middle the middle of its letters lies.
func firstLine(o fyne.CanvasObject) (line, letters float32) {
	if p, ok := o.(*prose); ok {
		return p.lineHeight() - p.gap(), theme.Size(p.size) * 0.1
	}
	return 0, 0
}

// sides puts the second child beside the first, which takes what is left.
type sides struct{ aside, gap float32 }

func (s sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	main := size.Width - s.aside - s.gap
	fit(objects[0], main)
	objects[0].Move(fyne.NewPos(0, 0))
	fit(objects[1], s.aside)
	objects[1].Move(fyne.NewPos(main+s.gap, 0))
}

func (s sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+s.gap+s.aside, max(a.Height, b.Height))
}

// ends puts the first child at the left end and the second at the right, in one line; where they do not fit beside each
// other the second comes under the first, a little apart.
type ends struct{ gap float32 }

func (e ends) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := objects[0], objects[1]
	leftWidth := min(left.MinSize().Width, size.Width)
	rightWidth := min(right.MinSize().Width, size.Width)
	leftHigh, rightHigh := fit(left, leftWidth), fit(right, rightWidth)
	if leftWidth+e.gap+rightWidth > size.Width {
		left.Move(fyne.NewPos(-overhang(left), 0))
		right.Move(fyne.NewPos(-overhang(right), leftHigh+gapLine))
		return
	}
	high := max(leftHigh, rightHigh)
	left.Move(fyne.NewPos(-overhang(left), (high-leftHigh)/2))
	right.Move(fyne.NewPos(size.Width-rightWidth+overhang(right), (high-rightHigh)/2))
}

func (e ends) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0], objects[1]
	width := a.MinSize().Width + e.gap + b.MinSize().Width
	return fyne.NewSize(width, max(a.MinSize().Height, b.Position().Y+b.MinSize().Height))
}

// below puts the second child below the first and gives it the rest. The order of the children is the order of Tab.
type below struct{}

func (below) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	high := fit(objects[0], size.Width)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[1].Move(fyne.NewPos(0, high))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-high))
}

func (below) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }

package ui

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// lineGap is the room between lines, as a part of the letters' size.
const lineGap = 0.22

// prose is text that is broken into lines at the width it is given. Fyne's own wrapped label does the same and a great
// deal more, at several times the cost, and it cannot be measured before it was shown.
type prose struct {
	widget.BaseWidget
	text   string
	size   fyne.ThemeSizeName
	colour fyne.ThemeColorName
	style  fyne.TextStyle
	align  fyne.TextAlign
	most   int // lines, cut off where they do not fit; 0: as many as it needs

	lines []*canvas.Text
	at    float32 // the width of the present lines; 0 when not known yet
}

func newProse(text string, size fyne.ThemeSizeName, colour fyne.ThemeColorName, style fyne.TextStyle) *prose {
	p := &prose{text: text, size: size, colour: colour, style: style}
	p.ExtendBaseWidget(p)
	p.breakLines()
	return p
}

// Resize breaks the lines anew when the width has changed.
func (p *prose) Resize(size fyne.Size) {
	if size.Width != p.at {
		p.at = size.Width
		p.breakLines()
	}
	p.BaseWidget.Resize(size)
}

// MinSize is as wide as the longest line would like to be, and as high as the lines at the present width are.
func (p *prose) MinSize() fyne.Size {
	return fyne.NewSize(p.natural(), p.lineHeight()*float32(len(p.lines))-p.gap())
}

func (p *prose) natural() float32 {
	var widest float32
	for _, line := range strings.Split(p.text, "\n") {
		widest = max(widest, p.measure(line))
	}
	return widest
}

func (p *prose) measure(text string) float32 {
	return fyne.MeasureText(text, theme.Size(p.size), p.style).Width
}

func (p *prose) gap() float32 { return theme.Size(p.size) * lineGap }

func (p *prose) lineHeight() float32 {
	return fyne.MeasureText("M", theme.Size(p.size), p.style).Height + p.gap()
}

func (p *prose) breakLines() {
	p.lines = p.lines[:0:0]
	for _, line := range p.balanced() {
		t := canvas.NewText(line, theme.Color(p.colour))
		t.TextSize, t.TextStyle, t.Alignment = theme.Size(p.size), p.style, p.align
		p.lines = append(p.lines, t)
	}
}

// balanced are the lines. Those of a centred text are made about equally long, so that a button has no last line of one
// short word.
func (p *prose) balanced() []string {
	if p.most == 1 {
		return []string{p.cutOff(p.text)}
	}
	lines := p.linesAt(p.at)
	if p.most > 0 && len(lines) > p.most {
		return append(lines[:p.most-1:p.most-1], p.cutOff(strings.Join(lines[p.most-1:], " ")))
	}
	if p.align != fyne.TextAlignCenter || len(lines) < 2 {
		return lines
	}
	var longest float32 // of the words: below its width one would be cut
	for _, word := range strings.Fields(p.text) {
		longest = max(longest, p.measure(word))
	}
	const step = 6
	for width := p.at - step; width >= longest; width -= step {
		narrower := p.linesAt(width)
		if len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// cutOff is a text as far as it fits into one line, after a whole word where one fits.
func (p *prose) cutOff(text string) string {
	if p.at <= 0 || p.measure(text) <= p.at {
		return text
	}
	letters := []rune(text)
	fits := sort.Search(len(letters), func(n int) bool { return p.measure(string(letters[:n+1])+"…") > p.at })
	kept := string(letters[:fits])
	if last := strings.LastIndex(kept, " "); last > 0 {
		kept = kept[:last]
	}
	return strings.TrimRight(kept, " ·") + "…"
}

func (p *prose) linesAt(width float32) []string {
	var lines []string
	for _, paragraph := range strings.Split(p.text, "\n") {
		lines = append(lines, p.broken(paragraph, width)...)
	}
	return lines
}

// broken parts a paragraph into lines that fit. A word that is too long for a line by itself (a link, a GUID) is cut.
func (p *prose) broken(paragraph string, width float32) []string {
	if width <= 0 || p.measure(paragraph) <= width {
		return []string{paragraph}
	}
	begin := paragraph[:len(paragraph)-len(strings.TrimLeft(paragraph, " "))]
	indent := begin
	if p.style.Monospace { // so that what goes on is told from the next command
		indent += "  "
	}
	width = max(width-p.measure(indent), 1)
	var lines []string
	line := ""
	for _, word := range strings.Split(paragraph[len(begin):], " ") {
		longer := word
		if line != "" {
			longer = line + " " + word
		}
		if p.measure(longer) <= width {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		pieces := p.cut(word, width)
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
	}
	lines = append(lines, line)
	lines[0] = begin + lines[0]
	for i := range lines[1:] {
		lines[i+1] = indent + lines[i+1]
	}
	return lines
}

// CreateRenderer draws the lines one under another.
func (p *prose) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{
		objects: func() []fyne.CanvasObject {
			objects := make([]fyne.CanvasObject, len(p.lines))
			for i, line := range p.lines {
				objects[i] = line
			}
			return objects
		},
		min: p.MinSize,
		layout: func(size fyne.Size) {
			for i, line := range p.lines {
				line.Resize(fyne.NewSize(size.Width, line.MinSize().Height))
				line.Move(fyne.NewPos(0, float32(i)*p.lineHeight()))
			}
		},
		refresh: p.breakLines,
		again:   p,
	}
}

// drawn is a widget's renderer made of functions.
type drawn struct {
	objects func() []fyne.CanvasObject
	min     func() fyne.Size
	layout  func(fyne.Size)
	refresh func()
	again   fyne.Widget
}

func (d *drawn) Destroy()                     {}
func (d *drawn) Layout(size fyne.Size)        { d.layout(size) }
func (d *drawn) MinSize() fyne.Size           { return d.min() }
func (d *drawn) Objects() []fyne.CanvasObject { return d.objects() }

func (d *drawn) Refresh() {
	d.refresh()
	d.layout(d.again.Size())
	canvas.Refresh(d.again)
}

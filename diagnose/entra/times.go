package entra

import (
	"time"
	"unicode/utf8"

	"synchelper/diagnose"
)

// timestamp fills the time that the page calls its timestamp. Microsoft Entra always prints UTC with a Z.
func (r *reader) timestamp() {
	type stamp struct {
		at         time.Time
		start, end int
	}
	var all []stamp
	for i := 0; i < len(r.low); i++ {
		if !isDigit(r.low[i]) || !r.wordStart(i) {
			continue
		}
		at, end, ok := r.timeAt(i)
		if !ok {
			continue
		}
		if kind, _ := r.labelBefore(i); kind == labelTime {
			all = append(all, stamp{at, i, end})
		}
		i = end - 1
	}
	if i := r.at.nearest(len(all), func(i int) int { return all[i].start }); i >= 0 {
		r.said.Timestamp = all[i].at
		r.note(diagnose.FieldTimestamp, all[i].start, all[i].end)
	}
}

// timeAt reads a date and time that begin at i: 2021-04-24 10:40:10Z, 2021-04-24T10:40:10.123Z, and the local ways of
// writing the date that pages use before the same Z: 24.04.2021, 24/04/2021, 4/24/2021, 2021年4月24日.
func (r *reader) timeAt(i int) (time.Time, int, bool) {
	n, i, ok := r.dateAt(i)
	if !ok {
		return time.Time{}, i, false
	}
	i = r.overDateEnd(i)
	var clock [3]int
	for k := range clock {
		width := 0
		clock[k], width = r.number(i, 2)
		if width == 0 || k > 0 && width != 2 {
			return time.Time{}, i, false
		}
		i += width
		if k < 2 {
			if c := r.page.at(i); c != ':' && c != '-' {
				return time.Time{}, i, false
			}
			i++
		}
	}
	nanos, i := r.fraction(i)
	hour, i := r.half(clock[0], i)
	offset, i := r.zone(i)
	at := time.Date(n[0], time.Month(n[1]), n[2], hour, clock[1], clock[2], nanos, time.UTC)
	if at.Day() != n[2] || int(at.Month()) != n[1] || hour > 23 || clock[1] > 59 || clock[2] > 60 {
		return time.Time{}, i, false
	}
	return at.Add(-offset), i, true
}

// dateAt reads year, month and day in whatever order they stand.
func (r *reader) dateAt(i int) ([3]int, int, bool) {
	var n, width [3]int
	n[0], width[0] = r.number(i, 4)
	i += width[0]
	sep := r.page.at(i)
	for k := 1; k < len(n); k++ {
		next := r.overDateSeparator(i)
		if width[k-1] == 0 || next == i {
			return n, i, false
		}
		n[k], width[k] = r.number(next, 4)
		i = next + width[k]
	}
	if r.page.at(i) >= utf8.RuneSelf { // 日
		i = r.overDateSeparator(i)
	}
	n, ok := r.inOrder(n, width, sep)
	return n, i, ok
}

// inOrder returns the numbers of a date as year, month and day; false when their widths fit no date.
func (r *reader) inOrder(n, width [3]int, sep byte) ([3]int, bool) {
	switch {
	case width[0] == 4:
		return n, width[1] > 0 && width[1] <= 2 && width[2] > 0 && width[2] <= 2
	case width[2] != 4 || width[0] > 2 || width[1] > 2:
		return n, false
	case sep == '/' && (n[1] > 12 || n[0] <= 12 && !r.dayFirst()):
		return [3]int{n[2], n[0], n[1]}, true
	}
	return [3]int{n[2], n[1], n[0]}, true
}

// overDateSeparator goes over what parts the numbers of a date: a hyphen, a slash, a dot with a blank, or 年 and its
// kin. It returns i when none of them is there.
func (r *reader) overDateSeparator(i int) int {
	j := i
	switch c := r.page.at(i); {
	case c == '-' || c == '/' || c == '.':
		j++
	case c >= utf8.RuneSelf:
		_, size := utf8.DecodeRune(r.text[i:])
		j += size
	default:
		return i
	}
	for r.page.at(j) == ' ' && j-i < 4 {
		j++
	}
	return j
}

// dayFirst says whether a date with slashes that reads both ways has its day first: everywhere but in English, and
// British spelling tells as well.
func (r *reader) dayFirst() bool {
	return !r.has("timestamp") || r.has("organisation")
}

// number reads up to most digits at i and says how many there were; 0 when more follow.
func (r *reader) number(i, most int) (int, int) {
	n, width := 0, 0
	for width <= most && isDigit(r.page.at(i+width)) {
		n = n*10 + int(r.page.at(i+width)-'0')
		width++
	}
	if width > most {
		return 0, 0
	}
	return n, width
}

// overDateEnd goes over what stands between date and time.
func (r *reader) overDateEnd(i int) int {
	for k := 0; k < 3; k++ {
		if c := r.page.at(i); c == ' ' || c == ',' || c == 't' || c == '\n' {
			i++
		}
	}
	return i
}

// fraction reads the fraction of a second.
func (r *reader) fraction(i int) (int, int) {
	if r.page.at(i) != '.' || !isDigit(r.page.at(i+1)) {
		return 0, i
	}
	nanos, unit := 0, int(time.Second)
	for i++; isDigit(r.page.at(i)); i++ {
		unit /= 10
		nanos += int(r.page.at(i)-'0') * unit
	}
	return nanos, i
}

// half reads AM and PM.
func (r *reader) half(hour, i int) (int, int) {
	j := i
	if r.page.at(j) == ' ' {
		j++
	}
	if r.page.at(j+1) != 'm' || hour < 1 || hour > 12 {
		return hour, i
	}
	switch r.page.at(j) {
	case 'a':
		return hour % 12, j + 2
	case 'p':
		return hour%12 + 12, j + 2
	}
	return hour, i
}

// zone reads Z or an offset; without one the time is taken for UTC, as Microsoft Entra always prints it.
func (r *reader) zone(i int) (time.Duration, int) {
	c := r.page.at(i)
	if c == 'z' {
		return 0, i + 1
	}
	if c != '+' && c != '-' {
		return 0, i
	}
	hours, w := r.number(i+1, 4)
	minutes, j := 0, i+1+w
	switch {
	case w == 4: // +0530
		hours, minutes = hours/100, hours%100
	case w != 2 || r.page.at(j) != ':':
		return 0, i
	default:
		if minutes, w = r.number(j+1, 2); w != 2 {
			return 0, i
		}
		j += 3
	}
	offset := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if c == '-' {
		offset = -offset
	}
	return offset, j
}

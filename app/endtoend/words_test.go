package endtoend

import (
	"fmt"
	"image"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// Where the windows stand: ours on the left, a browser's page beside it. Only a part of the screen is read at a time,
// since reading takes longer than all else.
var (
	ourSide   = image.Rect(0, 40, 620, 1000)
	theirSide = image.Rect(630, 90, 1270, 720)
)

// word is one word that stands on the screen, as a reader of letters sees it.
type word struct {
	text string
	line string // block, paragraph and line
	at   image.Rectangle
}

// needReader skips a test where nothing on this machine reads letters.
func needReader(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("tesseract"); err != nil {
		t.Skip("tesseract is not installed")
	}
}

// read returns the words that stand on a part of the screen, which it enlarges to twice its size: letters of a screen
// are small for a reader of scanned paper, and takes the grey edges of buttons away, which it takes for letters
// (tesseract's columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text).
func (s *screen) read(part image.Rectangle) []word {
	s.t.Helper()
	const twice = 2
	enlarged := filepath.Join(s.dir, "enlarged.png")
	crop := fmt.Sprintf("%dx%d+%d+%d", part.Dx(), part.Dy(), part.Min.X, part.Min.Y)
	prepare := []string{s.shot(), "-crop", crop, "+repage", "-colorspace", "gray", "-resize", "200%"}
	if s.look == "dark" { // paper is not
		prepare = append(prepare, "-negate")
	}
	s.tool("convert", append(prepare, "-level", "0%,80%", enlarged)...)
	var all []word
	for row := range strings.Lines(s.tool("tesseract", enlarged, "-", "--psm", "11", "tsv")) {
		columns := strings.Split(strings.TrimRight(row, "\n"), "\t")
		if len(columns) != 12 || columns[0] != "5" || plain(columns[11]) == "" {
			continue
		}
		var box [4]int
		for i := range box {
			box[i], _ = strconv.Atoi(columns[6+i])
			box[i] /= twice
		}
		at := image.Rect(box[0], box[1], box[0]+box[2], box[1]+box[3])
		all = append(all, word{plain(columns[11]), strings.Join(columns[2:5], "."), at.Add(part.Min)})
	}
	return all
}

// find returns where a phrase stands in one line; false where it does not. Neither punctuation nor spaces count: the
// reader takes "A rule" for one word.
func find(all []word, phrase string) (image.Rectangle, bool) {
	wanted := plain(phrase)
	for i, first := range all {
		at, read := image.Rectangle{}, ""
		for _, w := range all[i:] {
			if w.line != first.line || !strings.HasPrefix(wanted, read) {
				break
			}
			if at, read = at.Union(w.at), read+w.text; strings.HasPrefix(read, wanted) {
				return at, true
			}
		}
	}
	return image.Rectangle{}, false
}

// plain is a text without what the reader of letters is unsure of.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// shows waits until a phrase stands on a part of the screen and returns where.
func (s *screen) shows(phrase string, on image.Rectangle) image.Rectangle {
	s.t.Helper()
	var at image.Rectangle
	s.until("the screen shows "+phrase, func() (there bool) {
		at, there = find(s.read(on), phrase)
		return there
	})
	return at
}

// scrollTo turns the mouse wheel down over the window until a phrase comes up, and returns where.
func (s *screen) scrollTo(phrase string) image.Rectangle {
	s.t.Helper()
	return s.scroll(phrase, "5")
}

// scrollUpTo turns it up.
func (s *screen) scrollUpTo(phrase string) image.Rectangle {
	s.t.Helper()
	return s.scroll(phrase, "4")
}

// scroll turns the wheel, whose directions are buttons of the mouse for X.
func (s *screen) scroll(phrase, button string) image.Rectangle {
	s.t.Helper()
	s.tool("xdotool", "mousemove", "300", "500")
	var at image.Rectangle
	s.until("the window shows "+phrase, func() (there bool) {
		if at, there = find(s.read(ourSide), phrase); !there {
			s.tool("xdotool", "click", "--repeat", "3", "--delay", "50", button)
		}
		return there
	})
	return at
}

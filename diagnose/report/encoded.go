package report

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synchelper/diagnose/entra"
)

// A secret that was encoded is not known by its looks, and nobody can read over it before a report is sent. What is
// encoded therefore leaves no computer: no sentence of Microsoft's needs it.
var (
	hexRun     = regexp.MustCompile(`\b(?:[0-9a-fA-F]{2}[ :]?){12,}\b`)
	escapedRun = regexp.MustCompile(`(?:=[0-9A-Fa-f]{2}(?:=\r?\n)?){4,}|(?:%(?:25)*[0-9A-Fa-f]{2}){8,}|(?:\\+u[0-9A-Fa-f]{4}){4,}|(?:&(?:amp;)*#[xX]?[0-9A-Fa-f]{1,6};){4,}`)
	byteRun    = regexp.MustCompile(`\b[0-9a-fA-F]{2}(?:[-,;][ ]?[0-9a-fA-F]{2}){11,}\b|(?:0|\\+)x[0-9a-fA-F]{2}(?:[ ,;:-]*(?:0|\\+)x[0-9a-fA-F]{2}){7,}`)
	spelledRun = regexp.MustCompile(`(?:^|[\s"':=])((?:[A-Za-z0-9+/_.=-][ \n]){19,}[A-Za-z0-9+/_.=-])(?:$|[\s"'])`)
	wordRun    = regexp.MustCompile(`[A-Za-z0-9+/_=-]+`)
	base64Run  = regexp.MustCompile(`[A-Za-z0-9+/_-]{20,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*={0,2}`)
)

// encodedRuns returns where a text holds something encoded.
func encodedRuns(text string) (runs [][2]int) {
	for _, form := range []*regexp.Regexp{escapedRun, hexRun, byteRun, spelledRun, base64Run} {
		for _, at := range form.FindAllStringIndex(text, -1) {
			run := text[at[0]:at[1]]
			if form == base64Run && !encodes(run) || form == hexRun && anyGUID.MatchString(run) {
				continue
			}
			runs = append(runs, [2]int{at[0], at[1]})
		}
	}
	return append(runs, blockRuns(text)...)
}

// blockRuns returns where Base64 is written in blocks of one length, with a blank or a line end behind each.
func blockRuns(text string) (runs [][2]int) {
	const least = 3 // as many words of one length follow one another by chance, but hold no text
	words := wordRun.FindAllStringIndex(text, -1)
	for i := 0; i < len(words); {
		size, j := words[i][1]-words[i][0], i+1
		for j < len(words) && words[j][0] == words[j-1][1]+1 && (text[words[j-1][1]] == ' ' || text[words[j-1][1]] == '\n') &&
			words[j-1][1]-words[j-1][0] == size && words[j][1]-words[j][0] <= size {
			j++
		}
		run := strings.NewReplacer(" ", "", "\n", "").Replace(text[words[i][0]:words[j-1][1]])
		if size >= 4 && j-i >= least && encodes(run) {
			runs = append(runs, [2]int{words[i][0], words[j-1][1]})
		}
		i = max(i+1, j-1)
	}
	return runs
}

// encodes says whether a run of letters and digits is Base64 of a text, or looks like a key: long, and of capitals, small
// letters and digits. A long word or the path of a page is neither.
func encodes(run string) bool {
	const keyLength = 32
	if anyGUID.MatchString(run) {
		run = anyGUID.ReplaceAllString(run, "")
	}
	bare := strings.NewReplacer("\n", "", "\r", "", "-", "+", "_", "/", "=", "").Replace(run)
	if len(bare) < 20 {
		return false
	}
	if len(bare) >= keyLength && (!strings.Contains(run, "/") || atRandom(run)) && strings.ContainsFunc(run, unicode.IsUpper) &&
		strings.ContainsFunc(run, unicode.IsLower) && strings.ContainsFunc(run, unicode.IsDigit) {
		return true
	}
	for skip := range 4 { // a run may begin with a word that stands before it
		part := bare[skip:]
		raw, err := base64.RawStdEncoding.DecodeString(part[:len(part)-len(part)%4])
		if err == nil && reads(raw) {
			return true
		}
	}
	return false
}

// atRandom says whether a run changes between capitals, small letters and digits too often for the words of a path.
func atRandom(run string) bool {
	kind := func(c byte) int {
		switch {
		case c >= 'A' && c <= 'Z':
			return 1
		case c >= 'a' && c <= 'z':
			return 2
		case c >= '0' && c <= '9':
			return 3
		}
		return 4
	}
	changes := 0
	for i := 1; i < len(run); i++ {
		if kind(run[i]) != kind(run[i-1]) {
			changes++
		}
	}
	return changes*5 > len(run)*2
}

// reads says whether bytes are a text, in UTF-8 or UTF-16.
func reads(raw []byte) bool {
	text := string(entra.UTF8(raw))
	if len(text) < 8 || !utf8.ValidString(text) {
		return false
	}
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' })
}

// encoded takes out of a text what is encoded.
func (r *redactor) encoded(field, text string) string {
	for {
		runs := encodedRuns(text)
		if len(runs) == 0 {
			return text
		}
		r.note(field, removedEncoded)
		slices.SortFunc(runs, func(a, b [2]int) int { return a[0] - b[0] })
		var b strings.Builder
		last := 0
		for _, run := range runs {
			if run[0] >= last {
				b.WriteString(text[last:run[0]] + entra.Removed)
			}
			last = max(last, run[1])
		}
		text = b.String() + text[last:]
	}
}

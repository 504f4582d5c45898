package ui

import (
	"slices"
	"strings"
	"unicode"
)

// leastLetters is how many letters stay together at either side of a hyphen.
const leastLetters = 3

// cut parts a word that is longer than a line. The first place that fits is taken, of: behind a sign such as / or -,
// where a German compound is joined, between two syllables (with a hyphen), else wherever the line is full. Letters of one width get no hyphen.
func (p *prose) cut(word string, width float32) []string {
	var pieces []string
	rest := []rune(word)
	for len(rest) > 1 && p.measure(string(rest)) > width {
		piece, at := p.firstPiece(rest, width)
		pieces = append(pieces, piece)
		rest = rest[at:]
	}
	return append(pieces, string(rest))
}

// firstPiece is what stands in the line, with its hyphen, and where the rest begins.
func (p *prose) firstPiece(word []rune, width float32) (string, int) {
	fits := func(at int, hyphen string) bool { return p.measure(string(word[:at])+hyphen) <= width }
	signs := behindSigns(word)
	if p.style.Monospace { // a path, whose last part is a name that is looked for
		signs = append(signs, behindSlashes(word)...)
	}
	for _, at := range slices.Backward(signs) {
		// A short piece alone in its line is worse than a long one that is cut anywhere.
		if fits(at, "") && p.measure(string(word[:at])) >= width/3 {
			return string(word[:at]), at
		}
	}
	for _, at := range slices.Backward(humps(word)) {
		if fits(at, "") && p.measure(string(word[:at])) >= width/3 {
			return string(word[:at]), at
		}
	}
	hyphen := ""
	if !p.style.Monospace && isOfLetters(word) { // else it is typed as it stands: a sign of ours would become part of it
		hyphen = "-"
		for _, places := range [][]int{joints(word), syllables(word)} {
			for _, at := range slices.Backward(places) {
				if fits(at, hyphen) {
					return string(word[:at]) + hyphen, at
				}
			}
		}
	}
	for at := len(word) - 1; at > 1; at-- {
		if fits(at, hyphen) {
			return string(word[:at]) + hyphen, at
		}
	}
	return string(word[:1]), 1
}

// isOfLetters says whether a word may be parted with a hyphen: quotation marks and full stops around it do not count,
// a link, an address, a number or a name of commands is none.
func isOfLetters(word []rune) bool {
	if len(humps(word)) > 0 {
		return false
	}
	begin, end := lettersOf(word)
	for _, r := range word[begin:end] {
		if !unicode.Is(unicode.Latin, r) && r != '-' && r != '\'' && r != '’' {
			return false
		}
	}
	return begin < end
}

// lettersOf is the part of a word from its first to behind its last letter or number.
func lettersOf(word []rune) (begin, end int) {
	isPart := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
	begin, end = slices.IndexFunc(word, isPart), len(word)
	if begin < 0 {
		return 0, 0
	}
	for !isPart(word[end-1]) {
		end--
	}
	return begin, end
}

// behindSigns are the places behind signs at which a link or a compound with hyphens may go on in the next line.
func behindSigns(word []rune) []int {
	const signs = `-/\?&=_@.,:;`
	var places []int
	for at := 1; at < len(word); at++ {
		if strings.ContainsRune(signs, word[at-1]) && !strings.ContainsRune(signs, word[at]) {
			places = append(places, at)
		}
	}
	return places
}

// behindSlashes are the places behind the parts of a path.
func behindSlashes(word []rune) []int {
	return slices.DeleteFunc(behindSigns(word), func(at int) bool { return !strings.ContainsRune(`/\`, word[at-1]) })
}

// humps are the places before capitals within a word, where a name of many words may go on in the next line.
func humps(word []rune) []int {
	var places []int
	for at := 1; at < len(word); at++ {
		if unicode.IsUpper(word[at]) && (unicode.IsLower(word[at-1]) || at > 1 && unicode.IsDigit(word[at-1]) && unicode.IsLower(word[at-2])) {
			places = append(places, at)
		}
	}
	return places
}

// joints are the places behind endings that join the parts of a German compound.
func joints(word []rune) []int {
	endings := []string{"ungs", "heits", "keits", "schafts", "ions", "täts", "ator"}
	lower := strings.ToLower(string(word))
	var places []int
	for _, ending := range endings {
		from := 0
		for {
			i := strings.Index(lower[from:], ending)
			if i < 0 {
				break
			}
			from += i + len(ending)
			places = append(places, len([]rune(lower[:from])))
		}
	}
	slices.Sort(places)
	return keepLeast(word, places)
}

// syllables are the places before a consonant that is followed by a vowel, which is where German parts its words, and
// English often does. What is one sound, or begins many syllables, stays together; an s that joins stays where it joins.
func syllables(word []rune) []int {
	lower := []rune(strings.ToLower(string(word)))
	var places []int
	for at := 0; at < len(lower); {
		if !unicode.IsLetter(lower[at]) || isVowel(lower[at]) {
			at++
			continue
		}
		sound := soundAt(lower[at:])
		if next := at + sound; next < len(lower) && isVowel(lower[next]) {
			places = append(places, at)
		}
		at += sound
	}
	joined := joints(word)
	return slices.DeleteFunc(keepLeast(word, places), func(at int) bool { return slices.Contains(joined, at+1) })
}

// soundAt is how many letters of what begins a word belong together.
func soundAt(letters []rune) int {
	for _, together := range []string{"sch", "ch", "ck", "ph", "qu", "sp", "st", "th"} {
		if strings.HasPrefix(string(letters), together) {
			return len(together)
		}
	}
	return 1
}

func isVowel(r rune) bool {
	return strings.ContainsRune("aeiouyäöüàáâãåèéêëìíîïòóôõùúûýæœ", r)
}

// keepLeast leaves out the places that would part fewer letters than that from either end, or from a sign inside.
func keepLeast(word []rune, places []int) []int {
	return slices.DeleteFunc(places, func(at int) bool {
		if at-leastLetters < 0 || at+leastLetters > len(word) {
			return true
		}
		return slices.ContainsFunc(word[at-leastLetters:at+leastLetters], func(r rune) bool { return !unicode.IsLetter(r) })
	})
}

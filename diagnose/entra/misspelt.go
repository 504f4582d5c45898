package entra

import (
	"unicode"
	"unicode/utf8"

	"synchelper/diagnose"
)

// longestWord is longer than any way of writing the prefix with its number.
const longestWord = 20

// misspelt reads a word that looks like the prefix with a number: letters left out, doubled, swapped or misread by a
// camera. The further the word is from the prefix, the better the number must be known.
func (p *page) misspelt(i int) (mention, int) {
	const shortest, longest, farthest = 4, 8, 2
	if !p.resembles(i) || !p.numberNear(i) {
		return mention{}, i + 1
	}
	word, ends := p.lookalike(i)
	best, bestKnown, bestFar := mention{}, false, farthest+1
	for n := shortest; n <= min(len(word), longest); n++ {
		far := distance(unread(word[:n]), prefix)
		if far > farthest {
			continue
		}
		number, end := p.numberAfter(ends[n-1])
		known := diagnose.CodeKnown(number)
		if number == 0 || !known && (far != 1 || hasDigit(word[:n]) || !isDigit(p.low[ends[n-1]])) {
			continue
		}
		if known && !bestKnown || known == bestKnown && far < bestFar {
			best, bestKnown, bestFar = mention{number: number, start: i, end: end}, known, far
		}
	}
	return best, max(best.end, i+1)
}

// resembles says whether most of the first letters at i are among those of the prefix. Two letters may be wrong, so
// three of the first five are right.
func (p *page) resembles(i int) bool {
	const looked, least = 5, 3
	if p.low[i] >= utf8.RuneSelf {
		return true
	}
	right := 0
	for _, c := range p.low[i:min(len(p.low), i+looked)] {
		switch c {
		case 'a', 'd', 's', 't', '4', '5', '0', '7', 'o':
			right++
		default:
			if c >= utf8.RuneSelf {
				right++
			}
		}
	}
	return right >= least
}

// numberNear says whether the word at i holds a digit or one follows it, which is so for few words.
func (p *page) numberNear(i int) bool {
	end := i + 1
	for end < len(p.low) && end-i < 2*longestWord && (isAlnum(p.low[end]) || p.low[end] >= 0x80) {
		if isDigit(p.low[end]) {
			return true
		}
		end++
	}
	return isDigit(p.at(p.overJoint(end)))
}

// lookalike returns the word at i, with Latin letters for those of other alphabets that look the same, and where each
// letter ends; nil for a longer one.
func (p *page) lookalike(i int) (word []byte, ends []int) {
	word, ends = make([]byte, 0, longestWord), make([]int, 0, longestWord)
	next := i
	for next < len(p.low) && len(word) < longestWord {
		r, size := utf8.DecodeRune(p.low[next:])
		c := latin(unicode.ToLower(r))
		if !isAlnum(c) {
			break
		}
		next += size
		word, ends = append(word, c), append(ends, next)
	}
	if len(word) == longestWord {
		return nil, nil
	}
	return word, ends
}

// latin returns the ASCII letter that a rune is or looks like; 0 for any other.
func latin(r rune) byte {
	switch r {
	case 'а', 'α', 'å', 'á', 'à', 'ä':
		return 'a'
	case 'ѕ', 'ş', 'š':
		return 's'
	case 'т', 'τ':
		return 't'
	case 'ԁ', 'đ':
		return 'd'
	case 'о', 'ο':
		return 'o'
	}
	if r < utf8.RuneSelf {
		return byte(r)
	}
	return 0
}

// unread puts letters for the digits that a camera reads in place of them.
func unread(word []byte) string {
	out := make([]byte, len(word))
	for i, c := range word {
		switch c {
		case '4':
			c = 'a'
		case '5', '$':
			c = 's'
		case '0', 'o':
			c = 'd'
		case '7':
			c = 't'
		}
		out[i] = c
	}
	return string(out)
}

// distance counts the letters that are wrong, missing, too many or swapped with their neighbour between two short
// words (optimal string alignment).
func distance(a, b string) int {
	const most = 12
	var rows [most + 1][most + 1]int
	if len(a) > most || len(b) > most {
		return most
	}
	for i := range len(a) + 1 {
		for j := range len(b) + 1 {
			if i == 0 || j == 0 {
				rows[i][j] = i + j
				continue
			}
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}

package report

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

var (
	mailHeader = regexp.MustCompile(`(?im)^[ \t>|]*(?:from|von|de|to|an|para|subject|betreff|objet|sent|gesendet|date|datum|reply-to|received)[ \t]*:[ \t]*\S`)
	mailQuote  = regexp.MustCompile(`(?m)^[ \t]*[>|][ \t]?\S`)
	mailIntro  = regexp.MustCompile(`(?im)^[ \t>|]*(?:on .{4,80} wrote:|am .{4,80} schrieb.{0,80}:|-{3,} ?(?:original message|ursprüngliche nachricht))`)
	mailGreets = regexp.MustCompile(`(?im)^[ \t>|]*(?:dear|hi|hello|hey|hallo|liebe[r]?|guten (?:tag|morgen)|sehr geehrte[r]?)\b.{0,80}[,!]?[ \t]*$`)
	mailEnds   = regexp.MustCompile(`(?im)^[ \t>|]*(?:.{0,8}regards|thanks|cheers|sincerely|.{0,20}grüße[n]?|gruß|mfg|-- )[ \t]*[,.!]?[ \t]*$`)
	numberForm = regexp.MustCompile(`(?i)\bAADSTS *[0-9]`)
)

// excerpt leaves of a text what was read in it, line by line, and of the sentence that came with it what stands there. For
// the user's own IT a page or an error stays as it is, and only a mail is cut down: what else stands in it is between other
// people. Readers outside get no free text at all, since nothing tells the names in it from other words.
func (r *redactor) excerpt(path string, o *diagnose.Observation) {
	if r.pseudonyms == nil && !isMail(o.Text) {
		return
	}
	known := knownLines(o.Text)
	if s := o.Said; s != nil && s.Sentence != "" {
		short := *s
		if short.Sentence = within(s.Sentence, o.Text, known); short.Sentence != s.Sentence {
			r.note(path+"said/sentence", removedFreeText)
			o.Said = &short
		}
	}
	o.Text = r.knownOnly(path+"text", o.Text, known)
}

// knownOnly leaves of a text the lines with the numbers.
func (r *redactor) knownOnly(field, text string, known []int) string {
	var kept []string
	for i, line := range strings.Split(text, "\n") {
		switch {
		case slices.Contains(known, i):
			kept = append(kept, line)
		case strings.TrimSpace(line) == "" || line == entra.Removed:
		default:
			r.note(field, removedFreeText)
			if len(kept) == 0 || kept[len(kept)-1] != entra.Removed {
				kept = append(kept, entra.Removed)
			}
		}
	}
	return strings.Join(kept, "\n")
}

// isMail says whether a text is somebody's mail, rather than what a phone or a page shows.
func isMail(text string) bool {
	const enough = 2
	return len(mailHeader.FindAllStringIndex(text, enough)) == enough || len(mailQuote.FindAllStringIndex(text, enough)) == enough ||
		mailIntro.MatchString(text) || mailGreets.MatchString(text) && mailEnds.MatchString(text)
}

// knownLines are the numbers of the lines in which something of Microsoft's was read.
func knownLines(text string) (known []int) {
	reading, err := entra.ReadString(text)
	if err != nil || reading.Text != text {
		return nil // what reads otherwise than it is kept shows no lines
	}
	spans := make([]diagnose.Span, 0, len(reading.Said.Spans))
	for name, span := range reading.Said.Spans {
		if name != diagnose.FieldUser {
			spans = append(spans, span)
		}
	}
	for _, w := range reading.Said.Wordings {
		spans = append(spans, w.Span)
	}
	at, goesOn := 0, false
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		end := at + len(line)
		if numberForm.MatchString(line) {
			known, goesOn = append(known, i), true
		} else if goesOn = goesOn && wraps(lines[i-1], line); goesOn || slices.ContainsFunc(spans, func(s diagnose.Span) bool { return s.Start < end && s.End > at }) {
			known = append(known, i)
		}
		at = end + 1
	}
	return known
}

// wraps says whether a sentence goes on in the line below: a mail program broke it, since the next word was too long for
// the line. Whoever ends a sentence, or begins one on a short line, says something of their own.
func wraps(line, below string) bool {
	const narrowest, shortest = 60, 44
	line, below = bareLine(line), bareLine(below)
	if line == "" || below == "" || below == entra.Removed || strings.ContainsAny(line[len(line)-1:], ".!?:;>\"'") {
		return false
	}
	next, _, _ := strings.Cut(below, " ")
	width := utf8.RuneCountInString(line)
	return width+1+utf8.RuneCountInString(next) > narrowest || width > shortest && startsSmall(below)
}

// startsSmall says whether a line begins in the middle of a sentence.
func startsSmall(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return unicode.IsLower(first)
}

// bareLine is a line without marks of quoting and blanks around it.
func bareLine(line string) string {
	return strings.TrimSpace(quoting.ReplaceAllString(line, ""))
}

// within leaves of the sentence that was read what stands in the known lines of the text: the sentence may go on over the
// lines below, where somebody writes of something else. A sentence that is written in another way there, encoded, ends
// with its first full stop.
func within(sentence, text string, known []int) string {
	lines := strings.Split(text, "\n")
	kept := make([]string, 0, len(known))
	for i, line := range known {
		if i > 0 && known[i-1] != line-1 {
			kept = append(kept, entra.Removed)
		}
		kept = append(kept, bareLine(lines[line]))
	}
	plain := func(lines []string) string { return strings.Join(strings.Fields(strings.Join(lines, " ")), " ") }
	if said := partIn(sentence, plain(kept)); said != "" {
		return said
	}
	for i := range lines {
		lines[i] = bareLine(lines[i])
	}
	if partIn(sentence, plain(lines)) != "" {
		return ""
	}
	first, _, more := strings.Cut(sentence, ". ")
	if more {
		first += "."
	}
	return first
}

// partIn returns the longest beginning of a sentence that is in a text, by whole words, else its longest end: where the
// number stands last the words before it are what came with it.
func partIn(sentence, text string) string {
	words := strings.Fields(sentence)
	for n := len(words); n > 0; n-- {
		if head := strings.Join(words[:n], " "); len(head) >= leastPart && strings.Contains(text, head) {
			return head
		}
	}
	for n := 1; n < len(words); n++ {
		if tail := strings.Join(words[n:], " "); len(tail) >= leastPart && strings.Contains(text, tail) {
			return tail
		}
	}
	return ""
}

// leastPart is the shortest part of a sentence, in bytes, that is one.
const leastPart = 8

// sentence changes the sentence that was read in the lines in which it stands in the text: on one line nobody sees that a
// greeting begins there.
func (r *redactor) sentence(field, sentence, text string) string {
	words := strings.Fields(sentence)
	for i, word := range words {
		words[i] = regexp.QuoteMeta(word)
	}
	if form, err := regexp.Compile(strings.Join(words, `[\s>|]+`)); err == nil && len(words) > 0 {
		if at := form.FindString(text); strings.Contains(at, "\n") {
			return strings.Join(strings.Fields(r.clean(field, quoting.ReplaceAllString(at, ""))), " ")
		}
	}
	return r.clean(field, sentence)
}

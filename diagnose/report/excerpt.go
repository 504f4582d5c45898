package report

import (
	"regexp"
	"slices"
	"strings"

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

// excerpt leaves of a text what was read in it, line by line. For the user's own IT a page or an error stays as it is,
// and only a mail is cut down: what else stands in it is between other people. Readers outside get no free text at all,
// since nothing tells the names in it from other words.
func (r *redactor) excerpt(field, text string) string {
	if r.pseudonyms == nil && !isMail(text) {
		return text
	}
	known := knownLines(text)
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
	at := 0
	for i, line := range strings.Split(text, "\n") {
		end := at + len(line)
		if numberForm.MatchString(line) || slices.ContainsFunc(spans, func(s diagnose.Span) bool { return s.Start < end && s.End > at }) {
			known = append(known, i)
		}
		at = end + 1
	}
	return known
}

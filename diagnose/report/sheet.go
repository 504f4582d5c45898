package report

import (
	"path/filepath"
	"slices"
	"strings"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

// SheetHTML returns the administrator's sheet as one file without script or anything from outside, in the words of its
// reader; what is answered goes back to the user, in theirs.
func SheetHTML(d diagnose.Diagnosis, w, user *wording.Words) ([]byte, error) {
	return Page("sheet.html", sheetOf(d, w, user))
}

func sheetOf(d diagnose.Diagnosis, w, user *wording.Words) wording.Sheet {
	s := checked(w.SheetFor(d, user))
	log := LogSection(d, w)
	if len(log.Lines) == 0 {
		return s
	}
	part := wording.Part{Heading: log.Heading}
	for _, line := range visible(log.Lines) {
		if line != "" {
			part.Lines = append(part.Lines, wording.Step{Text: line})
		}
	}
	s.Parts = append(s.Parts, part)
	return s
}

// checked is a sheet with such sources alone as may be handed out.
func checked(s wording.Sheet) wording.Sheet {
	s.Sources = slices.DeleteFunc(s.Sources, func(source diagnose.SourceRef) bool { return consent.Check(source.URL) != nil })
	return s
}

// SaveSheet writes the sheet into a folder as SyncHelper-SH-….html and returns its path; whole or not at all, as Save.
func SaveSheet(dir string, d diagnose.Diagnosis, w, user *wording.Words) (string, error) {
	content, err := SheetHTML(d, w, user)
	if err != nil {
		return "", err
	}
	return saveAs(filepath.Join(dir, FileName(d.Reference().String(), ".html")), content)
}

// SheetText returns the same sheet as text, for a mail or a ticket.
func SheetText(d diagnose.Diagnosis, w, user *wording.Words) string {
	s := sheetOf(d, w, user)
	var b strings.Builder
	if s.Demo != "" {
		b.WriteString(s.Demo + "\n\n")
	}
	b.WriteString(Section{Heading: s.Question, Lines: s.About}.String())
	sections := []Section{{Heading: s.Labels.Look, Lines: numbered(plain(s.Look))}}
	for _, c := range s.Choices {
		sections = append(sections, choiceSection(c, s.Labels))
	}
	for _, part := range s.Parts {
		sections = append(sections, Section{Heading: part.Heading, Lines: plain(part.Lines)})
	}
	sources := make([]string, len(s.Sources))
	for i, source := range s.Sources {
		sources[i] = source.URL + " (" + s.Labels.Dated + " " + source.Date + ")"
	}
	for _, section := range append(sections, Section{Heading: s.Labels.Sources, Lines: sources}) {
		if len(section.Lines) > 0 {
			b.WriteString("\n" + section.String())
		}
	}
	return b.String() + "\n" + s.Labels.Made + "\n"
}

// choiceSection is one answer as text: its steps, then what follows from it, then what the user is told.
func choiceSection(c wording.Choice, l wording.Labels) Section {
	var lines []string
	if c.Hint != "" {
		lines = append(lines, c.Hint)
	}
	if c.Role != "" {
		lines = append(lines, l.Role+": "+c.Role)
	}
	lines = append(lines, plain(c.Steps)...)
	for _, about := range c.About(l) {
		lines = append(lines, about.Label+": "+about.Text)
	}
	lines = append(lines, l.Answer+":")
	for line := range strings.SplitSeq(c.Answer, "\n") {
		lines = append(lines, "  "+line)
	}
	return Section{Heading: c.Heading(), Lines: lines}
}

// plain are lines as text; a command is set in and never broken.
func plain(list []wording.Step) []string {
	lines := make([]string, len(list))
	for i, step := range list {
		lines[i] = step.Text
		if step.Command {
			lines[i] = asItIs + step.Text
		}
	}
	return lines
}

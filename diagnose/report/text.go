package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

// Section is a heading with its lines, not yet wrapped.
type Section struct {
	Heading string
	Lines   []string
}

// Text returns the readable report; ErrSecretLeft when something that looks like a secret is in it.
func (c Copy) Text(w *wording.Words) ([]byte, error) {
	if _, err := c.export(w); err != nil {
		return nil, err
	}
	return []byte(c.text(w)), nil
}

// text is the readable report: what it contains, then what the user needs, then what helpdesk and administrator need.
func (c Copy) text(w *wording.Words) string {
	d := c.Diagnosis
	a := c.answer(w)
	var b strings.Builder
	b.WriteString(w.Text("report.title") + "  " + a.Reference + "\n")
	if d.Demo {
		b.WriteString(w.Text("report.demo") + "\n")
	}
	b.WriteString("\n" + Section{Lines: []string{c.Contains(w)}}.Body())
	for _, s := range c.sections(a, w) {
		if lines := s.String(); lines != "" {
			b.WriteString("\n" + lines)
		}
	}
	return b.String()
}

// Sections are what the readable text of this copy is made of, below its title and the line on what it contains.
func (c Copy) Sections(w *wording.Words) []Section {
	return slices.DeleteFunc(c.sections(c.answer(w), w), func(s Section) bool { return len(s.Lines) == 0 })
}

// sections are all that this copy's readers get, in their order. By its log somebody outside finds nothing.
func (c Copy) sections(a wording.Answer, w *wording.Words) []Section {
	all := append(UserSections(a, w), HelpdeskSections(c.Diagnosis, a, w)...)
	return slices.DeleteFunc(all, func(s Section) bool {
		return c.For == ReaderOutside && s.Heading == w.Text("report.log")
	})
}

// answer is the answer as this copy's readers get it. The message to the own IT is not for others: it holds the times and
// names that were taken out.
func (c Copy) answer(w *wording.Words) wording.Answer {
	a := w.Answer(c.Diagnosis)
	if c.letters != nil {
		a = w.AnswerFor(c.Diagnosis, c.letters, c.to)
	}
	if c.For == ReaderOutside {
		a.Message = wording.Message{}
	}
	return a
}

// UserSections are what the person with the phone needs, in the order of the Result screen.
func UserSections(a wording.Answer, w *wording.Words) []Section {
	wrong := []string{a.Title + "."}
	for _, line := range []string{a.Explain, a.Caution, a.Secret} {
		if line != "" {
			wrong = append(wrong, line)
		}
	}
	list := []Section{
		{Heading: w.Text("report.wrong"), Lines: wrong},
		{Heading: w.Text("report.who"), Lines: []string{a.WhoCanFix}},
		{Heading: w.Text("report.do"), Lines: numbered(a.Do)},
		{Heading: w.Text("report.meanwhile"), Lines: a.Meanwhile},
	}
	if a.Question != "" {
		list = append(list, Section{Heading: w.Text("report.question"), Lines: append([]string{a.Question}, titles(a)...)})
	} else if len(a.Also) > 0 {
		list = append(list, Section{Heading: w.Text("report.also"), Lines: titles(a)})
	}
	if a.Message.Body != "" {
		list = append(list, Section{Heading: w.Text("report.message"),
			Lines: append([]string{a.Message.Subject, ""}, strings.Split(a.Message.Body, "\n")...)})
	}
	return append(list, Section{Heading: w.Text("report.know"), Lines: append([]string{a.Confidence}, a.HowWeKnow...)})
}

// HelpdeskSections are what the helpdesk and the administrator need beside what the user reads.
func HelpdeskSections(d diagnose.Diagnosis, a wording.Answer, w *wording.Words) []Section {
	head := w.Text("report.cause", map[string]any{"Short": a.Short, "Cause": string(d.Verdict.Cause),
		"Family": string(d.Verdict.Family), "About": string(d.Verdict.About)})
	list := []Section{{Heading: w.Text("report.helpdesk"), Lines: append([]string{head}, numbered(a.Helpdesk)...)}}
	admin := make([]string, 0, len(a.Admin)+1)
	if a.Role != "" {
		admin = append(admin, w.Text("report.role", map[string]any{"Role": a.Role}))
	}
	for _, step := range a.Admin {
		if step.Command {
			admin = append(admin, asItIs+step.Text)
		} else {
			admin = append(admin, step.Text)
		}
	}
	list = append(list, Section{Heading: w.Text("report.admin"), Lines: admin})
	if len(a.Links) > 0 {
		links := []string{w.Text("report.links.warning")}
		for _, link := range a.Links {
			links = append(links, w.Text("link."+string(link.Form)), link.URL)
		}
		list = append(list, Section{Heading: w.Text("report.links"), Lines: links})
	}
	list = append(append(list, ranSections(d, w)...), LogSection(d, w))
	if said := excerpt(d); said != "" {
		list = append(list, Section{Heading: w.Text("report.microsoft"), Lines: flush(strings.Split(said, "\n"))})
	}
	return append(list, Section{Heading: w.Text("report.sources"), Lines: a.Sources})
}

// excerpt is the first text that was read, cut to what a person reads in a report.
func excerpt(d diagnose.Diagnosis) string {
	const longest = 2000
	for _, o := range d.Observations {
		if o.Text == "" {
			continue
		}
		if len(o.Text) <= longest {
			return unlinked(o.Text)
		}
		cut := longest
		for !utf8.RuneStart(o.Text[cut]) {
			cut--
		}
		return unlinked(o.Text[:cut] + " …")
	}
	return ""
}

// flush are the lines of a text that somebody gave, none set in: what is set in is a command of ours, and never wrapped.
func flush(lines []string) []string {
	for i, line := range lines {
		lines[i] = strings.TrimLeftFunc(line, unicode.IsSpace)
	}
	return lines
}

// webLink is an address in a text that somebody gave.
var webLink = regexp.MustCompile(`(?i)\bhttps?://[^\s"'<>]+`)

// unlinked makes addresses that may not be handed out unfit to be pressed: a text may hold a stranger's link.
func unlinked(text string) string {
	return webLink.ReplaceAllStringFunc(text, func(link string) string {
		if consent.Check(link) == nil {
			return link
		}
		return strings.Replace(link, "://", "[:]//", 1)
	})
}

func titles(a wording.Answer) []string {
	lines := make([]string, len(a.Also))
	for i, other := range a.Also {
		lines[i] = "- " + other.Title
	}
	return lines
}

func numbered(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strconv.Itoa(i+1) + " " + line
	}
	return out
}

// String is the section as text, wrapped at Width, its heading in capitals; empty when it has no lines.
func (s Section) String() string { return s.At(Width) }

// At is String for lines of at most so many cells.
func (s Section) At(most int) string {
	if len(s.Lines) == 0 {
		return ""
	}
	return WrapAt(wording.Capitals(s.Heading), most) + "\n" + s.BodyAt(most)
}

// Body is the section's lines, indented by two and wrapped at Width.
func (s Section) Body() string { return s.BodyAt(Width) }

// BodyAt is Body for lines of at most so many cells.
func (s Section) BodyAt(most int) string {
	var b strings.Builder
	for _, line := range s.Lines {
		b.WriteString(wrap(Visible(line), most))
	}
	return b.String()
}

// Visible replaces what would move a terminal's cursor, or show a line otherwise than it is: control characters and
// bidirectional overrides. Texts and reports come from strangers.
func Visible(line string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		}
		return r
	}, line)
}

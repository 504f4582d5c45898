package wording

import (
	"regexp"
	"strings"
)

// Text is the whole message as plain text, the subject first: for a chat, or for the one box of a form.
func (m Message) Text() string { return strings.TrimSpace(m.Subject + "\n\n" + m.Body) }

// Markdown is the same for a ticket whose form shows Markdown: it reads there as it reads in a mail.
func (m Message) Markdown() string {
	lines := strings.Split(m.Body, "\n")
	for i, line := range lines {
		written := markdownLine(line)
		if line != "" && i+1 < len(lines) && lines[i+1] != "" {
			written += "  " // a line break that Markdown keeps
		}
		lines[i] = written
	}
	return strings.TrimSpace("## " + markdownLine(m.Subject) + "\n\n" + strings.Join(lines, "\n"))
}

// markdownLine writes a line so that nothing in it is taken for a mark; an address becomes a link.
func markdownLine(line string) string {
	var b strings.Builder
	from := 0
	for _, at := range regexp.MustCompile(`https://[^\s<>]+`).FindAllStringIndex(line, -1) {
		b.WriteString(escapeMarkdown(line[from:at[0]]))
		b.WriteString("<" + line[at[0]:at[1]] + ">")
		from = at[1]
	}
	b.WriteString(escapeMarkdown(line[from:]))
	// What makes a heading, a quote or a list at the beginning of a line.
	return regexp.MustCompile(`^(\s*\d*)([#>+\-=.)])`).ReplaceAllString(b.String(), `$1\$2`)
}

func escapeMarkdown(text string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "&", `\&`,
		"~", `\~`, "|", `\|`).Replace(text)
}

package report

import (
	"regexp"
	"strings"
	"sync"

	"synchelper/diagnose/entra"
)

// pathEnd is a last part with blanks in it, where what follows them is how a file's name ends.
const pathEnd = `(?:(?: [^\s/\\"'<>|:,]+){1,3}\.[\p{L}\p{N}]{2,5}\b)?`

// homes are the folders below which people's names stand.
const homes = `home|homes|users|private|var|tmp|etc|opt|usr|volumes|mnt|media|root|library|srv|net|nas|shares?|profiles?|data|export`

// pathForms are how paths are written, also with each backslash twice, as JSON has it, or with half of them, as a text has
// it that was read as JSON. Where a form has a group, only the group is the path.
var pathForms = sync.OnceValue(func() []*regexp.Regexp {
	const part, slash = `[^\s/\\"'<>|:]`, `\\{1,4}`
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)\b(?:file|smb|cifs|afp|nfs|ftps?|sftp|scp|ssh|davs?|webdavs?|content|onedrive):/+[^\s"'<>]+` + pathEnd),
		regexp.MustCompile(`\b[A-Za-z]:` + slash + `(?:[^\\\n"'<>|:*?]+` + slash + `)*[^\s\\"'<>|]*` + pathEnd),
		regexp.MustCompile(`\b[A-Za-z]:/(?:[^/\n"'<>|:*?]{1,60}/)*[^\s/"'<>|]*` + pathEnd),
		regexp.MustCompile(`(?:%[A-Za-z_]+%|\$(?:env:|\{)?[A-Za-z_]+\}?|~[\w.-]*)(?:[/\\]{1,4}` + part + `+(?: ` + part + `+){0,2})*[/\\]{1,4}` + part + `*` + pathEnd),
		regexp.MustCompile(`(?:^|[^\p{L}\p{N}\\])(` + slash + `[\w.$?-]+(?:` + slash + `[^\s"'<>|\\]+)+` + pathEnd + `)`),
		regexp.MustCompile(`(?:^|[\s"'(=,])(//[\w.-]+/[^\s"'<>]+` + pathEnd + `)`),
		regexp.MustCompile(`(?:^|[\s"'(=:,])(/(?i:` + homes + `)/(?:[^\s/"'<>]+(?: [^\s/"'<>]+){0,2}/)*[^\s"'<>]*` + pathEnd + `)`),
		regexp.MustCompile(`(?:^|[\s"'(=:,])(/(?:[^\s/"'<>]+/)*(?i:homes?|users|profiles?)/[^\s"'<>]*` + pathEnd + `)`),
	}
})

// lineEnd is how a line end looks in JSON, with the beginning of the next line. No folder begins so.
var lineEnd = regexp.MustCompile(`^\\{1,4}(?:[rnt](?:\\|\p{Lu}|$)|u[0-9a-fA-F]{4})`)

// paths takes out where files lie.
func (r *redactor) paths(field, text string) string {
	for i, form := range pathForms() {
		if i != halvedShare {
			text = r.replace(field, removedPath, form, text)
			continue
		}
		text = r.change(field, removedPath, form, text, func(found, _ string) string {
			if lineEnd.MatchString(found) || strings.Count(found, `\`) < 3 {
				return found
			}
			return entra.Removed
		})
	}
	return text
}

// halvedShare is the form of pathForms that a line end in JSON looks like.
const halvedShare = 4

package wording

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// What stands in a message can come from a stranger's text or file, and some of it ends up in a command that an
// administrator copies. So only what has the plain form of its kind is let through.
var (
	plainAddress = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}$`)
	})
	plainGUID = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	})
	webAddress = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\S*(://|www\.)\S*`)
	})
	plainDomain = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[\p{L}\p{N}.-]{1,253}$`)
	})
)

func onlyIf(pattern *regexp.Regexp, s string) string {
	if pattern.MatchString(s) {
		return s
	}
	return ""
}

// plainName is a name or sentence as one line without web addresses and without characters that would show it
// otherwise than it is, cut to what a message has room for.
func plainName(s string) string {
	const longest = 60
	s = webAddress().ReplaceAllString(s, "…")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '`', r == '$':
			return -1
		}
		return r
	}, s)
	s = strings.ReplaceAll(s, "=?", "…") // begins what a mail program shows as other letters
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > longest {
		return string(runes[:longest-1]) + "…"
	}
	return string(runes)
}

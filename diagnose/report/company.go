package report

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// Readers outside are told nobody's company. Microsoft puts the names that people chose between quotation marks, behind
// words such as "tenant", and behind labels; what stands there and is not Microsoft's own is taken out.

// closingOf says what closes that which opens; "" where a sign opens nothing.
func closingOf(open rune) string {
	switch open {
	case '\'', '‘', '’', '‚', '‛':
		return `'’‘`
	case '"', '“', '”', '„', '‟', '＂':
		return `"”“＂`
	case '`':
		return "`'"
	case '«', '»':
		return "«»"
	case '‹', '›':
		return "‹›"
	case '「':
		return "」"
	case '『':
		return "』"
	}
	return ""
}

// longestQuoted is how long a name between quotation marks is at most; what is longer quotes a sentence.
const longestQuoted = 120

// quoted takes out what stands between quotation marks of any kind, and in the brackets right behind an id or a name.
func (r *redactor) quoted(field, text string) string {
	var b strings.Builder
	before := ' '
	for i := 0; i < len(text); {
		open, size := utf8.DecodeRuneInString(text[i:])
		from := i + size
		closing := closingOf(open)
		if open == '(' && (closingOf(before) != "" || unicode.IsDigit(before) || strings.ContainsRune("abcdef", before)) && endsID(text[:i]) {
			closing = ")"
		}
		to := closedAt(text, from, closing, i > 0 && text[i-1] == '\\')
		if closing == "" || isWordRune(before) && open != '(' || to < 0 {
			b.WriteString(text[i:from])
			before, i = open, from
			continue
		}
		switch inner := text[from:to]; {
		case len(inner) > longestQuoted || numberForm.MatchString(inner):
			b.WriteString(text[i:from] + r.quoted(field, inner))
		case isPublicName(inner):
			b.WriteString(text[i:to])
		default:
			r.note(field, removedQuoted)
			b.WriteString(text[i:from] + entra.Removed)
		}
		before, size = utf8.DecodeRuneInString(text[to:])
		b.WriteString(text[to : to+size])
		i = to + size
	}
	return b.String()
}

// closedAt returns where the sign stands that closes what began at from, -1 where none does: it ends a word, and has a
// backslash before it if the one that opened has.
func closedAt(text string, from int, closing string, escaped bool) int {
	if closing == "" {
		return -1
	}
	for i, c := range text[from:] {
		at := from + i
		if at == from || !strings.ContainsRune(closing, c) || text[at-1] == '\\' && !escaped {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[at+utf8.RuneLen(c):])
		if !isWordRune(next) {
			return at
		}
	}
	next, _ := utf8.DecodeRuneInString(text[from:])
	line, _, _ := strings.Cut(text[from:], "\n")
	if closing == ")" || !isWordRune(next) || len(line) > longestQuoted {
		return -1
	}
	return from + len(line) // the sentence was cut off before it
}

func isWordRune(c rune) bool {
	return c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsDigit(c))
}

// idEnd is the end of an id, with or without quotation marks.
var idEnd = regexp.MustCompile(`[0-9a-fA-F]{12}['"’”]?$`)

func endsID(text string) bool { return idEnd.MatchString(text[max(0, len(text)-20):]) }

// isPublicName says whether a name is the same in every company: Microsoft's or a mail app's own, a word of OAuth, or
// nothing that tells, such as what stands for a name already.
func isPublicName(name string) bool {
	name = strings.Trim(name, " \n\\.,:;")
	switch {
	case !strings.ContainsFunc(strings.ReplaceAll(name, entra.Removed, ""), isWordRune),
		guidForm.MatchString(strings.Trim(name, "{}")), ownForm.MatchString(name), publicHost(name), oauthWords()[strings.ToLower(name)],
		strings.Trim(name, "0123456789.-: ") == "":
		return true
	}
	if _, ships := diagnose.MailAppByName(name); ships {
		return true
	}
	if slices.ContainsFunc(diagnose.MailApps(), func(a diagnose.MailApp) bool {
		return a.Name == name || slices.Contains(a.Permissions, name)
	}) {
		return true
	}
	if parts := strings.FieldsFunc(anyGUID.ReplaceAllString(name, ""), func(c rune) bool { return strings.ContainsRune(`()[]'"`, c) }); len(parts) > 1 || len(parts) == 1 && parts[0] != name {
		return !slices.ContainsFunc(parts, func(part string) bool { return !isPublicName(part) })
	}
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(name)), func(word string) bool { return !microsoftWords()[word] })
}

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

var (
	// oauthWords are what errors quote of a request and an answer (RFC 6749, and Microsoft's own).
	oauthWords = sync.OnceValue(func() map[string]bool {
		return wordSet(`error error_description error_codes error_uri error_subcode suberror timestamp trace_id correlation_id
		claims client_id client_secret client_assertion client_assertion_type client_info redirect_uri reply_uri response_type
		response_mode grant_type scope state nonce code id_token access_token refresh_token authorization_code device_code assertion
		resource audience issuer username password prompt login_hint domain_hint code_challenge code_verifier access_denied invalid_grant
		invalid_request invalid_client invalid_resource invalid_scope unauthorized_client unsupported_grant_type
		unsupported_response_type consent_required interaction_required login_required temporarily_unavailable server_error
		bad_token admin_consent openid profile email offline_access cancel message value type form_post common organizations consumers`)
	})
	// microsoftWords are what the names of Microsoft's own applications are made of.
	microsoftWords = sync.OnceValue(func() map[string]bool {
		return wordSet(`microsoft windows azure active directory entra id aad ad graph api office 365 o365 m365 exchange
		online outlook mobile sharepoint teams intune live.com the of and for device registration service authentication broker
		conditional access security defaults portal user consent required admin approval need`)
	})
	accountName = regexp.MustCompile(`[\p{L}\p{N}][\p{L}\p{N}-]{1,14}\\{1,2}[\p{L}\p{N}][\p{L}\p{N}._$-]{1,}`)
	lineEscape  = regexp.MustCompile(`\\[rnt](?:\\|\p{Lu}|$)`)
	phoneForm   = regexp.MustCompile(`\+[0-9](?:[ ()/.-]{0,2}[0-9]){6,14}\b`)
	labelForm   = regexp.MustCompile(`(?i)(?:^|[\s.,;|>])((?:\p{L}[\p{L}-]*[ \t]){0,2}\p{L}[\p{L}_-]*)[ \t]*:[ \t]`)
	namingLabel = regexp.MustCompile(`(?i)(?:^|[ \t])(?:(?:device|computer|machine|host|policy|tenant|directory|organi[sz]ation|company|app|application|client|resource|user|display)(?:[ _-]?name)?|name|account|policies|gerät\p{L}*|richtlinie\p{L}*|mandant\p{L}*|firma|anwendung\p{L}*|benutzer\p{L}*|konto|verzeichnis|organisation)$`)
)

// companyForms are the places in which Microsoft names a company, an application or an account without quotation marks.
var companyForms = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)\b(?:named|called|namens|nommée?|llamad[oa]|denominat[oa]|chamad[oa]|genaamd)[ \t]+([^.,;:()'"\n⟨]{2,80})`),
		regexp.MustCompile(`\b(?:[Tt]enant|[Dd]irectory|[Oo]rgani[sz]ation|[Cc]ompany|Mandanten?|Verzeichnis|Organisation|Firma|locataire|inquilino|annuaire|directorio)[ \t]+` + properName),
		regexp.MustCompile(properName + `[ \t]+(?:tenant|directory|organi[sz]ation|company)\b`),
		regexp.MustCompile(`(?i:\b(?:application|app|anwendung|resource|client))[ \t]+([^()'"\n.:⟨]{2,80}?)[ \t]*\(['"‘“]?[0-9a-fA-F]{8}-`),
		regexp.MustCompile(`(?m)(?:^|[:.>] ?)(\p{Lu}[^:\n.⟨]{1,80}?)[ \t]+(?i:needs permission|benötigt (?:die )?Berechtigung|would like to|möchte)`),
	}
})

// properName is a name in a sentence: words that begin with a capital.
const properName = `(\p{Lu}[\p{L}\p{N}&.'’-]*(?: (?:& )?\p{Lu}[\p{L}\p{N}&'’-]*){0,5})`

// company takes out of Microsoft's words the names of a company, its applications and its policies.
func (r *redactor) company(field, text string) string {
	text = r.quoted(field, text)
	for _, form := range companyForms() {
		text = r.each(field, removedQuoted, form, text, func(found string) string {
			at := form.FindStringSubmatchIndex(found)
			if isPublicName(found[at[2]:at[3]]) {
				return found
			}
			return found[:at[2]] + entra.Removed + found[at[3]:]
		})
	}
	text = r.labelled(field, text)
	text = r.each(field, removedName, accountName, text, func(found string) string {
		if lineEscape.MatchString(found) {
			return found
		}
		return entra.Removed
	})
	return r.replace(field, removedName, phoneForm, text)
}

// labelled takes out what stands behind the labels of names, up to the next label or the end of the line.
func (r *redactor) labelled(field, text string) string {
	lines := strings.Split(text, "\n")
	for n, line := range lines {
		var b strings.Builder
		last := 0
		labels := append(labelForm.FindAllStringSubmatchIndex(line, -1), []int{len(line), len(line), len(line), len(line)})
		for i, at := range labels[:len(labels)-1] {
			from, to := at[1], max(at[1], labels[i+1][2])
			value := strings.TrimRight(line[from:to], " \t,;|")
			if !namingLabel.MatchString(line[at[2]:at[3]]) || isPublicName(value) || numberForm.MatchString(value) {
				continue
			}
			r.note(field, removedQuoted)
			b.WriteString(line[last:from] + entra.Removed)
			last = from + len(value)
		}
		lines[n] = b.String() + line[last:]
	}
	return strings.Join(lines, "\n")
}

package report

import (
	"cmp"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// localPart is what stands before the @. It begins with a letter or a digit, and what parts words from addresses is not in
// it: Microsoft quotes them, links have them behind an equals sign, and the same person is to have one name everywhere.
const localPart = `[\p{L}\p{N}][\p{L}\p{N}._+'#^!~-]*`

// How what tells of people and their machines is written. Where a form has a group, only the group is taken out.
var (
	addressForm = regexp.MustCompile(localPart + `@(?:[\p{L}\p{N}-]+\.)+(?:xn--[\p{L}\p{N}-]+|\p{L}{2,})`)
	// Readers outside get no account of a name without a dot either.
	accountForm = regexp.MustCompile(localPart + `@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?`)
	anyGUID     = regexp.MustCompile(`\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b`)
	hostForm    = regexp.MustCompile(`(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,24}`)
	ipForm      = regexp.MustCompile(`(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F.]{0,15}|\b[0-9]{1,3}(?:` + ipDot + `[0-9]{1,3}){3}\b`)
	ipInHost    = regexp.MustCompile(`(?:[\p{L}-]-|^|[\s"'(])((?:[0-9]{1,3}-){3}[0-9]{1,3})\.[\p{L}\p{N}-]|\b(?i:ip|host|ec2|dhcp|dyn|pool)-((?:[0-9]{1,3}-){3}[0-9]{1,3})\b`)
	clockForm   = regexp.MustCompile(`(?:[T ]|\b)[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?: ?[AaPp][Mm]\b)?(?:Z\b|[+-][0-9]{2}:?[0-9]{2}\b)?` +
		`|\b[0-2]?[0-9](?:[.:h][0-5][0-9])?[ \x{00A0}]?(?:Uhr\b|[AaPp]\.?[Mm]\b|[hH]\b|o['’]clock)|\b[0-2]?[0-9]h[0-5][0-9]\b|\b[0-2]?[0-9][时時시][0-5]?[0-9]?[分분]?`)
)

// clean takes out of a text what the reader is not to have.
func (r *redactor) clean(field, text string) string {
	if text == "" {
		return text
	}
	text = strings.ReplaceAll(text, "\x00", "") // UTF-16 amid other text
	if _, kinds := entra.Scrub(strings.ReplaceAll(strings.ToValidUTF8(text, " "), "\uFFFD", " ")); len(kinds) > 0 {
		r.secret = true // cutting at it could hide it from the last look
		return text
	}
	text = r.names(field, r.encoded(field, text)) // names first: some are known by the address beside them
	if r.pseudonyms != nil {
		text = r.outside(field, text)
	}
	text = r.parts(field, text)
	text = r.paths(field, text)
	text = r.replace(field, removedIP, ipInHost, text)
	return r.each(field, removedIP, ipForm, text, func(found string) string {
		if ip, err := netip.ParseAddr(plainIP(found)); err == nil && !ip.IsLoopback() && len(found) > 2 {
			return entra.Removed
		}
		return found
	})
}

// ipDot is a dot as it stands in an IP address, also in one that was made harmless.
const ipDot = `(?:\.|\[\.\]|\(\.\)|\[dot\])`

// plainIP is an address as it is parsed: with dots, and without zeros before its numbers.
func plainIP(found string) string {
	found = strings.TrimRight(strings.NewReplacer("[.]", ".", "(.)", ".", "[dot]", ".").Replace(found), ".:")
	if parts := strings.Split(found, "."); len(parts) == 4 && !strings.Contains(found, ":") {
		for i, part := range parts {
			parts[i] = cmp.Or(strings.TrimLeft(part, "0"), "0")
		}
		return strings.Join(parts, ".")
	}
	return found
}

// outside gives pseudonyms to whatever leads to a company.
func (r *redactor) outside(field, text string) string {
	text = r.replace(field, removedLink, webLink, text)
	for _, app := range r.apps {
		if strings.Contains(text, app) {
			r.note(field, removedName)
			text = strings.ReplaceAll(text, app, entra.Removed)
		}
	}
	text = r.each(field, removedAddress, accountForm, text, r.address)
	text = r.each(field, removedID, anyGUID, text, r.pseudonyms.ID)
	text = r.each(field, removedHost, hostForm, text, func(host string) string {
		if publicHost(host) || r.isNoHost(host) {
			return host
		}
		return r.pseudonyms.host(host, r.domains)
	})
	if strings.HasSuffix(field, "/said/sentence") || strings.HasSuffix(field, "/text") {
		text = r.company(field, text)
	}
	if !strings.HasSuffix(field, "claims") {
		text = r.replace(field, removedTime, clockForm, text)
	}
	return text
}

// address stands for an account. In "d'adele@contoso.com" what stands before the mark is no part of it, where the rest is
// somebody of whom the diagnosis is.
func (r *redactor) address(found string) string {
	for _, who := range r.people {
		if rest := len(found) - len(who); rest > 0 && found[rest-1] == '\'' && strings.EqualFold(found[rest:], who) {
			return found[:rest] + r.pseudonyms.Address(who)
		}
	}
	return r.pseudonyms.Address(found)
}

// isNoHost says whether a word with dots is a pseudonym of ours, a cause or a permission.
func (r *redactor) isNoHost(word string) bool {
	return ownForm.MatchString(word) || strings.HasSuffix(word, ".example") && strings.HasPrefix(word, "org-") ||
		diagnose.Known(diagnose.CauseID(word)) ||
		slices.ContainsFunc(diagnose.MailApps(), func(a diagnose.MailApp) bool { return slices.Contains(a.Permissions, word) })
}

// publicHost says whether a host is the same for everybody: a cloud's, Microsoft's or Apple's own.
func publicHost(host string) bool {
	host = strings.ToLower(host)
	for _, c := range diagnose.Clouds() {
		if c.ShowsSignIn(host) || c.HoldsMail(host) {
			return true
		}
	}
	for _, owner := range []string{"microsoft.com", "microsoftonline.com", "apple.com", "office365.com", "office.com", "windows.net",
		"aka.ms"} {
		if host == owner || host == "www."+owner || host == "learn."+owner || host == "support."+owner {
			return true
		}
	}
	return false
}

// publicID says whether an id is the same in every company: a mail app's, or one that Microsoft publishes for its own.
func publicID(id string) bool {
	if _, ships := diagnose.MailAppByClientID(id); ships {
		return true
	}
	return strings.HasSuffix(strings.ToLower(id), "-0000-0ff1-ce00-000000000000") || // Office 365 and what belongs to it
		strings.HasSuffix(strings.ToLower(id), "-0000-0000-c000-000000000000") // Microsoft Graph and the directory
}

// parts takes out the words that a person's address says are their name, but not the address itself.
func (r *redactor) parts(field, text string) string {
	if len(r.given) == 0 {
		return text
	}
	var b strings.Builder
	last := 0
	for _, at := range append(addressForm.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		b.WriteString(r.each(field, removedName, wordForm, text[last:at[0]], func(word string) string {
			if slices.Contains(r.given, strings.ToLower(word)) && unicode.IsUpper([]rune(word)[0]) {
				return entra.Removed
			}
			return word
		}))
		b.WriteString(text[at[0]:at[1]])
		last = at[1]
	}
	return b.String()
}

var wordForm = regexp.MustCompile(`\p{L}+`)

// nameParts are the words of the part of an address before the @ that can be a name.
func nameParts(local string) (parts []string) {
	for _, part := range strings.FieldsFunc(strings.ToLower(local), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len([]rune(part)) > 2 && !strings.ContainsFunc(part, unicode.IsDigit) &&
			!slices.Contains([]string{"user", "test", "mail", "admin", "microsoft", "apple", "phone", "iphone"}, part) {
			parts = append(parts, part)
		}
	}
	return parts
}

// replace puts Removed in place of what a form finds, or of its first group that is there.
func (r *redactor) replace(field string, why Why, form *regexp.Regexp, text string) string {
	var b strings.Builder
	last := 0
	for _, at := range form.FindAllStringSubmatchIndex(text, -1) {
		from, to := at[0], at[1]
		if len(at) > 2 && at[2] >= 0 {
			from, to = at[2], at[3]
		}
		if strings.TrimSpace(text[from:to]) == entra.Removed || strings.TrimSpace(text[from:to]) == "" {
			continue
		}
		r.note(field, why)
		b.WriteString(text[last:from] + entra.Removed)
		last = to
	}
	return b.String() + text[last:]
}

// each puts into the place of what a form finds whatever change makes of it.
func (r *redactor) each(field string, why Why, form *regexp.Regexp, text string, change func(string) string) string {
	return form.ReplaceAllStringFunc(text, func(found string) string {
		to := change(found)
		if to != found {
			r.note(field, why)
		}
		return to
	})
}

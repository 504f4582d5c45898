package probe

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// observe states a fact of a stage with its evidence. Without a cause it is evidence and nothing more.
func (a *asker) observe(id diagnose.StageID, cause diagnose.CauseID, text string) diagnose.Observation {
	about := diagnose.AboutThisComputer
	switch {
	case diagnose.Known(cause):
		about = diagnose.CauseOf(cause).About
	case cause == diagnose.CauseNone:
		about = diagnose.AboutAccount
	}
	clean, secrets := a.clean(text)
	return diagnose.Observation{Stage: id, Source: diagnose.SourceServer, At: a.now(), About: about, Cause: cause,
		Text: clean, Secrets: secrets}
}

// said states what Microsoft Entra said in the body of an answer; false when it said nothing that is known.
func (a *asker) said(id diagnose.StageID, got answer) (diagnose.Observation, bool) {
	reading, err := entra.Read(got.body)
	if err != nil || reading.Said.Primary == 0 && reading.Said.Error == "" {
		return diagnose.Observation{}, false
	}
	o := a.observe(id, "", "")
	o.About, o.Said, o.Secrets = diagnose.AboutOrganisation, &reading.Said, reading.Secrets
	o.Text = a.withoutAddress(reading.Text)
	if o.Text != reading.Text {
		o.Said.Spans = nil // they point into the text as it was
	}
	return o, true
}

// passwordInURL is what stands before the @ of an address of a proxy.
var passwordInURL = regexp.MustCompile(`//[^/@\s]*@`)

// clean makes evidence out of a text from outside: one line, not too long, without secrets, without the address.
// It returns the kinds of the secrets that were cut out.
func (a *asker) clean(text string) (string, []string) {
	text = passwordInURL.ReplaceAllString(a.token.cutFrom(text), "//")
	text, secrets := entra.Scrub(strings.ToValidUTF8(text, "�"))
	return shorten(a.withoutAddress(oneLine(text)), maxEvidence), secrets
}

// withoutAddress takes out the person's address, as it is and as URLs and headers write it.
func (a *asker) withoutAddress(text string) string {
	if a.who.local == "" {
		return text
	}
	for _, form := range []string{a.who.String(), a.who.inPath(), url.QueryEscape(a.who.String())} {
		text = replaceFold(text, form, "[address]")
	}
	return text
}

// replaceFold replaces every occurrence of old, whatever its case.
func replaceFold(text, old, replacement string) string {
	return regexp.MustCompile(`(?i)`+regexp.QuoteMeta(old)).ReplaceAllLiteralString(text, replacement)
}

func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

func shorten(text string, longest int) string {
	if len(text) <= longest {
		return text
	}
	return strings.ToValidUTF8(text[:longest], "") + " …"
}

// quote is a value of a server in evidence: short and plainly not our own words. It is cleaned before it is cut, since
// half a secret is recognised by nobody.
func (a *asker) quote(text string) string {
	const longest = 120
	clean, _ := a.clean(text)
	return "\"" + shorten(strings.ReplaceAll(clean, "\"", "'"), longest) + "\""
}

// described is an answer in a few words: who, status and what kind of content.
func (a *asker) described(got answer) string {
	text := fmt.Sprintf("%s answered %d", got.host, got.status)
	if name := http.StatusText(got.status); name != "" {
		text += " " + name
	}
	if kind, _, _ := strings.Cut(got.header.Get("Content-Type"), ";"); kind != "" && len(got.body) > 0 {
		text += " with " + strings.Trim(a.quote(kind), "\"")
	}
	return text
}

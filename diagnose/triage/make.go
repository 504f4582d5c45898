package triage

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/report"
)

const (
	longestName   = 200 // characters of a file's name or a ticket's
	longestNumber = 9   // characters of the longest text that is nothing but a number, with AADSTS before it: more
)

// Where tells where a text stands: the file, the place in it, and what the source calls it.
type Where struct {
	File   string
	Place  int
	Ticket string
}

// row begins a row. Names are shown as they are, less what would move a cursor or turn a line round.
func (w Where) row(origin Origin) Row {
	return Row{File: w.File, Place: w.Place, Ticket: w.Ticket, Origin: origin}
}

// Unread is an item for what could not be read there.
func (w Where) Unread(reason Reason) Item {
	return Item{Unread: &Unread{File: w.File, Place: w.Place, Reason: reason}}
}

// Plain is a name from outside as it may be shown: on one line, not too long, and without characters that a terminal
// acts on or that nobody sees.
func Plain(name string) string {
	name = strings.Map(func(r rune) rune {
		if r != '\t' && unicode.Is(unicode.Cf, r) {
			return unicode.ReplacementChar
		}
		return r
	}, report.Visible(strings.ToValidUTF8(name, string(unicode.ReplacementChar))))
	if utf8.RuneCountInString(name) > longestName {
		name = string([]rune(name)[:longestName-1]) + "…"
	}
	return strings.TrimSpace(name)
}

// OfReport makes the row of a report that was read back.
func OfReport(d diagnose.Diagnosis, w Where) Row {
	r := w.row(OriginReport)
	reference := d.Reference()
	r.Time, r.Reference, r.MailApp = d.Created.UTC(), reference.String(), reference.MailApp
	r.Cause, r.Confidence = d.Verdict.Cause, d.Verdict.Confidence
	if r.number = reference.Number(); diagnose.IsID(d.ID) {
		r.id = d.ID
	}
	r.User, r.Domain = address(d.Subject.Address)
	r.TenantID, _ = tenant(d.Subject.TenantID)
	if id, domain := tenant(d.Subject.Tenant); r.TenantID == "" {
		r.TenantID, r.Domain = id, cmp.Or(r.Domain, domain)
	} else {
		r.Domain = cmp.Or(r.Domain, domain)
	}
	r.asked = r.TenantID != "" && r.Domain != ""
	if i := diagnose.Decisive(d.Observations); i >= 0 {
		r.say(d.Observations[i].Said)
	}
	return r
}

// OfText makes the row of what was read in a text; false where the text says no error.
func OfText(o diagnose.Observation, w Where) (Row, bool) {
	r, said := w.row(OriginText), o.Said
	verdict := diagnose.Judge([]diagnose.Observation{o})
	r.Cause, r.Confidence = verdict.Cause, verdict.Confidence
	if said == nil {
		return r, false
	}
	if r.User, r.Domain = address(said.User); r.User == "" {
		r.User, r.Domain = address(onlyAddress(o.Text))
	}
	if id, domain := tenant(said.Tenant); id != "" || domain != "" {
		r.TenantID, r.Domain = id, cmp.Or(domain, r.Domain)
	}
	r.say(said)
	if onlyNumber(o.Text) {
		r.Origin = OriginCode
	}
	r = r.Lured([]byte(o.Text))
	return r, r.IsTrap() || len(said.Codes) > 0 || len(said.Wordings) > 0 || said.Error != "" || said.Suberror != "" ||
		said.Foreign != "" || verdict.Cause != diagnose.CauseUnknown
}

// mailAddress is an address in the midst of words.
var mailAddress = regexp.MustCompile(`[A-Za-z0-9][A-Za-z0-9._%+'-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)

// onlyAddress is the one address that a text names, and nothing where it names more: nobody says then whose it is.
func onlyAddress(text string) string {
	if all := Addresses(text); len(all) == 1 {
		return all[0]
	}
	return ""
}

// Addresses are the mail addresses in a text in lower case, each once, and not too many.
func Addresses(text string) (all []string) {
	for _, found := range mailAddress.FindAllString(text, longestName) {
		if found = strings.ToLower(found); !slices.Contains(all, found) {
			all = append(all, found)
		}
	}
	return all
}

// OfReference makes the row of a reference: its cause, mail app and day are all that it holds.
func OfReference(ref diagnose.Reference, w Where) Row {
	r := w.row(OriginReference)
	r.Cause, r.Confidence, r.MailApp, r.Time, r.Reference = ref.Cause, diagnose.Unsure, ref.MailApp, ref.Day, ref.String()
	r.number = ref.Number()
	return r
}

// Named fills in the one address that a text names, where the row has none.
func (r Row) Named(text string) Row {
	if user, domain := address(onlyAddress(text)); r.User == "" {
		r.User, r.Domain = user, cmp.Or(r.Domain, domain)
	}
	return r
}

// OfPicture makes the row of what somebody saw in a picture: the card that it looks like.
func OfPicture(o diagnose.Observation, w Where) Row {
	r := w.row(OriginPicture)
	verdict := diagnose.Judge([]diagnose.Observation{o})
	r.Cause, r.Confidence = verdict.Cause, verdict.Confidence
	return r
}

// Envelope fills in what a mail says of its sender, where the text itself does not.
func (r Row) Envelope(from string, sent time.Time) Row {
	if r.User == "" {
		user, domain := address(from)
		r.User, r.Domain = user, cmp.Or(r.Domain, domain)
	}
	if r.Time.IsZero() && !sent.IsZero() {
		r.Time = sent.UTC()
	}
	return r
}

// Lured marks the row if a text that came with it holds a link that approves an unknown app. What else it says, whoever
// wrote the link may have made up: no cause is taken from it.
func (r Row) Lured(text []byte) Row {
	if lure, found := consent.FindLure(text); found {
		r.approve(lure)
	}
	return r
}

// Lured marks all rows with which a text came, as Row.Lured does.
func Lured(items []Item, text []byte) {
	lure, found := consent.FindLure(text)
	for i := range items {
		if found && items[i].Unread == nil {
			items[i].Row.approve(lure)
		}
	}
}

func (r *Row) approve(lure consent.Lure) {
	r.Approves, r.ApprovesAt = lure.ClientID, lure.Company
	r.Cause, r.Confidence = diagnose.CauseUnknown, diagnose.Unsure
}

// say takes over what Microsoft said, also which app it named.
func (r *Row) say(said *diagnose.Said) {
	switch app, ships, named := diagnose.NamedApp(said); {
	case ships:
		r.MailApp = app.ID
	case named:
		r.MailApp = diagnose.OtherMailApp
	}
	r.Code = said.Primary
	r.AppID, r.CorrelationID, r.RequestID = guid(said.AppID), guid(said.CorrelationID), guid(said.TraceID)
	r.printed = r.CorrelationID != "" || r.RequestID != "" || !said.Timestamp.IsZero()
	if !said.Timestamp.IsZero() {
		r.Time = said.Timestamp.UTC()
	}
}

// writable is how an address begins that may be written to: with what Microsoft Entra allows in a user's name and, in front,
// with no sign that a shell or a spreadsheet would act on.
var writable = regexp.MustCompile(`^[\p{L}\p{N}_][\p{L}\p{N}_.'!#^~%+&-]*@`)

// address returns a mail address in lower case and the company's domain, which personal addresses lack. Both are empty
// for what is none.
func address(text string) (user, domain string) {
	text = strings.ToLower(strings.TrimSpace(text))
	if !writable.MatchString(text) {
		return "", ""
	}
	t, err := consent.ParseTenant(text)
	if err != nil && !errors.Is(err, consent.ErrPersonal) {
		return "", ""
	}
	return text, t.String()
}

// tenant returns the id or the domain of a tenant that a text names; both are empty for what is none.
func tenant(text string) (id, domain string) {
	if text == "" || strings.Contains(text, "@") {
		return "", ""
	}
	t, err := consent.ParseTenant(text)
	switch {
	case err != nil:
		return "", ""
	case t.IsID():
		return t.String(), ""
	}
	return "", t.String()
}

// guid returns a GUID, and nothing for what is none.
func guid(text string) string {
	if len(text) != 36 || strings.Trim(text, "0123456789abcdefABCDEF-") != "" {
		return ""
	}
	return strings.ToLower(text)
}

// onlyNumber says whether a text is nothing but a number, with or without its prefix.
func onlyNumber(text string) bool {
	text = strings.ToUpper(strings.TrimSpace(text))
	text = strings.Trim(strings.TrimPrefix(text, "AADSTS"), " :#.")
	return text != "" && len(text) <= longestNumber && strings.Trim(text, "0123456789") == ""
}

// OfNothing makes the row of a ticket that says nothing which is understood: somebody must still read it.
func OfNothing(w Where) Row {
	r := w.row(OriginText)
	r.Cause, r.Confidence = diagnose.CauseUnknown, diagnose.Unsure
	return r
}

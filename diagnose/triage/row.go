// Package triage says what many reports, tickets and codes have in common. It holds rows and groups, and reads
// nothing itself: diagnose/intake does.
//
// A row is what a helpdesk needs of one of them to see it in a list. Everything in it may come from a stranger, so it is
// made only here, where its length is limited and what would show a line otherwise than it is, is taken out.
package triage

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"synchelper/diagnose"
)

// Origin is what a row was read from.
type Origin string

// The origins.
const (
	OriginReport    Origin = "report"    // a saved report, or its exported form
	OriginText      Origin = "text"      // the words of a ticket, a mail or a page
	OriginCode      Origin = "code"      // nothing but a number
	OriginReference Origin = "reference" // nothing but SH-…
	OriginPicture   Origin = "picture"   // what somebody saw in a picture, and chose
)

// Row is one report, ticket, code or reference. A field that nobody has said is empty.
type Row struct {
	File          string              // the file's name, or the name of what was pasted
	Place         int                 // which line, mail or report of the file; 0 where it holds one
	Ticket        string              // what the source calls it: the id of a row, the subject of a mail
	Origin        Origin              // what it was read from
	User          string              // mail address, lower case
	Time          time.Time           // of the attempt as Microsoft prints it, else of the report or the mail, in UTC
	Cause         diagnose.CauseID    // CauseUnknown where it is not decided
	Confidence    diagnose.Confidence // how sure that is
	Code          int                 // the AADSTS number that the cause rests on
	Reference     string              // SH-XXXX-XXXX-C
	TenantID      string              // GUID, lower case
	Domain        string              // of the company, in ASCII and lower case
	MailApp       string              // id of the mail app
	AppID         string              // GUID of the application that Microsoft named
	CorrelationID string              // GUID
	RequestID     string              // GUID
	Approves      string              // id of an app that does not ship, where a link in the text approves it for a company
	ApprovesAt    string              // the company in that link; empty where it names none
	CutOff        bool                // it was a report, of which only words were left
	SameAs        int                 // number of the row, from 1, in which the same report was read before; 0 for none
	id            string              // of a report, in full
	number        uint64              // of a reference or a report's
	printed       bool                // there stands what Microsoft prints beside a number: a time, or an id
	asked         bool                // Microsoft itself answered that the domain has this tenant id
}

// Source is where the row stands: the file, and the place in it where it holds more than one.
func (r Row) Source() string { return place(r.File, r.Place) }

func place(file string, n int) string {
	if n == 0 {
		return file
	}
	return file + ":" + strconv.Itoa(n)
}

// Company is how the row's company is called: its domain, else its id, else nothing.
func (r Row) Company() string {
	if r.Domain != "" {
		return r.Domain
	}
	return r.TenantID
}

// IsTrap says whether the row holds a link that no administrator must open.
func (r Row) IsTrap() bool { return r.Approves != "" }

// Spoken says whether the row was read from words: a reference and a picture hold none of Microsoft's.
func (r Row) Spoken() bool { return r.Origin != OriginReference && r.Origin != OriginPicture }

// Ground is what a row rests on, where that is less than its verdict tells. Its words are the message
// "triage.ground.<ground>".
type Ground string

// The grounds. The empty one is the verdict's own.
const (
	GroundReference Ground = "reference" // which holds little more than a cause
	GroundCutOff    Ground = "cut-off"   // what is left of a report
	GroundText      Ground = "text"      // somebody's words, without a time or an id of Microsoft's

	// What is likely by it. The verdict's own words speak to the person who saw it, and a row's reader saw nothing.
	GroundFitsText    Ground = "fits-text" // words that say no number
	GroundFitsNumber  Ground = "fits-number"
	GroundFitsReport  Ground = "fits-report"
	GroundFitsPicture Ground = "fits-picture"
)

// Ground is what the row rests on.
func (r Row) Ground() Ground {
	switch {
	case r.Origin == OriginReference:
		return GroundReference
	case r.CutOff:
		return GroundCutOff
	case r.Spoken() && r.Origin != OriginReport && !r.IsTrap() && !r.printed && r.Confidence == diagnose.Certain:
		return GroundText
	case r.Confidence == diagnose.Likely && !r.IsTrap():
		return r.fits()
	}
	return ""
}

// fits is what makes the row's cause likely.
func (r Row) fits() Ground {
	switch {
	case r.Origin == OriginReport:
		return GroundFitsReport
	case r.Origin == OriginPicture:
		return GroundFitsPicture
	case r.Code != 0:
		return GroundFitsNumber
	}
	return GroundFitsText
}

// Diagnosis is the row as a diagnosis, so that it can be put into words. It is foreign: no link is made from it.
func (r Row) Diagnosis() diagnose.Diagnosis {
	cause := diagnose.CauseOf(r.Cause)
	d := diagnose.Diagnosis{Created: r.Time, Foreign: true,
		Subject: diagnose.Subject{Address: r.User, Tenant: r.Company(), TenantID: r.TenantID, MailApp: r.MailApp},
		Verdict: diagnose.Verdict{Cause: r.Cause, Family: cause.Family, Confidence: r.Confidence, About: cause.About}}
	if !r.Spoken() {
		return d
	}
	said := &diagnose.Said{Primary: r.Code, AppID: r.AppID, Timestamp: r.Time, CorrelationID: r.CorrelationID, TraceID: r.RequestID}
	if r.Code != 0 {
		said.Codes = []int{r.Code}
		d.Verdict.Because = []diagnose.Reason{{Kind: diagnose.ReasonCode, Value: strconv.Itoa(r.Code)}}
	}
	d.Observations = []diagnose.Observation{{Stage: diagnose.StagePhone, Source: diagnose.SourceText,
		About: diagnose.AboutPhone, At: r.Time, Said: said}}
	return d
}

// Reason says why something could not be read. Its words are the message "triage.unread.<reason>".
type Reason string

// The reasons.
const (
	ReasonPicture      Reason = "picture"       // a picture, a film or a PDF: its words must be copied
	ReasonArchive      Reason = "archive"       // packed; it is not unpacked
	ReasonDocument     Reason = "document"      // of an office program, or a mail of Outlook's own form
	ReasonTooLarge     Reason = "too-large"     // larger than is read
	ReasonUnreadable   Reason = "unreadable"    // not there, or it may not be read
	ReasonNotWords     Reason = "not-words"     // holds no text
	ReasonNewer        Reason = "newer"         // a report that a newer program wrote
	ReasonDamaged      Reason = "damaged"       // a report that is cut off or changed
	ReasonNoError      Reason = "no-error"      // words that say no error
	ReasonEmpty        Reason = "empty"         // nothing
	ReasonLink         Reason = "link"          // a link in a folder: links are not followed
	ReasonNoFile       Reason = "no-file"       // a device or a pipe
	ReasonTooDeep      Reason = "too-deep"      // folders or mails in one another
	ReasonBadRow       Reason = "bad-row"       // a line that is no row
	ReasonBadReference Reason = "bad-reference" // a reference with a wrong character
	ReasonShortRef     Reason = "short-ref"     // a reference whose end is missing
	ReasonSeveral      Reason = "several"       // several people and errors, of which nobody says which belong together
	ReasonSecret       Reason = "secret"        // nothing but a sign-in code
)

// Unread is what could not be read, and why.
type Unread struct {
	File   string
	Place  int
	Reason Reason
}

// Source is where it stands.
func (u Unread) Source() string { return place(u.File, u.Place) }

// Item is one thing that was found: a row, or where Unread is set something that gave none. Of what a row was read from,
// one of Report and Seen is there if whoever read it was asked to keep it; secrets are cut out.
type Item struct {
	Row    Row
	Report []byte
	Seen   *diagnose.Observation
	Unread *Unread
}

// better says whether a row shows a problem better than another: what is whole first, then what can be looked up in a log,
// then the surer one, then the later one.
func (r Row) better(than Row) bool {
	if r.CutOff != than.CutOff {
		return than.CutOff
	}
	return cmp.Or(cmp.Compare(r.evidence(), than.evidence()), -cmp.Compare(rank(r.Confidence), rank(than.Confidence)),
		r.Time.Compare(than.Time)) > 0
}

func (r Row) evidence() (n int) {
	for _, there := range []bool{r.User != "", !r.Time.IsZero(), r.CorrelationID != "", r.Code != 0} {
		if there {
			n++
		}
	}
	return n
}

// rank orders how sure a row is, the surest first.
func rank(c diagnose.Confidence) int {
	return slices.Index([]diagnose.Confidence{diagnose.Certain, diagnose.Likely, diagnose.Possible, diagnose.Unsure}, c)
}

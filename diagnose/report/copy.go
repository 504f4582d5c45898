package report

import (
	"slices"
	"strconv"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// Readership is who will read a report.
type Readership string

// The readerships.
const (
	ReaderIT      Readership = "it"      // the user's own company: what its logs are searched by stays
	ReaderOutside Readership = "outside" // somebody else: the same problem, and nobody's name
)

// Why says what was taken out for a reader: message "report.removed.<why>".
type Why string

const (
	removedName     Why = "name"
	removedIP       Why = "ip-address"
	removedPath     Why = "path"
	removedFreeText Why = "free-text"
	removedAddress  Why = "address"
	removedHost     Why = "domain"
	removedID       Why = "id"
	removedLink     Why = "link"
	removedQuoted   Why = "quoted"
	removedTime     Why = "time"
	removedClaims   Why = "claims"
	removedEncoded  Why = "encoded"
	removedSecret   Why = "secret"  // when the text was read, before there was a report
	removedLog      Why = "log"     // the block for whoever may read the sign-in log
	removedMessage  Why = "message" // to the own IT, with its links
)

// Removal is a field that is not as it was, and why.
type Removal struct {
	Field string `json:"field"` // its path in the exported form, such as observations/1/text
	Why   Why    `json:"why"`
}

// Copy is a diagnosis as one readership gets it. Every format is made from it, so none shows more than another.
type Copy struct {
	Diagnosis diagnose.Diagnosis
	For       Readership
	Removed   []Removal

	letters *wording.Words // the language of the message in it; nil: that of the report
	to      wording.Reader

	secret bool // something that looks like a secret was met: it is not written in any format
}

// ForIT returns the copy for the user's own IT: address, company, app, the ids and times of sign-ins stay; names of
// people, IP addresses, paths, and what else stood in a mail are taken out.
func ForIT(d diagnose.Diagnosis) Copy { return redact(d, ReaderIT, nil).withSecretsNamed() }

// ForOutside returns the copy for somebody outside the company: on top of that addresses, domains and ids are the
// pseudonyms of p, and times are days. What is nobody's says nothing about a company, so no link is made from it.
func ForOutside(d diagnose.Diagnosis, p *Pseudonyms) Copy {
	c := redact(d, ReaderOutside, p).withSecretsNamed()
	c.Diagnosis.Foreign = true
	if len(LogEntries(d)) > 0 {
		c.note(Removal{"sign_in_log", removedLog})
	}
	return c
}

// After is the copy of a report that was a copy before: what was taken out then is still gone.
func (c Copy) After(earlier []Removal) Copy {
	removed := c.Removed
	c.Removed = slices.Clone(earlier)
	c.note(removed...)
	return c
}

// note adds removals, each once.
func (c *Copy) note(list ...Removal) {
	for _, r := range list {
		if !slices.Contains(c.Removed, r) {
			c.Removed = append(slices.Clip(c.Removed), r)
		}
	}
}

// withSecretsNamed lists the texts out of which a secret was cut when they were read.
func (c Copy) withSecretsNamed() Copy {
	for i, o := range c.Diagnosis.Observations {
		if len(o.Secrets) > 0 {
			c.note(Removal{"observations/" + strconv.Itoa(i) + "/text", removedSecret})
		}
	}
	return c
}

// removals are all fields that are not as they were, in the form that is written with w.
func (c Copy) removals(w *wording.Words) []Removal {
	if c.For == ReaderOutside && w.Answer(c.Diagnosis).Message.Body != "" {
		c.note(Removal{"actions", removedMessage})
	}
	return c.Removed
}

// Addressed is the copy with the message in the language of whoever gets that, written for them.
func (c Copy) Addressed(letters *wording.Words, to wording.Reader) Copy {
	c.letters, c.to = letters, to
	return c
}

// Contains says in one line what the copy holds, and what it does not.
func (c Copy) Contains(w *wording.Words) string { return w.Text("report.contains." + string(c.For)) }

// Change is a removal in words.
type Change struct{ Field, Why string }

// Changes lists each field that is not as it was, with the reason, for whoever looks before sending.
func (c Copy) Changes(w *wording.Words) []Change {
	removed := c.removals(w)
	list := make([]Change, len(removed))
	for i, r := range removed {
		list[i] = Change{r.Field, w.Text("report.removed." + string(r.Why))}
	}
	return list
}

// removedKinds are the reasons that a removal may have; what a file says of another kind is left out when it is read.
func removedKinds() []Why {
	return []Why{removedName, removedIP, removedPath, removedFreeText, removedAddress, removedHost, removedID, removedLink,
		removedQuoted, removedTime, removedClaims, removedEncoded, removedSecret, removedLog, removedMessage}
}

func (r redaction) read() (Readership, []Removal) {
	var list []Removal
	for _, f := range r.Fields {
		if slices.Contains(removedKinds(), f.Why) && fieldForm.MatchString(f.Field) && len(f.Field) <= longestField {
			list = append(list, f)
		}
	}
	if r.For == ReaderOutside {
		return ReaderOutside, list
	}
	return ReaderIT, list
}

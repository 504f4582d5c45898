package report

import (
	"slices"

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
func ForIT(d diagnose.Diagnosis) Copy { return redact(d, ReaderIT, nil) }

// ForOutside returns the copy for somebody outside the company: on top of that addresses, domains and ids are the
// pseudonyms of p, and times are days. What is nobody's says nothing about a company, so no link is made from it.
func ForOutside(d diagnose.Diagnosis, p *Pseudonyms) Copy {
	c := redact(d, ReaderOutside, p)
	c.Diagnosis.Foreign = true
	return c
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
	list := make([]Change, len(c.Removed))
	for i, r := range c.Removed {
		list[i] = Change{r.Field, w.Text("report.removed." + string(r.Why))}
	}
	return list
}

// removedKinds are the reasons that a removal may have; what a file says of another kind is left out when it is read.
func removedKinds() []Why {
	return []Why{removedName, removedIP, removedPath, removedFreeText, removedAddress, removedHost, removedID, removedLink,
		removedQuoted, removedTime, removedClaims, removedEncoded}
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

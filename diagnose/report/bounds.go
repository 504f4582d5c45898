package report

import (
	"fmt"
	"math"
	"slices"
	"time"
	"unicode/utf8"
)

// The bounds of the exported form, as assets/diagnosis.schema.json has them. A text may name more numbers than anybody
// looks at, and a report may be a stranger's: neither makes a form that others refuse.
const (
	mostStages, mostObservations, mostSignIns, mostLogged, mostActions = 64, 1000, 200, 1200, 200
	mostCodes, mostWordings, mostReasons, mostAlso                     = 1000, 200, 200, 100
	mostKinds, mostRemovals                                            = 100, 5000

	longestAddress, longestTenant, longestID, longestWord, longestKind, longestLang, longestField = 320, 253, 64, 40, 60, 35, 200

	highestCode = 99_999_999 // no AADSTS number has more than seven digits
)

// first cuts a list to its bound.
func first[T any](list []T, most int) []T { return list[:min(len(list), most)] }

// bound cuts the lists of what is written. What is sorted stays so; of all others the first ones count.
func (e *Export) bound() {
	e.Stages, e.Observations = first(e.Stages, mostStages), first(e.Observations, mostObservations)
	e.SignIns, e.Log, e.Actions = first(e.SignIns, mostSignIns), first(e.Log, mostLogged), first(e.Actions, mostActions)
	e.Verdict.Because, e.Verdict.Also = first(e.Verdict.Because, mostReasons), first(e.Verdict.Also, mostAlso)
	e.Redaction.Removed = first(e.Redaction.Removed, mostKinds)
	e.Redaction.Fields = first(e.Redaction.Fields, mostRemovals)
	for _, o := range e.Observations {
		if s := o.Said; s != nil {
			s.Codes, s.Wordings = first(s.Codes, mostCodes), first(s.Wordings, mostWordings)
		}
	}
	for i := range e.Observations {
		e.Observations[i].Removed = first(e.Observations[i].Removed, mostKinds)
	}
}

// inBounds takes out of a form that was read what has no place in one: numbers and words out of their bounds. It returns
// an error for a time that is in no calendar: of when the rest is, would then be made up.
func (e *Export) inBounds() error {
	e.bound()
	times := map[string]*time.Time{"created": &e.Created}
	for i, s := range e.Stages {
		times[fmt.Sprintf("stages/%d/started", i)] = s.Started
		if ms := value(s.DurationMS); ms < 0 || ms > math.MaxInt64/int64(time.Millisecond) {
			e.Stages[i].DurationMS = nil
		}
	}
	for i := range e.Observations {
		o, path := &e.Observations[i], fmt.Sprintf("observations/%d/", i)
		times[path+"at"] = &o.At
		shorten(longestAddress, &o.Account)
		o.Removed = shorter(o.Removed)
		if o.Said != nil {
			times[path+"said/timestamp"] = o.Said.Timestamp
			o.Said.inBounds()
		}
	}
	for i := range e.SignIns {
		times[fmt.Sprintf("sign_ins/%d/at", i)] = &e.SignIns[i].At
	}
	shorten(longestAddress, &e.Subject.Address)
	shorten(longestTenant, &e.Subject.Tenant)
	shorten(longestID, &e.Subject.TenantID)
	shorten(longestWord, &e.Subject.Cloud)
	for path, at := range times {
		if !InCalendar(value(at)) {
			return fmt.Errorf("%w: %s is in the year %d", ErrNoReport, path, value(at).UTC().Year())
		}
	}
	return nil
}

// InCalendar says whether a time can be written in UTC as the exported form has it, with four digits for the year.
func InCalendar(at time.Time) bool {
	year := at.UTC().Year()
	return year >= 1 && year <= 9999
}

func (s *said) inBounds() {
	s.Codes = slices.DeleteFunc(s.Codes, func(n int) bool { return !isCode(n) })
	if !isCode(value(s.Primary)) {
		s.Primary = nil
	}
	shorten(longestID, &s.Foreign)
	s.Wordings = slices.DeleteFunc(s.Wordings, func(p phrase) bool {
		return !causeForm.MatchString(string(p.Cause)) || utf8.RuneCountInString(p.Lang) > longestLang
	})
}

func isCode(n int) bool { return n > 0 && n <= highestCode }

// shorten forgets a word that is longer than such words are: half of one would be another.
func shorten(most int, word **string) {
	if utf8.RuneCountInString(value(*word)) > most {
		*word = nil
	}
}

func shorter(kinds []string) []string {
	return slices.DeleteFunc(kinds, func(kind string) bool { return utf8.RuneCountInString(kind) > longestKind })
}

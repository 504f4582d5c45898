package diagnose

import (
	"slices"
	"sync"
)

// catalog indexes the causes once; nobody changes it afterwards.
var catalog = sync.OnceValue(func() map[CauseID]Cause {
	byID := make(map[CauseID]Cause)
	for _, c := range Causes() {
		byID[c.ID] = c
	}
	return byID
})

// Causes returns every cause, in the order of their numbers, without CauseNone and CauseUnknown.
func Causes() []Cause {
	return slices.Concat(consentCauses(), policyCauses(), accountCauses(), mailboxCauses(), networkCauses())
}

// CauseOf returns the cause of an id. For CauseNone, CauseUnknown and an id that no cause has it returns a cause
// that claims nothing: the helpdesk acts, and trying again is not said to help.
func CauseOf(id CauseID) Cause {
	if c, ok := catalog()[id]; ok {
		return c
	}
	if id == CauseNone {
		return Cause{ID: CauseNone, Family: FamilyNone, Severity: SeverityInfo, About: AboutPhone,
			Who: []Who{WhoUser}, Retry: RetryYes, Meanwhile: MeanwhileWebOrOutlook}
	}
	return Cause{ID: CauseUnknown, Family: FamilyUnknown, Severity: SeverityBlocking, About: AboutAccount,
		Who: []Who{WhoHelpdesk}, Retry: RetryNo, Meanwhile: MeanwhileMaybe}
}

// Known says whether id names a cause of the catalogue.
func Known(id CauseID) bool {
	_, ok := catalog()[id]
	return ok
}

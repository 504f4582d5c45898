package signin

import (
	"strconv"

	"synchelper/diagnose"
)

// meaningOf says which cause an observation names; "" when it names none by itself. A sentence that people write, and
// not Microsoft, is not certain.
func meaningOf(o diagnose.Observation) (cause diagnose.CauseID, certain bool) {
	if o.Said == nil {
		return o.Cause, true
	}
	if o.Said.Primary != 0 {
		meaning, ok := diagnose.CodeMeaning(o.Said.Primary, o.Said.Sentence)
		if !ok || meaning.Cause == diagnose.CauseUnknown || meaning.Generic {
			return "", false
		}
		return meaning.Cause, true
	}
	if len(o.Said.Wordings) == 0 {
		return "", false
	}
	best := o.Said.Wordings[0] // Microsoft's own come first
	if best.Cause == diagnose.CauseUnknown {
		return "", false
	}
	return best.Cause, best.Confidence == diagnose.Certain
}

func saysAnything(said diagnose.Said) bool {
	return len(said.Codes) > 0 || len(said.Wordings) > 0 || said.Error != "" || said.Suberror != "" || said.Subcode != ""
}

// nameOf is what an observation is called in a finding.
func nameOf(o diagnose.Observation) string {
	switch {
	case o.Said != nil && o.Said.Primary != 0:
		return "AADSTS" + strconv.Itoa(o.Said.Primary)
	case o.Said != nil && o.Said.Error != "":
		return o.Said.Error
	case o.Said != nil && len(o.Said.Wordings) > 0:
		return string(o.Said.Wordings[0].Cause)
	case o.Said == nil && o.Cause != "":
		return string(o.Cause)
	}
	return "nothing that is known"
}

// isApproval says whether somebody else must say yes first.
func isApproval(cause diagnose.CauseID) bool {
	switch diagnose.CauseOf(cause).Family {
	case diagnose.FamilyConsentAdmin, diagnose.FamilyRequest:
		return true
	}
	return false
}

// mayGoOn says whether a person can put right in the same window what a page says: another password, another account, a
// second step.
func mayGoOn(cause diagnose.CauseID) bool {
	switch diagnose.CauseOf(cause).Family {
	case diagnose.FamilyMFA, diagnose.FamilyPassword, diagnose.FamilyAccountState, diagnose.FamilyAccountUnknown,
		diagnose.FamilySession:
		return true
	}
	return false
}

package intake

import (
	"regexp"
	"strings"

	"synchelper/diagnose"
	"synchelper/diagnose/triage"
)

// attemptID is the correlation id of an attempt, as Microsoft's pages and logs name it.
var attemptID = regexp.MustCompile(`(?i)(?:correlation|korrelations)[ _-]?id["\s:=]{1,8}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`)

// several says whether a text holds the errors of several people: different causes, of different attempts, and more than one
// address. Read as one, it would tell one person of another's error.
func several(said *diagnose.Said, text []byte) bool {
	if said == nil {
		return false
	}
	causes, attempts := make(map[diagnose.CauseID]bool), make(map[string]bool)
	for _, number := range said.Codes {
		if code, known := diagnose.CodeMeaning(number, ""); known {
			causes[code.Cause] = true
		}
	}
	if len(causes) < 2 {
		return false
	}
	for _, found := range attemptID.FindAllSubmatch(text, maxParts) {
		attempts[strings.ToLower(string(found[1]))] = true
	}
	return len(attempts) > 1 && len(triage.Addresses(string(text))) > 1
}

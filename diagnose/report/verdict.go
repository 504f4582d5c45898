package report

import (
	"slices"
	"strconv"

	"synchelper/diagnose"
)

// longestNumber is how many digits a number in a reason has at most: no AADSTS number has more than seven.
const longestNumber = 8

// read returns the verdict of a file that somebody sent. What is not of the form that this program writes is left out:
// it would end up in messages and on terminals. The family is always that of the cause.
func (v verdict) read() diagnose.Verdict {
	out := diagnose.Verdict{Cause: v.Cause, Family: diagnose.CauseOf(v.Cause).Family, Confidence: diagnose.Unsure}
	if slices.Contains(confidences(), v.Confidence) {
		out.Confidence = v.Confidence
	}
	out.About = oneOf(diagnose.About(value(v.About)), abouts())
	questions := []diagnose.Question{diagnose.QuestionWhichPage, diagnose.QuestionSharedBox, diagnose.QuestionPhoneSame,
		diagnose.QuestionPasswordNew, diagnose.QuestionStillAsks}
	if question := value(v.Question); slices.Contains(questions, question) {
		out.Question = question
	}
	for _, id := range v.Also {
		if diagnose.Known(id) {
			out.Also = append(out.Also, id)
		}
	}
	for _, r := range v.Because {
		if reason := (diagnose.Reason{Kind: r.Kind, Value: value(r.Value), Stage: value(r.Stage)}); sound(reason) {
			out.Because = append(out.Because, reason)
		}
	}
	return out
}

// confidences are how sure something can be that somebody said.
func confidences() []diagnose.Confidence {
	return []diagnose.Confidence{diagnose.Certain, diagnose.Likely, diagnose.Possible}
}

func abouts() []diagnose.About {
	return []diagnose.About{diagnose.AboutOrganisation, diagnose.AboutAccount, diagnose.AboutPhone,
		diagnose.AboutThisComputer, diagnose.AboutThisCheck}
}

// sound says whether a reason is one that Judge gives.
func sound(r diagnose.Reason) bool {
	if r.Stage != "" && !slices.Contains(diagnose.StageIDs(), r.Stage) {
		return false
	}
	switch r.Kind {
	case diagnose.ReasonCode, diagnose.ReasonUnlisted, diagnose.ReasonOutside, diagnose.ReasonOverruled:
		_, err := strconv.ParseUint(r.Value, 10, 32)
		return err == nil && len(r.Value) <= longestNumber
	case diagnose.ReasonCard:
		return slices.Contains(diagnose.Cards(), diagnose.Card(r.Value))
	case diagnose.ReasonFact, diagnose.ReasonChosen, diagnose.ReasonAddress, diagnose.ReasonContradiction,
		diagnose.ReasonRefuted, diagnose.ReasonHeard:
		return diagnose.Known(diagnose.CauseID(r.Value))
	case diagnose.ReasonPassed:
		return slices.Contains(diagnose.StageIDs(), diagnose.StageID(r.Value))
	case diagnose.ReasonHereOnly:
		return r.Value == ""
	case diagnose.ReasonWording, diagnose.ReasonDescribed, diagnose.ReasonError, diagnose.ReasonForeign:
		return plainWord.MatchString(r.Value)
	}
	return false
}

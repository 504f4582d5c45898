package diagnose

import "slices"

// Reply is what a person answers to a question; empty while it is open.
type Reply string

// The replies.
const (
	ReplyNone    Reply = ""
	ReplyYes     Reply = "yes"
	ReplyNo      Reply = "no"
	ReplyUnknown Reply = "unknown"
)

// Approval is a yes of whoever had to approve, while the phone still asks: the three things about it that a user can
// know. Everything else is for the administrator to look up.
type Approval struct {
	SameAddress Reply // the phone has the address that the message named
	JustNow     Reply // the yes is less than a quarter of an hour old
	Colleague   Reply // it works for a colleague with an iPhone
}

// Answered says whether another answer would change nothing.
func (a Approval) Answered() bool {
	return a.SameAddress == ReplyNo || a.JustNow == ReplyYes || a.Colleague != ReplyNone
}

// cause is what the answers point to first, and also what else stands between a yes and the phone. Microsoft lets a
// grant work within minutes, so time explains it only at first. Who got through before the yes may have a grant of
// their own, so a colleague's phone that works does not prove one for everybody.
func (a Approval) cause() (cause CauseID, also []CauseID) {
	everything := []CauseID{"consent.approved_for_self", "consent.other_tenant", "consent.other_app",
		"consent.request_lapsed", "app.user_not_assigned"}
	switch {
	case a.SameAddress == ReplyNo:
		return "consent.other_tenant", []CauseID{"account.wrong_tenant", "account.upn_differs"}
	case a.JustNow == ReplyYes:
		return "consent.just_approved", everything
	case a.Colleague == ReplyYes:
		return "consent.not_for_all", []CauseID{"app.user_not_assigned", "consent.approved_for_self", "consent.other_tenant",
			"phone.password_profile"}
	}
	return everything[0], everything[1:]
}

// Approves says whether the causes of a family are about approving at all: a yes can only have answered those.
func (f Family) Approves() bool {
	return slices.Contains([]Family{FamilyConsentAdmin, FamilyRequest, FamilyConsentMissing}, f)
}

// fromApproval takes the person's word that the yes is there.
func (f *finding) fromApproval(o Observation) bool {
	f.cause, _ = o.Approval.cause()
	f.confidence, f.weight, f.phone, f.approval = Likely, weightHeard, true, o.Approval
	switch {
	case !o.Approval.Answered():
		f.confidence, f.question = Possible, QuestionStillAsks
	case o.Approval.SameAddress == ReplyNo: // another address is mostly the same company's, and so is its yes
		f.confidence = Possible
	}
	f.reasons = []Reason{{Kind: ReasonHeard, Value: string(f.cause), Stage: o.Stage}}
	return true
}

// withApproval reads again what asks for an approval that somebody has given: it says no longer that nobody approved, but
// that the yes does not reach this phone. What states another cause by itself, such as an app that is switched off or a
// permission that is missing, needs no such reading.
func withApproval(findings []finding) []finding {
	given := slices.IndexFunc(findings, func(f finding) bool { return f.approval != nil })
	if given < 0 {
		return findings
	}
	heard := findings[given]
	asked := func(f finding) bool {
		return f.approval == nil && CauseOf(f.cause).Family.Approves() && f.cause != "consent.scopes_missing"
	}
	others := slices.DeleteFunc(slices.Clone(findings), func(f finding) bool { return f.approval != nil || asked(f) })
	if slices.ContainsFunc(others, func(f finding) bool { return f.weight > weightHeard }) {
		return others
	}
	_, heard.also = heard.approval.cause()
	if a := *heard.approval; a.SameAddress == ReplyNone && a.Colleague == ReplyNone && !slices.ContainsFunc(findings, asked) {
		return others // a yes, and nothing says that the phone still asks
	}
	var reasons []Reason
	for _, f := range findings {
		if !asked(f) {
			continue
		}
		reasons = append(reasons, f.reasons...)
		heard.weight = max(heard.weight, f.weight)
		if CauseOf(f.cause).Family == FamilyRequest && heard.cause == "consent.approved_for_self" {
			// The form came back: no request is granted, or the yes was for one account, another company or another app.
			heard.also = append([]CauseID{heard.cause}, heard.also...)
			heard.cause, heard.confidence = "consent.request_lapsed", Possible
		}
	}
	heard.reasons = append(reasons, heard.reasons...)
	return append(others, heard)
}

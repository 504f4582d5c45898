package diagnose

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
)

// finding is what one observation alone would mean, before the others are heard.
type finding struct {
	cause      CauseID
	confidence Confidence
	weight     int // how directly the cause was stated; see the weights below
	about      About
	reasons    []Reason
	also       []CauseID
	question   Question
	phone      bool // seen on the phone itself, or said by it
	slip       bool // of whoever signed in on this computer
	approval   *Approval
}

// What a person chose from a list weighs less than what Microsoft wrote, and a number weighs more than a sentence,
// since sentences are translated, shortened and swapped. A choice among the causes that fit was made knowing the card,
// the bare error and the address; it outweighs them. A stranger's link outweighs everything: what is asked for must not happen.
const (
	weightCard = iota + 1
	weightError
	weightAddress
	weightHeard
	weightChosen
	weightFact
	weightWording
	weightCode
	weightStrange
)

// Judge turns what was observed into one verdict. It is pure: it reads no clock, no file and no network.
//
// The rules are, in this order: what only the check ran into is no headline; a cause silences its own consequences
// (Cause.Hides); what a stage that passed has shown to be absent is no cause any more; the cause that was stated most
// directly wins; what was refused on this computer is at most likely and gives way to what the phone showed; a card that
// contradicts what Microsoft wrote is said; what asks for an approval that was given is read again (withApproval).
// Nothing that fits gives CauseUnknown, never a guess.
func Judge(observations []Observation) Verdict {
	var findings []finding
	var leftOver []Reason
	for _, o := range observations {
		f, ok := find(o)
		if !ok || f.about == AboutThisCheck {
			leftOver = append(leftOver, f.reasons...)
			continue
		}
		findings = append(findings, f)
	}
	findings = withOtherAccount(findings, observations)
	findings, shown := refutationOf(observations).apply(settleByCard(findings))
	leftOver = append(leftOver, shown...)
	findings = withoutConsequences(withApproval(findings))
	if len(findings) == 0 {
		return nothingFound(observations, leftOver)
	}
	sort.SliceStable(findings, func(i, j int) bool { return rank(findings[i]) > rank(findings[j]) })
	return verdictOf(findings, leftOver)
}

// find says what one observation means; false when it means nothing by itself. Its reasons are kept either way.
func find(o Observation) (finding, bool) {
	f := finding{about: o.About, phone: o.About == AboutPhone || o.Source == SourceCard}
	ok := false
	switch {
	case f.strange(o):
		ok = true
	case o.Approval != nil:
		ok = f.fromApproval(o)
	case o.Said != nil:
		ok = f.fromSaid(o)
	case o.Cause != "" && o.Cause != CauseNone:
		ok = f.fromCause(o)
	case o.Card != "":
		ok = f.fromCard(o)
	}
	if !ok {
		return f, false
	}
	f.settleAbout(o)
	if f.cause == "account.disabled" && f.question == QuestionNone {
		f.question = QuestionSharedBox
	}
	return f, true
}

// settleAbout says what a finding is about: its cause does, unless only the check ran into it, or this computer.
func (f *finding) settleAbout(o Observation) {
	cause := CauseOf(f.cause)
	f.slip = o.Source == SourceSignIn && typedHere(f.cause)
	switch {
	case f.about == AboutThisCheck || cause.About == AboutThisCheck:
		f.about = AboutThisCheck
	case cause.HereOnly && !f.phone && (o.Source == SourceSignIn || o.About == AboutThisComputer):
		f.about, f.confidence = AboutThisComputer, weaker(f.confidence, Likely)
		f.reasons = append(f.reasons, Reason{Kind: ReasonHereOnly, Stage: o.Stage})
		f.question = QuestionPhoneSame
	case f.slip:
		f.about, f.confidence = AboutThisComputer, Possible
	default:
		f.about = cause.About
	}
}

// typedHere says whether a cause comes from what somebody typed, picked or pressed in a sign-in on this computer: a slip
// there says little about the phone.
func typedHere(cause CauseID) bool {
	return slices.Contains([]CauseID{"password.wrong", "account.not_found", "account.wrong_tenant", "account.guest",
		"account.personal", "mfa.failed", "consent.declined"}, cause)
}

// fromCause takes what states its cause by itself. Only a server or system is believed without reserve: a person may
// choose the wrong line, and an address says nothing about the phone.
func (f *finding) fromCause(o Observation) bool {
	kind := ReasonFact
	f.cause, f.confidence, f.weight = o.Cause, Certain, weightFact
	switch o.Source {
	case SourceCard:
		kind, f.confidence, f.weight = ReasonChosen, Likely, weightChosen
	case SourceAddress:
		kind, f.confidence, f.weight = ReasonAddress, Likely, weightAddress
	}
	// HTTP 403 is what a mailbox without ActiveSync answers (MS-ASHTTP §2.2.1.1.2), and not only that one.
	if o.Stage == StageMailAccess && o.Cause == "mailbox.activesync_off" {
		f.confidence = Likely
	}
	if o.Unsure {
		f.confidence = Possible
	}
	f.reasons = []Reason{{Kind: kind, Value: string(o.Cause), Stage: o.Stage}}
	return true
}

// byPerson says whether a finding rests on nothing but what the person chose.
func (f finding) byPerson() bool { return f.weight == weightCard || f.weight == weightChosen }

func (f *finding) fromSaid(o Observation) bool {
	said := o.Said
	reason := func(kind ReasonKind, value string) {
		f.reasons = append(f.reasons, Reason{Kind: kind, Value: value, Stage: o.Stage})
	}
	if said.Primary != 0 && f.fromCode(said, reason) {
		return true
	}
	if f.fromList(said, reason) {
		return true
	}
	// Other vendors have pages "Need admin approval" too: only Microsoft's own sentence outweighs another one's mark.
	if w, ok := bestWording(said.Wordings); ok && (w.Confidence == Certain || said.Foreign == "") {
		f.cause, f.confidence, f.weight = w.Cause, w.Confidence, weightWording
		for _, other := range said.Wordings {
			f.also = append(f.also, other.Cause)
		}
		if w.Confidence == Certain {
			reason(ReasonWording, w.Lang)
		} else {
			reason(ReasonDescribed, w.Lang)
		}
		return true
	}
	if said.Foreign == "wam" { // Windows' account manager speaks for Entra, in numbers of its own that nobody lists
		reason(ReasonForeign, said.Foreign)
		return false
	}
	if said.Foreign != "" {
		f.cause, f.confidence, f.weight = "not_entra", Certain, weightWording
		reason(ReasonForeign, said.Foreign)
		return true
	}
	return f.fromError(said, reason)
}

func (f *finding) fromCode(said *Said, reason func(ReasonKind, string)) bool {
	number := strconv.Itoa(said.Primary)
	meaning, ok := CodeMeaning(said.Primary, said.Sentence)
	if !ok || meaning.Cause == CauseUnknown {
		reason(ReasonUnlisted, number)
		return false
	}
	f.cause, f.confidence, f.weight, f.also = meaning.Cause, meaning.Confidence, weightCode, meaning.Also
	if said.Loose {
		f.confidence = weaker(f.confidence, Likely)
	}
	reason(ReasonCode, number)
	if meaning.Outside {
		reason(ReasonOutside, number)
	}
	for _, other := range said.Codes {
		if other == said.Primary {
			continue
		}
		if m, ok := CodeMeaning(other, ""); ok && m.Generic {
			reason(ReasonOverruled, strconv.Itoa(other))
		}
	}
	return true
}

// fromList takes a text that names a few numbers and lets none stand out: each is possible. A longer list is an article
// about numbers, and nothing follows from it.
func (f *finding) fromList(said *Said, reason func(ReasonKind, string)) bool {
	const few = 3
	if said.Primary != 0 || len(said.Wordings) > 0 || len(said.Codes) < 2 || len(said.Codes) > few {
		return false
	}
	for _, number := range said.Codes {
		meaning, ok := CodeMeaning(number, "")
		if !ok || meaning.Cause == CauseUnknown {
			continue
		}
		if f.cause == "" {
			f.cause, f.confidence, f.weight = meaning.Cause, Possible, weightCode
		}
		f.also = append(f.also, meaning.Cause)
		reason(ReasonCode, strconv.Itoa(number))
	}
	return f.cause != ""
}

// bestWording prefers Microsoft's own sentence to what people write about it, then the longer phrase.
func bestWording(wordings []Wording) (Wording, bool) {
	if len(wordings) == 0 {
		return Wording{}, false
	}
	return slices.MaxFunc(wordings, func(a, b Wording) int {
		if c := cmp.Compare(degree(a.Confidence), degree(b.Confidence)); c != 0 {
			return c
		}
		return cmp.Compare(a.Span.End-a.Span.Start, b.Span.End-b.Span.Start)
	}), true
}

// settleByCard lets what the person saw decide between the causes of a finding that leaves several open: a bare
// access_denied comes from three pages, and the person was there.
func settleByCard(findings []finding) []finding {
	card := slices.IndexFunc(findings, func(f finding) bool { return f.weight == weightChosen })
	if card < 0 {
		card = slices.IndexFunc(findings, func(f finding) bool { return f.weight == weightCard })
	}
	if card < 0 {
		return findings
	}
	chosen := findings[card]
	for i := range findings {
		f := &findings[i]
		open := f.confidence == Possible && !f.byPerson()
		if open && f.cause != chosen.cause && slices.Contains(f.also, chosen.cause) {
			f.also = append(f.also, f.cause)
			f.cause, f.about = chosen.cause, chosen.about
		}
		if open && f.cause == chosen.cause {
			f.confidence, f.question = Likely, QuestionNone
		}
	}
	return findings
}

// withoutConsequences drops findings whose root is there too and no less sure. The card is kept: a contradiction is to be said.
func withoutConsequences(findings []finding) []finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f finding) bool {
		return !f.byPerson() && slices.ContainsFunc(findings, func(root finding) bool {
			return !root.byPerson() && degree(root.confidence) >= degree(f.confidence) &&
				slices.Contains(CauseOf(root.cause).Hides, f.cause)
		})
	})
}

// rank orders findings by how directly they were stated. What this computer met, and what a server only leaves possible,
// comes behind everything that the phone said and behind a card that is likely by itself: the phone is the one that has
// the trouble. Only a card that leaves everything open comes after it, and after that a slip of whoever signed in here.
func rank(f finding) int {
	const openCard = weightCard*100 + 15
	if f.slip {
		return 0
	}
	if f.about == AboutThisComputer || !f.phone && !f.byPerson() && f.confidence == Possible {
		return openCard
	}
	return f.weight*100 + degree(f.confidence)*10
}

func verdictOf(findings []finding, leftOver []Reason) Verdict {
	head := findings[0]
	v := Verdict{Cause: head.cause, Family: CauseOf(head.cause).Family, Confidence: head.confidence,
		About: head.about, Because: head.reasons, Question: head.question}
	v.also(head.also...)
	for _, f := range findings[1:] {
		switch {
		case f.cause == head.cause:
			v.Because = append(v.Because, f.reasons...)
			if f.phone && v.About == AboutThisComputer {
				v.About, v.Confidence, v.Question = CauseOf(head.cause).About, head.confidence, QuestionNone
			}
		case head.weight == weightChosen:
			v.also(append([]CauseID{f.cause}, f.also...)...) // what the person did not choose still fits
		case f.byPerson() && contradicts(f, head):
			v.Because = append(v.Because, Reason{Kind: ReasonContradiction, Value: string(f.cause), Stage: StagePhone})
			v.also(f.cause)
		case !f.byPerson():
			v.Because = append(v.Because, f.reasons...)
			v.also(f.cause)
		}
	}
	v.Because = append(v.Because, leftOver...)
	if v.About != AboutThisComputer { // the phone saw it too
		v.Because = slices.DeleteFunc(v.Because, func(r Reason) bool { return r.Kind == ReasonHereOnly })
	}
	return v
}

// contradicts says whether a card and the headline cannot both be the whole story.
func contradicts(card, head finding) bool {
	sameFamily := CauseOf(card.cause).Family == CauseOf(head.cause).Family
	return !sameFamily && !slices.Contains(card.also, head.cause)
}

func (v *Verdict) also(ids ...CauseID) {
	for _, id := range ids {
		if id != v.Cause && !slices.Contains(v.Also, id) {
			v.Also = append(v.Also, id)
		}
	}
}

// nothingFound is CauseNone only when the mailbox itself was seen to answer the user's own token.
func nothingFound(observations []Observation, reasons []Reason) Verdict {
	for _, o := range observations {
		if o.Stage == StageMailAccess && o.Cause == CauseNone {
			v := Verdict{Cause: CauseNone, Family: FamilyNone, Confidence: Likely, About: AboutPhone, Because: reasons}
			if o.Account != "" {
				v.Confidence = Possible // it works for that name; the phone may use the address
				v.also("account.upn_differs")
			}
			return v
		}
	}
	return Verdict{Cause: CauseUnknown, Family: FamilyUnknown, Confidence: Unsure, Because: reasons}
}

func degree(c Confidence) int {
	return slices.Index([]Confidence{Unsure, Possible, Likely, Certain}, c)
}

func weaker(a, b Confidence) Confidence {
	if degree(a) < degree(b) {
		return a
	}
	return b
}

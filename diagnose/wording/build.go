package wording

import (
	"slices"
	"strings"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

// Answer puts a diagnosis into words. Local times are those of the zone that d.Created carries.
func (w *Words) Answer(d diagnose.Diagnosis) Answer { return w.answer(w.factsOf(d)) }

func (w *Words) answer(f facts) Answer {
	d := f.diagnosis
	key, cause := toldAs(d)
	f.data["Role"] = cause.Role
	f.data["Seen"] = w.seen(f)
	var links []consent.AdminLink
	noLink := ""
	if cause.CureIsLink {
		links, noLink = w.links(f)
	}
	f.data["HasLink"] = len(links) > 0
	a := Answer{
		Title:      w.Text(key+".title", f.data),
		Explain:    w.Text(key+".explain", f.data),
		WhoCanFix:  w.whoCanFix(key, cause, f),
		Meanwhile:  w.meanwhile(cause, f),
		Also:       w.others(d.Verdict.Also, f),
		Links:      links,
		NoLink:     noLink,
		Confidence: w.confidence(key, d),
		Reference:  d.Reference().String(),
		HowWeKnow:  w.howWeKnow(f),
		Short:      w.Text(key+".short", f.data),
		Role:       cause.Role,
		Admin:      steps(w.Lines(key+".admin", f.data)),
		AdminFirst: w.adminFirst(key, f),
		Seen:       w.seenOf(cause.ID, f),
		Helpdesk:   w.Lines(key+".helpdesk", f.data),
		Sources:    sources(cause),
		MailWeb:    f.cloud().MailWeb,
		AdminHost:  strings.TrimPrefix(f.cloud().AdminCenter, "https://"),
	}
	var marked []int
	a.Do, marked = stepsOf(w.Lines(key+".do", f.data))
	a.Primary = w.primary(key, cause, f, marked)
	a.ReasonStep, a.MessageStep = buttonSteps(marked, len(a.Do), cause, a.Primary)
	a.Caution = w.caution(d, cause)
	if d.Verdict.Question != diagnose.QuestionNone {
		a.Question = w.Text("question." + string(d.Verdict.Question))
	}
	if slices.ContainsFunc(d.Observations, func(o diagnose.Observation) bool { return len(o.Secrets) > 0 }) {
		a.Secret = w.Text("secret.removed")
	}
	if f.data["LinkID"] != "" && cause.ID != diagnose.CauseStrangeLink { // which says it first of all
		a.Secret = strings.TrimSpace(a.Secret + " " + w.Text("warning.consent_link"))
	}
	if a.Primary == PrimaryCopyReason {
		a.Reason = w.Text("request.justification", f.data)
	}
	if key != unsigned {
		a.Message = w.message(cause, f, a)
	}
	return a
}

// caution is what this computer met that limits the answer: it was refused itself, or Microsoft could not be asked.
func (w *Words) caution(d diagnose.Diagnosis, cause diagnose.Cause) string {
	unreached := func(s diagnose.Stage) bool { return s.ID == diagnose.StageTenant && s.State == diagnose.Failed }
	switch {
	case cause.Family == diagnose.FamilyNetwork || cause.Family == diagnose.FamilyTransient: // which say it themselves
		return ""
	case d.Verdict.About == diagnose.AboutThisComputer && cause.HereOnly:
		return w.Text("caution.here-only")
	case slices.ContainsFunc(d.Stages, unreached) && cause.ID != diagnose.CauseUnknown:
		return w.Text("caution.unreached")
	}
	return ""
}

// unsigned begins the messages for a run that found no fault and came to no sign-in.
const unsigned = "cause.unsigned"

// toldAs returns how the messages for a diagnosis begin, and the cause as it is told.
func toldAs(d diagnose.Diagnosis) (string, diagnose.Cause) {
	cause := diagnose.CauseOf(d.Verdict.Cause)
	if cause.ID != diagnose.CauseUnknown || !nothingShown(d) {
		return "cause." + string(cause.ID), cause
	}
	// Nobody but the user can go on, and there is nothing to ask anybody.
	cause.Who, cause.Meanwhile = []diagnose.Who{diagnose.WhoUser}, diagnose.MeanwhileWebOrOutlook
	return unsigned, cause
}

// nothingShown says whether servers were asked and nobody said what the phone shows: then there is no message that could
// be unknown, only a run that did not come to a sign-in.
func nothingShown(d diagnose.Diagnosis) bool {
	asked := func(s diagnose.Stage) bool { return s.ID == diagnose.StageTenant && s.State == diagnose.Passed }
	shown := func(o diagnose.Observation) bool { return o.Said != nil || o.Card != "" }
	return slices.ContainsFunc(d.Stages, asked) && !slices.ContainsFunc(d.Observations, shown)
}

// primary is the one button. Whoever acts alone, or first, gets "done": a marked step that is not the first of all has the
// message for those whom the others did not help. Where somebody else decides, the message comes first.
func (w *Words) primary(key string, cause diagnose.Cause, f facts, marked []int) Primary {
	_, asked := w.ask(cause, f)
	actsFirst := len(marked) > 0 && marked[len(marked)-1] > 0
	switch {
	case key == unsigned:
		return PrimarySignIn
	case slices.Contains([]diagnose.CauseID{"consent.request_available", "consent.request_risky", "consent.request_lapsed"}, cause.ID):
		return PrimaryCopyReason
	case cause.Who[0] == diagnose.WhoNobody:
		return PrimaryDone
	case cause.Who[0] != diagnose.WhoUser && cause.CureIsLink:
		return PrimaryCopyMessage
	case asked && (cause.Who[0] != diagnose.WhoUser || cause.Retry == diagnose.RetryNo && len(cause.Who) > 1 && !actsFirst):
		return PrimaryCopyQuestion
	}
	return PrimaryDone
}

// whoCanFix names who must act first and who comes next, where the cause has no sentence of its own for it. The user
// alone is told that nobody else is needed.
func (w *Words) whoCanFix(key string, cause diagnose.Cause, f facts) string {
	if own := key + ".who"; w.Has(own) {
		return w.Text(own, f.data)
	}
	if len(cause.Who) == 1 && cause.Who[0] == diagnose.WhoUser {
		return w.Text("who.only.user")
	}
	parts := []string{w.Text("who.first."+string(cause.Who[0]), f.data)}
	for _, who := range cause.Who[1:] {
		parts = append(parts, w.Text("who.then."+string(who), f.data))
	}
	return strings.Join(parts, " ")
}

func (w *Words) meanwhile(cause diagnose.Cause, f facts) []string {
	host := strings.TrimPrefix(f.cloud().MailWeb, "https://")
	key := "meanwhile." + string(cause.Meanwhile)
	if cause.About == diagnose.AboutThisComputer && cause.Meanwhile == diagnose.MeanwhileMaybe {
		key = "meanwhile.other_network"
	}
	return w.Lines(key, map[string]any{"MailHost": host})
}

// confidence says how sure the verdict is that is told by the messages of key.
func (w *Words) confidence(key string, d diagnose.Diagnosis) string {
	v := d.Verdict
	heard := func(r diagnose.Reason) bool { return r.Kind == diagnose.ReasonHeard }
	switch {
	case key == unsigned:
		return w.Text("confidence.unsigned")
	case v.Cause == "not_entra" && v.Confidence == diagnose.Certain:
		return w.Text("confidence.certain.foreign")
	case v.Cause == diagnose.CauseNone && v.Confidence == diagnose.Likely:
		return w.Text("confidence.none")
	case v.About == diagnose.AboutThisComputer && v.Confidence == diagnose.Likely:
		return w.Text("confidence.likely.here")
	case v.Confidence == diagnose.Likely && slices.ContainsFunc(v.Because, heard):
		return w.Text("confidence.likely.heard")
	case v.Confidence == diagnose.Likely && v.Ground() == diagnose.GroundPerson:
		return w.Text("confidence.likely.chosen")
	case v.Confidence == diagnose.Certain:
		return w.Text(saidBy(d))
	}
	return w.Text("confidence." + string(v.Confidence))
}

// saidBy is the message that says whose word a certain verdict is.
func saidBy(d diagnose.Diagnosis) string {
	switch {
	case d.Verdict.Ground() == diagnose.GroundServer:
		return "confidence.certain.server"
	case unconfirmed(d):
		return "confidence.certain.phone"
	}
	return "confidence.certain"
}

// unconfirmed says whether a verdict rests on the phone's message alone: no sign-in here ended at the same.
func unconfirmed(d diagnose.Diagnosis) bool {
	if len(d.Verdict.Because) == 0 || d.Verdict.Because[0].Stage != diagnose.StagePhone {
		return false
	}
	attempt, was := diagnose.AttemptOf(d.Observations)
	return !was || diagnose.CauseOf(attempt.Cause).Family != d.Verdict.Family
}

func (w *Words) others(ids []diagnose.CauseID, f facts) []Other {
	others := make([]Other, 0, len(ids))
	for _, id := range ids {
		title := w.Text("cause."+string(id)+".title", f.data)
		others = append(others, Other{ID: string(id), Title: title, Seen: w.seenOf(id, f)})
	}
	return others
}

// seenOf is what a person would have seen of a cause.
func (w *Words) seenOf(id diagnose.CauseID, f facts) string {
	if key := "choice." + string(id); w.Has(key) {
		return w.Text(key)
	}
	return w.Text("cause."+string(id)+".title", f.data)
}

// stepsOf takes the marks off the user's steps and says which ones have one: a line that begins with "> " speaks of the
// message, or of the text for the phone's box.
func stepsOf(lines []string) (plain []string, marked []int) {
	for i, line := range lines {
		text, isMarked := strings.CutPrefix(line, "> ")
		if isMarked {
			marked = append(marked, i)
		}
		plain = append(plain, text)
	}
	return plain, marked
}

// buttonSteps says under which of the steps a button belongs. Without a mark the message is the first where somebody else
// must act, and the last where the person acts first and others are asked.
func buttonSteps(marked []int, steps int, cause diagnose.Cause, primary Primary) (reason, message int) {
	switch {
	case len(marked) > 0:
		return marked[0], marked[len(marked)-1]
	case primary == PrimaryDone || primary == PrimarySignIn:
		return -1, -1
	case cause.Who[0] == diagnose.WhoUser:
		return steps - 1, steps - 1
	}
	return 0, 0
}

// links builds the admin-consent links, or says in words why none may be handed out.
func (w *Words) links(f facts) ([]consent.AdminLink, string) {
	cloud := f.cloud()
	switch {
	case f.diagnosis.Foreign:
		return nil, w.Text("nolink.foreign")
	case f.unknownApp:
		return nil, w.Text("nolink.unknown_app")
	case metSomethingElse(f):
		return nil, w.Text("nolink.contradiction")
	case !cloud.AppleProven:
		return nil, w.Text("nolink.cloud")
	}
	tenant := f.confirmedTenant()
	if !tenant.Known() && f.diagnosis.Subject.Domain() != "" {
		return nil, w.Text("nolink.tenant")
	}
	links, err := consent.AdminLinks(f.app, cloud, tenant)
	if err != nil {
		return nil, w.Text("nolink.cloud")
	}
	return links, ""
}

// metSomethingElse says whether the sign-in on this computer was stopped by another cause than the phone's: a link that
// approves for a whole company is not handed out while what was seen does not fit together.
func metSomethingElse(f facts) bool {
	return !f.fromRun && slices.ContainsFunc(f.diagnosis.Observations, func(o diagnose.Observation) bool {
		if o.Source != diagnose.SourceSignIn {
			return false
		}
		met := diagnose.Judge([]diagnose.Observation{o})
		known := diagnose.Known(met.Cause) && met.Confidence != diagnose.Possible
		return known && diagnose.CauseOf(met.Cause).Family != f.diagnosis.Verdict.Family
	})
}

// steps parts instructions from commands, which are written with a leading "$ ".
func steps(lines []string) []Step {
	list := make([]Step, len(lines))
	for i, line := range lines {
		command, isCommand := strings.CutPrefix(line, "$ ")
		list[i] = Step{Text: command, Command: isCommand}
	}
	return list
}

// adminFirst is the shortest way for an owner who is no specialist; where nobody wrote one, how the full steps begin.
func (w *Words) adminFirst(key string, f facts) []string {
	if w.Has(key + ".admin_first") {
		return w.Lines(key+".admin_first", f.data)
	}
	const few = 3
	var first []string
	for _, s := range steps(w.Lines(key+".admin", f.data)) {
		if !s.Command && len(first) < few {
			first = append(first, s.Text)
		}
	}
	return first
}

func sources(cause diagnose.Cause) []string {
	urls := make([]string, len(cause.Sources))
	for i, s := range cause.Sources {
		urls[i] = s.URL
	}
	return urls
}

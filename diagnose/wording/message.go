package wording

import (
	"slices"
	"time"

	"synchelper/diagnose"
)

// message is what the user sends to whoever can fix it. For most causes whose cure is a link it is the one with the
// link; else the cause's own question.
func (w *Words) message(cause diagnose.Cause, f facts, a Answer) Message {
	f.data["Short"], f.data["Check"], f.data["Entry"] = a.Short, w.ownEntry(f), w.attemptEntry(f)
	f.data["Roles"] = w.roles(cause)
	subject, body := "message.subject.ask", ""
	references := w.references(f)
	switch {
	case cause.CureIsLink && len(a.Links) > 0:
		f.data["Link"], f.data["WhoseCompany"] = a.Links[0].URL, a.Links[0].WhoseCompany
		subject, body = "message.subject.link", w.Text("message.link", f.data, references)
	case cause.CureIsLink:
		f.data["NotListed"] = w.Text("message.not_listed")
		subject, body = "message.subject.link", w.Text("message.link.none", f.data, references)
	default:
		ask, ok := w.ask(cause, f)
		if !ok {
			return Message{}
		}
		f.data["Ask"], f.data["InLog"], f.data["Decision"] = ask, inSignInLog(cause), decided(cause)
		f.data["Yes"], f.data["Elsewhere"] = saidYes(cause), signedInElsewhere(cause)
		f.data["Reviewer"] = requestWaits(cause)
		body = w.Text("message.ask", f.data, references)
		if cause.ID == diagnose.CauseStrangeLink { // nothing is asked for but to look, and no log has it
			body = w.Text("message.strange", f.data, references)
		}
	}
	m := Message{Subject: w.Text(subject, f.data), Body: w.forReader(body, f)}
	return Message{Subject: w.Outward(f.diagnosis, m.Subject), Body: w.Outward(f.diagnosis, m.Body)}
}

// references is what stands at the foot of a message: its own reference, and that of the one before where it has another.
func (w *Words) references(f facts) map[string]any {
	if f.diagnosis.Earlier == "" {
		return nil
	}
	return map[string]any{"Reference": w.Text("message.references", f.data, map[string]any{"Earlier": f.diagnosis.Earlier})}
}

// ownEntry says which entry of the log SyncHelper's own sign-in left; empty where there was none. Who reads the log must
// not take it for the phone's.
func (w *Words) ownEntry(f facts) string {
	own, ok := f.lastSignIn()
	if !ok {
		return ""
	}
	key := "message.check.other"
	if f.fromRun && f.attemptedAt().Equal(own.At) {
		key = "message.check.this"
	}
	at := w.localTime(own.At.UTC())
	if own.At.UTC().Format(time.DateOnly) == f.attemptedAt().UTC().Format(time.DateOnly) { // which the message names before
		at = own.At.UTC().Format("15:04")
	}
	id := onlyIf(plainGUID(), own.CorrelationID)
	if f.data["CorrelationID"] != "" { // one is named before, and tells the two apart
		id = ""
	}
	return w.Text(key, map[string]any{"Time": at, "ID": id, "OnPhone": f.onPhone()})
}

// attemptEntry names the entry of the log that the message is about, which is the phone's unless SyncHelper made the
// attempt itself.
func (w *Words) attemptEntry(f facts) string {
	if !f.fromRun {
		return w.Text("message.entry.phone", f.data)
	}
	return w.Text("message.entry.run", map[string]any{"Time": f.attemptedAt().UTC().Format("15:04")})
}

// ask is the cause's own part of the message; false where nobody else need be asked.
func (w *Words) ask(cause diagnose.Cause, f facts) (string, bool) {
	key := "cause." + string(cause.ID) + ".ask"
	if !w.Has(key) {
		return "", false
	}
	return w.Text(key, f.data), true
}

// inSignInLog says whether Microsoft Entra keeps an entry of the attempt: what never reached the sign-in leaves none.
func inSignInLog(cause diagnose.Cause) bool {
	return !slices.Contains([]diagnose.Family{diagnose.FamilyResource, diagnose.FamilyNetwork, diagnose.FamilyPhone,
		diagnose.FamilyNotAAD, diagnose.FamilyUnknown, diagnose.FamilyTransient}, cause.Family)
}

// decided says whether the cause is a decision of whoever is asked, so that "no" is an answer too. What protects the
// account, and what neither the user nor the company can change, is none; nor is a yes that was given already.
func decided(cause diagnose.Cause) bool {
	if saidYes(cause) || slices.Contains([]diagnose.CauseID{"account.risk", "policy.security_defaults",
		"policy.tenant_restrictions", "app.disabled_by_microsoft"}, cause.ID) {
		return false
	}
	return slices.Contains([]diagnose.Family{diagnose.FamilyConsentAdmin, diagnose.FamilyRequest,
		diagnose.FamilyAppDisabled, diagnose.FamilyNotAssigned, diagnose.FamilyPolicy, diagnose.FamilyDevice},
		cause.Family)
}

// saidYes says whether the one who is asked has said yes, and only has to look where it went.
func saidYes(cause diagnose.Cause) bool {
	return slices.Contains([]diagnose.CauseID{"consent.approved_for_self", "consent.other_tenant", "consent.other_app",
		"consent.not_for_all"}, cause.ID)
}

// requestWaits says whether a request waits at Microsoft, for somebody who was named to decide on requests. One that was
// denied or has expired does not.
func requestWaits(cause diagnose.Cause) bool {
	return cause.Family == diagnose.FamilyRequest && cause.ID != "consent.request_lapsed"
}

// roles are who can do what a cause asks for: first who can read the log, where the role for the change cannot.
func (w *Words) roles(cause diagnose.Cause) string {
	return w.Text("role.line", map[string]any{"Cause": string(cause.ID), "Role": cause.Role, "Look": logReader(cause)})
}

// logReader is the least role that reads the log to which a cause sends; empty where the cause's own role reads it too.
// What a rule decided stands on the log's tab Conditional Access, which Reports Reader does not see.
func logReader(cause diagnose.Cause) string {
	if cause.Role == "" || !inSignInLog(cause) || slices.Contains([]string{"Reports Reader", "Security Operator",
		"Cloud Application Administrator", "Cloud Device Administrator", "Hybrid Identity Administrator"}, cause.Role) {
		return ""
	}
	if cause.Family == diagnose.FamilyPolicy || cause.Family == diagnose.FamilyDevice || cause.ID == "session.frequency" {
		return "Security Reader"
	}
	return "Reports Reader"
}

// signedInElsewhere says whether the attempt may have gone to another company, whose log has the entry.
func signedInElsewhere(cause diagnose.Cause) bool {
	return slices.Contains([]diagnose.CauseID{"tenant.not_found", "account.wrong_tenant", "app.not_in_tenant"}, cause.ID)
}

// seen is what the phone shows, as it shows it: the card's words, else Microsoft's number.
func (w *Words) seen(f facts) string {
	card := f.diagnosis.Subject.Card
	if (card == diagnose.CardNeedAdminApproval || card == diagnose.CardApprovalRequired) && !f.fromRun {
		return w.cardWords(card)
	}
	if code := f.code(); code != "" {
		return code
	}
	switch f.diagnosis.Verdict.Family {
	case diagnose.FamilyConsentAdmin:
		return w.cardWords(diagnose.CardNeedAdminApproval)
	case diagnose.FamilyRequest:
		return w.cardWords(diagnose.CardApprovalRequired)
	}
	if f.said != nil && f.said.Sentence != "" && !f.diagnosis.Foreign && f.diagnosis.Verdict.Cause != diagnose.CauseStrangeLink {
		return w.quoted(plainName(f.said.Sentence))
	}
	return ""
}

func (w *Words) cardWords(card diagnose.Card) string {
	return w.quoted(w.Text("card." + string(card) + ".title"))
}

func (w *Words) quoted(text string) string {
	return w.Text("seen.quoted", map[string]any{"Text": text})
}

package wording

import (
	"maps"
	"slices"
	"strings"

	"synchelper/diagnose"
)

// ReplyTo is the helpdesk's reply to one person, of whose problem m.Example says all that is known, with the reference that
// they know; empty reference: none.
func (w *Words) ReplyTo(m Many, reference string) string {
	if len(m.Trap.Sources) > 0 {
		return w.Trap(m.Trap).Reply
	}
	return w.replyTo(m, w.factsOf(m.Example), reference)
}

// ReplyHint is what whoever sends the reply has to know; mostly nothing.
func (w *Words) ReplyHint(m Many) string {
	switch {
	case len(m.Trap.Sources) > 0:
		return w.Trap(m.Trap).ReplyHint
	case m.asked():
		return w.Text("triage.reply.hint")
	}
	return ""
}

// othersAct says whether somebody acts whom the helpdesk asks.
func (m Many) othersAct() bool {
	return m.Cures && diagnose.CauseOf(m.Example.Verdict.Cause).Who[0] != diagnose.WhoHelpdesk
}

// asked says whether the reply tells that somebody was asked, which the message does.
func (m Many) asked() bool { return m.othersAct() && !m.doubted() && m.Company != "" }

// actor is who of the company acts, or helps where the person does not get on alone.
func (m Many) actor() diagnose.Who {
	for _, who := range diagnose.CauseOf(m.Example.Verdict.Cause).Who {
		if who.AtIT() && who != diagnose.WhoHelpdesk { // who writes the reply
			return who
		}
	}
	return diagnose.WhoAdmin
}

// replyTo is the reply to one or to all. Whoever reads it has the helpdesk's ear: where the company acts, the helpdesk asks
// it for them, and where it does not, they answer, so nobody is to send a message.
func (w *Words) replyTo(m Many, f facts, reference string) string {
	f.data = maps.Clone(f.data)
	f.data["General"], f.data["Replying"] = true, true // away from SyncHelper's screen
	f.data["Tell"] = w.Text("step.tell", f.data)
	a := w.answer(f)
	cause := diagnose.CauseOf(m.Example.Verdict.Cause)
	if m.othersAct() {
		if a.MessageStep >= 0 && a.MessageStep < len(a.Do) {
			a.Do = slices.Delete(a.Do, a.MessageStep, a.MessageStep+1)
		}
		data := map[string]any{"Asked": m.asked(), "Who": w.Text("triage.who." + string(m.actor()))}
		switch {
		case m.asked():
			a.Do = slices.Insert(a.Do, 0, w.Text("triage.reply.asked", data, map[string]any{"Count": m.People + m.Nameless}))
		case !m.doubted():
			a.Do = slices.Insert(a.Do, 0, w.Text("triage.reply.address", data))
		}
		if cause.Who[0].AtIT() { // whom the steps wait for
			a.WhoCanFix = w.Text("triage.reply.who", data)
		}
	}
	steps := make([]string, len(a.Do))
	for i, line := range a.Do {
		steps[i] = "- " + line
	}
	return strings.TrimSpace(w.Text("reply.body", map[string]any{"Title": a.Title, "Explain": a.Explain, "Who": a.WhoCanFix,
		"Steps": strings.Join(steps, "\n"), "Until": strings.Join(a.Meanwhile, "\n"), "Reference": reference, "Cause": string(cause.ID)}))
}

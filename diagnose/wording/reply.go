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

// replyTo is the reply to one or to all. Whoever reads it has the helpdesk's ear: where the company acts, the helpdesk asks
// it for them, and where it does not, they answer, so nobody is to send a message.
func (w *Words) replyTo(m Many, f facts, reference string) string {
	f.data = maps.Clone(f.data)
	f.data["General"], f.data["Replying"] = true, true // away from SyncHelper's screen
	f.data["Tell"] = w.Text("step.tell", f.data)
	a := w.answer(f)
	cause := diagnose.CauseOf(m.Example.Verdict.Cause)
	if m.Cures && cause.Who[0] != diagnose.WhoHelpdesk { // which asks nobody else
		if a.MessageStep >= 0 && a.MessageStep < len(a.Do) {
			a.Do = slices.Delete(a.Do, a.MessageStep, a.MessageStep+1)
		}
		switch asked := m.People + m.Nameless; {
		case m.doubted():
			a.WhoCanFix = ""
		case m.Company == "":
			a.Do = slices.Insert(a.Do, 0, w.Text("triage.reply.address"))
		default:
			a.Do = slices.Insert(a.Do, 0, w.Text("triage.reply.asked", map[string]any{"Count": asked}))
			if cause.Who[0].AtIT() {
				a.WhoCanFix = w.Text("triage.reply.decides")
			}
		}
	}
	steps := make([]string, len(a.Do))
	for i, line := range a.Do {
		steps[i] = "- " + line
	}
	return strings.TrimSpace(w.Text("reply.body", map[string]any{"Title": a.Title, "Explain": a.Explain, "Who": a.WhoCanFix,
		"Steps": strings.Join(steps, "\n"), "Until": strings.Join(a.Meanwhile, "\n"), "Reference": reference, "Cause": string(cause.ID)}))
}

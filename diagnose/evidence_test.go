package diagnose

import (
	"slices"
	"testing"
)

// statedByServers are the causes that no text, number or card can show: a server or the system states them, or, for
// what is only ever mentioned beside another cause, they come as Also.
func statedByServers() []CauseID {
	return []CauseID{"mailbox.on_premises", "network.captive_portal"}
}

// A cause that nothing leads to would never be shown to anybody.
func TestEveryCauseHasEvidenceThatLeadsToIt(t *testing.T) {
	reached := make(map[CauseID]bool)
	mark := func(ids ...CauseID) {
		for _, id := range ids {
			reached[id] = true
		}
	}
	forEachRow(func(row Code) { mark(append([]CauseID{row.Cause}, row.Also...)...) })
	for _, p := range Phrases() {
		mark(p.Cause)
	}
	for _, c := range Cards() {
		v := Judge([]Observation{card(c)})
		mark(append([]CauseID{v.Cause}, v.Also...)...)
	}
	replies := []Reply{ReplyNone, ReplyYes, ReplyNo}
	for _, a := range replies {
		for _, b := range replies {
			for _, c := range replies {
				v := Judge([]Observation{heard(Approval{SameAddress: a, JustNow: b, Colleague: c})})
				mark(append([]CauseID{v.Cause}, v.Also...)...)
			}
		}
	}
	mark("not_entra", CauseStrangeLink)
	for _, id := range statedByServers() {
		if reached[id] || !Known(id) {
			t.Errorf("statedByServers names %s, which is no such cause", id)
		}
	}
	for _, c := range Causes() {
		if !reached[c.ID] && !slices.Contains(statedByServers(), c.ID) {
			t.Errorf("nothing leads to %s: add a row in assets/aadsts.csv or wordings.csv, a card that leaves it open "+
				"(cardEvidence), or name it in statedByServers", c.ID)
		}
	}
}

func TestACardThatOnlyAnnouncesATextNeedsOne(t *testing.T) {
	for _, c := range append(Cards(), "") {
		if want := c == "" || c == CardNumber || c == CardSomethingElse; c.NeedsText() != want {
			t.Errorf("%q needs a text: %v", c, c.NeedsText())
		}
	}
}

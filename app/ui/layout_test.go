package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"synchelper/diagnose"
)

// TestButtonsStandAsFarFromTheStepAboveAsFromTheOneBelow: within two points of one room, whatever the button is.
func TestButtonsStandAsFarFromTheStepAboveAsFromTheOneBelow(t *testing.T) {
	message := func(d *desk) { d.answerCard(diagnose.CardNeedAdminApproval) }
	heard := func(a diagnose.Approval) func(*desk) {
		return func(d *desk) { d.sendFirst(); d.session.StillAsks(a) }
	}
	for name, c := range map[string]struct {
		play         func(*desk)
		button, step string
		below        bool // the step
	}{
		"the message above": {message, "Copy message for my IT", "Send them this message.", false},
		"the request on the phone": {func(d *desk) { d.answerCard(diagnose.CardApprovalRequired) }, "I have tapped \"Request approval\"",
			"Tap \"Request approval\".", false},
		"the other ways below": {message, "Ticket", "Stop trying on the iPhone until they answer.", true},
		"buttons side by side": {heard(diagnose.Approval{SameAddress: diagnose.ReplyNo}), "It works now", "Do not delete the account on the iPhone.", false},
		"one under another":    {heard(diagnose.Approval{SameAddress: diagnose.ReplyYes, JustNow: diagnose.ReplyYes}), "Done, check again", "Do not delete the account on the iPhone.", false},
	} {
		t.Run(name, func(t *testing.T) {
			d := english(t)
			c.play(d)
			d.draw()
			button := d.view.targets[c.button].(*control)
			room := float32(ringRoom)
			if button.look.fill == "" {
				room += button.look.padY
			}
			got := d.from(d.proseOf(c.step), button) + room
			if c.below {
				got = d.from(button, d.proseOf(c.step)) + room
			}
			if got < gapPart-2 || got > gapPart+2 {
				t.Errorf("%.1f points lie between %q and %q", got, c.button, c.step)
			}
		})
	}
}

// from is the room below one object and above another.
func (d *desk) from(upper, lower fyne.CanvasObject) float32 {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	return at(lower).Y - at(upper).Y - upper.Size().Height
}

// proseOf is the words that are shown, as the object that shows them.
func (d *desk) proseOf(words string) fyne.CanvasObject {
	d.t.Helper()
	var found fyne.CanvasObject
	walk(d.window.Canvas().Content(), func(o fyne.CanvasObject) {
		if p, ok := o.(*prose); ok && p.text == words {
			found = p
		}
	})
	if found == nil {
		d.t.Fatalf("%q is not shown", words)
	}
	return found
}

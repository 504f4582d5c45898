package ui

import (
	"image/color"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

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

// TestMarksStandBesideTheLetters: the middle of a mark is that of small letters with and without a part above, not of the line.
func TestMarksStandBesideTheLetters(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	for name, mark := range map[string]fyne.CanvasObject{"a step": badge("1"), "a ring": symbol(markOff, 20, colourMuted),
		"an arrow": symbol(markShut, 12, colourMuted)} {
		for _, words := range []string{"one line", strings.Repeat("several lines ", 20)} {
			text := para(words).(*prose)
			row := container.New(beside{gap: 10}, mark, text)
			fit(row, 300)
			got := mark.Position().Y + mark.Size().Height/2 - text.Position().Y - (text.lineHeight()-text.gap())/2
			if letters := theme.Size(theme.SizeNameText); got < letters*0.05 || got > letters*0.12 {
				t.Errorf("%s stands %.1f points below the middle of %q", name, got, words)
			}
		}
	}
}

// TestAnEvenFlowLeavesNothingAlone: five of one width, of which four fit into a line, stand three and two.
func TestAnEvenFlowLeavesNothingAlone(t *testing.T) {
	for even, want := range map[bool]int{false: 4, true: 3} {
		objects := make([]fyne.CanvasObject, 5)
		for i := range objects {
			box := canvas.NewRectangle(color.Black)
			box.SetMinSize(fyne.NewSize(100, 20))
			objects[i] = box
		}
		flow{gap: 2, even: even}.Layout(objects, fyne.NewSize(450, 100))
		first := slices.DeleteFunc(objects, func(o fyne.CanvasObject) bool { return o.Position().Y > 0 })
		if len(first) != want {
			t.Errorf("even %t: %d stand in the first line", even, len(first))
		}
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

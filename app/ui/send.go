package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

func mailto(m wording.Message) (string, error) { return mailtoWith("", m) }

// mailtoWith addresses the mail too; to is empty where the person chooses whom it goes to.
func mailtoWith(to string, m wording.Message) (string, error) {
	return consent.MailtoURL(to, m.Subject, m.Body)
}

func teams(m wording.Message) (string, error) { return consent.TeamsURL(m.Text()) }

func textMessage(m wording.Message) (string, error) { return consent.SMSURL(m.Text()) }

// outgoing is a message that can be copied or handed to another program.
type outgoing struct {
	id      string // by which its copying is said beside its own button
	message wording.Message
	// What the message is about, by which IT finds it, and the person's own company: a reminder's are the open case's.
	reference, domain string

	asks     bool // afterwards the page asks whether it was sent; a reminder begins nothing
	readable bool // its words can be shown, where they do not stand on the page already
}

// way is how a message leaves, as ui.send.too_long names it; empty for what is no message.
type way string

const (
	wayMail   way = "mail"
	wayTeams  way = "teams"
	wayText   way = "text"
	wayTicket way = "ticket"
)

// opening is what another program is being started with.
type opening struct {
	id      string // of what is sent, so that a failure is said beside its own buttons
	text    string // for the clipboard, when nothing opens
	message wording.Message
	address string // empty once that is known
	way     way
	failed  bool
	tooLong bool // for the way that was chosen
}

// send starts another program with a ready message. Where none opens, the message is copied instead.
func (v *View) send(o outgoing, by way, address string, err error) {
	v.copied, v.outdated = "", ""
	v.startOutside(opening{id: o.id, text: o.message.Text(), message: o.message, address: address, way: by,
		tooLong: errors.Is(err, consent.ErrTooLong)}, err)
	if o.asks {
		v.handOut(o.id)
	}
}

// browse starts the browser for an address.
func (v *View) browse(address string) {
	v.startOutside(opening{id: address, text: address, address: address}, nil)
}

// noBrowser says that none has opened for an address.
func (v *View) noBrowser(address string) fyne.CanvasObject {
	if !v.opening.failed || v.opening.id != address {
		return nil
	}
	return notice(v.t("ui.source.failed"))
}

func (v *View) startOutside(o opening, err error) {
	v.opening = o
	if err != nil {
		v.nothingOpened()
	} else {
		v.do.OpenOutside(o.address)
	}
	v.redraw()
}

// nothingOpened leaves on the clipboard what no program has taken.
func (v *View) nothingOpened() {
	v.opening.address, v.opening.failed = "", true
	v.out.Clipboard.SetContent(v.opening.text)
}

// sendBlock is the button that copies a message, and under it, small, the other ways to send it. What is said about them
// comes last, so that no button moves away from under the hand.
func (v *View) sendBlock(o outgoing, button fyne.CanvasObject) fyne.CanvasObject {
	m := o.message
	row := container.New(flow{}, // without a gap, so that most fit into one line of the narrowest window
		v.quiet(v.t("ui.send.mail"), func() { v.mail(o) }),
		v.quiet(v.t("ui.send.teams"), func() { address, err := teams(m); v.send(o, wayTeams, address, err) }),
		v.quiet(v.t("ui.send.text"), func() { address, err := textMessage(m); v.send(o, wayText, address, err) }))
	var text, form fyne.CanvasObject
	row.Add(v.quiet(v.t("ui.send.ticket"), func() {
		v.open["ticket"] = !v.open["ticket"]
		v.redraw()
	}))
	if v.open["ticket"] {
		form = v.ticket(o)
	}
	if o.readable { // which is no way to send it, and so comes last
		var read fyne.CanvasObject
		read, text = v.readIt(m.Text())
		row.Add(read)
	}
	var asked fyne.CanvasObject
	if o.asks {
		asked = v.askSent(o.id)
	}
	said := stack(gapPart, v.foreignReceiver(o), v.gone(o.id, "ui.copied.message"), form, asked, text)
	ways := stack(gapLine, button, muted(v.t("ui.send.or")), row)
	if len(said.Objects) > 0 {
		ways.Add(padded(0, 6, said))
	}
	return stack(gapNear, v.writeName(m), ways)
}

// copyOut copies a message.
func (v *View) copyOut(o outgoing) {
	v.opening = opening{}
	v.copyText(o.id, o.message.Text())
	if o.asks {
		v.handOut(o.id)
	}
}

// gone says what became of a text: copied, or taken by no program.
func (v *View) gone(id, copied string) fyne.CanvasObject {
	switch {
	case v.opening.failed && v.opening.id == id:
		return v.notOpened()
	case v.copied == id:
		return told(v.t(copied))
	case v.outdated == id:
		return notice(v.t("ui.copied.changed"))
	}
	return nil
}

// handOut tells the session that a message left the window.
func (v *View) handOut(id string) {
	v.handed = id
	if v.state.Waits() { // for the request alone, so far
		v.open[isSent(id)] = true
	}
	v.do.Handed()
	v.redraw()
}

// sent is the answer after which nothing is left to be pasted. What comes next stands among the steps at the top, which may
// be out of sight where this was pressed.
func (v *View) sent() {
	v.copied, v.outdated, v.opening = "", "", opening{}
	v.page.scrollTo(0)
	v.do.Sent()
}

// What the page can be about: the message, or the words for the box on Microsoft's page.
const (
	theMessage = "message"
	theReason  = "reason"
	phoneCode  = "phone" // the message as a code
)

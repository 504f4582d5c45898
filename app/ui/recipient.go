package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/diagnose/consent"
)

// mail starts the mail program, with the helpdesk as receiver where the organisation has set one. A receiver outside the
// person's own company is shown first, each time.
func (v *View) mail(o outgoing) {
	to := v.state.Profile().Helpdesk
	if to != "" && consent.ForeignReceiver(to, o.domain) {
		v.copied, v.opening, v.foreign = "", opening{}, o.id
		v.redraw()
		return
	}
	v.mailTo(to, o)
}

func (v *View) mailTo(to string, o outgoing) {
	v.foreign = ""
	address, err := mailtoWith(to, o.message)
	v.send(o, wayMail, address, err)
}

// foreignReceiver asks whether a message may go outside.
func (v *View) foreignReceiver(o outgoing) fyne.CanvasObject {
	if v.foreign != o.id {
		return nil
	}
	to := v.state.Profile().Helpdesk
	return notice(v.t("ui.foreign.question", map[string]any{"Address": to}), container.New(flow{gap: gapNear},
		v.secondary(v.t("ui.foreign.yes"), func() { v.mailTo(to, o) }),
		v.secondary(v.t("ui.foreign.no"), func() { v.mailTo("", o) })))
}

// ticketPage opens the organisation's own ticket page, after a question where it lies outside the person's company; the
// words are copied on the way there. Without such a page it is nothing.
func (v *View) ticketPage(o outgoing) fyne.CanvasObject {
	p := v.state.Profile()
	if p.Ticket == "" {
		return nil
	}
	return container.New(flow{}, v.secondary(v.t("ui.ticket.open"), func() {
		if _, foreign := consent.ForeignPage(p.Ticket, o.domain); foreign {
			v.copied, v.opening, v.foreign = "", opening{}, ticketOf(o)
			v.redraw()
			return
		}
		v.openTicket(o)
	}))
}

// ticketOf is what waits for a yes to a ticket page outside, apart from the mail of the same message.
func ticketOf(o outgoing) string { return o.id + "-ticket" }

func (v *View) openTicket(o outgoing) {
	p := v.state.Profile()
	v.foreign = ""
	address, err := consent.TicketURL(p.Ticket, p.Domains, consent.Ticket{
		Reference: o.reference, Subject: o.message.Subject})
	v.out.Clipboard.SetContent(o.message.Text())
	v.send(o, wayTicket, address, err)
	v.copied = o.id
	v.redraw()
}

// foreignTicket asks whether a ticket page outside the person's own company may open.
func (v *View) foreignTicket(o outgoing) fyne.CanvasObject {
	if v.foreign != ticketOf(o) {
		return nil
	}
	host, _ := consent.ForeignPage(v.state.Profile().Ticket, o.domain)
	return notice(v.t("ui.ticket.foreign", map[string]any{"Address": host}), container.New(flow{gap: gapNear},
		v.secondary(v.t("ui.ticket.foreign_yes"), func() { v.openTicket(o) }),
		v.secondary(v.t("ui.ticket.foreign_no"), func() { v.foreign = ""; v.redraw() })))
}

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/diagnose/wording"
)

// notOpened says that no program has taken a message, or that it is too long for one. It is on the clipboard whole; for
// a mail program it can be saved as a file too.
func (v *View) notOpened() fyne.CanvasObject {
	isMail, m := v.opening.way == wayMail, v.opening.message
	words := v.t("ui.send.failed", map[string]any{"Mail": isMail})
	if v.opening.tooLong {
		words = v.t("ui.send.too_long", map[string]any{"Way": string(v.opening.way)})
	}
	switch {
	case !isMail:
		return notice(words)
	case v.state.MailFile.Of == m && v.state.MailFile.Path != "": // the way was found
		return v.savedMail(m)
	}
	return stack(gapNear, notice(words, container.New(flow{}, v.secondary(v.t("ui.send.file"), func() { v.do.SaveMail(m) }))),
		v.savedMail(m))
}

// savedMail says where a message was saved as a mail, or why it was not.
func (v *View) savedMail(m wording.Message) fyne.CanvasObject {
	saved := v.state.MailFile
	if saved.Of != m {
		return nil
	}
	return v.savedWhere(v.t("ui.send.filed"), saved.Path, saved.Problem, v.otherFolder)
}

// ticket is the message for the form of a helpdesk, to be pasted there.
func (v *View) ticket(o outgoing) fyne.CanvasObject {
	id := o.id + "-ticket"
	copies := func(text string) func() {
		return func() {
			v.opening = opening{}
			v.copyText(id, text)
			if o.asks {
				v.handOut(o.id)
			}
		}
	}
	row := container.New(flow{gap: gapNear}, v.secondary(v.t("ui.ticket.plain"), copies(o.message.Text())),
		v.secondary(v.t("ui.ticket.markdown"), copies(o.message.Markdown())))
	return panel(gapNear, v.ticketPage(o), v.foreignTicket(o), para(v.t("ui.ticket.how")), row, v.gone(id, "ui.copied.short"))
}

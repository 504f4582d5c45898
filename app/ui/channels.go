package ui

import (
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

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

// savedThere says where a file was saved, with a way there for whoever never looks for a folder by its name.
func (v *View) savedThere(done, path string) fyne.CanvasObject {
	label, folder := v.t("ui.save.show"), folderOf(path)
	words := newProse(label, theme.SizeNameText, colourAccent, fyne.TextStyle{Bold: true})
	open := func() { v.do.OpenOutside(folder) } // no opening of ours: what is said of the message stays
	var none fyne.CanvasObject
	if v.state.NotOpened == folder {
		none = notice(v.t("ui.save.not_shown"))
	}
	return stack(gapNear, toldWhere(done, path),
		container.New(flow{}, v.control(label+" "+path, buttonLook(), words, open)), none) // several may stand on a page
}

// folderOf is the address by which the system opens the folder of a file that was saved. It is made of our own path alone, and
// names no host.
func folderOf(path string) string {
	folder := filepath.ToSlash(filepath.Dir(path))
	if !strings.HasPrefix(folder, "/") { // a drive of Windows
		folder = "/" + folder
	}
	return (&url.URL{Scheme: "file", Path: folder}).String()
}

// ticket is the message for the form of a helpdesk, to be pasted there.
func (v *View) ticket(o outgoing) fyne.CanvasObject {
	id := o.id + "-ticket"
	copies := func(form, text string) func() {
		return func() {
			v.opening = opening{}
			v.copyText(id+form, text)
			if o.asks {
				v.handOut(o.id)
			}
		}
	}
	row := container.New(flow{gap: gapNear}, v.secondary(v.t("ui.ticket.plain"), copies("-plain", o.message.Text())),
		v.secondary(v.t("ui.ticket.markdown"), copies("-markdown", o.message.Markdown())))
	return panel(gapNear, v.ticketPage(o), v.foreignTicket(o), para(v.t("ui.ticket.how")), row,
		v.gone(id+"-plain", "ui.copied.plain"), v.gone(id+"-markdown", "ui.copied.markdown"))
}

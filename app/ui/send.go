package ui

import (
	"net/url"

	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

func mailto(m wording.Message) (string, error) { return consent.MailtoURL("", m.Subject, m.Body) }

func teams(m wording.Message) (string, error) { return consent.TeamsURL(messageText(m)) }

// send starts another program with a ready message. Whether it came up nobody tells us, so the clipboard has it too.
func (v *View) send(address string, err error) {
	v.failed = ""
	if err == nil {
		var target *url.URL
		if target, err = url.Parse(address); err == nil {
			err = v.out.OpenURL(target)
		}
	}
	if err != nil {
		v.failed = v.t("ui.send.failed")
		v.redraw()
		return
	}
	v.redraw()
	v.do.Sent()
}

package ui

import (
	"errors"
	"net/url"

	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

func mailto(m wording.Message) (string, error) { return consent.MailtoURL("", m.Subject, m.Body) }

func teams(m wording.Message) (string, error) { return consent.TeamsURL(messageText(m)) }

func textMessage(m wording.Message) (string, error) { return consent.SMSURL(messageText(m)) }

// send starts another program with a ready message. Whether it came up nobody tells us, so *Copy* stays first.
func (v *View) send(address string, err error) {
	target, parseErr := url.Parse(address)
	if err = errors.Join(err, parseErr); err == nil && v.browse(target) {
		v.do.Sent()
		return
	}
	v.failed = v.t("ui.send.failed")
	v.redraw()
}

// browse starts the program for an address; false, and said, when there is none.
func (v *View) browse(target *url.URL) bool {
	v.failed = ""
	if v.out.OpenURL(target) != nil {
		v.failed = v.t("ui.send.failed")
	}
	v.redraw()
	return v.failed == ""
}

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/triage"
)

// asksPicture says whether somebody is asked what a picture shows.
func asksPicture(s session.State) bool {
	return s.Screen == session.ScreenHelp && s.Help.Picture != nil
}

// shownPicture is which picture is asked about, and the card that waits for words.
func shownPicture(s session.State) (triage.Unread, diagnose.Card) {
	if s.Help.Picture == nil {
		return triage.Unread{}, ""
	}
	return s.Help.Picture.Of, s.Help.Picture.Card
}

// picture asks what a picture shows, by the cards of Start; it is read by nobody but the person.
func (v *View) picture(wide bool) fyne.CanvasObject {
	p := v.state.Help.Picture
	name := map[string]any{"File": p.Of.Source()}
	if p.Card != "" {
		another := container.New(flow{}, v.quiet(v.t("ui.picture.another"), func() { v.do.SayPicture(p.Of) }))
		return v.framed(widthColumn, title(v.t("ui.picture.title", name)), v.seen(v.t("ui.picture.chosen"), p.Card),
			v.pictureText(), v.pictureAddress(), v.primary(v.t("ui.help.read"), func() { v.do.PictureShows(p.Card) }), another)
	}
	return v.framed(v.helpWidth(wide), heading(v.t("ui.picture.title", name), v.t("ui.picture.hint")), v.pictureAddress(),
		v.cards(v.do.PictureShows))
}

// pictureAddress takes whose iPhone it is.
func (v *View) pictureAddress() fyne.CanvasObject {
	p := v.state.Help.Picture
	label := v.t("ui.ask.address_other")
	address := newEntry(label, v.keys, p.Address, func(text string) {
		p.Address = text
		v.do.DraftPicture(text, p.Text)
	})
	address.SetPlaceHolder(v.t("ui.ask.address_example"))
	v.targets[label] = address
	under := small(v.t("ui.picture.address_hint"))
	if problem := v.problemOf(p.Problem, session.ProblemAddress); problem != nil {
		under = problem
	}
	return stack(gapNear, section(label), address, under)
}

// pictureText takes the words in it, for a card that says nothing without.
func (v *View) pictureText() fyne.CanvasObject {
	p := v.state.Help.Picture
	label := v.t("ui.ask.text")
	box := newBox(label, v.keys, p.Text, func(text string) {
		p.Text = text
		v.do.DraftPicture(p.Address, text)
	})
	box.SetPlaceHolder(v.t("ui.ask.text_hint"))
	v.targets[label] = box
	return stack(gapNear, section(label), box,
		v.problemOf(p.Problem, session.ProblemTextNeeded, session.ProblemSecretOnly, session.ProblemTooLarge, session.ProblemUnreadable))
}

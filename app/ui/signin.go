package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// makeSure offers the sign-in under a first answer; after a sign-in the answer is as sure as it gets, and can be asked
// for again.
func (v *View) makeSure() fyne.CanvasObject {
	switch {
	case v.state.Asking:
		return container.New(beside{gap: 10}, symbol(markDots, 20, colourMuted), muted(v.t("ui.sure.asking")))
	case !v.state.Sure.Came.First() && v.state.Answer.Primary == wording.PrimaryDone: // whose button checks again
		return nil
	case !v.state.Sure.Came.First():
		return container.New(flow{}, v.secondary(v.t("ui.sure.again"), v.do.Again))
	case v.state.Sure.Came == session.CameSlip && v.state.Sure.Offered: // what came says offers it there
		return nil
	case v.state.Answer.Primary == wording.PrimarySignIn: // whose button is the sign-in
		return nil
	case !v.state.Sure.Offered:
		return nil
	}
	return panel(gapNear, para(v.t(v.howSure())), container.New(flow{}, v.secondary(v.t("ui.sure.offer"), v.do.MakeSure)))
}

// howSure says whether the person can act on a first answer, or had better make sure first.
func (v *View) howSure() string {
	switch v.state.Diagnosis.Verdict.Confidence {
	case diagnose.Certain, diagnose.Likely:
	default:
		return "ui.sure.first"
	}
	switch v.state.Answer.Primary {
	case wording.PrimaryCopyMessage, wording.PrimaryCopyQuestion:
		return "ui.sure.optional_send"
	}
	return "ui.sure.optional"
}

// came says above an answer what the sign-in did to it; where it did nothing, what kept it from that.
func (v *View) came() fyne.CanvasObject {
	sure := v.state.Sure
	if sure.Came == session.CameNone || v.state.Asking || v.state.Turn != session.TurnNone && !sure.Came.First() {
		return nil
	}
	words := "ui.sure.came." + string(sure.Came)
	if slip := "ui.sure.slip." + string(sure.Slip); sure.Came == session.CameSlip && v.state.Words.Has(slip) {
		words = slip
	}
	switch {
	case sure.Came == session.CameSlip && sure.Offered:
		return notice(v.t(words), container.New(flow{}, v.secondary(v.t("ui.sure.retry"), v.do.MakeSure)))
	case sure.Came.First():
		return notice(v.t(words))
	}
	return told(v.t(words))
}

// signIn says what a sign-in means before there is one: whose page, on which host, what is read and what is not.
func (v *View) signIn(bool) fyne.CanvasObject {
	sure := v.state.Sure
	return v.framed(widthColumn,
		heading(v.t("ui.sure.title"), v.t("ui.sure.hint")),
		v.closedNote(), v.problemAbout(session.ProblemNoPage), v.simulatedPerson(sure.Simulated),
		panel(gapNear, bullets(sure.Means(v.state.Words, v.state.Diagnosis.Subject.MailApp))...),
		v.waysToSignIn())
}

func (v *View) closedNote() fyne.CanvasObject {
	if !v.state.Sure.Closed {
		return nil
	}
	return notice(v.t("ui.sure.closed"))
}

// simulatedPerson is what to type on the simulated pages, or that nobody need type.
func (v *View) simulatedPerson(walks bool) fyne.CanvasObject {
	sure := v.state.Sure
	if sure.Address == "" {
		return nil
	}
	if walks {
		return onGround(colourAccentSoft, "", para(v.t("ui.sure.simulated_person")))
	}
	return onGround(colourAccentSoft, "", stack(gapNear,
		para(v.t("ui.sure.simulated")),
		strong(v.t("ui.sure.simulated_as", map[string]any{"Address": sure.Address, "Password": sure.Password})),
		v.copyButton("password", v.t("ui.sure.copy_password"), sure.Password)))
}

// waysToSignIn are the buttons: the watched window first where there is a browser for it.
func (v *View) waysToSignIn() fyne.CanvasObject {
	sure := v.state.Sure
	own := v.t("ui.sure.own_browser")
	row := container.New(flow{gap: gapNear})
	var first, why fyne.CanvasObject
	switch watched := sure.Browser != "" || sure.Simulated; {
	case watched:
		label := "ui.sure.go"
		if sure.Address != "" { // it is not Microsoft's page
			label = "ui.sure.go_demo"
		}
		first = v.primary(v.t(label), v.do.SignIn)
		if !sure.NoOwnBrowser {
			row.Add(v.secondary(own, v.do.OwnBrowser))
		}
	default:
		words := v.t("ui.sure.no_browser")
		switch {
		case sure.Unwanted:
			words = v.t("ui.sure.unwanted")
		case sure.NotShown && sure.NoOwnBrowser && !sure.ByCode:
			words = v.t("ui.sure.not_shown_only")
		case sure.NotShown:
			words = v.t("ui.sure.not_shown")
		case sure.Forbidden != "":
			words = v.t("ui.sure.forbidden", map[string]any{"Policy": sure.Forbidden})
		}
		why = notice(words)
		if sure.Unwanted { // nothing is wrong
			why = onGround(colourAccentSoft, "", para(words))
		}
		if !sure.NoOwnBrowser {
			first = v.primary(own, v.do.OwnBrowser)
		}
	}
	switch byCode := v.t("ui.sure.by_code"); {
	case sure.OnlyCode():
		first = v.primary(byCode, v.do.SignInByCode)
	case sure.ByCode:
		row.Add(v.secondary(byCode, v.do.SignInByCode))
	}
	row.Add(v.quiet(v.t("ui.sure.not_now"), v.do.Back))
	return stack(gapNear, why, first, row)
}

// ownBrowser leads through a sign-in that nobody watches: the person brings the words of the page it ends on.
func (v *View) ownBrowser(bool) fyne.CanvasObject {
	link := v.state.Sure.Link
	// What leads the page follows from what was done: at first the page is to be opened, later its words are there.
	brought := func() bool { return v.state.Text != "" || v.state.Attached.Bytes > 0 }
	open, leadOpen := v.primaryWhile(v.t("ui.own.open"), !brought(), func() { v.browse(link) })
	next, leadNext := v.primaryWhile(v.t("ui.ask.go"), brought(), v.do.PageSeen)
	typed := func() { leadOpen(!brought()); leadNext(brought()) }
	whose := "ui.own.step_sign_in"
	if v.state.Sure.Address != "" {
		whose = "ui.own.step_sign_in_demo"
	}
	return v.framed(widthColumn,
		heading(v.t("ui.own.title"), v.t("ui.own.hint")),
		v.simulatedPerson(false),
		stack(gapNear, numbered(1, v.t("ui.own.step_open")), open,
			v.copyButton("sign-in", v.t("ui.own.copy"), link), v.noBrowser(link),
			numbered(2, v.t(whose)+" "+v.t("ui.sure.box")), numbered(3, v.t("ui.own.step_copy"))),
		v.pageText(typed),
		next,
		stack(gapNear, small(v.t("ui.own.no_error")),
			container.New(flow{}, v.secondary(v.t("ui.own.worked"), v.do.NoErrorSeen))))
}

// pageText is the box for the words of the page. It calls typed when they have changed.
func (v *View) pageText(typed func()) fyne.CanvasObject {
	label := v.t("ui.own.text")
	box := newBox(label, v.keys, v.state.Text, func(text string) {
		v.state.Text = text
		v.do.Draft(v.state.Address, text)
		typed()
	})
	box.paste = v.do.Paste
	v.targets[label] = box
	return stack(gapNear, section(label), box, v.attached(),
		v.problemAbout(session.ProblemTextNeeded, session.ProblemSecretOnly, session.ProblemTooLarge, session.ProblemUnreadable),
		container.New(flow{gap: gapNear},
			v.secondary(v.t("ui.ask.paste"), func() { v.do.Paste(v.out.Clipboard.Content()) })))
}

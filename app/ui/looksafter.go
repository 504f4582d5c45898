package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// foldWho is open while an answer is being changed.
const foldWho = "who"

// asksWho says whether the page asks who looks after the computers: where the message stands on it, somebody else is to
// read it, and it is still to be sent.
func (v *View) asksWho() bool {
	a := v.state.Answer
	return !v.state.Waits() && a.Message.Body != "" && (a.Primary != wording.PrimaryDone || a.MessageStep >= 0) &&
		v.state.Diagnosis.Verdict.Cause != privateAccount
}

// lookedAfter asks once who looks after the computers, below the message, which is ready without an answer. Then it says
// what follows: how to find them, or the way of an administrator.
func (v *View) lookedAfter() fyne.CanvasObject {
	if !v.asksWho() {
		return nil
	}
	who := v.state.Settings.LooksAfter
	if who == "" && v.state.Approval != (diagnose.Approval{}) { // whoever it is has answered already
		return nil
	}
	if who == "" || v.open[foldWho] {
		return panel(gapNear, strong(v.t("ui.looksafter.question")), small(v.t("ui.looksafter.hint")),
			v.lookersAfter(container.New(flow{gap: gapNear})))
	}
	change := v.quiet(v.t("ui.looksafter.change"), func() {
		v.open[foldWho] = true
		v.redraw()
	})
	var told string
	var more fyne.CanvasObject
	switch who {
	case profile.LooksAfterCompany:
		told = v.t("ui.looksafter.told_company", map[string]any{"Domain": v.state.Diagnosis.Subject.Domain()})
	case profile.LooksAfterMe:
		told = v.t("ui.looksafter.told_me")
		if !v.ownerDecides() {
			more = v.ownAdmin()
		}
	case profile.LooksAfterUnknown:
		told, more = v.t("ui.looksafter.told_unknown"), v.findIT()
	default:
		told = v.t("ui.looksafter.told_it")
	}
	if who == profile.LooksAfterUnknown && v.ownIT() != nil {
		told = v.t("ui.organisation.it")
	}
	if more == nil {
		return stack(gapLine, muted(told), container.New(flow{}, change))
	}
	return panel(gapNear, strong(told), more, container.New(flow{}, change))
}

// lookersAfter are the answers to choose from.
func (v *View) lookersAfter(list *fyne.Container) fyne.CanvasObject {
	for _, who := range profile.LookersAfter() {
		words := v.t("ui.looksafter." + string(who))
		list.Add(v.optionOf(v.t("ui.looksafter.question"), words, who == v.state.Settings.LooksAfter, func() {
			v.open[foldWho] = false
			v.do.SetLooksAfter(who)
		}))
	}
	return list
}

// mustFindIT says whether the person has to find out first whom the steps are about.
func (v *View) mustFindIT() bool {
	return v.asksWho() && v.state.Settings.LooksAfter == profile.LooksAfterUnknown && !v.open[foldWho]
}

// findIT says how to find whoever can help, and what to do if nobody answers. Whom the organisation names need not be found.
func (v *View) findIT() fyne.CanvasObject {
	tips := v.lines("noit.steps")
	if own := v.ownIT(); own != nil {
		return stack(gapNear, own, tips[len(tips)-1]) // the warning
	}
	return stack(gapNear, tips...)
}

// messageLanguages lets the message be written in another language than the page.
func (v *View) messageLanguages() fyne.CanvasObject {
	return stack(gapLine, small(v.t("ui.letter.language")), v.languagesOfLetters(container.New(flow{gap: gapNear})))
}

func (v *View) languagesOfLetters(list *fyne.Container) fyne.CanvasObject {
	for _, l := range wording.Languages() {
		list.Add(v.optionOf(v.t("ui.letter.language"), l.Name, l.Code == v.state.Letters.Lang(),
			func() { v.do.SetMessageLanguage(l.Code) }))
	}
	return list
}

// aboutMessages is the same in the settings.
func (v *View) aboutMessages() fyne.CanvasObject {
	return stack(gapBlock,
		stack(gapNear, section(v.t("ui.looksafter.question")), v.lookersAfter(choices())),
		stack(gapNear, section(v.t("ui.letter.language")), v.languagesOfLetters(choices())))
}

// administers says whether the page already shows the administrator's way.
func (v *View) administers() bool {
	return v.ownerDecides() || v.asksWho() && v.state.Settings.LooksAfter == profile.LooksAfterMe && !v.open[foldWho]
}

// ownerDecides says whether what is to be done is an administrator's, and the person looks after the computers alone.
func (v *View) ownerDecides() bool {
	switch v.state.Answer.Primary {
	case wording.PrimaryDone, wording.PrimarySignIn:
		return false
	}
	return v.asksWho() && v.state.Settings.LooksAfter == profile.LooksAfterMe && slices.Contains(administrators(), v.decider())
}

func administrators() []diagnose.Who {
	return []diagnose.Who{diagnose.WhoAdmin, diagnose.WhoReviewer, diagnose.WhoSecurityAdmin, diagnose.WhoUserAdmin,
		diagnose.WhoExchangeAdmin, diagnose.WhoDeviceAdmin}
}

// decider is who has the say: behind a request of the person, whoever reads it.
func (v *View) decider() diagnose.Who {
	who := diagnose.CauseOf(v.state.Diagnosis.Verdict.Cause).Who
	if v.state.Answer.Primary == wording.PrimaryCopyReason {
		return who[len(who)-1]
	}
	return who[0]
}

// who names whoever can fix it, as far as the person has said who that is.
func (v *View) who() fyne.CanvasObject {
	words := v.state.Answer.WhoCanFix
	theirs := v.decider() == diagnose.CauseOf(v.state.Diagnosis.Verdict.Cause).Who[0] && slices.Contains(administrators(), v.decider())
	switch who := v.state.Settings.LooksAfter; {
	case v.ownerDecides():
		words = v.t("ui.owner.who")
	case theirs && who == profile.LooksAfterCompany:
		words = v.t("ui.who.company")
	case theirs && who == profile.LooksAfterOurIT:
		words = v.t("ui.who.our_it")
	}
	return stack(gapLine, section(v.t("ui.result.who")), para(words))
}

// ownerNow has the administrator's way first, then how to see whether that is the person, and the message for all others.
func (v *View) ownerNow() fyne.CanvasObject {
	rows := []fyne.CanvasObject{section(v.t("ui.result.now")), v.primary(v.t("ui.admin.go"), func() { v.do.ForAdmin(true) }),
		spaced(strong(v.t("ui.owner.unsure")))}
	rows = append(rows, steps(v.state.Words.Lines("ownadmin.hint"))...)
	if v.state.Answer.Primary != wording.PrimaryCopyReason {
		return stack(gapNear, append(rows, spaced(strong(v.t("ui.owner.else"))), v.tellIT())...)
	}
	return stack(gapNear, append(rows, v.fold("else", v.t("ui.owner.else_request"), func() fyne.CanvasObject {
		return stack(gapNear, v.withRequest(steps(v.state.Answer.Do))...)
	}))...)
}

// letterFacts are the placeholders of what is sent, in the language of whoever reads it.
func (v *View) letterFacts() map[string]any {
	data := v.facts()
	if d := v.state.Diagnosis; d.Subject.Address == "" {
		data["Me"] = v.state.Letters.Text("message.your_name")
	}
	if data["Company"] == v.t("company.unknown") {
		data["Company"] = v.state.Letters.Text("company.unknown")
	}
	return data
}

// privateAccount is the cause that no administrator has a part in.
const privateAccount diagnose.CauseID = "account.personal"

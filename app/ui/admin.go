package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

// admin is the page for whoever decides: the decision, the steps, the link.
func (v *View) admin(wide bool) fyne.CanvasObject {
	parts := []fyne.CanvasObject{heading(v.t("ui.admin.title"), v.t("ui.admin.hint"))}
	if !v.state.FromResult {
		parts = append(parts, v.askCompany())
	}
	if !v.state.Known {
		return v.framed(widthColumn, parts...)
	}
	s := v.state.Sheet
	parts = append(parts, v.decision(s), v.lookFirst(s), stack(gapPart, v.chooseFirst(s), v.choiceCards(s), v.choice(s)))
	if !wide {
		return v.framed(widthColumn, append(parts, v.adminLinks(s), v.behind(s), v.handOver())...)
	}
	parts = append(parts, v.behind(s), v.handOver())
	return v.framed(widthWide, container.New(sides{aside: widthLinks * v.scale(), gap: gapAside},
		stack(gapBlock, parts...), stack(gapBlock, v.adminLinks(s))))
}

func (v *View) askCompany() fyne.CanvasObject {
	label := v.t("ui.admin.company")
	field := newEntry(label, v.keys, v.state.Company, func(text string) {
		v.state.Company = text
		v.do.DraftCompany(text)
	})
	field.SetPlaceHolder(v.t("ui.admin.company_example"))
	field.OnSubmitted = func(string) { v.do.Decide() }
	v.targets[label] = field
	return stack(gapNear, section(label), field,
		small(v.t("ui.admin.company_hint")), v.problemAbout(session.ProblemTenant, session.ProblemPersonal),
		v.primary(v.t("ui.admin.show"), v.do.Decide))
}

// decision is the question, and who asks it.
func (v *View) decision(s wording.Sheet) fyne.CanvasObject {
	rows := []fyne.CanvasObject{section(v.t("ui.admin.decision")), lead(s.Question)}
	switch {
	case v.owner() && v.namesApple():
		rows = append(rows, para(v.t("ui.admin.own_app", v.facts())))
	case v.state.FromResult && !v.owner():
		rows = append(rows, para(v.t("ui.admin.reports", map[string]any{"Title": v.state.Answer.Title})))
	}
	if !v.owner() {
		for _, line := range s.About {
			rows = append(rows, muted(line))
		}
	}
	return panel(gapNear, rows...)
}

// owner says whether whoever decides is the person whose iPhone it is: the one who came here from the own Result.
func (v *View) owner() bool {
	return v.state.FromResult && !v.state.Other && !v.state.Diagnosis.Foreign
}

// namesApple says whether the steps name the iPhone's own mail app, which has another name at Microsoft.
func (v *View) namesApple() bool {
	apple := diagnose.MailApps()[0].EntraName
	return strings.Contains(strings.Join(v.state.Answer.AdminFirst, " "), apple)
}

// ownerSteps begins with what an owner needs who is no specialist; all the rest is folded.
func (v *View) ownerSteps() fyne.CanvasObject {
	lines := v.state.Answer.AdminFirst
	rows := append([]fyne.CanvasObject{section(v.t("ui.admin.steps")), v.adminCenter(lines)}, steps(lines)...)
	rows = append(rows, v.tryNow(), v.undo())
	more := v.fold("specialists", v.t("ui.admin.specialists"), v.forSpecialists)
	return stack(gapBlock, stack(gapNear, rows...), onGround(colourSurface, colourOutline, stack(0, more)))
}

// tryNow is what an owner does last, on the own iPhone. It has no number: those of the specialists go on. Where the first
// answer is another app, Mail stays refused, and there is nothing to try in it.
func (v *View) tryNow() fyne.CanvasObject {
	if slices.Contains([]diagnose.CauseID{"policy.app_protection", "mac.ews_off"}, v.state.Diagnosis.Verdict.Cause) {
		return nil
	}
	return stack(gapNear, strong(v.t("ui.admin.own_last")), container.New(flow{}, v.secondary(v.t("ui.result.done"), v.do.Again)))
}

// undo says how what was allowed is taken back, before an owner allows it.
func (v *View) undo() fyne.CanvasObject {
	switch {
	case v.approvalHelps():
		return small(v.t("ui.admin.own_undo", v.facts()))
	case v.state.Diagnosis.Verdict.Cause == "app.disabled":
		return small(v.t("ui.admin.own_undo_switch"))
	}
	return nil
}

// forSpecialists is every step and command in order that was not shown already.
func (v *View) forSpecialists() fyne.CanvasObject {
	a := v.state.Answer
	number := 0
	for number < len(a.AdminFirst) && number < len(a.Admin) && a.Admin[number].Text == a.AdminFirst[number] {
		number++
	}
	return stack(gapNear, v.instructions(a.Admin[number:], number, v.t("ui.admin.commands"))...)
}

// adminLinks shows each link with what it means, its address behind a press as text that can be selected. A link says yes, so that it comes behind an
// answer that is one.
func (v *View) adminLinks(s wording.Sheet) fyne.CanvasObject {
	a := v.state.Answer
	if len(s.Choices) > 0 && !v.choseYes(s) {
		return nil
	}
	if len(a.Links) == 0 {
		if a.NoLink == "" {
			return nil
		}
		return notice(a.NoLink)
	}
	rows := []fyne.CanvasObject{section(v.t("ui.admin.links")), para(v.t("ui.admin.links_hint", v.facts()))}
	for i, l := range a.Links {
		rows = append(rows, divider(), v.adminLink(fmt.Sprintf("link%d", i), l))
	}
	rows = append(rows, divider(), small(v.t("ui.admin.error_page", v.facts())))
	return panel(gapPart, rows...)
}

func (v *View) adminLink(id string, l consent.AdminLink) fyne.CanvasObject {
	name := v.t("ui.link."+string(l.Form), map[string]any{"Tenant": l.Tenant.String()})
	rows := []fyne.CanvasObject{container.New(ends{gap: gapNear}, strong(name), v.smallCopy(id, l.URL, l.URL))}
	if l.WhoseCompany {
		rows = append(rows, notice(v.t("ui.link.whose_company")))
	}
	host, _, _ := strings.Cut(strings.TrimPrefix(l.URL, "https://"), "/")
	label := v.t("ui.link.address", map[string]any{"Host": host})
	rows = append(rows, v.foldOf(id, label+" "+l.URL, muted(label), func() fyne.CanvasObject {
		field := newFixed(l.URL, v.keys, l.URL)
		v.targets[l.URL] = field
		return field
	}))
	if first, ok := v.codeLink(); ok && first.URL == l.URL {
		rows = append(rows, v.codeOf(l.URL), small(v.t("ui.admin.code_caption", v.facts())))
	}
	return stack(gapNear, rows...)
}

package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// helpOne is one ticket or report in full: the cause, who acts and what to send first; what it rests on is folded.
func (v *View) helpOne(wide bool) []fyne.CanvasObject {
	o := v.state.Help.One
	main := []fyne.CanvasObject{v.oneHead(o), v.oneNext(o)}
	aside := []fyne.CanvasObject{v.oneSame(o), v.oneStopped(o), v.oneAlso(o), v.oneGaps(o), v.oneLog(o)}
	if !wide {
		return append(append(main, aside...), v.oneFolds(o), v.oneAll())
	}
	main = append(main, v.oneFolds(o), v.oneAll())
	return []fyne.CanvasObject{container.New(sides{aside: widthLinks * v.scale(), gap: gapAside}, stack(gapBlock, main...), stack(gapBlock, aside...))}
}

// oneAll leads back to all that was read, where this is not all.
func (v *View) oneAll() fyne.CanvasObject {
	h := v.state.Help
	row := container.New(flow{gap: gapNear})
	if v.isOneOfMany() {
		row.Add(v.secondary(v.counted("ui.help.all", h.Rows), v.do.CloseRow))
	}
	row.Add(v.quiet(v.t("ui.help.forget"), v.do.ForgetHelp))
	return row
}

func (v *View) oneHead(o *session.One) fyne.CanvasObject {
	r := o.Row
	sure := o.Answer.Confidence
	if ground := r.Ground(); ground != "" {
		sure = v.t("triage.ground." + string(ground))
	}
	company, app := r.Company(), ""
	if strings.HasSuffix(r.User, "@"+company) {
		company = "" // which the address names
	}
	if r.MailApp != "" {
		app = diagnose.MailAppOf(r.MailApp).Name
	}
	whose := said(r.User, company, app, v.both(r), r.Reference, r.Source(), r.Ticket)
	cause := string(r.Cause)
	if r.Code != 0 {
		cause += fmt.Sprintf(", AADSTS%d", r.Code)
	}
	rows := []fyne.CanvasObject{title(o.Answer.Short), muted(strings.Join(whose, " · "))}
	if !r.IsTrap() {
		rows = append(rows, para(sure), small(cause))
	}
	if o.Answer.Secret != "" {
		rows = append(rows, notice(o.Answer.Secret))
	}
	if o.Foreign && !strings.HasPrefix(v.foreign, "one-") { // where it asks, it says so too
		rows = append(rows, notice(v.t("triage.foreign")))
	}
	return stack(gapNear, rows...)
}

// said are those of some words that somebody has said.
func said(words ...string) []string {
	return slices.DeleteFunc(words, func(word string) bool { return word == "" })
}

// both is a row's time here and in UTC, as logs have it; of a reference, which holds the day alone, the day.
func (v *View) both(r triage.Row) string {
	switch {
	case r.Time.IsZero():
		return ""
	case r.Origin == triage.OriginReference:
		return r.Time.Format(time.DateOnly)
	}
	return v.t("ui.help.utc", map[string]any{"Local": r.Time.In(v.state.Help.Zone).Format("2006-01-02 15:04"),
		"UTC": r.Time.UTC().Format("15:04")})
}

// oneNext is who acts, with what is sent to them and to the user, and then what the helpdesk does.
func (v *View) oneNext(o *session.One) fyne.CanvasObject {
	acts := diagnose.CauseOf(o.Diagnosis.Verdict.Cause).Who[0]
	if o.Row.IsTrap() {
		acts = wording.TrapActs
	}
	who := []string{v.t("triage.who." + string(acts))}
	if o.Answer.Role != "" {
		who = append(who, o.Answer.Role)
	}
	var list []letter
	if o.Same >= 0 {
		if p := v.state.Help.Problems[o.Same]; p.Message.Body != "" {
			list = append(list, letter{id: "one-message", label: v.messageLabel(p), text: p.Message.Text(), hint: p.Common.MessageHint,
				asks: v.asksCompany(p, o.Foreign && !o.Row.IsTrap()), button: v.copyMessageFor(p)})
		}
	}
	list = append(list, letter{id: "one-reply", label: v.t("ui.help.reply_user"), text: o.Reply, hint: o.ReplyHint, button: v.t("ui.help.copy_reply")})
	rows := []fyne.CanvasObject{section(v.t("ui.help.who")), para(strings.Join(who, ": "))}
	list[len(list)-1].asks = v.asksForeign("ui.help.foreign_reply", o.Row.Company(), o.Foreign)
	rows = append(rows, v.letters("one", "", list)...)
	if o.Row.IsTrap() {
		return panel(gapNear, rows...)
	}
	rows = append(rows, spaced(section(v.t("ui.help.next"))))
	return panel(gapNear, append(rows, steps(append(slices.Clone(o.Answer.Helpdesk), v.t("ui.help.close")))...)...)
}

// copyMessageFor says to whom the message goes that a button copies, and for how many it is enough.
func (v *View) copyMessageFor(p session.Shared) string {
	if p.Group.IsTrap() {
		return v.t("ui.help.copy_security")
	}
	return v.counted("ui.help.copy_message", max(enoughFor(p), 1))
}

// oneSame is who else has it.
func (v *View) oneSame(o *session.One) fyne.CanvasObject {
	if o.Same < 0 || v.state.Help.Problems[o.Same].Group.Rows < 2 {
		return nil
	}
	c := v.state.Help.Problems[o.Same].Common
	rows := []fyne.CanvasObject{section(v.t("ui.help.same")), para(strings.TrimSpace(c.People + ": " + c.Title + ". " + c.Fixes))}
	if o.SameDay > 0 {
		rows = append(rows, para(v.t("ui.help.same_day", map[string]any{"Count": o.SameDay,
			"Day": o.Row.Day(v.state.Help.Zone).Format(time.DateOnly)})))
	}
	return stack(gapLine, rows...)
}

// oneStopped is how far the check of a report came, and what was not tried; a text has none.
func (v *View) oneStopped(o *session.One) fyne.CanvasObject {
	list := container.New(column{gap: gapLine}, section(v.t("ui.help.stopped")))
	var not []string
	for _, s := range o.Diagnosis.Stages {
		switch {
		case s.State != diagnose.NotChecked:
			list.Add(v.stageAs("ui.help.stage.", s))
		case s.ID != diagnose.StagePhone: // of which nothing is asked
			not = append(not, v.t("ui.help.stage."+string(s.ID)))
		}
	}
	if len(list.Objects) == 1 {
		return nil
	}
	if len(not) > 0 {
		list.Add(small(v.t("ui.help.not_tried", map[string]any{"Stages": strings.Join(not, "; ")})))
	}
	return list
}

func (v *View) oneGaps(o *session.One) fyne.CanvasObject {
	lines := make([]string, len(o.Gaps))
	for i, g := range o.Gaps {
		lines[i] = v.t("ui.help.gap." + string(g))
	}
	return v.listed("ui.help.gaps", lines)
}

// oneAlso are the other causes that fit, as the table calls them.
func (v *View) oneAlso(o *session.One) fyne.CanvasObject {
	lines := make([]string, len(o.Answer.Also))
	for i, also := range o.Answer.Also {
		lines[i] = v.verdictOf(triage.Row{Cause: diagnose.CauseID(also.ID)}).short
	}
	return v.listed("ui.help.also", lines)
}

// listed are lines under a heading; nothing where there are none.
func (v *View) listed(heading string, lines []string) fyne.CanvasObject {
	if len(lines) == 0 {
		return nil
	}
	return stack(gapLine, append([]fyne.CanvasObject{section(v.t(heading))}, bullets(lines)...)...)
}

// oneLog is what finds it in the sign-in log.
func (v *View) oneLog(o *session.One) fyne.CanvasObject {
	if len(o.Log.Lines) == 0 {
		return nil
	}
	lines := o.Log.Lines
	from := slices.Index(lines, "")
	to := len(lines) - 1 // how the next attempt is made easy to find stands behind it
	for lines[to] != "" {
		to--
	}
	block := strings.TrimSpace(strings.Join(lines[from:to], "\n"))
	parts := append([]fyne.CanvasObject{section(o.Log.Heading)}, steps(lines[:from])...)
	parts = append(parts, onGround(colourAccentSoft, "", mono(block)), v.copyButton("one-log", v.t("ui.help.log_copy"), block))
	return stack(gapNear, append(parts, bullets(lines[to+1:])...)...)
}

// oneFolds are what it all rests on.
func (v *View) oneFolds(o *session.One) fyne.CanvasObject {
	list := container.New(column{gap: 0})
	v.oneWritten(o, list)
	if len(o.Diagnosis.Observations) > 0 && !o.Unheld {
		v.foldInto(list, "one-observations", v.t("ui.help.observations"), func() fyne.CanvasObject {
			return stack(gapNear, bullets(v.observed(o.Diagnosis))...)
		})
	}
	if o.Row.Origin == triage.OriginReport && !o.Unheld {
		v.foldInto(list, "one-save", v.t("ui.fold.save"), func() fyne.CanvasObject { return stack(gapNear, v.saving()...) })
	}
	if len(list.Objects) == 0 {
		return nil
	}
	return onGround(colourSurface, colourOutline, list)
}

// oneWritten adds a fold for each text that was kept. Of a long one that is the beginning, and its heading says so.
func (v *View) oneWritten(o *session.One, list *fyne.Container) {
	of := make(map[diagnose.Source]int)
	for i, w := range o.Written {
		heading := v.t("ui.help.written." + string(w.Source))
		if of[w.Source]++; of[w.Source] > 1 {
			heading = v.t("ui.help.written_again", map[string]any{"Heading": heading, "Number": of[w.Source]})
		}
		if w.Begins {
			heading = v.t("ui.help.written_begins", map[string]any{"Heading": heading})
		}
		v.foldInto(list, fmt.Sprintf("one-text%d", i), heading, func() fyne.CanvasObject { return mono(w.Text) })
	}
}

func (v *View) observed(d diagnose.Diagnosis) (lines []string) {
	for _, o := range d.Observations {
		what := said(string(o.Cause))
		if o.Said != nil {
			for _, code := range o.Said.Codes {
				what = append(what, fmt.Sprintf("AADSTS%d", code))
			}
			what = append(what, said(o.Said.Error, o.Said.Suberror, o.Said.Foreign)...)
		}
		lines = append(lines, v.t("ui.help.observation", map[string]any{"Stage": v.t("ui.help.stage." + string(o.Stage)),
			"Source": string(o.Source), "About": string(o.About), "Said": strings.Join(what, ", ")}))
	}
	return lines
}

package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"synchelper/app/session"
	"synchelper/diagnose/triage"
)

// shownProblems and shownUnread are how many stand on the page until the person asks for more.
const (
	shownProblems = 8
	shownUnread   = 5
)

// shownRow is which row is shown in full; -1 for none.
func shownRow(s session.State) int {
	if s.Help.One == nil {
		return -1
	}
	return s.Help.One.Number
}

// isOneOfMany says whether one row is shown in full, behind which there are others.
func (v *View) isOneOfMany() bool {
	h := v.state.Help
	return v.state.Screen == session.ScreenHelp && h.One != nil && (h.Rows > 1 || len(h.Unread) > 0)
}

// help is for whoever helps others: a field for whatever they were sent, and below it what was read. The rows come last,
// since there may be very many.
func (v *View) help(wide bool) fyne.CanvasObject {
	if asksPicture(v.state) {
		return v.picture(wide)
	}
	h := v.state.Help
	head := heading(v.t("ui.help.title"), v.t("ui.help.hint"))
	if h.Reading { // nothing else can be pressed meanwhile
		return v.framed(widthColumn, head, v.helpProgress())
	}
	parts := []fyne.CanvasObject{v.helpField()}
	if h.Empty() {
		parts = append([]fyne.CanvasObject{head}, parts...)
	}
	switch {
	case h.One != nil:
		return v.framed(v.helpWidth(wide), append(parts, v.helpOne(wide)...)...)
	case h.Empty():
		return v.framed(widthColumn, parts...)
	}
	parts = append(parts, v.helpCounts())
	if h.Rows > 0 {
		parts = append(parts, v.helpProblems())
	}
	parts = append(parts, v.helpUnread())
	if h.Rows > 0 {
		parts = append(parts, v.helpDays(), v.helpTable(wide))
	}
	return v.framed(v.helpWidth(wide), parts...)
}

func (v *View) helpWidth(wide bool) float32 {
	if wide {
		return widthWide
	}
	return widthColumn
}

// helpField takes what somebody was sent.
func (v *View) helpField() fyne.CanvasObject {
	label := v.t("ui.help.field")
	unread := func() bool { return v.state.Help.Empty() || strings.TrimSpace(v.state.Help.Text) != "" }
	read, lead := v.primaryWhile(v.t("ui.help.read"), unread(), v.do.ReadGiven)
	v.leadBelow = func(bool) {}
	box := newBox(label, v.keys, v.state.Help.Text, func(text string) {
		v.state.Help.Text = text
		v.do.DraftHelp(text)
		lead(unread())
		v.leadBelow(!unread())
	})
	if !v.state.Help.Empty() {
		box.SetMinRowsVisible(2)
	}
	box.SetPlaceHolder(v.t("ui.help.field_hint"))
	box.paste = v.do.ReadText
	v.targets[label] = box
	buttons := container.New(flow{gap: gapNear},
		v.secondary(v.t("ui.help.paste"), func() { v.do.ReadText(v.out.Clipboard.Content()) }),
		v.secondary(v.t("ui.help.files"), v.chooseOthersFile),
		v.secondary(v.t("ui.help.folder"), v.chooseOthersFolder))
	return stack(gapNear, section(label), box, read, buttons, small(v.t("ui.help.drop")))
}

func (v *View) chooseOthersFile() {
	v.chooseFileFor(v.t("ui.help.files"), func(path string) { v.do.ReadPaths(path) })
}

func (v *View) chooseOthersFolder() {
	v.chooseFolderFor(v.t("ui.help.folder"), "", func(path string) { v.do.ReadPaths(path) })
}

func (v *View) helpProgress() fyne.CanvasObject {
	h := v.state.Help
	words := v.t("ui.help.reading", map[string]any{"Rows": v.counted("triage.rows", h.Rows), "Files": h.Progress.Files,
		"MB": h.Progress.Bytes >> 20})
	return panel(gapNear, lead(words), newPassing(h.Rows), container.New(flow{}, v.secondary(v.t("ui.running.cancel"), v.do.StopReading)))
}

func (v *View) counted(id string, n int) string { return v.t(id, map[string]any{"Count": n}) }

// helpCounts is what was read, in a line.
func (v *View) helpCounts() fyne.CanvasObject {
	h := v.state.Help
	data := map[string]any{"Rows": v.state.Words.ReadSoFar(h.Reports, h.Rows-h.Reports), "Unread": "",
		"Problems": v.counted("triage.problems", len(h.Problems)+h.MoreProblems)}
	if unread := len(h.Unread) + h.MoreUnread; unread > 0 {
		data["Unread"] = v.counted("triage.not_read", unread)
	}
	var words fyne.CanvasObject
	if h.Rows > 0 || len(h.Unread) > 1 { // else the reason says it
		words = lead(v.t("triage.counts", data))
	}
	return stack(gapLine, words, container.New(flow{}, v.quiet(v.t("ui.help.forget"), v.do.ForgetHelp)))
}

// helpUnread names what could not be read, and why.
func (v *View) helpUnread() fyne.CanvasObject {
	h := v.state.Help
	if len(h.Unread) == 0 {
		return nil
	}
	if len(h.Unread) <= shownUnread {
		return stack(gapNear, append([]fyne.CanvasObject{section(v.t("triage.heading.unread"))}, v.unreadLines(h.Unread)...)...)
	}
	name := fmt.Sprintf("%s (%d)", v.t("triage.heading.unread"), len(h.Unread)+h.MoreUnread)
	return onGround(colourSurface, colourOutline, v.fold("unread", name, func() fyne.CanvasObject {
		const most = 100 // lines that anybody reads
		rows := v.unreadLines(h.Unread[:min(len(h.Unread), most)])
		if more := len(h.Unread) + h.MoreUnread - len(rows); more > 0 {
			rows = append(rows, small(v.counted("triage.more_unread", more)))
		}
		return stack(gapNear, rows...)
	}))
}

func (v *View) unreadLines(list []triage.Unread) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, u := range list {
		name := map[string]any{"File": u.Source()}
		if u.Reason != triage.ReasonPicture {
			rows = append(rows, bullets([]string{v.t("triage.unread."+string(u.Reason), name)})...)
			continue
		}
		choose := v.secondaryOf(u.Source(), v.t("ui.picture.choose"), func() { v.do.SayPicture(u) })
		rows = append(rows, stack(gapLine, append(bullets([]string{v.t("ui.picture.is", name)}),
			container.New(inset{left: groundRoom}, container.New(flow{}, choose)))...))
	}
	return rows
}

// helpProblems are what several have in common, most people first.
func (v *View) helpProblems() fyne.CanvasObject {
	h := v.state.Help
	shown := h.Problems
	if !v.open["problems"] && len(shown) > shownProblems+1 {
		shown = shown[:shownProblems]
	}
	rows := []fyne.CanvasObject{section(v.t("triage.heading.groups"))}
	for i, p := range shown {
		rows = append(rows, v.helpProblem(i, p))
	}
	switch more := len(h.Problems) - len(shown); {
	case more > 0:
		rows = append(rows, container.New(flow{}, v.quiet(v.counted("ui.help.all_problems", len(h.Problems)), func() {
			v.open["problems"] = true
			v.redraw()
		})))
	case h.MoreProblems > 0:
		rows = append(rows, small(v.counted("ui.help.more_problems", h.MoreProblems)))
	}
	return stack(gapNear, rows...)
}

func (v *View) helpProblem(i int, p session.Shared) fyne.CanvasObject {
	c := p.Common
	facts := c.People + ". " + v.t("triage.who", map[string]any{"Who": c.Who})
	if c.Fixes != "" {
		facts += " " + c.Fixes
	}
	rows := []fyne.CanvasObject{strong(c.Title), muted(facts)}
	if c.First != "" {
		rows = append(rows, numbered(1, c.First))
	}
	name := fmt.Sprintf("problem%d", i)
	if c.Foreign != "" && !strings.HasPrefix(v.foreign, name+"-") { // where it asks, it says so too
		rows = append(rows, notice(c.Foreign))
	}
	show := v.quietOf(c.Title, v.counted("ui.help.show_rows", p.Group.Rows), func() {
		group := p.Group
		v.do.Seek(triage.Query{Group: &group, Sort: v.state.Help.Query.Sort, Descending: v.state.Help.Query.Descending})
	})
	return panel(gapNear, append(rows, v.helpLetters(name, p, show)...)...)
}

// letter is a text that a helper sends, and what it is called on its button.
type letter struct {
	id, label, text string
	hint            string        // what whoever sends it has to know
	button          string        // what copies it, where that is not its name
	whole           func() string // what is copied where the text is only its beginning; else nil
	asks            string        // what is asked before it is copied: it may be about another company than the one looked after
}

// content is what is copied.
func (l letter) content() string {
	if l.whole != nil {
		return l.whole()
	}
	return l.text
}

// helpLetters are the message to whoever decides and the reply to all, to be copied; both can be read first.
func (v *View) helpLetters(id string, p session.Shared, more ...fyne.CanvasObject) []fyne.CanvasObject {
	var list []letter
	if p.Message.Body != "" {
		list = append(list, letter{id: id + "-message", label: v.messageLabel(p), text: p.Message.Text(), hint: p.Common.MessageHint,
			asks: v.asksCompany(p, p.Group.Foreign)})
	}
	switch {
	case p.Reply == "":
	case p.Group.Rows > 1:
		list = append(list, letter{id: id + "-reply", label: v.t("ui.help.reply_all"), text: p.Reply, hint: p.Common.ReplyHint})
		if to := v.addresses(p.Group); to != "" && !p.Group.IsTrap() {
			list = append(list, letter{id: id + "-to", label: v.t("ui.help.to"), text: to, whole: func() string { return v.do.AddressesOf(p.Group) }})
		}
	default:
		list = append(list, letter{id: id + "-reply", label: v.t("ui.help.reply_user"), text: p.Reply, hint: p.Common.ReplyHint})
	}
	v.askBefore(list, id, p.Group)
	return v.letters(id, p.Common.Title, list, more...)
}

// addresses are those of a group, as they can be read before they are copied: of very many the first.
func (v *View) addresses(g triage.Group) string {
	to := g.To()
	if to != "" && len(g.Listed) < g.People {
		to += ", …"
	}
	return to
}

// askBefore lets the letters to people of another company wait for a yes, as the message about it does. Where only some of the
// people are of another, they get none, and whoever copies the addresses is told so.
func (v *View) askBefore(list []letter, id string, g triage.Group) {
	const most = 3 // names that anybody reads
	company := g.Many().Company
	if company == "" {
		company = strings.Join(g.Strange[:min(len(g.Strange), most)], ", ")
	}
	for i := range list {
		switch list[i].id {
		case id + "-reply":
			list[i].asks = v.asksForeign("ui.help.foreign_reply", company, g.Elsewhere())
		case id + "-to":
			list[i].asks = v.asksForeign("ui.help.foreign_to", company, g.Elsewhere())
			if g.Mixed() {
				list[i].asks = v.asksForeign("ui.help.mixed_to", company, true)
			}
		}
	}
}

// asksForeign is what is asked before something for people of another company is copied; nothing where they are of none.
func (v *View) asksForeign(question, company string, foreign bool) string {
	if !foreign {
		return ""
	}
	return v.t(question, map[string]any{"Company": company})
}

// asksCompany is what is asked before a message about a company is copied; nothing where the company is the own one.
func (v *View) asksCompany(p session.Shared, foreign bool) string {
	switch {
	case foreign:
		return v.t("ui.help.foreign_question", map[string]any{"Company": p.Group.Many().Company})
	case p.Group.Unsure:
		return p.Common.Foreign
	}
	return ""
}

// letters are buttons that copy. A letter about another company waits for a yes.
func (v *View) letters(id, about string, list []letter, more ...fyne.CanvasObject) []fyne.CanvasObject {
	row := container.New(flow{gap: gapNear})
	below := []fyne.CanvasObject{row}
	for i, l := range list {
		copyIt := func() { v.foreign = ""; v.copyText(l.id, l.content()) }
		offer := func(tap func()) fyne.CanvasObject { return v.secondaryOf(about, l.label, tap) }
		switch {
		case l.button != "" && i == 0:
			offer = func(tap func()) (button fyne.CanvasObject) {
				button, v.leadBelow = v.primaryWhile(l.button, strings.TrimSpace(v.state.Help.Text) == "", tap)
				return button
			}
		case l.button != "":
			offer = func(tap func()) fyne.CanvasObject { return v.secondary(l.button, tap) }
		}
		row.Add(offer(func() {
			if l.asks != "" {
				v.foreign, v.copied = l.id, ""
				v.redraw()
				return
			}
			copyIt()
		}))
		if v.foreign == l.id {
			below = append(below, notice(l.asks, container.New(flow{gap: gapNear},
				v.secondary(v.t("ui.help.foreign_yes"), copyIt),
				v.secondary(v.t("ui.help.foreign_no"), func() { v.foreign = ""; v.redraw() }))))
		}
		if v.copied == l.id {
			below = append(below, told(v.t("ui.copied")))
			if l.hint != "" {
				below = append(below, small(l.hint))
			}
		}
	}
	for _, o := range more {
		row.Add(o)
	}
	if len(list) == 0 {
		return below
	}
	read := v.t("ui.help.read_first")
	return append(below, v.foldOf(id, about+" "+read, muted(read), func() fyne.CanvasObject {
		var texts []fyne.CanvasObject
		for _, l := range list {
			texts = append(texts, section(l.label), onGround(colourAccentSoft, "", para(l.text)))
			if l.hint != "" {
				texts = append(texts, small(l.hint))
			}
		}
		return stack(gapNear, texts...)
	}))
}

// messageLabel says for how many one message is enough.
func (v *View) messageLabel(p session.Shared) string {
	if p.Group.IsTrap() {
		return v.t("ui.help.message_security")
	}
	if n := enoughFor(p); n > 1 {
		return v.counted("ui.help.message", n)
	}
	return v.t("ui.help.message_one")
}

// enoughFor is how many people, or reports that name none, one message is about.
func enoughFor(p session.Shared) int { return max(p.Group.People, p.Group.Nameless) }

package ui

import (
	"image/color"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// The most room that an organisation's logo gets, in points.
const (
	logoWidth  = 220
	logoHeight = 64
)

// organisation shows what the organisation of this computer has set, field by field; what cannot be used is told at once.
func (v *View) organisation() fyne.CanvasObject {
	p := v.state.Profile()
	switch {
	case p.Place == "":
		return nil
	case p.Problem != nil:
		return stack(gapNear, section(v.t("ui.organisation")), notice(v.t("ui.organisation.broken")),
			onGround(colourAccentSoft, "", stack(gapLine, mono(p.Place), mono(p.Problem.Words(v.state.Words)))),
			v.copyButton("organisation", v.t("ui.organisation.copy"), p.Place+"\n"+p.Problem.Words(v.state.Words)))
	}
	return v.fold("organisation", v.t("ui.organisation"), func() fyne.CanvasObject { return v.setBy(p) })
}

func (v *View) setBy(p profile.Profile) fyne.CanvasObject {
	groups := []fyne.CanvasObject{stack(gapPart, logo(p), muted(v.t("ui.organisation.hint")),
		stack(0, small(v.t("ui.organisation.place")), mono(p.Place)))}
	for _, group := range v.setGroups(p) {
		rows := stack(gapPart)
		for _, set := range group.fields {
			if set.value != "" {
				rows.Add(stack(0, small(set.label), para(set.value)))
			}
		}
		switch {
		case len(rows.Objects) == 0:
		case group.heading == "":
			groups = append(groups, rows)
		default:
			groups = append(groups, stack(gapNear, section(group.heading), rows))
		}
	}
	return stack(gapBlock, groups...)
}

// logo is the organisation's, on white in every theme: most are drawn for paper.
func logo(p profile.Profile) fyne.CanvasObject {
	if p.Logo == nil {
		return nil
	}
	size := p.Logo.Bounds().Size()
	shrink := min(1, logoWidth/float32(size.X), logoHeight/float32(size.Y))
	picture := canvas.NewImageFromImage(p.Logo)
	picture.FillMode = canvas.ImageFillContain
	picture.SetMinSize(fyne.NewSize(float32(size.X)*shrink, float32(size.Y)*shrink))
	paper := canvas.NewRectangle(color.White)
	paper.CornerRadius = 8
	return container.New(flow{}, container.NewStack(paper, padded(12, 8, picture)))
}

// setField is a field in words; without a value it is not set.
type setField struct{ label, value string }

// setGroup is what is set about one thing, under its heading if it needs one.
type setGroup struct {
	heading string
	fields  []setField
}

// setGroups are the fields that an organisation can set, in words, by what they are for.
func (v *View) setGroups(p profile.Profile) []setGroup {
	kept := ""
	if p.NoHistory {
		kept = v.t("ui.organisation.not_kept")
	}
	return []setGroup{
		{"", []setField{
			{v.t("ui.organisation.name"), p.Name},
			{v.t("ui.organisation.domains"), strings.Join(p.Domains, ", ")},
		}},
		{v.t("ui.organisation.group.sent"), []setField{
			{v.t("ui.organisation.helpdesk"), p.Helpdesk},
			{v.t("ui.organisation.ticket"), hostOf(p.Ticket)},
			{v.t("ui.organisation.admin"), p.Admin},
		}},
		{v.t("ui.organisation.group.sign_in"), []setField{{v.t("ui.organisation.methods"), v.methods(p)}}},
		{v.t("ui.organisation.group.begins"), []setField{
			{v.t("ui.organisation.language"), v.changeable(languageName(p.Language))},
			{v.t("ui.organisation.mail_app"), v.changeable(mailAppName(p.MailApp))},
			{v.t("ui.organisation.looks_after"), v.changeable(v.spoken("ui.looksafter.", string(p.LooksAfter)))},
		}},
		{v.t("ui.organisation.group.kept"), []setField{
			{v.t("ui.organisation.readers"), v.spoken("ui.organisation.readers.", string(p.Readers))},
			{v.t("ui.settings.case"), kept},
		}},
	}
}

// spoken is a value in words; nothing where nothing is set.
func (v *View) spoken(begin, value string) string {
	if value == "" {
		return ""
	}
	return v.t(begin + value)
}

func (v *View) changeable(value string) string {
	if value == "" {
		return ""
	}
	return v.t("ui.organisation.changeable", map[string]any{"Value": value})
}

func (v *View) methods(p profile.Profile) string {
	if !p.Limited {
		return ""
	}
	if len(p.Methods) == 0 {
		return v.t("ui.organisation.no_method")
	}
	lines := make([]string, len(p.Methods))
	for i, m := range p.Methods {
		lines[i] = v.t("ui.organisation.method." + string(m))
	}
	return strings.Join(lines, "\n")
}

func languageName(code string) string {
	for _, l := range wording.Languages() {
		if l.Code == code {
			return l.Name
		}
	}
	return ""
}

func mailAppName(id string) string {
	if id == "" {
		return ""
	}
	return diagnose.MailAppOf(id).Name
}

// ownIT is whom the organisation names, for those who do not know their IT.
func (v *View) ownIT() fyne.CanvasObject {
	p := v.state.Profile()
	named := map[string]any{"First": p.Helpdesk, "Then": p.Admin}
	switch {
	case p.Helpdesk == "" && p.Admin == "":
		return nil
	case p.Helpdesk == "":
		named = map[string]any{"First": p.Admin, "Then": ""}
	}
	return strong(v.t("ui.organisation.your_it", named))
}

// whoMayRead stands beside what saves a report, where the organisation has set it.
func (v *View) whoMayRead() fyne.CanvasObject {
	if v.state.Profile().Readers != profile.ReadersOurIT {
		return nil
	}
	return strong(v.t("ui.organisation.readers.our-it"))
}

// hostOf is the host of an address: what stands behind it is for programs.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// byCode is a sign-in while its code is typed in somewhere, which is the person's own doing: nobody waits for a check.
func (v *View) byCode(bool) fyne.CanvasObject {
	code := v.state.Standing.Code
	return v.framed(widthColumn,
		heading(v.t("ui.device.title"), v.counted("ui.device.hint", code.Minutes)),
		v.codeToType(code),
		panel(gapNear, v.runParts()...),
		container.New(flow{}, v.secondary(v.t("ui.running.cancel"), v.do.Cancel)),
		v.fold("details", v.t("ui.running.details"), v.stages))
}

// codeToType is the code that signs in on any device. It is nobody else's: nothing here copies or sends it. Its page is
// Microsoft's own, which was looked at before it came here.
func (v *View) codeToType(c session.Code) fyne.CanvasObject {
	return onGround(colourAccentSoft, "", stack(gapNear, numbered(1, v.t("ui.device.open")), para(c.URL),
		v.primary(v.t("ui.own.open"), func() { v.browse(c.URL) }), v.noBrowser(c.URL),
		numbered(2, v.t("ui.device.type")), title(c.UserCode), para(v.t("ui.device.warning"))))
}

package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"

	"synchelper/app/session"
	"synchelper/diagnose"
)

// ask takes the text and the address that belong to the chosen card.
func (v *View) ask(bool) fyne.CanvasObject {
	if v.state.Checking {
		return v.framed(widthColumn, heading(v.t("ui.check.title"), v.t("ui.check.hint")), v.askAddress(),
			v.primary(v.t("ui.sure.again"), v.do.StartRun))
	}
	parts := []fyne.CanvasObject{v.chosenCard()}
	textFirst := v.state.Card.NeedsText()
	if textFirst {
		parts = append(parts, v.askText())
	}
	parts = append(parts, v.askAddress())
	if !textFirst {
		v.open["text"] = v.open["text"] || v.state.Text != "" || v.state.Attached.Bytes > 0
		parts = append(parts, v.fold("text", v.t("ui.ask.more_text"), v.askText))
	}
	parts = append(parts, stack(gapNear, v.primary(v.t("ui.ask.go"), v.do.StartRun), small(v.t("ui.ask.stays"))))
	return v.framed(widthColumn, parts...)
}

func (v *View) chosenCard() fyne.CanvasObject {
	return v.seen(v.t("ui.ask.chosen"), v.state.Card)
}

func (v *View) seen(who string, card diagnose.Card) fyne.CanvasObject {
	text := stack(2, small(who), lead(v.t("card."+string(card)+".title")))
	return container.New(beside{gap: 12}, drawing(cardDrawing(card), 46, theme.ColorNameForeground), text)
}

func (v *View) askText() fyne.CanvasObject {
	label := v.t("ui.ask.text")
	box := newBox(label, v.keys, v.state.Text, func(text string) {
		v.state.Text = text
		v.do.Draft(v.state.Address, text)
	})
	box.SetPlaceHolder(v.t("ui.ask.text_hint"))
	box.paste = v.do.Paste
	v.targets[label] = box
	buttons := container.New(flow{gap: gapNear},
		v.secondary(v.t("ui.ask.paste"), func() { v.do.Paste(v.out.Clipboard.Content()) }),
		v.secondary(v.t("ui.ask.open"), v.chooseFile))
	return stack(gapNear, section(label), box, v.attached(), v.problemAbout(
		session.ProblemTextNeeded, session.ProblemSecretOnly, session.ProblemTooLarge, session.ProblemPicture,
		session.ProblemUnreadable), buttons, small(v.t("ui.ask.drop")))
}

// attached is a text that is not in the box.
func (v *View) attached() fyne.CanvasObject {
	a := v.state.Attached
	if a.Bytes == 0 {
		return nil
	}
	name := a.Name
	if name == "" {
		name = v.t("ui.ask.pasted")
	}
	return onGround(colourAccentSoft, "", stack(gapLine, strong(name+" ("+sizeOf(a.Bytes)+")"), mono(a.Excerpt),
		container.New(flow{}, v.quiet(v.t("ui.ask.detach"), v.do.Detach))))
}

func sizeOf(bytes int) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d KB", max(bytes>>10, 1))
	}
	return fmt.Sprintf("%d MB", bytes>>20)
}

func (v *View) askAddress() fyne.CanvasObject {
	label := v.t("ui.ask.address")
	if v.state.Other {
		label = v.t("ui.ask.address_other")
	}
	hint := v.addressHint(v.state.Address)
	if problem := v.problemAbout(session.ProblemAddress); problem != nil {
		hint = problem // until something else is typed
	}
	under := container.New(column{}, hint)
	address := newEntry(label, v.keys, v.state.Address, func(text string) {
		v.state.Address = text
		v.do.Draft(text, v.state.Text)
		under.Objects[0] = v.addressHint(text)
		v.page.refit()
	})
	address.SetPlaceHolder(v.t("ui.ask.address_example"))
	address.OnSubmitted = func(string) { v.do.StartRun() }
	v.targets[label] = address
	return stack(gapNear, section(label), address, under)
}

func (v *View) addressHint(typed string) fyne.CanvasObject {
	if v.do.PrivateAddress(typed) {
		said := notice(v.t("ui.ask.address_private"))
		if v.state.Card.NeedsText() {
			return said
		}
		return stack(gapNear, said, container.New(flow{}, v.secondary(v.t("ui.ask.private"), v.do.StartRun)))
	}
	if v.state.Checking {
		return small(v.t("ui.check.address"))
	}
	return small(v.t("ui.ask.address_hint"))
}

// problemAbout says what is wrong if it is one of these.
func (v *View) problemAbout(about ...session.Problem) fyne.CanvasObject {
	return v.problemOf(v.state.Problem, about...)
}

func (v *View) problemOf(problem session.Problem, about ...session.Problem) fyne.CanvasObject {
	for _, p := range about {
		switch {
		case p != problem:
		case p == session.ProblemPicture:
			return v.wordsOfPicture()
		default:
			return notice(v.t(string(p)))
		}
	}
	return nil
}

// wordsOfPicture says how the words of a picture get here.
func (v *View) wordsOfPicture() fyne.CanvasObject {
	lines := v.state.Words.Lines(string(session.ProblemPicture))
	return stack(gapPart, notice(lines[0]), stack(gapNear, steps(lines[1:])...))
}

func (v *View) chooseFile() {
	v.chooseFileFor(v.t("ui.ask.open"), func(path string) { v.do.Open(path) })
}

func (v *View) chooseFileFor(title string, open func(path string)) {
	chooser := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			return
		}
		path := file.URI().Path()
		_ = file.Close()
		open(path)
	}, v.window)
	v.show(chooser, title)
}

// show gives Fyne's file dialog the whole window and our words: its own are those of the system's language.
func (v *View) show(chooser *dialog.FileDialog, title string) {
	chooser.SetTitleText(title)
	chooser.SetConfirmText(title)
	chooser.SetDismissText(v.t("ui.running.cancel"))
	chooser.SetView(dialog.ListView)
	chooser.Resize(v.window.Canvas().Size())
	chooser.Show()
}

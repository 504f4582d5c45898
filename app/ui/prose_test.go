package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestProseFitsEveryWidth(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(Theme{})
	for name, text := range map[string]string{
		"words":        "Your iPhone and your password are not the cause.",
		"a long word":  "Administratorgenehmigung erforderlich",
		"a link":       "https://login.microsoftonline.com/contoso.com/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423",
		"paragraphs":   "one\n\ntwo words\n",
		"no blanks":    "管理者の承認が必要です管理者の承認が必要です",
		"nothing":      "",
		"many letters": strings.Repeat("Ü", 60),
	} {
		t.Run(name, func(t *testing.T) {
			p := newProse(text, theme.SizeNameText, theme.ColorNameForeground, fyne.TextStyle{})
			for _, width := range []float32{40, 100, 333, 2000} {
				p.Resize(fyne.NewSize(width, 10))
				var all []string
				for _, line := range p.lines {
					all = append(all, line.Text)
					if line.MinSize().Width > width {
						t.Errorf("at %.0f the line %q is %.1f wide", width, line.Text, line.MinSize().Width)
					}
				}
				bare := strings.NewReplacer(" ", "", "\n", "", "-", "")
				if got, want := bare.Replace(strings.Join(all, "")), bare.Replace(text); got != want {
					t.Errorf("at %.0f the text reads %q", width, got)
				}
			}
		})
	}
}

package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// marked puts a bar at each place.
func marked(word string, places []int) string {
	var out strings.Builder
	for i, r := range []rune(word) {
		if slices.Contains(places, i) {
			out.WriteByte('|')
		}
		out.WriteRune(r)
	}
	return out.String()
}

func TestWordsArePartedBetweenSyllables(t *testing.T) {
	for word, want := range map[string]string{
		"Administratorgenehmigung": "Admi|nist|ra|tor|ge|neh|mi|gung",
		"Administratorzustimmung":  "Admi|nist|ra|tor|zu|stim|mung",
		"Firmenpasswort":           "Fir|men|pass|wort",
		"Einarbeitungsunterlagen":  "Einar|bei|tungsun|ter|la|gen",
		"„Prüfliste“.":             "„Prüf|li|ste“.",
		"IT-Administrator":         "IT-Admi|nist|ra|tor",
		"Rechnungen":               "Rech|nun|gen",
		"authentication":           "authen|ti|ca|tion",
		"Wachstum":                 "Wach|stum",
		"Konto":                    "Konto",
		"ab":                       "ab",
		"":                         "",
	} {
		if got := marked(word, syllables([]rune(word))); got != want {
			t.Errorf("%q is parted %q, want %q", word, got, want)
		}
	}
	for word, want := range map[string]string{
		"Administratorgenehmigung": "Administrator|genehmigung",
		"Einarbeitungsunterlagen":  "Einarbeitungs|unterlagen",
		"Sicherheitsangaben":       "Sicherheits|angaben",
		"Administrators":           "Administrators",
	} {
		if got := marked(word, joints([]rune(word))); got != want {
			t.Errorf("%q is joined %q, want %q", word, got, want)
		}
	}
}

// TestWhatIsCutReadsWell holds at every width: a hyphen stands only in words of letters, with three letters at either
// side, and a link or number is parted behind a sign or not at all marked.
func TestWhatIsCutReadsWell(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(Theme{Scale: 1.45})
	for _, word := range []string{"Administratorgenehmigung", "„Administratorgenehmigung“", "Einarbeitungsunterlagen.",
		"Firmenpasswort", "Firmen-Mailadresse", "f8d98a96-0999-43f5-8af3-69971c7bb423.", "(AADSTS50105)",
		"https://login.microsoftonline.com/contoso.com/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423"} {
		p := newProse(word, theme.SizeNameText, theme.ColorNameForeground, fyne.TextStyle{})
		for width := float32(120); width < p.natural(); width += 10 {
			pieces := p.cut(word, width)
			if joined := strings.Join(pieces, ""); strings.ReplaceAll(joined, "-", "") != strings.ReplaceAll(word, "-", "") {
				t.Errorf("%q at %.0f reads %q", word, width, joined)
			}
			for i, piece := range pieces[:len(pieces)-1] {
				own := strings.Contains(word, piece) // a sign of the word itself
				if hyphened := strings.HasSuffix(piece, "-") && !own; hyphened != (isOfLetters([]rune(word)) && !own) {
					t.Errorf("%q at %.0f: %q", word, width, pieces)
				}
				if !own && (letters(piece) < leastLetters || letters(pieces[i+1]) < leastLetters) {
					t.Errorf("%q at %.0f leaves too few letters alone: %q", word, width, pieces)
				}
			}
		}
	}
}

// TestWhatIsTypedIsBrokenWithoutASign holds that a command loses and gains no letter where it goes on in the next line.
func TestWhatIsTypedIsBrokenWithoutASign(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	const command = "$x.PermissionGrantPoliciesAssigned -contains 'ManagePermissionGrantsForSelf.microsoft-user-default-low'"
	p := newProse(command, sizeSmall, theme.ColorNameForeground, fyne.TextStyle{Monospace: true})
	for width := float32(60); width < p.natural(); width += 10 {
		lines := p.linesAt(width)
		for i, line := range lines {
			if p.measure(line) > width || i > 0 != strings.HasPrefix(line, "  ") {
				t.Errorf("at %.0f: %q", width, lines)
			}
		}
		joined := strings.ReplaceAll(strings.Join(lines, ""), " ", "")
		if want := strings.ReplaceAll(command, " ", ""); joined != want {
			t.Errorf("at %.0f reads %q", width, joined)
		}
	}
}

// A name of commands keeps its letters in the midst of words too, and what is set in keeps its place.
func TestNamesAndIndentsAreKept(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	for name, c := range map[string]struct {
		text  string
		style fyne.TextStyle
		want  []string
	}{
		"a name":   {"AppRoleAssignmentRequired,", fyne.TextStyle{}, []string{"AppRoleAssignment", "Required,"}},
		"set in":   {` "schema": "synchelper"`, fyne.TextStyle{Monospace: true}, []string{` "schema":`, `   "synchelper"`}},
		"as prose": {" one two", fyne.TextStyle{}, []string{" one", " two"}},
	} {
		p := newProse(c.text, sizeSmall, theme.ColorNameForeground, c.style)
		if lines := p.linesAt(p.measure(c.text) * 0.8); !slices.Equal(lines, c.want) {
			t.Errorf("%s: %q", name, lines)
		}
	}
}

// TestAPathIsPartedBetweenItsNames holds that the name of a file stays whole where it fits into a line.
func TestAPathIsPartedBetweenItsNames(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	for _, path := range []string{"/home/user/Documents/SyncHelper-SH-0497-B3QA-8.eml", `C:\Users\user1\Documents\SyncHelper-SH-0497-B3QA-8.eml`} {
		p := newProse(path, sizeSmall, theme.ColorNameForeground, fyne.TextStyle{Monospace: true})
		lines := p.linesAt(p.measure(path) * 0.9)
		if len(lines) != 2 || strings.TrimSpace(lines[1]) != "SyncHelper-SH-0497-B3QA-8.eml" {
			t.Errorf("%q", lines)
		}
	}
}

func letters(piece string) int {
	begin, end := lettersOf([]rune(piece))
	return end - begin
}

// TestTheLinesOfAButtonAreBalanced holds that no short word stands alone in the last line.
func TestTheLinesOfAButtonAreBalanced(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	p := newProse("Copy message for my IT", sizeLead, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
	p.align = fyne.TextAlignCenter
	p.Resize(fyne.NewSize(p.natural()-1, 10))
	if len(p.lines) != 2 || p.lines[1].Text != "for my IT" {
		t.Errorf("%d lines, the last is %q", len(p.lines), p.lines[len(p.lines)-1].Text)
	}
}

package endtoend

import (
	"bytes"
	"fmt"
	"image"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/intake"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// saveReports saves so many reports of two companies, with several causes on several days, as SyncHelper saves them.
func saveReports(t *testing.T, dir string, count int, w *wording.Words) {
	t.Helper()
	numbers := []int{90094, 90094, 7000112, 50105, 50055, 53003, 50126}
	companies := []string{"contoso.com", "contoso.com", "contoso.com", "fabrikam.com"}
	last := time.Date(2026, 11, 23, 8, 12, 4, 0, time.UTC)
	for i := range count {
		user := fmt.Sprintf("user%d@%s", i+1, companies[i%len(companies)])
		at := last.AddDate(0, 0, -i%29%11)
		o, err := entra.Observe(fmt.Appendf(nil, "AADSTS%d: it did not work.\nCorrelation Id: 00000000-0000-4000-8000-%012d\nTimestamp: %s",
			numbers[i%len(numbers)], i, at.Format(time.RFC3339)), at)
		if err != nil {
			t.Fatal(err)
		}
		d, err := diagnose.Conclude(bytes.NewReader(append([]byte{byte(i >> 5), byte(i)}, make([]byte, 24)...)), at, diagnose.Subject{Address: user},
			[]diagnose.Observation{o})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := report.Save(dir, d, w); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAHelperReadsAFolderOfAThousandReports opens the folder as a person does, and finds the problems with their people, the
// days, and the rows.
func TestAHelperReadsAFolderOfAThousandReports(t *testing.T) {
	t.Parallel()
	const reports, name = 1000, "morning"
	for look, begin := range map[string]func(*screen){"light": func(*screen) {}, "dark": (*screen).darken} {
		t.Run(look, func(t *testing.T) {
			t.Parallel()
			needReader(t)
			s := newScreen(t)
			begin(s)
			folder := filepath.Join(s.dir, name)
			writeNew(t, filepath.Join(folder, "phone.heic"), "x")
			saveReports(t, folder, reports, s.words)
			table := triage.NewTable()
			for item := range intake.Read(t.Context(), []string{folder}, intake.Options{}) {
				if item.Unread == nil {
					table.Add(item.Row)
				}
			}
			if table.Len() != reports {
				t.Fatalf("%d reports were read of the folder", table.Len())
			}
			s.open(720, 900)
			s.click(middle(s.scrollTo(s.words.Text("ui.start.help"))))
			s.chooseFolder(name)
			s.showsThousand(table)
		})
	}
}

// chooseFolder opens a folder of the home folder by the window's own dialog.
func (s *screen) chooseFolder(name string) {
	s.t.Helper()
	open := s.words.Text("ui.help.folder")
	s.click(middle(s.shows(open, ourSide)))
	s.click(middle(s.shows(name, ourSide)))
	s.shows(name, image.Rect(0, 840, 420, 900)) // it is the one that will be opened
	s.click(middle(s.areas(s.accent, 3000)[0]))
}

// showsThousand looks at what was made of the folder, from the top of the page to its rows.
func (s *screen) showsThousand(table *triage.Table) {
	s.t.Helper()
	s.shows(s.words.Text("triage.rows", map[string]any{"Count": table.Len()}), ourSide)
	s.resize(1100, 900)
	groups, all := table.Groups(), table.Select(triage.Query{})
	s.scrollTo(s.words.Many(groups[0].Many()).Title)
	s.scrollTo(s.words.Text("ui.help.message", map[string]any{"Count": groups[0].People}))
	days := triage.Days(all.All(), time.Local)
	s.until(fmt.Sprintf("there are bars for %d days", len(days)), func() bool {
		if len(s.bars()) == len(days) {
			return true
		}
		s.tool("xdotool", "click", "--repeat", "3", "--delay", "50", "5") // the wheel
		return false
	})
	s.scrollTo(all.Row(0).User)
}

// bars are the days' columns on the screen: narrow, in the colour of the button, all on one ground.
func (s *screen) bars() []image.Rectangle {
	s.t.Helper()
	found := slices.DeleteFunc(s.areas(s.accent, 60), func(r image.Rectangle) bool { return r.Dx() < 15 || r.Dx() > 40 })
	return slices.DeleteFunc(slices.Clone(found), func(r image.Rectangle) bool { return r.Max.Y != found[0].Max.Y })
}

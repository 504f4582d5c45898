package endtoend

import (
	"image"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose/intake"
	"synchelper/diagnose/triage"
)

// TestAHelperPastesTickets is a helpdesk's way: two tickets pasted, the problem that they share, and the reply to all.
func TestAHelperPastesTickets(t *testing.T) {
	t.Parallel()
	s := newScreen(t)
	s.open(720, 900)
	s.click(middle(s.scrollTo(s.words.Text("ui.start.help"))))
	tally := triage.NewTally()
	for _, user := range []string{"user1@contoso.com", "user2@contoso.com"} {
		ticket := "User: " + user + "\n" + theText
		s.copyToClipboard(ticket)
		s.shows("Paste and read", ourSide)
		s.click(middle(s.areas(paper, 8000)[0]))
		s.press("ctrl+v")
		s.click(s.button())
		s.shows(user, image.Rect(0, 300, ourSide.Max.X, 460)) // of a whole page the reader of letters leaves lines out
		for _, item := range intake.Text("", []byte(ticket), time.Now()) {
			tally.Add(item.Row)
		}
	}
	s.click(middle(s.scrollTo("All 2 reports")))
	common := s.words.Many(tally.Groups()[0].Many())
	problem := image.Rect(0, 400, ourSide.Max.X, 700)
	s.shows(common.People, problem)
	s.shows("one for 2", problem)
	s.click(middle(s.shows("Reply to all", problem)))
	s.until("the reply is on the clipboard", func() bool { return s.clipboard() == common.Reply })
	if !strings.Contains(common.Reply, "outlook.office.com") {
		t.Errorf("the reply is %q", common.Reply)
	}
}

package endtoend

import (
	"regexp"
	"testing"
)

// spoken are the words of a language by which the stories find their way, parts of the window's own. The reader of letters
// knows English ones only.
type spoken struct {
	scenario, answer, makeSure string
	waiting, tryIt, again      string
	works, changed, closed     string
	outlook, untouched         string
}

func languages() map[string]spoken {
	return map[string]spoken{
		"en": {
			scenario: "Need admin approval", answer: "Your company must allow", makeSure: makeSure,
			waiting: "Waiting for your IT since today", tryIt: "Good. Now try it", again: "Check again",
			works: "From this computer it works", changed: "stopped", closed: "We have closed the case",
			outlook: "In the Outlook app", untouched: "Then change nothing",
		},
		"de": {
			scenario: "Administratorgenehmigung", answer: "Ihre Firma muss diese", makeSure: "anmelden, 2 Minuten",
			waiting: "Seit heute warten Sie", tryIt: "Gut. Probieren Sie", again: "Noch einmal",
			works: "aus geht es jetzt", changed: "nicht weiter", closed: "Der Fall ist geschlossen",
			outlook: "In der Outlook-App", untouched: "so nicht geht",
		},
	}
}

// anyLink is the link in a message.
var anyLink = regexp.MustCompile(`https://localhost:\d+/\S+`)

// sendMessage copies the message, says that it was sent, and returns the link in it.
func (s *screen) sendMessage() string {
	s.t.Helper()
	s.click(s.button())
	message := ""
	s.until("the message is on the clipboard", func() bool {
		message = s.clipboard()
		return reference.MatchString(message) && anyLink.MatchString(message)
	})
	s.click(middle(s.shows(s.words.Text("ui.sent.yes"), ourSide)))
	return anyLink.FindString(message)
}

// hear goes to Start, where the case waits, and says there what IT has answered.
func (s *screen) hear(is spoken, answer string) {
	s.t.Helper()
	s.click(middle(s.scrollUpTo(s.words.Text("ui.back.start"))))
	s.shows(is.waiting, ourSide)
	s.click(middle(s.shows(s.words.Text(answer), ourSide)))
}

// TestTheWholeStory is what SyncHelper is for, in each language: from what the phone shows to the message, from its link,
// read off the screen, to the administrator's yes, and back to "it works".
func TestTheWholeStory(t *testing.T) {
	for language, is := range languages() {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			s := newCompanyIn(t, language, is.scenario, is.answer)
			s.click(middle(s.scrollTo(is.makeSure)))
			s.signIn()
			s.goOn("Stay signed in")
			s.leavesNothing()
			s.shows(is.answer, ourSide)

			sent := s.sendMessage()
			s.resize(1100, ourSide.Max.Y)
			link := s.decodedLink()
			if sent != link {
				t.Errorf("the message has %q, the code %q", sent, link)
			}
			s.resize(ourSide.Dx(), ourSide.Max.Y)
			s.approve(link)

			s.hear(is, "ui.case.approved")
			s.shows(is.tryIt, ourSide)
			s.click(middle(s.scrollTo(is.again)))
			s.signIn()
			s.goOn("Stay signed in", "Are you trying to sign in")
			s.leavesNothing()
			s.shows(is.works, ourSide)
			s.shows(is.changed, ourSide)
			s.click(s.button()) // it works now
			s.shows(is.closed, ourSide)
		})
	}
}

// TestTheStoryOfANo ends with mail all the same, and with the account on the phone as it was until that is seen.
func TestTheStoryOfANo(t *testing.T) {
	for language, is := range languages() {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			s := newCompanyIn(t, language, is.scenario, is.answer)
			s.sendMessage()
			s.hear(is, "ui.case.refused")
			s.shows(s.words.Text("ui.refused.title"), ourSide)
			s.click(middle(s.scrollTo(is.outlook)))
			s.click(middle(s.scrollTo(s.words.Text("ui.refused.not_yet"))))
			s.scrollTo(is.untouched)
		})
	}
}

package endtoend

import (
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What the offer of a sign-in says, and what stands above it. The first is longer than it need be: another line names it.
const (
	makeSure    = "Make sure (sign in"
	firstAnswer = "This is a first answer"
)

// newCompany opens the window on the simulated company and plays a scenario until its first answer stands there.
func newCompany(t *testing.T, scenario, answer string) *screen {
	t.Helper()
	return newCompanyIn(t, "en", scenario, answer)
}

// newCompanyIn does so in a language of the window. The simulated company's pages are English.
func newCompanyIn(t *testing.T, language, scenario, answer string) *screen {
	t.Helper()
	needReader(t)
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("chromium is not installed")
	}
	s := newScreen(t)
	s.speak(language)
	s.open(ourSide.Dx(), ourSide.Max.Y, "--demo")
	s.click(middle(s.shows(scenario, ourSide)))
	s.shows(answer, ourSide)
	return s
}

// signIn opens Microsoft's simulated page beside the window and signs in as the simulated person.
func (s *screen) signIn() {
	s.t.Helper()
	copies := s.shows(s.words.Text("ui.sure.copy_password"), ourSide)
	if s.password == "" {
		s.click(middle(copies))
		s.until("the password is on the clipboard", func() bool { return s.clipboard() != "" })
		s.password = strings.TrimSpace(s.clipboard())
	}
	s.click(s.button())
	s.browser()
	if len(s.folders()) != 1 || len(s.processes()) == 0 {
		s.t.Errorf("the browser has the folders %q and the processes %q", s.folders(), s.processes())
	}
	s.pressTheirs() // the address is there
	s.shows("Enter password", theirSide)
	s.tool("xdotool", "type", "--delay", "30", s.password)
	s.press("Return")
}

// theirs is the colour of the first button of a sign-in page.
var theirs = color.NRGBA{R: 0x00, G: 0x67, B: 0xB8, A: 0xFF}

// theirButtons are the first buttons on the screen: one where a page has one.
func (s *screen) theirButtons() []image.Rectangle { return s.areas(theirs, 1000) }

// pressTheirs presses the first button of the sign-in page.
func (s *screen) pressTheirs() {
	s.t.Helper()
	var found []image.Rectangle
	s.until("the page has a first button", func() bool {
		found = s.theirButtons()
		return len(found) == 1
	})
	s.click(middle(found[0]))
}

// goOn presses the first button of each page that is to come, by a phrase of it.
func (s *screen) goOn(pages ...string) {
	s.t.Helper()
	for _, page := range pages {
		s.shows(page, theirSide)
		s.pressTheirs()
	}
}

// browser waits for a browser's window, puts it beside ours and gives it the keyboard.
func (s *screen) browser() {
	s.t.Helper()
	var all []string
	s.until("the browser opens a window", func() bool {
		all = s.browsers()
		return len(all) > 0
	})
	id := all[len(all)-1]
	s.tool("xdotool", "windowsize", id, "640", "900")
	s.tool("xdotool", "windowmove", id, "630", "0")
	s.focus(id)
}

// browsers are the windows of browsers that can be seen.
func (s *screen) browsers() []string {
	command := exec.CommandContext(s.t.Context(), "xdotool", "search", "--onlyvisible", "--class", "chromium")
	command.Env = s.env
	out, _ := command.Output() // none is an error for xdotool
	return strings.Fields(string(out))
}

// folders are those that the watched browser writes to.
func (s *screen) folders() []string {
	all, _ := filepath.Glob(filepath.Join(s.scratch, "SyncHelper", "*"))
	return all
}

// processes are those whose command line names a folder of ours.
func (s *screen) processes() []string { return processesNaming(s.scratch) }

func processesNaming(folder string) (found []string) {
	lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, name := range lines {
		if line, err := os.ReadFile(name); err == nil && strings.Contains(string(line), folder) {
			found = append(found, strings.ReplaceAll(string(line), "\x00", " "))
		}
	}
	return found
}

// leavesNothing holds that no browser, no process and no folder of it is there any more soon after a sign-in.
func (s *screen) leavesNothing() {
	s.t.Helper()
	s.until("the browser, its processes and its folder are gone", func() bool {
		return len(s.browsers()) == 0 && len(s.folders()) == 0 && len(s.processes()) == 0
	})
}

// TestSigningInAsAPersonDoes walks the simulated pages in a real browser, as many as a scenario has.
func TestSigningInAsAPersonDoes(t *testing.T) {
	for _, tt := range []struct {
		scenario, first, offer string   // offer is empty where the sign-in is the one large button
		pages                  []string // behind the password, on which the first button is pressed
		answer, came           string
	}{
		{"The mail app is switched off", "has switched off", makeSure, nil, "has switched off", "Microsoft gave the same"},
		{"The account is not on", "not on the list", makeSure, nil, "not on the list", "Microsoft gave the same"},
		{"A rule stops the sign-in", "rule of your company", makeSure, nil, "rule of your company", "Microsoft gave the same"},
		{"The password is too old", "password has expired", makeSure, nil, "password has expired", "Microsoft gave the same"},
		{"Everything works", "found nothing wrong", "", []string{"Stay signed in", "Are you trying to sign in"},
			"everything works", "The sign-in worked"},
	} {
		t.Run(tt.scenario, func(t *testing.T) {
			t.Parallel()
			s := newCompany(t, tt.scenario, tt.first)
			if tt.offer == "" {
				s.click(s.button())
			} else {
				s.click(middle(s.scrollTo(tt.offer)))
			}
			s.signIn()
			s.goOn(tt.pages...)
			s.leavesNothing()
			s.shows(tt.answer, ourSide)
			s.shows(tt.came, ourSide)
			if _, there := find(s.read(ourSide), firstAnswer); there {
				t.Error("the answer is still a first one")
			}
		})
	}
}

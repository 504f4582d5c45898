package endtoend

import (
	"bytes"
	"context"
	"crypto/rand"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/wording"
)

// theText is what a person copies from Microsoft's page. With its time the message is the same whenever the test runs.
const theText = "Need admin approval\nApple Internet Accounts needs permission to access resources in your organization " +
	"that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.\n" +
	"Correlation Id: 00000000-0000-4000-8000-0000000000b1\nTimestamp: 2026-11-23T08:12:04Z\n" +
	"Message: AADSTS90094: The grant requires admin permission."

const theLink = "https://login.microsoftonline.com/contoso.com/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423"

var reference = regexp.MustCompile(`SH-\w{4}-\w{4}-\w`)

// expected is the message that the window ought to make of theText, with the reference that it gave.
func expected(t *testing.T, got string) string {
	t.Helper()
	words, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	o, err := entra.Observe([]byte(theText), now)
	if err != nil {
		t.Fatal(err)
	}
	d, err := diagnose.Conclude(rand.Reader, now, diagnose.Subject{Address: "user1@contoso.com",
		Card: diagnose.CardSomethingElse}, []diagnose.Observation{o})
	if err != nil {
		t.Fatal(err)
	}
	m := words.Answer(d).Message
	return reference.ReplaceAllString(m.Subject+"\n\n"+m.Body, reference.FindString(got))
}

// assertMessage waits for the message on the clipboard and compares it with what it ought to be.
func (s *screen) assertMessage() {
	s.t.Helper()
	var got string
	s.until("the message is on the clipboard", func() bool {
		got = s.clipboard()
		return got != theText && reference.MatchString(got)
	})
	if want := expected(s.t, got); got != want {
		s.t.Errorf("the clipboard holds:\n%s\n\nwant:\n%s", got, want)
	}
	if r, err := diagnose.ParseReference(reference.FindString(got)); err != nil || r.Cause != "consent.admin_approval" {
		s.t.Errorf("reference %q: %v %v", reference.FindString(got), r.Cause, err)
	}
}

// describe says on Start what theText says, and whose mailbox it is, and asks for the answer.
func (s *screen) describe() {
	s.t.Helper()
	cards := s.areas(paper, 4000)
	s.click(middle(cards[len(cards)-1])) // Something else: paste the text
	s.copyToClipboard(theText)
	var fields []image.Rectangle
	s.until("there is a box for the text and a field for the address", func() bool {
		fields = s.areas(paper, 8000)
		return len(fields) == 2
	})
	s.click(middle(fields[0]))
	s.press("ctrl+v")
	s.click(middle(fields[1]))
	s.tool("xdotool", "type", "--delay", "30", "user1@contoso.com")
	s.click(s.button())
}

func TestWindowByMouse(t *testing.T) {
	t.Parallel()
	s := newScreen(t)
	s.open(1100, 900)
	s.describe()
	s.click(s.button()) // Copy message for my IT
	s.assertMessage()

	s.until("the code is on the screen", func() bool { return len(decodeQuietly(s.shot())) > 0 })
	for decoder, text := range decode(t, s.shot()) {
		if text != theLink {
			t.Errorf("%s reads %q, want %q", decoder, text, theLink)
		}
	}
	if kept, err := os.ReadFile(filepath.Join(s.dir, "config", "SyncHelper", "case.json")); err != nil {
		t.Error("the open case was not kept: ", err)
	} else if bytes.Contains(kept, []byte("user1")) {
		t.Errorf("the open case holds the address: %s", kept)
	}
}

// decodeQuietly is for waiting: the code may not be there yet.
func decodeQuietly(path string) string {
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	out, _ := exec.CommandContext(ctx, "zbarimg", "--quiet", "--raw", "--nodbus", path).Output()
	return string(out)
}

// TestWindowByKeyboard goes the same way with the keyboard alone, in the order in which Tab goes.
func TestWindowByKeyboard(t *testing.T) {
	t.Parallel()
	s := newScreen(t)
	s.open(400, 900)
	tab := func(times int) { s.press(slices.Repeat([]string{"Tab"}, times)...) }
	top := len(wording.Languages())  // the other languages, then Settings
	tab(top + len(diagnose.Cards())) // the last card may lie below the window's edge
	s.press("Return")
	s.copyToClipboard(theText)
	tab(1 + top + 1) // Start, the top, the box
	s.press("ctrl+v")
	tab(3) // out of a box of many lines too: Paste, Open a file, the address
	s.tool("xdotool", "type", "--delay", "30", "user1@contoso.com")
	s.press("Return")
	s.button()
	tab(1 + top + 1) // Start, the top, Copy message for my IT
	s.press("space")
	s.assertMessage()
}

func TestWindowWithoutDisplaySaysTheWayOut(t *testing.T) {
	program := windowProgram(t)
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	window := exec.CommandContext(ctx, program)
	window.Env = []string{"HOME=" + t.TempDir(), "LANG=en_US.UTF-8"}
	said, err := window.CombinedOutput()
	if err == nil || !bytes.Contains(said, []byte("synchelper-cli")) || bytes.Count(said, []byte("\n")) != 1 {
		t.Errorf("without a display: %v, %q", err, said)
	}
}

// TestTheWindowThatPeopleDownloadSaysWhereTheDemoIs: it trusts no simulated company, and starts nothing in its place.
func TestTheWindowThatPeopleDownloadSaysWhereTheDemoIs(t *testing.T) {
	s := newScreen(t)
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	window := exec.CommandContext(ctx, stripped(t, "synchelper/app"), "--demo")
	window.Env = s.env
	said, err := window.CombinedOutput()
	if want := s.words.Text("ui.problem.without_demo") + "\n"; err == nil || string(said) != want {
		t.Errorf("%v, %q, want %q", err, said, want)
	}
}

func TestWindowWithoutOpenGLSaysTheWayOut(t *testing.T) {
	s := newScreen(t, "-extension", "GLX")
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second) // it does not end by itself
	defer cancel()
	window := exec.CommandContext(ctx, windowProgram(t))
	window.Env = s.env
	said, err := window.CombinedOutput()
	if err == nil || !bytes.Contains(said, []byte("synchelper-cli")) {
		t.Errorf("without OpenGL: %v, %q", err, said)
	}
}

// TestWindowInTheCLocaleIsQuiet holds that a plain system without a language set up logs nothing. C.UTF-8 is missing: Fyne
// logs an error for it before main begins.
func TestWindowInTheCLocaleIsQuiet(t *testing.T) {
	for name, locale := range map[string][]string{"C": {"LANG=C", "LC_ALL=C"}, "none": {"LANG="}} {
		t.Run(name, func(t *testing.T) {
			s := newScreen(t)
			s.env = append(s.env, locale...)
			s.open(720, 760)
			_ = s.window.Process.Kill()
			_ = s.window.Wait()
			if s.said.Len() > 0 {
				t.Errorf("it printed: %s", s.said.String())
			}
		})
	}
}

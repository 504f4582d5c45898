package endtoend

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
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

// The colours of the light look by which the test finds things on the screen as a person does.
var (
	accent = color.NRGBA{R: 0x1F, G: 0x6F, B: 0x78, A: 0xFF} // the one button
	paper  = color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0xFF} // cards, fields
)

// screen is an X server of its own with the window on it.
type screen struct {
	t      *testing.T
	env    []string
	window *exec.Cmd
	said   bytes.Buffer // what the window printed
	shots  int
	dir    string
}

// windowProgram is the built window; tests that need it are skipped where it was not built.
func windowProgram(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("SYNCHELPER_BIN")
	if folder == "" {
		t.Skip("SYNCHELPER_BIN does not name the folder with the built programs")
	}
	for _, tool := range []string{"Xvfb", "xdotool", "xclip", "import"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	return filepath.Join(folder, "synchelper")
}

// newScreen starts a fresh X server. extra are options of Xvfb.
func newScreen(t *testing.T, extra ...string) *screen {
	t.Helper()
	windowProgram(t)
	s := &screen{t: t, dir: t.TempDir()}
	display := startX(t, extra...)
	s.env = append(slices.DeleteFunc(os.Environ(), func(v string) bool {
		return strings.HasPrefix(v, "LC_") || strings.HasPrefix(v, "WAYLAND_") || strings.HasPrefix(v, "XDG_")
	}), "DISPLAY="+display, "LANG=en_US.UTF-8", "HOME="+s.dir, "XDG_CONFIG_HOME="+filepath.Join(s.dir, "config"))
	s.keep("settings.json", `{"language":"en","text_size":"normal","look":"light","mail_app":"apple"}`)
	return s
}

// startX starts an X server on a free display and returns its name. It ends with the test, after everything on it.
func startX(t testing.TB, extra ...string) string {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.CommandContext(t.Context(), "Xvfb", append([]string{"-displayfd", "3", "-screen", "0", "1280x1000x24"}, extra...)...)
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	_ = write.Close()
	number := make([]byte, 16)
	n, err := read.Read(number)
	if err != nil {
		t.Fatal("Xvfb names no display: ", err)
	}
	return ":" + strings.TrimSpace(string(number[:n]))
}

// keep writes a file where the window keeps its own.
func (s *screen) keep(name, content string) {
	s.t.Helper()
	dir := filepath.Join(s.dir, "config", "SyncHelper")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// open starts the window, gives it the keyboard, and waits until it is drawn.
func (s *screen) open(width, height int, args ...string) {
	s.t.Helper()
	s.window = exec.CommandContext(s.t.Context(), windowProgram(s.t), args...)
	s.window.Env, s.window.Stdout, s.window.Stderr = s.env, &s.said, &s.said
	if err := s.window.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		_ = s.window.Process.Kill()
		_ = s.window.Wait()
	})
	id := strings.Fields(s.tool("xdotool", "search", "--sync", "--name", "^SyncHelper$"))[0]
	s.tool("xdotool", "windowsize", "--sync", id, fmt.Sprint(width), fmt.Sprint(height))
	s.tool("xdotool", "windowmove", id, "0", "0")
	s.tool("xdotool", "windowfocus", "--sync", id)
	s.until("the window is drawn", func() bool { return len(s.areas(paper, 2000)) > 0 })
}

// tool runs a program on the screen and returns what it prints.
func (s *screen) tool(name string, args ...string) string {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	command := exec.CommandContext(ctx, name, args...)
	command.Env = s.env
	out, err := command.Output()
	if err != nil {
		s.t.Fatalf("%s %v: %v\nthe window said: %s", name, args, err, s.said.String())
	}
	return string(out)
}

// press types keys as a person does: one after another, with time for each to arrive.
func (s *screen) press(keys ...string) {
	s.t.Helper()
	s.tool("xdotool", append([]string{"key", "--delay", "60"}, keys...)...)
}

func (s *screen) click(at image.Point) {
	s.t.Helper()
	s.tool("xdotool", "mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y), "sleep", "0.1", "click", "1")
}

// copyToClipboard puts a text on the X clipboard. xclip stays behind to serve it.
func (s *screen) copyToClipboard(text string) {
	s.t.Helper()
	command := exec.CommandContext(s.t.Context(), "xclip", "-selection", "clipboard", "-quiet")
	command.Env, command.Stdin = s.env, strings.NewReader(text)
	if err := command.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	s.until("the clipboard holds the text", func() bool { return s.clipboard() == text })
}

// clipboard returns what is on the X clipboard; empty while nobody owns it.
func (s *screen) clipboard() string {
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	command := exec.CommandContext(ctx, "xclip", "-selection", "clipboard", "-o")
	command.Env = s.env
	out, _ := command.Output()
	return string(out)
}

// until waits for something that another process does.
func (s *screen) until(what string, holds func() bool) {
	s.t.Helper()
	for end := time.Now().Add(deadline); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if holds() {
			return
		}
	}
	s.t.Fatalf("not within %v: %s\nscreenshot: %s\nthe window said: %s", deadline, what, s.shot(), s.said.String())
}

// shot takes a picture of the whole screen and returns its path.
func (s *screen) shot() string {
	s.t.Helper()
	s.shots++
	path := filepath.Join(s.dir, fmt.Sprintf("shot%d.png", s.shots))
	s.tool("import", "-window", "root", path)
	if keep := os.Getenv("SYNCHELPER_SHOTS"); keep != "" {
		if content, err := os.ReadFile(path); err == nil {
			_ = os.WriteFile(filepath.Join(keep, s.t.Name()+"-"+filepath.Base(path)), content, 0o600)
		}
	}
	return path
}

// areas are the connected areas of a colour on the screen with at least so many pixels, from top to bottom.
func (s *screen) areas(wanted color.NRGBA, least int) []image.Rectangle {
	s.t.Helper()
	file, err := os.Open(s.shot())
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	picture, err := png.Decode(file)
	if err != nil {
		s.t.Fatal(err)
	}
	return areasOf(picture, wanted, least)
}

func areasOf(picture image.Image, wanted color.NRGBA, least int) []image.Rectangle {
	b := picture.Bounds()
	seen := make([]bool, b.Dx()*b.Dy())
	is := func(p image.Point) bool {
		return p.In(b) && !seen[p.Y*b.Dx()+p.X] && color.NRGBAModel.Convert(picture.At(p.X, p.Y)) == wanted
	}
	var found []image.Rectangle
	for i := range seen {
		start := image.Pt(i%b.Dx(), i/b.Dx())
		if !is(start) {
			continue
		}
		area, count, queue := image.Rectangle{Min: start, Max: start.Add(image.Pt(1, 1))}, 0, []image.Point{start}
		seen[i] = true
		for ; len(queue) > 0; count++ {
			p := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			area = area.Union(image.Rectangle{Min: p, Max: p.Add(image.Pt(1, 1))})
			for _, next := range []image.Point{p.Add(image.Pt(1, 0)), p.Add(image.Pt(-1, 0)), p.Add(image.Pt(0, 1)), p.Add(image.Pt(0, -1))} {
				if is(next) {
					seen[next.Y*b.Dx()+next.X] = true
					queue = append(queue, next)
				}
			}
		}
		if count >= least {
			found = append(found, area)
		}
	}
	return found
}

func middle(r image.Rectangle) image.Point { return r.Min.Add(r.Max).Div(2) }

// button returns the one button of a screen: the only large area in the accent colour.
func (s *screen) button() image.Point {
	s.t.Helper()
	var found []image.Rectangle
	s.until("there is one large button", func() bool {
		found = slices.DeleteFunc(s.areas(accent, 3000), func(r image.Rectangle) bool { return r.Dx() < 150 })
		return len(found) == 1
	})
	return middle(found[0])
}

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

func TestWindowByMouse(t *testing.T) {
	s := newScreen(t)
	s.open(1100, 900)
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
	s := newScreen(t)
	s.open(400, 900)
	tab := func(times int) { s.press(slices.Repeat([]string{"Tab"}, times)...) }
	tab(2 + 7) // Deutsch, Settings, then the seven cards; the last may lie below the window's edge
	s.press("Return")
	s.copyToClipboard(theText)
	tab(5) // Start, Deutsch, Settings, Choose something else, the box
	s.press("ctrl+v")
	tab(3) // out of a box of many lines too: Paste, Open a file, the address
	s.tool("xdotool", "type", "--delay", "30", "user1@contoso.com")
	s.press("Return")
	s.button()
	tab(4) // Start, Deutsch, Settings, Copy message for my IT
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

func TestWindowWithoutOpenGLSaysTheWayOut(t *testing.T) {
	s := newScreen(t, "-extension", "GLX")
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
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

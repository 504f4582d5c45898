package endtoend

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose/wording"
	"synchelper/diagnose/xvfb"
)

// The colours of the light look by which the test finds things on the screen as a person does.
var (
	accent = color.NRGBA{R: 0x1F, G: 0x6F, B: 0x78, A: 0xFF} // the one button
	paper  = color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0xFF} // cards, fields
	slate  = color.NRGBA{R: 0x1A, G: 0x24, B: 0x27, A: 0xFF} // the same in the dark look
	bright = color.NRGBA{R: 0x79, G: 0xC7, B: 0xCF, A: 0xFF} // the button in it
)

// screen is an X server of its own with the window on it.
type screen struct {
	t      *testing.T
	env    []string
	window *exec.Cmd
	said   bytes.Buffer // what the window printed
	shots  int
	dir    string
	// scratch is where a watched browser's folder is made. Its path is short: Chromium's socket lies in it.
	scratch  string
	password string // of the simulated person, once it was copied
	words    *wording.Words
	look     string      // light, until it was darkened
	ground   color.NRGBA // of cards and fields in this look
	accent   color.NRGBA // of buttons and bars
}

// windowProgram is the built window; tests that need it are skipped where it was not built.
func windowProgram(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("SYNCHELPER_BIN")
	if folder == "" {
		t.Skip("SYNCHELPER_BIN does not name the folder with the built programs")
	}
	for _, tool := range []string{"xdotool", "xclip", "import"} {
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
	s := &screen{t: t, dir: t.TempDir(), scratch: shortFolder(t), look: "light", ground: paper,
		accent: accent}
	display := xvfb.Start(t, extra...)
	s.env = append(slices.DeleteFunc(throughProxy(os.Environ(), refusing), func(v string) bool {
		return strings.HasPrefix(v, "LC_") || strings.HasPrefix(v, "WAYLAND_") || strings.HasPrefix(v, "XDG_")
	}), "DISPLAY="+display, "LANG=en_US.UTF-8", "HOME="+s.dir, "XDG_CONFIG_HOME="+filepath.Join(s.dir, "config"),
		"XDG_CACHE_HOME="+s.scratch, "OMP_THREAD_LIMIT=1") // tesseract with more threads than cores is slower
	s.speak("en")
	return s
}

// speak has the window, once it is opened, speak a language.
func (s *screen) speak(language string) {
	s.t.Helper()
	words, err := wording.New(language)
	if err != nil {
		s.t.Fatal(err)
	}
	s.words = words
	s.keep("settings.json", `{"language":"`+language+`","text_size":"normal","look":"`+s.look+`","mail_app":"apple"}`)
}

// darken has the window, once it is opened, be dark.
func (s *screen) darken() {
	s.t.Helper()
	s.look, s.ground, s.accent = "dark", slate, bright
	s.speak(s.words.Lang())
}

// keep writes a file where the window keeps its own.
func (s *screen) keep(name, content string) {
	s.t.Helper()
	writeNew(s.t, filepath.Join(s.dir, "config", "SyncHelper", name), content)
}

// writeNew writes a file and the folders above it.
func writeNew(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
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
	id := s.resize(width, height)
	s.tool("xdotool", "windowmove", id, "0", "0")
	s.focus(id)
	s.until("the window is drawn", func() bool { return len(s.areas(s.ground, 2000)) > 0 })
}

// focus gives a window the keyboard, which it only takes once it is shown.
func (s *screen) focus(id string) {
	s.t.Helper()
	s.until("the window takes the keyboard", func() bool {
		command := exec.CommandContext(s.t.Context(), "xdotool", "windowfocus", id)
		command.Env = s.env
		return command.Run() == nil
	})
}

// resize gives the window a size and returns its id. A window that has just come up takes its own first size once more.
func (s *screen) resize(width, height int) string {
	s.t.Helper()
	id := strings.Fields(s.tool("xdotool", "search", "--sync", "--onlyvisible", "--name", "^SyncHelper$"))[0]
	wanted, steady := fmt.Sprintf("WIDTH=%d\nHEIGHT=%d\n", width, height), 0
	s.until("the window has its size", func() bool {
		if strings.Contains(s.tool("xdotool", "getwindowgeometry", "--shell", id), wanted) {
			steady++
		} else {
			steady = 0
			s.tool("xdotool", "windowsize", id, fmt.Sprint(width), fmt.Sprint(height))
		}
		return steady == 5
	})
	return id
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
			_ = os.WriteFile(filepath.Join(keep, strings.ReplaceAll(s.t.Name(), "/", "-")+"-"+filepath.Base(path)), content, 0o600)
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

// shortFolder is a folder whose path is short.
func shortFolder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "s")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
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

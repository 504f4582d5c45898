package session

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose/signin"
	"synchelper/diagnose/xvfb"
)

// Tests here show a real browser on a screen of their own (Xvfb) and press keys (xdotool); they are skipped where one of
// them is missing.

// patience is how long a test waits for what takes a second on an idle machine; goneLimit for process and folder to go,
// three times what is promised, because tests run beside other things.
const (
	patience  = time.Minute
	goneLimit = 9 * time.Second
)

// aBrowser puts the test on a screen of its own and returns a browser and the folder for what it writes.
func aBrowser(t testing.TB) (signin.Program, string) {
	t.Helper()
	if _, err := exec.LookPath("xdotool"); err != nil {
		t.Skip("xdotool is not installed")
	}
	program, _, ok := usable(signin.FindPrograms())
	if !ok {
		t.Skip("no browser of the family is installed")
	}
	dir, err := os.MkdirTemp("/tmp", "s") // short: Chromium's socket lies in it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	t.Setenv("DISPLAY", xvfb.Start(t))
	return program, dir
}

// newPersonWithBrowser is somebody who signs in themselves, in a real browser.
func newPersonWithBrowser(t testing.TB) *person {
	t.Helper()
	program, scratch := aBrowser(t)
	return newPersonOf(t, Options{Scratch: scratch, Programs: func() []signin.Program { return []signin.Program{program} }})
}

// until waits for a State.
func (p *person) until(t testing.TB, what string, holds func(State) bool) State {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if s := p.look(); holds(s) {
			return s
		}
	}
	s := p.look()
	t.Fatalf("not within %v: %s; it is %s, standing %q\n%v", patience, what, s.Screen, s.Standing.Page, s.Stages)
	return State{}
}

func onResult(s State) bool { return s.Screen == ScreenResult && !s.Asking }

// opened plays a scenario and signs in until the browser shows the page that asks for the address.
func (p *person) opened(t testing.TB, scenario string) {
	t.Helper()
	p.PlayScenario(scenario)
	p.until(t, "the first answer", onResult)
	p.signsIn(t)
}

// signsIn goes on from an answer to the page that asks for the address.
func (p *person) signsIn(t testing.TB) {
	t.Helper()
	p.MakeSure()
	p.SignIn()
	p.until(t, "the first page is shown", func(s State) bool { return s.Standing.Page == string(signin.StandingAddress) })
	if len(foldersIn(p.options.Scratch)) != 1 || len(processesNaming(p.options.Scratch)) == 0 {
		t.Fatal("no browser is open")
	}
}

func foldersIn(scratch string) []string {
	all, _ := filepath.Glob(filepath.Join(scratch, "*"))
	return all
}

// processesNaming finds the processes whose command line names a folder.
func processesNaming(folder string) (found []int) {
	lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, name := range lines {
		line, err := os.ReadFile(name)
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(name)))
		if err == nil && strings.Contains(string(line), folder) && pid != os.Getpid() {
			found = append(found, pid)
		}
	}
	return found
}

// gone waits until neither process nor folder of a browser is there, and says how long that took.
func gone(t testing.TB, scratch string) time.Duration {
	t.Helper()
	began := time.Now()
	for len(foldersIn(scratch)) > 0 || len(processesNaming(scratch)) > 0 {
		if time.Since(began) > patience {
			t.Fatalf("left behind: %v and %v", foldersIn(scratch), processesNaming(scratch))
		}
		time.Sleep(2 * time.Millisecond)
	}
	return time.Since(began)
}

// pressUntil presses a key in the browser until that did something: it drops keys that come before a page is drawn.
func (p *person) pressUntil(t testing.TB, key string, holds func(State) bool) State {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		if s := p.look(); holds(s) {
			return s
		}
		_ = exec.Command("xdotool", "key", key).Run()
	}
	s := p.look()
	t.Fatalf("pressing %s leads to %s, standing %q", key, s.Screen, s.Standing.Page)
	return State{}
}

//go:build linux

package signin

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// goneLimit is how long process, pipe and folder may be there after the end of everything: three times what is promised,
// because tests run beside other things.
const goneLimit = 9 * time.Second

func TestShowLeavesNothingBehind(t *testing.T) {
	crash := func(s *shown, pid int, signal syscall.Signal) {
		if err := syscall.Kill(pid, signal); err != nil {
			s.t.Fatal(err)
		}
	}
	kill := func(s *shown, pid int) { crash(s, pid, syscall.SIGKILL) }
	for name, c := range map[string]struct {
		act  func(s *shown, pid int)
		want Ended
	}{
		"the person closes the window": {func(s *shown, _ int) { keys(s.t, "key", "ctrl+w") }, Ended{Closed: true}},
		"the browser is killed":        {kill, Ended{Gone: true}},
		"the page's process is killed": {func(s *shown, _ int) {
			for _, pid := range children(s, "--type=renderer") {
				kill(s, pid)
			}
		}, Ended{Gone: true}},
		"the page's process crashes": {func(s *shown, _ int) {
			for _, pid := range children(s, "--type=renderer") {
				crash(s, pid, syscall.SIGSEGV)
			}
		}, Ended{Gone: true}},
		"the browser crashes":   {func(s *shown, pid int) { crash(s, pid, syscall.SIGSEGV) }, Ended{Gone: true}},
		"the run is called off": {func(s *shown, _ int) { s.cancel() }, Ended{}},
		"the window of the sign-in tab": {func(s *shown, _ int) {
			keys(s.t, "key", "ctrl+t")
			keys(s.t, "key", "ctrl+1")
			keys(s.t, "key", "ctrl+w")
		}, Ended{Closed: true}},
	} {
		t.Run(name, func(t *testing.T) {
			screen(t)
			elsewhere, home := shortFolder(t), shortFolder(t)
			t.Setenv("TMPDIR", elsewhere)
			t.Setenv("HOME", home)
			site := servePages(t, straight(), nil)
			s := show(t, Browser{Program: chromium(t), Trust: trust(site.login)}, site, site.ask())
			s.page("ConvergedSignIn")
			s.drawn()
			begin := time.Now()
			c.act(s, <-s.pid)
			ended := s.end()
			if took := time.Since(begin); took > goneLimit {
				t.Errorf("it took %v", took)
			}
			if s.err != nil || ended.Redirect != nil || ended.Closed != c.want.Closed || ended.Gone != c.want.Gone {
				t.Errorf("ended as %+v, %v, want %+v", ended, s.err, c.want)
			}
			if left, _ := filepath.Glob(filepath.Join(elsewhere, "*")); len(left) > 0 {
				t.Errorf("left elsewhere: %v", left)
			}
			_ = filepath.WalkDir(home, func(path string, entry os.DirEntry, err error) error {
				if strings.Contains(path, "Crash Reports") {
					t.Errorf("in the person's home: %s", path)
				}
				return nil
			})
			stacks := goroutines()
			for _, worker := range []string{"signin.(*pipe).", "signin.(*process).", "signin.(*watch)."} {
				if strings.Contains(stacks, worker) {
					t.Errorf("still at work:\n%s", stacks)
				}
			}
		})
	}
}

// goroutines waits a moment for what was told to end and returns what is at work.
func goroutines() string {
	stacks := make([]byte, 1<<20)
	for range 50 {
		stacks = stacks[:runtime.Stack(stacks[:cap(stacks)], true)]
		if !strings.Contains(string(stacks), "signin.(*pipe).") {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	return string(stacks)
}

// children finds processes of the browser by a word of their command line.
func children(s *shown, word string) (found []int) {
	s.t.Helper()
	for _, id := range processesWith(s.folder) {
		line, err := os.ReadFile(filepath.Join("/proc", id, "cmdline"))
		if err == nil && bytes.Contains(line, []byte(word)) {
			if pid, err := strconv.Atoi(id); err == nil {
				found = append(found, pid)
			}
		}
	}
	if len(found) == 0 {
		s.t.Fatalf("no process with %s", word)
	}
	return found
}

// TestShowIsCalledOffAtAnyTime calls it off before the browser runs, while it starts, and while a page comes.
func TestShowIsCalledOffAtAnyTime(t *testing.T) {
	for _, after := range []time.Duration{0, 20 * time.Millisecond, 100 * time.Millisecond, 250 * time.Millisecond,
		400 * time.Millisecond, 600 * time.Millisecond} {
		t.Run(after.String(), func(t *testing.T) {
			screen(t)
			site := servePages(t, straight(), nil)
			s := show(t, Browser{Program: chromium(t), Trust: trust(site.login)}, site, site.ask())
			time.Sleep(after) // there is nothing to wait for: any moment must do
			begin := time.Now()
			s.cancel()
			if ended := s.end(); s.err != nil || ended.Closed || ended.Gone {
				t.Errorf("ended as %+v, %v", ended, s.err)
			}
			if took := time.Since(begin); took > goneLimit {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func TestOnStopsTheShow(t *testing.T) {
	screen(t)
	site := servePages(t, straight(), nil)
	sights := 0
	browser := Browser{Program: chromium(t), Trust: trust(site.login), Folder: shortFolder(t)}
	ended, err := browser.Show(t.Context(), site.ask(), func(Sight) bool { sights++; return true })
	if err != nil || sights != 1 || ended.Redirect != nil || ended.Closed || ended.Gone {
		t.Errorf("%d sights, ended as %+v, %v", sights, ended, err)
	}
}

// BenchmarkShow gives the figures: until the first page is reported, and from the end until nothing is left.
func BenchmarkShow(b *testing.B) {
	screen(b)
	site := servePages(b, straight(), nil)
	browser := Browser{Program: chromium(b), Trust: trust(site.login), Folder: shortFolder(b)}
	var opening, closing time.Duration
	for b.Loop() {
		ctx, cancel := context.WithCancel(b.Context())
		begin := time.Now()
		var end time.Time
		_, err := browser.Show(ctx, site.ask(), func(Sight) bool {
			opening += time.Since(begin)
			end = time.Now()
			cancel()
			return false
		})
		cancel()
		if err != nil {
			b.Fatal(err)
		}
		closing += time.Since(end)
	}
	b.ReportMetric(float64(opening.Milliseconds())/float64(b.N), "ms-to-page/op")
	b.ReportMetric(float64(closing.Milliseconds())/float64(b.N), "ms-to-gone/op")
}

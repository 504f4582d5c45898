package endtoend

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose/xvfb"
)

const (
	rounds = 11 // of each program, in turn; the median counts
	// settled is how long a window gets to load what it still wants before its memory is looked at.
	settled = time.Second
)

// started is what one start of a program cost.
type started struct {
	painted  time.Duration // from exec to the first painted pixel
	resident int           // KiB
}

// stripped builds a package as release.sh does.
func stripped(t testing.TB, pkg string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "program")
	build := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", program, pkg)
	build.Env = append(os.Environ(), "CGO_ENABLED=1")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", pkg, err, out)
	}
	return program
}

const bareWindow = "./testdata/bare" // a Fyne window with one label

// TestTheWindowIsHardlyLargerThanABareOne: what comes in grows it unseen, a module at a time.
func TestTheWindowIsHardlyLargerThanABareOne(t *testing.T) {
	windowProgram(t)
	ours, bare := size(t, stripped(t, "synchelper/app")), size(t, stripped(t, bareWindow))
	if ratio := float64(ours) / float64(bare); ratio < 1 || ratio > 1.3 {
		t.Errorf("%d bytes are %.3f times a bare window's %d", ours, ratio, bare)
	}
}

// BenchmarkWindowStart compares the window in the folder SYNCHELPER_BIN with a bare Fyne window built with the same flags
// (-trimpath -ldflags "-s -w"): time from exec to the first painted pixel, resident memory, size of the file.
//
//	SYNCHELPER_BIN=$PWD/bin go test ./app/endtoend -run '^$' -bench WindowStart -benchtime 1x
func BenchmarkWindowStart(b *testing.B) {
	window := windowProgram(b)
	bare := stripped(b, bareWindow)
	frames := b.TempDir()
	env := append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "LC_") }),
		"DISPLAY="+xvfb.Start(b, "-fbdir", frames), "LANG=en_US.UTF-8", "HOME="+b.TempDir())
	frame := filepath.Join(frames, "Xvfb_screen0")
	for b.Loop() {
		var ours, theirs []started
		for range rounds {
			theirs = append(theirs, start(b, bare, env, frame))
			ours = append(ours, start(b, window, env, frame))
		}
		reportStarts(b, ours, theirs)
	}
	b.ReportMetric(float64(size(b, window))/float64(size(b, bare)), "size-ratio")
	b.ReportMetric(0, "ns/op")
}

func reportStarts(b *testing.B, ours, theirs []started) {
	painted := func(s started) float64 { return float64(s.painted.Microseconds()) / 1000 }
	resident := func(s started) float64 { return float64(s.resident) / 1024 }
	b.ReportMetric(median(theirs, painted), "bare-ms")
	b.ReportMetric(median(ours, painted), "window-ms")
	b.ReportMetric(median(ours, painted)/median(theirs, painted), "start-ratio")
	b.ReportMetric(median(theirs, resident), "bare-MiB")
	b.ReportMetric(median(ours, resident), "window-MiB")
	b.ReportMetric(median(ours, resident)/median(theirs, resident), "memory-ratio")
}

func median(all []started, of func(started) float64) float64 {
	values := make([]float64, len(all))
	for i, s := range all {
		values[i] = of(s)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

func size(t testing.TB, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// start runs a program until it has settled, and ends it.
func start(b *testing.B, program string, env []string, frame string) started {
	b.Helper()
	waitFor(b, "the screen is empty", func() bool { return !isPainted(b, frame) })
	command := exec.CommandContext(b.Context(), program)
	command.Env = env
	began := time.Now()
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	waitFor(b, "a pixel is painted", func() bool { return isPainted(b, frame) })
	s := started{painted: time.Since(began)}
	time.Sleep(settled)
	s.resident = residentOf(b, command.Process.Pid)
	_ = command.Process.Kill()
	_ = command.Wait()
	return s
}

func waitFor(b *testing.B, what string, holds func() bool) {
	b.Helper()
	for end := time.Now().Add(deadline); !holds(); time.Sleep(500 * time.Microsecond) {
		if time.Now().After(end) {
			b.Fatal("not within time: ", what)
		}
	}
}

// isPainted looks for a pixel that is not black in a row through the middle of where the windows come up. Xvfb keeps
// its screen in a file in the format of xwd (X11/XWDFile.h): looking there costs the measured program nothing.
func isPainted(b *testing.B, frame string) bool {
	b.Helper()
	file, err := os.Open(frame)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	header := make([]byte, 100)
	if _, err := file.ReadAt(header, 0); err != nil {
		b.Fatal(err)
	}
	word := func(i int) int64 { return int64(binary.BigEndian.Uint32(header[4*i:])) }
	const row, colours, lineBytes, colourBytes = 300, 19, 12, 12
	line := make([]byte, 4*600)
	if _, err := file.ReadAt(line, word(0)+word(colours)*colourBytes+row*word(lineBytes)); err != nil {
		b.Fatal(err)
	}
	for i := 0; i < len(line); i += 4 {
		if line[i]|line[i+1]|line[i+2] != 0 {
			return true
		}
	}
	return false
}

func residentOf(b *testing.B, pid int) int {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Skip("the system does not say how much memory a program has: ", err)
	}
	for lines := bufio.NewScanner(bytes.NewReader(status)); lines.Scan(); {
		var kib int
		if n, _ := fmt.Sscanf(lines.Text(), "VmRSS: %d kB", &kib); n == 1 {
			return kib
		}
	}
	b.Fatal("no VmRSS")
	return 0
}

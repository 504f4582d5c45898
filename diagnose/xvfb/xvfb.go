// Package xvfb gives tests a screen that nobody sees. Only tests import it.
package xvfb

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
)

// Start starts an X server of its own for a test and returns its name, ":12345". extra are further options of Xvfb. The
// server ends with the test, after all that the test puts there later. Without Xvfb the test is skipped.
//
// The number is drawn: a server that is left to find a free one takes that of another that is just starting for stale,
// and then what is shown on the one ends with the other. And the server is not to start anew when its last client
// leaves, as it does otherwise: a browser that comes in that moment, between two looks of xdotool, is thrown out.
func Start(t testing.TB, extra ...string) string {
	t.Helper()
	if _, err := exec.LookPath("Xvfb"); err != nil {
		t.Skip("Xvfb is not installed")
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf(":%d", 1000+rand.IntN(50_000))
	server := exec.CommandContext(context.Background(), "Xvfb", // not the test's, which ends before what it shows there
		append([]string{name, "-displayfd", "3", "-screen", "0", "1280x1000x24", "-nolisten", "tcp", "-noreset"},
			extra...)...)
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	_ = write.Close()
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait(); _ = read.Close() })
	if _, err := read.Read(make([]byte, 16)); err != nil { // it tells its number when it is ready
		t.Fatal("Xvfb does not start: ", err)
	}
	return name
}

package probe_test

import (
	"context"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/probe"
)

const inEmptyNetwork = "PROBE_TEST_IN_EMPTY_NETWORK"

// A computer without any network: this test runs itself again in a network namespace that holds nothing but a loopback
// that is down, where the kernel lets it.
func TestWithoutNetwork(t *testing.T) {
	if os.Getenv(inEmptyNetwork) != "" {
		answers := probe.Prober{}.Ask(context.Background(), someone, nil)
		if got := causes(answers.Observations); !slices.Equal(got, []diagnose.CauseID{"network.offline"}) {
			t.Errorf("causes %v: %+v", got, answers.Observations)
		}
		checkFailure(t, answers, "network.offline")
		return
	}
	again := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestWithoutNetwork$", "-test.v")
	again.Env = append(os.Environ(), inEmptyNetwork+"=yes")
	again.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}}
	out, err := again.CombinedOutput()
	if len(out) == 0 && err != nil {
		t.Skip("this kernel gives no network namespace: ", err)
	}
	if err != nil || !strings.Contains(string(out), "--- PASS: TestWithoutNetwork") {
		t.Errorf("%v\n%s", err, out)
	}
}

//go:build unix

package signin

import (
	"os"
	"os/exec"
	"syscall"
)

// givePipe gives the browser its ends as file descriptors 3 and 4, where Chromium's --remote-debugging-pipe looks for
// them, and puts it in a process group of its own.
func givePipe(cmd *exec.Cmd, commands, replies, _, _ *os.File) {
	cmd.ExtraFiles = []*os.File{commands, replies}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	dieWithUs(cmd.SysProcAttr)
}

// group is the browser's process group, led by itself.
type group struct{ leader int }

func groupOf(cmd *exec.Cmd) group { return group{cmd.Process.Pid} }

func (g group) kill() { _ = syscall.Kill(-g.leader, syscall.SIGKILL) } // no such group: all are gone

func (g group) release() {}

// isRoot: Chromium's sandbox refuses root, who then needs --no-sandbox. Everybody else keeps it.
func isRoot() bool { return os.Getuid() == 0 }

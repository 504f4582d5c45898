package signin

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// givePipe names the browser its ends as handles: Windows has no file descriptors 3 and 4 (Chromium,
// --remote-debugging-io-pipes). os.Pipe makes all four inheritable; ours are not to be.
func givePipe(cmd *exec.Cmd, commands, replies, ourCommands, ourReplies *os.File) {
	for _, f := range []*os.File{ourCommands, ourReplies} {
		_ = windows.SetHandleInformation(windows.Handle(f.Fd()), windows.HANDLE_FLAG_INHERIT, 0)
	}
	in, out := syscall.Handle(commands.Fd()), syscall.Handle(replies.Fd())
	cmd.SysProcAttr = &syscall.SysProcAttr{AdditionalInheritedHandles: []syscall.Handle{in, out}}
	cmd.Args = slices.Insert(cmd.Args, 1, fmt.Sprintf("--remote-debugging-io-pipes=%d,%d", in, out))
}

// group is a job: all processes in it end with it, and it ends with us, however we end. Where Windows gives no job, it is
// the browser's first process alone; its children end when they miss it.
type group struct {
	job   windows.Handle
	first *os.Process
}

func groupOf(cmd *exec.Cmd) group {
	g := group{first: cmd.Process}
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return g
	}
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{}
	limits.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err == nil {
		var refused error
		err = cmd.Process.WithHandle(func(handle uintptr) {
			refused = windows.AssignProcessToJobObject(job, windows.Handle(handle))
		})
		err = errors.Join(err, refused)
	}
	if err != nil {
		_ = windows.CloseHandle(job)
		return g
	}
	g.job = job
	return g
}

func (g group) kill() {
	if g.job != 0 {
		_ = windows.TerminateJobObject(g.job, 1)
	}
	_ = g.first.Kill() // os.ErrProcessDone where the job had it
}

func (g group) release() {
	if g.job != 0 {
		_ = windows.CloseHandle(g.job)
	}
}

func isRoot() bool { return false }

package intake

import (
	"errors"
	"os"
	"syscall"

	"synchelper/diagnose/triage"
)

// readAt reads a file of a folder into room and says how long it is, or why it is not read. The package os asks the system
// eleven times for a file, this four times: with a hundred thousand files that is most of the work. No link is followed,
// and a pipe is not waited for.
func readAt(dir *os.File, name string, room []byte) (n int, reason triage.Reason, tried bool) {
	raw, err := dir.SyscallConn()
	if err != nil {
		return 0, "", false
	}
	err = raw.Control(func(folder uintptr) {
		n, reason = readIn(int(folder), name, room)
	})
	return n, reason, err == nil
}

func readIn(folder int, name string, room []byte) (length int, reason triage.Reason) {
	const plainly = syscall.O_RDONLY | syscall.O_NOFOLLOW | syscall.O_NONBLOCK | syscall.O_CLOEXEC
	file, err := again(func() (int, error) { return syscall.Openat(folder, name, plainly, 0) })
	if err != nil {
		return 0, triage.ReasonUnreadable
	}
	defer func() { _ = syscall.Close(file) }() // it was only read
	var is syscall.Stat_t
	if err := syscall.Fstat(file, &is); err != nil || is.Mode&syscall.S_IFMT != syscall.S_IFREG { // exchanged meanwhile
		return 0, triage.ReasonNoFile
	}
	for length < len(room) {
		n, err := again(func() (int, error) { return syscall.Read(file, room[length:]) })
		if err != nil {
			return 0, triage.ReasonUnreadable
		}
		if length += n; n == 0 || int64(length) == is.Size {
			return length, ""
		}
	}
	return 0, triage.ReasonTooLarge // it grew
}

// again repeats what a signal has interrupted.
func again(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, syscall.EINTR) {
			return n, err
		}
	}
}

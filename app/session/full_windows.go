package session

import (
	"errors"
	"syscall"
)

// Windows' own numbers, winerror.h.
const (
	errorWriteProtect   = syscall.Errno(19)
	errorHandleDiskFull = syscall.Errno(39)
	errorDiskFull       = syscall.Errno(112)
)

// isFull says whether an error means that there is no room left.
func isFull(err error) bool {
	return errors.Is(err, errorDiskFull) || errors.Is(err, errorHandleDiskFull)
}

// isReadOnly says whether an error means a drive that takes no writing at all.
func isReadOnly(err error) bool { return errors.Is(err, errorWriteProtect) }

//go:build !windows

package session

import (
	"errors"
	"syscall"
)

// isFull says whether an error means that there is no room left.
func isFull(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// isReadOnly says whether an error means a drive that takes no writing at all.
func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

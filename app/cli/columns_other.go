//go:build !windows

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// columnsOf is how many cells a line of a terminal has; 0 where that is not known.
func columnsOf(f *os.File) int {
	size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	return int(size.Col)
}

package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// columnsOf is how many cells a line of a terminal has; 0 where that is not known.
func columnsOf(f *os.File) int {
	var screen windows.ConsoleScreenBufferInfo
	if windows.GetConsoleScreenBufferInfo(windows.Handle(f.Fd()), &screen) != nil {
		return 0
	}
	return int(screen.Window.Right-screen.Window.Left) + 1
}

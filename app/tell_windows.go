package main

import (
	"syscall"
	"unsafe"
)

// tell shows a sentence in a box of the system's own: a program with a window has no console on Windows.
func tell(text string) {
	words, err := syscall.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	title, err := syscall.UTF16PtrFromString(appName)
	if err != nil {
		return
	}
	const iconInformation = 0x40 // MB_ICONINFORMATION, winuser.h
	box := syscall.NewLazyDLL("user32.dll").NewProc("MessageBoxW")
	_, _, _ = box.Call(0, uintptr(unsafe.Pointer(words)), uintptr(unsafe.Pointer(title)), iconInformation)
}

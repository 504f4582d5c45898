//go:build unix && !linux

package signin

import "syscall"

// dieWithUs: nothing to ask the kernel for. The browser ends by itself when its pipe is closed.
func dieWithUs(*syscall.SysProcAttr) {}

package signin

import "syscall"

// dieWithUs has the kernel kill the browser when this program is killed.
func dieWithUs(attributes *syscall.SysProcAttr) { attributes.Pdeathsig = syscall.SIGKILL }

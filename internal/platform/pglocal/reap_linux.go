package pglocal

import "syscall"

// orphaned asks the kernel to stop the server when its parent is gone.
func orphaned(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGINT }

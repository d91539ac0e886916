package sandbox

import "golang.org/x/sys/unix"

const auditArch = unix.AUDIT_ARCH_X86_64

// archCalls are old names that arm64 never had.
var archCalls = []uint32{unix.SYS_EPOLL_WAIT}

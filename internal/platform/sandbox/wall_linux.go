package sandbox

import (
	"errors"
	"fmt"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// runtimeData is the writable memory that the Go runtime maps beyond what a
// job uses: whole arenas of 64 MiB and tables about them. RLIMIT_DATA counts
// mapped, not used, so the exact limit is the watch from outside; this one
// stops a single huge allocation before it happens.
const runtimeData = 192 << 20

// wallIn puts up the worker's inner walls, in an order in which each step is
// still possible, and reports them.
func wallIn(h hello) Isolation {
	var i Isolation
	i.note("resource limits", limitResources(h))
	i.note("not traceable", unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0))
	i.note("no new privileges", unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
	i.note("no capabilities", noCapabilities())
	i.note("Landlock", landlock())
	i.note("no new files", noNewFiles())
	i.note("system call filter", filterCalls())
	return i
}

func limitResources(h hello) error {
	limits := map[int]uint64{
		unix.RLIMIT_CORE:     0,
		unix.RLIMIT_FSIZE:    0,
		unix.RLIMIT_MEMLOCK:  0,
		unix.RLIMIT_MSGQUEUE: 0,
		unix.RLIMIT_DATA:     uint64(h.Memory) + runtimeData,
	}
	var errs []error
	for what, most := range limits {
		errs = append(errs, unix.Setrlimit(what, &unix.Rlimit{Cur: most, Max: most}))
	}
	return errors.Join(errs...)
}

// noNewFiles makes the number of descriptors that are open now the most there
// may be: after that nothing can be opened, connected or accepted, whatever
// the path to the kernel. It counts for all threads and cannot be taken back.
func noNewFiles() error {
	free, err := unix.FcntlInt(0, unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return err
	}
	_ = unix.Close(free)
	return unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: uint64(free), Max: uint64(free)})
}

// noCapabilities checks that the start left none to this process.
func noCapabilities() error {
	head := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	if err := unix.Capget(&head, &data[0]); err != nil {
		return err
	}
	if data[0].Permitted|data[1].Permitted != 0 {
		return fmt.Errorf("%#x %#x are left", data[1].Permitted, data[0].Permitted)
	}
	return nil
}

// landlock denies every path, port and foreign process that this kernel can
// deny. The rules hold per thread: a program without cgo sets them on all its
// threads, another one needs a kernel that does so itself.
func landlock() error {
	abi, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if errno != 0 {
		return errKernel
	}
	attr := landlockRights(int(abi))
	set, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(&attr)), unsafe.Sizeof(attr), 0)
	if errno != 0 {
		return errno
	}
	defer unix.Close(int(set))
	if abi >= 8 {
		_, _, errno = unix.Syscall(unix.SYS_LANDLOCK_RESTRICT_SELF, set, unix.LANDLOCK_RESTRICT_SELF_TSYNC, 0)
		return asError(errno)
	}
	return landlockThreads(set)
}

// landlockThreads repeats what new threads inherit on those that exist.
func landlockThreads(set uintptr) error {
	_, _, errno := syscall.AllThreadsSyscall6(unix.SYS_PRCTL, unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0)
	if errno == syscall.ENOTSUP {
		return errors.New("this program was built with cgo")
	}
	if errno == 0 {
		_, _, errno = syscall.AllThreadsSyscall(unix.SYS_LANDLOCK_RESTRICT_SELF, set, 0, 0)
	}
	return asError(errno)
}

// landlockRights are all that a version of Landlock can take away.
func landlockRights(abi int) unix.LandlockRulesetAttr {
	last := map[int]uint64{
		1: unix.LANDLOCK_ACCESS_FS_MAKE_SYM, 2: unix.LANDLOCK_ACCESS_FS_REFER,
		3: unix.LANDLOCK_ACCESS_FS_TRUNCATE, 4: unix.LANDLOCK_ACCESS_FS_TRUNCATE,
	}[abi]
	if abi >= 5 {
		last = unix.LANDLOCK_ACCESS_FS_IOCTL_DEV
	}
	attr := unix.LandlockRulesetAttr{Handled_access_fs: last<<1 - 1}
	if abi >= 4 {
		attr.Handled_access_net = unix.LANDLOCK_ACCESS_NET_BIND_TCP | unix.LANDLOCK_ACCESS_NET_CONNECT_TCP
	}
	if abi >= 6 {
		attr.Scoped = unix.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | unix.LANDLOCK_SCOPE_SIGNAL
	}
	return attr
}

// filterCalls installs the system call filter on all threads at once.
func filterCalls() error {
	program, err := callFilter(uint32(unix.Getpid()))
	if err != nil {
		return err
	}
	prog := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	r, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&prog)))
	if errno == 0 && r != 0 {
		return fmt.Errorf("thread %d did not take it", r)
	}
	return asError(errno)
}

func asError(errno syscall.Errno) error {
	if errno == 0 {
		return nil
	}
	return errno
}

//go:build linux && (amd64 || arm64)

package sandbox

import (
	"slices"

	"golang.org/x/sys/unix"
)

// allowed are the calls that a running Go program needs for memory, threads,
// clocks, signals to itself and the descriptors it already has. All others
// fail with EPERM: open, socket, execve, mount, ptrace, kill and the rest.
var allowed = slices.Concat(archCalls, []uint32{
	unix.SYS_READ, unix.SYS_WRITE, unix.SYS_READV, unix.SYS_WRITEV, unix.SYS_PREAD64, unix.SYS_CLOSE, unix.SYS_FSTAT, unix.SYS_LSEEK, unix.SYS_FCNTL,
	unix.SYS_FUTEX, unix.SYS_MADVISE, unix.SYS_MUNMAP, unix.SYS_MREMAP, unix.SYS_BRK, unix.SYS_MINCORE,
	unix.SYS_RT_SIGACTION, unix.SYS_RT_SIGPROCMASK, unix.SYS_RT_SIGRETURN, unix.SYS_SIGALTSTACK, unix.SYS_RESTART_SYSCALL,
	unix.SYS_SCHED_YIELD, unix.SYS_SCHED_GETAFFINITY, unix.SYS_NANOSLEEP, unix.SYS_CLOCK_NANOSLEEP, unix.SYS_CLOCK_GETTIME, unix.SYS_CLOCK_GETRES, unix.SYS_GETTIMEOFDAY,
	unix.SYS_GETPID, unix.SYS_GETTID, unix.SYS_GETRANDOM, unix.SYS_SET_ROBUST_LIST, unix.SYS_RSEQ,
	unix.SYS_EPOLL_CTL, unix.SYS_EPOLL_PWAIT, unix.SYS_EXIT, unix.SYS_EXIT_GROUP,
})

// The filter sees struct seccomp_data: call number, architecture, instruction
// pointer, then six arguments of 64 bits, low half first on these machines.
const (
	atCall = 0
	atArch = 4
)

func atArgument(n uint32) uint32 { return 16 + 8*n }

const (
	allow  = unix.SECCOMP_RET_ALLOW
	deny   = unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)
	absent = unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)
	death  = unix.SECCOMP_RET_KILL_PROCESS
)

// callFilter is the classic BPF program for a process with this id. It reads
// top to bottom; every check ends with a verdict or falls to the next one.
func callFilter(pid uint32) ([]unix.SockFilter, error) {
	p := []unix.SockFilter{
		load(atArch), jumpIf(unix.BPF_JEQ, auditArch, 1, 0), verdict(death), // calls of another architecture have other numbers
		load(atCall),
	}
	p = append(p, onCall(unix.SYS_CLONE, 0, unix.BPF_JSET, unix.CLONE_THREAD, allow, deny)...) // threads yes, processes no
	p = append(p, onCall(unix.SYS_MMAP, 2, unix.BPF_JSET, unix.PROT_EXEC, deny, allow)...)     // data never becomes code
	p = append(p, onCall(unix.SYS_MPROTECT, 2, unix.BPF_JSET, unix.PROT_EXEC, deny, allow)...)
	p = append(p, onCall(unix.SYS_TGKILL, 0, unix.BPF_JEQ, pid, allow, deny)...) // the scheduler signals its own threads
	p = append(p, jumpIf(unix.BPF_JEQ, unix.SYS_CLONE3, 0, 1), verdict(absent))  // C libraries then take clone
	for _, call := range allowed {
		p = append(p, jumpIf(unix.BPF_JEQ, call, 0, 1), verdict(allow))
	}
	return append(p, verdict(deny)), nil
}

// onCall looks at the low half of one argument when the call is this one.
func onCall(call, argument uint32, test uint16, value, yes, no uint32) []unix.SockFilter {
	return []unix.SockFilter{
		jumpIf(unix.BPF_JEQ, call, 0, 4),
		load(atArgument(argument)), jumpIf(test, value, 0, 1), verdict(yes), verdict(no),
	}
}

func load(offset uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: offset}
}

func jumpIf(test uint16, value uint32, yes, no uint8) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_JMP | test | unix.BPF_K, Jt: yes, Jf: no, K: value}
}

func verdict(v uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: v}
}

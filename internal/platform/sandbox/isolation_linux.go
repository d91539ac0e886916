package sandbox

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// nobody is the user and group without name or property.
const nobody = 65534

const ownNamespaces = syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC | syscall.CLONE_NEWUTS | syscall.CLONE_NEWPID

const (
	wallNamespaces = "own network, process, ipc and host name"
	wallNobody     = "user without name"
	wallUserSpace  = "own user namespace"
)

var errKernel = errors.New("the kernel or the container forbids it")

// ladder lists the ways to start a worker, most walls first.
func ladder() []rung {
	plain := rung{wallsOf(nil, wallUserSpace, wallNamespaces, wallNobody), attributes(0, nil, nil)}
	inside := rung{wallsOf([]string{wallUserSpace, wallNamespaces}, wallNobody), attributes(syscall.CLONE_NEWUSER|ownNamespaces, mapTo(os.Getuid(), os.Getgid()), nil)}
	if os.Getuid() != 0 {
		inside.Isolation = wallsOf([]string{wallUserSpace, wallNamespaces}) // our own user is no root either
		plain.Isolation = wallsOf(nil, wallUserSpace, wallNamespaces)
		return []rung{inside, plain}
	}
	asNobody := &syscall.Credential{Uid: nobody, Gid: nobody}
	return []rung{
		{wallsOf([]string{wallUserSpace, wallNamespaces, wallNobody}), attributes(syscall.CLONE_NEWUSER|ownNamespaces, mapTo(nobody, nobody), asNobody)},
		inside,
		{wallsOf([]string{wallNamespaces, wallNobody}, wallUserSpace), attributes(ownNamespaces, nil, asNobody)},
		{wallsOf([]string{wallNobody}, wallUserSpace, wallNamespaces), attributes(0, nil, asNobody)},
		plain,
	}
}

func wallsOf(holds []string, missing ...string) Isolation {
	i := Isolation{Holds: holds}
	for _, m := range missing {
		i.note(m, errKernel)
	}
	return i
}

// ids maps the one user and group that exist inside to those outside.
type ids struct{ user, group int }

func mapTo(user, group int) *ids { return &ids{user, group} }

// attributes starts a process in its own group, so that Ctrl-C in a terminal
// reaches the server alone, and has it die with the server.
func attributes(flags uintptr, to *ids, as *syscall.Credential) func(*exec.Cmd) {
	return func(cmd *exec.Cmd) {
		attr := &syscall.SysProcAttr{Cloneflags: flags, Pdeathsig: syscall.SIGKILL, Setpgid: true, Credential: as}
		if to != nil {
			attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: to.user, Size: 1}}
			attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: to.group, Size: 1}}
			attr.GidMappingsEnableSetgroups = as != nil
		}
		cmd.SysProcAttr = attr
	}
}

// forbidden tells whether a start failed for good, and not for want of memory.
func forbidden(err error) bool {
	for _, e := range []error{syscall.EPERM, syscall.EACCES, syscall.EINVAL, syscall.ENOSPC, syscall.ENOSYS, syscall.EUSERS} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// ownCommand is this very program, even when its file was replaced since.
func ownCommand(args ...string) []string { return append([]string{"/proc/self/exe"}, args...) }

// lowerPriority lets the server answer first while uploads are being read.
func lowerPriority(pid int) { _ = unix.Setpriority(unix.PRIO_PGRP, pid, 5) }

// widen lets more of a file cross a pipe per turn. It is a wish: a system that
// is short of pipe memory refuses, and the pipe works as it is.
func widen(pipes ...*os.File) {
	for _, p := range pipes {
		raw, err := p.SyscallConn() // Fd would make reading block a thread
		if err == nil {
			_ = raw.Control(func(fd uintptr) { _, _ = unix.FcntlInt(fd, unix.F_SETPIPE_SZ, 1<<20) })
		}
	}
}

// killedByKernel tells a death that nobody here ordered: the kernel ran out of memory.
func killedByKernel(s *os.ProcessState) bool {
	status, ok := s.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL
}

// watchable tells whether memory and processor time can be measured from here.
func watchable(pid int) Isolation {
	var i Isolation
	var err error
	if _, ok := measure(pid); !ok {
		err = fmt.Errorf("/proc/%d cannot be read", pid)
	}
	i.note("memory and processor watch", err)
	return i
}

var (
	pageSize = int64(os.Getpagesize())
	tick     = 10 * time.Millisecond // USER_HZ is 100 for everyone who reads /proc
)

// measure reads what a process takes. The name in stat may hold anything but
// ends with the last bracket; after it come state (field 3) and numbers.
func measure(pid int) (usage, bool) {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return usage{}, false
	}
	f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	if len(f) < 22 {
		return usage{}, false
	}
	number := func(field int) int64 {
		n, _ := strconv.ParseInt(f[field-3], 10, 64)
		return n
	}
	return usage{resident: number(24) * pageSize, cpu: time.Duration(number(14)+number(15)) * tick}, true
}

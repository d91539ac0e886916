//go:build !linux

package sandbox

import (
	"errors"
	"os"
	"os/exec"
)

// ladder has one rung: a plain process.
func ladder() []rung {
	var i Isolation
	i.note("namespaces, system call filter, Landlock, memory watch", errors.New("only Linux has them"))
	return []rung{{i, func(*exec.Cmd) {}}}
}

func forbidden(error) bool                 { return false }
func widen(...*os.File)                    {}
func lowerPriority(int)                    {}
func killedByKernel(*os.ProcessState) bool { return false }
func watchable(int) Isolation              { return Isolation{} }
func measure(int) (usage, bool)            { return usage{}, false }
func wallIn(hello) Isolation               { return Isolation{} }

func ownCommand(args ...string) []string {
	path, err := os.Executable()
	if err != nil {
		path = os.Args[0]
	}
	return append([]string{path}, args...)
}

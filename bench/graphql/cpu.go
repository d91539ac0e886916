package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit in which Linux tells the time of a process.
const tick = 10 * time.Millisecond

// stat reads the fields of /proc/<pid>/stat that follow the name; nil where
// there is none.
func stat(pid int) []string {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil
	}
	_, after, _ := strings.Cut(string(text[strings.LastIndexByte(string(text), ')'):]), " ")
	return strings.Fields(after)
}

// cpuOf is what a process has used so far; 0 where that is not told.
func cpuOf(pid int) time.Duration {
	f := stat(pid)
	if len(f) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(f[11])
	system, _ := strconv.Atoi(f[12])
	return time.Duration(user+system) * tick
}

func parentOf(pid int) int {
	f := stat(pid)
	if len(f) < 2 {
		return 0
	}
	parent, _ := strconv.Atoi(f[1])
	return parent
}

// cpuBelow is what the children of a process have used: the sessions of a
// database server.
func cpuBelow(parent int) (sum time.Duration) {
	found, _ := filepath.Glob("/proc/[0-9]*") // the pattern is well formed
	for _, dir := range found {
		pid, _ := strconv.Atoi(filepath.Base(dir))
		if parentOf(pid) == parent {
			sum += cpuOf(pid)
		}
	}
	return sum
}

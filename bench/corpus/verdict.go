package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"time"

	"github.com/portico-prm/portico/bench/drive"
)

// verdict prints what was seen and tells whether every promise held.
func (a *attacker) verdict(before memory, idle, during benign) bool {
	time.Sleep(2 * time.Second) // until the server has put away what it worked on
	after := a.memory()
	restarts := a.restarts()
	fmt.Printf("\nuploads %d, answered with (%d were asked to come again):\n", len(a.took), a.again)
	a.codes.print(os.Stdout, "  ")
	fmt.Printf("answers            %s\n", spread(a.took))
	fmt.Printf("slowest            %s\n", a.worst)
	fmt.Printf("no proper answer   %d\n", a.broken)
	fmt.Printf("benign, idle       %s, failed %d\n", spread(idle.took), idle.failed)
	fmt.Printf("benign, meanwhile  %s, failed %d\n", spread(during.took), during.failed)
	a.printLog()
	fmt.Printf("server memory      before %s, after %s\n", before, after)
	fmt.Printf("server restarts    %d\n", restarts)
	ok := restarts == 0 && a.broken == 0 && during.failed == 0 && after.resident-before.resident <= grown
	word := map[bool]string{true: "pass", false: "fail"}[ok]
	fmt.Printf("P12 %s figure=%d uploads, %d restarts, %d without a proper answer, slowest %v\n",
		word, len(a.took), restarts, a.broken, maximum(a.took).Round(time.Millisecond))
	return ok
}

// restarts is 1 when the process is gone or does not answer.
func (a *attacker) restarts() int {
	if a.server != nil && !a.server.Alive() || !drive.Healthy(context.Background(), a.url) {
		return 1
	}
	return 0
}

// memory is what a process holds, in bytes; 0 where it cannot be known.
type memory struct{ resident, most int64 }

func (m memory) String() string {
	if m.resident == 0 {
		return "not known"
	}
	return fmt.Sprintf("%d MiB (most so far %d MiB)", m.resident>>20, m.most>>20)
}

var memoryLine = regexp.MustCompile(`(?m)^Vm(RSS|HWM):\s+(\d+) kB`)

func (a *attacker) memory() (m memory) {
	if a.server == nil {
		return m
	}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", a.server.PID()))
	if err != nil {
		return m
	}
	for _, found := range memoryLine.FindAllSubmatch(text, -1) {
		kB, _ := strconv.ParseInt(string(found[2]), 10, 64) // digits by the pattern
		if string(found[1]) == "RSS" {
			m.resident = kB << 10
		} else {
			m.most = kB << 10
		}
	}
	return m
}

var (
	replaced = regexp.MustCompile(`msg="sandbox: worker replaced" kind=(\w+) cause=("[^"]*"|\S+)`)
	trouble  = regexp.MustCompile(`msg="(server: panic|internal error|sandbox: handler failed|sandbox: a worker does not start)"`)
)

// printLog counts the workers that were killed or died, and what the server
// itself complained about.
func (a *attacker) printLog() {
	if a.server == nil {
		fmt.Println("workers            not seen: the log belongs to another server")
		return
	}
	f, err := os.Open(a.server.Log())
	if err != nil {
		fmt.Println("workers            not seen:", err)
		return
	}
	defer f.Close()
	workers, other := histogram{}, histogram{}
	for lines := bufio.NewReader(f); ; {
		line, err := lines.ReadString('\n')
		if m := replaced.FindStringSubmatch(line); m != nil {
			workers[m[1]+" "+m[2]]++
		}
		if m := trouble.FindStringSubmatch(line); m != nil {
			other[m[1]]++
			a.failures.add("-", "log", m[1], line)
		}
		if err != nil {
			break
		}
	}
	fmt.Printf("workers replaced   %d kinds of cause\n", len(workers))
	workers.print(os.Stdout, "  ")
	other.print(os.Stdout, "  log: ")
}

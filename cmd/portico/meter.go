package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

const (
	barWidth = 30
	barEvery = 100 * time.Millisecond
)

// meter shows how far a bulk is: a bar on a terminal, a line for every tenth
// elsewhere.
type meter struct {
	mu        sync.Mutex
	to        io.Writer
	all, done int
	terminal  bool
	began     time.Time
	drawn     time.Time
}

func newMeter(to io.Writer, all int) *meter {
	f, ok := to.(*os.File)
	return &meter{to: to, all: all, terminal: ok && isTerminal(int(f.Fd())), began: time.Now()}
}

func isTerminal(fd int) bool {
	_, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	return err == nil
}

// step counts one partner.
func (p *meter) step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	switch {
	case p.terminal && (time.Since(p.drawn) > barEvery || p.done == p.all):
		p.drawn = time.Now()
		full := barWidth * p.done / p.all
		fmt.Fprintf(p.to, "\r%s%s %d of %d, %s left ", strings.Repeat("█", full), strings.Repeat("░", barWidth-full), p.done, p.all, p.left())
	case !p.terminal && p.all >= 20 && p.done*10/p.all > (p.done-1)*10/p.all:
		fmt.Fprintf(p.to, "%d of %d\n", p.done, p.all)
	}
}

// left is the time that the rest takes, if it goes on like this.
func (p *meter) left() time.Duration {
	each := time.Since(p.began) / time.Duration(p.done)
	return (each * time.Duration(p.all-p.done)).Round(time.Second)
}

// end makes room for what is said next.
func (p *meter) end() {
	if p.terminal {
		fmt.Fprintf(p.to, "\r%s\r", strings.Repeat(" ", barWidth+40))
	}
}

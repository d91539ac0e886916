package pglocal

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// child is the server process, our child.
type child struct {
	cmd     *exec.Cmd
	gone    chan struct{} // closed when it has ended
	mourner *mourner      // of an ephemeral cluster
}

// spawn starts the server. It lives on a thread that lasts as long as it does:
// the kernel's signal for orphans goes by the parent's thread, not its process.
func (c cluster) spawn() (*child, error) {
	log, err := os.OpenFile(c.logFile(), os.O_CREATE|os.O_TRUNC|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	args := []string{"-D", c.data, "-c", "unix_socket_directories=" + c.socket}
	for _, s := range c.settings {
		args = append(args, "-c", s)
	}
	ch := &child{cmd: c.who.command(c.data, c.bin.Path("postgres"), args...), gone: make(chan struct{})}
	ch.cmd.Stdout, ch.cmd.Stderr = log, log
	orphaned(ch.cmd.SysProcAttr)
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := ch.cmd.Start()
		started <- err
		if err == nil {
			_ = ch.cmd.Wait() // how it ended is in its log
		}
		close(ch.gone)
	}()
	return ch, <-started
}

// await returns when the server answers.
func (c cluster) await(ctx context.Context, ch *child) error {
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !c.serving() {
		select {
		case <-ch.gone:
			out, _ := os.ReadFile(c.logFile())
			return fmt.Errorf("PostgreSQL did not start: %s", tail(out))
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL does not answer yet: %w", ctx.Err())
		case <-tick.C:
		}
	}
	return nil
}

// stop ends the server: in order by cutting its sessions, then without order,
// then by force. Nothing acknowledged is lost by any of these.
func (ch *child) stop() {
	ch.mourner.dismiss()
	for _, s := range []struct {
		sig  syscall.Signal
		wait time.Duration
	}{{syscall.SIGINT, 10 * time.Second}, {syscall.SIGQUIT, 5 * time.Second}, {syscall.SIGKILL, 5 * time.Second}} {
		_ = ch.cmd.Process.Signal(s.sig)
		select {
		case <-ch.gone:
			return
		case <-time.After(s.wait):
		}
	}
}

// pidFile is what a server writes into its data folder.
type pidFile struct {
	pid   int
	ready bool
}

// readPID reads the server's pid file; ok is false when there is none.
func (c cluster) readPID() (p pidFile, ok bool) {
	text, err := os.ReadFile(filepath.Join(c.data, "postmaster.pid"))
	if err != nil {
		return pidFile{}, false
	}
	lines := strings.Split(string(text), "\n")
	p.pid, _ = strconv.Atoi(lines[0])
	p.ready = len(lines) > 7 && strings.TrimSpace(lines[7]) == "ready"
	return p, true
}

// serving tells whether a server runs in the data folder and takes sessions.
func (c cluster) serving() bool {
	p, ok := c.readPID()
	return ok && p.ready && c.isServer(p.pid)
}

// evict deals with the pid file of a run that was killed. Its server is about
// to end, or its number now belongs to another program, which would keep
// PostgreSQL from starting.
func (c cluster) evict(ctx context.Context) error {
	for n := 0; ; n++ {
		p, ok := c.readPID()
		if !ok {
			return nil
		}
		if !c.isServer(p.pid) {
			return os.Remove(filepath.Join(c.data, "postmaster.pid"))
		}
		if n == 0 { // we hold the folder's lock, so it has no owner
			_ = syscall.Kill(p.pid, syscall.SIGINT)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the server of an earlier run (process %d) still ends: %w", p.pid, ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// isServer tells whether a process is the server of this data folder.
func (c cluster) isServer(pid int) bool {
	if pid <= 0 || syscall.Kill(pid, 0) == syscall.ESRCH {
		return false
	}
	args, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil {
		return runtime.GOOS != "linux" // without /proc, believe the number
	}
	return strings.Contains(string(args), c.data+"\x00")
}

package pglocal

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

const (
	tempPrefix = "portico-pg-"
	// oldEnough keeps the sweep away from a cluster that is just being made.
	oldEnough = 10 * time.Minute
)

const (
	memory = "/dev/shm"
	// roomy is how much memory must be free for an ephemeral cluster to live in
	// it. A database is cloned there in 30 ms, on a busy disk in 300.
	roomy = 3 << 30
)

// scratch is where ephemeral clusters live: in memory where there is plenty.
func scratch() string {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(memory, &fs); err == nil && uint64(fs.Bavail)*uint64(fs.Bsize) >= roomy {
		return memory
	}
	return os.TempDir()
}

// sweep removes ephemeral clusters whose run was killed together with the shell
// that should have removed them.
func sweep() {
	var dirs []string
	for _, base := range []string{memory, os.TempDir()} {
		found, _ := filepath.Glob(filepath.Join(base, tempPrefix+"*")) // the pattern is well formed
		dirs = append(dirs, found...)
	}
	for _, d := range dirs {
		if info, err := os.Lstat(d); err == nil && info.IsDir() && time.Since(info.ModTime()) > oldEnough && ownerless(d) {
			_ = os.RemoveAll(d)
		}
	}
}

// ownerless tells whether no run holds the lock of a cluster below dir.
func ownerless(dir string) bool {
	locks, _ := filepath.Glob(filepath.Join(dir, "*.lock"))
	for _, name := range locks {
		l, err := acquire(name)
		if err != nil || l == nil {
			return false
		}
		l.release()
	}
	return true
}

// mourner is a small shell that waits for our end, however it comes, and then
// stops the server and removes its files.
type mourner struct {
	cmd  *exec.Cmd
	life *os.File // the pipe that closes when we end
}

// mourning waits for the pipe's end, asks the server to stop, and tidies up.
const mourning = `cat >/dev/null; kill -INT "$1" 2>/dev/null
n=0; while kill -0 "$1" 2>/dev/null && [ $n -lt 100 ]; do n=$((n+1)); sleep 0.1; done
rm -rf "$2"`

// mourn starts the mourner of a server.
func (c cluster) mourn(ch *child) error {
	r, w, err := os.Pipe()
	if err != nil {
		return err
	}
	cmd := exec.Command("/bin/sh", "-c", mourning, "sh", strconv.Itoa(ch.cmd.Process.Pid), filepath.Dir(c.data))
	cmd.Stdin = r
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	err = cmd.Start()
	_ = r.Close()
	if err != nil {
		_ = w.Close()
		return err
	}
	ch.mourner = &mourner{cmd: cmd, life: w}
	go func() { // a number must not be signalled after its process is gone
		<-ch.gone
		ch.mourner.dismiss()
	}()
	return nil
}

// dismiss sends the mourner away: we are here to do its work.
func (m *mourner) dismiss() {
	if m == nil {
		return
	}
	_ = m.cmd.Process.Kill()
	_ = m.cmd.Wait()
	_ = m.life.Close()
}

package pglocal

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the user the server runs as; the zero account is ourselves.
type account struct {
	name     string
	uid, gid int
	other    bool // not ourselves: we are root and it is not
}

// runAs chooses the account: ourselves, or under root someone who may run it.
func runAs() (account, error) {
	if os.Geteuid() != 0 {
		return account{uid: os.Geteuid(), gid: os.Getegid()}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ := strconv.Atoi(u.Uid)
			gid, _ := strconv.Atoi(u.Gid)
			return account{name: name, uid: uid, gid: gid, other: true}, nil
		}
	}
	return account{}, fmt.Errorf("PostgreSQL does not run as root, and this machine has neither the user postgres nor nobody")
}

// attrs makes a command run as the account, in a process group of its own.
func (a account) attrs() *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true}
	if a.other {
		attr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return attr
}

// command prepares a program that runs as the account, at home in dir.
func (a account) command(dir, program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.SysProcAttr = a.attrs()
	cmd.Env = append(cmd.Environ(), "HOME="+dir, "LC_ALL=C", "PGTZ=UTC")
	return cmd
}

// own makes a folder that only the account may enter.
func (a account) own(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if !a.other {
		return nil
	}
	return os.Chown(dir, a.uid, a.gid)
}

// enters tells whether every folder down to dir is open to the account.
func (a account) enters(dir string) bool { return a.command(dir, "/bin/sh", "-c", ":").Run() == nil }

// runs tells whether the account can run a program from where it is.
func (a account) runs(program string) bool { return a.command("/", program, "--version").Run() == nil }

// refuge is a folder for data whose own place the account cannot reach. It is
// the same for the same place, and must be ours.
func refuge(place string) (string, error) {
	base := "/var/tmp"
	if _, err := os.Stat(base); err != nil {
		base = os.TempDir()
	}
	dir := filepath.Join(base, "portico-"+short(place))
	if err := os.Mkdir(dir, 0o711); err != nil && !os.IsExist(err) {
		return "", err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return "", err
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	if !info.IsDir() || !ok || int(st.Uid) != os.Geteuid() {
		return "", fmt.Errorf("%s belongs to someone else", dir)
	}
	return dir, nil
}

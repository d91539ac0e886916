package pglocal

import (
	"errors"
	"os"
	"syscall"
)

// lock is held on a file by the run that owns a cluster. The kernel lets it go
// when the run ends, however it ends.
type lock struct{ f *os.File }

// acquire takes the lock, or gives nil when another run has it.
func acquire(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return &lock{f}, nil
	}
	_ = f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, nil
	}
	return nil, err
}

func (l *lock) release() {
	if l != nil {
		_ = l.f.Close()
	}
}

package sandbox

import (
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"sync"
)

// Isolation names the walls of a worker: those that hold, and those that
// could not be had, with the reason.
type Isolation struct {
	Holds   []string `json:"holds"`
	Missing []string `json:"missing"`
}

func (i Isolation) and(more Isolation) Isolation {
	return Isolation{slices.Concat(i.Holds, more.Holds), slices.Concat(i.Missing, more.Missing)}
}

// note adds a wall to one of the two lists.
func (i *Isolation) note(wall string, err error) {
	if err == nil {
		i.Holds = append(i.Holds, wall)
		return
	}
	i.Missing = append(i.Missing, wall+": "+err.Error())
}

// walls remembers what the first worker that stood reported.
type walls struct {
	mu    sync.Mutex
	is    Isolation
	stood bool          // is comes from a worker, not from a failure to start one
	known chan struct{} // closed when is has been set
}

// failed keeps why there is no worker yet.
func (w *walls) failed(err error) {
	w.set(Isolation{Missing: []string{"a worker: " + err.Error()}}, false)
}

// learn keeps the report and warns once of what is missing.
func (w *walls) learn(log *slog.Logger, is Isolation) {
	if w.set(is, true) && len(is.Missing) > 0 {
		log.Warn("sandbox: uploads are read behind fewer walls than intended", "missing", is.Missing)
	}
}

func (w *walls) set(is Isolation, stood bool) (first bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stood {
		return false
	}
	if len(w.is.Holds)+len(w.is.Missing) == 0 {
		close(w.known)
	}
	w.is, w.stood = is, stood
	return true
}

// Isolation tells what holds the workers in. It waits for the first worker,
// or for the first failure to start one.
func (p *Pool) Isolation() Isolation {
	select {
	case <-p.walls.known:
		p.walls.mu.Lock()
		defer p.walls.mu.Unlock()
		return p.walls.is
	case <-p.closing:
		return Isolation{Missing: []string{"a worker: the pool is closed"}}
	}
}

// spawner starts processes from one operating system thread that lives as
// long as the pool: the kernel kills a worker when the thread that started it
// ends (Pdeathsig), and Go ends threads as it likes.
type spawner struct {
	command  []string
	rungs    []rung
	requests chan func()
	over     chan struct{}
}

// rung is one way to start a worker; the ladder goes from most to least walls.
type rung struct {
	Isolation
	prepare func(*exec.Cmd)
}

func newSpawner(command []string) *spawner {
	s := &spawner{command, ladder(), make(chan func()), make(chan struct{})}
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(s.over)
		for do := range s.requests {
			do()
		}
	}()
	return s
}

// start runs the command on the highest rung that the system allows. A rung
// that fails once is not tried again.
func (s *spawner) start(in, out *os.File, log *head) (cmd *exec.Cmd, holds Isolation, err error) {
	done := make(chan struct{})
	s.requests <- func() {
		defer close(done)
		for {
			cmd = s.build(in, out, log)
			holds, err = s.rungs[0].Isolation, cmd.Start()
			if err == nil || len(s.rungs) == 1 || !forbidden(err) {
				return
			}
			s.rungs = s.rungs[1:]
		}
	}
	<-done
	return cmd, holds, err
}

func (s *spawner) build(in, out *os.File, log *head) *exec.Cmd {
	cmd := exec.Command(s.command[0], s.command[1:]...)
	cmd.Env = []string{}
	cmd.Dir = "/"
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, out, log
	cmd.WaitDelay = retireTime
	s.rungs[0].prepare(cmd)
	return cmd
}

func (s *spawner) stop() {
	close(s.requests)
	<-s.over
}

package sandbox

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// Config says how many workers there are and what one job may take. A zero
// field takes its default.
type Config struct {
	Command       []string      // program and arguments that call Serve; default: this program with "intake"
	Size          int           // workers; default one per core, at least two
	JobsPerWorker int           // jobs until a worker is replaced; default 100
	Wall          time.Duration // longest time of one job; default 10 s
	CPU           time.Duration // most processor time of one job; default Wall
	Memory        int64         // most resident memory of a worker, bytes; default 512 MiB
	Processors    int           // threads that run Go code per worker; default 1
	Start         time.Duration // longest time until a worker stands, of clock and processor; default 15 s
	Wait          time.Duration // longest time in the queue; default 5 s
	Waiting       int           // most callers in the queue; default 32 per worker
	MaxPayload    int64         // largest upload, bytes; default 64 MiB
	MaxAnswer     int64         // largest answer, bytes; default 200 MiB
	Log           *slog.Logger
}

func (c Config) withDefaults() Config {
	c.Size = cmp.Or(c.Size, max(2, runtime.NumCPU()))
	c.JobsPerWorker = cmp.Or(c.JobsPerWorker, 100)
	c.Wall = cmp.Or(c.Wall, 10*time.Second)
	c.CPU = cmp.Or(c.CPU, c.Wall)
	c.Memory = cmp.Or(c.Memory, 512<<20)
	c.Processors = cmp.Or(c.Processors, 1)
	c.Start = cmp.Or(c.Start, startTime)
	c.Wait = cmp.Or(c.Wait, 5*time.Second)
	c.Waiting = cmp.Or(c.Waiting, 32*c.Size)
	c.MaxPayload = cmp.Or(c.MaxPayload, 64<<20)
	c.MaxAnswer = cmp.Or(c.MaxAnswer, 200<<20)
	c.Log = cmp.Or(c.Log, slog.Default())
	if len(c.Command) == 0 {
		c.Command = ownCommand("intake")
	}
	return c
}

// Self is the command that starts this very program as a worker.
func Self(args ...string) []string { return ownCommand(args...) }

// Pool keeps workers ready and gives each job to one of them. It is safe for
// concurrent use.
type Pool struct {
	cfg     Config
	idle    chan *worker
	spawner *spawner
	waiting atomic.Int64
	failing atomic.Bool // the last attempt to start a worker failed
	count   counters
	walls   walls

	once    sync.Once
	mu      sync.Mutex // guards closed, and tasks against growing once it is set
	closed  bool
	closing chan struct{}
	tasks   sync.WaitGroup
}

// New starts a pool. The workers come up in the background; the first Do
// waits for one. Close it when the server stops.
func New(cfg Config) *Pool {
	cfg = cfg.withDefaults()
	p := &Pool{
		cfg: cfg, idle: make(chan *worker, cfg.Size), closing: make(chan struct{}),
		spawner: newSpawner(cfg.Command), walls: walls{known: make(chan struct{})},
	}
	for range cfg.Size {
		p.tasks.Go(func() { p.refill(nil) })
	}
	return p
}

// Do has a worker read one upload. The answer comes from a process that a
// stranger may have taken over: check it like any other input.
//
// A refusal of the upload is fault.Invalid with the handler's code, or
// UPLOAD_TOO_COMPLEX or UPLOAD_UNREADABLE when the worker was stopped or
// died. fault.Exhausted means that no worker became free in time and says
// when to try again. When ctx is cancelled the worker is stopped.
func (p *Pool) Do(ctx context.Context, kind string, payload []byte) ([]byte, error) {
	if int64(len(payload)) > p.cfg.MaxPayload {
		return nil, tooLarge(p.cfg.MaxPayload)
	}
	if !p.enter() {
		return nil, stopping()
	}
	defer p.tasks.Done()
	w, err := p.alive(ctx)
	if err != nil {
		return nil, err
	}
	p.count.jobs.Add(1)
	answer, end := w.run(ctx, p.closing, kind, payload)
	p.giveBack(w, end)
	return answer, p.verdict(kind, end)
}

// enter makes the caller a task that Close waits for.
func (p *Pool) enter() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false
	}
	p.tasks.Add(1)
	return true
}

// alive is take, past workers that died while they had nothing to do, such as
// one that the kernel chose when memory ran out: no upload is to blame for it.
func (p *Pool) alive(ctx context.Context) (*worker, error) {
	for {
		w, err := p.take(ctx)
		if err != nil || !w.dead() {
			return w, err
		}
		p.count.crashes.Add(1)
		p.cfg.Log.Warn("sandbox: an idle worker died", "cause", w.state)
		p.tasks.Go(func() { p.refill(w) })
	}
}

// take waits for a worker, within the bounds of the queue.
func (p *Pool) take(ctx context.Context) (*worker, error) {
	select {
	case w := <-p.idle:
		return w, nil
	default:
	}
	defer p.waiting.Add(-1)
	if p.waiting.Add(1) > int64(p.cfg.Waiting) {
		return nil, p.busy()
	}
	timer := time.NewTimer(p.cfg.Wait)
	defer timer.Stop()
	select {
	case w := <-p.idle:
		return w, nil
	case <-timer.C:
		return nil, p.busy()
	case <-ctx.Done():
		return nil, p.gaveUp(ctx.Err())
	case <-p.closing:
		return nil, stopping()
	}
}

// gaveUp tells a caller whose request ran out of time in the queue to come
// again; one that has gone reads nothing.
func (p *Pool) gaveUp(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return p.busy()
	}
	return err
}

// giveBack keeps a worker that is still good and has another one made in the
// place of one that is not.
func (p *Pool) giveBack(w *worker, end ending) {
	switch {
	case end.cause.fatal():
		w.kill()
	case w.jobs >= p.cfg.JobsPerWorker || w.swollen():
		p.count.recycles.Add(1)
	default:
		p.idle <- w
		return
	}
	p.tasks.Go(func() { p.refill(w) })
}

// refill retires a worker and tries until another one stands or the pool closes.
func (p *Pool) refill(old *worker) {
	if old != nil {
		old.retire()
	}
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, 5*time.Second) {
		w, err := p.start()
		if err == nil {
			p.idle <- w
			return
		}
		select {
		case <-p.closing:
			return
		case <-time.After(pause):
			p.cfg.Log.Error("sandbox: a worker does not start", "cause", err)
		}
	}
}

// Close stops the workers and the jobs in them, and returns when no process,
// pipe or goroutine of the pool is left. Callers of Do get a refusal. The
// error is always nil; it makes the pool an io.Closer.
func (p *Pool) Close() error {
	p.once.Do(p.close)
	return nil
}

func (p *Pool) close() {
	p.shut()
	p.tasks.Wait()
	for {
		select {
		case w := <-p.idle:
			w.retire()
		default:
			p.spawner.stop()
			return
		}
	}
}

// shut lets nobody in any more.
func (p *Pool) shut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	close(p.closing)
}

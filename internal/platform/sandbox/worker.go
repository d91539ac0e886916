package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// worker is one process, as the server sees it. Between take and giveBack it
// belongs to one caller.
type worker struct {
	cfg   Config
	cmd   *exec.Cmd
	in    *os.File // its stdin
	out   *os.File // its stdout
	log   *head    // what it wrote to stderr during this job
	gone  chan struct{}
	state error // how it ended; valid once gone is closed
	jobs  int
}

// hello tells a new worker its limits.
type hello struct {
	Memory     int64         `json:"memory"`
	Processors int           `json:"processors"`
	Wall       time.Duration `json:"wall"`
	MaxPayload int64         `json:"maxPayload"`
	MaxAnswer  int64         `json:"maxAnswer"`
}

const (
	startTime  = 15 * time.Second // a worker must report by then, on a busy machine too
	retireTime = time.Second      // an idle worker leaves by itself within this
)

// start brings up one worker and waits until its walls stand.
func (p *Pool) start() (*worker, error) {
	w, err := p.stand()
	p.failing.Store(err != nil)
	if err != nil {
		p.walls.failed(err)
	}
	return w, err
}

func (p *Pool) stand() (*worker, error) {
	w, outer, err := p.spawn()
	if err != nil {
		return nil, err
	}
	inner, end := w.greet(p.closing)
	if end.cause != finished {
		w.kill()
		w.retire()
		return nil, fmt.Errorf("no report from %s: %s %s", p.cfg.Command[0], end.cause, end.detail)
	}
	p.walls.learn(p.cfg.Log, outer.and(inner).and(watchable(w.cmd.Process.Pid)))
	lowerPriority(w.cmd.Process.Pid)
	return w, nil
}

// spawn starts the process, with pipes for jobs and answers.
func (p *Pool) spawn() (*worker, Isolation, error) {
	childIn, in, err := os.Pipe()
	if err != nil {
		return nil, Isolation{}, err
	}
	defer childIn.Close()
	out, childOut, err := os.Pipe()
	if err != nil {
		return nil, Isolation{}, errors.Join(err, in.Close())
	}
	defer childOut.Close()
	widen(in, out)
	w := &worker{cfg: p.cfg, in: in, out: out, log: &head{}, gone: make(chan struct{})}
	cmd, holds, err := p.spawner.start(childIn, childOut, w.log)
	if err != nil {
		return nil, Isolation{}, errors.Join(err, in.Close(), out.Close())
	}
	w.cmd = cmd
	go w.reap()
	return w, holds, nil
}

// reap waits for the end of the process. It is the only one that does.
func (w *worker) reap() {
	w.state = w.cmd.Wait()
	close(w.gone)
}

// greet sends the limits and reads which walls stand.
func (w *worker) greet(closing <-chan struct{}) (Isolation, ending) {
	body, _ := json.Marshal(hello{w.cfg.Memory, w.cfg.Processors, w.cfg.Wall, w.cfg.MaxPayload, w.cfg.MaxAnswer})
	limits := budget{wall: w.cfg.Start, cpu: w.cfg.Start, memory: w.cfg.Memory}
	f, end := w.exchange(context.Background(), closing, limits, frame{tag: tagHello, body: body})
	var holds Isolation
	if end.cause == finished && json.Unmarshal(f.body, &holds) != nil {
		end = ending{cause: garbled, detail: "the report is no JSON"}
	}
	return holds, end
}

// run gives the worker one job and says how it ended.
func (w *worker) run(ctx context.Context, closing <-chan struct{}, kind string, payload []byte) ([]byte, ending) {
	w.jobs++
	w.log.reset()
	limits := budget{wall: w.cfg.Wall, cpu: w.cfg.CPU, memory: w.cfg.Memory}
	f, end := w.exchange(ctx, closing, limits, frame{tagJob, kind, payload})
	if end.cause != finished {
		return nil, end
	}
	switch f.tag {
	case tagAnswer:
		return f.body, end
	case tagRefuse:
		return nil, ending{cause: refused, err: refusal(f.body)}
	case tagFailed:
		return nil, ending{cause: failed, detail: printable(f.body, 1000)}
	}
	return nil, ending{cause: garbled, detail: "a frame without meaning"}
}

// exchange writes one frame and reads one, under guard. Whatever breaks the
// budget kills the process, which ends the reading.
func (w *worker) exchange(ctx context.Context, closing <-chan struct{}, limits budget, f frame) (frame, ending) {
	g := w.guard(ctx, closing, limits)
	err := writeFrame(w.in, f)
	var answer frame
	if err == nil {
		answer, err = readFrame(w.out, w.cfg.MaxAnswer)
	}
	if cause := g.stop(); cause != finished {
		return frame{}, ending{cause: cause, err: ctx.Err()}
	}
	if err != nil {
		return frame{}, w.autopsy(err)
	}
	return answer, ending{}
}

// autopsy says why a worker that nobody stopped does not answer.
func (w *worker) autopsy(err error) ending {
	if errors.Is(err, errNoFrame) {
		return ending{cause: garbled, detail: err.Error()}
	}
	select {
	case <-w.gone:
	case <-time.After(retireTime):
		return ending{cause: garbled, detail: "it closed its pipe and lives"}
	}
	if w.log.says("out of memory") || w.log.says("cannot allocate memory") || killedByKernel(w.cmd.ProcessState) {
		return ending{cause: overMemory, detail: w.log.String()}
	}
	return ending{cause: crashed, detail: fmt.Sprint(w.state, ": ", w.log)}
}

// dead tells whether the process has ended.
func (w *worker) dead() bool {
	select {
	case <-w.gone:
		return true
	default:
		return false
	}
}

// kill ends the process now; a process that is gone already is left alone.
func (w *worker) kill() { _ = w.cmd.Process.Kill() }

// retire lets an idle worker leave, kills one that stays, and closes the pipes.
func (w *worker) retire() {
	_ = w.in.Close()
	timer := time.NewTimer(retireTime)
	defer timer.Stop()
	select {
	case <-w.gone:
	case <-timer.C:
		w.kill()
		<-w.gone
	}
	_ = w.out.Close()
}

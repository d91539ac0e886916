package queue

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"runtime"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"

	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/db"
)

// Limits of the runner.
const (
	Poll       = 200 * time.Millisecond // how soon an event is picked up
	Breath     = 10 * time.Millisecond  // between two looks while there is more to do
	JobTimeout = time.Minute
	Attempts   = 5
)

// Runner delivers events to listeners and does periodic chores.
type Runner struct {
	db      *db.DB
	log     *slog.Logger
	workers *river.Workers
	chores  []*river.PeriodicJob
	atOnce  int
	client  *river.Client[riverTx]
}

// NewRunner makes a runner without listeners. It does so many jobs at once; 0
// means two per processor.
func NewRunner(d *db.DB, log *slog.Logger, atOnce int) *Runner {
	return &Runner{db: d, log: log, workers: river.NewWorkers(), atOnce: cmp.Or(atOnce, 2*runtime.GOMAXPROCS(0))}
}

// On lets fn listen to the events of one type.
func On[E Event](r *Runner, fn func(context.Context, E) error) {
	river.AddWorker(r.workers, &listener[E]{fn: fn})
}

type listener[E Event] struct {
	river.WorkerDefaults[E]
	fn func(context.Context, E) error
}

// Work runs the listener under a system actor that is named after the event.
func (l *listener[E]) Work(ctx context.Context, job *river.Job[E]) error {
	return l.fn(actor.ForSystem(ctx, "queue."+job.Args.Kind()), job.Args)
}

// Chore is an event that time itself publishes.
type Chore interface{ Event }

// Every does fn again and again. One process of many does it each time.
func Every[C Chore](r *Runner, pause time.Duration, chore C, fn func(context.Context) error) {
	On(r, func(ctx context.Context, _ C) error { return fn(ctx) })
	r.chores = append(r.chores, river.NewPeriodicJob(river.PeriodicInterval(pause),
		func() (river.JobArgs, *river.InsertOpts) { return chore, nil }, &river.PeriodicJobOpts{RunOnStart: true}))
}

// Start begins to deliver. Stop it with Stop.
func (r *Runner) Start(ctx context.Context) error {
	client, err := river.NewClient(riverdatabasesql.New(r.db.DB.DB), &river.Config{
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: r.atOnce}},
		Workers:              r.workers,
		PeriodicJobs:         r.chores,
		FetchPollInterval:    Poll,
		FetchCooldown:        Breath,
		JobTimeout:           JobTimeout,
		RescueStuckJobsAfter: 2 * JobTimeout, // of a process that was killed
		MaxAttempts:          Attempts,
		Logger:               slog.New(warnings{r.log.Handler()}),
	})
	if err != nil {
		return err
	}
	r.client = client
	return client.Start(ctx)
}

// Stop waits for what is running, at most until ctx is over; then it is
// cancelled and will be tried again.
func (r *Runner) Stop(ctx context.Context) error {
	if r.client == nil {
		return nil
	}
	if err := r.client.Stop(ctx); err == nil {
		return nil
	}
	hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	return r.client.StopAndCancel(hard)
}

// warnings keeps River's account of its own doings out of our log.
type warnings struct{ slog.Handler }

// Handle drops what River says of work that a stop cancelled. The database may
// give back why it was cancelled in place of that it was.
func (w warnings) Handle(ctx context.Context, r slog.Record) error {
	why := context.Canceled.Error()
	if errors.Is(ctx.Err(), context.Canceled) {
		why = context.Cause(ctx).Error()
	}
	cancelled := false
	r.Attrs(func(a slog.Attr) bool {
		said := a.Value.String()
		cancelled = strings.Contains(said, why) || strings.Contains(said, context.Canceled.Error())
		return !cancelled
	})
	if cancelled {
		return nil
	}
	return w.Handler.Handle(ctx, r)
}

// Enabled lets warnings and errors through.
func (w warnings) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && w.Handler.Enabled(ctx, l)
}

// WithAttrs keeps the filter, which an embedded handler would lose.
func (w warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{w.Handler.WithAttrs(attrs)}
}

// WithGroup keeps it too.
func (w warnings) WithGroup(name string) slog.Handler { return warnings{w.Handler.WithGroup(name)} }

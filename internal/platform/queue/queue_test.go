package queue_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
	"github.com/portico-prm/portico/internal/testdb"
)

type rang struct {
	Bell string `json:"bell"`
}

func (rang) Kind() string { return "test.rang" }

type tick struct{}

func (tick) Kind() string { return "test.tick" }

func door(t *testing.T) *gate.Gate {
	return gate.New(testdb.New(t), slog.New(slog.DiscardHandler), time.Now)
}

func ring(g *gate.Gate, ctx context.Context, bell string, after error) error {
	_, err := gate.Write(ctx, g, gate.Ask{Action: access.LibraryRead}, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Created("bell", bell, nil))
		if err := queue.Publish(ctx, tx, rang{bell}); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, after
	})
	return err
}

func TestAnEventIsToldIfAndOnlyIfItsTransactionCommits(t *testing.T) {
	t.Parallel()
	g := door(t)
	heard := make(chan string, 8)
	start(t, func(r *queue.Runner) {
		queue.On(r, func(ctx context.Context, e rang) error {
			heard <- e.Bell + " by " + actor.From(ctx).System
			return nil
		})
	})
	// A partner's transaction may publish too: the queue takes its own role.
	partner := actor.With(context.Background(), &actor.Actor{Partner: "0190a000-0000-7000-8000-000000000001", Person: "0190a000-0000-7000-8000-000000000002", Roles: []actor.Role{actor.ResellerSeller}})
	if err := ring(g, partner, "undone", errors.New("no")); err == nil {
		t.Fatal("the failing transaction committed")
	}
	if err := ring(g, partner, "done", nil); err != nil {
		t.Fatal(err)
	}
	if got := await(t, heard); got != "done by queue.test.rang" {
		t.Errorf("heard %q", got)
	}
	select {
	case more := <-heard:
		t.Errorf("heard %q as well", more)
	case <-time.After(3 * queue.Poll):
	}
}

func TestAListenerThatFailsIsToldAgain(t *testing.T) {
	t.Parallel()
	g := door(t)
	heard := make(chan string, 8)
	var times atomic.Int32
	start(t, func(r *queue.Runner) {
		queue.On(r, func(_ context.Context, e rang) error {
			if times.Add(1) == 1 {
				return errors.New("not now")
			}
			heard <- e.Bell
			return nil
		})
	})
	if err := ring(g, actor.ForSystem(context.Background(), "test"), "again", nil); err != nil {
		t.Fatal(err)
	}
	if got := await(t, heard); got != "again" {
		t.Errorf("heard %q", got)
	}
}

// P17: jobs that fail, panic or hang hold up nobody who comes after them, and a
// panic ends its job and not the server.
func TestJobsThatBreakBlockNoOthers(t *testing.T) {
	t.Parallel()
	g := door(t)
	heard, over := make(chan string, 8), make(chan struct{})
	t.Cleanup(func() { close(over) })
	start(t, func(r *queue.Runner) {
		queue.On(r, func(ctx context.Context, e rang) error {
			switch e.Bell {
			case "fails":
				return errors.New("always")
			case "panics":
				panic("a mistake of ours")
			case "hangs":
				<-over
			}
			heard <- e.Bell
			return nil
		})
	})
	ctx := actor.ForSystem(context.Background(), "test")
	for range 10 {
		for _, bell := range []string{"fails", "panics"} {
			if err := ring(g, ctx, bell, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, bell := range []string{"hangs", "good"} {
		if err := ring(g, ctx, bell, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got := await(t, heard); got != "good" {
		t.Errorf("heard %q", got)
	}
}

func TestAChoreIsDoneAtTheStart(t *testing.T) {
	t.Parallel()
	done := make(chan string, 8)
	start(t, func(r *queue.Runner) {
		queue.Every(r, time.Hour, tick{}, func(context.Context) error {
			done <- "tick"
			return nil
		})
	})
	await(t, done)
}

func start(t *testing.T, listen func(*queue.Runner)) {
	t.Helper()
	r := queue.NewRunner(testdb.New(t), slog.New(slog.DiscardHandler), 0)
	listen(r)
	if err := r.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = r.Stop(ctx)
	})
}

func await(t *testing.T, c <-chan string) string {
	t.Helper()
	select {
	case got := <-c:
		return got
	case <-time.After(20 * time.Second):
		t.Fatal("nothing came")
		return ""
	}
}

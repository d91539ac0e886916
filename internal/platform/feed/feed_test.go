package feed_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/platform/feed"
	"github.com/portico-prm/portico/internal/testdb"
)

// running is a hub that listens to a database until the test ends.
func running(t *testing.T, d *db.DB) *feed.Hub {
	t.Helper()
	h := feed.New(slog.New(slog.DiscardHandler))
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	began, unfollow := h.Follow(func(feed.Change) bool { return false })
	go func() {
		defer close(done)
		h.Run(ctx, d)
	}()
	t.Cleanup(func() {
		stop()
		<-done
	})
	<-began // every follower is woken when the hub begins to hear
	unfollow()
	return h
}

func tell(t *testing.T, d *db.DB, text string) {
	t.Helper()
	if _, err := d.ExecContext(t.Context(), "select pg_notify('portico_feed', $1)", text); err != nil {
		t.Fatal(err)
	}
}

func of(partner string) func(feed.Change) bool {
	return func(c feed.Change) bool { return c.Kind == feed.Standing && c.Partner == partner }
}

func TestAFollowerIsWokenByWhatItWants(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	h := running(t, d)
	acorn, stop := h.Follow(of("acorn"))
	defer stop()
	birch, stop := h.Follow(of("birch"))
	defer stop()
	tell(t, d, "standing|acorn|1")
	tell(t, d, "words of a newer process")
	tell(t, d, "rendition|birch|1")
	tell(t, d, "standing|birch|2") // comes after the others
	<-acorn
	<-birch
	select {
	case <-acorn:
		t.Error("one change woke twice")
	case <-birch:
		t.Error("what was not wanted woke")
	default:
	}
}

func TestAChangeIsToldWhenItsTransactionCommits(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	h := running(t, d)
	wake, stop := h.Follow(func(feed.Change) bool { return true })
	defer stop()
	tx, err := d.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.ExecContext(t.Context(), "select pg_notify('portico_feed', 'library||1')"); err != nil {
		t.Fatal(err)
	}
	select {
	case <-wake:
		t.Error("it was told before")
	case <-time.After(50 * time.Millisecond):
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	<-wake
}

func TestALostConnectionWakesEverybody(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	h := running(t, d)
	wake, stop := h.Follow(func(feed.Change) bool { return false })
	defer stop()
	const cut = `select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name like '%-feed'`
	var n int
	if err := d.GetContext(t.Context(), &n, cut); err != nil || n != 1 {
		t.Fatalf("%d connections were cut: %v", n, err)
	}
	<-wake
	seen, stop := h.Follow(of("acorn"))
	defer stop()
	tell(t, d, "standing|acorn|1")
	<-seen // it hears again
}

func TestAHubThatStopsLeavesNothingBehind(t *testing.T) {
	d := testdb.New(t)
	d.SetMaxIdleConns(0)
	before := goleak.IgnoreCurrent()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	h := feed.New(slog.New(slog.DiscardHandler))
	began, unfollow := h.Follow(func(feed.Change) bool { return false })
	go func() {
		defer close(done)
		h.Run(ctx, d)
	}()
	<-began
	unfollow()
	stop()
	<-done
	goleak.VerifyNone(t, before)
}

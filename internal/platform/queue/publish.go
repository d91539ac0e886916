package queue

import (
	"context"
	"database/sql"
	"log/slog"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Event is something that happened, as a module declares it: a small struct
// that marshals to JSON and holds ids rather than contents.
type Event interface {
	// Kind is the stable name, "library.version_published".
	Kind() string
}

// inserter only inserts: it has no pool and runs nothing. What it would log is
// the error of a transaction, which its caller hears of.
var inserter = must(river.NewClient(riverdatabasesql.New(nil), &river.Config{Logger: slog.New(slog.DiscardHandler)}))

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // a broken build, found at start
	}
	return v
}

// Publish tells of an event when, and only when, the transaction commits.
func Publish(ctx context.Context, tx *gate.Tx, e Event) error {
	return tx.Enqueue(ctx, func(sqltx *sql.Tx) error {
		if _, err := inserter.InsertTx(ctx, sqltx, e, nil); err != nil {
			return asFault(err)
		}
		return nil
	})
}

// PublishAll is Publish for many events, in one statement. They let those go
// first that come one by one, for which somebody may be waiting.
func PublishAll(ctx context.Context, tx *gate.Tx, all []Event) error {
	if len(all) == 0 {
		return nil
	}
	jobs := make([]river.InsertManyParams, len(all))
	for i, e := range all {
		jobs[i] = river.InsertManyParams{Args: e, InsertOpts: &river.InsertOpts{Priority: 2}}
	}
	return tx.Enqueue(ctx, func(sqltx *sql.Tx) error {
		if _, err := inserter.InsertManyFastTx(ctx, sqltx, jobs); err != nil {
			return asFault(err)
		}
		return nil
	})
}

func asFault(err error) error {
	if f := db.Fault(err); fault.KindOf(f) != fault.Internal {
		return f
	}
	return fault.Wrap(fault.Internal, err, "Something broke on our side.")
}

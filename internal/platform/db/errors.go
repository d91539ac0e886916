package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"time"

	"github.com/lib/pq"

	"github.com/portico-prm/portico/internal/base/fault"
)

var (
	// errLost is a connection that broke after something was sent. Whether it
	// ran is unknown, so database/sql must not repeat it by itself.
	errLost = errors.New("db: the connection broke before the answer came")
	// errBusy is a mistake of ours, which lib/pq only finds for statements that
	// are not prepared.
	errBusy = errors.New("db: the rows of the last statement on this connection are still open")
)

// answer is what a client reads for a class of driver errors.
type answer struct {
	kind  fault.Kind
	code  string
	retry time.Duration
	text  string
}

var (
	taken     = answer{fault.Conflict, "ALREADY_EXISTS", 0, "This exists already."}
	dangling  = answer{fault.Invalid, "BAD_REFERENCE", 0, "This refers to something that cannot be used here, or something else still refers to it."}
	unfit     = answer{fault.Invalid, "BAD_VALUE", 0, "A value is outside what is allowed."}
	tooLarge  = answer{fault.Invalid, "TOO_LARGE", 0, "A value is too large to store."}
	forbidden = answer{fault.Forbidden, "", 0, "You may not do this here."}
	absent    = answer{fault.NotFound, "", 0, "There is nothing like this."}
	collided  = answer{fault.Unavailable, "BUSY", time.Second, "Someone changed the same thing at the same moment. Try again."}
	locked    = answer{fault.Unavailable, "BUSY", time.Second, "Someone is working on the same thing. Try again in a moment."}
	slow      = answer{fault.Unavailable, "TIMEOUT", time.Second, "This took too long and was stopped. Try again, or ask for less."}
	full      = answer{fault.Unavailable, "STORAGE_FULL", 30 * time.Second, "There is no room to store this at the moment. Reading goes on; try again later."}
	crowded   = answer{fault.Unavailable, "OVERLOADED", 2 * time.Second, "The database is busy. Try again in a moment."}
	away      = answer{fault.Unavailable, "DATABASE_AWAY", 2 * time.Second, "The database cannot be reached at the moment. Try again; a repeated request with the same idempotency key is safe."}
	pooler    = answer{fault.Unavailable, "DATABASE_AWAY", time.Second, "The database lost its place. Try again."}
	broken    = answer{fault.Internal, "", 0, "Something broke on our side."}
)

// answers is the table. A state that is not here is our own mistake.
var answers = map[State]answer{
	UniqueViolation: taken, ExclusionViolation: taken,
	ForeignKeyViolation: dangling, RestrictViolation: dangling,
	CheckViolation: unfit, ViewCheckViolation: forbidden, NotAllowed: forbidden,
	ValueTooLong: unfit, NumberOutOfRange: unfit, BadDatetime: unfit, DatetimeOutOfRange: unfit,
	BadCharacter: unfit, UnknownCharacter: unfit, BadText: unfit, BadJSONText: unfit,
	TooLarge: tooLarge, TooComplex: tooLarge,
	SerializationFailure: collided, Deadlock: collided,
	LockNotAvailable: locked, ObjectInUse: locked,
	Canceled: slow, IdleInTransaction: slow, TransactionTimeout: slow,
	DiskFull:    full,
	NoResources: crowded, OutOfMemory: crowded, TooManyConnections: crowded, LimitExceeded: crowded,
	AdminShutdown: away, CrashShutdown: away, CannotConnectNow: away, DatabaseDropped: away, IdleSession: away,
	ConnectionException: away, ConnectionMissing: away, ConnectionFailure: away, CannotConnect: away, ConnectionRejected: away,
	StatementUnknown: away, SystemError: away, IOError: away,
	InvalidPassword: away, InvalidAuthorization: away, UnknownDatabase: away,
	InvalidStatementName: pooler, DuplicateStatement: pooler,
}

// Fault gives a driver error its kind and a text for people. The text is never
// the driver's, whose details may quote rows; the cause is for the log and
// leaves them out as well. An error that is a fault already stays as it is.
func Fault(err error) error {
	var f *fault.Error
	if err == nil || errors.As(err, &f) {
		return err
	}
	a := answerTo(err)
	return &fault.Error{Kind: a.kind, Code: a.code, Message: a.text, Retry: a.retry, Cause: cause(err)}
}

func answerTo(err error) answer {
	if e := serverError(err); e != nil {
		return serverAnswer(e)
	}
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return absent
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), timedOut(err):
		return slow
	case gone(err):
		return away
	}
	return broken
}

func serverAnswer(e *pq.Error) answer {
	if a, ok := answers[State(e.Code)]; ok {
		return a
	}
	if stale(e) {
		return collided
	}
	return broken
}

func timedOut(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}

// gone tells whether the connection, and not the statement, is at fault.
func gone(err error) bool {
	for _, e := range []error{
		errLost, driver.ErrBadConn, sql.ErrConnDone, sql.ErrTxDone, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed,
		syscall.ECONNREFUSED, syscall.ECONNRESET, syscall.EPIPE,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	var op *net.OpError
	return errors.As(err, &op) || strings.HasPrefix(err.Error(), "pq: server error:") // it could not even fork
}

// Retryable tells whether the whole unit of work may be run again at once:
// nothing of it happened, and the next try can go better.
func Retryable(err error) bool {
	switch StateOf(err) {
	case SerializationFailure, Deadlock, InvalidStatementName, DuplicateStatement:
		return true
	}
	return stale(err)
}

// private is a server error as the log may see it: state, place and, where it
// cannot quote a row, the message.
type private struct{ e *pq.Error }

func cause(err error) error {
	if e := serverError(err); e != nil {
		return private{e}
	}
	return err
}

// Error leaves out the detail always, and the message where it may quote input.
func (p private) Error() string {
	text := "postgres " + string(p.e.Code)
	if !strings.HasPrefix(string(p.e.Code), "22") {
		text += ": " + p.e.Message
	}
	for _, s := range [][2]string{{"constraint", p.e.Constraint}, {"table", p.e.Table}, {"position", p.e.Position}} {
		if s[1] != "" {
			text += fmt.Sprintf(" (%s %s)", s[0], s[1])
		}
	}
	if answers[State(p.e.Code)] == pooler {
		text += ": a prepared statement is not where it was left; is there a PgBouncer in transaction mode? Then open the database as pooled"
	}
	return text
}

// Unwrap keeps the driver's error within reach of errors.As.
func (p private) Unwrap() error { return p.e }

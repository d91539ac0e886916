package db

import (
	"errors"

	"github.com/lib/pq"
)

// State is a SQLSTATE, PostgreSQL's five-character name of an error.
type State string

// The states that Portico tells apart. All others are our own mistakes.
const (
	ConnectionException  State = "08000"
	ConnectionMissing    State = "08003"
	ConnectionFailure    State = "08006"
	CannotConnect        State = "08001"
	ConnectionRejected   State = "08004"
	FeatureNotSupported  State = "0A000" // also: a prepared plan outgrown by the schema
	ValueTooLong         State = "22001"
	NumberOutOfRange     State = "22003"
	BadDatetime          State = "22007"
	DatetimeOutOfRange   State = "22008"
	BadCharacter         State = "22021" // a NUL in a text, bytes that are no UTF-8
	UnknownCharacter     State = "22P05"
	BadText              State = "22P02" // "abc" for a number or a uuid
	BadJSONText          State = "22P07"
	ForeignKeyViolation  State = "23503"
	RestrictViolation    State = "23001"
	UniqueViolation      State = "23505"
	CheckViolation       State = "23514"
	ExclusionViolation   State = "23P01"
	ViewCheckViolation   State = "44000"
	InFailedTransaction  State = "25P02"
	IdleInTransaction    State = "25P03"
	TransactionTimeout   State = "25P04"
	InvalidStatementName State = "26000"
	InvalidAuthorization State = "28000"
	InvalidPassword      State = "28P01"
	UnknownDatabase      State = "3D000"
	SerializationFailure State = "40001"
	StatementUnknown     State = "40003"
	Deadlock             State = "40P01"
	NotAllowed           State = "42501" // row security or a missing privilege
	Duplicate            State = "42710" // an object with this name exists
	DuplicateStatement   State = "42P05"
	NoResources          State = "53000"
	DiskFull             State = "53100"
	OutOfMemory          State = "53200"
	TooManyConnections   State = "53300"
	LimitExceeded        State = "53400"
	TooComplex           State = "54001"
	TooLarge             State = "54000"
	ObjectInUse          State = "55006"
	LockNotAvailable     State = "55P03"
	Canceled             State = "57014" // by a timeout, or because the caller left
	AdminShutdown        State = "57P01"
	CrashShutdown        State = "57P02"
	CannotConnectNow     State = "57P03"
	DatabaseDropped      State = "57P04"
	IdleSession          State = "57P05"
	SystemError          State = "58000"
	IOError              State = "58030"
)

// StateOf is the SQLSTATE inside an error, or "" when the server did not speak.
func StateOf(err error) State {
	if e := serverError(err); e != nil {
		return State(e.Code)
	}
	return ""
}

func serverError(err error) *pq.Error {
	var e *pq.Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

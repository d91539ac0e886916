package db_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/db"
)

func state(s db.State) error { return &pq.Error{Code: pqerror.Code(s), Message: "m", Detail: "secret"} }

func TestDriverErrorsGetTheirKind(t *testing.T) {
	t.Parallel()
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	late := &net.OpError{Op: "read", Net: "tcp", Err: os.ErrDeadlineExceeded}
	outgrown := &pq.Error{Code: "0A000", Routine: "RevalidateCachedQuery"}
	tests := map[string]struct {
		err   error
		kind  fault.Kind
		code  string
		retry bool
	}{
		"nothing":                         {nil, fault.OK, "OK", false},
		"a unique key is taken":           {state(db.UniqueViolation), fault.Conflict, "ALREADY_EXISTS", false},
		"two ranges overlap":              {state(db.ExclusionViolation), fault.Conflict, "ALREADY_EXISTS", false},
		"a foreign key points nowhere":    {state(db.ForeignKeyViolation), fault.Invalid, "BAD_REFERENCE", false},
		"a check fails":                   {state(db.CheckViolation), fault.Invalid, "BAD_VALUE", false},
		"a text holds a NUL":              {state(db.BadCharacter), fault.Invalid, "BAD_VALUE", false},
		"a uuid is none":                  {state(db.BadText), fault.Invalid, "BAD_VALUE", false},
		"a text is longer than a column":  {state(db.ValueTooLong), fault.Invalid, "BAD_VALUE", false},
		"an index entry is too large":     {state(db.TooLarge), fault.Invalid, "TOO_LARGE", false},
		"row security says no":            {state(db.NotAllowed), fault.Forbidden, "FORBIDDEN", false},
		"two transactions collide":        {state(db.SerializationFailure), fault.Unavailable, "BUSY", true},
		"a deadlock":                      {state(db.Deadlock), fault.Unavailable, "BUSY", true},
		"a lock is not free in time":      {state(db.LockNotAvailable), fault.Unavailable, "BUSY", false},
		"a statement takes too long":      {state(db.Canceled), fault.Unavailable, "TIMEOUT", false},
		"the disk is full":                {state(db.DiskFull), fault.Unavailable, "STORAGE_FULL", false},
		"too many connections":            {state(db.TooManyConnections), fault.Unavailable, "OVERLOADED", false},
		"the server stops":                {state(db.AdminShutdown), fault.Unavailable, "DATABASE_AWAY", false},
		"the server starts":               {state(db.CannotConnectNow), fault.Unavailable, "DATABASE_AWAY", false},
		"a prepared statement is gone":    {state(db.InvalidStatementName), fault.Unavailable, "DATABASE_AWAY", true},
		"a plan is outgrown":              {outgrown, fault.Unavailable, "BUSY", true},
		"another feature is not there":    {state(db.FeatureNotSupported), fault.Internal, "INTERNAL", false},
		"a syntax error":                  {state("42601"), fault.Internal, "INTERNAL", false},
		"no row":                          {sql.ErrNoRows, fault.NotFound, "NOT_FOUND", false},
		"the time is over":                {context.DeadlineExceeded, fault.Unavailable, "TIMEOUT", false},
		"the network's time is over":      {late, fault.Unavailable, "TIMEOUT", false},
		"the server is not there":         {refused, fault.Unavailable, "DATABASE_AWAY", false},
		"the connection breaks":           {driver.ErrBadConn, fault.Unavailable, "DATABASE_AWAY", false},
		"the connection ends":             {io.ErrUnexpectedEOF, fault.Unavailable, "DATABASE_AWAY", false},
		"the transaction is over":         {sql.ErrTxDone, fault.Unavailable, "DATABASE_AWAY", false},
		"the server cannot fork":          {errors.New("pq: server error: could not fork"), fault.Unavailable, "DATABASE_AWAY", false},
		"a stranger":                      {errors.New("what"), fault.Internal, "INTERNAL", false},
		"with context around it":          {fmt.Errorf("row 3: %w", state(db.UniqueViolation)), fault.Conflict, "ALREADY_EXISTS", false},
		"a fault stays as it is":          {fault.Coded(fault.Exhausted, "QUOTA", "Enough."), fault.Exhausted, "QUOTA", false},
		"a commit after an ignored error": {pq.ErrInFailedTransaction, fault.Internal, "INTERNAL", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := db.Fault(tt.err)
			if fault.KindOf(err) != tt.kind || (err != nil && fault.CodeOf(err) != tt.code) {
				t.Errorf("Fault = %v %s, want %v %s", fault.KindOf(err), fault.CodeOf(err), tt.kind, tt.code)
			}
			if got := db.Retryable(err); got != tt.retry {
				t.Errorf("Retryable = %v, want %v", got, tt.retry)
			}
		})
	}
}

func TestNeitherClientNorLogReadsRows(t *testing.T) {
	t.Parallel()
	err := db.Fault(&pq.Error{
		Code: "23505", Message: `duplicate key value violates unique constraint "partner_slug"`,
		Detail: "Key (slug)=(contoso) already exists.", Constraint: "partner_slug", Table: "partner",
	})
	if strings.Contains(err.Error(), "partner") {
		t.Errorf("the client reads %q", err)
	}
	log := errors.Unwrap(err).Error()
	if strings.Contains(log, "contoso") || !strings.Contains(log, "partner_slug") {
		t.Errorf("the log reads %q", log)
	}
	quoted := db.Fault(&pq.Error{Code: "22P02", Message: `invalid input syntax for type uuid: "contoso"`})
	if log := errors.Unwrap(quoted).Error(); strings.Contains(log, "contoso") {
		t.Errorf("the log reads %q", log)
	}
	lost := errors.Unwrap(db.Fault(state(db.InvalidStatementName))).Error()
	if !strings.Contains(lost, "PgBouncer") {
		t.Errorf("the log reads %q", lost)
	}
}

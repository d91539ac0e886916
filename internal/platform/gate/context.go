package gate

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/portico-prm/portico/internal/base/ids"
)

// context is the statement that says under whose name a transaction runs. It
// goes as text in one round trip, so every value is checked here: UUIDs and
// principals have a fixed alphabet.
func (k grant) context(ctx context.Context) string {
	return setting(k.reach.DBRole(), k.who.Partner, k.who.Person, k.who.Principal())
}

// reading is context for a snapshot of planned reads: they take no locks to wait
// for, and ask for no keys of repeats.
func (k grant) reading() string {
	return fmt.Sprintf("set local role %s; set local portico.partner = '%s'; set local portico.person = '%s'; "+
		"set local statement_timeout = %d; set local idle_in_transaction_session_timeout = %d",
		k.reach.DBRole(), uuidOrNothing(k.who.Partner), uuidOrNothing(k.who.Person),
		statementTimeout.Milliseconds(), idleTimeout.Milliseconds())
}

func setting(role, partner, person, principal string) string {
	return fmt.Sprintf("set local role %s; set local portico.partner = '%s'; set local portico.person = '%s'; "+
		"set local portico.principal = '%s'; set local statement_timeout = %d; set local lock_timeout = %d; "+
		"set local idle_in_transaction_session_timeout = %d",
		role, uuidOrNothing(partner), uuidOrNothing(person), plain(principal),
		statementTimeout.Milliseconds(), lockTimeout.Milliseconds(), idleTimeout.Milliseconds())
}

func uuidOrNothing(s string) string {
	if ids.Valid(s) {
		return strings.ToLower(s)
	}
	return ""
}

// plain keeps what a principal may be made of and drops everything else.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == ':' || r == '-' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

type requestKey struct{}

// WithRequest names the request in the trail and in the log.
func WithRequest(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// RequestID is the name of the request, or "-" outside of one.
func RequestID(ctx context.Context) string {
	if id, ok := ctx.Value(requestKey{}).(string); ok {
		return id
	}
	return "-"
}

// panicked is a recovered panic with the place it came from.
type panicked struct{ value any }

func (p panicked) Error() string { return fmt.Sprintf("panic: %v\n%s", p.value, debug.Stack()) }

// Package fault is the one error vocabulary of Portico. The Kind decides what
// a client gets, the message is for the person at the form, and the cause is
// for the log only.
package fault

import (
	"errors"
	"fmt"
	"time"
)

// Kind says what sort of failure an error is.
type Kind uint8

// The kinds, from none to our own mistake. See docs/portal-developer.md for
// what a client sees of each.
const (
	OK Kind = iota
	Invalid
	Conflict
	Unauthenticated
	Forbidden
	NotFound
	Exhausted
	Unavailable
	Internal
)

var names = [...]string{"OK", "INVALID", "CONFLICT", "UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "EXHAUSTED", "UNAVAILABLE", "INTERNAL"}

// String is the kind in upper case, which is also its default code.
func (k Kind) String() string { return names[k] }

// Error is a failure with a kind, a stable code and a text for people.
type Error struct {
	Kind    Kind
	Code    string        // stable, upper case; empty means Kind.String()
	Field   string        // the input it speaks of, "contact.email"; may be empty
	Message string        // what is wrong and how to repair it
	Retry   time.Duration // when to try again; 0 if that will not help
	Cause   error         // for the log
}

// Error is the text for people; the cause is not part of it.
func (e *Error) Error() string { return e.Message }

// Unwrap gives the cause, so errors.Is looks through.
func (e *Error) Unwrap() error { return e.Cause }

// CodeOf is the code that a client sees.
func (e *Error) CodeOf() string {
	if e.Code != "" {
		return e.Code
	}
	return e.Kind.String()
}

// New makes an error of a kind.
func New(k Kind, format string, args ...any) *Error {
	return &Error{Kind: k, Message: fmt.Sprintf(format, args...)}
}

// Coded makes an error with a code of its own.
func Coded(k Kind, code, format string, args ...any) *Error {
	return &Error{Kind: k, Code: code, Message: fmt.Sprintf(format, args...)}
}

// Field makes an error about one input.
func Field(k Kind, field, code, format string, args ...any) *Error {
	return &Error{Kind: k, Code: code, Field: field, Message: fmt.Sprintf(format, args...)}
}

// Wrap gives a cause a kind and a text for people.
func Wrap(k Kind, cause error, format string, args ...any) *Error {
	return &Error{Kind: k, Message: fmt.Sprintf(format, args...), Cause: cause}
}

// RetryAfter makes an error that says when to try again.
func RetryAfter(k Kind, d time.Duration, format string, args ...any) *Error {
	return &Error{Kind: k, Message: fmt.Sprintf(format, args...), Retry: d}
}

// KindOf tells the kind of an error: OK for nil, Internal for a stranger.
// Of a List it is the kind of the first member.
func KindOf(err error) Kind {
	if err == nil {
		return OK
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// CodeOf tells the code a client sees, INTERNAL for a stranger.
func CodeOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.CodeOf()
	}
	return KindOf(err).String()
}

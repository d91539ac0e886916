// Package model is what gqlgen needs beside the domain: the inputs of mutations
// (generated), the spelling of moments, and what a mutation answers.
package model

import (
	"io"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Payload is what a mutation answers: a Go value of a type that graph/read
// knows, until it has been read; then Raw.
type Payload = any

// Raw is JSON as it goes out.
type Raw []byte

// MarshalGQL writes it.
func (r Raw) MarshalGQL(w io.Writer) { _, _ = w.Write(r) }

// MarshalPayload passes on what graph/read has written.
func MarshalPayload(p Payload) graphql.Marshaler {
	if raw, ok := p.(graphql.Marshaler); ok {
		return raw
	}
	return graphql.Null
}

// UnmarshalPayload is never asked: payloads only leave.
func UnmarshalPayload(any) (Payload, error) {
	return nil, fault.New(fault.Invalid, "This value is not an input.")
}

// MarshalTime writes a moment in UTC; the zero time is null.
func MarshalTime(t time.Time) graphql.Marshaler { return graphql.MarshalTime(t.UTC()) }

// UnmarshalTime reads a moment as RFC 3339 writes it.
func UnmarshalTime(v any) (time.Time, error) {
	t, err := graphql.UnmarshalTime(v)
	if err != nil || t.Year() < 1970 || t.Year() > 2200 {
		return time.Time{}, fault.Coded(fault.Invalid, "TIME_FORMAT", "Write a moment as 2026-11-02T08:00:00Z.")
	}
	return t, nil
}

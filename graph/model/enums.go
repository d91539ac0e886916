// Package model is what the API adds to the domain: payloads, connections and
// edges (generated), the global form of ids, and the spelling of a few enums.
// There is no second model of the domain's own things.
package model

import (
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
)

// Node is anything that can be found again by its id.
type Node interface{}

// MarshalSeverity spells a severity as the API does.
func MarshalSeverity(s problem.Severity) graphql.Marshaler { return upper(string(s)) }

// UnmarshalSeverity is never asked: severities only leave.
func UnmarshalSeverity(any) (problem.Severity, error) { return "", outputOnly() }

// MarshalRequirementState spells the state of a requirement as the API does.
func MarshalRequirementState(s rule.State) graphql.Marshaler { return upper(s.String()) }

// UnmarshalRequirementState is never asked: states only leave.
func UnmarshalRequirementState(any) (rule.State, error) { return 0, outputOnly() }

func upper(s string) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(strings.ToUpper(s))) })
}

func outputOnly() error { return fault.New(fault.Invalid, "This value is not an input.") }

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

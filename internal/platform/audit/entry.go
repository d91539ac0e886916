// Package audit is the trail: what was done or refused, by whom, to what. An
// entry commits with the act or not at all, and each is chained to the one
// before by its hash, so that a quiet change shows.
package audit

import (
	"encoding/json"
	"fmt"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Outcome says whether the act took place.
type Outcome string

// The outcomes.
const (
	Done    Outcome = "DONE"
	Refused Outcome = "REFUSED"
)

// MaxDetail is the most bytes of detail that one entry holds.
const MaxDetail = 64 << 10

// Entry is one line of the trail, before the door adds who and when.
type Entry struct {
	Action  string // empty: the action that was asked at the door
	Outcome Outcome
	Kind    string // what it is about: "logo"
	ID      string
	Partner string // whose matter; empty: the partner asked for, or the vendor's own
	Detail  any    // what changed; secrets never go here
}

// Created records that a thing now exists.
func Created(kind, id string, detail any) Entry {
	return Entry{Outcome: Done, Kind: kind, ID: id, Detail: detail}
}

// Changed records that a thing moved from one state to another.
func Changed(kind, id string, from, to any) Entry {
	return Entry{Outcome: Done, Kind: kind, ID: id, Detail: map[string]any{"from": from, "to": to}}
}

// Refusal records that something was asked and not granted, with the reasons.
func Refusal(kind, id string, reasons any) Entry {
	return Entry{Outcome: Refused, Kind: kind, ID: id, Detail: reasons}
}

// Text is the detail as the JSON text that is stored and hashed.
func (e Entry) Text() (string, error) {
	if e.Detail == nil {
		return "{}", nil
	}
	raw, err := json.Marshal(e.Detail)
	if err != nil {
		return "", fault.Wrap(fault.Internal, err, "audit detail of %s", e.Kind)
	}
	if len(raw) > MaxDetail {
		return "", fault.Wrap(fault.Internal, fmt.Errorf("%d bytes", len(raw)), "audit detail of %s is too long", e.Kind)
	}
	return string(raw), nil
}

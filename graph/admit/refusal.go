package admit

import (
	"fmt"
	"strconv"
	"strings"
)

// Refusal says why a request is not let in: what, how many were found, the
// limit, and how to repair it.
type Refusal struct {
	Message    string
	Extensions map[string]any // code; and what, found and limit where something was counted
}

// Error is the message.
func (r *Refusal) Error() string { return r.Message }

// Code is for programs.
func (r *Refusal) Code() string { return r.Extensions["code"].(string) }

// bound is one count held against its limit.
type bound struct {
	what         string
	found, limit int
	says, repair string // "The query has %s levels"
}

func (b bound) check() *Refusal {
	if b.found <= b.limit {
		return nil
	}
	return &Refusal{fmt.Sprintf(b.says, counted(b.found)) + "; at most " + grouped(b.limit) + ". " + b.repair,
		map[string]any{"code": "QUERY_TOO_LARGE", "what": b.what, "found": b.found, "limit": b.limit}}
}

// first is the first bound that is broken.
func first(all ...bound) *Refusal {
	for _, b := range all {
		if no := b.check(); no != nil {
			return no
		}
	}
	return nil
}

// counted writes a count; where counting stopped, it says so.
func counted(n int) string {
	if n >= mostCounted {
		return "more than a million"
	}
	return grouped(n)
}

// grouped writes 50000 as 50,000.
func grouped(n int) string {
	s := strconv.Itoa(n)
	var parts []string
	for ; len(s) > 3; s = s[:len(s)-3] {
		parts = append([]string{s[len(s)-3:]}, parts...)
	}
	return strings.Join(append([]string{s}, parts...), ",")
}

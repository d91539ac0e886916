package sandbox

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"github.com/portico-prm/portico/internal/base/fault"
)

// cause says how a job ended.
type cause int

const (
	finished   cause = iota
	refused          // the handler refused the upload
	failed           // the handler failed; the worker is well
	overWall         // killed: too long
	overCPU          // killed: too much processor time
	overMemory       // killed or died: too much memory
	crashed          // died: panic, stack overflow, signal
	garbled          // answered something that is no answer
	callerLeft       // killed: nobody waits any more
	closedDown       // killed: the pool closes
)

var causes = [...]string{"finished", "refused", "failed", "wall limit", "processor limit", "memory limit", "crash", "garbled answer", "caller left", "pool closed"}

// String names the cause for the log.
func (c cause) String() string { return causes[c] }

// fatal tells whether the worker must go.
func (c cause) fatal() bool { return c >= overWall }

// ending is the cause with what the caller and the log need to know.
type ending struct {
	cause  cause
	err    error  // refused: the reasons; callerLeft: of the context
	detail string // for the log
}

// counters count since the pool was made.
type counters struct{ jobs, refusals, kills, crashes, recycles, turnedAway atomic.Int64 }

// Stats are the counts of a pool since it was made.
type Stats struct {
	Jobs       int64 // given to a worker
	Refusals   int64 // of those, refused by the handler
	Kills      int64 // workers killed for a limit or because the caller left
	Crashes    int64 // workers that died or answered nonsense
	Recycles   int64 // healthy workers replaced after their share of jobs
	TurnedAway int64 // callers that found no free worker in time
}

// Stats gives the counts.
func (p *Pool) Stats() Stats {
	c := &p.count
	return Stats{c.jobs.Load(), c.refusals.Load(), c.kills.Load(), c.crashes.Load(), c.recycles.Load(), c.turnedAway.Load()}
}

// verdict counts and logs how a job ended, and gives the error for the caller.
func (p *Pool) verdict(kind string, end ending) error {
	p.tally(end.cause)
	if end.cause.fatal() && end.cause != closedDown {
		p.cfg.Log.Warn("sandbox: worker replaced", "kind", kind, "cause", end.cause.String(), "detail", end.detail)
	}
	switch end.cause {
	case finished:
		return nil
	case refused, callerLeft:
		return end.err
	case failed:
		p.cfg.Log.Error("sandbox: handler failed", "kind", kind, "cause", end.detail)
		return fault.New(fault.Internal, "The upload could not be read because of a mistake on our side.")
	case overWall, overCPU:
		return fault.Coded(fault.Invalid, "UPLOAD_TOO_COMPLEX", "Reading this file took more than %s and was stopped. Simplify it (fewer objects, effects or pixels) and upload it again.", p.cfg.Wall)
	case overMemory:
		return fault.Coded(fault.Invalid, "UPLOAD_TOO_COMPLEX", "Reading this file takes more than %d MiB of memory and was stopped. Simplify it (fewer objects, effects or pixels) and upload it again.", p.cfg.Memory>>20)
	case closedDown:
		return stopping()
	}
	return fault.Coded(fault.Invalid, "UPLOAD_UNREADABLE", "This file cannot be read; it may be damaged. Export it again from the program that made it and upload the new file.")
}

func (p *Pool) tally(c cause) {
	switch c {
	case refused:
		p.count.refusals.Add(1)
	case overWall, overCPU, overMemory, callerLeft:
		p.count.kills.Add(1)
	case crashed, garbled:
		p.count.crashes.Add(1)
	}
}

// busy tells the caller when to come back: soon when all workers work, later
// when none can be started.
func (p *Pool) busy() error {
	if p.failing.Load() {
		return fault.RetryAfter(fault.Unavailable, 30*time.Second, "Uploads cannot be read at the moment. Try again in 30 seconds.")
	}
	p.count.turnedAway.Add(1)
	return fault.RetryAfter(fault.Exhausted, 2*time.Second, "Many uploads are being read. Try again in 2 seconds.")
}

func stopping() error {
	return fault.RetryAfter(fault.Unavailable, 5*time.Second, "The server is stopping. Try again in 5 seconds.")
}

func tooLarge(limit int64) error {
	return fault.Coded(fault.Invalid, "UPLOAD_TOO_LARGE", "The file is larger than %d MiB. Make it smaller and upload it again.", limit>>20)
}

// reason is one refusal on its way through the pipe.
type reason struct {
	Code    string `json:"code"`
	Field   string `json:"field,omitempty"`
	Message string `json:"message"`
}

var codeForm = regexp.MustCompile(`^[A-Z][A-Z0-9_]{1,63}$`)

// refusal reads the reasons of a worker and trusts neither form nor length.
func refusal(body []byte) error {
	var reasons []reason
	if json.Unmarshal(body, &reasons) != nil || len(reasons) == 0 || len(reasons) > 100 {
		reasons = []reason{{Code: "UPLOAD_REFUSED", Message: "This file is refused."}}
	}
	list := make([]*fault.Error, len(reasons))
	for i, r := range reasons {
		if !codeForm.MatchString(r.Code) {
			r.Code = "UPLOAD_REFUSED"
		}
		list[i] = fault.Field(fault.Invalid, printable([]byte(r.Field), 200), r.Code, "%s", printable([]byte(r.Message), 1000))
	}
	if len(list) == 1 {
		return list[0]
	}
	return fault.Join(list...)
}

// printable is text without control characters, at most limit bytes long.
func printable(b []byte, limit int) string {
	s := strings.ToValidUTF8(string(b[:min(len(b), limit)]), "")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}

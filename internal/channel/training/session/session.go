package session

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // zones are checked the same on every machine

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// ID names a session.
type ID string

// State is how far a session is; see the diagram in the package comment.
type State string

// The states.
const (
	Planned   State = "PLANNED"
	Held      State = "HELD"
	Closed    State = "CLOSED"
	Cancelled State = "CANCELLED"
)

var moves = map[State][]State{
	Planned: {Held, Cancelled},
	Held:    {Closed},
}

// Move tells whether a session may change so.
func (s State) Move(to State) error {
	if slices.Contains(moves[s], to) {
		return nil
	}
	return stateFault("A session that is %s cannot become %s.", s, to)
}

func stateFault(text string, args ...any) error {
	return fault.Coded(fault.Conflict, "SESSION_STATE", text, args...)
}

// Plan is what is said of a session before it is held.
type Plan struct {
	Title    string    `db:"title"`
	Place    string    `db:"place"`
	URL      string    `db:"url"`
	StartsAt time.Time `db:"starts_at"`
	EndsAt   time.Time `db:"ends_at"`
	TimeZone string    `db:"time_zone"` // IANA name
	Seats    *int      `db:"seats"`     // nil: as many as come
	Language string    `db:"language"`
}

// MaxSeats is how many people one session may have.
const MaxSeats = 5000

func (p Plan) validate(taken int) error {
	_, zone := time.LoadLocation(p.TimeZone)
	return fault.Join(
		check(p.Title != "" && len(p.Title) <= 200, "title", "TITLE", "Give the session a title of 1 to 200 bytes."),
		check(p.Place != "" || p.URL != "", "place", "PLACE", "Say where it is: a place, a URL, or both."),
		check(len(p.Place) <= 300, "place", "PLACE", "Describe the place in at most 300 bytes."),
		check(p.URL == "" || webAddress(p.URL), "url", "URL", "Give the address of the room as https://..., at most 1000 bytes."),
		check(p.EndsAt.After(p.StartsAt), "endsAt", "SESSION_TIMES", "The session ends before it begins. Give an end after the start."),
		check(p.EndsAt.Sub(p.StartsAt) <= 31*24*time.Hour, "endsAt", "SESSION_TIMES", "A session lasts at most 31 days. Plan several."),
		check(p.TimeZone != "" && p.TimeZone != "Local" && zone == nil, "timeZone", "TIME_ZONE", "This is no IANA time zone. Give one such as Europe/Berlin."),
		check(p.Seats == nil || *p.Seats >= 1 && *p.Seats <= MaxSeats, "seats", "SEATS", fmt.Sprintf("A session has 1 to %d seats; leave it out for as many as come.", MaxSeats)),
		check(p.Seats == nil || *p.Seats >= taken, "seats", "SEATS_TAKEN", fmt.Sprintf("%d people are registered. Give at least as many seats, or cancel registrations first.", taken)),
		check(len(p.Language) >= 2 && len(p.Language) <= 35, "language", "LANGUAGE", "Give the language as a BCP 47 tag, such as en or pt-BR."),
	)
}

func check(holds bool, field, code, text string) *fault.Error {
	if holds {
		return nil
	}
	return fault.Field(fault.Invalid, field, code, "%s", text)
}

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil && len(s) <= 1000
}

// Session is a class that somebody holds.
type Session struct {
	ID         ID          `db:"id"`
	HolderID   *partner.ID `db:"holder_id"` // nil: the vendor
	CourseID   course.ID   `db:"course_id"`
	LessonKey  *string     `db:"lesson_key"` // nil: the whole course
	Registered int         `db:"registered"`
	State      State       `db:"state"`
	Reason     *string     `db:"reason"` // why it was cancelled
	Open       bool        `db:"open"`   // to the people of who asks
	Plan
}

// Planning is a session to be.
type Planning struct {
	Course course.ID
	Lesson *string
	Plan
}

// Plan announces a session of the vendor or of the distributor who asks.
func (s *Service) Plan(ctx context.Context, in Planning) (*Session, error) {
	return gate.Write(ctx, s.gate, hold, func(tx *gate.Tx) (*Session, error) {
		if err := in.validate(0); err != nil {
			return nil, err
		}
		if !in.EndsAt.After(tx.Now()) {
			return nil, fault.Field(fault.Invalid, "startsAt", "DATE_PASSED", "This time has passed. Plan a session to come; what was taught before is imported.")
		}
		if err := taught(ctx, &tx.View, in.Course, in.Lesson); err != nil {
			return nil, err
		}
		n := &Session{ID: ID(ids.New()), HolderID: holderOf(tx), CourseID: in.Course, LessonKey: in.Lesson, State: Planned, Plan: in.Plan}
		tx.Record(audit.Created("training_session", string(n.ID), n))
		return n, tx.Widen(ctx, "a session is planned", func() error { return insertSession(ctx, tx, n) })
	})
}

// holderOf is whose session it is that the asker plans: nil for the vendor.
func holderOf(tx *gate.Tx) *partner.ID {
	if id := partner.ID(tx.Actor().Partner); id != "" {
		return &id
	}
	return nil
}

// taught refuses what is not published, and a lesson that is no session.
func taught(ctx context.Context, v *gate.View, id course.ID, lesson *string) error {
	kinds, err := lessonKinds(ctx, v, id)
	switch {
	case err != nil:
		return err
	case len(kinds) == 0:
		return fault.Field(fault.Conflict, "courseId", "COURSE_NOT_PUBLISHED", "This course is not taught at present.")
	case lesson != nil && kinds[*lesson] != "SESSION":
		return fault.Field(fault.Invalid, "lessonKey", "NO_SESSION_LESSON", "The course as it is published has no session lesson with this key. Leave the key out to teach the whole course.")
	}
	return nil
}

// Change moves or describes a planned session anew.
func (s *Service) Change(ctx context.Context, id ID, p Plan) (*Session, error) {
	return s.edit(ctx, id, func(tx *gate.Tx, n *Session) error {
		if n.State != Planned {
			return stateFault("A session that is %s cannot be changed any more.", n.State)
		}
		if err := p.validate(n.Registered); err != nil {
			return err
		}
		tx.Record(audit.Changed("training_session", string(id), n.Plan, p))
		n.Plan = p
		return nil
	})
}

// MoveTo takes a session to its next state. It is held when it is over, closed
// when nothing is open about it, and cancelled with a reason.
func (s *Service) MoveTo(ctx context.Context, id ID, to State, reason string) (*Session, error) {
	return s.edit(ctx, id, func(tx *gate.Tx, n *Session) error {
		if err := n.State.Move(to); err != nil {
			return err
		}
		if err := n.may(ctx, tx, to, reason); err != nil {
			return err
		}
		tx.Record(audit.Changed("training_session", string(id), n.State, map[string]any{"state": to, "reason": reason}))
		n.State = to
		if to == Cancelled {
			n.Reason = &reason
		}
		return nil
	})
}

func (n *Session) may(ctx context.Context, tx *gate.Tx, to State, reason string) error {
	switch to {
	case Held:
		if tx.Now().Before(n.EndsAt) {
			return fault.Coded(fault.Conflict, "SESSION_NOT_OVER", "This session ends at %s. Report it then, or change its end first.", n.EndsAt.UTC().Format(time.RFC3339))
		}
	case Cancelled:
		return reasoned(reason)
	case Closed:
		return tied(ctx, &tx.View, n)
	}
	return nil
}

func reasoned(reason string) error {
	if n := len(strings.TrimSpace(reason)); n == 0 || n > 1000 {
		return fault.Field(fault.Invalid, "reason", "REQUIRED", "Say why in 1 to 1000 bytes: those whom it concerns will read it.")
	}
	return nil
}

// tied refuses to close a session of which something is still to be said.
func tied(ctx context.Context, v *gate.View, n *Session) error {
	open, waiting, err := openOf(ctx, v, n.ID)
	switch {
	case err != nil:
		return err
	case open > 0:
		return fault.Coded(fault.Conflict, "ATTENDANCE_OPEN", "Of %d people nobody has said whether they were there. Record their attendance first.", open)
	case waiting > 0:
		return fault.Coded(fault.Conflict, "REPORTS_OPEN", "%d reports wait for the vendor to verify them. Close the session when all are decided.", waiting)
	}
	return nil
}

// edit changes a session that the asker holds, or as the vendor any.
func (s *Service) edit(ctx context.Context, id ID, change func(*gate.Tx, *Session) error) (*Session, error) {
	return gate.Write(ctx, s.gate, hold, func(tx *gate.Tx) (*Session, error) {
		n, err := held(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		return n, tx.Widen(ctx, "a session of the asker is changed", func() error {
			if err := change(tx, n); err != nil {
				return err
			}
			return saveSession(ctx, tx, n)
		})
	})
}

// held is a session that the asker may run, locked until the end of the unit of
// work. A distributor that reads a session of the vendor does not hold it.
func held(ctx context.Context, tx *gate.Tx, id ID) (*Session, error) {
	n, err := locked(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if !n.heldBy(tx) {
		return nil, fault.New(fault.Forbidden, "This session is held by others. Only who holds it may do this.")
	}
	return n, nil
}

// locked is a session that the asker may see. The look comes first: a lock on
// what is foreign would make its holder wait.
func locked(ctx context.Context, tx *gate.Tx, id ID) (*Session, error) {
	n, err := sessionByID(ctx, &tx.View, id)
	if err != nil {
		return nil, err
	}
	open := n.Open
	err = tx.Widen(ctx, "a session is locked", func() (err error) {
		n, err = lockSession(ctx, tx, id)
		return err
	})
	n.Open = open
	return n, err
}

var hold = gate.Ask{Action: access.SessionHold}

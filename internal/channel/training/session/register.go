package session

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// RegistrationID names a registration.
type RegistrationID string

// Attendance says whether somebody was there.
type Attendance string

// Somebody was there, or was not.
const (
	Attended Attendance = "ATTENDED"
	Absent   Attendance = "ABSENT"
)

// Verification is what the vendor makes of a reported attendance.
type Verification string

// The verifications; see the diagram in the package comment.
const (
	Reported Verification = "REPORTED"
	Verified Verification = "VERIFIED"
	Rejected Verification = "REJECTED"
)

// Result is what is reported of one person.
type Result struct {
	Attendance *Attendance `db:"attendance"` // nil: nothing yet
	Score      *float64    `db:"score"`      // percent
	Passed     *bool       `db:"passed"`
}

// Registration is a person with a seat.
type Registration struct {
	ID        RegistrationID `db:"id"`
	SessionID ID             `db:"session_id"`
	HolderID  *partner.ID    `db:"holder_id"`
	PartnerID partner.ID     `db:"partner_id"`
	PersonID  member.ID      `db:"person_id"`
	Name      string         `db:"name"`
	State     string         `db:"state"` // REGISTERED or CANCELLED
	Result
	Verification *Verification          `db:"verification"`
	ReportedBy   *string                `db:"reported_by"`
	ReportedAt   *time.Time             `db:"reported_at"`
	DecidedBy    *string                `db:"decided_by"`
	DecidedAt    *time.Time             `db:"decided_at"`
	DecidedWhy   *string                `db:"decided_why"`
	CompletionID *learning.CompletionID `db:"completion_id"`
	EnrollmentID *learning.ID           `db:"credited_enrollment"`
	LessonID     *course.LessonID       `db:"credited_lesson"`
	RegisteredBy *string                `db:"registered_by"`
	RegisteredAt time.Time              `db:"registered_at"`
}

// person is somebody who may take a seat.
type person struct {
	ID        member.ID  `db:"id"`
	PartnerID partner.ID `db:"partner_id"`
	Email     string     `db:"email"`
	Name      string     `db:"name"`
}

// mostPeople is how many people one request may name.
const mostPeople = 250

// Register gives seats to people before a session begins: to the person who
// asks, or to people of the own partner when some are named. Who has a seat
// keeps it.
func (s *Service) Register(ctx context.Context, id ID, who []member.ID) (*Session, error) {
	ask := gate.Ask{Action: access.TrainingAssign}
	if who == nil {
		ask.Action = access.TrainingLearn
	}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Session, error) {
		if who == nil {
			who = []member.ID{member.ID(tx.Actor().Person)}
		}
		if err := several("personIds", len(who)); err != nil {
			return nil, err
		}
		people, err := peopleByID(ctx, &tx.View, who)
		if err != nil {
			return nil, err
		}
		if len(people) != len(who) {
			return nil, fault.Field(fault.Invalid, "personIds", "NOT_OF_PARTNER", "Some of these people do not exist, are disabled, or are not of a partner that you may register for. Name others, each once.")
		}
		n, err := locked(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if err := n.takesBookings(tx.Now()); err != nil {
			return nil, err
		}
		return n, seat(ctx, tx, n, people)
	})
}

func several(field string, n int) error {
	if n == 0 || n > mostPeople {
		return fault.Field(fault.Invalid, field, "TOO_MANY", "Name 1 to %d people; these are %d.", mostPeople, n)
	}
	return nil
}

func (n *Session) takesBookings(now time.Time) error {
	switch {
	case !n.Open:
		return fault.Coded(fault.Conflict, "SESSION_NOT_OPEN", "This session is for partners of another distributor now. Choose one of yours.")
	case n.State != Planned:
		return stateFault("Nobody can register for a session that is %s.", n.State)
	case !now.Before(n.StartsAt):
		return fault.Coded(fault.Conflict, "SESSION_BEGUN", "This session began at %s. Who holds it can still put you on the list.", n.StartsAt.UTC().Format(time.RFC3339))
	}
	return nil
}

// RegisterByEmail lets who holds a session put people on its list: of the own
// partner and of its resellers. It may do so until the session is closed. An
// address of anybody else answers like one that nobody has.
func (s *Service) RegisterByEmail(ctx context.Context, id ID, emails []string) (*Session, error) {
	return gate.Write(ctx, s.gate, hold, func(tx *gate.Tx) (*Session, error) {
		if err := several("emails", len(emails)); err != nil {
			return nil, err
		}
		reached, err := partnersSeen(ctx, &tx.View)
		if err != nil {
			return nil, err
		}
		n, err := held(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		if n.State != Planned && n.State != Held {
			return nil, stateFault("Nobody can be put on the list of a session that is %s.", n.State)
		}
		var people []*person
		err = tx.Widen(ctx, "attendees are named by their e-mail addresses", func() (err error) {
			people, err = named(ctx, tx, emails, reached)
			return err
		})
		if err != nil {
			return nil, err
		}
		return n, seat(ctx, tx, n, people)
	})
}

// named are the people with these addresses at the partners within reach.
func named(ctx context.Context, tx *gate.Tx, emails []string, at []string) ([]*person, error) {
	for i, e := range emails {
		emails[i] = strings.ToLower(strings.TrimSpace(e))
	}
	found, err := peopleByEmail(ctx, &tx.View, emails, at)
	if err != nil {
		return nil, err
	}
	by := map[string][]*person{}
	for _, p := range found {
		by[strings.ToLower(p.Email)] = append(by[strings.ToLower(p.Email)], p)
	}
	var out []*person
	var no []*fault.Error
	for i, e := range emails {
		switch field := fmt.Sprintf("emails.%d", i); len(by[e]) {
		case 0:
			no = append(no, fault.Field(fault.Invalid, field, "UNKNOWN_EMAIL", "Nobody whom you may register has this address. Check it, or have the partner invite the person."))
		case 1:
			out = append(out, by[e][0])
		default:
			no = append(no, fault.Field(fault.Invalid, field, "AMBIGUOUS_EMAIL", "People of several partners have this address. Let them register themselves."))
		}
	}
	return out, fault.Join(no...)
}

// seat gives people seats, each once, all or none. The session is locked.
func seat(ctx context.Context, tx *gate.Tx, n *Session, people []*person) error {
	return tx.Widen(ctx, "seats are taken", func() error {
		for _, p := range people {
			if err := seatOne(ctx, tx, n, p); err != nil {
				return err
			}
		}
		if n.Seats != nil && n.Registered > *n.Seats {
			return fault.Coded(fault.Conflict, "SESSION_FULL", "This session has %d seats and not enough are free. Choose another one, or ask who holds it for more.", *n.Seats)
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "training_session", ID: string(n.ID), Detail: map[string]any{"act": "seats", "asked": len(people)}})
		return saveSession(ctx, tx, n)
	})
}

func seatOne(ctx context.Context, tx *gate.Tx, n *Session, p *person) error {
	r := &Registration{ID: RegistrationID(ids.New()), SessionID: n.ID, HolderID: n.HolderID, PartnerID: p.PartnerID, PersonID: p.ID, Name: p.Name,
		State: "REGISTERED", RegisteredBy: filled(tx.Actor().Person), RegisteredAt: tx.Now()}
	fresh, err := putRegistration(ctx, tx, r)
	if err != nil || !fresh {
		return err
	}
	n.Registered++
	tx.Record(audit.Entry{Outcome: audit.Done, Kind: "training_session", ID: string(n.ID), Partner: string(p.PartnerID),
		Detail: map[string]any{"act": "registered", "person": p.ID}})
	return nil
}

func filled(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// Unregister gives a seat back, before anything was reported of it: learners
// their own, who leads a partner those of its people, who holds the session any.
func (s *Service) Unregister(ctx context.Context, id RegistrationID) (*Session, error) {
	return gate.Write(ctx, s.gate, unregisters(ctx), func(tx *gate.Tx) (*Session, error) {
		r, err := registrationByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		n, err := locked(ctx, tx, r.SessionID)
		if err != nil {
			return nil, err
		}
		return n, tx.Widen(ctx, "a seat is given back", func() error { return n.free(ctx, tx, id) })
	})
}

func unregisters(ctx context.Context) gate.Ask {
	for _, a := range []access.Action{access.SessionHold, access.TrainingAssign} {
		if gate.Reach(ctx, a) != access.None {
			return gate.Ask{Action: a}
		}
	}
	return gate.Ask{Action: access.TrainingLearn}
}

// heldBy tells whether the asker holds the session; the vendor holds all.
func (n *Session) heldBy(tx *gate.Tx) bool {
	who := tx.Actor().Partner
	return who == "" || n.HolderID != nil && string(*n.HolderID) == who
}

func (n *Session) free(ctx context.Context, tx *gate.Tx, id RegistrationID) error {
	r, err := registrationByID(ctx, &tx.View, id)
	if err != nil {
		return err
	}
	switch {
	case n.State != Planned && !(n.State == Held && n.heldBy(tx)):
		return stateFault("No seat of a session that is %s can be given back.", n.State)
	case r.Attendance != nil:
		return fault.Coded(fault.Conflict, "ATTENDANCE_RECORDED", "It is recorded whether this person was there. Correct that instead.")
	case r.State != "REGISTERED":
		return fault.Coded(fault.Conflict, "NOT_REGISTERED", "This seat was given back already.")
	}
	tx.Record(audit.Changed("session_registration", string(id), r.State, "CANCELLED"))
	r.State = "CANCELLED"
	n.Registered--
	if err := saveRegistration(ctx, tx, r); err != nil {
		return err
	}
	return saveSession(ctx, tx, n)
}

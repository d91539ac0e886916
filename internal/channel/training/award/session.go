package award

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Attendance is the fact that a person attended a session.
type Attendance struct {
	ID        string     `db:"id"`
	PersonID  member.ID  `db:"person_id"`
	PartnerID partner.ID `db:"partner_id"`
	Session   string     `db:"session_key"` // as certifications ask for it
	At        time.Time  `db:"attended_at"`
	RevokedAt *time.Time `db:"revoked_at"`
}

// Attend is the door for whoever holds sessions: it records that somebody
// attended one, and certifies whom that makes complete, in the caller's unit of
// work. The same person, session and time again is the same attendance; then
// fresh is false.
func (s *Service) Attend(ctx context.Context, tx *gate.Tx, in Attendance) (a *Attendance, fresh bool, err error) {
	if in.At.After(tx.Now()) {
		return nil, false, fault.Field(fault.Invalid, "attendedAt", "IN_THE_FUTURE", "Nobody has attended this at %s yet. Give the time at which it was held.", in.At.UTC().Format(time.RFC3339))
	}
	in.ID = ids.New()
	err = tx.Widen(ctx, "an attended session is credited", func() error {
		if fresh, err = insertAttendance(ctx, tx, &in); err != nil {
			return err
		}
		if !fresh {
			a, err = attendanceAt(ctx, &tx.View, in)
			return err
		}
		a = &in
		tx.Record(audit.Entry{Action: "training.attended", Outcome: audit.Done, Kind: "attended_session", ID: a.ID, Partner: string(a.PartnerID),
			Detail: map[string]any{"person": a.PersonID, "session": a.Session, "at": a.At}})
		return s.attended(ctx, tx, a)
	})
	return a, fresh, err
}

func (s *Service) attended(ctx context.Context, tx *gate.Tx, a *Attendance) error {
	keys, err := asking(ctx, &tx.View, Session, a.Session)
	if err != nil {
		return err
	}
	return s.weigh(ctx, tx, ofPerson(a.PartnerID, string(a.PersonID)), keys)
}

// Unattend takes an attendance back, and with it what rests on it.
func (s *Service) Unattend(ctx context.Context, tx *gate.Tx, id, why string) error {
	if why == "" || len(why) > 1000 {
		return fault.Field(fault.Invalid, "reason", "REQUIRED", "Say why in 1 to 1000 characters: the learner will read it.")
	}
	return tx.Widen(ctx, "an attended session is taken back", func() error {
		a, err := attendanceToRevoke(ctx, tx, id)
		if err != nil {
			return err
		}
		if a.RevokedAt != nil {
			return fault.Coded(fault.Conflict, "ATTENDANCE_REVOKED", "This attendance was taken back on %s.", a.RevokedAt.UTC().Format(time.DateOnly))
		}
		tx.Record(audit.Entry{Action: "training.unattended", Outcome: audit.Done, Kind: "attended_session", ID: id, Partner: string(a.PartnerID),
			Detail: map[string]any{"person": a.PersonID, "session": a.Session, "why": why}})
		if err := tx.Must(ctx, revokeAttendance, id, tx.Now(), why); err != nil {
			return err
		}
		return s.fell(ctx, tx, ofPerson(a.PartnerID, string(a.PersonID)), id, why)
	})
}

const addAttendance = `
insert into attended_session (id, partner_id, person_id, session_key, attended_at)
values ($1, $2, $3, $4, $5)
on conflict (person_id, session_key, attended_at) do nothing`

func insertAttendance(ctx context.Context, tx *gate.Tx, a *Attendance) (bool, error) {
	n, err := tx.Exec(ctx, addAttendance, a.ID, a.PartnerID, a.PersonID, a.Session, a.At)
	return n == 1, err
}

const sameAttendance = `
select id, partner_id, person_id, session_key, attended_at, revoked_at
from attended_session
where person_id = $1 and session_key = $2 and attended_at = $3`

func attendanceAt(ctx context.Context, v *gate.View, in Attendance) (*Attendance, error) {
	var a Attendance
	err := v.Get(ctx, &a, sameAttendance, in.PersonID, in.Session, in.At)
	return &a, err
}

const oneAttendance = `
select id, partner_id, person_id, session_key, attended_at, revoked_at
from attended_session
where id = $1
for update`

func attendanceToRevoke(ctx context.Context, tx *gate.Tx, id string) (*Attendance, error) {
	var a Attendance
	err := tx.Get(ctx, &a, oneAttendance, id)
	return &a, err
}

const revokeAttendance = `
update attended_session
set revoked_at = $2, revoked_why = $3
where id = $1`

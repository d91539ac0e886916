package session

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/gate"
)

const registrationColumns = `
select r.id, r.session_id, r.holder_id, r.partner_id, r.person_id, r.name, r.state, r.attendance, r.score, r.passed, r.verification,
  r.reported_by, r.reported_at, r.decided_by, r.decided_at, r.decided_why, r.completion_id, r.credited_enrollment, r.credited_lesson,
  r.registered_by, r.registered_at
from session_registration r`

const oneRegistration = registrationColumns + `
where r.id = $1`

func registrationByID(ctx context.Context, v *gate.View, id RegistrationID) (*Registration, error) {
	var r Registration
	err := v.Get(ctx, &r, oneRegistration, id)
	return &r, err
}

const registrationsInSession = registrationColumns + `
where r.session_id = $1 and r.id = any($2::uuid[])`

func registrationsOf(ctx context.Context, v *gate.View, id ID, marks []Mark) (map[RegistrationID]*Registration, error) {
	want := make([]RegistrationID, len(marks))
	for i, m := range marks {
		want[i] = m.ID
	}
	var rows []*Registration
	err := v.Select(ctx, &rows, registrationsInSession, id, gate.Array(want))
	out := map[RegistrationID]*Registration{}
	for _, r := range rows {
		out[r.ID] = r
	}
	return out, err
}

const sessionsOfRegistrations = `
select s.id
from training_session s
where s.id in (select r.session_id from session_registration r where r.id = any($1::uuid[]))
order by s.id
for update of s`

const registrationsLocked = registrationColumns + `
where r.id = any($1::uuid[])
order by r.id`

// lockRegistrations locks the sessions that registrations belong to, as
// everybody does who changes one, and then reads them.
func lockRegistrations(ctx context.Context, tx *gate.Tx, of []RegistrationID) ([]*Registration, error) {
	if _, err := tx.Exec(ctx, sessionsOfRegistrations, gate.Array(of)); err != nil {
		return nil, err
	}
	var out []*Registration
	err := tx.Select(ctx, &out, registrationsLocked, gate.Array(of))
	return out, err
}

const takeSeat = `
insert into session_registration (id, session_id, holder_id, partner_id, person_id, name, state, registered_by, registered_at)
values ($1, $2, $3, $4, $5, $6, 'REGISTERED', $7, $8)
on conflict (session_id, person_id) do update
set state = 'REGISTERED', name = excluded.name, registered_by = excluded.registered_by, registered_at = excluded.registered_at
where session_registration.state = 'CANCELLED'`

// putRegistration tells whether the person had no seat yet.
func putRegistration(ctx context.Context, tx *gate.Tx, r *Registration) (bool, error) {
	n, err := tx.Exec(ctx, takeSeat, r.ID, r.SessionID, r.HolderID, r.PartnerID, r.PersonID, r.Name, r.RegisteredBy, r.RegisteredAt)
	return n == 1, err
}

const editRegistration = `
update session_registration
set state = $2, attendance = $3, score = $4, passed = $5, verification = $6, reported_by = $7, reported_at = $8, decided_by = $9, decided_at = $10,
  decided_why = $11, completion_id = $12, credited_enrollment = $13, credited_lesson = $14
where id = $1`

func saveRegistration(ctx context.Context, tx *gate.Tx, r *Registration) error {
	return tx.Must(ctx, editRegistration, r.ID, r.State, r.Attendance, r.Score, r.Passed, r.Verification, r.ReportedBy, r.ReportedAt, r.DecidedBy,
		r.DecidedAt, r.DecidedWhy, r.CompletionID, r.EnrollmentID, r.LessonID)
}

package graph_test

import (
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/testkit"
)

// meet lets the distributors and the vendor plan a session, with people of
// some partners on the list.
func (e *estate) meet() {
	for _, on := range []struct {
		holder *testkit.House
		people []*testkit.House
	}{{e.North, []*testkit.House{e.Acorn, e.Cedar}}, {e.South, []*testkit.House{e.Birch, e.Cedar}}, {nil, []*testkit.House{e.Dune, e.North}}} {
		by := e.Mgr
		if on.holder != nil {
			by = on.holder.Admin
		}
		n := e.Session(by, e.plan.CourseID)
		if on.holder != nil {
			e.add("TrainingSession", string(n.ID), on.holder, nil, nil)
		}
		for _, h := range on.people {
			_, err := e.Sessions.Register(e.As(h.Second), n.ID, nil)
			e.Must(err)
			id := e.Sees(e.System(), "select id::text from session_registration where session_id = $1 and person_id = $2", n.ID, h.Second.ID)[0]
			e.add("SessionRegistration", id, h, nil, on.holder)
		}
	}
}

// timetable are sessions in every state and registrations at every stage.
func (e *estate) timetable() {
	_, err := e.Sessions.Trust(e.System(), e.South.ID, true)
	e.Must(err)
	at := e.Clock.Now().Add(-48 * time.Hour)
	for i, h := range []*testkit.House{e.North, e.South, nil, e.North, e.South} {
		id, state, holder := ids.New(), []string{"HELD", "CLOSED", "CANCELLED", "PLANNED", "HELD"}[i], (*string)(nil)
		if h != nil {
			owner := string(h.ID)
			holder = &owner
		}
		e.as(`insert into training_session (id, holder_id, course_id, lesson_key, title, place, starts_at, ends_at, time_zone, seats, registered, language, state, reason, created_at, updated_at)
			values ($1, $2, $3, case $4::int when 1 then 'one' end, 'Class', 'Hamburg', $5, $6, 'Europe/Berlin', nullif($4, 0) * 10, 2, 'de', $7, case $7 when 'CANCELLED' then 'Ill.' end, now(), now())`,
			id, holder, e.plan.CourseID, i, at.Add(time.Duration(i/2)*time.Hour), at.Add(9*time.Hour), state)
		for j, p := range []*testkit.House{e.Acorn, e.Birch, e.Cedar, e.North} {
			stage := [][3]any{{nil, nil, nil}, {"ABSENT", nil, nil}, {"ATTENDED", "REPORTED", nil}, {"ATTENDED", "VERIFIED", nil}, {"ATTENDED", "REJECTED", "Not on the list."}}[(i+j)%5]
			e.as(`insert into session_registration (id, session_id, holder_id, partner_id, person_id, name, state, attendance, score, passed, verification, reported_at, decided_why, decided_at, registered_at)
				values ($1, $2, $3, $4, $5, $6, case when $7::text is null and $10 = 0 then 'CANCELLED' else 'REGISTERED' end, $7,
				case when $8::text is not null then 50.5 end, case when $8::text = 'VERIFIED' then true end, $8, case when $7::text is not null then now() end, $9, case when $9::text is not null then now() end, $11)`,
				ids.New(), id, holder, p.ID, p.Admin.ID, p.Admin.Name, stage[0], stage[1], stage[2], j%2, at.Add(time.Duration(j/2)*time.Minute))
		}
	}
}

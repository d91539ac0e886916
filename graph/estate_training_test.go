package graph_test

import (
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// taught is a published course.
func (e *estate) taught(key string) course.ID {
	id := ids.New()
	e.as(`insert into course (id, key) values ($1, $2)`, id, key)
	e.as(`insert into course_version (id, course_id, number, state, locale, locales, title, minutes, published_at)
		values ($1, $2, 1, 'PUBLISHED', 'en', '{en}', '{"en": "Course"}', 10, now())`, ids.New(), id)
	return course.ID(id)
}

// bring lets a person of every house complete a course, which brings points.
func (e *estate) bring() {
	_, err := e.Effects.Define(e.System(), effect.Definition{Key: "points-for-any", Name: "Points for any course", Cause: effect.CourseCompleted,
		Kind: effect.Points, Amount: 50, Once: true})
	e.Must(err)
	id := e.taught("edge-basics")
	for _, h := range e.Houses() {
		e.credit(h, id)
		entry, err := gate.Read(e.System(), e.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (id string, err error) {
			err = v.Get(e.System(), &id, `select id from effect where partner_id = $1`, h.ID)
			return id, err
		})
		e.Must(err)
		e.add("Effect", entry, h, nil, nil)
	}
	e.proofs()
	_, err = e.Progress.Measure(e.System())
	e.Must(err)
}

// credit lets the second person of a house have completed a course elsewhere.
func (e *estate) credit(h *testkit.House, id course.ID) *learning.Completion {
	c, err := gate.Write(e.System(), e.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*learning.Completion, error) {
		c, _, err := e.Learning.Credit(e.System(), tx, learning.Credit{PersonID: h.Second.ID, PartnerID: h.ID, CourseID: id, At: tx.Now(), Origin: learning.InOtherLMS})
		return c, err
	})
	e.Must(err)
	return c
}

// classes are learners in every state, rules of every kind and effects that
// were reversed; one program names its learners.
func (e *estate) classes() {
	now := e.Clock.Now()
	second, third := e.taught("edge-design"), e.taught("edge-security")
	subject, line := "edge-design", "edge-security"
	assets, err := e.Library.Assets(e.System(), "", "", everything)
	e.Must(err)
	for _, d := range []effect.Definition{
		{Key: "design-tier", Name: "Design counts for the tier", Cause: effect.CourseCompleted, Subject: &subject, Kind: effect.TierMetric, Target: "trained-designers", Amount: 1},
		{Key: "design-deck", Name: "Design opens the deck", Cause: effect.CourseCompleted, Subject: &subject, Kind: effect.ContentUnlock, AssetID: &assets.Rows[0].ID, Amount: 1, Once: true},
		{Key: "security-funds", Name: "Security opens funds", Cause: effect.CourseCompleted, Subject: &line, Kind: effect.MDFEligibility, Target: "security-campaign", Amount: 1},
	} {
		_, err := e.Effects.Define(e.System(), d)
		e.Must(err)
	}
	_, err = e.Effects.Define(e.System(), effect.Definition{Key: "design-tier", Name: "Design counts twice", Cause: effect.CourseCompleted, Subject: &subject, Kind: effect.TierMetric, Target: "trained-designers", Amount: 2})
	e.Must(err)
	for i, h := range e.Houses() {
		c := e.credit(h, second)
		if i%2 == 0 {
			_, err := gate.Write(e.System(), e.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*learning.Completion, error) {
				return e.Learning.Revoke(e.System(), tx, c.ID, "a test")
			})
			e.Must(err)
		}
		for j, p := range []string{string(h.Admin.ID), string(h.Second.ID)} {
			state := []string{"ASSIGNED", "STARTED", "OVERDUE"}[(i+j)%3]
			e.as(`insert into enrollment (id, partner_id, person_id, course_id, state, origin, assigned_at, due_at) values ($1, $2, $3, $4, $5, 'HAND', $6, $7)`,
				ids.New(), h.ID, p, third, state, now, now.Add(time.Duration(i*24)*time.Hour))
			e.as(`insert into certification (id, definition_key, partner_id, person_id, issued_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
				ids.New(), testkit.Certificate, h.ID, p, now.AddDate(-1, 0, 0), now.AddDate(0, i, 10))
		}
	}
	e.as(`insert into certification_requirement (program_id, definition_key, holders) select id, $1, 2 from program`, testkit.Certificate)
	e.as(`update program set names_learners = true where family = 'RESELLER'`)
	_, err = e.Progress.Measure(e.System())
	e.Must(err)
}

// lapse lets proofs end: of every house one person's soon, another's and the
// partner's own ended, so that memberships are at risk.
func (e *estate) lapse() {
	now := e.Clock.Now()
	e.as(`insert into certification_definition (key, name, minutes, valid_months, notice_days, grace_days) values ('edge-lapse-301', 'Edge Lapse 301', 30, 12, 30, 10)`)
	e.as(`insert into certification_requirement (program_id, definition_key, holders) select id, 'edge-lapse-301', 1 from program`)
	for i, h := range e.Houses() {
		for who, days := range map[string]int{string(h.Admin.ID): -11 - i, string(h.Second.ID): 5 - 10*(i%2), "": -400} {
			id := ids.New()
			e.as(`insert into certification (id, definition_key, partner_id, person_id, issued_at, expires_at, notice_days, grace_days)
				values ($1, 'edge-lapse-301', $2, nullif($3, '')::uuid, $4, $5, 30, 10)`, id, h.ID, who, now.AddDate(-2, 0, 0), now.AddDate(0, 0, days))
			e.add("Certification", id, h, nil, nil)
		}
	}
	e.Must(e.Lapses.Round(e.System()))
	for _, h := range e.Houses() {
		for _, id := range e.Sees(e.System(), "select n.id::text from notice n join person p on p.id = n.person_id where p.partner_id = $1", h.ID) {
			e.add("Notice", id, h, nil, nil)
		}
	}
	e.Must(e.Notices.Round(e.System()))
	e.as(`update notice set read_at = at where kind = 'MEMBERSHIP'`)
}

// lapsed are memberships in every stage of a lapse.
func (e *estate) lapsed() {
	e.as(`delete from certification_requirement where definition_key = 'edge-lapse-301'`)
	e.as(`insert into certification_requirement (program_id, definition_key, holders) select id, 'edge-lapse-301', 2 from program`)
	e.Must(e.Lapses.Round(e.System()))
	e.as(`update membership set lapsed_since = now() - interval '40 days' where partner_id = $1`, e.South.ID)
	e.as(`update membership set by_hand = 'AT_RISK' where partner_id = $1`, e.Birch.ID)
	e.as(`update membership set by_hand = 'SUSPENDED', state = 'SUSPENDED' where partner_id = $1`, e.Dune.ID)
	e.as(`update program set lapse_grace_days = 31 where family = 'DISTRIBUTOR'`)
	for _, h := range e.Houses()[:3] { // who renews
		e.as(`insert into certification (id, definition_key, partner_id, person_id, issued_at, expires_at, renews)
			select $1, definition_key, partner_id, person_id, $3, $4, id from certification where person_id = $2 and definition_key = 'edge-lapse-301'`,
			ids.New(), h.Second.ID, e.Clock.Now(), e.Clock.Now().AddDate(0, 2, 0))
	}
}

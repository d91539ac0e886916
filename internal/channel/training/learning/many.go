package learning

import (
	"context"
	"encoding/json"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Crowd is an Observer that is told of many completions at once, in their
// order: what follows has to be what followed if it were told of one after the
// other. Of many that are revoked it may leave out what one would give and the
// next take back.
type Crowd interface {
	CompletedAll(ctx context.Context, tx *gate.Tx, all []*Completion) error
	RevokedAll(ctx context.Context, tx *gate.Tx, all []*Completion) error
}

// CreditAll is Credit for many, each with its version, in their order: nil for
// what was known. A fixed number of statements credits what nobody is enrolled
// for; an enrollment that is completed takes its own. One that lies in the future
// keeps all of them out.
func (s *Service) CreditAll(ctx context.Context, tx *gate.Tx, all []Credit) (brought []*CompletionID, err error) {
	for _, in := range all {
		if err := in.happened(tx.Now()); err != nil {
			return nil, err
		}
	}
	err = tx.Widen(ctx, "what was learned elsewhere is credited", func() error {
		brought, err = s.creditAll(ctx, tx, all)
		return err
	})
	return brought, err
}

func (s *Service) creditAll(ctx context.Context, tx *gate.Tx, all []Credit) ([]*CompletionID, error) {
	people, partners := make([]member.ID, len(all)), make([]partner.ID, len(all))
	for i, in := range all {
		people[i], partners[i] = in.PersonID, in.PartnerID
	}
	if err := LockLearners(ctx, tx, people); err != nil {
		return nil, err
	}
	if err := lockTallies(ctx, tx, partners); err != nil {
		return nil, err
	}
	known, busy, err := before(ctx, &tx.View, all)
	if err != nil {
		return nil, err
	}
	var plain []*Completion
	brought := make([]*CompletionID, len(all))
	for i, in := range all {
		switch {
		case known[in.what()]:
			continue
		case busy[pair{in.PersonID, in.CourseID}]:
			c, fresh, err := s.credit(ctx, tx, in)
			if err != nil {
				return nil, err
			}
			if fresh {
				brought[i] = &c.ID
			}
		default:
			c := &Completion{ID: CompletionID(ids.New()), PartnerID: in.PartnerID, PersonID: in.PersonID, CourseID: in.CourseID, VersionID: *in.VersionID, CompletedAt: in.At, Origin: in.Origin}
			plain, brought[i] = append(plain, c), &c.ID
		}
		known[in.what()] = true
	}
	return brought, s.recordAll(ctx, tx, plain)
}

// recordAll writes completions that finish nothing, and tells of them.
func (s *Service) recordAll(ctx context.Context, tx *gate.Tx, all []*Completion) error {
	if len(all) == 0 {
		return nil
	}
	if err := insertCompletions(ctx, tx, all); err != nil {
		return err
	}
	for _, c := range all {
		tx.Record(c.entry())
	}
	for _, o := range s.observers {
		if crowd, ok := o.(Crowd); ok {
			if err := crowd.CompletedAll(ctx, tx, all); err != nil {
				return err
			}
			continue
		}
		for _, c := range all {
			if err := o.Completed(ctx, tx, c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Completion) entry() audit.Entry {
	return audit.Entry{Action: "training.completed", Outcome: audit.Done, Kind: "course_completion", ID: string(c.ID),
		Partner: string(c.PartnerID), Detail: map[string]any{"person": c.PersonID, "course": c.CourseID, "version": c.VersionID, "origin": c.Origin}}
}

type pair struct {
	person member.ID
	course course.ID
}

// deed is what makes two completions the same.
type deed struct {
	pair
	at int64 // microseconds
}

func (in Credit) what() deed { return deed{pair{in.PersonID, in.CourseID}, in.At.UnixMicro()} }

const lockTalliesOf = `
select 1
from partner_tally
where partner_id = any($1::uuid[])
order by partner_id
for update`

// lockTallies keeps two that credit the same partners from waiting for each
// other crosswise.
func lockTallies(ctx context.Context, tx *gate.Tx, of []partner.ID) error {
	_, err := tx.Exec(ctx, lockTalliesOf, gate.Array(of))
	return err
}

const knownOf = `
select c.person_id, c.course_id, c.completed_at
from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) w (person_id, course_id, completed_at)
join course_completion c on c.person_id = w.person_id and c.course_id = w.course_id and c.completed_at = w.completed_at and c.revoked_at is null`

// A curriculum counts its courses one by one.
const busyOf = `
select distinct w.person_id, w.course_id
from unnest($1::uuid[], $2::uuid[]) w (person_id, course_id)
join enrollment e on e.person_id = w.person_id and e.state in ('ASSIGNED', 'STARTED', 'OVERDUE')
  and (e.course_id = w.course_id or e.course_id is null and w.course_id = any (e.required))`

// before tells which of some completions are known, and who is enrolled for a
// course of them.
func before(ctx context.Context, v *gate.View, all []Credit) (map[deed]bool, map[pair]bool, error) {
	var people, courses, times []string
	for _, in := range all {
		people, courses, times = append(people, string(in.PersonID)), append(courses, string(in.CourseID)), append(times, in.At.UTC().Format(time.RFC3339Nano))
	}
	var rows []struct {
		PersonID member.ID `db:"person_id"`
		CourseID course.ID `db:"course_id"`
		At       time.Time `db:"completed_at"`
	}
	known, busy := map[deed]bool{}, map[pair]bool{}
	if err := v.Select(ctx, &rows, knownOf, gate.Array(people), gate.Array(courses), gate.Array(times)); err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		known[deed{pair{r.PersonID, r.CourseID}, r.At.UnixMicro()}] = true
	}
	rows = nil
	err := v.Select(ctx, &rows, busyOf, gate.Array(people), gate.Array(courses))
	for _, r := range rows {
		busy[pair{r.PersonID, r.CourseID}] = true
	}
	return known, busy, err
}

const addCompletions = `
insert into course_completion (id, partner_id, person_id, course_id, version_id, completed_at, origin)
select x.id, x.partner_id, x.person_id, x.course_id, x.version_id, x.completed_at, x.origin
from jsonb_to_recordset($1) x (id uuid, partner_id uuid, person_id uuid, course_id uuid, version_id uuid, completed_at timestamptz, origin text)`

func insertCompletions(ctx context.Context, tx *gate.Tx, all []*Completion) error {
	rows := make([]map[string]any, len(all))
	for i, c := range all {
		rows[i] = map[string]any{"id": c.ID, "partner_id": c.PartnerID, "person_id": c.PersonID, "course_id": c.CourseID, "version_id": c.VersionID,
			"completed_at": c.CompletedAt, "origin": c.Origin}
	}
	text, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, addCompletions, string(text))
	return err
}

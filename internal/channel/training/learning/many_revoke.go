package learning

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Brought is a completion that came from elsewhere, and whose it is.
type Brought struct {
	PersonID   member.ID
	Completion CompletionID
}

// WithdrawAll is Withdraw for many completions, in their order; what was revoked
// by hand before stays so. A fixed number of statements takes back what finished
// nothing; enrollments and curricula that run on take their own.
func (s *Service) WithdrawAll(ctx context.Context, tx *gate.Tx, all []Brought, why string) error {
	if err := readable(why); err != nil || len(all) == 0 {
		return err
	}
	return tx.Widen(ctx, "what was credited is taken back", func() error { return s.withdrawAll(ctx, tx, all, why) })
}

func (s *Service) withdrawAll(ctx context.Context, tx *gate.Tx, all []Brought, why string) error {
	people := make([]member.ID, len(all))
	for i, b := range all {
		people[i] = b.PersonID
	}
	if err := LockLearners(ctx, tx, people); err != nil {
		return err
	}
	standing, err := standingOf(ctx, tx, all)
	if err != nil {
		return err
	}
	parts, err := inCurricula(ctx, &tx.View, standing)
	if err != nil {
		return err
	}
	if err := s.revokeAll(ctx, tx, standing, parts, why); err != nil {
		return err
	}
	for _, c := range standing {
		if err := s.runOnAfter(ctx, tx, c); err != nil {
			return err
		}
		if !parts[c.ID] {
			continue
		}
		if err := reopenCurricula(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}

// revokeAll takes completions back together, and tells of them. Parts are those
// that count in a curriculum.
func (s *Service) revokeAll(ctx context.Context, tx *gate.Tx, all []*Completion, parts map[CompletionID]bool, why string) error {
	if len(all) == 0 {
		return nil
	}
	of := make([]partner.ID, len(all))
	for i, c := range all {
		of[i] = c.PartnerID
		c.revoke(tx, why)
	}
	if err := lockTallies(ctx, tx, of); err != nil {
		return err
	}
	if err := saveRevocations(ctx, tx, all, why); err != nil {
		return err
	}
	for _, c := range all {
		if !parts[c.ID] {
			continue
		}
		if err := recountCurricula(ctx, tx, c); err != nil {
			return err
		}
	}
	for _, o := range s.observers {
		if err := tellRevoked(ctx, tx, o, all); err != nil {
			return err
		}
	}
	return nil
}

func tellRevoked(ctx context.Context, tx *gate.Tx, o Observer, all []*Completion) error {
	if crowd, ok := o.(Crowd); ok {
		return crowd.RevokedAll(ctx, tx, all)
	}
	for _, c := range all {
		if err := o.Revoked(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}

// runOnAfter lets the enrollment go on that a completion had finished.
func (s *Service) runOnAfter(ctx context.Context, tx *gate.Tx, c *Completion) error {
	if c.EnrollmentID == nil {
		return nil
	}
	e, err := enrollmentByID(ctx, &tx.View, *c.EnrollmentID)
	if err != nil {
		return err
	}
	return s.runOn(ctx, tx, e)
}

const partsOfCurricula = `
select distinct c.id
from course_completion c
join enrollment e on e.person_id = c.person_id and e.course_id is null and c.course_id = any(e.required) and e.state <> 'CANCELLED'
where c.id = any($1::uuid[])`

// inCurricula are those of some completions that count in a curriculum which
// their learner is on or has completed.
func inCurricula(ctx context.Context, v *gate.View, all []*Completion) (map[CompletionID]bool, error) {
	of := make([]CompletionID, len(all))
	for i, c := range all {
		of[i] = c.ID
	}
	var found []CompletionID
	err := v.Select(ctx, &found, partsOfCurricula, gate.Array(of))
	out := map[CompletionID]bool{}
	for _, id := range found {
		out[id] = true
	}
	return out, err
}

const manyStanding = completionColumns + `
where c.id = any($1::uuid[]) and c.revoked_at is null
order by c.id
for update`

// standingOf are those of some completions that nobody has taken back, in the
// order in which they are given. They are locked.
func standingOf(ctx context.Context, tx *gate.Tx, all []Brought) ([]*Completion, error) {
	asked := make([]CompletionID, len(all))
	for i, b := range all {
		asked[i] = b.Completion
	}
	var rows []*Completion
	if err := tx.Select(ctx, &rows, manyStanding, gate.Array(asked)); err != nil {
		return nil, err
	}
	found := map[CompletionID]*Completion{}
	for _, c := range rows {
		found[c.ID] = c
	}
	var out []*Completion
	for _, id := range asked {
		if c := found[id]; c != nil {
			out = append(out, c)
			delete(found, id) // named twice, it is one
		}
	}
	return out, nil
}

const revokeMany = `
update course_completion
set revoked_at = $2, revoked_by = nullif($3, '')::uuid, revoked_why = $4
where id = any($1::uuid[])`

func saveRevocations(ctx context.Context, tx *gate.Tx, all []*Completion, why string) error {
	of := make([]CompletionID, len(all))
	for i, c := range all {
		of[i] = c.ID
	}
	_, err := tx.Exec(ctx, revokeMany, gate.Array(of), tx.Now(), tx.Actor().Person, why)
	return err
}

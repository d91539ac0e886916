package learning

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/gate"
)

const completionColumns = `
select c.id, c.partner_id, c.person_id, c.course_id, c.version_id, c.enrollment_id, c.completed_at, c.origin, c.revoked_at, c.revoked_why
from course_completion c`

const addCompletion = `
insert into course_completion (id, partner_id, person_id, course_id, version_id, enrollment_id, completed_at, origin)
values ($1, $2, $3, $4, $5, $6, $7, $8)`

func insertCompletion(ctx context.Context, tx *gate.Tx, c *Completion) error {
	return tx.Must(ctx, addCompletion, c.ID, c.PartnerID, c.PersonID, c.CourseID, c.VersionID, c.EnrollmentID, c.CompletedAt, c.Origin)
}

const sameCompletion = completionColumns + `
where c.person_id = $1 and c.course_id = $2 and c.completed_at = $3 and c.revoked_at is null`

func completionAt(ctx context.Context, v *gate.View, in Credit) (*Completion, error) {
	var c Completion
	err := v.Get(ctx, &c, sameCompletion, in.PersonID, in.CourseID, in.At)
	return &c, err
}

const revocable = completionColumns + `
where c.id = $1
for update`

func completionToRevoke(ctx context.Context, tx *gate.Tx, id CompletionID) (*Completion, error) {
	var c Completion
	err := tx.Get(ctx, &c, revocable, id)
	return &c, err
}

const revoke = `
update course_completion
set revoked_at = $2, revoked_by = nullif($3, '')::uuid, revoked_why = $4
where id = $1`

func saveRevocation(ctx context.Context, tx *gate.Tx, c *Completion) error {
	return tx.Must(ctx, revoke, c.ID, c.RevokedAt, tx.Actor().Person, c.RevokedWhy)
}

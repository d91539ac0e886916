package learning

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const lessonsOfAsker = `
select distinct l.id
from lesson l
join course_version v on v.id = l.version_id
join enrollment e on e.version_id = l.version_id and e.person_id = $2 and e.state <> 'CANCELLED'
where l.id = any($1) and (e.state = 'COMPLETED' or not v.in_order or not exists (
  select 1 from lesson b
  left join lesson_progress p on p.lesson_id = b.id and p.enrollment_id = e.id
  where b.version_id = v.id and b.position < l.position and not b.optional and p.completed_at is null))`

// Readable are those of some lessons that the person who asks may read now: of
// a course that was started, when it is their turn, and of one that was
// completed for ever. The vendor's staff reads all.
func Readable(ctx context.Context, v *gate.View, of []string) ([]string, error) {
	if v.Reach() == access.All {
		return of, nil
	}
	var out []string
	if v.Actor().Person == "" {
		return nil, nil
	}
	err := v.Select(ctx, &out, lessonsOfAsker, gate.Array(of), v.Actor().Person)
	return out, err
}

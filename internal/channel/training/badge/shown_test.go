package badge_test

import (
	"context"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/badge"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// executed counts what the connection has executed of what it has prepared.
const executed = `
select coalesce(sum(generic_plans + custom_plans), 0)::int
from pg_prepared_statements
where statement like '%verify_code%'`

func TestTheBadgesOfManyTakeAsManyStatementsAsOne(t *testing.T) {
	t.Parallel()
	a := newAcademy(t)
	all := []string{string(a.held.ID)}
	for range 19 {
		all = append(all, string(a.give(nil).ID))
	}
	count := func(of []string) int {
		n, err := gate.Read(a.As(a.Boss), a.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (n int, err error) {
			var before, after int
			ctx := context.Background()
			if err := v.Get(ctx, &before, executed); err != nil {
				return 0, err
			}
			found, err := badge.Shown(ctx, v, of)
			if err != nil {
				return 0, err
			}
			if len(found) != len(of) {
				t.Errorf("%d badges of %d are shown", len(found), len(of))
			}
			err = v.Get(ctx, &after, executed)
			return after - before, err
		})
		a.Must(err)
		return n
	}
	if one, many := count(all[:1]), count(all); one != 1 || many != 1 {
		t.Errorf("%d statements for one badge, %d for %d, want 1 and 1", one, many, len(all))
	}
}

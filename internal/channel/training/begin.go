package training

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Pause is how long a first day waits at most to be noticed.
const Pause = 5 * time.Minute

// FirstDays is the chore of the queue that looks for them.
type FirstDays struct{}

// Kind names the chore in the queue.
func (FirstDays) Kind() string { return "training.first_days" }

// Begin brings the effects of certifications whose first day has come, each in
// a unit of work of its own. It can be cut off anywhere and told twice; a clock
// that is turned back afterwards takes nothing away, and brings nothing again.
func (s *Service) Begin(ctx context.Context) error {
	ask := gate.Ask{Action: access.CertifyRecord}
	for {
		due, err := gate.Read(ctx, s.gate, ask, func(v *gate.View) ([]ID, error) { return toBegin(ctx, v) })
		if err != nil || len(due) == 0 {
			return err
		}
		for _, id := range due {
			if _, err := gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (struct{}, error) { return struct{}{}, s.begin(ctx, tx, id) }); err != nil {
				return err
			}
		}
	}
}

// begin looks again under the lock: another round may have been quicker, or
// somebody may have revoked it.
func (s *Service) begin(ctx context.Context, tx *gate.Tx, id ID) error {
	c, err := toChange(ctx, tx, id)
	if err != nil {
		return err
	}
	e := audit.Entry{Action: "certification.begun", Outcome: audit.Done, Kind: "certification", ID: string(id), Partner: string(c.PartnerID)}
	if c.Begun || c.RevokedAt != nil || c.IssuedAt.After(tx.Now()) {
		e.Detail = map[string]string{"act": "nothing to do"}
		tx.Record(e)
		return nil
	}
	tx.Record(e)
	c.Begun = true
	if err := tx.Must(ctx, markBegun, id); err != nil {
		return err
	}
	return s.tell(ctx, tx, c)
}

const atOnce = 500

const firstDays = `
select id
from certification
where not begun and revoked_at is null and issued_at <= $1
order by issued_at, id
limit $2`

func toBegin(ctx context.Context, v *gate.View) ([]ID, error) {
	var out []ID
	err := v.Select(ctx, &out, firstDays, v.Now(), atOnce)
	return out, err
}

const markBegun = `
update certification
set begun = true
where id = $1`

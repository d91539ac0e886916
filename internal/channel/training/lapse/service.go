package lapse

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Service follows what ends. Those who certify and those who move memberships
// tell it: see Certified, Lost, Placed and Moved.
type Service struct {
	gate  *gate.Gate
	batch int // notices of one unit of work
	few   int // memberships that one unit of work moves
}

// How much one unit of work does at most: some tenths of a second.
const (
	batch = 1000
	few   = 100
)

// NewService makes the service.
func NewService(g *gate.Gate) *Service { return &Service{gate: g, batch: batch, few: few} }

// SetGrace says how many days a membership of a program is at risk before it is
// suspended. It goes for those that are at risk now, too.
func (s *Service) SetGrace(ctx context.Context, id program.ID, days int) (*program.ID, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.ProgramDefine}, func(tx *gate.Tx) (*program.ID, error) {
		if days < 0 || days > 365 {
			return nil, fault.Field(fault.Invalid, "days", "GRACE_RANGE", "Give 0 to 365 days of grace.")
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "program", ID: string(id), Detail: map[string]int{"lapseGraceDays": days}})
		return &id, tx.Must(ctx, setGrace, id, days)
	})
}

const setGrace = `
update program
set lapse_grace_days = $2
where id = $1`

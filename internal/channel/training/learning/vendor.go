package learning

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// TakeBack revokes a completion, and with it what followed from it.
func (s *Service) TakeBack(ctx context.Context, id CompletionID, why string) (*Completion, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*Completion, error) {
		return s.Revoke(ctx, tx, id, why)
	})
}

const setNaming = `
update program
set names_learners = $2
where id = $1`

// NameLearners says whether distributors read the names of their resellers'
// learners in a program. Learners are told among their enrollments.
func (s *Service) NameLearners(ctx context.Context, id program.ID, named bool) (*program.ID, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*program.ID, error) {
		tx.Record(audit.Changed("program", string(id), !named, named))
		return &id, tx.Must(ctx, setNaming, id, named)
	})
}

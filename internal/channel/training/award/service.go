package award

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Service is what one can do with requirements and evidence. It listens to
// those who credit learning, who score quizzes and who give certifications; see
// Completed, Revoked, Passed, Certified and Lost.
type Service struct {
	gate     *gate.Gate
	training *training.Service
	files    blob.Store
	staged   *library.Service
}

// NewService makes the service. files keeps the documents, staged those that
// were put first and are named later.
func NewService(g *gate.Gate, t *training.Service, files blob.Store, staged *library.Service) *Service {
	return &Service{gate: g, training: t, files: files, staged: staged}
}

// Ground is a fact as one certification rests on it.
type Ground struct {
	CertificationID training.ID
	Fact
}

// weigh gives a holder all that it has earned of some definitions. The partner
// is locked first: what others have changed meanwhile is seen.
func (s *Service) weigh(ctx context.Context, tx *gate.Tx, h Holder, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	if err := training.Lock(ctx, tx, h.Partner); err != nil {
		return err
	}
	for _, key := range keys {
		if err := s.give(ctx, tx, h, key); err != nil {
			return err
		}
	}
	return nil
}

// mostAtOnce bounds what one unit of work gives of one definition to one holder:
// a history of a proof a month for ten years.
const mostAtOnce = 120

func (s *Service) give(ctx context.Context, tx *gate.Tx, h Holder, key string) error {
	for range mostAtOnce {
		f, err := fileOf(ctx, &tx.View, h, key)
		if err != nil {
			return err
		}
		a := f.Due()
		if a == nil {
			return nil
		}
		fresh, err := s.issue(ctx, tx, h, f, a)
		if err != nil || !fresh {
			return err
		}
	}
	return nil
}

func (s *Service) issue(ctx context.Context, tx *gate.Tx, h Holder, f *File, a *Award) (bool, error) {
	c := f.certification(h, a)
	fresh, err := s.training.Issue(ctx, tx, c)
	if err != nil || !fresh {
		return fresh, err
	}
	for _, x := range a.Rests {
		if err := insertGround(ctx, tx, h, Ground{c.ID, x}); err != nil {
			return false, err
		}
	}
	return true, nil
}

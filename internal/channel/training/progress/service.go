package progress

import (
	"context"
	"fmt"
	"time"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Service measures what the triggers count.
type Service struct{ gate *gate.Gate }

// NewService makes the service.
func NewService(g *gate.Gate) *Service { return &Service{gate: g} }

// Measure writes the measure of this day for every portfolio with an active
// reseller. Again on the same day, it replaces it.
func (s *Service) Measure(ctx context.Context) (int, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (int, error) {
		all, err := rates(ctx, &tx.View)
		if err != nil {
			return 0, err
		}
		for _, r := range all {
			if err := putMeasure(ctx, tx, r, compare(r, all)); err != nil {
				return 0, err
			}
		}
		tx.Record(audit.Entry{Action: "training.measured", Outcome: audit.Done, Kind: "portfolio_measure",
			ID: tx.Now().UTC().Format(time.DateOnly), Detail: map[string]int{"portfolios": len(all)}})
		return len(all), nil
	})
}

// Fold adds what waits in course_delta to the totals: in one statement, so that
// every reader finds it in one place or the other.
func (s *Service) Fold(ctx context.Context) error {
	_, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (int64, error) {
		n, err := fold(ctx, tx)
		tx.Record(audit.Entry{Action: "training.folded", Outcome: audit.Done, Kind: "course_total", ID: "-", Detail: map[string]int64{"courses": n}})
		return n, err
	})
	return err
}

// Difference is a count that is not what its rows come to.
type Difference struct {
	Of      string `db:"of"` // partner, learner, course, total, balance, holding or requirement
	ID      string `db:"id"`
	Kept    string `db:"kept"`
	Counted string `db:"counted"`
}

// Recount counts everything anew and gives the differences, which there never
// are.
func (s *Service) Recount(ctx context.Context) ([]*Difference, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(v *gate.View) ([]*Difference, error) {
		return differences(ctx, v)
	})
}

// Check is the daily chore: it measures, and fails when a recount differs.
func (s *Service) Check(ctx context.Context) error {
	if _, err := s.Measure(ctx); err != nil {
		return err
	}
	wrong, err := s.Recount(ctx)
	if err == nil && len(wrong) > 0 {
		err = fmt.Errorf("%d counts of training differ from a recount, the first of %s %s", len(wrong), wrong[0].Of, wrong[0].ID)
	}
	return err
}

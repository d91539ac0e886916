package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/portico-prm/portico/internal/channel/training/lapse"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// rounds times a round over what there is, and the one of a clock that stands
// three years ahead: then every proof has ended and every requirement has lapsed.
func (d *database) rounds(ctx context.Context) error {
	app, err := db.Open(ctx, db.Config{URL: d.own.URL, Unsafe: true, MaxOpen: 4})
	if err != nil {
		return err
	}
	defer app.Close()
	ctx = actor.ForSystem(ctx, "bench")
	for _, r := range []struct {
		name  string
		years int
	}{{"nothing new", 0}, {"everything ends", 3}, {"nothing new", 3}} {
		s := lapse.NewService(gate.New(app, slog.New(slog.DiscardHandler), func() time.Time { return time.Now().AddDate(r.years, 0, 0) }))
		if err := d.round(ctx, r.name, s); err != nil {
			return err
		}
	}
	return nil
}

func (d *database) round(ctx context.Context, name string, s *lapse.Service) error {
	var before, after [2]int
	if err := d.written(ctx, &before); err != nil {
		return err
	}
	began := time.Now()
	if err := s.Notice(ctx); err != nil {
		return err
	}
	noticed := time.Now()
	if err := s.Settle(ctx); err != nil {
		return err
	}
	ended := time.Now()
	err := d.written(ctx, &after)
	fmt.Printf("round, %-20s %6d notices in %7.0f ms, %5d memberships moved in %7.0f ms\n", name,
		after[0]-before[0], ms(noticed.Sub(began)), after[1]-before[1], ms(ended.Sub(noticed)))
	return err
}

// written counts notices, and moves of memberships in the trail.
func (d *database) written(ctx context.Context, n *[2]int) error {
	if err := d.GetContext(ctx, &n[0], "select count(*) from certification_notice"); err != nil {
		return err
	}
	return d.GetContext(ctx, &n[1], "select count(*) from audit_entry where action = 'membership.lapse' and object_id <> '-'")
}
